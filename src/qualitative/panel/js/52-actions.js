// What a person does: give, change, take back, note. The page shows it at once and marks it until it is on disk.

const put = (p, shape, look) => {
  const coding = { ...shape, look: look ?? (shape.coder === p.coder ? "own" : "other") };
  const old = p.codings.get(coding.id);
  if (old) remove(p, coding.id);
  p.codings.set(coding.id, coding);
  indexCoding(p, coding, true);
  return coding;
};

const remove = (p, id) => {
  const coding = p.codings.get(id);
  if (!coding) return;
  indexCoding(p, coding, false);
  p.codings.delete(id);
};

// take in what an answer says has changed, and draw only that
const take = (p, answer) => {
  const touched = [];
  for (const id of answer.gone ?? []) {
    const old = p.codings.get(id);
    if (old) touched.push(old);
    remove(p, id);
    if (p.active === id) activate(p, answer.id ?? null, { go: false });
  }
  for (const shape of answer.put ?? []) touched.push(put(p, shape));
  if (answer.memos) { p.memos = answer.memos; redrawAll(p); }
  if (answer.lost) takeLost(p, answer.lost);
  if (answer.done !== undefined) setDone(p, answer.done);
  if (answer.codes) setCodes(p, answer.codes);
  for (const coding of touched) redrawSpan(p, coding.start, coding.end);
  if (answer.id && p.codings.has(answer.id)) activate(p, answer.id, { go: false });
  drawList(p);
  drawCounts(p);
};

const applyCode = (p, code, { suggestion = null, pieces = target(p) } = {}) => {
  const entry = p.codes.get(code);
  if (!entry?.usable || !pieces.length) { announce(p, entry && !entry.usable ? say(p, "code.gathers") : say(p, "text.choose_text")); return Promise.resolve(); }
  const fresh = pieces.filter(([a, b]) => !standsAt(p, code, a, b));
  if (!fresh.length) { announce(p, say(p, "coding.already", { code: nameOf(p, code) })); return Promise.resolve(); }
  // sent before it is drawn, so that the kernel writes while the page paints
  const sent = send(p, "apply", { items: fresh.map(([start, end]) => [code, start, end]), suggestion });
  const { seq } = p;
  const made = fresh.map(([start, end]) => put(p, { id: `new-${seq}-${start}`, code, start, end, coder: p.coder, blind: true }, "pending"));
  const redraw = () => { for (const coding of made) redrawSpan(p, coding.start, coding.end); };
  const forget = () => { for (const coding of made) remove(p, coding.id); };
  const undo = () => { forget(); redraw(); };
  redraw();
  used(p, code);
  return sent.then((answer) => {
    forget();
    take(p, answer);
    // the kernel may have found the same coding there already, under another id
    if (answer.put.length < made.length) redraw();
    announce(p, `${say(p, "coding.coded", { code: nameOf(p, code), quote: shorten(p.text.text.slice(...fresh[0]), 100) })}. ${say(p, "save.saved")}`);
    activate(p, answer.ids[0], { go: false });
  }, () => {
    const failure = p.failures.find((one) => one.message.seq === seq);
    if (failure) failure.undo = undo;
    drawList(p);
  });
};

// whether the coder has this code on exactly these words already
const standsAt = (p, code, start, end) => {
  for (const id of p.byTurn[turnIndexAt(p.text, start)]) {
    const coding = p.codings.get(id);
    if (coding.code === code && coding.start === start && coding.end === end && (coding.look === "own" || coding.look === "pending")) return true;
  }
  return false;
};

const used = (p, code) => {
  // a code keeps its digit while it is among the nine; a new one takes the place of the one used longest ago
  p.lastUsed.set(code, performance.now());
  if (!p.recent.includes(code)) {
    if (p.recent.length < 9) p.recent.push(code);
    else {
      const oldest = p.recent.reduce((a, b) => ((p.lastUsed.get(a) ?? 0) <= (p.lastUsed.get(b) ?? 0) ? a : b));
      p.recent[p.recent.indexOf(oldest)] = code;
    }
  }
  drawRecent(p);
};

const mine = (p, id = p.active) => {
  const coding = p.codings.get(id);
  if (!coding || coding.look === "suggestion") { announce(p, say(p, "coding.no_coding_here")); return null; }
  if (coding.look === "other") { announce(p, say(p, "coding.not_yours", { coder: coding.coder })); return null; }
  return coding.look === "own" ? coding : null;
};

const change = (p, kind, fields, done) =>
  send(p, kind, fields).then((answer) => { take(p, answer); announce(p, `${done(answer)} ${say(p, "save.saved")}`); return answer; }, () => null);

const recode = (p, coding, code) => change(p, "recode", { id: coding.id, code }, () => say(p, "coding.recoded", { code: nameOf(p, code) }));

const retract = (p) => {
  const coding = mine(p);
  if (coding) change(p, "retract", { id: coding.id }, () => say(p, "coding.retracted", { code: nameOf(p, coding.code) }));
};

const undoOrRedo = (p, kind) =>
  send(p, kind).then((answer) => {
    const what = answer.what.map((event) => say(p, `undo.what_${event.event}`, { code: nameOf(p, event.code) }) + (event.quote ? ` “${shorten(event.quote, 50)}”` : "")).join(", ");
    if (answer.opened) showDocument(p, answer.opened);
    else take(p, answer);
    const told = what ? say(p, kind === "undo" ? "undo.undone" : "undo.redone", { what }) : say(p, kind === "undo" ? "undo.nothing_undo" : "undo.nothing_redo");
    const first = answer.put?.[0];
    const place = answer.what.find((event) => event.start !== null);
    if (first && p.codings.has(first.id)) activate(p, first.id);
    else if (place) moveTo(p, turnIndexAt(p.text, place.start));
    // to the eye too: what came back may lie where nobody looks
    announce(p, told);
    passing(p, told);
  }, () => null);

// limits: the coding becomes the selection; the keys for extending change it; Enter saves
const beginLimits = (p) => {
  const coding = mine(p);
  if (!coding) return;
  p.adjusting = coding.id;
  p.unit = "word";
  p.root.classList.add("q-adjusting");
  select(p, coding.start, coding.end);
  hint(p, say(p, "coding.limits_hint"));
};

const endLimits = (p, save) => {
  const id = p.adjusting;
  p.adjusting = null;
  p.root.classList.remove("q-adjusting");
  hint(p, "");
  const pieces = target(p);
  const coding = p.codings.get(id);
  if (!save || !coding) { select(p, null, null); return; }
  if (pieces.length !== 1) { announce(p, say(p, "text.one_turn")); return; }
  const [start, end] = pieces[0];
  if (start === coding.start && end === coding.end) { select(p, null, null); return; }
  select(p, null, null);
  change(p, "recode", { id, start, end }, () => say(p, "coding.limits_saved", { quote: shorten(p.text.text.slice(start, end), 80) }));
};

const showOthers = async (p, coders) => {
  if (coders.length && !(await maySee(p))) {
    for (const box of p.othersBox.querySelectorAll("input")) box.checked = false;
    return;
  }
  for (const coding of [...p.codings.values()]) if (coding.look === "other") remove(p, coding.id);
  p.shownCoders = coders;
  const answer = await send(p, "others", { coders }).catch(() => null);
  for (const shape of answer?.others ?? []) put(p, shape);
  if (answer) setBlind(p, answer.blind);
  redrawAll(p);
  drawList(p);
};

const nextUncoded = (p) => {
  const uncoded = (n) => {
    const turn = p.text.turns[n];
    if (turn.role === "interviewer" || !piecesOf(p.text, turn.start, turn.end).length) return false;
    return ![...p.byTurn[n]].some((id) => ["own", "pending"].includes(p.codings.get(id)?.look));
  };
  for (let k = 1; k <= p.rows.length; k += 1) {
    const n = (p.cursor + k) % p.rows.length;
    if (uncoded(n)) { moveTo(p, n); return; }
  }
  announce(p, say(p, "text.no_uncoded"));
};

const nextDisagreement = async (p) => {
  if (!p.askedDisagreements) {
    if (!(await maySee(p))) return;
    hint(p, say(p, "differ.waiting_disagreements"));
    const answer = await send(p, "disagreements").catch(() => null);
    if (!answer) return;
    hint(p, "");
    p.askedDisagreements = true;
    p.disagreements = answer.disagreements;
    if (answer) setBlind(p, answer.blind ?? p.blind);
    redrawAll(p);
  }
  if (!p.disagreements.length) { announce(p, say(p, "differ.no_disagreements")); hint(p, say(p, "differ.no_disagreements")); return; }
  p.atDisagreement = ((p.atDisagreement ?? -1) + 1) % p.disagreements.length;
  const place = p.disagreements[p.atDisagreement];
  select(p, place.start, place.end);
  announce(p, say(p, "differ.disagreement", { what: place.what }));
  hint(p, say(p, "differ.disagreement", { what: place.what }));
};

const openDocument = async (p, document) => {
  // what is being saved belongs to the document that is left; what was only asked for it need not be waited for
  await Promise.allSettled([...p.pending.values()].filter((entry) => entry.saves).map((entry) => entry.settled));
  const answer = await send(p, "open", { document, to: document }).catch(() => null);
  if (answer) showDocument(p, answer);
};

const neighbour = (p, by) => {
  const at = p.documents.findIndex(([id]) => id === p.text.id) + by;
  if (at >= 0 && at < p.documents.length) openDocument(p, p.documents[at][0]);
};

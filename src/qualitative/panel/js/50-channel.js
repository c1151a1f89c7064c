// Messages to the kernel and their answers. "Saved" is said only when the kernel says that the file is synced;
// what could not be saved stays on the page, and in the browser's storage until it is saved or thrown away.

const SLOW_AFTER = 4000;

const makeChannel = (p) => {
  p.model.on("msg:custom", (answer) => receive(p, answer));
  p.model.on("comm_live_update", () => { if (p.opened) lose(p); });
  const kernel = p.model.widget_manager?.kernel;
  p.onStatus = (_, status) => { if (["dead", "restarting", "autorestarting", "terminating"].includes(status)) lose(p); };
  kernel?.statusChanged?.connect(p.onStatus);
  p.kernel = kernel;
  p.ticker = setInterval(() => watchPending(p), 1000);
  p.onHide = () => { if (p.pending.size || p.failures.length) remember(p); };
  window.addEventListener("pagehide", p.onHide);
};

const closeChannel = (p) => {
  clearInterval(p.ticker);
  p.kernel?.statusChanged?.disconnect(p.onStatus);
  window.removeEventListener("pagehide", p.onHide);
};

// the answer to a message; rejects with what went wrong. `buffers` are bytes that go beside it
const send = (p, kind, fields = {}, { buffers = [] } = {}) => {
  p.seq += 1;
  const message = { kind, seq: p.seq, document: p.text.id, ...fields };
  const saves = !p.views.has(kind);
  if (saves) setStatus(p, "saving");
  let entry;
  const settled = new Promise((resolve, reject) => {
    entry = { message, saves, since: performance.now(), resolve, reject };
    p.pending.set(message.seq, entry);
    if (p.lost) return fail(p, entry, say(p, "save.gone"));
    try {
      p.model.send(message, undefined, buffers);
    } catch (problem) {
      fail(p, entry, String(problem?.message ?? problem));
    }
    return undefined;
  });
  entry.settled = settled;
  return settled;
};

const receive = (p, answer) => {
  const entry = p.pending.get(answer?.re);
  if (!entry) return;
  if (!answer.ok) {
    fail(p, entry, answer.error);
    return;
  }
  p.pending.delete(answer.re);
  if (!entry.saves && !["open", "piece", "look"].includes(entry.message.kind) && entry.message.document !== p.text.id) {
    entry.reject(new Error("answered for a document that was left"));
    return;
  }
  p.lastTrip = performance.now() - entry.since;
  if (entry.saves) {
    p.savedAt = new Date();
    if (![...p.pending.values()].some((other) => other.saves)) setStatus(p, p.failures.length ? "failed" : "saved");
    p.unsavedBefore = p.unsavedBefore.filter((old) => old.key !== entry.message.key);
    if (p.kept) remember(p);
  }
  entry.resolve(answer);
};

const fail = (p, entry, why) => {
  p.pending.delete(entry.message.seq);
  if (entry.saves) {
    p.failures.push({ ...entry, why });
    remember(p);
    setStatus(p, "failed", why);
    drawUnsaved(p);
  } else if (p.alert) {
    p.alert.textContent = why;
  }
  entry.reject(new Error(why));
};

const watchPending = (p) => {
  for (const entry of p.pending.values()) {
    const waited = performance.now() - entry.since;
    if (entry.saves && waited > SLOW_AFTER) {
      setStatus(p, "slow", Math.round(waited / 1000));
      remember(p);
      return;
    }
  }
};

// the kernel died or was restarted: nothing that waits will be answered any more
const lose = (p) => {
  if (p.lost) return;
  p.lost = true;
  p.root.classList.add("q-lost");
  for (const entry of [...p.pending.values()]) fail(p, entry, say(p, "save.gone"));
  setStatus(p, "gone");
};

const storeKey = (p) => `qualitative|${p.study}|${p.coder}|${p.text.id}`;

// positions and codes only: the words of a transcript do not belong into a browser's storage
const remember = (p) => {
  const open = [...p.failures, ...[...p.pending.values()].filter((entry) => entry.saves)];
  const kept = [...p.unsavedBefore, ...open.map((entry) => ({ ...entry.message, key: entry.message.key ?? `${Date.now()}-${entry.message.seq}`, hash: p.text.hash }))];
  p.kept = kept.length > 0;
  try {
    if (kept.length) localStorage.setItem(storeKey(p), JSON.stringify(kept));
    else localStorage.removeItem(storeKey(p));
  } catch { /* a browser without storage keeps them on the page alone */ }
};

const recall = (p) => {
  try {
    const kept = JSON.parse(localStorage.getItem(storeKey(p)) ?? "[]");
    p.unsavedBefore = kept.filter((old) => old.hash === p.text.hash);
  } catch { p.unsavedBefore = []; }
  p.kept = p.unsavedBefore.length > 0;
};

const describe = (p, message) => {
  const quote = message.start !== undefined ? p.text.text.slice(message.start, message.end) : message.items ? p.text.text.slice(message.items[0][1], message.items[0][2]) : "";
  const code = message.code ?? message.items?.[0]?.[0];
  return [code ? nameOf(p, code) : say(p, `message.${message.kind}`), message.note, quote ? `“${shorten(shownText(quote), 70)}”` : ""].filter(Boolean).join(" · ");
};

const drawUnsaved = (p) => {
  const row = (text, why, again, away) =>
    h("li", {}, h("span", {}, text), why ? h("small", {}, why) : null, p.lost ? null : button(p, "save.again", again), button(p, "save.discard", away));
  const now = p.failures.map((entry) => row(describe(p, entry.message), entry.why,
    () => retry(p, entry), () => { p.failures.splice(p.failures.indexOf(entry), 1); entry.undo?.(); afterUnsaved(p); }));
  const before = p.unsavedBefore.map((old) => row(describe(p, old), "", () => resend(p, old),
    () => { p.unsavedBefore = p.unsavedBefore.filter((other) => other !== old); afterUnsaved(p); }));
  replace(p.unsaved,
    now.length ? h("strong", {}, say(p, "save.unsaved", { n: now.length })) : null, now.length ? h("ul", {}, now) : null,
    before.length ? h("strong", {}, say(p, "save.unsaved_before", { n: before.length })) : null, before.length ? h("ul", {}, before) : null);
  p.unsaved.hidden = !now.length && !before.length;
};

const afterUnsaved = (p) => {
  remember(p);
  drawUnsaved(p);
  if (!p.failures.length && !p.lost) setStatus(p, p.savedAt ? "saved" : "idle");
};

const retry = (p, entry) => {
  p.failures.splice(p.failures.indexOf(entry), 1);
  const { kind, seq, document: _, ...fields } = entry.message;
  send(p, kind, fields).then((answer) => { entry.undo?.(); take(p, answer); afterUnsaved(p); }, () => drawUnsaved(p));
};

const resend = (p, old) => {
  const { kind, seq, document: _, hash, ...fields } = old;
  send(p, kind, fields).then((answer) => { take(p, answer); p.unsavedBefore = p.unsavedBefore.filter((other) => other !== old); afterUnsaved(p); }, () => drawUnsaved(p));
};

const setStatus = (p, state, detail = "") => {
  const time = p.savedAt?.toLocaleTimeString(localeOf(p)) ?? "";
  const text = {
    idle: say(p, "save.nothing_yet"), saving: say(p, "save.saving"), saved: say(p, "save.saved_at", { time }),
    slow: say(p, "save.slow", { n: detail }), failed: `${say(p, "save.failed")}: ${detail || p.failures[0]?.why || ""}`, gone: say(p, "save.gone"),
  }[state];
  if (p.status.dataset.state === "gone" && state !== "gone") return;
  p.status.dataset.state = state;
  p.status.textContent = text;
  if (["slow", "failed", "gone"].includes(state)) p.alert.textContent = text;
  else p.alert.textContent = "";
};

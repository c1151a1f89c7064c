// The cursor (a turn), the selection (anchor and head, so that either end can move), and the coding that is chosen.

const spanOf = (p) => (p.selection ? [Math.min(p.selection.anchor, p.selection.head), Math.max(p.selection.anchor, p.selection.head)] : null);

// what a code would be given to: the selection cut at the turns, else the turn under the cursor
const target = (p) => {
  const span = spanOf(p);
  if (span) return piecesOf(p.text, span[0], span[1]);
  const turn = p.text.turns[p.cursor];
  return turn ? piecesOf(p.text, turn.start, turn.end) : [];
};

const announce = (p, text) => {
  p.live.textContent = text;
};

const moveTo = (p, n, { quiet = false, keep = false } = {}) => {
  if (!p.rows.length) return;
  const to = Math.max(0, Math.min(n, p.rows.length - 1));
  const from = p.rows[p.cursor];
  if (from) { from.element.classList.remove("q-here"); from.element.setAttribute("aria-selected", "false"); }
  p.cursor = to;
  const row = p.rows[to];
  row.element.classList.add("q-here");
  row.element.setAttribute("aria-selected", "true");
  p.scroller.setAttribute("aria-activedescendant", row.element.id);
  if (!keep) select(p, null, null);
  if (quiet) return;
  reveal(p, row.turn.start, row.turn.end);
  announce(p, say(p, "text.turn", { n: to + 1, of: p.rows.length, speaker: row.turn.speaker ?? "", text: shorten(shownText(p.text.text.slice(row.turn.start, row.turn.end)), 200) }));
};

const select = (p, anchor, head, { scroll = true } = {}) => {
  p.selection = anchor === null || anchor === head ? null : { anchor, head };
  const span = spanOf(p);
  const pieces = span ? piecesOf(p.text, span[0], span[1]) : [];
  paintSpan(p, "selection", "background-color: var(--q-selection); color: var(--q-selection-text);", pieces, 20);
  if (!span) { hideBar(p); return; }
  const at = turnIndexAt(p.text, head > anchor ? Math.max(anchor, head - 1) : head);
  if (at !== p.cursor) moveTo(p, at, { quiet: true, keep: true });
  if (scroll) reveal(p, head > anchor ? Math.max(anchor, head - 1) : head, Math.max(head, anchor));
  const quote = shorten(shownText(p.text.text.slice(span[0], span[1])), 160);
  announce(p, pieces.length > 1 ? say(p, "text.selected_parts", { n: pieces.length, quote }) : say(p, "text.selected", { quote }));
};

// where a position is on the screen; content that was never laid out is scrolled to by its row first
const boxOf = (p, position) => {
  const row = p.rows[turnIndexAt(p.text, position)];
  const offset = Math.max(0, Math.min(position - row.turn.start, row.node.length - 1));
  const range = document.createRange();
  range.setStart(row.node, offset);
  range.setEnd(row.node, Math.min(offset + 1, row.node.length));
  const box = range.getBoundingClientRect();
  return box.height ? box : row.element.getBoundingClientRect();
};

const reveal = (p, start, end) => {
  const row = p.rows[turnIndexAt(p.text, start)];
  const bring = () => {
    const view = p.scroller.getBoundingClientRect();
    const whole = row.element.getBoundingClientRect();
    const tall = whole.height > view.height * 0.8;
    const box = tall ? boxOf(p, start) : whole;
    const margin = Math.min(48, view.height / 6);
    if (box.top < view.top + margin) p.scroller.scrollTop += box.top - view.top - margin;
    else if (box.bottom > view.bottom - margin) p.scroller.scrollTop += Math.min(box.bottom - view.bottom + margin, box.top - view.top - margin);
  };
  bring();
  // rows far away get their true height only once they are near
  requestAnimationFrame(bring);
};

// one step by word or sentence. Without extending, the next unit is selected; extending moves the head
const step = (p, kind, forward, extend) => {
  const span = spanOf(p);
  if (extend && span) { stepHead(p, kind, forward); return; }
  const inside = span && p.unit !== kind;
  p.unit = kind;
  const from = span ? (inside ? span[0] - 1 : forward ? span[1] - 1 : span[0]) : forward ? p.text.turns[p.cursor].start - 1 : p.text.turns[p.cursor].start;
  const unit = inside && kind === "sentence" ? unitAround(p, span[0]) : forward || inside ? unitAfter(p, kind, from) : unitBefore(p, kind, from);
  if (unit) select(p, unit[0], unit[1]);
};

const unitAround = (p, position) =>
  unitsOf(p.text, "sentence", turnIndexAt(p.text, position)).find(([a, b]) => a <= position && position < b) ?? unitAfter(p, "sentence", position - 1);

// the first unit that starts after a position, and the last one that ends at or before it, in this or the next turns
const unitAfter = (p, kind, position) => {
  for (let n = Math.max(0, turnIndexAt(p.text, Math.max(0, position))); n < p.text.turns.length; n += 1) {
    const unit = unitsOf(p.text, kind, n).find(([a]) => a > position);
    if (unit) return unit;
  }
  return null;
};

const unitBefore = (p, kind, position) => {
  for (let n = turnIndexAt(p.text, position); n >= 0; n -= 1) {
    const unit = unitsOf(p.text, kind, n).findLast(([, b]) => b <= position);
    if (unit) return unit;
  }
  return null;
};

const unitWithEnd = (p, kind, after) => {
  for (let n = turnIndexAt(p.text, after); n < p.text.turns.length; n += 1) {
    const unit = unitsOf(p.text, kind, n).find(([, b]) => b > after);
    if (unit) return unit;
  }
  return null;
};

const unitWithStart = (p, kind, before) => {
  for (let n = turnIndexAt(p.text, Math.max(0, before - 1)); n >= 0; n -= 1) {
    const unit = unitsOf(p.text, kind, n).findLast(([a]) => a < before);
    if (unit) return unit;
  }
  return null;
};

const stepHead = (p, kind, forward) => {
  let { anchor, head } = p.selection;
  if (kind === "turn") { stepTurn(p, forward); return; }
  if (forward) {
    if (head < anchor) {
      const next = unitAfter(p, kind, head);
      // at the anchor the selection turns round instead of becoming empty
      if (next && next[0] < anchor) head = next[0];
      else { [anchor, head] = [head, anchor]; head = unitWithEnd(p, kind, head)?.[1] ?? head; }
    } else head = unitWithEnd(p, kind, head)?.[1] ?? head;
  } else if (head > anchor) {
    const back = unitBefore(p, kind, head - 1);
    if (back && back[1] > anchor) head = back[1];
    else { [anchor, head] = [head, anchor]; head = unitWithStart(p, kind, head)?.[0] ?? head; }
  } else head = unitWithStart(p, kind, head)?.[0] ?? head;
  select(p, anchor, head);
};

const stepTurn = (p, forward) => {
  const turns = p.text.turns;
  const { anchor, head } = p.selection ?? { anchor: turns[p.cursor].start, head: turns[p.cursor].start };
  const n = turnIndexAt(p.text, head > anchor ? head - 1 : head);
  let to;
  if (forward) to = head < turns[n].end ? turns[n].end : turns[Math.min(n + 1, turns.length - 1)].end;
  else to = head > turns[n].start && !(head === turns[n].end && anchor <= turns[n].start) ? turns[n].start : turns[Math.max(n - 1, 0)].start;
  if (to !== anchor) select(p, anchor, to);
};

// choose a coding: it is drawn stronger, the list shows it, and the keys for changing act on it
const activate = (p, id, { go = true } = {}) => {
  const before = p.codings.get(p.active);
  p.active = id;
  const coding = p.codings.get(id);
  paintSpan(p, "active", "background-color: var(--q-active); text-decoration: underline overline solid 2px var(--q-accent);", coding ? [[coding.start, coding.end]] : [], 10);
  for (const one of [before, coding]) if (one) redrawSpan(p, one.start, one.end);
  if (coding) {
    if (go) {
      moveTo(p, turnIndexAt(p.text, coding.start), { quiet: true });
      reveal(p, coding.start, coding.end);
    }
    const about = { code: nameOf(p, coding.code), quote: shorten(p.text.text.slice(coding.start, coding.end), 160) };
    if (isSuggestion(coding)) {
      const made = { ...about, p: Math.round(coding.p * 100), why: reasonsOf(p, coding) || coding.model };
      announce(p, say(p, "suggest.suggested", made));
      hint(p, say(p, "suggest.suggested_why", made));
    } else {
      if (isSuggestion(before)) hint(p, "");
      announce(p, say(p, "coding.coded", about));
    }
  }
  drawList(p);
  drawActions(p);
};

const ordered = (p) => [...p.codings.values()].filter((coding) => passes(p, coding)).sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));

const chooseNext = (p, forward, wanted = () => true) => {
  const all = ordered(p).filter(wanted);
  if (!all.length) return null;
  const at = all.findIndex((coding) => coding.id === p.active);
  const here = p.text.turns[p.cursor]?.start ?? 0;
  const next = at >= 0 ? (at + (forward ? 1 : all.length - 1)) % all.length : forward ? Math.max(0, all.findIndex((coding) => coding.start >= here)) : all.length - 1;
  activate(p, all[next].id);
  return all[next];
};

// The mouse in the transcript: a drag selects, a click goes to a turn or chooses the coding under it, a bar offers codes.

const makeMouse = (p) => {
  let pressed = null;
  p.scroller.addEventListener("mousedown", (event) => { if (event.button === 0) { pressed = { x: event.clientX, y: event.clientY }; hideBar(p); } });
  p.onUp = (event) => {
    if (!pressed) return;
    const moved = Math.abs(event.clientX - pressed.x) + Math.abs(event.clientY - pressed.y) > 4;
    pressed = null;
    // the browser settles its own selection only after this event
    setTimeout(() => (takeDrag(p, event) ? null : moved ? null : onClick(p, event)), 0);
  };
  document.addEventListener("mouseup", p.onUp);
  p.scroller.addEventListener("copy", (event) => {
    const span = spanOf(p);
    if (!span) return;
    // the text itself, not the signs that stand for hidden characters
    event.clipboardData.setData("text/plain", piecesOf(p.text, span[0], span[1]).map(([a, b]) => p.text.text.slice(a, b)).join("\n"));
    event.preventDefault();
  });
  p.bar = h("div", { class: "q-bar", hidden: true, role: "toolbar", "aria-label": say(p, "palette.recent"), onmousedown: (event) => event.preventDefault() });
  p.scroller.after(p.bar);
};

const rowOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".q-turn")?.qRow;

// where an end of the browser's selection lies in the document
const positionOf = (p, node, offset, last) => {
  const row = rowOf(node);
  if (row && node === row.node) return row.turn.start + offset;
  if (row) {
    const inText = row.body.contains(node);
    if (inText) return offset ? row.turn.end : row.turn.start;
    return last && !(node === row.margin || row.margin.contains(node)) ? row.turn.start : row.margin.contains(node) ? row.turn.end : row.turn.start;
  }
  const before = p.rows.filter((one) => node.compareDocumentPosition(one.element) & Node.DOCUMENT_POSITION_PRECEDING);
  return before.length ? before.at(-1).turn.end : last ? p.rows.at(-1).turn.end : p.rows[0].turn.start;
};

const takeDrag = (p, event) => {
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return false;
  const range = chosen.getRangeAt(0);
  if (!p.scroller.contains(range.startContainer) && !p.scroller.contains(range.endContainer)) return false;
  const start = positionOf(p, range.startContainer, range.startOffset, false);
  const end = positionOf(p, range.endContainer, range.endOffset, true);
  if (start >= end) return false;
  const [a, b] = snapped(p.text, ...trimmed(p.text.text, start, end), event.altKey);
  if (a >= b) return false;
  chosen.removeAllRanges();
  p.unit = "word";
  select(p, a, b, { scroll: false });
  p.scroller.focus({ preventScroll: true });
  if (!p.adjusting) showBar(p, event);
  return true;
};

const onClick = (p, event) => {
  const on = event.target.closest?.("[data-id]");
  if (on && p.scroller.contains(on)) { activate(p, on.dataset.id, { go: false }); p.scroller.focus({ preventScroll: true }); return; }
  const row = rowOf(event.target);
  if (!row || !p.scroller.contains(event.target)) return;
  p.scroller.focus({ preventScroll: true });
  moveTo(p, row.turn.n, { quiet: true });
  const place = document.caretPositionFromPoint?.(event.clientX, event.clientY) ?? null;
  const old = place ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = place?.offsetNode ?? old?.startContainer;
  const under = node === row.node ? codingsAt(p, row, row.turn.start + (place?.offset ?? old.startOffset)) : [];
  // a second click on the same words goes to the next of the codings that lie there
  const next = under[(under.findIndex((coding) => coding.id === p.active) + 1) % Math.max(under.length, 1)];
  activate(p, next?.id ?? null, { go: false });
};

const codingsAt = (p, row, position) => shownIn(p, row.turn.n).filter((coding) => coding.start <= position && position < coding.end).sort((a, b) => a.end - a.start - (b.end - b.start));

const showBar = (p, event) => {
  drawRecent(p);
  const view = p.scroller.getBoundingClientRect();
  const host = p.main.getBoundingClientRect();
  p.bar.hidden = false;
  const left = Math.max(8, Math.min(event.clientX - host.left - 40, host.width - p.bar.offsetWidth - 12));
  let top = event.clientY - host.top + 18;
  if (top + p.bar.offsetHeight > view.bottom - host.top) top = event.clientY - host.top - p.bar.offsetHeight - 18;
  p.bar.style.left = `${left}px`;
  p.bar.style.top = `${top}px`;
};

const hideBar = (p) => {
  if (p.bar) p.bar.hidden = true;
};

const drawRecent = (p) => {
  const pick = (code, n) => h("button", { type: "button", class: "q-pick", title: `${nameOf(p, code)} (${n + 1})`, onclick: () => { applyCode(p, code); } },
    h("kbd", {}, n + 1), h("i", { class: "q-swatch", style: { "--q-code": colourOf(p, code) } }), shorten(nameOf(p, code), 26));
  const picks = () => p.recent.filter((code) => p.codes.has(code)).map(pick);
  replace(p.bar, picks().slice(0, 5), button(p, "palette.more_codes", () => openPalette(p), { class: "q-pick q-more" }));
  replace(p.recentRow, picks());
};

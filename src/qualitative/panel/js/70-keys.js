// The keyboard in the transcript. Nothing typed here reaches the notebook, where "d d" would delete the cell.

// Front ends listen for keys on the document, before an element hears them; so the window hears them first and hands them on,
// from the element that has the focus outwards, to those that take keys.
const makeKeys = (p) => {
  p.onWindowKey = (event) => {
    if (!p.root.contains(event.target)) return;
    for (let element = event.target; element && !event.cancelBubble; element = element === p.root ? null : element.parentElement) element.qKey?.(event);
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", p.onWindowKey, true);
};

const onKey = (p, event) => {
  if (event.isComposing) return;
  if (event.key === "Escape" && !p.over.hidden) { closeOver(p); event.preventDefault(); return; }
  if (keyOf(event) === "Ctrl+s") { event.preventDefault(); announce(p, p.status.textContent); return; }
  if (event.target.closest("input, textarea, select, .q-over, .q-tree")) {
    if (event.key === "Escape" && event.target.closest("input, select")) { p.scroller.focus(); event.preventDefault(); }
    return;
  }
  if (event.target.closest("button") && ["Enter", " "].includes(event.key)) return;
  const action = actionOf(keyOf(event));
  if (!action) return;
  action.run(p, event);
  event.preventDefault();
};

// the key by which the table of actions knows it: arrows go with Ctrl and Shift too, since these say how far
const keyOf = (event) => {
  if (event.key.startsWith("Arrow")) return event.key;
  if (event.ctrlKey || event.metaKey) return `Ctrl+${event.shiftKey ? "Shift+" : ""}${event.key.toLowerCase()}`;
  if (event.altKey) return "";
  return !event.shiftKey && /^(?:Digit|Numpad)[1-9]$/.test(event.code) ? "1 … 9" : event.key;
};

const onArrow = (p, event, unit, forward) => {
  const kind = unit === "sentence" && (event.ctrlKey || event.altKey || event.metaKey) ? "word" : unit;
  if (event.shiftKey && (p.selection || kind === "turn")) stepHead(p, kind, forward);
  else if (kind === "turn") moveTo(p, p.cursor + (forward ? 1 : -1));
  else step(p, kind, forward, false);
};

const toggleFull = (p) => {
  if (document.fullscreenElement === p.root) document.exitFullscreen();
  else p.root.requestFullscreen?.().catch(() => {});
};

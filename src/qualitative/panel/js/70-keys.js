// The keyboard in the transcript. Nothing typed here reaches the notebook, where "d d" would delete the cell.

const arrows = { ArrowUp: ["turn", false], ArrowDown: ["turn", true], ArrowLeft: ["sentence", false], ArrowRight: ["sentence", true] };

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
  const strong = event.ctrlKey || event.metaKey;
  if (strong && event.key.toLowerCase() === "s") { event.preventDefault(); announce(p, p.status.textContent); return; }
  if (event.target.closest("input, textarea, select, .q-over, .q-tree")) {
    if (event.key === "Escape" && event.target.closest("input, select")) { p.scroller.focus(); event.preventDefault(); }
    return;
  }
  if (event.target.closest("button") && ["Enter", " "].includes(event.key)) return;
  if (transcriptKey(p, event, strong)) event.preventDefault();
};

// whether the key was for us
const transcriptKey = (p, event, strong) => {
  const { key } = event;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (arrows[key]) { onArrow(p, event, ...arrows[key]); return true; }
  if (strong) {
    if (key.toLowerCase() === "z") undoOrRedo(p, event.shiftKey ? "redo" : "undo");
    else if (key.toLowerCase() === "y") undoOrRedo(p, "redo");
    else return false;
    return true;
  }
  if (event.altKey) return false;
  if (digit && !event.shiftKey) {
    const code = p.recent[digit - 1];
    if (code) applyCode(p, code);
    return true;
  }
  const run = KEYMAP[key];
  if (!run) return false;
  run(p);
  return true;
};

const onArrow = (p, event, unit, forward) => {
  const kind = unit === "sentence" && (event.ctrlKey || event.altKey || event.metaKey) ? "word" : unit;
  if (event.shiftKey && (p.selection || kind === "turn")) stepHead(p, kind, forward);
  else if (kind === "turn") moveTo(p, p.cursor + (forward ? 1 : -1));
  else step(p, kind, forward, false);
};

const KEYMAP = {
  Home: (p) => moveTo(p, 0),
  End: (p) => moveTo(p, p.rows.length - 1),
  PageUp: (p) => moveTo(p, p.cursor - 8),
  PageDown: (p) => moveTo(p, p.cursor + 8),
  Enter: (p) => (p.adjusting ? endLimits(p, true) : openPalette(p)),
  c: (p) => openPalette(p),
  Escape: (p) => { if (p.adjusting) endLimits(p, false); else if (p.selection) moveTo(p, p.cursor, { quiet: true }); else activate(p, null); },
  o: (p) => { if (p.selection) select(p, p.selection.head, p.selection.anchor); },
  u: (p) => undoOrRedo(p, "undo"),
  U: (p) => undoOrRedo(p, "redo"),
  e: (p) => openPalette(p, "recode"),
  g: (p) => beginLimits(p),
  m: (p) => memoForm(p),
  M: (p) => memoForm(p, { of: "document" }),
  Delete: (p) => retract(p),
  Backspace: (p) => retract(p),
  "[": (p) => chooseNext(p, false),
  "]": (p) => chooseNext(p, true),
  n: (p) => nextUncoded(p),
  d: (p) => nextDisagreement(p),
  l: (p) => nextLost(p),
  p: (p) => placeLost(p),
  r: (p) => retireLost(p),
  s: (p) => nextSuggestion(p),
  S: (p) => toggleWeaker(p),
  a: (p) => verdict(p, true),
  x: (p) => verdict(p, false),
  "/": (p) => { p.treeSearch.focus(); p.treeSearch.select(); },
  f: (p) => toggleFull(p),
  "<": (p) => neighbour(p, -1),
  ">": (p) => neighbour(p, 1),
  "?": (p) => showHelp(p),
};

const toggleFull = (p) => {
  if (document.fullscreenElement === p.root) document.exitFullscreen();
  else p.root.requestFullscreen?.().catch(() => {});
};

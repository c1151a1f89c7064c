// Everything that a person can do by key: its keys, the word on its buttons, its line in the help, and what it does. Said here alone.
// A key is named as the browser does, capital where Shift goes with it, "Ctrl+z" for Ctrl or Cmd. Actions of one `help` share a line;
// without `help` the word is the line, and without either the help is silent.

const ACTIONS = {
  turn: { group: "moving", keys: ["ArrowUp", "ArrowDown"], help: "keys.turn", run: (p, event) => onArrow(p, event, "turn", event.key === "ArrowDown") },
  sentence: { group: "moving", keys: ["ArrowLeft", "ArrowRight"], help: "keys.sentence", run: (p, event) => onArrow(p, event, "sentence", event.key === "ArrowRight") },
  word: { group: "moving", keys: ["Ctrl+← →"], help: "keys.word" },
  extend: { group: "moving", keys: ["Shift+…"], help: "keys.extend" },
  swap: { group: "moving", keys: ["o"], help: "keys.swap", run: (p) => { if (p.selection) select(p, p.selection.head, p.selection.anchor); } },
  first: { group: "moving", keys: ["Home"], help: "keys.ends", run: (p) => moveTo(p, 0) },
  last: { group: "moving", keys: ["End"], help: "keys.ends", run: (p) => moveTo(p, p.rows.length - 1) },
  pageUp: { keys: ["PageUp"], run: (p) => moveTo(p, p.cursor - 8) },
  pageDown: { keys: ["PageDown"], run: (p) => moveTo(p, p.cursor + 8) },
  previous: { group: "moving", keys: ["<"], word: "head.previous", help: "keys.document", run: (p) => neighbour(p, -1) },
  next: { group: "moving", keys: [">"], word: "head.next", help: "keys.document", run: (p) => neighbour(p, 1) },

  add: { group: "moving", keys: ["+"], word: "add.word", help: "keys.add", run: (p) => chooseFile(p) },

  palette: { group: "coding", keys: ["Enter", "c"], help: "keys.palette", run: (p) => (p.adjusting ? endLimits(p, true) : openPalette(p)) },
  recent: { group: "coding", keys: ["1 … 9"], help: "keys.digits", run: (p, event) => { const code = p.recent[Number(event.code.slice(-1)) - 1]; if (code) applyCode(p, code); } },
  undo: { group: "coding", keys: ["u", "Ctrl+z"], word: "undo.word", help: "keys.undo", run: (p) => undoOrRedo(p, "undo") },
  redo: { group: "coding", keys: ["U", "Ctrl+y", "Ctrl+Shift+z"], word: "undo.redo", help: "keys.undo", run: (p) => undoOrRedo(p, "redo") },

  codingBefore: { group: "changing", keys: ["["], help: "keys.codings", run: (p) => chooseNext(p, false) },
  codingAfter: { group: "changing", keys: ["]"], help: "keys.codings", run: (p) => chooseNext(p, true) },
  recode: { group: "changing", keys: ["e"], word: "coding.recode", run: (p) => openPalette(p, "recode") },
  limits: { group: "changing", keys: ["g"], word: "coding.limits", run: (p) => { beginLimits(p); p.scroller.focus(); } },
  retract: { group: "changing", keys: ["Delete", "Backspace"], word: "coding.retract", help: "keys.retract", run: (p) => retract(p) },
  memo: { group: "changing", keys: ["m"], word: "memo.word", help: "keys.memo", run: (p) => memoForm(p) },
  memoDocument: { group: "changing", keys: ["M"], word: "memo.document", help: "keys.memo", run: (p) => memoForm(p, { of: "document" }) },
  leave: { keys: ["Escape"], run: (p) => { if (p.adjusting) endLimits(p, false); else if (p.selection) moveTo(p, p.cursor, { quiet: true }); else activate(p, null); } },

  uncoded: { group: "finding", keys: ["n"], help: "keys.uncoded", run: (p) => nextUncoded(p) },
  disagreement: { group: "finding", keys: ["d"], help: "keys.disagreement", run: (p) => nextDisagreement(p) },
  lost: { group: "finding", keys: ["l"], help: "keys.lost", run: (p) => nextLost(p) },
  place: { group: "finding", keys: ["p"], word: "lost.place", help: "keys.place", run: (p) => placeLost(p) },
  retire: { group: "finding", keys: ["r"], word: "lost.retire", help: "keys.place", run: (p) => retireLost(p) },
  suggestion: { group: "finding", keys: ["s"], word: "suggest.suggestions", help: "keys.suggestion", run: (p) => nextSuggestion(p) },
  weaker: { group: "finding", keys: ["S"], word: "suggest.weaker_hint", help: "keys.weaker", run: (p) => toggleWeaker(p) },
  accept: { group: "finding", keys: ["a"], word: "suggest.accept", help: "keys.verdict", run: (p) => verdict(p, true) },
  reject: { group: "finding", keys: ["x"], word: "suggest.reject", help: "keys.verdict", run: (p) => verdict(p, false) },
  search: { group: "finding", keys: ["/"], help: "keys.search", run: (p) => { p.treeSearch.focus(); p.treeSearch.select(); } },
  full: { group: "finding", keys: ["f"], word: "head.full", help: "keys.full", run: (p) => toggleFull(p) },
  help: { group: "finding", keys: ["?"], word: "head.help", run: (p) => showHelp(p) },
};

const SHOWN = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Delete: "Del", Backspace: "⌫" };

// a key as the help and the buttons write it
const shownKey = (key) => {
  if (SHOWN[key]) return SHOWN[key];
  const [, before, last] = /^((?:\w+\+)*)(.)$/u.exec(key) ?? [null, "", key];
  return before ? before + last.toUpperCase() : /^\p{Lu}$/u.test(last) ? `Shift+${last}` : last;
};

const actionOf = (key) => Object.values(ACTIONS).find((action) => action.run && action.keys.includes(key));

// a button that does what a key does, with its word and its key; `run` where it does so to one thing in particular
const actionButton = (p, id, props = {}, run = null) => {
  const { word, keys, run: usual } = ACTIONS[id];
  return button(p, word, run ?? (() => usual(p)), { title: `${say(p, word)} (${shownKey(keys[0])})`, ...props });
};

// the lines of the help on keys, by group: [[group, [[keys, text], …]], …]
const helpLines = (p) => {
  const groups = new Map();
  for (const { group, keys, word, help } of Object.values(ACTIONS)) {
    if (!group) continue;
    const lines = groups.get(group) ?? new Map();
    const text = say(p, help ?? word);
    lines.set(text, [...(lines.get(text) ?? []), keys.map(shownKey)]);
    groups.set(group, lines);
  }
  // the first keys of actions that share a line, then their second ones: "u / Shift+U, Ctrl+Z / Ctrl+Y"
  const joined = (keys) => [...keys[0].keys()].map((n) => keys.map((own) => own[n]).filter(Boolean).join(" / ")).join(", ");
  return [...groups].map(([group, lines]) => [group, [...lines].map(([text, keys]) => [joined(keys), text])]);
};

// The panel: its parts put together, one document shown, another opened.

const drawPicker = (p) => {
  replace(p.picker, p.documents.map(([id, title]) => h("option", { value: id }, title === id ? id : `${title} — ${id}`)));
  if (p.text) p.picker.value = p.text.id;
};

const makeHeader = (p) => {
  p.picker = h("select", { class: "q-input q-picker", "aria-label": say(p, "head.document"), onchange: () => openDocument(p, p.picker.value) });
  drawPicker(p);
  p.badge = h("span", { class: "q-badge" });
  p.blindBadge = h("span", { class: "q-badge q-warned", title: say(p, "head.others_hint"), hidden: true }, say(p, "head.blind_off"));
  p.speakers = h("select", { class: "q-input", "aria-label": say(p, "head.speaker"), onchange: () => { p.onlySpeaker = p.speakers.value || null; afterFilter(p); } });
  p.othersBox = h("details", { class: "q-menu" }, h("summary", { class: "q-button", title: say(p, "head.others_hint") }, say(p, "head.others")),
    h("div", { class: "q-menu-body" }, h("small", {}, say(p, "head.others_hint")), p.coders.map((coder) => h("label", {}, h("input", { type: "checkbox", value: coder, onchange: () => showOthers(p, [...p.othersBox.querySelectorAll("input:checked")].map((box) => box.value)) }), " ", coder))));
  p.suggestButton = p.can.suggest ? actionButton(p, "suggestion", { "aria-pressed": "false" }, () => toggleSuggestions(p, !p.showSuggestions)) : null;
  p.doneButton = button(p, "head.done", () => change(p, "done", { done: !p.done }, (answer) => say(p, answer.done ? "head.done_saved" : "head.undone_saved")), { "aria-pressed": "false" });
  const language = p.languages.length > 1 ? button(p, "head.language", () => switchLanguage(p), { text: nextLanguage(p).toUpperCase(), "aria-label": say(p, "head.language") }) : null;
  const icon = (id, text) => actionButton(p, id, { text, class: "q-button q-icon", "aria-label": say(p, ACTIONS[id].word) });
  return h("header", { class: "q-head" },
    icon("previous", "‹"), p.picker, icon("next", "›"), icon("add", "+"), p.badge, p.blindBadge, h("span", { class: "q-space" }),
    p.speakers, p.coders.length ? p.othersBox : null, p.suggestButton, p.doneButton, icon("undo", "↶"), icon("redo", "↷"),
    icon("memoDocument", "✎"), language, icon("full", "⛶"), icon("help", "?"));
};

const makeFoot = (p) => {
  p.status = h("span", { class: "q-status", "data-state": "idle" });
  p.hintLine = h("span", { class: "q-hint" });
  p.recentRow = h("span", { class: "q-recent", role: "toolbar", "aria-label": say(p, "palette.recent") });
  return h("footer", { class: "q-foot" }, p.status, h("span", { class: "q-coder" }, p.coder), p.hintLine, p.recentRow);
};

const hint = (p, text) => {
  p.hintLine.textContent = text;
  p.root.classList.toggle("q-hinting", Boolean(text));
};

// said in passing: it leaves by itself, so that the digits come back
const passing = (p, text) => {
  hint(p, text);
  setTimeout(() => { if (p.hintLine.textContent === text) hint(p, ""); }, 6000);
};

const setDone = (p, done) => {
  p.done = done;
  p.doneButton.setAttribute("aria-pressed", String(done));
  p.doneButton.textContent = done ? `✓ ${say(p, "head.is_done")}` : say(p, "head.done");
};

const setBlind = (p, blind) => {
  p.blind = blind;
  p.blindBadge.hidden = blind;
};

const showDocument = (p, view) => {
  closeOver(p);
  Object.assign(p, { cursor: 0, selection: null, active: null, adjusting: null, unit: null, disagreements: [], askedDisagreements: false, atDisagreement: null, showSuggestions: false, wantsWeaker: false, weaker: 0, openSentences: true, decidedSince: false, onlySpeaker: null, memos: view.memos, codings: new Map() });
  p.view = { ...p.view, document: view.document };
  p.text = makeText(view.document, p.abbreviations);
  for (const shape of view.codings) p.codings.set(shape.id, { ...shape, look: "own" });
  p.suggestButton?.setAttribute("aria-pressed", "false");
  drawWeaker(p);
  for (const box of p.othersBox.querySelectorAll("input")) box.checked = false;
  p.picker.value = p.text.id;
  p.badge.textContent = say(p, `head.${p.text.provenance}`);
  p.badge.dataset.provenance = p.text.provenance;
  const speakers = [...new Set(p.text.turns.map((turn) => turn.speaker).filter(Boolean))];
  replace(p.speakers, h("option", { value: "" }, say(p, "head.all_speakers")), speakers.map((speaker) => h("option", { value: speaker }, speaker)));
  p.speakers.hidden = !speakers.length;
  p.root.style.setProperty("--q-gutter", `${Math.min(11, Math.max(5, ...speakers.map((speaker) => [...speaker].length * 0.62 + 3.2)))}em`);
  setBlind(p, view.blind);
  setDone(p, view.done);
  drawDocument(p);
  drawList(p);
  drawActions(p);
  drawCounts(p);
  afterFilter(p);
  takeLost(p, view.lost);
  hint(p, "");
  recall(p);
  drawUnsaved(p);
};

const nextLanguage = (p) => p.languages[(p.languages.indexOf(p.language) + 1) % p.languages.length];

const switchLanguage = (p) => {
  p.language = nextLanguage(p);
  const place = p.cursor;
  const { active } = p;
  build(p);
  showDocument(p, { document: p.view.document, codings: [...p.codings.values()].filter((coding) => coding.look === "own"), memos: p.memos, done: p.done, lost: p.lostCodings, blind: p.blind });
  moveTo(p, place);
  if (active) activate(p, active);
};

const build = (p) => {
  p.words = p.allWords[p.language];
  if (p.paint) closePaint(p.paint);
  p.root.replaceChildren();
  p.root.setAttribute("aria-label", say(p, "head.panel"));
  p.paint = makePaint();
  p.scroller = h("div", { class: "q-scroll", role: "listbox", tabindex: "0", "aria-label": say(p, "text.transcript") });
  p.live = h("div", { class: "q-live", role: "status", "aria-live": "polite" });
  p.alert = h("div", { class: "q-live", role: "alert" });
  p.unsaved = h("div", { class: "q-unsaved", role: "group", hidden: true });
  p.filterNote = h("div", { class: "q-filter", hidden: true });
  p.over = h("div", { class: "q-over", hidden: true, onmousedown: (event) => { if (event.target === p.over) { closeOver(p); event.preventDefault(); } } });
  const foot = makeFoot(p);
  const head = makeHeader(p);
  const side = makeTree(p);
  p.main = h("div", { class: "q-main" }, p.filterNote, p.scroller, makeLost(p), makeList(p));
  p.root.append(head, h("div", { class: "q-body" }, p.main, side), p.unsaved, foot, p.live, p.alert, p.over);
  document.removeEventListener("mouseup", p.onUp);
  makeMouse(p);
  drawTree(p);
  drawRecent(p);
  setStatus(p, p.savedAt ? "saved" : "idle");
};

const render = ({ model, el }) => {
  const began = performance.now();
  const opening = model.get("opening");
  const root = h("div", { class: "q-panel", role: "application", tabindex: "-1", "data-lm-suppress-shortcuts": "true" });
  const p = { model, root, mark: model.get("mark"), language: opening.language, languages: opening.languages, allWords: opening.words, locales: opening.locales, study: opening.study, coder: opening.coder, coders: opening.coders, documents: opening.documents,
    abbreviations: opening.abbreviations, version: opening.version, can: opening.can, views: new Set(opening.views), fileLimit: opening.file_limit, recent: opening.recent, lastUsed: new Map(), codings: new Map(), memos: [], disagreements: [], lostCodings: [], showRetired: false, rows: [], listed: [], failures: [], pending: new Map(), seq: 0, unsavedBefore: [], view: opening };
  setFolding(opening.folding);
  p.codes = new Map();
  setCodes(p, opening.codes);
  build(p);
  root.qKey = ((event) => onKey(p, event));
  // JupyterLab drags cells and moves the focus when it sees these
  for (const kind of ["mousedown", "dblclick", "contextmenu", "focusin"]) root.addEventListener(kind, (event) => event.stopPropagation());
  el.append(root, h("style", {}, `.${p.mark}{display:none}`));
  makeKeys(p);
  makeDrop(p);
  makeChannel(p);
  showDocument(p, opening);
  root.qPanel = p;
  // two frames: the first has laid out and painted
  requestAnimationFrame(() => requestAnimationFrame(() => { p.opened = true; root.dataset.ready = String(Math.round(performance.now() - began)); root.dataset.readyAt = String(performance.timeOrigin + performance.now()); }));
  return () => {
    closeChannel(p);
    window.removeEventListener("keydown", p.onWindowKey, true);
    document.removeEventListener("mouseup", p.onUp);
    p.watcher?.disconnect();
    closePaint(p.paint);
  };
};

export default { render };

// What opens over the panel: memos, a new code, and the help on keys.

const openOver = (p, box, focus) => {
  closeOver(p);
  p.cameFrom = document.activeElement && p.root.contains(document.activeElement) ? document.activeElement : p.scroller;
  p.over.append(box);
  p.over.hidden = false;
  focus?.focus();
};

const closeOver = (p) => {
  if (p.over.hidden) return;
  p.over.replaceChildren();
  p.over.hidden = true;
  const told = p.overClosed;
  p.overClosed = null;
  told?.();
  (p.cameFrom?.isConnected && p.cameFrom !== p.over ? p.cameFrom : p.scroller).focus({ preventScroll: true });
};

const dialog = (p, title, ...children) => h("div", { class: "q-dialog", role: "dialog", "aria-modal": "true", "aria-label": title }, h("div", { class: "q-palette-head" }, h("b", {}, title), button(p, "save.close", () => closeOver(p), { text: "×", class: "q-link q-close", "aria-label": say(p, "save.close") })), children);

// a memo on the chosen coding, on the selection, on the document (of: "document") or on a code
const memoForm = (p, { of = null } = {}) => {
  const span = p.selection && !of ? target(p)[0] : null;
  const chosen = p.codings.get(p.active);
  const coding = !of && chosen?.look === "own" && (!span || (span[0] === chosen.start && span[1] === chosen.end)) ? chosen : null;
  const at = of ?? (coding ? coding.id : span ? "segment" : "document");
  const title = coding ? say(p, "memo.coding", { code: nameOf(p, coding.code) }) : at === "segment" ? say(p, "memo.segment") : at.startsWith("code:") ? say(p, "memo.code", { code: nameOf(p, at.slice(5)) }) : say(p, "memo.document");
  const there = p.memos.filter((memo) => (at === "segment" ? memo.start === span[0] && memo.end === span[1] : memo.of === at && memo.start === undefined));
  const area = h("textarea", { class: "q-input", rows: 4, "aria-label": title });
  const fields = at === "segment" ? { start: span[0], end: span[1] } : { of: at };
  const save = () => {
    if (!area.value.trim()) { closeOver(p); return; }
    change(p, "memo", { ...fields, note: area.value }, () => say(p, "memo.saved")).then((answer) => { if (answer) redrawAll(p); });
    closeOver(p);
  };
  area.qKey = ((event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { save(); event.preventDefault(); } });
  const notes = there.map((memo) => h("li", {}, h("small", {}, memo.at.slice(0, 16).replace("T", " ")), h("span", { dir: "auto" }, memo.note),
    memo.coder === p.coder ? button(p, "coding.retract", () => { change(p, "retract", { id: memo.id }, () => ""); closeOver(p); }, { class: "q-link" }) : null));
  openOver(p, dialog(p, title, notes.length ? h("ul", { class: "q-notes" }, notes) : null, area, h("div", { class: "q-buttons" }, h("span", { class: "q-hint" }, say(p, "memo.hint")), button(p, "save.save", save, { class: "q-button q-primary" }))), area);
};

const codeForm = (p, { name = "", then = null }) => {
  const field = (key, element) => h("label", {}, h("span", {}, say(p, key)), element);
  // the panel's language first, then the study's others
  const languages = [...p.languages].sort((one, other) => (other === p.language) - (one === p.language));
  const names = Object.fromEntries(languages.map((language) => [language, h("input", { class: "q-input", value: language === languages[0] ? name : "" })]));
  const definition = h("textarea", { class: "q-input", rows: 3 });
  const why = h("input", { class: "q-input" });
  const parents = [...p.codes.values()].filter((code) => !code.usable && !code.retired);
  const parent = h("select", { class: "q-input" }, h("option", { value: "" }, say(p, "code.at_the_top")), parents.map((code) => h("option", { value: code.id }, " ".repeat(code.depth * 3) + nameOf(p, code.id))));
  const here = p.codes.get(p.codings.get(p.active)?.code ?? p.recent[0])?.parent;
  if (here && parents.some((code) => code.id === here)) parent.value = here;
  const problem = h("p", { class: "q-problem", role: "alert" });
  const save = () => {
    const fields = { name: Object.fromEntries(languages.map((language) => [language, names[language].value])), parent: parent.value, definition: { [languages[0]]: definition.value }, why: why.value };
    if (!Object.values(fields.name).some((text) => text.trim())) { names[languages[0]].focus(); return; }
    send(p, "add-code", fields).then((answer) => {
      takeCodes(p, answer);
      closeOver(p);
      announce(p, say(p, "code.added", { code: nameOf(p, answer.code), version: answer.version }));
      hint(p, say(p, "code.added", { code: nameOf(p, answer.code), version: answer.version }));
      showDetail(p, answer.code);
      then?.(answer.code);
    }, (failure) => { problem.textContent = failure.message; p.failures.pop(); afterUnsaved(p); });
  };
  const box = dialog(p, say(p, "code.add_code"), ...languages.map((language) => h("label", {}, h("span", {}, say(p, "code.name", { language: languageName(p, language) })), names[language])),
    field("code.parent", parent), field("code.definition", definition), field("code.why", why), problem,
    h("div", { class: "q-buttons" }, button(p, "save.cancel", () => closeOver(p)), button(p, "save.save", save, { class: "q-button q-primary" })));
  box.qKey = ((event) => { if (event.key === "Enter" && (event.ctrlKey || event.target.tagName === "INPUT")) { save(); event.preventDefault(); } });
  openOver(p, box, names[languages[0]]);
};

// a retired code is not given silently: it is said, and may be brought back on the spot
const restoreForm = (p, code) => {
  const restore = button(p, "code.restore", () => {
    closeOver(p);
    send(p, "restore-code", { code }).then((answer) => {
      takeCodes(p, answer);
      const said = say(p, "code.restored", { code: nameOf(p, code), version: answer.version });
      announce(p, said);
      hint(p, said);
    }, () => {});
  }, { class: "q-button q-primary" });
  openOver(p, dialog(p, nameOf(p, code), h("p", { role: "alert" }, say(p, "code.retired_refused", { code: nameOf(p, code) })),
    h("div", { class: "q-buttons" }, button(p, "save.cancel", () => closeOver(p)), restore)), restore);
};

// a changed codebook, with its new version
const takeCodes = (p, answer) => {
  p.version = answer.version;
  p.root.querySelector(".q-side-head small").textContent = `v${answer.version}`;
  take(p, answer);
};

const showHelp = (p) => {
  const box = dialog(p, say(p, "head.help"), h("div", { class: "q-keys" }, helpLines(p).map(([group, lines]) => h("table", {}, h("caption", {}, say(p, `keys.${group}`)), h("tbody", {}, lines.map(([keys, text]) => h("tr", {}, h("th", {}, h("kbd", {}, keys)), h("td", {}, text))))))), h("p", { class: "q-hint" }, say(p, "keys.mouse_hint")));
  box.setAttribute("tabindex", "-1");
  openOver(p, box, box);
};

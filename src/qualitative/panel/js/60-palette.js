// The palette: type a few letters of a code and press Enter.

const haystacks = (code) => ({
  names: [...Object.values(code.name), code.id].map(fold),
  rest: fold([...Object.values(code.keywords ?? {}).flat(), ...Object.values(code.definition ?? {})].join(" ")),
});

// how well a code answers what was typed: every word must be found; the start of a name counts most
const rank = (code, typed) => {
  const { names, rest } = code.hay;
  let score = 0;
  for (const word of typed) {
    if (names.some((name) => name.startsWith(word))) score += 6;
    else if (names.some((name) => name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)))) score += 4;
    else if (names.some((name) => name.includes(word))) score += 2;
    else if (rest.includes(word)) score += 1;
    else return 0;
  }
  return score;
};

const matching = (p, query) => {
  const typed = fold(query).split(/\s+/).filter(Boolean);
  const usable = [...p.codes.values()].filter((code) => code.usable);
  if (!typed.length) {
    const recent = p.recent.filter((id) => p.codes.get(id)?.usable).map((id) => p.codes.get(id));
    return [...recent, ...usable.filter((code) => !p.recent.includes(code.id))];
  }
  return usable.map((code) => [rank(code, typed), code]).filter(([score]) => score).sort((a, b) => b[0] - a[0]).map(([, code]) => code);
};

const pathOf = (p, code) => {
  const names = [];
  for (let above = p.codes.get(code)?.parent; above; above = p.codes.get(above)?.parent) names.unshift(nameOf(p, above));
  return names.join(" › ");
};

const openPalette = (p, purpose = "apply") => {
  const coding = purpose === "recode" ? mine(p) : null;
  if (purpose === "recode" && !coding) return;
  const pieces = purpose === "apply" ? target(p) : [[coding.start, coding.end]];
  if (!pieces.length) { announce(p, say(p, "text.choose_text")); return; }
  hideBar(p);
  const id = `${p.paint.prefix}-palette`;
  const input = h("input", { class: "q-input", role: "combobox", "aria-expanded": "true", "aria-controls": id, "aria-autocomplete": "list", "aria-label": say(p, purpose === "recode" ? "coding.recode" : "palette.word"), placeholder: say(p, "code.search_code"), autocomplete: "off", spellcheck: "false" });
  const list = h("div", { class: "q-options", role: "listbox", id });
  const about = h("div", { class: "q-about" });
  const quote = shorten(shownText(p.text.text.slice(pieces[0][0], pieces.at(-1)[1])), 110);
  const title = purpose === "recode" ? `${say(p, "coding.recode")}: ${nameOf(p, coding.code)}` : say(p, "palette.word");
  const box = h("div", { class: "q-palette", role: "dialog", "aria-label": title },
    h("div", { class: "q-palette-head" }, h("b", {}, title), h("q", { dir: "auto" }, quote)), input, list, about, h("div", { class: "q-hint" }, say(p, "palette.hint")));
  const state = { at: 0, found: [] };
  const show = () => {
    state.found = matching(p, input.value);
    const name = input.value.trim();
    const options = state.found.map((code, n) => paletteOption(p, code, `${id}-${n}`, n < 9 && !name ? p.recent.indexOf(code.id) + 1 : 0));
    if (name) options.push(h("div", { class: "q-option q-new", role: "option", id: `${id}-${state.found.length}` }, say(p, "code.add_code_named", { name })));
    replace(list, options.length ? options : h("div", { class: "q-empty" }, say(p, "palette.no_code")));
    mark(0);
  };
  const mark = (n) => {
    const options = list.querySelectorAll("[role=option]");
    options[state.at]?.setAttribute("aria-selected", "false");
    state.at = options.length ? (n + options.length) % options.length : 0;
    const option = options[state.at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option?.id ?? "");
    const code = state.found[state.at];
    about.textContent = code ? textIn(p, code.definition) : "";
  };
  const pick = (stay) => {
    const code = state.found[state.at];
    const name = input.value.trim();
    if (!code) { if (name) { closeOver(p); codeForm(p, { name, then: (made) => applyCode(p, made, { pieces }) }); } return; }
    if (purpose === "recode") { closeOver(p); recode(p, coding, code.id); return; }
    applyCode(p, code.id, { pieces });
    if (stay) { input.select(); return; }
    closeOver(p);
  };
  input.addEventListener("input", show);
  box.qKey = ((event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(state.at + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "PageDown" || event.key === "PageUp") mark(Math.max(0, Math.min(state.at + (event.key === "PageDown" ? 8 : -8), state.found.length - 1)));
    else if (event.key === "Enter") pick(event.shiftKey || event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousemove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option.getAttribute("aria-selected") !== "true") mark([...list.querySelectorAll("[role=option]")].indexOf(option));
  });
  list.addEventListener("mousedown", (event) => { event.preventDefault(); if (event.target.closest("[role=option]")) pick(event.shiftKey); });
  openOver(p, box, input);
  show();
};

const paletteOption = (p, code, id, digit) =>
  h("div", { class: "q-option", role: "option", id, "aria-selected": "false" },
    h("i", { class: "q-swatch", style: { "--q-code": code.colour } }), h("span", {}, nameOf(p, code.id)), h("small", {}, pathOf(p, code.id)), digit ? h("kbd", {}, digit) : null);

// A file dropped on the panel, or chosen: it is shown as it would be added, the options that decide can be changed, and only then it is
// added. Until then nothing is written.

const PIECE = 1_000_000; // bytes: the server between page and kernel closes at messages of some megabytes

const makeDrop = (p) => {
  p.waiting = [];
  const leave = () => p.root.classList.remove("q-dropping");
  const takes = (event, over) => {
    event.preventDefault();
    event.stopPropagation();
    p.root.classList.toggle("q-dropping", over);
  };
  p.root.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) takes(event, true); });
  p.root.addEventListener("dragleave", (event) => { if (!p.root.contains(event.relatedTarget)) leave(); });
  p.root.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    takes(event, false);
    takeFiles(p, [...event.dataTransfer.files]);
  });
  // a file from JupyterLab's own list of files
  const listed = (event) => event.mimeData?.getData("application/x-jupyter-icontents");
  for (const kind of ["lm-dragenter", "lm-dragover"]) {
    p.root.addEventListener(kind, (event) => { if (listed(event)) { takes(event, true); event.dropAction = event.proposedAction; } });
  }
  p.root.addEventListener("lm-dragleave", leave);
  p.root.addEventListener("lm-drop", (event) => {
    const paths = listed(event);
    if (!paths) return;
    takes(event, false);
    event.dropAction = event.proposedAction;
    takeFiles(p, paths.map((path) => ({ name: path.split("/").at(-1), path })));
  });
};

const chooseFile = (p) => {
  const done = () => { takeFiles(p, [...input.files]); input.remove(); };
  const input = h("input", { type: "file", multiple: true, hidden: true, onchange: done, oncancel: () => input.remove() });
  // out of the page it could be collected while the dialog is still open, and the files chosen would be lost
  p.root.append(input);
  input.click();
};

const takeFiles = (p, files) => {
  p.waiting.push(...files);
  if (p.over.hidden || !p.over.querySelector(".q-add")) nextFile(p);
};

const nextFile = (p) => {
  const file = p.waiting.shift();
  if (file) addForm(p, file);
  else closeOver(p);
};

// the bytes of a file, of this machine or of the server's list
const bytesOf = async (file) => {
  if (!file.path) return file.arrayBuffer();
  const { baseUrl = "/" } = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const path = file.path.replace(/^\w+:/, "").split("/").map(encodeURIComponent).join("/");
  const found = await fetch(`${baseUrl}files/${path}`);
  if (!found.ok) throw new Error(`${file.name}: ${found.status} ${found.statusText}`);
  return found.arrayBuffer();
};

const upload = async (p, file, state) => {
  const tooLarge = (size) => new Error(say(p, "add.too_large", { name: file.name, size: Math.ceil(size / 1e6), limit: p.fileLimit / 1e6 }));
  if (file.size > p.fileLimit) throw tooLarge(file.size);
  const bytes = await bytesOf(file);
  if (bytes.byteLength > p.fileLimit) throw tooLarge(bytes.byteLength);
  for (let at = 0, n = 0; n === 0 || at < bytes.byteLength; at += PIECE, n += 1) {
    await send(p, "piece", { upload: state.upload, name: file.name, n }, { buffers: [bytes.slice(at, at + PIECE)] });
  }
};

const addForm = (p, file) => {
  const state = { name: file.name, upload: `${Date.now()}-${Math.random()}`, look: 0, options: { speakers: {} }, seen: null };
  Object.assign(state, {
    form: h("form", { class: "q-add-form", onsubmit: (event) => event.preventDefault() }),
    shown: h("div", { class: "q-add-seen", tabindex: "0", "aria-live": "polite" }, h("p", { class: "q-hint" }, say(p, "add.reading"))),
    problem: h("p", { class: "q-problem", role: "alert", hidden: true }),
    add: button(p, "add.add", () => addFile(p, state), { class: "q-button q-primary", disabled: true }),
  });
  const cancel = button(p, "save.cancel", () => nextFile(p));
  const box = dialog(p, say(p, "add.title", { name: file.name }), state.problem, h("div", { class: "q-add-body" }, state.form, state.shown),
    h("div", { class: "q-buttons" }, h("span", { class: "q-hint" }, say(p, "add.nothing_written")), cancel, state.add));
  box.classList.add("q-add");
  box.setAttribute("tabindex", "-1");
  openOver(p, box, cancel);
  upload(p, file, state).then(() => look(p, state), (problem) => tellProblem(p, state, problem.message));
};

const tellProblem = (p, state, text) => {
  state.problem.textContent = text;
  state.problem.hidden = !text;
  state.add.disabled = Boolean(text) || !state.seen || state.seen.unsaid.length > 0;
  // nothing of a bad file can be shown or added
  state.add.hidden = Boolean(text) && !state.seen;
  if (state.add.hidden) replace(state.shown);
};

// ask anew what would be added; of answers that come late only the last counts
const look = (p, state) => {
  state.look += 1;
  const asked = state.look;
  state.add.disabled = true;
  state.shown.classList.add("q-waits");
  return send(p, "look", { upload: state.upload, look: asked, options: state.options }).then((answer) => {
    if (asked !== state.look) return;
    state.seen = answer;
    state.shown.classList.remove("q-waits");
    if (fillIn(state, answer)) { look(p, state); return; }
    tellProblem(p, state, "");
    keepFocus(state.shown.closest(".q-add"), () => { drawSeen(p, state); drawOptions(p, state); });
  }, (problem) => {
    if (asked !== state.look) return;
    state.shown.classList.remove("q-waits");
    tellProblem(p, state, problem.message);
  });
};

// what has the focus is drawn anew, and the focus must not fall out of the panel with it: it goes to what stands in its place
const keepFocus = (box, draw) => {
  const had = document.activeElement;
  const inside = box?.contains(had);
  draw();
  if (!inside || had.isConnected) return;
  const same = (one) => one.tagName === had.tagName && one.name === had.name && one.getAttribute("aria-label") === had.getAttribute("aria-label");
  ([...box.querySelectorAll("select, input, summary")].find(same) ?? box).focus();
};

// what the file's name says of its day, and the only case that there is, are filled in for the person to see
const fillIn = (state, answer) => {
  const filled = {};
  if (answer.unsaid.includes("date") && answer.dated && state.options.date === undefined) filled.date = answer.dated;
  if (answer.unsaid.includes("case") && answer.cases.length === 1 && state.options.case === undefined) [filled.case] = answer.cases;
  Object.assign(state.options, filled);
  return Object.keys(filled).length > 0;
};

const drawOptions = (p, state) => {
  const { seen, options } = state;
  const decide = (key) => (event) => { options[key] = event.target.type === "checkbox" ? event.target.checked : event.target.value; look(p, state); };
  const field = (key, element) => {
    element.setAttribute("name", key);
    element.addEventListener("change", decide(key));
    return h("label", {}, h("span", {}, say(p, key === "title" ? "add.title_field" : `add.${key}`)), element);
  };
  // without a choice it is as found, which the first line says
  const select = (key, values, first, name = (value) => value, value = "") => {
    const element = h("select", { class: "q-input" }, h("option", { value: "" }, first), values.map((one) => h("option", { value: one }, name(one))));
    element.value = options[key] ?? value;
    return field(key, element);
  };
  const text = (key, more = {}) => field(key, h("input", { class: "q-input", value: options[key] ?? seen.said[key] ?? "", autocomplete: "off", spellcheck: "false", ...more }));
  const kind = (one) => say(p, `add.kind_${one}`);
  const provenance = (one) => say(p, `head.${one}`);
  const found = (what) => say(p, "add.as_found", { what });
  const more = h("details", { open: state.more, ontoggle: (event) => { state.more = event.target.open; } }, h("summary", {}, say(p, "add.more")),
    text("id"), text("title"), select("provenance", seen.provenances, found(provenance(seen.said.provenance)), provenance), text("language"),
    select("encoding", seen.encodings, say(p, "add.by_bytes")), text("unlabelled"),
    field("prose", h("input", { type: "checkbox", checked: Boolean(options.prose) })));
  replace(state.form, select("case", seen.cases, say(p, "add.choose"), undefined, seen.said.case), text("date", { placeholder: "YYYY-MM-DD" }), select("kind", seen.kinds, found(kind(seen.said.kind)), kind), more);
  for (const key of seen.unsaid) state.form.elements[key]?.setAttribute("aria-invalid", "true");
};

const drawSeen = (p, state) => {
  const { seen } = state.seen;
  const list = (key, items) => (items.length ? h("section", {}, h("h4", {}, say(p, `add.${key}`)), h("ul", {}, items.map((item) => h("li", { dir: "auto" }, item)), moreOf(p, seen, key))) : null);
  const turns = seen.turns.map((turn) => h("li", { value: turn.n, dir: "auto" }, turn.start ? h("time", {}, turn.until ? `${turn.start}–${turn.until}` : turn.start) : null, " ", turn.speaker ? h("b", {}, `${turn.speaker}: `) : null, shownText(turn.text)));
  const times = seen.timed ? say(p, "add.times", { n: seen.timed, of: seen.count, first: seen.first, last: seen.last }) : null;
  const comments = seen.comments.map(([on, by, text]) => `${on ? `“${shorten(on, 40)}” – ` : ""}${shorten(text, 120)}${by ? ` (${by})` : ""}`);
  const missing = state.seen.unsaid.map((key) => say(p, `add.${key}`));
  replace(state.shown,
    missing.length ? h("p", { class: "q-add-missing" }, say(p, "add.missing", { what: missing.join(", ") })) : null,
    h("p", {}, h("b", {}, say(p, seen.speakers.length ? "add.turns" : "add.paragraphs", { n: seen.count })), " · ", say(p, "add.words", { n: seen.words }), ` · ${seen.format} · ${seen.language}`, h("br"), h("code", {}, state.seen.path)),
    drawSpeakers(p, state), times ? h("p", {}, times) : null,
    h("section", {}, h("h4", {}, say(p, seen.speakers.length ? "add.first_turns" : "add.first_paragraphs")), h("ol", {}, turns)),
    seen.preamble ? h("section", {}, h("h4", {}, say(p, "add.preamble")), h("pre", { dir: "auto" }, shownText(seen.preamble))) : null,
    list("unread", seen.unread), list("notes", seen.notes),
    comments.length ? h("section", {}, h("h4", {}, say(p, "add.comments", { n: comments.length + (seen.left.comments ?? 0), placed: state.seen.placed })), h("ul", {}, comments.map((text) => h("li", { dir: "auto" }, text)))) : null);
};

const moreOf = (p, seen, key) => (seen.left[key] ? h("li", { class: "q-hint" }, say(p, "add.left", { n: seen.left[key] })) : null);

// who speaks, with a choice of role each; what looks like a label and is text stays in the table, so that it can be made a speaker
const drawSpeakers = (p, state) => {
  const { seen, roles } = state.seen;
  const labels = new Set([...Object.keys(state.options.speakers), ...seen.lookalikes.map(([, label]) => label)]);
  const asText = [...labels].filter((label) => !seen.speakers.some((one) => one.label === label));
  if (!seen.speakers.length && !asText.length) return h("p", { class: "q-hint" }, say(p, "add.nobody"));
  const choice = (label, role) => {
    const select = h("select", { class: "q-input q-small", "aria-label": `${say(p, "add.role")}: ${label}`, onchange: () => {
      // once one role is said, all are: what the others were taken for must not change with it
      for (const one of seen.speakers) if (roles.includes(one.role)) state.options.speakers[one.label] ??= one.role;
      state.options.speakers[label] = select.value;
      look(p, state);
    } }, (roles.includes(role) ? roles : [role, ...roles]).map((one) => h("option", { value: one }, say(p, `add.role_${one}`))));
    select.value = role;
    return select;
  };
  const row = (one) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, one.label), h("td", {}, choice(one.label, one.role)),
    h("td", { title: one.why }, one.certainty ? say(p, `add.certainty_${one.certainty}`) : ""), h("td", {}, one.turns), h("td", {}, one.words));
  const head = ["speaker", "role", "certainty", "turns_head", "words_head"].map((key) => h("th", { scope: "col" }, say(p, `add.${key}`)));
  return h("table", { class: "q-add-speakers" }, h("thead", {}, h("tr", {}, head)),
    h("tbody", {}, seen.speakers.map(row), asText.map((label) => row({ label, role: state.options.speakers[label] ?? "text", certainty: "", why: "", turns: "", words: "" }))),
    seen.left.speakers ? h("caption", {}, say(p, "add.left", { n: seen.left.speakers })) : null);
};

const addFile = (p, state) => {
  state.add.disabled = true;
  send(p, "add-file", { upload: state.upload, look: state.look }).then((answer) => {
    p.documents = answer.documents;
    drawPicker(p);
    const told = say(p, "add.added", { id: answer.added });
    announce(p, told);
    const open = button(p, "add.open", () => { closeOver(p); openDocument(p, answer.added); }, { class: "q-button q-primary" });
    const on = p.waiting.length ? button(p, "add.next", () => nextFile(p), { text: say(p, "add.next", { n: p.waiting.length }) }) : button(p, "save.close", () => closeOver(p));
    openOver(p, dialog(p, told, h("div", { class: "q-buttons" }, on, open)), open);
  }, (failure) => {
    // it is told here, and what was dropped is in the kernel only: there is nothing to keep for later
    p.failures = p.failures.filter((entry) => entry.message.kind !== "add-file");
    afterUnsaved(p);
    tellProblem(p, state, failure.message);
  });
};

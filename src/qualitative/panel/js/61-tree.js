// The codebook: a tree with search; pointing at a code shows its definition, choosing one gives it to the selection.

const setCodes = (p, shapes) => {
  p.codes = new Map(shapes.map((code) => [code.id, { ...code, hay: haystacks(code) }]));
  if (p.tree) drawTree(p);
};

const branchOf = (p, code) => {
  const found = new Set([code]);
  for (const one of p.codes.values()) if (found.has(one.parent)) found.add(one.id);
  return found;
};

const drawTree = (p) => {
  const typed = fold(p.treeSearch.value).split(/\s+/).filter(Boolean);
  const wanted = typed.length ? new Set([...p.codes.values()].filter((code) => rank(code, typed)).flatMap((code) => above(p, code.id))) : null;
  const hasChildren = new Set([...p.codes.values()].map((code) => code.parent));
  const hidden = new Set();
  const items = [];
  for (const code of p.codes.values()) {
    if (hidden.has(code.parent) || (p.folded.has(code.parent) && !wanted)) { hidden.add(code.id); continue; }
    if ((code.retired && !p.showRetired) || (wanted && !wanted.has(code.id))) continue;
    items.push(treeItem(p, code, hasChildren.has(code.id)));
  }
  replace(p.tree, items);
  const retired = [...p.codes.values()].filter((code) => code.retired).length;
  p.retiredToggle.hidden = !retired;
  p.retiredToggle.lastChild.textContent = say(p, "code.show_retired", { n: retired });
  (items.find((item) => item.dataset.code === p.treeAt) ?? items[0])?.setAttribute("tabindex", "0");
  drawCounts(p);
};

const above = (p, code) => {
  const found = [];
  for (let id = code; id; id = p.codes.get(id)?.parent) found.push(id);
  return found;
};

const treeItem = (p, code, parent) =>
  h("div", { class: `q-item${code.retired ? " q-retired" : code.usable ? "" : " q-group"}`, role: "treeitem", tabindex: "-1", "data-code": code.id, "aria-level": code.depth + 1, "aria-expanded": parent ? String(!p.folded.has(code.id)) : null, style: { "--q-depth": code.depth, "--q-code": code.colour } },
    parent ? h("span", { class: "q-twist" }, p.folded.has(code.id) ? "▸" : "▾") : h("i", { class: "q-swatch" }),
    h("span", { class: "q-item-name" }, nameOf(p, code.id)), h("span", { class: "q-count" }),
    h("button", { type: "button", class: "q-funnel", tabindex: "-1", title: say(p, "code.filter_code"), "aria-label": `${say(p, "code.filter_code")}: ${nameOf(p, code.id)}`, "aria-pressed": String(p.filterCode === code.id) }, "◎"));

const drawCounts = (p) => {
  if (!p.tree) return;
  const counts = new Map();
  for (const coding of p.codings.values()) if (coding.look === "own" || coding.look === "pending") counts.set(coding.code, (counts.get(coding.code) ?? 0) + 1);
  for (const item of p.tree.children) {
    const count = String(counts.get(item.dataset?.code) ?? "");
    const cell = item.querySelector(".q-count");
    if (cell && cell.textContent !== count) cell.textContent = count;
  }
};

const showDetail = (p, id) => {
  const code = p.codes.get(id);
  if (!code || p.detailOf === id) return;
  p.detailOf = id;
  const part = (key, text) => (text ? h("p", {}, h("b", {}, `${say(p, key)}: `), text) : null);
  replace(p.detail,
    h("div", { class: "q-detail-head" }, h("i", { class: "q-swatch", style: { "--q-code": code.colour } }), h("b", {}, nameOf(p, id)),
      button(p, "memo.word", () => memoForm(p, { of: `code:${id}` }), { class: "q-link" })),
    h("p", {}, textIn(p, code.definition) || (code.usable ? "" : say(p, "code.gathers"))), part("code.include", textIn(p, code.include)), part("code.exclude", textIn(p, code.exclude)),
    part("code.keywords", (code.keywords?.[p.language] ?? []).join(", ")), code.retired ? h("p", {}, say(p, "code.retired"), " ", button(p, "code.restore", () => restoreForm(p, id), { class: "q-link" })) : null, h("code", {}, id));
};

const filterByCode = (p, code) => {
  p.filterCode = p.filterCode === code ? null : code;
  p.onlyCodes = p.filterCode ? branchOf(p, p.filterCode) : null;
  afterFilter(p);
  drawTree(p);
};

const afterFilter = (p) => {
  const what = [p.filterCode ? nameOf(p, p.filterCode) : "", p.onlySpeaker ?? ""].filter(Boolean).join(" · ");
  replace(p.filterNote, what ? [say(p, "code.filtered", { what }), " ", button(p, "code.show_all", () => { p.filterCode = null; p.onlyCodes = null; p.onlySpeaker = null; p.speakers.value = ""; afterFilter(p); drawTree(p); }, { class: "q-link" })] : []);
  p.filterNote.hidden = !what;
  redrawAll(p);
  drawList(p);
};

const makeTree = (p) => {
  p.folded = new Set();
  p.tree = h("div", { class: "q-tree", role: "tree", "aria-label": say(p, "code.codebook") });
  p.treeSearch = h("input", { class: "q-input", type: "search", placeholder: `${say(p, "code.search_code")}  /`, "aria-label": say(p, "code.search_code"), oninput: () => drawTree(p) });
  p.detail = h("div", { class: "q-detail", "aria-live": "off" }, h("p", { class: "q-hint" }, say(p, "code.hover_code")));
  p.retiredToggle = h("label", { class: "q-retired-toggle" },
    h("input", { type: "checkbox", onchange: (event) => { p.showRetired = event.target.checked; drawTree(p); } }), h("span"));
  p.retiredToggle.firstChild.checked = p.showRetired;
  const itemOf = (event) => event.target.closest(".q-item");
  p.tree.addEventListener("mouseover", (event) => { const item = itemOf(event); if (item) showDetail(p, item.dataset.code); });
  p.tree.addEventListener("focusin", (event) => { const item = itemOf(event); if (item) { p.treeAt = item.dataset.code; showDetail(p, item.dataset.code); } });
  // the selection in the text must survive a press on the tree
  p.tree.addEventListener("mousedown", (event) => event.preventDefault());
  p.tree.addEventListener("click", (event) => {
    const item = itemOf(event);
    if (!item) return;
    if (event.target.closest(".q-funnel")) filterByCode(p, item.dataset.code);
    else chooseInTree(p, item.dataset.code);
  });
  p.tree.qKey = ((event) => treeKeys(p, event));
  p.treeSearch.qKey = ((event) => {
    if (event.key === "ArrowDown") { p.tree.querySelector("[tabindex='0']")?.focus(); event.preventDefault(); }
    if (event.key === "Enter") { const first = [...p.tree.children].find((item) => p.codes.get(item.dataset.code)?.usable); if (first) chooseInTree(p, first.dataset.code); event.preventDefault(); }
  });
  return h("aside", { class: "q-side", "aria-label": say(p, "code.codebook") },
    h("div", { class: "q-side-head" }, h("b", {}, say(p, "code.codebook")), h("small", {}, `v${p.version}`), button(p, "code.add_code", () => codeForm(p, {}), { text: "+", class: "q-button q-small", "aria-label": say(p, "code.add_code") })),
    p.treeSearch, p.tree, p.retiredToggle, p.detail);
};

const chooseInTree = (p, id) => {
  const code = p.codes.get(id);
  if (code.retired) { restoreForm(p, id); return; }
  if (!code.usable) {
    if (p.folded.has(id)) p.folded.delete(id); else p.folded.add(id);
    drawTree(p);
    return;
  }
  if (!p.selection) { hint(p, say(p, "text.choose_text")); announce(p, say(p, "text.choose_text")); return; }
  hideBar(p);
  applyCode(p, id);
};

const treeKeys = (p, event) => {
  const item = event.target.closest(".q-item");
  if (!item) return;
  const items = [...p.tree.children];
  const go = (to) => { if (!to) return; item.setAttribute("tabindex", "-1"); to.setAttribute("tabindex", "0"); to.focus(); };
  const at = items.indexOf(item);
  const { key } = event;
  if (key === "ArrowDown") go(items[at + 1]);
  else if (key === "ArrowUp") { if (at === 0) p.treeSearch.focus(); else go(items[at - 1]); }
  else if (key === "Home") go(items[0]);
  else if (key === "End") go(items.at(-1));
  else if (key === "ArrowLeft" || key === "ArrowRight") {
    const code = p.codes.get(item.dataset.code);
    if (item.hasAttribute("aria-expanded")) { if (key === "ArrowLeft") p.folded.add(code.id); else p.folded.delete(code.id); drawTree(p); p.tree.querySelector(`[data-code="${code.id}"]`)?.focus(); }
    else if (key === "ArrowLeft" && code.parent) go(p.tree.querySelector(`[data-code="${code.parent}"]`));
  } else if (key === "Enter" || key === " ") chooseInTree(p, item.dataset.code);
  else if (key === "f") filterByCode(p, item.dataset.code);
  else if (key === "Escape") p.scroller.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
};

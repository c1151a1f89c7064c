// The codings of the open document: a list that draws only the rows in its window, and what can be done with the chosen one.

const ROW = 26;

const makeList = (p) => {
  p.listBody = h("div", { class: "q-list", role: "listbox", tabindex: "0", "aria-label": say(p, "coding.codings") });
  p.listSearch = h("input", { class: "q-input", type: "search", placeholder: say(p, "coding.search_list"), "aria-label": say(p, "coding.search_list"), oninput: () => drawList(p) });
  p.listCount = h("small", { class: "q-muted" });
  p.actions = h("div", { class: "q-actions", role: "toolbar", "aria-label": say(p, "coding.codings") });
  p.weakerButton = p.can.suggest ? actionButton(p, "weaker", { class: "q-button q-small", hidden: true, "aria-pressed": "false", text: "" }) : null;
  p.listBody.addEventListener("scroll", () => drawListRows(p), { passive: true });
  p.listBody.addEventListener("click", (event) => { const row = event.target.closest("[data-id]"); if (row) activate(p, row.dataset.id); });
  p.listBody.qKey = ((event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") chooseNext(p, event.key === "ArrowDown");
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return h("section", { class: "q-codings", "aria-label": say(p, "coding.codings") },
    h("div", { class: "q-list-head" }, h("b", {}, say(p, "coding.codings")), p.listCount, p.weakerButton, p.listSearch, p.actions), p.listBody);
};

const drawList = (p) => {
  if (!p.listBody || p.listWaits) return;
  // many changes in one turn of the browser are one drawing
  p.listWaits = true;
  queueMicrotask(() => {
    p.listWaits = false;
    const typed = fold(p.listSearch.value.trim());
    const all = ordered(p);
    p.listed = typed ? all.filter((coding) => fold(`${nameOf(p, coding.code)} ${p.text.text.slice(coding.start, coding.end)} ${coding.coder}`).includes(typed)) : all;
    p.listCount.textContent = say(p, "coding.count", { shown: p.listed.length, all: p.codings.size });
    const at = p.listed.findIndex((coding) => coding.id === p.active);
    if (at >= 0) {
      const top = at * ROW;
      const body = p.listBody;
      if (top < body.scrollTop || top + ROW > body.scrollTop + body.clientHeight) body.scrollTop = Math.max(0, top - body.clientHeight / 2);
    }
    drawListRows(p);
  });
};

const drawListRows = (p) => {
  const first = Math.max(0, Math.floor(p.listBody.scrollTop / ROW) - 4);
  const last = Math.min(p.listed.length, first + Math.ceil((p.listBody.clientHeight || 160) / ROW) + 8);
  const rows = p.listed.slice(first, last).map((coding, n) => listRow(p, coding, first + n));
  if (!p.listed.length) rows.push(h("div", { class: "q-empty" }, say(p, "coding.empty_list")));
  replace(p.listBody, h("div", { class: "q-list-all", style: { height: `${Math.max(p.listed.length, 1) * ROW}px` } }, rows));
};

const listRow = (p, coding, n) => {
  const turn = p.text.turns[turnIndexAt(p.text, coding.start)];
  const notes = p.memos.filter((memo) => memo.of === coding.id).map((memo) => memo.note);
  const why = isSuggestion(coding) ? reasonsOf(p, coding) : "";
  return h("div", { class: `q-row q-${coding.look}`, role: "option", "data-id": coding.id, "aria-selected": String(coding.id === p.active), "aria-posinset": n + 1, "aria-setsize": p.listed.length, style: { top: `${n * ROW}px` } },
    h("span", { class: "q-line" }, turn?.line ?? ""), h("span", { class: "q-speaker" }, turn?.speaker ?? ""),
    h("span", { class: "q-row-code" }, h("i", { class: "q-swatch", style: { "--q-code": colourOf(p, coding.code) } }), nameOf(p, coding.code)),
    h("span", { class: "q-row-quote", dir: "auto" }, shorten(shownText(p.text.text.slice(coding.start, coding.end)), 160)),
    h("span", { class: "q-row-note", title: why || notes.join("\n") }, why ? why : notes.length ? `✎ ${shorten(notes[0], 40)}` : ""),
    h("span", { class: "q-row-coder" }, coding.look === "own" ? "" : coding.look === "suggestion" ? `? ${Math.round(coding.p * 100)}%` : coding.look === "pending" ? "…" : coding.coder));
};

const drawActions = (p) => {
  const coding = p.codings.get(p.active);
  const own = coding?.look === "own";
  const acts = coding?.look === "suggestion" ? ["accept", "reject"] : own ? ["recode", "limits", "memo", "retract"] : [];
  replace(p.actions, acts.map((id) => actionButton(p, id, { class: "q-button q-small" })));
};

// The transcript: one row a turn, with line and speaker before it and the names of its codes beside it.

const rowTemplate = (() => {
  let made = null;
  return () => {
    if (!made) {
      made = h("div", { class: "q-turn", role: "option", "aria-selected": "false" },
        h("div", { class: "q-gutter" }, h("span", { class: "q-line" }), h("span", { class: "q-speaker" })),
        h("div", { class: "q-text", dir: "auto" }),
        h("div", { class: "q-margin" }));
    }
    return made.cloneNode(true);
  };
})();

const drawDocument = (p) => {
  forgetPaint(p.paint);
  p.watcher?.disconnect();
  p.near = new Set();
  const roles = new Map(p.text.turns.map((turn) => [turn.speaker, turn.role]));
  const fragment = document.createDocumentFragment();
  p.rows = p.text.turns.map((turn) => {
    const element = rowTemplate();
    const [gutter, body, margin] = element.children;
    const raw = p.text.text.slice(turn.start, turn.end);
    const shown = shownText(raw);
    const node = document.createTextNode(shown);
    element.id = `${p.paint.prefix}-t${turn.n}`;
    gutter.firstChild.textContent = turn.line;
    gutter.lastChild.textContent = turn.speaker ?? "";
    if (turn.time) gutter.title = turn.time;
    if (turn.role === "interviewer") element.classList.add("q-asks");
    body.append(node);
    const hidden = shown === raw ? [] : hiddenPlaces(raw);
    if (hidden.length) body.title = say(p, "text.hidden_character", { names: hiddenNames(raw) });
    const row = { turn, element, body, margin, node, hidden, ranges: [], lanes: new Map() };
    element.qRow = row;
    return row;
  });
  const chunks = chunksOf(p.rows);
  fragment.append(...chunks);
  p.roles = roles;
  p.byTurn = p.rows.map(() => new Set());
  for (const coding of p.codings.values()) indexCoding(p, coding, true);
  p.scroller.replaceChildren(fragment);
  p.scroller.scrollTop = 0;
  p.watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      for (const row of target.qRows) {
        if (isIntersecting) { p.near.add(row); drawRow(p, row); }
        else if (p.near.delete(row)) unpaintTurn(p, row);
      }
    }
  }, { root: p.scroller, rootMargin: "400px" });
  for (const chunk of chunks) p.watcher.observe(chunk);
  moveTo(p, 0, { quiet: true });
};

// Rows go in chunks: the browser looks at everything that may be skipped at every frame, and thousands of rows are too many to look at
const CHUNK = 12;

const chunksOf = (rows) => {
  const chunks = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const own = rows.slice(at, at + CHUNK);
    const height = own.reduce((sum, row) => sum + 10 + 29 * Math.max(1, Math.ceil(row.node.length / 66)), 0);
    const chunk = h("div", { class: "q-chunk", role: "presentation", style: { "contain-intrinsic-height": `auto ${height}px` } }, own.map((row) => row.element));
    chunk.qRows = own;
    chunks.push(chunk);
  }
  return chunks;
};

// which turns a coding lies on
const indexCoding = (p, coding, there) => {
  if (coding.start >= p.text.text.length) return;
  for (let n = turnIndexAt(p.text, coding.start); n < p.rows.length && p.rows[n].turn.start < coding.end; n += 1) {
    if (there) p.byTurn[n].add(coding.id);
    else p.byTurn[n].delete(coding.id);
  }
};

// what is seen of a turn under the filters, with the look of each
const shownIn = (p, n) => {
  const found = [];
  for (const id of p.byTurn[n]) {
    const coding = p.codings.get(id);
    if (coding && passes(p, coding)) found.push(coding);
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
};

const passes = (p, coding) => {
  if (coding.look === "suggestion" && !p.showSuggestions) return false;
  if (p.onlyCodes && !p.onlyCodes.has(coding.code)) return false;
  return !p.onlySpeaker || p.text.turns[turnIndexAt(p.text, coding.start)]?.speaker === p.onlySpeaker;
};

const drawRow = (p, row) => {
  paintTurn(p, row);
  const chips = shownIn(p, row.turn.n).map((coding) => chip(p, coding, row.lanes.get(coding.id) ?? 0));
  const notes = p.memos.filter((memo) => memo.start !== undefined && memo.start >= row.turn.start && memo.start < row.turn.end);
  for (const memo of notes) chips.push(h("span", { class: "q-chip q-note", title: memo.note }, "✎ ", shorten(memo.note, 24)));
  for (const place of p.disagreements) {
    if (place.start < row.turn.end && place.end > row.turn.start) chips.push(h("span", { class: "q-chip q-differs", title: place.what }, "≠ ", shorten(place.what, 28)));
  }
  row.margin.replaceChildren(...chips);
  row.element.classList.toggle("q-aside", Boolean(p.onlySpeaker) && row.turn.speaker !== p.onlySpeaker);
};

const chip = (p, coding, lane) => {
  const noted = p.memos.some((memo) => memo.of === coding.id);
  const marks = [coding.look === "suggestion" ? `? ${Math.round(coding.p * 100)}%` : "", coding.look === "other" ? coding.coder : "", noted ? "✎" : ""].filter(Boolean).join(" ");
  const title = coding.look === "suggestion" ? `${nameOf(p, coding.code)} · ${reasonsOf(p, coding) || coding.model || ""}` : nameOf(p, coding.code);
  return h("span", { class: `q-chip q-${coding.look}${coding.id === p.active ? " q-on" : ""}`, title, "data-id": coding.id },
    h("i", { class: `q-lane q-lane-${lane}`, style: { "--q-code": colourOf(p, coding.code) } }),
    h("span", { class: "q-chip-name" }, nameOf(p, coding.code)), marks ? h("small", {}, marks) : null);
};

const redrawSpan = (p, start, end) => {
  for (let n = turnIndexAt(p.text, start); n < p.rows.length && p.rows[n].turn.start < end; n += 1) {
    if (p.near.has(p.rows[n])) drawRow(p, p.rows[n]);
  }
};

const redrawAll = (p) => {
  for (const row of p.near) drawRow(p, row);
};

// Painting spans with the CSS Custom Highlight API. Only turns near the window hold ranges: the browser walks through all of
// them at every change, and with thousands a key press would wait for it.

let panels = 0;

const makePaint = () => {
  panels += 1;
  // a sheet of the document, since the panel may not be in the page yet, and has no sheet until it is
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  return { prefix: `q${panels}`, sheet, named: new Map(), hold: new Map(), can: typeof Highlight === "function" && Boolean(CSS.highlights) };
};

const highlight = (paint, name, css, priority = 0) => {
  let found = paint.named.get(name);
  if (!found) {
    found = new Highlight();
    found.priority = priority;
    paint.named.set(name, found);
    CSS.highlights.set(`${paint.prefix}-${name}`, found);
    paint.sheet.insertRule(`.q-text::highlight(${paint.prefix}-${name}) { ${css} }`, paint.sheet.cssRules.length);
  }
  return found;
};

const spanCss = (colour, lane, look) => {
  const { style, offset, above } = LANES[lane];
  const line = `color-mix(in oklab, ${colour} var(--q-line-mix), var(--q-line-to))`;
  const wash = look === "own" ? `background-color: color-mix(in srgb, ${colour} var(--q-wash), transparent);` : "";
  const drawn = look === "suggestion" ? "wavy" : look === "pending" ? "dotted" : style;
  const width = look === "other" ? "1px" : "2px";
  return `${wash} text-decoration-line: ${above ? "overline" : "underline"}; text-decoration-style: ${drawn}; text-decoration-color: ${line}; text-decoration-thickness: ${width}; text-underline-offset: ${offset}px; text-decoration-skip-ink: none;`;
};

const rangeIn = (node, turn, start, end) => {
  const a = Math.max(start, turn.start) - turn.start;
  const b = Math.min(end, turn.end) - turn.start;
  // a span that lies outside the text must not stop the others from being painted
  if (!(a >= 0 && b > a && b <= node.length)) return null;
  return new StaticRange({ startContainer: node, startOffset: a, endContainer: node, endOffset: b });
};

const paintTurn = (p, row) => {
  const { paint } = p;
  unpaintTurn(p, row);
  if (!paint.can) return;
  const add = (name, css, start, end, priority) => {
    const range = rangeIn(row.node, row.turn, start, end);
    if (!range) return;
    const into = highlight(paint, name, css, priority);
    into.add(range);
    row.ranges.push([into, range]);
  };
  const shown = shownIn(p, row.turn.n);
  const lanes = assignLanes(shown);
  for (const coding of shown) {
    const lane = lanes.get(coding.id);
    const look = coding.look;
    add(`${look}-${lane}-${colourOf(p, coding.code).slice(1)}`, spanCss(colourOf(p, coding.code), lane, look), coding.start, coding.end, 1);
  }
  for (const memo of p.memos) if (memo.start !== undefined) add("memo", "text-decoration: underline dotted var(--q-accent);", memo.start, memo.end, 2);
  for (const place of p.disagreements) add("differs", "background-color: var(--q-differs);", place.start, place.end, 0);
  for (const place of row.hidden) add("hidden", "color: var(--q-warn); background-color: var(--q-warn-wash);", place, place + 1, 3);
  row.lanes = lanes;
};

const unpaintTurn = (p, row) => {
  for (const [into, range] of row.ranges) into.delete(range);
  row.ranges = [];
};

// one span over any number of turns, such as the selection
const paintSpan = (p, name, css, spans, priority) => {
  if (!p.paint.can) return;
  const into = highlight(p.paint, name, css, priority);
  into.clear();
  for (const [start, end] of spans) {
    for (let n = turnIndexAt(p.text, start); n < p.rows.length && p.rows[n].turn.start < end; n += 1) {
      const range = rangeIn(p.rows[n].node, p.rows[n].turn, start, end);
      if (range) into.add(range);
    }
  }
};

const forgetPaint = (paint) => {
  for (const name of paint.named.keys()) CSS.highlights.delete(`${paint.prefix}-${name}`);
  paint.named.clear();
  paint.sheet.replaceSync("");
};

const closePaint = (paint) => {
  forgetPaint(paint);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== paint.sheet);
};

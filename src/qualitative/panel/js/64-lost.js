// Codings whose words are gone from a corrected text: they are listed until a person says where they lie now, or lets go of them.

const makeLost = (p) => {
  p.lostBox = h("section", { class: "q-lost-list", hidden: true, "aria-label": say(p, "lost.word", { n: "" }) });
  p.lostBox.addEventListener("mousedown", (event) => event.preventDefault()); // the selection in the text stays
  p.lostBox.addEventListener("click", (event) => {
    const row = event.target.closest("[data-lost]");
    if (row && !event.target.closest("button")) chooseLost(p, row.dataset.lost);
  });
  return p.lostBox;
};

const drawLost = (p) => {
  p.lostBox.hidden = !p.lostCodings.length;
  if (!p.lostCodings.some((lost) => lost.id === p.lostAt)) p.lostAt = null;
  const around = (text, first) => h("span", { class: "q-muted" }, first ? `…${text}` : `${text}…`);
  const row = (lost) => h("li", { "data-lost": lost.id, "aria-current": String(lost.id === p.lostAt), title: lost.quote },
    h("i", { class: "q-swatch", style: { "--q-code": colourOf(p, lost.code) } }), h("b", {}, nameOf(p, lost.code)),
    h("span", { class: "q-lost-quote", dir: "auto" }, around(shownText(lost.before), true), h("s", {}, shownText(lost.quote)), around(shownText(lost.after), false)),
    actionButton(p, "place", { class: "q-button q-small" }, () => placeLost(p, lost.id)),
    actionButton(p, "retire", { class: "q-button q-small" }, () => retireLost(p, lost.id)));
  replace(p.lostBox, h("b", {}, say(p, "lost.word", { n: p.lostCodings.length })), h("small", { class: "q-muted" }, say(p, "lost.hint")), h("ul", {}, p.lostCodings.map(row)));
};

const takeLost = (p, lost) => {
  p.lostCodings = lost;
  drawLost(p);
};

// choose one, and go where its surroundings are most alike
const chooseLost = (p, id) => {
  const lost = p.lostCodings.find((one) => one.id === id);
  p.lostAt = id;
  drawLost(p);
  p.lostBox.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  if (lost.near !== null) moveTo(p, turnIndexAt(p.text, lost.near), { quiet: false });
  p.scroller.focus({ preventScroll: true });
  const quote = shorten(shownText(lost.quote), 120);
  announce(p, `${say(p, "lost.here", { code: nameOf(p, lost.code), quote })} ${say(p, "lost.hint")}`);
};

const nextLost = (p) => {
  if (!p.lostCodings.length) { announce(p, say(p, "lost.no_lost")); hint(p, say(p, "lost.no_lost")); return; }
  const at = p.lostCodings.findIndex((lost) => lost.id === p.lostAt);
  chooseLost(p, p.lostCodings[(at + 1) % p.lostCodings.length].id);
};

const placeLost = (p, id = p.lostAt) => {
  const lost = p.lostCodings.find((one) => one.id === id);
  if (!lost) { nextLost(p); return; }
  const pieces = p.selection ? target(p) : [];
  if (pieces.length !== 1) { const why = say(p, pieces.length ? "text.one_turn" : "text.choose_text"); announce(p, why); hint(p, why); return; }
  const [start, end] = pieces[0];
  hint(p, "");
  change(p, "place", { id, start, end }, () => say(p, "lost.placed", { code: nameOf(p, lost.code), quote: shorten(shownText(p.text.text.slice(start, end)), 80) }));
};

const retireLost = (p, id = p.lostAt) => {
  const lost = p.lostCodings.find((one) => one.id === id);
  if (!lost) { nextLost(p); return; }
  change(p, "retire", { id }, () => say(p, "lost.retired_coding", { code: nameOf(p, lost.code) }));
};

// Blindness ends by a person's word, once a document and round, and never by a stray key: what others coded, or what a tagger suggests,
// is asked for before it is shown.

const maySee = (p) => {
  if (!p.blind || p.agreed === p.text.id) return Promise.resolve(true);
  return new Promise((resolve) => {
    const answer = (yes) => {
      if (yes) p.agreed = p.text.id;
      p.overClosed = null;
      closeOver(p);
      resolve(yes);
    };
    const stay = button(p, "blind.stay", () => answer(false));
    openOver(p, dialog(p, say(p, "blind.title"), h("p", {}, say(p, "blind.ask")),
      h("div", { class: "q-buttons" }, stay, button(p, "blind.show", () => answer(true), { class: "q-button q-primary" }))), stay);
    p.overClosed = () => resolve(false);
  });
};

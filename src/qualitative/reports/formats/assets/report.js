// A number opens its segments beside the text; without this script the same links lead to the appendix.
"use strict";
(() => {
  const panel = document.getElementById("panel");
  const title = document.getElementById("panel-title");
  const inside = panel.querySelector(".inside");
  const back = panel.querySelector(".back");
  const trail = [];
  let opener = null;

  // what a link leads to is shown, though the appendix be closed
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const apart = target && target.closest("details.apart");
    if (apart && !apart.open) {
      apart.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();

  // on a phone the first page stands before the contents
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(max-width: 70rem)").matches) contents.open = false;

  const copyOf = (id) => {
    const source = document.getElementById(id);
    if (!source) return null;
    const copy = source.cloneNode(true);
    copy.hidden = false;
    for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
    copy.removeAttribute("tabindex");
    return copy;
  };

  const show = (id) => {
    const item = document.getElementById(id);
    if (!item) return;
    inside.replaceChildren();
    title.textContent = `${title.dataset[id[0]]} ${id}`;
    if (item.matches(".sets > li")) {
      const head = document.createElement("div");
      head.className = "panel-set";
      head.append(...copyOf(id).childNodes);
      inside.append(head);
      for (const link of item.querySelectorAll("[data-segment]")) {
        const entry = copyOf(link.dataset.segment);
        if (entry) inside.append(entry);
      }
    } else {
      inside.append(copyOf(id));
    }
    back.hidden = trail.length < 2;
    inside.scrollTop = 0;
    title.focus();
  };

  const open = (id, from) => {
    if (!panel.open) {
      opener = from;
      trail.length = 0;
      panel.showModal();
    }
    trail.push(id);
    show(id);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const id = link.hash.slice(1);
    if (/^[ES]\d+$/.test(id) && document.getElementById(id)) {
      event.preventDefault();
      open(id, link);
    } else if (panel.contains(link)) {
      opener = null;
      panel.close();
    }
  });

  back.addEventListener("click", () => {
    trail.pop();
    show(trail[trail.length - 1]);
  });
  panel.querySelector(".close").addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => event.target === panel && panel.close());
  panel.addEventListener("close", () => opener && opener.focus());

  const filter = document.querySelector(".filter");
  const chosen = [...filter.querySelectorAll("select")];
  const output = filter.querySelector("output");
  const items = [...document.querySelectorAll("main [data-cases]")];
  const counted = items.filter((item) => item.matches(".card"));

  const apply = () => {
    const holds = (item) =>
      chosen.every(({ name, value }) => !value || item.dataset[name].split("|").includes(value));
    for (const item of items) item.hidden = !holds(item);
    const seen = counted.filter((item) => !item.hidden).length;
    const active = chosen.some(({ value }) => value);
    output.textContent = !active ? "" : items.every((item) => item.hidden) ? output.dataset.nothing
      : counted.length ? `${seen}/${counted.length} ${output.dataset.shown}` : "";
  };
  filter.addEventListener("change", apply);
  filter.hidden = chosen.length === 0;

  const narrow = matchMedia("(max-width: 70rem)");
  const fold = () => { document.querySelector(".contents details").open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();

  // A link to something that the filter hides, or that a folded part holds, must still arrive.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      for (const select of chosen) select.value = "";
      apply();
      target.scrollIntoView();
    }
  });
})();

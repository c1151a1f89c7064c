// Building elements. Text goes in as text nodes only, so nothing in a transcript or codebook is ever read as markup.

const h = (tag, props = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key === "style") for (const [name, v] of Object.entries(value)) element.style.setProperty(name, v);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

const replace = (element, ...children) => element.replaceChildren(...children.flat().filter(Boolean));

// the words of the interface, with {name} filled in and the plural form for {n}
const say = (p, key, values = {}) => {
  const text = p.words[key] ?? key;
  const form = typeof text === "string" ? text : text[new Intl.PluralRules(localeOf(p)).select(values.n)] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
};

const localeOf = (p) => p.locales[p.language] ?? p.language;
// what a language is called in the language of the panel
const languageName = (p, language) => new Intl.DisplayNames([localeOf(p), "en"], { type: "language" }).of(language);

const shorten = (text, most = 60) => {
  const flat = text.replace(/\s+/g, " ").trim();
  return [...flat].length > most ? [...flat].slice(0, most - 1).join("") + "…" : flat;
};

const nameOf = (p, code) => {
  const entry = p.codes.get(code);
  if (!entry) return code;
  return entry.name[p.language] || Object.values(entry.name)[0] || code;
};
const textIn = (p, texts) => (texts ? texts[p.language] || Object.values(texts)[0] || "" : "");
const colourOf = (p, code) => p.codes.get(code)?.colour ?? "#9aa0a6";

const button = (p, key, onclick, props = {}) =>
  h("button", { type: "button", class: "q-button", title: say(p, key), onclick, ...props }, props.text ?? say(p, key));

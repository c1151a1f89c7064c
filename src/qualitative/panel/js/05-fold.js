// Folding for searches, as Python's (text/folding.py) does it, from which its table comes: what nobody sees goes, blanks are one blank,
// capitals, signs, ligatures and digits of other scripts are as on a keyboard; here accents go too, since nobody types them in a filter.

const folding = { run: /\s+/gu, unseen: /(?!)/gu, signs: {} };

const setFolding = ({ unseen, signs }) => {
  Object.assign(folding, { run: new RegExp(`[\\s${unseen}]+`, "gu"), unseen: new RegExp(`[${unseen}]`, "gu"), signs });
};

// what a run of blanks and invisible characters becomes; a soft hyphen that ended a line parts no word
const foldedRun = (found, at, whole) => {
  const parts = found.replace(/^[\u200b-\u200d\u2060\ufeff]+/u, "").startsWith("\u00ad") && at > 0;
  if (parts && /\p{L}$/u.test(whole.slice(0, at)) && /^\p{L}/u.test(whole.slice(at + found.length))) return "";
  return /\s/u.test(found.replace(folding.unseen, "")) ? " " : "";
};

const foldedDigit = (digit) => {
  let steps = 0;
  while (steps < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - steps - 1))) steps += 1;
  return String(steps);
};

const fold = (text) =>
  text.replace(folding.run, foldedRun).replace(/[^\x00-\x7f]/gu, (one) => folding.signs[one] ?? one)
    .normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\x00-\x7f]/gu, (one) => (/\p{Nd}/u.test(one) ? foldedDigit(one) : one));

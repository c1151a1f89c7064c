// Suggestions: shown when asked for, decided one at a time, worked out anew when decisions were made since.

const isSuggestion = (coding) => coding?.look === "suggestion";

// "ktp (keyword), meaning (codebook)", what is not from the text in the language of the panel
const reasonsOf = (p, coding) =>
  (coding.reasons ?? []).map((reason) => {
    const [, words, from] = /^(.*) \((keyword|definition|codebook|coded texts|question before|sentence before|sentence after)\)$/.exec(reason) ?? [];
    if (!from) return reason;
    const named = { meaning: "from.meaning", "whole text": "from.whole_text" }[words];
    return `${named ? say(p, named) : words} (${say(p, `from.${from.replace(" ", "_")}`)})`;
  }).join(", ");

const verdict = (p, accepts) => {
  const chosen = p.codings.get(p.active);
  if (!isSuggestion(chosen)) { nextSuggestion(p); return; }
  const { start, end, code, model, p: probability } = chosen;
  remove(p, chosen.id);
  redrawSpan(p, start, end);
  p.decidedSince = true;
  const about = { model, p: probability };
  const sent = accepts
    ? applyCode(p, code, { suggestion: about, pieces: [[start, end]] })
    : change(p, "reject", { start, end, code, suggestion: about }, () => say(p, "suggest.rejected", { code: nameOf(p, code) }));
  sent.then(() => { if (!chooseNext(p, true, (coding) => isSuggestion(coding) && coding.start >= start)) tellSuggestions(p); });
};

const nextSuggestion = async (p) => {
  const left = () => chooseNext(p, true, isSuggestion);
  if (!(await maySee(p))) return;
  if (!p.showSuggestions) await toggleSuggestions(p, true);
  else if (p.decidedSince && ![...p.codings.values()].some(isSuggestion)) await fetchSuggestions(p);
  if (!left()) tellSuggestions(p);
};

const toggleSuggestions = async (p, on) => {
  if (on && !(await maySee(p))) return;
  p.showSuggestions = on;
  p.suggestButton?.setAttribute("aria-pressed", String(on));
  if (on) await fetchSuggestions(p);
  else hint(p, "");
  drawWeaker(p);
  redrawAll(p);
  drawList(p);
};

// also those that are likelier wrong than right; asked for, never shown unasked
const toggleWeaker = async (p) => {
  if (!p.can.suggest || !(await maySee(p))) return;
  p.wantsWeaker = !(p.wantsWeaker && p.showSuggestions);
  await toggleSuggestions(p, true);
  chooseNext(p, true, isSuggestion);
};

const fetchSuggestions = async (p) => {
  hint(p, say(p, "suggest.waiting_suggestions"));
  const answer = await send(p, "suggestions", { weaker: Boolean(p.wantsWeaker) }).catch(() => null);
  hint(p, "");
  if (!answer) return;
  for (const old of [...p.codings.values()].filter(isSuggestion)) remove(p, old.id);
  p.fetched = (p.fetched ?? 0) + 1;
  answer.suggestions.forEach((one, n) => put(p, { ...one, id: `suggestion-${p.fetched}-${n}`, coder: one.model }, "suggestion"));
  Object.assign(p, { decidedSince: false, weaker: answer.weaker ?? 0, openSentences: answer.open ?? true });
  setBlind(p, answer.blind ?? p.blind);
  drawWeaker(p);
  redrawAll(p);
  drawList(p);
  tellSuggestions(p);
};

// how many there are, or why there are none, to eye and ear
const tellSuggestions = (p) => {
  const n = [...p.codings.values()].filter(isSuggestion).length;
  const hidden = p.wantsWeaker ? 0 : p.weaker ?? 0;
  const said = n ? [say(p, "suggest.suggestions_here", { n })] : !p.openSentences ? [say(p, "suggest.suggestions_over")] : hidden || p.decidedSince ? [say(p, "suggest.none_sure")] : [say(p, "suggest.no_suggestions")];
  if (hidden) said.push(say(p, "suggest.weaker_here", { n: hidden }));
  hint(p, said.join(" "));
  announce(p, said.join(" "));
};

const drawWeaker = (p) => {
  if (!p.weakerButton) return;
  p.weakerButton.hidden = !p.showSuggestions || !p.weaker;
  p.weakerButton.textContent = say(p, "suggest.weaker", { n: p.weaker ?? 0 });
  p.weakerButton.setAttribute("aria-pressed", String(Boolean(p.wantsWeaker)));
};

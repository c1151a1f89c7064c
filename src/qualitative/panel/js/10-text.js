// The text of a document: hidden characters made visible one for one, words, sentences, and where a span lies among the turns.

const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const HIDDEN =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff]|(?:(?<=[\u0000-\u024f\u1e00-\u1eff\u2000-\u206f])|^)[\u200c\u200d]/g;

const signFor = (character) => {
  const number = character.charCodeAt(0);
  if (number < 0x20) return String.fromCharCode(0x2400 + number);
  if (number === 0x7f) return "\u2421";
  return TURNING.test(character) ? "\u21c4" : "\u2422";
};

// what a turn shows: as long as the text itself, so that positions need no second count
const shownText = (text) => text.replace(HIDDEN, signFor);

const hiddenPlaces = (text) => [...text.matchAll(HIDDEN)].map((match) => match.index);

const hiddenNames = (text) => {
  const found = new Set([...text.matchAll(HIDDEN)].map((match) => match[0].charCodeAt(0)));
  return [...found].map((number) => "U+" + number.toString(16).toUpperCase().padStart(4, "0")).join(", ");
};

const makeText = (shape, abbreviations) => {
  const turns = shape.turns.map(([start, end, line, speaker, role, time], n) => ({ n, start, end, line, speaker, role, time }));
  return {
    ...shape,
    turns,
    starts: turns.map((turn) => turn.start),
    always: new Set(abbreviations.always),
    numbers: new Set(abbreviations.numbers),
    units: { word: new Map(), sentence: new Map() },
  };
};

const segmenterFor = (language, granularity) =>
  typeof Intl.Segmenter === "function" ? new Intl.Segmenter(language, { granularity }) : null;

// the last turn that starts at or before a position
const turnIndexAt = (text, position) => {
  let low = 0;
  let high = text.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (text.starts[middle] <= position) low = middle;
    else high = middle - 1;
  }
  return low;
};

// [start, end] of the words or sentences of one turn, counted in the document
const unitsOf = (text, kind, index) => {
  const known = text.units[kind].get(index);
  if (known) return known;
  const turn = text.turns[index];
  const body = text.text.slice(turn.start, turn.end);
  const segmenter = segmenterFor(text.language, kind);
  let spans;
  if (segmenter) {
    const pieces = [...segmenter.segment(body)];
    spans = pieces.filter((piece) => kind === "sentence" || piece.isWordLike).map((piece) => [piece.index, piece.index + piece.segment.length]);
  } else {
    const pattern = kind === "word" ? /[\p{L}\p{M}\p{N}'’-]+/gu : /[^.!?…]+[.!?…]*\s*/gu;
    spans = [...body.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
  }
  if (kind === "sentence") spans = joined(text, body, spans);
  spans = spans.map(([a, b]) => trimmed(text.text, turn.start + a, turn.start + b)).filter(([a, b]) => a < b);
  if (!spans.length && turn.start < turn.end) spans = [[turn.start, turn.end]];
  text.units[kind].set(index, spans);
  return spans;
};

// sentences that were cut after an abbreviation, put together again
const joined = (text, body, spans) => {
  const whole = [];
  for (const [start, end] of spans) {
    const last = whole.at(-1);
    if (last && continues(text, body.slice(last[0], last[1]), body.slice(start, end))) last[1] = end;
    else whole.push([start, end]);
  }
  return whole;
};

const continues = (text, before, after) => {
  const word = /(?:^|[\s(])([^\s(]+)\.\s*$/u.exec(before)?.[1]?.toLowerCase();
  if (!word) return false;
  if (text.numbers.has(word)) return /^\d/.test(after);
  return text.always.has(word) || /^\p{L}$/u.test(word);
};

const trimmed = (text, start, end) => {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return [start, end];
};

// a span cut at the turns: a segment holds no label, so what was dragged over three turns is three segments
const piecesOf = (text, start, end) => {
  const pieces = [];
  for (let n = turnIndexAt(text, start); n < text.turns.length && text.turns[n].start < end; n += 1) {
    const [a, b] = trimmed(text.text, Math.max(start, text.turns[n].start), Math.min(end, text.turns[n].end));
    if (a < b) pieces.push([a, b]);
  }
  return pieces;
};

// the span with its edges moved out to whole words, or at least to whole characters
const snapped = (text, start, end, exact) => {
  const edge = (position, side) => {
    const index = turnIndexAt(text, position);
    const turn = text.turns[index];
    if (position <= turn.start || position >= turn.end) return position;
    if (!exact) {
      const word = unitsOf(text, "word", index).find(([a, b]) => a < position && position < b);
      if (word) return word[side];
    }
    const near = text.text.slice(Math.max(turn.start, position - 32), Math.min(turn.end, position + 32));
    const offset = Math.max(turn.start, position - 32);
    const segmenter = segmenterFor(text.language, "grapheme");
    for (const piece of segmenter ? segmenter.segment(near) : []) {
      const a = offset + piece.index;
      if (a < position && position < a + piece.segment.length) return side ? a + piece.segment.length : a;
    }
    return position;
  };
  return [edge(start, 0), edge(end, 1)];
};

// Which line each of several overlapping segments gets, so that they stay apart without colour.

const LANES = [
  { style: "solid", offset: 3 },
  { style: "dashed", offset: 6 },
  { style: "dotted", offset: 9 },
  { style: "double", offset: 3, above: true },
];

// id -> lane, for the codings of one turn; segments that touch count as overlapping, else two would look like one
const assignLanes = (codings) => {
  const lanes = new Map();
  const ends = [];
  const sorted = [...codings].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  for (const coding of sorted) {
    let lane = ends.findIndex((end) => end < coding.start);
    if (lane === -1) lane = ends.length;
    ends[lane] = coding.end;
    lanes.set(coding.id, Math.min(lane, LANES.length - 1));
  }
  return lanes;
};

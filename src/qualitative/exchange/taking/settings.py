"""What an import adds to study.yaml, as lines in the file that a person wrote. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from qualitative.corpus.bounded_yaml import dump_yaml
from qualitative.errors import QualitativeError, StudyError
from qualitative.folder.settings import parse_settings
from qualitative.model import Coder

__all__ = ["with_additions", "with_settings"]


def with_additions(
    text: str,
    coders: Mapping[str, Coder],
    attributes: Mapping[str, Mapping[str, str]],
    whole: str | None,
    labels: Mapping[str, str] | None = None,
) -> str:
    """The text of study.yaml with new coders, declared attributes (owner -> name -> type) and the id for all cases together.

    What it says already stays. Raises StudyError, with the lines to add by hand, where they find no place.
    """
    settings = parse_settings(text)
    new = {id: coder for id, coder in coders.items() if id not in settings.coders}
    lines = [f"  {id}: {_coder(coder)}" for id, coder in new.items()]
    if not new and not (whole and settings.case.whole is None) and not any(attributes.values()):
        return text
    made = text if text.endswith("\n") else f"{text}\n"
    if lines:
        made = re.sub(r"(?m)^coders:[ \t]*(#.*)?\n", lambda match: match[0] + "\n".join(lines) + "\n", made, count=1)
    if whole and settings.case.whole is None:
        made += f"\ncase: {{whole: {whole}}}\n"
    owners = {owner: types for owner, types in attributes.items() if types}
    has_attributes = settings.attributes.case or settings.attributes.document or settings.attributes.person
    if owners and not has_attributes:
        made += "\nattributes:\n"
        for owner, types in owners.items():
            made += f"  {owner}:\n" + "".join(
                f"    {name}: {_attribute(name, type, labels or {})}\n" for name, type in types.items()
            )
    return _checked(made, text, lines, new, whole if settings.case.whole is None else None)


def with_settings(text: str, settings: Mapping[str, Any]) -> str | None:
    """The text of a new study.yaml with whole keys that a file of ours brings; None where they do not hold."""
    made = f"{text.rstrip()}\n\n{dump_yaml(dict(settings))}"
    try:
        parse_settings(made)
    except QualitativeError:
        return None
    return made


def _checked(made: str, before: str, lines: list[str], new: Mapping[str, Coder], whole: str | None) -> str:
    try:
        found = parse_settings(made)
        if set(new) <= set(found.coders) and (whole is None or found.case.whole == whole):
            return made
    except QualitativeError:
        pass
    wanted = "; ".join([*(line.strip() for line in lines), *([f"case: {{whole: {whole}}}"] if whole else [])])
    raise StudyError(f"study.yaml can't be added to by itself; add to it by hand, then import again: {wanted}")


def _coder(coder: Coder) -> str:
    name = f", name: {json.dumps(coder.name, ensure_ascii=False)}" if coder.name != coder.id else ""
    model = f", model: {json.dumps(coder.model, ensure_ascii=False)}" if coder.model else ""
    return f"{{kind: {coder.kind}{name}{model}}}"


def _attribute(name: str, type: str, labels: Mapping[str, str]) -> str:
    label = labels.get(name, name)
    return f"{{type: {type}, label: {json.dumps(label, ensure_ascii=False)}}}" if label != name else type

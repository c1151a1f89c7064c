"""Files are read with the place of every error."""

from __future__ import annotations

import pytest

from qualitative.corpus.files import parse_yaml
from qualitative.errors import DocumentError


@pytest.mark.parametrize(("first", "line"), [(1, 3), (2, 4), (40, 42)])
def test_an_error_in_yaml_is_told_at_its_line_of_the_file(first: int, line: int) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.md:{line}: not valid YAML"):
        parse_yaml("a: 1\nb: 2\nc: }\n", "a.md", DocumentError, first)
    with pytest.raises(DocumentError, match=rf"^a\.md:{line}: not valid YAML: key 'a' stands twice"):
        parse_yaml("a: 1\nb: 2\na: 3\n", "a.md", DocumentError, first)

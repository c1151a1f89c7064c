"""YAML that people share: what a few lines may not ask for, and what a value means."""

from __future__ import annotations

import contextlib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualitative.corpus.bounded_yaml import DEEPEST, LARGEST, dump_yaml, load_yaml
from qualitative.corpus.files import parse_yaml
from qualitative.errors import StudyError

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{n}: &{n} [{','.join([f'*{p}'] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))  # fmt: skip
HOSTILE = {
    "an alias": (BOMB, r"\*a repeats what stands elsewhere"),
    "an alias to itself": ("a: &a [*a]\n", r"\*a repeats"),
    "a merge": ("a: &a {x: 1}\nb: {<<: *a}\n", r"\*a repeats"),
    "brackets": ("[" * 50_000, f"more than {DEEPEST}"),
    "braces": ("{a: " * 5_000, f"more than {DEEPEST}"),
    "dashes in one line": ("- " * 5_000, f"more than {DEEPEST}"),
    "question marks": ("? " * 5_000, f"more than {DEEPEST}"),
    "maps by indents": ("".join(f"{' ' * n}a:\n" for n in range(5_000)), f"more than {DEEPEST}"),
    "a key twice": ("a: 1\nb: 2\na: 3\n", "line 3|stands twice"),
    "a key twice among many": ("".join(f"k{n}: 1\n" for n in range(60_000)) + "k7: 2\n", "stands twice"),
    "a Python object": ("a: !!python/object/apply:os.system [id]\n", "could not determine a constructor"),
    "a number of 100,000 digits": (f"a: {'9' * 100_000}\n", "."),
    "too large": ("a" * (LARGEST + 1), "more than the"),
    "a control character": ("a: \x07\n", "."),
}


@pytest.mark.parametrize(("text", "said"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_gives_one_sentence(text: str, said: str) -> None:
    with pytest.raises(StudyError, match=said) as problem:
        parse_yaml(text, "study.yaml", StudyError)
    assert "\n" not in str(problem.value)
    assert str(problem.value).startswith("study.yaml:")


MEANINGS = [
    ("1:59:59", "1:59:59"), ("007", "007"), ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("1_000", "1_000"), ("0x1F", "0x1F"),
    ("1e3", "1e3"), ("2018-11", "2018-11"), ("2018-11-24", "2018-11-24"), ("=", "="), ("12", 12), ("-3", -3), ("1.5", 1.5),
    ("1.200", 1.2), ("true", True), ("False", False), ("~", None), ("null", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), MEANINGS)
def test_a_value_means_what_it_looks_like(written: str, meant: object) -> None:
    found = load_yaml(f"a: {written}\n")["a"]
    assert (found, type(found)) == (meant, type(meant))


def test_a_deep_file_within_the_bound_is_read() -> None:
    text = "[" * DEEPEST + "]" * DEEPEST
    assert str(load_yaml(text)) == text


_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz017-_ ", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(_PLAIN)
def test_what_is_written_reads_back(data: object) -> None:
    shared = [data, data]  # the same object twice must not become an alias
    assert load_yaml(dump_yaml(shared)) == shared


@given(st.text("ab:-?[]{}&*!|>'\"#%@, \n\t0127~", max_size=200))
def test_any_text_gives_data_or_a_yaml_error(text: str) -> None:
    with contextlib.suppress(yaml.YAMLError, ValueError):
        load_yaml(text)

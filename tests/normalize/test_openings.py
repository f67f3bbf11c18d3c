"""A guarded pattern finds what the pattern finds."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.dates.patterns import TOKEN_PARTS
from pipeline.normalize.fold import fold
from pipeline.normalize.openings import Way, guarded


@pytest.mark.parametrize(
    ("pattern", "opening"),
    [
        ("去年", "[去][年]"),
        ("去年|今年", "[今去][年]"),
        ("去年|今天", "[今去][天年]"),
        ("今|今天", "[今]"),
        ("秋|今天", "[秋]|[今][天]"),
        ("今[一-龥]", "[今]"),
        ("(?:第)?[一二]季度", "[一二第][一二季]"),
        ("(?P<year>第{0,2}年)", "[年]|[第][年第]"),
        ("年{3}", "[年][年]"),
        (r"(?<!\d)\d+年", "[0123456789][0123456789年]"),
        (r"(?=[一-龥])(?:大?前天)", "[前大][前天]"),
        ("[1-3]++月", "[123][123月]"),
        ("(?>上|下)周", "[上下][周]"),
        ("(?P<x>年)(?P=x)", "[年]"),
    ],
)
def test_guarded_patterns_begin_with(pattern: str, opening: str) -> None:
    assert guarded(pattern) == f"(?={opening})(?:{pattern})"


@pytest.mark.parametrize("pattern", ["", "年?", "年*|月", ".年", "[^年]月", r"\w月", r"\s*", "[一-龥]年", "(?i:a)b"])
def test_patterns_that_begin_with_anything_or_nothing_stay(pattern: str) -> None:
    assert guarded(pattern) == pattern


def test_ways_put_together_begin_as_if_their_pattern_were_read() -> None:
    kinds = [Way.of(part).guarded().named(name) for name, part in TOKEN_PARTS.items()]
    together = Way.either(kinds).but_not(r"\d元").guarded()
    assert together == Way.of(together.pattern)
    assert together.pattern == guarded(rf"(?!\d元)(?:{'|'.join(kind.pattern for kind in kinds)})")


@pytest.mark.parametrize("name", TOKEN_PARTS)
def test_guarded_tokens_are_the_same_on_releases(name: str) -> None:
    plain, quick = re.compile(TOKEN_PARTS[name]), re.compile(guarded(TOKEN_PARTS[name]))
    assert quick.pattern != plain.pattern
    for path in sorted((Path(__file__).parents[2] / "corpus" / "raw").glob("*.txt"))[:10]:
        text = fold(path.read_text(encoding="utf-8"))
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(
    st.sampled_from(sorted(TOKEN_PARTS)),
    st.text("去今上下第一二三十年月日周号点时分0123456789至到:-/()初旬季度节“”五", max_size=12),
)
def test_guarded_tokens_are_the_same_on_any_text(name: str, text: str) -> None:
    plain, quick = TOKEN_PARTS[name], guarded(TOKEN_PARTS[name])
    assert [m.span() for m in re.finditer(quick, text)] == [m.span() for m in re.finditer(plain, text)]

"""Resolve: which of the candidates that overlap is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import Passage
from pipeline.tag.base import Candidate
from pipeline.tag.resolve import THRESHOLD, resolve

TEXT = "清河大学校长秦望舒。"

Shown = list[tuple[str, str]]


def candidate(text: str, label: str, score: float = 0.8, rule: str = "test", within: str = TEXT) -> Candidate:
    start = within.index(text)
    return Candidate(start, start + len(text), label, rule, score)


def kept(candidates: list[Candidate], text: str = TEXT) -> Shown:
    return [(span.text, span.label) for span in resolve(Passage.of(text), candidates)]


CHOICES: list[tuple[list[tuple[str, str, float]], Shown]] = [
    # apart: both stay
    ([("清河大学", "ORG", 0.8), ("校长", "TITLE", 0.8)], [("清河大学", "ORG"), ("校长", "TITLE")]),
    # overlapping: the better score
    ([("校长", "TITLE", 0.6), ("长秦望", "PERSON", 0.9)], [("长秦望", "PERSON")]),
    ([("校长", "TITLE", 0.9), ("长秦望", "PERSON", 0.6)], [("校长", "TITLE")]),
    # with the same score the longer
    ([("秦望", "PERSON", 0.8), ("秦望舒", "PERSON", 0.8)], [("秦望舒", "PERSON")]),
    # a place inside an organization is not annotated again
    ([("清河", "LOC", 0.7), ("清河大学", "ORG", 0.8)], [("清河大学", "ORG")]),
    # of two organizations the longest continuous one
    ([("清河大学", "ORG", 0.9), ("清河大学校长", "ORG", 0.8)], [("清河大学校长", "ORG")]),
    # a container keeps values and hides names, whatever their scores
    ([("清河大学校长秦望舒", "WORK", 0.6), ("秦望舒", "PERSON", 0.9)], [("清河大学校长秦望舒", "WORK")]),
    (
        [("清河大学校长秦望舒", "EVENT", 0.6), ("清河", "DATE", 0.9)],
        [("清河大学校长秦望舒", "EVENT"), ("清河", "DATE")],
    ),
    # labels of third parties stand beside everything
    ([("秦望舒", "PERSON", 0.8), ("望舒", "PHONE", 0.8)], [("秦望舒", "PERSON"), ("望舒", "PHONE")]),
    ([("秦望舒", "PHONE", 0.8), ("望舒", "PHONE", 0.6)], [("秦望舒", "PHONE")]),
    # below the threshold
    ([("秦望舒", "PERSON", THRESHOLD - 0.01)], []),
    ([("秦望舒", "PERSON", THRESHOLD)], [("秦望舒", "PERSON")]),
    ([], []),
]


@pytest.mark.parametrize(("given", "expected"), CHOICES)
def test_resolve_choice(given: list[tuple[str, str, float]], expected: Shown) -> None:
    assert kept([candidate(*item) for item in given]) == expected
    assert kept([candidate(*item) for item in reversed(given)]) == expected


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99), (98, 99)])
def test_resolve_drops_candidates_that_the_text_does_not_hold(start: int, end: int) -> None:
    assert resolve(Passage.of(TEXT), [Candidate(start, end, "PHONE", "test", 0.9)]) == ()


@pytest.mark.parametrize(("rule", "stays"), [("person:repeated", False), ("person:before-title", True)])
def test_resolve_weak_name_that_begins_an_organization_is_no_person(rule: str, stays: bool) -> None:
    text = "甘雨晴集团开业。甘雨晴很高兴。"
    name = Candidate(8, 11, "PERSON", rule, 0.9)
    found = kept([candidate("甘雨晴集团", "ORG", within=text), name], text)
    assert (("甘雨晴", "PERSON") in found) is stays


def test_resolve_says_where_a_mention_comes_from() -> None:
    text = "清河大学开学。校长秦望舒到场。"
    first, second = resolve(
        Passage.of(text),
        [
            candidate("秦望舒", "PERSON", 0.7, "person:test", text),
            Candidate(0, 4, "ORG", "organization:test", 0.9, {"a": 1}),
        ],
    )
    assert (first.id, first.text, first.source, first.score, first.norm) == (
        "m1", "清河大学", "organization:test", 0.9, {"a": 1},
    )  # fmt: skip
    assert (second.id, second.text, second.source, second.sentence) == ("m2", "秦望舒", "person:test", 1)


CANDIDATES = st.lists(
    st.builds(
        lambda start, length, label, score: Candidate(start, start + length, label, "test", score),
        st.integers(-1, 12),
        st.integers(0, 6),
        st.sampled_from(["PERSON", "TITLE", "ORG", "LOC", "DATE", "MONEY", "EVENT", "WORK", "PHONE"]),
        st.sampled_from([0.3, 0.5, 0.6, 0.8, 0.9]),
    ),
    max_size=12,
)


@given(CANDIDATES)
@settings(deadline=None)  # the first example loads tables
def test_resolve_properties(candidates: list[Candidate]) -> None:
    spans = resolve(Passage.of(TEXT), candidates)
    assert all(TEXT[s.start : s.end] == s.text != "" for s in spans)
    assert [s.start for s in spans] == sorted(s.start for s in spans)
    assert [s.id for s in spans] == [f"m{i}" for i in range(1, len(spans) + 1)]
    for index, one in enumerate(spans):
        for other in spans[index + 1 :]:
            apart = one.end <= other.start or other.end <= one.start
            nested = (one.label in ("EVENT", "WORK")) != (other.label in ("EVENT", "WORK"))
            assert apart or (one.label != other.label and ("PHONE" in (one.label, other.label) or nested))
    again = [Candidate(s.start, s.end, s.label, "test", s.score or 0) for s in spans]
    assert [s.key for s in resolve(Passage.of(TEXT), again)] == [s.key for s in spans]

"""The name model: what the characters alone say about a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tag.name_model import WINDOW, NameModel

MODEL = NameModel.shared()


def odds(text: str, name: str, certain: bool = False) -> float:
    return next(r.odds for r in MODEL.readings(text, 0, certain) if r.end == len(name))


@pytest.mark.parametrize(
    ("text", "length"),
    [("司马南星", 2), ("诸葛", 2), ("王小明", 1), ("的士", 0), ("Peter", 0), ("", 0)],
)
def test_name_model_surname_length(text: str, length: int) -> None:
    assert MODEL.surname_length(text) == length


@pytest.mark.parametrize(
    ("text", "expected"), [("买买提", True), ("阿尔斯兰", True), ("德尚", True), ("买的提", False), ("Hansen", False)]
)
def test_name_model_is_translit(text: str, expected: bool) -> None:
    assert MODEL.is_translit(text) is expected


NAME_AGAINST_WORD = [
    ("秦望舒出席会议", "秦望舒", "高科技企业", "高科技"),
    ("柳明远出席会议", "柳明远", "方便群众办事", "方便群"),
    ("李晓棠指出", "李晓棠", "党委书记", "党委书"),
]


@pytest.mark.parametrize(("text", "name", "other", "word"), NAME_AGAINST_WORD)
def test_name_model_prefers_names_to_words(text: str, name: str, other: str, word: str) -> None:
    assert odds(text, name) > odds(other, word, certain=True)


@pytest.mark.parametrize(
    ("text", "name"), [("秦望舒出席会议", "秦望舒"), ("李晓棠指出", "李晓棠"), ("诸葛长风出席", "诸葛长风")]
)
def test_name_model_takes_the_whole_name(text: str, name: str) -> None:
    assert max(MODEL.readings(text, 0), key=lambda r: r.odds).end == len(name)


@pytest.mark.parametrize(
    ("text", "certain", "found"),
    [
        ("秦望舒", False, True),
        ("的士", False, False),  # a surname that no table has needs a context that leaves no doubt
        ("的士", True, True),
        ("Peter", True, False),  # Latin letters are another rule's
        ("", True, False),
    ],
)
def test_name_model_certain_context_opens_more_readings(text: str, certain: bool, found: bool) -> None:
    assert bool(list(MODEL.readings(text, 0, certain))) is found


def test_name_model_certain_context_admits_transliterations() -> None:
    assert odds("买买提介绍", "买买提", certain=True) > odds("买买提介绍", "买买提") + 5


def test_name_model_closed_surname_keeps_unknown_surnames_out() -> None:
    assert not list(MODEL.readings("的话呢", 0, certain=True, open_surname=False))


@given(st.text(alphabet="秦望舒司马买提出席的，A3𠮷", max_size=16), st.integers(0, 16), st.booleans())
@settings(deadline=None)  # the first example loads tables
def test_name_model_readings_lie_in_the_text(text: str, start: int, certain: bool) -> None:
    readings = list(MODEL.readings(text, start, certain))
    assert all(r.start == start < r.end <= min(len(text), start + WINDOW) for r in readings)
    assert len({r.end for r in readings}) == len(readings)
    assert readings == list(MODEL.readings(text, start, certain))

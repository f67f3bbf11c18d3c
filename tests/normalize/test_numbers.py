"""Numbers in text, bare ones included."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.numbers import find_numbers, parse_number

FOUND = [
    ("共7个", [7]),
    ("二百五和三千二", [250, 3200]),
    ("四分之三", [Decimal("0.75")]),
    ("二又二分之一", [Decimal("2.5")]),
    ("1/8", [Decimal("0.125")]),
    ("2 1/4", [Decimal("2.25")]),
    ("-2.5 M", [-2500000]),
    ("1.5e3", [1500]),
    ("2^10", [1024]),
    ("七 百 五 十", [750]),
    ("五百 余万", [5000000]),
    ("百分之六十", [60]),
    ("负四点二", [Decimal("-4.2")]),
    ("１，０００", [1000]),
    ("1千零6", [1006]),
    ("一些 一起 四川 肆意 星期三 大陆 统一，万", []),
]


@pytest.mark.parametrize(("text", "values"), FOUND)
def test_found(text: str, values: list[object]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("五六百", (500, 600)), ("数十", (10, 100)), ("1.2万", (12000, 12000)), ("几个", None), ("", None), ("约5", None)],
)
def test_parse(text: str, bounds: tuple[int, int] | None) -> None:
    assert parse_number(text) == bounds


@given(st.text(alphabet="0159一二十百千万亿点分之又余多负-^eE/., kM半\ud800", max_size=30))
def test_spans_are_sound(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        assert number.norm
        last = number.end

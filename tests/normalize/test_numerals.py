"""Whole numerals: one value, many spellings, and what is no numeral."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.numerals import NUMERAL, parse_numeral

SPELLINGS = {
    "0": ["0", "零", "〇", "０", "0.00"],
    "2": ["二", "两", "兩", "贰", "貳"],
    "15": ["15", "十五", "一十五", "拾伍"],
    "23": ["廿三", "二十三", "２３"],
    "105": ["一百零五", "壹佰零伍", "一百〇五"],
    "250": ["二百五", "两百五", "两百五十", "2百5"],
    "2026": ["二〇二六", "2026", "2,026", "两千零二十六", "二千零二十六"],
    "3500": ["3千5", "三千五", "3.5千", "3,500"],
    "12000": ["一万二", "1.2万", "一万二千", "1萬2,000", "１２，０００"],
    "924000": ["九十二万四", "92.4万"],
    "1000000": ["百万", "一百万", "100万", "1e6"],
    "400000000": ["四万万", "四亿", "4億"],
    "1200000000000": ["1.2万亿", "一万二千亿", "1.2兆"],
    "2150000000": ["二十一点五亿", "21.5亿"],
    "5006200045200": ["五兆六十二億四萬五千二"],
    "-3.14": ["负三点一四", "-3.14", "−3.14"],
    "0.5": ["零点五", ".5", "0.5", "０．５"],
    "40000000000.05": ["四百亿点零五"],
}
NOT_NUMERALS = [
    "",
    " ",
    "abc",
    "十大",
    "三五百",
    "百千",
    "十十",
    "一点",
    "点五",
    "1,23",
    "1.2.3",
    "第三",
    "３个",
    "-",
    "二百千",
    "²",
]


@pytest.mark.parametrize(("value", "spelling"), [(v, s) for v, group in SPELLINGS.items() for s in group])
def test_spelling(value: str, spelling: str) -> None:
    assert parse_numeral(spelling) == Decimal(value)


@pytest.mark.parametrize("text", NOT_NUMERALS)
def test_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


def chinese(number: int) -> str:
    """Write 0 <= number < 10**16 in plain Chinese, by the textbook rule."""
    if number == 0:
        return "零"
    digits = "零一二三四五六七八九"

    def group(part: int) -> str:
        out, gap = "", False
        for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = part // unit % 10
            if digit == 0:
                gap = gap or bool(out)
                continue
            out += ("零" if gap else "") + digits[digit] + name
            gap = False
        return out

    out = ""
    for unit, name in ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // unit % 10**4
        if part:
            out += ("零" if out and part < 1000 else "") + group(part) + name
    return out


@given(st.integers(0, 10**16 - 1))
def test_round_trip(number: int) -> None:
    assert parse_numeral(chinese(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_arabic_round_trip(number: Decimal) -> None:
    assert parse_numeral(f"{number:,}") == parse_numeral(f"{number:f}") == number


@given(st.text(alphabet="零〇一二两三九十百千万亿兆廿点.,0159eE-+负 ", max_size=30))
def test_never_raises(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value.is_finite()


@pytest.mark.parametrize("text", ["1.2万亿", "二十一点五亿", "1万2,000", "3千5", "2026", "一千零五", "1e6"])
def test_pattern_is_maximal(text: str) -> None:
    assert re.findall(NUMERAL, f"共{text}元") == [text]

"""Counts as running text writes them: exact numerals, `20多亿`, `数十亿`, `十几`, `五六百`."""

import re
from decimal import Decimal
from typing import NamedTuple

from .numerals import DIGIT_CLASS, DIGITS, NUMERAL, UNIT_CLASS, parse_folded

_ONE_NINE = "一二两三四五六七八九"
_SCALE = "十百千万亿兆拾佰仟"
_HAZY = re.compile(rf"[几数] ?([{_SCALE}]++)")
_SOME_ODD = re.compile(rf"((?:[{_ONE_NINE}]?[十百千]){{1,3}}|[1-9]\d{{0,3}}0)几([十百千]?)([万亿]*+)")
_ALMOST = re.compile(r"(?:百八十|千八百)(?=[个块元斤里人来多])")  # 百八十块: eighty to a hundred
_FEW = re.compile(r"几(?=个亿|[元块角毛分蚊毫](?![月旦之钟地])|[美欧日港]元|英镑)")
_PAIR = re.compile(
    rf"((?:[{_ONE_NINE}]?[{_SCALE}]){{0,4}}+)([{_ONE_NINE}])((?:、(?=[{_ONE_NINE}][十百千万亿]))?)([{_ONE_NINE}])([{_SCALE}]*+)(?![{DIGIT_CLASS}点\d])"
)
_PLAIN = re.compile(rf"({NUMERAL})(?: {{0,2}}([余多来])? {{0,2}}([千百]?[万亿兆]++))?")
_SIMPLE = re.compile(rf"(?:\d++(?:\.\d++)?+[万亿]?+|[{DIGIT_CLASS}])(?![\d{DIGIT_CLASS}{UNIT_CLASS}点几余多来.,eE、 ])")
"""Arabic digits, with 万 or 亿 perhaps, or one Chinese digit, and nothing behind that a numeral may go on with: most counts."""
#: First characters of the SI units whose prefix is also a numeral (千瓦, 兆瓦): the prefix belongs to the unit.
_SI_AFTER_THOUSAND = frozenset("瓦米克伏赫帕卡焦比字牛安")
_SI_AFTER_MEGA = frozenset("瓦赫帕比字伏欧")
#: What a count can begin with, for a class of characters.
START = rf"\d{DIGIT_CLASS}十拾百佰千仟廿卅卌万亿几数"


class Count(NamedTuple):
    """A count without its unit: where it ends, its bounds (equal where exact) and the bound sign it carries."""

    end: int
    low: Decimal
    high: Decimal
    bound: str


def read_count(text: str, pos: int) -> Count | None:
    """Return the count that starts at ``pos`` of the folded ``text``, or ``None``.

    >>> read_count("五六百元", 0)
    Count(end=3, low=Decimal('500'), high=Decimal('600'), bound='~')
    """
    if m := _SIMPLE.match(text, pos):
        value = parse_folded(m[0])
        return None if value is None else Count(m.end(), value, value, "=")
    char = text[pos]
    if char == "几" and (m := _FEW.match(text, pos)):
        return Count(m.end(), Decimal(1), Decimal(10), "~")
    if char in "几数":
        m = _HAZY.match(text, pos)
        unit = m and _spare_si(text, m.end(), m[1])
        base = parse_folded(unit) if unit else None
        if m is None or not unit or base is None:
            return None
        return Count(m.end() - len(m[1]) + len(unit), base, base * 10, "~")
    if char in "百千" and (m := _ALMOST.match(text, pos)):
        round_sum = Decimal(100 if char == "百" else 1000)
        return Count(m.end(), round_sum * 8 / 10, round_sum, "~")
    if (m := _SOME_ODD.match(text, pos)) and (odd := _read_odd(text, m)):
        return odd
    if char not in "0123456789" and (m := _PAIR.match(text, pos)) and (pair := _read_pair(text, m)):
        return pair
    m = _PLAIN.match(text, pos)
    return _read_plain(text, m) if m else None


def _read_odd(text: str, m: re.Match[str]) -> Count | None:
    """Read 十几万 (10 to 20), 一百几十 (110 to 200), 20几亿: 几 stands for the next place, or for the one named after it."""
    head, place, raw = m.groups()
    base, scale = parse_folded(head), _spare_si(text, m.end(), raw)
    factor = parse_folded("一" + scale) if scale else Decimal(1)
    if base is None or factor is None:
        return None
    last = {"十": 10, "百": 100, "千": 1000}.get(head[-1], 10)
    step = {"十": 10, "百": 100, "千": 1000}.get(place, last // 10)
    if step >= last:
        return None
    low = base + step if place else base
    return Count(m.end() - len(raw) + len(scale), low * factor, (base + 10 * step) * factor, "~")


def _spare_si(text: str, end: int, unit: str) -> str:
    """Give 千, 兆 or 百 at the end of a numeral back where it begins an SI unit (百万千瓦, 950百帕)."""
    after = text[end : end + 1]
    if after and (
        (unit[-1:] == "千" and after in _SI_AFTER_THOUSAND)
        or (unit[-1:] == "兆" and after in _SI_AFTER_MEGA)
        or (unit[-1:] == "百" and after == "帕" and unit[-2:-1].isdecimal())
    ):
        return unit[:-1]
    return unit


def _read_pair(text: str, m: re.Match[str]) -> Count | None:
    head, first, comma, second, raw = m.groups()
    gap = DIGITS[second] - DIGITS[first]
    if gap != 1 and (head or (first, second) != ("三", "五")):
        return None
    tail = _spare_si(text, m.end(), raw)
    low, high = parse_folded(head + first + tail), parse_folded(head + second + tail)
    if head and not tail and low is not None and high is not None and head[-1] != "十":
        return None  # 一百二三 is not said
    if low is None or high is None or (comma and head):
        return None
    return Count(m.end() - len(raw) + len(tail), low, high, "~")


def _read_plain(text: str, m: re.Match[str]) -> Count | None:
    num, more, big = m.groups()
    if big:
        big = _spare_si(text, m.end(), big)
        if big in ("千", "百"):
            big = ""
    if big and "e" not in num.lower() and (value := parse_folded(num + big)) is not None:
        end = m.start(3) + len(big)
        return Count(end, value, value, {"余": ">", "多": ">", "来": "~"}.get(more or "", "="))
    end = m.end(1)
    spared = _spare_si(text, end, num)
    if not spared:
        return None
    end -= len(num) - len(spared)
    value = parse_folded(spared)
    for _ in range(2):  # 七十|百分位
        if value is not None or len(spared) < 2 or spared[-1] not in "十百千点零":
            break
        spared, end = spared[:-1], end - 1
        value = parse_folded(spared)
    return None if value is None else Count(end, value, value, "=")

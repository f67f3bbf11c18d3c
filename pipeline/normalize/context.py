"""What stands around an operand: bound word, sign and currency before it, range marks behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.normalize import bounds
from pipeline.normalize.operand import OPERAND, Operand, parse_operand
from pipeline.normalize.tables import Words, read_table

RANGE = re.compile(r"(?:\((?:含|不含)\))?[ ]?(?:至|到|——|--|[-–—－~～〜―])[ ]?")
"""What stands between the ends of a range: 1万(含)-5万, 两到三万, 10亿—12亿."""

_OPERAND = re.compile(OPERAND)
_MINUS = re.compile(r"(?:(?<![0-9A-Za-z\u4e00-\u9fff%)\]~\-–—−_./+])[-−－]|负|零下(?=\d))$")
_HIDDEN_MINUS = re.compile(r"(?<=[为达是至到损亏率值了降跌幅度温])[-−]$")


@cache
def prefixes() -> Words[str]:
    """Currency words that stand before a number."""
    return Words({word: code for word, code, place in read_table("currencies") if place != "behind"})


@dataclass(frozen=True, slots=True)
class Before:
    """What belongs to an amount in front of its operand: where that begins, the bound's sign, a currency, a minus."""

    start: int
    bound: str | None = None
    currency: str | None = None
    negative: bool = False


def look_before(text: str, start: int, floor: int) -> Before:
    """Read bound word, currency and minus in front of an operand, back to `floor` at most.

    >>> look_before("约人民币3亿", 4, 0)
    Before(start=0, bound='~', currency='CNY', negative=False)
    """
    at, bound, currency = start, None, None
    minus = _MINUS.search(text, max(floor, at - 2), at) or _HIDDEN_MINUS.search(text, max(floor, at - 2), at)
    if minus:
        at = minus.start()
    found = bounds.head(text, at)
    if found and found[0] >= floor:
        at, bound = found
    money_end = at - 1 if text[at - 1 : at] in (" ", ":") and at - 1 > floor else at
    word = prefixes().before(text[max(0, floor) : money_end], money_end - max(0, floor))
    if word:
        first = money_end - len(word[0])
        letters = word[0][0].isascii() and word[0][0].isalpha()
        if not (letters and text[first - 1 : first].isascii() and text[first - 1 : first].isalpha()):
            at, currency = first, word[1]
            if bound is None:
                found = bounds.head(text, at)
                if found and found[0] >= floor:
                    at, bound = found
    if not minus and currency:
        minus = _MINUS.search(text, max(floor, at - 1), at)
        at = minus.start() if minus else at
    return Before(at, bound, currency, bool(minus))


def second_operand(text: str, at: int) -> tuple[int, int, Operand] | None:
    """The other end of a range whose mark stands at `at`: where it begins and ends, and its value."""
    mark = RANGE.match(text, at)
    if mark is None:
        return None
    match = _OPERAND.match(text, mark.end())
    if match is None:
        return None
    operand = parse_operand(match.group())
    return (match.start(), match.end(), operand) if operand else None

"""MONEY, PERCENT and QUANTITY in a text: at each number, the reading that takes in most."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.normalize import money, percent, quantity
from pipeline.normalize.amount import Amount, valued
from pipeline.normalize.bounds import sign_of, tail
from pipeline.normalize.context import look_before, second_operand
from pipeline.normalize.operand import OPERAND, parse_operand
from pipeline.normalize.tables import Words, read_table
from pipeline.normalize.view import View, view

__all__ = ["Amount", "find_amounts", "parse_amount"]

_CANDIDATE = re.compile(rf"(?P<number>{OPERAND})|(?P<special>打?对折)|(?P<half>半)")
_LINK = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w.-]+")
_INSIDE = re.compile(r"[A-Za-z\d_/+\\第.:,]")
"""In front of a number these make it a part of something else: B2, 第3, 1/2, 10:30, 1.2.3."""

Occupied = Callable[[int, int], bool]


@cache
def _fixed() -> Words[str]:
    return Words({row[0]: "" for row in read_table("fixed_words")})


def find_amounts(text: str) -> list[Amount]:
    """All amounts of money, percentages and quantities in a text, in text order, without overlaps.

    >>> [(a.text, a.kind, str(a.value), a.unit, a.bound) for a in find_amounts("签约超16亿元，54家")]
    [('超16亿元', 'MONEY', '1600000000', 'CNY', '>'), ('54家', 'QUANTITY', '54', '家', '=')]
    """
    return amounts_in(view(text))


def parse_amount(text: str, unit: str | None = None) -> Amount | None:
    """The amount that a whole string is, or None.

    `unit` (an ISO 4217 code) reads a number without a currency as money; without it a bare number is a NUMBER.

    >>> parse_amount("三百万", unit="CNY").value
    Decimal('3000000')
    """
    stripped = text.strip()
    offset = text.find(stripped) if stripped else 0
    seen = view(stripped)
    found = [item for item in amounts_in(seen, whole=True) if item.text == stripped]
    item = found[0] if found else _bare(seen, unit)
    return item.moved(text, offset, offset + len(stripped)) if item else None


def amounts_in(seen: View, whole: bool = False) -> list[Amount]:
    """The amounts of a view; `whole` says that the text is meant to be one amount."""
    text = seen.text
    if "://" in text or "www." in text or "@" in text:
        text = _LINK.sub(lambda link: " " * len(link.group()), text)
    home = _home_currency(seen)
    found: list[Amount] = []
    floor = skip = 0
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        if start < floor or start < skip:
            continue
        item = None
        if match["number"]:
            fixed = _fixed().at(text, start)
            if fixed and len(fixed[0]) > 1 and not text[start].isdigit():
                skip = start + len(fixed[0])
                continue
            item, skip = _at_number(text, start, end, floor, skip, whole)
        elif match["special"]:
            item = percent.special(text, start)
        elif match["half"]:
            item = _half(text, start, floor)
        if item is None:
            continue
        if home != "CNY" and item.kind == "MONEY" and item.unit and item.unit.startswith("CNY"):
            item = _at_home(item, text, home)
        first, last = seen.span(item.start, item.end)
        found.append(item.moved(seen.original, first, last))
        floor = item.end
    return found


def _half(text: str, start: int, floor: int) -> Amount | None:
    return (
        percent.read(text, start, start + 1, _HALF, look_before(text, start, floor))
        if text.startswith(("半成", "半折"), start)
        else quantity.half(text, start, floor)
    )


def _at_number(text: str, start: int, end: int, floor: int, skip: int, whole: bool) -> tuple[Amount | None, int]:
    """The amount at a number, and up to where numbers are to be left alone."""
    halved = percent.special(text, start)
    if halved:
        return halved, skip
    before = look_before(text, start, floor)
    if before.start == start and start and _INSIDE.match(text, start - 1):
        if text[start - 1] == "第":
            other = second_operand(text, end)
            return None, other[1] if other else end
        if text[start - 1] not in ",:/" or text[start - 2 : start - 1].isdigit():
            return None, skip
    low = parse_operand(text[start:end])
    if low is None:
        return percent.read(text, start, end, _HALF, before) if text[end : end + 1] in "成折" else None, skip
    best = money.read(text, start, end, low, before, whole)
    rate = percent.read(text, start, end, low, before)
    if rate and (best is None or rate.end > best.end):
        best = rate
    if best is None:
        if before.currency:
            before = look_before(text, start, start)
        best = quantity.read(text, start, end, low, before)
    return best, skip


_HALF = parse_operand("五")
assert _HALF is not None


def _home_currency(seen: View) -> str:
    """What a bare 元 means: the New Taiwan dollar in a traditional text that names it, else the yuan."""
    if "新台币" in seen.text or "NT$" in seen.text:
        changed = sum(a != b for a, b in zip(seen.original, seen.text, strict=False))
        return "TWD" if changed > len(seen.text) / 20 and not seen.cuts else "CNY"
    return "CNY"


def _at_home(item: Amount, text: str, home: str) -> Amount:
    if "人民币" in text[item.start : item.end]:
        return item
    unit = home + (item.unit or "")[3:]
    return Amount(item.text, item.start, item.end, item.kind, item.value, item.min, item.max, unit, item.bound)


_NUMBER = re.compile(OPERAND)


def _bare(seen: View, unit: str | None) -> Amount | None:
    """A string that is a number with its bounds, or a range of numbers, and nothing else."""
    text = seen.text
    match = _NUMBER.search(text)
    operand = parse_operand(match.group()) if match else None
    if match is None or operand is None:
        return None
    before = look_before(text, match.start(), 0)
    at, high = match.end(), None
    other = second_operand(text, at)
    if other:
        at, high = other[1], other[2]
    after = tail(text, at)
    if before.start != 0 or (after[0] if after else at) != len(text):
        return None
    sign = sign_of(before.bound, after[1] if after else None, operand)
    code = before.currency or unit
    item = Amount(seen.original, 0, len(seen.original), "MONEY" if code else "NUMBER", unit=code, bound=sign)
    return valued(item, operand, high, negative=before.negative)

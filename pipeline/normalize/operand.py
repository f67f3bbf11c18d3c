"""Operands: a numeral with its vagueness (数十, 3000多, 八九亿, 几十万) → an interval and a bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.normalize.numerals import DIGITS, LARGE, NUMERAL, SCALE, SMALL, parse_numeral, plain

OPERAND = rf"(?:[数几]{SCALE}+(?:[多余])?{SCALE}*|{NUMERAL}(?:[多余来]{SCALE}*|几{SCALE}*|[万亿兆]+)?)"
"""Source of a regular expression for one operand, on folded text."""

_VAGUE = re.compile(rf"([数几])({SCALE}+)(多|余)?({SCALE}*)")
_MORE = re.compile(rf"({NUMERAL})(多|余|来|几)({SCALE}*)")
_PAIR = re.compile(r"(?P<head>[十百]*|[一二三四五六七八九]十)(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<scale>[十百千万亿]*)")


@dataclass(frozen=True, slots=True)
class Operand:
    """`value`, or `low` and `high` for an interval; `more` when 多 or 余 stands in it; `scale` is its last large scale."""

    low: Decimal
    high: Decimal
    more: bool = False
    vague: bool = False
    scale: Decimal = Decimal(1)

    @property
    def single(self) -> bool:
        return self.low == self.high


def parse_operand(text: str) -> Operand | None:
    """Read one operand, or None.

    >>> parse_operand("八九亿").low, parse_operand("3100多万").low
    (Decimal('800000000'), Decimal('31000000'))
    """
    if match := _VAGUE.fullmatch(text):
        base = _scale(match[2]) * _scale(match[4])
        return Operand(base, base * 10, vague=True, scale=_scale(match[4] or match[2]))
    pair = _PAIR.fullmatch(text)
    if pair and DIGITS[pair["high"]] in (DIGITS[pair["low"]] + 1, DIGITS[pair["low"]] + 2) and (pair["scale"] or pair["head"] or len(text) == 2):
        if DIGITS[pair["high"]] == DIGITS[pair["low"]] + 1 or (pair["low"], pair["high"]) == ("三", "五"):
            head = parse_numeral(pair["head"]) or Decimal(0) if pair["head"] else Decimal(0)
            scale = _scale(pair["scale"])
            return Operand((head + DIGITS[pair["low"]]) * scale, (head + DIGITS[pair["high"]]) * scale, scale=scale)
    if match := _MORE.fullmatch(text):
        value = parse_numeral(match[1])
        if value is None:
            return None
        scale = _scale(match[3])
        last = _scale(match[3]) if match[3] else Decimal(1)
        if match[2] == "几":
            step = Decimal(10) if match[1][-1] in "十廿卅" else Decimal(0)
            return Operand(plain(value * scale), plain((value + step) * scale), vague=True, scale=last)
        value = plain(value * scale)
        return Operand(value, value, more=match[2] in "多余几", vague=match[2] == "来", scale=last)
    value = parse_numeral(text)
    if value is None:
        return None
    tail = re.search(r"[百千万亿兆]+$", text)
    return Operand(value, value, scale=_scale(tail.group()) if tail else Decimal(1))


def _scale(text: str) -> Decimal:
    product = Decimal(1)
    for char in text:
        product *= SMALL.get(char) or LARGE[char]
    return product

"""Operands: a numeral with its vagueness (数十, 3000多, 八九亿, 几十万, 两个亿) → an interval and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.normalize.numerals import DIGITS, LETTERS, NUMERAL, SCALE, SCALES, parse_numeral, plain, scale_of

_LETTER = r"(?:(?<=\d)[kKwWMB](?![A-Za-z\d]))"
_VAGUE_SOURCE = rf"好?[几数]{SCALE}+[多余]?{SCALE}*(?:个(?=[亿万])[亿万]+)?"
_MORE_SOURCE = rf"(?:[多余]{SCALE}*|来{SCALE}*|(?<={SCALE})[几把]{SCALE}*|(?<=[零廿卅])几{SCALE}*)"
_COUNTED = r"(?:个[多余]?(?:亿|万亿|[百千]万)(?![万亿]))"
_PAUSED = rf"(?<=[一二三四五六七八])、[二两三四五六七八九](?={SCALE}){SCALE}+"
OPERAND = rf"(?:十几廿|{_VAGUE_SOURCE}|{NUMERAL}(?:{_COUNTED}|{_MORE_SOURCE}|{_PAUSED}|{_LETTER})?)"
"""Source of a regular expression for one operand, on folded text."""

_VAGUE = re.compile(rf"好?[几数]({SCALE}+)([多余]?)({SCALE}*)(?:个([亿万]+))?")
_MORE = re.compile(rf"(.+?)(?:个)?([多余来几把])({SCALE}*)")
_TIMES = re.compile(r"(.+?)个([多余]?)([百千]?[万亿]+)")
_PAIR = re.compile(rf"(?P<head>.*?)(?P<low>[一二两三四五六七八])、?(?P<high>[二两三四五六七八九])(?P<scale>{SCALE}*)")
_SCALE_END = re.compile(rf"{SCALE}+$")


@dataclass(frozen=True, slots=True)
class Operand:
    """`low` and `high` are equal for a single number. `more` when 多 or 余 stands in it, `vague` for 几, 数, 来.

    `scale` is the scale that it ends with (万 in 两万), which the low end of a range can take from the high one.
    """

    low: Decimal
    high: Decimal
    more: bool = False
    vague: bool = False
    scale: Decimal = Decimal(1)

    @property
    def single(self) -> bool:
        """Whether it is one number and no interval."""
        return self.low == self.high


@lru_cache(maxsize=8192)
def parse_operand(text: str) -> Operand | None:
    """Read one operand, or None.

    >>> parse_operand("八九亿").low, parse_operand("3100多万").low
    (Decimal('800000000'), Decimal('31000000'))
    """
    if match := _VAGUE.fullmatch(text):
        base = scale_of(match[1]) * scale_of(match[3]) * scale_of(match[4] or "")
        last = scale_of(match[4] or match[3] or match[1])
        return Operand(plain(base), plain(base * 10), vague=True, scale=last)
    if text == "十几廿":
        return Operand(Decimal(10), Decimal(30), vague=True)
    value = parse_numeral(text)
    if value is not None and (len(text) < 2 or not _is_pair(text)):
        tail = _SCALE_END.search(text)
        scale = scale_of(tail.group()) if tail else Decimal(LETTERS.get(text[-1], 1))
        return Operand(value, value, scale=scale)
    if match := _TIMES.fullmatch(text):
        inner = parse_operand(match[1])
        factor = scale_of(match[3])
        if inner is None:
            return None
        return Operand(plain(inner.low * factor), plain(inner.high * factor), bool(match[2]), inner.vague, factor)
    if pair := _PAIR.fullmatch(text):
        return _pair(pair)
    if match := _MORE.fullmatch(text):
        return _more(*match.groups())
    return None


def _more(number: str, word: str, after: str) -> Operand | None:
    """3100多万, 十几亿, 百余, 十来: the scale behind counts for the number too."""
    inner = parse_operand(number)
    if inner is None or inner.vague:
        return None
    factor = scale_of(after)
    tail = _SCALE_END.search(number)
    scale = factor if after else scale_of(tail.group()) if tail else Decimal(1)
    low, high = plain(inner.low * factor), plain(inner.high * factor)
    if word == "几":
        last = number[-1]
        step = {"廿": 10, "卅": 10, "零": 10}.get(last) or SCALES.get(last, 10)
        return Operand(low, plain((inner.high + step) * factor), vague=True, scale=scale)
    return Operand(low, high, more=word in "多余", vague=word in "来把", scale=scale)


def _is_pair(text: str) -> bool:
    """Whether two digits in a row mean an interval and no year or number: 八九, 三五百, 十七八; 二〇 and 一一 do not."""
    match = _PAIR.fullmatch(text)
    return bool(match and (match["head"] or match["scale"] or len(text) <= 3) and _pair(match))


def _pair(match: re.Match[str]) -> Operand | None:
    first, second = DIGITS[match["low"]], DIGITS[match["high"]]
    head = match["head"]
    if second - first != 1 and (first, second) != (3, 5):
        return None
    if head and head[-1] not in SCALES:
        return None
    base, step = Decimal(0), Decimal(1)
    if head:
        found = parse_numeral(head)
        if found is None:
            return None
        base = found
        last = SCALES[head[-1]]
        if last > 10:  # 一百二三十: the pair has a scale of its own below the head's
            if not match["scale"] or SCALES[match["scale"][0]] >= last:
                return None
            inner, rest = SCALES[match["scale"][0]], match["scale"][1:]
            step = Decimal(inner)
            factor = scale_of(rest)
            low, high = (base + first * step) * factor, (base + second * step) * factor
            return Operand(plain(low), plain(high), scale=factor)
    scale = scale_of(match["scale"])
    return Operand(plain((base + first) * scale), plain((base + second) * scale), scale=scale)

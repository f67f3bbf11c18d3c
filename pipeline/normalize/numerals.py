"""Numerals → exact `Decimal`: Arabic, Chinese small and capital, and mixed.

All functions read folded text (half-width, simplified; see `fold`). The grammar of Chinese numerals follows
GB/T 15835-2011 (general rules for writing numerals in publications) plus the spoken short forms 两百五 and 三千二.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {char: value for value, chars in enumerate(("零〇○", "一壹幺", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for char in chars}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30, "卌": 40}

DIGIT = "[零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖]"
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?![\dA-Za-z]))?"
HAN = r"[零〇一二三四五六七八九十百千万亿兆两壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+"
FRACTION = rf"(?:点{DIGIT}+)"
SCALE = "[十百千万亿兆]"
NUMERAL = rf"(?:{ARABIC}(?:[ ]?{SCALE}+(?:{ARABIC}{SCALE}*)*)?|{HAN}(?:{FRACTION}[万亿兆]*)?)"
"""Source of a regular expression for one numeral, to be used on folded text."""

_WHOLE = re.compile(rf"[-−负]?(?:{NUMERAL})")
_ARABIC = re.compile(ARABIC)
_SCALES = re.compile(rf"{SCALE}+")


def parse_numeral(text: str) -> Decimal | None:
    """The value of a string that is one numeral as a whole, or None.

    >>> [str(parse_numeral(t)) for t in ("1.2万亿", "两百五", "一点五", "壹佰捌拾万", "二〇二六", "3千5", "百万")]
    ['1200000000000', '250', '1.5', '1800000', '2026', '3500', '1000000']
    """
    text = text.strip()
    if text[:1] in ("-", "−", "负") and text[1:]:
        value = parse_numeral(text[1:])
        return None if value is None else -value
    if not text or not _WHOLE.fullmatch(text):
        return None
    arabic = _ARABIC.match(text)
    if arabic:
        return _mixed(Decimal(arabic.group().replace(",", "")), text[arabic.end() :])
    whole, point, fraction = text.partition("点")
    if not point:
        return _han(whole)
    decimals = fraction.rstrip("万亿兆")
    value = _han(whole)
    if value is None or not decimals:
        return None
    value += Decimal("0." + "".join(str(DIGITS[char]) for char in decimals))
    for scale in fraction[len(decimals) :]:
        value *= LARGE[scale]
    return plain(value)


def plain(value: Decimal) -> Decimal:
    """The same value without exponent and without trailing zeros."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value.adjusted()) < 27 else value
    return value.normalize()


def _mixed(value: Decimal, tail: str) -> Decimal | None:
    """An Arabic number with Chinese scales behind it: 1.2万亿, 3千5, 5万3千, 1亿9千万, 2万5,000."""
    total, tail = Decimal(0), tail.lstrip(" ")
    while True:
        match = _SCALES.match(tail)
        scale = Decimal(1)
        for char in match.group() if match else "":
            scale *= SMALL.get(char) or LARGE[char]
        tail = tail[match.end() :] if match else tail
        total += value * scale
        digits = _ARABIC.match(tail)
        if digits is None:
            return plain(total) if not tail else None
        value, tail = Decimal(digits.group().replace(",", "")), tail[digits.end() :]
        if not tail and len(digits.group()) == 1 and scale > 1:
            return plain(total + value * (scale / 10))


def _han(text: str) -> Decimal | None:
    """A Chinese numeral without a decimal part."""
    if not text:
        return None
    if len(text) > 1 and all(char in DIGITS for char in text):
        return Decimal("".join(str(DIGITS[char]) for char in text))
    total = section = Decimal(0)
    digit: int | None = None
    last = 1
    for index, char in enumerate(text):
        if char in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[char]
        elif char in TENS:
            section += TENS[char]
            digit, last = None, 10
        elif char in SMALL:
            if digit is None and index and text[index - 1] in SMALL and SMALL[text[index - 1]] >= SMALL[char]:
                return None
            section += (digit if digit else 1) * SMALL[char]
            digit, last = None, SMALL[char]
        else:
            scale = LARGE[char]
            section += digit or 0
            if not section and not total:
                section = Decimal(1)
            if section:
                total = total * scale + section * scale if total and total < scale and index and text[index - 1] in LARGE else total + section * scale
            else:
                total *= scale
            section, digit, last = Decimal(0), None, scale
    if digit is not None:
        short = digit and last > 10 and len(text) > 1 and text[-2] not in "零〇"
        section += digit * (last // 10) if short else digit
    return plain(total + section)

"""Numerals → exact `Decimal`: Arabic, Chinese small, capital and traditional, and mixtures of them.

All functions read folded text (half-width, simplified; see `fold`). Chinese numerals follow GB/T 15835-2011 (general
rules for writing numerals in publications) plus the spoken short forms 两百五 (250) and 一万三 (13 000).
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import lru_cache

DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一壹幺", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30, "卌": 40}
SCALES = {**SMALL, **LARGE}
LETTERS = {"k": 1000, "K": 1000, "w": 10**4, "W": 10**4, "M": 10**6, "B": 10**9, "T": 10**12}
"""Latin scales of spoken and financial writing: 15k, 30w, 2.5M."""

DIGIT = "[零〇○一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖]"
SCALE = "[十百千万亿兆拾佰仟]"
HAN = "[零〇○一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖十百千万亿兆拾佰仟廿卅卌]"
ARABIC = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
_SCIENTIFIC = r"[eE][+-]?\d{1,3}(?![\dA-Za-z])"
_FOLLOWING = (
    rf"{SCALE}+(?:零?\d+(?:\.\d+)?{SCALE}+)*"  # 5亿1万4千6百
    rf"(?:零\d+|\d(?![\d.,:%]|[年月日号时点个多余])|(?<=万)\d{{4}}(?![\d.,:%年]))?"  # 1千零20, 3千5, 3万4000
)
NUMERAL = (
    rf"(?:{ARABIC}(?:{_SCIENTIFIC}|{_FOLLOWING})?"
    rf"|{HAN}+(?:点{DIGIT}+[万亿兆]*)?)"
)
"""Source of a regular expression for one numeral, to be used on folded text."""

LONGEST = 64
"""Longer strings of digits are no numbers that anybody counts with; the bound keeps every value exact and cheap."""

_WHOLE = re.compile(NUMERAL)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|.")


@lru_cache(maxsize=8192)
def parse_numeral(text: str) -> Decimal | None:
    """The value of a string that is one numeral as a whole, or None.

    >>> [str(parse_numeral(t)) for t in ("1.2万亿", "两百五", "一点五", "壹佰捌拾万", "二〇二六", "3千5", "百万")]
    ['1200000000000', '250', '1.5', '1800000', '2026', '3500', '1000000']
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    with localcontext() as context:
        context.prec = 2 * LONGEST
        return _read(text)


def _read(text: str) -> Decimal | None:
    if text[:1] in ("-", "−", "负") and len(text) > 1:
        value = _read(text[1:])
        return None if value is None else -value
    scale = 1
    if len(text) > 1 and text[-1] in LETTERS and text[-2].isdigit():
        text, scale = text[:-1], LETTERS[text[-1]]
    if not text or not _WHOLE.fullmatch(text):
        return None
    if text.isascii():
        return plain(Decimal(text.replace(",", "")) * scale)
    whole, point, fraction = text.partition("点")
    value = _components(whole)
    if value is None or not point:
        return value
    decimals = fraction.rstrip("万亿兆")
    value += Decimal("0." + "".join(str(DIGITS[char]) for char in decimals))
    for char in fraction[len(decimals) :]:
        value *= LARGE[char]
    return plain(value)


def plain(value: Decimal) -> Decimal:
    """The same value without exponent and without zeros at the end of its fraction.

    >>> plain(Decimal("1.50")), plain(Decimal("1E+3"))
    (Decimal('1.5'), Decimal('1000'))
    """
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return value
    figures = list(digits)
    if exponent > 0:
        figures += [0] * exponent
        exponent = 0
    while exponent < 0 and len(figures) > 1 and figures[-1] == 0:
        figures.pop()
        exponent += 1
    return Decimal((sign if any(figures) else 0, tuple(figures), exponent if any(figures) else 0))


def scale_of(text: str) -> Decimal:
    """The product of scales: 百万 is 1 000 000.

    >>> scale_of("百万")
    Decimal('1000000')
    """
    product = Decimal(1)
    for char in text:
        product *= SCALES[char]
    return product


def _components(text: str) -> Decimal | None:
    """A numeral without a decimal point: digits or Arabic numbers, each with its scale.

    What stands before a scale and is smaller than it is multiplied by it (一万五千亿: 15 000 times 亿); what is larger
    stays beside it (五亿一万).
    """
    if len(text) > 1 and all(char in DIGITS for char in text):
        return Decimal("".join(str(DIGITS[char]) for char in text))
    done: list[tuple[Decimal, int]] = []  # parts with the large scale that they carry
    section = Decimal(0)  # below the next large scale
    digit: Decimal | None = None
    last, after_scale, gap = 1, False, False
    for token in _TOKEN.findall(text):
        if token[0].isdigit() or token[0] == ".":
            if digit is not None:
                return None
            digit = Decimal(token.replace(",", ""))
            after_scale = False
        elif token in DIGITS:
            if DIGITS[token] == 0:
                gap, after_scale = True, False
                if digit:
                    return None
                continue
            if digit is not None:
                return None
            digit = Decimal(DIGITS[token])
        elif token in TENS:
            if digit is not None:
                return None
            section, last, after_scale, gap = section + TENS[token], 10, False, False
        elif token in SMALL:
            if digit is None and after_scale and last < 10**4 and last >= SMALL[token]:
                return None
            if digit is None and last in (10, 100, 1000) and section and not gap and SMALL[token] > last:
                return None
            section += (Decimal(1) if digit is None else digit) * SMALL[token]
            digit, last, after_scale, gap = None, SMALL[token], True, False
        else:
            scale = LARGE[token]
            section += digit or 0
            smaller = sum((value for value, at in done if at < scale), Decimal(0)) + section
            kept = [(value, at) for value, at in done if at >= scale]
            if smaller:
                kept.append((smaller * scale, scale))
            elif kept and after_scale:
                value, at = kept.pop()
                kept.append((value * scale, at))
            elif not kept:
                kept.append((Decimal(scale), scale))
            else:
                return None
            done, section, digit, last, after_scale, gap = kept, Decimal(0), None, scale, True, False
    if digit is not None:
        short = last > 10 and not gap and digit < 10 and digit == digit.to_integral_value()
        section += digit * (last // 10) if short else digit
    return plain(sum((value for value, _ in done), section))

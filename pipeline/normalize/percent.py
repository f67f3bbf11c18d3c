"""PERCENT: 35%, 百分之三十五, 3.5个百分点, 三成五, 八折, 一半, 5‰."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from pipeline.normalize import bounds
from pipeline.normalize.amount import ONE, Amount, valued
from pipeline.normalize.context import Before, second_operand
from pipeline.normalize.numerals import parse_numeral, scale_of
from pipeline.normalize.operand import OPERAND, Operand, parse_operand

_SYMBOLS: Mapping[str, Decimal] = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "‱": Decimal("0.0001")}
_POINTS = re.compile(r"[ ]?(多)?个?(?:百分点|百分點)")
_PARTS = re.compile(r"([十百千万亿佰仟拾]+)分之")
_LETTER = re.compile(r"[ ]?([kK])(?![A-Za-z])")
_NUMBER = re.compile(OPERAND)
_TENTHS = re.compile(
    r"成(?P<half>半|[一二三四五六七八九1-9](?=[^\u4e00-\u9fff\d]|$|以|左|的|多|为|，))?"
    r"(?![都本立果效就功员长为份分人熟绩交品型群千对名家因语书活方败套片天见军衣])"
)
_TENTH_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九陆十](?:点[一二三四五六七八九])?|半")
_DISCOUNT = re.compile(r"折(?![叠扣射磨腾返算纸断线戟旧现损合价痕服页子])")
_DISCOUNT_NUMBER = re.compile(r"\d(?:\.\d+)?|\d ?\d|[一二两三四五六七八九陆](?:点[一二三四五六七八九]|[一二三四五六七八九])?|半")
_SPECIAL = re.compile(r"一半(?!以)|(?:打)?(?P<halved>对折)")
_SIGN = re.compile(r"[-−负]")


def read(text: str, start: int, end: int, low: Operand, before: Before) -> Amount | None:
    """The percentage whose (first) number is `[start, end)`, or None."""
    symbol = text[end : end + 1] if text[end : end + 1] in _SYMBOLS else None
    gap = end
    if not symbol and text[end : end + 1] == " " and text[end + 1 : end + 2] in _SYMBOLS and text[end + 1 : end + 2]:
        gap, symbol = end + 1, text[end + 1]
    if symbol:
        other = second_operand(text, gap + 1)
        if other and text[other[1] : other[1] + 1] == symbol:
            return _amount(text, other[1] + 1, before, low, other[2], _SYMBOLS[symbol])
        return _amount(text, gap + 1, before, low, None, _SYMBOLS[symbol])
    points = _POINTS.match(text, end)
    if points:
        low = Operand(low.low, low.high, low.more or bool(points[1]), low.vague, low.scale)
        return _amount(text, points.end(), before, low, None, ONE, "pp")
    other = second_operand(text, end)
    if other:
        symbol = text[other[1] : other[1] + 1]
        if symbol in _SYMBOLS and symbol:
            return _amount(text, other[1] + 1, before, low, other[2], _SYMBOLS[symbol])
        points = _POINTS.match(text, other[1])
        if points:
            return _amount(text, points.end(), before, low, other[2], ONE, "pp")
    return _parts(text, start, end, before) or _tenths(text, start, end, before) or _discount(text, start, end, before)


def special(text: str, start: int) -> Amount | None:
    """一半 and 打对折."""
    match = _SPECIAL.match(text, start)
    if match is None:
        return None
    begin = match.start("halved") if match["halved"] else start
    before = bounds.head(text, start) if not match["halved"] else None
    sign = before[1] if before else "="
    item = Amount("", before[0] if before else begin, match.end(), "PERCENT", unit="%", value=Decimal("0.5"), bound=sign)
    if match["halved"]:
        return item
    after = bounds.tail(text, match.end())
    return Amount("", item.start, after[0], "PERCENT", item.value, unit="%", bound=before[1] if before else after[1]) if after else item


def _amount(
    text: str, end: int, before: Before, low: Operand, high: Operand | None, factor: Decimal, unit: str = "%"
) -> Amount:
    after = bounds.tail(text, end)
    sign = bounds.sign_of(before.bound, after[1] if after else None, low)
    item = Amount("", before.start, after[0] if after else end, "PERCENT", unit=unit, bound=sign)
    return valued(item, low, high, factor, before.negative)


def _parts(text: str, start: int, end: int, before: Before) -> Amount | None:
    """百分之三十五, 千分之二, 百分之三十到四十."""
    parts = _PARTS.match(text, start)
    if parts is None:
        return None
    number = _NUMBER.match(text, parts.end() + bool(_SIGN.match(text, parts.end())))
    low = parse_operand(number.group()) if number else None
    if number is None or low is None:
        return None
    at = number.end()
    letter = _LETTER.match(text, at)
    if letter:
        low, at = Operand(low.low * 1000, low.high * 1000), letter.end()
    factor = ONE / scale_of(parts[1])
    high = None
    other = second_operand(text, at)
    if other and not text.startswith(("年", "月", "日"), other[1]):
        high, at = other[2], other[1]
        again = _PARTS.match(text, other[0])
        if again:
            number = _NUMBER.match(text, again.end())
            high = parse_operand(number.group()) if number else None
            at = number.end() if number else at
    return _amount(text, at, before, low, high, factor)


def _tenths(text: str, start: int, end: int, before: Before) -> Amount | None:
    """三成, 七成五, 三成半, 两成到三成, 7.2成."""
    first = _tenth(text, start)
    if first is None:
        return None
    value, at = first
    low, high = Operand(value, value), None
    other = second_operand(text, at)
    second = _tenth(text, other[0]) if other else None
    if second:
        high, at = Operand(second[0], second[0]), second[1]
    return _amount(text, at, before, low, high, Decimal("0.1"))


def _tenth(text: str, start: int) -> tuple[Decimal, int] | None:
    number = _TENTH_NUMBER.match(text, start)
    match = _TENTHS.match(text, number.end()) if number else None
    if number is None or match is None:
        pair = re.compile(r"([一二两三四五六七八])(?=[到至—-][二三四五六七八九]成)").match(text, start)
        value = parse_numeral(pair[1]) if pair else None
        return (value, pair.end()) if pair and value is not None else None
    value = Decimal("0.5") if number.group() == "半" else parse_numeral(number.group())
    if value is None or value > 20:
        return None
    if match["half"]:
        value += Decimal("0.5") if match["half"] == "半" else (parse_numeral(match["half"]) or Decimal(0)) / 10
    return value, match.end()


def _discount(text: str, start: int, end: int, before: Before) -> Amount | None:
    """八折 is 0.8, 七五折 and 75折 are 0.75."""
    number = _DISCOUNT_NUMBER.match(text, start)
    match = _DISCOUNT.match(text, number.end()) if number else None
    if number is None or match is None:
        return None
    digits = number.group().replace(" ", "")
    value = Decimal("5") if digits == "半" else parse_numeral(digits)
    if value is None:
        return None
    return _amount(text, match.end(), before, Operand(value, value), None, Decimal("0.1") if value < 10 else Decimal("0.01"))

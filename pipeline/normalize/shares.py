"""Shares said in words: 百分之三十五, 千分之二, 三分之二成, 对折, 半成, 一半, 七五折."""

import re
from decimal import Decimal

from .counts import Count
from .numerals import DIGIT_CLASS
from .units import Unit, read_unit

WHOLES = "百千万亿佰仟"
#: 百分之 before its count.
PARTS = re.compile(rf"([{WHOLES}]+)分之(?=[\d{DIGIT_CLASS}十百千拾佰点])")
_FOLD_RATE = re.compile(r"折(?!叠|旧|扣[^,。;、优]|合|射|腾|磨|返|断|算|价|子|线|页|纸|成|现|股|抵)")
_HUNDREDTH = Decimal("0.01")


def discount(text: str, start: int, count: Count, at: int) -> Unit | None:
    """Read the 折 of 七五折 and 8.5折 as a share of the price."""
    if text[at : at + 1] != "折" or not _FOLD_RATE.match(text, at):
        return None
    scale = _HUNDREDTH if count.low >= 10 and count.end - start == 2 else Decimal("0.1")
    return Unit(at + 1, "PERCENT", "%", scale, "")


def half_share(text: str, start: int) -> tuple[Count, Unit] | None:
    """Read 对折, 半折, 半成, 一半 and the 半 of a measure (半公里)."""
    char = text[start]
    if char == "对":
        if not _FOLD_RATE.match(text, start + 1):
            return None
        return Count(start + 1, Decimal(50), Decimal(50), "="), Unit(start + 2, "PERCENT", "%", _HUNDREDTH, "")
    if char == "一":
        if text[start + 2 : start + 3] == "一" or text[start - 1 : start] in ("另", "一"):
            return None
        return Count(start + 2, Decimal(50), Decimal(50), "="), Unit(start + 2, "PERCENT", "%", _HUNDREDTH, "measure")
    count = Count(start + 1, Decimal("0.5"), Decimal("0.5"), "=")
    unit = read_unit(text, start + 1)
    if text.startswith("半成", start) or _FOLD_RATE.match(text, start + 1):
        part = unit or Unit(start + 2, "PERCENT", "%", Decimal(1), "")
        return None if part.kind != "PERCENT" or text[start - 1 : start] == "过" else (count, part)
    if unit is None or unit.grade != "measure" or text[start - 1 : start] in ("一", "个", "多"):
        return None
    return count, unit

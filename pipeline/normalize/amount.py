"""The value type of amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pipeline.normalize.numerals import plain
from pipeline.normalize.operand import Operand

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount `[start, end)` of a text.

    `kind` is MONEY, PERCENT, QUANTITY or NUMBER. `value` is exact; an interval has `min` and `max` instead. Money counts
    in the currency's main unit, a percentage is a fraction of one (35% is 0.35), percentage points are as written.
    `bound` is one of = ~ <~ > >= <= (annotation guidelines: 约, 近, 超, 以上, 以下).
    """

    text: str
    start: int
    end: int
    kind: str
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str | None = None
    bound: str = "="

    @property
    def norm(self) -> dict[str, Any]:
        """The value as the annotation guidelines write it, with JSON numbers (integers wherever they are integral).

        >>> Amount("3.50元", 0, 5, "MONEY", value=Decimal("3.50"), unit="CNY").norm
        {'value': 3.5, 'unit': 'CNY', 'bound': '='}
        """
        numbers = {"value": self.value} if self.value is not None else {"min": self.min, "max": self.max}
        norm: dict[str, Any] = {key: _json(number) for key, number in numbers.items()}
        if self.unit is not None:
            norm["unit"] = self.unit
        norm["bound"] = self.bound
        return norm

    def moved(self, text: str, start: int, end: int) -> Amount:
        """The same value at other offsets."""
        return replace(self, text=text[start:end], start=start, end=end)

    def plus(self, extra: Decimal) -> Amount:
        """With something added to its value: the 三毛 of 五元三毛."""
        if not extra:
            return self
        if self.value is not None:
            return replace(self, value=plain(self.value + extra))
        if self.max is not None:
            return replace(self, max=plain(self.max + extra))
        return self


def _json(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def valued(item: Amount, low: Operand, high: Operand | None, factor: Decimal = ONE, negative: bool = False) -> Amount:
    """Fill in the value, or min and max. The low end of a range takes the high end's scale (两到三万, 10—12亿)."""
    sign = -1 if negative else 1
    if high is not None:
        first = low.low
        if low.scale < high.scale and first * high.scale <= high.high:
            first *= high.scale
        ends = sorted((plain(first * factor * sign), plain(high.high * factor)))
        return replace(item, min=ends[0], max=ends[1])
    if low.single:
        return replace(item, value=plain(low.low * factor * sign))
    ends = sorted((plain(low.low * factor * sign), plain(low.high * factor * sign)))
    return replace(item, min=ends[0], max=ends[1])

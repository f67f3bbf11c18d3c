"""The value type of amounts and numbers."""

from decimal import Decimal
from typing import Any

from pipeline.frozen import frozen


@frozen
class Amount:
    """One amount: its span in the raw text, its kind, and its value in base units.

    ``kind`` is MONEY, PERCENT, QUANTITY or NUMBER. Either ``value`` is set or, for a range, ``min`` and ``max``.
    ``unit`` is the ISO 4217 code (with ``/denominator`` for a rate), ``%`` or ``pp``, or the unit as written.
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
        """The value as plain data: ``{"value": 147000000, "unit": "CNY", "bound": "="}``, or ``min`` and ``max``."""
        numbers = ("value", self.value), ("min", self.min), ("max", self.max)
        out: dict[str, Any] = {key: plain_number(number) for key, number in numbers if number is not None}
        if self.unit is not None:
            out["unit"] = self.unit
        out["bound"] = self.bound
        return out


def plain_number(number: Decimal) -> int | float:
    """Return an ``int`` where ``number`` is integral, else a ``float``."""
    whole = int(number)
    return whole if whole == number else float(number)

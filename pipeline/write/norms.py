"""Normalized values as readable text.

What a value looks like decides how it is shown, not its label, so that the values of added labels show too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pipeline.schema import Norm

OPEN = ".."
"""Stands for the open end of an interval, as in ISO 8601-2; also between the ends of a range."""


def number(value: int | float | Decimal | None) -> str:
    """A plain number: no exponent, no grouping, no zeros at the end of a fraction; empty for None.

    >>> number(1e16), number(0.1), number(Decimal("1.50")), number(None)
    ('10000000000000000', '0.1', '1.5', '')
    """
    if value is None:
        return ""
    if type(value) is int:
        return str(value)
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Any) -> Decimal | None:
    """The number in a value read from JSON: an integer, a decimal fraction or its digits as a string; else None.

    >>> exact(0.1), exact("12345678901234567890.5"), exact("很多")
    (Decimal('0.1'), Decimal('12345678901234567890.5'), None)
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def readable(norm: Norm) -> str:
    """One line for any value.

    >>> readable({"value": 147000000, "unit": "CNY", "bound": "="})
    '147000000 CNY'
    >>> readable({"min": 0.12, "max": 0.15, "unit": "%"})
    '12..15%'
    >>> readable({"start": "2015-01-01", "end": None})
    '2015-01-01/..'
    """
    if "value" in norm or ("min" in norm and "unit" in norm):
        return _amount(norm)
    if norm.get("start") or norm.get("end"):
        return _interval(norm)
    if "iso" in norm or "min" in norm:
        return duration(norm)
    return "；".join(f"{key}={value}" for key, value in norm.items() if value is not None)


def duration(norm: Norm) -> str:
    """ISO 8601: `P10Y`, a range as `P5D..P10D`."""
    if norm.get("iso"):
        return str(norm["iso"])
    if "min" in norm or "max" in norm:
        return f"{norm.get('min') or ''}{OPEN}{norm.get('max') or ''}"
    return ""


def _amount(norm: Norm) -> str:
    unit = str(norm.get("unit") or "")
    scale = 100 if unit == "%" else 1
    figure = (
        _scaled(norm["value"], scale)
        if norm.get("value") is not None
        else f"{_scaled(norm.get('min'), scale)}{OPEN}{_scaled(norm.get('max'), scale)}"
    )
    return figure + unit if unit in ("", "%") else f"{figure} {unit}"


def _scaled(value: Any, scale: int) -> str:
    if type(value) is int:
        return str(value * scale)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number(Decimal(str(value)) * scale)
    return "" if value is None else str(value)


def _interval(norm: Mapping[str, Any]) -> str:
    start, end = norm.get("start") or OPEN, norm.get("end") or OPEN
    return str(start) if start == end else f"{start}/{end}"


def json_number(value: Any) -> int | float | str:
    """A Decimal for `json.dumps(default=...)`: an integer, a decimal fraction where it says the same, else its digits
    as a string. Raises TypeError for anything else."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} is no JSON value")
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(str(float(value))) == value else format(value, "f")

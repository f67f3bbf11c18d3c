"""Is a predicted value the gold value? One comparison a kind of label, as docs/evaluation.md words them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.schema import AMOUNT_LABELS, Norm, Span

_DETAILS = frozenset({"unit", "bound"})
_ABOUT = frozenset({"~", "<~"})
_DAY, _MINUTE = len("2026-03-27"), len("2026-03-27T09:30")

_HOURS_IN = {"Y": 365.25 * 24, "M": 730.5, "W": 168.0, "D": 24.0, "TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}
_FIGURE = r"(?:([\d.]+){})?"
_ISO_DURATION = re.compile(
    "P" + "".join(_FIGURE.format(unit) for unit in "YMWD") + "(?:T" + "".join(_FIGURE.format(u) for u in "HMS") + ")?"
)


def has_value(norm: Norm) -> bool:
    """Whether a value says anything beyond its unit and bound; only such values are compared.

    >>> has_value({"unit": "CNY"}), has_value({"start": None, "end": "2026-03-27"})
    (False, True)
    """
    return any(key not in _DETAILS for key in norm)


def same_value(gold: Span, predicted: Span) -> bool:
    """Whether `predicted` carries the value of `gold` or its other accepted reading (`norm_alt`)."""
    readings = [gold.norm, *([gold.norm_alt] if gold.norm_alt else [])]
    return any(same_norm(gold.label, reading, predicted.norm) for reading in readings)


def same_norm(label: str, gold: Norm, predicted: Norm) -> bool:
    """Compare two normalized values of one label.

    Amounts: equal numbers, equal currency for MONEY, equal bound (~ and <~ count as equal, a range needs none).
    DATE: equal days. TIME: equal minutes, an end only where both give one. DURATION: equal length, whatever its
    units. Any other label: equal JSON values.

    >>> same_norm("MONEY", {"value": 1.5e8, "unit": "CNY"}, {"value": "150000000.00", "unit": "CNY", "bound": "="})
    True
    >>> same_norm("DURATION", {"iso": "P2W"}, {"iso": "P14D"})
    True
    """
    if label in AMOUNT_LABELS:
        return _same_amount(label, gold, predicted)
    if label == "DATE":
        return all(_cut(gold, key, _DAY) == _cut(predicted, key, _DAY) for key in ("start", "end"))
    if label == "TIME":
        return _same_time(gold, predicted)
    if label == "DURATION":
        return _same_duration(gold, predicted)
    return dict(gold) == dict(predicted)


def _same_amount(label: str, gold: Norm, predicted: Norm) -> bool:
    keys = ("value",) if "value" in gold else ("min", "max")
    if any(_number(gold.get(key)) != _number(predicted.get(key)) for key in keys):
        return False
    if label == "MONEY" and _currency(gold) != _currency(predicted):
        return False
    bounds = {gold.get("bound", "="), predicted.get("bound", "=")}
    return len(bounds) == 1 or bounds <= _ABOUT or "min" in gold


def _same_time(gold: Norm, predicted: Norm) -> bool:
    if len(str(predicted.get("start") or "")) <= _DAY:  # a date alone is no time
        return False
    if _cut(gold, "start", _MINUTE) != _cut(predicted, "start", _MINUTE):
        return False
    ends = [_cut(norm, "end", _MINUTE) for norm in (gold, predicted)]
    return None in ends or ends[0] == ends[1]


def _same_duration(gold: Norm, predicted: Norm) -> bool:
    if "iso" not in gold:
        return all(_same_length(gold.get(key), predicted.get(key)) for key in ("min", "max"))
    if _same_length(gold["iso"], predicted.get("iso")):
        return True
    return predicted.get("min") == predicted.get("max") and _same_length(gold["iso"], predicted.get("min"))


def _same_length(gold: Any, predicted: Any) -> bool:
    if gold is None or predicted is None:
        return gold is predicted
    hours = duration_hours(gold)
    return hours is not None and hours == duration_hours(predicted)


def duration_hours(iso: Any) -> float | None:
    """Length of an ISO 8601 duration in hours (a year is 365.25 days, a month a twelfth of it), None for other strings.

    >>> duration_hours("P1DT12H"), duration_hours("two days")
    (36.0, None)
    """
    match = _ISO_DURATION.fullmatch(str(iso))
    if not match or not any(match.groups()):
        return None
    try:
        figures = [float(figure or 0) for figure in match.groups()]
    except ValueError:  # two decimal points
        return None
    return round(sum(figure * hours for figure, hours in zip(figures, _HOURS_IN.values(), strict=True)), 3)


def _number(value: Any) -> float | None:
    """Numbers may come as JSON numbers or, to stay exact, as strings."""
    try:
        return round(float(value), 6)
    except (TypeError, ValueError):
        return None


def _currency(norm: Mapping[str, Any]) -> str:
    """The part of a money unit before its denominator: CNY in CNY/亩."""
    return str(norm.get("unit") or "").partition("/")[0]


def _cut(norm: Norm, key: str, length: int) -> str | None:
    value = norm.get(key)
    return None if value is None else str(value)[:length]

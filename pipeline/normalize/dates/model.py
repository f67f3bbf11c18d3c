"""Values of this package: a found expression, a point of the calendar or clock, an interval of them.

A point is a plain tuple ``(year, month, day)`` or ``(year, month, day, hour, minute, second)``; years before Christ
are astronomical (121 BC is -120), so that tuples sort in time order.
"""

from calendar import monthrange
from dataclasses import field
from datetime import date, timedelta
from typing import Any, Literal

from pipeline.frozen import frozen

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Point = tuple[int, ...]


@frozen
class TimeExpression:
    """One date, time, duration or repetition in a text.

    ``text`` is ``source[start:end]``, half-open offsets into the raw text. ``norm`` holds ISO strings: a DATE
    ``start`` and ``end`` (inclusive days, ``None`` for an open end), a TIME the same as date-times, a DURATION
    ``iso`` or ``min`` and ``max``, a SET ``iso`` of its period. No ``start`` key: not resolvable.
    """

    text: str
    start: int
    end: int
    kind: Kind
    norm: dict[str, Any] = field(default_factory=dict)


@frozen
class Interval:
    """An inclusive interval between two points; ``None`` is an open end. ``grain`` is the unit it was written in."""

    start: Point | None
    end: Point | None
    grain: str  # "century" "decade" "year" "half" "quarter" "month" "xun" "week" "day" "part" "hour" "minute" "second"

    @property
    def has_clock(self) -> bool:
        """Whether the ends are moments of a day."""
        return len(self.start or self.end or ()) > 3


def last_day(year: int, month: int) -> int:
    """Return the number of days of a month, for any year (also before Christ)."""
    return monthrange(year if 1 <= year <= 9999 else year % 400 + 400, month)[1]


def day_interval(year: int, month: int, day: int) -> Interval | None:
    """Return one day, or ``None`` where the calendar has no such day."""
    if 1 <= month <= 12 and 1 <= day <= last_day(year, month):
        return Interval((year, month, day), (year, month, day), "day")
    return None


def month_interval(year: int, month: int, last: int | None = None, grain: str = "month") -> Interval | None:
    """Return a month, or the months ``month`` to ``last`` of one year."""
    last = month if last is None else last
    if not (1 <= month <= 12 and 1 <= last <= 12):
        return None
    return Interval((year, month, 1), (year, last, last_day(year, last)), grain)


def year_interval(year: int, last: int | None = None, grain: str = "year") -> Interval:
    """Return the years ``year`` to ``last``."""
    return Interval((year, 1, 1), (year if last is None else last, 12, 31), grain)


def of_dates(start: date, end: date, grain: str) -> Interval:
    """Return the interval between two ``date`` objects."""
    return Interval((start.year, start.month, start.day), (end.year, end.month, end.day), grain)


def to_date(point: Point) -> date | None:
    """Return a point as a ``date``, ``None`` outside the years 1 to 9999."""
    return date(*point[:3]) if 1 <= point[0] <= 9999 else None


def shift_days(point: Point, days: int) -> Point | None:
    """Return the day ``days`` after a point, ``None`` outside the years 1 to 9999."""
    try:
        moved = date(*point[:3]) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return (moved.year, moved.month, moved.day)


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month ``months`` later."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def iso(point: Point | None) -> str | None:
    """Write a point in ISO 8601: ``2026-03-27``, ``2026-03-27T09:30``, seconds only where not zero."""
    if point is None:
        return None
    year = f"{point[0]:04d}" if point[0] >= 0 else f"-{-point[0]:04d}"
    out = f"{year}-{point[1]:02d}-{point[2]:02d}"
    if len(point) > 3:
        out += f"T{point[3]:02d}:{point[4]:02d}" + (f":{point[5]:02d}" if point[5] else "")
    return out

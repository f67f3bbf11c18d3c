"""What a relative expression leans on: the reference moment and the dates named before it in the text."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from ..numerals import parse_folded
from .model import Interval, Point, day_interval

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "元": 1, "首": 1}
_NUMERAL = re.compile(r"[\d,]+(?:\.\d+)?|[零〇○一二两三四五六七八九十廿卅百千万亿]+")


@lru_cache(maxsize=4096)
def integer(text: str) -> int | None:
    """Return the whole number that a numeral of any spelling stands for, digit by digit for 二〇二六; else None."""
    if text.isdecimal():
        return int(text)
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    value: Decimal | None = parse_folded(text)
    return int(value) if value is not None and value == int(value) else None


@lru_cache(maxsize=4096)
def integers(text: str) -> tuple[int, ...]:
    """Return all whole numbers in a text, left to right."""
    found = (integer(m[0]) for m in _NUMERAL.finditer(text))
    return tuple(n for n in found if n is not None)


#: A day named at most so many days before the reference belongs to what the text reports.
_NEAR = 45
_DAYISH = ("day", "part", "hour", "minute", "second")


def _days(point: Point) -> int:
    return point[0] * 372 + point[1] * 31 + point[2]  # ordered, and near enough for distances


@dataclass(slots=True)
class Context:
    """The state while a text is read from left to right. ``taiwan``: years are counted from 1912."""

    reference: datetime | None = None
    taiwan: bool = False
    last: Interval | None = None  # the last calendar expression with a value
    period: Interval | None = None  # the last one that is a part of a year but more than a day
    named_year: int | None = None  # the last year written out
    sentence_year: int | None = None  # a year written out earlier in the same sentence
    sentence_last: int | None = None  # the year of the last expression of the same sentence
    as_of: Interval | None = None  # the day that 截至 names earlier in the same sentence
    sentence_day: Point | None = None  # a day named earlier in the same sentence
    near_day: Point | None = None  # the last day named shortly before the reference
    named_day: Point | None = None  # the last day named
    last_is_day: bool = False  # whether the last expression is a plain day not after the reference
    report: bool = False  # whether last year was named, early in a year: texts of that season report on it

    def sentence_ends(self) -> None:
        """Forget what holds within one sentence."""
        self.sentence_year = self.sentence_day = self.sentence_last = self.as_of = None

    @property
    def today(self) -> Point | None:
        """The reference day."""
        return (self.reference.year, self.reference.month, self.reference.day) if self.reference else None

    @property
    def year(self) -> int | None:
        """The year a partial date belongs to."""
        if self.sentence_year is not None:
            return self.sentence_year
        if self.reference is not None:
            return self.reference.year
        return self.named_year

    def year_of(self, month: int) -> int | None:
        """The year of a month that stands alone: last year's where this year's is far ahead and last year was named."""
        year = self.year
        if self.sentence_year is None and self.reference and year and self.report and month - self.reference.month > 5:
            return year - 1
        return year

    @property
    def report_year(self) -> int | None:
        """The year a report is about: until April the year before, if it was named, else the reference's."""
        if self.reference is None:
            return self.named_year
        return self.reference.year - (self.report and self.reference.month <= 4)

    @property
    def anchor(self) -> Point | None:
        """The day that 当天, 次日 and a bare clock time mean."""
        if self.sentence_day is not None:
            return self.sentence_day
        return (self.named_day if self.last_is_day else None) or self.near_day or self.named_day or self.today

    def note(self, interval: Interval, plain: bool = True, told: bool = True) -> None:
        """Remember an expression for the ones that follow; ``plain``: a day as such, no bound (起, 前, 底)."""
        point = interval.start or interval.end
        if point is None or point[0] == 0 or interval.grain in ("century", "decade", "plan"):
            return
        self.last = interval
        self.sentence_last = (interval.end or point)[0] if interval.grain != "year" else None
        single = interval.end is None or (interval.start or interval.end)[:3] == interval.end[:3]
        self.last_is_day = False
        if plain and (interval.grain in _DAYISH or interval.grain.startswith("part")):
            day = (interval.end or point)[:3]
            self.sentence_day = self.named_day = day
            self.last_is_day = self.today is None or day <= self.today
            if self.today and 0 <= _days(self.today) - _days(day) <= _NEAR:
                self.near_day = day if told or self.near_day is None else self.near_day
        if interval.grain != "year" and not single and interval.grain != "week":
            self.period = interval

    @property
    def month(self) -> tuple[int, int] | None:
        """The month that ``27日`` belongs to: the last one named, unless that lies far from the reference."""
        if self.sentence_day is not None:
            return self.sentence_day[0], self.sentence_day[1]
        if self.last is not None and self.last.grain in ("month", "xun", *_DAYISH):
            point = self.last.start or self.last.end
            if point and (self.today is None or abs(_days(self.today) - _days(point)) <= 70):
                return point[0], point[1]
        if self.near_day is not None:
            return self.near_day[0], self.near_day[1]
        if self.reference:
            return self.reference.year, self.reference.month
        return (self.named_day[0], self.named_day[1]) if self.named_day else None


def reference_moment(reference: date | datetime | None) -> datetime | None:
    """Return a reference as a ``datetime`` without zone."""
    if reference is None:
        return None
    if isinstance(reference, datetime):
        return reference.replace(tzinfo=None)
    return datetime(reference.year, reference.month, reference.day)


def same_day(point: Point | None) -> Interval | None:
    """Return the day interval of a point."""
    return None if point is None else day_interval(*point[:3])

"""MONEY, PERCENT, QUANTITY, DATE, TIME, DURATION: thin over `pipeline.normalize`, which finds and values them in one pass."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalize.dates import repeated_part
from pipeline.segment import Passage
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.places import place_numbers

SCORE = 0.95
"""Numbers with units and dates are rarely anything else; rules for names give way to them where they overlap."""


def _amounts(passage: Passage, label: str) -> Iterator[Candidate]:
    taken = passage.memo(place_numbers)
    for item in passage.amounts:
        if item.kind == label and item.end - 1 not in taken:
            yield Candidate(item.start, item.end, label, "normalize", SCORE, item.norm)


def _times(passage: Passage, label: str) -> Iterator[Candidate]:
    taken = passage.memo(place_numbers)
    for item in passage.times:
        if item.end - 1 in taken:
            continue
        part = repeated_part(item) if item.kind == "SET" else None
        if part is not None and part.kind == label:  # 每天凌晨四点: a time of no single day
            yield Candidate(part.start, part.end, label, "normalize", SCORE, part.norm)
        elif item.kind == label:
            yield Candidate(item.start, item.end, label, "normalize", SCORE, item.norm)


@extractor("MONEY")
def money(passage: Passage) -> Iterator[Candidate]:
    """Sums of money, rates, ranges: 1.47亿元, 300万美元, 38元/亩, 10亿—12亿元."""
    return _amounts(passage, "MONEY")


@extractor("PERCENT")
def percent(passage: Passage) -> Iterator[Candidate]:
    """Percentages, percentage points, tenths: 35%, 3.5个百分点, 三成, 5‰."""
    return _amounts(passage, "PERCENT")


@extractor("QUANTITY")
def quantity(passage: Passage) -> Iterator[Candidate]:
    """Counts and measures with their unit: 近500位, 54家, 3.5万平方米."""
    return _amounts(passage, "QUANTITY")


@extractor("DATE", name="date")
def date_expression(passage: Passage) -> Iterator[Candidate]:
    """Expressions on the calendar: 2026年3月27日, 一季度, 2015年起, “十四五”期间."""
    return _times(passage, "DATE")


@extractor("TIME", name="time")
def time_expression(passage: Passage) -> Iterator[Candidate]:
    """Expressions on the clock, with their date if it stands there: 上午9时30分, 23日上午."""
    return _times(passage, "TIME")


@extractor("DURATION")
def duration(passage: Passage) -> Iterator[Candidate]:
    """Lengths of time: 十年, 48小时, 近三个月."""
    return _times(passage, "DURATION")

"""Amounts and times of a text in one pass: a number that is part of a date or a duration is no amount."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.normalize.amount import Amount
from pipeline.normalize.amounts import find_amounts
from pipeline.normalize.dates import TimeExpression, find_dates


def find_all(text: str, reference: date | datetime | None = None) -> tuple[list[Amount], list[TimeExpression]]:
    """Amounts and times, each in text order; where they overlap the longer one stays, money before dates.

    >>> [a.text for a in find_all("2026年3月投入3亿元")[0]]
    ['3亿元']
    """
    amounts, times = find_amounts(text), find_dates(text, reference)
    kept_amounts: list[Amount] = []
    dropped: set[int] = set()
    index = 0
    for amount in amounts:
        while index < len(times) and times[index].end <= amount.start:
            index += 1
        rivals = []
        at = index
        while at < len(times) and times[at].start < amount.end:
            rivals.append(at)
            at += 1
        if not rivals:
            kept_amounts.append(amount)
        elif amount.kind == "MONEY" and all(times[i].end - times[i].start <= amount.end - amount.start for i in rivals):
            kept_amounts.append(amount)
            dropped.update(rivals)
    return kept_amounts, [time for i, time in enumerate(times) if i not in dropped]

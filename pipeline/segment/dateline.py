"""The date of a document: what relative expressions (昨日, 去年) are counted from.

The publication date if a dateline or the credits state one, else the latest full date in the lead (annotation
guidelines, section DATE).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.normalize import find_dates
from pipeline.schema import Sentence

SIGNATURE, MAX_SIGNATURE = 3, 40
"""A short line among the last three may be the signature, with the date below the name of the office."""

_YEAR = re.compile(r"[\d０-９]{4}|[〇零○]|民[国國]")
"""What a date with a year holds at least; most sentences hold nothing of the kind."""
_EDGE = re.compile(r"[年月][初底末]")
"""What is written with a vague day: 2019年初 is no day that a text is from."""
LEAD = 600
"""How many characters from the start count as the lead."""


def document_date(text: str, sentences: Sequence[Sentence]) -> date | None:
    """Find the date of a document, or None when it states no full date early on.

    >>> from pipeline.segment.sentences import split_sentences
    >>> document_date("3月27日，论坛举行。", split_sentences("3月27日，论坛举行。")) is None
    True
    """
    return stated_date(text, sentences)[0]


def stated_date(text: str, sentences: Sequence[Sentence]) -> tuple[date, str] | tuple[None, None]:
    """The date that a text states, and where: `dateline` (publication lines, credits, signature) or `lead`.

    >>> from pipeline.segment.sentences import split_sentences
    >>> text = "某市举行论坛\\n发布时间：2026-03-28 09:00\\n3月27日，论坛举行。"
    >>> stated_date(text, split_sentences(text))
    (datetime.date(2026, 3, 28), 'dateline')
    """
    stated = [s for s in sentences if s.section in ("dateline", "credits")]
    signature = [s for s in sentences[-SIGNATURE:] if s.end - s.start <= MAX_SIGNATURE]
    for own_year in (True, False):  # a date that says its year goes before one that takes it from the words before
        for places in (stated, signature):
            published = [day for s in places for day in _full_dates(text[s.start : s.end], own_year)]
            if published:
                return max(published), "dateline"
        # A date with its own year needs no other sentence to be understood, and most sentences name no year.
        lead = [text[s.start : min(s.end, LEAD)] for s in sentences if s.start < LEAD] if own_year else [text[:LEAD]]
        if early := [day for part in lead for day in _full_dates(part, own_year)]:
            return max(early) if own_year else early[0], "lead"  # days without a year may lie ahead: 8月5日公布结果
    return None, None


def _full_dates(text: str, own_year: bool) -> list[date]:
    """Days that resolve without a reference; with ``own_year`` only those written with their year."""
    if not _YEAR.search(text):
        return []
    days = []
    for item in find_dates(text, reference=None):
        start, end = item.norm.get("start"), item.norm.get("end")
        if (own_year and not _YEAR.search(item.text)) or _EDGE.search(item.text):
            continue
        if item.kind in ("DATE", "TIME") and start and end and start[:10] == end[:10]:
            days.append(date.fromisoformat(start[:10]))
    return days

"""MONEY, PERCENT, QUANTITY, DATE, TIME, DURATION: thin over `pipeline.normalize`, which finds and values them in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from pipeline.normalize import Amount, TimeExpression, find_all
from pipeline.segment import Passage
from pipeline.tag.base import Candidate, extractor

SCORE = 0.95
"""Numbers with units and dates are rarely anything else; rules for names give way to them where they overlap."""

_Found = tuple[list[Amount], list[TimeExpression]]
_cache: WeakKeyDictionary[Passage, _Found] = WeakKeyDictionary()

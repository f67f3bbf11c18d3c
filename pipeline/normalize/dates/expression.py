"""The value type of the date room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression `[start, end)` placed on the calendar or clock, a length of time, or a repetition.

    `kind` is DATE, TIME, DURATION or SET. `norm` is its value as the annotation guidelines write it: inclusive ISO
    dates `start` and `end` (None for an open end; no `start` at all when it cannot be resolved), date-times for TIME,
    `iso` (or `min` and `max`) for DURATION and for the period of a SET.
    """

    text: str
    start: int
    end: int
    kind: str
    norm: Mapping[str, Any] = field(default_factory=dict)

"""Dates, times, durations and repetitions: found in text and resolved to the calendar."""

from pipeline.normalize.dates.expression import TimeExpression
from pipeline.normalize.dates.find import find_dates, parse_date

__all__ = ["TimeExpression", "find_dates", "parse_date"]

"""Chinese dates, times, durations and repetitions: find them in a text and give them ISO values."""

from .find import find_dates, parse_date
from .model import TimeExpression
from .repeats import repeated_part

__all__ = ["TimeExpression", "find_dates", "parse_date", "repeated_part"]

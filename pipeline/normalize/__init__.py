"""Ground floor: pure functions from text to value. Imports nothing of spaCy and nothing of the other rooms."""

from pipeline.normalize.amount import Amount
from pipeline.normalize.amounts import find_amounts, parse_amount
from pipeline.normalize.dates import TimeExpression, find_dates, parse_date
from pipeline.normalize.find import find_all
from pipeline.normalize.numbers import find_numbers

__all__ = [
    "Amount",
    "TimeExpression",
    "find_all",
    "find_amounts",
    "find_dates",
    "find_numbers",
    "parse_amount",
    "parse_date",
]

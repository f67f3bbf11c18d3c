"""Bare numbers: every numeral of a text with its exact value, whatever stands around it."""

from __future__ import annotations

import re

from pipeline.normalize.amounts import Amount
from pipeline.normalize.fold import fold
from pipeline.normalize.numerals import DIGIT, NUMERAL, parse_numeral, plain

_FRACTION = rf"(?P<parts>{NUMERAL})分之(?P<of>{NUMERAL})"
_PATTERN = re.compile(rf"(?<![\dA-Za-z.])(?P<sign>[-−负](?={DIGIT}|[\d十百千万]))?(?:{_FRACTION}|(?P<plain>{NUMERAL}))")


def find_numbers(text: str) -> list[Amount]:
    """All numbers in a text as `Amount` of kind NUMBER: integers, decimals, fractions, negatives.

    >>> [(n.text, str(n.value)) for n in find_numbers("三分之二的人，约1.2万")]
    [('三分之二', '0.6666666666666666666666666667'), ('1.2万', '12000')]
    """
    found = []
    for match in _PATTERN.finditer(fold(text)):
        if match["parts"]:
            parts, of = parse_numeral(match["parts"]), parse_numeral(match["of"])
            value = of / parts if parts and of is not None else None
        else:
            value = parse_numeral(match["plain"])
        if value is not None:
            value = -value if match["sign"] else value
            found.append(Amount(text[match.start() : match.end()], *match.span(), "NUMBER", value=plain(value)))
    return found

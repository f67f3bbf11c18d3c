"""What a pattern can begin with, so that a search over a text passes by everything else at once.

Python's `re` tries every alternative of a pattern at every character. A look-ahead for the characters that an alternative
can begin with makes it fail in one step instead of many, which halves the time of a scan and changes nothing that is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_WIDE = 256
"""Ranges of more characters than this are no help to pass by anything."""


class _Anything(Exception):
    """The pattern may begin with any character."""


def guarded(pattern: str) -> str:
    """The pattern with a look-ahead for what it can begin with; as it is where that is anything or nothing.

    For folded text: `\\\\d` counts as the digits 0 to 9.

    >>> guarded("去年|(?:第)?[一二]季度")
    '(?=[一二去第])(?:去年|(?:第)?[一二]季度)'
    """
    try:
        first, empty = _sequence(_parser.parse(pattern))
    except _Anything:
        return pattern
    return pattern if empty else f"(?=[{re.escape(''.join(sorted(first)))}])(?:{pattern})"


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """First characters of a sequence, and whether it can be empty. Raises _Anything."""
    first: set[str] = set()
    for operator, argument in items:
        more, empty = _item(operator, argument)
        first |= more
        if not empty:
            return first, False
    return first, True


def _item(operator: Any, argument: Any) -> tuple[set[str], bool]:
    if operator is code.LITERAL:
        return {chr(argument)}, False
    if operator is code.IN:
        return {char for item in argument for char in _members(*item)}, False
    if operator is code.BRANCH:
        branches = [_sequence(branch) for branch in argument[1]]
        return set().union(*(first for first, _ in branches)), any(empty for _, empty in branches)
    if operator is code.SUBPATTERN and not argument[1]:  # no flags of its own
        return _sequence(argument[3])
    if operator in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        first, empty = _sequence(argument[2])
        return first, empty or argument[0] == 0
    if operator is code.ATOMIC_GROUP:
        return _sequence(argument)
    if operator in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return set(), True
    raise _Anything


def _members(operator: Any, argument: Any) -> Iterable[str]:
    if operator is code.LITERAL:
        return (chr(argument),)
    if operator is code.RANGE and argument[1] - argument[0] < _WIDE:
        return map(chr, range(argument[0], argument[1] + 1))
    if operator is code.CATEGORY and argument is code.CATEGORY_DIGIT:
        return "0123456789"
    raise _Anything

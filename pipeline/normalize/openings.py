"""What a pattern can begin with, so that a search over a text passes by everything else at once.

Python's `re` tries every alternative of a pattern at every character. A look-ahead for the two characters that an alternative
can begin with makes it fail in one step instead of many, which more than halves the time of a scan and changes nothing that is
found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_WIDE = 256
"""Ranges of more characters than this are no help to pass by anything."""
_SHOWN = 2
"""How many characters of a match the look-ahead tells."""

_Opening = tuple[str, bool]
"""Characters that a match may begin with, and whether they may be all of it."""
_EMPTY: _Opening = ("", True)
_ANYTHING: _Opening = ("", False)


def guarded(pattern: str) -> str:
    """The pattern with a look-ahead for what it can begin with; as it is where that is anything or nothing.

    For folded text: `\\\\d` counts as the digits 0 to 9.

    >>> guarded("去年|(?:第)?[一二]季度|秋")
    '(?=[秋]|[一二去第][一二季年])(?:去年|(?:第)?[一二]季度|秋)'
    """
    openings = {opening for opening, _ in _sequence(_parser.parse(pattern))}
    if "" in openings:
        return pattern
    alone = {opening for opening in openings if len(opening) == 1}
    pairs = {opening for opening in openings if opening[0] not in alone}
    ways = [_class(alone)] if alone else []
    if pairs:
        ways.append(_class(pair[0] for pair in pairs) + _class(pair[1] for pair in pairs))
    return f"(?={'|'.join(ways)})(?:{pattern})"


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(chars))))}]"


def _sequence(items: Iterable[tuple[Any, Any]]) -> set[_Opening]:
    """Openings of one item after the other."""
    found = {_EMPTY}
    for operator, argument in items:
        if all(not whole for _, whole in found):
            break
        found = _joined(found, _item(operator, argument))
    return found


def _joined(before: set[_Opening], behind: set[_Opening]) -> set[_Opening]:
    joined = {opening for opening in before if not opening[1]}
    for first, whole in before:
        if whole:
            joined |= {((first + more)[:_SHOWN], ends and len(first + more) < _SHOWN) for more, ends in behind}
    return joined


def _item(operator: Any, argument: Any) -> set[_Opening]:
    if operator is code.LITERAL:
        return {(chr(argument), True)}
    if operator is code.IN:
        chars = [_members(*item) for item in argument]
        return {_ANYTHING} if None in chars else {(char, True) for some in chars if some for char in some}
    if operator is code.BRANCH:
        return set[_Opening]().union(*map(_sequence, argument[1]))
    if operator is code.SUBPATTERN and not argument[1]:  # no flags of its own
        return _sequence(argument[3])
    if operator is code.ATOMIC_GROUP:
        return _sequence(argument)
    if operator in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, repeated = argument
        return _repeated(_sequence(repeated), least, most)
    if operator in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return {_EMPTY}
    return {_ANYTHING}


def _repeated(once: set[_Opening], least: int, most: int) -> set[_Opening]:
    """Openings of `least` to `most` of the same; more than what is shown need not be told."""
    found, times = set[_Opening](), {_EMPTY}
    for count in range(min(most, _SHOWN) + 1):
        if count:
            times = _joined(times, once)
        if count >= min(least, _SHOWN):
            found |= times
    return found


def _members(operator: Any, argument: Any) -> Iterable[str] | None:
    """The characters of a part of a class; None for too many."""
    if operator is code.LITERAL:
        return (chr(argument),)
    if operator is code.RANGE and argument[1] - argument[0] < _WIDE:
        return map(chr, range(argument[0], argument[1] + 1))
    if operator is code.CATEGORY and argument is code.CATEGORY_DIGIT:
        return "0123456789"
    return None

"""What a pattern can begin with, so that a search over a text passes by everything else at once.

Python's `re` tries every alternative of a pattern at every character. A look-ahead for the two characters that an alternative
can begin with makes it fail in one step instead of many, which more than halves the time of a scan and changes nothing that is
found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_WIDE = 256
"""Ranges of more characters than this are no help to pass by anything."""
_SHOWN = 2
"""How many characters of a match the look-ahead tells."""

END, ANY = "", "any"
"""What may stand behind a character other than a character: the end of the match, or what cannot be told."""
_Openings = Mapping[str, frozenset[str]]
"""First character of a match → what may stand behind it. No first character ("") where the match may be empty (`END`), or
begin with anything (`ANY`)."""
_EMPTY: _Openings = {"": frozenset({END})}
_ANYTHING: _Openings = {"": frozenset({ANY})}


class Way(NamedTuple):
    """A pattern with what it can begin with. What is put together from such needs no reading again: `re` takes longer to read
    a pattern than to find its openings."""

    pattern: str
    openings: _Openings

    @classmethod
    def of(cls, pattern: str) -> Way:
        """A pattern by itself: it refers to no group outside."""
        return cls(pattern, _sequence(_parser.parse(pattern)))

    @classmethod
    def either(cls, ways: Sequence[Way]) -> Way:
        """The alternation of patterns."""
        return cls("|".join(way.pattern for way in ways), _either(way.openings for way in ways))

    def named(self, name: str) -> Way:
        """The pattern as a group with a name."""
        return self._replace(pattern=f"(?P<{name}>{self.pattern})")

    def but_not(self, other: str) -> Way:
        """The pattern where another one does not match."""
        return self._replace(pattern=f"(?!{other})(?:{self.pattern})")

    def guarded(self) -> Way:
        """With a look-ahead for what it can begin with; as it is where that is anything or nothing."""
        openings = self.openings
        if "" in openings:
            return self
        alone = {first for first, behind in openings.items() if END in behind or ANY in behind}
        pairs = openings.keys() - alone
        ways = [_class(alone)] if alone else []
        if pairs:
            ways.append(_class(pairs) + _class(frozenset().union(*(openings[first] for first in pairs))))
        return self._replace(pattern=f"(?={'|'.join(ways)})(?:{self.pattern})")


def guarded(pattern: str) -> str:
    """The pattern with a look-ahead for what it can begin with; as it is where that is anything or nothing.

    For folded text: `\\d` counts as the digits 0 to 9.

    >>> guarded("去年|(?:第)?[一二]季度|秋")
    '(?=[秋]|[一二去第][一二季年])(?:去年|(?:第)?[一二]季度|秋)'
    """
    return Way.of(pattern).guarded().pattern


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(chars))))}]"


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Openings:
    """Openings of one item after the other."""
    found = _EMPTY
    for operator, argument in items:
        if not any(END in behind for behind in found.values()):
            break
        found = _joined(found, _item(operator, argument))
    return found


def _joined(one: _Openings, other: _Openings) -> _Openings:
    """Openings of one pattern with another behind it."""
    following = frozenset(first for first in other if first) | other.get("", frozenset())
    joined = {
        first: behind - {END} | following if first and END in behind else behind
        for first, behind in one.items()
        if first or ANY in behind
    }
    return _either([joined, other]) if END in one.get("", ()) else joined


def _either(ways: Iterable[_Openings]) -> _Openings:
    found: dict[str, frozenset[str]] = {}
    for way in ways:
        for first, behind in way.items():
            found[first] = found.get(first, frozenset()) | behind
    return found


def _item(operator: Any, argument: Any) -> _Openings:
    if operator is code.LITERAL:
        return {chr(argument): frozenset({END})}
    if operator is code.IN:
        chars = [_members(*item) for item in argument]
        ends = frozenset({END})
        return _ANYTHING if None in chars else {char: ends for some in chars if some for char in some}
    if operator is code.BRANCH:
        return _either(map(_sequence, argument[1]))
    if operator is code.SUBPATTERN and not argument[1]:  # no flags of its own
        return _sequence(argument[3])
    if operator is code.ATOMIC_GROUP:
        return _sequence(argument)
    if operator in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, repeated = argument
        return _repeated(_sequence(repeated), least, most)
    if operator in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return _EMPTY
    return _ANYTHING


def _repeated(once: _Openings, least: int, most: int) -> _Openings:
    """Openings of `least` to `most` of the same; more than two need not be told."""
    times = [_EMPTY]
    for _ in range(min(most, _SHOWN)):
        times.append(_joined(times[-1], once))
    return _either(times[min(least, _SHOWN) :])


def _members(operator: Any, argument: Any) -> Iterable[str] | None:
    """The characters of a part of a class; None for too many."""
    if operator is code.LITERAL:
        return (chr(argument),)
    if operator is code.RANGE and argument[1] - argument[0] < _WIDE:
        return map(chr, range(argument[0], argument[1] + 1))
    if operator is code.CATEGORY and argument is code.CATEGORY_DIGIT:
        return "0123456789"
    return None

"""How likely characters are a Japanese name as Chinese text writes it: two or three of family name, one to three of given name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log

from pipeline.tag.lexicon import Gazetteer, read_table

_LENGTHS = {1: log(0.10), 2: log(0.74), 3: log(0.16)}
"""Shares of given names of so many characters."""
_LISTED = 0.7
"""Share of given names that the table has."""
_UNSEEN = 0.02
"""What a character counts that no given name of the table has at its place."""


class JapaneseModel:
    """Log-probabilities of names; `JapaneseModel.shared()` holds the tables once per process.

    >>> model = JapaneseModel.shared()
    >>> sorted(model.names("东野圭吾的新书")), model.knows_given("圭吾")
    ([3, 4, 5], True)
    """

    def __init__(self) -> None:
        rows = read_table("japanese_surnames")
        self.surnames = Gazetteer({row[0]: row[1] for row in rows})
        """Family names, to be found in a text."""
        total = log(sum(float(row[1]) for row in rows))
        self._surnames = {row[0]: log(float(row[1])) - total for row in rows}
        self._given = frozenset(row[0] for row in read_table("japanese_given_names"))
        self._characters = {
            (length, at): _shares(Counter(name[at] for name in self._given if len(name) == length))
            for length in _LENGTHS
            for at in range(length)
        }

    @staticmethod
    @cache
    def shared() -> JapaneseModel:
        """The model, made on first use."""
        return JapaneseModel()

    def knows_given(self, name: str) -> bool:
        """Whether the table has a given name."""
        return name in self._given

    def names(self, window: str, listed: bool = False) -> dict[int, float]:
        """Lengths → log-probabilities of the names that the window may begin with, with given names of the table alone or any."""
        found: dict[int, float] = {}
        for size, length, weight in self._read(window):
            if not listed or window[size:length] in self._given:
                found[length] = max(weight, found.get(length, weight))
        return found

    def family_name(self, name: str) -> str | None:
        """The family name of a name of four to six characters whose given name the table has, or None.

        >>> JapaneseModel.shared().family_name("长谷川克之"), JapaneseModel.shared().family_name("欧阳望舒")
        ('长谷川', None)
        """
        read = {size: weight for size, length, weight in self._read(name) if length == len(name) > 3}
        sizes = [size for size in read if name[size:] in self._given]
        return name[: max(sizes, key=read.__getitem__)] if sizes else None

    def _read(self, window: str) -> Iterator[tuple[int, int, float]]:
        """Length of the family name, length of the name and its log-probability, of all names that the window may begin with."""
        for size in (2, 3):
            surname = self._surnames.get(window[:size])
            if surname is not None:
                for length, given in self._given_names(window[size : size + 3]):
                    yield size, size + length, surname + given

    def _given_names(self, characters: str) -> Iterator[tuple[int, float]]:
        """Lengths and log-probabilities of given names: of one in the table, or of characters at their places."""
        for length in range(1, len(characters) + 1):
            name = characters[:length]
            spelled = 1.0
            for at, char in enumerate(name):
                shares = self._characters[length, at]
                spelled *= shares.get(char, shares[""])
            listed = _LISTED / len(self._given) if name in self._given else 0.0
            yield length, _LENGTHS[length] + log(listed + (1 - _LISTED) * spelled)


def _shares(counts: Counter[str]) -> dict[str, float]:
    """Shares of characters; the empty string stands for one that is not among them."""
    total = counts.total()
    return {char: count / total for char, count in counts.items()} | {"": _UNSEEN / total}

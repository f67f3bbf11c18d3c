"""How likely characters are a Japanese name as Chinese text writes it: two or three of family name, one to three of given name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from math import log

from pipeline.tag.lexicon import Gazetteer, read_table, weights

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
        # Most texts have no such name: what is dear to make is made when it is needed.
        self._surnames = weights("japanese_surnames")

    @cached_property
    def surnames(self) -> Gazetteer:
        """Family names, to be found in a text."""
        return Gazetteer(dict.fromkeys(self._surnames, "surname"))

    @cached_property
    def _total(self) -> float:
        return log(sum(self._surnames.values()))

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(row[0] for row in read_table("japanese_given_names"))

    @cached_property
    def _characters(self) -> dict[tuple[int, int], dict[str, float]]:
        """Shares of characters at the places of given names of a length."""
        return {
            (length, at): _shares(Counter(characters))
            for length in _LENGTHS
            for at, characters in enumerate(zip(*[name for name in self._given if len(name) == length], strict=True))
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
        for _, length, weight in self._read(window, listed):
            found[length] = max(weight, found.get(length, weight))
        return found

    def family_name(self, name: str) -> str | None:
        """The family name of a name of four to six characters whose given name the table has, or None.

        >>> JapaneseModel.shared().family_name("长谷川克之"), JapaneseModel.shared().family_name("欧阳望舒")
        ('长谷川', None)
        """
        if len(name) < 4:
            return None
        sizes = {size: weight for size, length, weight in self._read(name, listed=True) if length == len(name)}
        return name[: max(sizes, key=sizes.__getitem__)] if sizes else None

    def _read(self, window: str, listed: bool) -> Iterator[tuple[int, int, float]]:
        """Length of the family name, length of the name and its log-probability, of all names that the window may begin with."""
        for size in (2, 3):
            surname = self._surnames.get(window[:size])
            if surname is not None:
                for length in range(1, len(window[size : size + 3]) + 1):
                    given = self._given_name(window[size : size + length], listed)
                    if given:
                        yield size, size + length, log(surname) - self._total + _LENGTHS[length] + log(given)

    def _given_name(self, name: str, listed: bool) -> float:
        """Probability of a given name among those of its length: of one in the table, or of characters at their places."""
        known = _LISTED / len(self._given) if name in self._given else 0.0
        if listed:
            return known
        spelled = 1 - _LISTED
        for at, char in enumerate(name):
            shares = self._characters[len(name), at]
            spelled *= shares.get(char, shares[""])
        return known + spelled


def _shares(counts: Counter[str]) -> dict[str, float]:
    """Shares of characters; the empty string stands for one that is not among them."""
    total = counts.total()
    return {char: count / total for char, count in counts.items()} | {"": _UNSEEN / total}

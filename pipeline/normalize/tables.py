"""Word tables of the normalizers, read once, and the longest word of a table at an offset."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

Value = TypeVar("Value")


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `pipeline/resources/<name>.tsv`, without header lines."""
    text = (files("pipeline") / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def alternatives(words: Iterable[str]) -> str:
    """Source of a regular expression for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


class Words(Generic[Value]):
    """A table of words with a value each; finds the longest one at an offset by dictionary, whatever the table's size.

    >>> Words({"元": "CNY", "元/吨": "rate"}).at("3元/吨", 1)
    ('元/吨', 'rate')
    """

    def __init__(self, words: Mapping[str, Value]) -> None:
        self.words = dict(words)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self.words:
            lengths[word[0]].add(len(word))
        self._lengths = {char: sorted(found, reverse=True) for char, found in lengths.items()}

    def at(self, text: str, start: int) -> tuple[str, Value] | None:
        """The longest word that begins at `start`, with its value."""
        for length in self._lengths.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self.words:
                return word, self.words[word]
        return None

    def before(self, text: str, end: int, longest: int = 8) -> tuple[str, Value] | None:
        """The longest word that ends at `end`, with its value."""
        for start in range(max(0, end - longest), end):
            word = text[start:end]
            if word in self.words:
                return word, self.words[word]
        return None

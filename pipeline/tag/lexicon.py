"""Word tables and many-word matching.

A table is a TSV in `pipeline/resources` with `#` header lines. A `Lexicon` finds all its words in a text in one
pass (Aho–Corasick), so that the cost does not grow with the size of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from operator import add
from typing import TYPE_CHECKING

import ahocorasick

from pipeline.segment.words import AT_ONCE

if TYPE_CHECKING:
    from pipeline.segment.pairs import Pairs

Match = tuple[int, int, str]
"""`(start, end, kind)` of a word found in a text."""


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `pipeline/resources/<name>.tsv`, without header lines.

    >>> ("股份有限公司", "company") in read_table("org_suffixes")
    True
    """
    text = (files("pipeline") / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def weights(name: str, column: int = 1) -> Mapping[str, float]:
    """A table's first column → the number in another column."""
    return {row[0]: float(row[column]) for row in read_table(name)}


class Lexicon:
    """Words with kinds, found in a text all at once."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word, kind in words:
            self._automaton.add_word(word, (len(word), kind))
        if len(self._automaton):
            self._automaton.make_automaton()

    @classmethod
    @cache
    def of(cls, table: str) -> Lexicon:
        """The lexicon of a table whose first two columns are word and kind."""
        return cls((row[0], row[1]) for row in read_table(table))

    def all(self, text: str) -> Iterator[Match]:
        """Every occurrence, overlapping ones too, in order of their ends."""
        if len(self._automaton):
            for last, (length, kind) in self._automaton.iter(text):
                yield last + 1 - length, last + 1, kind

    def longest(self, text: str) -> Iterator[Match]:
        """Leftmost-longest occurrences that do not overlap."""
        if len(self._automaton):
            for last, (length, kind) in self._automaton.iter_long(text):
                yield last + 1 - length, last + 1, kind


class Gazetteer:
    """A table of tens of thousands of words of two and more characters, found in a text all at once.

    Aho–Corasick over so many words jumps about in memory at every character. Looking up the pairs of characters that a word
    begins with finds the same matches in a third of the time; shorter words are left out.

    >>> list(Gazetteer.of("places").longest("在云南省昆明市")) == [(1, 4, "province"), (4, 7, "city")]
    True
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self.kinds = words
        """Every word → its kind."""
        self._lengths: dict[str, list[int]] = {}
        for word in sorted(words, key=len, reverse=True):
            lengths = self._lengths.setdefault(word[:2], [])
            if len(word) not in lengths:
                lengths.append(len(word))

    @classmethod
    @cache
    def of(cls, table: str) -> Gazetteer:
        """The words of a table whose first two columns are word and kind."""
        return cls({row[0]: row[1] for row in read_table(table)})

    def longest(self, text: str) -> Iterator[Match]:
        """Leftmost-longest occurrences that do not overlap."""
        end = 0
        for start in self._starts(text):
            if start < end:
                continue
            for length in self._lengths[text[start : start + 2]]:
                word = text[start : start + length]
                if word in self.kinds:
                    end = start + len(word)
                    yield start, end, self.kinds[word]
                    break

    @cached_property
    def _pairs(self) -> Pairs:
        from pipeline.segment.pairs import Pairs  # brings numpy, which the process that leads a run does without

        return Pairs(pair for pair in self._lengths if len(pair) == 2)

    def _starts(self, text: str) -> Iterable[int]:
        """The offsets at which a word may begin."""
        if len(text) < AT_ONCE:
            return [at for at, pair in enumerate(map(add, text, text[1:])) if pair in self._lengths]
        return self._pairs.found(text)

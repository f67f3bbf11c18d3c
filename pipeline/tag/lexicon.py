"""Word tables and many-word matching.

A table is a TSV in `pipeline/resources` with `#` header lines. A `Gazetteer` finds its words in a text, a `Lexicon` those of
one document (Aho–Corasick); for both the cost does not grow with how many words there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

import ahocorasick

from pipeline.segment.words import AT_ONCE

if TYPE_CHECKING:
    from pipeline.tag.sieve import Sieve

AMBIGUOUS = frozenset({"ambiguous", "basketball"})
"""Kinds of words of a table that are names only where something else tells so."""

Match = tuple[int, int, str]
"""`(start, end, kind)` of a word found in a text."""


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `pipeline/resources/<name>.tsv`, without header lines.

    >>> ("股份有限公司", "company") in read_table("org_suffixes")
    True
    """
    text = (files("pipeline") / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple([tuple(line.split("\t")) for line in text.splitlines() if line and line[0] != "#"])


@cache
def weights(name: str, column: int = 1) -> Mapping[str, float]:
    """A table's first column → the number in another column."""
    return {row[0]: float(row[column]) for row in read_table(name)}


class Lexicon:
    """Words with kinds, found in a text in one pass; made for one text, against a `Gazetteer` that stays."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word, kind in words:
            self._automaton.add_word(word, (len(word), kind))
        if len(self._automaton):
            self._automaton.make_automaton()

    def all(self, text: str) -> Iterator[Match]:
        """Every occurrence, overlapping ones too, in order of their ends."""
        if len(self._automaton):
            for last, (length, kind) in self._automaton.iter(text):
                yield last + 1 - length, last + 1, kind

    def longest(self, text: str) -> Iterator[Match]:
        """Leftmost-longest occurrences that do not overlap."""
        end = 0
        # Not the automaton's iter_long: pyahocorasick 2.3 loses words that stand inside the beginning of a longer one.
        for start, stop, kind in sorted(self.all(text), key=lambda match: (match[0], -match[1])):
            if start >= end:
                end = stop
                yield start, stop, kind


@cache
def _and(lengths: tuple[int, ...], length: int) -> tuple[int, ...]:
    """Lengths with one more. Openings of words share them: tens of thousands of lists keep the garbage collector busy."""
    return (*lengths, length)


class Gazetteer:
    """A table of words, found in a text all at once.

    Aho–Corasick over a table jumps about in memory at every character. Sifting out where a word may begin, and looking only
    there, finds the same matches in a third of the time. Words shorter than `shortest` are left out.

    >>> list(Gazetteer.of("places").longest("在云南省昆明市")) == [(1, 4, "province"), (4, 7, "city")]
    True
    """

    def __init__(self, words: Mapping[str, str], shortest: int = 2) -> None:
        self.kinds = words
        """Every word → its kind."""
        self._lengths: dict[str, tuple[int, ...]] = {}
        """The first two characters of words → how long these are, the longest first; a word of one by itself, and it is the
        shortest of those that begin with it."""
        for word in sorted(words, key=len, reverse=True):
            length, known = len(word), self._lengths.get(word[:2], ())
            if length < shortest:
                break
            if length not in known:
                self._lengths[word[:2]] = _and(known, length)
        for opening, lengths in self._lengths.items():
            if len(opening) == 2 and opening[0] in self._lengths:
                self._lengths[opening] = _and(lengths, 1)

    @classmethod
    @cache
    def of(cls, table: str, shortest: int = 2) -> Gazetteer:
        """The words of a table whose first two columns are word and kind."""
        return cls({row[0]: row[1] for row in read_table(table)}, shortest)

    def all(self, text: str) -> Iterator[Match]:
        """Every occurrence, overlapping ones too, in order of their beginnings, of one beginning the longest first."""
        kinds, lengths_of = self.kinds, self._lengths.get
        for start in self._starts(text):
            for length in lengths_of(text[start : start + 2]) or lengths_of(text[start]) or ():
                word = text[start : start + length]
                if len(word) == length and word in kinds:
                    yield start, start + length, kinds[word]

    def longest(self, text: str) -> Iterator[Match]:
        """Leftmost-longest occurrences that do not overlap."""
        kinds, lengths_of = self.kinds, self._lengths.get
        end = 0
        for start in self._starts(text):
            if start < end:
                continue
            for length in lengths_of(text[start : start + 2]) or lengths_of(text[start]) or ():
                word = text[start : start + length]
                kind = kinds.get(word)
                if kind is not None:
                    end = start + len(word)
                    yield start, end, kind
                    break

    def _starts(self, text: str) -> Sequence[int]:
        """The offsets at which a word may begin, ascending."""
        return range(len(text)) if len(text) < AT_ONCE else self._sieve.starts(text)

    @cached_property
    def _sieve(self) -> Sieve:
        from pipeline.tag.sieve import Sieve  # brings numpy, which the process that leads a run does without

        return Sieve(self._lengths.keys())

"""A document as extractors see it: raw text, a same-length folded copy, and layers of offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeVar

from pipeline.normalize import Amount, TimeExpression, find_all
from pipeline.normalize.fold import fold
from pipeline.schema import Sentence
from pipeline.segment.residue import content_of
from pipeline.segment.sentences import split_sentences
from pipeline.segment.words import WordSegmenter

T = TypeVar("T")


@dataclass(frozen=True)
class Passage:
    """The layered view of one document.

    `text` is the raw text, blank where it holds residue (`[bookmark: _GoBack]`); `words` are `[start, end)` pairs that tile it; `sentences` are its sentences with their
    sections; `date` is the reference date for relative expressions, or None. All offsets refer to `text`.

    >>> Passage.of("副署长孙寿山出席。").folded
    '副署长孙寿山出席。'
    """

    text: str
    words: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    date: Date | None = None

    @classmethod
    def of(cls, text: str, date: Date | None = None) -> Passage:
        """Segment a string with the default segmenters; what tests and notebooks use."""
        return cls(content_of(text), tuple(WordSegmenter.shared().spans(text)), tuple(split_sentences(text)), date)

    @cached_property
    def folded(self) -> str:
        """Half-width, simplified copy of `text` of exactly the same length, so that offsets carry over."""
        return fold(self.text)

    @cached_property
    def _values(self) -> tuple[list[Amount], list[TimeExpression]]:
        return find_all(self.text, self.date)

    @property
    def amounts(self) -> list[Amount]:
        """Money, percentages and quantities, with their values."""
        return self._values[0]

    @property
    def times(self) -> list[TimeExpression]:
        """Dates, times and durations, with their values, resolved against `date`."""
        return self._values[1]

    def memo(self, analysis: Callable[[Passage], T]) -> T:
        """The result of an analysis of this passage, computed once however many extractors ask for it."""
        if analysis not in self._memo:
            self._memo[analysis] = analysis(self)
        result: T = self._memo[analysis]
        return result

    @cached_property
    def _memo(self) -> dict[Callable[[Passage], Any], Any]:
        return {}

    @cached_property
    def word_starts(self) -> frozenset[int]:
        """Offsets at which a word begins."""
        return frozenset(map(itemgetter(0), self.words))

    @cached_property
    def word_ends(self) -> tuple[int, ...]:
        """Offsets at which words end, ascending; `word_ends[i] == words[i][1]`."""
        return tuple(map(itemgetter(1), self.words))

    @cached_property
    def word_end_set(self) -> frozenset[int]:
        """Offsets at which a word ends."""
        return frozenset(self.word_ends)

    def word_ending_at(self, end: int) -> str:
        """The word that ends at an offset; the empty string when none does."""
        index = bisect_left(self.word_ends, end)
        if index == len(self.words) or self.words[index][1] != end:
            return ""
        return self.folded[self.words[index][0] : end]

    def word_starting_at(self, start: int) -> str:
        """The word that begins at an offset; the empty string when none does."""
        index = bisect_right(self.word_ends, start)
        if index == len(self.words) or self.words[index][0] != start:
            return ""
        return self.folded[start : self.words[index][1]]

    @cached_property
    def _sentence_starts(self) -> Sequence[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds `offset` (the nearest before it for offsets between sentences)."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

"""Words: jieba behind one small class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import pairwise
from math import inf
from pathlib import Path

from platformdirs import user_cache_path

from pipeline.segment.dictionary import Dictionary
from pipeline.segment.unlisted import word_ends

MAX_WORD = 6
"""Longer dictionary words add nothing to the comparison that `log_probabilities` is for."""


AT_ONCE = 64
"""Below this length of a text looking up its characters and pairs one by one is faster than all at once."""

NONE = 1.0
"""Stands for no weight, as logarithms of probabilities are not above 0."""

_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]{2,}")
"""What jieba looks for words in; every other character is a word by itself, but for the two of a line end."""


class _Paths:
    """The likeliest paths through the blocks of a text."""

    def __init__(self, text: str, dictionary: Dictionary) -> None:
        self._text, self._weight, self._unknown = text, dictionary.weights.get, dictionary.unknown
        self._singles, self._pairs = dictionary.at_once(text)
        self._best = [0.0] * (len(text) + 1)
        self._firsts = [0] * len(text)

    def ends(self) -> list[int]:
        """The offsets at which words end."""
        text = self._text
        blocks = [block.span() for block in _BLOCK.finditer(text)]
        self._find_words(blocks)
        ends = self._read(blocks)
        return [end for end in ends if text[end - 1 : end + 1] != "\r\n"] if "\r\n" in text else ends

    def _find_words(self, blocks: Iterable[tuple[int, int]]) -> None:
        """For each offset of a block the end of the word of several characters that begins there on the likeliest path to
        the end of the block, the longer of two, or 0."""
        text, weight, unknown, best, firsts = self._text, self._weight, self._unknown, self._best, self._firsts
        singles, pairs = self._singles, self._pairs
        for start, end in blocks:
            best[end - 1] = rest = singles[end - 1] or unknown
            for at in range(end - 2, start - 1, -1):
                single, pair = singles[at], pairs[at]
                if pair == NONE:
                    best[at] = rest = (single or unknown) + rest
                    continue
                top = single + rest if single else -inf
                if pair and (likelihood := pair + best[at + 2]) >= top:
                    top, firsts[at] = likelihood, at + 2
                longer = at + 3
                while longer <= end and (found := weight(text[at:longer])) is not None:
                    if found and (likelihood := found + best[longer]) >= top:
                        top, firsts[at] = likelihood, longer
                    longer += 1
                best[at] = rest = unknown + rest if top == -inf else top

    def _read(self, blocks: Iterable[tuple[int, int]]) -> list[int]:
        """Take the words on the paths; what they leave in single characters is read by jieba's model of words that no
        dictionary has. What stands between blocks is words of one character."""
        firsts, ends, last = self._firsts, list[int](), 0
        for start, end in blocks:
            ends += range(last + 1, start + 1)
            at = last = start
            while at < end:
                if word := firsts[at]:
                    if at == last + 1:
                        ends.append(at)
                    elif at > last:
                        self._read_singles(last, at, ends)
                    ends.append(word)
                    at = last = word
                else:
                    at += 1
            if at > last:
                self._read_singles(last, at, ends)
                last = at
        ends += range(last + 1, len(self._text) + 1)
        return ends

    def _read_singles(self, start: int, end: int, ends: list[int]) -> None:
        if end - start == 1:
            ends.append(end)
        elif self._weight(left := self._text[start:end]):
            ends += range(start + 1, end + 1)
        else:
            ends += word_ends(left, start)


class WordSegmenter:
    """jieba's words as offsets.

    It has the dictionary to itself, because jieba's module-level functions share one: a word added for one pipeline would
    leak into every other. The file that the dictionary is kept in goes into the user's cache folder; jieba's default, the
    shared temp folder, can be written by other users of the machine.

    >>> text = "副署长孙寿山"
    >>> [text[start:end] for start, end in WordSegmenter.shared().spans(text)]
    ['副署', '长孙', '寿山']
    """

    def __init__(self, cache_dir: Path | None = None) -> None:
        self._folder = cache_dir or user_cache_path("xinwengao")

    @staticmethod
    @cache
    def shared() -> WordSegmenter:
        """One segmenter per process, made on first use."""
        return WordSegmenter()

    @cached_property
    def _dictionary(self) -> Dictionary:
        """Read on first use."""
        return Dictionary.open(self._folder)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """`[start, end)` of each word, which are those of `jieba.cut`; together they tile `text` exactly."""
        return pairwise([0, *_Paths(text, self._dictionary).ends()])

    def log_probabilities(self, text: str) -> list[float]:
        """For each suffix of a short string, the natural logarithm of the probability of its best segmentation.

        A unigram model over jieba's dictionary; a character that no word covers counts as seen once. What a
        stretch of text costs when it is read as ordinary words, for comparison with reading it as a name: the
        value at 0 is the whole string's, the value at `i` that of `text[i:]`, the last one (the empty string) 0.
        """
        weight, unknown = self._dictionary.weights.get, self._dictionary.unknown
        size = len(text)
        best = [0.0] * (size + 1)
        for start in range(size - 1, -1, -1):
            top = (weight(text[start]) or unknown) + best[start + 1]
            end, last = start + 2, min(start + MAX_WORD, size)
            while end <= last and (found := weight(text[start:end])) is not None:
                if found and (likelihood := found + best[end]) > top:
                    top = likelihood
                end += 1
            best[start] = top
        return best

    def log_probability(self, word: str) -> float:
        """The natural logarithm of the probability of a word; one that the dictionary lacks counts as seen once."""
        return self._dictionary.weights.get(word) or self._dictionary.unknown

    def is_word(self, text: str) -> bool:
        """Whether jieba's dictionary has the string as a word."""
        return bool(self._dictionary.weights.get(text))

"""Words: jieba behind one small class."""

from __future__ import annotations

import logging
import marshal
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from itertools import pairwise
from math import inf, log
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from platformdirs import user_cache_path

with warnings.catch_warnings():
    # jieba 0.42.1 compiles with invalid escape sequences and asks for pkg_resources; both are its own affair.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=r"jieba(\.|$)")
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    import jieba

    from pipeline.segment.unlisted import word_ends

if TYPE_CHECKING:
    from pipeline.segment.weights import Weights


MAX_WORD = 6
"""Longer dictionary words add nothing to the comparison that `log_probabilities` is for."""


AT_ONCE = 64
"""Below this length of a text looking up its characters and pairs one by one is faster than all at once."""

NONE = 1.0
"""Stands for no weight, as logarithms of probabilities are not above 0."""

_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]{2,}")
"""What jieba looks for words in; every other character is a word by itself, but for the two of a line end."""


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
    """jieba's dictionary with logarithms of probabilities (0 for what is only the beginning of words) in place of counts,
    so that the best path needs one look-up a fragment and no logarithm."""

    initialized: bool

    @cached_property
    def weights(self) -> Weights:
        """What the best path looks up for every character."""
        from pipeline.segment.weights import Weights  # brings numpy, which the process that leads a run does without

        return Weights(self.FREQ)

    def initialize(self, dictionary: str | None = None) -> None:
        """jieba reads its cache from the file, word by word; from memory it takes a third of the time."""
        if not self.initialized and self.tmp_dir and self.cache_file:
            with suppress(OSError, ValueError, EOFError, TypeError):  # no cache, or a damaged one
                self.FREQ, self.total = marshal.loads(Path(self.tmp_dir, self.cache_file).read_bytes())
                self.initialized = True
        super().initialize(dictionary)

    @staticmethod
    def gen_pfdict(f: BinaryIO) -> tuple[dict[str, float], int]:
        counts, total = jieba.Tokenizer.gen_pfdict(f)
        rest = log(total)
        return {word: log(count) - rest if count else 0.0 for word, count in counts.items()}, total


class _Paths:
    """The likeliest paths through the blocks of a text."""

    def __init__(self, text: str, tokenizer: _Tokenizer) -> None:
        self._text, self._weight, self._unknown = text, tokenizer.FREQ.get, -log(tokenizer.total)
        self._singles, self._pairs = tokenizer.weights(text)
        self._best = [0.0] * (len(text) + 1)
        self._firsts = [0] * len(text)

    def ends(self) -> list[int]:
        """The offsets at which words end."""
        text, ends, last = self._text, list[int](), 0
        blocks = [block.span() for block in _BLOCK.finditer(text)]
        self._find_words(blocks)
        for start, end in blocks:
            ends += range(last + 1, start + 1)
            self._read(start, end, ends)
            last = end
        ends += range(last + 1, len(text) + 1)
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

    def _read(self, start: int, end: int, ends: list[int]) -> None:
        """Take the words on the path; what it leaves in single characters is read by jieba's model of words that no
        dictionary has."""
        firsts, at = self._firsts, start
        while at < end:
            if word := firsts[at]:
                if at == start + 1:
                    ends.append(at)
                elif at > start:
                    self._read_singles(start, at, ends)
                ends.append(word)
                start = at = word
            else:
                at += 1
        if at > start:
            self._read_singles(start, end, ends)

    def _read_singles(self, start: int, end: int, ends: list[int]) -> None:
        if end - start == 1:
            ends.append(end)
        elif self._weight(left := self._text[start:end]):
            ends += range(start + 1, end + 1)
        else:
            ends += word_ends(left, start)


class WordSegmenter:
    """jieba's words as offsets.

    Holds a `jieba.Tokenizer` of its own, because jieba's module-level functions share one dictionary: a word added
    for one pipeline would leak into every other. The prefix-dictionary cache goes into the user's cache folder;
    jieba's default, the shared temp folder, can be written by other users of the machine.

    >>> text = "副署长孙寿山"
    >>> [text[start:end] for start, end in WordSegmenter.shared().spans(text)]
    ['副署', '长孙', '寿山']
    """

    def __init__(self, cache_dir: Path | None = None) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = _Tokenizer()
        folder = cache_dir or user_cache_path("xinwengao")
        if _writable(folder):
            self._tokenizer.tmp_dir = str(folder)
            self._tokenizer.cache_file = f"jieba-{jieba.__version__}-logarithms.cache"
        else:
            # A read-only home: read the dictionary without a cache, half a second more at each start.
            tokenizer = self._tokenizer
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.initialized = True

    @staticmethod
    @cache
    def shared() -> WordSegmenter:
        """One segmenter per process, made on first use."""
        return WordSegmenter()

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """The dictionary, read on first use."""
        self._tokenizer.check_initialized()
        weights: Mapping[str, float] = self._tokenizer.FREQ
        return weights

    @cached_property
    def _unknown(self) -> float:
        """The weight of what the dictionary lacks."""
        self._tokenizer.check_initialized()
        return -log(self._tokenizer.total)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """`[start, end)` of each word, which are those of `jieba.cut`; together they tile `text` exactly."""
        self._tokenizer.check_initialized()
        return pairwise([0, *_Paths(text, self._tokenizer).ends()])

    def log_probabilities(self, text: str) -> list[float]:
        """For each suffix of a short string, the natural logarithm of the probability of its best segmentation.

        A unigram model over jieba's dictionary; a character that no word covers counts as seen once. What a
        stretch of text costs when it is read as ordinary words, for comparison with reading it as a name: the
        value at 0 is the whole string's, the value at `i` that of `text[i:]`, the last one (the empty string) 0.
        """
        weight, unknown = self._weights.get, self._unknown
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
        return self._weights.get(word) or self._unknown

    def is_word(self, text: str) -> bool:
        """Whether jieba's dictionary has the string as a word."""
        return bool(self._weights.get(text))


def _writable(folder: Path) -> bool:
    """Whether the cache folder exists (made with owner-only rights if need be) and takes files."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return os.access(folder, os.W_OK)

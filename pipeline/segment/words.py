"""Words: jieba behind one small class."""

from __future__ import annotations

import logging
import marshal
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from math import log
from pathlib import Path
from typing import BinaryIO

from platformdirs import user_cache_path

with warnings.catch_warnings():
    # jieba 0.42.1 compiles with invalid escape sequences and asks for pkg_resources; both are its own affair.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=r"jieba(\.|$)")
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    import jieba
    import jieba.finalseg


MAX_WORD = 6
"""Longer dictionary words add nothing to the comparison that `log_probabilities` is for."""


_BLOCK = re.compile(r"(?P<words>[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)|\r\n|.", re.DOTALL)
"""What jieba looks for words in; everything else is a word by itself."""


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
    """jieba's dictionary with logarithms of probabilities (0 for what is only the beginning of words) in place of counts,
    so that the best path needs one look-up a fragment and no logarithm."""

    initialized: bool

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

    def first_words(self, text: str) -> list[int]:
        """For each offset the end of the word that begins there on the likeliest path to the end, the longer of two."""
        weight, unknown, size = self.FREQ.get, -log(self.total), len(text)
        best, ends = [0.0] * (size + 1), [0] * size
        for start in range(size - 1, -1, -1):
            top, last = None, start + 1
            for end in range(start + 1, size + 1):
                found = weight(text[start:end])
                if found is None:
                    break
                if found and (top is None or found + best[end] >= top):
                    top, last = found + best[end], end
            best[start] = unknown + best[start + 1] if top is None else top
            ends[start] = last
        return ends


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

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield `[start, end)` of each word, which are those of `jieba.cut`; together they tile `text` exactly."""
        self._tokenizer.check_initialized()
        for block in _BLOCK.finditer(text):
            if block["words"] is None or block.end() - block.start() == 1:
                yield block.span()
            else:
                yield from self._in_block(block.group(), block.start())

    def _in_block(self, text: str, offset: int) -> Iterator[tuple[int, int]]:
        """Dictionary words on the likeliest path; what they leave in single characters is read by jieba's model of words
        that no dictionary has."""
        ends = self._tokenizer.first_words(text)
        at = single = 0
        while at < len(text):
            end = ends[at]
            if end - at > 1:
                yield from self._unlisted(text[single:at], offset + single)
                yield offset + at, offset + end
                single = end
            at = end
        yield from self._unlisted(text[single:], offset + single)

    def _unlisted(self, text: str, offset: int) -> Iterator[tuple[int, int]]:
        whole = len(text) > 1 and not self._tokenizer.FREQ.get(text)
        for word in jieba.finalseg.cut(text) if whole else text:
            yield offset, offset + len(word)
            offset += len(word)

    def log_probabilities(self, text: str) -> list[float]:
        """For each suffix of a short string, the natural logarithm of the probability of its best segmentation.

        A unigram model over jieba's dictionary; a character that no word covers counts as seen once. What a
        stretch of text costs when it is read as ordinary words, for comparison with reading it as a name: the
        value at 0 is the whole string's, the value at `i` that of `text[i:]`, the last one (the empty string) 0.
        """
        self._tokenizer.check_initialized()
        weight, unknown = self._tokenizer.FREQ.get, -log(self._tokenizer.total)
        size = len(text)
        best = [0.0] * (size + 1)
        for start in range(size - 1, -1, -1):
            top = (weight(text[start]) or unknown) + best[start + 1]
            for end in range(start + 2, min(start + MAX_WORD, size) + 1):
                found = weight(text[start:end])
                if found is None:
                    break
                if found and found + best[end] > top:
                    top = found + best[end]
            best[start] = top
        return best

    def log_probability(self, word: str) -> float:
        """The natural logarithm of the probability of a word; one that the dictionary lacks counts as seen once."""
        self._tokenizer.check_initialized()
        return self._tokenizer.FREQ.get(word) or -log(self._tokenizer.total)

    def is_word(self, text: str) -> bool:
        """Whether jieba's dictionary has the string as a word."""
        self._tokenizer.check_initialized()
        return bool(self._tokenizer.FREQ.get(text))


def _writable(folder: Path) -> bool:
    """Whether the cache folder exists (made with owner-only rights if need be) and takes files."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return os.access(folder, os.W_OK)

"""Words of a vocabulary in running text, found with rolling hashes over whole arrays of characters.

Texts are handled many at a time: `encode` lays folded sentences end to end, each followed by a separator that no
word contains, so that one pass finds the words of all of them and no match crosses from one sentence to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)


class Matches(NamedTuple):
    """Word matches in an encoded text: offsets `[start, start + length)` and the index of the word."""

    start: Ints
    length: Ints
    word: Ints


def encode(sentences: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Code points of the sentences end to end, with a 0 after each.

    >>> encode(["北京", "x"]).tolist()
    [21271, 20140, 0, 120, 0]
    """
    # A lone surrogate has no place in UTF-32; it is handed on as it is, it only has to keep its length.
    data = ("\0".join(text.replace("\0", " ") for text in sentences) + "\0").encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype=np.uint32)


class Lexicon:
    """A fixed list of words; `find` gives every place where one of them stands.

    `hashes` are those of the words in ascending order, `words` the index of each, `lengths` the lengths that occur.

    >>> lexicon = Lexicon.of(["北京", "京大", "北京大学"])
    >>> matches = lexicon.find(encode(["在北京大学"]))
    >>> sorted(zip(matches.start.tolist(), matches.length.tolist(), matches.word.tolist()))
    [(1, 2, 0), (1, 4, 2), (2, 2, 1)]
    """

    def __init__(self, hashes: Hashes, words: npt.NDArray[np.int32], lengths: Sequence[int]) -> None:
        self.hashes, self.words, self.lengths = hashes, words, tuple(lengths)
        self._bits = max(1, len(hashes).bit_length() + 1)
        widest = np.bincount((hashes >> np.uint64(64 - self._bits)).astype(np.int64), minlength=1 << self._bits)
        self._first = np.cumsum(widest) - widest
        self._depth = int(widest.max())
        # A probe may look past the end of the table; the sentinel there equals no hash in use.
        self._probed = np.append(hashes, np.zeros(self._depth + 1, dtype=np.uint64))

    @classmethod
    def of(cls, words: Sequence[str]) -> Lexicon:
        """The lexicon of some words; single characters are no words here."""
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        hashes = np.zeros(len(words), dtype=np.uint64)
        several = np.unique(lengths[lengths > 1]).tolist()
        for length in several:
            members = np.flatnonzero(lengths == length)
            codes = np.frombuffer("".join(words[i] for i in members.tolist()).encode("utf-32-le"), dtype=np.uint32)
            value = np.zeros(len(members), dtype=np.uint64)
            for column in codes.reshape(-1, length).T:
                value = value * _BASE + column
            hashes[members] = _finish(value)
        order = np.argsort(hashes, kind="stable")
        order = order[lengths[order] > 1]
        return cls(hashes[order], order.astype(np.int32), several)

    def find(self, codes: npt.NDArray[np.uint32]) -> Matches:
        """All words of two and more characters in `codes`, as `encode` made it, ordered by length, then start."""
        wide = codes.astype(np.uint64)
        value = wide.copy()
        alive = np.flatnonzero(codes)
        starts, values = [], []
        reached = 1
        for length in self.lengths:
            while reached < length:  # grow every window by one character, drop those that meet a separator
                alive = alive[: np.searchsorted(alive, len(codes) - reached)]
                alive = alive[codes[alive + reached] != 0]
                value[alive] = value[alive] * _BASE + wide[alive + reached]
                reached += 1
            starts.append(alive)
            values.append(value[alive])
        if not starts:
            empty = np.zeros(0, dtype=np.int64)
            return Matches(empty, empty, empty)
        found, word = self._look_up(_finish(np.concatenate(values)))
        lengths_of = np.repeat(self.lengths, [len(some) for some in starts])
        return Matches(np.concatenate(starts)[found], lengths_of[found], word)

    def _look_up(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Positions in `hashes` that are words, and the words."""
        probe = self._first[(hashes >> np.uint64(64 - self._bits)).astype(np.int64)]
        pending = np.arange(len(hashes))
        found, words = [], []
        for _ in range(self._depth):
            stored = self._probed[probe]
            hit = stored == hashes
            if hit.any():
                found.append(pending[hit])
                words.append(self.words[probe[hit]])
            further = np.flatnonzero((stored < hashes) & (probe + 1 < len(self.words)))
            if not len(further):
                break
            pending, hashes, probe = pending[further], hashes[further], probe[further] + 1
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        at, word = np.concatenate(found), np.concatenate(words)
        order = np.argsort(at, kind="stable")
        return at[order], word[order].astype(np.int64)


def _finish(value: Hashes) -> Hashes:
    """Spread the last characters over all bits, so that the top bits index an evenly filled table."""
    value = (value ^ (value >> _SHIFT)) * _MIX
    return value ^ (value >> _SHIFT)

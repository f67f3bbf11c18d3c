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
_ROOM = 3
"""The table of hashes that are taken has 2 to this power as many slots as there are words, and up to twice that."""


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
        bits = max(1, len(hashes).bit_length() + _ROOM)
        self._shift = np.uint64(64 - bits)
        slots = (hashes >> self._shift).astype(np.int64)
        self._taken = np.zeros(1 << bits, dtype=bool)
        self._taken[slots] = True
        begin = np.flatnonzero(np.diff(slots, prepend=-1))
        self._first = np.zeros(1 << bits, dtype=np.int32)
        self._first[slots[begin]] = begin
        self._depth = int(np.diff(begin, append=len(slots)).max(initial=1))
        # A search may end behind the last hash.
        self._searched = np.append(hashes, ~np.uint64(0))

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
        size, longest = len(codes), max(self.lengths, default=1)
        wide = np.zeros(size + longest, dtype=np.uint64)
        wide[:size] = codes
        values = np.empty((len(self.lengths), size), dtype=np.uint64)
        value = wide[:size]
        reached = 1
        for row, length in enumerate(self.lengths):
            while reached < length:  # every window grows by one character
                value = value * _BASE + wide[reached : reached + size]
                reached += 1
            values[row] = value
        at, word = self._look_up(_finish(values.ravel()))
        rows, starts = np.divmod(at, max(size, 1))
        lengths = np.array(self.lengths, dtype=np.int64)[rows]
        # A window that begins with a separator has the hash of what stands behind it.
        before = np.zeros(size + longest + 1, dtype=np.int64)
        np.cumsum(wide == 0, out=before[1:])
        whole = before[starts + lengths] == before[starts]
        return Matches(starts[whole], lengths[whole], word[whole])

    def _look_up(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Positions in `hashes` that are words, and the words."""
        slots = (hashes >> self._shift).astype(np.int64)
        at = np.flatnonzero(self._taken[slots])  # most are none, and nearly all of these have a slot where no word is
        some, place = hashes[at], self._first[slots[at]]
        for _ in range(self._depth - 1):
            place += self._searched[place] < some
        found = self._searched[place] == some
        return at[found], self.words[place[found]].astype(np.int64)


def _finish(value: Hashes) -> Hashes:
    """Spread the last characters over all bits, so that the top bits index an evenly filled table."""
    value = (value ^ (value >> _SHIFT)) * _MIX
    return value ^ (value >> _SHIFT)

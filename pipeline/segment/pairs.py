"""Pairs of neighbouring characters, all those of a text looked up in a table at once.

A dictionary of hundreds of thousands of strings lies all over the memory, and each look-up waits for it. Here pairs are
numbers in a few arrays, and one call looks all of them up.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_BITS = np.uint64(32)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2**64 by the golden ratio: the leading bits of a product with it are spread evenly (Knuth, TAOCP 6.4)."""
ROOM = 4
"""Slots for each pair, at least: with more, fewer pairs share a slot, but less of the table is in the processor's cache."""


class Pairs:
    """A table of pairs in the order given; pairs that are there twice have the first place.

    A hash table in arrays. Pairs that share a slot are not in it, but in order beside it, where a search finds them.

    >>> Pairs(["云南", "昆明"]).places("在云南昆明").tolist()
    [2, 0, 2, 1]
    """

    def __init__(self, pairs: Iterable[str]) -> None:
        codes, spread = _codes_of("".join(pairs))
        codes, spread = codes[::2], spread[::2]
        self.missing = len(codes)
        """The place of a pair that the table lacks: the first behind the last."""
        self._shared = self.missing + 1
        bits = max(self.missing * ROOM, 1).bit_length()
        self._shift = np.uint64(64 - bits)
        slots = (spread >> self._shift).astype(np.intp)
        self._slots = np.full(1 << bits, self.missing, dtype=np.int32)
        self._slots[slots] = np.arange(self.missing)
        shared = np.flatnonzero(np.bincount(slots)[slots] > 1)
        self._slots[slots[shared]] = self._shared
        self._ordered, first = np.unique(codes[shared], return_index=True)
        self._ordered_places = np.append(shared[first], self.missing)
        self._codes = np.append(codes, np.uint64(2**64 - 1))

    def places(self, text: str) -> npt.NDArray[np.int32]:
        """For each pair of neighbours in a text its place in the table."""
        codes, spread = _codes_of(text)
        places = self._slots.take((spread >> self._shift).astype(np.intp))
        shared = (places == self._shared).nonzero()[0]
        places[shared] = self._ordered_places[np.searchsorted(self._ordered, codes[shared])]
        places[self._codes.take(places) != codes] = self.missing
        return places


def codes_of(text: str) -> npt.NDArray[np.uint32]:
    """The code point of each character, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _codes_of(text: str) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Both code points of each pair of neighbours in one number, and these numbers spread."""
    codes = codes_of(text).astype(np.uint64)
    pairs = codes[:-1] << _BITS | codes[1:]
    return pairs, pairs * _SPREAD

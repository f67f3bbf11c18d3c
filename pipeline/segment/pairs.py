"""Pairs of neighbouring characters, all those of a text looked up in a table at once.

A hash table of hundreds of thousands of strings lies all over the memory, and each look-up waits for it. Numbers in order lie
close together, and one call finds all.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_BITS = np.uint64(32)


class Pairs:
    """A table of pairs in the order given; pairs that are there twice have the first place.

    >>> Pairs(["云南", "昆明"]).places("在云南昆明").tolist()
    [2, 0, 2, 1]
    """

    def __init__(self, pairs: Iterable[str]) -> None:
        codes = _codes_of("".join(pairs))[::2]
        self._codes, self._places = np.unique(codes, return_index=True)
        self.missing = len(codes)
        """The place of a pair that the table lacks: the first behind the last."""
        self._codes = np.append(self._codes, np.uint64(2**64 - 1))
        self._places = np.append(self._places, self.missing)

    def places(self, text: str) -> npt.NDArray[np.intp]:
        """For each pair of neighbours in a text its place in the table."""
        codes = _pairs_of(text)
        found = np.searchsorted(self._codes, codes)
        return np.where(self._codes[found] == codes, self._places[found], self.missing)

    def found(self, text: str) -> list[int]:
        """The offsets of pairs that the table has."""
        found: list[int] = np.flatnonzero(self.places(text) != self.missing).tolist()
        return found


def codes_of(text: str) -> npt.NDArray[np.uint32]:
    """The code point of each character, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _codes_of(text: str) -> npt.NDArray[np.uint64]:
    """Both code points of each pair of neighbours in one number."""
    codes = codes_of(text).astype(np.uint64)
    return codes[:-1] << _BITS | codes[1:]


_pairs_of = lru_cache(maxsize=4)(_codes_of)
"""Of the last texts only: several tables are asked about the same one."""

"""Where in a text one of many words may begin, told for all its characters at once."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.segment.pairs import codes_of

_FACTOR = np.uint32(0x9E3779B1)
"""Spreads pairs of characters over all numbers (Knuth, The Art of Computer Programming 3, 6.4)."""
_ROOM = 128
"""How many numbers there are for each pair: so few other pairs share one that looking closer at them costs nothing."""


class Sieve:
    """The first one or two characters of words.

    Each pair of characters is a number, and the sieve a table of them small enough for the processor's cache: a look-up does
    not wait for the memory, as one in a hash table of strings does. Few pairs pass that begin no word, and none is held that
    does.

    >>> Sieve(["云南", "北"]).starts("在云南北部")
    [1, 3]
    """

    def __init__(self, openings: Collection[str]) -> None:
        pairs = codes_of("".join(opening for opening in openings if len(opening) == 2))
        single = [ord(opening) for opening in openings if len(opening) == 1]
        size = 1 << (len(pairs) * _ROOM // 2).bit_length()
        self._mask = np.uint32(size - 1)
        self._pairs = np.zeros(size, dtype=bool)
        self._pairs[_mixed(pairs[::2], pairs[1::2]) & self._mask] = True
        self._single = np.zeros(max(single) + 2, dtype=bool) if single else None
        if self._single is not None:
            self._single[single] = True

    def starts(self, text: str) -> list[int]:
        """The offsets at which a word may begin, ascending."""
        codes, mixed = _read(text)
        passed = self._pairs.take(mixed & self._mask)
        if self._single is not None:
            passed |= self._single.take(codes, mode="clip")
        starts: list[int] = passed.nonzero()[0].tolist()
        return starts


def _mixed(first: npt.NDArray[np.uint32], second: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    mixed: npt.NDArray[np.uint32] = first * _FACTOR + second
    return mixed


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """The code of each character, and the number of it with the one behind it. Of the last texts only: several tables are
    asked about the same one."""
    codes = codes_of(text + "\0")
    return codes[:-1], _mixed(codes[:-1], codes[1:])

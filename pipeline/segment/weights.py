"""The weights of a dictionary for every character and every pair of neighbours of a text, looked up at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import repeat
from operator import add

import numpy as np

from pipeline.segment.pairs import Pairs, codes_of
from pipeline.segment.words import AT_ONCE, NONE


class Weights:
    """The weights of all characters of a text, 0 for unknown ones, and of all pairs of neighbours, `NONE` where no word
    begins with a pair: most do not, so that nothing longer need be looked for there."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """`weights` is a dictionary that has the shortest words first."""
        self._weight = weights.get
        words = list(weights)
        single, pair = (bisect_right(words, length, key=len) for length in (1, 2))
        values = np.fromiter(weights.values(), dtype=np.float64, count=pair)
        codes = codes_of("".join(words[:single]))
        self._single = np.zeros(codes.max() + 2)
        self._single[codes] = values[:single]
        self._pairs, self._pair = Pairs(words[single:pair]), np.append(values[single:], NONE)

    def __call__(self, text: str) -> tuple[list[float], list[float]]:
        if len(text) < AT_ONCE:
            pairs = map(add, text, text[1:])
            return list(map(self._weight, text, repeat(0.0))), list(map(self._weight, pairs, repeat(NONE)))
        singles = self._single.take(codes_of(text), mode="clip")
        return singles.tolist(), self._pair.take(self._pairs.places(text)).tolist()

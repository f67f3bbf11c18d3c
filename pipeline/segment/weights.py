"""The weights of a dictionary for every character and every pair of neighbours of a text, looked up at once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress, repeat
from operator import add

import numpy as np

from pipeline.segment.pairs import Pairs, codes_of
from pipeline.segment.words import AT_ONCE, NONE


class Weights:
    """The weights of all characters of a text, 0 for unknown ones, and of all pairs of neighbours, `NONE` where no word
    begins with a pair: most do not, so that nothing longer need be looked for there."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weight = weights.get
        lengths = np.fromiter(map(len, weights), dtype=np.int32, count=len(weights))
        values = np.fromiter(weights.values(), dtype=np.float64, count=len(weights))
        singles, pairs = (list(compress(weights, (lengths == length).tolist())) for length in (1, 2))
        codes = codes_of("".join(singles))
        self._single = np.zeros(codes.max() + 2)
        self._single[codes] = values[lengths == 1]
        self._pairs, self._pair = Pairs(pairs), np.append(values[lengths == 2], NONE)

    def __call__(self, text: str) -> tuple[list[float], list[float]]:
        if len(text) < AT_ONCE:
            pairs = map(add, text, text[1:])
            return list(map(self._weight, text, repeat(0.0))), list(map(self._weight, pairs, repeat(NONE)))
        singles = self._single.take(codes_of(text), mode="clip")
        return singles.tolist(), self._pair.take(self._pairs.places(text)).tolist()

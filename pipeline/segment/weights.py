"""The weights of a dictionary for every character and every pair of neighbours of a text, looked up at once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import repeat
from operator import add

import numpy as np
import numpy.typing as npt

from pipeline.segment.pairs import Pairs, codes_of
from pipeline.segment.words import AT_ONCE, NONE


class Weights:
    """The weights of all characters of a text, 0 for unknown ones, and of all pairs of neighbours, `NONE` where no word
    begins with a pair: most do not, so that nothing longer need be looked for there."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weight = weights.get
        codes = codes_of("".join(_of_length(1, weights)))
        self._single = np.zeros(codes.max() + 2)
        self._single[codes] = _values(1, weights)
        self._pairs, self._pair = Pairs(_of_length(2, weights)), np.append(_values(2, weights), NONE)

    def __call__(self, text: str) -> tuple[list[float], list[float]]:
        if len(text) < AT_ONCE:
            pairs = map(add, text, text[1:])
            return list(map(self._weight, text, repeat(0.0))), list(map(self._weight, pairs, repeat(NONE)))
        singles = self._single.take(codes_of(text), mode="clip")
        return singles.tolist(), self._pair.take(self._pairs.places(text)).tolist()


def _of_length(length: int, weights: Mapping[str, float]) -> list[str]:
    return [word for word in weights if len(word) == length]


def _values(length: int, weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
    return np.fromiter((weight for word, weight in weights.items() if len(word) == length), dtype=np.float64)

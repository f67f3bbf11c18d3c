"""Cut encoded text into the fewest dictionary words: the units that the pretrained word encoder reads.

This is the cutting that LAC (Apache-2.0, Baidu 2020) applies before its network: of all ways to cover a sentence by
dictionary words and single characters, the one with the greatest sum of log(length) - `penalty` over its words;
neighbouring single letters and digits are then joined.
"""

from __future__ import annotations

from math import log

import numpy as np
import numpy.typing as npt

from pipeline.tag.statistical.lexicon import Ints, Matches

_LOGS = [0.0, *(log(n) for n in range(1, 64))]


def cut(codes: npt.NDArray[np.uint32], matches: Matches, penalty: float) -> Ints:
    """Offsets at which the units begin, ascending; separators (code 0) are units of their own.

    `matches` are the dictionary words in `codes`; `penalty` is the price of one unit, and far greater than log(length).
    """
    size = len(codes)
    choice: list[list[int] | None] = [None] * size
    for start, length in zip(matches.start.tolist(), matches.length.tolist(), strict=True):
        lengths = choice[start]
        if lengths is None:
            choice[start] = [length]
        else:
            lengths.append(length)  # matches come ordered by length
    worth = [value - penalty for value in _LOGS]
    best = 0.0
    scores = [best]  # of the best units behind each place, from the end: what is behind a word comes its length before
    steps = []
    for lengths in reversed(choice):
        best -= penalty
        step = 1
        if lengths is not None:
            for length in lengths:
                value = worth[length] + scores[-length]
                if value >= best:
                    best, step = value, length
        scores.append(best)
        steps.append(step)
    starts = []
    at = 0
    while at < size:
        starts.append(at)
        at += steps[~at]
    return _join_letters(codes, np.array(starts, dtype=np.int64))


def _join_letters(codes: npt.NDArray[np.uint32], starts: Ints) -> Ints:
    """Join units that are one ASCII letter or digit each and stand side by side."""
    if not len(starts):
        return starts
    first = codes[starts]
    letter = ((first >= 48) & (first <= 57)) | ((first >= 65) & (first <= 90)) | ((first >= 97) & (first <= 122))
    letter &= np.diff(np.append(starts, len(codes))) == 1
    joined = letter & np.concatenate(([False], letter[:-1]))
    return starts[~joined]

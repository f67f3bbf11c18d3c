"""What a teacher's chances of pieces say of tags: how often each is expected at each character, and each move in the sentence.

A network that learns from these and not from the likeliest labels learns also how sure its teacher was (Wang et al. 2020, on
distilling the structure of a chain).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from training.tagger.data import Chances

BEGIN, INSIDE, END, SINGLE = range(4)
"""A label's tags, in the order of `model.tags_of`; tag 0 is none of any label."""


class Expected(NamedTuple):
    """How often each tag is expected at each character (characters, tags), and each move in the sentence (tags, tags)."""

    tags: np.ndarray
    moves: np.ndarray


def expected(chances: Chances, length: int, labels: Sequence[str]) -> Expected:
    """Expected tags and moves of a sentence of `length` characters.

    Pieces that overlap with more than a chance of one in all are made less likely. Between two pieces, or a piece and none,
    what comes next does not depend on what was before.

    >>> expected(((0, 2, "PERSON", 0.75),), 3, ("PERSON",)).tags.tolist()
    [[0.25, 0.75, 0.0, 0.0, 0.0], [0.25, 0.0, 0.0, 0.75, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]]
    """
    size = 4 * len(labels) + 1
    tags, moves, held = np.zeros((length, size)), np.zeros((size, size)), np.zeros(length)
    for start, end, _, chance in chances:
        held[start:end] += chance
    for start, end, label, given in chances:
        chance = given / max(1.0, held[start:end].max())
        begin, inside, close, single = (1 + 4 * labels.index(label) + kind for kind in (BEGIN, INSIDE, END, SINGLE))
        if end - start == 1:
            tags[start, single] += chance
            continue
        tags[start, begin] += chance
        tags[start + 1 : end - 1, inside] += chance
        tags[end - 1, close] += chance
        if end - start == 2:
            moves[begin, close] += chance
        else:
            moves[begin, inside] += chance
            moves[inside, inside] += chance * (end - start - 3)
            moves[inside, close] += chance
    tags[:, 0] = np.maximum(0.0, 1 - tags.sum(1))
    over = [0, *(1 + 4 * label + kind for label in range(len(labels)) for kind in (END, SINGLE))]
    fresh = [0, *(1 + 4 * label + kind for label in range(len(labels)) for kind in (BEGIN, SINGLE))]
    before, after = tags[:-1, over], tags[1:, fresh]
    moves[np.ix_(over, fresh)] += (before / np.maximum(before.sum(1, keepdims=True), 1e-6)).T @ after
    return Expected(tags.astype(np.float16), moves.astype(np.float32))

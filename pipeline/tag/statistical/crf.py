"""Linear-chain CRF over B/I/E/S tags in numpy: the chances of all spans that are at all likely, many sentences at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_TINY = 1e-300
_EXTREME = 40.0
_OFTEN = 4
"""After so many steps weights are brought back to a sum of one: e^-40 for each of them is well inside the range of doubles."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Transition scores over the tags O, then B I E S for each label; illegal moves carry a large negative score.

    The chance of a span is the share of all paths, by their weight, that hold exactly it.
    """

    moves: Floats  # (tags, tags), from row to column
    first: Floats  # (tags)
    last: Floats  # (tags)

    def spans(self, scores: Floats, lengths: Ints, least: float) -> Iterator[tuple[int, int, int, float]]:
        """All spans with a chance of at least `least`: start, end, index of the label, chance.

        `scores` (characters, tags) holds the sentences end to end, shortest first; offsets count through all of them.
        Spans come by label, then by start and end.
        """
        if not len(scores):
            return
        # Long sentences of extreme scores need the range of doubles, and no tag is quite impossible.
        heat = np.exp(np.maximum(scores - scores.max(1, keepdims=True), -_EXTREME).astype(np.float64))
        moves = np.exp(self.moves.astype(np.float64))
        forward, backward, growth = self._passes(heat, moves, lengths)
        ends = np.repeat(np.cumsum(lengths), lengths)
        # What a step of a path is worth by itself, and what it makes of all paths that go through it.
        worth = heat / growth[:, None]
        for label in range((scores.shape[1] - 1) // 4):
            begin, inside, close, single = (1 + 4 * label + kind for kind in range(4))
            alone = forward[:, single] * backward[:, single]
            opening = forward[:, begin] * backward[:, begin]
            closing = worth[:, close] * backward[:, close]
            within = worth[:, inside]
            going_on = within * backward[:, inside]
            for start in np.flatnonzero(np.maximum(alone, opening) >= least).tolist():
                if alone[start] >= least:
                    yield start, start + 1, label, min(float(alone[start]), 1.0)
                weight, came = float(forward[start, begin]), begin
                for at in range(start + 1, int(ends[start])):
                    chance = weight * float(moves[came, close]) * float(closing[at])
                    if chance >= least:
                        yield start, at + 1, label, min(chance, 1.0)
                    weight *= float(moves[came, inside])
                    if weight * float(going_on[at]) < least:
                        break
                    weight, came = weight * float(within[at]), inside

    def _passes(self, heat: Doubles, moves: Doubles, lengths: Ints) -> tuple[Doubles, Doubles, Doubles]:
        """Forward and backward weights, scaled so that their product is the chance of a tag, and the growth at each step.

        Both passes go at once, step by step through all sentences: one from their beginnings, one from their ends.
        """
        step, sentence = np.nonzero(np.arange(lengths[-1])[:, None] < lengths)
        ends = np.cumsum(lengths)
        rows = np.stack([(ends - lengths)[sentence] + step, ends[sentence] - 1 - step])
        seen = heat[rows]  # (ways, characters, tags) in the order in which they are reached
        both = np.stack([moves, moves.T])
        reached = np.empty_like(seen)
        total = np.ones(seen.shape[:2])
        begin = 0
        for number, count in enumerate(np.bincount(step).tolist()):
            end = begin + count
            values = reached[:, begin:end]
            if number:
                # Sentences come by length, so those that have a step are the last ones of the step before.
                np.matmul(reached[:, begin - count : begin], both, out=values)
                values *= seen[:, begin:end]
            else:
                values[:] = np.exp(np.stack([self.first, self.last]).astype(np.float64))[:, None] * seen[:, :end]
            if number % _OFTEN == 0:
                sums = np.maximum(np.add.reduce(values, axis=2, keepdims=True), _TINY)
                values /= sums
                total[:, begin:end] = sums[..., 0]
            begin = end
        forward, backward, growth = np.empty_like(heat), np.empty_like(heat), np.empty(len(heat))
        forward[rows[0]], growth[rows[0]] = reached[0], total[0]
        backward[rows[1]] = reached[1] / seen[1]  # without the character itself
        backward /= np.maximum((forward * backward).sum(1, keepdims=True), _TINY)
        return forward, backward, growth

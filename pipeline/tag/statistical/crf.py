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
_OFTEN = 8
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
        # What a step of a path is worth by itself, and what it makes of all paths that go through it.
        worth = heat / growth[:, None]
        tags = heat.shape[1]
        likely = (forward * backward)[:, 1:].reshape(len(heat), -1, 4)
        # Single numbers come much faster out of a view of the memory.
        before, by_itself, chances, through = (each.ravel().data for each in (forward, worth, likely, worth * backward))
        ends = np.repeat(np.cumsum(lengths) * tags, lengths).tolist()
        possible = np.maximum(likely[:, :, 0], likely[:, :, 3]) >= least
        for label, start in zip(*(each.tolist() for each in possible.T.nonzero()), strict=True):
            alone = chances[start * (tags - 1) + 4 * label + 3]
            if alone >= least:
                yield start, start + 1, label, min(alone, 1.0)
            begin = 1 + 4 * label
            (closed, going_on), further = moves[begin : begin + 2, begin + 2 : begin : -1].tolist()
            here = start * tags + begin
            weight, end = before[here], start + 1
            for at in range(here + tags, ends[start], tags):
                end += 1
                chance = weight * closed * through[at + 2]
                if chance >= least:
                    yield start, end, label, min(chance, 1.0)
                weight *= going_on
                if weight * through[at + 1] < least:
                    break
                weight *= by_itself[at + 1]
                closed, going_on = further

    def _passes(self, heat: Doubles, moves: Doubles, lengths: Ints) -> tuple[Doubles, Doubles, Doubles]:
        """Forward and backward weights, scaled so that their product is the chance of a tag, and the growth at each step.

        Both passes go at once, step by step through all sentences: one from their beginnings, one from their ends. A row has
        the tags of the one and then of the other.
        """
        step, sentence = np.nonzero(np.arange(lengths[-1])[:, None] < lengths)
        ends = np.cumsum(lengths)
        there, back = (ends - lengths)[sentence] + step, ends[sentence] - 1 - step
        tags = len(moves)
        seen = heat[np.stack([there, back], axis=1)].reshape(-1, 2 * tags)  # in the order in which they are reached
        both, sums = np.zeros((2, 2 * tags, 2 * tags))
        both[:tags, :tags], both[tags:, tags:] = moves, moves.T
        sums[:tags, :tags] = sums[tags:, tags:] = 1
        reached = np.empty_like(seen)
        total = np.ones(len(seen))
        begin = 0
        for number, count in enumerate(np.bincount(step).tolist()):
            end = begin + count
            values = reached[begin:end]
            if number:
                # Sentences come by length, so those that have a step are the last ones of the step before.
                np.dot(reached[begin - count : begin], both, out=values)
            else:
                values[:] = np.exp(np.concatenate([self.first, self.last]).astype(np.float64))
            values *= seen[begin:end]
            if number % _OFTEN == 0:
                sum_of = np.maximum(np.dot(values, sums), _TINY)
                values /= sum_of
                total[begin:end] = sum_of[:, 0]
            begin = end
        forward, backward, growth = np.empty_like(heat), np.empty_like(heat), np.empty(len(heat))
        forward[there], growth[there] = reached[:, :tags], total
        backward[back] = reached[:, tags:] / seen[:, tags:]  # without the character itself
        backward /= np.maximum(np.einsum("ij,ij->i", forward, backward), _TINY)[:, None]
        return forward, backward, growth

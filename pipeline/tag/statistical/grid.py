"""Sentences laid end to end ↔ the grids of steps and sentences on which recurrent layers work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.tag.statistical.features import Reading
from pipeline.tag.statistical.lexicon import Ints

Feed = dict[str, npt.NDArray[Any]]


class Layout(NamedTuple):
    """How sentences that lie end to end, each with a blank row behind it, stand side by side: the row at each step of each
    sentence (0 behind its end), the place of each row in the flattened grid and those of its two states in what a recurrent
    layer in both directions gives, by steps, directions and sentences (0 for blanks), and the rows that are no blanks."""

    grid: Ints
    places: Ints
    states: Ints
    rows: Ints


def layout(lengths: Ints) -> Layout:
    """All sentences in one grid.

    >>> [part.tolist() for part in layout(np.array([2, 1]))]
    [[[0, 3], [1, 0]], [0, 2, 0, 1, 0], [[0, 2], [4, 6], [0, 0], [1, 3], [0, 0]], [0, 1, 3]]
    """
    return next(layouts(lengths, [len(lengths)]))


def layouts(lengths: Ints, counts: Sequence[int]) -> Iterator[Layout]:
    """The first so many sentences in one grid, the next ones in another: `counts` has the sentences of each grid.

    Rows count from the first of their grid.

    >>> [each.grid.tolist() for each in layouts(np.array([1, 2, 1]), [1, 2])]
    [[[0]], [[0, 3], [1, 0]]]
    """
    ends = np.cumsum(lengths + 1)
    begins = ends - lengths - 1
    column = np.concatenate([np.arange(count) for count in counts])
    width = np.repeat(counts, counts)
    of_row = np.repeat(np.arange(len(lengths)), lengths + 1)
    rows = np.arange(len(of_row))
    before = (rows - begins[of_row]) * width[of_row]
    places = before + column[of_row]
    states = np.stack([places + before, places + before + width[of_row]], axis=1)
    places[ends - 1] = states[ends - 1] = 0
    filled = np.delete(rows, ends - 1)
    first = 0
    for count in counts:
        last = first + count
        begin, end = int(begins[first]), int(ends[last - 1])
        here, own = filled[begin - first : end - last] - begin, places[begin:end]
        grid = np.zeros((int(lengths[first:last].max()), count), dtype=np.int64)
        grid.reshape(-1)[own[here]] = here
        yield Layout(grid, own, states[begin:end], here)
        first = last


def inputs(reading: Reading, counts: Sequence[int]) -> Iterator[Feed]:
    """Everything that the network takes, some sentences at a time: as many as `counts` says."""
    first = 0
    of_units, of_characters = layouts(reading.unit_lengths, counts), layouts(reading.lengths, counts)
    for count, units, characters in zip(counts, of_units, of_characters, strict=True):
        part = reading.part(first, first + count)
        first += count
        yield {
            "units": part.units,
            "unit_grid": units.grid,
            "unit_lengths": part.unit_lengths.astype(np.int32),
            "unit_states": units.states,
            "unit_of": part.unit_of,
            "rows": part.rows,
            "flags": part.flags,
            "grid": characters.grid,
            "lengths": part.lengths.astype(np.int32),
            "states": characters.states[characters.rows],
        }

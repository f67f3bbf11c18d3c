"""Sentences laid end to end ↔ the grid of steps and sentences on which recurrent layers work."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.tag.statistical.features import Ints, Reading

Feed = dict[str, npt.NDArray[Any]]


def layout(lengths: Ints) -> tuple[Ints, Ints, Ints]:
    """How sentences that lie end to end, each with a blank row behind it, stand side by side: the row at each step of each
    sentence (0 behind its end), the place of each row in the flattened grid (0 for blanks), and the rows that are no blanks.

    >>> [part.tolist() for part in layout(np.array([2, 1]))]
    [[[0, 3], [1, 0]], [0, 2, 0, 1, 0], [0, 1, 3]]
    """
    ends = np.cumsum(lengths + 1)
    count = len(lengths)
    sentence = np.repeat(np.arange(count), lengths + 1)
    places = (np.arange(len(sentence)) - (ends - lengths - 1)[sentence]) * count + sentence
    blank = np.zeros(len(sentence), dtype=bool)
    blank[ends - 1] = True
    rows = np.flatnonzero(~blank)
    grid = np.zeros(int(lengths.max(initial=0)) * count, dtype=np.int64)
    grid[places[rows]] = rows
    places[blank] = 0
    return grid.reshape(-1, count), places, rows


def inputs(reading: Reading) -> Feed:
    """Everything that the network takes."""
    unit_grid, unit_places, _ = layout(reading.unit_lengths)
    grid, places, rows = layout(reading.lengths)
    return {
        "units": reading.units,
        "unit_grid": unit_grid,
        "unit_lengths": reading.unit_lengths.astype(np.int32),
        "unit_of": unit_places[reading.unit_of],
        "characters": reading.characters,
        "rows": reading.rows,
        "grid": grid,
        "lengths": reading.lengths.astype(np.int32),
        "places": places[rows],
    }

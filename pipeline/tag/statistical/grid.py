"""Sentences laid end to end ↔ the grid of steps and sentences on which recurrent layers work."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.tag.statistical.features import Ints, Reading

Feed = dict[str, npt.NDArray[Any]]


def grid_of(lengths: Ints) -> Ints:
    """For each step and sentence the row that stands there when the sentences lie end to end; 0 behind an end.

    >>> grid_of(np.array([2, 1])).tolist()
    [[0, 2], [1, 0]]
    """
    steps = np.arange(lengths.max(initial=0))[:, None]
    return np.where(steps < lengths, np.cumsum(lengths) - lengths + steps, 0)


def places_of(lengths: Ints) -> Ints:
    """The inverse: for each row its place in the flattened grid.

    >>> places_of(np.array([2, 1])).tolist()
    [0, 2, 1]
    """
    sentences = np.repeat(np.arange(len(lengths)), lengths)
    steps = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return steps * len(lengths) + sentences


def unit_inputs(reading: Reading) -> tuple[Feed, Ints]:
    """What the encoder of units takes, and for each character the place of its unit in what it gives."""
    feed: Feed = {
        "units": reading.units,
        "unit_grid": grid_of(reading.unit_lengths),
        "unit_lengths": reading.unit_lengths.astype(np.int32),
    }
    return feed, places_of(reading.unit_lengths)[reading.unit_of]


def inputs(reading: Reading) -> Feed:
    """Everything that the network takes."""
    feed, places = unit_inputs(reading)
    return feed | {
        "characters": reading.characters,
        "rows": reading.rows,
        "unit_of": places,
        "grid": grid_of(reading.lengths),
        "lengths": reading.lengths.astype(np.int32),
        "places": places_of(reading.lengths),
    }

"""A small LSTM over units that reads as LAC's encoder does: it learns, on unlabelled news, LAC's states and what LAC makes of them,
the chances of its tags.

LAC's two GRU layers are the better part of the cost of a tagger built on them, and no kernel for 8-bit GRUs exists. One LSTM layer
of the same width comes near, runs in 8 bits, and goes on learning with the tagger.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from pipeline.normalize.fold import fold
from pipeline.segment.sentences import split_sentences
from pipeline.tag.statistical.features import Features, Reading
from pipeline.tag.statistical.grid import layout
from pipeline.tag.statistical.tagger import open_network
from training.tagger.fit import slope, turned
from training.tagger.lac import Lac
from training.tagger.model import UNITS, Both
from training.tagger.network import encoder

_SHORTEST, _LONGEST = 6, 220
_TOGETHER, _SIZE = 384, 1500
"""Sentences that are read at once, and units of a batch with the padding."""


class Encoder:
    """LAC's encoder of units."""

    def __init__(self, lac: Lac) -> None:
        self._session = open_network(encoder(lac.layers))

    def __call__(self, reading: Reading) -> np.ndarray:
        """A state for each place of the flattened grid of units."""
        grid, *_ = layout(reading.unit_lengths)
        feed = {"units": reading.units, "unit_grid": grid, "unit_lengths": reading.unit_lengths.astype(np.int32)}
        states: np.ndarray = self._session.run(None, feed)[0]
        return states


def learn(lac: Lac, features: Features, texts: Sequence[str], steps: int, rate: float, seed: int) -> Both:
    """Train the LSTM for so many batches of the texts' sentences in random order."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    sentences = [fold(text[s.start : s.end]) for text in texts for s in split_sentences(text)]
    sentences = [sentence for sentence in sentences if _SHORTEST <= len(sentence) <= _LONGEST]
    size = lac.vectors.shape[1]
    width = 2 * lac.layers[-1]["recurrent"].shape[2]
    units, leave = Both(size, UNITS), nn.Linear(2 * UNITS, width)
    weights = [*units.parameters(), *leave.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=rate, betas=(0.9, 0.98), weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: slope(step, steps, 0.02))
    tags, shift = map(torch.from_numpy, lac.leave)
    began, left, spread = time.process_time(), 0.0, 0.0
    for step, (given, states, lengths) in enumerate(islice(_batches(lac, features, sentences, rng), steps), 1):
        mask = torch.arange(given.shape[1])[None] < torch.tensor(lengths)[:, None]
        found, wanted = leave(units(given, turned(lengths)))[mask], states[mask]
        error = ((found - wanted) ** 2).mean()
        chances = functional.softmax(wanted @ tags + shift, 1)
        apart = functional.kl_div(functional.log_softmax(found @ tags + shift, 1), chances, reduction="batchmean")
        optimizer.zero_grad()
        (10 * error + apart).backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        schedule.step()
        left, spread = left + float(error.detach()), spread + float(wanted.var(0).mean())
        if step % 500 == 0:
            took = time.process_time() - began
            print(f"  step {step}, {took:.0f} s of processor time, explained {1 - left / spread:.3f}", flush=True)
            left = spread = 0.0
    return units


def _batches(
    lac: Lac, features: Features, sentences: list[str], rng: random.Random
) -> Iterator[tuple[torch.Tensor, torch.Tensor, list[int]]]:
    """Vectors of units, LAC's states (both sentences × steps × width), and how many units each sentence has."""
    read = Encoder(lac)
    while True:
        rng.shuffle(sentences)
        for begin in range(0, len(sentences), _TOGETHER):
            reading = features(sorted(sentences[begin : begin + _TOGETHER], key=len))
            for first, last in _parts(reading.unit_lengths.tolist(), rng):
                part = reading.part(first, last)
                grid, *_ = layout(part.unit_lengths)
                states = read(part).reshape(*grid.shape, -1)
                given, wanted = (np.ascontiguousarray(v.swapaxes(0, 1)) for v in (part.units[grid], states))
                yield torch.from_numpy(given), torch.from_numpy(wanted), part.unit_lengths.tolist()


def _parts(lengths: list[int], rng: random.Random) -> list[tuple[int, int]]:
    """Cut sentences that come by length into batches, in random order."""
    parts, begin = [], 0
    for at in range(1, len(lengths) + 1):
        if at == len(lengths) or max(lengths[begin : at + 1]) * (at + 1 - begin) > _SIZE:
            parts.append((begin, at))
            begin = at
    rng.shuffle(parts)
    return parts

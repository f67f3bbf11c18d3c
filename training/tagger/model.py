"""The network in torch: character, word and unit features → BiLSTM → one CRF for each data set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.tagger.data import LABELS, Spans

BARRED = -1e4
ENTRY_DROP = 0.2
UNITS, ENTRY, HIDDEN = 128, 256, 160
"""Widths of the LSTM over units, of what enters the LSTM over characters, and of this."""


def tags_of(labels: Sequence[str]) -> list[str]:
    """O, then B I E S for each label."""
    return ["O", *(f"{kind}-{label}" for label in labels for kind in "BIES")]


def legal(tags: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What BIES forbids, as scores to add: moves from row to column, first tags, last tags."""

    def follows(one: str, other: str) -> bool:
        return other[0] in "IE" and other[1:] == one[1:] if one[0] in "BI" else other[0] in "OBS"

    moves = np.array([[0 if follows(a, b) else BARRED for b in tags] for a in tags], dtype=np.float32)
    first = np.array([BARRED if tag[0] in "IE" else 0 for tag in tags], dtype=np.float32)
    last = np.array([BARRED if tag[0] in "BI" else 0 for tag in tags], dtype=np.float32)
    return moves, first, last


class Crf(nn.Module):
    """A linear-chain CRF that learns from the set of tags allowed at each character."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.tags = tags_of(labels)
        size = len(self.tags)
        self.moves = nn.Parameter(torch.zeros(size, size))
        self.first = nn.Parameter(torch.zeros(size))
        self.last = nn.Parameter(torch.zeros(size))
        for name, value in zip(("moves", "first", "last"), legal(self.tags), strict=True):
            self.register_buffer(f"barred_{name}", torch.from_numpy(value), persistent=False)

    def total(self, scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log of the sum over all paths of each sentence."""
        moves = (self.moves + self.barred_moves).exp()
        value = scores[:, 0] + self.first + self.barred_first
        for step in range(1, scores.shape[1]):
            peak = value.max(1, keepdim=True)[0].detach()
            further = torch.clamp((value - peak).exp() @ moves, min=1e-30).log() + peak + scores[:, step]
            value = torch.where(mask[:, step : step + 1], further, value)
        return torch.logsumexp(value + self.last + self.barred_last, 1)

    def loss(self, scores: torch.Tensor, allowed: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Minus the log-probability, summed over sentences, that a path keeps to the allowed tags."""
        both = torch.cat([scores, scores.masked_fill(~allowed, BARRED)])
        total = self.total(both, torch.cat([mask, mask]))
        return (total[: len(scores)] - total[len(scores) :]).sum()

    def apart(
        self, scores: torch.Tensor, tags: torch.Tensor, moves: torch.Tensor, last: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """Minus the log-probability of a path, in the mean over a teacher's paths and summed over sentences: `tags` and `last`
        are the tags that the teacher expects at each place and at the last one, `moves` its moves in all sentences."""
        wanted = (tags * scores).sum() + (moves * self.moves).sum() + (tags[:, 0] * self.first).sum()
        return self.total(scores, mask).sum() - wanted - (last * self.last).sum()


class Both(nn.Module):
    """An LSTM in each direction; its states side by side."""

    def __init__(self, entry: int, hidden: int) -> None:
        super().__init__()
        self.forwards = nn.LSTM(entry, hidden, batch_first=True)
        self.backwards = nn.LSTM(entry, hidden, batch_first=True)
        for layer in (self.forwards, self.backwards):
            nn.init.orthogonal_(layer.weight_hh_l0)
            nn.init.zeros_(layer.bias_hh_l0)
            nn.init.zeros_(layer.bias_ih_l0)
            nn.init.ones_(layer.bias_ih_l0[hidden : 2 * hidden])  # remember at first

    def forward(self, values: torch.Tensor, turned: torch.Tensor) -> torch.Tensor:
        """`turned` holds, for each place, the place that reading the sentence backwards puts there."""
        there = self.forwards(values)[0]
        back = self.backwards(picked(values, turned))[0]
        return torch.cat([there, picked(back, turned)], -1)


class Batch(NamedTuple):
    """Sentences of like length, padded: rows of the character table, other features, units and the unit of each character."""

    characters: torch.Tensor
    rows: torch.Tensor
    turned: torch.Tensor
    mask: torch.Tensor
    units: torch.Tensor
    units_turned: torch.Tensor
    unit_of: torch.Tensor


class Network(nn.Module):
    """See the module's first line. `columns` counts the features of a character without its own vector."""

    def __init__(self, characters: torch.Tensor, columns: int, drop: float = 0.4) -> None:
        super().__init__()
        size = characters.shape[1]
        self.characters = nn.Embedding.from_pretrained(characters.clone(), freeze=False)
        self.units = Both(size, UNITS)
        self.enter = nn.Linear(size + columns + 2 * UNITS, ENTRY)
        self.read = Both(ENTRY, HIDDEN)
        self.drop, self.steady = drop, True
        self.leave = nn.ModuleDict({head: nn.Linear(2 * HIDDEN, 4 * len(LABELS[head]) + 1) for head in LABELS})
        self.crf = nn.ModuleDict({head: Crf(LABELS[head]) for head in LABELS})

    def forward(self, batch: Batch, head: str) -> torch.Tensor:
        """Tag scores."""
        own = self._dropped(self.characters(batch.characters), ENTRY_DROP)
        rows = self._dropped(batch.rows, ENTRY_DROP)
        # Products of the parts instead of one over all side by side: nobody needs the slope of `rows`.
        own_weight, rows_weight, units_weight = self.enter.weight.split([own.shape[-1], rows.shape[-1], 2 * UNITS], 1)
        units = self._dropped(self.units(batch.units, batch.units_turned), ENTRY_DROP)
        entered = functional.linear(own, own_weight, self.enter.bias) + functional.linear(rows, rows_weight)
        entered = entered + picked(functional.linear(units, units_weight), batch.unit_of)
        entered = self._dropped(torch.tanh(entered), self.drop)
        read = self._dropped(self.read(entered, batch.turned), self.drop)
        scores: torch.Tensor = self.leave[head](read)
        return scores

    def _dropped(self, values: torch.Tensor, part: float) -> torch.Tensor:
        """Drop columns, the same at all places of a sentence while `steady` (Gal & Ghahramani 2016), or single values."""
        if not self.training:
            return values
        kept = (torch.rand(values.shape[0], 1, values.shape[2]) if self.steady else torch.rand_like(values)) >= part
        return values * (kept.to(values.dtype) / (1 - part))


def picked(values: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """The rows of each sentence that stand at `places`."""
    return values.gather(1, places[..., None].expand(-1, -1, values.shape[2]))


def allowed(spans: Spans, length: int, steps: int, tags: Sequence[str]) -> np.ndarray:
    """Which tags a path may take at each step: those of the spans; an optional span may also be none at all."""
    index = {tag: number for number, tag in enumerate(tags)}
    table = np.zeros((steps, len(tags)), dtype=bool)
    used = np.zeros(steps, dtype=bool)
    for start, end, label, optional in sorted(spans, key=lambda span: (span[3], span[0] - span[1])):
        if end > length or used[start:end].any():
            continue
        used[start:end] = True
        kinds = "S" if end - start == 1 else "B" + "I" * (end - start - 2) + "E"
        for at, kind in enumerate(kinds, start):
            table[at, index[f"{kind}-{label}"]] = True
            table[at, 0] |= optional
    table[~used, 0] = True
    return table

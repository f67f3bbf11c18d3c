"""Learning: batches of examples, the optimizer, and a running mean of the weights, which is what is kept."""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from pipeline.normalize.fold import fold
from pipeline.tag.statistical.features import Features
from training.tagger.data import LABELS, Example
from training.tagger.expected import Expected, expected
from training.tagger.model import Batch, Network, allowed
from training.tagger.swaps import mentions_of, swapped


@dataclass(frozen=True)
class Read:
    """An example as the network reads it: rows of the character table, other features and units, both in half precision; and
    what a teacher expects, where it is not the example's spans that count."""

    example: Example
    characters: np.ndarray
    rows: np.ndarray
    units: np.ndarray
    unit_of: np.ndarray
    expected: Expected | None


@dataclass(frozen=True)
class Group:
    """Examples of one output of the network, how often it is their turn, and the characters of one batch."""

    items: Sequence[Read]
    weight: float
    size: int

    def turn(self, rng: random.Random) -> Sequence[Read]:
        """The examples as the network reads them the next time that it goes through all of them."""
        return self.items


@dataclass(frozen=True)
class Swapped(Group):
    """A group that has, in each turn, about half of its sentences with mentions swapped anew, and the others as they are."""

    features: Features

    def turn(self, rng: random.Random) -> Sequence[Read]:
        mentions = mentions_of(item.example for item in self.items)
        as_is, changed = list[Read](), list[Example]()
        for item in self.items:
            if rng.random() < 0.5:
                changed.append(swapped(item.example, mentions, rng))
            else:
                as_is.append(item)
        return [*as_is, *read(changed, self.features)]


def read(examples: Sequence[Example], features: Features) -> list[Read]:
    """Compute the features of all examples."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text))
    done: dict[int, Read] = {}
    for begin in range(0, len(order), 128):
        chosen = order[begin : begin + 128]
        reading = features([fold(examples[i].text) for i in chosen])
        for number, i in enumerate(chosen):
            one = reading.part(number, number + 1)
            length = int(reading.lengths[number])
            done[i] = Read(
                example=examples[i],
                characters=one.characters[:length],
                rows=np.hstack([one.rows, one.flags])[:length].astype(np.float16),
                units=one.units[:-1].astype(np.float16),
                unit_of=one.unit_of[:length],
                expected=_expected(examples[i], length),
            )
    return [done[i] for i in range(len(examples))]


def _expected(example: Example, length: int) -> Expected | None:
    return None if example.chances is None else expected(example.chances, length, LABELS[example.head])


def batches(items: Sequence[Read], size: int, rng: random.Random) -> list[list[Read]]:
    """Batches of examples of like length, in random order; `size` counts characters with the padding."""
    made: list[list[Read]] = []
    current: list[Read] = []
    for item in sorted(items, key=lambda item: len(item.characters) + rng.random() * 6):
        if current and len(item.characters) * (len(current) + 1) > size:
            made.append(current)
            current = []
        current.append(item)
    made.append(current)
    rng.shuffle(made)
    return made


def collate(items: Sequence[Read]) -> Batch:
    """Lay sentences into one batch."""
    lengths, units = [len(item.characters) for item in items], [len(item.units) for item in items]
    batch = Batch(
        characters=torch.zeros(len(items), max(lengths), dtype=torch.long),
        rows=torch.zeros(len(items), max(lengths), items[0].rows.shape[1]),
        turned=turned(lengths),
        mask=torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None],
        units=torch.zeros(len(items), max(units), items[0].units.shape[1]),
        units_turned=turned(units),
        unit_of=torch.zeros(len(items), max(lengths), dtype=torch.long),
    )
    for number, item in enumerate(items):
        batch.characters[number, : lengths[number]] = torch.from_numpy(item.characters)
        batch.rows[number, : lengths[number]] = torch.from_numpy(item.rows.astype(np.float32))
        batch.units[number, : units[number]] = torch.from_numpy(item.units.astype(np.float32))
        batch.unit_of[number, : lengths[number]] = torch.from_numpy(item.unit_of)
    return batch


def turned(lengths: Sequence[int]) -> torch.Tensor:
    """For each place of each sentence the place that reading backwards puts there."""
    steps = torch.arange(max(lengths))[None]
    ends = torch.tensor(lengths)[:, None]
    return torch.where(steps < ends, ends - 1 - steps, steps)


def loss_of(network: Network, items: Sequence[Read]) -> torch.Tensor:
    """Ten times the loss for each character of a batch."""
    head = items[0].example.head
    batch = collate(items)
    crf = network.crf[head]
    scores = network(batch, head)
    wanted = [item.expected for item in items if item.expected is not None]
    if wanted:
        tags = torch.zeros_like(scores)
        for number, one in enumerate(wanted):
            tags[number, : len(one.tags)] = torch.from_numpy(one.tags.astype(np.float32))
        moves = torch.from_numpy(np.sum([one.moves for one in wanted], axis=0))
        last = torch.from_numpy(np.stack([one.tags[-1] for one in wanted]).astype(np.float32))
        loss: torch.Tensor = crf.apart(scores, tags, moves, last, batch.mask)
    else:
        table = np.stack([allowed(i.example.spans, len(i.characters), batch.mask.shape[1], crf.tags) for i in items])
        loss = crf.loss(scores, torch.from_numpy(table), batch.mask)
    return loss / batch.mask.sum() * 10


def fit(
    network: Network,
    groups: Sequence[Group],
    steps: int,
    rate: float,
    seed: int,
    floor: float = 0.02,
    mean: float = 0.996,
    units: float = 1.0,
) -> Network:
    """Train `network` in place and return the running mean of its weights. `floor` is the last part of the rate, `units`
    the part of it at which the LSTM over units learns."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    shares = {"crf.": 5.0, "units.": units}
    groups_of = [
        {"params": [p], "lr": rate * next((share for head, share in shares.items() if name.startswith(head)), 1.0)}
        for name, p in network.named_parameters()
    ]
    optimizer = torch.optim.AdamW(groups_of, weight_decay=1e-2, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: slope(step, steps, floor))
    kept = copy.deepcopy(network).eval()
    network.train()
    queues: list[list[list[Read]]] = [[] for _ in groups]
    began, losses = time.process_time(), list[float]()
    for step in range(steps):
        (turn,) = rng.choices(range(len(groups)), [group.weight for group in groups])
        queues[turn] = queues[turn] or batches(groups[turn].turn(rng), groups[turn].size, rng)
        loss = loss_of(network, queues[turn].pop())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        with torch.no_grad():
            share = 1 - min(mean, (step + 1) / (step + 10))
            torch._foreach_lerp_(list(kept.parameters()), list(network.parameters()), share)
        if (step + 1) % 200 == 0:
            took, lately = time.process_time() - began, sum(losses[-200:]) / 200
            print(f"  step {step + 1}, {took:.0f} s of processor time, loss {lately:.3f}", flush=True)
    return kept


def slope(step: int, steps: int, floor: float) -> float:
    """The part of the learning rate at a step: up in 100 steps, then down half a cosine to `floor`."""
    return min(1, (step + 1) / 100) * (floor + (1 - floor) * (1 + math.cos(math.pi * step / steps)) / 2)


def weights_of(network: Network, head: str = "ours") -> Iterator[tuple[str, np.ndarray]]:
    """The weights that a pack needs: one output, and all below it."""
    for name, value in network.state_dict().items():
        if name.startswith(("leave.", "crf.")):
            kind, owner, part = name.split(".")
            if owner == head:
                yield f"{kind}.{part}", value.numpy()
        else:
            yield name, value.numpy()

"""Learning: batches of examples, the optimizer, and a running mean of the weights, which is what is kept."""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
import torch

from pipeline.normalize.fold import fold
from pipeline.tag.statistical.features import Features
from pipeline.tag.statistical.grid import layout
from training.tagger.data import Example
from training.tagger.model import Network, allowed


@dataclass(frozen=True)
class Read:
    """An example as the network reads it: rows of the character table, and all other features in half precision."""

    example: Example
    characters: np.ndarray
    rows: np.ndarray


@dataclass(frozen=True)
class Group:
    """Examples of one output of the network, how often it is their turn, and the characters of one batch."""

    items: Sequence[Read]
    weight: float
    size: int


def read(examples: Sequence[Example], features: Features, encoder: bytes) -> list[Read]:
    """Compute the features of all examples."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text))
    done: dict[int, Read] = {}
    for begin in range(0, len(order), 128):
        chosen = order[begin : begin + 128]
        reading = features([fold(examples[i].text) for i in chosen])
        grid, places, _ = layout(reading.unit_lengths)
        units = {"units": reading.units, "unit_grid": grid, "unit_lengths": reading.unit_lengths.astype(np.int32)}
        states = session.run(None, units)[0][places[reading.unit_of]]
        rows = np.concatenate([reading.rows, states], axis=1).astype(np.float16)
        ends = np.cumsum(reading.lengths + 1) - 1  # a blank row stands behind each
        for i, start, end in zip(chosen, ends - reading.lengths, ends, strict=True):
            done[i] = Read(examples[i], reading.characters[start:end], rows[start:end])
    return [done[i] for i in range(len(examples))]


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


def collate(items: Sequence[Read]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Padded characters, rows, places when read backwards, and a mask."""
    lengths = [len(item.characters) for item in items]
    steps = max(lengths)
    characters = torch.zeros(len(items), steps, dtype=torch.long)
    rows = torch.zeros(len(items), steps, items[0].rows.shape[1])
    turned = torch.arange(steps).repeat(len(items), 1)
    for number, (item, length) in enumerate(zip(items, lengths, strict=True)):
        characters[number, :length] = torch.from_numpy(item.characters)
        rows[number, :length] = torch.from_numpy(item.rows.astype(np.float32))
        turned[number, :length] = torch.arange(length - 1, -1, -1)
    mask = torch.arange(steps)[None] < torch.tensor(lengths)[:, None]
    return characters, rows, turned, mask


def loss_of(network: Network, items: Sequence[Read]) -> torch.Tensor:
    """Ten times the loss for each character of a batch."""
    head = items[0].example.head
    characters, rows, turned, mask = collate(items)
    crf = network.crf[head]
    table = np.stack([allowed(i.example.spans, len(i.characters), mask.shape[1], crf.tags) for i in items])
    scores = network(characters, rows, turned, head)
    loss: torch.Tensor = crf.loss(scores, torch.from_numpy(table), mask) / mask.sum() * 10
    return loss


def fit(
    network: Network,
    groups: Sequence[Group],
    steps: int,
    rate: float,
    seed: int,
    floor: float = 0.02,
    mean: float = 0.996,
) -> Network:
    """Train `network` in place and return the running mean of its weights. `floor` is the last part of the rate."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    slow = [p for name, p in network.named_parameters() if not name.startswith("crf.")]
    fast = [p for name, p in network.named_parameters() if name.startswith("crf.")]
    groups_of = [{"params": slow, "lr": rate}, {"params": fast, "lr": rate * 5}]
    optimizer = torch.optim.AdamW(groups_of, weight_decay=1e-2, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(1, (step + 1) / 100) * (floor + (1 - floor) * (1 + math.cos(math.pi * step / steps)) / 2),
    )
    kept = copy.deepcopy(network).eval()
    network.train()
    queues: list[list[list[Read]]] = [[] for _ in groups]
    began, losses = time.process_time(), list[float]()
    for step in range(steps):
        (turn,) = rng.choices(range(len(groups)), [group.weight for group in groups])
        queues[turn] = queues[turn] or batches(groups[turn].items, groups[turn].size, rng)
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


def weights_of(network: Network, head: str = "ours") -> Iterator[tuple[str, np.ndarray]]:
    """The weights that a pack needs: one output, and all below it."""
    for name, value in network.state_dict().items():
        if name.startswith(("leave.", "crf.")):
            kind, owner, part = name.split(".")
            if owner == head:
                yield f"{kind}.{part}", value.numpy()
        else:
            yield name, value.numpy()

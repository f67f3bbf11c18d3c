"""The stages of training, one process for each that runs at once.

Not in `__main__`, whose functions a new process does not find.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Container
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import torch

from training.tagger.cross import weigh_all
from training.tagger.data import FOLDS
from training.tagger.fetch import fetch
from training.tagger.train import Workshop

PARTS = (*(f"fold-{number}" for number in range(FOLDS)), "final")
TURNS = (
    ("units",),
    ("pretrain",),
    tuple(f"begin-{part}" for part in PARTS),
    ("join",),
    PARTS,
    ("weigh",),
)
"""The stages; those of one turn do not wait for each other."""
STAGES = tuple(stage for turn in TURNS for stage in turn)


class Named(io.TextIOBase):
    """Standard output with a stage's name before each line, for several write there at once."""

    def __init__(self, name: str) -> None:
        self.name, self.left = name, ""

    def write(self, text: str) -> int:
        *lines, self.left = (self.left + text).split("\n")
        sys.__stdout__.write("".join(f"{self.name}: {line}\n" for line in lines))
        sys.__stdout__.flush()
        return len(text)


def carry_out(data: Path, lac: Path, texts: Path, work: Path, pack: Path, share: float, stage: str) -> None:
    """Do one stage, in a process of its own; what it makes lies in `work`."""
    torch.set_num_threads(1)  # more threads add in another order, and the weights differ in their last digits
    if stage == "weigh":
        weigh_all(data, texts, work, pack)
        return
    with redirect_stdout(Named(stage)):
        print("begins")
        shop = Workshop(data, lac, texts, work, share)
        if stage == "units":
            shop.distil()
        elif stage == "pretrain":
            shop.pretrain()
        elif stage == "join":
            shop.join()
        elif stage.startswith("begin-"):
            shop.begin(stage.removeprefix("begin-"))
        else:
            shop.write(stage)


def train(data: Path, work: Path, pack: Path, stages: Container[str], jobs: int, share: float = 1) -> None:
    """Do those of all stages that are among `stages`, up to `jobs` at once, with this share of the steps and of the news.

    Raises SystemExit with a file's name when a source is missing or is another one.
    """
    lac, texts = fetch(data, work)
    do = partial(carry_out, data, lac, texts, work, pack, share)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for turn in TURNS:
            list(pool.map(do, [stage for stage in turn if stage in stages]))

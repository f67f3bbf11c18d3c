"""Train the tagger and write its pack.

    python -m training.tagger DATA [STAGE ...] [--work build/tagger] [--pack pipeline/resources/tagger.pack]

DATA is a folder with the labelled sets that docs/model-card.md lists. Stages: `units`, `pretrain`, `begin-fold-0` to `begin-fold-4`,
`begin-final`, `join`, `fold-0` to `fold-4`, `final`, and `weigh`, which learns from the folds how the tagger's word weighs against the
rules', prints the tables of docs/evaluation.md and writes the pack. Without a stage all are done, in some 150 minutes on one core.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.tagger.cross import weigh_all
from training.tagger.data import FOLDS, ROOT
from training.tagger.fetch import fetch
from training.tagger.train import Workshop

PARTS = (*(f"fold-{number}" for number in range(FOLDS)), "final")
STAGES = ("units", "pretrain", *(f"begin-{part}" for part in PARTS), "join", *PARTS, "weigh")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m training.tagger", description="Train the tagger and write its pack."
    )
    parser.add_argument("data", type=Path, help="folder of the labelled sets")
    parser.add_argument("stages", nargs="*", help=f"some of {', '.join(STAGES)} (default: all)")
    parser.add_argument("--work", type=Path, default=ROOT / "build/tagger", help="folder for what is made on the way")
    parser.add_argument("--pack", type=Path, default=ROOT / "pipeline/resources/tagger.pack", help="the pack to write")
    options = parser.parse_args()
    stages = options.stages or list(STAGES)
    if unknown := set(stages) - set(STAGES):
        parser.error(f"no stage {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}")
    torch.set_num_threads(1)  # more threads add in another order, and the weights differ in their last digits
    lac, texts = fetch(options.data, options.work)
    workshop = None if stages == ["weigh"] else Workshop(options.data, lac, texts, options.work)
    for stage in stages:
        print(stage, flush=True)
        if stage == "weigh":
            weigh_all(options.data, texts, options.work, options.pack)
        elif workshop and stage == "units":
            workshop.distil()
        elif workshop and stage == "pretrain":
            workshop.pretrain()
        elif workshop and stage == "join":
            workshop.join()
        elif workshop and stage.startswith("begin-"):
            workshop.begin(stage.removeprefix("begin-"))
        elif workshop:
            workshop.write(stage)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

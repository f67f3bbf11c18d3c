"""Train the tagger and write its pack.

    python -m training.tagger DATA [STAGE ...] [--jobs 1] [--rehearse] [--work build/tagger] [--pack pipeline/resources/tagger.pack]

DATA is a folder with the labelled sets that docs/model-card.md lists. Stages: `units`, `pretrain`, `begin-fold-0` to `begin-fold-4`,
`begin-final`, `join`, `fold-0` to `fold-4`, `final`, and `weigh`, which learns from the folds how the tagger's word weighs against
the rules', prints the tables of docs/evaluation.md and writes the pack. Without a stage all are done, in some 180 minutes on one
core.
With `--jobs`, stages that do not wait for each other run at once, each in a process of its own with one thread and up to 6 GB.
With `--rehearse` every stage takes a tenth of its steps and of the news, and the pack stays in the folder for what is made on the
way: to see that all is in place, and that two trainings write the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.tagger.data import ROOT
from training.tagger.stages import STAGES, train
from training.tagger.train import REHEARSAL


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m training.tagger", description="Train the tagger and write its pack."
    )
    parser.add_argument("data", type=Path, help="folder of the labelled sets")
    parser.add_argument("stages", nargs="*", metavar="stage", help=f"some of {', '.join(STAGES)} (default: all)")
    parser.add_argument("--jobs", type=int, default=1, help="how many stages run at once (default: 1)")
    parser.add_argument("--rehearse", action="store_true", help="a tenth of the steps and of the news")
    parser.add_argument(
        "--work", type=Path, help="folder for what is made on the way (default: build/tagger, or build/rehearsal)"
    )
    parser.add_argument(
        "--pack", type=Path, help="the pack to write (default: pipeline/resources/tagger.pack, or WORK/tagger.pack)"
    )
    options = parser.parse_args()
    if unknown := set(options.stages) - set(STAGES):
        parser.error(f"no stage {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}")
    if options.jobs < 1:
        parser.error("--jobs must be at least 1")
    work = options.work or ROOT / ("build/rehearsal" if options.rehearse else "build/tagger")
    pack = options.pack or (work / "tagger.pack" if options.rehearse else ROOT / "pipeline/resources/tagger.pack")
    train(options.data, work, pack, options.stages or STAGES, options.jobs, REHEARSAL if options.rehearse else 1)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Compare ways to tag on documents that none of them saw, and print the table of docs/evaluation.md.

    python -m training.tagger.compare DATA [--work build/tagger] [--fold 0 ...]

The networks are those that the stages `fold-…` left in WORK; the plain CRF is trained here. With `--outside` only the sets of others
are read: the network of the first of the folds and that of the pack go on learning with the training part of each, which the end of
their training had left behind, half of its sentences with swapped mentions, three times with another order. Speed and memory are
those of a process that does nothing but read the unseen documents, with one thread.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from pathlib import Path

import torch

from pipeline.tag.statistical.pack import read_pack
from training.tagger import plain_crf
from training.tagger.cost import Read, by_crf, by_pack, cost, sentences_of
from training.tagger.cross import Tally
from training.tagger.data import LABELS, MAPPED, ROOT, Example, Spans, documents, fold_of, ours, outside
from training.tagger.export import export
from training.tagger.fetch import fetch
from training.tagger.fit import Swapped, fit, read, weights_of
from training.tagger.lac import Lac
from training.tagger.model import UNITS, Network
from training.tagger.train import BATCH, SEED

CRF = "CRF, hand-made features"
NETWORKS = {
    "network, from labelled text and the news that was read, 8 bits": (".begun", True),
    "then also from news weighed with the rules, 32 bits": ("", False),
    "the same, 8 bits (shipped)": ("", True),
}
CHECKS = ("cluener", "resume")
FINISH = {"steps": 600, "rate": 1e-3, "units": 0.2}
SEEDS = 3
"""How the network learns a set of others to the end, and how often."""
OURS = LABELS["ours"]


class Comparison:
    """The data, and where the models of each way lie."""

    def __init__(self, data: Path, work: Path, folds: Sequence[int]) -> None:
        self.lac_folder, texts = fetch(data, work)
        self.lac, self.work, self.folds = Lac.read(self.lac_folder), work, folds
        self.examples = [*ours("inews", data / "inews", texts), *ours("corpus", ROOT / "corpus/gold"), *outside(data)]
        self.gold: dict[str, tuple[str, Spans]] = {}
        self.fold: dict[str, int] = {}
        for found in (documents(data / "inews", texts), documents(ROOT / "corpus/gold")):
            some = {name: (text, spans) for name, text, spans in found}
            self.gold |= some
            self.fold |= fold_of(list(some))
        (work / "compare").mkdir(exist_ok=True)

    def network(self, name: str) -> Network:
        """A network as a stage of training left it."""
        state = torch.load(self.work / f"{name}.pt")
        size, columns = state["characters.weight"].shape[1], state["enter.weight"].shape[1]
        network = Network(state["characters.weight"], columns - size - 2 * UNITS)
        network.load_state_dict(state)
        return network

    def pack(self, part: str, quantized: bool, head: str, fold: int) -> Path:
        """The pack of a network with the output for one data set; `part` is how the state's name ends."""
        path = self.work / "compare" / f"network{part}-{8 if quantized else 32}-{head}-{fold}.pack"
        weights = dict(weights_of(self.network(f"fold-{fold}{part}"), head))
        texts = [example.text for example in self.learnt(head, fold)]
        export(path, {"labels": LABELS[head]}, self.lac, self.characters(f"fold-{fold}"), weights, texts, quantized)
        return path

    def finished(self, head: str, stage: str, seed: int) -> Path:
        """The pack of a shipped network after it has learnt one data set to the end."""
        network = self.network(stage)
        network.steady = False
        characters = self.characters(stage)
        features = self.lac.features(characters)
        items = read(self.learnt(head), features)
        kept = fit(network, [Swapped(items, 1, BATCH, features)], seed=seed, **FINISH)
        path = self.work / "compare" / f"finished-{head}-{stage}-{seed}.pack"
        texts = [item.example.text for item in items]
        export(path, {"labels": LABELS[head]}, self.lac, characters, dict(weights_of(kept, head)), texts)
        return path

    def characters(self, stage: str) -> str:
        return read_pack(self.work / f"{stage}.pack").member("characters.txt").decode("utf-32-le")

    def crf(self, describe: plain_crf.Describe, head: str, fold: int) -> Path:
        """A CRF for one data set, trained if it is not there yet."""
        path = self.work / "compare" / f"plain-{head}-{fold}.crfsuite"
        if not path.is_file():
            began = time.process_time()
            plain_crf.train(path, self.learnt(head, fold), describe)
            print(f"{path.name}: {(time.process_time() - began) / 60:.1f} minutes of processor time", file=sys.stderr)
        return path

    def learnt(self, head: str, fold: int | None = None) -> list[Example]:
        """What the output for a data set learns from: ours without a fold's documents, of another set its training part."""
        if head == "ours":
            return [e for e in self.examples if e.head == "ours" and self.fold[e.document] != fold and e.text]
        return [e for e in self.examples if e.origin == f"{head}/train"]

    def own(self, read: Callable[[int], Read]) -> Tally:
        """All chosen folds together."""
        tally = Tally()
        for fold in self.folds:
            for name in sorted(name for name, number in self.fold.items() if number == fold):
                text, spans = self.gold[name]
                starts, sentences = zip(*sentences_of(text), strict=True)
                found = zip(starts, read(fold)(sentences), strict=True)
                tally.add(spans, {(at + start, at + end, label) for at, some in found for start, end, label in some})
        return tally

    def check(self, head: str, read: Read) -> float:
        """F1 on a set's development part, in our labels where they have them."""
        examples = [example for example in self.examples if example.origin == f"{head}/dev"]
        tally = Tally()
        for example, found in zip(examples, read([e.text for e in examples]), strict=True):
            spans = tuple((a, b, MAPPED[head][c], o) for a, b, c, o in example.spans if c in MAPPED[head])
            tally.add(spans, {(a, b, MAPPED[head][c]) for a, b, c in found if c in MAPPED[head]})
        return tally.f1(set(MAPPED[head].values()))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.tagger.compare", description="Compare ways to tag.")
    parser.add_argument("data", type=Path, help="folder of the labelled sets")
    parser.add_argument("--work", type=Path, default=ROOT / "build/tagger", help="folder that training made")
    parser.add_argument("--fold", type=int, nargs="+", default=[0], help="folds whose documents are read (default: 0)")
    parser.add_argument("--outside", action="store_true", help="read the sets of others alone, with outputs for them")
    parser.add_argument("--without-crf", action="store_true", help="leave the plain CRF out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    comparison = Comparison(options.data, options.work, options.fold)
    first = options.fold[0]
    if options.outside:
        for stage, head in product((f"fold-{first}", "final"), CHECKS):
            packs = (comparison.finished(head, stage, seed) for seed in range(SEED, SEED + SEEDS))
            figures = [comparison.check(head, by_pack(pack)) for pack in packs]
            every = ", ".join(f"{figure:.2f}" for figure in figures)
            print(f"{stage}: {head} dev: {sum(figures) / len(figures):.2f} in the mean of {every}", flush=True)
        return 0
    columns = [*OURS, "all six", "cluener dev", "resume dev", "characters/s", "model, MB", "memory, MiB"]
    print("| way | " + " | ".join(columns) + " |\n|---|" + "--:|" * len(columns))
    ways: list[tuple[str, Callable[[str, int], Read], Callable[[str, int], Path]]] = []
    if not options.without_crf:
        describe = plain_crf.Describe(comparison.lac)
        path_of = partial(comparison.crf, describe)
        ways.append((CRF, lambda head, fold: by_crf(path_of(head, fold), describe), path_of))
    for way, how in NETWORKS.items():
        pack_of = partial(comparison.pack, *how)
        ways.append((way, lambda head, fold, pack_of=pack_of: by_pack(pack_of(head, fold)), pack_of))  # type: ignore[misc]
    for way, reader, model_of in ways:
        readers = {fold: reader("ours", fold) for fold in options.fold}
        tally = comparison.own(readers.__getitem__)
        figures = [tally.f1([label]) for label in OURS] + [tally.f1(OURS)]
        figures += [comparison.check(head, reader(head, first)) for head in CHECKS]
        values = [f"{figure:.1f}" for figure in figures]
        model = model_of("ours", first)
        speed, memory = cost(model, comparison.lac_folder)
        values += [f"{round(speed, -2):,.0f}", f"{model.stat().st_size / 1e6:.1f}", f"{memory:.0f}"]
        print(f"| {way} | " + " | ".join(values) + " |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

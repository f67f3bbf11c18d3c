"""Compare ways to tag on documents that none of them saw, and print the table of docs/evaluation.md.

    python -m training.tagger.compare DATA [--work build/tagger] [--fold 0 ...]

The networks are those that the stages `fold-…` left in WORK; the plain CRF is trained here. Speed and memory are those of
a process that does nothing but read the unseen documents, with one thread.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import torch

from pipeline.tag.statistical.pack import read_pack
from training.tagger import plain_crf
from training.tagger.cost import Read, by_crf, by_pack, cost, sentences_of
from training.tagger.cross import Tally
from training.tagger.data import LABELS, MAPPED, ROOT, Example, Spans, documents, fold_of, ours, outside
from training.tagger.export import export
from training.tagger.fetch import fetch
from training.tagger.fit import weights_of
from training.tagger.lac import Lac
from training.tagger.model import Network

CRF = "CRF, hand-made features"
NETWORKS = {
    "network, labelled text, 32 bits": (("first",), False),
    "the same, 8 bits": (("first",), True),
    "then silver news too, 8 bits": (("second",), True),
    "mean of these two, 8 bits": (("first", "second"), True),
    "then labelled text again, 8 bits (shipped)": (("third",), True),
}
CHECKS = ("cluener", "resume")
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

    def networks(self, parts: Sequence[str], quantized: bool, head: str, fold: int) -> Path:
        """The pack of these networks with the output for one data set."""
        path = self.work / "compare" / f"{'-'.join(parts)}-{8 if quantized else 32}-{head}-{fold}.pack"
        states = [torch.load(self.work / f"fold-{fold}.{part}.pt") for part in parts]
        size, columns = states[0]["characters.weight"].shape[1], states[0]["enter.weight"].shape[1]
        members = []
        for state in states:
            network = Network(state["characters.weight"], columns - size)
            network.load_state_dict(state)
            members.append(dict(weights_of(network, head)))
        characters = read_pack(self.work / f"fold-{fold}.pack").member("characters.txt").decode("utf-32-le")
        export(path, {"labels": LABELS[head]}, self.lac, characters, members, quantized)
        return path

    def crf(self, describe: plain_crf.Describe, head: str, fold: int) -> Path:
        """A CRF for one data set, trained if it is not there yet."""
        path = self.work / "compare" / f"plain-{head}-{fold}.crfsuite"
        if not path.is_file():
            began = time.process_time()
            plain_crf.train(path, self.learnt(head, fold), describe)
            print(f"{path.name}: {(time.process_time() - began) / 60:.1f} minutes of processor time", file=sys.stderr)
        return path

    def learnt(self, head: str, fold: int) -> list[Example]:
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
    parser.add_argument("--without-crf", action="store_true", help="leave the plain CRF out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    comparison = Comparison(options.data, options.work, options.fold)
    first = options.fold[0]
    columns = [*OURS, "all six", "cluener dev", "resume dev", "characters/s", "model, MB", "memory, MiB"]
    print("| way | " + " | ".join(columns) + " |\n|---|" + "--:|" * len(columns))
    ways: list[tuple[str, Callable[[str, int], Path], Callable[[Path], Read]]] = []
    if not options.without_crf:
        describe = plain_crf.Describe(comparison.lac)
        ways.append((CRF, partial(comparison.crf, describe), partial(by_crf, describe=describe)))
    ways += [(way, partial(comparison.networks, *how), by_pack) for way, how in NETWORKS.items()]
    for way, path_of, reader in ways:
        readers = {fold: reader(path_of("ours", fold)) for fold in options.fold}
        tally = comparison.own(readers.__getitem__)
        figures = [tally.f1([label]) for label in OURS] + [tally.f1(OURS)]
        figures += [comparison.check(head, reader(path_of(head, first))) for head in CHECKS]
        path = path_of("ours", first)
        speed, memory = cost(path, comparison.lac_folder)
        values = [f"{figure:.1f}" for figure in figures]
        values += [f"{round(speed, -2):,.0f}", f"{path.stat().st_size / 1e6:.1f}", f"{memory:.0f}"]
        print(f"| {way} | " + " | ".join(values) + " |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

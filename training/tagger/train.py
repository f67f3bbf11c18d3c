"""Learning in two steps: first from the sets of others, then from them and ours, in folds over documents or from all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import torch

from pipeline.normalize.fold import fold
from training.tagger.data import FOLDS, LABELS, ROOT, fold_of, ours, outside
from training.tagger.export import export
from training.tagger.fit import Group, Read, fit, read, weights_of
from training.tagger.lac import Lac
from training.tagger.model import Network
from training.tagger.network import encoder

SEED = 1
OUTSIDE = {"cluener/train": 0.6, "resume/train": 0.2, "peoples_daily": 0.2}
"""How often a batch comes from each of the others' sets."""

PRETRAIN = {"steps": 1300, "rate": 2e-3, "floor": 0.3, "mean": 0.998}
FINE = {"steps": 1200, "rate": 2e-3, "floor": 0.02, "mean": 0.996}
OWN = 0.6
"""Part of the batches that are ours in the second step."""


class Workshop:
    """All that training needs: tables, examples with their features, and a folder for what is made."""

    def __init__(self, data: Path, lac: Path, texts: Path, work: Path) -> None:
        self.work = work
        self.lac = Lac.read(lac)
        examples = outside(data) + list(ours("inews", data / "inews", texts))
        examples += list(ours("corpus", ROOT / "corpus/gold"))
        counts = Counter(character for example in examples for character in fold(example.text))
        self.characters = "".join(
            sorted(c for c, count in counts.items() if count > 1 and not "\ud800" <= c < "\ue000")
        )
        self.features = self.lac.features(self.characters)
        self.read = read(examples, self.features, encoder(self.lac.layers))
        own = {item.example.document: item.example.origin for item in self.read if item.example.head == "ours"}
        self.folds: dict[str, int] = {}
        for origin in ("inews", "corpus"):
            self.folds.update(fold_of([document for document, where in own.items() if where == origin], FOLDS))

    def own(self, fold: int | None, test: bool = False) -> list[Read]:
        """Our examples: all, those of all folds but one, or (`test`) those of one."""
        items = [item for item in self.read if item.example.head == "ours"]
        return [i for i in items if fold is None or (self.folds[i.example.document] == fold) is test]

    def part(self, origin: str) -> list[Read]:
        return [item for item in self.read if item.example.origin == origin]

    def others(self, weight: float) -> list[Group]:
        return [Group(self.part(origin), weight * share, 4000) for origin, share in OUTSIDE.items()]

    def network(self) -> Network:
        """A new network that starts from LAC's vectors of the characters."""
        torch.manual_seed(SEED)
        vectors = self.features.vectors
        codes = np.frombuffer(self.characters.encode("utf-32-le"), dtype=np.uint32)
        table = np.concatenate([vectors[-1:], vectors[self.features.singles[codes]]])
        return Network(torch.from_numpy(table.copy()), self.read[0].rows.shape[1])

    def pretrain(self) -> None:
        """Learn from the others' sets alone; kept as pretrained.pt."""
        kept = fit(self.network(), self.others(1), seed=SEED, **PRETRAIN)
        torch.save(kept.state_dict(), self.work / "pretrained.pt")

    def fine_tune(self, fold: int | None) -> Network:
        """Learn from ours, and go on learning from theirs."""
        network = self.network()
        network.load_state_dict(torch.load(self.work / "pretrained.pt"))
        return fit(network, [Group(self.own(fold), OWN, 2500), *self.others(1 - OWN)], seed=SEED, **FINE)

    def write(self, stage: str) -> None:
        """Make WORK/<stage>.pack: `fold-0` … leave out a fold's test documents, which the manifest names; `final` none."""
        fold = None if stage == "final" else int(stage.removeprefix("fold-"))
        weights = dict(weights_of(self.fine_tune(fold)))
        unseen = sorted(document for document, number in self.folds.items() if number == fold)
        manifest = {"labels": LABELS["ours"], "unseen": unseen}
        export(self.work / f"{stage}.pack", manifest, self.lac, self.characters, weights)

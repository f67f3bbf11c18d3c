"""Learning in steps: from the sets of others; from them and ours, in folds over documents or from all; with news that the
network has labelled by then; and from labelled text again."""

from __future__ import annotations

import copy
from collections import Counter
from functools import cached_property
from pathlib import Path

import numpy as np
import torch

from pipeline.config import Settings
from pipeline.normalize.fold import fold
from pipeline.tag import load_extractors
from pipeline.tag.statistical import Tagger
from training.tagger.data import FOLDS, LABELS, ROOT, documents, fold_of, ours, outside
from training.tagger.export import export
from training.tagger.fetch import unlabelled
from training.tagger.fit import Group, Read, fit, read, weights_of
from training.tagger.lac import Lac
from training.tagger.model import Network
from training.tagger.network import encoder
from training.tagger.silver import chosen, silver

SEED = 1
OUTSIDE = {"cluener/train": 0.6, "resume/train": 0.2, "peoples_daily": 0.2}
"""How often a batch comes from each of the others' sets."""

PRETRAIN = {"steps": 1300, "rate": 2e-3, "floor": 0.3, "mean": 0.998}
FIRST = {"steps": 1000, "rate": 2e-3, "floor": 0.02, "mean": 0.996}
SECOND = {"steps": 800, "rate": 2e-3, "floor": 0.02, "mean": 0.996}
THIRD = {"steps": 400, "rate": 1.5e-3, "floor": 0.02, "mean": 0.996}
OWN, SILVER = 0.6, 0.4
"""Parts of the batches that are ours: alone, and where as many are silver."""

BATCH = 2500
"""Characters of a batch."""

NEWS = 800_000
"""Characters of unlabelled news."""


class Workshop:
    """All that training needs: tables, examples with their features, and a folder for what is made."""

    def __init__(self, data: Path, lac: Path, texts: Path, work: Path) -> None:
        self.data, self.work = data, work
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

    def others(self, weight: float, size: int) -> list[Group]:
        return [Group(self.part(origin), weight * share, size) for origin, share in OUTSIDE.items()]

    @cached_property
    def news(self) -> list[str]:
        """News texts without labels."""
        free, others = unlabelled(self.work, self.data / "inews")
        return chosen(free, [*others, *(text for _, text, _ in documents(ROOT / "corpus/gold"))], NEWS, SEED)

    def network(self) -> Network:
        """A new network that starts from LAC's vectors of the characters."""
        torch.manual_seed(SEED)
        codes = np.frombuffer(self.characters.encode("utf-32-le"), dtype=np.uint32)
        unknown = len(self.features.vectors) - 1
        table = self.features.taken(np.append(unknown, self.features.singles[codes]))
        return Network(torch.from_numpy(table), self.read[0].rows.shape[1])

    def pretrain(self) -> None:
        """Learn from the others' sets alone; kept as pretrained.pt."""
        kept = fit(self.network(), self.others(1, 4000), seed=SEED, **PRETRAIN)
        torch.save(kept.state_dict(), self.work / "pretrained.pt")

    def write(self, stage: str) -> None:
        """Make WORK/<stage>.pack: `fold-0` … leave out a fold's test documents, which the manifest names; `final` none.

        The network learns from labelled text alone; then it labels news and learns from that too; then from labelled text
        again. So what a fold leaves out is nowhere behind it. Each state is kept for comparison.
        """
        fold = None if stage == "final" else int(stage.removeprefix("fold-"))
        unseen = sorted(document for document, number in self.folds.items() if number == fold)
        manifest = {"labels": LABELS["ours"], "unseen": unseen}
        network = self.network()
        network.load_state_dict(torch.load(self.work / "pretrained.pt"))
        labelled = [Group(self.own(fold), OWN, BATCH), *self.others(1 - OWN, BATCH)]
        first = fit(network, labelled, seed=SEED, **FIRST)
        teacher = self.work / f"{stage}.first.pack"
        export(teacher, manifest, self.lac, self.characters, [dict(weights_of(first))])
        mixed = [Group(items, SILVER, BATCH) for items in (self.own(fold), self.silver(teacher))]
        mixed += self.others(1 - 2 * SILVER, BATCH)
        second = fit(copy.deepcopy(first), mixed, seed=SEED + 1, **SECOND)
        third = copy.deepcopy(second)
        third.steady = False
        third = fit(third, labelled, seed=SEED + 2, **THIRD)
        for name, state in (("first", first), ("second", second), ("third", third)):
            torch.save(state.state_dict(), self.work / f"{stage}.{name}.pt")
        export(self.work / f"{stage}.pack", manifest, self.lac, self.characters, [dict(weights_of(third))])

    def silver(self, teacher: Path) -> list[Read]:
        """News with the labels that rules and a teacher give."""
        examples = list(silver(self.news, Tagger.load(teacher), load_extractors(Settings())))
        return read(examples, self.features, encoder(self.lac.layers))

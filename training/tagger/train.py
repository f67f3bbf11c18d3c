"""Learning in steps: a network learns what LAC's encoder reads, then from the sets of others, then from our labelled text with news
whose labels were read and mended; and at the end also from more news, with the chances that it gives itself together with the
rules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from pipeline.config import Settings
from pipeline.normalize.fold import fold
from pipeline.tag import load_extractors
from training.tagger.data import FOLDS, LABELS, ROOT, documents, fold_of, ours, outside
from training.tagger.export import export
from training.tagger.fetch import news_of, unlabelled
from training.tagger.fit import Group, Read, fit, read, weights_of
from training.tagger.lac import Lac
from training.tagger.model import Network
from training.tagger.read_news import read_news
from training.tagger.reader import Reader
from training.tagger.silver import chosen, weighed
from training.tagger.units import learn
from training.tagger.weights import Case, cases_of
from training.tagger.weights import learn as learn_weights

SEED = 1
UNITS = {"steps": 7500, "rate": 3e-3}
PRETRAIN = {"steps": 1300, "rate": 2e-3, "floor": 0.3, "mean": 0.998}
BEGIN = {"steps": 1600, "rate": 2e-3, "units": 0.1}
END = {"steps": 2800, "rate": 2e-3, "units": 0.1}

FOREIGN = {"cluener/train": 0.6, "resume/train": 0.2, "peoples_daily": 0.2}
"""How often a batch comes from each of the others' sets, where a network learns from these alone."""
BESIDE = {"cluener/train": 0.35, "resume/train": 0.45, "peoples_daily": 0.2}
"""The same beside ours."""

BEGIN_PARTS, END_PARTS = (0.38, 0.38), (0.27, 0.29, 0.26)
"""Parts of the batches that are ours, news that was read and, at the end, news with chances; the rest are the sets of others."""

RARE = "EVENT"
"""Sentences with this label come more often at the end."""

LARGE_BATCH, BATCH = 4000, 2500
"""Characters of a batch of the others' sets alone, and of any other."""

UNITS_NEWS, SILVER_NEWS = 4_000_000, 2_000_000
"""Characters of news from which the LSTM over units learns, and of those with chances."""

REHEARSAL = 0.1
"""Share of the steps and of the news that a rehearsal takes."""


class Workshop:
    """All that training needs: tables, examples with their features, and a folder for what is made."""

    def __init__(self, data: Path, lac: Path, texts: Path, work: Path, share: float = 1) -> None:
        """`share` is the part of the steps and of the news that this training takes."""
        self.data, self.work, self.share = data, work, share
        self.sources = (data / "inews", texts), (ROOT / "corpus/gold", None)
        self.lac = Lac.read(lac)
        foreign, own = outside(data), [*ours("inews", data / "inews", texts), *ours("corpus", ROOT / "corpus/gold")]
        self.labelled = read_news(news_of(work)["train"])
        others = chain(foreign, *self.labelled.values())  # no document of a fold has a say in the table
        counts = Counter(character for example in others for character in fold(example.text))
        self.characters = "".join(
            sorted(c for c, count in counts.items() if count > 1 and not "\ud800" <= c < "\ue000")
        )
        self.features = self.lac.features(self.characters)
        self.read = read([*foreign, *own], self.features)
        self.folds: dict[str, int] = {}
        for origin in ("inews", "corpus"):
            self.folds |= fold_of(list({example.document for example in own if example.origin == origin}), FOLDS)

    def own(self, fold: int | None) -> list[Read]:
        """Our examples: all, or those of all folds but one."""
        items = [item for item in self.read if item.example.head == "ours"]
        return [item for item in items if fold is None or self.folds[item.example.document] != fold]

    def part(self, origin: str) -> list[Read]:
        return [item for item in self.read if item.example.origin == origin]

    def others(self, shares: Mapping[str, float], weight: float, size: int = BATCH) -> list[Group]:
        """The sets of others, in this part of the batches."""
        return [Group(self.part(origin), weight * share, size) for origin, share in shares.items()]

    def mixed(self, items: Sequence[Sequence[Read]], parts: Sequence[float]) -> list[Group]:
        """Examples in these parts of the batches, and the sets of others in the rest."""
        groups = [Group(some, part, BATCH) for some, part in zip(items, parts, strict=True)]
        return [*groups, *self.others(BESIDE, 1 - sum(parts))]

    def news(self, characters: int) -> list[str]:
        """So many characters of news texts without labels."""
        free, others = unlabelled(self.work, self.data / "inews")
        known = [*others, *(text for _, text, _ in documents(ROOT / "corpus/gold"))]
        return chosen(free, known, round(characters * self.share), SEED)

    def fit(self, network: Network, groups: Sequence[Group], seed: int, steps: int, **how: float) -> Network:
        """`fit` for this training's part of the steps."""
        return fit(network, groups, seed=seed, steps=round(steps * self.share), **how)

    def network(self) -> Network:
        """A new network that starts from LAC's vectors of the characters."""
        torch.manual_seed(SEED)
        codes = np.frombuffer(self.characters.encode("utf-32-le"), dtype=np.uint32)
        unknown = len(self.features.vectors) - 1
        table = torch.from_numpy(self.features.taken(np.append(unknown, self.features.singles[codes])))
        return Network(table, self.read[0].rows.shape[1])

    def kept(self, state: str) -> Network:
        """A network as a stage left it."""
        network = self.network()
        network.load_state_dict(torch.load(self.work / f"{state}.pt"))
        return network

    def distil(self) -> None:
        """Learn to read units as LAC does; kept as units.pt."""
        steps = round(UNITS["steps"] * self.share)
        units = learn(self.lac, self.features, self.news(UNITS_NEWS), steps=steps, rate=UNITS["rate"], seed=SEED)
        torch.save(units.state_dict(), self.work / "units.pt")

    def pretrain(self) -> None:
        """The network, reading units as was learnt of LAC, learns from the others' sets alone; kept as pretrained.pt."""
        network = self.network()
        network.units.load_state_dict(torch.load(self.work / "units.pt"))
        kept = self.fit(network, self.others(FOREIGN, 1, LARGE_BATCH), seed=SEED, **PRETRAIN)
        torch.save(kept.state_dict(), self.work / "pretrained.pt")

    def begin(self, stage: str) -> None:
        """Learn from labelled text and from the news that was read: `fold-0` … without a fold's test documents, `final` from all;
        kept as <stage>.begun.pt."""
        groups = self.mixed((self.own(_fold(stage)), self.news_read()), BEGIN_PARTS)
        kept = self.fit(self.kept("pretrained"), groups, seed=SEED + 1, **BEGIN)
        torch.save(kept.state_dict(), self.work / f"{stage}.begun.pt")

    def join(self) -> None:
        """Learn how the word of the networks that have begun weighs against the rules'; kept as joined.json.

        As for the figures of a fold, its weights come from the documents of the other folds.
        """
        extractors = load_extractors(Settings())
        gold = {name: (text, spans) for where in self.sources for name, text, spans in documents(*where)}
        cases: dict[str, list[Case]] = {}
        for number in range(FOLDS):
            reader = Reader(self.kept(f"fold-{number}.begun"), self.features)
            cases[f"fold-{number}"] = [
                case for name in self.unseen(number) for case in cases_of(name, *gold[name], reader, extractors)
            ]
        weights = {
            stage: learn_weights([case for other, some in cases.items() if other != stage for case in some])
            for stage in (*cases, "final")
        }
        (self.work / "joined.json").write_text(json.dumps(weights), encoding="utf-8")

    def write(self, stage: str) -> None:
        """Make WORK/<stage>.pack, whose manifest names the documents that it has not seen: the network learns from labelled text
        again, with the news that was read, and from further news with the chances that it and the rules together give each
        piece."""
        fold = _fold(stage)
        network = self.kept(f"{stage}.begun")
        own = self.own(fold)
        groups = often(own), often(self.news_read()), self.weighed(stage, network)
        network.steady = False
        kept = self.fit(network, self.mixed(groups, END_PARTS), seed=SEED + 2, **END)
        torch.save(kept.state_dict(), self.work / f"{stage}.pt")
        manifest = {"labels": LABELS["ours"], "unseen": [] if fold is None else self.unseen(fold)}
        sentences = [item.example.text for item in own]
        export(self.work / f"{stage}.pack", manifest, self.lac, self.characters, dict(weights_of(kept)), sentences)

    def news_read(self) -> list[Read]:
        """The news that was read."""
        return read(list(chain.from_iterable(self.labelled.values())), self.features)

    def weighed(self, stage: str, network: Network) -> list[Read]:
        """News that nobody read, with the chances that a network and the rules together give."""
        texts = [text for text in self.news(SILVER_NEWS) if text not in self.labelled]
        weights = json.loads((self.work / "joined.json").read_text(encoding="utf-8"))[stage]
        reader = Reader(network, self.features)
        return read(list(weighed(texts, reader, load_extractors(Settings()), weights)), self.features)

    def unseen(self, fold: int) -> list[str]:
        """A fold's test documents."""
        return sorted(document for document, number in self.folds.items() if number == fold)


def often(items: Sequence[Read]) -> list[Read]:
    """The examples; those with a span of the rare label come three times."""
    rare = [item for item in items if any(span[2] == RARE for span in item.example.spans)]
    return [*items, *rare, *rare]


def _fold(stage: str) -> int | None:
    """The fold whose test documents a stage leaves out."""
    return None if stage == "final" else int(stage.removeprefix("fold-"))

"""Learning in steps: a teacher with LAC's own encoder, from the sets of others, then from them and ours, then also from news that it
has labelled itself; and a small network that learns from the same sets and from news that the teacher has labelled, then from more
news, of which teacher, small network and rules have made one opinion, and at the end from labelled text with news whose labels were
read and mended."""

from __future__ import annotations

import copy
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
from training.tagger.data import FOLDS, LABELS, ROOT, Example, documents, fold_of, ours, outside
from training.tagger.export import export
from training.tagger.fetch import news_of, unlabelled
from training.tagger.fit import Encoder, Group, Read, fit, read, weights_of
from training.tagger.lac import Lac
from training.tagger.model import SMALL, TEACHER, Network, Sizes
from training.tagger.read_news import read_news
from training.tagger.reader import Mean, Reader
from training.tagger.silver import chosen, silver, weighed
from training.tagger.units import learn
from training.tagger.weights import Case, cases_of
from training.tagger.weights import learn as learn_weights

SEED = 1
OUTSIDE = {"cluener/train": 0.6, "resume/train": 0.2, "peoples_daily": 0.2}
"""How often a batch comes from each of the others' sets."""

UNITS = {"steps": 7500, "rate": 3e-3}
PRETRAIN = {"steps": 1300, "rate": 2e-3, "floor": 0.3, "mean": 0.998}
FIRST = {"steps": 1000, "rate": 2e-3}
SECOND = {"steps": 800, "rate": 2e-3}
THIRD = {"steps": 400, "rate": 1.5e-3}
TAUGHT = {"steps": 1000, "rate": 2e-3, "units": 0.1}
MORE = {"steps": 1000, "rate": 2e-3, "units": 0.1}
JOINED = {"steps": 1200, "rate": 2e-3, "units": 0.2}
END = {"steps": 250, "rate": 1e-3, "units": 0.2}
LAST = {"steps": 300, "rate": 1.5e-3, "units": 0.1}
READ = {"steps": 2000, "rate": 2e-3, "units": 0.1}
OWN = 0.6
"""Part of the batches that is ours."""

MIXED = {
    "teacher": (0.4, 0.4),
    "small": (0.35, 0.45),
    "more": (0.25, 0.45),
    "joined": (0.3, 0.5),
    "end": (0.4, 0.45),
    "read": (0.28, 0.34, 0.2),
}
"""Parts of the batches that are ours and silver, where a network learns from both; at the very end (`read`) those that are ours,
news that was read, and silver."""

RARE = "EVENT"
"""Sentences with this label come more often at the end."""

READ_OUTSIDE = {"cluener/train": 0.25, "resume/train": 0.55, "peoples_daily": 0.2}
"""The same as OUTSIDE, at the very end."""

BATCH = 2500
"""Characters of a batch."""

ALL_NEWS, SILVER_NEWS = 4_000_000, {"teacher": 800_000, "small": 1_600_000, "joined": 3_506_000, "read": 1_600_000}
"""Characters of news from which the LSTM over units learns, and that are labelled for each network."""

NETWORKS = {"teacher": TEACHER, "small": SMALL}
REHEARSAL = 0.1
"""Share of the steps and of the news that a rehearsal takes."""


class Workshop:
    """All that training needs: tables, examples with their features, and a folder for what is made."""

    def __init__(self, data: Path, lac: Path, texts: Path, work: Path, share: float = 1) -> None:
        """`share` is the part of the steps and of the news that this training takes."""
        self.data, self.work, self.share = data, work, share
        self.sources = (data / "inews", texts), (ROOT / "corpus/gold", None)
        self.lac = Lac.read(lac)
        examples = outside(data) + list(ours("inews", data / "inews", texts))
        examples += list(ours("corpus", ROOT / "corpus/gold"))
        counts = Counter(character for example in examples for character in fold(example.text))
        self.characters = "".join(
            sorted(c for c, count in counts.items() if count > 1 and not "\ud800" <= c < "\ue000")
        )
        self.features = self.lac.features(self.characters)
        self.encoder = Encoder(self.lac)
        self.read = read(examples, self.features, self.encoder)
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

    def others(self, weight: float, size: int, shares: Mapping[str, float] = OUTSIDE) -> list[Group]:
        return [Group(self.part(origin), weight * share, size) for origin, share in shares.items()]

    def mixed(
        self, items: Sequence[Sequence[Read]], parts: Sequence[float], shares: Mapping[str, float] = OUTSIDE
    ) -> list[Group]:
        """Examples in these parts of the batches, and the sets of others in the rest."""
        groups = [Group(some, part, BATCH) for some, part in zip(items, parts, strict=True)]
        return [*groups, *self.others(1 - sum(parts), BATCH, shares)]

    def news(self, characters: int) -> list[str]:
        """So many characters of news texts without labels."""
        free, others = unlabelled(self.work, self.data / "inews")
        known = [*others, *(text for _, text, _ in documents(ROOT / "corpus/gold"))]
        return chosen(free, known, round(characters * self.share), SEED)

    def fit(self, network: Network, groups: Sequence[Group], seed: int, steps: int, **how: float) -> Network:
        """`fit` for this training's part of the steps."""
        return fit(network, groups, seed=seed, steps=round(steps * self.share), **how)

    def network(self, sizes: Sizes) -> Network:
        """A new network that starts from LAC's vectors of the characters and, where it reads units, from what was learnt of
        LAC's encoder."""
        torch.manual_seed(SEED)
        codes = np.frombuffer(self.characters.encode("utf-32-le"), dtype=np.uint32)
        unknown = len(self.features.vectors) - 1
        table = torch.from_numpy(self.features.taken(np.append(unknown, self.features.singles[codes])))
        states = 0 if sizes.units else 2 * self.lac.layers[-1]["recurrent"].shape[2]
        network = Network(table, self.read[0].rows.shape[1] + states, sizes)
        if network.units is not None:
            network.units.load_state_dict(torch.load(self.work / "units.pt"))
        return network

    def distil(self) -> None:
        """Learn to read units as LAC does; kept as units.pt."""
        steps = round(UNITS["steps"] * self.share)
        units = learn(self.lac, self.features, self.news(ALL_NEWS), steps=steps, rate=UNITS["rate"], seed=SEED)
        torch.save(units.state_dict(), self.work / "units.pt")

    def pretrain(self) -> None:
        """Both networks learn from the others' sets alone; kept as pretrained.….pt."""
        for name, sizes in NETWORKS.items():
            kept = self.fit(self.network(sizes), self.others(1, 4000), seed=SEED, **PRETRAIN)
            torch.save(kept.state_dict(), self.work / f"pretrained.{name}.pt")

    def pretrained(self, name: str) -> Network:
        """A network as `pretrain` left it."""
        network = self.network(NETWORKS[name])
        network.load_state_dict(torch.load(self.work / f"pretrained.{name}.pt"))
        return network

    def begin(self, stage: str) -> None:
        """Teacher and small network of a stage: `fold-0` … leave out a fold's test documents, `final` none.

        What a fold leaves out is nowhere behind it, nor behind its teacher. Each state is kept.
        """
        fold = _fold(stage)
        teacher = self.teacher(fold)
        torch.save(teacher.state_dict(), self.work / f"{stage}.teacher.pt")
        taught, last = self.taught(fold, read(self.silver(teacher, SILVER_NEWS["small"]), self.features))
        torch.save(taught.state_dict(), self.work / f"{stage}.taught.pt")
        torch.save(last.state_dict(), self.work / f"{stage}.last.pt")

    def join(self) -> None:
        """Learn how the word of teacher and small network together weighs against the rules'; kept as joined.json.

        As for the figures of a fold, its weights come from the documents of the other folds.
        """
        extractors = load_extractors(Settings())
        gold = {name: (text, spans) for where in self.sources for name, text, spans in documents(*where)}
        cases: dict[str, list[Case]] = {}
        for number in range(FOLDS):
            reader = self.opinion(f"fold-{number}")
            cases[f"fold-{number}"] = [
                case for name in self.unseen(number) for case in cases_of(name, *gold[name], reader, extractors)
            ]
        weights = {
            stage: learn_weights([case for other, some in cases.items() if other != stage for case in some])
            for stage in (*cases, "final")
        }
        (self.work / "joined.json").write_text(json.dumps(weights), encoding="utf-8")

    def further(self, stage: str) -> None:
        """The small network learns from labelled text and from news with the chances that its teacher, itself and the rules
        together give each piece; kept as <stage>.joined.pt."""
        fold = _fold(stage)
        news = self.weighed(stage, self.news(SILVER_NEWS["joined"]), self.opinion(stage))
        own = self.own(fold)
        groups = self.mixed((own, news), MIXED["joined"])
        joined = self.fit(self.kept(stage, "taught"), groups, seed=SEED + 7, **JOINED)
        joined.steady = False
        joined = self.fit(joined, self.mixed((often(own), news), MIXED["end"]), seed=SEED + 9, **END)
        torch.save(joined.state_dict(), self.work / f"{stage}.joined.pt")

    def write(self, stage: str) -> None:
        """Make WORK/<stage>.pack, whose manifest names the documents that it has not seen: the small network learns from labelled
        text again, with the news that was read among it, and from further news as it sees them together with the rules."""
        fold = _fold(stage)
        network = self.kept(stage, "joined")
        labelled = read_news(news_of(self.work)["train"])
        texts = [text for text in self.news(SILVER_NEWS["read"]) if text not in labelled]
        groups = (
            often(self.own(fold)),
            often(read(list(chain.from_iterable(labelled.values())), self.features)),
            self.weighed(stage, texts, Reader(network, self.features, None)),
        )
        network.steady = False
        parts = self.mixed(groups, MIXED["read"], READ_OUTSIDE)
        kept = self.fit(network, parts, seed=SEED + 11, **READ)
        torch.save(kept.state_dict(), self.work / f"{stage}.read.pt")
        manifest = {"labels": LABELS["ours"], "unseen": [] if fold is None else self.unseen(fold)}
        sentences = [item.example.text for item in self.own(fold)]
        export(self.work / f"{stage}.pack", manifest, self.lac, self.characters, dict(weights_of(kept)), sentences)

    def weighed(self, stage: str, texts: Sequence[str], tagger: Reader | Mean) -> list[Read]:
        """News with the chances that a tagger and the rules give together, weighed as is right for teacher and small network."""
        weights = json.loads((self.work / "joined.json").read_text(encoding="utf-8"))[stage]
        return read(list(weighed(texts, tagger, load_extractors(Settings()), weights)), self.features)

    def unseen(self, fold: int) -> list[str]:
        """A fold's test documents."""
        return sorted(document for document, number in self.folds.items() if number == fold)

    def kept(self, stage: str, state: str) -> Network:
        """A network as `begin` or `further` left it."""
        network = self.network(NETWORKS["teacher" if state == "teacher" else "small"])
        network.load_state_dict(torch.load(self.work / f"{stage}.{state}.pt"))
        return network

    def opinion(self, stage: str) -> Mean:
        """Teacher and small network as one."""
        teacher = Reader(self.kept(stage, "teacher"), self.features, self.encoder)
        return Mean(teacher, Reader(self.kept(stage, "last"), self.features, None))

    def teacher(self, fold: int | None) -> Network:
        """The large network: it learns from labelled text, labels news and learns from that too, and ends with labelled text."""
        own = self.own(fold)
        labelled = self.mixed((own,), (OWN,))
        first = self.fit(self.pretrained("teacher"), labelled, seed=SEED, **FIRST)
        news = read(self.silver(first, SILVER_NEWS["teacher"]), self.features, self.encoder)
        second = self.fit(first, self.mixed((own, news), MIXED["teacher"]), seed=SEED + 1, **SECOND)
        second.steady = False
        return self.fit(second, labelled, seed=SEED + 2, **THIRD)

    def taught(self, fold: int | None, news: Sequence[Read]) -> tuple[Network, Network]:
        """The small network after labelled text and the teacher's news, and after labelled text again."""
        own = self.own(fold)
        taught = self.fit(self.pretrained("small"), self.mixed((own, news), MIXED["small"]), seed=SEED + 1, **TAUGHT)
        taught = self.fit(taught, self.mixed((own, news), MIXED["more"]), seed=SEED + 3, **MORE)
        last = copy.deepcopy(taught)
        last.steady = False
        return taught, self.fit(last, self.mixed((own,), (OWN,)), seed=SEED + 2, **LAST)

    def silver(self, network: Network, characters: int) -> list[Example]:
        """News with the labels that rules and a network give."""
        reader = Reader(network, self.features, self.encoder)
        return list(silver(self.news(characters), reader, load_extractors(Settings())))


def often(items: Sequence[Read]) -> list[Read]:
    """The examples; those with a span of the rare label come three times."""
    rare = [item for item in items if any(span[2] == RARE for span in item.example.spans)]
    return [*items, *rare, *rare]


def _fold(stage: str) -> int | None:
    """The fold whose test documents a stage leaves out."""
    return None if stage == "final" else int(stage.removeprefix("fold-"))

"""Cross-validation over documents: rules alone, tagger alone, and both, each document read by a tagger that never saw it.

The weights of `pipeline.tag.weigh` are learnt here too: for the figures of a fold from the other folds, for the pack from all.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from pipeline.config import Settings
from pipeline.segment import Passage
from pipeline.tag import load_extractors
from pipeline.tag.learned import opinion_of
from pipeline.tag.resolve import resolve
from pipeline.tag.statistical import Tagger
from pipeline.tag.statistical.pack import MANIFEST, read_pack, write_pack
from pipeline.tag.weigh import Opinion
from training.tagger.data import FOLDS, LABELS, ROOT, Spans, documents
from training.tagger.fetch import sources
from training.tagger.read_news import LABELLED
from training.tagger.weights import Case, cases_of, learn, scores

OURS = LABELS["ours"]
EVERY = "together"
"""What the tables call news and releases counted as one."""
Found = set[tuple[int, int, str]]


class Tally:
    """Hits, extra and missed spans by label, with optional gold left out, as docs/evaluation.md counts."""

    def __init__(self) -> None:
        self.hits, self.extra, self.missed = Counter[str](), Counter[str](), Counter[str]()

    def add(self, gold: Spans, found: Found) -> None:
        wanted = {(start, end, label): optional for start, end, label, optional in gold}
        loose = [key for key, optional in wanted.items() if optional]
        for key in found:
            if key in wanted:
                self.hits[key[2]] += not wanted[key]
            elif not any(o[2] == key[2] and o[0] < key[1] and key[0] < o[1] for o in loose):
                self.extra[key[2]] += 1
        self.missed.update(
            label
            for (start, end, label), optional in wanted.items()
            if not optional and (start, end, label) not in found
        )

    def f1(self, labels: Iterable[str]) -> float:
        hits, extra, missed = (sum(c[label] for label in labels) for c in (self.hits, self.extra, self.missed))
        return 200 * hits / max(1, 2 * hits + extra + missed)


def weigh_all(data: Path, texts: Path, work: Path, pack: Path) -> None:
    """Print the tables, and write WORK/final.pack with the weights learnt from the packs of the folds to `pack`."""
    origins = {"inews": documents(data / "inews", texts), "corpus": documents(ROOT / "corpus/gold")}
    where: dict[str, str] = {}
    gold: dict[str, tuple[str, Spans]] = {}
    for origin, found in origins.items():
        for name, text, spans in found:
            where[name], gold[name] = origin, (text, spans)
    extractors = load_extractors(Settings())
    taggers = [Tagger.load(path) for number in range(FOLDS) if (path := work / f"fold-{number}.pack").is_file()]
    cases: list[list[Case]] = []
    for tagger in taggers:
        cases.append([c for name in tagger.manifest["unseen"] for c in cases_of(name, *gold[name], tagger, extractors)])
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    reliability: list[tuple[str, float, bool]] = []
    for number, tagger in enumerate(taggers):
        others = [case for other, some in enumerate(cases) if other != number for case in some]
        weights = learn(others or cases[number])
        for case, score in zip(cases[number], scores(cases[number], weights), strict=True):
            if case.right is not None and score >= 0.5:
                reliability.append((case.candidate.label, float(score), case.right))
        for name in tagger.manifest["unseen"]:
            text, spans = gold[name]
            passage = Passage.of(text)
            candidates = [c for rule in extractors for c in rule(passage)]
            alone = opinion_of(tagger, passage, OURS, dict.fromkeys(OURS, ()))
            opinion = Opinion({k: v for k, v in alone.chances.items() if k[2] in weights}, weights)
            ways = {
                "rules": _keys(resolve(passage, candidates)),
                "tagger": {key for key, chance in alone.chances.items() if chance > 0.5},
                "both": _keys(resolve(passage, candidates, opinion)),
            }
            for way, found in ways.items():
                for kind in (where[name], EVERY):
                    tallies[kind, way].add(spans, found)
    print(table(tallies))
    print(reliability_table(reliability))
    every = [case for some in cases for case in some]
    made = read_pack(work / "final.pack")
    manifest = {key: value for key, value in made.manifest.items() if key not in ("format", "members")}
    members = {name: content for name, content in made.members.items() if name != MANIFEST}
    corpus = hashlib.sha256(b"".join(path.read_bytes() for path in sorted((ROOT / "corpus/gold").glob("*.json"))))
    data = {source.name: source.sha256 for source in sources()} | {
        "corpus/gold/*.json": corpus.hexdigest(),
        LABELLED.name: hashlib.sha256(LABELLED.read_bytes()).hexdigest(),
    }
    write_pack(pack, manifest | {"weights": learn(every), "commit": _commit(), "data": data}, members)


def _commit() -> str:
    """The commit of the training code; empty outside a repository."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def table(tallies: Mapping[tuple[str, str], Tally]) -> str:
    lines = ["| documents | way | " + " | ".join(OURS) + " | all |", "|---|---|" + "--:|" * (len(OURS) + 1)]
    for (origin, way), tally in sorted(tallies.items()):
        figures = [tally.f1([label]) for label in OURS] + [tally.f1(OURS)]
        lines.append(f"| {origin} | {way} | " + " | ".join(f"{value:.1f}" for value in figures) + " |")
    return "\n".join(lines) + "\n"


def reliability_table(rows: Sequence[tuple[str, float, bool]]) -> str:
    """How often candidates of a score are right."""
    lines = ["| score | candidates | right, percent |", "|---|--:|--:|"]
    for low, high in ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01)):
        some = [right for _, score, right in rows if low <= score < high]
        lines.append(
            f"| {low:.2f}–{min(high, 1):.2f} | {len(some)} | {100 * float(np.mean(some)) if some else 0:.1f} |"
        )
    return "\n".join(lines) + "\n"


def _keys(spans: Iterable) -> Found:
    return {(span.start, span.end, span.label) for span in spans if span.label in OURS}

"""Labelled sentences: each data set keeps its own labels, and the network has an output for each set.

So nothing has to be mapped before training: what People's Daily calls nothing is not learnt as "no title", and the
borders of CLUENER do not wear off on ours. The sets are compared with ours only where figures are reported (`MAPPED`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.segment.sentences import split_sentences

ROOT = Path(__file__).parents[2]
FOLDS = 5

LABELS = {
    "ours": ("PERSON", "TITLE", "ORG", "LOC", "WORK", "EVENT"),
    "cluener": (
        "name", "company", "government", "organization", "position", "address", "book", "movie", "game", "scene",
    ),
    "resume": ("NAME", "ORG", "TITLE", "CONT", "EDU", "LOC", "PRO", "RACE"),
    "peoples_daily": ("PER", "ORG", "LOC"),
}  # fmt: skip

OURS = ("inews", "corpus", "read", "silver")
"""Origins of examples with our labels: news, releases, news whose labels were read and mended, and news that rules and tagger have
labelled."""

JOINED = ("PERSON", "TITLE", "ORG", "LOC", "EVENT")
"""Labels on which the tagger has a say beside the rules; titles in brackets (WORK) the rules find as well alone."""

MAPPED = {
    "cluener": {
        "name": "PERSON", "company": "ORG", "government": "ORG", "organization": "ORG", "position": "TITLE", "address": "LOC",
    },
    "resume": {label: label for label in LABELS["resume"]},
}  # fmt: skip

Spans = tuple[tuple[int, int, str, bool], ...]
Chances = tuple[tuple[int, int, str, float], ...]


@dataclass(frozen=True)
class Example:
    """A sentence of a document with its spans `(start, end, label, optional)`; `origin` names the set and its part.

    Where a teacher only says how probable pieces are, `chances` holds them as `(start, end, label, chance)` in place of spans.
    """

    origin: str
    document: str
    start: int
    text: str
    spans: Spans
    chances: Chances | None = None

    @property
    def head(self) -> str:
        """The output of the network that learns from it."""
        return "ours" if self.origin in OURS else self.origin.partition("/")[0]


def documents(gold: Path, texts: Path | None = None) -> Iterator[tuple[str, str, Spans]]:
    """Our own documents with the spans that the tagger learns: gold files, with their texts inside or in a folder."""
    for path in sorted(gold.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = record.get("text")
        if text is None and texts is not None:
            text = (texts / f"{path.stem}.txt").read_bytes().decode("utf-8")
        yield (
            path.stem,
            text,
            tuple(
                (span["start"], span["end"], span["label"], bool(span.get("optional")))
                for span in record["spans"]
                if span["label"] in LABELS["ours"]
            ),
        )


def ours(origin: str, gold: Path, texts: Path | None = None) -> Iterator[Example]:
    """Sentences of our documents."""
    for document, text, spans in documents(gold, texts):
        yield from sentences(origin, document, text, spans)


def sentences(origin: str, document: str, text: str, spans: Spans) -> Iterator[Example]:
    """A document's sentences; sentences that a span holds together are one."""
    pieces: list[tuple[int, int]] = []
    for sentence in split_sentences(text):
        if pieces and any(a < pieces[-1][1] and b > sentence.start for a, b, *_ in spans):
            pieces[-1] = (pieces[-1][0], sentence.end)
        else:
            pieces.append((sentence.start, sentence.end))
    for start, end in pieces:
        inside = tuple((a - start, b - start, label, o) for a, b, label, o in spans if start <= a and b <= end)
        yield Example(origin, document, start, text[start:end], inside)


def cluener(path: Path) -> Iterator[Example]:
    """CLUENER: one JSON object a line, inclusive ends."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        spans = tuple(
            (start, end + 1, label, False)
            for label, found in item.get("label", {}).items()
            for places in found.values()
            for start, end in places
        )
        yield Example(f"cluener/{path.stem}", "", 0, item["text"], spans)


def columns(origin: str, path: Path) -> Iterator[Example]:
    """ResumeNER and People's Daily: a character and its tag a line (B, M or I, E, S, O), an empty line between sentences."""
    text, tags = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        parts = line.split()
        if parts:
            text += parts[0] if len(parts) > 1 else " "
            tags.append(parts[-1])
        elif text:
            yield Example(origin, "", 0, text, _spans(tags))
            text, tags = "", []


def _spans(tags: list[str]) -> Spans:
    spans = []
    start, label = -1, ""
    for at, tag in enumerate([*tags, "O"]):
        kind, _, name = tag.partition("-")
        if start >= 0 and (kind in "BSO" or name != label):
            spans.append((start, at, label, False))
            start = -1
        if start < 0 and kind != "O":
            start, label = at, name
    return tuple(spans)


def outside(folder: Path) -> list[Example]:
    """The sets of others, under `folder` as the model card lists them."""
    examples = [
        *cluener(folder / "cluener/train.jsonl"),
        *cluener(folder / "cluener/dev.jsonl"),
        *columns("resume/train", folder / "resume/train.char.bmes"),
        *columns("resume/dev", folder / "resume/dev.char.bmes"),
        *columns("peoples_daily", folder / "peoples_daily/dev.bio"),
    ]
    return [example for example in examples if len(example.text) < 400]


def fold_of(documents: list[str], folds: int = FOLDS) -> dict[str, int]:
    """The fold in which each document is a test document: by its place in the sorted list."""
    return {document: number % folds for number, document in enumerate(sorted(documents))}

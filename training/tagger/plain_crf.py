"""The plain alternative that the network is compared with: a CRF (python-crfsuite) over hand-made features.

Each character is described by itself and its neighbours, jieba's words and their borders, the pipeline's word tables, and
clusters of LAC's vectors, so that 周三 and 周四 share a feature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite

from pipeline.normalize.fold import fold
from pipeline.segment.words import WordSegmenter
from pipeline.tag.statistical.lexicon import Lexicon, encode
from training.tagger.data import ROOT, Example
from training.tagger.lac import Lac

TABLES = ("surnames", "places", "organizations", "org_suffixes", "title_heads", "title_fields", "event_heads")
CLUSTERS = 256
ROUNDS = 8
OPTIONS = {"c1": 0.1, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 2, "feature.possible_transitions": True}

Found = set[tuple[int, int, str]]


class Describe:
    """Features of the characters of a sentence."""

    def __init__(self, lac: Lac) -> None:
        self.tables = {name: Lexicon.of(words) for name in TABLES if (words := _words(name))}
        self.surnames = {word for word in _words("surnames") if len(word) == 1}
        clusters = _clusters(lac.vectors * lac.scale[:, None])
        self.cluster = dict(zip(lac.words[: lac.known], clusters.tolist(), strict=False))
        self.cluster |= {c: int(clusters[row]) for c, row in zip(lac.singles, lac.single_rows, strict=True)}

    def __call__(self, sentences: Sequence[str]) -> Iterator[list[list[str]]]:
        """The features of each sentence, none of them empty."""
        texts = [fold(sentence) for sentence in sentences]
        inside = self._inside("\0".join([*texts, ""]), texts)
        begin = 0
        for text in texts:
            yield _described(text, self.cluster, inside[begin : begin + len(text)])
            begin += len(text) + 1

    def _inside(self, joined: str, texts: Sequence[str]) -> list[list[str]]:
        """What each character is a part of: jieba's words, their clusters, and words of the tables."""
        inside: list[list[str]] = [[] for _ in joined]
        begin = 0
        for text in texts:
            for start, end in WordSegmenter.shared().spans(text):
                word = text[start:end]
                for at, kind in zip(range(begin + start, begin + end), _kinds(end - start), strict=True):
                    inside[at] += [f"w{kind}", f"w{kind}{word}", f"w{kind}{self.cluster.get(word, -1)}"]
            begin += len(text) + 1
        for name, lexicon in self.tables.items():
            found = lexicon.find(encode(texts))
            for start, length in zip(found.start.tolist(), found.length.tolist(), strict=True):
                for at, kind in zip(range(start, start + length), _kinds(length), strict=True):
                    inside[at].append(f"{name}{kind}")
        for at, character in enumerate(joined):
            if character in self.surnames:
                inside[at].append("surname")
        return [list(dict.fromkeys(features)) for features in inside]


def _described(text: str, cluster: Mapping[str, int], inside: Sequence[Sequence[str]]) -> list[list[str]]:
    padded = f"\x02\x02{text}\x03\x03"
    described = []
    for at, character in enumerate(text):
        around = padded[at : at + 5]
        features = [f"c{place}={around[place]}" for place in range(5)]
        features += [f"b{place}={around[place : place + 2]}" for place in range(4)]
        features += [f"t={around[1:4]}", f"k={_kind(character)}", f"g={cluster.get(character, -1)}"]
        for place in range(max(at - 1, 0), min(at + 2, len(text))):
            features += [f"{place - at}{name}" for name in inside[place]]
        described.append(features)
    return described


def train(path: Path, examples: Sequence[Example], describe: Describe) -> None:
    """Learn from sentences and write a model. A span that gold leaves open counts as any other."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=OPTIONS, verbose=False)
    for example, features in zip(examples, describe([example.text for example in examples]), strict=True):
        tags = ["O"] * len(example.text)
        for start, end, label, _ in sorted(example.spans, key=lambda span: span[0] - span[1]):
            if tags[start:end] == ["O"] * (end - start):
                tags[start:end] = [f"{kind}-{label}" for kind in _kinds(end - start)]
        trainer.append(features, tags)
    trainer.train(str(path))


def read(path: Path, sentences: Sequence[str], describe: Describe) -> Iterator[Found]:
    """The spans of the best path through each sentence."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    for features in describe(sentences):
        yield set(_spans(tagger.tag(features)))


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for at, tag in enumerate(tags):
        kind, _, label = tag.partition("-")
        if kind in "BS":
            start = at
        if kind in "ES":
            yield start, at + 1, label


def _kinds(length: int) -> str:
    return "S" if length == 1 else "B" + "I" * (length - 2) + "E"


def _kind(character: str) -> str:
    return "d" if character.isdigit() else "a" if character.isascii() else "h" if character.isalpha() else "p"


def _words(table: str) -> list[str]:
    lines = (ROOT / f"pipeline/resources/{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line and not line.startswith("#")]


def _clusters(vectors: np.ndarray) -> np.ndarray:
    """k-means over the directions of vectors."""
    unit = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    centres = unit[np.random.default_rng(1).choice(len(unit), CLUSTERS, replace=False)]
    for _ in range(ROUNDS):
        nearest = (unit @ centres.T).argmax(1)
        centres = np.stack([unit[nearest == n].sum(0) if (nearest == n).any() else centres[n] for n in range(CLUSTERS)])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return (unit @ centres.T).argmax(1)

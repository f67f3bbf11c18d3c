"""A network in training as a tagger: what it thinks of sentences, without a pack."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

import numpy as np
import torch

from pipeline.tag.statistical import Piece
from pipeline.tag.statistical.crf import Chain
from pipeline.tag.statistical.features import Features
from pipeline.tag.statistical.tagger import LEAST
from training.tagger.data import LABELS, Example
from training.tagger.fit import Encoder, Read, collate, read
from training.tagger.model import Network, legal


class Reader:
    """Reads like `pipeline.tag.statistical.Tagger`, with the output for one data set."""

    def __init__(self, network: Network, features: Features, encoder: Encoder | None, head: str = "ours") -> None:
        self.network, self.features, self.encoder, self.labels = network.eval(), features, encoder, LABELS[head]
        self.head = head
        crf = network.crf[head]
        barred = legal(crf.tags)
        parts = (getattr(crf, name).detach().numpy() for name in ("moves", "first", "last"))
        self.chain = Chain(*(part + bar for part, bar in zip(parts, barred, strict=True)))

    def read(self, sentences: Sequence[str], folded: bool = False) -> list[list[Piece]]:
        """The pieces of each sentence, by their places."""
        return self.found(read([Example("", "", 0, text, ()) for text in sentences], self.features, self.encoder))

    def found(self, items: Sequence[Read]) -> list[list[Piece]]:
        """The pieces of sentences whose features are at hand."""
        found: list[list[Piece]] = [[] for _ in items]
        order = sorted(
            (i for i, item in enumerate(items) if len(item.characters)), key=lambda i: len(items[i].characters)
        )
        for begin in range(0, len(order), 64):
            some = order[begin : begin + 64]
            lengths = np.array([len(items[i].characters) for i in some])
            with torch.no_grad():
                scores = self.network(
                    collate([items[i] for i in some], not self.network.sizes.units), self.head
                ).numpy()
            flat = np.concatenate([rows[:length] for rows, length in zip(scores, lengths.tolist(), strict=True)])
            starts = (np.cumsum(lengths) - lengths).tolist()
            for start, end, label, chance in self.chain.spans(flat, lengths, LEAST):
                number = bisect_right(starts, start) - 1
                shift = starts[number]
                found[some[number]].append(Piece(start - shift, end - shift, self.labels[label], chance))
        return [sorted(pieces) for pieces in found]


class Mean:
    """Reads with several readers, and gives each piece the mean of their chances."""

    def __init__(self, *readers: Reader) -> None:
        self.readers = readers

    def read(self, sentences: Sequence[str], folded: bool = False) -> list[list[Piece]]:
        """The pieces of each sentence, by their places."""
        found: list[list[Piece]] = []
        for opinions in zip(*(reader.read(sentences, folded) for reader in self.readers), strict=True):
            chances: dict[tuple[int, int, str], float] = defaultdict(float)
            for start, end, label, chance in chain.from_iterable(opinions):
                chances[start, end, label] += chance / len(self.readers)
            found.append([Piece(*key, chance) for key, chance in sorted(chances.items())])
        return found

"""A network in training as a tagger: what it thinks of sentences, without a pack."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import torch

from pipeline.tag.statistical import Piece
from pipeline.tag.statistical.crf import Chain
from pipeline.tag.statistical.features import Features
from pipeline.tag.statistical.tagger import LEAST
from training.tagger.data import LABELS, Example
from training.tagger.fit import Read, collate, read
from training.tagger.model import Network, legal

OURS = "ours"


class Reader:
    """Reads like `pipeline.tag.statistical.Tagger`, with the output for our labels."""

    def __init__(self, network: Network, features: Features) -> None:
        self.network, self.features = network.eval(), features
        crf = network.crf[OURS]
        barred = legal(crf.tags)
        parts = (getattr(crf, name).detach().numpy() for name in ("moves", "first", "last"))
        self.chain = Chain(*(part + bar for part, bar in zip(parts, barred, strict=True)))

    def read(self, sentences: Sequence[str], folded: bool = False) -> list[list[Piece]]:
        """The pieces of each sentence, by their places."""
        return self.found(read([Example("", "", 0, text, ()) for text in sentences], self.features))

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
                scores = self.network(collate([items[i] for i in some]), OURS).numpy()
            flat = np.concatenate([rows[:length] for rows, length in zip(scores, lengths.tolist(), strict=True)])
            starts = (np.cumsum(lengths) - lengths).tolist()
            for start, end, label, chance in self.chain.spans(flat, lengths, LEAST):
                number = bisect_right(starts, start) - 1
                shift = starts[number]
                found[some[number]].append(Piece(start - shift, end - shift, LABELS[OURS][label], chance))
        return [sorted(pieces) for pieces in found]

"""The vocabulary's words around each character, and what both bring into the network.

Words are taken as SoftLexicon (Ma et al., ACL 2020) takes them: for each character the mean of the words that begin at it, of
those that hold it inside, and of those that end at it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
import numpy.typing as npt

from pipeline.tag.statistical.lexicon import Ints, Matches

Floats = npt.NDArray[np.float32]

KINDS = 3
"""Words begin at a character (0), hold it inside (1), or end at it (2)."""

_LONGER = 64  # than any word

_ROOM = 4096
"""Room for the products of so many words at first."""

_LOT = 4
"""So many products at a time; for large ones OpenBLAS would start threads, which go on taking time when they have none to do."""


@dataclass(frozen=True, slots=True)
class Around:
    """The words around `size` characters, by slots: kind and character, as kind * `size` + row.

    `words` and `slots` have an entry for each word in each slot, slot after slot and by length within. `first` and `count` say
    where the entries of each slot begin and how many they are, `longest` is the length of its last word.
    """

    size: int
    words: Ints
    slots: Ints
    first: Ints
    count: Ints
    longest: Ints

    @classmethod
    def of(cls, matches: Matches, size: int) -> Around:
        """Each of the words at each of its characters."""
        start, length, word = matches
        match = np.repeat(np.arange(len(length)), length)
        many = length[match]
        offset = np.arange(len(match)) - np.repeat(np.cumsum(length) - length, length)
        kind = np.add(offset > 0, offset == many - 1, dtype=np.int64)
        slots = kind * size + start[match] + offset
        order = np.argsort((slots * _LONGER + many) * _LONGER + offset)
        slots, match = slots[order], match[order]
        first = np.flatnonzero(np.diff(slots, prepend=-1))
        count = np.diff(first, append=len(slots))
        return cls(size, word[match], slots, first, count, length[match[first + count - 1]])

    @property
    def filled(self) -> Ints:
        """The slots that have words, ascending."""
        return self.slots[self.first]

    def means(self, vectors: Callable[[Ints], Floats]) -> Floats:
        """The mean vector of each filled slot; `vectors` gives those of some entries."""
        total = vectors(self.first)
        several = np.flatnonzero(self.count > 1)
        for more in range(1, int(self.count.max(initial=1))):
            further = several[self.count[several] > more]
            total[further] += vectors(self.first[further] + more)
        total[several] /= self.count[several, None].astype(np.float32)
        return total


class Entry(Protocol):
    """Makes one row for each character, of its row in the network's own character table and the words around it."""

    def __call__(self, characters: Ints, around: Around) -> Floats: ...


class Products:
    """What characters and words add to the network's first layer: the products of their vectors with the layer's weights.

    Those of the characters are a table. A word's products are worked out when a text first has it: they never change, most
    words come again and again, and most of the vocabulary never comes.
    """

    def __init__(self, own: Floats, vectors: npt.NDArray[np.int8], scale: Floats, weights: Floats) -> None:
        """`own` are the products of the characters, `weights` (kinds, inputs, outputs) the layer's for words; `vectors` are
        whole numbers, to be multiplied by the `scale` of each word. Raises ValueError where shapes do not fit."""
        if weights.shape != (KINDS, vectors.shape[1], own.shape[1]):
            raise ValueError(
                f"weights of shape {weights.shape} for {vectors.shape[1]} columns and {own.shape[1]} products"
            )
        self._own, self._vectors, self._scale, self._words = own, vectors, scale, len(vectors)
        self._weights = weights.astype(np.float64)
        self._row = np.full(KINDS * self._words, -1, dtype=np.int32)
        self._products = np.empty((_ROOM, weights.shape[2]), dtype=np.float32)
        self._count = 0
        self._lock = Lock()

    def __call__(self, characters: Ints, around: Around) -> Floats:
        words = around.slots // around.size * self._words + around.words
        with self._lock:
            self._work_out(np.unique(words[self._row[words] < 0]))
        products = self._row[words]
        means = around.means(lambda some: self._products.take(products[some], axis=0))
        rows = self._own.take(characters, axis=0)
        filled = around.filled
        for kind in range(KINDS):
            begin, end = np.searchsorted(filled, [kind * around.size, (kind + 1) * around.size])
            rows[filled[begin:end] - kind * around.size] += means[begin:end]
        return rows

    def _work_out(self, words: Ints) -> None:
        """Put the products of these words, each counted as kind * words + word, in ascending order, behind those that
        are there."""
        begin, self._count = self._count, self._count + len(words)
        if self._count > len(self._products):
            room = np.empty((2 * self._count, self._products.shape[1]), dtype=np.float32)
            room[:begin] = self._products[:begin]
            self._products = room
        for kind, weights in enumerate(self._weights):
            own = words[words // self._words == kind] - kind * self._words
            for at in range(0, len(own), _LOT):
                some = own[at : at + _LOT]
                # In 64 bits the same numbers come out whatever words are worked out together.
                vectors = np.multiply(self._vectors[some], self._scale[some], dtype=np.float64)
                self._products[begin : begin + len(some)] = vectors @ weights
                begin += len(some)
        self._row[words] = np.arange(self._count - len(words), self._count)

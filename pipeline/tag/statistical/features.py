"""What the network reads: for each character its own vector, the words around it and its place in its unit; for each unit its vector.

The word features follow SoftLexicon (Ma et al., ACL 2020): for each character the mean vector of the vocabulary's words
that begin at it, that hold it inside, and that end at it. Units are the words and characters of `cut`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.tag.statistical.cut import cut
from pipeline.tag.statistical.lexicon import Lexicon, Matches, encode

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FLAGS = 8
_LONGEST = 5
_CODES = 0x110000
_KEY = 64  # longer than any word


@dataclass(frozen=True, slots=True)
class Reading:
    """The network's input for some sentences, laid end to end with a blank row behind each.

    `characters` are rows of the network's own character table; `rows` the other features of each character; `units`
    the vectors of the units, `unit_of` the row of `units` in which each character stands. `lengths` and `unit_lengths`
    count the characters and the units of each sentence, without the blank.
    """

    characters: Ints
    rows: Floats
    units: Floats
    unit_of: Ints
    lengths: Ints
    unit_lengths: Ints

    def part(self, begin: int, end: int) -> Reading:
        """The reading of the sentences `[begin, end)` alone."""
        characters = _slice(self.lengths, begin, end)
        units = _slice(self.unit_lengths, begin, end)
        return Reading(
            self.characters[characters],
            self.rows[characters],
            self.units[units],
            self.unit_of[characters] - units.start,
            self.lengths[begin:end],
            self.unit_lengths[begin:end],
        )


def _slice(lengths: Ints, begin: int, end: int) -> slice:
    return slice(int(lengths[:begin].sum()) + begin, int(lengths[:end].sum()) + end)


@dataclass(frozen=True, slots=True)
class Features:
    """Tables behind the features.

    The first `words` words of the lexicon have the first rows of `vectors`, which are whole numbers to be multiplied by `scale`;
    words behind them only serve the cut.
    `cutting` says which words may stand in a cut, `penalty` is the price of one unit. `singles` maps a code point to the
    row of `vectors` that it has alone, `characters` to the row of the network's character table.
    """

    lexicon: Lexicon
    vectors: npt.NDArray[np.int8]
    scale: Floats
    words: int
    cutting: npt.NDArray[np.bool_]
    penalty: float
    singles: npt.NDArray[np.int32]
    characters: npt.NDArray[np.int32]

    @staticmethod
    def table(characters: str, rows: npt.NDArray[Any], unknown: int) -> npt.NDArray[np.int32]:
        """A map from code points to rows: `rows` for the `characters`, `unknown` for all others."""
        table = np.full(_CODES, unknown, dtype=np.int32)
        table[np.frombuffer(characters.encode("utf-32-le"), dtype=np.uint32)] = rows
        return table

    @property
    def width(self) -> int:
        """Columns of `Reading.rows`."""
        return int(3 * self.vectors.shape[1] + FLAGS)

    def __call__(self, sentences: Sequence[str]) -> Reading:
        """Read folded sentences, none of them empty."""
        codes = encode(sentences)
        matches = self.lexicon.find(codes)
        rows = np.zeros((len(codes), self.width), dtype=np.float32)
        longest = self._pool(rows[:, :-FLAGS], matches)
        starts, words = self._units(codes, matches)
        lengths = np.diff(np.append(starts, len(codes)))
        rows[:, -FLAGS : 4 - FLAGS] = _places(len(codes), starts, lengths)
        rows[:, 4 - FLAGS : 7 - FLAGS] = np.minimum(longest, _LONGEST) / np.float32(_LONGEST - 1)
        blanks = np.flatnonzero(codes == 0)
        unit_of = np.repeat(np.arange(len(starts)), lengths)
        return Reading(
            characters=self.characters[codes].astype(np.int64),
            rows=rows,
            units=self.taken(words),
            unit_of=unit_of,
            lengths=np.diff(blanks, prepend=-1) - 1,
            unit_lengths=np.diff(unit_of[blanks], prepend=-1) - 1,
        )

    def taken(self, rows: Ints) -> Floats:
        """Vectors by their rows."""
        return np.multiply(self.vectors[rows], self.scale[rows], dtype=np.float32)

    def _pool(self, out: Floats, matches: Matches) -> Floats:
        """Write the mean word vectors (begin, inside, end) into `out`; return the longest word of each kind."""
        known = matches.word < self.words
        start, length = matches.start[known], matches.length[known]
        vectors = self.taken(matches.word[known])
        # Each word at each of its characters, ordered by character and kind, then by length.
        word = np.repeat(np.arange(len(length)), length)
        many = length[word]
        offset = np.arange(len(word)) - np.repeat(np.cumsum(length) - length, length)
        slot = 3 * (start[word] + offset) + (offset > 0) + (offset == many - 1)
        order = np.argsort((slot * _KEY + many) * _KEY + offset)
        slot, word = slot[order], word[order]
        first = np.flatnonzero(np.diff(slot, prepend=-1))
        count = np.diff(first, append=len(slot))
        total = vectors[word[first]]
        several = np.flatnonzero(count > 1)
        for more in range(1, int(count.max(initial=1))):
            further = several[count[several] > more]
            total[further] += vectors[word[first[further] + more]]
        total[several] /= count[several, None].astype(np.float32)
        filled = slot[first]
        out.reshape(len(out), 3, -1)[np.divmod(filled, 3)] = total
        longest = np.zeros(3 * len(out), dtype=np.float32)
        longest[filled] = length[word[first + count - 1]]
        return longest.reshape(len(out), 3)

    def _units(self, codes: npt.NDArray[np.uint32], matches: Matches) -> tuple[Ints, Ints]:
        """Where the units begin, and the row of `vectors` of each; a unit without a vector is read as its characters."""
        keep = self.cutting[matches.word]
        starts = cut(codes, Matches(matches.start[keep], matches.length[keep], matches.word[keep]), self.penalty)
        lengths = np.diff(np.append(starts, len(codes)))
        named = matches.word < self.words
        keys, rows = matches.length[named] * len(codes) + matches.start[named], matches.word[named]
        sought = lengths * len(codes) + starts
        at = np.searchsorted(keys, sought)  # matches come ordered by length, then start
        keys, rows = np.append(keys, -1), np.append(rows, 0)
        known = (keys[at] == sought) & (lengths > 1)
        parts = np.where(known, 1, lengths)
        begin = np.repeat(starts, parts) + np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts)
        return begin, np.where(np.repeat(known, parts), np.repeat(rows[at], parts), self.singles[codes[begin]])


def _places(size: int, starts: Ints, lengths: Ints) -> Floats:
    """Whether each character begins, is inside, ends, or alone is a unit."""
    places = np.zeros((size, 4), dtype=np.float32)
    alone = lengths == 1
    places[starts[alone], 3] = 1
    starts, lengths = starts[~alone], lengths[~alone]
    places[starts, 0] = 1
    places[starts + lengths - 1, 2] = 1
    for offset in range(1, int(lengths.max(initial=2)) - 1):
        places[starts[lengths > offset + 1] + offset, 1] = 1
    return places

"""What the network reads: for each character its own vector, the words around it and its place in its unit; for each unit its vector.

Units are the words and characters of `cut`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.tag.statistical.around import Around, Entry, Floats
from pipeline.tag.statistical.cut import cut
from pipeline.tag.statistical.lexicon import Ints, Lexicon, Matches, encode

FLAGS = 8
"""Columns of a character's flags: begins, is inside, ends or alone is a unit; the longest word of each kind; one to spare."""

_LONGEST = 5
_CODES = 0x110000


@dataclass(frozen=True, slots=True)
class Reading:
    """The network's input for some sentences, laid end to end with a blank row behind each.

    `characters` are rows of the network's own character table; `rows` what the entry makes of these and the words around
    each character, `flags` tell of its unit and of the lengths of these words; `units`
    the vectors of the units, `unit_of` the row of `units` in which each character stands. `lengths` and `unit_lengths`
    count the characters and the units of each sentence, without the blank.
    """

    characters: Ints
    rows: Floats
    flags: Floats
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
            self.flags[characters],
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
    row of `vectors` that it has alone, `characters` to the row of the network's character table. `entry` makes rows of
    these and the known words around each character.
    """

    lexicon: Lexicon
    vectors: npt.NDArray[np.int8]
    scale: Floats
    words: int
    cutting: npt.NDArray[np.bool_]
    penalty: float
    singles: npt.NDArray[np.int32]
    characters: npt.NDArray[np.int32]
    entry: Entry

    @staticmethod
    def table(characters: str, rows: npt.NDArray[Any], unknown: int) -> npt.NDArray[np.int32]:
        """A map from code points to rows: `rows` for the `characters`, `unknown` for all others."""
        table = np.full(_CODES, unknown, dtype=np.int32)
        table[np.frombuffer(characters.encode("utf-32-le"), dtype=np.uint32)] = rows
        return table

    def __call__(self, sentences: Sequence[str]) -> Reading:
        """Read folded sentences, none of them empty."""
        codes = encode(sentences)
        matches = self.lexicon.find(codes)
        characters = self.characters[codes].astype(np.int64)
        known = _some(matches, matches.word < self.words)
        around = Around.of(known, len(codes))
        starts, words = self._units(codes, matches, known)
        lengths = np.diff(np.append(starts, len(codes)))
        flags = np.zeros((len(codes), FLAGS), dtype=np.float32)
        _mark_places(flags, starts, lengths)
        longest = np.minimum(around.longest, _LONGEST) / np.float32(_LONGEST - 1)
        kinds, places = np.divmod(around.filled, len(codes))
        flags[places, 4 + kinds] = longest
        blanks = np.flatnonzero(codes == 0)
        unit_of = np.repeat(np.arange(len(starts)), lengths)
        return Reading(
            characters=characters,
            rows=self.entry(characters, around),
            flags=flags,
            units=self.taken(words),
            unit_of=unit_of,
            lengths=np.diff(blanks, prepend=-1) - 1,
            unit_lengths=np.diff(unit_of[blanks], prepend=-1) - 1,
        )

    def taken(self, rows: Ints) -> Floats:
        """Vectors by their rows."""
        return np.multiply(self.vectors[rows], self.scale[rows], dtype=np.float32)

    def _units(self, codes: npt.NDArray[np.uint32], matches: Matches, known: Matches) -> tuple[Ints, Ints]:
        """Where the units begin, and the row of `vectors` of each; a unit without a vector is read as its characters."""
        starts = cut(codes, _some(matches, self.cutting[matches.word]), self.penalty)
        lengths = np.diff(np.append(starts, len(codes)))
        keys, rows = known.length * len(codes) + known.start, known.word
        sought = lengths * len(codes) + starts
        at = np.searchsorted(keys, sought)  # matches come ordered by length, then start
        keys, rows = np.append(keys, -1), np.append(rows, 0)
        named = (keys[at] == sought) & (lengths > 1)
        parts = np.where(named, 1, lengths)
        begin = np.repeat(starts, parts) + np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts)
        return begin, np.where(np.repeat(named, parts), np.repeat(rows[at], parts), self.singles[codes[begin]])


def _some(matches: Matches, chosen: npt.NDArray[np.bool_]) -> Matches:
    return Matches(*(each[chosen] for each in matches))


def _mark_places(flags: Floats, starts: Ints, lengths: Ints) -> None:
    """Write whether each character begins, is inside, ends, or alone is a unit into the first four flags."""
    alone = lengths == 1
    flags[starts[alone], 3] = 1
    starts, lengths = starts[~alone], lengths[~alone]
    flags[starts, 0] = 1
    flags[starts + lengths - 1, 2] = 1
    for offset in range(1, int(lengths.max(initial=2)) - 1):
        flags[starts[lengths > offset + 1] + offset, 1] = 1

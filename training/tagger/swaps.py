"""Mentions in each other's place, so that a network learns more of what stands around them and less of their words.

The "mention replacement" of Dai and Adel, An Analysis of Simple Data Augmentation for Named Entity Recognition (COLING 2020).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from training.tagger.data import Example

SHARE = 0.5
"""Share of the mentions of a sentence that others take the place of."""


def mentions_of(examples: Iterable[Example]) -> dict[str, list[str]]:
    """The mentions of each label, each as often as it stands there."""
    found: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        for start, end, label, _ in example.spans:
            found[label].append(example.text[start:end])
    return found


def swapped(
    example: Example, mentions: Mapping[str, Sequence[str]], rng: random.Random, share: float = SHARE
) -> Example:
    """The example with mentions of the same labels in place of about `share` of its own; where spans overlap, as it is."""
    ordered = sorted(example.spans)
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        return example
    text, at = "", 0
    spans: list[tuple[int, int, str, bool]] = []
    for start, end, label, optional in ordered:
        mention = rng.choice(mentions[label]) if rng.random() < share else example.text[start:end]
        text += example.text[at:start]
        spans.append((len(text), len(text) + len(mention), label, optional))
        text += mention
        at = end
    return replace(example, text=text + example.text[at:], spans=tuple(spans))

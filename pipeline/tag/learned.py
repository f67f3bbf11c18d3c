"""The learned tagger in the tag room: which pack the settings name, and what it thinks of a passage."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from pipeline.config import ConfigError
from pipeline.segment import Passage
from pipeline.tag.repair import repaired
from pipeline.tag.statistical import PackError, Tagger
from pipeline.tag.weigh import EVIDENCE, Key, Opinion, Weights

_CELL = re.compile(r"[^\t]+")


@lru_cache(maxsize=2)
def open_tagger(pack: Path | None) -> Tagger | None:
    """The tagger of a pack, of the shipped one for None; loaded once in a process.

    Raises ConfigError when the pack cannot be used. Where onnxruntime is not installed the shipped pack is left out with a
    warning, as the rules can do without, but a pack of one's own is an error.
    """
    try:
        tagger = Tagger.load(pack)
        _weights(tagger)
    except PackError as error:
        raise ConfigError(f"tagger.pack: {error}") from None
    except ImportError as error:
        remedy = f"{error}; install the package again, or switch the tagger off: [tagger] pack = false"
        if pack is not None:
            raise ConfigError(f"tagger.pack: {pack} needs onnxruntime: {remedy}") from None
        warnings.warn(f"the tagger is left out, names are found by rules alone: {remedy}", stacklevel=2)
        return None
    return tagger


def cells_of(passage: Passage) -> list[re.Match[str]]:
    """What the tagger reads of a passage, one after the other: its sentences, of the row of a table the cells."""
    return [cell for s in passage.sentences for cell in _CELL.finditer(passage.folded, s.start, s.end)]


def opinion_of(tagger: Tagger, passage: Passage, labels: Collection[str], weights: Weights | None = None) -> Opinion:
    """What the tagger thinks of the pieces of a passage that have one of these labels; `weights` are its own by default."""
    chosen = {label: each for label, each in (weights or _weights(tagger)).items() if label in labels}
    text = passage.folded
    cells = cells_of(passage)
    found = tagger.read([cell.group() for cell in cells], folded=True)
    chances: dict[Key, float] = {}
    for cell, pieces in zip(cells, found, strict=True):
        offset = cell.start()
        for begin, end, label, chance in pieces:
            if label not in chosen:
                continue
            for key in repaired(text, offset + begin, offset + end, label):
                if key[2] in chosen:
                    chances[key] = min(chances.get(key, 0.0) + chance, 1.0)
    return Opinion(chances, chosen)


def _weights(tagger: Tagger) -> dict[str, tuple[float, ...]]:
    """How the tagger's word weighs, from its manifest. Raises PackError when figures are missing."""
    weights = tagger.manifest.get("weights")
    if not isinstance(weights, dict) or not weights.keys() <= set(tagger.labels):
        raise PackError("the pack's manifest has no weights by label; train a pack with `make train`")
    if any(len(each) != len(EVIDENCE) for each in weights.values()):
        raise PackError(f"the pack's weights are not those of {', '.join(EVIDENCE)}; train a pack with `make train`")
    return {label: tuple(map(float, each)) for label, each in weights.items()}

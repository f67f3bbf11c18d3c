"""News of the wheel that this project has labelled itself: the pipeline's spans, each text then read in full against
docs/annotation-guidelines.md and mended. It is for learning alone: no figure of a network that has learnt from it is measured on it,
and what nobody noticed in the pipeline's spans stands there too.

read_news.jsonl holds no text, but a line for each with its place in the wheel's training part, its sha256, the spans
`[start, end, label]`, `optional` for those on which two readers could differ, and `open` for stretches `[start, end]` whose
sentences are left out, for they were found wrong and not mended.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from training.tagger.data import Example, sentences

LABELLED = Path(__file__).with_suffix(".jsonl")


def read_news(texts: Sequence[str], labelled: Path = LABELLED) -> dict[str, list[Example]]:
    """The labelled ones among `texts`, the wheel's training part, with their sentences.

    Raises SystemExit when a text is not the one that was labelled.
    """
    found: dict[str, list[Example]] = {}
    for line in labelled.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        text = texts[item["index"]]
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != item["sha256"]:
            raise SystemExit(f"{labelled.name}: text {item['index']} of the wheel is another one")
        spans = sorted([(*s, False) for s in item["spans"]] + [(*s, True) for s in item.get("optional", [])])
        found[text] = [
            example
            for example in sentences("read", f"read-{item['index']}", text, tuple(spans))
            if example.text and not _meets(example, item.get("open", []))
        ]
    return found


def _meets(example: Example, stretches: Sequence[Sequence[int]]) -> bool:
    return any(a < example.start + len(example.text) and example.start < b for a, b in stretches)

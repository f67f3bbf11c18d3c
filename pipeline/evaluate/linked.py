"""How good linking is by itself: gold spans in, positions and aliases out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.schema import Record


def link_gold(gold: Iterable[Record]) -> dict[str, Record]:
    """For each gold document a record with its gold spans and the positions and aliases that `pipeline.link` finds.

    Scoring these shows linking without the tagger's mistakes; only positions and aliases mean anything then.
    """
    from pipeline.link import find_aliases, find_positions, with_entities
    from pipeline.segment import split_sentences

    linked: dict[str, Record] = {}
    for document in gold:
        sentences = tuple(split_sentences(document.text))
        spans = tuple(sorted(document.spans, key=lambda span: span.key))
        aliases = find_aliases(document.text, sentences, spans)
        positions = find_positions(document.text, sentences, with_entities(spans, aliases), aliases)
        linked[document.id] = replace(document, aliases=tuple(aliases), positions=tuple(positions), sentences=sentences)
    return linked

"""How good linking is by itself: gold spans in, positions, aliases and contexts out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.schema import Record


def link_gold(gold: Iterable[Record]) -> dict[str, Record]:
    """For each gold document a record with its gold spans and what `pipeline.link` makes of them.

    Scoring these shows linking without the tagger's mistakes; only positions, aliases and contexts mean anything then.
    """
    from pipeline.link import find_aliases, find_positions, with_contexts, with_entities
    from pipeline.segment import split_sentences

    linked: dict[str, Record] = {}
    for document in gold:
        sentences = tuple(split_sentences(document.text))
        spans = tuple(sorted(document.spans, key=lambda span: span.key))
        aliases = find_aliases(document.text, sentences, spans)
        positions = find_positions(document.text, sentences, with_entities(spans, aliases), aliases)
        linked[document.id] = replace(
            document,
            spans=with_contexts(document.text, sentences, spans, aliases),
            aliases=tuple(aliases),
            positions=tuple(positions),
            sentences=sentences,
        )
    return linked

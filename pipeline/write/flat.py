"""The flat choice among nested mentions, for formats that take one label a character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.schema import Span


def flat(spans: Iterable[Span]) -> Sequence[Span]:
    """The longest spans that do not overlap, in text order; of equally long ones the first.

    The same choice as `doc.ents`.

    >>> one, inner = Span(0, 4, "某市大学", "ORG"), Span(0, 2, "某市", "LOC")
    >>> [span.text for span in flat([inner, one])]
    ['某市大学']
    """
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if span.start < span.end and span.start not in taken and span.end - 1 not in taken:
            kept.append(span)
            taken.update(range(span.start, span.end))
    return sorted(kept, key=lambda span: span.start)

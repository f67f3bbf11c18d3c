"""Spans of one document: strict offsets and label, optional gold, values."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.evaluate.context import around
from pipeline.evaluate.scores import Kind, Mistake, Score
from pipeline.evaluate.values import has_value, same_value
from pipeline.schema import Record, Span


def score_spans(gold: Record, predicted: Record) -> tuple[dict[str, Score], list[Mistake]]:
    """Scores for each label and the mistakes, in text order.

    A prediction with the offsets and label of a gold span is a hit; a gold span without one is missed; any other
    prediction is extra, whether it overlaps gold or not. An optional gold span is neither hit nor missed, and a
    prediction that is no hit but overlaps an optional span of its label is ignored. Values of matched spans are
    compared wherever gold has one, on optional spans too.
    """
    wanted = {span.key: span for span in gold.spans}
    found = {span.key: span for span in predicted.spans}
    optional = _by_label(span for span in gold.spans if span.optional)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    mistakes: list[Mistake] = []
    nearby_gold, nearby_found = _Overlaps(wanted.values()), _Overlaps(found.values())

    for key, span in found.items():
        if key in wanted:
            counts[span.label]["hits"] += not wanted[key].optional
        elif not any(_overlap(span, other) for other in optional.get(span.label, ())):
            counts[span.label]["extra"] += 1
            mistakes.append(_mistake(gold, "extra", span, _named("gold", nearby_gold.of(span))))
    for key, span in wanted.items():
        if key not in found:
            if not span.optional:
                counts[span.label]["missed"] += 1
                mistakes.append(_mistake(gold, "missed", span, _named("found", nearby_found.of(span))))
        elif has_value(span.norm):
            right = same_value(span, found[key])
            counts[span.label].update(valued=1, right=int(right))
            if not right:
                mistakes.append(_mistake(gold, "value", span, f"gold {_json(span)} found {_json(found[key])}"))
    mistakes.sort(key=lambda mistake: (mistake.start or 0, mistake.kind, mistake.text))
    return {label: Score(**count) for label, count in counts.items()}, mistakes


def _by_label(spans: Iterable[Span]) -> dict[str, list[Span]]:
    grouped: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        grouped[span.label].append(span)
    return grouped


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


class _Overlaps:
    """Which spans overlap a given one, without comparing it with every span of a long document."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: Sequence[Span] = sorted(spans, key=lambda span: span.key)
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def of(self, span: Span) -> Iterator[Span]:
        index = bisect_left(self._starts, span.start - self._longest)
        while index < len(self._spans) and self._starts[index] < span.end:
            if _overlap(span, self._spans[index]):
                yield self._spans[index]
            index += 1


def _named(side: str, spans: Iterator[Span]) -> str:
    listed = ", ".join(f"{span.text} {span.label}" for span in spans)
    return f"{side} {listed}" if listed else ""


def _json(span: Span) -> str:
    return json.dumps(dict(span.norm), ensure_ascii=False, default=str)


def _mistake(document: Record, kind: Kind, span: Span, note: str) -> Mistake:
    left, right = around(document.text, span.start, span.end)
    return Mistake(document.id, kind, span.label, span.text, span.start, left, right, note)

"""A record → the rows of every table, as plain values in the order of `columns.TABLES`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from pipeline.normalize.fold import fold
from pipeline.schema import AMOUNT_LABELS, TIME_LABELS, Position, Record, Span
from pipeline.write.norms import duration, readable
from pipeline.write.stored import StoredRecord

SEPARATOR = "；"
MAX_EVIDENCE = 500
"""A longer sentence (a file on a single line) is cut to a window around what it is evidence for."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")

Row = tuple[Any, ...]


class Rows:
    """The rows that one document adds to the tables."""

    def __init__(self, stored: StoredRecord) -> None:
        self._stored = stored
        self._record: Record = stored.record

    def documents(self) -> Iterator[Row]:
        record = self._record
        counts = len(record.text), len(record.sentences), len(record.spans), len(record.positions)
        yield (record.id, record.title, record.date, record.source, *counts, self._stored.sha256, record.date_from)

    def mentions(self) -> Iterator[Row]:
        for s in self._record.spans:
            place = (s.label, s.text, s.start, s.end, s.sentence)
            yield (
                self._record.id,
                s.id,
                *place,
                self._normalized(s),
                s.entity,
                s.source,
                s.score,
                self._located(s.start),
            )

    def people(self) -> Iterator[Row]:
        for name, spans in self._entities("PERSON"):
            held = [position for text in dict.fromkeys(span.text for span in spans) for position in self._held[text]]
            titles = joined(position.title for position in held)
            organizations = joined(position.org_name for position in held)
            yield self._record.id, name, self._others(name, spans), titles, organizations, len(spans)

    def organizations(self) -> Iterator[Row]:
        for name, spans in self._entities("ORG"):
            yield self._record.id, name, self._others(name, spans), len(spans)

    def positions(self) -> Iterator[Row]:
        for p in self._positions:
            where = (p.person_start, p.title_start)
            starts = [start for start in where if start is not None]
            ends = [end for end in (self._end(p.person, p.person_start), self._end(p.title, p.title_start)) if end]
            evidence = self._evidence(min(starts), max(ends), p.sentence) if starts else None
            yield self._record.id, p.person, p.title, p.org_name, p.place, p.status, *where, evidence

    def amounts(self) -> Iterator[Row]:
        for s in self._record.spans:
            if s.label in AMOUNT_LABELS:
                value = (s.norm.get(key) for key in ("value", "min", "max", "unit", "bound"))
                evidence = self._evidence(s.start, s.end, s.sentence)
                yield self._record.id, s.text, s.label, *value, s.start, s.end, evidence

    def dates(self) -> Iterator[Row]:
        for s in self._record.spans:
            if s.label in TIME_LABELS:
                value = s.norm.get("start"), s.norm.get("end"), duration(s.norm)
                evidence = self._evidence(s.start, s.end, s.sentence)
                yield self._record.id, s.text, s.label, *value, s.start, s.end, evidence

    @cached_property
    def _positions(self) -> list[Position]:
        def order(position: Position) -> int:
            starts = [start for start in (position.person_start, position.title_start) if start is not None]
            return min(starts, default=len(self._record.text))

        return sorted(self._record.positions, key=order)

    @cached_property
    def _held(self) -> Mapping[str, list[Position]]:
        """A person's name as it stands in the text → the positions stated with it."""
        held: defaultdict[str, list[Position]] = defaultdict(list)
        for position in self._positions:
            held[position.person].append(position)
        return held

    @cached_property
    def _fullest(self) -> Mapping[str, str]:
        """Every name in an alias group → the group's fullest name."""
        return {name: group[0] for group in reversed(self._record.aliases) for name in group}

    def _normalized(self, span: Span) -> str:
        """The value where there is one, else the name: of an alias group the fullest, in half-width simplified form."""
        if span.norm:
            return readable(span.norm)
        if span.label in AMOUNT_LABELS | TIME_LABELS:
            return ""
        return _folded(self._fullest.get(span.text, span.text) if span.entity else span.text)

    def _entities(self, label: str) -> Iterator[tuple[str, list[Span]]]:
        """The fullest name, as written, and the mentions of each entity of one label, in the order of first mention."""
        groups: dict[str, list[Span]] = {}
        for span in self._record.spans:
            if span.label == label:
                groups.setdefault(span.entity or self._normalized(span), []).append(span)
        for spans in groups.values():
            yield self._fullest.get(spans[0].text, spans[0].text), spans

    @staticmethod
    def _others(name: str, spans: Iterable[Span]) -> str:
        return joined(span.text for span in spans if span.text != name)

    @staticmethod
    def _end(text: str, start: int | None) -> int | None:
        return None if start is None else start + len(text)

    def _located(self, offset: int) -> str:
        """Where in the file an offset stands: the place that the reader gave, else the line of the text."""
        places = self._record.places
        if not places:
            return f"line {bisect_right(self._line_breaks, offset) + 1}"
        return places[max(bisect_right(self._place_starts, offset) - 1, 0)].name

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start for place in self._record.places]

    @cached_property
    def _line_breaks(self) -> list[int]:
        """The offsets at which lines after the first begin."""
        return [match.end() for match in _LINE_BREAK.finditer(self._record.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._record.sentences]

    def _evidence(self, start: int, end: int, sentence: int | None) -> str:
        """The sentence that holds `[start, end)`, cut to a window where it is very long."""
        text, sentences = self._record.text, self._record.sentences
        index = sentence if sentence is not None else bisect_right(self._starts, start) - 1
        left, right = start, end
        if 0 <= index < len(sentences):
            left, right = min(sentences[index].start, start), max(sentences[index].end, end)
        if right - left <= MAX_EVIDENCE:
            return text[left:right]
        room = max(MAX_EVIDENCE - (end - start), 0) // 2
        first, last = max(left, start - room), min(right, start + MAX_EVIDENCE, end + room)
        return ("…" if first > left else "") + text[first:last] + ("…" if last < right else "")


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """`fold`, remembered: the same names come again and again within a document."""
    return fold(name)


def joined(items: Iterable[str | None]) -> str:
    """A list in one cell: each item once, joined by `；`.

    >>> joined(["书记", None, "院长", "书记"])
    '书记；院长'
    """
    return SEPARATOR.join(dict.fromkeys(item.replace(SEPARATOR, ";") for item in items if item))


TABLE_ROWS: Mapping[str, Callable[[Rows], Iterator[Row]]] = {
    "documents": Rows.documents,
    "mentions": Rows.mentions,
    "people": Rows.people,
    "organizations": Rows.organizations,
    "positions": Rows.positions,
    "amounts": Rows.amounts,
    "dates": Rows.dates,
}
"""Table → what a document adds to it. errors.csv is not here: its rows are of documents without a record."""

"""A record → the rows of every table, as plain values in the order of `columns.TABLES`.

The rules of names are imported with the first row: a run over unchanged documents makes none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.schema import AMOUNT_LABELS, TIME_LABELS, Position, Record, Span
from pipeline.write.norms import duration, readable
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Appearance, Batch, Entity
    from pipeline.join.appearance import Kind

SEPARATOR = "；"
MAX_EVIDENCE = 500
"""A longer sentence (a file on a single line) is cut to a window around what it is evidence for."""

_VALUES = AMOUNT_LABELS | TIME_LABELS
_LINE_BREAK = re.compile(r"\r\n|\r|\n")

Row = tuple[Any, ...]
NO_IDS: Mapping[Kind, Sequence[str]] = {}


class Rows:
    """The rows that one document adds to the tables; `entity_ids` are those of its people and organizations."""

    def __init__(self, stored: StoredRecord, entity_ids: Mapping[Kind, Sequence[str]] = NO_IDS) -> None:
        self._stored, self._entity_ids = stored, entity_ids
        self._record: Record = stored.record

    def documents(self) -> Iterator[Row]:
        record = self._record
        counts = len(record.text), len(record.sentences), len(record.spans), len(record.positions)
        yield (record.id, record.title, record.date, record.source, *counts, self._stored.sha256, record.date_from)

    def mentions(self) -> Iterator[Row]:
        doc_id, normalized, (starts, names) = self._record.id, self._normalized, self._places
        for s in self._record.spans:
            location = names[max(bisect_right(starts, s.start) - 1, 0)]
            place = s.label, s.text, s.start, s.end, s.sentence
            yield doc_id, s.id, *place, normalized(s), s.entity, s.source, s.score, location

    def people(self) -> Iterator[Row]:
        for found, entity_id in self._appearing("PERSON"):
            titles = joined([position.title for position in found.positions])
            organizations = joined([position.org_name for position in found.positions])
            names = found.name, joined(found.forms)
            yield self._record.id, *names, titles, organizations, found.mentions, entity_id

    def organizations(self) -> Iterator[Row]:
        for found, entity_id in self._appearing("ORG"):
            yield self._record.id, found.name, joined(found.forms), found.mentions, entity_id

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
                norm = s.norm.get
                value = norm("value"), norm("min"), norm("max"), norm("unit"), norm("bound")
                evidence = self._evidence(s.start, s.end, s.sentence)
                yield self._record.id, s.text, s.label, *value, s.start, s.end, evidence, s.role, s.subject

    def dates(self) -> Iterator[Row]:
        for s in self._record.spans:
            if s.label in TIME_LABELS:
                value = s.norm.get("start"), s.norm.get("end"), duration(s.norm)
                evidence = self._evidence(s.start, s.end, s.sentence)
                yield self._record.id, s.text, s.label, *value, s.start, s.end, evidence, s.event

    @cached_property
    def _positions(self) -> list[Position]:
        from pipeline.join.appearance import in_text_order

        return in_text_order(self._record)

    @cached_property
    def _fullest(self) -> Mapping[str, str]:
        from pipeline.join.appearance import fullest_names

        return fullest_names(self._record)

    @cached_property
    def _appearances(self) -> Sequence[Appearance]:
        from pipeline.join.appearance import appearances

        return appearances(self._record)

    def _normalized(self, span: Span) -> str:
        """The value where there is one, else the name: of an alias group the fullest, in half-width simplified form."""
        if span.norm:
            return readable(span.norm)
        if span.label in _VALUES:
            return ""
        return _folded(self._fullest.get(span.text, span.text) if span.entity else span.text)

    def _appearing(self, kind: Kind) -> Iterator[tuple[Appearance, str | None]]:
        """The people or organizations with their ids in the batch, None where there is none."""
        found = [item for item in self._appearances if item.kind == kind]
        ids: Sequence[str | None] = self._entity_ids.get(kind) or [None] * len(found)
        yield from zip(found, ids, strict=True)

    @staticmethod
    def _end(text: str, start: int | None) -> int | None:
        return None if start is None else start + len(text)

    @property
    def _places(self) -> tuple[list[int], list[str]]:
        """Where the places that the reader gave, else the lines of the text, begin, and what they are called."""
        if places := self._record.places:
            return [place.start for place in places], [place.name for place in places]
        starts = [0, *(match.end() for match in _LINE_BREAK.finditer(self._record.text))]
        return starts, [f"line {number}" for number in range(1, len(starts) + 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._record.sentences]

    def _evidence(self, start: int, end: int, sentence: int | None) -> str:
        """The sentence that holds `[start, end)`, cut to a window where it is very long."""
        text, sentences = self._record.text, self._record.sentences
        index = sentence if sentence is not None else bisect_right(self._starts, start) - 1
        left, right = start, end
        if 0 <= index < len(sentences):
            held = sentences[index]
            left, right = min(held.start, start), max(held.end, end)
        if right - left <= MAX_EVIDENCE:
            return text[left:right]
        room = max(MAX_EVIDENCE - (end - start), 0) // 2
        first, last = max(left, start - room), min(right, start + MAX_EVIDENCE, end + room)
        return ("…" if first > left else "") + text[first:last] + ("…" if last < right else "")


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """`fold`, remembered: the same names come again and again within a document."""
    from pipeline.normalize.fold import fold

    return fold(name)


def joined(items: Iterable[str | None]) -> str:
    """A list in one cell: each item once, joined by `；`.

    >>> joined(["书记", None, "院长", "书记"])
    '书记；院长'
    """
    return SEPARATOR.join(dict.fromkeys([item.replace(SEPARATOR, ";") for item in items if item]))


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


def _person(entity: Entity) -> Row:
    return (
        entity.id,
        entity.name,
        joined(entity.aliases),
        joined(entity.titles),
        joined(entity.organizations),
        *_batch(entity),
    )


def _organization(entity: Entity) -> Row:
    return entity.id, entity.name, joined(entity.aliases), *_batch(entity)


def _batch(entity: Entity) -> Row:
    return len(entity.documents), entity.mentions, joined(entity.documents), joined(entity.joined_by)


ENTITY_ROWS: Mapping[str, Callable[[Batch], Iterator[Row]]] = {
    "entities_people": lambda batch: map(_person, batch.entities("PERSON")),
    "entities_organizations": lambda batch: map(_organization, batch.entities("ORG")),
}
"""Table → its rows, which are those of the batch, known when all documents are in."""

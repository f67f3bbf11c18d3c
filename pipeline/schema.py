"""The types everybody speaks, and their JSON.

A `Record` is one document with everything found in it. Gold files and output files have the same shape, so the
same class reads both: gold lacks the extras (`score`, `source`, `sentence`, `entity`), output lacks `optional`.

Offsets are half-open `[start, end)` in Unicode code points of the text exactly as it was read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from pipeline.frozen import frozen

LABELS = (
    "PERSON", "TITLE", "ORG", "LOC", "MONEY", "PERCENT", "QUANTITY", "DATE", "TIME", "DURATION", "EVENT", "WORK",
)  # fmt: skip
"""The twelve labels of the annotation guidelines, in the order in which tables and reports show them."""

AMOUNT_LABELS = frozenset({"MONEY", "PERCENT", "QUANTITY"})
TIME_LABELS = frozenset({"DATE", "TIME", "DURATION"})

Norm = Mapping[str, Any]
"""A normalized value as the annotation guidelines write it, for example `{"value": 147000000, "unit": "CNY"}`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where `[start, end)` of a text stands in its file: "page 3", "paragraph 12", "table 1, row 2"."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Article:
    """One document as read: `text` is never stripped or converted; `title`, `date` may be unknown.

    `source` is its path, `format` how it was read (text, json, docx, html, pdf), and `places` where its parts stand in
    the file, in text order; a text whose file is the text itself needs none, its lines can be counted. `date_from`
    says who gave the date: option or metadata. `notes` name what of the file could not be read.
    """

    doc_id: str
    text: str
    title: str | None = None
    date: date | None = None
    source: str | None = None
    format: str | None = None
    date_from: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()


@frozen
class Sentence:
    """A sentence `[start, end)` and the section it stands in: title, heading, dateline, credits or body."""

    start: int
    end: int
    section: str = "body"


@frozen
class Span:
    """A mention: `text == document_text[start:end]`.

    `norm` is its value (empty where a label has none), `source` names the extractor and rule that made it,
    `score` is between 0 and 1, `sentence` is the index of its sentence, `entity` the key of its alias group.
    An amount may have a `role`, what it is of, and a `subject`, the name it belongs to; a time an `event`, what happens
    then. Only gold uses `optional` and `norm_alt`, a second accepted reading of the value.
    """

    start: int
    end: int
    text: str
    label: str
    id: str = ""
    norm: Norm = field(default_factory=dict)
    norm_alt: Norm = field(default_factory=dict)
    optional: bool = False
    score: float | None = None
    source: str | None = None
    sentence: int | None = None
    entity: str | None = None
    role: str | None = None
    subject: str | None = None
    event: str | None = None

    @property
    def key(self) -> tuple[int, int, str]:
        """What makes two spans the same mention under strict scoring: offsets and label."""
        return self.start, self.end, self.label

    def with_entity(self, entity: str) -> Span:
        """The span with the key of its alias group. `dataclasses.replace` takes twice as long, and a document has hundreds."""
        return Span(*_READ(self), entity=entity, role=self.role, subject=self.subject, event=self.event)

    def in_context(self, role: str | None, subject: str | None, event: str | None) -> Span:
        """The span with what the text says of its amount or time."""
        return Span(*_READ(self), entity=self.entity, role=role, subject=subject, event=event)

    def to_json(self) -> dict[str, Any]:
        data = {
            "id": self.id,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "label": self.label,
            "norm": dict(self.norm),
            **({"norm_alt": dict(self.norm_alt)} if self.norm_alt else {}),
            "optional": self.optional,
            "score": self.score,
            "source": self.source,
            "sentence": self.sentence,
            "entity": self.entity,
        }
        if self.label in AMOUNT_LABELS:
            data["role"], data["subject"] = self.role, self.subject
        elif self.label in TIME_LABELS:
            data["event"] = self.event
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Span:
        return cls(
            start=data["start"],
            end=data["end"],
            text=data["text"],
            label=data["label"],
            id=data.get("id") or "",
            norm=data.get("norm") or {},
            norm_alt=data.get("norm_alt") or {},
            optional=bool(data.get("optional", False)),
            score=data.get("score"),
            source=data.get("source"),
            sentence=data.get("sentence"),
            entity=data.get("entity"),
            role=data.get("role"),
            subject=data.get("subject"),
            event=data.get("event"),
        )


_Read = tuple[int, int, str, str, str, Norm, Norm, bool, float | None, str | None, int | None]
_READ: Callable[[Span], _Read] = attrgetter(
    "start", "end", "text", "label", "id", "norm", "norm_alt", "optional", "score", "source", "sentence"
)
"""The fields of a span before the links, in order."""


@frozen
class Position:
    """One person–title pair that the text states.

    `org_name` is the fullest name of the organization in the document, or None; `place` stands for it where a
    title like 市委书记 follows a place. `status` is current, former or proposed. The `*_start` offsets point at
    the spans that made the row, `rule` names the shape that joined them, `optional` is only used in gold.
    """

    person: str
    title: str
    org_name: str | None = None
    place: str | None = None
    status: str = "current"
    person_start: int | None = None
    title_start: int | None = None
    org_start: int | None = None
    sentence: int | None = None
    rule: str | None = None
    optional: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "title": self.title,
            "org_name": self.org_name,
            "place": self.place,
            "status": self.status,
            "person_start": self.person_start,
            "title_start": self.title_start,
            "org_start": self.org_start,
            "sentence": self.sentence,
            "rule": self.rule,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Position:
        return cls(
            person=data["person"],
            title=data["title"],
            org_name=data.get("org_name"),
            place=data.get("place"),
            status=data.get("status") or "current",
            person_start=data.get("person_start"),
            title_start=data.get("title_start"),
            org_start=data.get("org_start"),
            sentence=data.get("sentence"),
            rule=data.get("rule"),
            optional=bool(data.get("optional", False)),
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """A later mention of a person that is no name: 李董事长 (`kind` title), 王先生 (honorific), 他 (pronoun).

    `person` is the key of the person's alias group, as in `Span.entity`; `person_start` is where the text last names the
    person before. A reference is no span: it has no label and is in no table.
    """

    start: int
    end: int
    text: str
    kind: str
    person: str
    person_start: int

    def to_json(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "person": self.person,
            "person_start": self.person_start,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reference:
        return cls(*(data[key] for key in ("start", "end", "text", "kind", "person", "person_start")))


@dataclass(frozen=True, slots=True)
class Record:
    """One document with everything found in it. `words` joined give `text`; alias groups name the fullest form first.

    `date_from` says where `date` comes from: option, metadata, dateline or lead. `source`, `format`, `places` and
    `notes` are the article's.
    """

    id: str
    text: str
    spans: tuple[Span, ...] = ()
    positions: tuple[Position, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    title: str | None = None
    date: date | None = None
    source: str | None = None
    sentences: tuple[Sentence, ...] = ()
    words: tuple[str, ...] = ()
    format: str | None = None
    date_from: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A dictionary ready for `json.dump`; `Record.from_json` takes it back without loss."""
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date.isoformat() if self.date else None,
            "date_from": self.date_from,
            "source": self.source,
            "format": self.format,
            "text": self.text,
            "spans": [span.to_json() for span in self.spans],
            "positions": [position.to_json() for position in self.positions],
            "aliases": [list(group) for group in self.aliases],
            "references": [reference.to_json() for reference in self.references],
            "sentences": [[s.start, s.end, s.section] for s in self.sentences],
            "words": list(self.words),
            "places": [[place.start, place.end, place.name] for place in self.places],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Record:
        """Read a gold or an output document.

        Raises KeyError when a required field is missing and ValueError when a span does not slice to its text.
        """
        text = data["text"]
        spans = tuple(Span.from_json(item) for item in data["spans"])
        for span in spans:
            if text[span.start : span.end] != span.text:
                raise ValueError(f"span {span.id or span.key}: text[{span.start}:{span.end}] is not {span.text!r}")
        return cls(
            id=data["id"],
            text=text,
            spans=spans,
            positions=tuple(Position.from_json(item) for item in data.get("positions", ())),
            aliases=tuple(tuple(group) for group in data.get("aliases", ())),
            title=data.get("title"),
            date=date.fromisoformat(data["date"]) if data.get("date") else None,
            source=data.get("source") if isinstance(data.get("source"), str) else None,
            sentences=tuple(Sentence(*item) for item in data.get("sentences", ())),
            words=tuple(data.get("words", ())),
            format=data.get("format"),
            date_from=data.get("date_from"),
            places=tuple(Place(*item) for item in data.get("places", ())),
            notes=tuple(data.get("notes", ())),
            references=tuple(Reference.from_json(item) for item in data.get("references", ())),
        )

    def dumps(self) -> str:
        """The record as one line of JSON: UTF-8 characters as they are, keys in a fixed order."""
        return json.dumps(self.to_json(), ensure_ascii=False) + "\n"

"""What a record holds beside text and labelled spans, as plain JSON that travels through other people's programs.

Label Studio, doccano and spaCy know texts and labelled spans, and give any further fields back as they were. So
values, positions, aliases and references go along in such a field and find their spans again by offsets and label: a span
that was moved or added by hand has no value, a position whose person or title is gone is dropped, and so is a reference
whose person is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.schema import Position, Record, Reference, Sentence, Span
from pipeline.write.norms import json_number


def carried(record: Record) -> dict[str, Any]:
    """Everything but the text: the record's JSON without `text` and `words`, and each span without its text."""
    data = record.to_json()
    del data["text"], data["words"]
    data["spans"] = [{key: _plain(value) for key, value in span.items() if key != "text"} for span in data["spans"]]
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int | float | list) else json_number(value)


def restored(text: str, spans: Sequence[Span], data: Mapping[str, Any], otherwise: str) -> Record:
    """The record of a text and its labelled spans, with what was carried along; `otherwise` is its id if that is lost.

    Raises ValueError for a span that does not slice to its text.
    """
    before = {(span["start"], span["end"], span["label"]): span for span in data.get("spans", ())}
    known = [
        Span.from_json({**before[span.key], "text": span.text}) if span.key in before else span
        for span in sorted(spans, key=lambda span: (span.start, -span.end))
    ]
    for span in known:
        if text[span.start : span.end] != span.text:
            raise ValueError(f"span {span.key}: text[{span.start}:{span.end}] is not {span.text!r}")
    places = {(span.label, span.start) for span in known}
    positions = (Position.from_json(position) for position in data.get("positions", ()))
    references = (Reference.from_json(reference) for reference in data.get("references", ()))
    return Record(
        id=str(data.get("id") or otherwise),
        text=text,
        spans=_with_ids(known),
        positions=tuple(position for position in positions if _stands(position, places)),
        aliases=tuple(tuple(group) for group in data.get("aliases", ())),
        title=data.get("title"),
        date=date.fromisoformat(data["date"]) if data.get("date") else None,
        references=tuple(r for r in references if ("PERSON", r.person_start) in places),
        source=data.get("source"),
        sentences=tuple(Sentence(*item) for item in data.get("sentences", ())),
    )


def _stands(position: Position, places: set[tuple[str, int]]) -> bool:
    ends = ("PERSON", position.person_start), ("TITLE", position.title_start)
    return all(start is None or (label, start) in places for label, start in ends)


def _with_ids(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Each span with an id of its own: m1, m2, … unless all have one already."""
    if len({span.id for span in spans if span.id}) == len(spans):
        return tuple(spans)
    return tuple(replace(span, id=f"m{place}") for place, span in enumerate(spans, start=1))


def span_at(text: str, start: int, end: int, label: str, expected: str | None = None) -> Span:
    """The span that an annotation program means.

    Some count in UTF-16 units, so that a character beyond the basic plane (𠮷, 😀) is two. `expected` is the text that
    the program itself wrote beside the offsets; where it fits only the other count, that one is taken.

    >>> span_at("𠮷林", 2, 3, "LOC", "林").start
    1
    """
    if expected is not None and text[start:end] != expected:
        units = text.encode("utf-16-le")
        other = (
            units[: 2 * start].decode("utf-16-le", "ignore"),
            units[2 * start : 2 * end].decode("utf-16-le", "ignore"),
        )
        if other[1] == expected:
            start, end = len(other[0]), len(other[0]) + len(expected)
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{label} [{start}, {end}): the text has {len(text)} characters")
    return Span(start, end, text[start:end], label)

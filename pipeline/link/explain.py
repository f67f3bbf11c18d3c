"""Why a position is there: the shape that made it, the spans that it was read from, and how its organization was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.link.owners import EVIDENCE
from pipeline.link.positions import Reading
from pipeline.schema import Span


def to_json(reading: Reading, text: str) -> dict[str, Any]:
    """One position with its evidence: `shape`, `spans` by part (person, title, organization or place), `owner`, `text`."""
    position = reading.position
    return {
        "person": position.person,
        "title": position.title,
        "org_name": position.org_name,
        "place": position.place,
        "status": position.status,
        "shape": {"name": reading.shape.name, "example": reading.shape.example},
        "spans": {part: {"start": s.start, "end": s.end, "text": s.text} for part, s in _spans(reading)},
        "owner": {"how": reading.owner.how, "meaning": EVIDENCE[reading.owner.how]},
        "text": {"start": reading.start, "end": reading.end, "text": text[reading.start : reading.end]},
    }


def to_lines(reading: Reading, text: str) -> Iterator[str]:
    """The same for people to read: a line for the position, and one each for shape, text, spans and owner."""
    position = reading.position
    owner = position.org_name or position.place or "–"
    yield f"{position.person} · {position.title} · {owner} · {position.status}"
    yield f"  shape         {reading.shape.name}, like {reading.shape.example}"
    yield f"  text          [{reading.start}, {reading.end}) {text[reading.start : reading.end]}"
    for part, span in _spans(reading):
        yield f"  {part:<13} [{span.start}, {span.end}) {span.text}"
    yield f"  owner         {reading.owner.how}: {EVIDENCE[reading.owner.how]}"


def _spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    yield "person", reading.person
    yield "title", reading.title
    if reading.owner.org:
        yield "organization", reading.owner.org
    elif reading.owner.place:
        yield "place", reading.owner.place

"""What a format gets out of a file's bytes, before the file's name and settings make it an `Article`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.schema import Place


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, with the title and the publication date that the file states apart from the text, if it does.

    `places` say where the parts of the text stand in the file (none where the text is the file), `notes` what of the
    file could not be read.
    """

    text: str
    title: str | None = None
    date: date | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "title": self.title,
            "date": self.date.isoformat() if self.date else None,
            "places": [[place.start, place.end, place.name] for place in self.places],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Content:
        day = date.fromisoformat(data["date"]) if data["date"] else None
        places = tuple(Place(*place) for place in data["places"])
        return cls(data["text"], data["title"], day, places, tuple(data["notes"]))


def in_lines(parts: Iterable[tuple[str, str]]) -> tuple[str, tuple[Place, ...]]:
    """Parts of a file and the names of their places → the text, a line each, and its places.

    >>> in_lines([("标题", "paragraph 1"), ("正文。", "paragraph 3")])[0]
    '标题\\n正文。\\n'
    """
    lines, places, at = [], [], 0
    for part, name in parts:
        lines.append(part + "\n")
        places.append(Place(at, at + len(part), name))
        at += len(part) + 1
    return "".join(lines), tuple(places)

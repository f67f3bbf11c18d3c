"""What a format gets out of a file's bytes, before the file's name and settings make it an `Article`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, with the title and the date that the file states apart from the text, if it does."""

    text: str
    title: str | None = None
    date: date | None = None

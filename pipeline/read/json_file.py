"""JSON files: one object with a `text`, and a `title` and a `date` if known. Record files are such objects."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pipeline.config import ReadSettings
from pipeline.read.content import Content
from pipeline.read.decode import decode
from pipeline.read.errors import ReadError

NAME = "json"
SUFFIXES: tuple[str, ...] = (".json",)

BYTES_PER_CHARACTER: int | None = 64
"""A record file holds the text's words and spans too."""

APART = False


def parse(data: bytes, settings: ReadSettings) -> Content:
    """The object's `text`, `title` and `date` (YYYY-MM-DD, or a date-time that begins so).

    Raises ReadError.

    >>> parse('{"text": "论坛举行。", "date": "2026-03-27"}'.encode(), ReadSettings()).date
    datetime.date(2026, 3, 27)
    """
    text, _ = decode(data)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(f"not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise ReadError("not a document: this JSON is nested too deeply") from None
    if not isinstance(found, dict) or "text" not in found:
        raise ReadError('not a document: the JSON must be one object with a "text", and a "title" and "date" if known')
    return Content(_text(found, "text") or "", _text(found, "title"), _date(_text(found, "date")))


def _text(found: dict[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise ReadError(f'"{key}" must be a string, not {type(value).__name__}')
    return value or None


def _date(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise ReadError(f'"date" must be YYYY-MM-DD, not {value!r}') from None

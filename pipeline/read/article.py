"""One file → one `Article`, in two steps, so that a caller can look at the bytes before they are decoded."""

from __future__ import annotations

import re
from datetime import date as Date
from pathlib import Path
from typing import IO

from pipeline.config import ReadSettings
from pipeline.read.errors import ReadError
from pipeline.read.formats import SUFFIXES, format_of, parse
from pipeline.read.ids import document_ids
from pipeline.schema import Article

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that would break or turn around the line that shows a name."""


def read_file(
    path: Path | str, doc_id: str | None = None, date: Date | None = None, settings: ReadSettings | None = None
) -> Article:
    """Read one document; its id is made from the file's name when none is given.

    `date` is its publication date and goes before a date that the file itself states. `source` is the path
    as given. Raises ReadError with a message that says what is wrong and what to do.

    >>> read_file("corpus/raw/dev-001.txt").doc_id
    'dev-001'
    """
    path, settings = Path(path), settings or ReadSettings()
    return parse_file(path, read_bytes(path, settings), doc_id or document_ids([path])[0], date, settings)


def read_bytes(path: Path, settings: ReadSettings) -> bytes:
    """A file's bytes; a file too long for the settings is refused by its size alone. Raises ReadError."""
    try:
        if not path.is_file():
            raise ReadError("not a file" if path.exists() else "no such file")
        size = path.stat().st_size
        known = SUFFIXES.get(path.suffix.lower())
        if known and known.BYTES_PER_CHARACTER and size > settings.max_characters * known.BYTES_PER_CHARACTER:
            raise ReadError(_too_long(f"{size:,} bytes", "max_characters", settings.max_characters))
        if size > settings.max_bytes:
            raise ReadError(_too_long(f"{size:,} bytes", "max_bytes", settings.max_bytes))
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from None


def read_stream(stream: IO[bytes], settings: ReadSettings) -> bytes:
    """Everything that standard input holds. Raises ReadError when it is too long for the settings."""
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise ReadError(_too_long(f"more than {settings.max_bytes:,} bytes", "max_bytes", settings.max_bytes))
    return data


def parse_file(path: Path, data: bytes, doc_id: str, date: Date | None, settings: ReadSettings) -> Article:
    """The article in a file's bytes. Raises ReadError."""
    if not data:
        raise ReadError("the file is empty")
    chosen = format_of(path, data)
    content = parse(chosen, data, settings)
    text = content.text
    if not text or text.isspace():
        raise ReadError("there is no text: only white space")
    if len(text) > settings.max_characters:
        raise ReadError(_too_long(f"{len(text):,} characters", "max_characters", settings.max_characters))
    if found := _SURROGATE.search(text) or _SURROGATE.search(content.title or ""):
        raise ReadError(
            f"character {found.start()} is a lone surrogate (U+{ord(found.group()):04X}), half of a character: "
            "the program that wrote the file cut it in two; write it again from its source"
        )
    return Article(
        doc_id,
        text,
        content.title,
        date or content.date,
        printable(path),
        format=chosen.NAME,
        date_from="option" if date else "metadata" if content.date else None,
        places=content.places,
        notes=content.notes,
    )


def printable(path: Path) -> str:
    """A path as text on one line; line breaks and bytes of a file name that are no text are shown with escapes.

    >>> printable(Path("a\\nb.txt"))
    'a\\\\nb.txt'
    """
    text = str(path).encode("utf-8", errors="backslashreplace").decode("utf-8")
    return _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def _too_long(size: str, setting: str, limit: int) -> str:
    return (
        f"too long: {size}, and read.{setting} is {limit:,}; split the document or raise the setting in pipeline.toml"
    )

"""Which format reads which file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from pipeline.config import ReadSettings
from pipeline.read import apart, docx_file, html_file, json_file, pdf_file, text
from pipeline.read.binary import kind_of
from pipeline.read.content import Content
from pipeline.read.errors import ReadError


class Format(Protocol):
    """What a module of this room offers to be a format.

    `BYTES_PER_CHARACTER` is how many bytes a file may have for each character that is allowed, None where pictures
    make the size say nothing. `APART` formats are parsed by libraries that hostile files could keep busy or bring
    down, so they are parsed in a process of their own; such a module imports its library inside `parse`.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]
    BYTES_PER_CHARACTER: int | None
    APART: bool

    def parse(self, data: bytes, settings: ReadSettings) -> Content: ...


FORMATS: tuple[Format, ...] = (text, json_file, docx_file, html_file, pdf_file)

SUFFIXES: dict[str, Format] = {suffix: known for known in FORMATS for suffix in known.SUFFIXES}
NAMES: dict[str, Format] = {known.NAME: known for known in FORMATS}


def format_of(path: Path, data: bytes) -> Format:
    """The format that reads a file: by its suffix, or by its first bytes where the suffix says nothing.

    Raises ReadError for a file that is another thing than its name says, and for files that no format reads.
    """
    known, kind = SUFFIXES.get(path.suffix.lower()), kind_of(data)
    if kind and kind.format != (known.NAME if known else kind.format):
        named = f", though its name ends in {path.suffix}" if known else ""
        raise ReadError(f"this is {kind.name}{named}: {kind.remedy}")
    if kind and kind.format is None:
        raise ReadError(f"this is {kind.name}: {kind.remedy}")
    return known or NAMES[kind.format if kind and kind.format else "text"]


def parse(chosen: Format, data: bytes, settings: ReadSettings) -> Content:
    """What a format gets out of a file's bytes. Raises ReadError."""
    if chosen.APART:
        return apart.parse(chosen.NAME, data, settings)
    return chosen.parse(data, settings)

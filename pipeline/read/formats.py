"""Which format reads which suffix. A format is a module with SUFFIXES, BYTES_PER_CHARACTER and parse(bytes)."""

from __future__ import annotations

from typing import Protocol

from pipeline.read import json_file, text
from pipeline.read.content import Content


class Format(Protocol):
    """What a module of this room offers to be a format."""

    SUFFIXES: tuple[str, ...]
    BYTES_PER_CHARACTER: int

    def parse(self, data: bytes) -> Content: ...


FORMATS: tuple[Format, ...] = (text, json_file)

SUFFIXES: dict[str, Format] = {suffix: known for known in FORMATS for suffix in known.SUFFIXES}


def format_of(suffix: str) -> Format:
    """The format for a file's suffix; a file of an unknown suffix is read as text."""
    return SUFFIXES.get(suffix.lower(), text)

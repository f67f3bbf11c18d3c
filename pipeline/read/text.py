"""Plain text files (.txt, .text, .md) in any of the encodings of `decode`."""

from __future__ import annotations

from pipeline.config import ReadSettings
from pipeline.read.content import Content
from pipeline.read.decode import decode

NAME = "text"
SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md")

BYTES_PER_CHARACTER: int | None = 4
"""No encoding of the ladder needs more, so that a file's size alone can tell that it is too long."""

APART = False


def parse(data: bytes, settings: ReadSettings) -> Content:
    """The text as it stands in the file: nothing stripped, line ends kept, a byte-order mark left out.

    Raises ReadError.
    """
    text, _ = decode(data)
    return Content(text)

"""The output formats. A format is a module with FILES (what it makes) and `writer(output)`, which gives a function
that takes one `StoredRecord` after the other in document order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from pipeline.write import csv_format, json_format
from pipeline.write.stored import StoredRecord


class Format(Protocol):
    """What a module of this room offers to be a format."""

    FILES: tuple[str, ...]

    def writer(self, output: Path) -> AbstractContextManager[Callable[[StoredRecord], None]]: ...


FORMATS: Mapping[str, Format] = {"csv": csv_format, "json": json_format}

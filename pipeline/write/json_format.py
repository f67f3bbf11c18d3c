"""One JSON file a document. The record files are what the tables are made from, so they lie there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.write.stored import FOLDER, StoredRecord

FILES: tuple[str, ...] = (FOLDER,)


@contextmanager
def writer(output: Path) -> Iterator[Callable[[StoredRecord], None]]:
    """Nothing to do: `records/` is kept because this format was asked for."""
    yield lambda stored: None

"""One JSON file a document. The record files are what the tables are made from, so they lie there already."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.schema import Record
from pipeline.write.stored import FOLDER, StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch

FILES: tuple[str, ...] = (FOLDER,)


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """Nothing to do: `records/` is kept because this format was asked for."""
    yield lambda stored: None


def records(path: Path) -> Iterator[Record]:
    """The record or gold document in a file, or those of a folder (of an output folder: its `records/`) by name.

    Raises ValueError or KeyError for a file that is none.
    """
    folder = path / FOLDER if (path / FOLDER).is_dir() else path
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else [path]:
        yield Record.from_json(json.loads(file.read_text(encoding="utf-8-sig")))

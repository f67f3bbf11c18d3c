"""All records in one file, one a line: what `records/` holds, for programs that read a stream."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.schema import Record
from pipeline.write.atomic import atomic_writer
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch

FILES: tuple[str, ...] = ("records.jsonl",)


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document as one line. Raises OutputError."""
    with atomic_writer(output / FILES[0]) as handle:
        yield lambda stored: _write(handle.write, stored)


def _write(write: Callable[[str], int], stored: StoredRecord) -> None:
    write(stored.dumps())


def records(path: Path) -> Iterator[Record]:
    """The records of a file, one at a time. Raises ValueError or KeyError where a line is none."""
    with path.open(encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip():
                yield Record.from_json(json.loads(line))

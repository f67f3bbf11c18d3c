"""The output formats. A format is a module with FILES (what it makes) and `writer(output, batch)`, which gives a function
that takes one `StoredRecord` after the other in document order. `batch` holds the same documents joined; formats with
tables ask it for entities. One that can be read back has `records(path)` too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.schema import Record
from pipeline.write import (
    conll_format,
    csv_format,
    docbin_format,
    doccano_format,
    json_format,
    jsonl_format,
    label_studio_format,
    parquet_format,
    xlsx_format,
)
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch


class Format(Protocol):
    """What a module of this room offers to be a format."""

    FILES: tuple[str, ...]

    def writer(
        self, output: Path, batch: Batch | None = None
    ) -> AbstractContextManager[Callable[[StoredRecord], None]]: ...


class Readable(Protocol):
    """A format that gives records back."""

    def records(self, path: Path) -> Iterator[Record]: ...


FORMATS: Mapping[str, Format] = {
    "csv": csv_format,
    "json": json_format,
    "xlsx": xlsx_format,
    "parquet": parquet_format,
    "jsonl": jsonl_format,
    "docbin": docbin_format,
    "conll": conll_format,
    "label-studio": label_studio_format,
    "doccano": doccano_format,
}

READABLE: Mapping[str, Readable] = {
    "json": json_format,
    "jsonl": jsonl_format,
    "docbin": docbin_format,
    "conll": conll_format,
    "label-studio": label_studio_format,
    "doccano": doccano_format,
}

_EXTRAS = {"parquet": ("pyarrow", "parquet")}
"""Format → the package that it needs and the extra that brings it."""


def unusable(name: str) -> str | None:
    """Why a format cannot be written here and what to do about it, or None when it can."""
    package, extra = _EXTRAS.get(name, ("", ""))
    if package and find_spec(package) is None:
        return f"--format {name} needs {package}: pip install 'xinwengao[{extra}]'"
    return None

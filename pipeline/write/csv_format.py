"""The tables as CSV: UTF-8 with BOM, RFC 4180, one header row, CRLF."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.write.atomic import atomic_writer
from pipeline.write.columns import TABLES, Kind
from pipeline.write.norms import number
from pipeline.write.rows import ENTITY_ROWS, NO_IDS, TABLE_ROWS, Row, Rows
from pipeline.write.safe import safe
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch

BOM = "\ufeff"

Cell = str | int | None
Line = tuple[Cell, ...]
_WHOLE = frozenset({int, type(None)})

FILES: tuple[str, ...] = tuple(f"{table}.csv" for table in (*TABLE_ROWS, *ENTITY_ROWS))


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document to every table; the files take their places when the block ends without error.

    The tables of entities are written then, from the batch. Raises OutputError.
    """
    with ExitStack() as stack:
        add_row = {
            table: stack.enter_context(_table(output / f"{table}.csv", TABLES[table]))
            for table in (*TABLE_ROWS, *ENTITY_ROWS)
        }

        def add(stored: StoredRecord) -> None:
            rows = Rows(stored, batch.ids(stored.record.id) if batch else NO_IDS)
            # All rows before the first is written: a record that cannot be shown must not be in half of the tables.
            texts = _Texts()
            lines = {table: _lines(make(rows), TABLES[table], texts) for table, make in TABLE_ROWS.items()}
            for table, made in lines.items():
                add_row[table](made)

        yield add
        for table, entities in ENTITY_ROWS.items():
            for row in entities(batch) if batch else ():
                add_row[table](_lines([row], TABLES[table], _Texts()))


def write_table(path: Path, table: str, rows: Iterable[Row]) -> None:
    """Write one whole table. Raises OutputError."""
    with _table(path, TABLES[table]) as add:
        for row in rows:
            add(_lines([row], TABLES[table], _Texts()))


@contextmanager
def _table(path: Path, columns: Mapping[str, Kind]) -> Iterator[Callable[[Iterable[Line]], None]]:
    with atomic_writer(path) as handle:
        handle.write(BOM)  # Python's utf-8-sig writes it too, and takes far longer over all that follows
        out = csv.writer(handle, lineterminator="\r\n")
        out.writerow(columns)
        yield out.writerows


class _Texts(dict[Any, str]):
    """Values of columns that are no numbers as cells; a text is made safe once, as ids, names and sentences come again
    and again in the tables of a document."""

    def __init__(self) -> None:
        self[None] = ""

    def __missing__(self, value: Any) -> str:
        if type(value) is not str:  # other values may be equal and look different
            return cell(value, "text")
        made = self[value] = safe(value)
        return made


def _lines(rows: Iterable[Row], columns: Mapping[str, Kind], texts: _Texts) -> list[Line]:
    """Rows as cells, made column by column."""
    values = list(zip(*rows, strict=True))
    if not values:
        return []
    return list(zip(*(_column(*each, texts) for each in zip(values, columns.values(), strict=True)), strict=True))


def _column(values: Sequence[Any], kind: Kind, texts: _Texts) -> Iterable[Cell]:
    """What the csv module writes as `cell` would: it makes nothing of None and digits of an integer by itself."""
    if kind == "score":
        return ["" if value is None else _score(value) for value in values]
    if kind not in ("integer", "decimal"):
        return map(texts.__getitem__, values)
    return values if _WHOLE.issuperset(map(type, values)) else [cell(value, kind) for value in values]


@lru_cache(maxsize=10_001)
def _score(value: float) -> str:
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def cell(value: Any, kind: Kind) -> str:
    """One value as a cell; None is an empty cell.

    >>> cell(-5, "integer"), cell("-五折", "text"), cell(0.1 + 0.2, "score")
    ('-5', "'-五折", '0.3')
    """
    if value is None:
        return ""
    if kind == "score":
        return _score(value)
    if isinstance(value, str):
        return safe(value)
    if kind in ("integer", "decimal"):
        return number(value)
    return safe(value.isoformat() if isinstance(value, date) else str(value))

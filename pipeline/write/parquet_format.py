"""The tables as Parquet files, with types: dates, integers, exact decimals. Needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.write.atomic import atomic_path
from pipeline.write.columns import TABLES, Kind
from pipeline.write.norms import exact
from pipeline.write.rows import ENTITY_ROWS, NO_IDS, TABLE_ROWS, Row, Rows
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch

FILES: tuple[str, ...] = tuple(f"{table}.parquet" for table in (*TABLE_ROWS, *ENTITY_ROWS))

GROUP = 20_000
"""So many rows lie in memory before they are written."""

PLACES = 12
"""Decimals have 38 digits, 12 of them behind the point: the most that pandas, DuckDB and Spark all read. Further
places are rounded; a number of more than 26 digits before the point is missing (the record has it)."""

_PLACE = Decimal(1).scaleb(-PLACES)
_EXACT = Context(prec=38)
"""Python's usual 28 digits have no room for 12 places behind a number of 17."""
_BOUND = _EXACT.subtract(Decimal(10) ** (38 - PLACES), _PLACE)
"""What is not below it could be rounded up to a digit too many."""


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document to every table; the batch's entities come last. Raises OutputError."""
    with ExitStack() as stack:
        tables = (*TABLE_ROWS, *ENTITY_ROWS)
        add_rows = {table: stack.enter_context(_table(output / f"{table}.parquet", table)) for table in tables}

        def add(stored: StoredRecord) -> None:
            rows = Rows(stored, batch.ids(stored.record.id) if batch else NO_IDS)
            # All rows before the first is written: a record that cannot be shown must not be in half of the tables.
            lines = {table: [_cells(row, TABLES[table]) for row in make(rows)] for table, make in TABLE_ROWS.items()}
            for table, cells in lines.items():
                add_rows[table](cells)

        yield add
        for table, entities in ENTITY_ROWS.items():
            for row in entities(batch) if batch else ():
                add_rows[table]([_cells(row, TABLES[table])])


@contextmanager
def _table(path: Path, table: str) -> Iterator[Callable[[list[list[Any]]], None]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _type(kind)) for name, kind in TABLES[table].items()])
    waiting: list[list[Any]] = []

    with atomic_path(path) as temporary, pq.ParquetWriter(temporary, schema) as out:

        def flush() -> None:
            columns = list(zip(*waiting, strict=True)) or [()] * len(schema)
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            out.write_table(pa.Table.from_arrays(arrays, schema=schema))
            waiting.clear()

        def add(rows: list[list[Any]]) -> None:
            waiting.extend(rows)
            if len(waiting) >= GROUP:
                flush()

        yield add
        flush()


def _type(kind: Kind) -> Any:
    import pyarrow as pa

    types = {
        "integer": pa.int64(),
        "decimal": pa.decimal128(38, PLACES),
        "score": pa.float64(),
        "day": pa.date32(),
        "moment": pa.timestamp("us"),
    }
    return types.get(kind, pa.string())


def _cells(row: Row, columns: Mapping[str, Kind]) -> list[Any]:
    return [cell(value, kind) for value, kind in zip(row, columns.values(), strict=True)]


def cell(value: Any, kind: Kind) -> Any:
    """One value with the type of its column; None where there is none, or none that the type can hold.

    >>> cell(1.5, "decimal"), cell("2026-03-27", "moment"), cell("-0137-01-01", "moment")
    (Decimal('1.500000000000'), datetime.datetime(2026, 3, 27, 0, 0), None)
    """
    if value is None or value == "":
        return None
    if kind == "decimal":
        number = exact(value)
        return _EXACT.quantize(number, _PLACE) if number is not None and number.copy_abs() < _BOUND else None
    if kind in ("day", "moment"):
        return _moment(value, kind)
    if kind == "score":
        return round(float(value), 4)
    return int(value) if kind == "integer" else str(value)


def _moment(value: Any, kind: Kind) -> date | None:
    try:
        moment = datetime.fromisoformat(value.isoformat() if isinstance(value, date) else value)
    except ValueError:
        return None
    return moment.date() if kind == "day" else moment.replace(tzinfo=None)

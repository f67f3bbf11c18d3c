"""One Excel workbook, a sheet a table: header frozen, filters on, dates as dates, amounts as numbers.

Rows stream to disk, so memory does not grow with the number of documents. Texts are written as strings, never as
formulas or links, so no apostrophe is needed in front of them; the only links are the doc_ids, which lead to the row
of their document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.write.atomic import atomic_path
from pipeline.write.columns import TABLES, Kind
from pipeline.write.norms import exact
from pipeline.write.rows import ENTITY_ROWS, NO_IDS, TABLE_ROWS, Row, Rows
from pipeline.write.safe import clean
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from pipeline.join import Batch

FILES: tuple[str, ...] = ("tables.xlsx",)

MAX_ROWS = 1_048_576
"""Excel's limit for a sheet, header included; a longer table goes on in the next sheet."""
MAX_LINKS = 65_000
"""Excel takes 65,530 links in a sheet; rows behind that have their doc_id as text."""
FIRST_DATE = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so earlier dates would be a day off; they stay text."""
DIGITS = 15
"""A number in Excel keeps so many digits; a longer one stays text, exact."""

_SAMPLE = 50
_WIDTHS = 10, 60
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_FORMATS = {
    "header": {"bold": True, "bottom": 1, "bg_color": "#EEF2F7"},
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "whole": {"num_format": "#,##0"},
    "link": {"font_color": "#0563C1", "underline": 1},
}

Cell = str | int | float | date | None


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document to every sheet; the batch's entities come last. Raises OutputError."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with atomic_path(output / FILES[0]) as temporary:
        workbook = xlsxwriter.Workbook(str(temporary), _OPTIONS)
        workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same input, the same bytes
        formats = {name: workbook.add_format(look) for name, look in _FORMATS.items()}
        tables = {table: _Table(workbook, formats, table) for table in (*TABLE_ROWS, *ENTITY_ROWS)}
        try:
            yield lambda stored: _add(tables, stored, batch)
            for table, entities in ENTITY_ROWS.items():
                for row in entities(batch) if batch else ():
                    tables[table].write(_cells(row, TABLES[table].values()))
        finally:  # also removes the temporary files of the sheets
            try:
                for made in tables.values():
                    made.finish()
                workbook.close()
            except FileCreateError as error:
                raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from error


def _add(tables: dict[str, _Table], stored: StoredRecord, batch: Batch | None) -> None:
    rows = Rows(stored, batch.ids(stored.record.id) if batch else NO_IDS)
    # All rows before the first is written: a record that cannot be shown must not be in half of the tables.
    lines = {table: [_cells(row, TABLES[table].values()) for row in make(rows)] for table, make in TABLE_ROWS.items()}
    document = tables["documents"].next_place
    for table, cells in lines.items():
        for line in cells:
            tables[table].write(line, document)


def _cells(row: Row, kinds: Any) -> list[Cell]:
    return [cell(value, kind) for value, kind in zip(row, kinds, strict=True)]


def cell(value: Any, kind: Kind) -> Cell:
    """One value as Excel holds it: a number, a date, a moment, a string or nothing.

    >>> cell("2026-03-27", "moment"), cell("1850-01-01", "moment"), cell("=1+1", "text")
    (datetime.date(2026, 3, 27), '1850-01-01', '=1+1')
    """
    if value is None or value == "":
        return None
    if kind == "score":
        return round(float(value), 4)
    if kind in ("integer", "decimal") and (number := exact(value)) is not None:
        return _number(number)
    if kind in ("day", "moment") and (moment := _moment(value)):
        return moment
    return clean(value.isoformat() if isinstance(value, date) else str(value))


def _number(number: Decimal) -> Cell:
    if len(number.normalize().as_tuple().digits) > DIGITS:
        return format(number, "f")
    return int(number) if number == number.to_integral_value() else float(number)


def _moment(value: Any) -> date | None:
    try:
        moment = value if isinstance(value, date) else datetime.fromisoformat(value) if "T" in value else None
        moment = moment or date.fromisoformat(value)
    except ValueError:
        return None
    day = moment.date() if isinstance(moment, datetime) else moment
    return moment if day >= FIRST_DATE and getattr(moment, "tzinfo", None) is None else None


class _Table:
    """A table on its sheet, or sheets."""

    def __init__(self, workbook: Workbook, formats: dict[str, Format], table: str) -> None:
        self._workbook, self._formats, self._table = workbook, formats, table
        self._columns = list(TABLES[table])
        self._sheets = 0
        self._new_sheet()

    @property
    def next_place(self) -> str:
        """Where the next row will stand, as the target of a link."""
        turn = self._row >= MAX_ROWS
        name = self._name(self._sheets + turn)
        return f"internal:'{name}'!A{1 + (1 if turn else self._row)}"

    def write(self, line: Sequence[Cell], document: str = "") -> None:
        """Add a row; `document` is the place of its document, if it has one."""
        if self._row >= MAX_ROWS:
            self.finish()
            self._new_sheet()
        for place, value in enumerate(line):
            if value is None:
                continue
            if self._columns[place] == "doc_id" and self._table != "documents" and self._row <= MAX_LINKS:
                self._sheet.write_url(self._row, place, document, self._formats["link"], str(value))
            else:
                self._write_cell(place, value)
            if self._row <= _SAMPLE:
                self._widths[place] = max(self._widths[place], _width(value))
        self._row += 1

    def finish(self) -> None:
        """Filters and widths, which are known at the end."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 0), len(self._columns) - 1)
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(max(width + 2, _WIDTHS[0]), _WIDTHS[1]))

    def _write_cell(self, place: int, value: str | int | float | date) -> None:
        sheet, row, formats = self._sheet, self._row, self._formats
        if isinstance(value, datetime):
            sheet.write_datetime(row, place, value, formats["moment"])
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, formats["day"])
        elif isinstance(value, str):
            sheet.write_string(row, place, value)
        else:
            grouped = isinstance(value, int) and TABLES[self._table][self._columns[place]] == "decimal"
            sheet.write_number(row, place, value, formats["whole"] if grouped else None)

    def _new_sheet(self) -> None:
        self._sheets += 1
        self._sheet: Worksheet = self._workbook.add_worksheet(self._name(self._sheets))
        self._sheet.freeze_panes(1, 0)
        for place, name in enumerate(self._columns):
            self._sheet.write_string(0, place, name, self._formats["header"])
        self._widths = [len(name) + 3 for name in self._columns]  # room for the filter's arrow
        self._row = 1

    def _name(self, number: int) -> str:
        return self._table if number == 1 else f"{self._table} {number}"


def _width(value: Cell) -> int:
    """How wide a value is, in digits; a Chinese character takes two."""
    if isinstance(value, date):
        return 16 if isinstance(value, datetime) else 10
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in str(value)[:60])

"""Every writer on made-up records, and every reader of a format on damaged files.

What a writer makes is whole and comes back; what cannot be read back is a ConvertError. `make fuzz` tries many cases.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.join import Batch, appearances
from pipeline.report import write_report
from pipeline.schema import LABELS, Place, Position, Record, Sentence, Span
from pipeline.write import FORMATS, csv_format, make_folder
from pipeline.write.columns import TABLES
from pipeline.write.convert import ConvertError, convert
from pipeline.write.flat import flat
from pipeline.write.formats import READABLE
from pipeline.write.rows import TABLE_ROWS, Rows
from pipeline.write.safe import clean, original
from pipeline.write.stored import FOLDER, StoredRecord, numbered, save
from pipeline.write.tables import load_tables

from ..fuzzing import EDITS, damaged, fuzzed

WHOLE = ("jsonl", "docbin", "label-studio", "doccano")

SIGNS = ("=1+1", "+", "-", "@", "'", "\t", "\r\n", "\n", "；", ",", '"', "<script>", "</script>", "\x00", "\x1b", "\u2028",
         "\ufeff", "\ufffe", "😀", "𠮷", "é", "某市大学", "张三", "16亿元", "2026年", " ", "\u3000", "\\", "\\u0020", "_x000D_", "-DOCSTART-")  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.text(st.characters(exclude_categories=["Cs"]), max_size=4)), max_size=8
).map("".join)
NAMES = st.one_of(st.none(), TEXTS)
NUMBERS = st.one_of(
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6),
    st.floats(-1e18, 1e18),
    st.sampled_from([0, Decimal("1E+25"), Decimal("0.000000000000001"), None]),
)
DAYS = st.one_of(
    st.none(),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")),
    st.sampled_from(["-0137-01-01", "2026-03-27T24:00", "0000-00-00", ""]),
)
NORMS = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"value": NUMBERS, "unit": NAMES, "bound": st.sampled_from(["=", "~", ">="])}),
    st.fixed_dictionaries({"min": NUMBERS, "max": NUMBERS, "unit": NAMES}),
    st.fixed_dictionaries({"start": DAYS, "end": DAYS}),
    st.fixed_dictionaries({"iso": st.sampled_from(["P1Y", "P5D", ""])}),
    st.dictionaries(st.sampled_from(["digits", "x"]), NAMES, max_size=2),
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record as extractors, also odd ones, may give it: spans slice, everything else is free."""
    text = draw(TEXTS.filter(bool))
    places = st.integers(0, len(text) - 1)
    keys = draw(st.sets(st.tuples(places, places, st.sampled_from([*LABELS, "自定-义"])), max_size=5))
    spans = [
        Span(min(a, b), max(a, b) + 1, text[min(a, b) : max(a, b) + 1], label, norm=draw(NORMS),
             score=draw(st.one_of(st.none(), st.floats(0, 1))), source=draw(NAMES), entity=draw(NAMES))
        for a, b, label in sorted({(min(a, b), max(a, b), label) for a, b, label in keys})
    ]  # fmt: skip
    people = [span for span in spans if span.label == "PERSON"]
    titles = [span for span in spans if span.label == "TITLE"]
    positions = [
        Position(person.text, title.text, draw(NAMES), draw(NAMES), person_start=person.start, title_start=title.start)
        for person, title in zip(people, titles, strict=False)
    ]
    cut = draw(places)
    return numbered(
        Record(
            draw(st.sampled_from(["a", "b-1", "新闻稿"])),
            text,
            tuple(spans),
            tuple(positions),
            tuple(tuple(dict.fromkeys(span.text for span in group)) for group in (people, titles) if len(group) > 1),
            draw(NAMES),
            draw(st.one_of(st.none(), st.dates())),
            draw(NAMES),
            tuple(Sentence(*ends) for ends in ((0, cut), (cut, len(text))) if ends[0] < ends[1]),
            places=draw(st.sampled_from([(), (Place(0, len(text), "page 1"),)])),
        )
    )


@contextmanager
def written(name: str, *found: Record) -> Iterator[Path]:
    """A folder with what a format makes of records. No temporary file may be left in it."""
    with tempfile.TemporaryDirectory() as folder, Batch() as batch:
        for record in found:
            batch.add(record.id, record.date, appearances(record))
        batch.join()
        with FORMATS[name].writer(Path(folder), batch) as add:
            for record in found:
                add(StoredRecord(record, "0" * 64, "f"))
        assert {path.name for path in Path(folder).iterdir()} == set(FORMATS[name].FILES)
        yield Path(folder)


@fuzzed
@given(records())
def test_csv(record: Record) -> None:
    with written("csv", record) as folder:
        tables = load_tables(folder)
    for table, make in TABLE_ROWS.items():
        rows = [dict(zip(TABLES[table], row, strict=True)) for row in make(Rows(StoredRecord(record, "0" * 64, "f")))]
        assert len(tables[table]) == len(rows)
    shown = tables["mentions"]["text"].fillna("").tolist()
    assert shown == [clean(span.text) for span in record.spans]


@fuzzed
@given(st.one_of(TEXTS, st.text(st.characters(exclude_categories=["Cs"]), max_size=20)))
def test_no_cell_is_run(text: str) -> None:
    cell = csv_format.cell(text, "text")
    # A sign that stands alone is no formula, and stays.
    assert len(cell.strip()) <= 1 or cell.lstrip()[:1] not in tuple("=@＝＠")
    assert cell in (clean(text), "'" + clean(text)) and original("'" + clean(text)) == clean(text)


@fuzzed
@given(records())
def test_xlsx(record: Record) -> None:
    with written("xlsx", record) as folder:
        book = openpyxl.load_workbook(folder / "tables.xlsx")
    assert book["mentions"].max_row == 1 + len(record.spans)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
        "inlineStr",
    }


@fuzzed
@given(records())
def test_parquet(record: Record) -> None:
    with written("parquet", record) as folder:
        rows = pq.read_table(folder / "mentions.parquet").to_pylist()
        amounts = pq.read_table(folder / "amounts.parquet").to_pylist()
    assert [row["text"] for row in rows] == [span.text for span in record.spans]
    assert all(row["value"] is None or isinstance(row["value"], Decimal) for row in amounts)


def as_stored(record: Record) -> Record:
    """A record as JSON gives it back: exact numbers are as exact, but of other types."""
    return Record.from_json(json.loads(StoredRecord(record, "", "").dumps()))


@pytest.mark.parametrize("name", WHOLE)
def test_whole_formats_come_back(name: str) -> None:
    @fuzzed
    @given(records())
    def check(record: Record) -> None:
        with written(name, record) as folder:
            (found,) = READABLE[name].records(folder / FORMATS[name].FILES[0])
        known = as_stored(record)
        assert (found.text, found.spans, found.title, found.date) == (known.text, known.spans, known.title, known.date)
        assert (found.positions, found.aliases, found.sentences) == (known.positions, known.aliases, known.sentences)

    check()


@fuzzed
@given(records())
def test_conll(record: Record) -> None:
    with written("conll", record) as folder:
        (found,) = READABLE["conll"].records(folder / "mentions.conll")
    assert (found.id, found.text) == (record.id, record.text)
    assert [span.key for span in found.spans] == [span.key for span in flat(record.spans)]


@fuzzed
@given(records())
def test_record_files_and_report(record: Record) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_folder(folder / FOLDER)
        save(folder, StoredRecord(record, "0" * 64, "f"))
        assert [item.text for item in READABLE["json"].records(folder)] == [record.text]
        assert write_report(folder) == 1
        page = (folder / "report.html").read_bytes().decode()
    before, _, rest = page.partition('<script type="application/json" id="d0">')
    data, _, _ = rest.partition("</script>")
    assert before and json.loads(data)["text"] == record.text and "<" not in data


@pytest.mark.parametrize("name", [*READABLE])
def test_damaged_files_are_refused_or_read(name: str) -> None:
    @fuzzed
    @given(records(), EDITS)
    def check(record: Record, edits: Any) -> None:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            if name == "json":
                make_folder(folder / FOLDER)
                save(folder, StoredRecord(record, "", ""))
                path = folder / FOLDER / f"{record.id}.json"
            else:
                with FORMATS[name].writer(folder) as add:
                    add(StoredRecord(record, "", ""))
                path = folder / FORMATS[name].FILES[0]
            path.write_bytes(damaged(path.read_bytes(), edits))
            for kind in (name, None):
                try:
                    convert(path, folder / "gold", kind=kind)
                except ConvertError as error:
                    assert str(error)
            for gold in (folder / "gold").glob("*.json"):
                found = Record.from_json(json.loads(gold.read_text(encoding="utf-8")))
                assert all(found.text[span.start : span.end] == span.text for span in found.spans)
            assert {path.name for path in folder.iterdir()} <= {FOLDER, "gold", *FORMATS[name].FILES}

    check()

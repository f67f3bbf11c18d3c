"""Every format: what is written comes back; nothing half-written stays; no cell is run."""

from __future__ import annotations

import json
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.vocab import Vocab
from srsly import msgpack_loads

from pipeline.join import Batch, appearances
from pipeline.schema import Position, Record, Sentence, Span
from pipeline.write import FORMATS, conll_format, docbin_format, parquet_format, xlsx_format
from pipeline.write.columns import TABLES
from pipeline.write.flat import flat
from pipeline.write.formats import READABLE, unusable
from pipeline.write.rows import ENTITY_ROWS, TABLE_ROWS
from pipeline.write.stored import StoredRecord, numbered

ONE_FILE = ("jsonl", "docbin", "conll", "label-studio", "doccano")
WHOLE = ("jsonl", "docbin", "label-studio", "doccano")
"""The formats that hold all that a record says."""

TEXT = "=1+1 某市大学𠮷校长\\张三\t说：\r\n签约近1.5亿元，12%。\n2026年3月27日9时。😀完"
ENTITIES = {"某市大学": "ORG", "某市": "LOC", "校长": "TITLE", "张三": "PERSON", "=1+1": "CODE"}
VALUES: dict[str, tuple[str, dict[str, Any]]] = {
    "近1.5亿元": ("MONEY", {"value": 150000000, "unit": "CNY", "bound": "<~"}),
    "12%": ("PERCENT", {"value": 0.12, "unit": "%", "bound": "="}),
    "2026年3月27日": ("DATE", {"start": "2026-03-27", "end": "2026-03-27"}),
    "9时": ("TIME", {"start": "2026-03-27T09:00", "end": "2026-03-27T09:00"}),
}


def record(doc_id: str = "a-1") -> Record:
    spans = [Span(TEXT.index(text), TEXT.index(text) + len(text), text, label) for text, label in ENTITIES.items()]
    spans += [
        Span(TEXT.index(text), TEXT.index(text) + len(text), text, label, norm=norm, score=0.5, source="x:y")
        for text, (label, norm) in VALUES.items()
    ]
    cut = TEXT.index("签约")
    return numbered(
        Record(
            doc_id,
            TEXT,
            tuple(spans),
            (Position("张三", "校长", "某市大学", person_start=TEXT.index("张三"), title_start=TEXT.index("校长")),),
            (("某市大学", "市大"),),
            "=标题",
            date(2026, 3, 27),
            "a/1.txt",
            (Sentence(0, cut, "title"), Sentence(cut, len(TEXT))),
        )
    )


def write(folder: Path, name: str, *records: Record) -> Path:
    with Batch() as batch:
        for item in records:
            batch.add(item.id, item.date, appearances(item))
        batch.join()
        with FORMATS[name].writer(folder, batch) as add:
            for item in records:
                add(StoredRecord(item, "0" * 64, "f"))
    return folder / FORMATS[name].FILES[0]


def whole(item: Record) -> Record:
    return replace(item, words=())


@pytest.mark.parametrize("name", WHOLE)
def test_records_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    given_records = [record("a-1"), record("b"), Record("empty", "", ())]
    path = write(tmp_path, name, *given_records)
    assert [whole(item) for item in READABLE[name].records(path)] == given_records


def test_conll_gives_back_text_sentences_and_flat_mentions(tmp_path: Path) -> None:
    path = write(tmp_path, "conll", record("a-1"), record("b"))
    found = list(conll_format.records(path))
    assert [item.id for item in found] == ["a-1", "b"]
    for item in found:
        assert item.text == TEXT
        assert [span.key for span in item.spans] == [span.key for span in flat(record().spans)]
        assert [s.start for s in item.sentences] == [s.start for s in record().sentences]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "-DOCSTART-\ta-1\tO"
    assert "某\t5\tB-ORG" in lines and "学\t8\tI-ORG" in lines and "\\u000d\t" in path.read_text(encoding="utf-8")
    assert all(len(line.split()) == 3 for line in lines if line)


def test_docbin_is_a_spacy_doc_of_characters(tmp_path: Path) -> None:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    (doc,) = DocBin().from_disk(write(tmp_path, "docbin", record())).get_docs(Vocab())
    assert doc.text == TEXT
    assert [ent.text for ent in doc.ents] == [span.text for span in flat(record().spans)]
    assert sorted(span.text for span in doc.spans["mentions"]) == sorted(span.text for span in record().spans)
    assert [sent.start for sent in doc.sents] == [sentence.start for sentence in record().sentences]
    assert next(docbin_format.records(tmp_path / "records.spacy")).date == date(2026, 3, 27)


def test_label_studio_tasks_have_regions(tmp_path: Path) -> None:
    (task,) = json.loads(write(tmp_path, "label-studio", record()).read_text(encoding="utf-8"))
    regions = task["predictions"][0]["result"]
    assert {region["value"]["text"] for region in regions} == {*ENTITIES, *VALUES}
    for region in regions:
        assert TEXT[region["value"]["start"] : region["value"]["end"]] == region["value"]["text"]
    assert write(tmp_path, "label-studio").read_text() == "[\n]\n"


def test_doccano_lines_have_labels(tmp_path: Path) -> None:
    example = json.loads(write(tmp_path, "doccano", record()).read_text(encoding="utf-8"))
    assert sorted(TEXT[start:end] for start, end, _ in example["label"]) == sorted([*ENTITIES, *VALUES])
    assert example["doc_id"] == "a-1"


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    names = [cell.value for cell in sheet[1]]
    return [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_xlsx_has_every_table_with_types(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path, "xlsx", record("a-1"), record("b")))
    assert book.sheetnames == [*TABLE_ROWS, *ENTITY_ROWS]
    for table in book.sheetnames:
        sheet = book[table]
        assert [cell.value for cell in sheet[1]] == list(TABLES[table])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(10 <= column.width <= 61 for column in sheet.column_dimensions.values())
    money = rows_of(book["amounts"])[0]
    assert (money["value"], money["unit"], money["text"]) == (150000000, "CNY", "近1.5亿元")
    assert rows_of(book["documents"])[0]["date"] == datetime(2026, 3, 27)
    assert [row["from"] for row in rows_of(book["dates"])[:2]] == [datetime(2026, 3, 27), datetime(2026, 3, 27, 9)]
    assert book["dates"]["E2"].is_date and book["dates"]["E2"].number_format == "yyyy-mm-dd"


def test_xlsx_links_lead_to_the_document(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path, "xlsx", record("a-1"), record("b")))
    for row in book["mentions"].iter_rows(min_row=2):
        place = row[0].hyperlink.location.rpartition("!")[2]
        assert book["documents"][place].value == row[0].value


def test_xlsx_never_writes_a_formula(tmp_path: Path) -> None:
    path = write(tmp_path, "xlsx", replace(record(), source="=HYPERLINK(A1)", title="https://a.b/"))
    with zipfile.ZipFile(path) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "sheet" in name)
        assert not any(b"http://a.b" in parts.read(name) for name in parts.namelist() if "rels" in name)
    book = openpyxl.load_workbook(path)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
        "inlineStr",
    }
    (line,) = rows_of(book["documents"])
    assert (line["source"], line["title"]) == ("=HYPERLINK(A1)", "https://a.b/")


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (Decimal("0.1"), "decimal", 0.1),
        ("1234567890123456789", "decimal", "1234567890123456789"),
        (1600000000, "decimal", 1600000000),
        ("很多", "decimal", "很多"),
        (None, "decimal", None),
        ("", "text", None),
        ("2026-03-27T09:30", "moment", datetime(2026, 3, 27, 9, 30)),
        ("1900-02-28", "moment", "1900-02-28"),
        ("-0137-01-01", "moment", "-0137-01-01"),
        ("-五折", "text", "-五折"),
        ("甲\x00", "text", "甲␀"),
        ("长" * 40_000, "text", "长" * 31_999 + "…"),
        (0.123456, "score", 0.1235),
    ],
)
def test_xlsx_cells(value: object, kind: Any, expected: object) -> None:
    assert xlsx_format.cell(value, kind) == expected


def test_xlsx_goes_on_in_a_next_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_format, "MAX_ROWS", 4)
    monkeypatch.setattr(xlsx_format, "MAX_LINKS", 2)
    book = openpyxl.load_workbook(write(tmp_path, "xlsx", *(record(f"d{n}") for n in range(5))))
    assert [name for name in book.sheetnames if name.startswith("documents")] == ["documents", "documents 2"]
    assert [row["doc_id"] for row in rows_of(book["documents 2"])] == ["d3", "d4"]
    last = book["people 2"].cell(3, 1)
    assert (last.value, last.hyperlink.location) == ("d4", "'documents 2'!A3")
    assert book["mentions"].cell(4, 1).hyperlink is None


def test_parquet_has_every_table_with_types(tmp_path: Path) -> None:
    write(tmp_path, "parquet", record("a-1"), record("b"))
    for table in (*TABLE_ROWS, *ENTITY_ROWS):
        assert pq.read_table(tmp_path / f"{table}.parquet").column_names == list(TABLES[table])
    money, percent, *_ = pq.read_table(tmp_path / "amounts.parquet").to_pylist()
    assert (money["value"], money["unit"], percent["value"]) == (Decimal(150000000), "CNY", Decimal("0.12"))
    assert pq.read_table(tmp_path / "documents.parquet").to_pylist()[0]["date"] == date(2026, 3, 27)
    assert pq.read_table(tmp_path / "dates.parquet").to_pylist()[1]["from"] == datetime(2026, 3, 27, 9)
    mentions = pq.read_table(tmp_path / "mentions.parquet").to_pylist()
    assert [row["text"] for row in mentions] == [span.text for span in record().spans] * 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10**16, Decimal(10**16)),  # with 12 places more digits than decimals have by default
        ("99999999999999999999999999.123456789012", Decimal("99999999999999999999999999.123456789012")),
        (Decimal("0.0000000000005"), Decimal(0)),
        (10**26, None),
        (-(10**26) + 1, Decimal(-(10**26) + 1)),
        ("很多", None),
    ],
)
def test_parquet_decimals(value: object, expected: Decimal | None) -> None:
    assert parquet_format.cell(value, "decimal") == expected


def test_parquet_of_nothing_has_columns(tmp_path: Path) -> None:
    write(tmp_path, "parquet")
    assert pq.read_table(tmp_path / "amounts.parquet").shape == (0, len(TABLES["amounts"]))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    found = []
    for turn in ("one", "two"):
        (tmp_path / turn).mkdir()
        write(tmp_path / turn, name, record("a-1"), record("b"))
        found.append({path.name: path.read_bytes() for path in (tmp_path / turn).iterdir()})
    assert found[0] == found[1]
    assert sorted(found[0]) == sorted(FORMATS[name].FILES)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_an_error_leaves_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuntimeError, match="stop"), FORMATS[name].writer(tmp_path) as add:
        add(StoredRecord(record(), "0", "f"))
        raise RuntimeError("stop")
    assert list(tmp_path.iterdir()) == []


def test_a_format_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.write.formats.find_spec", lambda name: None)
    assert "pip install 'xinwengao[parquet]'" in (unusable("parquet") or "")
    assert unusable("xlsx") is None


LABELS = st.sampled_from(["PERSON", "ORG", "自定-义"])


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
    places = st.integers(0, max(len(text) - 1, 0))
    keys = set(draw(st.lists(st.tuples(places, places, LABELS), max_size=6))) if text else set()
    spans = {(min(a, b), max(a, b) + 1, label) for a, b, label in keys}
    return numbered(Record("x", text, tuple(Span(a, b, text[a:b], label) for a, b, label in sorted(spans))))


@pytest.mark.parametrize("name", WHOLE)
@settings(deadline=None)  # the first example loads spaCy
@given(record=records())
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, name: str, record: Record) -> None:
    path = write(tmp_path_factory.mktemp("any"), name, record)
    assert [whole(item) for item in READABLE[name].records(path)] == [record]


@given(record=records())
def test_any_text_comes_back_from_conll(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    (found,) = conll_format.records(write(tmp_path_factory.mktemp("any"), "conll", record))
    assert found.text == record.text
    assert [span.key for span in found.spans] == [span.key for span in flat(record.spans)]


@settings(deadline=None)  # the first example loads the library of workbooks
@given(record=records())
def test_any_text_fits_into_a_workbook(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    book = openpyxl.load_workbook(write(tmp_path_factory.mktemp("any"), "xlsx", record))
    assert book["mentions"].max_row == 1 + len(record.spans)


def test_docbin_in_pieces_is_what_spacy_writes(tmp_path: Path) -> None:
    kept = [
        Record("a", "张三出席。", (Span(0, 2, "张三", "PERSON", "m1"),)),
        Record("b", "北京", (Span(0, 2, "北京", "LOC"),)),
    ]
    for number in range(3):
        with docbin_format.writer(tmp_path) as add:
            for record in kept[:number]:
                add(StoredRecord(record, "", ""))
        read = DocBin(store_user_data=True).from_disk(tmp_path / "records.spacy")
        assert msgpack_loads(zlib.decompress((tmp_path / "records.spacy").read_bytes())) == msgpack_loads(
            zlib.decompress(read.to_bytes())
        )
        assert [doc.text for doc in read.get_docs(Vocab())] == [record.text for record in kept[:number]]

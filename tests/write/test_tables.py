"""Records → CSV tables → DataFrames."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from pipeline.join import Batch, appearances
from pipeline.schema import Place, Position, Record, Sentence, Span
from pipeline.write import csv_format
from pipeline.write.columns import TABLES
from pipeline.write.rows import MAX_EVIDENCE, Rows, joined
from pipeline.write.stored import StoredRecord, fingerprint_of, numbered, path_of, read, save
from pipeline.write.tables import load_tables

TEXT = (
    "某市合作办公室（某合办）主任张三说，签约近16亿元。"
    "李四（Li Si）原任某大学校长、某学会会长。"
    "增长12%至15%，2015年起，3月27日至30日，10年。电话=1+1。"
)


def span(text: str, label: str, nth: int = 0, **more: object) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Span(start, start + len(text), text, label, source=f"{label.lower()}:rule", **more)  # type: ignore[arg-type]


def record() -> Record:
    ends = [index + 1 for index, character in enumerate(TEXT) if character == "。"]
    starts = [0, *ends[:-1]]
    spans = (
        span("=1+1", "PHONE", norm={"digits": "11"}, score=0.25),
        span("某市合作办公室", "ORG", entity="某市合作办公室"),
        span("某合办", "ORG", entity="某市合作办公室"),
        span("主任", "TITLE"),
        span("张三", "PERSON", score=0.123456),
        span(
            "近16亿元",
            "MONEY",
            norm={"value": 1600000000, "unit": "CNY", "bound": "<~"},
            sentence=0,
            role="签约",
            subject="某大学",
        ),
        span("李四", "PERSON", entity="李四"),
        span("Li Si", "PERSON", entity="李四"),
        span("某大学", "ORG"),
        span("校长", "TITLE"),
        span("12%至15%", "PERCENT", norm={"min": 0.12, "max": 0.15, "unit": "%", "bound": "="}, sentence=2),
        span("2015年起", "DATE", norm={"start": "2015-01-01", "end": None}, sentence=2, event="举行"),
        span("3月27日至30日", "DATE", norm={"start": "2026-03-27", "end": "2026-03-30"}, sentence=2),
        span("10年", "DURATION", norm={"iso": "P10Y"}, sentence=2),
    )
    li = TEXT.index("李四")
    positions = (
        Position("李四", "校长", "某大学", None, "former", li, TEXT.index("校长"), sentence=1),
        Position("李四", "会长", "某学会", None, "former", li, TEXT.index("会长"), sentence=1),
        Position("张三", "主任", "某市合作办公室", None, "current", TEXT.index("张三"), TEXT.index("主任")),
    )
    return numbered(
        Record(
            "dev-1",
            TEXT,
            spans,
            positions,
            (("某市合作办公室", "某合办"), ("李四", "Li Si")),
            "=标题",
            date(2026, 3, 27),
            "a/dev-1.txt",
            tuple(Sentence(*pair) for pair in zip(starts, ends, strict=True)),
            date_from="dateline",
        )
    )


def written(folder: Path, *records: Record) -> Path:
    with Batch() as batch:
        for item in records:
            batch.add(item.id, item.date, appearances(item))
        batch.join()
        with csv_format.writer(folder, batch) as add:
            for item in records:
                add(StoredRecord(item, "ab" * 32, "f"))
    csv_format.write_table(folder / "errors.csv", "errors", [("x/b.txt", "read", "empty")])
    return folder


def cells(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle, strict=True))


COLUMNS = """
documents: doc_id title date source chars sentences mentions positions sha256 date_from
mentions: doc_id mention_id label text start end sentence normalized entity extractor score location
people: doc_id person aliases titles organizations mentions entity_id
organizations: doc_id organization aliases mentions entity_id
positions: doc_id person title organization place status person_start title_start evidence
amounts: doc_id text kind value min max unit bound start end evidence role subject
dates: doc_id text kind from to duration start end evidence event
entities_people: entity_id person aliases titles organizations documents mentions doc_ids joined_by
entities_organizations: entity_id organization aliases documents mentions doc_ids joined_by
errors: source stage error
"""


def test_columns_are_the_contract(tmp_path: Path) -> None:
    written(tmp_path, record())
    assert [f"{table}: {' '.join(cells(tmp_path, table)[0])}" for table in TABLES] == COLUMNS.split("\n")[1:-1]


def test_files_have_a_mark_and_line_ends_of_rfc_4180(tmp_path: Path) -> None:
    data = (written(tmp_path, record()) / "mentions.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdoc_id,") and data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 15


def test_rows_of_each_table(tmp_path: Path) -> None:
    written(tmp_path, record())
    first = TEXT[: TEXT.index("。") + 1]
    at = TEXT.index
    assert cells(tmp_path, "documents")[1] == [
        "dev-1", "'=标题", "2026-03-27", "a/dev-1.txt", str(len(TEXT)), "4", "14", "3", "ab" * 32, "dateline"
    ]  # fmt: skip
    assert [row[1:4] + row[7:11] for row in cells(tmp_path, "mentions")[1:]] == [
        ["m1", "ORG", "某市合作办公室", "某市合作办公室", "某市合作办公室", "org:rule", ""],
        ["m2", "ORG", "某合办", "某市合作办公室", "某市合作办公室", "org:rule", ""],
        ["m3", "TITLE", "主任", "主任", "", "title:rule", ""],
        ["m4", "PERSON", "张三", "张三", "", "person:rule", "0.1235"],
        ["m5", "MONEY", "近16亿元", "1600000000 CNY", "", "money:rule", ""],
        ["m6", "PERSON", "李四", "李四", "李四", "person:rule", ""],
        ["m7", "PERSON", "Li Si", "李四", "李四", "person:rule", ""],
        ["m8", "ORG", "某大学", "某大学", "", "org:rule", ""],
        ["m9", "TITLE", "校长", "校长", "", "title:rule", ""],
        ["m10", "PERCENT", "12%至15%", "12..15%", "", "percent:rule", ""],
        ["m11", "DATE", "2015年起", "2015-01-01/..", "", "date:rule", ""],
        ["m12", "DATE", "3月27日至30日", "2026-03-27/2026-03-30", "", "date:rule", ""],
        ["m13", "DURATION", "10年", "P10Y", "", "duration:rule", ""],
        ["m14", "PHONE", "'=1+1", "digits=11", "", "phone:rule", "0.25"],
    ]
    assert [row[:-1] for row in cells(tmp_path, "people")[1:]] == [
        ["dev-1", "张三", "", "主任", "某市合作办公室", "1"],
        ["dev-1", "李四", "Li Si", "校长；会长", "某大学；某学会", "2"],
    ]
    assert [row[:-1] for row in cells(tmp_path, "organizations")[1:]] == [
        ["dev-1", "某市合作办公室", "某合办", "2"],
        ["dev-1", "某大学", "", "1"],
    ]
    positions = cells(tmp_path, "positions")[1:]
    assert [row[1:6] for row in positions] == [
        ["张三", "主任", "某市合作办公室", "", "current"],
        ["李四", "校长", "某大学", "", "former"],
        ["李四", "会长", "某学会", "", "former"],
    ]
    assert positions[0][6:] == [str(at("张三")), str(at("主任")), first]
    assert [row[1:8] for row in cells(tmp_path, "amounts")[1:]] == [
        ["近16亿元", "MONEY", "1600000000", "", "", "CNY", "<~"],
        ["12%至15%", "PERCENT", "", "0.12", "0.15", "%", "="],
    ]
    assert cells(tmp_path, "amounts")[1][8:] == [str(at("近16")), str(at("近16") + 5), first, "签约", "某大学"]
    assert cells(tmp_path, "amounts")[2][11:] == ["", ""]
    assert [row[1:6] for row in cells(tmp_path, "dates")[1:]] == [
        ["2015年起", "DATE", "2015-01-01", "", ""],
        ["3月27日至30日", "DATE", "2026-03-27", "2026-03-30", ""],
        ["10年", "DURATION", "", "", "P10Y"],
    ]
    assert [row[-1] for row in cells(tmp_path, "dates")] == ["event", "举行", "", ""]


def test_location_is_the_readers_place_or_a_line(tmp_path: Path) -> None:
    text = "一\r\n二\r三\n四"
    spans = tuple(Span(at, at + 1, text[at], "X") for at, character in enumerate(text) if character not in "\r\n")
    places = (Place(0, 4, "page 1"), Place(5, 8, "page 2"))
    written(tmp_path, numbered(Record("a", text, spans)), numbered(Record("b", text, spans, places=places)))
    assert [row[-1] for row in cells(tmp_path, "mentions")[1:]] == [
        "line 1", "line 2", "line 3", "line 4", "page 1", "page 1", "page 2", "page 2"
    ]  # fmt: skip


def test_names_are_shown_as_written_and_compared_folded(tmp_path: Path) -> None:
    text = "華為技術（北京）有限公司，华为技术(北京)有限公司。"
    spans = (Span(0, 12, text[:12], "ORG"), Span(13, 25, text[13:25], "ORG"))
    written(tmp_path, numbered(Record("a", text, spans)))
    assert [row[:-1] for row in cells(tmp_path, "organizations")[1:]] == [["a", text[:12], text[13:25], "2"]]
    assert [row[7] for row in cells(tmp_path, "mentions")[1:]] == [text[13:25]] * 2


def test_entities_are_of_the_batch_and_people_lead_to_them(tmp_path: Path) -> None:
    text = "海东大学校长张三、海大教授李四"
    spans = (Span(0, 4, "海东大学", "ORG", entity="海东大学"), Span(6, 8, "张三", "PERSON"))
    more = Span(9, 11, "海大", "ORG", entity="海东大学"), Span(13, 15, "李四", "PERSON")
    held = (Position("张三", "校长", "海东大学", person_start=6, title_start=4),)
    one = numbered(Record("one", text, (*spans, *more), held, (("海东大学", "海大"),), date=date(2026, 3, 28)))
    two = numbered(Record("two", text, spans, held, date=date(2026, 3, 27)))
    written(tmp_path, one, two)
    ids = [row[-1] for table in ("people", "organizations") for row in cells(tmp_path, table)[1:]]
    zhang, li, university = ids[0], ids[1], ids[3]
    assert ids == [zhang, li, zhang, university, university]
    assert cells(tmp_path, "entities_people")[1:] == [
        [zhang, "张三", "", "校长", "海东大学", "2", "2", "two；one", "organization=海东大学"],
        [li, "李四", "", "", "", "1", "1", "one", ""],
    ]
    assert cells(tmp_path, "entities_organizations")[1:] == [
        [university, "海东大学", "海大", "2", "3", "two；one", "name"],
    ]


def test_without_a_batch_there_are_no_entities(tmp_path: Path) -> None:
    with csv_format.writer(tmp_path) as add:
        add(StoredRecord(record(), "ab" * 32, "f"))
    assert {row[-1] for row in cells(tmp_path, "people")[1:]} == {""}
    assert len(cells(tmp_path, "entities_people")) == len(cells(tmp_path, "entities_organizations")) == 1


def test_load_tables_gives_types(tmp_path: Path) -> None:
    tables = load_tables(written(tmp_path, record(), replace(record(), id="NA", date=None)))
    assert list(tables) == list(TABLES)
    documents, mentions, amounts, dates = (tables[name] for name in ("documents", "mentions", "amounts", "dates"))
    assert documents["doc_id"].tolist() == ["dev-1", "NA"]
    assert documents["title"].tolist() == ["=标题", "=标题"]
    assert documents["date"].dtype == "datetime64[us]" and documents["date"][0] == pd.Timestamp(2026, 3, 27)
    assert pd.isna(documents["date"][1])
    assert mentions["text"].dtype == "str" and mentions["start"].dtype == "Int64"
    assert mentions["sentence"].isna().sum() > 0 and mentions["sentence"].dtype == "Int64"
    assert mentions["score"].dtype == "Float64"
    for row in mentions.itertuples():
        assert TEXT[row.start : row.end] == row.text
    assert amounts["value"][0] == Decimal(1600000000) and isinstance(amounts["value"][0], Decimal)
    assert amounts["min"][1] == Decimal("0.12") and pd.isna(amounts["value"][1])
    assert amounts["bound"].tolist()[:2] == ["<~", "="]
    assert dates["from"].dtype == "datetime64[us]" and pd.isna(dates["to"][0])
    assert tables["errors"].to_dict("records") == [{"source": "x/b.txt", "stage": "read", "error": "empty"}]


def test_load_tables_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no tables here; make them with: xinwengao run"):
        load_tables(tmp_path)
    written(tmp_path)
    assert {name: len(table) for name, table in load_tables(tmp_path).items() if name != "errors"} == dict.fromkeys(
        [name for name in TABLES if name != "errors"], 0
    )
    (tmp_path / "dates.csv").write_text("a,b\r\n1,2\r\n")
    with pytest.raises(ValueError, match="its columns are a, b"):
        load_tables(tmp_path)


def test_dates_that_pandas_cannot_hold_are_said(tmp_path: Path) -> None:
    strange = span("10年", "DATE", norm={"start": "-0137-01-01", "end": "2026-01-01"})
    written(tmp_path, numbered(Record("a", TEXT, (strange,))))
    with pytest.warns(UserWarning, match="dates.csv, from: 1 dates that pandas cannot hold"):
        dates = load_tables(tmp_path)["dates"]
    assert cells(tmp_path, "dates")[1][3] == "'-0137-01-01"  # Excel would reckon -137 - 1 - 1
    assert pd.isna(dates["from"][0]) and dates["to"][0] == pd.Timestamp(2026, 1, 1)


def test_evidence_of_a_document_on_one_line_is_a_window() -> None:
    text = "说" * 5000 + "16亿元" + "完" * 5000
    money = Span(5000, 5005, "16亿元", "MONEY", norm={"value": 1}, sentence=0)
    (row,) = Rows(StoredRecord(Record("a", text, (money,), sentences=(Sentence(0, len(text)),)), "", "")).amounts()
    assert len(row[10]) <= MAX_EVIDENCE + 2
    assert row[10].startswith("…说") and row[10].endswith("完…") and "16亿元" in row[10]


@pytest.mark.parametrize(("items", "cell"), [([], ""), (["a", None, "b", "a", ""], "a；b"), (["a；b", "c"], "a;b；c")])
def test_joined(items: list[str | None], cell: str) -> None:
    assert joined(items) == cell


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    stored = StoredRecord(record(), "ab", "cd")
    save(tmp_path, stored)
    assert read(tmp_path, "dev-1") == stored
    assert fingerprint_of(path_of(tmp_path, "dev-1")) == "cd"
    assert read(tmp_path, "dev-2") is None
    path_of(tmp_path, "gold").write_text(record().dumps(), encoding="utf-8")
    assert read(tmp_path, "gold") is None and fingerprint_of(path_of(tmp_path, "gold")) is None


def test_ids_of_spans_are_kept_only_when_they_serve() -> None:
    spans = (Span(1, 2, "b", "X", id="s2"), Span(0, 1, "a", "X", id="s1"))
    assert [s.id for s in numbered(Record("d", "ab", spans)).spans] == ["s1", "s2"]
    for other in ("", "s2", "7"):
        changed = (spans[0], replace(spans[1], id=other))
        assert [s.id for s in numbered(Record("d", "ab", changed)).spans] == ["m1", "m2"]

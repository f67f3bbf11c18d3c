"""Entities from the command line: tables complete after every kind of run, known entities, errors."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import pipeline.api
from pipeline.cli import app
from pipeline.join import Batch
from pipeline.run import Job, run
from pipeline.schema import Article, Record, Span
from pipeline.write.tables import load_tables

RUNNER = CliRunner()

NEWS = {
    "a": "北京化工大学校长谭天伟在会上致辞。振海重工有限公司董事长张伟出席。",
    "b": "谭天伟是北京化工大学校长。振海重工有限责任公司总经理张伟参加。",
    "c": "南开大学教授张伟发言。市教育局局长王勇参加。",
    "d": "市教育局局长王勇说。",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name, text in NEWS.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def start(*arguments: str) -> Any:
    return RUNNER.invoke(app, ["run", "in", "-o", "out", *arguments])


def tables(folder: str = "out") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).glob("*.csv")}


def joined(table: str, name: str) -> dict[str, str | None]:
    """Documents → reason, of the entities with one name."""
    frame = load_tables("out")[f"entities_{table}"].astype(object)
    found = frame[frame.iloc[:, 1] == name]
    return {row.doc_ids: row.joined_by if isinstance(row.joined_by, str) else None for row in found.itertuples()}


def test_people_and_organizations_of_all_documents(place: Path) -> None:
    assert start().exit_code == 0
    assert joined("people", "谭天伟") == {"a；b": "organization=北京化工大学"}
    assert joined("people", "张伟") == {"a；b": "organization=振海重工有限公司", "c": None}
    assert joined("people", "王勇") == {"c": None, "d": None}
    assert joined("organizations", "振海重工有限责任公司") == {"a；b": "form of name"}
    assert joined("organizations", "市教育局") == {"c": None, "d": None}
    found = load_tables("out")
    for table in ("people", "organizations"):
        assert set(found[table]["entity_id"]) == set(found[f"entities_{table}"]["entity_id"])
        assert found[table]["mentions"].sum() == found[f"entities_{table}"]["mentions"].sum()
    files = json.loads(Path("out/run.json").read_text(encoding="utf-8"))["files"]
    assert {"entities_people.csv", "entities_organizations.csv"} <= set(files)


def test_a_run_that_goes_on_gives_the_same_entities(place: Path) -> None:
    start()
    whole = tables()
    for path in Path("out").glob("*.csv"):
        path.unlink()
    (place / "out/records/b.json").unlink()
    start()
    assert tables() == whole
    start("--format", "csv,json,xlsx,parquet")
    assert tables() == whole


def test_the_order_of_the_files_decides_nothing(place: Path) -> None:
    files = [Path("in") / f"{name}.txt" for name in NEWS]
    for order, output in ((files, "one"), (files[::-1], "other")):
        run(Job(inputs=tuple(order), output=Path(output)))
    one, other = tables("one"), tables("other")
    assert one["people.csv"] != other["people.csv"]
    for name in ("entities_people.csv", "entities_organizations.csv"):
        assert one[name] == other[name]


def test_more_documents_keep_the_ids_and_fewer_take_their_traces_along(place: Path) -> None:
    later = place / "in" / "d.txt"
    later.write_text("2026年3月27日，南开大学教授张伟、北京化工大学校长谭天伟出席。", encoding="utf-8")
    start()
    assert joined("people", "张伟") == {"a；b": "organization=振海重工有限公司", "d；c": "organization=南开大学"}
    later.unlink()
    start()
    assert joined("people", "张伟") == {"a；b": "organization=振海重工有限公司", "c": None}


def test_people_and_organizations_of_a_document_are_not_kept_in_memory(place: Path) -> None:
    result = run(Job(inputs=(Path("in"),), output=Path("out")))
    assert [outcome.appearances for outcome in result.outcomes] == [None] * 4


def test_a_full_disk_says_what_to_do(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Batch, "join", full)
    result = start()
    assert result.exit_code == 1 and list(Path("out").glob("*.csv")) == []
    assert re.search(
        "cannot write temporary files in .*: database or disk is full: make room or set TMPDIR", result.stderr
    )


def test_known_entities_by_option_and_by_setting(place: Path) -> None:
    header = "name,kind,aliases,id\n"
    (place / "known.csv").write_text(header + "张伟,person,,zhang\n王勇,person,,wang\n", encoding="gb18030")
    (place / "mine.csv").write_text(header + "市教育局,organization,,bureau\n", encoding="utf-8-sig")
    (place / "pipeline.toml").write_text('[entities]\nknown = "mine.csv"\n')
    first = start("--known", "known.csv")
    assert first.exit_code == 0
    assert joined("people", "张伟") == {"a；b；c": "known"}
    assert "zhang" in load_tables("out")["people"]["entity_id"].tolist()
    assert start("--config", "pipeline.toml").exit_code == 0
    assert joined("organizations", "市教育局") == {"c；d": "known"}
    assert joined("people", "王勇") == {"c；d": "organization=市教育局"}


def test_known_entities_make_no_record_anew(place: Path) -> None:
    start()
    (place / "pipeline.toml").write_text('[entities]\nknown = "known.csv"\n')
    for unique_id in ("zhang", "zhang-wei"):
        (place / "known.csv").write_text(f"name,kind,id\n张伟,person,{unique_id}\n", encoding="utf-8")
        assert "4 of them unchanged" in start("--config", "pipeline.toml").stdout
        assert joined("people", "张伟") == {"a；b；c": "known"}
        assert unique_id in load_tables("out")["people"]["entity_id"].tolist()


def test_a_wrong_row_stops_the_run_before_it_starts(place: Path) -> None:
    (place / "known.csv").write_text("name,kind,id\n张伟,human,zhang\n", encoding="utf-8")
    result = start("--known", "known.csv")
    assert result.exit_code == 2 and not Path("out").exists()
    assert "known.csv, line 2: kind is human: write person or organization" in result.stderr


def test_a_document_that_cannot_be_written_joins_nobody(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = pipeline.api.extract_article

    def odd(nlp: Any, article: Article) -> Record:
        record = extract(nlp, article)
        if article.doc_id != "b":
            return record
        broken = Span(0, 1, article.text[0], "X", score="high")  # type: ignore[arg-type]
        return Record(record.id, record.text, (*record.spans, broken), record.positions)

    monkeypatch.setattr(pipeline.api, "extract_article", odd)
    result = run(Job(inputs=(Path("in"),), output=Path("out")))
    assert [failure.source for failure in result.failures] == [str(Path("in/b.txt"))]
    assert joined("people", "谭天伟") == {"a": None}
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["a", "c", "d"]


def test_converted_gold_has_entities_too(place: Path) -> None:
    start()
    before = tables()
    assert RUNNER.invoke(app, ["convert", "out", "-o", "again", "--to", "csv"]).exit_code == 0
    for name in ("people.csv", "entities_people.csv", "entities_organizations.csv"):
        assert tables("again")[name] == before[name]

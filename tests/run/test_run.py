"""Many documents, in one process: what a run writes, and what it makes again."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pipeline.api
from pipeline.config import Settings
from pipeline.run import Job, run
from pipeline.run.fingerprint import run_fingerprint
from pipeline.run.manifest import counts
from pipeline.run.summary import summary, warnings
from pipeline.schema import Article, Record, Span
from pipeline.write.tables import load_tables

from .conftest import DOCUMENT, job, made, names, snapshot


def test_run_writes_every_file(folder: Path) -> None:
    result = run(job())
    assert result.failures == []
    tables = load_tables("out")
    assert names("out") == sorted([*(f"{name}.csv" for name in tables), "records", "run.json"])
    assert tables["documents"]["doc_id"].tolist() == ["a", "b"]
    assert tables["documents"]["title"].tolist() == ["某市举行签约仪式"] * 2
    money = tables["amounts"].query("kind == 'MONEY'")
    assert money["text"].tolist() == ["16亿元"] * 2 and [int(v) for v in money["value"]] == [1_600_000_000] * 2
    assert (folder / "out" / "records" / "a.json").is_file()


def test_manifest_says_what_was_done(folder: Path) -> None:
    (folder / "in" / "c.txt").write_text("")
    run(job(date=date(2026, 3, 28)))
    manifest = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    assert list(manifest) == ["version", "settings", "counts", "time", "inputs", "files", "digests", "known"]
    assert manifest["settings"]["date"] == "2026-03-28"
    assert manifest["counts"]["documents"] == 2 and manifest["counts"]["failed"] == 1
    assert manifest["counts"]["labels"]["MONEY"] == 2
    assert [(item["doc_id"], item["status"]) for item in manifest["inputs"]] == [
        ("a", "made"), ("b", "made"), ("c", "failed")
    ]  # fmt: skip
    assert all(len(item["sha256"]) == 64 for item in manifest["inputs"])


def test_same_input_gives_the_same_bytes(folder: Path) -> None:
    run(job())
    first = snapshot(folder / "out")
    run(job(fresh=True))
    assert snapshot(folder / "out") == first
    run(job())
    assert snapshot(folder / "out") == first


def test_only_what_changed_is_made_again(folder: Path) -> None:
    assert made(run(job())) == ["a", "b"]
    assert made(run(job())) == []
    (folder / "in" / "b.txt").write_text(DOCUMENT + "新增投资9亿元。", encoding="utf-8")
    assert made(run(job())) == ["b"]
    assert made(run(job(date=date(2026, 3, 28)))) == ["a", "b"]
    assert made(run(job(date=date(2026, 3, 28), fresh=True))) == ["a", "b"]
    (folder / "pipeline.toml").write_text("[read]\nmax_characters = 1000\n")
    assert made(run(job(config=Path("pipeline.toml")))) == ["a", "b"]
    assert made(run(job(config=Path("pipeline.toml")))) == []


def test_another_tagger_under_the_same_name_is_another_run(tmp_path: Path) -> None:
    def fingerprint() -> str:
        return run_fingerprint(Settings.load({"tagger": {"pack": tmp_path / "my.pack"}}), None)

    (tmp_path / "my.pack").write_bytes(b"one")
    first = fingerprint()
    assert fingerprint() == first
    (tmp_path / "my.pack").write_bytes(b"two")
    assert fingerprint() != first


def test_an_unchanged_run_loads_neither_rules_nor_models(folder: Path) -> None:
    run(job(workers=1))
    heavy = (
        "{'spacy', 'jieba', 'numpy', 'onnxruntime', 'pandas', 'pipeline.link', 'pipeline.normalize', 'pipeline.tag'}"
    )
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.run import Job, run\n"
        "result = run(Job((Path('in'),), Path('out'), workers=1))\n"
        f"print(result.totals.made, sorted({heavy} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"


def test_a_run_over_unchanged_documents_writes_nothing_anew(folder: Path) -> None:
    def written() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.*") if path.name not in always}

    always = ("run.json", "errors.csv")
    (folder / "in" / "c.txt").write_text(" ")
    run(job())
    before, bytes_before = written(), snapshot(folder / "out")
    again = run(job())
    assert [failure.source for failure in again.failures] == [str(Path("in/c.txt"))] and written() == before
    assert counts(again) == {**counts(run(job(fresh=True))), "unchanged": 2}
    (folder / "out" / "people.csv").write_text("edited")
    (folder / "out" / "dates.csv").unlink()
    assert made(run(job())) == [] and snapshot(folder / "out") == bytes_before
    run(job(formats=("csv", "json", "jsonl")))
    assert (folder / "out" / "records.jsonl").is_file()


def test_a_record_corrected_by_hand_reaches_the_tables(folder: Path) -> None:
    run(job())
    record = folder / "out" / "records" / "a.json"
    record.write_text(record.read_text(encoding="utf-8").replace('"title": "', '"title": "改'), encoding="utf-8")
    assert made(run(job())) == []
    assert load_tables("out")["documents"]["title"].tolist() == ["改某市举行签约仪式", "某市举行签约仪式"]


def test_documents_that_are_gone_leave_no_trace(folder: Path) -> None:
    run(job())
    (folder / "in" / "b.txt").unlink()
    foreign = folder / "out" / "records" / "notes.json"
    foreign.write_text('{"mine": true}')
    result = run(job())
    assert result.removed == ["b"] and foreign.is_file()
    assert "removed the records of documents that are no longer in the input: b" in list(warnings(result))
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["a"]
    assert names("out/records") == ["a.json", "notes.json"]


def test_results_are_no_input(folder: Path) -> None:
    everything = Job(inputs=(Path(),), output=Path("out"))
    assert made(run(everything)) == made(run(Job(inputs=(Path(),), output=Path("out"), fresh=True))) == ["a", "b"]


def test_labels_of_others_are_counted_and_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def phones(_: Any, article: Article) -> Record:
        spans = (Span(2, 4, article.text[2:4], "ZIP"), Span(0, 2, article.text[0:2], "PHONE", norm={"digits": "12"}))
        return Record(article.doc_id, article.text, spans)

    monkeypatch.setattr(pipeline.api, "extract_article", phones)
    result = run(job())
    assert counts(result)["labels"] == {"PHONE": 2, "ZIP": 2}
    assert "  PHONE            2" in list(summary(result))
    mentions = load_tables("out")["mentions"]
    assert mentions["label"].tolist() == ["PHONE", "ZIP"] * 2
    assert mentions["normalized"].tolist() == ["digits=12", "举行"] * 2


def test_formats_that_are_not_asked_for_are_not_there(folder: Path) -> None:
    run(job())
    result = run(job(formats=("csv",)))
    assert "records" not in names("out") and "mentions.csv" in names("out") and made(result) == []
    assert made(run(job(formats=("json",)))) == ["a", "b"]
    assert names("out") == ["errors.csv", "records", "run.json"]


def test_what_others_put_into_the_folder_stays(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "mentions.csv").write_text("mine")
    run(job(formats=("json",)))
    assert (folder / "out" / "mentions.csv").read_text() == "mine"


def test_two_inputs_with_the_same_stem(folder: Path) -> None:
    (folder / "in" / "sub").mkdir()
    (folder / "in" / "sub" / "a.txt").write_text("另一篇：签约9亿元。", encoding="utf-8")
    run(job())
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["a-in", "b", "a-sub"]
    assert names("out/records") == ["a-in.json", "a-sub.json", "b.json"]


def test_summary_names_what_matters(folder: Path) -> None:
    (folder / "in" / "c.txt").write_text(" ")
    lines = list(summary(run(job())))
    assert lines[0].split()[:2] == ["documents", "2"] and lines[1].split()[:2] == ["failed", "1"]
    assert any(line.split() == ["MONEY", "2"] for line in lines)
    assert any("characters per second" in line for line in lines)
    assert lines[-1].endswith("in out") and "mentions.csv" in lines[-1]
    assert "unchanged since the last run" in next(summary(run(job())))

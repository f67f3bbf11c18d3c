"""Many documents, in one process: rows, resume, errors, stale records, full disks."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pipeline.api
from pipeline.config import Settings
from pipeline.run import Job, Result, UsageError, run
from pipeline.run.fingerprint import run_fingerprint
from pipeline.run.manifest import counts
from pipeline.run.summary import summary, warnings
from pipeline.schema import Article, Record, Span
from pipeline.write import OutputError
from pipeline.write.tables import load_tables

TEXT = "某市举行签约仪式\n2026年3月27日，校长张三在论坛上说，项目投资16亿元。\n"


@cache
def loaded() -> Any:
    return pipeline.api.load()


@pytest.fixture(autouse=True)
def one_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the pipeline once for all runs of this file."""
    nlp = loaded()
    monkeypatch.setattr(pipeline.api, "load", lambda settings: nlp)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with `in/a.txt` and `in/b.txt`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def job(**more: Any) -> Job:
    return Job(inputs=(Path("in"),), output=Path("out"), **more)


def names(folder: Path | str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def made(result: Result) -> list[str]:
    return [outcome.doc_id for outcome in result.documents if outcome.made]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file but run.json, which holds times."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_run_writes_every_file(place: Path) -> None:
    result = run(job())
    assert result.failures == []
    tables = load_tables("out")
    assert names("out") == sorted([*(f"{name}.csv" for name in tables), "records", "run.json"])
    assert tables["documents"]["doc_id"].tolist() == ["a", "b"]
    assert tables["documents"]["title"].tolist() == ["某市举行签约仪式"] * 2
    money = tables["amounts"].query("kind == 'MONEY'")
    assert money["text"].tolist() == ["16亿元"] * 2 and [int(v) for v in money["value"]] == [1_600_000_000] * 2
    assert (place / "out" / "records" / "a.json").is_file()


def test_manifest_says_what_was_done(place: Path) -> None:
    (place / "in" / "c.txt").write_text("")
    run(job(date=date(2026, 3, 28)))
    manifest = json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))
    assert list(manifest) == ["version", "settings", "counts", "time", "inputs", "files", "digests", "known"]
    assert manifest["settings"]["date"] == "2026-03-28"
    assert manifest["counts"]["documents"] == 2 and manifest["counts"]["failed"] == 1
    assert manifest["counts"]["labels"]["MONEY"] == 2
    assert [(item["doc_id"], item["status"]) for item in manifest["inputs"]] == [
        ("a", "made"), ("b", "made"), ("c", "failed")
    ]  # fmt: skip
    assert all(len(item["sha256"]) == 64 for item in manifest["inputs"])


def test_same_input_gives_the_same_bytes(place: Path) -> None:
    run(job())
    first = snapshot(place / "out")
    run(job(fresh=True))
    assert snapshot(place / "out") == first
    run(job())
    assert snapshot(place / "out") == first


def test_only_what_changed_is_made_again(place: Path) -> None:
    assert made(run(job())) == ["a", "b"]
    assert made(run(job())) == []
    (place / "in" / "b.txt").write_text(TEXT + "新增投资9亿元。", encoding="utf-8")
    assert made(run(job())) == ["b"]
    assert made(run(job(date=date(2026, 3, 28)))) == ["a", "b"]
    assert made(run(job(date=date(2026, 3, 28), fresh=True))) == ["a", "b"]
    (place / "pipeline.toml").write_text("[read]\nmax_characters = 1000\n")
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


def test_an_unchanged_run_loads_neither_rules_nor_models(place: Path) -> None:
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


def test_a_run_over_unchanged_documents_writes_nothing_anew(place: Path) -> None:
    def written() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (place / "out").rglob("*.*") if path.name not in always}

    always = ("run.json", "errors.csv")
    (place / "in" / "c.txt").write_text(" ")
    run(job())
    before, bytes_before = written(), snapshot(place / "out")
    again = run(job())
    assert [failure.source for failure in again.failures] == [str(Path("in/c.txt"))] and written() == before
    assert counts(again) == {**counts(run(job(fresh=True))), "unchanged": 2}
    (place / "out" / "people.csv").write_text("edited")
    (place / "out" / "dates.csv").unlink()
    assert made(run(job())) == [] and snapshot(place / "out") == bytes_before
    run(job(formats=("csv", "json", "jsonl")))
    assert (place / "out" / "records.jsonl").is_file()


def test_a_record_corrected_by_hand_reaches_the_tables(place: Path) -> None:
    run(job())
    record = place / "out" / "records" / "a.json"
    record.write_text(record.read_text(encoding="utf-8").replace('"title": "', '"title": "改'), encoding="utf-8")
    assert made(run(job())) == []
    assert load_tables("out")["documents"]["title"].tolist() == ["改某市举行签约仪式", "某市举行签约仪式"]


def test_a_damaged_record_is_made_again(place: Path) -> None:
    run(job())
    before = snapshot(place / "out")
    record = place / "out" / "records" / "a.json"
    record.write_bytes(record.read_bytes()[:100])
    assert made(run(job())) == ["a"]
    assert snapshot(place / "out") == before


def test_documents_that_are_gone_leave_no_trace(place: Path) -> None:
    run(job())
    (place / "in" / "b.txt").unlink()
    foreign = place / "out" / "records" / "notes.json"
    foreign.write_text('{"mine": true}')
    result = run(job())
    assert result.removed == ["b"] and foreign.is_file()
    assert "removed the records of documents that are no longer in the input: b" in list(warnings(result))
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["a"]
    assert names("out/records") == ["a.json", "notes.json"]


def test_a_document_that_fails_loses_its_old_rows(place: Path) -> None:
    run(job())
    (place / "in" / "a.txt").write_bytes(b"%PDF-1.7")
    result = run(job())
    assert result.removed == [] and [failure.stage for failure in result.failures] == ["read"]
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["b"]
    assert load_tables("out")["errors"]["source"].tolist() == [str(Path("in/a.txt"))]


def test_one_bad_document_never_stops_the_others(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = pipeline.api.extract_article

    def fail(nlp: Any, article: Article) -> Record:
        if article.doc_id == "a":
            raise RuntimeError("too much")
        return extract(nlp, article)

    monkeypatch.setattr(pipeline.api, "extract_article", fail)
    result = run(job())
    (failure,) = result.failures
    assert (failure.stage, failure.error) == ("tag", "RuntimeError: too much")
    assert failure.traceback and "in fail" in failure.traceback
    assert made(result) == ["b"]
    assert load_tables("out")["errors"].values.tolist() == [[str(Path("in/a.txt")), "tag", "RuntimeError: too much"]]


def test_a_record_that_cannot_be_written_is_a_failure_of_its_document(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Any, article: Article) -> Record:
        norm = {"value": object()} if article.doc_id == "a" else {}
        return Record(article.doc_id, article.text, (Span(0, 1, article.text[0], "X", norm=norm),))

    monkeypatch.setattr(pipeline.api, "extract_article", broken)
    result = run(job())
    assert [(f.source, f.stage) for f in result.failures] == [(str(Path("in/a.txt")), "write")]
    assert made(result) == ["b"] and names("out/records") == ["b.json"]


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (Span(0, 2, "某市", "X", score="high"), "ValueError: could not convert string to float"),  # type: ignore[arg-type]
        (Span(0, 2, "不同", "X"), "a span has not the text it points at"),
    ],
)
def test_odd_values_of_an_added_extractor_cost_their_document_only(
    place: Path, monkeypatch: pytest.MonkeyPatch, odd: Span, said: str
) -> None:
    def extract(_: Any, article: Article) -> Record:
        spans = (odd,) if article.doc_id == "a" else (Span(0, 2, "某市", "LOC"),)
        return Record(article.doc_id, article.text, spans)

    monkeypatch.setattr(pipeline.api, "extract_article", extract)
    result = run(job())
    assert [(f.source, f.stage) for f in result.failures] == [(str(Path("in/a.txt")), "write")]
    assert said in load_tables("out")["errors"]["error"][0]
    tables = load_tables("out")
    assert [tables[name]["doc_id"].tolist() for name in ("documents", "mentions")] == [["b"], ["b"]]
    assert names("out/records") == ["b.json"]


def test_results_are_no_input(place: Path) -> None:
    everything = Job(inputs=(Path(),), output=Path("out"))
    assert made(run(everything)) == made(run(Job(inputs=(Path(),), output=Path("out"), fresh=True))) == ["a", "b"]


def test_labels_of_others_are_counted_and_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_formats_that_are_not_asked_for_are_not_there(place: Path) -> None:
    run(job())
    result = run(job(formats=("csv",)))
    assert "records" not in names("out") and "mentions.csv" in names("out") and made(result) == []
    assert made(run(job(formats=("json",)))) == ["a", "b"]
    assert names("out") == ["errors.csv", "records", "run.json"]


def test_what_others_put_into_the_folder_stays(place: Path) -> None:
    (place / "out").mkdir()
    (place / "out" / "mentions.csv").write_text("mine")
    run(job(formats=("json",)))
    assert (place / "out" / "mentions.csv").read_text() == "mine"


@pytest.mark.parametrize("name", ["mentions.csv", "a.json", "errors.csv"])
def test_a_full_disk_leaves_whole_files_and_the_next_run_goes_on(
    place: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run(job())
    before = snapshot(place / "out")
    (place / "in" / "a.txt").write_text(TEXT + "新增投资9亿元。", encoding="utf-8")
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == name:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OutputError, match="the disk is full: make room and run again"):
            run(job())
    after = snapshot(place / "out")
    assert after.keys() == before.keys()
    assert (
        after[name if name.endswith("csv") else f"records/{name}"]
        == (before[name if name.endswith("csv") else f"records/{name}"])
    )
    assert made(run(job())) == (["a"] if name == "a.json" else [])
    assert load_tables("out")["amounts"].query("kind == 'MONEY' and doc_id == 'a'")["text"].tolist() == [
        "16亿元", "9亿元"
    ]  # fmt: skip


def test_a_record_that_cannot_be_removed_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(job())
    (place / "in" / "b.txt").unlink()

    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self.name == "b.json":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match="cannot write out: no permission to write there"):
        run(job())


def test_two_inputs_with_the_same_stem(place: Path) -> None:
    (place / "in" / "sub").mkdir()
    (place / "in" / "sub" / "a.txt").write_text("另一篇：签约9亿元。", encoding="utf-8")
    run(job())
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["a-in", "b", "a-sub"]
    assert names("out/records") == ["a-in.json", "a-sub.json", "b.json"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"inputs": (Path("nowhere"),)}, "nowhere: no such file or folder"),
        ({"inputs": (Path("empty"),)}, "empty: no documents here; in a folder .txt, .text, .md, .json, .docx, .html"),
        ({"formats": ("xml",)}, "--format: no format xml; there are csv, json"),
        ({"formats": ()}, "--format: name at least one of csv, json"),
        ({"config": Path("none.toml")}, "none.toml: no such settings file"),
        ({"config": Path("bad.toml")}, "disabled: no extractor named 'nobody'"),
        ({"output": Path("in/a.txt")}, "a file stands where a folder is needed: choose another folder with -o"),
    ],
)
def test_runs_that_cannot_start(place: Path, more: dict[str, Any], said: str) -> None:
    (place / "empty").mkdir()
    (place / "bad.toml").write_text('[extractors]\ndisabled = ["nobody"]\n')
    with pytest.raises(UsageError) as caught:
        run(Job(**{"inputs": (Path("in"),), "output": Path("out"), **more}))
    assert said in str(caught.value)
    assert not (place / "out").exists()


def test_summary_names_what_matters(place: Path) -> None:
    (place / "in" / "c.txt").write_text(" ")
    lines = list(summary(run(job())))
    assert lines[0].split()[:2] == ["documents", "2"] and lines[1].split()[:2] == ["failed", "1"]
    assert any(line.split() == ["MONEY", "2"] for line in lines)
    assert any("characters per second" in line for line in lines)
    assert lines[-1].endswith("in out") and "mentions.csv" in lines[-1]
    assert "unchanged since the last run" in next(summary(run(job())))

"""What failures cost: damaged records, bad documents, full disks, runs that cannot start."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

import pipeline.api
from pipeline.run import Job, UsageError, run
from pipeline.schema import Article, Record, Span
from pipeline.write import OutputError
from pipeline.write.tables import load_tables

from .conftest import DOCUMENT, job, made, names, snapshot


def test_a_damaged_record_is_made_again(folder: Path) -> None:
    run(job())
    before = snapshot(folder / "out")
    record = folder / "out" / "records" / "a.json"
    record.write_bytes(record.read_bytes()[:100])
    assert made(run(job())) == ["a"]
    assert snapshot(folder / "out") == before


def test_a_document_that_fails_loses_its_old_rows(folder: Path) -> None:
    run(job())
    (folder / "in" / "a.txt").write_bytes(b"%PDF-1.7")
    result = run(job())
    assert result.removed == [] and [failure.stage for failure in result.failures] == ["read"]
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["b"]
    assert load_tables("out")["errors"]["source"].tolist() == [str(Path("in/a.txt"))]


def test_one_bad_document_never_stops_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    folder: Path, monkeypatch: pytest.MonkeyPatch
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
    folder: Path, monkeypatch: pytest.MonkeyPatch, odd: Span, said: str
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


@pytest.mark.parametrize("name", ["mentions.csv", "a.json", "errors.csv"])
def test_a_full_disk_leaves_whole_files_and_the_next_run_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run(job())
    before = snapshot(folder / "out")
    (folder / "in" / "a.txt").write_text(DOCUMENT + "新增投资9亿元。", encoding="utf-8")
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == name:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OutputError, match="the disk is full: make room and run again"):
            run(job())
    after = snapshot(folder / "out")
    assert after.keys() == before.keys()
    assert (
        after[name if name.endswith("csv") else f"records/{name}"]
        == (before[name if name.endswith("csv") else f"records/{name}"])
    )
    assert made(run(job())) == (["a"] if name == "a.json" else [])
    assert load_tables("out")["amounts"].query("kind == 'MONEY' and doc_id == 'a'")["text"].tolist() == [
        "16亿元", "9亿元"
    ]  # fmt: skip


def test_a_record_that_cannot_be_removed_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(job())
    (folder / "in" / "b.txt").unlink()

    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self.name == "b.json":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match="cannot write out: no permission to write there"):
        run(job())


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
def test_runs_that_cannot_start(folder: Path, more: dict[str, Any], said: str) -> None:
    (folder / "empty").mkdir()
    (folder / "bad.toml").write_text('[extractors]\ndisabled = ["nobody"]\n')
    with pytest.raises(UsageError) as caught:
        run(Job(**{"inputs": (Path("in"),), "output": Path("out"), **more}))
    assert said in str(caught.value)
    assert not (folder / "out").exists()

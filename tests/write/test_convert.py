"""Annotations back to gold, and gold to other formats."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.schema import Record, Reference, Span
from pipeline.write.convert import ConvertError, convert, told

TEXT = "😀某大学校长张三"


def gold(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def seed(folder: Path) -> Path:
    folder.mkdir()
    spans = (Span(1, 4, "某大学", "ORG", "m1"), Span(6, 8, "张三", "PERSON", "m2", {"gender": "x"}))
    (folder / "a.json").write_text(Record("a", TEXT, spans).dumps(), encoding="utf-8")
    return folder


@pytest.mark.parametrize("target", ["jsonl", "docbin", "conll", "label-studio", "doccano"])
def test_gold_goes_out_and_comes_back(tmp_path: Path, target: str) -> None:
    assert convert(seed(tmp_path / "gold"), tmp_path / "out", target) == 1
    (made,) = (tmp_path / "out").iterdir()
    assert told(made) == target
    assert convert(made, tmp_path / "back") == 1
    (found,) = gold(tmp_path / "back")
    assert (found["id"], found["text"]) == ("a", TEXT)
    assert [(s["start"], s["end"], s["label"]) for s in found["spans"]] == [(1, 4, "ORG"), (6, 8, "PERSON")]


@pytest.mark.parametrize("target", ["docbin", "label-studio", "doccano"])
def test_references_go_along_while_their_person_stands(tmp_path: Path, target: str) -> None:
    record = Record.from_json(json.loads((seed(tmp_path / "gold") / "a.json").read_text(encoding="utf-8")))
    kept, lost = Reference(8, 9, "他", "pronoun", "张三", 6), Reference(8, 9, "他", "pronoun", "李四", 0)
    record = replace(record, text=TEXT + "他", references=(kept, lost))
    (tmp_path / "gold" / "a.json").write_text(record.dumps(), encoding="utf-8")
    convert(tmp_path / "gold", tmp_path / "out", target)
    convert(next((tmp_path / "out").iterdir()), tmp_path / "back")
    (found,) = gold(tmp_path / "back")
    assert [r["person"] for r in found["references"]] == ["张三"]


def task(result: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"text": TEXT}, "annotations": [{"result": result, **more}]}


def region(start: int, end: int, text: str, *labels: str) -> dict[str, Any]:
    return {"type": "labels", "value": {"start": start, "end": end, "text": text, "labels": list(labels)}}


@pytest.mark.parametrize(
    ("export", "expected"),
    [
        ([task([region(1, 4, "某大学", "ORG")])], [(1, 4, "ORG")]),
        ([task([region(2, 5, "某大学", "ORG")])], [(1, 4, "ORG")]),  # counted in UTF-16 units
        ([task([region(1, 4, "某大学", "ORG", "LOC")])], [(1, 4, "ORG"), (1, 4, "LOC")]),
        ([task([region(1, 4, "某大学", "ORG")], was_cancelled=True)], []),
        ([task([{"type": "relation", "from_id": "a", "to_id": "b"}])], []),
        ([{"data": {"text": TEXT}}], []),
    ],
)
def test_label_studio_exports(tmp_path: Path, export: object, expected: list[tuple[int, int, str]]) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(export), encoding="utf-8")
    convert(path, tmp_path / "gold")
    (found,) = gold(tmp_path / "gold")
    assert [(s["start"], s["end"], s["label"]) for s in found["spans"]] == expected


@pytest.mark.parametrize(
    "labels",
    [
        {"label": [[1, 4, "ORG"]]},
        {"labels": [[1, 4, "ORG"]]},
        {"entities": [{"id": 1, "label": "ORG", "start_offset": 1, "end_offset": 4}], "relations": []},
    ],
)
def test_doccano_exports(tmp_path: Path, labels: dict[str, Any]) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"id": 3, "text": TEXT, **labels}) + "\n", encoding="utf-8")
    convert(path, tmp_path / "gold")
    (found,) = gold(tmp_path / "gold")
    assert [(s["text"], s["label"]) for s in found["spans"]] == [("某大学", "ORG")]


def test_a_moved_span_loses_its_value_and_a_kept_one_keeps_it(tmp_path: Path) -> None:
    convert(seed(tmp_path / "gold"), tmp_path, "label-studio")
    tasks = json.loads((tmp_path / "label-studio.json").read_text(encoding="utf-8"))
    tasks[0]["annotations"] = [{"result": [region(1, 4, "某大学", "LOC"), region(6, 8, "张三", "PERSON")]}]
    (tmp_path / "label-studio.json").write_text(json.dumps(tasks), encoding="utf-8")
    convert(tmp_path / "label-studio.json", tmp_path / "back")
    (found,) = gold(tmp_path / "back")
    assert [(s["label"], s["norm"]) for s in found["spans"]] == [("LOC", {}), ("PERSON", {"gender": "x"})]


def test_ids_of_others_stay_inside_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"text": "甲", "label": [], "doc_id": "../../etc/x"}) + "\n", encoding="utf-8")
    convert(path, tmp_path / "deep" / "gold")
    assert [found.name for found in (tmp_path / "deep" / "gold").iterdir()] == ["etc_x.json"]
    assert sorted(found.name for found in tmp_path.iterdir()) == ["all.jsonl", "deep"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "甲", "label": [[0, 9, "ORG"]]}', "the text has 1 characters"),
        ('{"label": []}', "'text' is missing"),
        ('{"text": "甲", "label": []}\n{"text": "乙"', "behind document 1"),
        ('{"text": "甲", "doc_id": "A"}\n{"text": "乙", "doc_id": "a"}', "two documents have the id"),
        ("[1]", "not readable as label-studio"),
        ("[" * 100_000, "not readable as label-studio"),
        ('{"text": "\ud800"}', "not readable as doccano"),
        ("hello", "none of the known formats"),
        ("{}", "none of the known formats"),
    ],
)
def test_what_cannot_be_converted_is_said(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(ConvertError, match=said):
        convert(path, tmp_path / "gold")


def test_the_command(tmp_path: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(app, ["convert", str(seed(tmp_path / "gold")), "-o", str(tmp_path / "x"), "--to", "doccano"])
    assert done.exit_code == 0 and "1 documents" in done.output
    assert runner.invoke(app, ["convert", str(tmp_path / "none"), "-o", str(tmp_path)]).exit_code == 2
    assert runner.invoke(app, ["convert", str(tmp_path), "-o", str(tmp_path), "--to", "pdf"]).exit_code == 2

"""Record folders: which files are read, and what a bad one says."""

import json

import pytest

from pipeline.evaluate import EvaluationError, read_records
from pipeline.schema import Record, Span


def write(path, record):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record.dumps(), encoding="utf-8")


A, B = Record("a", "谭天伟", (Span(0, 3, "谭天伟", "PERSON"),)), Record("b", "文本")


def test_a_folder_with_records_is_read_in_order(tmp_path):
    write(tmp_path / "2.json", B)
    write(tmp_path / "1.json", A)
    (tmp_path / ".1.json.part.json").write_text("{", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no record", encoding="utf-8")
    assert read_records(tmp_path) == {"a": A, "b": B}
    assert list(read_records(tmp_path)) == ["a", "b"]


def test_the_records_of_an_output_folder_are_read(tmp_path):
    write(tmp_path / "records" / "a.json", A)
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    assert read_records(tmp_path) == {"a": A}


def test_one_file_is_read(tmp_path):
    write(tmp_path / "a.json", A)
    assert read_records(tmp_path / "a.json") == {"a": A}


def test_only_keeps_the_documents_named(tmp_path):
    write(tmp_path / "a.json", A)
    write(tmp_path / "b.json", B)
    assert list(read_records(tmp_path, ["b", "c"])) == ["b"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "not a readable JSON file"),
        (b"\xff\xfe{", "not a readable JSON file"),
        (b"[]", "not a record"),
        (b"{}", "not a record: 'text' is missing"),
        ('{"id": "a", "text": "甲", "spans": [{"start": 0}]}'.encode(), "'end' is missing"),
        (
            json.dumps(
                {"id": "a", "text": "甲乙", "spans": [{"start": 0, "end": 1, "text": "乙", "label": "ORG"}]}
            ).encode(),
            "is not '乙'",
        ),
    ],
)
def test_a_file_that_is_no_record_is_named(tmp_path, content, says):
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(EvaluationError, match=says) as error:
        read_records(tmp_path)
    assert "bad.json" in str(error.value)


def test_a_folder_without_records_is_an_error(tmp_path):
    for place, says in ((tmp_path, "no records here"), (tmp_path / "gone", "no such file or folder")):
        with pytest.raises(EvaluationError, match=says):
            read_records(place)


def test_an_id_in_two_files_is_an_error(tmp_path):
    write(tmp_path / "1.json", A)
    write(tmp_path / "2.json", A)
    with pytest.raises(EvaluationError, match=r"2\.json: document a is also in .*1\.json"):
        read_records(tmp_path)

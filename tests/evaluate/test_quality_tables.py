"""benchmarks/quality.py: the tables, and how they get into a document."""

import importlib
import sys
from pathlib import Path

import pytest

from pipeline.schema import Position, Record, Span

ROOT = Path(__file__).parents[2]
TEXT = "校长谭天伟出席。"


BEGIN, END = "<!-- quality:begin -->", "<!-- quality:end -->"


@pytest.fixture(scope="module")
def quality():
    sys.path.insert(0, str(ROOT / "benchmarks"))  # the programs there import each other
    yield importlib.import_module("quality")
    sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture
def folders(tmp_path, quality):
    """Output and gold folders: one title missed in a document, the seed article right."""
    title, name = Span(0, 2, "校长", "TITLE"), Span(2, 5, "谭天伟", "PERSON")
    for folder, spans in (("gold", (title, name)), ("output", (name,))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.json").write_text(Record("a", TEXT, spans).dumps(), encoding="utf-8")
        seed = Record(quality.SEED, TEXT, (title, name), (Position("谭天伟", "校长"),))
        (tmp_path / folder / "seed.json").write_text(seed.dumps(), encoding="utf-8")
    return str(tmp_path / "output"), str(tmp_path / "gold")


def test_both_tables_are_printed(quality, folders, capsys):
    assert quality.main(list(folders)) == 0
    printed = capsys.readouterr().out
    whole, seed = printed.split(quality.ENGLISH.seed)
    assert "All 2 documents" in whole
    assert "| TITLE | 100.0 | 50.0 | 66.7 | – | 2 |" in whole
    assert "| all spans | 100.0 | 75.0 | 85.7 | – | 4 |" in whole
    assert "| TITLE | 100.0 | 100.0 | 100.0 | – | 1 |" in seed
    assert "| positions | 100.0 | 100.0 | 100.0 | 100.0 | 1 |" in seed


def test_the_block_of_a_file_is_replaced_and_the_rest_stays(quality, folders, tmp_path):
    english, chinese = tmp_path / "README.md", tmp_path / "README.zh-CN.md"
    for path in (english, chinese):
        path.write_text(f"before\n{BEGIN}\nthe table of last week\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):  # a second time changes nothing
        assert quality.main([*folders, "--write", str(english), str(chinese)]) == 0
        text = english.read_text(encoding="utf-8")
        assert text.startswith(f"before\n{BEGIN}\n\nAll 2 documents")
        assert text.endswith(f"|\n\n{END}\nafter\n")
        assert "last week" not in text
        assert text.count("All 2 documents") == 1
        assert "全部 2 篇文档" in chinese.read_text(encoding="utf-8")


def test_a_file_without_marks_is_named_and_left_alone(quality, folders, tmp_path, capsys):
    path = tmp_path / "README.md"
    path.write_text("no marks", encoding="utf-8")
    assert quality.main([*folders, "--write", str(path)]) == 1
    assert path.read_text(encoding="utf-8") == "no marks"
    assert "README.md has no lines" in capsys.readouterr().err


def test_folders_that_cannot_be_compared_end_with_2(quality, folders, capsys):
    assert quality.main([folders[0] + "-gone", folders[1]]) == 2
    assert "no such file or folder" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/evaluation.md"])
def test_the_documents_have_one_place_for_the_tables(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1, f"{name} needs the lines {BEGIN} and {END}"

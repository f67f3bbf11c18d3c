"""What both READMEs show is true: sections, links, table rows, Python examples, commands."""

from __future__ import annotations

import csv
import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import pipeline
from pipeline.cli import app

ROOT = Path(__file__).parents[1]
FILES = ("README.md", "README.zh-CN.md")
SEED = ROOT / "corpus/raw/000_7018f4a92c680c3f.txt"
RUNNER = CliRunner()

SECTIONS = [
    ("What it does", "能做什么"),
    ("Two commands", "两条命令"),
    ("Your own files", "处理自己的稿子"),
    ("The tables", "输出的表"),
    ("Python", "在 Python 里用"),
    ("Add an extractor", "增加一种抽取"),
    ("Why not another tool", "为什么不直接用别的工具"),
    ("Quality", "准确程度"),
    ("Speed", "速度"),
    ("Limits", "不足"),
    ("Repository", "目录"),
    ("Licence and documents", "许可与文档"),
]

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
EXCERPT = re.compile(r"^`(\w+\.csv)`[^|\n]*\n\n((?:\|.*\|\n)+)", re.MULTILINE)
"""A table of the README that is headed by the name of an output file alone: rows of that file."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(name: str) -> str:
    return FENCE.sub("", text_of(name))


def blocks(name: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(text_of(name)) if kind == language]


def commands(name: str) -> Iterator[list[str]]:
    """Every command that a README shows, in a block or in a line: `make …`, `[.venv/bin/]xinwengao …`."""
    lines = [line for kind in ("sh", "console") for block in blocks(name, kind) for line in block.splitlines()]
    for line in [*lines, *CODE.findall(prose(name))]:
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if words and Path(words[0]).name in ("make", "xinwengao") and len(words) > 1:
            yield [Path(words[0]).name, *words[1:]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `outputs`, the result of a run over the article that the READMEs quote."""
    path = tmp_path_factory.mktemp("readme")
    result = RUNNER.invoke(app, ["run", str(SEED), "-o", str(path / "outputs")])
    assert result.exit_code == 0, result.output
    return path


@pytest.mark.parametrize(("name", "column"), [(FILES[0], 0), (FILES[1], 1)])
def test_sections_are_the_same_in_the_same_order(name: str, column: int) -> None:
    levels, titles = zip(*HEADING.findall(prose(name)), strict=True)
    assert list(titles[1:]) == [pair[column] for pair in SECTIONS]
    assert levels == ("#", *("##" for _ in SECTIONS))


def test_both_show_the_same() -> None:
    """Blocks, excerpts and links are the same; only comments and the words around them differ."""
    first, second = FILES
    strip = re.compile(r" *#.*$", re.MULTILINE)
    for language in ("sh", "console", "python"):
        assert [strip.sub("", block) for block in blocks(first, language)] == [
            strip.sub("", block) for block in blocks(second, language)
        ]
    assert EXCERPT.findall(prose(first)) == EXCERPT.findall(prose(second))
    assert set(LINK.findall(prose(first))) ^ set(LINK.findall(prose(second))) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_relative_links_lead_somewhere(name: str) -> None:
    links = [link for link in LINK.findall(prose(name)) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", FILES)
def test_quoted_sentences_stand_in_the_article(name: str) -> None:
    article = SEED.read_text(encoding="utf-8")
    quoted = [piece for line in re.findall(r"^> (.+)$", text_of(name), re.M) for piece in line.split("……") if piece]
    assert len(quoted) == 3
    assert [piece for piece in quoted if piece not in article] == []


@pytest.mark.parametrize("name", FILES)
def test_rows_stand_in_the_tables(name: str, folder: Path) -> None:
    excerpts = EXCERPT.findall(prose(name))
    assert [file for file, _ in excerpts] == ["positions.csv", "people.csv", "amounts.csv", "dates.csv"]
    for file, table in excerpts:
        head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        with (folder / "outputs" / file).open(encoding="utf-8-sig", newline="") as stream:
            rows = [[row[column] for column in head] for row in csv.DictReader(stream)]
        assert body
        assert [row for row in body if row not in rows] == [], file


@pytest.mark.parametrize("name", FILES)
def test_python_examples(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    examples = blocks(name, "python")
    assert len(examples) == 4
    reports: list[str] = []
    for block in examples:  # each begins anew: a reader may start with any of them
        setup = "" if "import pipeline" in block else "import pipeline\n"
        test = doctest.DocTestParser().get_doctest(block, {}, name, name, 0)
        assert test.examples
        exec(setup, test.globs)
        doctest.DocTestRunner(verbose=False).run(test, out=reports.append)
    assert reports == []


@pytest.mark.parametrize("name", FILES)
def test_console_examples(name: str) -> None:
    (block,) = blocks(name, "console")
    examples = re.findall(r"^\$ xinwengao (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    assert len(examples) == 2
    for command, output in examples:
        result = RUNNER.invoke(app, shlex.split(command))
        assert result.exit_code == 0
        assert result.stdout == output


@pytest.mark.parametrize("name", FILES)
def test_commands_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    known = typer.main.get_command(app).commands
    shown = list(commands(name))
    assert {"make", "xinwengao"} == {program for program, *_ in shown}
    for program, word, *rest in shown:
        if program == "make":
            assert word in targets
            continue
        assert word in known
        flags = {flag for parameter in known[word].params for flag in parameter.opts}
        if word != "normalize":  # a group: its own commands are run above
            assert [part for part in rest if part.startswith("-") and part != "-" and part not in flags] == []


@pytest.mark.parametrize("name", FILES)
def test_every_table_is_listed(name: str, folder: Path) -> None:
    listed = re.findall(r'^\| `(\w+)\.csv` \|.*\| `load_tables\("outputs"\)\["(\w+)"\]` \|$', prose(name), re.M)
    assert [file for file, _ in listed] == [key for _, key in listed]
    assert {file for file, _ in listed} == {path.stem for path in (folder / "outputs").glob("*.csv")}
    assert {key for _, key in listed} == set(pipeline.load_tables(folder / "outputs"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("block", ["quality", "speed"])
def test_marks_of_measured_tables(name: str, block: str) -> None:
    begin, end = f"<!-- {block}:begin -->\n", f"<!-- {block}:end -->\n"
    assert [text_of(name).count(mark) for mark in (begin, end)] == [1, 1]
    assert text_of(name).index(begin) < text_of(name).index(end)


@pytest.mark.parametrize("name", FILES)
def test_folders_of_the_repository_exist(name: str) -> None:
    (tree,) = [block for kind, block in FENCE.findall(text_of(name)) if not kind]
    parent, shown = ROOT, []
    for line in tree.splitlines():
        indented = line.startswith("  ")
        names = re.findall(r"(?:^ *|(?<=/  ))(\w+)/(?=\s|$)", line)
        shown += [(parent if indented else ROOT) / folder for folder in names]
        parent = parent if indented else ROOT / names[0]
    assert len(shown) >= 9
    assert [path for path in shown if not path.is_dir()] == []

"""Positions with their evidence, for people and for programs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.link import find_aliases
from pipeline.link.explain import to_json, to_lines
from pipeline.link.owners import EVIDENCE
from pipeline.link.positions import Reading, read_positions
from pipeline.link.shapes import SHAPES
from pipeline.schema import Span
from pipeline.segment import split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]
DOC = Path(__file__).parents[2] / "docs" / "positions.md"
LINE = "开幕了。[清河大学/ORG]原[校长/TITLE][秦望舒/PERSON]出席。[石家庄/LOC][市委书记/TITLE][柳明远/PERSON]讲话。"


@pytest.fixture
def read(marked: Marked) -> tuple[str, tuple[Reading, ...]]:
    text, mentions = marked(LINE)
    return text, read_positions(text, mentions, find_aliases(text, split_sentences(text), mentions))


def test_explain_says_shape_spans_and_owner(read: tuple[str, tuple[Reading, ...]]) -> None:
    text, (first, second) = read
    assert list(to_lines(first, text)) == [
        "秦望舒 · 校长 · 清河大学 · former",
        "  shape         posts-name, like 清河大学党委书记、校长张三",
        "  text          [4, 14) 清河大学原校长秦望舒",
        "  person        [11, 14) 秦望舒",
        "  title         [9, 11) 校长",
        "  organization  [4, 8) 清河大学",
        "  owner         written: the organization stands at the title",
    ]
    assert "  place         [17, 20) 石家庄" in to_lines(second, text)


def test_explain_json_slices(read: tuple[str, tuple[Reading, ...]]) -> None:
    text, readings = read
    for reading in readings:
        data = to_json(reading, text)
        assert all(text[s["start"] : s["end"]] == s["text"] for s in (*data["spans"].values(), data["text"]))
        assert data["shape"]["name"] == reading.position.rule
        assert data["owner"].keys() == {"how", "meaning"}
    assert to_json(readings[0], text)["spans"].keys() == {"person", "title", "organization"}
    assert to_json(readings[1], text)["spans"].keys() == {"person", "title", "place"}


def test_explain_is_documented(read: tuple[str, tuple[Reading, ...]]) -> None:
    doc, (text, readings) = DOC.read_text(encoding="utf-8"), read
    rows = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in re.findall(r"^\|.+\|$", doc, re.M)]
    assert [row for row in rows if len(row) == 2][2:] == [(shape.name, shape.example) for shape in SHAPES]
    assert [row[:2] for row in rows if len(row) == 3][2:] == list(EVIDENCE.items())
    assert "\n".join(to_lines(readings[0], text)) in doc

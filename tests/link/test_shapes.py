"""Each shape by its sentences: `shapes/NAME.txt` holds sentences, and under each the rows that it states.

A row is `person | title | owner | shape | status`; an owner with @ is a place, and what is left out is none, the shape
of the file, and current. A sentence without rows states no position. `\\n` in a sentence is a line break.
"""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from pipeline.link import find_aliases, find_positions
from pipeline.link.connectors import Kind
from pipeline.link.shapes import SHAPES, Shape
from pipeline.link.tokens import letters, tokenize
from pipeline.schema import Position, Span
from pipeline.segment import split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]
Row = tuple[str, str, str, str, str]

FOLDER = Path(__file__).parent / "shapes"
NAMES = [shape.name for shape in SHAPES]


def table(name: str) -> Iterator[tuple[str, set[Row]]]:
    """The sentences of a shape, each with its rows."""
    sentence, rows = "", set[Row]()
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            cells = [cell.strip() for cell in line.split("|")]
            cells += [""] * (5 - len(cells))
            rows.add((cells[0], cells[1], cells[2], cells[3] or name, cells[4] or "current"))
        elif not line.startswith("#"):
            if sentence:
                yield sentence, rows
            sentence, rows = line.replace(r"\n", "\n"), set()
    yield sentence, rows


CASES = [(name, *case) for name in NAMES for case in table(name)]


def row(position: Position) -> Row:
    owner = position.org_name or (f"@{position.place}" if position.place else "")
    return position.person, position.title, owner, position.rule or "", position.status


@pytest.mark.parametrize(("name", "sentence", "rows"), CASES)
def test_shapes_find_the_rows_of_their_sentences(marked: Marked, name: str, sentence: str, rows: set[Row]) -> None:
    text, mentions = marked(sentence)
    sentences = split_sentences(text)
    found = find_positions(text, sentences, mentions, find_aliases(text, sentences, mentions))
    assert {row(position) for position in found} == rows


def test_shapes_and_tables_go_together() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(NAMES)
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_shapes_have_sentences_for_and_against(name: str) -> None:
    cases = list(table(name))
    made = [any(shape == name for _, _, _, shape, _ in rows) for _, rows in cases]
    assert sum(made) >= 3 and not all(made)


@pytest.mark.parametrize("shape", SHAPES, ids=NAMES)
def test_shapes_find_nothing_without_what_they_need(marked: Marked, shape: Shape) -> None:
    lines = {letters(tokenize(text, spans, 0, len(text))) for text, spans in (marked(s) for s, _ in table(shape.name))}
    found = [line for line in lines if shape.pattern.search(line)]
    assert found
    for line, other in product(found, set(Kind) - shape.needs):
        without = "".join(other if kind in shape.needs else kind for kind in line)
        assert not shape.pattern.search(without), f"{without} is found, and has none of {shape.needs}"


@pytest.mark.parametrize("shape", SHAPES, ids=NAMES)
def test_shapes_come_to_the_end_of_a_long_list_of_marked_titles(shape: Shape) -> None:
    assert not shape.matches((Kind.WAS + Kind.TITLE) * 60)  # an ambiguous pattern tries 2 ** 60 readings


@pytest.mark.parametrize("shape", SHAPES, ids=NAMES)
def test_shapes_show_an_example(shape: object) -> None:
    assert shape.example.strip()  # type: ignore[attr-defined]

"""Lines on pages → paragraphs: running heads dropped, lines that one paragraph was broken into joined again."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import Place


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page, with its box in points (`bottom` counted from the page's foot) and the height of its type."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    height: float


HEAD_LINES = 2
"""So many lines at the top and at the foot of a page may be running heads."""

SAME_HEIGHT = 3.0
"""Points by which running heads may differ in place from page to page."""

MAX_INDENT = 3.5
"""The first line of a paragraph begins at most so many characters further in than the others."""

SHORT_BY = 1.8
"""A line that ends so many characters before the margin is the last of its paragraph: one more would have fitted."""

WIDE_GAP = 1.45
"""Lines further apart than this, in units of the usual distance, belong to different paragraphs."""

LETTER = 0.6
"""Width of a Latin letter or digit, in characters."""

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%+/&@:'’-]*")
_ENDS = tuple("。！？!?；;：:”」』")
_NUMBER = re.compile(r"[\d０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-—–·－\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·－\s]*"
)


def body_lines(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines but running heads and page numbers.

    A running head is a line at the top or foot of at least half of the pages (two at least), at the same height and
    with the same words; numbers in it may differ.
    """
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for page in edges for key in {_key(line) for line in page})
    needed = max(2, (len(pages) + 1) // 2)
    kept = []
    for lines, edge in zip(pages, edges, strict=True):
        heads = {line for line in edge if seen[_key(line)] >= needed}
        outermost = {edge[0], edge[-1]} if edge else set()
        heads |= {line for line in outermost if len(lines) > 1 and _PAGE_NUMBER.fullmatch(line.text)}
        kept += [line for line in lines if line not in heads]
    return kept


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The lines at the top and at the foot, from the top down; of a page with few lines only the outermost."""
    ordered = sorted(lines, key=lambda line: -line.bottom)
    count = max(1, min(HEAD_LINES, len(ordered) // 3))
    return ordered[:count] + ordered[max(count, len(ordered) - count) :]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", "".join(line.text.split())), round(line.bottom / SAME_HEIGHT)


def paragraphs(lines: Sequence[Line]) -> tuple[str, tuple[Place, ...]]:
    """The text, a paragraph a line, and which page each stretch of it stands on."""
    margins = _margins(lines)
    distance = _usual_distance(lines)
    pieces: list[str] = []
    places: list[Place] = []
    at = 0
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        joint = ""
        if previous:
            joint = _joint(previous, line) if _goes_on(previous, line, margins, distance) else "\n"
        pieces += (joint, line.text)
        at += len(joint)
        if places and places[-1].name == f"page {line.page}":
            places[-1] = Place(places[-1].start, at + len(line.text), places[-1].name)
        else:
            places.append(Place(at, at + len(line.text), f"page {line.page}"))
        at += len(line.text)
    return "".join(pieces) + "\n", tuple(places)


def _goes_on(previous: Line, line: Line, margins: dict[int, float], distance: float) -> bool:
    """Whether a line belongs to the same paragraph as the one before it."""
    size = max(previous.height, 1.0)
    if abs(line.height - previous.height) > 0.15 * size:
        return False
    if previous.right < margins[_column(previous)] - _needed(previous, line) * size:
        return False
    indent = previous.left - line.left  # of the first line against this one; negative when this one is further in
    if previous.page == line.page and previous.bottom > line.bottom:
        if not -0.6 * size <= indent <= MAX_INDENT * size:
            return False
        if indent < 0.6 * size and previous.text.endswith((*_ENDS, "）", ")")) and _is_indented(line, margins):
            return False  # two first lines: a paragraph of one full line before another
        return not distance or previous.bottom - line.bottom <= WIDE_GAP * distance
    # The next page or column: its lines must begin where others of that column do.
    return _column(line) in margins and not _is_indented(line, margins)


def _needed(previous: Line, line: Line) -> float:
    """How many characters' room a line would have left if the next began another paragraph: a word that cannot be cut goes
    into the next line whole, and leaves the one before it short."""
    word = _WORD.match(line.text)
    if word is None or previous.text.endswith(_ENDS):
        return SHORT_BY
    return max(SHORT_BY, LETTER * len(word.group()) + 0.5)


def _is_indented(line: Line, margins: dict[int, float]) -> bool:
    """Whether another column begins one to four characters to the left of the line: then it opens a paragraph."""
    return any(0.8 * line.height < line.left - left * COLUMN <= MAX_INDENT * line.height for left in margins)


COLUMN = 4.0
"""Points within which lines begin at the same place."""


def _column(line: Line) -> int:
    return round(line.left / COLUMN)


def _margins(lines: Sequence[Line]) -> dict[int, float]:
    """Where the lines that begin at a place end at most. First lines, further in, share the margin of the others."""
    reach: dict[int, float] = {}
    for line in lines:
        reach[_column(line)] = max(reach.get(_column(line), 0.0), line.right)
    size = max((line.height for line in lines), default=0.0)
    near = MAX_INDENT * size / COLUMN
    return {left: max(right for other, right in reach.items() if abs(other - left) <= near) for left in reach}


def _usual_distance(lines: Sequence[Line]) -> float:
    """The distance from line to line that is met most often, in points; 0 when there is none."""
    steps = Counter(
        round(a.bottom - b.bottom) for a, b in itertools.pairwise(lines) if a.page == b.page and a.bottom > b.bottom
    )
    return float(max(steps, key=lambda step: (steps[step], -step), default=0))


def _joint(previous: Line, line: Line) -> str:
    """What stands between two lines of a paragraph: a blank between words of Latin letters, nothing in Chinese."""
    last, first = previous.text[-1:], line.text[:1]
    words = (
        last.isascii()
        and (last.isalpha() or last in ",.;:)%")
        and first.isascii()
        and (first.isalpha() or first == "(")
    )
    return " " if words else ""

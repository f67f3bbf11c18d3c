"""Sentences and the sections they stand in.

A sentence ends at 。！？… or a line break, together with the closing quotes and brackets that follow. It does not
end inside brackets or quotes that close on the same line, nor at the point of a decimal. Leading blanks and residue
belong to no sentence, so that a sentence's text can be shown as evidence as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.schema import Sentence
from pipeline.segment.residue import content_of
from pipeline.segment.sections import classify_lines

OPENING = "（(《〈【「『[“"
CLOSING = "）)》〉】」』]”"
TERMINALS = "。！？!?…"
MAX_BRACKET = 400
"""A bracket that stays open longer than this is taken for a slip of the writer and no longer holds the sentence."""

_MARK = re.compile(rf"[{re.escape(OPENING + CLOSING + TERMINALS)}]")
_LINE = re.compile(r"[^\r\n]+")
_PARTNER = dict(zip(CLOSING, OPENING, strict=True))


def split_sentences(text: str) -> list[Sentence]:
    """Split a document into sentences, each with the section of its line.

    >>> [text[s.start:s.end] for text in ["他说（是的。没错）。增长3.5%！"] for s in split_sentences(text)]
    ['他说（是的。没错）。', '增长3.5%！']
    """
    text = content_of(text)
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    sections = classify_lines(text, lines)
    return [
        Sentence(start, end, section)
        for (line_start, line_end), section in zip(lines, sections, strict=True)
        for start, end in _trimmed(text, line_start, line_end)
    ]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [*_cuts(text, start, end), end]
    for cut in cuts:
        piece = text[start:cut]
        inner = piece.strip()
        if inner:
            left = start + len(piece) - len(piece.lstrip())
            yield left, left + len(inner)
        start = cut


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets inside the line after which a new sentence begins.

    Quotes that hold whole sentences (“…。”他说) close the sentence with them, so a terminal inside a quote counts
    once the quote is closed right behind it. A bracket that stands alone between sentences （全文完。） is one itself.
    """
    open_marks: list[tuple[str, int]] = []
    position = last = start
    while match := _MARK.search(text, position, end):
        mark, at = match.group(), match.start()
        position = at + 1
        if mark in OPENING:
            open_marks.append((mark, at))
        elif mark in CLOSING:
            opened = _close(open_marks, mark)
            if open_marks or text[at - 1] not in TERMINALS:
                continue
            alone = mark in "）)" and opened is not None and not text[last:opened].strip()
            if alone or (mark == "”" and _sentence_follows(text, position, end)):
                last = position
                yield position
        else:
            while open_marks and at - open_marks[-1][1] > MAX_BRACKET:
                open_marks.pop()
            if open_marks and not _closed_later(text, open_marks[0][0], at, end):
                open_marks.clear()
            while position < end and text[position] in TERMINALS:
                position += 1
            while position < end and not open_marks and text[position] in CLOSING:
                position += 1
            if not open_marks and not (mark in "!?" and position < end and text[position].isascii()):
                last = position
                yield position


def _close(open_marks: list[tuple[str, int]], mark: str) -> int | None:
    """Close the innermost bracket of the same kind and say where it opened; one without a partner is left alone."""
    partner = _PARTNER[mark]
    for index in range(len(open_marks) - 1, -1, -1):
        if open_marks[index][0] == partner:
            opened = open_marks[index][1]
            del open_marks[index:]
            return opened
    return None


def _closed_later(text: str, opening: str, at: int, end: int) -> bool:
    closing = CLOSING[OPENING.index(opening)]
    return text.find(closing, at, min(end, at + MAX_BRACKET)) >= 0


def _sentence_follows(text: str, position: int, end: int) -> bool:
    """Whether what follows a closed quotation is a new sentence and not the rest of this one (”他说 / ”的口号)."""
    return position < end and text[position] in " \u3000“"

"""Cells that a spreadsheet shows and never runs.

Excel, LibreOffice and WPS run a cell that begins with `=`, `+`, `-` or `@` (half or full width), also behind blanks
or tabs. Such a cell gets an apostrophe in front, a sign that they show or hide but never run; a cell that begins with
an apostrophe gets a second one, so that `original` can always take it away again. Plain negative numbers stay, and so
does a sign that stands alone (the bound `=`).

Control characters, which end a file or a cell too early in many programs, become their pictures (U+2400 …, `␀` for
zero), and a cell is cut at the length that Excel takes. The record files keep the exact text.
"""

from __future__ import annotations

import re

MAX_CELL = 32_000
"""Excel takes 32,767 characters in a cell and spreads the rest over the next ones."""

CUT = "…"

_FIRST = "=+-@＝＋－＠' "
"""What a cell that needs a closer look begins with, if all of it can be printed; a blank may stand before a sign."""
_RISKY = re.compile(r"\s*[=+\-@＝＋－＠].|[\t\r\n']", re.DOTALL)
_NUMBER = re.compile(r"-\d+(?:\.\d+)?%?")
_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\r\n"} | {0x7F: 0x2421}
_NO_CHARACTERS = dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
_TABLE = _CONTROLS | _NO_CHARACTERS


def safe(cell: str) -> str:
    """A text as a cell that no spreadsheet runs.

    >>> safe("=HYPERLINK(A1)"), safe("-3.5%"), safe("'90年代")
    ("'=HYPERLINK(A1)", '-3.5%', "''90年代")
    """
    if cell.isprintable() and len(cell) <= MAX_CELL and cell[:1] not in _FIRST:
        return cell  # nearly every cell
    cell = clean(cell)
    return "'" + cell if _RISKY.match(cell) and not _NUMBER.fullmatch(cell) else cell


def clean(cell: str) -> str:
    """A text without control characters, and no longer than a cell may be.

    >>> clean("甲\\x1b乙")
    '甲␛乙'
    """
    if not cell.isprintable():  # what the table replaces is not; most cells need no second look
        cell = cell.translate(_TABLE)
    return cell if len(cell) <= MAX_CELL else cell[: MAX_CELL - len(CUT)] + CUT


def original(cell: str) -> str:
    """The text that `safe` was given (but for pictures of control characters and cells cut at Excel's limit).

    >>> original("'=HYPERLINK(A1)")
    '=HYPERLINK(A1)'
    """
    return cell.removeprefix("'")

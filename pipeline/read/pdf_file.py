"""PDF documents: text with its paragraphs rejoined, page by page, never guessed where fonts do not say what they show."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.config import ReadSettings
from pipeline.read.binary import kind_of
from pipeline.read.content import Content
from pipeline.read.decode import likeness
from pipeline.read.errors import ReadError
from pipeline.read.pdf_lines import Line, body_lines, paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

NAME = "pdf"
SUFFIXES: tuple[str, ...] = (".pdf",)
BYTES_PER_CHARACTER: int | None = None
APART = True

MAX_UNKNOWN = 0.1
"""A page with a larger share of characters that its fonts do not name is unreadable."""

MIN_LIKENESS, ENOUGH = 0.2, 40
"""A page with so many characters beyond ASCII, and hardly any frequent one among them, has fonts that name them wrongly."""

NARROW = 0.15
"""Gaps between the characters of an ordinary line are below this, in units of their height."""

_CID = re.compile(r"\(cid:\d+\)")
_HYPHEN = "\x02"
"""How pdfium gives a hyphen at the end of a line whose word goes on in the next."""

_PICTURES = "no text, only pictures; run text recognition (OCR) on it first"
_FONTS = "fonts that do not say which characters they show; print or export it anew from its program, or run OCR on it"


def parse(data: bytes, settings: ReadSettings) -> Content:
    """The text, with the page of each stretch, and a note for each reason why pages could not be read.

    The dates in a PDF say when the file was made and are no publication date. Raises ReadError, also when no page
    can be read.
    """
    document = _opened(data)
    pages: list[list[Line]] = []
    unread: dict[str, list[int]] = {}
    length = 0
    for number in range(1, len(document) + 1):
        lines, problem = _page(document, number)
        pages.append(lines)
        if problem:
            unread.setdefault(problem, []).append(number)
        length += sum(len(line.text) for line in lines)
        if length > settings.max_characters:
            break  # too long, as the caller will say
    notes = tuple(f"{_named(numbers)}: {problem}" for problem, numbers in unread.items())
    if not length:
        raise ReadError("; ".join(notes) if notes else "there is no text: only blank pages")
    text, places = paragraphs(body_lines(pages))
    return Content(text, places=places, notes=notes)


def _opened(data: bytes) -> PdfDocument:
    kind = kind_of(data)
    if b"%PDF-" not in data[:1024]:
        said = f"this is {kind.name}: {kind.remedy}" if kind else "fetch it again or export it anew"
        raise ReadError(f"not a PDF document, though its name says so; {said}")
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError("an encrypted PDF: open it with its password and save it without one") from None
        raise ReadError("a damaged PDF: fetch it again or export it anew") from None
    return document


def _page(document: PdfDocument, number: int) -> tuple[list[Line], str | None]:
    """The lines of a page, or what is wrong with it. A page that cannot be loaded has pictures for all we know."""
    import pypdfium2

    try:
        page = document[number - 1]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [], "a damaged page"
    try:
        lines = list(_lines(text_page, number))
        text = "".join(line.text for line in lines)
        if not text:
            return [], _PICTURES if _shows_something(page) else None
        return ([], _FONTS) if _is_nonsense(text, text_page) else (lines, None)
    finally:
        text_page.close()
        page.close()


def _shows_something(page: PdfPage) -> bool:
    from pypdfium2 import raw

    return bool(raw.FPDFPage_CountObjects(page) > 0)


def _is_nonsense(text: str, text_page: PdfTextPage) -> bool:
    from pypdfium2 import raw

    if len(_CID.findall(text)) * 6 > MAX_UNKNOWN * len(text):
        return True
    flagged = sum(raw.FPDFText_HasUnicodeMapError(text_page, index) == 1 for index in range(text_page.count_chars()))
    odd = sum(
        unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") or character == "\ufffd" for character in text
    )
    if max(flagged, odd) > MAX_UNKNOWN * len(text):
        return True
    return sum(character >= "\x80" for character in text) >= ENOUGH and likeness(text) < MIN_LIKENESS


def _lines(text_page: PdfTextPage, page: int) -> Iterator[Line]:
    """Lines with text, as pdfium breaks them."""
    from pypdfium2 import raw

    line: list[tuple[int, str]] = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0x0A, 0x0D):
            yield from _line(text_page, page, line)
            line = []
        elif code:
            line.append((index, chr(code) if code <= 0x10FFFF else "\ufffd"))
    yield from _line(text_page, page, line)


def _line(text_page: PdfTextPage, page: int, characters: Sequence[tuple[int, str]]) -> Iterator[Line]:
    shown = [(index, character) for index, character in characters if not character.isspace()]
    text = _without_gaps(text_page, characters)
    if shown and text:
        first, last = _box(text_page, shown[0][0]), _box(text_page, shown[-1][0])
        yield Line(page, text, first[0], last[1], first[2], first[3] - first[2])


def _without_gaps(text_page: PdfTextPage, characters: Sequence[tuple[int, str]]) -> str:
    """The text of a line. Blanks that pdfium put where Chinese characters are set wide apart are left out; a gap that is wide
    among narrow ones is a blank, which some programs leave out of the file."""
    from pypdfium2 import raw

    @cache
    def closely_set() -> bool:
        return _is_closely_set(text_page, characters)

    kept = []
    for place, (index, character) in enumerate(characters):
        if character == " " and 0 < place < len(characters) - 1 and raw.FPDFText_IsGenerated(text_page, index) == 1:
            around = characters[place - 1][1] + characters[place + 1][1]
            if all("\u2e80" <= one <= "\uffef" for one in around) and not closely_set():
                continue
        kept.append("-" if character in (_HYPHEN, "\ufffe") else character)
    # Windows gives characters beyond the first 65,536 in two halves.
    text = "".join(kept).encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    return text.strip()


def _is_closely_set(text_page: PdfTextPage, characters: Sequence[tuple[int, str]]) -> bool:
    """Whether most characters of a line stand close to the next."""
    boxes = [_box(text_page, index) for index, character in characters if not character.isspace()]
    gaps = sorted(other[0] - one[1] for one, other in pairwise(boxes))
    return bool(gaps) and gaps[len(gaps) // 2] < NARROW * (boxes[0][3] - boxes[0][2])


def _box(text_page: PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom, top of a character's cell, in points."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
    return box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)


def _named(pages: Sequence[int]) -> str:
    numbers = ", ".join(map(str, pages[:20])) + (f" and {len(pages) - 20} more" if len(pages) > 20 else "")
    return f"page {numbers}" if len(pages) == 1 else f"pages {numbers}"

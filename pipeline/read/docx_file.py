"""Word documents (.docx): paragraphs, lists and tables in the order of the document.

The text is what Word shows on its pages: text that was inserted by revision is in, deleted and hidden text is out, and
so are bookmarks, field codes (their results are in), comments, notes, headers and footers. Automatic numbers of lists
are no text. A paragraph is a line; so is a row of a table, its cells divided by tabs, unless a cell has several
paragraphs: then each is a line.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.config import ReadSettings
from pipeline.read.binary import kind_of
from pipeline.read.content import Content, in_lines
from pipeline.read.errors import ReadError

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

NAME = "docx"
SUFFIXES: tuple[str, ...] = (".docx",)
BYTES_PER_CHARACTER: int | None = None
APART = True

MAX_PARTS = 10_000
"""Files inside of a .docx; one full of pictures has some hundred."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
"""Elements whose content is not shown: deleted text, field codes, readings above characters, properties, and the
second form of a drawing for programs that do not know the first."""

_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}


def parse(data: bytes, settings: ReadSettings) -> Content:
    """The text with a place for each line; the title is the paragraph that has the style Title.

    The dates in the file's properties say when it was made, often from an older one, and are no publication date.
    Raises ReadError.
    """
    document = _opened(data, settings)
    text, places = in_lines(_lines(document))
    return Content(text, _title(document), places=places)


def _opened(data: bytes, settings: ReadSettings) -> Document:
    kind = kind_of(data)
    if kind is None or kind.format != NAME:
        said = (
            f"this is {kind.name}: {kind.remedy}" if kind else "open it in the program that made it and save it again"
        )
        raise ReadError(f"not a Word document, though its name says so; {said}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"a damaged Word document ({error}): fetch it again or save it anew") from None
    size = sum(part.file_size for part in parts)
    if size > settings.max_unpacked_bytes or len(parts) > MAX_PARTS:
        raise ReadError(
            f"too long when unpacked: {size:,} bytes in {len(parts):,} parts; read.max_unpacked_bytes is "
            f"{settings.max_unpacked_bytes:,}; split the document or raise the setting in pipeline.toml"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("an encrypted Word document: open it with its password and save it without one")

    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever the libraries below raise for a file that is none
        raise ReadError(f"a damaged Word document ({type(error).__name__}: {error}): save it anew in Word") from None
    if document.element.getroottree().docinfo.doctype:
        raise ReadError("its XML declares entities, which Word never does: open it in Word and save it anew")
    return document


def _title(document: Document) -> str | None:
    """The first paragraph whose style is called Title; its id is another one in Chinese Word."""
    titles = {style.style_id for style in document.styles if style.name == "Title"}
    for paragraph in document.element.body.iterchildren(f"{_W}p"):
        if paragraph.style in titles and (text := _text(paragraph).strip()):
            return " ".join(text.split())
    return None


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    """The lines of the document with the names of their places."""
    paragraphs = tables = 0
    for block in _blocks(document.element.body):
        if block.tag == f"{_W}p":
            paragraphs += 1
            yield _text(block), f"paragraph {paragraphs}"
        else:
            tables += 1
            for number, row in enumerate(_inside(block, "tr"), start=1):
                for line in _row(row):
                    yield line, f"table {tables}, row {number}"


def _row(row: Element) -> Iterator[str]:
    cells = [[_text(paragraph) for paragraph in _paragraphs(cell)] for cell in _inside(row, "tc")]
    if all(len(cell) <= 1 for cell in cells):
        yield "\t".join(cell[0] if cell else "" for cell in cells)
    else:
        yield from (paragraph for cell in cells for paragraph in cell)


def _paragraphs(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell, those of tables inside of it too."""
    for block in _blocks(cell):
        if block.tag == f"{_W}p":
            yield block
        else:
            for row in _inside(block, "tr"):
                for inner in _inside(row, "tc"):
                    yield from _paragraphs(inner)


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables right below an element, or below wrappers (content controls) right below it."""
    return _found(parent, frozenset({f"{_W}p", f"{_W}tbl"}))


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table, cells of a row."""
    return _found(parent, frozenset({f"{_W}{name}"}))


def _found(parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in wanted:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            waiting.extend(reversed(element))


def _text(paragraph: Element) -> str:
    """What a paragraph shows. Text boxes that hang on it follow it, each of their paragraphs after a line break."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or (tag == f"{_W}r" and _hidden(element)):
            continue
        if tag == f"{_W}t":
            pieces.append(element.text or "")
        elif tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        else:
            if tag == f"{_W}p":
                pieces.append("\n")
            waiting.extend(reversed(element))
    return "".join(pieces)


def _hidden(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")

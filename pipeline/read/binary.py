"""Files that are no plain text, told by their first bytes or by the suffix of their name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple


class Kind(NamedTuple):
    """What a file is, and what its owner can do with it. `format` names the reader that reads it, if one does."""

    name: str
    remedy: str
    format: str | None = None


_SAVE_AS = "open it in the program that made it and save it as .docx"
_UNPACK = "unpack it and give the files inside"
_RECOGNIZE = "a picture holds no text; run text recognition (OCR) on it first"
_SHEET = "save the sheet that has the text as plain text (UTF-8)"
_UNLOCK = "open it with its password and save it without one"

_PDF = Kind("a PDF document", "name it .pdf", "pdf")
_WORD = Kind("a Word document (.docx)", "name it .docx", "docx")
_PAGE = Kind("a web page", "name it .html", "html")
_OLD = Kind("an old Microsoft Office or WPS document (.doc, .xls, .ppt, .wps)", _SAVE_AS)
_LOCKED = Kind("an encrypted Office document", _UNLOCK)
_SLIDES = Kind("a presentation", "save its text as plain text (UTF-8) or as .docx")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", _PDF),
    (_OLE, _OLD),
    (b"{\\rtf", Kind("a rich-text document (RTF)", _SAVE_AS)),
    (b"\x89PNG\r\n", Kind("a PNG picture", _RECOGNIZE)),
    (b"\xff\xd8\xff", Kind("a JPEG picture", _RECOGNIZE)),
    (b"GIF8", Kind("a GIF picture", _RECOGNIZE)),
    (b"II*\x00", Kind("a TIFF picture", _RECOGNIZE)),
    (b"MM\x00*", Kind("a TIFF picture", _RECOGNIZE)),
    (b"BM", Kind("a BMP picture", _RECOGNIZE)),
    (b"\x1f\x8b", Kind("a gzip archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (b"\x7fELF", Kind("a program", "give text files")),
)

_PACKED = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")
_PACKED_DOCUMENTS: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", _WORD),
    (b"xl/", Kind("an Excel workbook (.xlsx)", _SHEET)),
    (b"ppt/", Kind("a PowerPoint presentation (.pptx)", _SLIDES.remedy)),
    (b"OFD.xml", Kind("an OFD document (.ofd)", "open it in an OFD reader and export it as .pdf or .docx")),
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind("an OpenDocument file (.odt, .ods, .odp)", _SAVE_AS)),
    (b"mimetypeapplication/epub", Kind("an e-book (.epub)", "convert it to .html or .docx")),
)

_PAGE_START = re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!doctype\s+html|<html[\s>])")


def kind_of(data: bytes) -> Kind | None:
    """What kind of document these bytes are when they are no plain text, or None for anything that may be text.

    >>> kind_of(b"%PDF-1.7 ...").name
    'a PDF document'
    >>> kind_of("新闻稿".encode("gb18030")) is None
    True
    """
    if _PACKED.match(data):
        return next((kind for mark, kind in _PACKED_DOCUMENTS if mark in data), Kind("a ZIP archive", _UNPACK))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind("a WebP picture", _RECOGNIZE)
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return _LOCKED
    if _PAGE_START.match(data):
        return _PAGE
    for signature, kind in _SIGNATURES:
        # "BM" alone could open an English text; a bitmap has zero bytes right behind its size.
        if data.startswith(signature) and (signature != b"BM" or data[6:10] == bytes(4)):
            return kind
    return None


_BY_SUFFIX: dict[str, Kind] = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), Kind("an old Word or WPS document", _SAVE_AS)),
    **dict.fromkeys((".rtf", ".odt", ".docm", ".pages"), Kind("a text document of another program", _SAVE_AS)),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".et", ".ods"), Kind("a spreadsheet", _SHEET)),
    **dict.fromkeys((".ppt", ".pptx", ".dps", ".odp"), _SLIDES),
    **dict.fromkeys((".ofd", ".caj"), Kind("a document of a format of its own", "export it as .pdf or .docx")),
    **dict.fromkeys((".mht", ".mhtml"), Kind("a web archive", "save the page as HTML only")),
    **dict.fromkeys((".epub",), Kind("an e-book", "convert it to .html or .docx")),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), Kind("a picture", _RECOGNIZE)
    ),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"), Kind("an archive", _UNPACK)),
}
"""Files that hold, or show, documents and cannot be read: in a folder they are errors, not passed over."""


def refusal(path: Path) -> str | None:
    """Why a file of this name cannot be read and what to do, or None for a name that says nothing.

    >>> refusal(Path("通稿.wps"))
    'this is an old Word or WPS document (.wps): open it in the program that made it and save it as .docx'
    """
    kind = _BY_SUFFIX.get(path.suffix.lower())
    return f"this is {kind.name} ({path.suffix.lower()}): {kind.remedy}" if kind else None

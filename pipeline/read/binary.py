"""Files that are no plain text, told by their first bytes."""

from __future__ import annotations

import re

_SAVE_AS_TEXT = "save it as plain text (UTF-8) in the program that made it"
_UNPACK = "unpack it and give the text files inside"
_RECOGNIZE = "a picture holds no text; run text recognition (OCR) on it first"

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "extract its text first, for example with pdftotext"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office or WPS document (.doc, .xls, .wps)", _SAVE_AS_TEXT),
    (b"{\\rtf", "a rich-text document (RTF)", _SAVE_AS_TEXT),
    (b"\x89PNG\r\n", "a PNG picture", _RECOGNIZE),
    (b"\xff\xd8\xff", "a JPEG picture", _RECOGNIZE),
    (b"GIF8", "a GIF picture", _RECOGNIZE),
    (b"II*\x00", "a TIFF picture", _RECOGNIZE),
    (b"MM\x00*", "a TIFF picture", _RECOGNIZE),
    (b"BM", "a BMP picture", _RECOGNIZE),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x7fELF", "a program", "give text files"),
)

_PACKED = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")
_PACKED_DOCUMENTS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file (.odt, .ods, .odp)"),
    (b"mimetypeapplication/epub", "an e-book (.epub)"),
)


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """What kind of binary file these bytes are and what its owner can do, or None for anything that may be text.

    >>> binary_kind(b"%PDF-1.7 ...")
    ('a PDF document', 'extract its text first, for example with pdftotext')
    >>> binary_kind("新闻稿".encode("gb18030")) is None
    True
    """
    if _PACKED.match(data):
        for mark, kind in _PACKED_DOCUMENTS:
            if mark in data:
                return kind, _SAVE_AS_TEXT
        return "a ZIP archive", _UNPACK
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP picture", _RECOGNIZE
    for signature, kind, remedy in _SIGNATURES:
        # "BM" alone could open an English text; a bitmap has zero bytes right behind its size.
        if data.startswith(signature) and (signature != b"BM" or data[6:10] == bytes(4)):
            return kind, remedy
    return None

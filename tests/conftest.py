"""Documents that the tests make themselves."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest

TextLine = tuple[float, float, float, str]
"""Left, bottom, size in points, text."""

TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{count} beginbfrange
{ranges}
endbfrange endcmap CMapName currentdict /CMap defineresource pop end end"""


packed_stream = cache(zlib.compress)
"""The map to Unicode is the same in every file, and long."""


class PdfMaker:
    """A small PDF: text in one font whose codes are UTF-16 units, `shift` away from what they stand for."""

    def __init__(self, to_unicode: bool = True, shift: int = 0) -> None:
        self.objects: list[bytes] = [b"", b""]
        self.to_unicode, self.shift = to_unicode, shift
        self.pages: list[int] = []

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def stream(self, data: bytes, head: str = "") -> int:
        packed = packed_stream(data)
        said = f"<< {head} /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        return self.add(said + packed + b"\nendstream")

    def font(self) -> int:
        ranges = "\n".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256))
        unicode_map = self.stream(TO_UNICODE.format(count=256, ranges=ranges).encode())
        described = self.add(
            b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 "
            b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
        )
        inner = self.add(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) "
            b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /DW 1000 >>" % described
        )
        link = b"/ToUnicode %d 0 R" % unicode_map if self.to_unicode else b""
        return self.add(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [%d 0 R] %s >>"
            % (inner, link)
        )

    def page(self, lines: Sequence[TextLine], font: int, more: bytes = b"", resources: bytes = b"") -> None:
        shown = []
        for left, bottom, size, text in lines:
            codes = "".join(chr(ord(character) + self.shift) for character in text).encode("utf-16-be").hex()
            shown.append(f"BT /F1 {size} Tf 1 0 0 1 {left} {bottom} Tm <{codes}> Tj ET".encode())
        content = self.stream(b"\n".join(shown) + more)
        self.pages.append(
            self.add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R "
                b">> %s >> >>" % (content, font, resources)
            )
        )

    def bytes(self, trailer: bytes = b"") -> bytes:
        kids = " ".join(f"{number} 0 R" for number in self.pages).encode()
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self.objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self.pages), kids)
        out = bytearray(b"%PDF-1.7\n")
        offsets = []
        for number, body in enumerate(self.objects, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, trailer, start)
        return bytes(out)


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """`make_pdf([page, …])`, a page being lines of (left, bottom, size, text) or None for a page with a picture only."""

    def make(pages: Sequence[Sequence[TextLine] | None], **more: Any) -> bytes:
        maker = PdfMaker(**more)
        font = maker.font()
        for lines in pages:
            if lines is None:
                maker.page([], font, b"q 100 0 0 100 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q")
            else:
                maker.page(lines, font)
        return maker.bytes()

    return make


@pytest.fixture
def pdf_maker() -> type[PdfMaker]:
    return PdfMaker


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """`make_docx(build)`: the bytes of a Word document that `build(document)` filled."""

    def make(build: Callable[[Any], object]) -> bytes:
        import docx

        document = docx.Document()
        build(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make

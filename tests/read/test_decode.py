"""The ladder from bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.decode import decode
from pipeline.read.errors import ReadError

SIMPLIFIED = "某市举行新闻发布会，介绍今年上半年经济运行情况。\n全市完成投资16亿元，增长3.5%。"
TRADITIONAL = "某市舉行新聞發布會，介紹今年上半年經濟運行情況。\n全市完成投資16億元，增長3.5%。"

ENCODED = [
    (SIMPLIFIED, "utf-8"),
    (SIMPLIFIED, "gb18030"),
    (SIMPLIFIED, "utf-16-le"),
    (SIMPLIFIED, "utf-16-be"),
    (TRADITIONAL, "utf-8"),
    (TRADITIONAL, "gb18030"),
    (TRADITIONAL, "big5hkscs"),
    (TRADITIONAL, "utf-16-le"),
    ("论坛在京举行", "gb18030"),
    ("論壇在港舉行", "big5hkscs"),
    ("没有换行没有数字", "utf-16-le"),
    ("北京", "gb18030"),
    ("Press release 2026\n", "utf-16-le"),
    ("Press release 2026\n", "utf-8"),
    ("他说“好”。🎉 \U00020bb7", "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_decode_finds_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_decode_leaves_the_mark_out(mark: bytes, encoding: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(encoding)) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00[Content_Types].xml word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\x00xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04\x14\x00a.txt", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"{\\rtf1\\ansi", "a rich-text document"),
        (b"text with a \x00 in it", "zero bytes"),
        (bytes(range(256)) * 8, "zero bytes"),
        (b"\x81\x30\x81\xff\xfe\xfd\x80\xff", "no known encoding"),
        ("プレスリリースのお知らせです".encode("shift-jis"), "no known encoding"),
        ("Société Générale à Paris – café".encode("cp1252"), "no known encoding"),
        (SIMPLIFIED.encode() + b"\xff\xfe" + SIMPLIFIED.encode(), "UTF-8 but has broken bytes at offset 115 (line 2)"),
        ((SIMPLIFIED + "增").encode()[:-1], "UTF-8 but is cut off at its end"),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le")[:-1], "UTF-16-LE but is cut off"),
    ],
)
def test_decode_names_what_is_wrong(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert said in str(caught.value)


def test_decode_takes_an_english_text_that_begins_like_a_bitmap() -> None:
    assert decode(b"BMW sells cars.")[0] == "BMW sells cars."


@given(st.binary(max_size=200))
def test_decode_gives_text_or_a_read_error(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReadError as error:
        assert str(error)
    else:
        assert text.encode(encoding) in (data, data[len(codecs.BOM_UTF8) :], data[2:], data[4:])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_decode_keeps_every_character_of_utf8(text: str) -> None:
    try:
        assert decode(text.encode()) == (text, "utf-8")
    except ReadError as error:  # a text that begins like a binary file, "%PDF-"
        assert "not plain text" in str(error)

"""Every reader on damaged and made-up files: an article in order or a ReadError, whatever the bytes.

`XINWENGAO_FUZZ` is how many cases each test tries; `make fuzz` sets it high.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.api import extract_article
from pipeline.config import ReadSettings
from pipeline.read import ReadError, parse_file
from pipeline.schema import Article
from pipeline.write.rows import Rows
from pipeline.write.stored import StoredRecord, numbered

from ..fuzzing import EDITS, damaged, fuzzed

LIMITS = ReadSettings(max_characters=100_000, max_seconds=20, max_memory_mb=1024, max_unpacked_bytes=20_000_000)
WORDS = st.sampled_from(
    [
        "某市",
        "举行论坛，",
        "16亿元。",
        "2026-03-27",
        "发布时间：",
        "\n",
        " ",
        "\u3000",
        "🎉",
        "ab",
        "\u200f",
        "\x00",
        "&lt;",
    ]
)
TEXTS = st.lists(WORDS, max_size=8).map("".join)


def read(name: str, data: bytes) -> Article | None:
    """Read as the command does. Only a ReadError may come out; an article must be in order."""
    try:
        article = parse_file(Path(name), data, "fuzz", None, LIMITS)
    except ReadError as error:
        assert str(error) and str(error).isprintable(), str(error)
        return None
    text = article.text
    assert text.strip() and len(text) <= LIMITS.max_characters
    text.encode("utf-8")
    (article.title or "").encode("utf-8")
    ends = [0]
    for place in article.places:
        assert ends[-1] <= place.start <= place.end <= len(text) and place.name
        ends.append(place.end)
    if article.places:
        assert not text[ends[-1] :].strip("\n")
    return article


@fuzzed
@given(
    st.one_of(
        st.binary(max_size=300),
        st.builds(str.encode, TEXTS, st.sampled_from(["utf-8", "gb18030", "utf-16", "big5hkscs"]), st.just("ignore")),
    )
)
def test_text(data: bytes) -> None:
    read("a.txt", data)
    read("a", data)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), TEXTS), lambda inner: st.lists(inner, max_size=3)
)


@fuzzed
@given(st.dictionaries(st.sampled_from(["text", "title", "date", "x"]), st.one_of(VALUES, TEXTS)), EDITS)
def test_json(found: dict[str, Any], edits: list[Any]) -> None:
    data = json.dumps(found).encode()
    read("a.json", data)
    read("a.json", damaged(data, edits))


TAGS = ["p", "div", "table", "tr", "td", "ul", "li", "a", "br", "h1", "span", "script", "style", "template", "svg", "article",
        "meta charset=gbk", 'meta name="PubDate" content="2026-3-7"', "time datetime='x'", "title", "p hidden", "pre", "!--",
        "script type='application/ld+json'", "select", "frameset", "noscript", "form", "math", "html", "head", "body"]  # fmt: skip
PIECES = st.one_of(
    TEXTS,
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ["-->", "<", "&#x110000;", '{"a":']),
)


@fuzzed
@given(st.lists(PIECES, max_size=40).map("".join), EDITS)
def test_html(page: str, edits: list[Any]) -> None:
    read("a.html", page.encode())
    read("a.html", damaged(b"<!DOCTYPE html>" + page.encode("gb18030"), edits))


ELEMENTS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "br",
    "tab",
    "hyperlink",
    "fldSimple",
    "drawing",
    "rPr",
    "vanish",
    "txbxContent",
]
TREES = st.recursive(
    TEXTS, lambda inner: st.tuples(st.sampled_from(ELEMENTS), st.lists(inner, max_size=4)), max_leaves=25
)


def xml(tree: Any) -> str:
    if isinstance(tree, str):
        return "".join(character for character in tree if character >= " ").replace("&", "&amp;")
    return f"<w:{tree[0]}>{''.join(map(xml, tree[1]))}</w:{tree[0]}>"


@cache
def empty_document() -> dict[str, bytes]:
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as packed:
        return {name: packed.read(name) for name in packed.namelist() if "theme" not in name and "thumb" not in name}


def word(body: str) -> bytes:
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in empty_document().items():
            packed.writestr(name, document if name == "word/document.xml" else data)
    return out.getvalue()


@fuzzed
@given(st.lists(TREES, max_size=5), EDITS)
def test_docx(trees: list[Any], edits: list[Any]) -> None:
    data = word("".join(map(xml, trees)))
    read("a.docx", data)
    read("a.docx", damaged(data, edits))


OPERATORS = ["BT", "ET", "/F1 12 Tf", "<4E2D6587> Tj", "<00> Tj", "(a) Tj", "1 0 0 1 90 700 Tm", "0 -20 Td", "q", "Q", "/X Do", "[<4E2D> -9999 <6587>] TJ",
             "0 0 0 0 0 0 cm", "9e99 0 0 1 0 0 Tm", "BI /W 1 /H 1 ID x EI", "T*", "\x00", "-1 Tr", "3 Tr", "1e9 Tc"]  # fmt: skip
LINES = st.lists(st.tuples(st.floats(-999, 2000), st.floats(-999, 2000), st.floats(0, 99), TEXTS), max_size=6)


@fuzzed
@given(LINES, st.lists(st.sampled_from(OPERATORS), max_size=15), EDITS)
def test_pdf(
    make_pdf: Callable[..., bytes], pdf_maker: Any, lines: Any, operators: list[str], edits: list[Any]
) -> None:
    maker = pdf_maker()
    font = maker.font()
    plain = [(x, y, size, "".join(c for c in text if ord(c) < 0x10000)) for x, y, size, text in lines]
    maker.page(plain, font, "\n".join(["", *operators]).encode("latin-1"))
    maker.page(plain, font)
    data = maker.bytes()
    read("a.pdf", data)
    read("a.pdf", damaged(data, edits))


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.pdf", "a.json", "a.txt", "a.bin"])
def test_any_bytes(name: str) -> None:
    @fuzzed
    @given(
        st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04word/", b"%PDF-1.7\n", b"<html>", b"{", b"\xff\xfe"])
    )
    def check(data: bytes, start: bytes) -> None:
        read(name, start + data)

    check()


@cache
def loaded() -> Any:
    return pipeline.load()


@fuzzed
@given(st.lists(PIECES, max_size=40).map("".join))
def test_offsets_and_locations_of_what_was_read(page: str) -> None:
    article = read("a.html", page.encode())
    if article is None:
        return
    record = numbered(extract_article(loaded(), article))
    assert all(record.text[span.start : span.end] == span.text for span in record.spans)
    names = {place.name for place in article.places}
    assert all(row[-1] in names for row in Rows(StoredRecord(record, "", "")).mentions())

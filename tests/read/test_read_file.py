"""Files and folders."""

from __future__ import annotations

import io
import json
import os
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.config import ReadSettings
from pipeline.read import ReadError, find_documents, read_file


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "\u3000标题\r\n\r\n第一段。\x0b\x07\r第二段🎉。\n  "
    path = tmp_path / "稿.txt"
    path.write_bytes(text.encode("utf-8-sig"))
    article = read_file(path, date=date(2026, 3, 27))
    assert article.text == text
    assert (article.doc_id, article.title, article.date, article.source) == ("稿", None, date(2026, 3, 27), str(path))


def test_json_brings_title_and_date(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": " 正文\n", "title": "标题", "date": "2026-03-27T10:00"}), encoding="utf-8")
    article = read_file(path)
    assert (article.text, article.title, article.date) == (" 正文\n", "标题", date(2026, 3, 27))
    assert read_file(path, date=date(2020, 1, 1)).date == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"\xef\xbb\xbf", "only white space"),
        ("a.txt", " \u3000\r\n\t".encode(), "only white space"),
        ("a.json", b'{"text": ""}', "only white space"),
        ("a.json", b'{"text": null}', "only white space"),
        ("a.json", b"{", "not valid JSON"),
        ("a.json", b"[1, 2]", "not a document"),
        ("a.json", b'{"title": "x"}', "not a document"),
        ("a.json", b'{"text": 5}', '"text" must be a string, not int'),
        ("a.json", b'{"text": "x", "date": "27.3."}', '"date" must be YYYY-MM-DD'),
        ("a.json", b'{"text": "ab\\ud83d"}', "character 2 is a lone surrogate (U+D83D)"),
        ("a.json", b'{"text": "ab", "title": "\\udc00"}', "lone surrogate"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path / name)
    assert said in str(caught.value)


def test_places_that_are_no_file(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "not a file"), (tmp_path / "nowhere.txt", "no such file")):
        with pytest.raises(ReadError, match=said):
            read_file(path)


def test_pair_of_surrogates_is_one_character(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"text": "\\ud83c\\udf89"}')
    assert read_file(tmp_path / "a.json").text == "🎉"


def test_a_huge_line_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes("字".encode() * 6_700_000)
    tracemalloc.start()
    clock = time.perf_counter()
    with pytest.raises(ReadError, match=r"20,100,000 bytes, and read\.max_characters is 2,000,000"):
        read_file(path)
    assert time.perf_counter() - clock < 1
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_length_is_counted_in_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("字" * 11, encoding="utf-8")
    assert len(read_file(path, settings=ReadSettings(max_characters=11)).text) == 11
    with pytest.raises(ReadError, match=r"11 characters, and read\.max_characters is 10;"):
        read_file(path, settings=ReadSettings(max_characters=10))


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.TXT",
        "c.md",
        "d.json",
        "d.gold.json",
        "e.DOCX",
        "e.csv",
        ".hidden.txt",
        "sub/a.text",
        ".git/x.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("文")
    found = find_documents([tmp_path])
    assert [str(s.path.relative_to(tmp_path)) for s in found.sources] == [
        "a.TXT",
        "b.txt",
        "c.md",
        "d.json",
        "e.DOCX",
        "sub/a.text",
    ]
    assert [path.name for path in found.skipped] == ["d.gold.json", "e.csv"]
    assert found.unreadable == ()


def test_a_named_file_is_always_taken_and_only_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.dat"):
        (tmp_path / name).write_text("文")
    found = find_documents([tmp_path / "a.dat", tmp_path, tmp_path / "b.txt", tmp_path / "." / "a.dat"])
    assert [source.path.name for source in found.sources] == ["a.dat", "b.txt"]
    with pytest.raises(FileNotFoundError):
        find_documents([tmp_path / "nowhere"])


def test_links_do_not_trap_the_walk(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    found = find_documents([tmp_path])
    assert [source.path.name for source in found.sources] == ["a.txt", "broken.txt"]
    with pytest.raises(ReadError, match="no such file"):
        read_file(tmp_path / "broken.txt")


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("文")
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked" / "b.txt").write_text("文")
    scan = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_documents([tmp_path])
    assert [source.path.name for source in found.sources] == ["a.txt"]
    assert [(item.path.name, item.error) for item in found.unreadable] == [
        ("locked", "this folder cannot be read: Permission denied")
    ]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("文")
    path.chmod(0)
    with pytest.raises(ReadError, match="Permission denied"):
        read_file(path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.doc", "an old Word or WPS document (.doc): open it in the program that made it and save it as .docx"),
        ("a.WPS", "an old Word or WPS document (.wps): open it"),
        ("a.xlsx", "a spreadsheet (.xlsx): save the sheet that has the text as plain text"),
        ("a.jpg", "a picture (.jpg): a picture holds no text; run text recognition (OCR)"),
        ("a.zip", "an archive (.zip): unpack it"),
        ("a.ofd", "(.ofd): export it as .pdf or .docx"),
    ],
)
def test_documents_of_other_kinds_are_errors_in_a_folder(tmp_path: Path, name: str, said: str) -> None:
    for made in (name, "a.txt"):
        (tmp_path / made).write_text("文")
    found = find_documents([tmp_path])
    assert [(item.path.name, said in item.error) for item in found.unreadable] == [(name, True)]
    assert [source.doc_id for source in found.sources] == ["a"]


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("北京市举行发布会。".encode("gb18030"))))
    (source,) = find_documents([Path("-"), Path("-")]).sources
    assert (source.doc_id, source.path, source.data) == ("stdin", Path("-"), "北京市举行发布会。".encode("gb18030"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 11)))
    found = find_documents([Path("-")], settings=ReadSettings(max_bytes=10))
    assert len(found.sources) == 0 and "more than 10 bytes, and read.max_bytes is 10" in found.unreadable[0].error


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", "a\u202etxt.txt", "-rf.txt", "a\rb.txt"])
def test_odd_names_are_shown_on_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("北京。")
    (source,) = find_documents([tmp_path]).sources
    shown = read_file(source.path).source or ""
    assert shown.isprintable() and len(shown.splitlines()) == 1 and shown.endswith(".txt")
    assert source.doc_id.isprintable()


def test_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "one.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")
    (tmp_path / "good.txt").write_text("北京。")
    found = find_documents([tmp_path])
    assert [source.path.name for source in found.sources] == ["good.txt", "one.txt", "two.txt"]
    for source in list(found.sources)[1:]:
        with pytest.raises(ReadError, match="no such file"):
            read_file(source.path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only POSIX has named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (source,) = find_documents([tmp_path]).sources
    with pytest.raises(ReadError, match="not a file"):
        read_file(source.path)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"%PDF-1.7", "this is a PDF document, though its name ends in .txt: name it .pdf"),
        ("a.txt", b"\n<!DOCTYPE html><p>", "this is a web page, though its name ends in .txt: name it .html"),
        ("a.docx", b"<html><body>", "this is a web page, though its name ends in .docx: name it .html"),
        (
            "a.pdf",
            b"PK\x03\x04 word/document.xml",
            "a Word document (.docx), though its name ends in .pdf: name it .docx",
        ),
        ("a.html", b"\x89PNG\r\n", "this is a PNG picture, though its name ends in .html: a picture holds no text"),
        ("a.pdf", "正文".encode(), "not a PDF document, though its name says so"),
        ("a.dat", b"\x89PNG\r\n", "this is a PNG picture: a picture holds no text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Microsoft Office or WPS document"),
    ],
)
def test_wrong_names(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path / name)
    assert said in str(caught.value)


def test_a_name_that_says_nothing_is_read_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!doctype html><p>北京市举行发布会，介绍情况。</p><p>校长出席，并讲话。</p>")
    article = read_file(tmp_path / "page")
    assert (article.format, article.text) == ("html", "北京市举行发布会，介绍情况。\n校长出席，并讲话。\n")


def test_article_says_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<html><meta name="PubDate" content="2026-03-27"><p>北京市举行发布会，介绍情况。</p><p>校长出席，并讲话。</p></html>'
    )
    article = read_file(tmp_path / "a.html")
    assert (article.source, article.format, article.date_from) == (str(tmp_path / "a.html"), "html", "metadata")
    assert [article.text[p.start : p.end] for p in article.places] == [
        "北京市举行发布会，介绍情况。",
        "校长出席，并讲话。",
    ]
    assert read_file(tmp_path / "a.html", date=date(2026, 1, 1)).date_from == "option"

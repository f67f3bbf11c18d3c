"""Files and folders."""

from __future__ import annotations

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
        "e.docx",
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
        "sub/a.text",
    ]
    assert [path.name for path in found.skipped] == ["d.gold.json", "e.docx"]
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

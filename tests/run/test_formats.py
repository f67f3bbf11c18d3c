"""A folder of every format, from the command line's point of view: locations, dates, notes, hostile files."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import Job, run
from pipeline.run.summary import summary, warnings
from pipeline.write.tables import load_tables

ONE = "某市举行签约仪式"
TWO = "2026年3月27日，北京大学校长张三在会上说，全市今年上半年经济运行情况良好，签约项目投资16亿元。"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def start(**more: Any) -> Any:
    return run(Job(inputs=(Path("in"),), output=Path("out"), **more))


def errors() -> dict[str, str]:
    return {Path(row.source).name: row.error for row in load_tables("out")["errors"].itertuples()}


def two_paragraphs(document: Any) -> None:
    document.add_paragraph(ONE)
    document.add_paragraph(TWO)


def test_every_format_gives_the_same_facts(
    place: Path, make_docx: Callable[..., bytes], make_pdf: Callable[..., bytes]
) -> None:
    (place / "text.txt").write_text(f"{ONE}\n{TWO}\n", encoding="utf-8")
    (place / "word.docx").write_bytes(make_docx(two_paragraphs))
    (place / "print.pdf").write_bytes(make_pdf([[(90, 700, 12, ONE)], [(90, 700, 9, TWO)]]))
    page = f'<!DOCTYPE html><meta name="PubDate" content="2026-03-28"><div><p>{ONE}</p><p>{TWO}</p></div>'
    (place / "web.html").write_text(page, encoding="utf-8")
    assert start().failures == []
    tables = load_tables("out")
    assert tables["documents"][["doc_id", "date_from"]].values.tolist() == [
        ["print", "lead"], ["text", "lead"], ["web", "metadata"], ["word", "lead"]
    ]  # fmt: skip
    money = tables["mentions"].query("label == 'MONEY'")
    assert money[["doc_id", "text", "location"]].values.tolist() == [
        ["print", "16亿元", "page 2"], ["text", "16亿元", "line 2"],
        ["web", "16亿元", "paragraph 2"], ["word", "16亿元", "paragraph 2"],
    ]  # fmt: skip
    assert tables["positions"]["person"].tolist() == ["张三"] * 4
    for name, format_name in (("print", "pdf"), ("text", "text"), ("web", "html"), ("word", "docx")):
        record = json.loads(Path(f"out/records/{name}.json").read_text(encoding="utf-8"))
        assert record["format"] == format_name and all(
            record["text"][s["start"] : s["end"]] == s["text"] for s in record["spans"]
        )
    before = {path.name: path.read_bytes() for path in Path("out").glob("*.csv")}
    assert [outcome.made for outcome in start().outcomes] == [False] * 4
    assert {path.name: path.read_bytes() for path in Path("out").glob("*.csv")} == before


def test_pages_that_cannot_be_read_are_said_every_time(place: Path, make_pdf: Callable[..., bytes]) -> None:
    (place / "a.pdf").write_bytes(make_pdf([None, [(90, 700, 12, TWO)]]))
    for _ in range(2):
        result = start()
        assert result.failures == [] and len(result.notes) == 1
        assert errors() == {"a.pdf": "page 1: no text, only pictures; run text recognition (OCR) on it first"}
        assert any("in part" in line for line in summary(result))
        assert any("page 1: no text" in line for line in warnings(result))


def deep_page() -> bytes:
    return b"<!DOCTYPE html><body>" + b"<div>" * 10_000 + TWO.encode() + b"</div>" * 10_000


def many_objects(pdf_maker: Any) -> bytes:
    maker = pdf_maker()
    maker.page([(90, 700, 12, TWO)], maker.font())
    maker.objects += [b"<<>>"] * 1_000_000
    return bytes(maker.bytes())


def endless_content(pdf_maker: Any) -> bytes:
    """A page that shows a form forty times, which shows another forty times, and so on, ten deep."""
    maker = pdf_maker()
    font = maker.font()
    inner = None
    for _ in range(9):
        link = b"/XObject << /X %d 0 R >>" % inner if inner else b""
        content = b"/X Do " * 40 if inner else b"BT /F1 9 Tf <4E2D65870078> Tj ET"
        head = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {} /Font << /F1 {} 0 R >> >>"
        inner = maker.stream(content, head.format(link.decode(), font))
    maker.page([(90, 700, 12, TWO)], font, b"\n" + b"/X Do " * 40, b"/XObject << /X %d 0 R >>" % inner)
    return bytes(maker.bytes())


def test_hostile_files_cost_an_error_row_at_most(place: Path, make_docx: Callable[..., bytes], pdf_maker: Any) -> None:
    (place / "deep.html").write_bytes(deep_page())
    (place / "many.pdf").write_bytes(many_objects(pdf_maker))
    (place / "endless.pdf").write_bytes(endless_content(pdf_maker))
    (place / "cut.pdf").write_bytes(many_objects(pdf_maker)[:5_000_000])
    (place / "cut.docx").write_bytes(make_docx(two_paragraphs)[:-200])
    (place / "a\nb.txt").write_text(TWO, encoding="utf-8")
    (place / "circle").symlink_to(place)
    (place / "loop.txt").symlink_to(place / "loop.txt")
    (place / "good.docx").write_bytes(make_docx(two_paragraphs))
    settings = place.parent / "pipeline.toml"
    settings.write_text("[read]\nmax_seconds = 10\nmax_memory_mb = 1024\n")
    clock = time.perf_counter()
    result = start(config=settings)
    assert time.perf_counter() - clock < 60
    found = errors()
    complete = set(load_tables("out")["documents"]["doc_id"])
    assert {"good", "a_b"} <= complete
    # Whichever limit it meets first.
    assert re.search("stopped after read.max_seconds|the pdf library broke off|too long", found["endless.pdf"])
    assert found["loop.txt"] == "no such file"
    assert "a damaged Word document" in found["cut.docx"]
    for name in ("deep.html", "many.pdf", "cut.pdf"):
        assert (name in found) != (Path(name).stem in complete), name
    assert {path.name for path in place.parent.iterdir()} == {"in", "out", "pipeline.toml"}
    assert all(failure.traceback is None for failure in result.failures)


def packed(data: bytes, more: dict[str, str], flag: int = 0) -> bytes:
    """A .docx with more parts, and a flag set on all of them (1: encrypted)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, more.pop(name, None) or old.read(name))
        for name, text in more.items():
            new.writestr(name, text)
    made = bytearray(out.getvalue())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(sign)
        while place >= 0:
            made[place + at] |= flag
            place = made.find(sign, place + 4)
    return bytes(made)


LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (b"41" * 32, b"42" * 32)
ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'


def test_locks_bombs_and_paths_inside_files(place: Path, make_docx: Callable[..., bytes], pdf_maker: Any) -> None:
    good = make_docx(two_paragraphs)
    maker = pdf_maker()
    maker.page([(90, 700, 12, TWO)], maker.font())
    (place / "locked.pdf").write_bytes(maker.bytes(LOCK))
    (place / "locked.docx").write_bytes(packed(good, {}, flag=1))
    (place / "bomb.docx").write_bytes(packed(good, {"word/media/a.bin": "0" * 300_000_000}))
    (place / "entities.docx").write_bytes(packed(good, {"word/document.xml": ENTITIES % ("b" * 1000)}))
    (place / "paths.docx").write_bytes(packed(good, {"../../evil.txt": "x", "/tmp/evil.txt": "x"}))
    start()
    found = errors()
    assert "an encrypted PDF: open it with its password and save it without one" in found.pop("locked.pdf")
    assert "an encrypted Word document" in found.pop("locked.docx")
    assert "read.max_unpacked_bytes" in found.pop("bomb.docx")
    assert "Word" in found.pop("entities.docx")
    assert found == {}
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["paths"]
    assert {path.name for path in place.parent.iterdir()} == {"in", "out"}
    assert "passwd" not in Path("out/errors.csv").read_text(encoding="utf-8")

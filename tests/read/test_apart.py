"""Parsing in a process of its own: limits, deaths, and what comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from pipeline.config import ReadSettings
from pipeline.read import apart
from pipeline.read.content import Content
from pipeline.read.errors import ReadError
from pipeline.schema import Place

PAGE = "<p>某市举行论坛，投资16亿元。</p><p>校长张三出席，并讲话。</p>".encode()
TEXT = "某市举行论坛，投资16亿元。\n校长张三出席，并讲话。\n"


@pytest.fixture
def reader() -> Any:
    made = apart.Reader()
    yield made
    made.stop()


def test_content_comes_back_whole(reader: apart.Reader) -> None:
    places = (Place(0, 14, "paragraph 1"), Place(15, 26, "paragraph 2"))
    assert reader.parse("html", PAGE, ReadSettings()) == Content(TEXT, places=places)
    assert reader._child is not None
    first = reader._child.pid
    reader.parse("html", PAGE, ReadSettings())
    assert reader._child.pid == first


def test_what_is_wrong_with_a_file_comes_back_as_an_error(reader: apart.Reader) -> None:
    with pytest.raises(ReadError, match="the page has no text of its own"):
        reader.parse("html", b"<p></p>", ReadSettings())
    with pytest.raises(ReadError, match="a damaged nothing file \\(KeyError"):
        reader.parse("nothing", b"", ReadSettings())


def test_a_child_that_dies_costs_one_document(reader: apart.Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.parse("html", PAGE, ReadSettings())
    receive = apart._receive

    def dying(pipe: Any) -> Any:
        assert reader._child is not None
        os.kill(reader._child.pid, signal.SIGKILL)
        reader._child.wait()
        return receive(pipe) and None

    with monkeypatch.context() as patch:
        patch.setattr(apart, "_receive", dying)
        with pytest.raises(ReadError, match="the html library broke off"):
            reader.parse("html", PAGE, ReadSettings())
    assert reader.parse("html", PAGE, ReadSettings()).text == TEXT


def forms(pdf_maker: Any, deep: int) -> bytes:
    maker = pdf_maker()
    font, inner = maker.font(), None
    for _ in range(deep):
        link = f"/XObject << /X {inner} 0 R >>" if inner else ""
        head = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {link} /Font << /F1 {font} 0 R >> >>"
        inner = maker.stream(b"/X Do " * 30 if inner else b"BT /F1 9 Tf <4E2D65870078> Tj ET", head)
    maker.page([(90, 700, 12, "正文")], font, b"\n/X Do", b"/XObject << /X %d 0 R >>" % inner)
    return bytes(maker.bytes())


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"max_seconds": 0.5, "max_memory_mb": 8192}, "stopped after read.max_seconds = 0.5"),
        ({"max_seconds": 60, "max_memory_mb": 300}, "read.max_memory_mb = 300"),
    ],
)
def test_time_and_memory_are_bounded(reader: apart.Reader, pdf_maker: Any, limits: Any, said: str) -> None:
    clock = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        reader.parse("pdf", forms(pdf_maker, 6), ReadSettings(**limits))
    assert said in str(caught.value)
    assert time.perf_counter() - clock < 30
    assert reader.parse("html", PAGE, ReadSettings(**limits | {"max_seconds": 20})).text == TEXT


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has limits on processes")
def test_the_child_writes_no_file(tmp_path: Any) -> None:
    code = (
        "from pathlib import Path; from pipeline.read import apart; apart._limit(512)\n"
        f"try: Path({str(tmp_path / 'made')!r}).write_text('x')\n"
        "except OSError as error: print(error.strerror)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "File too large\n", done.stderr
    assert (tmp_path / "made").read_text() == ""


def ended(child: int, seconds: float) -> bool:
    """Whether a process is gone, or only waits to be looked at, within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True).stdout
        if not state.strip() or state.startswith("Z"):
            return True
        time.sleep(0.05)
    return False


def test_the_child_ends_with_its_parent() -> None:
    code = (
        "from pipeline.read import apart; from pipeline.config import ReadSettings; import os\n"
        f"apart.parse('html', {PAGE!r}, ReadSettings()); print(apart._READER._child.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    child = int(done.stdout)
    assert ended(child, 5)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no alarms")
def test_a_busy_child_ends_though_its_parent_is_gone(tmp_path: Any, pdf_maker: Any) -> None:
    (tmp_path / "endless.pdf").write_bytes(forms(pdf_maker, 9))
    code = (
        "import os, threading, time; from pipeline.read import apart; from pipeline.config import ReadSettings\n"
        f"data = open({str(tmp_path / 'endless.pdf')!r}, 'rb').read()\n"
        f"apart.parse('html', {PAGE!r}, ReadSettings(max_seconds=2, max_memory_mb=8192)); child = apart._READER._child.pid\n"
        "given = ('pdf', data, ReadSettings(max_seconds=2, max_memory_mb=8192))\n"
        "threading.Thread(target=apart.parse, args=given, daemon=True).start(); time.sleep(0.5)\n"
        "print(child, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout, done.stderr
    assert ended(int(done.stdout), 20)

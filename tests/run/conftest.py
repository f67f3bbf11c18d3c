"""Folders of documents and runs over them: two documents in this process; eight with the command, and an extractor that does harm
where the text asks for it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pipeline.api
from pipeline.run import Job, Result

TEXT = "某市举行签约仪式\n2026年3月27日，校长张三在论坛上说，项目签约{}亿元。\n"
DOCUMENT = TEXT.format(16)

HINDRANCE = '''
import ctypes, os, signal, time
from pipeline.tag import extractor

@extractor("NOTHING")
def hindrance(passage):
    """Kill or crash the process, or take time or memory, where the text asks for it."""
    if "致命" in passage.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "崩溃" in passage.text:
        ctypes.string_at(0)
    if "占满" in passage.text:
        bytearray(2 << 30)
    if "无尽" in passage.text:
        time.sleep(600)
    if "慢" in passage.text:
        time.sleep(0.1)
    return []
'''


SETTINGS = '[extractors]\nfiles = ["hindrance.py"]\n[tagger]\npack = false\n'


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", "in", "-o", "out", *arguments]


def start(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), cwd=place, capture_output=True, encoding="utf-8", timeout=120)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with eight documents and settings that add the hindrance."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]), prepend=":")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    (tmp_path / "in").mkdir()
    for number in range(1, 9):
        (tmp_path / "in" / f"d{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    (tmp_path / "hindrance.py").write_text(HINDRANCE, encoding="utf-8")
    (tmp_path / "pipeline.toml").write_text(SETTINGS)
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file but run.json, which holds times."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@cache
def loaded() -> Any:
    return pipeline.api.load()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with `in/a.txt` and `in/b.txt`, where runs in this process load the pipeline once for all tests."""
    nlp = loaded()
    monkeypatch.setattr(pipeline.api, "load", lambda settings: nlp)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def job(**more: Any) -> Job:
    """Of the documents in `folder`."""
    return Job(inputs=(Path("in"),), output=Path("out"), **more)


def names(folder: Path | str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def made(result: Result) -> list[str]:
    return [outcome.doc_id for outcome in result.documents if outcome.made]

"""A folder of documents and the command over it, with an extractor that does harm where the text asks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "某市举行签约仪式\n2026年3月27日，校长张三在论坛上说，项目签约{}亿元。\n"

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
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}

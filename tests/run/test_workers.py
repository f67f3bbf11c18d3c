"""Several processes: the same files as one, a worker that is killed, a run that is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.write.tables import load_tables

TEXT = "某市举行签约仪式\n2026年3月27日，校长张三在论坛上说，项目签约{}亿元。\n"

HINDRANCE = '''
import os, signal, time
from pipeline.tag import extractor

@extractor("NOTHING")
def hindrance(passage):
    """Kill the process, or take time, where the text asks for it."""
    if "致命" in passage.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "慢" in passage.text:
        time.sleep(0.1)
    return []
'''


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
    (tmp_path / "pipeline.toml").write_text('[extractors]\nfiles = ["hindrance.py"]\n')
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_workers_write_the_same_files_as_one_process(place: Path) -> None:
    (place / "in" / "d5.txt").write_bytes(b"%PDF-1.7")
    done = start(place)
    assert done.returncode == 1, done.stderr
    alone = snapshot(place / "out")
    done = start(place, "--workers", "2", "--fresh")
    assert done.returncode == 1, done.stderr
    assert snapshot(place / "out") == alone
    assert len(load_tables(place / "out")["documents"]) == 7
    assert {item["status"] for item in json.loads((place / "out/run.json").read_text())["inputs"]} == {"made", "failed"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_worker_costs_its_document_only(place: Path) -> None:
    for name in ("d1.txt", "d6.txt"):
        (place / "in" / name).write_text("致命。", encoding="utf-8")
    done = start(place, "--workers", "2", "--config", "pipeline.toml")
    assert done.returncode == 1, done.stderr
    tables = load_tables(place / "out")
    assert tables["documents"]["doc_id"].tolist() == ["d2", "d3", "d4", "d5", "d7", "d8"]
    errors = tables["errors"]
    assert [Path(source).name for source in errors["source"]] == ["d1.txt", "d6.txt"]
    assert errors["stage"].tolist() == ["tag", "tag"]
    assert (
        errors["error"]
        .str.contains("the worker process was killed by SIGKILL (memory may have run out", regex=False)
        .all()
    )
    assert "d6.txt: tag: the worker process was killed" in done.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_leaves_whole_files_and_goes_on(place: Path, workers: str) -> None:
    for number in range(1, 25):
        (place / "in" / f"d{number}.txt").write_text(TEXT.format(number) + "慢。", encoding="utf-8")
    options = ("--config", "pipeline.toml", "--workers", workers)
    records = place / "out" / "records"
    with subprocess.Popen(command(*options), cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as killed:
        deadline = time.monotonic() + 60
        while len(list(records.glob("*.json"))) < 5 and time.monotonic() < deadline:
            assert killed.poll() is None, killed.communicate()
            time.sleep(0.01)
        killed.kill()
    finished = len(list(records.glob("*.json")))
    assert 5 <= finished < 24
    for path in records.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["fingerprint"]
    assert not list((place / "out").glob("*.csv"))

    done = start(place, *options)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))
    # A worker may have finished one more document after its run was killed.
    assert finished <= manifest["counts"]["unchanged"] <= finished + 2
    assert not list(place.rglob("*xinwengao-tmp"))
    resumed = snapshot(place / "out")
    assert start(place, *options, "--fresh").returncode == 0
    assert snapshot(place / "out") == resumed

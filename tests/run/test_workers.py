"""Worker processes: the same files as without, and what happens when one dies, takes too long or too much memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.run.job import Outcome
from pipeline.run.progress import Pace
from pipeline.write.tables import load_tables

from .conftest import SETTINGS, snapshot, start


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


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signals on this system")
@pytest.mark.parametrize(
    ("text", "limits", "said"),
    [
        ("崩溃。", "", "the worker process was killed by SIGSEGV while it had this document"),
        ("无尽。", "[run]\nmax_seconds = 8\n", "was stopped after run.max_seconds = 8 (split the document"),
        ("占满。", "[run]\nmax_memory_mb = 1024\n", "not enough memory (run.max_memory_mb = 1024): split the document"),
    ],
)
def test_one_document_never_takes_the_others_along(place: Path, text: str, limits: str, said: str) -> None:
    """With the default of one worker too."""
    (place / "in" / "d3.txt").write_text(text, encoding="utf-8")
    (place / "pipeline.toml").write_text(SETTINGS + limits)
    done = start(place, "--config", "pipeline.toml")
    assert done.returncode == 1, done.stderr
    tables = load_tables(place / "out")
    assert tables["documents"]["doc_id"].tolist() == ["d1", "d2", "d4", "d5", "d6", "d7", "d8"]
    ((source, stage, error),) = tables["errors"].values.tolist()
    assert (Path(source).name, stage) == ("d3.txt", "tag") and said in error, error


def test_limits_on_workers_decide_no_result(place: Path) -> None:
    assert start(place, "--config", "pipeline.toml").returncode == 0
    (place / "pipeline.toml").write_text(SETTINGS + "[run]\nmax_seconds = 99\n")
    assert start(place, "--config", "pipeline.toml").returncode == 0
    assert json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))["counts"]["unchanged"] == 8


def test_progress_says_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    pace = Pace(total=7_250)
    assert str(pace) == ""
    now = 110.0
    pace.add(Outcome("a", "a", made=False))  # there already: says nothing about the pace
    assert str(pace) == ""
    for _ in range(50):
        pace.add(Outcome("b", "b", made=True))
    now = 130.0
    assert str(pace) == "2.5 a second, 48:00 left"
    now = 160.0
    assert str(pace) == "1.0 a second, 1:59:59 left"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted where Linux lists them")
def test_a_worker_has_one_thread_unless_the_user_says_otherwise() -> None:
    code = (
        "import os; from pipeline.run.document import one_thread\n"
        "one_thread(); import numpy; print(len(os.listdir('/proc/self/task')), os.environ['OPENBLAS_NUM_THREADS'])"
    )
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}

    def printed(environment: dict[str, str]) -> list[str]:
        return subprocess.check_output([sys.executable, "-c", code], env=environment, text=True).split()

    assert printed(plain) == ["1", "1"]
    assert printed(plain | {"OPENBLAS_NUM_THREADS": "3"})[1] == "3"

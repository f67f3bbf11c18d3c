"""Runs that are killed, stopped, or meet a full disk: what was done is kept, and the next run ends with the same bytes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import TEXT, command, snapshot, start

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX systems")

KILLS = 20
OPTIONS = ("--config", "pipeline.toml", "--format", "csv,json,jsonl")
LEFT = ".d41.json.0123abcd.xinwengao-tmp"
"""What a worker leaves that is stopped in the middle of a file."""


def records(place: Path) -> int:
    return len(list((place / "out" / "records").glob("*.json")))


def begun(place: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*OPTIONS, *options), cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def wait_for(process: subprocess.Popen[str], there: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not there() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def test_killed_at_random_points_it_ends_with_the_same_bytes(place: Path) -> None:
    """Most kills come while records are made, the last ones while the tables are written from them."""
    for number in range(1, 41):
        (place / "in" / f"d{number}.txt").write_text(TEXT.format(number) + "慢。", encoding="utf-8")
    assert start(place, *OPTIONS).returncode == 0
    undisturbed = snapshot(place / "out")
    (place / "out").rename(place / "before")

    chance = random.Random()
    killed = 0
    while killed < KILLS:
        target = records(place) + chance.randint(0, 2) if killed < KILLS - 4 else 40
        with begun(place, "--workers", chance.choice("12")) as run:
            wait_for(run, lambda at=target: records(place) >= at)
            time.sleep(chance.uniform(0, 0.1 if target < 40 else 0.03))
            run.kill()
        killed += run.returncode == -signal.SIGKILL
        if run.returncode == 0:  # it was done before the signal came: the tables are to be written again
            (place / "out" / "mentions.csv").unlink()
        for path in (place / "out" / "records").glob("*.json"):
            assert json.loads(path.read_text(encoding="utf-8"))["fingerprint"], path
    kept = records(place)
    done = start(place, *OPTIONS, "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))["counts"]["unchanged"] >= kept
    assert snapshot(place / "out") == undisturbed
    assert not list(place.rglob("*xinwengao-tmp"))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_keeps_what_is_done(place: Path, workers: str) -> None:
    for number in range(1, 41):
        (place / "in" / f"d{number}.txt").write_text(TEXT.format(number) + "慢。", encoding="utf-8")
    with begun(place, "--workers", workers) as run:
        wait_for(run, lambda: records(place) >= 3)
        (place / "out" / "records" / LEFT).touch()
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=20)
    assert run.returncode == 130
    assert said.endswith("xinwengao: stopped; the same command goes on from here\n") and "Traceback" not in said
    kept = records(place)
    assert 3 <= kept < 40 and not list((place / "out").glob("*.csv")) and not list(place.rglob("*xinwengao-tmp"))
    assert start(place, *OPTIONS).returncode == 0
    assert json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))["counts"]["unchanged"] >= kept


def test_an_interrupt_while_the_tables_are_written_leaves_the_old_ones(place: Path) -> None:
    assert start(place, *OPTIONS).returncode == 0
    before = snapshot(place / "out")
    (place / "in" / "d1.txt").write_text("另一篇。", encoding="utf-8")
    code = (
        "import os, signal, sys; from pipeline.run import runner; from pipeline.cli import main; add = runner._add\n"
        "def stop(*given):\n    os.kill(os.getpid(), signal.SIGINT); return add(*given)\n"
        f"runner._add = stop; sys.argv = {['xinwengao', *command(*OPTIONS)[3:]]!r}; main()"
    )
    done = subprocess.run([*command()[:1], "-c", code], cwd=place, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 130, done.stderr
    after = snapshot(place / "out")
    assert after.pop("records/d1.json") != before.pop("records/d1.json") and after == before


@pytest.mark.parametrize("kilobytes", [1, 40])
def test_a_disk_that_takes_no_more_is_said(place: Path, kilobytes: int) -> None:
    """A limit on the size of files stands for the disk: the write fails in the middle of the file."""
    (place / "in" / "long.txt").write_text(TEXT.format(7) * 60, encoding="utf-8")
    limited = ["prlimit", f"--fsize={kilobytes * 1024}", *command(*OPTIONS)]
    done = subprocess.run(limited, cwd=place, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 1, done.stderr
    assert "cannot write out/" in done.stderr and "larger than the system allows here" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((place / "out").glob("*.csv")) and not list(place.rglob("*xinwengao-tmp"))
    for path in (place / "out" / "records").glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["fingerprint"], path
    assert start(place, *OPTIONS).returncode == 0

"""Start-up time and peak memory of the pipeline, each in a process of its own; part of benchmarks/speed.py."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).parents[1]
RAW = ROOT / "corpus" / "raw"
START_UPS = 3
SETTINGS: Mapping[str, dict[str, object]] = {"rules": {"tagger": {"pack": False}}, "full": {}}

KIB = 1 if sys.platform == "darwin" else 1024
"""ru_maxrss counts bytes on macOS, KiB elsewhere."""


def start_ups() -> dict[str, tuple[float, float, float]]:
    """For rules alone, with the tagger, and with the tagger at the very first start, the medians of what `launch` says."""
    starts = {name: [launch(name, {}) for _ in range(START_UPS)] for name in SETTINGS}
    with tempfile.TemporaryDirectory() as empty:
        starts["first"] = [launch("full", {"XDG_CACHE_HOME": str(Path(empty) / str(n))}) for n in range(START_UPS)]
    return {name: tuple(map(median, zip(*each, strict=True))) for name, each in starts.items()}  # type: ignore[misc]


def launch(name: str, environment: dict[str, str]) -> tuple[float, float, float]:
    """Start a process; its seconds until the first document, its peak memory in MiB then and after all documents."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, __file__, name],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=kept | environment, check=True,
    )  # fmt: skip
    first, small, large = map(float, done.stdout.split())
    return first, small, large


def child(settings: dict[str, object]) -> None:
    """Extract the corpus; print the seconds until the first document, then the peak memory there and after the last."""
    from pipeline.run.document import many_documents, one_thread

    one_thread()  # as a worker does
    with many_documents():
        from pipeline.api import extract_article, load_stages
        from pipeline.read import read_file

        stages = load_stages(settings)
    files = sorted(RAW.glob("*.txt"))
    for number, path in enumerate(files):
        extract_article(stages, read_file(path, path.stem))
        if number in (0, len(files) - 1):
            if number == 0:
                print(process_time())  # counts from the start of the interpreter
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB / 2**20)


if __name__ == "__main__":
    child(SETTINGS[sys.argv[1]])

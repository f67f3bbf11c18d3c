"""The extractor of docs/extending.md, run verbatim, reaches every output with no other change."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.tag import REGISTRY

ROOT = Path(__file__).parents[1]
SOURCE = re.search(r"```python\n(.*?)```", (ROOT / "docs/extending.md").read_text(encoding="utf-8"), re.S).group(1)
TEXT = "某市举行论坛\n2026年3月27日，论坛举行。垂询电话：010-62345678，手机13812345678。\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "phone.py").write_text(SOURCE, encoding="utf-8")
    path = tmp_path / "pipeline.toml"
    path.write_text('[extractors]\nfiles = ["phone.py"]\n', encoding="utf-8")
    yield path
    REGISTRY.pop("phone", None)


def test_example_is_short() -> None:
    assert len(SOURCE.strip().splitlines()) < 25


def test_example_reaches_the_doc(config: Path) -> None:
    doc = pipeline.load(config)(TEXT)
    found = {span.text: span._.norm for span in doc.spans["mentions"] if span.label_ == "PHONE"}
    assert found == {"010-62345678": {"value": "01062345678"}, "13812345678": {"value": "13812345678"}}


def test_example_reaches_tables_records_and_evaluation(config: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a1.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline"]
    done = subprocess.run(
        [*command, "run", "in", "-o", "out", "--config", str(config)], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out/mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row["text"] for row in csv.DictReader(file) if row["label"] == "PHONE"]
    assert rows == ["010-62345678", "13812345678"]

    record = json.loads((tmp_path / "out/records/a1.json").read_text(encoding="utf-8"))
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/a1.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run(
        [*command, "evaluate", "out", "gold", "--json"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert '"PHONE"' in done.stdout


def test_extractors_lists_the_example(config: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "extractors", "--config", str(config)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "phone" in done.stdout
    assert "PHONE" in done.stdout

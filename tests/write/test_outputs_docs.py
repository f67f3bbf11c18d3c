"""docs/outputs.md names every column of every table, in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.write.columns import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_in_order(table: str) -> None:
    section = re.split(rf"^## {table}\.csv.*$", PAGE, flags=re.MULTILINE)[1].split("\n## ")[0]
    described = [
        name for cell in re.findall(r"^\| ([a-z_0-9, ]+) \|", section, re.MULTILINE) for name in cell.split(", ")
    ]
    assert described == list(TABLES[table])

"""The table of frequent characters is what its maker makes."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_is_what_the_script_makes(tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / "training" / "resources" / "make_frequent_characters.py"))
    script["main"](tmp_path / "made.tsv")
    table = ROOT / "pipeline" / "resources" / "frequent_characters.tsv"
    assert (tmp_path / "made.tsv").read_text(encoding="utf-8") == table.read_text(encoding="utf-8")

"""An output folder with hostile documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.schema import Position, Record, Span
from pipeline.write import make_folder
from pipeline.write.stored import FOLDER, StoredRecord, numbered, save

HOSTILE = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'><!--\u2028"
TEXT = f"😀某市大学校长张三说：{HOSTILE}&amp; 签约近1.5亿元。\r\n另见某市大学。"
SPANS = (
    ("某市大学", "ORG", {}),
    ("某市", "LOC", {}),
    ("市大学校长", "EVENT", {}),  # crosses the end of 某市大学
    ("校长", "TITLE", {}),
    ("张三", "PERSON", {}),
    (HOSTILE, "<b>LABEL</b>", {"value": HOSTILE}),
    ("近1.5亿元", "MONEY", {"value": 150000000, "unit": "CNY", "bound": "<~"}),
)


def hostile() -> Record:
    found = tuple(
        Span(TEXT.index(text), TEXT.index(text) + len(text), text, label, norm=norm, source=f"rule:{HOSTILE}")
        for text, label, norm in SPANS
    )
    starts = {"person_start": TEXT.index("张三"), "title_start": TEXT.index("校长")}
    positions = (Position("张三", "校长", f"某市大学{HOSTILE}", **starts),)
    return numbered(
        Record("a-1", TEXT, found, positions, title=f"题{HOSTILE}", date=date(2026, 3, 27), source=f"x/{HOSTILE}.txt")
    )


def store(folder: Path, *records: Record) -> Path:
    make_folder(folder / FOLDER)
    for item in records:
        save(folder, StoredRecord(item, "0" * 64, "f"))
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    plain = Record("b", "普通的一篇，王五出席。", (Span(6, 8, "王五", "PERSON", "m1"),), title="普通")
    return store(tmp_path / "outputs", hostile(), plain)

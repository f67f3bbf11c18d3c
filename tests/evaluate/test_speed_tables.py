"""benchmarks/speed.py: the tables that it makes of what it measured."""

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKS = ("jieba", "values", "rules-records", "rules", "full-records", "full")


@pytest.fixture(scope="module")
def speed():
    sys.path.insert(0, str(ROOT / "benchmarks"))  # the programs there import each other
    yield importlib.import_module("speed")
    sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture
def figures(speed):
    """Two rounds in which every work takes four times as long as jieba, in the second one five times."""
    rounds = [{name: took if name != "jieba" else 1.0 for name in WORKS} for took in (4.0, 5.0)]
    return speed.Figures(1000, 2, rounds, stages={"write": 0.996, "tiny": 0.004}, starts={"rules": (1.5, 200.0, 210.0)})


def test_ratios_are_medians_over_rounds(speed, figures):
    printed = figures.tables(speed.ENGLISH)
    assert "| 1,000 characters, 2 documents, 2 rounds | characters/s | of jieba's speed (range) |\n" in printed
    assert "| bare `jieba.lcut` | 1,000 | 1.00 (1.00–1.00) |\n" in printed
    assert "| with the tagger, text to records | 222 | 0.23 (0.20–0.25) |\n" in printed
    assert "| rules and tables only | 1.5 | 200 | 210 |" in printed
    assert "| `write` | 99.6% | 1.00 |\n| all others | 0.4% | 0.00 |" in printed
    assert "LAC was not timed" in printed


def test_lac_has_a_row_and_a_column(speed, figures):
    for each in figures.rounds:
        each["lac"] = 3.0
    figures.lac_memory = 600.0
    printed = figures.tables(speed.CHINESE)
    assert "与 LAC 之比" in printed and "未测 LAC" not in printed
    assert "| 单跑 LAC 2.1.2（分词、词性、专名；无职务、数值、任职关系） | 333 | 0.33 (0.33–0.33) | 1.00 |" in printed
    assert "| 含标注模型，文本到记录 | 222 | 0.23 (0.20–0.25) | 0.68 |" in printed


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_documents_have_one_place_for_the_tables(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("<!-- speed:begin -->") == text.count("<!-- speed:end -->") == 1

"""Floors: what the file may say, and what is below one."""

from pathlib import Path

import pytest

from pipeline.evaluate import EvaluationError, Floors, Report, Score

HALF = Score(hits=1, missed=1, extra=1, right=1, valued=2)
FULL = Score(hits=2, right=2, valued=2)
REPORT = Report(
    labels={"PERSON": FULL, "MONEY": HALF, "DATE": FULL},
    positions=HALF,
    aliases=FULL,
    contexts={"role": HALF},
    documents={"a": FULL, "b": HALF},
)

# the file, what it says of REPORT
FLOORS = [
    ("", []),
    ("[labels.PERSON]\nf1 = 100", []),
    ("[labels.MONEY]\nf1 = 50\nprecision = 50\nrecall = 50\nvalue = 50", []),
    ("[labels.MONEY]\nf1 = 50.1", ["MONEY: f1 50.00 is below its floor 50.1"]),
    (
        "[labels.MONEY]\nvalue = 90\nrecall = 60",
        ["MONEY: recall 50.00 is below its floor 60", "MONEY: value 50.00 is below its floor 90"],
    ),
    ("[labels.ORG]\nf1 = 1", ["ORG: f1 cannot be measured (floor 1)"]),
    ('[groups.values]\nlabels = ["MONEY", "DATE"]\nf1 = 75', []),
    ('[groups.values]\nlabels = ["MONEY", "DATE"]\nf1 = 76', ["values: f1 75.00 is below its floor 76"]),
    ("[micro]\nf1 = 84", ["micro: f1 83.33 is below its floor 84"]),
    ("[positions]\nf1 = 75", ["positions: f1 50.00 is below its floor 75"]),
    ("[aliases]\nf1 = 75", []),
    ("[contexts.role]\nprecision = 51", ["role: precision 50.00 is below its floor 51"]),
    ("[contexts.event]\nrecall = 1", ["event: recall cannot be measured (floor 1)"]),
    ("[every_document]\nf1 = 60", ["document b: f1 50.00 is below its floor 60"]),
    ("[every_document]\nf1 = 60\n[documents.b]\nf1 = 40", []),
    ("[documents.a]\nf1 = 100\n[documents.b]\nf1 = 51", ["document b: f1 50.00 is below its floor 51"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), FLOORS)
def test_shortfalls(content, expected, tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text(content, encoding="utf-8")
    assert Floors.load(path).shortfalls(REPORT) == expected


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[labels.PERSON", "not a readable TOML file"),
        ("[labels.PERSON]\nF1 = 90", r"labels\.PERSON\.F1"),
        ("[labels.PERSON]\nf1 = 900", "less than or equal to 100"),
        ("[label.PERSON]\nf1 = 90", "label: "),
        ("[groups.values]\nf1 = 90", r"groups\.values\.labels"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(content, says, tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=says) as error:
        Floors.load(path)
    assert "floors.toml" in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(EvaluationError, match=r"gone\.toml"):
        Floors.load(tmp_path / "gone.toml")


def test_the_floors_of_the_corpus_ask_for_something():
    floors = Floors.load(Path(__file__).parents[2] / "corpus" / "floors.toml")
    assert floors.every_document.f1
    assert floors.shortfalls(Report(documents={"a": Score(missed=1)}))

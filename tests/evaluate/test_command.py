"""What `xinwengao evaluate` prints and how it ends."""

import json

import pytest

from pipeline.evaluate import cli_report
from pipeline.schema import Position, Record, Span

TEXT = "校长谭天伟出席。"
NAME, TITLE = Span(2, 5, "谭天伟", "PERSON"), Span(0, 2, "校长", "TITLE")
ROW = Position("谭天伟", "校长")


@pytest.fixture
def folders(tmp_path):
    """A gold folder with documents a and b, an output folder in which a is half right, b missing and z too many."""
    gold, output = tmp_path / "gold", tmp_path / "output"
    (output / "records").mkdir(parents=True)
    gold.mkdir()
    for doc_id in "ab":
        record = Record(doc_id, TEXT, (TITLE, NAME), (ROW,))
        (gold / f"{doc_id}.json").write_text(record.dumps(), encoding="utf-8")
    for doc_id, spans in (("a", (TITLE,)), ("z", (NAME,))):
        (output / "records" / f"{doc_id}.json").write_text(Record(doc_id, TEXT, spans).dumps(), encoding="utf-8")
    return output, gold


def test_the_table_has_a_row_for_each_label_and_names_documents_without_counterpart(folders, capsys):
    assert cli_report(*folders) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [
        ["precision", "recall", "F1", "value", "gold", "found"],
        ["PERSON", "–", "0.0", "0.0", "–", "2", "0"],
        ["TITLE", "100.0", "50.0", "66.7", "–", "2", "1"],
        ["all", "spans", "100.0", "25.0", "40.0", "–", "4", "1"],
        ["positions", "–", "0.0", "0.0", "–", "2", "0"],
        ["alias", "pairs", "–", "–", "–", "–", "0", "0"],
        ["2", "documents", "scored"],
        ["no", "prediction,", "all", "their", "gold", "counts", "as", "missed", "(1):", "b"],
        ["no", "gold,", "not", "scored", "(1):", "z"],
    ]
    assert len({len(line) for line in lines[:6]}) == 1, "columns are aligned"


def test_a_terminal_shows_the_same_figures(folders, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert cli_report(*folders) == 0
    lines = capsys.readouterr().out.splitlines()
    cells = {line.split("│")[1].strip(): line.split("│")[2:-1] for line in lines if line.startswith("│")}
    assert [cell.strip() for cell in cells["TITLE"]] == ["100.0", "50.0", "66.7", "–", "2", "1"]
    assert cells.keys() == {"PERSON", "TITLE", "all spans", "positions", "alias pairs"}


def test_errors_are_listed_with_their_context(folders, capsys):
    assert cli_report(*folders, errors=True, only=["a"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t") == ["a:2", "missed", "PERSON", "校长【谭天伟】出席。"]
    assert lines[1].split("\t") == ["a:2", "missed", "POSITION", "校长【谭天伟 · 校长 · –】出席。"]
    assert lines[2] == ""
    assert lines[-1] == "1 document scored"


def test_json_carries_ratios_counts_and_mistakes(folders, capsys):
    assert cli_report(*folders, as_json=True, errors=True) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["labels"]["TITLE"] == {
        "precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3), "value": None, "gold": 2, "predicted": 1,
        "hits": 1, "missed": 1, "extra": 0, "valued": 0, "right": 0,
    }  # fmt: skip
    assert data["micro"]["hits"] == 1
    assert data["missing"] == ["b"]
    assert data["unscored"] == ["z"]
    assert data["documents"].keys() == {"a", "b"}
    assert len(data["mistakes"]) == 5
    assert data["mistakes"][0]["left"] == "校长"
    assert data["below_floor"] == []


@pytest.mark.parametrize(("f1", "code"), [(40, 0), (41, 1)])
def test_a_figure_below_its_floor_ends_with_1(folders, tmp_path, capsys, f1, code):
    floor = tmp_path / "floors.toml"
    floor.write_text(f"[micro]\nf1 = {f1}", encoding="utf-8")
    assert cli_report(*folders, floor=floor) == code
    assert ("below floor: micro: f1 40.00 is below its floor 41" in capsys.readouterr().out) == bool(code)


def test_gold_spans_score_linking_alone(folders, capsys):
    output, gold = folders
    assert cli_report(output / "not read", gold, gold_spans=True, as_json=True) == 0
    data = json.loads(capsys.readouterr().out)
    assert data.keys() == {"positions", "aliases", "contexts", "below_floor"}
    assert data["positions"]["f1"] == 1.0, "校长谭天伟 is a position whoever marks its spans"


def test_folders_that_cannot_be_compared_end_with_2(folders, tmp_path, capsys):
    output, gold = folders
    (tmp_path / "floors.toml").write_text("[no_such_table]", encoding="utf-8")
    for arguments in (
        {"predicted": tmp_path / "gone", "gold": gold},
        {"predicted": output, "gold": gold, "only": ["a", "q"]},
        {"predicted": output, "gold": gold, "floor": tmp_path / "floors.toml"},
    ):
        assert cli_report(**arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("xinwengao evaluate: ")


def test_texts_that_differ_end_with_2_and_name_the_document(folders, capsys):
    output, gold = folders
    (output / "records" / "a.json").write_text(Record("a", TEXT.strip("。")).dumps(), encoding="utf-8")
    assert cli_report(output, gold) == 2
    assert "document a: the predicted text differs" in capsys.readouterr().err

"""The commands from end to end, as a user types them."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.schema import Record
from pipeline.write.tables import load_tables

from .typed import xinwengao

TEXT = (
    "某市举行合作签约仪式\n"
    "发布时间：2026-03-27\n"
    "3月27日上午，北京大学校长张三在仪式上表示，项目总投资近16亿元，比去年增长3.5%。\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def errors(folder: str = "out") -> dict[str, tuple[str, str]]:
    rows = load_tables(folder)["errors"].itertuples(index=False)
    return {Path(source).name: (stage, error) for source, stage, error in rows}


def test_version() -> None:
    result = xinwengao("--version")
    assert (result.exit_code, result.output) == (0, f"xinwengao {__version__}\n")


@pytest.mark.parametrize(
    "command", [["run"], ["evaluate"], ["explain"], ["extractors"], ["normalize", "amount"], ["normalize", "date"]]
)
def test_every_command_has_help_with_examples(command: list[str]) -> None:
    result = xinwengao(*command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.output and f"xinwengao {' '.join(command)} " in result.output.replace("\n", " ")


def test_arguments_are_shown_in_capitals() -> None:
    for command in ("run INPUT", "evaluate PREDICTED GOLD", "explain FILE", "report FOLDER", "convert FILE"):
        name, *arguments = command.split()
        (usage,) = re.findall(r"Usage: .*", xinwengao(name, "--help").output)
        assert [argument for argument in arguments if argument not in usage] == []


def test_help_is_quick_because_heavy_rooms_stay_out() -> None:
    heavy = "{'spacy', 'pandas', 'jieba', 'docx', 'lxml', 'selectolax', 'pypdfium2'}"
    code = f"import sys, pipeline.cli; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_run_prints_a_summary(place: Path) -> None:
    result = xinwengao("run", "in", "-o", "out")
    assert result.exit_code == 0, result.output
    assert re.search(r"^documents +1  \(", result.output, re.MULTILINE)
    assert re.search(r"^  MONEY +1$", result.output, re.MULTILINE)
    assert "characters per second" in result.output and "in out" in result.output
    tables = load_tables("out")
    assert tables["people"]["person"].tolist() == ["张三"]
    row = tables["positions"].iloc[0]
    assert (row["person"], row["title"], row["organization"], row["status"]) == ("张三", "校长", "北京大学", "current")
    assert row["evidence"] == TEXT.splitlines()[2]
    assert str(tables["documents"]["date"][0].date()) == "2026-03-27"


def test_offsets_of_every_table_point_into_the_file(place: Path) -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n") + "  \u3000另有🎉2亿元。\r\n"
    (place / "in" / "good.txt").write_text(text, encoding="utf-8", newline="")
    assert xinwengao("run", "in", "-o", "out").exit_code == 0
    record = Record.from_json(json.loads((place / "out/records/good.json").read_text(encoding="utf-8")))
    assert record.text == text[1:] and "".join(record.words) == text[1:]
    for row in load_tables("out")["mentions"].itertuples():
        assert record.text[row.start : row.end] == row.text


BAD = {
    "empty.txt": (b"", "read", "the file is empty"),
    "blank.txt": (" \u3000\n".encode(), "read", "only white space"),
    "binary.txt": (bytes(range(256)) * 40, "read", "zero bytes"),
    "paper.txt": (b"%PDF-1.7\n", "read", "a PDF document, though its name ends in .txt: name it .pdf"),
    "word.txt": (b"PK\x03\x04....word/document.xml", "read", "a Word document (.docx)"),
    "broken.txt": (TEXT.encode() + b"\xff" + TEXT.encode(), "read", "UTF-8 but has broken bytes at offset"),
    "surrogate.json": (b'{"text": "\\u65b0\\ud83d"}', "read", "lone surrogate (U+D83D)"),
    "list.json": (b"[]", "read", "not a document"),
    "huge.txt": ("字".encode() * 6_700_000, "read", "read.max_characters is 2,000,000; split the document"),
}


def test_bad_input_is_named_and_the_rest_complete(place: Path) -> None:
    for name, (data, _, _) in BAD.items():
        (place / "in" / name).write_bytes(data)
    (place / "in" / "zgood.txt").write_bytes(TEXT.encode("gb18030"))
    clock = time.perf_counter()
    result = xinwengao("run", "in", "-o", "out")
    assert time.perf_counter() - clock < 20
    assert result.exit_code == 1
    found = errors()
    assert found.keys() == BAD.keys()
    for name, (_, stage, said) in BAD.items():
        assert found[name][0] == stage and said in found[name][1], name
        assert name in result.stderr
    assert "Traceback" not in result.output
    tables = load_tables("out")
    assert tables["documents"]["doc_id"].tolist() == ["good", "zgood"]
    one, two = (
        tables["mentions"].query("doc_id == @name").drop(columns="doc_id").values.tolist() for name in ("good", "zgood")
    )
    assert str(one) == str(two)


def test_odd_characters_give_right_results(place: Path) -> None:
    text = "控制\x01\x08\x0b\x1b字符🎉👨‍👩‍👧，\u202e投资16亿元\u200b。\x7f\x85\ufffe"
    (place / "in" / "odd.txt").write_text(text, encoding="utf-8", newline="")
    (place / "in" / "zero.json").write_text(json.dumps({"text": "零\0字符，投资9亿元。"}), encoding="utf-8")
    result = xinwengao("run", "in", "-o", "out")
    assert result.exit_code == 0, result.output
    records = {name: json.loads((place / f"out/records/{name}.json").read_text("utf-8")) for name in ("odd", "zero")}
    assert records["odd"]["text"] == text and records["zero"]["text"] == "零\0字符，投资9亿元。"
    amounts = load_tables("out")["amounts"].query("kind == 'MONEY'").set_index("doc_id")["text"].to_dict()
    assert amounts == {"good": "近16亿元", "zero": "9亿元", "odd": "16亿元"}
    for table in (place / "out").glob("*.csv"):
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", table.read_bytes())


def test_no_cell_of_any_table_is_a_formula(place: Path) -> None:
    lines = "=cmd|' /C calc'!A0\n@SUM(A1)说，校长李四签约-2+3亿元。\n+86，2亿元。\n\t=1+1，签约3亿元。\n"
    (place / "in" / "=evil.txt").write_text(lines, encoding="utf-8")
    (place / "in" / "-8.json").write_text(json.dumps({"text": lines, "title": "=HYPERLINK(1)"}), encoding="utf-8")
    result = xinwengao("run", "in", "-o", "out")
    assert result.exit_code == 0, result.output
    cells = 0
    for path in (place / "out").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.reader(handle, strict=True):
                for cell in row:
                    cells += 1
                    assert not re.match(r"\s*[=+\-@].", cell, re.DOTALL) or re.fullmatch(r"-\d+(\.\d+)?%?", cell), cell
    assert cells > 50
    assert "=HYPERLINK(1)" in load_tables("out")["documents"]["title"].tolist()


def test_a_folder_without_permission_is_an_error_row(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "in" / "locked").mkdir()
    scan = os.scandir

    def scandir(path: str = ".") -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert xinwengao("run", "in", "-o", "out").exit_code == 1
    assert errors() == {"locked": ("read", "this folder cannot be read: Permission denied")}
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["good"]


def test_a_named_folder_without_permission_is_an_error_row(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "locked").mkdir()
    scan, access = os.scandir, os.access

    def scandir(path: str = ".") -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("locked") and access(path, mode))
    assert xinwengao("run", "locked", "in", "-o", "out").exit_code == 1
    assert errors() == {"locked": ("read", "this folder cannot be read: Permission denied")}
    assert load_tables("out")["documents"]["doc_id"].tolist() == ["good"]


def test_other_files_of_a_folder_are_named(place: Path) -> None:
    (place / "in" / "x.csv").write_bytes(b"PK\x03\x04xl/")
    result = xinwengao("run", "in", "-o", "out")
    assert result.exit_code == 0
    assert f"skipped {Path('in/x.csv')}: not .txt, .text, .md, .json" in result.stderr
    assert xinwengao("run", "in/x.csv", "-o", "out2").exit_code == 1
    assert "an Excel workbook" in errors("out2")["x.csv"][1]


def test_an_old_word_document_in_a_folder_is_an_error_row(place: Path) -> None:
    (place / "in" / "x.doc").write_bytes(b"anything")
    result = xinwengao("run", "in", "-o", "out")
    assert result.exit_code == 1 and "x.doc: read: this is an old Word or WPS document" in result.stderr
    assert errors() == {
        "x.doc": (
            "read",
            "this is an old Word or WPS document (.doc): open it in the program that made it and save it as .docx",
        )
    }


def test_standard_input_is_read(place: Path) -> None:
    result = xinwengao("run", "-", "-o", "out", given=TEXT.encode("gb18030"))
    assert result.exit_code == 0, result.output
    documents = load_tables("out")["documents"]
    assert documents[["doc_id", "source"]].values.tolist() == [["stdin", "-"]]


@pytest.mark.parametrize("formats", [["csv,jsonl"], ["csv", "jsonl"]])
def test_formats_are_given_with_commas_or_one_by_one(place: Path, formats: list[str]) -> None:
    options = [option for name in formats for option in ("--format", name)]
    assert xinwengao("run", "in/good.txt", "-o", "out", *options).exit_code == 0
    assert {"mentions.csv", "records.jsonl"} <= {path.name for path in Path("out").iterdir()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "Missing argument"),
        (["run", "nowhere"], "nowhere: no such file or folder"),
        (["run", "in", "--format", "xml"], "no format xml; there are csv, json"),
        (["run", "in", "--date", "27.3.2026"], "write it like 2026-03-27"),
        (["run", "in", "--config", "none.toml"], "none.toml: no such settings file"),
        (["run", "in", "--workers", "0"], "should be greater than or equal to 1"),
        (["run", "in", "-o", "in/good.txt"], "a file stands where a folder is needed: choose another folder"),
        (["evaluate", "nowhere", "nowhere"], "nowhere: no such file or folder"),
        (["extractors", "--config", "none.toml"], "none.toml: no such settings file"),
        (["normalize", "date", "去年", "--reference", "gestern"], "write it like 2026-03-27"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(place: Path, arguments: list[str], said: str) -> None:
    result = xinwengao(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(re.sub(r"[│╭╮╰╯─]", " ", result.stderr).split())
    assert "Traceback" not in result.output
    assert not (place / "outputs").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[tagger]\npack = "nope.pack"', "pipeline.toml: tagger.pack: nope.pack: cannot be read (No such file"),
        ('[tagger]\npack = "in/good.txt"', "pipeline.toml: tagger.pack: in/good.txt: it is no tagger pack"),
        ('[tagger]\nspacy = "zh_nope"', "pipeline.toml: tagger.spacy: zh_nope is no installed spaCy pipeline"),
        ('[extractors]\nfiles = ["nope.py"]', "pipeline.toml: extractors.files: nope.py: no such extractor file"),
        ('[entities]\nknown = "nope.csv"', "pipeline.toml: entities.known: nope.csv: No such file or directory"),
        (
            "[read]\nmax_character = 5",
            "pipeline.toml: read.max_character: no such setting; did you mean max_characters?",
        ),
    ],
)
def test_settings_that_cannot_be_used_stop_the_run_before_it_starts(place: Path, settings: str, said: str) -> None:
    (place / "pipeline.toml").write_text(settings + "\n")
    result = xinwengao("run", "in", "-o", "out", "--config", "pipeline.toml")
    assert result.exit_code == 2 and said in result.stderr
    assert len(result.stderr.splitlines()) == 1 and not (place / "out").exists()


BROKEN = '''
from pipeline.tag import extractor

@extractor("NOTHING")
def fail(passage):
    """Break."""
    raise RuntimeError("boom")
'''


def test_debug_shows_where_an_error_arose(place: Path) -> None:
    (place / "broken.py").write_text(BROKEN)
    (place / "pipeline.toml").write_text('[extractors]\nfiles = ["broken.py"]\n')
    command = ("run", "in", "-o", "out", "--config", "pipeline.toml")
    assert "Traceback" not in xinwengao(*command).stderr
    assert errors() == {"good.txt": ("tag", "RuntimeError: boom")}
    result = xinwengao(*command, "--debug")
    assert result.exit_code == 1 and "Traceback" in result.stderr and "in fail" in result.stderr


def test_evaluate_of_a_run(place: Path) -> None:
    assert xinwengao("run", "in", "-o", "out").exit_code == 0
    (place / "gold").mkdir()
    record = json.loads((place / "out/records/good.json").read_text(encoding="utf-8"))
    (place / "gold" / "good.json").write_text(json.dumps(record), encoding="utf-8")
    result = xinwengao("evaluate", "out", "gold", "--json")
    assert result.exit_code == 0, result.output
    assert isinstance(json.loads(result.stdout), dict)
    assert "PERSON" in xinwengao("evaluate", "out", "gold").stdout


def test_explain_shows_the_evidence_of_a_document_and_of_its_record(place: Path) -> None:
    result = xinwengao("explain", "in/good.txt")
    assert result.exit_code == 0, result.output
    assert "张三 · 校长 · 北京大学 · current\n  shape         posts-name" in result.output
    assert result.output.endswith("1 positions in in/good.txt\n")
    assert xinwengao("run", "in", "-o", "out").exit_code == 0
    (row,) = json.loads(xinwengao("explain", "out/records/good.json", "--json").output)
    assert row["spans"]["organization"] == {"start": 35, "end": 39, "text": "北京大学"}


@pytest.mark.parametrize("name", ["missing.txt", "in"])
def test_explain_names_a_file_that_cannot_be_read(place: Path, name: str) -> None:
    result = xinwengao("explain", name)
    assert result.exit_code == 2 and f"xinwengao: {name}: " in result.stderr


def test_extractors_are_listed(place: Path) -> None:
    lines = xinwengao("extractors").stdout.splitlines()
    assert [line for line in lines if re.match(r"work +WORK +built in +\S", line)]
    (place / "phones.py").write_text(
        "from pipeline.tag import Candidate, extractor\n\n"
        '@extractor("PHONE")\ndef phones_of_this_test(passage):\n    """Telephone numbers."""\n    return []\n'
    )
    (place / "pipeline.toml").write_text('[extractors]\nfiles = ["phones.py"]\ndisabled = ["work"]\n')
    more = xinwengao("extractors", "--config", "pipeline.toml").stdout.splitlines()
    assert [line for line in more if re.match(r"phones_of_this_test +PHONE +\S.* Telephone numbers\.$", line)]
    assert not [line for line in more if line.startswith("work ")]

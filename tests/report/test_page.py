"""`report.html` as a file: complete, escaped, repeatable."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.report import ReportError, charts, overview, write_report
from pipeline.write.rows import TABLE_ROWS

from .conftest import HOSTILE, TEXT


class Elements(HTMLParser):
    """The elements of a page and the content of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data


def page(output: Path) -> str:
    write_report(output)
    return (output / "report.html").read_text(encoding="utf-8")


def test_every_document_is_in_the_page(output: Path) -> None:
    scripts = [json.loads(script) for script in Elements(page(output)).scripts[:-1]]
    assert [entry["id"] for entry in scripts[-1]["documents"]] == ["a-1", "b"]
    assert scripts[0]["text"] == TEXT
    for start, end, label, *_ in scripts[0]["mentions"]:
        assert TEXT[start:end] and label in scripts[-1]["labels"]


def test_nothing_from_a_document_becomes_an_element(output: Path) -> None:
    found = Elements(page(output))
    assert [tag for tag, _ in found.tags].count("script") == 2 + 2  # documents, index, program
    assert {tag for tag, _ in found.tags}.isdisjoint({"img", "iframe", "object"})
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert "<script>window.ran" not in page(output)


def test_the_page_needs_no_network(output: Path) -> None:
    text = page(output)
    assert "default-src 'none'" in text
    assert not re.search(r"\b(?:src|href)=[\"']?(?:https?:)?//", text)
    assert not re.search(r"url\(|@import|fetch\(|innerHTML|eval\(", text)


def test_the_same_records_give_the_same_page(output: Path) -> None:
    assert page(output) == page(output)


def test_files_without_a_result_are_named(output: Path) -> None:
    (output / "errors.csv").write_text("source,stage,error\r\n<i>.pdf,read,broken\r\n", encoding="utf-8-sig")
    assert "<td>&lt;i&gt;.pdf</td><td>broken</td>" in page(output)


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no records here; make them with"):
        write_report(tmp_path)


def test_the_command(output: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["report", str(output), "-o", str(tmp_path / "r.html")])
    assert done.exit_code == 0 and "2 documents in" in done.output
    assert (tmp_path / "r.html").is_file()
    assert CliRunner().invoke(app, ["report", str(tmp_path / "none")]).exit_code == 2


@pytest.mark.parametrize("svg", [charts.bars([(HOSTILE, 3)]), charts.graph([(HOSTILE, HOSTILE, 1)])])
def test_charts_escape_names(svg: str) -> None:
    assert "<script" not in svg and "<img" not in svg and "&lt;script" in svg


def test_counts_over_time_share_their_periods_and_name_their_highest() -> None:
    svg = charts.over_time(["2026-01", "2026-02"], [("文档", "documents", [1, 3]), ("人物", "people", [0, 0])])
    assert svg.count("<rect") == 4 and "<title>2026-02: 3</title>" in svg
    assert re.findall(r">([^<>]+)</text>", svg) == [
        "文档",
        "documents",
        "3",
        "人物",
        "people",
        "0",
        "2026-01",
        "2026-02",
    ]


def test_the_overview_has_every_chart_in_both_languages(output: Path) -> None:
    charts_shown = re.findall(r"<figcaption>(.+?) <span>(.+?)</span>", page(output))
    assert [english for _, english in charts_shown] == [
        "Over time, by date of publication", "Organizations, by documents", "People, by documents", "Amounts by unit",
        "Mentions by label", "People and their organizations",
    ]  # fmt: skip
    assert all(re.search("[\u4e00-\u9fff]", chinese) for chinese, _ in charts_shown)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2026-03-27", "2026-03"),
        ("0000-00-00", None),
        ("2026-13-01", None),
        ("2026-1²-01", None),
        ("-0137-01-01", None),
        ("2026", None),
    ],
)
def test_only_dates_with_a_real_month_are_in_the_timeline(day: str, month: str | None) -> None:
    counted = overview.Overview()
    counted.add({**{table: [] for table in TABLE_ROWS}, "dates": [{"from": day}]})
    assert (month in counted.html([])) if month else ("文中日期" not in counted.html([]))


def test_charts_of_nothing_are_nothing() -> None:
    assert (
        charts.figure("空", "empty", charts.bars([]) + charts.columns([]) + charts.graph([]) + charts.over_time([], []))
        == ""
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, []),
        ({"2026-01": 2}, [("2026-01", 2)]),
        ({"2025-11": 1, "2026-01": 2}, [("2025-11", 1), ("2025-12", 0), ("2026-01", 2)]),
        ({"2010-01": 1, "2012-05": 2, "2016-03": 3}, [("2010", 1), ("2011", 0), ("2012", 2), ("2013", 0), ("2014", 0), ("2015", 0), ("2016", 3)]),
    ],
)  # fmt: skip
def test_timelines_have_no_gaps(counts: dict[str, int], expected: list[tuple[str, int]]) -> None:
    assert overview.timeline(counts) == expected


def test_a_single_old_date_does_not_stretch_the_timeline() -> None:
    found = overview.timeline({"0618-01": 1, "2015-01": 60, "2026-01": 60})
    assert (found[0][0], found[-1][0]) == ("2015", "2026")

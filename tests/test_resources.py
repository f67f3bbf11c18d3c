"""Every word table says where it comes from and is well formed; entries that rules lean on are as they must be."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

RESOURCES = Path(__file__).parents[1] / "pipeline" / "resources"
TABLES = sorted(RESOURCES.glob("*.tsv"))
HEADER = re.compile(r"# (?P<key>columns|source|licence|date): (?P<value>\S.*)")


def header(table: Path) -> dict[str, str]:
    """The named lines of a table's header: columns, source, licence, date."""
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return {match["key"]: match["value"] for line in lines if (match := HEADER.fullmatch(line))}


def rows(table: Path) -> list[list[str]]:
    lines = table.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def without_brackets(text: str) -> str:
    """A text without what stands in brackets, nested ones too."""
    while (shorter := re.sub(r"\([^()]*\)", "", text)) != text:
        text = shorter
    return text


def lookup(name: str) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows(RESOURCES / f"{name}.tsv")}


def test_there_are_tables() -> None:
    assert len(TABLES) >= 10


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
class TestTable:
    def test_header_names_columns_source_licence_date(self, table: Path) -> None:
        named = header(table)
        assert named.keys() == {"columns", "source", "licence", "date"}
        assert date.fromisoformat(named["date"]) >= date(2020, 1, 1)

    def test_header_stands_on_top(self, table: Path) -> None:
        marks = [line.startswith("#") for line in table.read_text(encoding="utf-8").splitlines()]
        assert marks == sorted(marks, reverse=True)

    def test_every_row_has_the_stated_columns(self, table: Path) -> None:
        stated = without_brackets(header(table)["columns"]).count(",") + 1
        assert {len(row) for row in rows(table)} == {stated}

    def test_no_key_twice(self, table: Path) -> None:
        # A currency's name may stand before and behind a number, with a row each.
        width = 2 if table.stem == "currencies" else 1
        assert [key for key, count in Counter(tuple(row[:width]) for row in rows(table)).items() if count > 1] == []

    def test_no_stray_white_space(self, table: Path) -> None:
        text = table.read_text(encoding="utf-8")
        assert text.endswith("\n") and not text.endswith("\n\n") and "\r" not in text and not text.startswith("\ufeff")
        assert [row for row in rows(table) if not row[0] or any(cell != cell.strip() for cell in row)] == []


def kinds_explained(table: Path) -> set[str]:
    """The words in the brackets behind `kind` in a header; empty where the header lists no kinds."""
    explained = re.fullmatch(r"[\w ]+, kind \((.+)\)(?:, \w+)?", header(table)["columns"])
    return set(re.findall(r"[\w-]+", explained[1])) if explained else set()


WITH_KINDS = [table for table in TABLES if kinds_explained(table)]


def test_tables_explain_their_kinds() -> None:
    assert {"event_heads", "org_suffixes", "organizations", "places", "title_heads"} <= {t.stem for t in WITH_KINDS}


@pytest.mark.parametrize("table", WITH_KINDS, ids=lambda path: path.stem)
def test_the_header_explains_every_kind(table: Path) -> None:
    assert {row[1] for row in rows(table)} <= kinds_explained(table)


@pytest.mark.parametrize(
    ("table", "word", "kind"),
    [
        ("places", "河北省", "province"),
        ("places", "石家庄市", "city"),
        ("places", "石家庄", "short-city"),
        ("places", "延边朝鲜族自治州", "city"),
        ("places", "延边", "short-city"),
        ("places", "正定县", "county"),
        ("places", "正定", "short-county"),
        ("places", "和平", "ambiguous"),
        ("places", "资源", "ambiguous"),
        ("places", "美利坚合众国", "country"),
        ("places", "粤港澳大湾区", "region"),
        ("places", "雄安新区", "zone"),
        ("places", "青藏高原", "nature"),
        ("places", "旧金山", "world-city"),
        ("places", "沪", "abbr"),
        ("places", "市辖区", None),
        ("places", "欧盟", None),
        ("organizations", "国务院", "state"),
        ("organizations", "欧盟", "international"),
        ("organizations", "宁德时代", "company"),
        ("organizations", "小米", "ambiguous"),
        ("organizations", "教育部", "state"),
        ("organizations", "教育部门", "ambiguous"),
        ("title_heads", "党委书记", None),
        ("title_heads", "书记", "office"),
        ("title_heads", "院士", "address"),
        ("title_heads", "记者", "byline"),
        ("stopwords_left", "位于", "verb"),
        ("stopwords_left", "服务", None),
    ],
)
def test_entry(table: str, word: str, kind: str | None) -> None:
    entry = lookup(table).get(word)
    assert (entry and entry[0]) == kind


def test_surnames_hold_single_and_compound_ones() -> None:
    weights = {name: float(cells[0]) for name, cells in lookup("surnames").items()}
    assert sum(len(name) == 1 for name in weights) >= 500
    assert {"欧阳", "司马", "诸葛", "皇甫", "尉迟", "令狐", "慕容"} <= weights.keys()
    assert weights["王"] > weights["丁"] > weights["都"] > 0

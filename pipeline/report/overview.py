"""What the documents say together: counts while they pass, and the charts made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from pipeline.report.charts import Counts, bars, columns, figure, graph
from pipeline.write.columns import TABLES

TOP = 12
PAIRS = 18
MOST_COLUMNS = 60
"""A timeline of more months is drawn in years."""

Tables = Mapping[str, list[dict[str, Any]]]
"""Table → its rows, as column → value."""


class Overview:
    """Counts over documents; a name counts once for each document it stands in."""

    def __init__(self) -> None:
        self._totals: Counter[str] = Counter()
        self._labels: Counter[str] = Counter()
        self._organizations: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._groups: Counter[str] = Counter()
        self._months: Counter[str] = Counter()
        self._money: Counter[str] = Counter()
        self._dates: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._group = "role" if "role" in TABLES["amounts"] else "unit"

    @property
    def labels(self) -> Iterable[str]:
        """The labels of all mentions."""
        return self._labels

    def add(self, tables: Tables) -> None:
        """Count one document's rows."""
        for table, rows in tables.items():
            self._totals[table] += len(rows)
        self._labels.update(row["label"] for row in tables["mentions"])
        self._organizations.update({row["organization"] for row in tables["organizations"]})
        self._people.update({row["person"] for row in tables["people"]})
        self._groups.update(str(row[self._group]) for row in tables["amounts"] if row[self._group])
        self._pairs.update({(row["person"], row["organization"]) for row in tables["positions"] if row["organization"]})
        self._dates.update(str(row["from"])[:7] for row in tables["dates"] if _has_month(row["from"]))
        for document in tables["documents"]:
            if document["date"]:
                month = str(document["date"])[:7]
                self._months[month] += 1
                self._money[month] += sum(row["kind"] == "MONEY" for row in tables["amounts"])

    def html(self, failures: Iterable[tuple[str, str]]) -> str:
        """The overview; `failures` are documents without a result and why."""
        role = self._group == "role"
        charts = (
            figure("出现最多的机构", "Organizations, by documents", bars(_top(self._organizations, TOP))),
            figure("出现最多的人物", "People, by documents", bars(_top(self._people, TOP))),
            figure(
                "数额" + ("用途" if role else "单位"),
                "Amounts by role" if role else "Amounts by unit",
                bars(_top(self._groups, TOP), search=False),
            ),
            figure("各类提及", "Mentions by label", bars(_top(self._labels, 2 * TOP), search=False)),
            figure("发布时间", "Documents by date of publication", columns(timeline(self._months))),
            figure("金额（按发布时间）", "Amounts of money by date of publication", columns(timeline(self._money))),
            figure("文中日期", "Dates in the texts", columns(timeline(self._dates))),
            figure("人物与机构", "People and their organizations", graph(self._hubs())),
        )
        return f"{self._tiles()}<div class='charts'>\n{''.join(charts)}</div>\n{_failed(list(failures))}"

    def _hubs(self) -> list[tuple[str, str, int]]:
        """The pairs of the organizations with the most people: there a graph says more than a list."""
        size = Counter(organization for _, organization in self._pairs)
        pairs = [(person, organization, count) for (person, organization), count in self._pairs.items()]
        return sorted(pairs, key=lambda pair: (-size[pair[1]], pair[1], -pair[2], pair[0]))[:PAIRS]

    def _tiles(self) -> str:
        tiles = (
            ("文档", "documents", self._totals["documents"]),
            ("提及", "mentions", self._totals["mentions"]),
            ("人物", "people", len(self._people)),
            ("机构", "organizations", len(self._organizations)),
            ("任职", "positions", self._totals["positions"]),
            ("数额", "amounts", self._totals["amounts"]),
            ("日期", "dates", self._totals["dates"]),
        )
        inside = "".join(f"<div><dd>{count:,}</dd><dt>{zh} {en}</dt></div>" for zh, en, count in tiles)
        return f"<h1>总览 <span>Overview</span></h1>\n<dl class='tiles'>{inside}</dl>\n"


def _failed(failures: list[tuple[str, str]]) -> str:
    if not failures:
        return ""
    rows = "".join(f"<tr><td>{escape(source)}</td><td>{escape(error)}</td></tr>" for source, error in failures)
    return f"<h2>没有结果的文件 <span>Files without a result</span></h2><div class='scroll'><table>{rows}</table></div>"


def _has_month(moment: Any) -> bool:
    text = str(moment or "")
    return len(text) >= 7 and text[:4].isdigit() and text[4] == "-"


def _top(counts: Counter[Any], most: int) -> list[tuple[Any, int]]:
    """The most frequent, equal ones by name, so that the same input gives the same page."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]


def timeline(counts: Mapping[str, int]) -> Counts:
    """Counts by month without gaps, by year where the months are too many; the years around which dates gather.

    Single dates far away from the rest (a founding in 1912) would press all others together: the outer 2 % are left
    out where they stretch the line.
    """
    present = sorted(month for month, count in counts.items() if count)
    if not present:
        return []
    if _distance(present[0], present[-1]) >= MOST_COLUMNS:
        years: Counter[str] = Counter()
        for month in present:
            years[month[:4]] += counts[month]
        start, end = _middle(years)
        return [(f"{year:04}", years[f"{year:04}"]) for year in range(start, end + 1)]
    first = int(present[0][:4]) * 12 + int(present[0][5:7]) - 1
    months = [
        f"{month // 12:04}-{month % 12 + 1:02}"
        for month in range(first, first + 1 + _distance(present[0], present[-1]))
    ]
    return [(month, counts.get(month, 0)) for month in months]


def _distance(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def _middle(years: Counter[str]) -> tuple[int, int]:
    every = sorted(years.elements())
    cut = len(every) // 50
    first, last = int(every[cut]), int(every[-1 - cut])
    return max(first, last - MOST_COLUMNS + 1), last

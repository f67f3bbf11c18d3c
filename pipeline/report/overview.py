"""What the documents say together: counts while they pass, and the charts made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from pipeline.report.charts import Counts, bars, columns, figure, graph, over_time
from pipeline.schema import LABELS

OVER_TIME = (
    ("documents", "文档", "documents"), ("mentions", "提及", "mentions"), ("people", "人物", "people"),
    ("organizations", "机构", "organizations"), ("amounts", "数额", "amounts"),
)  # fmt: skip

CHINESE: Mapping[str, str] = dict(
    zip(
        LABELS,
        ["人物", "职务", "机构", "地点", "金额", "百分比", "数量", "日期", "时间", "时长", "活动", "作品"],
        strict=True,
    )
)
"""What the labels are called in Chinese; added ones have their name only."""

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
        self._roles: Counter[str] = Counter()
        self._units: Counter[str] = Counter()
        self._months: dict[str, Counter[str]] = {table: Counter() for table, _, _ in OVER_TIME}
        self._dates: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()

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
        self._roles.update(str(row["role"]) for row in tables["amounts"] if row["role"])
        self._units.update(str(row["unit"]) for row in tables["amounts"] if row["unit"])
        self._pairs.update({(row["person"], row["organization"]) for row in tables["positions"] if row["organization"]})
        self._dates.update(str(row["from"])[:7] for row in tables["dates"] if _has_month(row["from"]))
        for document in tables["documents"]:
            if document["date"]:
                for table, counts in self._months.items():
                    counts[str(document["date"])[:7]] += len(tables[table])

    def html(self, failures: Iterable[tuple[str, str]]) -> str:
        """The overview; `failures` are documents without a result and why."""
        charts = (
            figure("随时间", "Over time, by date of publication", self._over_time()),
            figure("出现最多的机构", "Organizations, by documents", bars(_top(self._organizations, TOP))),
            figure("出现最多的人物", "People, by documents", bars(_top(self._people, TOP))),
            figure("数额是什么的", "Amounts by role", bars(_top(self._roles, TOP))),
            figure("数额的单位", "Amounts by unit", bars(_top(self._units, TOP), search=False)),
            figure("各类提及", "Mentions by label", bars(self._by_label(), search=False)),
            figure("文中日期", "Dates in the texts", columns(timeline(self._dates))),
            figure("人物与机构", "People and their organizations", graph(self._hubs())),
        )
        return f"{self._tiles()}<div class='charts'>\n{''.join(charts)}</div>\n{_failed(list(failures))}"

    def _over_time(self) -> str:
        periods = [period for period, _ in timeline(self._months["documents"])]
        series = []
        for table, chinese, english in OVER_TIME:
            counts: Counter[str] = Counter()
            for month, count in self._months[table].items():
                counts[month[: len(periods[0])]] += count
            series.append((chinese, english, [counts[period] for period in periods]))
        return over_time(periods, series)

    def _by_label(self) -> Counts:
        return [(f"{CHINESE.get(label, '')} {label}".strip(), count) for label, count in _top(self._labels, 2 * TOP)]

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


_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?![0-9])")


def _has_month(moment: Any) -> bool:
    return bool(_MONTH.match(str(moment or "")))


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

"""The forms of amounts and dates that the tests hold, as a document.

    python benchmarks/forms.py [--check]

`tests/normalize/forms/*.txt` are the tests' tables: a value and its spellings on a line. This writes them into
`docs/amounts-and-dates.md`, so that the document shows what is tested and nothing else. `--check` writes nothing and
ends with an error where the document is out of date.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from pipeline.normalize import Amount, TimeExpression

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "normalize" / "forms"
DOCUMENT = ROOT / "docs" / "amounts-and-dates.md"
REFERENCE = datetime(2026, 3, 27, 10)
"""A Friday morning; the day that relative expressions of the tables are counted from."""
NOTHING, NO_VALUE = "—", "?"
"""In the place of a value: nothing is found; text is found, and has no value."""

HEAD = f"""# Amounts and dates · 数额与日期

What `find_amounts`, `find_numbers` and `find_dates` read, and the value they give. Every line is a test; the file is
written by `make docs` from [tests/normalize/forms](../tests/normalize/forms). Relative dates are counted from Friday,
{REFERENCE:%-d %B %Y}, {REFERENCE:%H:%M}.

下面每一行都是一条测试：左边是值，右边是读得出这个值的各种写法。本页由 `make docs` 从测试数据生成。相对日期以
{REFERENCE:%Y}年{REFERENCE.month}月{REFERENCE.day}日（星期五）上午{REFERENCE.hour}点为准。

- Money is in whole units (元, not 万元), percentages are parts of one, `pp` are percentage points.
  金额以元为单位，百分比写成小数，`pp` 表示百分点。
- After the unit stands the bound, if there is one: `>` more than (超, 逾, 多, 余), `>=` at least (以上, 至少), `<~` nearly
  (近, 不到), `<=` at most (以内, 最多), `~` about (约, 左右). 单位后面的符号是界限。
- `1–2` is a range; days and moments are inclusive, `…` is an open end. `1–2` 是区间，首尾都算在内，`…` 表示不限。
- Lengths are ISO 8601 (`P3Y2M`, `PT1H30M`); a repetition has its period. 时长和周期用 ISO 8601。
- Traditional characters and full-width digits are read like the others; offsets are those of the text as it is.
  繁体字和全角数字一样读，位置以原文为准。
"""


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling, the kind it is of and the value it has; ``alone``: only where it is the whole text."""

    kind: str
    value: str
    text: str
    alone: bool = False


@dataclass(slots=True)
class Section:
    """One part of a table: its heading and rows of value and spellings."""

    heading: str
    rows: list[tuple[str, list[str]]] = field(default_factory=list)
    alone: bool = False


@dataclass(slots=True)
class Table:
    """One kind: title, kind of its items, sections."""

    title: str
    kind: str
    sections: list[Section]

    def forms(self) -> list[Form]:
        """Every spelling of the table with its value."""
        return [
            Form(self.kind, value, text, section.alone)
            for section in self.sections
            for value, texts in section.rows
            for text in texts
        ]


def read(path: Path) -> Table:
    """Read one table. Raises ValueError for a line that is none of title, kind, heading, mark and row."""
    table = Table("", "", [])
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            table.title = line[2:]
        elif line.startswith("kind "):
            table.kind = line[5:]
        elif line.startswith("## "):
            table.sections.append(Section(line[3:]))
        elif line == "@alone":
            table.sections[-1].alone = True
        elif line:
            value, texts = line.split("\t")
            table.sections[-1].rows.append((value, texts.split(" | ")))
    return table


def tables() -> list[Table]:
    """All tables in the order of their files."""
    return [read(path) for path in sorted(TABLES.glob("*.txt"))]


def shown(item: Amount | TimeExpression) -> str:
    """The value of an item as the tables write it.

    >>> shown(Amount("3亿元", 0, 3, "MONEY", value=Decimal(300000000), unit="CNY", bound=">"))
    '300000000 CNY >'
    """
    if isinstance(item, Amount):
        ends = [item.value] if item.value is not None else [item.min, item.max]
        words = [
            "–".join(_plain(end) for end in ends if end is not None),
            item.unit or "",
            item.bound.strip("=") and item.bound,
        ]
        return " ".join(word for word in words if word)
    norm = item.norm
    if "iso" in norm:
        return str(norm["iso"])
    if "min" in norm:
        return f"{norm['min']} – {norm['max']}"
    if "start" not in norm:
        return NO_VALUE
    start, end = norm["start"] or "…", norm["end"] or "…"
    return start if start == end else f"{start} – {end}"


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def document() -> str:
    """The whole document."""
    parts = [HEAD]
    for table in tables():
        parts.append(f"## {table.title}\n")
        for section in table.sections:
            parts.append(f"### {section.heading}\n")
            if all(value == NOTHING for value, _ in section.rows):
                parts.append("、".join(f"`{text}`" for _, texts in section.rows for text in texts) + "\n")
                continue
            rows = [f"| {_cell(value)} | {'、'.join(_cell(text) for text in texts)} |" for value, texts in section.rows]
            parts.append("\n".join(["| value | spellings |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return f"`{text}`" if text != NO_VALUE else "no value"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; end with an error where the file differs")
    options = parser.parse_args()
    text = document()
    if options.check:
        if DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == text:
            return 0
        print(f"{DOCUMENT.relative_to(ROOT)} is out of date; run `make docs`.", file=sys.stderr)
        return 1
    DOCUMENT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

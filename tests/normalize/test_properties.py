"""What holds for every amount, date and length: it reads back what was written, and parse agrees with find."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize import find_all, find_amounts, find_dates, find_numbers, parse_amount, parse_date

RAW = sorted((Path(__file__).parents[2] / "corpus" / "raw").glob("*.txt"))
TODAY = date(2026, 3, 27)
SUMS = st.decimals("0.01", 10**11, places=2)
UNITS = {"元": 1, "万元": 10**4, "亿元": 10**8, "美元": 1, "万港元": 10**4, "元/亩": 1}
#: What only the words around it make of it: 块 that are no money, a text from Taiwan, days that are a length.
TOLD_BY_CONTEXT = ("块", "元", "分")


@given(st.text())
def test_any_text_at_all(text: str) -> None:
    for item in [*find_amounts(text), *find_numbers(text), *find_dates(text, TODAY)]:
        assert text[item.start : item.end] == item.text != ""
    amounts, times = find_all(text, TODAY)
    spans = sorted((item.start, item.end) for item in [*amounts, *times])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.stem)
def test_parse_agrees_with_find(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for amount in find_amounts(text):
        if amount.text.endswith(TOLD_BY_CONTEXT) and amount.unit in ("块", "TWD", "亩"):
            continue
        parsed = parse_amount(amount.text)
        assert parsed is not None and (parsed.kind, parsed.norm) == (amount.kind, amount.norm)


@given(SUMS, st.sampled_from(sorted(UNITS)))
def test_written_sums_read_back(number: Decimal, unit: str) -> None:
    for written in (f"{number}", f"{number:,}"):
        amount = parse_amount(written + unit)
        assert amount is not None and amount.kind == "MONEY" and amount.value == number * UNITS[unit]


@given(SUMS, SUMS, st.sampled_from(["-", "—", "~", "至", "到"]))
def test_written_ranges_read_back(first: Decimal, second: Decimal, link: str) -> None:
    low, high = sorted((first, second))
    amount = parse_amount(f"{low}元{link}{high}元")
    if low == high:
        return
    assert amount is not None and (amount.min, amount.max, amount.unit) == (low, high, "CNY")


@given(st.integers(0, 999), st.integers(1, 9), st.integers(1, 9))
def test_written_coins_read_back(whole: int, tenths: int, cents: int) -> None:
    value = whole + Decimal(tenths) / 10 + Decimal(cents) / 100
    for written in (f"{whole}元{tenths}角{cents}分", f"{whole}块{tenths}毛{cents}"):
        amount = parse_amount(written)
        assert amount is not None and amount.value == value


@given(st.decimals(0, 100, places=2))
def test_written_shares_read_back(number: Decimal) -> None:
    for written in (f"{number}%", f"{number}％", f"百分之{number}"):
        amount = parse_amount(written)
        assert amount is not None and amount.kind == "PERCENT" and amount.value == number / 100


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)))
def test_written_moments_read_back(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    half = "上午" if moment.hour < 12 else "下午"
    hour = moment.hour % 12 or 12
    spellings = [
        f"{moment:%Y-%m-%d %H:%M}",
        f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute}分",
    ]
    if moment.hour not in (0, 12):
        spellings.append(f"{moment.year}年{moment.month}月{moment.day}日{half}{hour}点{moment.minute}分")
    for text in spellings:
        item = parse_date(text)
        assert item is not None and item.norm["start"] == item.norm["end"] == f"{moment:%Y-%m-%dT%H:%M}"


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(1, 300))
def test_days_from_now(today: date, days: int) -> None:
    for text, sign in ((f"{days}天后", 1), (f"{days}天前", -1)):
        item = parse_date(text, today)
        assert item is not None and item.norm["start"] == (today + timedelta(days=sign * days)).isoformat()


@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    st.integers(0, 6),
    st.sampled_from([("上", -1), ("下", 1), ("本", 0)]),
)
def test_weekdays(today: date, weekday: int, week: tuple[str, int]) -> None:
    item = parse_date(f"{week[0]}周{'一二三四五六日'[weekday]}", today)
    monday = today - timedelta(days=today.weekday())
    assert item is not None and item.norm["start"] == (monday + timedelta(weeks=week[1], days=weekday)).isoformat()


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(0, 400))
def test_written_date_ranges_read_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    text = f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    item = parse_date(text)
    assert item is not None and item.norm == {"start": first.isoformat(), "end": last.isoformat()}

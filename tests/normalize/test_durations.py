"""Durations and repetitions: value and its spellings."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.dates import find_dates, parse_date

LENGTHS = {
    "P10Y": "十年 10年 近十年 十余年 10周年 不到十年",
    "P3Y2M": "三年零两个月 3年2个月",
    "P8DT20H": "8天又20小时 8天20小时 8天又二十个小时",
    "P3M": "三个月 近三个月 3个月 三个多月",
    "PT48H": "48小时 48小时内 四十八小时 48个小时",
    "P6M": "半年",
    "P1M": "一个月 个把月",
    "PT30M": "半小时 半个小时 30分钟 半个钟头",
    "PT4H30M": "四个半小时",
    "P1Y6M": "一年半",
    "P2D": "两天 不到两天",
    "P20D": "20余日 二十多日 20余天",
    "P3D": "3日内 3天 三天",
    "PT2H7M38S": "2小时07分38秒",
    "P2W": "两周 2个星期 两个礼拜",
}
RANGES = {
    ("P2W", "P3W"): "两三周",
    ("P20D", "P25D"): "20—25天 20至25天",
    ("P1M", "P2M"): "一至两个月",
    ("P3D", "P5D"): "3-5天 三五天",
}
SETS = {"P1W": "每周一 每周 每个星期", "P1Y": "每年", "P2D": "每隔两天", "P1D": "每天 每日", "P1M": "每月 每个月"}


@pytest.mark.parametrize(("iso", "text"), [(i, t) for i, line in LENGTHS.items() for t in line.split()])
def test_length(iso: str, text: str) -> None:
    item = parse_date(text)
    assert item is not None and item.kind == "DURATION" and item.norm == {"iso": iso}


@pytest.mark.parametrize(("ends", "text"), [(e, t) for e, line in RANGES.items() for t in line.split()])
def test_range(ends: tuple[str, str], text: str) -> None:
    item = parse_date(text)
    assert item is not None and item.norm == {"min": ends[0], "max": ends[1]}


@pytest.mark.parametrize(("iso", "text"), [(i, t) for i, line in SETS.items() for t in line.split()])
def test_repetition(iso: str, text: str) -> None:
    item = parse_date(text)
    assert item is not None and item.kind == "SET" and item.norm == {"iso": iso}


@pytest.mark.parametrize(
    "text",
    [
        "三年级",
        "一天，两人吵了起来。",
        "20余日元",
        "第三年",
        "第5天",
        "五年计划书的天空".removeprefix("五年"),
        "有一天",
        "几年来",
        "一分为二",
        "十分重要",
        "万年",
    ],
)
def test_not_a_length(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["行政拘留七日", "行政拘留15日", "公示期7日", "连续三日", "工期90日", "停业整顿三日"])
def test_days_of_a_term_are_a_length(text: str) -> None:
    (item,) = find_dates(f"作出{text}处理。", date(2026, 3, 27))
    assert item.kind == "DURATION" and text.endswith(item.text)


@given(st.integers(1, 999), st.sampled_from(["年", "个月", "天", "小时", "分钟", "周"]))
def test_written_lengths_read_back(count: int, unit: str) -> None:
    item = parse_date(f"{count}{unit}")
    assert item is not None
    if unit == "年" and 70 < count < 100 and count % 10:  # 98年 alone is a year of the last century
        assert item.norm["start"] == f"{1900 + count}-01-01"
        return
    assert item.kind == "DURATION" and str(count) in item.norm["iso"]


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "1,",
        "年",
        "1",
        "十",
        "1点",
        "三年",
        "每",
        "一月",
        "约近",
        "—",
        "1-",
        "5",
        "前3",
        " ",
        "1 ",
        "(",
        "3月5日至",
        "第",
        "数",
        "零",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    find_dates(text)
    assert time.perf_counter() - begin < 5

"""Dates: value and its spellings, against 27 March 2026 (a Friday)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.dates import find_dates, parse_date

TODAY = date(2026, 3, 27)

DAYS = {
    "2026-03-27": "2026年3月27日 2026-3-27 2026/03/27 2026.3.27 20260327 27/3/2026 二〇二六年三月二十七日 3月27日 27日 今天 民国115年3月27日 ２０２６年３月２７日",
    "2026-03-26": "昨天 昨日 本月26日 本周四 周四",
    "2026-03-24": "大前天",
    "2026-03-20": "上周五",
    "2026-04-08": "下下周三",
    "2025-12-31": "去年底 2025年底 2025年末 去年12月31日 “十四五”末",
    "2026-02-17": "春节 正月初一 农历正月初一 2026年春节 大年初一",
    "2026-02-16": "除夕",
    "2026-09-25": "农历八月十五 中秋节",
    "2026-09-23": "农民丰收节 秋分",
    "2026-05-10": "母亲节 5月第二个周日",
    "2026-03-30": "三天后",
    "2024-02-29": "2月29日",
    "2026-03-31": "月底 3月底 一季度末",
}
PERIODS = {
    ("2025-01-01", "2025-12-31"): "去年 2025年 2025年度 二〇二五年 ’25年 民国114年 去年全年",
    ("2025-07-01", "2025-09-30"): "去年三季度 2025年第三季度 去年第3季度",
    ("2026-01-01", "2026-06-30"): "上半年 今年上半年 2026年前半年 1—6月 今年前6个月 一至六月",
    ("2026-01-01", "2026-09-30"): "前三季度 今年前三季度 1至9月",
    ("2026-03-11", "2026-03-20"): "3月中旬",
    ("2026-02-01", "2026-02-28"): "上月 上个月 2月 二月份 今年2月 2026.02 2026-02",
    ("2026-03-05", "2026-03-08"): "3月5日至8日 3月5日—8日 3月5日-3月8日 2026年3月5日到8日",
    ("2026-03-15", "2026-04-03"): "本月15日—下月3日",
    ("2026-01-01", "2030-12-31"): "“十五五”期间 十五五期间 2026-2030年 2026年至2030年",
    ("1986-01-01", "1990-12-31"): "七五期间",
    ("1970-01-01", "1989-12-31"): "上世纪七八十年代 七八十年代 70、80年代 20世纪七十至八十年代 上世纪70-80年代",
    ("1990-01-01", "1999-12-31"): "上世纪90年代 二十世纪九十年代 90年代",
    ("2025-09-01", "2026-08-31"): "2025-2026学年 本学年",
    ("2026-03-28", "2026-03-29"): "周末 本周末",
    ("2026-10-01", "2026-10-07"): "国庆假期 国庆黄金周",
    ("2026-02-17", "2027-02-05"): "丙午年",
    ("-0220-01-01", "-0220-12-31"): "公元前221年",
    ("2015-01-01", None): "2015年起 2015年以来 2015年至今",
    (None, "2030-12-31"): "2030年前 2030年底前",
    (None, "2029-12-31"): "2030年以前 2030年之前",
    ("2024-01-01", "2024-12-31"): "两年前 前年",
}
NOT_DATES = [
    "21世纪经济报道记者", "2号会议室", "3号地块",
    "第三届", "2号线", "两会", "马上", "192.168.1.1", "版本3.27.1", "13800138000", "百年树人的万年历", "家底", "底线", "初审", "一带一路", "三号楼",
    "目前", "当前", "近年来", "神舟三号", "增长3.27%", "888-000-9999",
]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), [(d, t) for d, spellings in DAYS.items() for t in spellings.split()])
def test_day(day: str, text: str) -> None:
    item = parse_date(text, TODAY)
    assert item is not None and item.kind == "DATE"
    assert item.norm == {"start": day, "end": day}


@pytest.mark.parametrize(("ends", "text"), [(e, t) for e, spellings in PERIODS.items() for t in spellings.split()])
def test_period(ends: tuple[str | None, str | None], text: str) -> None:
    item = parse_date(text, TODAY)
    assert item is not None and item.kind == "DATE"
    assert (item.norm["start"], item.norm["end"]) == ends


@pytest.mark.parametrize("text", NOT_DATES)
def test_not_a_date(text: str) -> None:
    assert [e for e in find_dates(text, TODAY) if e.kind in ("DATE", "TIME")] == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("截至2025年底，自2015年起累计", ["2025年底", "2015年起"]),
        ("从3月5日到8日，于27日开幕", ["3月5日到8日", "27日"]),
        ("公示期至5月31日前", ["5月31日前"]),
        ("“十四五”以来建成，“十五五”是关键五年", ["“十四五”以来", "五年"]),  # a plan alone is no time
    ],
)
def test_words_before_stay_outside(text: str, spans: list[str]) -> None:
    assert [e.text for e in find_dates(text, TODAY)] == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("据新华社11月19日报道，学生20日报到。", ["11月19日", "20日"]),
        ("青川11月9日本报讯，十一月十九日本市有雨，21日本公司公告。", ["11月9日", "十一月十九日", "21日"]),
        ("12月31日元旦前夜，1月3日均价上涨。", ["12月31日", "1月3日"]),
        ("《云港日报》报道，每30日元兑换，10日均线走平。", []),
        ("最长不超过30日，近20日上涨，超过7日未回复，临近5日。", ["5日"]),
    ],
)
def test_what_follows_a_day(text: str, spans: list[str]) -> None:
    assert [e.text for e in find_dates(text, TODAY) if e.text[-1] == "日"] == spans


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("3月5日元宵节当晚开灯，27日昨晚停电。", ["2026-03-05", "2026-03-03T18:00", "2026-03-27", "2026-03-26T18:00"]),
        ("3月12日开幕。当天签约，次日闭幕。", ["2026-03-12", "2026-03-12", "2026-03-13"]),
        ("2月3日动工，5日通车。", ["2026-02-03", "2026-02-05"]),
        ("2019年9月立项，同年12月开工。", ["2019-09-01", "2019-12-01"]),
        ("今年前11个月增长，去年同期下降。", ["2026-01-01", "2025-01-01"]),
        # nor is a year since which something holds the one that is told of
        ("创2005年以来新低，8月回升。", ["2005-01-01", "2026-08-01"]),
        # a day of birth is told in passing
        ("2015年6月，秦某（1973年1月生）租下仓库。同年7月开工。", ["2015-06-01", "1973-01-01", "2015-07-01"]),
    ],
)
def test_against_what_was_named(text: str, starts: list[str]) -> None:
    assert [e.norm["start"] for e in find_dates(text, TODAY)] == starts


def test_relative_without_reference_has_no_start() -> None:
    item = parse_date("去年")
    assert item is not None and "start" not in item.norm


@given(
    st.text(
        alphabet="一二十百年月日号上下去今前后周半点时分至到—-/.0123456789 第每近初底农历正春节，。\n\ud800x",
        max_size=40,
    )
)
def test_never_raises_and_offsets_hold(text: str) -> None:
    end = 0
    for item in find_dates(text, TODAY):
        assert end <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        end = item.end


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_written_dates_read_back(day: date) -> None:
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}"):
        item = parse_date(text)
        assert item is not None and item.norm == {"start": day.isoformat(), "end": day.isoformat()}

"""Times: value and its spellings, against 27 March 2026."""

from datetime import date

import pytest

from pipeline.normalize.dates import find_dates, parse_date

TODAY = date(2026, 3, 27)
TIMES = {
    (
        "2026-03-27T09:30",
        "2026-03-27T09:30",
    ): "上午9时30分 9:30 上午9点半 9时30分 2026-03-27 09:30|3月27日上午9:30|今天9时30分",
    ("2026-03-27T15:30", "2026-03-27T15:30"): "下午3点半 15:30 15时30分 下午三点三十分 3:30pm",
    ("2026-03-27T20:00", "2026-03-27T20:00"): "今晚8点 当晚8点 3月27日当晚8点 晚上八点 20:00 27日晚8时",
    ("2026-03-26T18:00", "2026-03-26T23:59"): "昨晚 26日晚 26日当晚 3月26日（周四）当晚",
    ("2026-03-27T08:00", "2026-03-27T12:00"): "今天上午 27日上午",
    ("2026-03-27T14:00", "2026-03-27T17:00"): "下午2点到5点 14:00-17:00 下午2:00至5:00",
    ("2026-03-27T09:00", "2026-03-27T11:30"): "上午9:00-11:30 9:00-11:30 9:00至11:30",
    ("2026-07-18T20:00", "2026-07-19T08:00"): "7月18日20时至19日8时",
    ("2026-03-28T02:00", "2026-03-28T02:00"): "明天凌晨2时",
    ("2026-04-30T19:00", None): "4月30日19:00起",
}
CASES = [
    (ends, text)
    for ends, line in TIMES.items()
    for text in ([*line.split("|")[1:], line.split("|")[0][-16:]] if "|" in line else line.split())
]


@pytest.mark.parametrize(("ends", "text"), CASES)
def test_time(ends: tuple[str, str | None], text: str) -> None:
    item = parse_date(text, TODAY)
    assert item is not None and item.kind == "TIME"
    assert (item.norm["start"], item.norm["end"]) == ends


@pytest.mark.parametrize(
    "text",
    [
        "零点五",
        "一点也不",
        "提出三点建议",
        "百分之七点三",
        "比分3:20",
        "有一点二",
        "时代",
        "千分之一点二",
        "五角大楼",
        "比分：21:15",
        "画面比例：16:10",
        "（25:21、22:25、25:18）",
        "25:21，22:25",
        "以22:20战胜海州队",
        "海州队22:20险胜",
    ],
)
def test_not_a_time(text: str) -> None:
    assert [e for e in find_dates(text, TODAY) if e.kind == "TIME"] == []


def test_impossible_hours_are_no_times() -> None:
    assert find_dates("25:10", TODAY) == [] and find_dates("12:75", TODAY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议8点召开，八点出发，活动9点正式举行。", ["8点", "八点", "9点"]),
        ("当地时间8点，将在10点举行，到7点结束。", ["8点", "10点", "7点"]),
        ("发布2018-12-3016:54:19，来源2018-11-0715:02。", ["2018-12-3016:54:19", "2018-11-0715:02"]),
        ("5 月 20 日 晚 7 点半演出，7月30日凌晨0时多出发。", ["5 月 20 日 晚 7 点半", "7月30日凌晨0时多"]),
        ("首播：19:35，开播时间：9:30。", ["19:35", "9:30"]),
        ("班车9:30、10:30、11:45各一班。", ["9:30", "10:30", "11:45"]),
        ("下午4点多回家，晚上8点多钟熄灯，早上7点多名学生到校。", ["下午4点多", "晚上8点多钟", "早上7点"]),
        ("12月3日夜间有雪，5月20日夜里转晴，3日夜间无风。", ["12月3日夜间", "5月20日夜里", "3日夜间"]),
        ("提出8点意见，上涨8点，下跌30点，第3点开始讨论。", []),
        ("发布于2026-03-27T09:30:00+08:00，更新于2026-03-27T10:00:00Z。", ["2026-03-27T09:30:00+08:00", "2026-03-27T10:00:00Z"]),
    ],
)  # fmt: skip
def test_clock_times_in_running_text(text: str, expected: list[str]) -> None:
    assert [item.text for item in find_dates(text, TODAY)] == expected

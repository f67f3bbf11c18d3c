"""Dates and lengths as notices, bulletins and forecasts write them, against 27 March 2026: what is found, marked ⟦⟧, and its value."""

import re
from datetime import date

import pytest

from pipeline.normalize.dates import find_dates

TODAY = date(2026, 3, 27)

FOUND: list[tuple[str, list[str]]] = [
    # a length behind 前 of another word
    ("较计划提前⟦3个月⟧完工", ["P3M"]),
    ("提前⟦15天⟧完成", ["P15D"]),
    ("提前⟦48小时⟧发布预警", ["PT48H"]),
    ("任务提前⟦2年⟧实现", ["P2Y"]),
    ("提前⟦30日⟧书面通知", ["P30D"]),
    ("应当提前⟦十五日⟧公告", ["P15D"]),
    ("会议召开前⟦5日⟧通知", ["P5D"]),
    ("定价基准日前⟦20个交易日⟧均价的80%", ["P20D"]),
    ("保险期间届满前⟦30日内⟧", ["P30D"]),
    ("定期报告公告前⟦15日内⟧不得买卖", ["P15D"]),
    ("到期前⟦6个月内⟧办理", ["P6M"]),
    ("截止日前⟦三个月内⟧的完税证明", ["P3M"]),
    ("股东会召开⟦20日⟧前以公告方式通知", ["P20D"]),
    ("合同期满⟦30日⟧前书面通知", ["P30D"]),
    ("投标截止时间⟦15日⟧前发出澄清", ["P15D"]),
    ("⟦前3个月⟧增长5%", ["2026-01-01/2026-03-31"]),
    ("全市⟦前2个月⟧增长5%", ["2026-01-01/2026-02-28"]),
    # 内 belongs to the length, but in the frame 在…内
    ("未来⟦6个月内⟧，股东无减持计划", ["P6M"]),
    ("拟在未来⟦12个月⟧内出售", ["P12M"]),
    ("最近⟦12个月内⟧未受处罚", ["P12M"]),
    # trading days are no days of the calendar
    ("自披露之日起⟦15个交易日后⟧的⟦3个月⟧内", ["", "P3M"]),
    ("⟦5个工作日后⟧到账", [""]),
    # T+2 is a day that the calendar does not tell
    ("T+2日，中签投资者缴款", []),
    ("T-3日刊登招股意向书", []),
    # the day of a forecast
    ("⟦28日白天⟧，晴", ["2026-03-28T08:00/2026-03-28T20:00"]),
    ("⟦27日夜间到28日白天⟧", ["2026-03-27T18:00/2026-03-28T20:00"]),
    ("⟦今天夜间到明天白天⟧", ["2026-03-27T18:00/2026-03-28T20:00"]),
    ("⟦28日白天到夜间⟧，阴", ["2026-03-28T08:00/2026-03-28T23:59"]),
    # open to what is no date
    ("自⟦2024年3月1日起⟧至实际清偿之日止", ["2024-03-01/None"]),
    ("自⟦2026年1月1日起⟧至公告日", ["2026-01-01/None"]),
    ("自⟦2024年3月1日起至2025年3月1日⟧", ["2024-03-01/2025-03-01"]),
    # years that share their 年
    ("⟦2024、2025年度⟧净利润", ["2024-01-01/2025-12-31"]),
    ("⟦2023、2024、2025年⟧的营业收入", ["2023-01-01/2025-12-31"]),
    ("⟦2024和2025年⟧", ["2024-01-01/2025-12-31"]),
    ("⟦2021、2025年⟧两次入选", [""]),
    # the weekday of a date, told from now
    ("⟦3月26日（本周四）上午10时⟧", ["2026-03-26T10:00/2026-03-26T10:00"]),
    ("⟦4月1日（下周三）下午⟧", ["2026-04-01T12:00/2026-04-01T18:00"]),
    # seasons of sports and heating, whose days the calendar does not tell
    ("⟦2025-2026赛季⟧中超联赛开赛", [""]),
    ("⟦2025/26赛季⟧", [""]),
    ("⟦2025—2026采暖季⟧", [""]),
    ("⟦2024/2025榨季⟧累计产糖", [""]),
    # holidays as announced, and two at once
    ("⟦元旦假期⟧", ["2026-01-01/2026-01-03"]),
    ("⟦清明假期⟧", ["2026-04-04/2026-04-06"]),
    ("⟦春节假期⟧", ["2026-02-15/2026-02-23"]),
    ("⟦中秋、国庆假期⟧", ["2026-09-25/2026-10-07"]),
    # counts that look like years
    ("纳入2012例患者，存栏肉牛2000头，栽植果树1950株", []),
    ("装机容量2000兆瓦，年降水量1980毫米，首批交付2000架无人机，查处案件1986起", []),
    ("2026级本科生报到", []),
    ("⟦2026⟧株洲马拉松、⟦2026⟧张家口论坛", ["2026-01-01/2026-12-31"] * 2),
    # a rate is no repetition
    ("入库流量185立方米每秒", []),
    ("⟦每秒⟧下降5米", ["PT1S"]),
    # shares of three are no time
    ("三次产业比例为6:40:54", []),
]


@pytest.mark.parametrize(("marked", "values"), FOUND)
def test_notices(marked: str, values: list[str]) -> None:
    spans = re.findall(r"⟦(.*?)⟧", marked)
    found = find_dates(marked.replace("⟦", "").replace("⟧", ""), TODAY)
    assert [e.text for e in found] == spans
    assert [e.norm.get("iso") or (f"{e.norm['start']}/{e.norm['end']}" if e.norm else "") for e in found] == values

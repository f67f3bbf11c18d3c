"""Weeks, weekdays and the nth day, week or month of a period: token text to interval (see ``coarse`` for the arguments)."""

import re
from datetime import timedelta

from . import festivals
from .context import Context, integer
from .model import Interval, last_day, of_dates, shift_days, to_date

_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6} | {str(i): i - 1 for i in range(1, 8)}


def weekday(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """周三, 上周五, 下下周日, 本周, 上周末; weeks begin on Monday."""
    if base is not None and base.grain == "day":
        return base  # the weekday only tells the day again
    if base is not None or ctx.today is None:
        return None
    today = to_date(ctx.today)
    if today is None:
        return None
    monday = today - timedelta(days=today.weekday())
    steps = text.count("下") - text.count("上")
    if text in ("上半周", "下半周"):
        return (
            of_dates(monday, monday + timedelta(days=2), "day")
            if text[0] == "上"
            else of_dates(monday + timedelta(days=3), monday + timedelta(days=6), "day")
        )
    monday += timedelta(weeks=steps)
    if text.endswith("末"):
        return of_dates(monday + timedelta(days=5), monday + timedelta(days=6), "week")
    if text[-1] in _WEEKDAYS and (text[-1] not in "期拜周"):
        moment = monday + timedelta(days=_WEEKDAYS[text[-1]])
        return of_dates(moment, moment, "day")
    return of_dates(monday, monday + timedelta(days=6), "week")


def weekdays(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """周一至五: days of one week."""
    first, last = re.split("[至到—-]", text, maxsplit=1)
    begin = weekday(first, base, ctx)
    steps = (_WEEKDAYS[last[-1]] - _WEEKDAYS[first[-1]]) % 7
    if begin is None or begin.start is None:
        return None
    return Interval(begin.start, shift_days(begin.start, steps), "day")


_NTH = re.compile(r"的?(前|最后|第|首)(.*?) ?个? ?(天|周|星期|礼拜|月)(?:([一二三四五六日天1-7]))?")


def nth(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """2021年的第一周, 十月的第一个星期一, 今年的前10天, 2021年的最后4个月."""
    m = _NTH.fullmatch(text.replace("个月", "月"))
    if base is None or base.start is None or base.end is None or m is None:
        return None
    count = integer(m[2]) if m[2] else 1
    first, last = to_date(base.start), to_date(base.end)
    if not count or first is None or last is None:
        return None
    if m[4]:
        ordinal = -count if m[1] == "最后" else count
        found = (
            festivals.nth_weekday(base.start[0], base.start[1], ordinal, _WEEKDAYS[m[4]])
            if base.grain == "month" and count < 6
            else None
        )
        return of_dates(found, found, "day") if found else None
    if m[3] == "月":
        if base.grain != "year" or count > 12:
            return None
        y = base.start[0]
        low, high = {"前": (1, count), "最后": (13 - count, 12)}.get(m[1], (count, count))
        return Interval((y, low, 1), (y, high, last_day(y, high)), "month")
    size = 1 if m[3] == "天" else 7
    if size == 7:
        monday = first - timedelta(days=first.weekday())
        first = monday if (monday + timedelta(days=3)) >= first else monday + timedelta(days=7)
        monday = last - timedelta(days=last.weekday())
        last = monday + timedelta(days=6) if monday + timedelta(days=3) <= last else monday - timedelta(days=1)
    if count * size > 400:
        return None
    span = timedelta(days=count * size - 1)
    if m[1] == "前":
        return of_dates(first, first + span, "day")
    if m[1] == "最后":
        return of_dates(last - span, last, "day")
    start = first + timedelta(days=(count - 1) * size)
    return of_dates(start, start + timedelta(days=size - 1), "day")

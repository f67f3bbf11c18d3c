"""Days, weeks, weekdays, lunar dates and festivals: token text to interval (see ``coarse`` for the arguments)."""

import re
from collections.abc import Sequence
from datetime import timedelta

from . import calendar_cn, festivals
from .context import Context, integer, integers
from .model import Interval, Point, day_interval, last_day, of_dates, shift_days, shift_months

_STEPS = {"大大前": -4, "大大后": 4, "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}


def full(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """2026-3-27, 2026/03/27, 2026.3.27, 27/3/2026, 26-3-27, 20260327."""
    if text.isdecimal():
        return day_interval(int(text[:4]), int(text[4:6]), int(text[6:]))
    a, b, c = (int(n) for n in re.findall(r"\d+", text))
    if a > 99:
        return day_interval(a, b, c)
    if c > 99:  # day first, as outside the United States; month first where only that is a date
        return day_interval(c, b, a) or day_interval(c, a, b)
    return day_interval(2000 + a if a < 70 else 1900 + a, b, c)


def _month_of(base: Interval | None, ctx: Context) -> tuple[int, int] | None:
    if base is None:
        return ctx.month
    if base.grain != "month" or base.start is None or base.end is None or base.start[:2] != base.end[:2]:
        return None
    return base.start[0], base.start[1]


def day(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """27日, 27号, 昨天, 当天, 次日."""
    number = None if "(" in text else integer(text.rstrip("日号").rstrip())
    if number is not None:
        where = _month_of(base, ctx)
        if where is None:
            return None
        found = day_interval(*where, number)
        if found is None and base is None and number <= 31:
            found = day_interval(*shift_months(*where, -1), number)
        near, today = ctx.near_day, ctx.today
        if (
            base is None
            and found
            and near
            and today
            and found.start
            and near[:2] == found.start[:2]
            and number < near[2]
        ):
            following = day_interval(*shift_months(*where, 1), number)  # after 29 November, 2日 is in December
            if following and following.start and following.start <= today:
                return following
        return found
    if base is not None:
        return _anniversary(text, base, ctx)
    stem = text[:-1] if "(" not in text else text[0]
    if stem in _STEPS or text == "即日":
        return _shifted(ctx.today, _STEPS.get(stem, 0))
    return _shifted(ctx.anchor, 0 if text[0] in "当同" else 1)


def _anniversary(text: str, base: Interval, ctx: Context) -> Interval | None:
    """去年今日, 下个月的今天: today's day in another year or month."""
    if text not in ("今天", "今日") or ctx.today is None or base.start is None:
        return None
    year, month, number = base.start[0], ctx.today[1] if base.grain == "year" else base.start[1], ctx.today[2]
    return day_interval(year, month, min(number, last_day(year, month)))


def _shifted(point: Point | None, days: int) -> Interval | None:
    moved = shift_days(point, days) if point else None
    return Interval(moved, moved, "day") if moved else None


def days(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """5日至8日, 5-8日; the second may lie in the next month."""
    where, found = _month_of(base, ctx), integers(text)
    if where is None or len(found) != 2:
        return None
    first = day_interval(*where, found[0])
    last = day_interval(*(where if found[1] >= found[0] else shift_months(*where, 1)), found[1])
    return Interval(first.start, last.end, "day") if first and last else None


_LUNAR = re.compile(
    r"(?:农历|阴历|旧历|夏历)?(?:([^年]{4})年)?(?:(闰)?(正|冬|腊|十[一二]?|[一二三四五六七八九])月|大年|新年|年)?(.*)"
)


def lunar(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """农历八月十五, 正月初三, 腊月廿三, 大年初六: in the lunar year that begins in the year named, 腊月 the last one before
    the reference where no year is named."""
    if text == "大年三十":
        return festival(text, base, ctx)
    m = _LUNAR.fullmatch(text)
    year = base.start[0] if base and base.start else None
    if m is None or (base is not None and base.grain != "year"):
        return None
    if m[1]:
        year = integer(m[1])
    name = m[3] or "正"
    month = calendar_cn.MONTH_NAMES.get(name) or integer(name) or 0
    leap = bool(m[2])
    if year is None:
        year = ctx.year
        if year is not None and month >= 11 and ctx.reference and ctx.reference.month <= 6:
            year -= 1
    if year is None:
        return None
    tail = m[4].removeprefix("初") if m[4] != "初" else ""
    number = integer(tail) if tail and tail not in "底里" else None
    if number is None:
        ends = calendar_cn.lunar_month(year, month, leap)
        if ends is None:
            return None
        if m[4] in ("初", "底"):
            ends = (ends[0], ends[0]) if m[4] == "初" else (ends[1], ends[1])
        return of_dates(*ends, "day" if m[4] in ("初", "底") else "month")
    found = calendar_cn.from_lunar(year, month, number, leap)
    if found is None and number == 30:
        found = calendar_cn.from_lunar(year, month, 29, leap)
    return of_dates(found, found, "day") if found else None


_REST = re.compile(r"小长假|假期|黄金周|长假|双节")


def festival(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """春节, “五一”假期, 国庆中秋假期, 农民丰收节: the day, or the customary rest for 假期 and 黄金周."""
    year = base.start[0] if base and base.start else ctx.year_of(10 if "国庆" in text else 1)
    if year is None or (base is not None and base.grain != "year"):
        return None
    name = text.removeprefix("中国")
    name = re.sub(r"[“”\"、]", "", name)
    name = {"十一": "国庆"}.get(name[:2], name[:2]) + name[2:] if name.startswith("十一") else name
    key = next((n for n in festivals.NAMES if name.startswith(n)), None)
    if key is None or year > 9999:
        return None
    if _REST.search(name) or (name.endswith("期间") and key.startswith(tuple(festivals.HOLIDAY))):
        return _rest(year, [key, *(("国庆", "中秋") if "国庆" in name and "中秋" in name else ())])
    found = festivals.lasting(year, key)
    if found and name.endswith("前夕"):
        eve = found[0] - timedelta(days=1)
        return of_dates(eve, eve, "day")
    return of_dates(*found, "day") if found else None


def _rest(year: int, names: Sequence[str]) -> Interval | None:
    """From the first to the last day of the public holidays around festivals."""
    found = [festivals.holiday(year, name) for name in names]
    known = [ends for ends in found if ends]
    return of_dates(min(known)[0], max(last for _, last in known), "day") if known else None


def same(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """去年同期: the months of the last interval named, in the year named."""
    last = ctx.as_of or ctx.period
    if base is None or base.start is None or last is None or last.start is None or base.grain != "year":
        return base
    end = last.end or ctx.today
    if end is None:
        return base
    steps = base.start[0] - end[0]
    first_year, last_year = last.start[0] + steps, end[0] + steps
    if last.grain == "year" and last.end is not None:
        return base
    start = (first_year, last.start[1], min(last.start[2], last_day(first_year, last.start[1])))
    stop_day = (
        last_day(last_year, end[1]) if end[2] == last_day(end[0], end[1]) else min(end[2], last_day(last_year, end[1]))
    )
    return Interval(start, (last_year, end[1], stop_day), "month")


def whole(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """年内, 全年, 期间: the interval itself."""
    if text == "年内" and base is None and ctx.today:
        return Interval((ctx.today[0], 1, 1), (ctx.today[0], 12, 31), "year")
    return base


def fulls(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """2018/1/10-2018/7/10."""
    n = [int(x) for x in re.findall(r"\d{8}|\d+", text)]
    if len(n) == 2:  # 20080101-20091231
        n = [part for day in n for part in (day // 10000, day // 100 % 100, day % 100)]
    first, last = day_interval(*n[:3]), day_interval(*(n[3:] if len(n) == 6 else [n[0], *n[3:]]))
    return (
        Interval(first.start, last.end, "day")
        if first and last and first.start and last.end and first.start <= last.end
        else None
    )

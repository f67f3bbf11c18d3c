"""Words after an expression that open or close its interval: 起, 以来, 前, 之后; lengths seen from now (两年前)."""

import re
from datetime import timedelta

from .context import Context, integer
from .durations import length
from .model import Interval, Point, last_day, shift_days, shift_months, to_date

OPEN = re.compile(
    r" ?(?:(?P<from>起(?!跑(?!遍))(?![义草诉伏步点飞源飞来火用薪拍讫]|跑(?!遍))|开始|以来|至今(?![年天日晚早晨夜])"
    r"|或(?:之|以)后|及(?:之|以)后)|(?P<to>(?:或|及)(?:之|以)前)"
    r"|(?P<before>(?:之|以)前)|(?P<until>前(?![往来后夕去线景沿期提途面辈身台锋任述十三\d]"
    r"|进(?![场入行])))|(?P<after>(?:之|以)后|后(?![来续天期台勤备者面半方卫代退]))"
    r"|(?P<within>之?间(?![断接隔]))|(?P<about>许(?![多可愿诺])|左右|(?<=[点分时半刻整])前后|[当同][天日](?![上下中晚])"
    r"|整(?![个治理体合改天年])|(?<=[点时])多钟?(?![名位个项人件次种条只家起米]))|(?P<whole>期间))"
)
#: Days counted from the one named: 中秋节前一天, 开幕后三天.
OFF = re.compile(r"的?(?P<side>前|后)(?P<count>\d{1,2}|[一两二三四五六七八九十]{1,2})[天日](?![内里])")


def bound(value: Interval | None, kind: str, ctx: Context) -> Interval | None:
    """Return the interval that a word of group ``kind`` of ``OPEN`` makes of a value.

    前 is a deadline and includes its period (2030年前 is up to the end of 2030) unless a year lies in the past;
    之前 and 以前 exclude it; 起, 以来 and 或之后 include it, 之后 does not. Clock times are moments.
    """
    if value is None or kind in ("within", "about", "whole"):
        return value
    start, end = value.start, value.end
    if kind == "from":
        return Interval(start, None, value.grain)
    if kind == "to":
        return Interval(None, end, value.grain)
    if value.has_clock:
        return Interval(None, start, value.grain) if kind in ("until", "before") else Interval(start, None, value.grain)
    if kind == "after":
        return Interval(shift_days(end, 1), None, value.grain) if end else None
    past = value.grain == "year" and ctx.reference is not None and start is not None and start[0] < ctx.reference.year
    if (kind == "before" or past) and start is not None:
        return Interval(None, shift_days(start, -1), value.grain)
    return Interval(None, end, value.grain)


def days_off(value: Interval | None, m: re.Match[str]) -> Interval | None:
    """Return the days before or after a named one that ``OFF`` counts."""
    count = integer(m["count"])
    if value is None or value.start is None or value.end is None or value.has_clock or count is None:
        return None
    if m["side"] == "前":
        return Interval(shift_days(value.start, -count), shift_days(value.start, -1), "day")
    return Interval(shift_days(value.end, 1), shift_days(value.end, count), "day")


_UNTOLD = re.compile("[多余几数]|(?:交易|工作)日")
"""A length that leads to no day of the calendar: 三年多后, 15个交易日后."""
_AMOUNT = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def from_now(text: str, sign: int, ctx: Context) -> Interval | None:
    """Return the period that lies a duration before (-1) or after (+1) the reference, at the duration's grain."""
    amount = length(text).get("iso")
    m = _AMOUNT.fullmatch(amount or "") if not _UNTOLD.search(text) else None
    if m is None or ctx.reference is None or ctx.today is None:
        return None
    y, mo, w, d, h, mi, s = (int(g or 0) for g in m.groups())
    if max(y, mo, w, d, h, mi, s) > 100000:
        return None
    if h or mi or s:
        moved = ctx.reference + sign * timedelta(days=w * 7 + d, hours=h, minutes=mi, seconds=s)
        point: Point = (moved.year, moved.month, moved.day, moved.hour, moved.minute, moved.second if s else 0)
        return Interval(point, point, "second" if s else "minute" if mi else "hour")
    year, month = shift_months(ctx.today[0], ctx.today[1], sign * (y * 12 + mo))
    if not 1 <= year <= 9999:
        return None
    if y and not (mo or w or d):
        return Interval((year, 1, 1), (year, 12, 31), "year")
    if mo and not (w or d):
        return Interval((year, month, 1), (year, month, last_day(year, month)), "month")
    day = shift_days((year, month, min(ctx.today[2], last_day(year, month))), sign * (w * 7 + d))
    if day is None or to_date(day) is None:
        return None
    return Interval(day, day, "day")


def around(text: str, sign: int, ctx: Context) -> Interval | None:
    """Return the time between the reference and a duration before or after it, today left out (过去十年, 后1年)."""
    far = from_now(text, sign, ctx)
    m = _AMOUNT.fullmatch(length(text).get("iso", ""))
    if far is None or far.start is None or ctx.reference is None or ctx.today is None or m is None:
        return None
    if far.has_clock:
        now = (*ctx.today, ctx.reference.hour, ctx.reference.minute, 0)
        return Interval(*((far.start, now) if sign < 0 else (now, far.start)), "minute")
    year, month = shift_months(ctx.today[0], ctx.today[1], sign * (int(m[1] or 0) * 12 + int(m[2] or 0)))
    if not 1 <= year <= 9999:
        return None
    point = shift_days(
        (year, month, min(ctx.today[2], last_day(year, month))), sign * (int(m[3] or 0) * 7 + int(m[4] or 0))
    )
    if sign < 0:
        return Interval(point, shift_days(ctx.today, -1), "day")
    return Interval(shift_days(ctx.today, 1), point, "day")

"""What is a date only where it is the whole text: 12/1, 6.14, 98年, 十三五, 现在, 春天, 谷雨, 前1周, 过去十年."""

import re
from functools import cache

from . import ages, coarse, fine
from .bounds import around, from_now
from .context import Context
from .durations import DURATION, NOT_FIRST
from .festivals import NAMES
from .model import Interval, day_interval, month_interval, year_interval

_NUMBERS = re.compile(r"(?P<a>\d{1,4})(?P<sep>[./])(?P<b>\d{1,2})")
_TWO_DAYS = re.compile(r"(\d{1,2})([./])(\d{1,2}) ?[-—–~至到] ?(\d{1,2})\2(\d{1,2})")
_SHORT_YEAR = re.compile(r"(\d\d)([./])(\d{1,2})\2(\d{1,2})")
_YEAR = re.compile(r"([7-9][1-9])年")
_PLAN = re.compile(r"[一二]?十[一二三四五]?五|[六七八九]五")
_SEASON = re.compile(r"(?:今年)?([春夏秋冬])(?:天|季|日)")
_NOW = frozenset(("现在", "此刻", "此时", "此时此刻", "现时", "这会儿"))
_SHORT = {"三八": "妇女节", "五四": "青年节", "六一": "儿童节", "七一": "建党节", "八一": "建军节", "十一": "国庆"}
_CALENDAR = re.compile(r"前(?:半年|.{1,3}个?(?:月|季度?))")
_QUARTER = re.compile("[上下本]季")
_DAYS = re.compile("([一二三四五六七八九十]{1,3})日(?:之|以)?(前|后)")


@cache
def _rolling() -> re.Pattern[str]:
    """Made on first use, as is the next: few texts are asked for, and a length of time is a long pattern."""
    return re.compile(
        r"(?:(?P<past>过去|过往|之前|此前|以前|前|最近|(?P<last>上))|(?P<next>未来|之后|今后|以后|往后|后|接下来|随后|将来"
        rf"|(?P<following>下)))的?(?P<length>{DURATION}|\d{{1,2}}日)".replace(NOT_FIRST, "")
    )


@cache
def _passing() -> re.Pattern[str]:
    return re.compile(rf"(?:再过|过)(?P<length>{DURATION})")


def whole(text: str, ctx: Context) -> Interval | None:
    """Return the value of the folded text read as one such expression, or ``None``."""
    today = ctx.today
    if m := _NUMBERS.fullmatch(text):
        if len(m["a"]) == 4:
            return month_interval(int(m["a"]), int(m["b"])) if m["a"] > "1900" else None
        return day_interval(today[0], int(m["a"]), int(m["b"])) if today and len(m["a"]) < 3 else None
    if (m := _TWO_DAYS.fullmatch(text)) and today:
        first, last = (day_interval(today[0], int(m[a]), int(m[b])) for a, b in ((1, 3), (4, 5)))
        ordered = first and last and first.start and last.start and first.start <= last.start
        return Interval(first.start, last.end, "day") if first and last and ordered else None
    if m := _SHORT_YEAR.fullmatch(text):
        return day_interval(2000 + int(m[1]), int(m[3]), int(m[4]))
    if m := _YEAR.fullmatch(text):
        return year_interval(1900 + int(m[1]))
    if _PLAN.fullmatch(text):
        return ages.plan(text, None, ctx)
    if today is None or ctx.reference is None:
        return None
    if text in _NOW:
        now = (*today, ctx.reference.hour, ctx.reference.minute, 0)
        return Interval(now, now, "minute")
    if m := _SEASON.fullmatch(text):
        return coarse.season(m[1], year_interval(today[0]), ctx)
    if text == "这一年":
        return year_interval(today[0])
    if text in _SHORT or text in NAMES:
        return fine.festival(_SHORT.get(text, text), year_interval(today[0]), ctx)
    if _QUARTER.fullmatch(text):
        return coarse.quarter(text + "度", None, ctx)
    if m := _DAYS.fullmatch(text):
        return from_now(m[1] + "天", -1 if m[2] == "前" else 1, ctx)
    if m := _passing().fullmatch(text):
        return from_now(m["length"], 1, ctx)
    m = _rolling().fullmatch(text)
    if m is None or _CALENDAR.fullmatch(text):
        return None
    if (m["last"] or m["following"]) and re.match(r"[一半百千万几数]|1(?!\d)", m["length"]):
        return None  # 上一周 is the last week of the calendar
    return around(m["length"], -1 if m["past"] else 1, ctx)

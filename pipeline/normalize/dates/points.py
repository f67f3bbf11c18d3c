"""A matched point of the grammar → an interval of days, inclusive."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.normalize.dates.context import Context
from pipeline.normalize.dates.festivals import festival, holiday, lunar_day, nth_weekday
from pipeline.normalize.numerals import parse_numeral

WEEKDAYS = {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5} | {str(i + 1): i for i in range(6)}
QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
REL_DAYS = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
ANAPHORIC_DAYS = {"当天": 0, "当日": 0, "同日": 0, "同一天": 0, "即日": 0, "次日": 1, "翌日": 1, "第二天": 1}
REL_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "本年度": 0, "本年": 0, "明年": 1, "后年": 2}
REL_MONTHS = {"上上个月": -2, "上上月": -2, "上个月": -1, "上月": -1, "本月": 0, "本月份": 0, "这个月": 0, "下个月": 1, "下月": 1, "下下个月": 2, "下下月": 2}
FIRST_PLAN = 1953
"""The first five-year plan began in 1953; two breaks (1963–65) put the seventh at 1986 and the tenth at 2001."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; None where it cannot be resolved. `years` says that a year was named."""

    start: date | None
    end: date | None
    resolved: bool = True
    named_year: int | None = None
    names_day: bool = False
    grain: str = "day"
    before_christ: tuple[str, str] | None = None


UNRESOLVED = Interval(None, None, resolved=False)


def number(text: str | None) -> int | None:
    """An Arabic or Chinese number as an int; 初五, 廿三 and 正, 腊 too."""
    if text is None:
        return None
    text = text.removeprefix("初").removeprefix("闰")
    if text in ("正", "冬", "腊"):
        return {"正": 1, "冬": 11, "腊": 12}[text]
    value = parse_numeral(text)
    return int(value) if value is not None else None


def month_span(year: int, month: int, part: str | None = None) -> tuple[date, date]:
    """First and last day of a month or of a part of it (guidelines: 初 the first day, 底 the last, 上旬 1–10 …)."""
    last = monthrange(year, month)[1]
    days = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last), "初": (1, 1), "底": (last, last), "末": (last, last), "中上旬": (1, 20), "中下旬": (11, last)}
    first, final = days.get(part or "", (1, last))
    return date(year, month, first), date(year, month, final)


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def interval(match: re.Match[str], context: Context) -> Interval:
    """The days that a point of the grammar covers, in its context."""
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    try:
        return _interval(groups, context)
    except (ValueError, OverflowError):
        return UNRESOLVED


def _interval(g: dict[str, str], context: Context) -> Interval:
    if "iso" in g:
        day = date(int(g["iso_year"]), int(g["iso_month"]), int(g["iso_day"]))
        return Interval(day, day, named_year=day.year, names_day=True)
    if "dotted" in g:
        return Interval(*month_span(int(g["dot_year"]), int(g["dot_month"])), grain="month")
    if "plan_any" in g:
        return _plan(g)
    if "century_any" in g:
        return _century(g, context)
    if g.get("era") == "公元前":
        year = (number(g["era_year"]) or 1) - 1
        return Interval(None, None, before_christ=(f"-{year:04}-01-01", f"-{year:04}-12-31"), grain="year")
    if "with_year" in g:
        year, named = _year(g, context)
        if year is None:
            return UNRESOLVED
        inner = {name[2:]: value for name, value in g.items() if name.startswith("y_")}
        found = _season(year, g["season"]) if "season" in g else _in_year(inner, year, context, g.get("year_end", "").lstrip("年"))
        carried = year if named and (context.reference is None or year <= context.reference.year) else None
        return Interval(found.start, found.end, found.resolved, carried, found.names_day, found.grain if inner else "part" if "year_end" in g or "season" in g else "year")
    if "ago_any" in g:
        return _ago(g, context)
    if "day_only" in g:
        return _day_only(g, context)
    if "rel_day_any" in g:
        return _rel_day(g["rel_day"], context)
    if "week_any" in g:
        return _week(g, context)
    if "bare_any" in g:
        year = context.year_of_partial()
        if year is None:
            return UNRESOLVED
        name = (g.get("bare_festival") or g.get("festival_only") or "")
        return _festival(name, g.get("bare_holiday"), year)
    if "month_end" in g:
        if context.reference is None:
            return UNRESOLVED
        return Interval(*month_span(context.reference.year, context.reference.month, g["month_end"]))
    if "year_only" in g:
        year = context.year_of_partial()
        return UNRESOLVED if year is None else _in_year({}, year, context, g["year_part"])
    return _no_year(g, context)


def _no_year(g: dict[str, str], context: Context) -> Interval:
    if "rel_month" in g:
        return _rel_month(g, context)
    year = context.year_of_partial()
    return UNRESOLVED if year is None else _in_year(g, year, context, "")


def _year(g: dict[str, str], context: Context) -> tuple[int | None, bool]:
    """The year that a point names, and whether it is a year that later partial dates share."""
    if "year" in g:
        return number(g["year"]) if g["year"].isdigit() else int("".join(str(number(c)) for c in g["year"].replace("○", "零"))), True
    if "bare_year" in g:
        return int(g["bare_year"]), False
    if "short" in g:
        short = int(g["short"])
        return (2000 if short < 60 else 1900) + short, True
    if "roc" in g:
        return (int(g["roc"]) + 1911, True) if context.roc else (None, False)
    if "era" in g:
        value = number(g["era_year"]) or 0
        if g["era"] == "民国":
            return value + 1911, True
        return (None, False) if g["era"] == "公元前" else (value, True)
    name = re.sub(r"\(.*\)", "年", g["rel_year"]).replace("年年", "年")
    base = context.reference.year if context.reference else None
    if name in REL_YEARS:
        return (None if base is None else base + REL_YEARS[name]), name not in ("今年", "本年", "本年度") or context.year is None
    around = context.year or context.told_year or (context.last.year if context.last else base)
    if around is None:
        return None, False
    shift = {"上年": -1, "上年度": -1, "当年": 0, "同年": 0, "次年": 1, "翌年": 1}[name]
    return around + shift, shift == 0


def _in_year(g: dict[str, str], year: int, context: Context, year_part: str) -> Interval:
    """A part of a given year."""
    if year_part:
        year_part = {"终": "末", "中": ""}.get(year_part, year_part)
        spans = {"初": (date(year, 1, 1), date(year, 1, 1)), "底": (date(year, 12, 31), date(year, 12, 31)), "末": (date(year, 12, 31), date(year, 12, 31))}
        return Interval(*spans.get(year_part, (date(year, 1, 1), date(year, 12, 31))))
    if "nth_month" in g:
        day = nth_weekday(year, number(g["nth_month"]) or 1, number(g["nth"]) or 1, WEEKDAYS[g["nth_day"]])
        return Interval(day, day, day is not None, names_day=True)
    if "lunar_month" in g:
        day = lunar_day(year, number(g["lunar_month"]) or 1, number(g["lunar_day"]) or 1)
        if day and context.reference and "lunar" in g and (number(g["lunar_month"]) or 1) >= 11 and day > context.reference and year == context.reference.year:
            day = lunar_day(year - 1, number(g["lunar_month"]) or 1, number(g["lunar_day"]) or 1)
        return Interval(day, day, day is not None, names_day=True)
    if "new_year_day" in g:
        day = lunar_day(year, 1, number(g["new_year_day"]) or 1)
        return Interval(day, day, day is not None, names_day=True)
    if "m1" in g:
        first, last = number(g["m1"]) or 1, number(g["m2"]) or 12
        return Interval(date(year, first, 1), month_span(year + (last < first), last)[1])
    if months := g.get("months"):
        return Interval(date(year, 1, 1), month_span(year, min(number(months) or 12, 12))[1])
    if quarters := g.get("quarters") or g.get("quarters2"):
        return Interval(date(year, 1, 1), month_span(year, QUARTERS[quarters] * 3)[1])
    if "quarter" in g or "q1" in g:
        first, last = QUARTERS[g.get("quarter") or g["q1"]], QUARTERS[g.get("quarter") or g["q2"]]
        return Interval(date(year, first * 3 - 2, 1), month_span(year, last * 3)[1])
    if "half" in g:
        return Interval(date(year, 1, 1), date(year, 6, 30)) if g["half"] == "上" else Interval(date(year, 7, 1), date(year, 12, 31))
    if "festival" in g:
        return _festival(g["festival"], g.get("holiday"), year)
    if "month" in g:
        month = number(g["month"]) or 1
        if "day" in g:
            day = date(year, month, number(g["day"]) or 1)
            return Interval(day, day, names_day=True)
        if "bare_day" in g:
            day = date(year, month, int(g["bare_day"]))
            return Interval(day, day, names_day=True)
        return Interval(*month_span(year, month, g.get("part")), grain="month")
    if "rel_month" in g:
        return _rel_month(g, context)
    return Interval(date(year, 1, 1), date(year, 12, 31))


def _season(year: int, name: str) -> Interval:
    """Spring is March to May, and so on; winter runs into the next year."""
    first = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[name]
    last_year, last = shift_month(year, first, 2)
    return Interval(date(year, first, 1), month_span(last_year, last)[1])


def _festival(name: str, days_off: str | None, year: int) -> Interval:
    if days_off and days_off != "期间":
        span = holiday(name, year)
        return Interval(*span) if span else UNRESOLVED
    day = festival(name, year)
    return Interval(day, day, day is not None, names_day=True)


def _rel_month(g: dict[str, str], context: Context) -> Interval:
    name = g["rel_month"]
    anchor = context.day if name in ("当月", "次月", "同月") else context.reference
    if anchor is None:
        return UNRESOLVED
    year, month = shift_month(anchor.year, anchor.month, {"当月": 0, "同月": 0, "次月": 1}.get(name, REL_MONTHS.get(name, 0)))
    if "day" in g:
        day = date(year, month, number(g["day"]) or 1)
        return Interval(day, day, names_day=True)
    return Interval(*month_span(year, month, g.get("part")))


def _day_only(g: dict[str, str], context: Context) -> Interval:
    """27日: in the month named last, else the reference's month."""
    anchor = context.month or context.day
    if anchor is None:
        return UNRESOLVED
    day = date(anchor.year, anchor.month, number(g["d_day"]) or 1)
    return Interval(day, day, names_day=True)


def _rel_day(name: str, context: Context) -> Interval:
    if name.startswith(("今(", "昨(")):
        name = {"今": "今日", "昨": "昨日"}[name[0]]
    if name in REL_DAYS or name == "即日":
        if context.reference is None:
            return UNRESOLVED
        day = context.reference + timedelta(days=REL_DAYS.get(name, 0))
    elif context.day is None:
        return UNRESOLVED
    else:
        day = context.day + timedelta(days=ANAPHORIC_DAYS[name])
    return Interval(day, day, names_day=True)


def _week(g: dict[str, str], context: Context) -> Interval:
    anchor = context.day if g.get("week") in ("当", "次") else context.reference
    if anchor is None:
        return UNRESOLVED
    weeks = {"上上": -2, "上": -1, "下": 1, "下下": 2, "次": 1}.get(g.get("week") or g.get("week_only") or "", 0)
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=weeks)
    if "week_only" in g:
        return Interval(monday, monday + timedelta(days=6))
    day = monday + timedelta(days=WEEKDAYS[g["weekday"]])
    return Interval(day, day + timedelta(days=1)) if g["weekday"] == "末" else Interval(day, day, names_day=True)


def _ago(g: dict[str, str], context: Context) -> Interval:
    """两年前 is the whole year, 三天后 the day."""
    unit = g["ago_unit"]
    count = 0 if g["ago_n"] == "半" else number(g["ago_n"]) or 0
    sign = -1 if "前" in g["ago"] else 1
    base = context.reference
    if base is None:
        return UNRESOLVED
    if "年" in unit:
        year = base.year + sign * count
        if g["ago_n"] == "半":
            return Interval(*month_span(*shift_month(base.year, base.month, sign * 6)))
        return Interval(date(year, 1, 1), date(year, 12, 31))
    if "月" in unit:
        return Interval(*month_span(*shift_month(base.year, base.month, sign * count)))
    if unit in ("周", "个星期"):
        day = base + timedelta(weeks=sign * count)
    elif "小时" in unit:
        return UNRESOLVED
    else:
        day = base + timedelta(days=sign * count)
    return Interval(day, day, names_day=True)


def _plan(g: dict[str, str]) -> Interval:
    """Five-year plans: “十四五” is 2021–2025."""
    count = {"七": 7, "八": 8, "九": 9, "十": 10, "二十": 20}.get(g.get("plan") or g.get("plan_quoted") or "") or (number(g.get("plan") or g.get("plan_quoted")) or 10)
    first = 1986 + 5 * (count - 7)
    part = g.get("plan_part", "")
    if part == "末":
        return Interval(date(first + 4, 12, 31), date(first + 4, 12, 31))
    if part == "初":
        return Interval(date(first, 1, 1), date(first, 1, 1))
    if part == "以来":
        return Interval(date(first, 1, 1), None)
    if part in ("开局之年", "收官之年"):
        year = first if part[0] == "开" else first + 4
        return Interval(date(year, 1, 1), date(year, 12, 31))
    return Interval(date(first, 1, 1), date(first + 4, 12, 31))


def _century(g: dict[str, str], context: Context) -> Interval:
    base = context.reference.year if context.reference else 2026
    if "bare_decade" in g:
        decade = number(g["bare_decade"]) or 0
        first = (base // 100) * 100 + decade
        first -= 100 if first > base else 0
        return _decade(first, g.get("bare_decade_part"))
    if "century_rel" in g:
        start = (base // 100) * 100 - (100 if g["century_rel"] == "上" else 0)
    else:
        start = ((number(g["century"]) or 1) - 1) * 100
    if "decade" in g:
        return _decade(start + (number(g["decade"]) or 0), g.get("decade_part"))
    span = {"初": (start, start + 9), "末": (start + 90, start + 99), "中叶": (start + 40, start + 59)}.get(g.get("century_part", ""))
    first, last = span or (start + 1, start + 100)
    return Interval(date(max(first, 1), 1, 1), date(last, 12, 31))


def _decade(first: int, part: str | None) -> Interval:
    span = {"初": (0, 2), "中期": (4, 6), "末": (8, 9), "后期": (7, 9)}.get(part or "", (0, 9))
    return Interval(date(first + span[0], 1, 1), date(first + span[1], 12, 31))

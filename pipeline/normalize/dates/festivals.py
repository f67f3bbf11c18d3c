"""Festivals and the lunar calendar: name or lunar day + year → day. The lunar calendar itself is lunar_python's."""

from __future__ import annotations

from datetime import date, timedelta

SOLAR = {
    "元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "三八妇女节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1), "世界读书日": (4, 23),
    "劳动节": (5, 1), "国际劳动节": (5, 1), "五一": (5, 1), "五一劳动节": (5, 1), "五一节": (5, 1), "青年节": (5, 4), "五四青年节": (5, 4), "护士节": (5, 12), "儿童节": (6, 1), "六一儿童节": (6, 1),
    "六一": (6, 1), "建党节": (7, 1), "七一": (7, 1), "建军节": (8, 1), "八一建军节": (8, 1), "八一": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "国庆": (10, 1), "十一": (10, 1),
    "万圣节": (10, 31), "光棍节": (11, 11), "记者节": (11, 8), "平安夜": (12, 24), "圣诞节": (12, 25), "圣诞": (12, 25),
}  # fmt: skip
LUNAR = {
    "春节": (1, 1), "大年初一": (1, 1), "元宵节": (1, 15), "元宵": (1, 15), "龙抬头": (2, 2), "端午节": (5, 5), "端午": (5, 5), "七夕": (7, 7), "七夕节": (7, 7), "中元节": (7, 15),
    "中秋节": (8, 15), "中秋": (8, 15), "重阳节": (9, 9), "重阳": (9, 9), "腊八节": (12, 8), "腊八": (12, 8), "小年": (12, 23),
}  # fmt: skip
NTH_SUNDAY = {"母亲节": (5, 2), "父亲节": (6, 3)}
SOLAR_TERMS = {"清明节": "清明", "清明": "清明", "冬至": "冬至", "夏至": "夏至", "立春": "立春", "立秋": "立秋", "秋分": "秋分", "春分": "春分", "农民丰收节": "秋分", "丰收节": "秋分"}
EVES = frozenset({"除夕", "除夕夜", "大年三十", "年三十"})
NAMES = frozenset(SOLAR) | frozenset(LUNAR) | frozenset(NTH_SUNDAY) | frozenset(SOLAR_TERMS) | EVES
BARE = NAMES - {"五一", "六一", "七一", "八一", "十一", "圣诞", "国庆", "丰收节", "农民丰收节", "元宵", "秋分", "春分", "小年", "端午", "中秋", "重阳"}
"""Names that are a date by themselves; the others need a year before or a word such as 假期 behind them."""

HOLIDAY_DAYS = {"春节": 7, "国庆": 7, "国庆节": 7, "十一": 7, "五一": 5, "劳动节": 5, "元旦": 3, "清明": 3, "清明节": 3, "端午": 3, "端午节": 3, "中秋": 3, "中秋节": 3}


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The solar date of a lunar day, or None where the calendar (1900–2100) has no such day."""
    from lunar_python import Lunar, LunarMonth

    try:
        if day == 30:
            day = min(day, LunarMonth.fromYm(year, month).getDayCount())
        solar = Lunar.fromYmd(year, month, day).getSolar()
    except Exception:
        return None
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def festival(name: str, year: int) -> date | None:
    """The day of a festival in a solar year.

    >>> festival("中秋节", 2025), festival("母亲节", 2026)
    (datetime.date(2025, 10, 6), datetime.date(2026, 5, 10))
    """
    if name in SOLAR:
        return date(year, *SOLAR[name])
    if name in LUNAR:
        month, day = LUNAR[name]
        return lunar_day(year - 1 if month == 12 else year, month, day)
    if name in EVES:
        first = lunar_day(year, 1, 1)
        return first - timedelta(days=1) if first else None
    if name in NTH_SUNDAY:
        month, nth = NTH_SUNDAY[name]
        return nth_weekday(year, month, nth, 6)
    if name in SOLAR_TERMS:
        from lunar_python import Solar

        term = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable().get(SOLAR_TERMS[name])
        return date(term.getYear(), term.getMonth(), term.getDay()) if term else None
    return None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth Monday (0) … Sunday (6) of a month."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of the days off around a festival: 国庆假期 is 1–7 October, 1–8 when Mid-Autumn falls into it."""
    first = festival(name, year)
    if first is None:
        return None
    if name.startswith("春节"):
        first -= timedelta(days=1)
        return first, first + timedelta(days=7)
    days = HOLIDAY_DAYS.get(name, 1)
    if name in ("国庆", "国庆节", "十一"):
        moon = festival("中秋节", year)
        days = 8 if moon and date(year, 9, 28) <= moon <= date(year, 10, 8) else 7
    return first, first + timedelta(days=days - 1)

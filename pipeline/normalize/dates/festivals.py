"""Festivals and public holidays: names to days, by the solar, the Chinese and other calendars.

Names and rules stand in ``resources/festivals.tsv``, the public holidays that the State Council has announced in
``resources/holidays.tsv``. In other years the interval of a 假期 is the customary one: lengths follow the Regulation on
Public Holidays for National Festivals (全国年节及纪念日放假办法, as of 2024) with the usual rest days beside them.
"""

from datetime import date, timedelta

from ..tables import read_table
from .calendar_cn import FIRST, LAST, TERMS, from_lunar, solar_term
from .calendar_foreign import easter, hanukkah, hebrew_new_year, islamic

#: Name of a festival: calendar, rule and days that it lasts.
RULES = {name: (calendar, rule, int(days)) for name, calendar, rule, days in read_table("festivals")}
#: Public holidays: days before the festival and length of the rest.
HOLIDAY = {
    "春节": (1, 8), "元旦": (0, 1), "清明": (0, 3), "五一": (0, 5), "劳动节": (0, 5), "端午": (0, 3), "中秋": (0, 3),
    "国庆": (0, 7),
}  # fmt: skip
_ANNOUNCED = {
    name: (date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in read_table("holidays")
}
NAMES = sorted({*RULES, *TERMS}, key=lambda name: (-len(name), name))


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """Return the nth weekday (Monday 0) of a month, counted from the end where ``nth`` is negative."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
        day = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day if day.month == month else None


def festival(year: int, name: str) -> date | None:
    """Return the day of a festival or solar term in a year, ``None`` where it is unknown.

    A lunar festival belongs to the lunar year that begins in ``year``; 除夕 is the eve of the spring festival of
    ``year``, 腊八 and 小年 the days before that festival.

    >>> festival(2026, "端午节"), festival(2026, "除夕"), festival(2026, "母亲节")
    (datetime.date(2026, 6, 19), datetime.date(2026, 2, 16), datetime.date(2026, 5, 10))
    """
    if not FIRST < year <= LAST:
        return None
    if name not in RULES:
        return solar_term(year, name)
    calendar, rule, _ = RULES[name]
    if calendar == "term":
        return solar_term(year, rule)
    if calendar == "easter":
        return easter(year) + timedelta(days=int(rule))
    if calendar == "hebrew":
        return hanukkah(year) if rule.startswith("kislev") else hebrew_new_year(year) + timedelta(days=int(rule))
    month, day, *rest = (int(part) for part in rule.split("-"))
    if calendar == "solar":
        return date(year, month, day)
    if calendar == "weekday":
        return nth_weekday(year, month, day, rest[0] - 1)
    if calendar == "islamic":
        return islamic(year, month, day)
    found = from_lunar(year - (month == 12), month, day)
    return found - timedelta(days=1) if found and calendar == "eve" else found


def lasting(year: int, name: str) -> tuple[date, date] | None:
    """Return the first and the last day of a festival.

    >>> lasting(2013, "光明节")
    (datetime.date(2013, 11, 28), datetime.date(2013, 12, 5))
    """
    day = festival(year, name)
    return (day, day + timedelta(days=RULES.get(name, ("", "", 1))[2] - 1)) if day else None


def holiday(year: int, name: str) -> tuple[date, date] | None:
    """Return the public holiday around a festival: as announced, or else the customary one.

    >>> holiday(2026, "国庆节")
    (datetime.date(2026, 10, 1), datetime.date(2026, 10, 7))
    """
    day = festival(year, name)
    key = next((key for key in HOLIDAY if name.startswith(key)), "")
    before, length = HOLIDAY.get(key, (0, 1))
    if announced := _ANNOUNCED.get(f"{year}年{'劳动节' if key == '五一' else key}"):
        return announced
    if day is None:
        return None
    if name.startswith("国庆"):  # where mid-autumn falls into the week, the two holidays are one of eight days
        moon = festival(year, "中秋")
        length = 8 if moon and date(year, 9, 30) < moon < date(year, 10, 9) else length
    start = day - timedelta(days=before)
    return start, start + timedelta(days=length - 1)

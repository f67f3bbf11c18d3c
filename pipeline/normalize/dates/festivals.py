"""Festivals and public holidays: names to days, by the solar and the Chinese calendar.

Names and rules are general knowledge; lengths of public holidays follow the State Council's Regulation on Public
Holidays for National Festivals (全国年节及纪念日放假办法, as of 2024) with the usual rest days beside them, so the
interval of a 假期 is the customary one, not a year's announcement.
"""

from datetime import date, timedelta

from .calendar_cn import FIRST, LAST, TERMS, from_lunar, solar_term


def _table(text: str) -> dict[str, tuple[int, int]]:
    """Read ``name month-day`` entries, split by semicolons."""
    out: dict[str, tuple[int, int]] = {}
    for entry in text.replace("\n", " ").split(";"):
        name, _, day = entry.strip().rpartition(" ")
        month, _, number = day.partition("-")
        out[name] = (int(month), int(number))
    return out


#: Festivals of a fixed solar day: month and day.
SOLAR = _table(
    """
元旦节 1-1; 元旦 1-1; 新年 1-1; 情人节 2-14; 国际妇女节 3-8; 三八妇女节 3-8; 妇女节 3-8; 三八节 3-8;
植树节 3-12; 消费者权益日 3-15; 愚人节 4-1; 世界读书日 4-23; 五一 5-1; 五一国际劳动节 5-1; 国际劳动节 5-1;
五一劳动节 5-1; 劳动节 5-1; 五四青年节 5-4; 青年节 5-4; 国际护士节 5-12; 护士节 5-12; 六一国际儿童节 6-1;
国际儿童节 6-1; 六一儿童节 6-1; 儿童节 6-1; 世界环境日 6-5; 建党节 7-1; 建军节 8-1; 八一建军节 8-1;
教师节 9-10; 国庆节 10-1; 国庆 10-1; 十一国庆 10-1; 万圣节 10-31; 记者节 11-8; 光棍节 11-11; 国家公祭日 12-13;
圣诞节 12-25; 双十一 11-11; 双11 11-11; 双十二 12-12; 双12 12-12; 平安夜 12-24; 圣诞 12-25
""".strip().removesuffix(";")
)
#: Festivals of a fixed lunar day: month and day.
LUNAR = _table(
    """
春节 1-1; 大年初一 1-1; 元宵节 1-15; 元宵 1-15; 龙抬头 2-2; 端午节 5-5; 端午 5-5; 七夕节 7-7; 七夕 7-7;
中元节 7-15; 中秋节 8-15; 中秋 8-15; 重阳节 9-9; 重阳 9-9; 腊八节 12-8; 腊八 12-8; 小年 12-23
""".strip().removesuffix(";")
)
#: Festivals on the nth weekday of a month: (month, nth, weekday with Monday 0).
WEEKDAY = {"母亲节": (5, 2, 6), "父亲节": (6, 3, 6), "感恩节": (11, 4, 3)}
#: Public holidays: days before the festival and length of the rest.
HOLIDAY = _table("春节 1-8; 元旦 0-1; 清明 0-3; 五一 0-5; 劳动节 0-5; 端午 0-3; 中秋 0-3; 国庆 0-7")
NAMES = sorted(
    {*SOLAR, *LUNAR, *WEEKDAY, *TERMS, "清明节", "除夕夜", "除夕", "大年三十", "复活节", "农民丰收节"},
    key=len,
    reverse=True,
)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """Return the nth weekday (Monday 0) of a month, counted from the end where ``nth`` is negative."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
        day = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day if day.month == month else None


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


def festival(year: int, name: str) -> date | None:
    """Return the day of a festival or solar term in a year, ``None`` where it is unknown.

    A lunar festival belongs to the lunar year that begins in ``year``; 除夕 is the eve of the spring festival of
    ``year``, 腊八 and 小年 the days before that festival.

    >>> festival(2026, "端午节"), festival(2026, "除夕"), festival(2026, "母亲节")
    (datetime.date(2026, 6, 19), datetime.date(2026, 2, 16), datetime.date(2026, 5, 10))
    """
    if not FIRST < year <= LAST:
        return None
    if name in SOLAR:
        return date(year, *SOLAR[name])
    if name in LUNAR:
        month, day = LUNAR[name]
        return from_lunar(year - (month == 12), month, day)
    if name in WEEKDAY:
        return nth_weekday(year, *WEEKDAY[name])
    if name in ("除夕", "除夕夜", "大年三十"):
        spring = from_lunar(year, 1, 1)
        return spring - timedelta(days=1) if spring else None
    if name == "复活节":
        return easter(year)
    if name == "农民丰收节":
        return solar_term(year, "秋分")
    return solar_term(year, name.removesuffix("节"))


def holiday(year: int, name: str) -> tuple[date, date] | None:
    """Return the customary public holiday around a festival.

    >>> holiday(2026, "国庆节")
    (datetime.date(2026, 10, 1), datetime.date(2026, 10, 7))
    """
    day = festival(year, name)
    before, length = next((span for key, span in HOLIDAY.items() if name.startswith(key)), (0, 1))
    if day is None:
        return None
    if name.startswith("国庆"):  # where mid-autumn falls into the week, the two holidays are one of eight days
        moon = festival(year, "中秋")
        length = 8 if moon and date(year, 9, 30) < moon < date(year, 10, 9) else length
    start = day - timedelta(days=before)
    return start, start + timedelta(days=length - 1)

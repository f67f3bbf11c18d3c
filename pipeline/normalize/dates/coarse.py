"""Years, halves, quarters, months and their parts: token text to interval.

Every reader takes the token's folded text, the interval named before it in the same expression (or ``None``) and the
context, and returns the narrowed interval or ``None`` where the parts do not fit or nothing resolves them.
"""

import re
from itertools import pairwise

from .context import Context, integer, integers
from .model import Interval, Point, last_day, month_interval, shift_months, year_interval

_LISTED = re.compile("[、和]")
_RELATIVE = {
    "大前": -3,
    "前": -2,
    "去": -1,
    "上": -1,
    "上一": -1,
    "今": 0,
    "本": 0,
    "明": 1,
    "下": 1,
    "下一": 1,
    "来": 1,
    "后": 2,
    "大后": 3,
}


def year(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """Every year: 2026年, 二〇二六年度, 去年, 同年, 民国115年, 公元前221年, 2025财年, 2025-2026学年."""
    text = text.replace(" ", "")
    ref = ctx.reference.year if ctx.reference else None
    if "学年" in text or "财" in text:
        return _other_year(text, ctx)
    if "民国" in text:
        number = 1 if "元" in text else integer(text.split("民国")[1][:-1])
        return None if number is None else year_interval(1911 + number)
    if text.startswith("公元"):
        numbers = integers(text)
        return year_interval(1 - numbers[0] if "前" in text else numbers[0]) if numbers else None
    stem = text.removesuffix("度").removesuffix("年")
    if "(" in stem:
        stem = stem[0]
    if stem == "上" and ctx.sentence_last is not None and ctx.sentence_last == ref:
        return year_interval(ctx.sentence_last - 1)
    if stem == "上" and ctx.report_year is not None:
        return year_interval(ctx.report_year - 1)
    if stem in _RELATIVE:
        return None if ref is None else year_interval(ref + _RELATIVE[stem])
    if stem in ("当", "同", "次", "翌"):
        anchor = ctx.last.start or ctx.last.end if ctx.last else ctx.today
        return None if anchor is None else year_interval(anchor[0] + (stem in ("次", "翌")))
    stem = stem.lstrip("'’")
    value = integer(stem)
    if value is None:
        return None
    if len(stem) == 2 and value < 100:
        return year_interval(value + (2000 if value < 50 else 1900))
    if ctx.taiwan and 50 <= value < 200:
        return year_interval(1911 + value)
    return year_interval(value)


def _other_year(text: str, ctx: Context) -> Interval | None:
    """School years begin on 1 September; fiscal years, named by their last year, on 1 October."""
    numbers = integers(text)
    school = "学年" in text
    if numbers:
        number = numbers[0] + (school and len(numbers) == 1)
        number = numbers[-1] if school and len(numbers) > 1 else number
    elif ctx.today:
        number = ctx.today[0] + (ctx.today[1] >= (9 if school else 10)) + {"上": -1, "本": 0, "下": 1}.get(text[0], 0)
    else:
        return None
    if school:
        return Interval((number - 1, 9, 1), (number, 8, 31), "year")
    return Interval((number - 1, 10, 1), (number, 9, 30), "year")


def years(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """2026-2030年, 二〇一六年至二〇一八年, 2024、2025年; seasons (2025-2026赛季) have no days of their own."""
    if text.endswith("季"):
        return None
    if text.endswith("学年"):
        return _other_year(text, ctx)
    if text.endswith("两年"):
        first = ctx.reference.year + "去今明".index(text[0]) - 1 if ctx.reference else None
        return year_interval(first, first + 1) if first else None
    numbers = integers(text)
    in_a_row = all(after == before + 1 for before, after in pairwise(numbers))
    if len(numbers) > 1 and (in_a_row or (len(numbers) == 2 and not _LISTED.search(text) and numbers[0] < numbers[1])):
        return year_interval(numbers[0], numbers[-1])
    return None


def _base_year(base: Interval | None, ctx: Context, month: int = 0) -> int | None:
    if base is None:
        return ctx.year_of(month) if month else ctx.year
    return base.start[0] if base.start else None


def _pair(text: str) -> tuple[int, ...]:
    """The numbers of a text; two digits in a row, 三四月, are two numbers."""
    found = integers(text)
    if len(found) == 1 and found[0] > 11 and found[0] % 10 == found[0] // 10 + 1 and "十" not in text:
        return divmod(found[0], 10) if not text[0].isascii() else found
    return found


def half(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """上半年, 下半年, 前半年."""
    number = _base_year(base, ctx)
    if number is None:
        return None
    return (
        month_interval(number, 1, 6, "half")
        if text[0] in "上前" or text == "H1"
        else month_interval(number, 7, 12, "half")
    )


def quarter(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """一季度, 第3季, 前三季度, 三、四季度, 上季度."""
    number = _base_year(base, ctx)
    if number is None:
        return None
    found = _pair(text.replace("两", "二").replace("首", "一"))
    if not found:
        if ctx.today is None:
            return None
        index = ctx.today[0] * 4 + (ctx.today[1] - 1) // 3 + {"上": -1, "下": 1}.get(text[0], 0)
        number, first = index // 4, index % 4 + 1
        last = first
    else:
        first, last = (1, found[0]) if text[0] == "前" else (found[0], found[-1])
    if not 1 <= first <= last <= 4:
        return None
    if base is None and found:
        number = ctx.year_of(first * 3 - 2) or number
    return month_interval(number, first * 3 - 2, last * 3, "quarter")


def season(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """春季 (March to May) and the others, only after a year."""
    if base is None or base.start is None:
        return None
    return _season(base.start[0], text[0])


def _season(number: int, name: str) -> Interval:
    first = 3 + 3 * "春夏秋冬".index(name)
    end = shift_months(number, first, 2)
    return Interval((number, first, 1), (*end, last_day(*end)), "quarter")


def seasons(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """今春, 去冬, 去冬今春, 今冬明春; 今冬 is in January and February the winter that has begun."""
    if ctx.today is None:
        return None
    number, month = ctx.today[:2]
    winter = number - (text[0] == "去" or month <= 2)
    first = _season(winter if text[1] == "冬" else number - (text[0] == "去"), text[1])
    return Interval(first.start, _season(winter + 1, "春").end, "quarter") if text.endswith("春", 2) else first


def months(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """1—5月, 三月到五月, 前11个月, 第三个月."""
    number = _base_year(base, ctx)
    found = _pair(text.replace("两", "二"))
    if number is None or not found:
        return None
    if text[0] in "前头":
        return month_interval(number, 1, found[0])
    if text[0] == "第":
        return month_interval(number, found[0]) if base else None
    if len(found) != 2 or not (1 <= found[0] <= 12 and 1 <= found[1] <= 12):
        return None
    last = number + (found[1] < found[0])
    return Interval((number, found[0], 1), (last, found[1], last_day(last, found[1])), "month")


def month(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """3月, 十二月份, 本月, 上个月, 同月."""
    found = integers(text.replace("元", "一"))
    number = _base_year(base, ctx, found[0] if found else 0)
    if found:
        return None if number is None else month_interval(number, found[0])
    if text[0] in "当同次" and ctx.month:
        return month_interval(*shift_months(*ctx.month, text[0] == "次"))
    if ctx.today is None:
        return None
    steps = text.count("下") - text.count("上")
    return month_interval(*shift_months(ctx.today[0], ctx.today[1], steps))


def part(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """上旬, 中旬, 下旬, 上半月 of a month; 底, 末, 初 of a year, half, quarter or month; bare 年底, 年初."""
    if base is None:
        if text[0] not in "年月上中下":
            return None
        today = ctx.today
        if today is None:
            return None
        base = (
            year_interval(today[0] if text == "年底" else ctx.report_year or today[0])
            if text[0] == "年"
            else month_interval(today[0], today[1])
        )
    if base is None or base.start is None or base.end is None:
        return None
    y, m = base.start[:2]
    if text in ("年中", "中") and base.grain == "year":
        return month_interval(y, 6, 7)
    if "旬" in text or text.endswith("半月") or text in ("月中", "中"):
        if base.grain != "month" or base.start[:2] != base.end[:2]:
            return None
        first, last = {
            "上旬": (1, 10),
            "中旬": (11, 20),
            "月中": (11, 20),
            "中": (11, 20),
            "下旬": (21, last_day(y, m)),
            "中下旬": (11, last_day(y, m)),
            "上中旬": (1, 20),
            "上半月": (1, 15),
            "下半月": (16, last_day(y, m)),
        }[text]
        return Interval((y, m, first), (y, m, last), "xun")
    if base.grain not in ("year", "half", "quarter", "month"):
        return None
    point: Point = base.start if "初" in text else base.end
    return Interval(point, point, "day")


def year_month(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """2015.07, 2010-08, 2026/03."""
    return month_interval(int(text[:4]), int(text[5:]))


def year_months(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """2019.9-2021.6, 2019.9-至今."""
    n = [int(x) for x in re.findall(r"\d+", text)]
    first = month_interval(n[0], n[1])
    if first is None or len(n) == 2:
        return Interval(first.start, None, "month") if first else None
    last = month_interval(n[2], n[3])
    return Interval(first.start, last.end, "month") if last and n[:2] <= n[2:] else None

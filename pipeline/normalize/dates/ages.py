"""Centuries, decades, plan periods, reign years and years of the sixty-year cycle: token text to interval (see
``coarse`` for the arguments)."""

import re
from datetime import timedelta

from .calendar_cn import from_lunar
from .context import Context, integer, integers
from .model import Interval, of_dates, year_interval

_CENTURY = re.compile(r"(公元)?(前)?(.+?)世纪(?:(.+?)年代)?(初|中|末)?[叶期]?")


def century(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """上世纪80年代, 十九世纪, 公元5至6世纪, 90年代."""
    ref = ctx.reference.year if ctx.reference else 2026
    if "世纪" not in text:
        decades, _, third = text.partition("年代")
        number = _tens(decades)
        if not number:
            return None
        century_of = 0 if number[0] > 999 else 1900 if number[0] >= 30 else 2000
        return _decades(century_of, number, third[:1])
    m = _CENTURY.fullmatch(text)
    if m is None:
        return None
    if m[3] in ("上", "上个", "本"):
        numbers: tuple[int, ...] = ((ref - 1) // 100 + 1 - (m[3] != "本"),)
    else:
        numbers = integers(m[3])
    if not numbers:
        return None
    if m[2]:
        first, last = 1 - numbers[0] * 100, 100 - numbers[-1] * 100
    else:
        first, last = (numbers[0] - 1) * 100 + 1, numbers[-1] * 100
    if m[4]:
        return _decades((numbers[0] - 1) * 100, _tens(m[4]) or (0,), m[5])
    if m[5]:
        low, high = {"初": (0, 32), "中": (33, 66), "末": (67, 99)}[m[5]]
        return year_interval(first + low, first + high, "century")
    return year_interval(
        first - (not m[2] and m[3] in ("上", "上个", "本")), last - (m[3] in ("上", "上个", "本")), "century"
    )


def _tens(text: str) -> tuple[int, ...]:
    """The numbers of decades: 80, 七十 and 八十 of 七八十."""
    return integers(re.sub("([一二三四五六七八九])(?=[一二三四五六七八九]十)", r"\1十、", text))


def _decades(century: int, tens: tuple[int, ...], third: str | None) -> Interval | None:
    """A decade or several, or the beginning, middle or end (80年代初); None where a later one comes first."""
    low, high = {"初": (0, 3), "中": (4, 6), "末": (7, 9), "后": (6, 9)}.get(third or "", (0, 9))
    first, last = century + tens[0] + low, century + tens[-1] + high
    return year_interval(first, last, "decade") if first <= last else None


def plan(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """“十四五”期间: the nth five-year plan of the People's Republic; the sixth began in 1981."""
    m = re.match(r"[^一二三四五六七八九十]?([一二三四五六七八九十]+)五", text)
    number = integer(m[1]) if m else None
    if number is None or not 1 <= number <= 30:
        return None
    first = 1951 + 5 * number
    if text.endswith("末") or text.endswith("收官之年"):
        return (
            Interval((first + 4, 12, 31), (first + 4, 12, 31), "day")
            if text.endswith("末")
            else year_interval(first + 4)
        )
    if text.endswith("初"):
        return Interval((first, 1, 1), (first, 1, 1), "day")
    if text.endswith("开局之年"):
        return year_interval(first)
    return year_interval(first, first + 4, "plan")


def era(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """康熙三年, 唐天宝十四载: text only."""
    return None


_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def cyclic(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """戊戌年: the lunar year of that name nearest to the reference."""
    if ctx.reference is None:
        return None
    year = ctx.reference.year
    for candidate in sorted(range(year - 30, year + 31), key=lambda y: abs(y - year)):
        if _STEMS[(candidate - 4) % 10] == text[0] and _BRANCHES[(candidate - 4) % 12] == text[1]:
            first, following = from_lunar(candidate, 1, 1), from_lunar(candidate + 1, 1, 1)
            return of_dates(first, following - timedelta(days=1), "year") if first and following else None
    return None

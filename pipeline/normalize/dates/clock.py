"""Times of day: parts of the day and clock times, put on the day that the expression names."""

import re

from .context import Context, integer
from .model import Interval, Point, shift_days

#: Hours of the parts of a day: first, last (24 is the end of the day); ``晚`` 18 to 24, ``上午`` 8 to 12 and so on.
PARTS = {
    "凌晨": (0, 6),
    "清晨": (5, 8),
    "清早": (5, 8),
    "大清早": (5, 8),
    "早晨": (6, 9),
    "早上": (6, 9),
    "早间": (6, 9),
    "早": (6, 9),
    "晨": (5, 8),
    "白天": (8, 20),
    "上午": (8, 12),
    "正午": (11, 13),
    "中午": (11, 13),
    "午间": (11, 13),
    "午后": (12, 18),
    "下午": (12, 18),
    "傍晚": (17, 19),
    "黄昏": (17, 19),
    "晚上": (18, 24),
    "晚间": (18, 24),
    "晚": (18, 24),
    "夜": (18, 24),
    "夜间": (18, 24),
    "夜里": (18, 24),
    "深夜": (22, 24),
    "半夜": (0, 3),
    "午夜": (0, 1),
}
AFTERNOON = ("午后", "下午", "傍晚", "黄昏", "晚上", "晚间", "晚", "夜", "夜间", "夜里", "深夜")
_COLON = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))? ?([aApP]?)")
_NOON = re.compile(r"(\d{1,2}) ?([aApP])\.?[mM]\.?")
_EARLY = re.compile(r"差(?:([一二三])刻|(.+?)分钟?)(?:就?到)?(?=.)")
_WORDS = re.compile(r"(.+?) *[点时點]钟?(.*)")


def read_clock(text: str) -> tuple[int, int, int, str] | None:
    """Return (hour, minute, second, grain) of a clock time as written, hours 0 to 24; ``None`` where it is none."""
    m = _COLON.match(text)
    if m:
        hour = int(m[1])
        if m[4].lower() == "p" and hour < 12:
            hour += 12
        return hour, int(m[2]), int(m[3] or 0), "second" if m[3] else "minute"
    m = _NOON.fullmatch(text)
    if m:
        return int(m[1]) % 12 + (12 if m[2] in "pP" else 0), 0, 0, "hour"
    early, text = _early(text)
    m = _WORDS.fullmatch(text)
    hour_read = integer(m[1]) if m else None
    if m is None or hour_read is None or hour_read > 24:
        return None
    tail = m[2].strip()
    if early:
        return ((hour_read - 1) % 24, 60 - early, 0, "minute") if tail in ("", "整") else None
    if tail in ("", "整", "正", "踏正"):
        return hour_read, 0, 0, "minute" if tail else "hour"
    if tail in ("半", "半钟", "踏半"):
        return hour_read, 30, 0, "minute"
    if tail.endswith("个字"):  # five minutes each
        return (hour_read, 5 * (integer(tail[:-2]) or 0), 0, "minute") if (integer(tail[:-2]) or 12) < 12 else None
    if tail.endswith(("刻", "刻钟")):
        return hour_read, 15 * (integer(tail[0]) or 1), 0, "minute"
    minute, _, second = tail.removeprefix("过").partition("分")
    low = integer(minute.removeprefix("差").lstrip("零〇") or "0")
    seconds = integer(second.rstrip("秒").lstrip("零〇") or "0") if second else 0
    if low is None or seconds is None or low > 59 or seconds > 59:
        return None
    if minute.startswith("差"):
        return (hour_read - 1) % 24, 60 - low, 0, "minute"
    return hour_read, low, seconds, "second" if second else "minute"


def _early(text: str) -> tuple[int, str]:
    """Return the minutes that are wanting to the hour (差五分八点), 0 where none are, and the rest of the text."""
    m = _EARLY.match(text)
    if m is None:
        return 0, text
    minutes = 15 * (integer(m[1]) or 0) if m[1] else integer(m[2])
    return (minutes, text[m.end() :]) if minutes and minutes < 60 else (0, text)


def at(day: Point | None, hour: int, minute: int, second: int) -> Point | None:
    """Return a moment; 24:00 is the last minute of its day. A day of zeros stands for an unknown one."""
    head = day[:3] if day else (0, 0, 0)
    if hour == 24:
        return (*head, 23, 59, 0) if minute == 0 else None
    return (*head, hour, minute, second) if hour < 24 else None


def daypart(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """上午, 晚间, 凌晨 of a day."""
    day = base.start if base else ctx.anchor
    first, last = PARTS[text]
    return Interval(at(day, first, 0, 0), at(day, last, 0, 0), "part:" + text)


def relative_part(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """昨晚, 今早, 当晚, 明晨; 当晚 of a day named before it."""
    if base is not None:
        return daypart(text[-1], base, ctx)
    day = ctx.anchor if text[0] == "当" else shift_days(ctx.today, "昨今明".index(text[0]) - 1) if ctx.today else None
    return daypart(text[-1], Interval(day, day, "day") if day else None, ctx)


def clock(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """9时30分, 15:00, 下午3点半 (the part of the day comes in ``base``)."""
    read = read_clock(text)
    if read is None:
        return None
    hour, minute, second, grain = read
    part = base.grain[5:] if base and base.grain.startswith("part:") else ""
    if (
        part in AFTERNOON and hour < 12 and not (part in ("晚", "晚上", "夜", "夜里", "夜间", "深夜") and hour < 5)
    ) or (part in ("中午", "正午", "午间") and hour < 3):
        hour += 12
    day = (base.start or base.end) if base else ctx.anchor
    if part in ("晚", "晚上", "夜", "夜里", "夜间", "深夜") and (hour < 5 or (hour == 12 and minute < 60)):
        hour %= 12  # 晚上12点 is midnight, the start of the next day
        day = shift_days(day, 1) if day and day[0] else day
    elif part in ("凌晨", "半夜", "午夜") and hour == 12:
        hour = 0
    point = at(day, hour, minute, second)
    return None if point is None else Interval(point, point, grain)


def clocks(text: str, base: Interval | None, ctx: Context) -> Interval | None:
    """五到六点, 9至11时."""
    low, high = re.split("[至到—~-]", text, maxsplit=1)
    first, last = clock(low + "点", base, ctx), clock(high, base, ctx)
    return Interval(first.start, last.end, last.grain) if first and last else None

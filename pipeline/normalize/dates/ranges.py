"""Ranges: two dates or times with 至, 到 or a dash between them, the second inheriting what it does not say."""

import re
from dataclasses import replace

from .assemble import Draft, Token, read_run
from .clock import AFTERNOON, clock
from .context import Context
from .model import Interval, last_day, shift_days, shift_months, to_date

CONNECTOR = re.compile(
    r" ?(?:(?:一?直)?(?:至|到)|[—–―─]{1,2}|[-~−]{1,2}|(?P<and>[和与同]))(?: ?)(?!今(?![年天日晚早晨夜明]))"
)
_BARE_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")
_BETWEEN = re.compile(r" ?之?间")


def join(
    text: str, stream: list[Token], index: int, left: Draft, link: re.Match[str], ctx: Context
) -> tuple[Draft, int, Interval | None] | None:
    """Read the second date of a range; return it, the index after it and the joint interval, or ``None``."""
    if index >= len(stream) or stream[index].start != link.end() or stream[index].kind in ("dur", "set"):
        return None
    inner = replace(ctx)
    if left.value is not None and left.value.start is not None:
        inner.last = left.value
        inner.sentence_day = left.value.start[:3] if len(left.value.start) > 3 or left.value.grain == "day" else None
        inner.sentence_year = left.value.start[0]
    first = stream[index]
    part = next((t for t in left.tokens if t.kind in ("dpart", "rpart")), None)
    name = (part.text[-1] if part.kind == "rpart" else part.text) if part else ""
    if first.kind == "clock" and name in AFTERNOON and left.value:
        base = Interval(left.value.start, left.value.start, "part:" + name)
        value = clock(first.text, base, inner)
        second: Draft | None = Draft(first.start, first.end, [first], value, True)
        after = index + 1
    else:
        second, after = read_run(text, stream, index, _told_before(left, first, inner))
    if second is not None and second.value is not None and left.value is not None:
        second.value = _same_week(left, second) or second.value
    if second is None or (second.is_time != left.is_time and not left.is_time):
        return None
    if link["and"] and not _BETWEEN.match(text, second.end):
        return None
    return second, after, _span(left.value, second)


def _told_before(left: Draft, first: Token, inner: Context) -> Context:
    """Let 初七 after 八月初一 be in the same lunar month."""
    if first.kind == "lunar" and first.text[0] == "初" and left.tokens[-1].kind == "lunar":
        month, _, _ = left.tokens[-1].text.partition("月")
        first.text = f"{month}月{first.text}" if len(month) < len(left.tokens[-1].text) else first.text
    return inner


def _same_week(left: Draft, second: Draft) -> Interval | None:
    """Put a bare weekday into the week of the one before it: 下周一到周五."""
    bare, before = second.tokens[0], left.tokens[-1]
    start = left.value.start if left.value else None
    if bare.kind != "wday" or before.kind != "wday" or not _BARE_WEEKDAY.fullmatch(bare.text) or start is None:
        return None
    first, day = to_date(start), to_date(second.value.start) if second.value and second.value.start else None
    if first is None or day is None:
        return None
    ahead = (day.weekday() - first.weekday()) % 7
    moved = shift_days(start[:3], ahead)
    if moved is None or second.value is None or second.value.end is None:
        return None
    tail = second.value.start[3:] if second.value.start else ()
    return Interval((*moved, *tail), (*moved, *second.value.end[3:]), second.value.grain)


def _span(left: Interval | None, second: Draft) -> Interval | None:
    right = second.value
    if left is None or right is None or left.start is None or right.end is None:
        return None
    end = right.end
    if end < left.start[: len(end)]:  # the second part turns the month, the year or the day
        kind = second.tokens[0].kind
        if kind in ("month", "months"):
            year = end[0] + 1
            end = (year, end[1], last_day(year, end[1]) if right.grain == "month" else end[2], *end[3:])
        elif kind == "day" and second.tokens[0].text[0].isdigit():
            end = (*shift_months(end[0], end[1], 1), *end[2:])
        elif kind in ("dpart", "clock"):
            moved = shift_days(end, 1) if end[0] else end[:3]
            end = (*(moved or end[:3]), *end[3:])
        else:
            return None
    return Interval(left.start, end, right.grain)

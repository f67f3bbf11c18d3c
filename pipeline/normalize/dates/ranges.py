"""Ranges: two dates or times with 至, 到 or a dash between them, the second inheriting what it does not say."""

import re
from dataclasses import replace

from .assemble import Draft, Token, read_run
from .clock import clock
from .context import Context
from .model import Interval, last_day, shift_days, shift_months

CONNECTOR = re.compile(
    r" ?(?:(?:一?直)?(?:至|到)|[—–―─]{1,2}|[-~−]{1,2}|(?P<and>[和与同]))(?: ?)(?!今(?![年天日晚早明]))"
)
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
    if (
        first.kind == "clock"
        and part is not None
        and part.text[-2:] in ("下午", "午后", "晚上", "晚间", "傍晚")
        and left.value
    ):
        base = Interval(left.value.start, left.value.start, "part:" + part.text)
        value = clock(first.text, base, inner)
        second: Draft | None = Draft(first.start, first.end, [first], value, True)
        after = index + 1
    else:
        second, after = read_run(text, stream, index, inner)
    if second is None or (second.is_time != left.is_time and not left.is_time):
        return None
    if link["and"] and not _BETWEEN.match(text, second.end):
        return None
    return second, after, _span(left.value, second)


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

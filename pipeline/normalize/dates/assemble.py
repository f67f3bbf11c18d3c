"""From tokens to expressions: neighbouring tokens of falling size are one date, two dates with 至 between them a range,
起, 前 and 以来 open it. Offsets are those of the folded text, which are those of the raw text."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import ages, clock, coarse, fine, weeks
from .context import Context
from .model import Interval, month_interval
from .patterns import token_pattern

Reader = Callable[[str, Interval | None, Context], Interval | None]

READERS: dict[str, Reader] = {
    "yrs": coarse.years, "full": fine.full, "cent": ages.century, "plan": ages.plan, "year": coarse.year,
    "half": coarse.half, "quarter": coarse.quarter, "season": coarse.season, "seasons": coarse.seasons, "months": coarse.months,
    "month": coarse.month, "part": coarse.part, "day": fine.day, "days": fine.days, "wday": weeks.weekday, "wdays": weeks.weekdays,
    "nth": weeks.nth, "yms": coarse.year_months, "lunar": fine.lunar, "fest": fine.festival, "same": fine.same, "whole": fine.whole,
    "rpart": clock.relative_part, "clocks": clock.clocks, "fulls": fine.fulls, "ym": coarse.year_month,
    "gz": ages.cyclic, "era": ages.era, "dpart": clock.daypart, "clock": clock.clock,
}  # fmt: skip

#: What may follow a token in the same expression.
_SMALL = {"month", "months", "half", "quarter", "season", "part", "lunar", "fest", "nth", "same", "whole"}
_DAY_TAIL = {"wparen", "dpart", "rpart", "clock", "clocks"}
FOLLOW: dict[str, set[str]] = {
    "year": _SMALL | {"day"}, "yrs": {"whole"}, "plan": set(), "cent": {"part"}, "half": {"part", "nth", "same"},
    "quarter": {"part", "same"}, "season": set(), "seasons": set(), "months": {"same", "part"}, "since": _DAY_TAIL | _SMALL | {"day"},
    "month": {"part", "day", "days", "nth", "same", "wday"}, "part": {"whole"}, "days": {"wparen"},
    "day": _DAY_TAIL | {"wday"}, "full": _DAY_TAIL | {"wday"}, "wday": {"dpart", "clock", "clocks", "wparen"}, "wdays": set(),
    "wparen": {"dpart", "rpart", "clock", "clocks"}, "nth": {"dpart", "clock"}, "lunar": _DAY_TAIL, "fest": _DAY_TAIL,
    "dpart": {"clock", "clocks"}, "rpart": {"clock", "clocks"}, "clocks": set(), "fulls": set(),
    "era": {"month"}, "ym": set(), "yms": set(), "gz": {"month", "lunar", "fest", "part"}, "clock": set(), "same": set(),
    "whole": set(),
}  # fmt: skip
#: Tokens that are no expression by themselves.
_NEVER_FIRST = {"same", "wparen", "nth", "season"}
#: What may follow 的.
_AFTER_OF = {"nth", "clock", "part", "fest", "month", "season", "quarter", "half", "day"}
TIMES = {"rpart", "dpart", "clock", "clocks"}


@dataclass(slots=True)
class Token:
    """One token of the scan."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Draft:
    """A date in the making: its span, tokens and value (``None``: not resolvable)."""

    start: int
    end: int
    tokens: list[Token]
    value: Interval | None
    is_time: bool


_WHOLE = {"sep": "full", "dot": "fulls"}
"""Groups inside a token → its kind."""


def tokens(text: str, taiwan: bool = False) -> list[Token]:
    """Scan folded text."""
    return [
        Token(_WHOLE.get(m.lastgroup, m.lastgroup), m.start(), m.end(), m[0])
        for m in token_pattern(taiwan).finditer(text)
        if m.lastgroup and m[0]
    ]


_GAP = re.compile(r" {0,2}的?")


def read_run(
    text: str, stream: list[Token], index: int, ctx: Context, seed: Draft | None = None
) -> tuple[Draft | None, int]:
    """Read the date that begins at a token; return it (or ``None``) and the index after it.

    ``seed`` is what the date begins with already (三年前 of 三年前的3月5日).
    """
    if seed is None and stream[index].kind in _NEVER_FIRST:
        return None, index + 1
    value: Interval | None = seed.value if seed else None
    taken: list[Token] = list(seed.tokens) if seed else []
    known = True
    at = index
    while at < len(stream):
        token = stream[at]
        if taken:
            previous = taken[-1]
            gap = text[previous.end : token.start]
            if token.kind not in FOLLOW.get(previous.kind, ()) or (
                gap
                and (
                    (gap.strip(" ") not in ("", "的") and not (gap == "T" and previous.kind == "full")) or len(gap) > 2
                )
            ):
                break
            if gap == "的" and token.kind not in _AFTER_OF and previous.kind != "since":
                break
            if token.kind == "day" and previous.kind in ("year", "since") and token.text not in ("今天", "今日"):
                break
            if token.kind == "rpart" and token.text[0] != "当":  # 15日当晚, but not 15日昨晚
                break
        if token.kind == "wparen":
            taken.append(token)
            at += 1
            continue
        narrowed = READERS[token.kind](token.text, value if taken else None, ctx) if known else None
        if narrowed is None and token.kind == "day" and len(taken) == 1 and taken[0].kind == "month":
            narrowed = _leap_day(taken[0], token, ctx)
        if narrowed is None:
            if seed and len(taken) == len(seed.tokens):
                break
            if taken and token.kind in ("part", "nth", "fest", "lunar", "wday") and known:
                break
            if taken and known and value is not None and token.kind in ("month", "days", "clock", "months", "quarter"):
                break
            known = False
        value = narrowed
        taken.append(token)
        at += 1
    draft = Draft(
        taken[0].start,
        taken[-1].end,
        taken,
        value if known else None,
        any(t.kind in TIMES for t in taken) or bool(seed and seed.is_time),
    )
    return draft, at


def _leap_day(month: Token, day: Token, ctx: Context) -> Interval | None:
    """29 February without a year is that of the last leap year."""
    base = coarse.month(month.text, None, ctx)
    if base is None or base.start is None or base.start[1] != 2:
        return None
    tries = (month_interval(base.start[0] - back, 2) for back in range(1, 9))
    return next((found for trial in tries if (found := fine.day(day.text, trial, ctx))), None)

"""How far a repetition reaches: 每周一下午八点, 每月5日, 每年3月5日, 每天上午9点到11点, 每个月的第一天."""

import re

from ..fold import fold
from .assemble import TIMES, Token, read_run, tokens
from .colloquial import plain
from .context import Context
from .model import Kind, TimeExpression
from .ranges import CONNECTOR, join

#: What of the period may follow the word for it: parts of a day after a day, days after a month.
_CLOCKS = {"dpart", "clock", "clocks"}
_WITHIN = {
    "D": _CLOCKS,
    "W": _CLOCKS | {"wday"},
    "M": _CLOCKS | {"day", "days", "part"},
    "Y": {"month", "months", "fest", "lunar", "quarter", "half", "part"},
}
_NTH = re.compile(
    r"的?(?:第[一二三四五六七八九十\d]{1,2}|最后一|头一|首)个?(?:天|工作日|(?:周|星期|礼拜)[一二三四五六日天]|周)"
)


def reach(text: str, stream: list[Token], index: int, iso: str, ctx: Context) -> tuple[int, int]:
    """Return where the repetition that begins at a token ends, and the index of the token after it."""
    end, at = stream[index].end, index + 1
    if nth := _NTH.match(text, end):
        end = nth.end()
    within = _WITHIN.get(re.sub(r"[^A-Z]", "", iso)[1:2], set())
    while at < len(stream) and stream[at].start < end:
        at += 1
    if at >= len(stream) or stream[at].kind not in within or text[end : stream[at].start] not in ("", " ", "的"):
        return end, at
    if stream[at].kind == "day" and not stream[at].text[0].isalnum():
        return end, at
    draft, after = read_run(text, stream, at, ctx)
    if draft is None:
        return end, at
    end, at = draft.end, after
    if link := CONNECTOR.match(text, end):
        joined = join(text, stream, at, draft, link, ctx)
        if joined is not None:
            return joined[0].end, joined[1]
    return end, at


def repeated_part(item: TimeExpression) -> TimeExpression | None:
    """Return the date or time inside a repetition, which belongs to no single day: 凌晨四点 of 每天凌晨四点.

    >>> repeated_part(TimeExpression("每天凌晨四点", 3, 9, "SET", {"iso": "P1D"}))
    TimeExpression(text='凌晨四点', start=5, end=9, kind='TIME', norm={})
    """
    inner = [token for token in tokens(plain(fold(item.text))) if token.kind not in ("set", "dur")]
    if not inner or not inner[0].start:
        return None
    kind: Kind = "TIME" if any(token.kind in TIMES for token in inner) else "DATE"
    start = inner[0].start
    return TimeExpression(item.text[start:], item.start + start, item.end, kind)

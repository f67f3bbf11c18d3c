"""Find all dates, times, durations and repetitions of a text and resolve them against a reference and each other."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from ..fold import fold
from .assemble import Draft, Token, read_run, tokens
from .bounds import OFF, OPEN, bound, days_off, from_now
from .colloquial import plain
from .context import Context, reference_moment
from .durations import length, period
from .model import Interval, TimeExpression, iso
from .ranges import CONNECTOR, join
from .repeats import reach
from .screen import accepted, bare_years
from .whole import whole

_SENTENCE = re.compile(r"[。!?;\n]")
#: Words before 2:27:44 that make it a length.
_RACE = re.compile(r"(?:以|出|用时|耗时|历时|成绩|时间|(?<![例比构成])为)$")
_SPELL = re.compile(r"(?:长达|拘留|[为工]期|历时|共计|逾期|连续|示期[为限]?|期限为?|停业整顿)$")
_EVENT_BEFORE = re.compile(r"(?:召开|开[庭标幕学工会]|期满|届满|到期|截止时间|举[行办]|活动|生效|会议)$")
"""What 20日|前 is counted back from."""
_BORN = re.compile(r" ?(?:出生|生(?=[,。;)、于]|$))")
"""Behind a day of birth, from which the text does not go on."""
_MORE = re.compile("[多余几]")
_CLOCKED = re.compile("小时|钟头|分钟|秒")
_TAIWAN_YEAR = re.compile(r"[今去]\(1\d\d\)年")
_WITHIN = re.compile(r"(?:在|在未来|[前后]的)$")
#: Tokens that name a day in passing: what follows still tells of the day named before (上周六已进驻 …… 当天15时).
_PASSING = ("wday", "rpart", "fest", "lunar")
_BEGINS = re.compile(r" ?开始[一-龥](?<![的至到直])")
_FROM = re.compile(r"[从自由]$")
#: Words behind a date that leave its ends as they are.
_UNBOUND = ("about", "within", "whole")
_SINCE = re.compile(
    r" ?(?:(?:之|以)?(?P<before>前)(?![往来后夕去线景沿期途进面辈身台锋任述]|提(?!高|升))"
    r"|(?:之|以)?(?P<after>后)(?![来续天期台勤备者面半方卫代退]))"
)


def find_dates(text: str, reference: date | datetime | None = None) -> list[TimeExpression]:
    """Return every date, time, duration and repetition of ``text`` in order, without overlaps.

    ``reference`` is the document's date; without it relative expressions carry no ``start``. Raises nothing.

    >>> [(e.text, e.norm["start"]) for e in find_dates("截至去年三季度", date(2026, 3, 27))]
    [('去年三季度', '2025-07-01')]
    """
    return _whole(text, reference) or _Reader(text, reference).read()


def parse_date(text: str, reference: date | datetime | None = None) -> TimeExpression | None:
    """Return the one expression that ``text`` is as a whole (spaces around it allowed), or ``None``.

    >>> parse_date("3月5日至8日", date(2026, 3, 27)).norm
    {'start': '2026-03-05', 'end': '2026-03-08'}
    """
    found = find_dates(text, reference)
    return found[0] if len(found) == 1 and found[0].text == text.strip() else None


def _whole(text: str, reference: date | datetime | None) -> list[TimeExpression]:
    """Read what is a date only where it is the whole text."""
    body = text.strip()
    if not body or len(body) > 24:
        return []
    value = whole(plain(fold(body)), Context(reference_moment(reference)))
    if value is None:
        return []
    start = text.index(body)
    norm = {"start": iso(value.start), "end": iso(value.end)}
    return [TimeExpression(body, start, start + len(body), "TIME" if value.has_clock else "DATE", norm)]


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str, reference: date | datetime | None) -> None:
        self.raw = text
        self.text = plain(fold(text))
        self.ctx = Context(reference_moment(reference), "民国" in self.text or bool(_TAIWAN_YEAR.search(self.text)))
        self.stream: list[Token] = tokens(self.text, self.ctx.taiwan)
        if len(self.stream) or "20" in self.text or "19" in self.text:
            self.stream = bare_years(self.text, self.stream)
        self.found: list[TimeExpression] = []
        self.sentence = 0

    def read(self) -> list[TimeExpression]:
        index = 0
        last = 0
        while index < len(self.stream):
            token = self.stream[index]
            if token.start < last:
                index += 1
                continue
            if _SENTENCE.search(self.text, self.sentence, token.start):
                self.ctx.sentence_ends()
                if "\n" in self.text[self.sentence : token.start]:
                    self.ctx.last_is_day = False
            self.sentence = token.start
            if token.kind == "set":
                index = self._set(index)
            elif token.kind == "dur":
                index = self._duration(index)
            else:
                index = self._date(index)
            last = self.found[-1].end if self.found else 0
        return self.found

    def _add(self, start: int, end: int, kind: str, norm: Mapping[str, str | None]) -> None:
        self.found.append(TimeExpression(self.raw[start:end], start, end, kind, dict(norm)))  # type: ignore[arg-type]

    def _set(self, index: int) -> int:
        token = self.stream[index]
        norm = period(token.text)
        end, after = reach(self.text, self.stream, index, norm.get("iso", ""), self.ctx)
        self._add(token.start, end, "SET", dict(norm))
        return after

    def _duration(self, index: int) -> int:
        token = self.stream[index]
        since = _SINCE.match(self.text, token.end)
        if (
            since
            and since["after"]
            and (self.ctx.last is not None or not length(token.text).get("iso") or _MORE.search(token.text))
        ):
            since = None  # after what the text tells, not after now
        if since and "内" not in token.text:
            value = from_now(token.text, -1 if since["before"] else 1, self.ctx)
            clocked = bool(value and value.has_clock) or bool(_CLOCKED.search(token.text))
            seed = Token("since", token.start, since.end(), self.text[token.start : since.end()])
            draft = Draft(seed.start, seed.end, [seed], value, clocked)
            following = index + 1
            while following < len(self.stream) and self.stream[following].start < seed.end:
                following += 1
            if value is not None and following < len(self.stream):
                more, after = read_run(self.text, self.stream, following, self.ctx, draft)
                if more is not None and more.value is not None and len(more.tokens) > 1:
                    draft, following = more, after
            self._add(draft.start, draft.end, "TIME" if draft.is_time else "DATE", self._norm(draft.value))
            return following if len(draft.tokens) > 1 else index + 1
        if accepted(self.text, token.start, token.end, [token]):
            end = token.end
            if _WITHIN.search(self.text[max(0, token.start - 4) : token.start]):  # 在…内 is a frame around the length
                end -= 1 if token.text.endswith("内") else 0
                end -= 1 if token.text.endswith(("之内", "以内")) else 0
            self._add(token.start, end, "DURATION", dict(length(token.text)))
        return index + 1

    def _date(self, index: int) -> int:
        draft, after = read_run(self.text, self.stream, index, self.ctx)
        if draft is None:
            return after
        if norm := self._as_length(draft):
            self._add(draft.start, draft.end, "DURATION", norm)
            return after
        if not accepted(self.text, draft.start, draft.end, draft.tokens):
            return after
        if off := OFF.match(self.text, draft.end) if draft.tokens[-1].kind == "fest" else None:
            self._add(draft.start, off.end(), "DATE", self._norm(days_off(draft.value, off)))
            return index + len(draft.tokens)
        opened = self._opening(draft.start, draft.end)
        bounded = draft.tokens[-1].kind == "part" or bool(opened and opened.lastgroup not in _UNBOUND)
        if bounded and self._looks_ahead(draft):
            kept, self.ctx.sentence_year = self.ctx.sentence_year, None
            draft = read_run(self.text, self.stream, index, self.ctx)[0] or draft
            self.ctx.sentence_year = kept
        value, end, is_time = draft.value, draft.end, draft.is_time
        until = self.text.endswith(("截至", "期至"), 0, draft.start)
        if until and value is not None and value.end and not is_time:
            self.ctx.as_of = Interval(value.end, value.end, "day")
        since = opened is not None and opened[0].endswith("以来") and {t.kind for t in draft.tokens} == {"year"}
        if not since and not _BORN.match(self.text, draft.end):
            self._remember(draft, not bounded and not until)
        begun = opened if opened and opened.lastgroup == "from" else None
        link = CONNECTOR.match(self.text, begun.end() if begun else end)
        joined = join(self.text, self.stream, after, draft, link, self.ctx) if link else None
        if joined is not None:
            second, after, value = joined
            end, is_time = second.end, is_time or second.is_time
            if value is not None:
                both = Draft(draft.start, second.end, draft.tokens + second.tokens, value, is_time)
                self._remember(both, is_time)
            opened = OPEN.match(self.text, end)
        elif self.text.endswith("自从", 0, draft.start):
            value = bound(value, "from", self.ctx)
        if opened is not None:
            value, end = self._bound(value, opened), opened.end()
        if is_time and value is not None and not value.has_clock:
            value = None
        self._add(draft.start, end, "TIME" if is_time else "DATE", self._norm(value))
        return after

    def _as_length(self, draft: Draft) -> dict[str, str] | None:
        """Return the length that a day or a clock time is after words for one: 拘留5日, 用时2:27:44."""
        first = draft.tokens[0]
        before = self.text[max(0, draft.start - 4) : draft.start]
        if first.kind == "day" and len(draft.tokens) == 1 and first.text.endswith("日"):
            counted_back = self.text.startswith("前", draft.end) and _EVENT_BEFORE.search(before)
            if counted_back or _SPELL.search(before):
                return dict(length(first.text[:-1] + "天"))
        if first.kind == "clock" and first.text.count(":") == 2 and _RACE.search(before):
            hours, minutes, seconds = (int(part) for part in first.text.split(":"))
            return {"iso": f"PT{hours}H{minutes}M{seconds}S"}
        return None

    def _opening(self, start: int, end: int) -> re.Match[str] | None:
        """Return the word behind a date that opens or closes it; in 2024年11月开始铺轨 the word is a verb."""
        verb = _BEGINS.match(self.text, end) and not _FROM.search(self.text, max(0, start - 2), start)
        return None if verb else OPEN.match(self.text, end)

    def _bound(self, value: Interval | None, opened: re.Match[str]) -> Interval | None:
        value = bound(value, opened.lastgroup or "", self.ctx)
        today = self.ctx.today
        if opened[0].endswith("以来") and value and value.start and today and value.start[0] == today[0]:
            self.ctx.period = Interval(value.start, today, "day")  # what 同期 compares with
        return value

    def _looks_ahead(self, draft: Draft) -> bool:
        """Whether a bound without a year is meant from the reference on, whatever year the sentence has named."""
        today, year, value = self.ctx.today, self.ctx.sentence_year, draft.value
        if (
            today is None
            or year is None
            or year == today[0]
            or value is None
            or draft.tokens[0].kind in ("year", "yrs", "full", "plan")
        ):
            return False
        point = value.end or value.start
        return point is not None and (year > today[0] or point[1:3] >= today[1:3])

    def _remember(self, draft: Draft, plain: bool = True) -> None:
        if draft.value is None:
            return
        first = draft.tokens[0]
        passing = first.kind in _PASSING and not (first.kind == "wday" and draft.is_time)
        self.ctx.note(draft.value, plain, not passing and first.text[0] not in "次翌隔第")
        point = draft.value.start or draft.value.end
        if point and any(t.kind in ("year", "yrs", "full") for t in draft.tokens):
            self.ctx.named_year = self.ctx.sentence_year = (draft.value.end or point)[0]
            if self.ctx.reference and self.ctx.named_year == self.ctx.reference.year - 1:
                self.ctx.report = True

    def _norm(self, value: Interval | None) -> dict[str, str | None]:
        if value is None or (value.start or value.end or (0,))[:3] == (0, 0, 0):
            return {}
        return {"start": iso(value.start), "end": iso(value.end)}

"""Find dates, times, durations and repetitions in a text, from left to right."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline.normalize.dates.clock import Clock, parse_clock
from pipeline.normalize.dates.context import Context
from pipeline.normalize.dates.durations import durations, sets
from pipeline.normalize.dates.expression import TimeExpression
from pipeline.normalize.dates.grammar import CANDIDATE, CLOCK_RE, POINT_RE, RANGE_RE, SUFFIX_RE, YEARS_RE
from pipeline.normalize.dates.points import Interval, interval
from pipeline.normalize.fold import fold

_OPEN_END = frozenset({"起", "开始", "以来", "以后", "之后"})
_OPEN_START = frozenset({"前", "以前", "之前", "及以前", "及之前"})
_SENTENCE_END = re.compile(r"[。！？!?\n;；]")
_AS_OF = re.compile(r"(?:截至|截止|自|从|于)$")
_ROC = re.compile(r"民国\d{2,3}年|(?<!\d)1[01]\d年(?:\d{1,2}月|度|第|底)")


def find_dates(text: str, reference: date | datetime | None = None) -> list[TimeExpression]:
    """All expressions of time in a text, in text order, without overlaps.

    `reference` is the day that relative expressions are counted from, the publication date of a document.

    >>> [(d.text, dict(d.norm)) for d in find_dates("去年三季度", date(2026, 3, 27))]
    [('去年三季度', {'start': '2025-07-01', 'end': '2025-09-30'})]
    """
    folded = fold(text)
    day = reference.date() if isinstance(reference, datetime) else reference
    context = Context(day, roc="民国" in folded and bool(_ROC.search(folded)))
    points = _points(folded, context)
    taken = [(p.start, p.end) for p in points]
    lengths = _free([*durations(folded), *sets(folded)], taken)
    found = sorted([*points, *lengths], key=lambda item: item.start)
    return [replace(item, text=text[item.start : item.end]) for item in found]


def parse_date(text: str, reference: date | datetime | None = None) -> TimeExpression | None:
    """The expression that a whole string is, or None.

    >>> parse_date("去年三季度", date(2026, 3, 27)).norm["start"]
    '2025-07-01'
    """
    found = find_dates(text.strip(), reference)
    return found[0] if len(found) == 1 and found[0].text == text.strip() else None


def _free(items: list[TimeExpression], taken: list[tuple[int, int]]) -> list[TimeExpression]:
    """Items that overlap nothing taken nor one another; the longer one of two stays."""
    occupied = {i for start, end in taken for i in range(start, end)}
    kept = []
    for item in sorted(items, key=lambda item: (item.start - item.end, item.start)):
        if not any(i in occupied for i in range(item.start, item.end)):
            occupied.update(range(item.start, item.end))
            kept.append(item)
    return kept


def _points(folded: str, context: Context) -> list[TimeExpression]:
    found: list[TimeExpression] = []
    position = line = 0
    for match in CANDIDATE.finditer(folded):
        start = match.start()
        if start < position:
            continue
        if _SENTENCE_END.search(folded, line, start):
            context.sentence()
            line = start
        item = _expression(folded, start, context)
        if item is not None:
            found.append(item)
            position = item.end
    return found


def _expression(folded: str, start: int, context: Context) -> TimeExpression | None:
    """The expression that begins at an offset, with its range, clock and suffix."""
    if years := YEARS_RE.match(folded, start):
        item = _years(folded, years, context)
        if item:
            return item
    first = POINT_RE.match(folded, start)
    clock = CLOCK_RE.match(folded, first.end() if first else start)
    assert clock is not None
    time = parse_clock(clock, bool(first)) if clock.end() > clock.start() else None
    if first is None and (time is None or not _clock_alone(folded, clock)):
        return None
    days = interval(first, context) if first else _clock_day(clock, context)
    if first is not None and _rejected(folded, first, time):
        return None
    end = clock.end() if time else first.end() if first else start
    if first is not None:
        _remember(context, days, bool(_AS_OF.search(folded, max(0, start - 2), start)))
    following = _range(folded, end, context, days, time)
    if following:
        end, last_days, last_time = following
    else:
        last_days, last_time = None, None
    suffix = SUFFIX_RE.match(folded, end)
    word = (suffix["suffix"] if suffix else None) or ""
    if word in ("以后", "之后") and not time and not (first and first.group().endswith("年")):
        word = ""
    if word == "许" and not time:
        word = ""
    if word == "左右":
        pass
    end += len(word)
    text = folded[start:end]
    if time or last_time:
        return TimeExpression(text, start, end, "TIME", _time_norm(days, time, last_days, last_time, word))
    return TimeExpression(text, start, end, "DATE", _date_norm(days, last_days, word, context))


def _rejected(folded: str, point: re.Match[str], time: Clock | None) -> bool:
    """Words and numbers that only look like a point in time."""
    text, end = point.group(), point.end()
    behind = folded[end : end + 2]
    if point["day_only"] and not time:
        before = folded[point.start() - 1 : point.start()]
        if behind[:1] in ("内", "游", "均") and text.endswith("日") or before in ("每", "第", "满", "期"):
            return True
        if text.endswith("号") and (before not in ("在", "于", "到", "至", "月", "从", "自") and behind[:1] not in ("，", "前", "起", "开", "上", "下", "晚", "早", "凌") or not text[0].isdigit()):
            return True
    if point["no_year"] and point["month"] and not point["day"] and text.endswith("月"):
        if folded[point.start() - 1 : point.start()] in ("个", "每", "满"):
            return True
        if behind[:1] in ("饼", "亮", "球", "光", "嫂", "子", "薪"):
            return True
    if point["ago_any"] and point["ago_unit"] in ("小时", "个小时"):
        return True
    if point["ago_any"] and folded[point.start() - 1 : point.start()] in ("近", "第", "每", "满"):
        return True
    if point["year_only"] and folded[point.start() - 1 : point.start()] in "〇零一二两三四五六七八九十百千几多半0123456789 ":
        return True
    return bool(point["year_only"] and point.start() and "\u4e00" <= folded[point.start() - 1] <= "\u9fff" and folded[point.start() - 1] in "去今明前后每全当同次翌某多几数往历")


def _clock_alone(folded: str, clock: re.Match[str]) -> bool:
    """Whether a clock time or part of a day without a date is one: 上午9时, 15:00, 当晚, 今晚, 凌晨四点."""
    period = clock["period"]
    if clock["hour"]:
        if clock["minute"]:
            behind = folded[clock.end() : clock.end() + 1]
            return folded[clock.start() - 1 : clock.start()] not in (":", "/") and not behind.isdigit() and int(clock["hour"]) <= 24
        marked = clock["minute2"] or clock["half_hour"] or clock["quarter_hour"]
        spoken = "点" in clock.group()
        behind = folded[clock.end() : clock.end() + 1]
        return bool(period or marked or not spoken or behind in ("钟", "整", "，", "。", "前", "起", "至", "到", "开", "左")) and not (spoken and not period and not marked and behind in ("多", "的", "个"))
    if clock["han_hour"]:
        return bool(period)
    return period in ("今晚", "当晚", "昨晚", "今早", "明早", "昨夜", "当夜", "今晨", "明晚")


def _clock_day(clock: re.Match[str], context: Context) -> Interval:
    """The day of a clock time without a date: today, tonight, or the day named last."""
    period = clock["period"] or ""
    shift = {"昨": -1, "明": 1}.get(period[:1], 0)
    day = context.reference if period[:1] in ("今", "昨", "明") else context.day if period[:1] == "当" else context.last
    if day is None:
        return Interval(None, None, resolved=False)
    day += timedelta(days=shift)
    return Interval(day, day, names_day=True)


def _years(folded: str, years: re.Match[str], context: Context) -> TimeExpression | None:
    """2026-2030年, 2014年至2022年间."""
    first, last = int(years["y1"]), int(years["y2"])
    marked = "年" in years.group()
    if last <= first or last - first > 150 or (not marked and folded[years.start() - 1 : years.start()] not in ("(", "（", " ", "\n")):
        return None
    if folded[years.end() : years.end() + 1].isdigit() or re.match(r"\d{1,2}月", folded[years.end() :]):
        return None
    end = years.end()
    word = next((w for w in ("期间", "间") if folded.startswith(w, end) and marked and not folded.startswith("间隔", end)), "")
    end += len(word)
    context.year, context.span = last, (date(first, 1, 1), date(last, 12, 31))
    return TimeExpression(folded[years.start() : end], years.start(), end, "DATE", {"start": f"{first:04}-01-01", "end": f"{last:04}-12-31"})


def _range(folded: str, end: int, context: Context, days: Interval, time: Clock | None) -> tuple[int, Interval | None, Clock | None] | None:
    """What follows a range mark: a second point with inherited parts, or a second clock time."""
    mark = RANGE_RE.match(folded, end)
    if mark is None:
        return None
    point = POINT_RE.match(folded, mark.end())
    if point and not point["year_only"] and (point["with_year"] or point["no_year"] or point["day_only"] or point["iso"] or point["rel_month"]):
        clock = CLOCK_RE.match(folded, point.end())
        second = parse_clock(clock, True) if clock and clock.end() > clock.start() else None
        anchor = days.end or days.start
        inner = Context(context.reference, anchor or context.last, anchor or context.month, anchor.year if anchor and days.names_day else context.year, context.span, context.roc)
        last = interval(point, inner)
        if last.end and anchor and last.end < anchor and not point["with_year"] and not point["iso"]:
            last = Interval(_next_year(last.start), _next_year(last.end), names_day=last.names_day)
        _remember(context, last, False)
        if days.start and last.end:
            context.span = (days.start, last.end)
        return (clock.end() if second and clock else point.end()), last, second
    clock = CLOCK_RE.match(folded, mark.end())
    if time and clock and clock.end() > clock.start() and (clock["hour"] or clock["han_hour"]):
        second = parse_clock(clock, True)
        if second:
            if not clock["period"] and time.afternoon and second.hour < 12 and second.hour >= time.hour % 12:
                second = replace(second, hour=second.hour + 12)
            return clock.end(), None, second
    return None


def _next_year(day: date | None) -> date | None:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day) if day else None


def _remember(context: Context, days: Interval, as_of: bool) -> None:
    """Let later expressions refer to this one. Days to come and 截至 days are not what 当天 and 次日 mean."""
    if days.named_year is not None:
        context.year = context.told_year = days.named_year
    if not days.resolved or not days.start:
        return
    if days.names_day and days.start == days.end:
        context.month = days.start
        if not as_of and not (context.reference and days.start > context.reference):
            context.last = days.start
    elif days.grain == "month":
        context.month = days.start
    if days.grain != "year":
        context.span = (days.start, days.end)


def _date_norm(days: Interval, last: Interval | None, word: str, context: Context) -> dict[str, str | None]:
    if not days.resolved or (last is not None and not last.resolved):
        return {}
    start, end = days.start, (last.end if last else days.end)
    if days.before_christ:
        return dict(zip(("start", "end"), days.before_christ, strict=True))
    if word == "同期" and context.span and start:
        return _same_period(start, context)
    if word in _OPEN_END:
        end = None
    elif word in _OPEN_START:
        start = None
    return {"start": start.isoformat() if start else None, "end": end.isoformat() if end else None}


def _same_period(year_start: date, context: Context) -> dict[str, str | None]:
    """去年同期: the interval named before this one, in the year that stands before 同期."""
    first, last = context.span or (None, None)
    if first is None or last is None:
        return {"start": date(year_start.year, 1, 1).isoformat(), "end": date(year_start.year, 12, 31).isoformat()}
    shift = year_start.year - first.year
    return {"start": _shifted(first, shift), "end": _shifted(last, shift)}


def _shifted(day: date, years: int) -> str:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap else day.day).isoformat()


def _time_norm(days: Interval, time: Clock | None, last: Interval | None, last_time: Clock | None, word: str) -> dict[str, str | None]:
    if not days.resolved or days.start is None or (last is not None and last.end is None):
        return {}
    first_day, last_day = days.start, (last.end if last and last.end else days.end or days.start)
    start = time.start(first_day) if time else f"{first_day.isoformat()}T00:00"
    if last_time:
        end: str | None = last_time.end(last_day)
    elif last:
        end = f"{last_day.isoformat()}T23:59"
    else:
        end = time.end(last_day) if time else start
    if word in _OPEN_END or word == "后":
        end = None
    elif word in _OPEN_START:
        return {"start": None, "end": end}
    return {"start": start, "end": end}

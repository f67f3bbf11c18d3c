"""What looks like a date and is none: 三点建议, 2号线, versions, ordinals; and bare years that are dates."""

import re
from collections.abc import Callable

from ..openings import guarded
from .assemble import Token
from .calendar_cn import TERMS

_UNIT = "年个人名家亿万千元吨米余多位项件号辆份届路户亩公平立度至到和分点只条台套次月日时版财款型系"
_COUNTED = (
    r"[斤头册枚篇架艘粒瓶栋幅匹辆盏羽级毫厘兆宗页颗倍磅厅剂]|海里|标箱|英[尺寸里]|例(?!会)|株(?!洲)|起(?![航点])|张(?![家掖江北])|支(?![付持])"
    r"|股(?![东份市权])|对(?![外口话接])|字[，,。、;的]|块(?!链)|处(?![理置级])|间(?!隔)|批(?!发|评)|种(?![业植子粮])|类(?!脑)|片(?!区)|口(?!岸|腔)"
    r"|列(?!车)|根(?!据)|克(?!拉|里|罗)|升(?!级)|笔(?!会)"
)
"""Behind what looks like a year, what is counted: 2012|例患者, 2000|头, against 2026|株洲马拉松."""
_BARE_YEAR = re.compile(
    guarded(
        rf"(?<![\d./:%—–\-A-Za-z$¥€£第约近超达共计])(?<!\d,)(?:19[5-9]|20[0-4])\d(?=[一-龥])(?![{_UNIT}]|学年|{_COUNTED})"
        r"|(?<=\()20[0-4]\d(?=\))|(?<=[A-Za-z] )20[0-4]\d(?= ?[一-龥)])(?! ?[年个人名家亿万千元月日])"
    )
)
_BARE_POINT = re.compile(r"[\d一二两三四五六七八九十零〇]{1,3} ?[点时]")
_SCORE_BEFORE = re.compile(
    r"(?:[例比成]为|比|比分|/|[\d分比例局率]:)$"
)  # the end of two characters: 比分3:20, 比例:10:30
_POINTS = re.compile(r"\d{1,3}:\d{1,3}(?:[、,/ ]{1,2}\d{1,3}:\d{1,3})+")
"""Several pairs of numbers, which are times (9:30、10:30) or scores (25:21、22:25)."""
_CLOCK_TIME = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d")
_SCORE_AFTER = re.compile(
    r"(?:的比分|完胜|险胜|获胜|取胜|大胜|战胜|击败|力克|逆转|淘汰|负于|不敌|惜败|告负|落败|领先|落后)"
)
"""What a score of two numbers is followed by: 以22:20|战胜."""
_DECIMAL = re.compile(r"[零〇一二三四五六七八九十]+点[零〇一二三四五六七八九十]+")
_CLOCK_BEFORE = re.compile(r"(?:[在约到至从于自早晚近每]|大约|凌晨|^|[,。(:;、—\-]) ?$")
_CLOCK_RANGE = re.compile(r" ?(?:[-—~]{1,2}|至|到) ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[点时:])")
_CLOCK_AFTER = re.compile(r"$|[前后起许开整到至—~,。;)\-、?的]|左右|之[前后]|以[前后]|钟|准时")
_FREE = r"^|[,。:;、!?()“”\s\-—在于从自到至截和与及或每逢迎约近的即]"
_CLOCK_VERB = re.compile(
    r"(?:正式|准时|左右)?(?:召开|开[始幕门会赛播盘业工课考讲]|举[行办]|出发|[抵到]达|起[飞床]|降落|启[动程]|结束|关门|闭[幕门馆]|收[盘工]|集合|[上下][班课]|回[来家]|"
    r"播出|发车|见面|登[机车]|入[场住]|离[开店])"
)
"""What happens at a time, right behind a bare clock: 会议8点开始."""
_DAY_PART_BEFORE = re.compile(r"(?:^|[\n,。;])$")
_LENGTH_BEFORE = re.compile(r"(?<![附临最])近$|超过$|不足$|不少于$|缩[短减]?[至为到]$")
"""Before a number of days, which are no day of the month: 近20日, 超过7日未回复."""
_NUMBERED_BEFORE = re.compile(rf"(?:{_FREE}|止|今|明|后|月|定|将|为)$")
_MONTH_BEFORE = re.compile(rf"(?:{_FREE}|年|初|底|止|将|定|度|由|今|明|去|前|后|我)$")
_MONTH_AFTER = re.compile(r"$|[,。:;、!?()”\s\-—到至和与及或的份底初末上中下起以前后间开全将,]|\d")
_INK = re.compile(r"\S")
_ORDINAL = re.compile(r"[一1](?:天|年|夜|周|日|秒|分钟)$")
_ORDINAL_BEFORE = re.compile(r"[这那有某哪同另前后新头第个]$|凡的$")
_DAY_OF_WORK = re.compile(r"[一1]个?(?:交易|工作)日$")
"""Right behind 前, 上 or 下 a day, and no length."""


def accepted(text: str, start: int, end: int, tokens: list[Token]) -> bool:
    """Whether a run of tokens is an expression where it stands."""
    if not _INK.search(text, 0, start) and not _INK.search(text, end):
        return not _NEVER.fullmatch(tokens[0].text) and (tokens[0].kind != "part" or len(tokens[0].text) > 1)
    if len(tokens) > 1:
        return not (tokens[0].kind == "part" and not tokens[0].text.startswith(("年", "月", "上半", "下半")))
    kind, word = tokens[0].kind, tokens[0].text
    before = text[max(0, start - 2) : start]
    check = _CHECKS.get(kind)
    return check is None or check(text, start, end, word, before)


def _clock(text: str, start: int, end: int, word: str, before: str) -> bool:
    if before.endswith(("之", "第")) or (_DECIMAL.fullmatch(word) and not word.endswith("十")):
        return False
    if ":" in word:
        return (
            not _SCORE_BEFORE.search(before)
            and text[end : end + 1] not in tuple("/%比")
            and not _SCORE_AFTER.match(text, end)
            and not _among_points(text, start)
        )
    if not _BARE_POINT.fullmatch(word):
        return True
    number = word.rstrip("点时 ")
    if number.isdigit() and word.endswith("时"):
        return True
    if number in ("一", "两", "1") and word.endswith("点"):
        return False
    if _CLOCK_RANGE.match(text, end):
        return True
    if number.isdigit() and int(number) > 24:
        return False
    if _CLOCK_VERB.match(text, end) or text.endswith("时间", 0, start):
        return True
    return bool(_CLOCK_BEFORE.search(before) and _CLOCK_AFTER.match(text, end))


def _among_points(text: str, start: int) -> bool:
    """Whether the pair of numbers that begins at `start` is one of several of which some are no times: 25:21、22:25."""
    runs = _POINTS.finditer(text, max(0, start - 40), start + 40)
    run = next((run for run in runs if run.start() <= start < run.end()), None)
    return run is not None and not all(_CLOCK_TIME.fullmatch(pair) for pair in re.findall(r"\d+:\d+", run[0]))


def _day(text: str, start: int, end: int, word: str, before: str) -> bool:
    if word[:-1].strip().isdigit() and (int(word[:-1]) > 31 or _LENGTH_BEFORE.search(text, max(0, start - 4), start)):
        return False
    if word.endswith("号"):
        return before[-1:] not in tuple("〕-]#/") and bool(_NUMBERED_BEFORE.search(before))
    if word[0] in "一二三四五六七八九十" and word.endswith("日"):
        return bool(_NUMBERED_BEFORE.search(before)) and text[end : end + 1] not in tuple("游薪均")
    return True


def _month(text: str, start: int, end: int, word: str, before: str) -> bool:
    if word[0] not in "一二三四五六七八九十":
        return True
    return bool(_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, end))


def _year(text: str, start: int, end: int, word: str, before: str) -> bool:
    if word == "后年":
        return bool(_NUMBERED_BEFORE.search(before)) or before[-1:] in ("说", "等", "待", "计")
    return word != "当年"  # mostly "back then"


def _festival(text: str, start: int, end: int, word: str, before: str) -> bool:
    if before.endswith("个") or word.startswith("中国"):
        return False
    if word in ("国庆", "中秋", "端午", "圣诞", "清明"):
        return bool(re.search(rf"(?:{_FREE}|年|节)$", before))
    if word == "雨水":
        return False
    return word not in _TERM_WORDS or bool(re.search(rf"(?:{_FREE}|年|日|今|昨|天)$", before))


_SOME = re.compile(r"[近好]?几个?(?:[年月天周]|小时|星期|分钟)")
_NEVER = re.compile(r"[千万]年|千百年|千万年|百万年")
_TERM_WORDS = frozenset(TERMS)


def _duration(text: str, start: int, end: int, word: str, before: str) -> bool:
    if before.endswith(("/", "个")) or (text[end : end + 1] == "/" and text[end + 1 : end + 2].isdigit()):
        return False
    if _ORDINAL.fullmatch(word) and (_ORDINAL_BEFORE.search(before) or text[end : end + 1] in ("也", "都", "到", "比")):
        return False
    if _DAY_OF_WORK.fullmatch(word) and before[-1:] in ("前", "上", "下"):
        return False
    if word == "一天" and text.startswith(",", end) and (not before.strip() or before[-1] in "。!?"):
        return False  # 一天，两人发生纠纷: one day
    if _NEVER.fullmatch(word) or _SOME.fullmatch(word):
        return False
    return not before.endswith(("第", "每"))


_BARE_PARTS = ("年底", "年初", "年末", "月底", "月初", "月末", "上半月", "下半月")
_BARE_DAYPARTS = ("上午", "下午", "中午", "晚上", "凌晨", "傍晚")
_CHECKS: dict[str, Callable[[str, int, int, str, str], bool]] = {
    "clock": _clock, "day": _day, "month": _month, "year": _year, "fest": _festival, "dur": _duration,
    "part": lambda text, start, end, word, before: word in _BARE_PARTS,
    "dpart": lambda text, start, end, word, before: word in _BARE_DAYPARTS and bool(_DAY_PART_BEFORE.search(before)),
    "months": lambda text, start, end, word, before: not word.startswith("第"),
    "plan": lambda text, start, end, word, before: word[-1] not in "”\"」" or text.startswith("以来", end),
    "whole": lambda text, start, end, word, before: word == "年内" and bool(re.search(rf"(?:{_FREE})$", before)),
    "cent": lambda text, start, end, word, before: True,
}  # fmt: skip


def bare_years(text: str, stream: list[Token]) -> list[Token]:
    """Add tokens for years without 年 (2026中国…大会)."""
    extra = [Token("year", m.start(), m.end(), m[0]) for m in _BARE_YEAR.finditer(text)]
    if not extra:
        return stream
    taken = {i for t in extra for i in range(t.start, t.end)}
    whole = {"yrs", "full"}
    kept = [t for t in stream if t.kind in whole or taken.isdisjoint(range(t.start, t.end))]
    used = {i for t in kept if t.kind in whole for i in range(t.start, t.end)}
    return sorted(kept + [t for t in extra if t.start not in used], key=lambda t: t.start)

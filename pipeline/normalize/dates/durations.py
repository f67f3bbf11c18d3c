"""DURATION and SET: lengths of time (十年, 2小时25分03秒, 近三个月) and repetitions (每周一, 每隔两天)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.normalize.dates.expression import TimeExpression
from pipeline.normalize.numerals import NUMERAL, parse_numeral, plain
from pipeline.normalize.operand import OPERAND, parse_operand

_UNITS = {
    "年": "Y", "个月": "M", "月": "M", "个星期": "W", "星期": "W", "周": "W", "个礼拜": "W", "天": "D", "日": "D", "昼夜": "D", "个昼夜": "D", "夜": "D", "晚": "D",
    "个工作日": "D", "工作日": "D", "日历天": "D", "个日历天": "D", "个小时": "TH", "小时": "TH", "个钟头": "TH", "钟头": "TH", "分钟": "TM", "秒钟": "TS", "秒": "TS", "个季度": "Q", "刻钟": "K",
    "个世纪": "C", "世纪": "C", "个半月": "M", "学年": "Y", "个学年": "Y", "载": "Y", "毫秒": "ms",
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_BEFORE = "近|将近|约|大约|超过|超|逾|不到|不足|至少|最多|不少于|不超过|不低于|长达|最长|最短"
_AFTER = r"以内|之内|内|以上|以下|左右|之久|有余"
_NOT_BEHIND = r"(?![级度轮报代检薪终期货鉴票][^，。；、]?|生|岁|纪|夜班|制|均|产|息|工(?!夫)|子|里|前|之前|以前|后|之后|以后|来水|周年)"
_DURATION = re.compile(
    rf"(?P<before>{_BEFORE})?(?:"
    rf"(?<=[出以时绩])(?P<race_h>\d):(?P<race_m>[0-5]\d):(?P<race_s>[0-5]\d)"
    rf"|(?P<h>{NUMERAL})[个]?小时(?:零)?(?P<hm>{NUMERAL})分钟?(?:(?P<hs>{NUMERAL})秒)?"
    rf"|(?P<mm>{NUMERAL})分(?P<ms>{NUMERAL})秒"
    rf"|(?P<y>{NUMERAL})年(?:零|又)?(?P<ym>{NUMERAL})个(?P<ymhalf>半)?月"
    rf"|(?P<d>{NUMERAL})天(?:零|又)?(?P<dh>{NUMERAL})个?小时"
    rf"|(?P<n>{NUMERAL})个半(?P<nu>小时|月|星期|钟头|学期)"
    rf"|(?P<ny>{NUMERAL})年半|(?P<nd>{NUMERAL})天半"
    rf"|半(?:个)?(?P<half>多?(?:年|月|小时|钟头|天|世纪|分钟|秒))(?=[^\u4e00-\u9fff]|多|[^度报票路夜边工空])"
    rf"|(?P<low>{OPERAND})(?:(?P<lowunit>{_UNIT})?(?:[-—–－~～至到]|——)(?P<high>{OPERAND}))?(?P<more>个?[多余])?(?P<unit>{_UNIT})(?P<more2>多|半)?"
    rf")(?P<after>{_AFTER})?"
)
_SET = re.compile(
    rf"每(?:隔)?(?P<n>{NUMERAL})?个?(?P<unit>年|季度|月|星期|周|礼拜|天|日|小时|分钟)(?P<day>[一二三四五六日天末](?![\u4e00-\u9fff]?[年月]))?(?:的)?(?P<part>上午|下午|晚上|早上|早晨)?"
)
_PERIOD = {"年": "Y", "季度": "3M", "月": "M", "星期": "W", "周": "W", "礼拜": "W", "天": "D", "日": "D", "小时": "TH", "分钟": "TM"}
_WORD = re.compile(r"千年|百年|万年|一年一度|一年四季|一天到晚|三天两头|一日三餐|百日|一夜|一晚|半月|一日|千日")


def durations(folded: str) -> Iterator[TimeExpression]:
    """All lengths of time in a folded text; the caller drops those that are part of a date."""
    for match in re.finditer(rf"(?<![\d.第每A-Za-z一二三四五六七八九十百千〇零两])(?=[\d一二两三四五六七八九十百千半几数]|{_BEFORE})", folded):
        found = _DURATION.match(folded, match.start())
        if found and (norm := _norm(found, folded)) is not None:
            yield TimeExpression(found.group(), found.start(), found.end(), "DURATION", norm)


def sets(folded: str) -> Iterator[TimeExpression]:
    """All repetitions in a folded text."""
    for match in _SET.finditer(folded):
        count = parse_numeral(match["n"]) if match["n"] else Decimal(1)
        if count is None:
            continue
        if match.group().startswith("每隔") and match["unit"] in ("天", "日", "年", "周", "月"):
            count += 0
        letter = _PERIOD[match["unit"]]
        iso = f"P{letter}" if letter == "P3M" else ("P3M" if letter == "3M" else _iso(count, letter))
        yield TimeExpression(match.group(), match.start(), match.end(), "SET", {"iso": "P1D" if match["part"] and match["unit"] in ("天", "日") else iso})


def _iso(count: Decimal, letter: str) -> str:
    """An ISO 8601 duration: `_iso(Decimal(3), "TH")` is PT3H."""
    factor = {"Q": 3, "C": 100, "K": 15}.get(letter)
    if factor:
        count, letter = count * factor, {"Q": "M", "C": "Y", "K": "TM"}[letter]
    if letter == "ms":
        return f"PT{plain(count / 1000):f}S"
    return f"PT{plain(count):f}{letter[1]}" if letter.startswith("T") else f"P{plain(count):f}{letter}"


def _norm(m: re.Match[str], folded: str) -> dict[str, str] | None:
    if m["race_h"]:
        return {"iso": f"PT{m['race_h']}H{m['race_m'].lstrip('0') or 0}M{m['race_s'].lstrip('0') or 0}S"}
    if m["h"]:
        return {"iso": f"PT{_n(m['h'])}H{_n(m['hm'])}M" + (f"{_n(m['hs'])}S" if m["hs"] else "")}
    if m["mm"]:
        return {"iso": f"PT{_n(m['mm'])}M{_n(m['ms'])}S"}
    if m["y"]:
        return {"iso": f"P{_n(m['y'])}Y{_n(m['ym'])}M"} if len(m["y"]) < 4 else None
    if m["d"]:
        return {"iso": f"P{_n(m['d'])}DT{_n(m['dh'])}H"}
    if m["n"]:
        return {"iso": {"小时": f"PT{_n(m['n'])}H30M", "钟头": f"PT{_n(m['n'])}H30M", "月": f"P{_n(m['n'])}.5M", "星期": f"P{_n(m['n'])}W"}.get(m["nu"], f"P{_n(m['n'])}M")}
    if m["ny"]:
        return {"iso": f"P{_n(m['ny'])}Y6M"} if len(m["ny"]) < 4 else None
    if m["nd"]:
        return {"iso": f"P{_n(m['nd'])}DT12H"}
    if m["half"]:
        return {"iso": {"年": "P6M", "月": "P15D", "小时": "PT30M", "钟头": "PT30M", "天": "PT12H", "世纪": "P50Y", "分钟": "PT30S", "秒": "PT0.5S"}[m["half"].lstrip("多")]}
    return _plain_norm(m, folded)


def _plain_norm(m: re.Match[str], folded: str) -> dict[str, str] | None:
    unit, low = m["unit"], m["low"]
    behind = folded[m.end("unit") : m.end("unit") + 2]
    if _WORD.match(folded, m.start("low")) and not m["before"] and not m["after"]:
        return None
    first, last = parse_operand(low), parse_operand(m["high"]) if m["high"] else None
    if first is None:
        return None
    bare = low.isdigit() and not m["more"]
    if unit in ("年", "载") and ((bare and len(low) == 4 and low[0] in "12" and int(low) < 2200) or (len(low) == 4 and "十" not in low and "千" not in low and "百" not in low and not low[0].isdigit())):
        return None
    if unit == "年" and behind[:1] in ("级", "度", "终", "薪", "报", "检", "代", "货", "轻", "龄", "初", "底", "末") or behind == "周年" or folded.startswith("周年", m.end("unit") - 1):
        return None
    if unit == "月" and not m["more"] and not (last and "个" in m.group()):
        return None
    if unit in ("日", "夜", "晚") and not (m["after"] in ("内", "以内", "之内", "左右", "以上") or (unit == "日" and bare and int(low) > 31) or (unit in ("夜", "晚") and not bare)):
        return None
    if unit in ("天", "周", "秒") and behind[:1] in {"天": "津才安空气然地文下台然府桥王主职赋", "周": "年岁边围期一二三四五六日末转长折报密", "秒": "杀"}[unit]:
        return None
    letter = _UNITS[unit]
    if last is not None:
        low_end, high_end = sorted((first.low, last.high))
        return {"min": _iso(low_end, letter), "max": _iso(high_end, letter)}
    if not first.single:
        return {"min": _iso(first.low, letter), "max": _iso(first.high, letter)}
    if m["more2"] == "半" and letter in ("Y", "TH"):
        return {"iso": _iso(first.low * 12 + 6, "M") if letter == "Y" else _iso(first.low * 60 + 30, "TM")}
    return {"iso": _iso(first.low, letter)}


def _n(text: str) -> str:
    return f"{parse_numeral(text) or Decimal(0):f}"

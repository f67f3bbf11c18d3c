"""QUANTITY: a count or a measure with its unit as written: 近500位, 54家, 6大, 3.5万平方米, 26岁."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.normalize import bounds
from pipeline.normalize.amount import Amount, valued
from pipeline.normalize.context import Before, second_operand
from pipeline.normalize.numerals import parse_numeral
from pipeline.normalize.operand import Operand, parse_operand
from pipeline.normalize.tables import Words, read_table

_BIG = re.compile(r"大(?=[\u4e00-\u9fff“\"])(?![会学家楼厦道人型小众量批部约概街桥伙多于奖洋陆事])")
_PREFIXED = frozenset("瓦 瓦时 伏 米 克 赫 赫兹 帕 卡 焦 字节 升".split())
"""Measures in front of which 千, 兆, 毫 … belong to the unit: 200兆瓦 is 200."""

_ARABIC_ONLY = frozenset("分 节 级 环 点 页 字 方 卡 克 里 面 声 排 行 班 站 眼 手 代 度 号 期".split())
"""Units that make a quantity with Arabic digits only: 三节 or 五级 are rather names."""

_TENTH_BEHIND = frozenset({"亩", "尺", "寸", "斤"})
_LETTER = re.compile(r"[A-Za-z]")
_TENTHS = re.compile(r"([一二三四五六七八九])分(?![钟之])")
_SINGLE_CAPITAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟俩")
_HALF = re.compile(r"半(?![年天日夜月小个径数径边路价球岛导决])")
_MORE_UNIT = re.compile(r"[多余](?![年月天日小分秒样种边元家名方国])")


@cache
def units() -> Words[str]:
    """Units and classifiers with their kind."""
    return Words({row[0]: row[1] for row in read_table("units")})


@cache
def _guards() -> Mapping[str, tuple[str, ...]]:
    return {unit: tuple(rest.split()) for unit, rest in read_table("unit_guards")}


def read(text: str, start: int, end: int, low: Operand, before: Before) -> Amount | None:
    """The quantity whose (first) number is `[start, end)`, or None."""
    at, high, written = end, None, text[start:end]
    first = _unit(text, end)
    other = second_operand(text, first[0] if first else end)
    last, last_end = written, end
    if other:
        second = _unit(text, other[1])
        if second and (first is None or first[1] == second[1]):
            high, first, last, last_end = other[2], second, text[other[0] : other[1]], other[1]
    if first is None:
        return None
    at, unit, kind = first
    if unit in _PREFIXED and len(last) > 1 and last[-1] in "千兆百":
        joined = last[-1] + unit
        if joined in units().words:
            trimmed = parse_operand(last[:-1])
            if trimmed is not None:
                unit = joined
                low, high = (low, trimmed) if high else (trimmed, None)
    if not _fits(text, start, written, unit, kind, at, bool(high), before):
        return None
    more = _MORE_UNIT.match(text, at)
    if more and unit != "大":
        at = more.end()
    after = bounds.tail(text, at)
    sign = ">" if more and not before.bound else bounds.sign_of(before.bound, after[1] if after else None, low)
    item = Amount("", before.start, at, "QUANTITY", unit=unit, bound=sign)
    item = valued(item, low, high, negative=before.negative)
    if unit in _TENTH_BEHIND and not high and (tenth := _TENTHS.match(text, at)):
        item, at = item.plus((parse_numeral(tenth[1]) or Decimal(0)) / 10), tenth.end()
    elif kind == "measure" or unit in ("个", "间"):
        half = _HALF.match(text, at)
        if half and item.value is not None and not high and unit != "个":
            item, at = item.plus(Decimal("0.5")), half.end()
    if after and after[0] > at:
        at = after[0]
    return replace(item, end=at)


def half(text: str, start: int, floor: int) -> Amount | None:
    """半公斤, 半亩: half of a measure, never of a thing that is counted."""
    found = units().at(text, start + 1)
    if found is None or found[1] != "measure" or found[0] in ("里", "字", "方", "节", "分", "度"):
        return None
    if text[start - 1 : start] and text[start - 1] in "大小多一过前后上下夜对参各每":
        return None
    before = bounds.head(text, start)
    begin = before[0] if before and before[0] >= floor else start
    end = start + 1 + len(found[0])
    after = bounds.tail(text, end)
    sign = before[1] if before and begin < start else after[1] if after else "="
    return Amount("", begin, after[0] if after else end, "QUANTITY", Decimal("0.5"), unit=found[0], bound=sign)


def _unit(text: str, at: int) -> tuple[int, str, str] | None:
    """The unit behind a number: where it ends, the unit, its kind."""
    if text[at : at + 1] == " " and _LETTER.match(text, at + 1):
        at += 1
    found = units().at(text, at)
    if found is None:
        big = _BIG.match(text, at)
        return (big.end(), "大", "classifier") if big else None
    unit, kind = found
    end = at + len(unit)
    if unit == "大" and not _BIG.match(text, at):
        return None
    if unit[-1].isascii() and unit[-1].isalpha() and _LETTER.match(text, end):
        return None
    rest = _guards().get(unit)
    if rest and text.startswith(rest, end):
        return None
    return end, unit, kind


def _fits(text: str, start: int, written: str, unit: str, kind: str, at: int, ranged: bool, before: Before) -> bool:
    """Whether number and unit make a quantity, and no word or name: 一场, 三节, 二级."""
    arabic = written[0].isdigit()
    if arabic:
        return not (unit == "大" and ("." in written or len(written) > 3))
    if len(written) == 1:
        if written in _SINGLE_CAPITAL or (written == "二" and kind == "classifier"):
            return False
        if written == "一" and kind == "classifier" and unit != "倍" and not ranged and not before.bound:
            return False
        if written in "千百万亿" and text[start - 1 : start] in ("每", "上") and not before.bound:
            return False
    if unit in _ARABIC_ONLY:
        return False
    return not (unit == "大" and len(written) > 2)

"""MONEY: currencies before and behind the number, compound sums (十块三毛), ranges, rates (38元/亩)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from pipeline.normalize import bounds
from pipeline.normalize.amount import ONE, Amount, valued
from pipeline.normalize.context import Before, prefixes, second_operand
from pipeline.normalize.numerals import parse_numeral
from pipeline.normalize.operand import OPERAND, Operand, parse_operand
from pipeline.normalize.tables import Words, read_table

_MINOR: Mapping[str, tuple[str, str]] = {
    "美分": ("0.01", "USD"), "欧分": ("0.01", "EUR"), "港仙": ("0.01", "HKD"), "便士": ("0.01", "GBP"), "戈比": ("0.01", "RUB"),
    "日本銭": ("0.01", "JPY"), "銭": ("0.01", "JPY"), "分钱": ("0.01", "CNY"), "角钱": ("0.1", "CNY"), "毛钱": ("0.1", "CNY"),
    "毫子": ("0.1", "HKD"), "毫": ("0.1", "HKD"), "角": ("0.1", "CNY"), "毛": ("0.1", "CNY"), "嚿水": ("100", "HKD"),
}  # fmt: skip
"""Parts and customary multiples of a currency that stand alone; their value in the main unit."""

_COINS = frozenset({"元", "块", "圆", "蚊", "块钱", "港元", "港币", "人民币"})
"""Words behind which 角, 毛, 毫 and 分, or a loose digit (块二), go on."""

_FEW = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3}|几)"
_COIN_TAIL = re.compile(
    rf"又?零?(?:(?P<tenths>{_FEW})(?:角|毛|毫子?))?(?:零?(?P<cents>{_FEW})分(?![钟之公析布店行局会院校所区部类级别享配发子期]))?(?:钱(?![包币财柜庄]))?"
)
_LOOSE = re.compile(r"(?P<digit>[\d一二三四五六七八九])(?![\d.,%:/a-zA-Z]|[年月日号时点分秒个位家人件张次十百千万亿两名条元块斤折成倍毛角层楼米吨])|半(?![年天月日夜小个路边价身数场])")
_FOREIGN_TAIL = re.compile(rf"(?:又|零)?(?P<count>{_FEW})(?P<name>美分|欧分|港仙|便士|戈比|日本銭|銭|分(?![钟之公析布类级别子]))")
_NOT_BEHIND: Mapping[str, tuple[str, ...]] = {
    "元": tuple("件素旦宵首帅老勋年月气音朝代谋") + ("宇宙", "器件"),
    "毛": tuple("巾衣笔病孩坯发利豆皮泽线驴竹泽"),
    "角": tuple("度落形色逐秒分膜楼斗"),
    "毫": tuple("米升克秒无不伏安"),
    "蚊": tuple("子虫帐香咬"),
    "镑": (),
    "刀": tuple("具片口刃锋剑枪子鱼尖疤豆"),
    "圆": tuple("桌形满圈规周柱环心"),
}
_PRICED = re.compile(r"(?:[花价卖买收付交赚挣补掏费借欠罚扣涨省差钱每才值奖贵宜]|只要|仅需|块)[^，。；、\s]{0,4}$")
_THINGS = re.compile(r"[板砖屏片池地件田牌匾石璃表碑]$")
_RATE = re.compile(r"/[ ]?(?:(?:百|千)?万|千|百)?(?:[A-Za-z]{1,6}[²³]?|[㎡℃]|[\u4e00-\u9fff]{1,4})")
_LIST = re.compile(rf"(?:[、,]|以?及|和|与)({OPERAND})")
_CANTONESE = re.compile("[蚊嘅咗喺啲嚟佢冇唔哋]|毫子|港[元币]")


@cache
def _suffixes() -> Words[str]:
    """Currency words that stand behind a number; at hand as one word with 元 too (元人民币)."""
    words = {word: code for word, code, place in read_table("currencies") if place != "before"}
    long = [word for word, code, _ in read_table("currencies") if len(word) > 1 and not word.isascii() and word[0] != "元"]
    words |= {"元" + word: words.get(word, "") for word in long if word in words}
    words |= {"块" + word: words[word] for word in ("人民币", "港币", "美元", "美金", "欧元", "台币") if word in words}
    return Words(words)


@cache
def _rate_units() -> Words[str]:
    units = [row[0] for row in read_table("units")]
    extra = "人 年 月 日 天 周 季 小时 分钟 秒 度 学年 学期 亩 股 平 题 字 份 晚 次 班 队 户 平方 吨公里 千米".split()
    return Words(dict.fromkeys([*units, *extra], ""))


def suffix(text: str, at: int) -> tuple[int, str, str] | None:
    """The currency word behind a number: where it ends, the word, the code."""
    if text[at : at + 1] == " ":
        at += 1
        if not (text[at : at + 1].isascii() and text[at : at + 1].isalpha()):
            return None
    found = _suffixes().at(text, at)
    if found is None:
        return None
    word, code = found
    end = at + len(word)
    if text.startswith(_NOT_BEHIND.get(word, ()) or "\0", end):
        return None
    if word[-1].isascii() and word[-1].isalpha() and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return None
    return end, word, code


def read(text: str, start: int, end: int, low: Operand, before: Before, whole: bool) -> Amount | None:
    """The sum of money whose (first) number is `[start, end)`, or None. `whole` says that nothing else is in the text."""
    name = suffix(text, end)
    if name is None and before.currency is None:
        return _minor(text, start, end, low, before, whole) or _shared(text, start, end, low, before)
    high, at, code, word = None, end, before.currency or "", ""
    if name:
        at, word, code = name[0], name[1], name[2] or code
    other = second_operand(text, at)
    if other is None and name is None and before.currency is None:
        return None
    if other:
        high, at, word, code, name = _range(text, at, other, word, code, before, name)
    if not code:
        return None
    if word in ("元", "块", "圆") and before.currency:
        code = before.currency
    if word == "块" and not (high or before.currency or _is_money(text, start, at, low, whole)):
        return None
    item = valued(Amount("", before.start, at, "MONEY", unit=code), low, high, negative=before.negative)
    if word:
        item, at = _compound(text, at, item, word)
    return _finish(text, item, at, low, before)


def _range(
    text: str, at: int, other: tuple[int, int, Operand], word: str, code: str, before: Before, name: tuple[int, str, str] | None
) -> tuple[Operand | None, int, str, str, tuple[int, str, str] | None]:
    """The other end of a range of sums, if there is one: 30元—50元, 10亿至12亿元, $5-8."""
    _, end, high = other
    second = suffix(text, end)
    if second is None:
        if name is None and before.currency and not text.startswith(("年", "月", "日"), end):
            return high, end, word, code, name
        return None, at, word, code, name
    if name and name[2] != second[2] and name[1] not in ("元", "块"):
        return None, at, word, code, name
    return high, second[0], second[1], before.currency or second[2], second


def _compound(text: str, at: int, item: Amount, word: str) -> tuple[Amount, int]:
    """What goes on behind the main unit: 三毛, 五角二分, 块二, 又三美分, another name of the currency."""
    if word[-1] in "元块圆" and len(word) == 1:
        named = prefixes().at(text, at) or _suffixes().at(text, at)
        if named and len(named[0]) > 1 and named[0] != word and not named[0].isascii():
            item = Amount(item.text, item.start, item.end, "MONEY", item.value, item.min, item.max, named[1])
            return item, at + len(named[0])
    if item.unit in ("CNY", "HKD", "TWD", "MOP") and word in _COINS:
        tail = _COIN_TAIL.match(text, at)
        if tail and (tail["tenths"] or tail["cents"]):
            return item.plus(_tenths(tail["tenths"], "0.1") + _tenths(tail["cents"], "0.01")), tail.end()
        loose = _LOOSE.match(text, at)
        if loose and word != "块钱" and item.value is not None and (word in ("块", "蚊") or not _goes_on(text, loose.end())):
            return item.plus(_tenths(loose["digit"], "0.1") if loose["digit"] else Decimal("0.5")), loose.end()
    tail = _FOREIGN_TAIL.match(text, at)
    if tail and word not in _COINS:
        return item.plus(_tenths(tail["count"], "0.01")), tail.end()
    if word in ("元", "块", "圆") and (named := prefixes().at(text, at)) and not named[0].isascii() and item.unit == "CNY":
        return item, at
    return item, at


def _goes_on(text: str, at: int) -> bool:
    return "\u4e00" <= text[at : at + 1] <= "\u9fff"


def _tenths(count: str | None, share: str) -> Decimal:
    value = parse_numeral(count) if count and count != "几" else None
    return value * Decimal(share) if value is not None else Decimal(0)


def _finish(text: str, item: Amount, at: int, low: Operand, before: Before) -> Amount:
    """整, a rate and a bound word behind the sum."""
    if text[at : at + 1] in ("整", "正") and not text.startswith(_NOT_WHOLE, at + 1):
        at += 1
    unit = item.unit or ""
    rate = _RATE.match(text, at)
    if rate:
        inner = re.match(r"/[ ]?(?:(?:百|千)?万|千|百)?", text[at:])
        first = at + (inner.end() if inner else 1)
        known = _rate_units().at(text, first)
        stop = first + len(known[0]) if known else rate.end() if text[first : first + 1].isascii() else 0
        if stop:
            unit += text[at:stop].replace(" ", "")
            at = stop
    after = bounds.tail(text, at)
    if after:
        at = after[0]
    sign = bounds.sign_of(before.bound, after[1] if after else None, low)
    return Amount("", before.start, at, "MONEY", item.value, item.min, item.max, unit, sign)


_NOT_WHOLE = tuple("个体数天治顿理合改夜容形式在常确好规当年月套")


def _is_money(text: str, start: int, end: int, low: Operand, whole: bool) -> bool:
    """Whether 块 is money and no classifier: 花了三块, 八千块, 一块二; 两块彩陶片 is not."""
    if whole or _COIN_TAIL.match(text, end)["tenths"] or text[end : end + 1] == "钱":  # type: ignore[index]
        return True
    if _LOOSE.match(text, end):
        return True
    behind = text[end : end + 1]
    ahead = text[max(0, start - 7) : start]
    if _THINGS.search(ahead) or ahead.endswith(("这", "那", "第", "每")):
        return False
    if _PRICED.search(ahead):
        return True
    if text[start].isdigit():
        return low.high < 10**4 and low.high >= 10 and not _goes_on(text, end)
    return low.low >= 100 or (low.low >= 10 and not "\u4e00" <= behind <= "\u9fff")


def _minor(text: str, start: int, end: int, low: Operand, before: Before, whole: bool) -> Amount | None:
    """A sum in parts of a currency alone: 5毛, 三角钱, 2美分, 五毫子."""
    name = next((word for word in _MINOR_NAMES if text.startswith(word, end)), None)
    if name is None or text.startswith(_NOT_BEHIND.get(name, ()) or "\0", end + len(name)):
        return None
    share, code = _MINOR[name]
    at = end + len(name)
    tail = re.compile(rf"({_FEW})分(?:钱|(?![\u4e00-\u9fff]))").match(text, at) if name in ("毛", "角") else None
    if name in ("角", "毛", "毫") and not text[start].isdigit():
        priced = _PRICED.search(text, max(0, start - 7), start)
        if not (tail or whole or (name != "角" and priced)) or (name == "毫" and not _CANTONESE.search(text)):
            return None
    if name == "毫" and not (whole or _CANTONESE.search(text)):
        return None
    if text[start:end] == "一" and name in ("分钱",) and re.search(r"[没不也都]", text[at : at + 2]):
        return None
    item = valued(Amount("", before.start, at, "MONEY", unit=code), low, None, Decimal(share), before.negative)
    if tail:
        item, at = item.plus(_tenths(tail[1], "0.01")), tail.end()
    return _finish(text, item, at, low, before)


_MINOR_NAMES = sorted(_MINOR, key=len, reverse=True)


def _shared(text: str, start: int, end: int, low: Operand, before: Before) -> Amount | None:
    """A sum whose unit stands behind the last one of a list: 1亿、2亿和3亿元."""
    if low.scale < 10**4:
        return None
    at = end
    for _ in range(8):
        following = _LIST.match(text, at)
        if following is None:
            return None
        at = following.end()
        operand = parse_operand(following[1])
        if operand is None or operand.scale < 10**4:
            return None
        name = suffix(text, at)
        if name:
            item = valued(Amount("", before.start, end, "MONEY", unit=name[2]), low, None, ONE, before.negative)
            return _finish(text, item, end, low, before)
    return None



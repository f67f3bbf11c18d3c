"""Words that stand directly at an amount and change its value: 近, 约, 超过, 不到, 左右, 以上."""

import re

from .units import PREFIXES

#: Word before the amount -> bound it sets.
BEFORE = {
    **dict.fromkeys(("约", "大约", "约莫", "大概", "差不多", "差唔多", "大致"), "~"),
    **dict.fromkeys(
        ("近", "将近", "接近", "不到", "不足", "不满", "未满", "未到", "未达", "不及", "几近", "唔到", "唔够"), "<~"
    ),
    **dict.fromkeys(("超", "超过", "远超", "逾", "超出", "过", "多于", "大于", "不止", "多过", "高过"), ">"),
    **dict.fromkeys(
        (
            "至少",
            "不少于",
            "不低于",
            "不小于",
            "不亚于",
            "最低",
            "最少",
            "起码",
            "上",
            "成",
        ),
        ">=",
    ),
    **dict.fromkeys(
        (
            "最多",
            "至多",
            "不超过",
            "不超",
            "不高于",
            "不多于",
            "不大于",
            "未超过",
            "最高",
            "少于",
            "低于",
            "小于",
            "少过",
            "低过",
            "唔超过",
        ),
        "<=",
    ),
}
#: Characters that make another word of a modifier when they stand before it (签约, 最近, 中超).
_NOT_AFTER = {
    "约": "节预签制缔契解违履相邀婚纽续简集誓隐赴毁租践守",
    "近": "最附临接靠邻亲晋贴远相就切逼",
    "超": "英赶反",
    "过": "超不通经跨越渡路度",
    "大于": "",
}
_BARE_ONLY = frozenset(("上", "过", "成"))  # only before a bare unit: 上百, 过亿
SUFFIX = re.compile(r"及?(左右|上下|以上|以下|以内|之内|以里|不到|出头|开外)(?!级)")
_INCLUDED = re.compile(r"\(含(?:本数)?\)(以上|以下|以内)")
"""A bound behind its bracket: 1亿元|（含）以上."""
_SUFFIX_BOUND = {
    "左右": "~",
    "上下": "~",
    "以上": ">=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "以里": "<=",
    "不到": "<~",
    "出头": ">",
    "开外": ">",
}


def _by_last(words: object) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for word in words:  # type: ignore[attr-defined]
        out.setdefault(word[-1], []).append(word)
    return {char: tuple(sorted(group, key=len, reverse=True)) for char, group in out.items()}


_MODS = _by_last(BEFORE)
_CURRENCY = _by_last(PREFIXES)
#: A character after which looking for a modifier or currency sign is worth the while.
LEFT_EDGE = frozenset((*_MODS, *_CURRENCY, " "))


def modifier_before(text: str, pos: int, floor: int, bare: bool) -> tuple[int, str]:
    """Return the start and bound of the modifier that ends at ``pos`` (``(pos, "")`` where there is none)."""
    for word in _MODS.get(text[pos - 1 : pos], ()) if pos > floor else ():
        start = pos - len(word)
        if start < floor or not text.endswith(word, start, pos):
            continue
        if start > 0 and text[start - 1] in _NOT_AFTER.get(word, ""):
            continue
        if word in _BARE_ONLY and (
            not bare
            or text[pos] == "十"
            or (start > 0 and text[start - 1] in "以加会网路线历马海版完建百形达促组构造变")
        ):
            continue
        return start, BEFORE[word]
    return pos, ""


def currency_before(text: str, pos: int, floor: int) -> tuple[int, str]:
    """Return the start and ISO code of the currency sign or name that ends at ``pos``, one space allowed."""
    end = pos - 1 if pos - 1 > floor and text[pos - 1] == " " else pos
    for word in _CURRENCY.get(text[end - 1 : end], ()) if end > floor else ():
        start = end - len(word)
        if start < floor or not text.endswith(word, start, end):
            continue
        if (
            word[0].isascii()
            and word[0].isalpha()
            and start
            and text[start - 1].isascii()
            and text[start - 1].isalnum()
        ):
            continue
        return start, PREFIXES[word]
    return pos, ""


def modifier_after(text: str, pos: int) -> tuple[int, str]:
    """Return the end and bound of the modifier that starts at ``pos`` (``(pos, "")`` where there is none)."""
    if text[pos : pos + 1] == "(" and (included := _INCLUDED.match(text, pos)):
        return included.end(), _SUFFIX_BOUND[included[1]]
    m = SUFFIX.match(text, pos) if text[pos : pos + 1] in ("左", "上", "以", "之", "及", "不", "出", "开") else None
    return (m.end(), _SUFFIX_BOUND[m[1]]) if m else (pos, "")

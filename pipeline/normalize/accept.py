"""Where a number with a unit is no amount: ordinals, model numbers, articles, parts of dates and of words."""

import re

from .counts import Count
from .numerals import DIGIT_CLASS
from .units import Unit

_ORDINAL = re.compile(rf"(?:第|No\.|NO\.|no\.|№)[\d{DIGIT_CLASS}十百千]*+[、,和及与至到~—-]?$")
_CLOCK = re.compile(r"(?:[\d一二三四五六七八九十][时点]|小时|钟头|[时°度])[零 ]?$")
_SECONDS = re.compile(r" ?[\d一二三四五六七八九十.]+ ?秒")
_CHINESE_DIGITS = frozenset("一二两三四五六七八九")
_DIGIT_STRING = re.compile("[一二两三四五六七八九]+")
_BARE = frozenset("十百千万亿")
_PHASE = re.compile("[首一二]期")
"""What makes 三期 the third phase of an undertaking."""
_SESSION = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3}[次中]|全国|中央|人大|政协|[省市县区]委|常委|常务|理事|董事|监事|执委|委员|代表|会员|职工|职代|团委|工会)"
)
_IN_SESSION = re.compile(r"(?:届|人大|政协|委员会|理事会|代表大会)$")
_MEETING = re.compile(r"(?:全体|扩大|临时|常务|会员|职工|代表|理事|常委|委员|董事|监事)*(?:会|大会|会议|全会|职代会)")
"""A session counted by its number: 十四届|五次|会议, 全国人大|四次|会议."""
_PAIRED = re.compile(r"(?<![A-Za-z\d.-])\d+(?:\.\d+)? ?[A-Za-z]{1,4}/$")
"""Before the second of two amounts: 100MW/|200MWh."""
_GENERATION = re.compile(r"网|手机|信号|时代|基站|技术|流量|商用|通信|终端|套餐")
"""Behind a generation of mobile telephony."""
_YEARLY = frozenset("款届级版期起部场次")


def accept(text: str, start: int, count: Count, unit: Unit, at: int, marked: bool) -> bool:
    """Tell whether the count at ``start`` with its unit at ``at`` is an amount.

    ``marked`` says that a modifier or a range makes it a number beyond doubt.
    """
    before = text[start - 1] if start else ""
    if before:
        if before in "第_#±" or (
            text[start].isascii()
            and (
                (before.isascii() and before.isalnum())
                or (before in ".-/+:" and start > 1 and (text[start - 2].isascii() and text[start - 2].isalnum()))
            )
            and not (unit.kind != "QUANTITY" and before.isalpha())
            and not (before == "/" and unit.grade == "measure" and _PAIRED.search(text, max(0, start - 16), start))
        ):
            return False
        if before in "、,和及与至到—-第~0123456789一二三四五六七八九十" and _ORDINAL.search(
            text, max(0, start - 12), start
        ):
            return False
    length = count.end - start
    first = text[start]
    if (
        unit.kind != "PERCENT"
        and length > 1
        and _DIGIT_STRING.fullmatch(text, start, count.end)
        and count.low == count.high
    ):
        return False  # 唯一一座, 一一: a repeated word, not eleven
    more = count.bound != "=" or marked
    if unit.kind == "MONEY":
        if length == 1 and first in "万亿千" and not more and text[count.end : count.end + 1] not in ("余", "多"):
            return False
        if text.startswith(("亿万", "万万"), start):  # beyond counting
            return False
        if text[at : at + 1] == "仙" and count.low < 10:  # 八仙
            return False
        if text[at : at + 1] in ("角", "毛", "分"):
            return length <= 2 and text[unit.end : unit.end + 1] not in _BARE
        return not (first == "二" and length == 1 and text[at : at + 1] == "元")
    if unit.kind == "PERCENT":
        return not (
            unit.grade == "tenths" and (first == "十" and length == 1 and text[unit.end : unit.end + 1] == "把")
        )
    name, grade = unit.name, unit.grade
    if name in ("届", "次") and count.low == count.high and _in_session(text, start, name, unit.end):
        return False
    if grade == "counted":
        return count.bound in (">", "~")
    chinese = not first.isascii()
    if name == "期" and chinese and length == 1 and _PHASE.search(text, max(0, start - 30), start):
        return False
    if first == "0" and text[start + 1].isdigit():
        return False
    if length == 1 and chinese:
        if first in "壹贰叁肆伍陆柒捌玖拾佰仟幺":  # 陆家嘴, 伍家岗: names far more often than counts
            return False
        if first == "一" and not marked and (grade != "measure" or name in ("级", "节", "转", "帧", "度")):
            return False
        if before == "每" and first in _BARE:  # 每百公里, 每万人: a rate's denominator
            return False
        if first == "二" and grade != "measure":
            return False
        if first in _CHINESE_DIGITS and not marked and (grade.startswith("strict") or name in ("级", "节", "度")):
            return False
        if first in _BARE and first != "十" and not more and grade != "measure":
            return False
        if first in _BARE and first != "十" and name in ("里", "度", "级", "节", "米", "倍", "岁", "丈", "尺", "寸"):
            return marked
        if first == "十" and name in ("分", "里"):
            return False
    if name in ("g", "G") and _GENERATION.match(text, unit.end):  # 2g网
        return False
    if first == "几" and name == "分":  # 透着几分性感
        return False
    if before == "前" and name in ("名", "位"):  # 前三名 is a rank
        return False
    if name == "条" and before == "国":  # 国六条: short for a rule book
        return False
    if name == "大" and chinese and (10 < count.low < 31 or length > 2):
        return False
    if name in _YEARLY and first.isascii() and length == 4 and 1900 <= count.low <= 2100:
        return False
    clock = name == "分" and (_CLOCK.search(text, max(0, start - 4), start) or _SECONDS.match(text, unit.end))
    return not clock


def _in_session(text: str, start: int, name: str, end: int) -> bool:
    """Whether a number with 届 or 次 tells which session it was."""
    if name == "届":
        return _SESSION.match(text, end) is not None and not text.endswith(("举办", "连续", "举行", "历经"), 0, start)
    return _MEETING.match(text, end) is not None and _IN_SESSION.search(text, max(0, start - 4), start) is not None

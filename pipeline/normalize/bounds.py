"""Words that say how a number is to be taken: 近, 约, 超, 不到, 至少, 以上, 左右 …

The signs are those of the annotation guidelines: = exactly, ~ about, <~ a little less, > more, >= at least, <= at most.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.normalize.operand import Operand
from pipeline.normalize.tables import Words

BEFORE: Mapping[str, str] = {
    **dict.fromkeys(("近", "将近", "接近", "不到", "不足", "未到", "未满", "不满", "少于", "低于", "小于", "差不多"), "<~"),
    **dict.fromkeys(("约", "大约", "约为", "大概", "约莫", "大致", "约合", "大约为", "估计"), "~"),
    **dict.fromkeys(("超", "超过", "逾", "多于", "大于", "超出", "高于", "远超", "多过"), ">"),
    **dict.fromkeys(("至少", "不低于", "不少于", "最少", "最低", "不小于", "起码", "不下", "不下于", "上", "不少过"), ">="),
    **dict.fromkeys(("最多", "至多", "不超过", "不高于", "不多于", "最高", "不大于", "不超", "顶多", "不多过"), "<="),
    **dict.fromkeys(("少过",), "<~"),
}  # fmt: skip
AFTER: Mapping[str, str] = {
    **dict.fromkeys(("左右", "上下", "许", "前后"), "~"),
    **dict.fromkeys(("以上", "及以上", "或以上", "起步", "之上", "或更多"), ">="),
    **dict.fromkeys(("以下", "及以下", "或以下", "以内", "之内", "之下"), "<="),
    **dict.fromkeys(("多", "余", "有余", "开外"), ">"),
}  # fmt: skip

OUTSIDE = frozenset({"低于", "小于", "高于", "大于", "约合", "估计", "前后", "起步", "之上", "之下", "许"})
"""Words that stay outside an amount in a document: 高于 and 低于 compare, 约合 and 估计 are verbs."""

_TAILS = Words({word: sign for word, sign in AFTER.items() if word not in OUTSIDE})
_HEADS = Words({word: sign for word, sign in BEFORE.items() if word not in OUTSIDE})

_NO_HEAD = {
    "约": "签预节特条公契违履合缔大婚邀爽赴隐简制租毁解和签之契誓盟",
    "近": "附临靠邻贴亲走最远就凑",
    "超": "高赶反大中英德法意班",
    "上": "以之身线网市路车山岸早晚跟赶追加海向马会天地世纸楼台桌手脸心头街场事基际史域堂校船机床墙版",
    "逾": "",
}
"""Characters in front of a bound word that make it a part of another word: 签约, 附近, 以上, 早上."""


def head(text: str, end: int) -> tuple[int, str] | None:
    """The bound word that ends at an offset: where it begins and its sign.

    >>> head("累计超过3亿", 4)
    (2, '>')
    """
    if text[end - 1 : end] == " ":
        end -= 1
    found = _HEADS.before(text, end, 4)
    if found is None:
        return None
    word, sign = found
    start = end - len(word)
    if text[start - 1 : start] and text[start - 1] in _NO_HEAD.get(word, ""):
        return None
    if word == "上" and not text.startswith(("百", "千", "万", "亿", "十万", "百万", "千万"), end):
        return None
    return start, sign


def tail(text: str, start: int) -> tuple[int, str] | None:
    """The bound word that begins at an offset: where it ends and its sign.

    >>> tail("3亿元以上", 3)
    (5, '>=')
    """
    found = _TAILS.at(text, start)
    if found is None:
        return None
    word, sign = found
    end = start + len(word)
    if word == "多" and text.startswith(_NOT_MORE, end):
        return None
    if word == "余" and text.startswith(("额", "款", "下", "热", "地"), end):
        return None
    if word == "上下" and text.startswith(("游", "班", "级", "学", "文", "联", "车", "铺"), end):
        return None
    return end, sign


_NOT_MORE = ("次", "样", "种", "元", "边", "极", "家", "功", "项", "层", "彩", "媒", "个", "方", "年", "名", "平台", "渠道", "领域", "发", "于", "数", "少", "地", "国", "处", "点", "产业")


def sign_of(before: str | None, after: str | None, operand: Operand) -> str:
    """One sign for what stands before, behind and in the number."""
    if before:
        return before
    if after:
        return after
    if operand.more:
        return ">"
    return "~" if operand.vague else "="

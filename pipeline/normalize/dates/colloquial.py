"""Cantonese and other spoken words for times, put into the words that the patterns know; the length never changes."""

import re

from ..openings import guarded

#: Words that are read so wherever they stand.
_ALWAYS = {
    "琴日": "昨日", "寻日": "昨日", "听日": "明日", "琴晚": "昨晚", "寻晚": "昨晚", "听晚": "明晚", "听朝": "明早",
    "朝早": "早上", "上昼": "上午", "下昼": "下午", "晏昼": "午后", "呢个": "这个", "今个": "这个",
    "昨儿": "昨天", "今儿": "今天", "明儿": "明天", "而家": "现在", "依家": "现在", "宜家": "现在",
}  # fmt: skip
#: Words that mean it at the start of a text or with a part of the year behind them.
_FIRST = {"出年": "明年", "旧年": "去年", "今朝": "今早"}
_NEXT = r"(?=$|的|\d|[一二三四五六七八九十]+[月点号日]|[上下]半年|第?[一二三四]季|[春夏秋冬年])"
_WORD = re.compile(
    guarded(
        rf"(?<![一-龥])(?P<first>{'|'.join(_FIRST)}){_NEXT}"
        r"|(?P<night>夜晚)(?=$|\d|[一二三四五六七八九十两]+[点时])"
        rf"|(?<![钢提风竖倾聆收口探找今同])(?P<always>{'|'.join(_ALWAYS)})(?![常语本童科性])"
    )
)


def _read(m: re.Match[str]) -> str:
    return "晚上" if m["night"] else _FIRST.get(m[0]) or _ALWAYS[m[0]]


def plain(text: str) -> str:
    """Return folded ``text`` with such words replaced.

    >>> plain("听晚八点，呢个星期三")
    '明晚八点，这个星期三'
    """
    return _WORD.sub(_read, text)

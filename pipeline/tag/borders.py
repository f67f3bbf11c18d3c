"""Where the name of an organization, place or event begins.

Names of this kind end in a head that the rules find; their left border is where running text stops being a name.
The scan goes over jieba's words from the head to the left and stops at punctuation, at function words, and at
offsets that other rules have taken (ends of names and titles).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.lexicon import read_table

_NAME_CHARS = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffffA-Za-z0-9〇·•&＆\-]+")
_CLOSING = {"）": "（", ")": "(", "”": "“", "」": "「"}
MAX_BRACKET = 14
_FUNCTION_CHARS = frozenset("为由在与和向据经任原前的了至到从对将把被让给使是及或应")
_NO_PART = re.compile(r"[\s\u3000]|记者|通讯员|图片|资料")
MAX_QUOTED = 7
"""A quotation right before the head belongs to the name when it is short: “老铁帮”志愿服务队."""


@cache
def hard_stops() -> frozenset[str]:
    """Words that never stand inside a name: prepositions, pronouns, particles, adverbs, verbs of organizing and reporting."""
    soft = {"verb"}
    words = {row[0] for row in read_table("function_words") if row[1] not in soft}
    return frozenset(words | {row[0] for row in read_table("stopwords_left")})


@cache
def all_stops() -> frozenset[str]:
    """Hard stops and all other verbs, at which a name stops unless something else holds it together."""
    return hard_stops() | {row[0] for row in read_table("function_words")}


def left_border(passage: Passage, head: int, floor: int = 0, brackets: bool = True, over_verbs: bool = False) -> int:
    """The leftmost offset from which the characters up to `head` may be one name.

    `floor` is an offset that the name must not cross. Inner brackets that close before the head (（北京）, “绣娘”)
    are passed over as a whole when `brackets` is set. `over_verbs` runs on over verbs (人体器官捐献管理中心).
    """
    text, words = passage.folded, passage.words
    stops = hard_stops() if over_verbs else all_stops()
    border = behind_bracket = head
    index = bisect_right(passage.word_ends, head)
    if index < len(words) and words[index][0] < head:
        start = words[index][0]
        if start < floor or not _NAME_CHARS.fullmatch(text, start, head) or text[start:head] in stops:
            return head
        border = start
    index -= 1
    while index >= 0 and words[index][0] >= floor:
        start, end = words[index]
        word = text[start:end]
        if brackets and word in _CLOSING:
            opening = _opening(text, word, start, floor)
            if opening is None or (word in "”」" and end == head and start - opening > MAX_QUOTED):
                return border
            border, behind_bracket = opening, end
            index = bisect_left(passage.word_ends, opening + 1) - 1
            continue
        if word in stops or not _NAME_CHARS.fullmatch(word):
            break
        if word[0] in _FUNCTION_CHARS and len(word) > 1 and not WordSegmenter.shared().is_word(word):
            border = start + 1  # jieba made one unknown word of a function word and the name's first character
            break
        border = start
        index -= 1
    return behind_bracket if text[border : border + 1] in ("（", "(") else border


def _opening(text: str, closing: str, start: int, floor: int) -> int | None:
    """Offset of the bracket that a closing one belongs to, or None when it is too far or no part of a name: it holds a
    blank, a line break or a byline."""
    opening = text.rfind(_CLOSING[closing], max(floor, start - MAX_BRACKET), start)
    inner = text[opening + 1 : start]
    return None if opening < 0 or not inner or _NO_PART.search(inner) else opening

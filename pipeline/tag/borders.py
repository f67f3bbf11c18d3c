"""Where the name of an organization, place or event begins.

Names of this kind end in a head that the rules find; their left border is where running text stops being a name.
The scan goes over jieba's words from the head to the left and stops at punctuation, function words, dates and
numbers, and at spans that other rules have taken (people, titles).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from pipeline.segment import Passage
from pipeline.tag.lexicon import read_table

_NAME_CHAR = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffffA-Za-z0-9〇·•&＆\-]")
_CLOSING = {"）": "（", ")": "(", "”": "“", "」": "「"}
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百零〇0-9]+$")
MAX_BRACKET = 14


@cache
def function_words() -> frozenset[str]:
    """Words at which a name neither begins nor runs on."""
    return frozenset(row[0] for table in ("function_words", "stopwords_left") for row in read_table(table))


def left_border(passage: Passage, head: int, floor: int = 0, brackets: bool = True) -> int:
    """The leftmost offset from which the characters up to `head` may be one name.

    `floor` is an offset that the name must not cross. Inner brackets that close before the head (（北京）, “绣娘”)
    are passed over as a whole when `brackets` is set.
    """
    text, words = passage.folded, passage.words
    stops = function_words()
    index = bisect_right(passage.word_ends, head)
    border = head
    if index < len(words) and words[index][0] < head:
        border = words[index][0] if words[index][0] >= floor and _all_name(text, words[index][0], head) else head
    index -= 1
    while index >= 0 and words[index][0] >= floor:
        start, end = words[index]
        if end > border:
            index -= 1
            continue
        word = text[start:end]
        if brackets and word in _CLOSING:
            opening = text.rfind(_CLOSING[word], max(floor, start - MAX_BRACKET), start)
            if opening < 0 or opening == border - 1 or "\n" in text[opening:start] or end == head and word in "”」":
                break
            border = opening
            index = bisect_left(passage.word_ends, opening + 1) - 1
            if border == floor or index < 0 or not _NAME_CHAR.match(text, border - 1):
                return border + (0 if text[border] in "“「" else end - border)
            continue
        if word in stops or not _all_name(text, start, end):
            break
        border = start
        index -= 1
    return border


def _all_name(text: str, start: int, end: int) -> bool:
    return all(_NAME_CHAR.match(text, i) for i in range(start, end))

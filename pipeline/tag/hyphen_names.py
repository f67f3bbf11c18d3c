"""Foreign names with a hyphen in place of the dot, as sports pages write them: 汤姆-沃森, 克里斯-保罗.

A hyphen joins much else (上海-南京, 鲁中网-鲁中晨报), so both parts have to read better as transliterations than as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.lexicon import Gazetteer
from pipeline.tag.name_forms import HYPHEN, HYPHENS, Form, heads_of_others
from pipeline.tag.name_model import NameModel
from pipeline.tag.name_sites import support_behind
from pipeline.tag.place_addresses import kinds

_LONGEST = 6
_OF_NAMES = "(?:(?![和与及至将网路街站])[\u3400-\u9fff])"
_LEFT_RUN = re.compile(rf"{_OF_NAMES}+$")
_RIGHT_RUN = re.compile(rf"{_OF_NAMES}{{1,{_LONGEST + 2}}}")
_CUT = frozenset("在将的是也于省市县")
"""Characters of transliterations that seldom end a name."""
_NO_NAME_BEHIND = re.compile(r"[省市县州]|高速|自治区|大区|疫苗|股[价份]|飞机|战机|客机|汽车|年报|财报")
"""What is named for places, companies and products, and seldom for people."""
_PRIOR = -1.5
"""Log-odds that a hyphen joins the parts of a name."""


def hyphen_names(passage: Passage) -> Iterator[Form]:
    """Names with log-odds, in text order."""
    text = passage.folded
    for hyphen in HYPHEN.finditer(text):
        best = max(_forms(passage, hyphen.start()), key=lambda form: form.odds, default=None)
        if best is not None and best.odds > 0:
            yield best


def _forms(passage: Passage, hyphen: int) -> Iterator[Form]:
    """The names that a hyphen may join, wherever they begin and end."""
    text = passage.folded
    left, right = _LEFT_RUN.search(text, max(hyphen - _LONGEST, 0), hyphen), _RIGHT_RUN.match(text, hyphen + 1)
    if left is None or right is None:
        return
    ends = range(hyphen + 2, right.end() + 1)
    if any(_is_other(text[start:end]) for start in range(left.start(), hyphen) for end in ends):
        return  # 纳戈尔诺-卡拉巴赫, 洛克希德-马丁
    for start, before in _left_parts(left.group(), hyphen):
        if start not in passage.word_starts or text[start - 1 : start] in HYPHENS or _is_other(text[start:hyphen]):
            continue
        for end, behind in _right_parts(right.group(), hyphen + 1):
            if end < len(text) and (end not in passage.word_starts or text[end] in HYPHENS):
                continue
            if text[end - 1] in _CUT or _is_other(text[hyphen + 1 : end]):
                continue
            if not heads_of_others().match(text, end) and not _NO_NAME_BEHIND.match(text, end):
                yield Form(start, end, before + behind + support_behind(text, end) + _PRIOR, "hyphen")


def _is_other(part: str) -> bool:
    """Whether a part, or all of it, is the name of a place or an organization."""
    return part in kinds() or part in Gazetteer.of("organizations").kinds


def _left_parts(run: str, hyphen: int) -> Iterator[tuple[int, float]]:
    """Where the part before the hyphen may begin, with the log-odds that it is transliterated and the rest before it words."""
    model, words = NameModel.shared(), WordSegmenter.shared()
    ordinary = words.log_probabilities(run)[0]
    for length in range(2, len(run) + 1):
        rest, part = run[: len(run) - length], run[len(run) - length :]
        yield hyphen - length, words.log_probabilities(rest)[0] + model.transliterated(part) - ordinary


def _right_parts(run: str, begin: int) -> Iterator[tuple[int, float]]:
    """Where the part behind the hyphen may end, with such log-odds."""
    model = NameModel.shared()
    ordinary = WordSegmenter.shared().log_probabilities(run)
    for length in range(2, min(len(run), _LONGEST) + 1):
        yield begin + length, ordinary[length] + model.transliterated(run[:length]) - ordinary[0]

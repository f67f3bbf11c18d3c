"""Sections: what a line of a press release is for.

title     the first line with text (and a second title line right under it)
heading   a short line inside the article that ends without punctuation
dateline  publication lines (发布时间 … 来源 …) and the agency's opening (新华社北京3月27日电, 本报讯)
credits   who wrote, photographed and edited it (责任编辑：…, 供稿：…)
body      everything else
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_TITLE = 60
MAX_HEADING = 40

_SENTENCE_END = "。！？!?；;，,、…"
_PUBLICATION = re.compile(
    r"^[\s\[【（(]*(?:发布(?:时间|日期|者|人|机构|单位)?|成文日期|生成日期|索引号|时间|日期|来源|文章来源|信息来源|稿源|作者|编辑|浏览|点击|字体|字号|发稿)"
    r"[\s　]*[：:|]|^\s*\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:$|[|｜\s]*(?:来源|作者|浏览|编辑|字|第|[（(【]))"
)
_AGENCY = re.compile(
    r"^\s*[(（]?(?:本报|本网|本刊|新华社|中新社|中新网|人民网|新华网|[\u4e00-\u9fff]{2,8}(?:社|网|报))[^，。]{0,24}?(?:电|讯)(?:\s|[(（　:：]|$)"
)
_CREDITS = re.compile(
    r"^[\s（(【\[]*(?:[\u4e00-\u9fff]{0,4}(?:责任编辑|责编|编辑|编审|审核|终审|初审|复审|校对|校审|供稿(?:单位)?|来稿单位|撰稿|撰文|投稿|发布日期|发布时间|通讯员|记者|摄影|图片|图|文字|文|来源|监制|统筹|策划|排版|签发|媒体联系人?|联系人|联系电话|联系方式|客服热线))"
    r"[\s　]*(?:[：:/|丨]|(?=[\s　]))"
)


def classify_lines(text: str, lines: Sequence[tuple[int, int]]) -> list[str]:
    """Give each non-empty line its section.

    `lines` are `[start, end)` offsets in text order; the result has one name for each.

    >>> text = "某市举行论坛\\n发布时间：2026-03-27\\n3月27日，论坛举行。\\n（责任编辑：张三）"
    >>> bounds = [(0, 6), (7, 22), (23, 34), (35, 45)]
    >>> classify_lines(text, bounds)
    ['title', 'dateline', 'body', 'credits']
    """
    return [_classify(text[start:end].strip(), index, len(lines)) for index, (start, end) in enumerate(lines)]


def _classify(line: str, index: int, total: int) -> str:
    if _PUBLICATION.match(line) and index < max(8, total // 3):
        return "dateline"
    if _CREDITS.match(line) and len(line) <= 120:
        return "credits" if index > 1 else "dateline"
    if index == 0 and len(line) <= MAX_TITLE and line[-1] not in _SENTENCE_END:
        return "title"
    if index <= 2 and _AGENCY.match(line) is None and len(line) <= MAX_TITLE and line[-1] not in _SENTENCE_END:
        return "title" if index == 1 else "heading"
    if len(line) <= MAX_HEADING and line[-1] not in _SENTENCE_END + "：:”）)":
        return "heading"
    return "body"

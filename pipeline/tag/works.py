"""WORK: documents, agreements, laws, books and films in title marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.segment import Passage
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.lexicon import Gazetteer

MAX_LENGTH = 120
"""A pair of title marks further apart than this is a slip of the writer."""

_YEARS = (
    r"[（(]\s*(?:\d{4}\s*年?(?:度|版)?(?:\s*[-—–－~～至]\s*\d{4}\s*年?)?|\d{4}\s*年?\s*(?:\d{1,2}月)?(?:修订|修正|修改)(?:版|本|稿)?"
    r"|(?:试行|草案|暂行|修订|征求意见稿|修订草案|送审稿)(?:稿)?)\s*[）)]"
)
_PERIODICAL = re.compile(
    r"[\u4e00-\u9fff·]{1,10}(?:日报|晚报|晨报|早报|时报|周报|都市报|快报|商报|青年报|导报|观察报|工人报|农民报|文艺报|周刊|杂志|学报|新闻|[^公年月季]报|报海外版|每日电讯|经济报道)|参考消息|\d{2}世纪经济报道"
)
_PUBLISHED = re.compile(
    r"(?:(?:发表|刊登|刊发|刊载|发布)[于在]|期刊|杂志)(?:国际|学术|权威|顶级|知名|著名|医学|期刊|杂志)*$"
)
"""Before the name of a journal: 研究成果发表于|《细胞·代谢》."""
EDITORS = re.compile(r"编辑部|编委会|杂志社|报社")
"""Behind a title in marks, what makes both the name of an organization: 《冰川研究》|编辑部."""
_MARKS = re.compile(r"《|》")
_AFTER = re.compile(_YEARS)


@extractor("WORK")
def work(passage: Passage) -> Iterator[Candidate]:
    """Titles in 《》 with the bracketed years that follow: 《合作协议（2026-2030年）》, 《规划》（2026—2030年）."""
    for start, end in titles_in_marks(passage.folded):
        if is_periodical(passage.folded, start, end) or EDITORS.match(passage.folded, end):
            continue
        tail = _AFTER.match(passage.folded, end)
        yield Candidate(start, tail.end() if tail else end, "WORK", "work:book-title", 0.97)


def is_periodical(text: str, start: int, end: int) -> bool:
    """Whether a title in marks `[start, end)` is that of a newspaper or magazine, which is an organization: 《松江晚报》,
    《冰川》杂志."""
    name = text[start + 1 : end - 1]
    if name.endswith("报") and name in Gazetteer.of("organizations").kinds:
        return True  # 《明报》
    if _PERIODICAL.fullmatch(name) or text.startswith(("杂志", "期刊", "周刊"), end):
        return True
    return _PUBLISHED.search(text, max(0, start - 16), start) is not None


def in_marks(text: str, start: int, end: int) -> bool:
    """Whether only its marks make a word the name of a journal, which means nothing elsewhere: 《科学》杂志."""
    return text[start - 1 : start] == "《" and text[end : end + 1] == "》" and text[end - 1] != "报"


def titles_in_marks(text: str) -> Iterator[tuple[int, int]]:
    """`[start, end)` of each outermost 《…》 on one line; marks may nest (《关于〈…〉的通知》, 《关于《…》的通知》)."""
    depth, start = 0, 0
    for mark in _MARKS.finditer(text):
        if depth and ("\n" in text[start : mark.start()] or mark.end() - start > MAX_LENGTH):
            depth = 0
        if mark.group() == "《":
            depth += 1
            if depth == 1:
                start = mark.start()
        elif depth:
            depth -= 1
            if depth == 0 and mark.end() - start > 2:
                yield start, mark.end()

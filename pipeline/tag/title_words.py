"""Titles by their words: heads (书记, 总经理, 教授) with the modifiers before them (常务副, 党委, 首席)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.lexicon import Gazetteer, read_table

MAX_MODIFIER = 6

RANK = r"(?:[（(][^（）()\n]{1,12}(?:级|兼|职务|待遇|挂职|主持工作)[）)])?"
"""A rank in brackets after a title, which belongs to no span: 副主任（正局长级）."""

GOVERNED = re.compile(r"(?:党委|党工委|党支部|党总支|纪委|团委)(?:专职|常务)?(?:副?书记|委员)")
"""Offices of the party that stand behind the name of a town or village."""

_IN_RANK = re.compile(r"[（(](?P<rank>[^（）()\n]{0,8}级)[）)]")

_SECOND_PARTS = frozenset({"助理", "代表", "秘书", "医师", "护师", "药师", "技师", "委员", "编辑", "记者", "成员"})
"""Heads that a title before them only narrows: 院长助理, 检察官助理, 主任医师."""


_DEPARTMENT = re.compile(
    r"组织部|宣传部|统战部|政法委|纪委|监委|监察委|妇联|工会|工商联|政协|人大常委会|人大|团委|村委会|居委会"
)
_COMMITTEE = re.compile(r"(?:[省市县区州盟旗镇]|[省市县区州盟旗镇]委|自治区|全国|总|村|社区)$")
_DEPARTMENT_HEAD = re.compile(rf"(?:{_DEPARTMENT.pattern})(?=[^副]|副)")


_NAMED_FOR = ("工作站", "工作室")
"""What is named for people of a title: 袁隆平院士|工作站."""
_PARTY = re.compile(r"党[支总委工组]")
_COMMITTEE_OFFICE = re.compile(r"[省市县区州旗盟]委(?=[书副常秘])")
_OF_PARTY = re.compile(r"(?:中共|共青团)[\u3400-\u9fff]{2,10}$")
"""What opens the full name of a committee, which no title goes on from: 中共衡阳市委|常委, 共青团衡阳市委|副书记."""
_ENVOY = re.compile(r"大使|总领事|参赞")
_POSTED = re.compile(r"(?<=[\u3400-\u9fff])驻[\u3400-\u9fff]{2,8}(?:特命全权)?$")
"""Where an envoy of a country is posted: 中国|驻赞比亚大使, against 驻赞比亚大使馆|参赞."""
_LEAGUE = re.compile(r"(?<![青集社财])团$")
"""The youth league before a committee: 团|省委书记."""
_LONE_UNIT = re.compile(r"(?:^|[^\u3400-\u9fff]|[任原的由据和与])(?P<unit>[村镇乡局]|街道|社区)$")
"""A village, town or bureau without a name, which the office of its party branch keeps: 村党支部书记, 镇党委书记, against
和平村|党支部书记."""


SPREAD = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff][ \u3000\xa0]+[\u3400-\u9fff]")
"""Two characters that blanks spread out: 编　　辑."""
_BLANKS = re.compile(r"[ \u3000\xa0](?<=[\u3400-\u9fff].)[ \u3000\xa0]*(?=[\u3400-\u9fff][ \u3000\xa0]*:)")
COLON = re.compile(r"[ \u3000\xa0]*:[ \u3000\xa0]*")


class Title(NamedTuple):
    """A title `[start, end)`; `kind` is office, address (stands with a bare name too) or byline."""

    start: int
    end: int
    kind: str


@cache
def _modifiers() -> Mapping[str, frozenset[str]]:
    """Modifiers by their last character."""
    words = [row[0] for row in read_table("title_modifiers")]
    return {last: frozenset(word for word in words if word[-1] == last) for last in {word[-1] for word in words}}


@cache
def _compound_surnames() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("surnames") if len(row[0]) == 2)


def _spread_roles(text: str) -> Iterator[Title]:
    """Titles of two characters before a colon that blanks spread out: 编　　辑：."""
    heads = Gazetteer.of("title_heads", shortest=1).kinds
    for blanks in _BLANKS.finditer(text):
        start, end = blanks.start() - 1, blanks.end() + 1
        if start >= 0 and SPREAD.fullmatch(text, start, end) and text[start] + text[end - 1] in heads:
            yield Title(start, end, "byline")


def find_titles(passage: Passage) -> tuple[Title, ...]:
    """All titles by their words, whether or not somebody holds them, in text order without overlaps."""
    text = passage.folded
    found: list[Title] = []
    words = WordSegmenter.shared()
    ranks = {i for match in _IN_RANK.finditer(text) for i in range(*match.span("rank"))}
    for start, end, kind in Gazetteer.of("title_heads", shortest=1).longest(text):
        if start in ranks or text.startswith(_NAMED_FOR, end):
            continue
        if (
            end not in passage.word_end_set
            and text[end] != "兼"
            and text[end - 1 : end + 1] not in _compound_surnames()
            and any(words.is_word(text[i : end + 1]) for i in (end - 1, start))
        ):
            continue  # a longer word: 专家|组, 教授|级; but 副署长|孙寿山 is no 长孙
        if (department := _DEPARTMENT_HEAD.match(text, start, end)) and _COMMITTEE.search(
            text, max(0, start - 3), start
        ):
            start = department.end()  # 市总工会|主席
        start = _extend_left(text, start, found[-1].end if found else 0)
        if _PARTY.match(text, start) and (lone := _LONE_UNIT.search(text, max(0, start - 3), start)):
            start = lone.start("unit")
        if (committee := _COMMITTEE_OFFICE.match(text, start, end)) and _OF_PARTY.search(
            text, max(0, start - 12), start
        ):
            start = committee.end()
        elif committee and _LEAGUE.search(text, 0, start):
            start -= 1
        if _ENVOY.match(text, start, end) and (posted := _POSTED.search(text, max(0, start - 12), start)):
            start = posted.start() if "馆" not in posted.group() else start
        found.append(Title(start, end, kind))
    return tuple(_merged(sorted([*found, *_spread_roles(text)]), text))


def _extend_left(text: str, start: int, limit: int) -> int:
    """Take in modifiers to the left, the longest first, as long as there are any.

    A department of a committee stays whole (组织部部长) unless its committee is named: then it is an organization
    (市委组织部|部长, 省纪委|副书记).
    """
    extended = True
    while extended and (modifiers := _modifiers().get(text[start - 1 : start])):
        extended = False
        for length in range(min(MAX_MODIFIER, start - limit), 0, -1):
            modifier = text[start - length : start]
            if modifier not in modifiers:
                continue
            if _DEPARTMENT.fullmatch(modifier) and _COMMITTEE.search(
                text, max(limit, start - length - 3), start - length
            ):
                return start
            start -= length
            extended = True
            break
    return start


def _merged(found: Iterable[Title], text: str) -> Iterator[Title]:
    """Join a title that directly follows another when the first only narrows it."""
    pending: Title | None = None
    for title in found:
        if (
            pending
            and title.start == pending.end
            and (text[title.start : title.end] in _SECOND_PARTS or text[pending.start : pending.end] == "首席")
        ):
            pending = Title(pending.start, title.end, title.kind)
            continue
        if pending:
            yield pending
        pending = title
    if pending:
        yield pending

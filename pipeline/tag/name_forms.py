"""Names that their spelling gives away: dotted, anonymized, spaced out, in Latin letters, in brackets behind a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.frozen import frozen
from pipeline.normalize.openings import guarded
from pipeline.normalize.tables import alternation
from pipeline.segment import WordSegmenter
from pipeline.tag.lexicon import read_table
from pipeline.tag.name_model import NameModel
from pipeline.tag.name_sites import support_behind

_LATIN_WORD = r"[A-ZÀ-ÖØ-ÞŠŽČ](?:[a-zà-öø-ÿāăąćčďđēĕėęěğıłńňōŏőřśşšťūŭůűźżž'’]+|\.)(?:[-‐][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)*"
LATIN = re.compile(
    rf"{_LATIN_WORD}(?:[ \u00a0](?:{_LATIN_WORD}|de|von|van|der|den|bin|al|da|di|del|la|le|el|[A-Z]))*(?:[ \u00a0][\u4e00-\u9fff](?![\u4e00-\u9fff]))?(?![A-Za-z])"
)
"""A name in Latin letters: Elise Moreau-Petit, Marieke van Dijk, Emily 何."""

_EDGES = "，。、；：（(“” \u3000\n\r\t"
_ENDINGS = frozenset("江汗罕")
"""Names in Xinjiang end so: 买买提江, 阿娜尔汗. Elsewhere the characters mean something else."""
_DOT = re.compile(r"[·•‧・∙]")
_PARTS = re.compile(r"[·•‧・∙.\s]+")
HYPHENS = frozenset("-‐－")
HYPHEN = re.compile(r"[-‐－](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])")
"""A hyphen between Chinese characters."""
_PLACE_HEADS = "镇 村 乡 街道 社区 小镇 号 杯 奖 寺 大道 大桥 隧道 水库 品牌 牌"
_MAX_PART = 8
_RUN = re.compile(rf"[^\W\d_]{{1,{_MAX_PART}}}")
BODY_OF_EVENT = re.compile(r"(?:[\u3400-\u9fff]{2,4}(?:赛区|分会场))?(?:组委会|组织委员会|执委会|筹委会|秘书处)")
"""Behind an event, what makes it a part of the name of the body that holds it: 马拉松|组委会, 全运会|江浦赛区组委会."""
COMPANY_OF_AREA = re.compile(
    r"(?<![\u3400-\u9fffA-Za-z])[\u3400-\u9fff]{2,6}(?:·[\u3400-\u9fff]{1,6})+(?=(?:大中华|中国|亚太|亚洲|欧洲|北美|全球|华[东南北中]|西[南北]|东北)大?区)"
)
"""No person stands before the title of an area, which nobody but a company has: 诺德·维恩|大中华区总裁."""
DOCUMENT_NUMBER = re.compile(r"[〔\[【(](?:19|20)\d\d[〕\]】)]第?\d{1,4}号")
"""Before it stands who issued a document, in short, and no name: 云政|〔2018〕12号."""
FAMILIAR = "哥姐嫂婶"
"""Behind a family name, what somebody is called who is close: 王|姐."""
NUMBER_OF_SOMEBODY = re.compile(r"[1-9](?![\d.,%％万亿千百十余多个名人元年月日天时分岁次件套条])")
"""Behind 某, what tells one from another in a judgment: 张某|1, against 张某|30万元."""
_ANONYMOUS = re.compile(rf"某(?:某|[甲乙丙丁戊])?(?:{NUMBER_OF_SOMEBODY.pattern})?")
_SOME = frozenset(a + "某" for a in "于和与从向对任安连")
_OF_SOMETHING = re.compile(r"[一些个种项类方位次段地处日时年月]")
"""What makes 某 a word of its own: 对于某|些, 限于某|一部位."""
_SECOND = re.compile(r"[ \u3000]*[（(](?P<name>[^（）()，。；“”\d]{2,28})[)）]")
IN_PHOTOGRAPH = re.compile(r"(?:[前后中]排)?[左右中](?:数?第?[一二三四五六七八九])?|[前后]排")
"""Where somebody stands in a photograph, behind the name: 右一, 后排左二."""
_LABEL = re.compile(r"(?:中文名|本名|原名|化名|艺名|笔名|英文名)(?:字|叫|为|是|：|:)?")
_SPACED = re.compile(r"[\u4e00-\u9fff][ \u3000]{1,3}[\u4e00-\u9fff]")


@frozen
class Form:
    """A name by its form: `[start, end)`, log-odds, rule."""

    start: int
    end: int
    odds: float
    rule: str


def form_names(text: str, borders: frozenset[int] = frozenset()) -> Iterator[Form]:
    """All names that their spelling gives away; `borders` are offsets that no name crosses (ends of titles)."""
    yield from _dotted(text, borders)
    yield from _anonymous(text)


def is_something(text: str, start: int, end: int) -> bool:
    """Whether what looks like a name cut down to the family name is a preposition before 某些, 某一.

    >>> is_something("对于某些人", 1, 3), is_something("于某说", 0, 2)
    (True, False)
    """
    return text[start:end] in _SOME and _OF_SOMETHING.match(text, end) is not None


def name_parts(name: str) -> list[str]:
    """The parts of a foreign name: between dots or spaces, or between hyphens if it has neither and is in Chinese characters.

    >>> name_parts("马里奥·罗西"), name_parts("马里奥-罗西"), name_parts("克莱尔·杜布瓦-勒费弗"), name_parts("Moreau-Petit")
    (['马里奥', '罗西'], ['马里奥', '罗西'], ['克莱尔', '杜布瓦-勒费弗'], ['Moreau-Petit'])
    """
    parts = [part for part in _PARTS.split(name) if part]
    return parts if len(parts) > 1 else [part for part in HYPHEN.split(name) if part]


def second_name(text: str, end: int) -> re.Match[str] | None:
    """A bracket behind a name that may hold its second form."""
    bracket = _SECOND.match(text, end)
    return None if bracket and IN_PHOTOGRAPH.fullmatch(bracket["name"]) else bracket


def chinese_name_after(text: str, start: int) -> int:
    """Skip a label such as 中文名 at the start of a bracket."""
    label = _LABEL.match(text, start)
    return label.end() if label else start


def spaced_name(text: str, start: int) -> re.Match[str] | None:
    """A two-character name spread out to the width of three: 王 浩."""
    match = _SPACED.match(text, start)
    return (
        match
        if match and NameModel.shared().surname_length(text, start) and support_behind(text, match.end())
        else None
    )


def _dotted(text: str, borders: frozenset[int]) -> Iterator[Form]:
    """阿卜杜拉·买买提, 乔治·W·布什: parts in transliteration characters around name dots."""
    model = NameModel.shared()
    end = 0
    for dot in _DOT.finditer(text):
        if dot.start() < end:
            continue
        start = dot.start()
        while (
            start > end
            and start not in borders
            and dot.start() - start < _MAX_PART
            and _part_char(model, text[start - 1])
        ):
            start -= 1
        start = _left_edge(text, start, max(end, dot.start() - _MAX_PART), borders)
        if company := COMPANY_OF_AREA.match(text, start):
            end = company.end()
            continue
        stop = _right_part(model, text, dot.end())
        while stop < len(text) and _DOT.match(text, stop) and stop > dot.end():
            stop = _right_part(model, text, stop + 1)
        if text[start - 1 : start] == "《" and text[stop : stop + 1] == "》":
            continue  # 《细胞·代谢》
        if dot.start() - start >= 1 and stop - dot.end() >= 2 and stop - start >= 4:
            end = stop
            yield Form(start, stop, 40.0, "dotted")


def _left_edge(text: str, start: int, floor: int, borders: frozenset[int]) -> int:
    """Take in up to two characters that the table of transliterations lacks, if the part then begins at a border."""
    if start not in borders and text[start : start + 1] in "和与及由对向教把被给":
        return start + 1
    for left in range(start, max(start - 3, floor) - 1, -1):
        if left in borders or left == 0 or text[left - 1] in _EDGES:
            return left
        if not "\u4e00" <= text[left - 1] <= "\u9fff" or text[left - 1] in "和与及由对向教把被给":
            return left
    return start


def _part_char(model: NameModel, char: str) -> bool:
    return model.is_translit(char) or char in _ENDINGS or char in "-‐" or (char.isascii() and char.isalpha())


def _right_part(model: NameModel, text: str, start: int) -> int:
    """End of the part behind a dot: transliteration characters, cut where support for a border is best."""
    stop = start
    while stop < len(text) and stop - start < _MAX_PART and _part_char(model, text[stop]):
        stop += 1
    words = WordSegmenter.shared()
    stop = next((i for i in range(start + 2, stop) if text[i] in "和与及" and not words.is_word(text[i : i + 2])), stop)
    if stop - start < 2:  # rare characters: up to the nearest border in the same run of letters
        run = _RUN.match(text, start)
        limit = run.end() if run else start
        return next((i for i in range(start + 2, limit + 1) if support_behind(text, i)), stop)
    for end in range(stop, start + 1, -1):
        if support_behind(text, end) or (end < stop and words.is_word(text[end : end + 2])):
            return end
    return stop


def _anonymous(text: str) -> Iterator[Form]:
    """钱某, 梁某某, 张某甲, 张某2, and 陈某平 where the document repeats the last character."""
    model = NameModel.shared()
    marks = list(_ANONYMOUS.finditer(text))
    longer = Counter(text[m.start() - 1 : m.end() + 1] for m in marks if m.end() - m.start() == 1)
    for mark in marks:
        start = mark.start() - 1
        if start >= 1 and model.surname_length(text, start - 1) == 2:
            start -= 1
        if start < 0 or not model.surname_length(text, start):
            continue
        end = mark.end()
        if is_something(text, start, end):
            continue
        if end - mark.start() == 1 and end < len(text) and "\u4e00" <= text[end] <= "\u9fff":
            repeated = longer[text[mark.start() - 1 : end + 1]] > 1
            ordinary = support_behind(text, end) or WordSegmenter.shared().is_word(text[end : end + 2])
            if not ordinary and (repeated or support_behind(text, end + 1)):
                end += 1
        if end == mark.end() and re.match(
            r"(?:某)?[\u4e00-\u9fff]{0,3}(?:公司|集团|有限|财产|机场|局|厂|店)", text[end : end + 8]
        ):
            continue
        yield Form(start, end, 6.0, "anonymous")


@cache
def heads_of_others() -> re.Pattern[str]:
    """Heads of organizations and places that make the characters before them a part of their name."""
    organizations = (row[0] for row in read_table("org_suffixes") if len(row[0]) > 1)
    return re.compile(guarded(alternation([*organizations, *_PLACE_HEADS.split()])))

"""Where organization names that end in a head begin: their left borders."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.borders import left_border
from pipeline.tag.lexicon import Gazetteer
from pipeline.tag.persons import find_names
from pipeline.tag.places import find_places, sure_place_ends
from pipeline.tag.title_words import find_titles

MAX_NAME = 40
"""Longest name in front of a head, in characters."""

_JOINED = frozenset({"organ", "school", "research", "society", "weak", "unit"})
"""Kinds whose names may hold 和 or 与: 发展和改革委员会, 土木与环境学院."""

_PARTS = _JOINED | {"hospital", "team"}
"""Kinds of heads that name a part of the organization that stands right before them."""

_PREFIX = re.compile(
    r"中共|中国|中华|全国|国家|国务院|共青团|武警|世界|国际|联合国|亚洲|欧洲|非洲|自治区|兵团|最高|国网|中央|解放军|香港|澳门|台湾|"
    r"[省市县区州旗盟镇乡村校](?![长内外里中])|党委|党群|团委"
)
_CERTAIN_NAMES = frozenset(
    {
        "after-title",
        "byline",
        "dotted",
        "latin",
        "after-title-de",
        "before-honorific",
        "appointed",
        "spaced",
        "second-name",
        "list",
    }
)
"""Rules for people sure enough for an organization's name to stop there; weaker ones are often the name's own beginning."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_UNIT = "省市县区州旗盟"
COMMITTEE_AND_GOVERNMENT = re.compile(rf"(?<=[{_UNIT}乡镇党]委)(?=[{_UNIT}乡镇](?:人民)?政府)")
"""Between two organs of one place: 省委|省政府."""
_TOGETHER = re.compile(r"联合|会同|组织(?![部处])|组成(?!部分|员)")
"""What one organization does with the next: 市教育局会同|市公安局."""
_ZONE = re.compile(r"(?:经开|高新|经济(?:技术)?开发|开发|保税|度假|管理|示范)区")
"""A zone, which jieba may cut: 经|开区卫生健康局."""
_OURS = frozenset("我全本该")
"""Before the unit that the document speaks of: 我市|桥西区政府."""
_STRIP = re.compile(r"[应原前由在与和向据经该本各至到从对将把被让给使为是及或]$")


class Organization(NamedTuple):
    """An organization `[start, end)`, how sure the rule is, and the rule: the kind of its head, where the name ends in one."""

    start: int
    end: int
    score: float
    rule: str


class NameBorders:
    """Left borders of organization names in one passage."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text = passage.folded
        people, titles = passage.memo(find_names), passage.memo(find_titles)
        starts = {name.start for name in people}
        names = [
            n.end
            for n in people
            if (n.rule in _CERTAIN_NAMES and n.score > 0.9) or (n.end - n.start > 2 and n.score > 0.97)
        ]
        joined = [t.end for t in titles if t.end in starts or self._text[t.end : t.end + 1] in "、，：（ 兼和"]
        values = [*(time.end for time in passage.times), *(amount.end for amount in passage.amounts)]
        self._floors = sorted({*names, *joined, *values})
        self._title_ends = {t.end for t in titles}
        self._titles = {t.start: t.end for t in titles}
        places = passage.memo(find_places)
        self._place_ends = {place.start: place.end for place in places}
        self._sure_places = {place.start for place in places if place.score >= 0.68}
        self._places_by_end = passage.memo(sure_place_ends)

    def title_runs_on(self, head: int, end: int) -> bool:
        """Whether a title begins inside a head, or right before it, and ends behind it: 鞍山|市委副书记 is no 市委,
        镇党委书记 no 党委."""
        first = max(head - 2, 0)
        return self.title_starts_in(first, end) and any(self._titles.get(at, 0) > end for at in range(first, end))

    def title_starts_in(self, start: int, end: int) -> bool:
        return not self._titles.keys().isdisjoint(range(start, end))

    def title_ends(self, end: int) -> bool:
        return end in self._title_ends

    def start(self, head: int, kind: str, earlier: list[Organization]) -> int:
        """Where the name before a head begins."""
        if COMMITTEE_AND_GOVERNMENT.match(self._text, head - 1):
            return head - 1  # 省委|省政府
        index = bisect_right(self._floors, head) - 1
        floor = max(self._floors[index] if index >= 0 else 0, head - MAX_NAME)
        start = left_border(self._passage, head, floor)
        if start > floor and kind in _JOINED and self._text[start - 1] in "和与":
            start = self._across_conjunction(start, floor)
        owner = next(
            (n for n in earlier[-4:] if floor <= n.start and start <= n.end <= head and n.start <= n.end), None
        )
        if owner and (verb := _TOGETHER.match(self._text, owner.end)) and head > verb.end():
            return verb.end()  # 市教育局联合|市公安局
        if owner and owner.end == head - 1 and self._text[head - 1] in _UNIT:
            return head - 1  # 石家庄市委|市政府
        if owner and kind in _PARTS and owner.start >= floor:
            start = owner.start  # 建始县人民医院|官店分院
            before = self._places_by_end.get(start)
            return before if before is not None and before >= floor else start  # 浙江|清华|长三角研究院
        if not self._opens(start):
            start = self._across_verb(head, start, floor, earlier)
        start = self._with_place(self._from_anchor(self._stripped(start, head), head), floor)
        before = self._places_by_end.get(start)
        return before if before is not None and before >= floor else start

    def anchored(self, start: int, head: int) -> bool:
        """Whether a place, or a prefix that names an owner, opens the name or stands inside it."""
        return self._opens(start) or not self._place_ends.keys().isdisjoint(range(start, head))

    def unnamed(self, start: int, head: int) -> bool:
        """Whether a place and then only a kind of organization stand before the head: 江西上高|一|陶瓷厂."""
        if self._text.find("一", start, head) < 0:
            return False
        ends = (self._place_ends[at] for at in range(start, head) if at in self._place_ends)
        end = max((end for end in ends if end < head), default=start)
        if end == start or not self._text.startswith("一", end):
            return False
        rest = end + 1 + self._text.startswith("家", end + 1)
        one = end in self._passage.word_starts and rest in self._passage.word_end_set
        whole = rest == head or len(self._passage.word_starting_at(rest)) > 1
        return one and whole and all_dictionary(self._passage, rest, head)

    def _from_anchor(self, start: int, head: int) -> int:
        """Begin at the first place in the name when only ordinary words stand before it: 抱出|湖南省潇湘医院."""
        if self._opens(start):
            return start
        anchor = next((i for i in range(start + 2, head) if i in self._sure_places), None)
        return anchor if anchor is not None and all_dictionary(self._passage, start, anchor) else start

    def _with_place(self, start: int, floor: int) -> int:
        """With the place that no table knows before its unit, and the whole name of a zone: 青禾|市发展和改革委员会, 经|开区卫健局."""
        zoned = "区" in self._text[start : start + 7]
        for at in range(max(start - 6, floor), start) if zoned else ():
            if (zone := _ZONE.match(self._text, at)) and zone.end() > start:
                return at
        if self._text[start] not in _UNIT or start in self._place_ends:
            return start
        word = self._passage.word_ending_at(start)
        unknown = 2 <= len(word) <= 3 and _HAN.fullmatch(word) is not None and not WordSegmenter.shared().is_word(word)
        return start - len(word) if unknown and start - len(word) >= floor else start

    def has_own_word(self, start: int, head: int) -> bool:
        """Whether something in the name is no ordinary word: what makes it one body's name."""
        return not all_dictionary(self._passage, start, head)

    def _opens(self, start: int) -> bool:
        return start in self._place_ends or bool(_PREFIX.match(self._text, start))

    def _across_conjunction(self, start: int, floor: int) -> int:
        """Run on over 和 or 与 when what stands before it is the beginning of one name and not a name of its own."""
        if self._opens(start):
            return start
        wider = left_border(self._passage, start - 1, floor)
        anchor = next((i for i in range(wider, start - 1) if self._opens(i)), None)
        if anchor is None or self._place_ends.get(anchor) == start - 1:
            return start
        before = self._text[anchor : start - 1]
        heads = [
            end
            for _, end, kind in Gazetteer.of("org_suffixes", shortest=1).longest(before)
            if kind not in ("brand", "weak", "unit")
        ]
        return start if heads and heads[-1] == len(before) else wider if wider == anchor else anchor

    def _across_verb(self, head: int, start: int, floor: int, earlier: list[Organization]) -> int:
        """Run on over a verb to an anchor close by: 湖南省红十字会人体器官捐献管理中心, 甘肃省文物考古研究所."""
        wider = left_border(self._passage, head, max(floor, start - 12), over_verbs=True)
        if wider >= start:
            return start
        for name in reversed(earlier[-4:]):
            if wider <= name.end <= start and name.start >= floor:
                return name.start
        words = WordSegmenter.shared()
        for i in range(wider, start):
            word = self._passage.word_starting_at(i)
            if self._opens(i) or (len(word) > 1 and not words.is_word(word)):
                return i  # a place, or a word that no dictionary knows: the name's own
        return start

    def _stripped(self, start: int, head: int) -> int:
        """Without a function character that jieba took into the first word: 原|市住建局."""
        if not self._opens(start) and start + 1 < head and self._opens(start + 1) and _STRIP.match(self._text[start]):
            return start + 1
        ours = self._text[start] in _UNIT and self._text[start - 1 : start] in _OURS
        return start + 1 if ours and start + 1 < head and start + 1 in self._place_ends else start


def all_dictionary(passage: Passage, start: int, end: int) -> bool:
    """Whether a stretch of text is made of words that the dictionary knows (numbers count as such)."""
    words = WordSegmenter.shared()
    while start < end:
        word = passage.word_starting_at(start)
        if not word or not (words.is_word(word) or word[0] in "一二三四五六七八九十两各多"):
            return False
        start += len(word)
    return True

"""Organization names that end in a head (公司, 委员会, 大学)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.borders import all_stops, left_border
from pipeline.tag.lexicon import Lexicon, read_table
from pipeline.tag.name_model import NameModel
from pipeline.tag.persons import find_names
from pipeline.tag.place_addresses import kinds
from pipeline.tag.place_forms import VENUES
from pipeline.tag.places import find_places, place_numbers
from pipeline.tag.title_words import find_titles

MAX_NAME = 40
"""Longest name in front of a head, in characters."""

ANCHORED, PLAIN, WEAK, BARE = 0.85, 0.7, 0.6, 0.3
NAMED = 0.99
"""A workshop or station named for somebody."""
WEAK_PLACED = 0.74
"""A weak head behind a place: surer than the place alone."""
"""Scores: a name that a place or a prefix such as 中国 opens, one without, one with a weak head, and a weak head alone."""

_JOINED = frozenset({"organ", "school", "research", "society", "weak", "unit"})
"""Kinds whose names may hold 和 or 与: 发展和改革委员会, 土木与环境学院."""

_LEGAL = frozenset({"company", "bank", "media", "hospital"})
"""Kinds whose names may be made of ordinary words alone: 长城汽车公司."""
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
_VENUES = tuple(VENUES)
_ROOMS = frozenset("站台店")
"""Heads that as often name a part of a place: 上海虹桥|站, 西北|部."""
_COMMITTEE_ALONE = re.compile(r"[省市县区州盟旗]委")
"""The committee of the place that the document speaks of: 省委、市委."""
_PART = re.compile(r"[东南西北内外全局中大一二三四五六七八九十]部$|[市镇城区县街]中心$")
"""What is a part of a place and no department or centre: 法国|东南部, 巴黎|市中心."""
_NAMED_FOR = re.compile(r"(?:院士|教授|博士|专家|大师|名师|劳模)(?:专家|创新)?$")
_SOME = re.compile(
    r"(?:各大?|[两多几数]个|[一多几数][家所]|部分|大多数|[这那某]家)$|"
    r"^各?(?:省市县|县市区|市县区|市县|区县|县区)|^(?:(?:镇街|乡镇|村镇|城区|[市县区省]直)(?:[两三各]级)?|[当属经系开某原新老小大旧]|第[\d一二三四五六七八九十]{1,3})$"
)
"""Words that say how many of a kind, not which one: 多家|银行, 各大|医院."""
SOME_ONE = ("某", "一家", "某家", "两家", "几家", "数家", "多家")
"""What stands before a kind of organization of which the name is not told: 某|国际旅行社有限公司."""
_SURE_WORD = 5
"""A school's name of this length that jieba's dictionary holds as one word is a name: 鲁迅文学院."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_UNIT = "省市县区州旗盟"
_STRIP = re.compile(r"[应原前由在与和向据经该本各至到从对将把被让给使为是及或]$")


class HeadedName(NamedTuple):
    """An organization name `[start, end)`, how sure the rule is, and the kind of its head."""

    start: int
    end: int
    score: float
    rule: str


@cache
def generic_names() -> frozenset[str]:
    """Names of kinds of organizations, which count only with something before them that says which one."""
    return frozenset(row[0] for row in read_table("org_generic") if row[1] == "name")


@cache
def _generic_cores() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("org_generic") if row[1] != "end")


@cache
def _other_kinds() -> tuple[str, ...]:
    """What ends like the name of a body and is an event or a place: 培训会, 活动场所."""
    return tuple(row[0] for row in read_table("org_generic") if row[1] == "end")


def headed_names(passage: Passage, known: Sequence[tuple[int, int]] = ()) -> Iterator[HeadedName]:
    """Organizations by their heads, in order of their ends; a longer name may hold a shorter one.

    `known` are organizations found otherwise, which a name may go on from (科技部|社会发展科技司).
    """
    text = passage.folded
    borders = _Borders(passage)
    waiting = sorted(known, key=lambda span: span[1], reverse=True)
    earlier: list[HeadedName] = []
    for head, end, kind in Lexicon.of("org_suffixes").longest(text):
        while waiting and waiting[-1][1] <= head:
            earlier.append(HeadedName(*waiting.pop(), ANCHORED, "organ"))
        if (
            kind == "brand"
            or not _ends_word(passage, head, end)
            or any(head <= i < end for i in borders.title_starts(head, end))
        ):
            continue
        if kind == "unit" and borders.title_ends(end):
            continue  # 市委|常委 is no 委
        start = borders.start(head, kind, earlier)
        if kind in _LEGAL and _anonymous(passage, start):
            start -= 2
        named_for = _named_for(passage, start, head)
        start = start if named_for is None else named_for
        core = text[start:head]
        if not core and _COMMITTEE_ALONE.fullmatch(text, head, end) and not borders.title_starts_in(head, end):
            yield HeadedName(head, end, PLAIN, kind)
            continue
        if not core or _SOME.search(core) or text[start:end] in generic_names() or core in _generic_cores():
            continue
        if text.endswith(SOME_ONE, 0, start) or borders.unnamed(start, head):
            continue
        anchored = borders.anchored(start, head)
        if _PART.search(text, start, end) or text.endswith(_other_kinds(), start, end):
            continue
        owners = [name for name in earlier[-4:] if name.start == start and name.end <= head]
        behind_org = bool(owners)
        if kind == "unit" and not (any(name.rule == "organ" for name in owners) or (anchored and not behind_org)):
            continue
        quoted = text[start - 1 : start] in "“「" and text[end : end + 1] in "”」"
        legal = (
            kind in _LEGAL
            or text.endswith("大学", head, end)
            or (kind == "school" and end - start >= _SURE_WORD and passage.word_ending_at(end) == text[start:end])
        )
        if (quoted and not legal) or not (
            anchored or behind_org or legal or named_for is not None or borders.has_own_word(start, head)
        ):
            score = BARE
        elif named_for is not None:
            score = NAMED
        elif kind == "weak":
            place = text[start:end] in kinds() or end - 1 in passage.memo(place_numbers)
            placed = anchored and not place and text[head:end] not in _ROOMS and not text.endswith(_VENUES, start, end)
            score = WEAK_PLACED if placed else WEAK if (anchored or behind_org) and not place else BARE
        else:
            score = ANCHORED if anchored or behind_org else PLAIN
        found = HeadedName(start, end, score, kind)
        earlier.append(found)
        yield found


class _Borders:
    """Left borders of organization names in one passage."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text = passage.folded
        people = passage.memo(find_names)
        starts = {name.start for name in people}
        names = [
            n.end
            for n in people
            if (n.rule in _CERTAIN_NAMES and n.score > 0.9) or (n.end - n.start > 2 and n.score > 0.97)
        ]
        titles = [
            t.end
            for t in passage.memo(find_titles)
            if t.end in starts or self._text[t.end : t.end + 1] in "、，：（ 兼和"
        ]
        values = [*(time.end for time in passage.times), *(amount.end for amount in passage.amounts)]
        self._floors = sorted({*names, *titles, *values})
        self._title_ends = {t.end for t in passage.memo(find_titles)}
        self._titles = {t.start: t.end for t in passage.memo(find_titles)}
        places = passage.memo(find_places)
        self._place_ends = {place.start: place.end for place in places}
        self._sure_places = {place.start for place in places if place.score >= 0.68}
        self._places_by_end = {place.end: place.start for place in places if place.score >= 0.5}

    def title_starts(self, head: int, end: int) -> Iterator[int]:
        """Starts of titles that begin inside a head and end behind it: 鞍山|市委副书记 is no 市委."""
        return (start for start in range(head, end) if self._titles.get(start, 0) > end)

    def title_starts_in(self, start: int, end: int) -> bool:
        return any(at in self._titles for at in range(start, end))

    def title_ends(self, end: int) -> bool:
        return end in self._title_ends

    def start(self, head: int, kind: str, earlier: list[HeadedName]) -> int:
        """Where the name before a head begins."""
        index = bisect_right(self._floors, head) - 1
        floor = max(self._floors[index] if index >= 0 else 0, head - MAX_NAME)
        start = left_border(self._passage, head, floor)
        if start > floor and kind in _JOINED and self._text[start - 1] in "和与":
            start = self._across_conjunction(start, floor)
        owner = next(
            (n for n in earlier[-4:] if floor <= n.start and start <= n.end <= head and n.start <= n.end), None
        )
        if owner and self._text.startswith("联合", owner.end) and head > owner.end + 2:
            return owner.end + 2  # 市教育局联合|市公安局
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
        return self._opens(start) or any(i in self._place_ends for i in range(start, head))

    def unnamed(self, start: int, head: int) -> bool:
        """Whether a place and then only a kind of organization stand before the head: 江西上高|一|陶瓷厂."""
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
        """With the place that no table knows before its unit: 青禾|市发展和改革委员会."""
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
            end for _, end, kind in Lexicon.of("org_suffixes").longest(before) if kind not in ("brand", "weak", "unit")
        ]
        return start if heads and heads[-1] == len(before) else wider if wider == anchor else anchor

    def _across_verb(self, head: int, start: int, floor: int, earlier: list[HeadedName]) -> int:
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
        return start


def _anonymous(passage: Passage, start: int) -> bool:
    """Whether the name before `start` is cut down to its first character: 鑫某|建筑工程有限公司, against 桂林某|公司."""
    text = passage.folded
    first = passage.word_starting_at(start - 2)
    return (
        text[start - 1 : start] == "某"
        and first in (text[start - 2], text[start - 2 : start])
        and text[start - 2] not in all_stops()
    )


def _named_for(passage: Passage, start: int, head: int) -> int | None:
    """Where the person of title begins for whom a body is named: 建立|袁隆平院士工作站."""
    honour = _NAMED_FOR.search(passage.folded, start, head)
    name = passage.word_ending_at(honour.start()) if honour else ""
    begin = honour.start() - len(name) if honour else 0
    return begin if 1 < len(name) < 5 and begin >= start and NameModel.shared().surname_length(name) else None


def all_dictionary(passage: Passage, start: int, end: int) -> bool:
    """Whether a stretch of text is made of words that the dictionary knows (numbers count as such)."""
    words = WordSegmenter.shared()
    while start < end:
        word = passage.word_starting_at(start)
        if not word or not (words.is_word(word) or word[0] in "一二三四五六七八九十两各多"):
            return False
        start += len(word)
    return True


def _ends_word(passage: Passage, head: int, end: int) -> bool:
    """Whether the head closes a noun: not the beginning of a longer word (中心|城区), not the end of a verb (举行).

    jieba may draw the head into the title behind it (局|局长), which is no longer word.
    """
    text = passage.folded
    if end == len(text):
        return True
    if end in passage.word_end_set:
        word = passage.word_ending_at(end)
        other_word = end - head == 1 and len(word) == 2 and WordSegmenter.shared().is_word(word)  # 格局, 全部
        return not other_word and word not in all_stops()
    if end - head == 1:
        return any(title.start == end for title in passage.memo(find_titles))
    words = WordSegmenter.shared()
    return not any(words.is_word(text[end - back : end + 1]) for back in (1, 2, 3) if end - back >= 0)

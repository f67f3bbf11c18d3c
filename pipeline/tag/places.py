"""LOC: countries, provinces, cities, districts, regions, natural features, roads and named venues.

Known places come from a table; smaller parts of an address that follow one are added (…县隆兴昌镇和平村), and
places that the table lacks are found by their head (…路, …隧道, …国际会展中心). Neighbouring parts of an address
are one span: 河北省石家庄市正定县.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.borders import all_stops, left_border
from pipeline.tag.lexicon import Gazetteer, read_table
from pipeline.tag.place_lists import listed_places
from pipeline.tag.title_words import GOVERNED, find_titles

SCORES = {"ambiguous": 0.2, "short-county": 0.6, "short-city": 0.68, "town": 0.55}
"""How sure a table entry is to be a place where it stands; full names and everything else get `FULL`."""
FULL = 0.72
_SHORT = frozenset({"ambiguous", "short-county", "short-city"})
BY_HEAD = 0.62
NEIGHBOUR = 0.25
"""Added to an ambiguous name that stands beside another place or behind a word such as 在."""

_VENUES = (
    "国际会展中心|会展中心|国际会议中心|会议中心|国际博览中心|博览中心|体育中心|体育馆|体育场|大剧院|文化宫|大会堂|市民中心|物流中心|报告厅|大礼堂|音乐厅|"
    "产业园区|产业园|工业园区|工业园|科技园区|科技园|科学城|科创园|开发区|高新区|新区|新城|保税区|自贸区|自由贸易港|自由贸易试验区|合作区|试验区|度假区|度假城|风景区|景区|"
    "菜市场|农贸市场|批发市场|友谊宾馆|宾馆|大酒店|酒店|大厦|广场|森林公园|公园|国际机场|机场|火车站|高铁站|航天港|港区|口岸"
)
VENUES = frozenset(_VENUES.split("|"))
_WAYS = (
    "高速公路|高速铁路|高铁|高速|铁路|公路|大道|大街|[东西南北中]路|路|街|巷|特大桥|大桥|立交桥|隧道|水电站|核电站|水利枢纽|水库|运河|群岛|半岛|岛|山脉|山|高原|盆地|平原|沙漠|草原|峡谷|"
    "瀑布|湿地|海峡|海湾|湾|湖|河|江|古镇|古城|镇|乡|村|街道|社区|站|港"
)
_HEAD = re.compile(rf"(?P<venue>{_VENUES})|(?P<way>{_WAYS})")
_CODED = re.compile(
    r"(?<![A-Za-z0-9])[GS]\d{1,4}(?:[\u4e00-\u9fff]{2,4}?高速(?:公路)?|省道|国道|线)(?![\dA-Za-z])|(?<![A-Za-z\d])\d{1,3}(?:号线|国道|省道)"
)
_TAIL = re.compile(
    r"(?:省|市(?!区)|县(?!城)|区|州|盟|旗|镇)(?![长委场民级内外])|地区|流域|片区|"
    r"[\u4e00-\u9fff]{1,5}?(?:自治县|自治州|地区|县|区|市|旗|镇|乡|村|街道|社区|新区|大道|路|街)|"
    rf"[\u4e00-\u9fff]{{0,6}}?(?:{_VENUES}|国际机场|特大桥|大桥|隧道|水库|高速公路|高速铁路|高铁|铁路)|[\u4e00-\u9fff]{{0,3}}(?:湾|湖|岛|港|河|站)"
)
_PLACE_WORDS = re.compile(r"(?:在|于|位于|赴|抵|抵达|前往|来到|走进|途经|到|从|自|往|驶入|驶出|沿|来自)$")
_HELD_AT = re.compile(
    r"[在于](?=[\u4e00-\u9fff（）()]{3,24}?)[\u4e00-\u9fffA-Za-z（）()]{2,22}?(?P<head>中心|馆|酒店|宾馆|会堂|剧院|剧场|广场|公园|体育场|礼堂|报告厅|会议室|大厦|基地|校区|园区|饭店)"
    r"(?=(?:成功|隆重|盛大|正式|顺利|圆满|同步|共同)?(?:举行|举办|召开|开幕|闭幕|揭牌|启动|落幕|进行|拉开|开赛|开展|签约|签署|揭幕|亮相))"
)
_NUMBER = re.compile(
    r"\d{1,4}号(?!线|令|文|机|楼?盘|院士)(?:院|大院)?(?:\d{1,3}(?:号楼|[幢栋座楼])|[A-Za-z]座)?(?:\d{1,2}单元)?(?:\d{2,4}室)?"
)
"""The number of a house behind its street: 云杉路|89号."""
_TELLING = re.compile(r"镇|乡|村|街道|社区|高铁|高速公路|高速铁路|大道|大街|特大桥|隧道")
"""Heads of settlements and lines: a name before them that is no word needs nothing else around it."""
_LINE = re.compile(r"高铁|高速公路|高速铁路|特大桥|隧道")
_TELLING_END = re.compile(rf"(?:{_TELLING.pattern})$")
_NO_PROPER_NAME = re.compile(
    r"^[各每全本该进驻入出下此某这那原住多几一二三四五六七八九十百千两]|[个座处的贫新旧老各村]$|贫困|重点|示范|试点|美丽|特色|文明"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_UNIT = "省市县区州旗盟镇乡村"
_NO_TAIL = "等各全本两及和的多数该一某"
"""No part of an address begins so: 六盘水|等市."""
_DIRECTIONS = frozenset(a + b for a in "东西" for b in "南北")
_CUT_BEFORE = re.compile(r"[委长]")
_BARE_TAILS = VENUES | frozenset(
    ["国际机场", "大桥", "隧道", "水库", "高速公路", "高速铁路", "高铁", "铁路", "车站", "火车站"]
)
NOT_PLACE_BEHIND = re.compile(
    r"特色社会主义|先生|女士|[族语文式菜梦]|时间|标准时间|法郎|里亚尔|卢比|第纳尔|先令|克朗|元(?!旦)|币"
)
"""What makes a place's name say something else: 蒙古|族, 中国|梦, 北京|时间."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place `[start, end)`, how sure its rule is, and the rule."""

    start: int
    end: int
    score: float
    rule: str


@extractor("LOC")
def place(passage: Passage) -> Iterator[Candidate]:
    """Countries, provinces, cities, regions, natural features, roads, venues: 京津冀, 河北省石家庄市正定县."""
    for found in passage.memo(find_places):
        if found.score >= 0.5:
            yield Candidate(found.start, found.end, "LOC", f"place:{found.rule}", found.score)


def _title_starts(passage: Passage) -> frozenset[int]:
    return frozenset(title.start for title in passage.memo(find_titles))


@cache
def _not_names() -> frozenset[str]:
    """Words that end like the name of a place and say no more than its kind: 返乡, 开发区."""
    return frozenset(row[0] for row in read_table("place_generic"))


def _table() -> Mapping[str, str]:
    return Gazetteer.of("places").kinds


def find_places(passage: Passage) -> tuple[Place, ...]:
    """All places, in text order, compound ones joined; uncertain ones (score below 0.5) serve as borders only."""
    known = list(_joined(passage, list(_listed(passage))))
    taken = {i for place in known for i in range(place.start, place.end)}
    by_head = list(_by_head(passage, taken))
    held = [place for match in _HELD_AT.finditer(passage.folded) if (place := _held_at(passage, match))]
    parents = {place.end: place.start for place in known if place.score >= 0.5}
    by_head = [replace(p, start=parents.get(p.start, p.start)) for p in _chained(by_head)]
    by_head = [p for p in by_head if not any(h.start <= p.start and p.end <= h.end for h in held)] + held
    named = {place.start for place in (*known, *by_head) if place.score >= 0.5}
    by_head += [Place(a, b, BY_HEAD, "listed") for a, b in listed_places(passage) if a not in named]
    coded = [Place(*m.span(), 0.9, "coded") for m in _CODED.finditer(passage.folded)]
    covered = [p for p in known if not any(b.start <= p.start and p.end <= b.end for b in _near(by_head, p))]
    return tuple(sorted([*covered, *by_head, *coded], key=lambda place: (place.start, -place.end)))


def _chained(places: list[Place]) -> Iterator[Place]:
    """Neighbours as one address: 青石坳乡|松树坪村."""
    pending: Place | None = None
    for found in sorted(places, key=lambda place: (place.start, -place.end)):
        if pending and found.start == pending.end:
            pending = Place(pending.start, found.end, pending.score, pending.rule)
            continue
        if pending:
            yield pending
        pending = found
    if pending:
        yield pending


def _unknown(passage: Passage, start: int, end: int) -> bool:
    """Whether a short name before the head of a settlement or line is no run of ordinary words: 青坝寨|村, against 贫困|村."""
    words = WordSegmenter.shared()
    core = _TELLING_END.sub("", passage.folded[start:end])
    return bool(_HAN.fullmatch(core)) and not words.is_word(core) and not _NO_PROPER_NAME.search(core)


def _held_at(passage: Passage, match: re.Match[str]) -> Place | None:
    """The venue of 在北京中关村国际创新中心成功举办: whatever body runs it, it is a place here."""
    head = match.start("head")
    start = max(left_border(passage, head, match.start() + 1, over_verbs=True), match.start() + 1)
    return Place(start, match.end("head"), 0.9, "venue") if start < head and start == match.start() + 1 else None


def _near(places: list[Place], around: Place) -> list[Place]:
    return [p for p in places if p.start <= around.start < p.end]


def _listed(passage: Passage) -> Iterator[Place]:
    """Places of the table where they stand as words of their own."""
    text, table = passage.folded, _table()
    matches = list(Gazetteer.of("places").longest(text))
    full = {text[start:end] for start, end, _ in matches}
    for start, end, kind in matches:
        if text[end - 1] == "国" and text.startswith(("内", "际", "家"), end) and text[start : end - 1] in table:
            end -= 1  # 日本|国内
        if NOT_PLACE_BEHIND.match(text, end):
            continue
        if text.startswith("中国家", start):
            continue  # 其中|国家
        if text[end - 1] == "市" and text.startswith("区", end) and text[start : end - 1] in table:
            end -= 1  # 合肥|市区
        if (
            text[end - 1] in _UNIT
            and _CUT_BEFORE.match(text, end)
            and text[start : end - 1] in table
            and not _continues(passage, end)
        ):
            end -= 1
            kind = table[text[start:end]]
        edges = (start in passage.word_starts) + (end in passage.word_end_set)
        if kind in SCORES and edges < (1 if kind == "town" else 2):
            continue
        score = SCORES.get(kind, FULL)
        if kind in _SHORT and any(
            text[start:end] + unit in full for unit in ("省", "市", "县", "区", "州", "旗", "镇")
        ):
            score = FULL  # the document has its full name
        elif kind == "ambiguous" and _PLACE_WORDS.search(text[max(0, start - 2) : start]):
            score += NEIGHBOUR
        yield Place(start, end, score, kind)


def _continues(passage: Passage, end: int) -> bool:
    """Whether 长 behind a place begins the next one: 龙岩市|长汀县, against 龙岩|市长."""
    return any(passage.folded[end : end + length] in _table() for length in (2, 3))


def _joined(passage: Passage, known: list[Place]) -> Iterator[Place]:
    """Join neighbours into one address and add the smaller parts that follow."""
    index = 0
    while index < len(known):
        first = known[index]
        start, end, score, parts = first.start, first.end, first.score, 1
        index += 1
        while True:
            while index < len(known) and known[index].start < end:
                index += 1
            if (
                index < len(known)
                and known[index].start == end
                and passage.folded[known[index].start : known[index].end] in _DIRECTIONS
            ):
                index += 1
                break  # 卢萨卡|东北约280公里
            if index < len(known) and known[index].start == end:
                score = max(score, known[index].score)
                end, parts = known[index].end, parts + 1
                index += 1
            elif tail := _tail(passage, end):
                end, score, parts = tail, max(score, BY_HEAD), parts + 1
            else:
                break
        yield Place(start, end, FULL if parts > 1 and score >= 0.5 else score, first.rule if parts == 1 else "address")


def _tail(passage: Passage, end: int) -> int | None:
    """End of a smaller part of the address that follows a place, or None."""
    match = _TAIL.match(passage.folded, end)
    if (
        match is None
        or match.group()[0] in _NO_TAIL
        or not (match.end() in passage.word_end_set or match.end() in passage.memo(_title_starts))
    ):
        return None
    if len(match.group()) == 1 or match.group() in ("地区", "流域", "片区"):
        return match.end()
    start, word = end, ""
    while start < match.end():
        word = passage.word_starting_at(start)
        if not word or word in all_stops() or start + len(word) > match.end():
            return None
        start += len(word)
    if len(word) > 1 and word not in _BARE_TAILS and WordSegmenter.shared().is_word(word) and word not in _table():
        return None  # 轨道|城市 is no city
    return match.end() if passage.folded[end : match.end()] not in _not_names() else None


def _by_head(passage: Passage, taken: set[int]) -> Iterator[Place]:
    """Places that the table lacks, by their head: 坡脚隧道, 澄阳路, 滨湖国际会展中心."""
    text = passage.folded
    last = 0
    for match in _HEAD.finditer(text):
        head, end = match.span()
        telling = _TELLING.fullmatch(match["way"] or "")
        governed = telling and GOVERNED.match(text, end)
        if (end not in passage.word_end_set and not governed) or end - 1 in taken:
            continue
        start = left_border(passage, head, max(last, head - 12), brackets=False)
        name = text[start:end]
        unknown = head - start >= 2 and telling is not None and _unknown(passage, start, end)
        line = unknown and _LINE.fullmatch(match["way"] or "") and head - start <= 3
        generic = passage.word_ending_at(end) in _not_names() and not line
        if head - start < 1 or name in _not_names() or generic:
            continue
        core = head - start
        limit = 10 if match["venue"] else 5
        anchored = any(i in taken for i in range(start, head))
        if name[-2:] == "村村" or (core > limit and not anchored):
            continue
        strange = 2 <= core <= 4 and match["way"] and not WordSegmenter.shared().is_word(name) and len(match["way"]) < 3
        clause = strange and (start == 0 or text[start - 1] in "，。、；：\n \u3000“（")
        behind_word = bool(_PLACE_WORDS.search(text[max(0, start - 2) : start]))
        settled = unknown or (core >= 2 and governed)
        number = _NUMBER.match(text, end) if match["way"] else None
        if (anchored and start in taken) or (behind_word and core >= 2) or clause or settled or number:
            end = last = number.end() if number else end
            yield Place(start, end, BY_HEAD, "by-head")

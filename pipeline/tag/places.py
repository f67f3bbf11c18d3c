"""LOC: countries, provinces, cities, districts, regions, natural features, roads and named venues.

Known places come from a table; places that it lacks are found by their head (…路, …村, …隧道, …国际会展中心).
Neighbouring parts of an address are one span: 河北省石家庄市正定县.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.segment import Passage
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.borders import left_border
from pipeline.tag.lexicon import Lexicon

SCORES = {"ambiguous": 0.2, "short-county": 0.45, "short-city": 0.6, "abbr": 0.0}
"""How sure a table entry is to be a place where it stands; full names and everything else get `FULL`."""
FULL = 0.7

_HEADS = (
    "国际会展中心|会展中心|国际会议中心|会议中心|国际博览中心|体育中心|体育馆|体育场|大剧院|文化宫|人民大会堂|大会堂|市民中心|物流中心|产业园区|产业园|工业园区|工业园|"
    "科技园区|科技园|科学城|开发区|高新区|新区|新城|保税区|保税港区|自贸区|自由贸易港|自由贸易试验区|示范区|合作区|试验区|度假区|度假城|风景区|景区|"
    "高速公路|高速铁路|高铁|高速|铁路|公路|省道|国道|大道|大街|北路|南路|东路|西路|中路|路|街|巷|特大桥|大桥|立交桥|桥|隧道|国际机场|机场|火车站|高铁站|虹桥站|北站|南站|东站|西站|站|港区|港|码头|口岸|"
    "水电站|核电站|水利枢纽|水库|大坝|运河|河|江|湖|海|海峡|海湾|湾|岛|群岛|半岛|山|山脉|高原|盆地|平原|沙漠|草原|峡谷|瀑布|公园|广场|森林公园|湿地|古镇|古城|村|镇|乡|街道|社区|小区|酒店|宾馆|大厦"
)
_HEAD = re.compile(rf"(?:{_HEADS})")
_NUMBERED = re.compile(r"(?:[GS]\d{1,4}[\u4e00-\u9fff]{0,4}(?:高速(?:公路)?|省道|国道|线)?|\d{1,3}(?:号线|国道|省道))")
_BEFORE_PLACE = re.compile(r"(?:在|于|位于|赴|抵达|前往|来到|走进|途经|经|至|从|自|往|驶入|驶出|沿|、)$")
_ADMIN_TAIL = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:自治区|自治州|自治县|特别行政区|地区|省|市|县|区|州|旗|盟|镇|乡|村|街道|社区)")
_TAILS = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,8}}?(?:{_HEADS}))"
)
MAX_HEAD_NAME = 12


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
        yield Candidate(found.start, found.end, "LOC", f"place:{found.rule}", found.score)


def find_places(passage: Passage) -> tuple[Place, ...]:
    """All places, in text order; compound ones joined."""
    text = passage.folded
    known = [
        Place(start, end, SCORES.get(kind, FULL), kind)
        for start, end, kind in Lexicon.of("places").longest(text)
        if kind != "abbr" and _stands_alone(passage, start, end, kind)
    ]
    return tuple(_joined(passage, known))


def _stands_alone(passage: Passage, start: int, end: int, kind: str) -> bool:
    """Whether a table entry is not a part of a longer word (海口 in 海口径, 中山 in 山中山水)."""
    if kind not in SCORES:
        return True
    return start in passage.word_starts and end in passage.word_end_set


def _joined(passage: Passage, known: list[Place]) -> Iterator[Place]:
    """Join neighbours into one address and add the smaller parts that follow a known place."""
    text = passage.folded
    index = 0
    while index < len(known):
        first = last = known[index]
        index += 1
        while index < len(known) and known[index].start == last.end:
            last = known[index]
            index += 1
        yield Place(first.start, last.end, max(first.score, last.score), first.rule)

"""EVENT: named conferences, forums, exhibitions, contests and festivals.

An event's name ends in a head (论坛, 博览会, 马拉松) and opens with what makes it proper: an edition (第三届, 2026),
a place, an owner. A generic 本次论坛 or 会议 is no event.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.segment import Passage
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.borders import left_border
from pipeline.tag.lexicon import Lexicon
from pipeline.tag.org_forms import find_organizations
from pipeline.tag.places import find_places

MAX_NAME = 32

_NUMBER = r"[一二三四五六七八九十百零〇\d]{1,4}"
_EDITION = re.compile(
    rf"(?:第{_NUMBER}[届次]|首届|(?:19|20)\d\d[ ]?(?:年度?|[-—–](?:19|20)?\d\d年?)?|二〇[〇一二三四五六七八九]{{2}}年)(?:[ \u3000]?(?:第{_NUMBER}[届次]|首届))?"
)
_CONGRESS = re.compile(
    rf"(?:党的)?(?:十[一二三四五六七八九]?|二十[一二三四五六七八九]?)大(?![\u4e00-\u9fff]{{0,1}}(?:类|项|批|型|街))|(?:(?:党的)?{_NUMBER}届)?(?:中央纪委)?[一二三四五六七八九]中全会|(?:党的)?{_NUMBER}届(?:中央纪委)?{_NUMBER}[次中]全会"
)
_SHORT_FORM = re.compile(r"[（(](?:以下|下文)?(?:简称|下称|称)(?:为)?[：:]?\s*[“\"「『]?(?P<name>[^“”\"「」『』（）()，。；]{2,12})[”\"」』]?[）)]")
_GENERIC_OPENING = re.compile(r"(?:本次|此次|本届|上届|下届|该|这[次届]|一[次场届]|各[类级种]|多[次场]|系列|专题|年度|全[省市县国]?|大型|相关|有关|重要|国际|学术|高峰|高层|主题)+$")
_OPENING_STRIP = re.compile(r"^(?:召开|举办|举行|参加|出席|承办|主办|的|在|于|由|为|和|与|及|将|是|以|了|这是|作为)+")

_KNOWN = (
    "中央经济工作会议 中央农村工作会议 中央政治局会议 全国两会 全国人民代表大会 中央城市工作会议 中央外事工作会议 中央全面深化改革委员会会议 博鳌亚洲论坛 达沃斯论坛 夏季达沃斯论坛 "
    "世界经济论坛年会 中关村论坛 陆家嘴论坛 外滩大会 世界互联网大会 世界人工智能大会 进博会 广交会 服贸会 消博会 链博会 高交会 世博会 东博会 中国国际进口博览会 中国国际服务贸易交易会 中国进出口商品交易会 "
    "奥运会 冬奥会 残奥会 冬残奥会 亚运会 全运会 世界杯 欧洲杯 亚洲杯 欧冠 英超 西甲 意甲 德甲 法甲 中超 NBA CBA 世乒赛 世锦赛 北京冬奥会 杭州亚运会 成都大运会 大运会 金鸡奖 金砖国家领导人会晤 中非合作论坛 "
    "上海合作组织峰会 二十国集团峰会 七国集团峰会 双十一 双十二 双11 春晚"
).split()


@extractor("EVENT")
def event(passage: Passage) -> Iterator[Candidate]:
    """Named conferences, fairs, contests, festivals: 中央经济工作会议, 第十五届全国运动会, 中国农民丰收节."""
    text = passage.folded
    found = [*_by_head(passage), *_known(passage)]
    yield from found
    names = {text[c.start : c.end] for c in found if c.score >= 0.6}
    ends = {c.end for c in found}
    for bracket in _SHORT_FORM.finditer(text):
        if bracket.start() in ends:
            names.add(bracket["name"])
    for start, end, _ in Lexicon((name, "event") for name in sorted(names) if len(name) > 2).longest(text):
        yield Candidate(start, end, "EVENT", "event:repeated", 0.65)


def _known(passage: Passage) -> Iterator[Candidate]:
    text = passage.folded
    for start, end, _ in Lexicon((name, "event") for name in _KNOWN).longest(text):
        yield Candidate(start, end, "EVENT", "event:well-known", 0.62)
    for match in _CONGRESS.finditer(text):
        yield Candidate(match.start(), match.end(), "EVENT", "event:congress", 0.7)


def _by_head(passage: Passage) -> Iterator[Candidate]:
    text = passage.folded
    places = {place.start: place for place in passage.memo(find_places) if place.score >= 0.5}
    orgs = {org.start: org.end for org in passage.memo(find_organizations) if org.score >= 0.6}
    editions = [match.span() for match in _EDITION.finditer(text)]
    edition_starts = [start for start, _ in editions]
    for head, end, kind in Lexicon.of("event_heads").longest(text):
        if end not in passage.word_end_set and not _breaks(passage, end):
            continue
        floor = max(0, head - MAX_NAME)
        index = bisect_right(edition_starts, head) - 1
        edition = editions[index] if index >= 0 and editions[index][0] >= floor else None
        start = left_border(passage, head, floor, over_verbs=edition is not None)
        if edition and start <= edition[1] and text[edition[1] : head].strip() and "\n" not in text[edition[0] : head]:
            opening, rule, score = edition[0], "edition", 0.8
            before = _owner(text, orgs, places, opening)
            opening = before if before is not None else opening
        else:
            anchor = next((i for i in range(start, head) if i in places or i in orgs), None)
            if anchor is None or kind == "generic":
                continue
            opening, rule, score = anchor, "place", 0.62
        core = text[opening:head]
        if not core or _GENERIC_OPENING.fullmatch(core) or (kind == "generic" and rule != "edition"):
            continue
        yield Candidate(opening, end, "EVENT", f"event:{rule}", score)


def _breaks(passage: Passage, end: int) -> bool:
    return end == len(passage.text) or not passage.folded[end].isalnum()


def _owner(text: str, orgs: dict[int, int], places: dict[int, object], opening: int) -> int | None:
    """Start of the organization that stands right before an edition (中国寒区科学学会2025年学术年会), if any."""
    for start, end in orgs.items():
        if end == opening:
            return start
    return None

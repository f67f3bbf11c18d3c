"""EVENT: named conferences, forums, exhibitions, contests and festivals.

An event's name ends in a head (论坛, 博览会, 马拉松) and opens with what makes it proper: an edition (第三届, 2026),
a place, an owner. A generic 本次论坛 or 会议 is no event.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.normalize.openings import guarded
from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.borders import left_border
from pipeline.tag.lexicon import Gazetteer, Lexicon
from pipeline.tag.name_forms import BODY_OF_EVENT
from pipeline.tag.org_forms import find_organizations
from pipeline.tag.place_forms import UNIT
from pipeline.tag.places import find_places, sure_place_ends
from pipeline.tag.widen import widened

MAX_NAME = 32
KNOWN = 0.85
"""How sure a name of the table is."""

_NUMBER = r"[一二三四五六七八九十百零〇\d]{1,4}"
_EDITION = re.compile(
    guarded(
        rf"(?:第{_NUMBER}[届次]|首届|(?:19|20)\d\d[ ]?(?:年度?|[-—–](?:19|20)?\d\d年?)?|二〇[〇一二三四五六七八九]{{2}}年)(?:[ \u3000]?(?:第{_NUMBER}[届次]|首届))?"
    )
)
_CONGRESS = re.compile(
    guarded(
        rf"(?:党的十|(?:党的)?(?:十[一二三四五六七八九]|二十[一二三四五六七八九]?))大(?![\u4e00-\u9fff]{{0,1}}(?:类|项|批|型|街|队|厦))|(?:(?:党的)?{_NUMBER}届)?(?:中央纪委)?[一二三四五六七八九]中全会|(?:党的)?{_NUMBER}届(?:中央纪委)?{_NUMBER}[次中]全会"
    )
)
_NUMBERED = re.compile("十[一二三四五六七八九]?大")
"""What every congress of the party has in its name, and a text without it none."""
_OF_COUNCIL = rf"(?:全国|[省市县区])?(?:政协|人大)(?:第?{_NUMBER}届)(?:全国)?(?:委员会)?"
_OF_TERM = rf"第?{_NUMBER}届(?:全国)?(?:人民代表大会|人大|政协|委员会)"
_SESSION = re.compile(
    guarded(rf"(?:{_OF_COUNCIL}|{_OF_TERM})(?:常务委员会|常委会)?第?{_NUMBER}次(?:全体)?(?:常委)?会议")
)
"""A session of an assembly: 十四届全国人大三次会议, 第四届人民代表大会常务委员会第九次会议."""
_LEAGUE = "共青团"
"""The youth league names its congresses with the place behind it."""
_HELD_IN = ("在", "于", "赴", "到", "来", "抵达")
"""Before a place, what makes it where an event is held, and no part of its name."""
_VERBS = frozenset({"开赛", "参赛", "办赛", "备赛", "开会", "参会", "与会", "办会"})
_COMMON = re.compile(r"[展节周赛]")
"""Heads that also end words of the dictionary: 发展, 环节, 比赛."""
_GOING = re.compile(
    r"收看|观看|收听|主持|参加|参展|参赛|亮相|出席|举办|举行|召开|承办|迎来|迎接|筹备|备战|助力|服务|贯彻|学习|宣传"
)
"""What is done about an event, which is no part of its name: 法院收看|全国总结大会."""
_BODIES = re.compile(rf"{BODY_OF_EVENT.pattern}|协会|俱乐部|基金会|公司")
"""Behind an event, what makes it a part of the name of an organization: 马拉松|组委会."""
_WIDE = re.compile(r"全国|世界|全球|亚洲|亚太|欧洲|非洲|东盟")
"""Whom an event is for, where that opens its name: 全国田径锦标赛."""
_SHORT_FORM = re.compile(
    r"[（(](?:以下|下文)?(?:简称|下称|称)(?:为)?[：:]?\s*[“\"「『]?(?P<name>[^“”\"「」『』（）()，。；]{2,12})[”\"」』]?[）)]"
)
_BRACKETED = re.compile(
    r"\((?P<name>[A-Z][A-Za-z]{1,11}(?:[ -]?(?:(?:19|20)\d\d|\d\d))?|[\u3400-\u9fff]{1,3}[会展赛节超杯])\)"
)
"""A short form in a bracket right behind an event: 世界人工智能大会（WAIC 2026）, 技术产业博览会（纳博会）."""
_GENERIC_SHORT = frozenset(
    {"年会", "大会", "展会", "决赛", "初赛", "复赛", "预赛", "半决赛", "总决赛", "男子赛", "女子赛"}
)
_SLOGAN = re.compile(r"(?P<mark>“)[^“”。；\n]*(?:—|-|:|·|\|)+$")
"""What may open a name in quotation marks: “长风万里——|河西走廊文物大展”."""
_GENERIC_OPENING = re.compile(
    r"(?:本次|此次|本届|上届|下届|该|这[次届]|一[次场届]|各[类级种]|多[次场]|系列|专题|年度|全[省市县国]?|大型|相关|有关|重要|国际|学术|高峰|高层|主题)+$"
)
_OPENING_STRIP = re.compile(r"^(?:召开|举办|举行|参加|出席|承办|主办|的|在|于|由|为|和|与|及|将|是|以|了|这是|作为)+")


@extractor("EVENT")
def event(passage: Passage) -> Iterator[Candidate]:
    """Named conferences, fairs, contests, festivals: 中央经济工作会议, 第十五届全国运动会, 中国农民丰收节."""
    text = passage.folded
    known = list(_known(passage))
    named = {event.end for event in known if event.score == KNOWN}
    found = [_whole(text, candidate) for candidate in (*_by_head(passage, named), *known)]
    yield from found
    names = {text[c.start : c.end] for c in found if c.score >= 0.6}
    ends = {c.end for c in found}
    for bracket in _SHORT_FORM.finditer(text):
        if bracket.start() in ends:
            names.add(bracket["name"])
    for end in sorted({c.end for c in found if c.score >= 0.6}):
        if (bracketed := _BRACKETED.match(text, end)) and bracketed["name"] not in _GENERIC_SHORT:
            yield Candidate(*bracketed.span("name"), "EVENT", "event:in-brackets", 0.85)
            names.add(bracketed["name"])
    for start, end, _ in Lexicon((name, "event") for name in sorted(names) if len(name) > 2).longest(text):
        if not _BODIES.match(text, end):
            yield Candidate(start, end, "EVENT", "event:repeated", 0.65)


def _whole(text: str, candidate: Candidate) -> Candidate:
    start, end = widened(text, candidate.start, candidate.end, "EVENT")
    return candidate if (start, end) == (candidate.start, candidate.end) else replace(candidate, start=start, end=end)


def _known(passage: Passage) -> Iterator[Candidate]:
    text = passage.folded
    for start, end, _ in Gazetteer.of("events", shortest=1).longest(text):
        if BODY_OF_EVENT.match(text, end):
            continue
        if end - start > 2 or (start in passage.word_starts and end in passage.word_end_set):
            yield Candidate(start, end, "EVENT", "event:well-known", KNOWN)  # not 政|法网
    for match in _CONGRESS.finditer(text) if "全会" in text or _NUMBERED.search(text) else ():
        yield Candidate(match.start(), match.end(), "EVENT", "event:congress", 0.7)
    for match in _SESSION.finditer(text) if "次" in text and "届" in text else ():
        opening = _with_place(text, match.start(), passage.memo(sure_place_ends))
        yield Candidate(opening, match.end(), "EVENT", "event:session", 0.8)


def _by_head(passage: Passage, known: set[int]) -> Iterator[Candidate]:
    """Names that end in a head; those that a well-known one ends (`known`) are its full form: 第十四届|全运会."""
    text = passage.folded
    places = {place.start: place for place in passage.memo(find_places) if place.score >= 0.5}
    orgs = {org.start: org.end for org in passage.memo(find_organizations) if org.score >= 0.6}
    times = {time.end for time in passage.times}
    editions = [match.span() for match in _EDITION.finditer(text)]
    edition_starts = [start for start, _ in editions]
    for head, end, kind in Gazetteer.of("event_heads", shortest=1).longest(text):
        if end not in passage.word_end_set and not _breaks(passage, end):
            continue
        if kind == "generic" and passage.word_ending_at(end) in _VERBS:
            continue
        if _BODIES.match(text, end):
            continue
        if _COMMON.fullmatch(text, head, end) and (
            text.startswith("某", end) or end in times or _dictionary_word(passage.word_ending_at(end))
        ):
            continue
        floor = max(0, head - MAX_NAME)
        index = bisect_right(edition_starts, head) - 1
        edition = editions[index] if index >= 0 and editions[index][0] >= floor else None
        start = left_border(passage, head, floor, over_verbs=True)
        if start > floor and text[start - 1] in "与和及暨":
            wider = left_border(passage, start - 1, floor, over_verbs=True)
            start = next((i for i in range(wider, start - 1) if i in places and places[i].end != start - 1), start)
        named = end in known or text[edition[1] : head].strip() if edition else ""
        if edition and start <= edition[1] and named and "\n" not in text[edition[0] : head]:
            opening, rule, score = edition[0], "edition", 0.8
            before = _owner(orgs, opening)
            opening = before if before is not None else _with_place(text, opening, passage.memo(sure_place_ends))
        else:
            start = max((going.end() for going in _GOING.finditer(text, start, head)), default=start)
            wide = start if _WIDE.match(text, start) and head - start > 3 else None
            anchor = next((i for i in range(start, head) if i in places or i in orgs), wide)
            if anchor is None or kind == "generic":
                continue
            opening, rule, score = anchor, "place", 0.62
        if text[end : end + 1] == "”" and (slogan := _SLOGAN.search(text, floor, opening)):
            opening = slogan.end("mark")
        opening -= len(_LEAGUE) if text.endswith(_LEAGUE, 0, opening) else 0
        core = text[opening:head]
        if not core or _GENERIC_OPENING.fullmatch(core) or (kind == "generic" and rule != "edition"):
            continue
        yield Candidate(opening, end, "EVENT", f"event:{rule}", max(score, KNOWN + 0.01) if end in known else score)


def _dictionary_word(word: str) -> bool:
    return len(word) == 2 and WordSegmenter.shared().is_word(word)


def _breaks(passage: Passage, end: int) -> bool:
    """Whether a name may end where jieba sees no border: 丰收|节在, a word that it made up."""
    text = passage.folded
    if end == len(text) or not text[end].isalnum():
        return True
    first, last = passage.words[bisect_right(passage.word_ends, end)]
    return text[end] in "在于将是由的为" and last == end + 1 and not WordSegmenter.shared().is_word(text[first:last])


def _with_place(text: str, opening: int, ends: Mapping[int, int]) -> int:
    """Where a name begins with the place right before its edition, whose event it is: 上饶市|第二届创业大赛, against
    在上饶市|第二届…; `ends` are starts of places by their ends."""
    if text.endswith(("全国", "全省", "全市"), 0, opening):
        return opening - 2
    start = ends.get(opening)
    if start is None or text[opening - 1] not in UNIT:
        return opening - (text[opening - 1 : opening] in ("省", "市", "县", "区"))  # 市|四届人大
    return opening if text.endswith(_HELD_IN, 0, start) else start


def _owner(orgs: dict[int, int], opening: int) -> int | None:
    """Start of the organization that stands right before an edition (中国寒区科学学会2025年学术年会), if any."""
    for start, end in orgs.items():
        if end == opening:
            return start
    return None

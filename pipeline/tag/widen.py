"""What the name of an event, an organization or a place goes on with on either side, and is cut off easily."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.tag.place_addresses import kinds
from pipeline.tag.place_forms import HOUSE

_N = r"[一二三四五六七八九十百零〇\d]{1,4}"
_BEFORE = 40
"""So many characters before a name are looked at."""

_QUOTED = re.compile(r"[“「][^“”「」，。；：\n]{2,12}[”」]$")
_EDITION = re.compile(rf"第{_N}[届次]|首届|(?:19|20)\d\d")
"""“中车杯”|第六届技能大赛: a cup or motto opens the name of what its edition follows."""
_ASSEMBLY = re.compile(
    r"(?:中国共产党|中国人民政治协商会议|(?<![\u3400-\u9fff])政协|(?<=[在于席是开届])政协|中共)(?:(?![届次会的在于])[\u3400-\u9fff]){0,9}$"
)
_OF_ASSEMBLY = re.compile(rf"(?:[\u3400-\u9fff]{{0,12}}?第{_N}届委员会|[\u3400-\u9fff]{{2,8}}?第{_N}次代表大会)")
"""政协|贵阳市第十一届委员会第五次会议."""
_PLENUM = re.compile(rf"(?:中国共产党)?{_N}届(?:[一二三四五六七八九]中|{_N}次)全会")
_COMMITTEE = re.compile(r"(?:中央纪委|中纪委|[省市县区州]纪委|[省市县区州旗]委)$")
"""市委|八届十一次全会."""
_ANNIVERSARY = re.compile(r"\d+周年|[一二三四五六七八九十百]+周年")
_CELEBRATED = re.compile(r"(?:庆祝|纪念|热烈庆祝|隆重纪念)(?:(?![的在了和与])[\u3400-\u9fff·]){2,20}$")
"""庆祝中国共产党成立|105周年大会."""
_MEETING = re.compile(
    rf"(?:(?:19|20)\d\d年?)?(?:第{_N}届)?(?:年会|部长级会议|年度会议)|(?:[\u3400-\u9fff]{{2,3}})?(?:峰会)(?![论上])"
)
_FORUM = ("论坛", "互联网大会")
"""博鳌亚洲论坛|2026年年会, 世界互联网大会|乌镇峰会."""
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d年.,万亿-])(?![名人家位个项场届])|\((?:19|20)\d\d\)")
_CONFERENCES = ("大会", "论坛", "峰会", "博览会", "年会", "展览会")
"""开发者大会|2026."""
_LEG = re.compile(r"[\u3400-\u9fff]{2,4}站(?!在|点|[长台房位])|\([\u3400-\u9fff]{2,4}站\)")
_TOURS = ("联赛", "巡回赛", "公开赛", "锦标赛", "大奖赛", "系列赛", "挑战赛", "超级赛", "大满贯", "世界杯")
"""钻石联赛|厦门站."""

_WITH_CHINA = re.compile(r"中国[—–-]{1,2}$")
_EDITION_BEFORE = re.compile(rf"(?:第{_N}届|首届)$")
_ZONES = re.compile(r"(?:[园区]|论坛|峰会|中心)$")
"""中国—|白俄罗斯工业园."""
_CAMPUS = re.compile(r"\((?P<place>[\u3400-\u9fff]{2,4})\)")
CHAMBER = re.compile(r"(?:第[一二三四五六七八九]巡回法庭|知识产权法庭|金融法庭)")
"""最高人民法院|第二巡回法庭."""
_REGIONS = frozenset({"华东", "华北", "华南", "华中", "西北", "西南", "东北"})

_KIND = "自然保护区|森林公园|地质公园|湿地公园|海洋公园|风景名胜区|旅游度假区"
_RESERVE = re.compile(rf"(?:[\u3400-\u9fff]{{0,5}}?(?:国家级?|省级))(?:{_KIND})|自然保护区")
"""梵净山|国家级自然保护区."""
_ANY, _STREETS, _RIVERS = re.compile(""), re.compile("[路街道巷弄段]$"), re.compile(r"[江河][\u3400-\u9fff]{2,4}$")
_REACH = re.compile("段(?![落时位子])")
"""黄河兰州|段."""
_HALL = re.compile(r"(?<=[展议览育]中心)\((?:(?P<place>[\u3400-\u9fff]{2,3})|[\u3400-\u9fff]{1,3}[馆厅区])\)")
"""国家会展中心|（上海）."""
FREE_ZONE = re.compile(
    r"中国\([\u3400-\u9fff]{2,6}\)(?:自由贸易(?:试验区|港)|跨境电子商务综合试验区)(?:[\u3400-\u9fff]{2,5}片区)?"
)
"""中国（浙江）自由贸易试验区宁波片区."""


def widened(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """A name `[start, end)` of a folded text with what belongs to it on either side.

    >>> widened("“云杉杯”第六届技能大赛", 5, 12, "EVENT"), widened("鹭岛大学(深圳)", 0, 4, "ORG")
    ((0, 12), (0, 8))
    """
    widen = _WIDEN.get(label)
    return widen(text, start, end) if widen else (start, end)


def _event(text: str, start: int, end: int) -> tuple[int, int]:
    end = _behind_event(text, start, end)
    floor = max(0, start - _BEFORE)
    if with_china := _WITH_CHINA.search(text, floor, start):
        edition = _EDITION_BEFORE.search(text, floor, with_china.start())
        start = (edition or with_china).start()
    before = (
        (_EDITION, _QUOTED),
        (_OF_ASSEMBLY, _ASSEMBLY),
        (_PLENUM, _COMMITTEE),
        (_ANNIVERSARY, _CELEBRATED),
    )
    for opening, owner in before:
        if opening.match(text, start, end) and (found := owner.search(text, floor, start)):
            start = found.start()
    if _COMMITTEE.search(text, start, start + 3):
        start = next((at for at in range(max(start - 4, 0), start) if text[at : start + 1] in kinds()), start)
    return start, end


def _behind_event(text: str, start: int, end: int) -> int:
    """Where an event's name ends with its meeting, its year or its leg."""
    for ends, more in ((_FORUM, _MEETING), (_CONFERENCES, _YEAR), (_TOURS, _LEG)):
        if text.endswith(ends, start, end) and (found := more.match(text, end)):
            end = found.end()
    return end


def _organization(text: str, start: int, end: int) -> tuple[int, int]:
    if text.endswith(("大学", "学院"), start, end):
        campus = _CAMPUS.match(text, end)
        if campus and (campus["place"] in kinds() or campus["place"] in _REGIONS):
            end = campus.end()
    elif text.endswith("法院", start, end) and (chamber := CHAMBER.match(text, end)):
        end = chamber.end()
    elif text.endswith("中心", start, end):
        end = _hall(text, end)
    if with_china := _WITH_CHINA.search(text, max(0, start - _BEFORE), start):
        start = with_china.start()
    return start, end


def _place(text: str, start: int, end: int) -> tuple[int, int]:
    if zone := FREE_ZONE.match(text, start):
        return start, max(end, zone.end())
    for ends, more in ((_ANY, _RESERVE), (_STREETS, HOUSE), (_RIVERS, _REACH)):
        if ends.search(text, start, end) and (found := more.match(text, end)):
            end = found.end()
    end = _hall(text, end)
    if _ZONES.search(text, start, end) and (with_china := _WITH_CHINA.search(text, max(0, start - _BEFORE), start)):
        start = with_china.start()
    return start, end


def _hall(text: str, end: int) -> int:
    """Where the name of a venue ends with the bracket that says which of several it is."""
    hall = _HALL.match(text, end)
    return hall.end() if hall and (hall["place"] is None or hall["place"] in kinds()) else end


_WIDEN: dict[str, Callable[[str, int, int], tuple[int, int]]] = {
    "EVENT": _event,
    "ORG": _organization,
    "LOC": _place,
}

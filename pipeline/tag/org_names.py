"""Organization names that end in a head (公司, 委员会, 大学)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.borders import all_stops
from pipeline.tag.lexicon import Gazetteer, read_table
from pipeline.tag.name_model import NameModel
from pipeline.tag.org_borders import NameBorders, Organization
from pipeline.tag.place_addresses import kinds
from pipeline.tag.place_forms import VENUES
from pipeline.tag.places import place_numbers

ANCHORED, PLAIN, WEAK, BARE = 0.85, 0.7, 0.6, 0.3
"""Scores: a name that a place or a prefix such as 中国 opens, one without, one with a weak head, and a weak head alone."""
NAMED = 0.99
"""A workshop or station named for somebody."""
WEAK_PLACED = 0.74
"""A weak head behind a place: surer than the place alone."""

_LEGAL = frozenset({"company", "bank", "media", "hospital"})
"""Kinds whose names may be made of ordinary words alone: 长城汽车公司."""
_VENUES = tuple(VENUES)
_ROOMS = frozenset("站台店")
"""Heads that as often name a part of a place: 上海虹桥|站, 西北|部."""
_COMMITTEE_ALONE = re.compile(r"[省市县区州盟旗]委")
"""The committee of the place that the document speaks of: 省委、市委."""
_PART = re.compile(r"[东南西北内外全局中大一二三四五六七八九十]部$|[市镇城区县街]中心$")
"""What is a part of a place and no department or centre: 法国|东南部, 巴黎|市中心."""
HONOURS = "院士|教授|博士|专家|大师|名师|劳模"
"""What people are for whom workshops and stations are named."""
_NAMED_FOR = re.compile(rf"(?:{HONOURS})(?:专家|创新)?$")
_SOME = re.compile(
    r"(?:各大?|[两多几数]个|[一多几数][家所]|部分|大多数|[这那某]家)$|"
    r"^各?(?:省市县|县市区|市县区|市县|区县|县区)|^(?:(?:镇街|乡镇|村镇|城区|[市县区省]直)(?:[两三各]级)?|[当属经系开某原新老小大旧]|第[\d一二三四五六七八九十]{1,3})$"
)
"""Words that say how many of a kind, not which one: 多家|银行, 各大|医院."""
SOME_ONE = ("某", "一家", "某家", "两家", "几家", "数家", "多家")
"""What stands before a kind of organization of which the name is not told: 某|国际旅行社有限公司."""
_ALONE = "集团|公司|企业|学校|医院|银行|大学|学院"
_INVOLVED = "公司|企业|法院|医院|学校|机构"
KIND_ALONE = re.compile(
    rf"[新老该本]?(?:{_ALONE})|(?:合资|合营|独资|控股|子|分|总|母)公司|"
    rf"(?:涉事|肇事|当事|正规|相关|有关|其他|世界各地|各地|各级)[\u3400-\u9fff]{{0,4}}(?:{_INVOLVED})"
)
"""Words that by themselves name no organization, whoever proposes them: 任|集团|党委副书记."""
_IN_PLACES = "公司|学校"
_OF_PLACES = "企业|高校|媒体|工厂|厂商|商家|院校"
_OF_SOME_PLACE = re.compile(
    rf"(?:上市|大型|高科技|科技|互联网|跨国|民营|国有|外资|本土)*(?:(?P<one>{_IN_PLACES})|{_OF_PLACES})"
)
"""What is of a place and still any of a kind: 湖南|企业, and of a country 美国|公司. 清江|公司, 北京|医院 and 美国|银行 are names."""
_NEAR = "公司|企业|高校|媒体|学校|工厂|医院|银行|大学|幼儿园|小学|中学|商场|超市|酒店"
_NEAR_BY = re.compile(
    r"(?:附近|周边|就近|当地|本地|[\u3400-\u9fff]{0,5}(?:区域|辖区|境|范围|[省市县区州院校])内)(?:的)?"
    rf"[\u3400-\u9fff]{{0,2}}(?:{_NEAR})"
)
_KINDS = tuple(dict.fromkeys("|".join((_ALONE, _INVOLVED, _IN_PLACES, _OF_PLACES, _NEAR)).split("|")))
"""What every stretch of text ends in that says no more than the kind of an organization."""
_SURE_WORD = 5
"""A school's name of this length that jieba's dictionary holds as one word is a name: 鲁迅文学院."""


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


def of_a_kind(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text says of what kind an organization is, and where, but not which one.

    >>> of_a_kind("美国公司", 0, 4), of_a_kind("附近医院", 0, 4), of_a_kind("美国银行", 0, 4)
    (True, True, False)
    """
    if not text.endswith(_KINDS, start, end):
        return False
    if KIND_ALONE.fullmatch(text, start, end) or _NEAR_BY.fullmatch(text, start, end):
        return True
    places = kinds()
    for at in range(start + 2, end - 1):
        if (place := places.get(text[start:at])) and (kind := _OF_SOME_PLACE.fullmatch(text, at, end)):
            return place == "country" or not kind["one"]
    return False


def headed_names(passage: Passage, known: Sequence[tuple[int, int]] = ()) -> Iterator[Organization]:
    """Organizations by their heads, in order of their ends; a longer name may hold a shorter one.

    `known` are organizations found otherwise, which a name may go on from (科技部|社会发展科技司).
    """
    text = passage.folded
    borders = NameBorders(passage)
    waiting = sorted(known, key=lambda span: span[1], reverse=True)
    earlier: list[Organization] = []
    for head, end, kind in Gazetteer.of("org_suffixes", shortest=1).longest(text):
        while waiting and waiting[-1][1] <= head:
            earlier.append(Organization(*waiting.pop(), ANCHORED, "organ"))
        if kind == "brand" or not _ends_word(passage, head, end, borders) or borders.title_runs_on(head, end):
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
            yield Organization(head, end, PLAIN, kind)
            continue
        if not core or _SOME.search(core) or text[start:end] in generic_names() or core in _generic_cores():
            continue
        if text.endswith(SOME_ONE, 0, start) or borders.unnamed(start, head) or of_a_kind(text, start, end):
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
        found = Organization(start, end, score, kind)
        earlier.append(found)
        yield found


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


def _ends_word(passage: Passage, head: int, end: int, borders: NameBorders) -> bool:
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
        return borders.title_starts_in(end, end + 1)
    words = WordSegmenter.shared()
    return not any(words.is_word(text[end - back : end + 1]) for back in (1, 2, 3) if end - back >= 0)

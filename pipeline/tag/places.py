"""LOC: countries, provinces, cities, districts, regions, natural features, roads and named venues.

Known places come from a table; smaller parts of an address that follow one are added (…县隆兴昌镇和平村), and
places that the table lacks are found by their head (…路, …隧道, …国际会展中心). Neighbouring parts of an address
are one span: 河北省石家庄市正定县.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.borders import left_border
from pipeline.tag.lexicon import Gazetteer, Lexicon
from pipeline.tag.place_addresses import BY_HEAD, FULL, Place, joined, kinds, not_names, without_part
from pipeline.tag.place_forms import (
    CODED,
    CUT_BEFORE,
    GROUP,
    HAN,
    HEAD,
    HELD_AT,
    HOMES,
    HOUSE,
    LED,
    LINE,
    MEASURED,
    NAMED_GROUP,
    NO_PROPER_NAME,
    NOT_PLACE_BEHIND,
    PLACE_WORDS,
    QUOTED,
    SHORT_FORM,
    TELLING,
    TELLING_END,
    UNIT,
)
from pipeline.tag.place_lists import listed_places
from pipeline.tag.title_words import GOVERNED
from pipeline.tag.widen import widened

SCORES = {"ambiguous": 0.2, "short-county": 0.6, "short-city": 0.68, "town": 0.55}
"""How sure a table entry is to be a place where it stands; full names and everything else get `FULL`."""
_SHORT = frozenset({"ambiguous", "short-county", "short-city"})
_CHANCE = frozenset({"county", "region", "world-city", "nature"})
"""Kinds whose names of two characters words make up by chance: 示|范县, 召|开城|管, 非|常熟|悉."""
VILLAGES = ("村", "屯", "寨", "庄", "社区")
NEIGHBOUR = 0.25
"""Added to an ambiguous name that stands beside another place or behind a word such as 在."""


@extractor("LOC")
def place(passage: Passage) -> Iterator[Candidate]:
    """Countries, provinces, cities, regions, natural features, roads, venues: 京津冀, 河北省石家庄市正定县."""
    for found in passage.memo(find_places):
        if found.score >= 0.5:
            start, end = widened(passage.folded, found.start, found.end, "LOC")
            yield Candidate(start, end, "LOC", f"place:{found.rule}", found.score)


def find_places(passage: Passage) -> tuple[Place, ...]:
    """All places, in text order, compound ones joined; uncertain ones (score below 0.5) serve as borders only."""
    known = list(joined(passage, list(_listed(passage))))
    taken = {i for place in known for i in range(place.start, place.end)}
    by_head = list(_by_head(passage, taken))
    held = [place for match in HELD_AT.finditer(passage.folded) if (place := _held_at(passage, match))]
    parents = {place.end: place.start for place in known if place.score >= 0.5}
    by_head = [p._replace(start=parents.get(p.start, p.start)) for p in _chained(by_head)]
    in_held = _holding(held)
    by_head = [place for place in by_head if not in_held(place.start, place.end)] + held
    named = {place.start for place in (*known, *by_head) if place.score >= 0.5}
    by_head += [Place(a, b, BY_HEAD, "listed") for a, b in listed_places(passage) if a not in named]
    coded = [Place(*m.span(), 0.9, "coded") for m in CODED.finditer(passage.folded)]
    in_longer = _holding(by_head)
    uncovered = [place for place in known if not in_longer(place.start, place.end)]
    found = [_bordered(passage.folded, place) for place in (*uncovered, *by_head)]
    found += [*coded, *_introduced(passage.folded, found)]
    return tuple(sorted(found, key=lambda place: (place.start, -place.end)))


def place_ends(passage: Passage) -> Mapping[int, int]:
    """Where places end → where they start, uncertain ones included."""
    return {place.end: place.start for place in passage.memo(find_places)}


def sure_place_ends(passage: Passage) -> Mapping[int, int]:
    """Where places end → where they start, those alone that are likely."""
    return {place.end: place.start for place in passage.memo(find_places) if place.score >= 0.5}


def place_numbers(passage: Passage) -> frozenset[int]:
    """Offsets of places that hold a number, which is no amount: 云杉路89号9幢, 青坝寨村2组, 318国道."""
    places = (place for place in passage.memo(find_places) if place.rule in ("coded", "numbered"))
    return frozenset(at for place in places for at in range(place.start, place.end))


def _bordered(text: str, place: Place) -> Place:
    """Without the word for a part of it; with the number of the house or of the group of villagers, or the name in quotation
    marks, that stands behind."""
    if place.score >= 0.5:
        if (end := without_part(text, place.start, place.end)) < place.end:
            return place._replace(end=end)
        if quoted := QUOTED.match(text, place.end):
            return place._replace(end=quoted.end(), rule="quoted")
        number = GROUP if text.endswith(VILLAGES, place.start, place.end) else HOUSE
        named = NAMED_GROUP.match(text, place.end) if text[place.end - 1] == "村" else None
        if match := number.match(text, place.end) or named:
            return place._replace(end=match.end(), rule="numbered")
    return place


def _introduced(text: str, places: list[Place]) -> Iterator[Place]:
    """Short forms that a bracket behind a place introduces, wherever they stand: …开发区（以下简称“经开区”）."""
    brackets = (SHORT_FORM.match(text, place.end) for place in places if place.score >= 0.5)
    names = {bracket["name"] for bracket in brackets if bracket}
    quoted = (QUOTED.search(text, place.start, place.end) for place in places if place.rule == "quoted")
    names |= {match["name"] for match in quoted if match}
    in_place = _holding(places)
    done = dict.fromkeys(names, 0)
    for start, end, _ in Lexicon((name, "") for name in sorted(names)).all(text):
        if start >= done[text[start:end]]:
            done[text[start:end]] = end
            if not in_place(start, end):
                yield Place(start, end, 0.8, "short-form")


def _holding(places: Iterable[Place]) -> Callable[[int, int], bool]:
    """Whether one of the places holds all of `[start, end)`."""
    ordered = sorted((place.start, place.end) for place in places)
    starts = [start for start, _ in ordered]
    farthest = list(accumulate((end for _, end in ordered), max))

    def holds(start: int, end: int) -> bool:
        index = bisect_right(starts, start)
        return index > 0 and farthest[index - 1] >= end

    return holds


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
    core = TELLING_END.sub("", passage.folded[start:end])
    return bool(HAN.fullmatch(core)) and not words.is_word(core) and not NO_PROPER_NAME.search(core)


def _held_at(passage: Passage, match: re.Match[str]) -> Place | None:
    """The venue of 在北京中关村国际创新中心成功举办: whatever body runs it, it is a place here."""
    head = match.start("head")
    start = max(left_border(passage, head, match.start() + 1, over_verbs=True), match.start() + 1)
    return Place(start, match.end("head"), 0.9, "venue") if start < head and start == match.start() + 1 else None


def _listed(passage: Passage) -> Iterator[Place]:
    """Places of the table where they stand as words of their own."""
    text, table = passage.folded, kinds()
    matches = list(Gazetteer.of("places").longest(text))
    full = {text[start:end] for start, end, _ in matches}
    for start, end, kind in matches:
        if text[end - 1] == "国" and text.startswith(("内", "际", "家"), end) and text[start : end - 1] in table:
            end -= 1  # 日本|国内
        if NOT_PLACE_BEHIND.match(text, end):
            continue
        if text.startswith("中国家", start):
            continue  # 其中|国家
        if text.startswith(("市区", "区域"), end - 1) and text[start : end - 1] in table:
            end -= 1  # 合肥|市区, 铁西|区域
        if (
            text[end - 1] in UNIT
            and CUT_BEFORE.match(text, end)
            and text[start : end - 1] in table
            and not _continues(passage, end)
        ):
            end -= 1
            kind = table[text[start:end]]
        score = SCORES.get(kind, FULL)
        in_full = kind in _SHORT and any(text[start:end] + unit in full for unit in "省市县区州旗镇")
        edges = (start in passage.word_starts) + (end in passage.word_end_set)
        if edges < _edges_wanted(kind, end - start, in_full):
            continue
        if in_full:
            score = FULL  # the document has its full name
        elif kind == "ambiguous" and PLACE_WORDS.search(text[max(0, start - 2) : start]):
            score += NEIGHBOUR
        yield Place(start, end, score, kind)


def _edges_wanted(kind: str, length: int, in_full: bool) -> int:
    """How many ends of a place of the table have to be borders of words; `in_full` is whether the text has its full name."""
    if kind == "town" or (in_full and kind != "ambiguous"):
        return 1
    if kind in SCORES or (length == 2 and kind in _CHANCE):
        return 2
    return 0


def _continues(passage: Passage, end: int) -> bool:
    """Whether 长 behind a place begins the next one: 龙岩市|长汀县, against 龙岩|市长."""
    return any(passage.folded[end : end + length] in kinds() for length in (2, 3))


def _by_head(passage: Passage, taken: set[int]) -> Iterator[Place]:
    """Places that the table lacks, by their head: 坡脚隧道, 澄阳路, 滨湖国际会展中心."""
    text = passage.folded
    last = 0
    for match in HEAD.finditer(text):
        head, end = match.span()
        telling = TELLING.fullmatch(match["way"] or "")
        governed = telling and GOVERNED.match(text, end)
        if (end not in passage.word_end_set and not governed) or end - 1 in taken:
            continue
        start = left_border(passage, head, max(last, head - 12), brackets=False)
        if (led := LED.match(text, start)) and led.end() < head - 1:
            start = led.end()
        name = text[start:end]
        unknown = head - start >= 2 and telling is not None and _unknown(passage, start, end)
        line = unknown and LINE.fullmatch(match["way"] or "") and head - start <= 3
        generic = passage.word_ending_at(end) in not_names() and not line
        if head - start < 1 or name in not_names() or generic:
            continue
        core = head - start
        limit = 10 if match["venue"] else 5
        anchored = any(i in taken for i in range(start, head))
        if name[-2:] == "村村" or (core > limit and not anchored):
            continue
        strange = (
            2 <= core <= 4
            and match["way"]
            and not MEASURED.match(name)
            and not WordSegmenter.shared().is_word(name)
            and len(match["way"]) < 3
        )
        clause = strange and (start == 0 or text[start - 1] in "，。、；：\n \u3000“（")
        behind_word = not HOMES.fullmatch(match["venue"] or "") and bool(
            PLACE_WORDS.search(text[max(0, start - 2) : start])
        )
        settled = unknown or (core >= 2 and governed)
        number = HOUSE.match(text, end) if match["way"] else None
        if (anchored and start in taken) or (behind_word and core >= 2) or clause or settled or number:
            last = end
            yield Place(start, end, BY_HEAD, "by-head")

"""Addresses: neighbouring places that are parts of one another as one span, with the smaller parts that follow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.borders import all_stops
from pipeline.tag.lexicon import Gazetteer, read_table
from pipeline.tag.place_forms import (
    BARE_TAILS,
    COMMON_CORES,
    COUNTED,
    DIRECTIONS,
    NO_PROPER_NAME,
    NO_TAIL,
    PART,
    PART_ENDS,
    SETTLEMENTS,
    SIBLINGS,
    TAIL,
    VENUES,
)
from pipeline.tag.title_words import find_titles

FULL = 0.72
"""How sure the full name of a place that the table has is one where it stands."""
BY_HEAD = 0.62
"""The same for a place that only its head shows."""


class Place(NamedTuple):
    """A place `[start, end)`, how sure its rule is, and the rule."""

    start: int
    end: int
    score: float
    rule: str


def kinds() -> Mapping[str, str]:
    """The places of the table → what they are."""
    return Gazetteer.of("places").kinds


@cache
def not_names() -> frozenset[str]:
    """Words that end like the name of a place and say no more than its kind: 返乡, 开发区."""
    return frozenset(row[0] for row in read_table("place_generic"))


def without_part(text: str, start: int, end: int) -> int:
    """Where the name of a place ends that a span takes for longer than it is.

    >>> without_part("约翰内斯堡市中心", 0, 8), without_part("武陵山区", 0, 4)
    (5, 4)
    """
    if text[end - 1 : end] not in PART_ENDS:
        return end
    part = next((part for at in range(max(start + 2, end - 4), end) if (part := PART.fullmatch(text, at, end))), None)
    if part is None or (part["known"] and text[start : part.start()] not in kinds()):
        return end
    if part["known"] == "山区" and text[start : end - 1] in kinds():
        return end  # 武陵山|区
    return part.start()


def joined(passage: Passage, known: list[Place]) -> Iterator[Place]:
    """Join neighbours into one address and add the smaller parts that follow."""
    text, index = passage.folded, 0
    while index < len(known):
        first = known[index]
        start, end, score, parts = first.start, first.end, first.score, 1
        index += 1
        while True:
            while index < len(known) and known[index].start < end:
                index += 1
            following = known[index] if index < len(known) and known[index].start == end else None
            if following and text[end : following.end] in DIRECTIONS:
                index += 1
                break  # 卢萨卡|东北约280公里
            if following and _strange(text, start, following):
                index += 1
                following = None
            if following and _sibling(text, start, following):
                break
            if following:
                end, score, parts = following.end, max(score, following.score), parts + 1
                index += 1
            elif tail := _tail(passage, end):
                end, score, parts = tail, max(score, BY_HEAD), parts + 1
            else:
                break
        yield Place(start, end, FULL if parts > 1 and score >= 0.5 else score, first.rule if parts == 1 else "address")


def _strange(text: str, start: int, place: Place) -> bool:
    """Whether an ordinary word that is a place elsewhere follows the place that begins at `start`: 淄博|公安."""
    if place.rule != "ambiguous":
        return False
    return not any(parent[:2] in text[start : place.start] for parent in _parents()[text[place.start : place.end]])


def _sibling(text: str, first: int, place: Place) -> bool:
    """Whether a place and the one before it, from `first`, are two: 苏梅岛|普吉岛, 广西|湖南."""
    ranks = _ranks()
    rank = ranks.get(text[place.start : place.end])
    same_rank = rank is not None and ranks.get(text[first : place.start]) == rank
    return same_rank or (text[place.start - 1] == text[place.end - 1] and text[place.end - 1] in SIBLINGS)


@cache
def _ranks() -> Mapping[str, str]:
    """Countries, regions, and provinces by their full and short names: places of one rank, which are no parts of one another.

    The table counts Hong Kong, Macao and Taiwan among the countries; 中国香港澳门地区 is one place.
    """
    rows = [row for row in read_table("places") if not row[0].endswith(("香港", "澳门", "台湾"))]
    ranks = {name: kind for name, kind, *_ in rows if kind in ("country", "province", "region")}
    return ranks | {name: "province" for name, kind, *parent in rows if kind == "short-city" and parent == ["中国"]}


@cache
def _parents() -> Mapping[str, frozenset[str]]:
    """Places whose names are ordinary words too → the cities that they are in."""
    parents: dict[str, frozenset[str]] = {}
    for name, kind, *parent in read_table("places"):
        if kind == "ambiguous":
            parents[name] = parents.get(name, frozenset()) | {*parent}
    return parents


def _tail(passage: Passage, end: int) -> int | None:
    """End of a smaller part of the address that follows a place, or None."""
    if passage.folded[end : end + 1] in NO_TAIL:
        return None
    match = TAIL.match(passage.folded, end)
    if (
        match is None
        or COUNTED.fullmatch(match.group())
        or not (match.end() in passage.word_end_set or match.end() in passage.memo(_title_starts))
    ):
        return None
    if len(match.group()) == 1 or match.group() in ("地区", "流域", "片区"):
        return match.end()
    start, word = end, ""
    while start < match.end():
        word = passage.word_starting_at(start) or _rest_of_word(passage, start)
        if not word or word in all_stops() or start + len(word) > match.end():
            return None
        start += len(word)
    words = WordSegmenter.shared()
    core = passage.folded[end : match.end() - len(word)]
    named = word in SETTLEMENTS and (not words.is_word(core) or _of_town(passage.folded, end, core))
    if len(word) > 1 and not named and word not in BARE_TAILS and words.is_word(word) and word not in kinds():
        return None  # 轨道|城市 is no city
    piece = match.group()
    kind = word in not_names() and word not in BARE_TAILS and word not in SETTLEMENTS  # 历史文化|名镇
    generic = kind or piece in not_names()
    return match.end() if piece in VENUES or not generic else None


def _of_town(text: str, end: int, core: str) -> bool:
    """Whether an ordinary word behind the name of a town is the name of its settlement: 南坳镇|幸福|社区."""
    return text[end - 1] in "镇乡道" and not NO_PROPER_NAME.search(core) and core not in COMMON_CORES


def _rest_of_word(passage: Passage, start: int) -> str:
    """What follows `start` of a word that jieba made up across it: 沙家浜|镇沙霞 → 沙霞."""
    index = bisect_right(passage.word_ends, start)
    first, end = passage.words[index] if index < len(passage.words) else (start, start)
    unknown = first < start and not WordSegmenter.shared().is_word(passage.folded[first:end])
    return passage.folded[start:end] if unknown else ""


def _title_starts(passage: Passage) -> frozenset[int]:
    return frozenset(title.start for title in passage.memo(find_titles))

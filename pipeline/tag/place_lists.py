"""Places that no table holds and no head shows, by what stands around them: lists that are counted as villages or
counties (官店、景阳两个乡镇), lists of such as end alike, and the ends of a line (里耶至咱果公路)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.openings import guarded
from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.borders import left_border
from pipeline.tag.place_addresses import kinds
from pipeline.tag.place_forms import NO_PROPER_NAME

_NAME = r"[\u3400-\u9fff]{2,5}"
_KIND = r"(?:乡镇|街镇|镇街|区县|县区|市县|县市|村|县|区|市|镇|乡|街道|社区|省份?|州|国家)(?![级场长委民内外里])"
_COUNT = rf"[两二三四五六七八九十\d](?:(?<=\d)\d{{1,2}})?[个座](?:行政|建制|贫困|试点|重点)?{_KIND}"
_COUNTS = re.compile(guarded(_COUNT))
_COUNTED = re.compile(rf"(?P<names>{_NAME}(?:、{_NAME})*(?:[、和]|以及){_NAME}?)(?:等|这)?{_COUNT}")
_REACH = 150
"""How far before its count a list may begin."""
LONGEST = 4
"""A name without a head is at most this long."""
_ITEM = re.compile(r"[\u3400-\u9fff]+?(?=[、和]|以及|$)")
_JOINT = "至|——*|－|-"
_ROUTE = r"(?:段|(?:二级|一级|乡村|农村)?公路|高速(?:公路|铁路)?|铁路|高铁|航线|航班|班列)"
_LINE = re.compile(rf"(?P<ends>[\u3400-\u9fff]{{2,{LONGEST}}}(?:{_JOINT})[\u3400-\u9fff]{{2,3}}?){_ROUTE}")
_END = re.compile(_JOINT)
_JOINED = re.compile(rf"(?:{_JOINT})(?=[\u3400-\u9fff]{{2,3}}{_ROUTE})")
"""What joins the ends of a line, with the second end behind it."""
_SISTER = re.compile(
    r"、(?<=[村镇乡区道]、)(?P<name>(?P<own>[\u3400-\u9fff]{1,6}?)(?P<unit>村|镇|乡|社区|街道))(?=[、,。;等和及])"
)
"""One of a list of such as end alike: 云杉村、|于家坳村|、远山村."""
_HEADS = frozenset("省市县区州旗盟镇乡村路街道")
"""A name that ends so needs no list to be found."""


def listed_places(passage: Passage) -> Iterator[tuple[int, int]]:
    """`[start, end)` of names in lists of places that are counted or end alike, and of the ends of lines."""
    text = passage.folded
    for match in _counted(text):
        start, end = match.span("names")
        cuts = [i for i in range(start, end) if text[i] in "、和"]
        pieces = list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))
        if len(pieces) > 1:
            yield from _names(passage, pieces)
    words = WordSegmenter.shared()
    for match in _SISTER.finditer(text):
        alike = text.endswith(match["unit"], 0, match.start())
        kind = words.is_word(match["own"]) or NO_PROPER_NAME.search(match["own"]) or match["name"] in kinds()
        if alike and not kind:
            yield match.span("name")
    for match in _lines(text):
        start, end = match.span("ends")
        if (joint := _END.search(text, start + 2, end)) is not None:
            yield from _names(passage, [(start, joint.start()), (joint.end(), end)])


def _counted(text: str) -> Iterator[re.Match[str]]:
    """Lists with their counts; the counts, which are rare, are looked for first."""
    done = 0
    for count in _COUNTS.finditer(text):
        for match in _COUNTED.finditer(text, max(done, count.start() - _REACH), count.end()):
            done = match.end()
            yield match


def _lines(text: str) -> Iterator[re.Match[str]]:
    """Lines with their ends; what joins the ends, which is rare, is looked for first."""
    done = 0
    for joint in _JOINED.finditer(text):
        for start in range(max(done, joint.start() - LONGEST), joint.start()):
            if match := _LINE.match(text, start):
                done = match.end()
                yield match
                break


def _names(passage: Passage, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, if all can be names and not all are words of the dictionary; the first begins where running text stops being one."""
    start, end = pieces[0]
    word = passage.word_ending_at(end)
    if len(word) > 1:
        start = max(start, end - len(word))
    border = max(left_border(passage, end, max(start, end - LONGEST), brackets=False), start)
    found = [(border, end), *pieces[1:]]
    words = WordSegmenter.shared()
    strange = any(not words.is_word(passage.folded[a:b]) for a, b in found)
    if strange and all(2 <= b - a <= LONGEST and b in passage.word_end_set for a, b in found):
        yield from ((a, b) for a, b in found if passage.folded[b - 1] not in _HEADS)

"""TITLE: positions, ranks and professional titles that a named person holds.

Many words of a press release look like a title; those count that stand with a person: right before the name
(…大学校长秦望舒), right behind it (秦望舒教授), in a list of either kind (党委书记、董事长李妍), or joined to the name by a
comma, a bracket or a verb of holding office (张三，某公司董事长; 任命张三为副主任). `attach` says which.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.segment import Passage
from pipeline.tag.attach import attach
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.persons import find_names
from pipeline.tag.title_words import COLON, SPREAD


@extractor("TITLE")
def title(passage: Passage) -> Iterator[Candidate]:
    """Positions and ranks of named people: 党委书记, 常务副主任, 大中华区总裁, 院士, 记者."""
    names = {name.start for name in passage.memo(find_names)}
    for found, rule in passage.memo(attach).titles:
        spread = SPREAD.fullmatch(passage.folded, found.start, found.end)
        if spread and (colon := COLON.match(passage.folded, found.end)) and colon.end() in names:
            rule = "spread"
        yield Candidate(found.start, found.end, "TITLE", f"title:{rule}", 0.9)


@extractor("LOC", name="place_of_office")
def place_of_office(passage: Passage) -> Iterator[Candidate]:
    """Places that no table holds, before the title of a local office: 青溪|县委书记."""
    for start, end in passage.memo(attach).places:
        yield Candidate(start, end, "LOC", "place_of_office", 0.75)

"""ORG: named organizations.

Names by their form come from `org_forms`. Names that no form gives away (摩尔线程, 海光信息) are what stands between a
border and the title of a person, when nothing else explains it (摩尔线程副总裁白一舟); they are then found again everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pipeline.segment import Passage
from pipeline.tag.attach import attach
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.lexicon import Lexicon
from pipeline.tag.org_forms import find_organizations
from pipeline.tag.org_names import of_a_kind
from pipeline.tag.widen import widened

GUESS, REPEATED = 0.62, 0.6


@extractor("ORG")
def organization(passage: Passage) -> Iterator[Candidate]:
    """Named organizations: 中共北京市委宣传部, 华为技术（北京）有限公司, 清华大学经济管理学院."""
    cuts = [(title.start, title.end) for title, _ in passage.memo(attach).titles]
    starts = [start for start, _ in cuts]
    for found in passage.memo(find_organizations):
        index = bisect_right(starts, found.start)
        if index < len(cuts) and cuts[index][0] < found.end <= cuts[index][1] and found.rule != "source":
            continue  # a title begins inside it: …公司|财务部副部长, but not where the account is meant: 来源：青禾交警
        start, end = widened(passage.folded, found.start, found.end, "ORG")
        yield Candidate(start, end, "ORG", f"organization:{found.rule}", found.score)
    text = passage.folded
    guesses = [owner for owner in passage.memo(attach).owners if not of_a_kind(text, *owner)]
    for start, end in guesses:
        yield Candidate(start, end, "ORG", "organization:before-title", GUESS)
    names = sorted({text[start:end] for start, end in guesses if end - start >= 3})
    for start, end, _ in Lexicon((name, "org") for name in names).longest(text):
        yield Candidate(start, end, "ORG", "organization:repeated-guess", REPEATED)

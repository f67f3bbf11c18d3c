"""Short forms of organizations by deletion, each rule with its name.

| rule | what is left out | example |
|---|---|---|
| standing | as news always shortens it | 上海证券交易所 → 上交所 |
| sibling | another standing form is | 中国石油, 中石油 |
| place | places before the name | 厦门市沐光慈善基金会 → 沐光慈善基金会 |
| legal-form | the legal form, the place in brackets | 华岳水电（成都）有限公司 → 华岳水电 |
| inner-place | what stands behind the place in brackets | 澄海（中国）投资有限公司 → 澄海中国 |
| level | places but for the word of their level | 长汀县教育局 → 县教育局 |
| last-part | all but the words that say what it is | 滨河高新区管委会 → 管委会 |
| brand | what a company does | 草原红农牧业发展有限公司 → 草原红 |
| head | the head alone | 潇湘医院 → 潇湘 |
| initials | all but the first letters of English words | Eurasia Bridge Logistics → EBL |

A registered name (…有限公司) is short for no other one: 华为技术有限公司 and 华为技术（北京）有限公司 are two companies. A name
that ends in a head of its own is no brand of a longer one: 北京大学 and 北京大学医学部 are a university and a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.link.org_parts import (
    HAN,
    LEVELS,
    NATIONAL,
    OrgName,
    ends_in_head,
    heads,
    is_place,
    known_organizations,
    stands_for_another,
)

TIERS = (
    ("standing",),
    ("sibling",),
    ("place", "legal-form", "inner-place", "level"),
    ("initials", "last-part", "brand", "head"),
)
"""Rules by certainty: a short form takes the full names of the first tier that knows any."""

_SAYS_LITTLE = re.compile(
    r"(?:技术|科技|实业|企业|发展|股份|控股|国际|集团|有限|责任|公司|投资|网络|信息|计算机|系统)*"
)
_OWN_HEADS = ("company", "bank", "organ", "school", "hospital", "research", "society", "media", "team", "weak")
_DROPPED_HEADS = ("bank", "school", "hospital", "media", "company", "research")
_NOT_BEFORE_A_PART = frozenset("第一二三四五六七八九十百0123456789、和与及")
"""Characters that a last part cannot follow: 第二十五师 is not 五师, 市湖南、福建商会 are two."""
_COMMITTEES = frozenset(level + "委" for level in "省市县区州旗盟")
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "on", "de", "&"})
_ENGLISH_GENERAL = re.compile(r"\s+(?:Group|Holdings?|International|Technolog(?:y|ies))$")
_ENGLISH_LEGAL = re.compile(
    r"[,.]?\s+(?:Co\.?,?\s*)?(?:Inc|Ltd|Limited|LLC|PLC|plc|Corp|Corporation|Company|Co|AG|GmbH|SA|S\.A|A/S|SE|N\.V|Pte\.? Ltd|SpA|KK|BV|AB|Oyj)\.?$"
)


def deletions(full: OrgName) -> Iterator[tuple[str, str]]:
    """Every `(short form, rule)` that deletion makes of a name; what the short form may not be, `allowed` says."""
    if not HAN.search(full.bare):
        yield from _english(full.bare)
        return
    yield from _without_place_or_legal_form(full)
    if full.has_bracket:
        yield from _with_inner_place(full)
    yield from _last_parts(full)
    if full.is_company:
        yield from _brands(full)
    elif (head := ends_in_head(full.bare, *_DROPPED_HEADS)) and len(full.bare) - len(head) >= 2:
        for start in full.cuts:
            yield full.bare[start : len(full.bare) - len(head)], "head"


def _without_place_or_legal_form(full: OrgName) -> Iterator[tuple[str, str]]:
    bare, ends = full.bare, full.ends
    if full.is_registered:
        ends = tuple(end for end in ends if end < len(bare))
    for start in full.cuts:
        at_level = start and bare.endswith(LEVELS, 0, start)
        level = next(level for level in LEVELS if bare.endswith(level, 0, start)) if at_level else ""
        for end in ends:
            if start or full.has_bracket or end < len(bare):
                yield bare[start:end], "legal-form" if end < len(bare) else "place"
            if level:
                yield level + bare[start:end], "level"
                yield level[-1] + bare[start:end], "level"


def _with_inner_place(full: OrgName) -> Iterator[tuple[str, str]]:
    """微软（中国）有限公司 → 微软中国, 微软（中国）."""
    for start in full.cuts:
        if start < full.inner_at <= full.core:
            brand = full.bare[start : full.inner_at]
            yield brand + full.inner, "inner-place"
            yield f"{brand}({full.inner})", "inner-place"


def _last_parts(full: OrgName) -> Iterator[tuple[str, str]]:
    at = full.cuts[-1]
    if at and full.bare[at:] in heads():
        yield full.bare[at:], "last-part"
    for token in full.tokens[:-1]:
        at += len(token)
        if token[-1] in _NOT_BEFORE_A_PART:
            continue
        if not full.is_registered and len(full.bare) - at >= 3:
            yield full.bare[at:], "last-part"
        if full.is_company and full.core - at >= 4:
            yield full.bare[at : full.core], "last-part"


def _brands(full: OrgName) -> Iterator[tuple[str, str]]:
    for start in full.cuts:
        for end in range(start + 2, full.core):
            yield full.bare[start:end], "brand"


def _english(name: str) -> Iterator[tuple[str, str]]:
    bare = _ENGLISH_LEGAL.sub("", name)
    if bare != name:
        yield bare, "legal-form"
    if (brand := _ENGLISH_GENERAL.sub("", bare)) != bare:
        yield brand, "legal-form"
    for text in (name, bare):
        words = [word for word in re.split(r"[\s\-]+", text) if word and word.lower() not in _SMALL_WORDS]
        initials = "".join(word[0] for word in words)
        if len(initials) >= 3 and initials.isupper():
            yield initials, "initials"


def allowed(short: str, full: OrgName, rule: str) -> bool:
    """Whether a short form that a rule makes can mean that name and no other one that readers know.

    A well-known name stands for itself: 财政部 is not 美国财政部, 腾讯 is not 腾讯音乐娱乐集团. It may only lack the word for the
    nation or the legal form, or be the brand of a company whose name says no more (华为 → 华为技术有限公司).
    """
    if len(short) < 2 or short == full.bare or is_place(short):
        return False
    if rule == "standing":
        return True
    if stands_for_another(short, full):
        return False
    known = short in known_organizations()
    left_out = full.bare[full.bare.find(short) + len(short) :]
    if rule == "place":
        return len(short) >= 3 and short not in heads() and (not known or full.bare[: -len(short)] in NATIONAL)
    if rule == "legal-form":
        return (not known or full.bare.startswith(short)) and len(short) >= 2
    if rule == "level":
        return not known and len(short) >= 3
    if rule == "last-part":
        if short in _COMMITTEES:
            return True
        return not known and len(short) >= 3 and (ends_in_head(short) is not None or short[-1] in heads())
    if rule == "brand":
        return not ends_in_head(short, *_OWN_HEADS) and (not known or bool(_SAYS_LITTLE.fullmatch(left_out)))
    if rule == "head":
        return not known and not ends_in_head(short)
    return True

"""Whether a name says which organization it is, or only of what kind: 海东市教育局 and 市教育局, 云帆研究院 and 研究院.

A name that says only the kind means one organization in its document and another one in the next, so it must join
nothing. When in doubt a name tells nothing: two rows for one organization can be joined by hand (known_entities.csv),
two organizations in one row can no longer be told apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.join.keys import plain_key
from pipeline.normalize.tables import read_table
from pipeline.tag.lexicon import AMBIGUOUS, Gazetteer

_HIDDEN = re.compile(r"[某×*○]|(?<![a-z])x{1,3}(?![a-z])")
"""Anonymized: 鑫某公司, XX公司."""
_POINTING = re.compile(r"[本该我贵此各]|[省市县区州旗盟镇乡村校院]|自治[区州县]|兵团")
"""A beginning that points at an organization from inside its place: 市教育局, 校团委."""
_NATIONAL = re.compile(r"中国|中华|国家|全国|中央|中共中央|国务院|最高人民|联合国|世界")
_LATIN = re.compile(r"[a-z]{5,}|[a-z]{2,}[ &·-]+[a-z]{2,}")
"""A Latin name. An acronym of a few letters may stand for anything."""

_NAMED = frozenset({"company", "brand", "bank", "media", "research", "society"})
"""Kinds whose names carry a word of their own (字号). Organs, schools and hospitals are told apart by their places:
there is a 人民医院 and an 育才中学 everywhere."""
_NATIONWIDE = frozenset({"organ", "unit", "weak", "society"})
_HEADLESS = re.compile(r"(?=.*[\u3400-\u9fff]).{3,}")
"""A name without any head that is taken for one organization's: 诺维康."""
_OWNERS = re.compile(r"大学|中学|公司|集团|银行|医院|基金会")
"""Heads behind which the name of a part begins: 岭海大学|商学院."""


@lru_cache(maxsize=8192)
def telling(name: str) -> bool:
    """Whether an organization's name says which one it is.

    >>> [telling(name) for name in ("北京化工大学", "外交部", "振海重工有限公司")]
    [True, True, True]
    >>> [telling(name) for name in ("管委会", "市教育局", "材料学院", "人民医院", "鑫某公司")]
    [False, False, False, False, False]
    """
    key = plain_key(name)
    if _HIDDEN.search(key):
        return False
    if _well_known(key):
        return True
    if key in _kinds_alone() or (_POINTING.match(key) and not _place_opens(key)):
        return False
    head, kind = _head(key)
    if kind == "team":  # 新疆队 plays football here and basketball there
        return _owner_tells(key)
    return _holds_a_name(key) or bool(_LATIN.search(key)) or _own_word(key, head, kind) or _owner_tells(key)


def _owner_tells(key: str) -> bool:
    return any(telling(key[: owner.end()]) for owner in _OWNERS.finditer(key) if owner.end() < len(key))


def _own_word(key: str, head: str, kind: str) -> bool:
    """Whether something stands before the head that is more than the branch of work."""
    core = key.removesuffix(head)
    if kind in _NATIONWIDE and _NATIONAL.match(core):
        return True
    if _only_branches(core):
        return False
    if kind == "none":
        return bool(_HEADLESS.fullmatch(core))
    return len(core) > 1 and (kind in _NAMED or head == "大学")


def _head(key: str) -> tuple[str, str]:
    """The longest head that a name ends in, and its kind."""
    heads = _heads()
    found = next((key[start:] for start in range(len(key)) if key[start:] in heads), "")
    return found, heads.get(found, "none")


def _well_known(key: str) -> bool:
    kind = _organizations().get(key)
    # 外交部 is one, 宣传部 and 发改委 are everywhere.
    return kind is not None and (key not in _kinds_alone() or (kind == "state" and key.endswith("部")))


def _holds_a_name(key: str) -> bool:
    """Whether a place or a well-known organization stands in the name: 长沙海关, 中国科学院高寒环境研究所."""
    places = any(kind != "ambiguous" for _, _, kind in Gazetteer.of("places").longest(key))
    return places or any(
        kind not in AMBIGUOUS and end - start > 2 and _well_known(key[start:end])
        for start, end, kind in Gazetteer.of("organizations").longest(key)
    )


def _place_opens(key: str) -> bool:
    return any(start == 0 for start, _, _ in Gazetteer.of("places").longest(key))


@cache
def _organizations() -> dict[str, str]:
    return {row[0].lower(): row[1] for row in read_table("organizations")}


@cache
def _heads() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("org_suffixes")}


@cache
def _kinds_alone() -> frozenset[str]:
    """Words for a kind of organization, which are no name of one."""
    return frozenset(_heads()) | {row[0] for row in read_table("org_generic") if row[1] == "name"}


def _only_branches(core: str) -> bool:
    """Whether a text is nothing but words that say what an organization does or belongs to, not which one it is."""
    words, longest = _branches()
    reached = {0}  # a pattern (word|word|…)+ would try every way of cutting
    for start in range(len(core)):
        if start in reached:
            reached.update(
                end for end in range(start + 1, start + longest + 1) if core[start:end] in words and end <= len(core)
            )
    return len(core) in reached


@cache
def _branches() -> tuple[frozenset[str], int]:
    """Those words, and the length of the longest."""
    tables = ("org_generic", "org_fields", "org_suffixes", "title_fields")
    words = frozenset(row[0] for table in tables for row in read_table(table))
    return words, max(map(len, words))

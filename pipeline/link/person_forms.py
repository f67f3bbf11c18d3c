"""Short forms of a person's name: the last or first part of a foreign one, a given name without its surname.

| rule | example |
|---|---|
| same-letters | 王　浩 → 王浩, 張偉 → 张伟 |
| name-part | 马里奥·罗西 and 马里奥-罗西 → 罗西, Élise Moreau → Moreau, 东野圭吾 → 东野 |
| given-name | 欧阳望舒 → 望舒 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.link.org_parts import HAN, key
from pipeline.tag.japanese_model import JapaneseModel
from pipeline.tag.lexicon import read_table, weights
from pipeline.tag.name_forms import name_parts

_COMMON = 10
"""Ten-thousandths of the population: a given name that begins with a surname so common may be another person's name (田野, 秦田野)."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("surnames"))


def surname(name: str) -> str | None:
    """The surname of a Chinese name of two to four characters or a Japanese one of four to six, or None.

    >>> surname("欧阳望舒"), surname("秦望舒"), surname("东野圭吾"), surname("马里奥·罗西")
    ('欧阳', '秦', '东野', None)
    """
    name = key(name)
    if family := JapaneseModel.shared().family_name(name):
        return family
    if not _CHINESE.fullmatch(name):
        return None
    return next((name[:size] for size in (2, 1) if len(name) > size and name[:size] in _surnames()), None)


def short_names(name: str) -> Iterator[str]:
    """What a person may be called by for short, once the full name is said."""
    parts = name_parts(name)
    if len(parts) > 1:
        yield from (part for part in (parts[-1], parts[0]) if len(part) >= (2 if HAN.search(part) else 3))
    elif family := JapaneseModel.shared().family_name(name):
        yield family
    elif len(name) > 2 and _CHINESE.fullmatch(name) and (family := surname(name)) and len(name) - len(family) == 2:
        given = name[len(family) :]
        if "某" not in given and weights("surnames").get(given[0], 0) < _COMMON:
            yield given


@lru_cache(maxsize=4096)
def family_name(name: str) -> str | None:
    """What stands before a title in later mentions: a Chinese surname, or the last part of a foreign name.

    >>> family_name("欧阳望舒"), family_name("马里奥·罗西"), family_name("Élise Moreau")
    ('欧阳', '罗西', 'Moreau')
    """
    parts = name_parts(key(name))
    if len(parts) > 1:
        return parts[-1] if len(parts[-1]) > 1 else None
    return surname(name)

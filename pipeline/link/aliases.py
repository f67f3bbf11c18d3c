"""Aliases: names of one person or organization in different forms, the fullest first.

Three kinds of evidence, each certain enough to merge on: a bracket that introduces a short form (以下简称“…”), a bracket
that holds a second name (Arnout Jacobs（安诺杰）), and a short form that is derivable from exactly one full name of the
document (管委会 from 石家庄高新区管委会). Likeness alone never merges: 中国石油天然气集团 and 中国石油化工集团 are two companies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.schema import Sentence, Span

_INTRODUCES = re.compile(
    r"[ \u3000]*[（(](?:[^（）()]{0,40}?[，,；;])?[ ]?(?:以下|下文|文中|后文)?(?:均|统|合)?"
    r"(?:简称|下称|下稱|簡稱|称|稱|统称|统稱|又称|原名|曾用名|英文名?(?:称|简称|缩写)?|中文名|本名)?(?:为|為)?[：:]?[ ]?[“\"「『]?"
)
_OR = re.compile(r"[”\"」』]?[，、]?(?:或|和|及)[，、]?[“\"「『]")


def find_aliases(text: str, sentences: Sequence[Sentence], mentions: Sequence[Span]) -> tuple[tuple[str, ...], ...]:
    """Groups of names that the document uses for one person or organization.

    Returns groups of two or more names, the fullest first, in the order of their first mention.
    """
    groups = _Groups()
    named = [m for m in mentions if m.label in ("PERSON", "ORG", "EVENT")]
    for first, second in pairwise(named):
        gap = text[first.end : second.start]
        if (
            first.label == second.label == "ORG"
            and gap in (" ", "\u3000")
            and first.text.isascii() != second.text.isascii()
        ) or (
            first.label == second.label
            and (_INTRODUCES.fullmatch(gap) or (groups.has(first.text) and _OR.fullmatch(gap)))
        ):
            groups.join(first.text, second.text)
    organizations = dict.fromkeys(m.text for m in mentions if m.label == "ORG")
    for short in organizations:
        full = [name for name in organizations if name != short and derivable(short, name)]
        full = [
            name
            for name in full
            if not any(name != other and groups.same(name, other) and len(other) > len(name) for other in full)
        ]
        if len(full) == 1 and not groups.has(short):
            groups.join(full[0], short)
    return groups.sorted()


def derivable(short: str, full: str) -> bool:
    """Whether a short form follows from a full name by a rule: the end of it that names its kind (管委会), as written."""
    if len(short) >= len(full) or len(short) < 3:
        return False
    if full.endswith(short):
        return short in (
            "管委会",
            "管理委员会",
            "组委会",
            "执委会",
            "居委会",
            "村委会",
            "协会",
            "学会",
            "联合会",
            "基金会",
            "研究院",
            "研究所",
        )
    return short == "管委会" and full.endswith("管理委员会")


def with_entities(mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """The mentions with `entity` set: the fullest name of the alias group, or the name itself."""
    key = {name: group[0] for group in aliases for name in group}
    return tuple(
        replace(m, entity=key.get(m.text, m.text)) if m.label in ("PERSON", "ORG") or m.text in key else m
        for m in mentions
    )


class _Groups:
    """Disjoint groups of names."""

    def __init__(self) -> None:
        self._group: dict[str, list[str]] = {}

    def has(self, name: str) -> bool:
        return name in self._group

    def same(self, one: str, other: str) -> bool:
        return self.has(one) and self._group[one] is self._group.get(other)

    def join(self, one: str, other: str) -> None:
        if one == other:
            return
        left, right = self._group.get(one, [one]), self._group.get(other, [other])
        if left is right:
            return
        left = left + [name for name in right if name not in left]
        for name in left:
            self._group[name] = left

    def sorted(self) -> tuple[tuple[str, ...], ...]:
        unique = {id(group): group for group in self._group.values()}
        return tuple((group[0], *sorted(group[1:], key=len, reverse=True)) for group in unique.values())

"""Aliases: names of one person or organization in different forms, the fullest first.

Two kinds of evidence, each certain enough to join on: a text introduces the second name (`introduced`), or a rule makes it of
exactly one full name of the document (`short_forms`, `acronyms`, `person_forms`). Full names that are one already count as
one. Likeness alone never joins: 中国石油天然气集团 and 中国石油化工集团 are two companies.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.link.acronyms import LONGEST, is_acronym
from pipeline.link.groups import Groups
from pipeline.link.introduced import introduced
from pipeline.link.org_parts import HAN, key, name_forms, standing_forms, take_apart, whole_names
from pipeline.link.person_forms import short_names
from pipeline.link.short_forms import TIERS, allowed, deletions
from pipeline.schema import Sentence, Span

_COMMON = 200
"""An acronym whose rarest character stands in more names than this points to none of them."""


def find_aliases(text: str, sentences: Sequence[Sentence], mentions: Sequence[Span]) -> tuple[tuple[str, ...], ...]:
    """Groups of names that the document uses for one person or organization.

    Returns groups of two or more names, the fullest first, in the order of their first mention. Takes time in
    proportion to the number of mentions: short forms are looked up in indexes.
    """
    people = {m.text for m in mentions if m.label == "PERSON"}
    unclear = people & {m.text for m in mentions if m.label == "ORG"}  # a person and an organization of one name
    names = [m for m in mentions if m.label in ("PERSON", "ORG") and m.text not in unclear]
    groups = Groups(m.text for m in names)
    for first, second in introduced(text, names, _derivable):
        if first.text != second.text:
            groups.join(first.text, second.text)
    _join_same_letters(names, groups)
    _join_persons(names, groups)
    _Organizations(
        sentences, [m for m in mentions if m.label in ("ORG", "LOC") and m.text not in unclear], groups
    ).join()
    return tuple(groups)


def with_entities(mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """The mentions with `entity` set: the fullest name of the alias group, or the name itself."""
    entity = {name: group[0] for group in aliases for name in group}
    return tuple(m.with_entity(entity.get(m.text, m.text)) if m.label in ("PERSON", "ORG") else m for m in mentions)


def _derivable(one: str, other: str) -> bool:
    """Whether one of two names of organizations is a short form of the other, by any rule."""
    full, short = (one, other) if len(one) >= len(other) else (other, one)
    parts, wanted = take_apart(full), key(short)
    if wanted == parts.text or parts.bare in name_forms().get(wanted, ()):
        return True
    return any(s == wanted and allowed(s, parts, rule) for s, rule in deletions(parts)) or is_acronym(wanted, parts)


def _join_same_letters(names: Sequence[Span], groups: Groups) -> None:
    """Names that differ in width, script, blanks or (organizations) the case of letters only."""
    first: dict[tuple[str, str], str] = {}
    for label, name in dict.fromkeys((name.label, name.text) for name in names):
        letters = key(name)
        same = first.setdefault((label, letters.casefold() if label == "ORG" else letters), name)
        if same != name:
            groups.join(same, name)


def _join_persons(names: Sequence[Span], groups: Groups) -> None:
    people = dict.fromkeys(m.text for m in names if m.label == "PERSON")
    by_key = {key(name): name for name in people}
    fulls: dict[str, list[str]] = defaultdict(list)
    for name in people:
        for short in short_names(name):
            if (found := by_key.get(key(short))) is not None and found != name:
                fulls[found].append(name)
    for short, candidates in fulls.items():
        if len({groups.root(name) for name in candidates}) == 1 and not groups.is_short(short):
            groups.join(candidates[0], short)


class _Organizations:
    """The organizations of a document, indexed for the look-up of short forms."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Sequence[Span], groups: Groups) -> None:
        self._sentences = [0, *(sentence.start for sentence in sentences)]
        self._mentions = mentions
        self._groups = groups
        self._parts = {name: take_apart(name) for name in dict.fromkeys(m.text for m in mentions if m.label == "ORG")}
        self._at: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(mentions):
            self._at[mention.text].append(index)
        self._names: dict[str, list[str]] = defaultdict(list)
        for name, parts in self._parts.items():
            self._names[parts.text].append(name)

    def join(self) -> None:
        """Join every short form to the one full name it points to, longer ones first."""
        made = self._made_by_deletion()
        by_char = self._by_character()
        for short in sorted(self._parts, key=len, reverse=True):
            if self._groups.is_short(short):
                continue
            fulls = (self._first_tier(made[short]) if short in made else []) or self._acronyms(short, by_char)
            roots = {self._groups.root(name) for name in fulls} - {self._groups.root(short)}
            if len(roots) > 1:
                roots = self._in_sentence(short, fulls) & roots
            if len(roots) == 1:
                root = roots.pop()
                self._groups.join(next(name for name in fulls if self._groups.root(name) == root), short)

    def _made_by_deletion(self) -> Mapping[str, Mapping[str, list[str]]]:
        """Short form → rule → the full names that the rule makes it of."""
        made: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        names, standing = self._names, standing_forms()
        for full, parts in self._parts.items():
            for short, rule in deletions(parts):
                for name in names.get(short, ()):
                    if name != full and allowed(short, parts, rule):
                        made[name][rule].append(full)
        for full, parts in self._parts.items():
            shorts = {short for whole in whole_names(parts) if whole in standing for short in standing[whole]}
            for name in (name for short in sorted(shorts) for name in names.get(short, ())):
                made[name]["standing"].append(full)
        for short in names.keys() & name_forms().keys():  # 中石油 and 中国石油, the full name is not said
            others = {other for full in name_forms()[short] for other in standing[full] if len(other) > len(short)}
            for name in names[short]:
                made[name]["sibling"] += [found for other in sorted(others) for found in names.get(other, ())]
        return made

    @staticmethod
    def _first_tier(made: Mapping[str, list[str]]) -> list[str]:
        for tier in TIERS:
            if found := [name for rule in tier for name in made.get(rule, ())]:
                return found
        return []

    def _by_character(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, parts in self._parts.items():
            if HAN.search(name):
                for char in set(parts.bare):
                    found[char].append(name)
        return found

    def _acronyms(self, short: str, by_char: Mapping[str, list[str]]) -> list[str]:
        parts = self._parts[short]
        if len(parts.text) > LONGEST or not HAN.search(short) or parts.is_registered:
            return []
        candidates = min((by_char[char] for char in set(parts.bare)), key=len)
        if len(candidates) > _COMMON:
            return []
        return [name for name in candidates if name != short and is_acronym(parts.text, self._parts[name])]

    def _in_sentence(self, short: str, fulls: Sequence[str]) -> set[str]:
        """Of several full names the one that the sentence of each mention points to, or none when they differ.

        The last organization or place before the mention is that name, or the place that only that name begins with
        (济宁市委常委、宣传部部长 → 济宁市委宣传部).
        """
        found: set[str] = set()
        for index in self._at[short]:
            mention, before = self._mentions[index], self._mentions[index - 1] if index else None
            start = self._sentences[bisect_right(self._sentences, mention.start) - 1]
            if before is None or before.start < start:
                return set()
            of_place = before.label == "LOC"
            near = [name for name in fulls if (name.startswith(before.text) if of_place else name == before.text)]
            found |= {self._groups.root(name) for name in near}
            if not near or len(found) > 1:
                return set()
        return found

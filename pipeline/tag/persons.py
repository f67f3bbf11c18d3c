"""PERSON: personal names, Chinese, transliterated and in Latin letters, without their titles.

Every place where a name may begin gets a prior from its context (a title before it, an honorific behind it, the
start of a clause); the name model adds what the characters say. Names found with confidence are then looked for
in the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import exp, inf
from operator import itemgetter
from typing import NamedTuple

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.base import Candidate, extractor
from pipeline.tag.borders import all_stops
from pipeline.tag.hyphen_names import hyphen_names
from pipeline.tag.japanese_model import JapaneseModel
from pipeline.tag.japanese_names import japanese_names
from pipeline.tag.lexicon import Lexicon
from pipeline.tag.name_forms import (
    DOCUMENT_NUMBER,
    FAMILIAR,
    LATIN,
    chinese_name_after,
    form_names,
    heads_of_others,
    is_something,
    name_parts,
    second_name,
    spaced_name,
)
from pipeline.tag.name_model import NameModel, NameReading
from pipeline.tag.name_sites import BORDER, FORM_OF_ADDRESS, Site, following_name, name_sites, support_behind
from pipeline.tag.title_words import GOVERNED, find_titles

ACCEPT = 0.0
CONFIDENT = 3.0
KNOWN_HERE = 3.0
"""Added to the log-odds of a name that the document has elsewhere with confidence."""
FUNCTION_WORD = -6.0
"""Added when jieba reads a preposition, verb or the like where the name would begin."""
_TOWN = re.compile(r"[\u3400-\u9fff]{1,4}?(?:镇|乡|村|街道|社区)")
_NO_NAME = re.compile(r"[左右前后中][一二三四五六七八九十]|[民刑][一二三四五]庭|华[东南西北中]")
"""Where somebody stands in a picture (左四), a division of a court (刑一庭), a part of China (华东)."""
_PRONOUNS = frozenset("他她它我你")
_PREPOSITIONS = frozenset("为在被把将")
_THING_END = frozenset("镇村乡局部处厂店校馆寺园杯奖区县市省报网社院站路街桥")
_HONORIFICS = ("先生", "女士", "小姐", "老师", "同志", "某", "总", "老", "导", *FAMILIAR, "大使")
"""What stands behind a surname in place of a given name."""
FAMOUS = 1.5
"""Log-odds of a dictionary word of three characters that begins with a surname, right before a title."""
PRONOUN = -4.0
"""Added when a pronoun stands right behind, which seldom follows a name."""
WORD_TOO = -5.0
"""Added when such a name is an ordinary word as well (高山, 黎明) and nothing around it says that a name is meant."""


class Name(NamedTuple):
    """A name `[start, end)`, the log-odds that it is one, and the context that proposed it."""

    start: int
    end: int
    odds: float
    rule: str

    @property
    def score(self) -> float:
        """The log-odds as a number between 0 and 1."""
        return 1 / (1 + exp(-min(self.odds, 30.0)))


@extractor("PERSON")
def person(passage: Passage) -> Iterator[Candidate]:
    """Names of people: 李妍, 司马南, 阿卜杜拉·买买提, John Smith, 张某甲."""
    for name in passage.memo(find_names):
        yield Candidate(name.start, name.end, "PERSON", f"person:{name.rule}", round(name.score, 3))


def find_names(passage: Passage) -> tuple[Name, ...]:
    """All names, in text order, without overlaps."""
    search = _Search(passage)
    titles = frozenset(title.end for title in passage.memo(find_titles))
    for form in (*form_names(passage.folded, titles), *hyphen_names(passage), *japanese_names(passage)):
        search.add(Name(form.start, form.end, form.odds, form.rule))
    sites = tuple(name_sites(passage))
    search.add_latin({site.start for site in sites if site.certain})
    for site in sites:
        search.follow(site)
    search.add_second_names()
    search.repeat_known()
    return search.names()


class _Search:
    """Names accepted so far; a stronger reading displaces weaker ones that it overlaps."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text = passage.folded
        self._model = NameModel.shared()
        self._titles = {t.start: t for t in passage.memo(find_titles) if t.end - t.start > 1}
        self._at: dict[int, Name] = {}
        """Every character of an accepted name → the name."""

    def names(self) -> tuple[Name, ...]:
        return tuple(sorted(set(self._at.values()), key=lambda name: name.start))

    def add(self, name: Name) -> bool:
        characters = range(name.start, name.end)
        if not self._at.keys().isdisjoint(characters):
            rivals = {self._at[i] for i in characters if i in self._at}
            if any(rival.odds >= name.odds for rival in rivals):
                return False
            for rival in rivals:
                for i in range(rival.start, rival.end):
                    del self._at[i]
        self._at.update(dict.fromkeys(characters, name))
        return True

    def follow(self, site: Site | None) -> None:
        """Accept the best name at a place, then the names listed behind it."""
        while site is not None:
            standing = self._at.get(site.start)
            if site.certain and (spaced := spaced_name(self._text, site.start)):
                self.add(Name(*spaced.span(), 8.0, "spaced"))
                standing = self._at.get(site.start)
            if standing is None or standing.start != site.start:
                best = self._best(site)
                if best is None or best.odds < ACCEPT or not self.add(Name(site.start, best.end, best.odds, site.rule)):
                    return
                standing = self._at[site.start]
            elif site.rule != "list" and not site.certain:
                return
            site = following_name(self._text, standing.end, site.certain or standing.odds >= CONFIDENT)

    def _best(self, site: Site) -> NameReading | None:
        function_word = self._function_word(site.start)
        prior = site.prior + (FUNCTION_WORD if function_word and not site.certain else 0)
        # A name so frequent that it is a word.
        famous = (
            site.rule == "before-title"
            and site.end == site.start + 3
            and self._passage.word_starting_at(site.start) == self._text[site.start : site.end]
        )
        # What is too weak whatever stands behind it needs no closer look.
        needed = -inf if famous else ACCEPT - prior - BORDER
        if not site.certain and self._model.ceiling(self._text, site.start) < needed:
            return None
        readings = [
            (r.odds + prior + self._behind(r.end), r.end)
            for r in self._model.readings(self._text, site.start, site.certain, not function_word)
            if r.odds >= needed
            and (site.end is None or r.end == site.end)
            and not self._honorific_inside(r)
            and (site.certain or not self._part_of_other(r))
            and not self._governed(r)
            and not _NO_NAME.fullmatch(self._text, r.start, r.end)
            and not DOCUMENT_NUMBER.match(self._text, r.end)
        ]
        if not readings:
            return None
        odds, end = max(readings, key=itemgetter(0))
        return NameReading(site.start, end, max(odds, FAMOUS) if famous else odds)

    def _governed(self, reading: NameReading) -> bool:
        """Whether the reading begins or is the name of a town or village whose party office follows: 南坳镇|党委书记."""
        town = _TOWN.match(self._text, reading.start)
        return town is not None and reading.end <= town.end() and GOVERNED.match(self._text, town.end()) is not None

    def _part_of_other(self, reading: NameReading) -> bool:
        """Whether the reading is quoted as a name of something, or begins or is a place or organization: 甘溪镇, 申屹|置业集团."""
        start, end = reading.start, reading.end
        quoted = self._text[start - 1 : start] == "“" and self._text[end : end + 1] == "”"
        return quoted or self._text[end - 1] in _THING_END or heads_of_others().match(self._text, end) is not None

    def _behind(self, end: int) -> float:
        return PRONOUN if self._text[end : end + 1] in _PRONOUNS else support_behind(self._text, end)

    def _function_word(self, start: int) -> bool:
        """Whether jieba reads a preposition, verb or the like here, which a name of unknown surname is not."""
        return self._text[start : start + 1] in _PREPOSITIONS or self._passage.word_starting_at(start) in all_stops()

    def _honorific_inside(self, reading: NameReading) -> bool:
        """Whether the reading is a surname and the start of a title or honorific: 焦书|记, 李女|士, 尉迟博|士."""
        behind = reading.start + self._model.surname_length(self._text, reading.start)
        title = self._titles.get(behind)
        return (title is not None and title.end >= reading.end) or (
            reading.end - behind <= 2 and self._text.startswith(_HONORIFICS, behind)
        )

    def add_latin(self, certain: set[int]) -> None:
        """Names in Latin letters: behind a title, before or behind their Chinese form in brackets."""
        for match in LATIN.finditer(self._text):
            name = Name(match.start(), match.end(), 7.0, "latin")
            if match.start() in certain or (
                (bracket := second_name(self._text, match.end()))
                and self._model.is_translit(bracket.group("name")[-1:])
            ):
                self.add(name)

    def add_second_names(self) -> None:
        """Second names in brackets behind a name: John Smith（史密斯）, 甘雨（Sunny Gan）, Rossi（中文名白马可）."""
        for first in self.names():
            bracket = second_name(self._text, first.end)
            if bracket is None:
                continue
            start, end = bracket.span("name")
            start = chinese_name_after(self._text, start)
            latin_first = self._text[first.start : first.end].isascii() or first.rule in ("dotted", "latin")
            text = self._text[start:end]
            if LATIN.fullmatch(text) or (latin_first and _han(text) and not self._titles.get(start)):
                self.add(Name(start, end, 6.0, "second-name"))

    def repeat_known(self) -> None:
        """Find the confident names again wherever else they stand."""
        known = {self._text[n.start : n.end] for n in self._at.values() if n.odds >= CONFIDENT}
        known |= {part for name in known if (part := _last_part(name))}
        families = {family for name in known if (family := JapaneseModel.shared().family_name(name))} - known
        words = WordSegmenter.shared()
        for start, end, _ in Lexicon((name, "name") for name in sorted(known | families)).longest(self._text):
            if (start in self._at and self._at[start].end >= end) or is_something(self._text, start, end):
                continue
            support = support_behind(self._text, end)
            if self._text[start:end] in families and (not support or FORM_OF_ADDRESS.match(self._text, end)):
                continue  # more of a name, or 东野|先生
            odds = max((r.odds for r in self._model.readings(self._text, start) if r.end == end), default=CONFIDENT)
            odds += KNOWN_HERE + support + (WORD_TOO if words.is_word(self._text[start:end]) else 0)
            if odds >= ACCEPT:
                self.add(Name(start, end, odds, "repeated"))


def _last_part(name: str) -> str | None:
    """What a foreigner is called by later: 马里奥·罗西 → 罗西, 马里奥-罗西 → 罗西, Élise Moreau → Moreau."""
    *before, last = name_parts(name)
    return last if before and len(last) >= (2 if _han(last) else 4) else None


def _han(text: str) -> bool:
    return bool(re.fullmatch(r"[\u3400-\u9fff·•‧\-—]{2,20}", text))

"""Later mentions of a person that are no names: 李董事长, 谭校长, 王先生, 他, 她, 其.

They get no PERSON span. A reference is given only when one person can be meant; else there is none:

- **surname and title** (李董事长): of the people with that surname named before, one is said to hold that title. A title
  without 副 goes to a deputy when nobody else holds it (李校长 → 副校长李…).
- **surname and form of address** (王先生, 张总): one person with that surname is named before, or of several one holds a title
  that goes with the form (张总 → 总经理张…).
- **pronouns**: see `pronouns`.

Nobody is meant by a form of address who only wrote the text (记者 陈…) or is made nameless (王某), nor by one that follows a
word for a relative (李某的女儿李女士) or stands in a line of contacts (联系人：叶女士).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache

from pipeline.link.person_forms import family_name
from pipeline.link.pronouns import find_pronouns
from pipeline.normalize.fold import fold
from pipeline.schema import Position, Reference, Sentence, Span
from pipeline.segment import WordSegmenter
from pipeline.tag.lexicon import Lexicon, read_table

_ADDRESS = {
    "先生": None,
    "女士": None,
    "小姐": None,
    "同志": None,
    "老师": None,
    "师傅": None,
    "教授": r"教授",
    "博士": r"博士",
    "院士": r"院士",
    "医生": r"医师|医生|大夫",
    "大夫": r"医师|医生|大夫",
    "律师": r"律师",
    "法官": r"法官|审判[长员]|庭长",
    "总": r"总经理|总裁|董事长|总监|总工程师|总会计师|[Cc][A-Za-z][Oo]|首席",
    "董": r"董事长|董事",
    "工": r"工程师|技术员",
    "局": r"局长",
}
"""Forms of address → the titles that go with them, which tell people with one surname apart."""
_VERB_SURNAMES = frozenset("别任于和从时向由原代曾应常党副都而与首该现前兼经及对为同让请给被把将在到是有")
"""Surnames that are ordinary words before a title: 任总经理, 于校长, 和主任. Nothing is told from them."""
_AFTER_ONE = re.compile(r"[说讲表在就也对向和与的还介指认称谈告带率亲来先则却，。：、；”]|$")
_NOTHING = re.compile(r"(?!)")
"""Behind a form of address of one character (张总说), where jieba may see other words."""
_BLOCKING = frozenset({"PERSON", "ORG", "LOC", "EVENT", "WORK"})
_PLURAL = ("们", "等")
_SOMEBODY_ELSE = re.compile(
    r"(?:女儿|儿子|妻子|丈夫|父亲|母亲|家属|弟弟|妹妹|哥哥|姐姐|爱人|亲属|朋友|同事|邻居|一位|一名|另一位|另一名|[姓叫])$"
)
_BEFORE = 60
"""How many characters before a mention say that it is somebody else's relative or a contact."""
_CONTACT = re.compile(r"联系|咨询|热线|电话[:：]")


@cache
def _titles() -> re.Pattern[str]:
    """A title or form of address, the longest first."""
    heads = {
        row[0] for row in read_table("title_heads") if row[1] != "byline" and not row[0].isascii() and len(row[0]) > 1
    }
    words = sorted(heads | _ADDRESS.keys(), key=lambda word: (-len(word), word))
    openings = "".join(sorted({word[0] for word in (*words, "常", "副")}))
    return re.compile(rf"(?=[{openings}])(?:常务副|副)?(?:{'|'.join(map(re.escape, words))})")


@lru_cache(maxsize=4096)
def _addresses(title: str) -> tuple[str, ...]:
    """The forms of address that go with a title: 总 with 总经理."""
    return tuple(address for address, goes_with in _ADDRESS.items() if goes_with and re.search(goes_with, title))


@cache
def _bylines() -> frozenset[str]:
    """Titles of those who made a text."""
    return frozenset(row[0] for row in read_table("title_heads") if row[1] == "byline")


def find_references(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Span],
    aliases: Sequence[Sequence[str]],
    positions: Sequence[Position],
    words: Sequence[tuple[int, int]] = (),
) -> tuple[Reference, ...]:
    """Who is meant by 李董事长, 王先生, 他, in text order; `person` is the fullest name, `person_start` its last mention before.

    `words` are those of the text, where they are known already.
    """
    fullest = {name: group[0] for group in aliases for name in group}
    people = [(m, fullest.get(m.text, m.text)) for m in mentions if m.label == "PERSON"]
    if not people:
        return ()
    named = list(_Named(text, words, mentions, people, positions, fullest).read())
    again = [(Span(r.start, r.end, r.text, "PERSON"), r.person) for r in named]
    everybody = sorted([*people, *again], key=lambda person: person[0].start)
    last = {r.start: r.person_start for r in named}
    pronouns = (
        replace(r, person_start=last.get(r.person_start, r.person_start))
        for r in find_pronouns(text, sentences, mentions, everybody)
    )
    return tuple(sorted([*named, *pronouns], key=lambda reference: reference.start))


class _Named:
    """One pass over the text: people and their titles are known from where they are said on."""

    def __init__(
        self,
        text: str,
        words: Sequence[tuple[int, int]],
        mentions: Sequence[Span],
        people: Sequence[tuple[Span, str]],
        positions: Sequence[Position],
        fullest: dict[str, str],
    ) -> None:
        self._text = text
        self._words = words or tuple(WordSegmenter.shared().spans(text))
        self._people = people
        self._mentions = mentions
        self._starts = {m.start for m, _ in people}
        self._stated = sorted(
            (max(p.person_start, p.title_start), fullest.get(p.person, p.person), fold(p.title))
            for p in positions
            if p.person_start is not None and p.title_start is not None
        )
        titles: dict[str, set[str]] = defaultdict(set)
        for _, name, title in self._stated:
            titles[name].add(title)
        nameless = {name for _, name in people if "某" in name or (titles[name] and titles[name] <= _bylines())}
        self._families: dict[str, set[str]] = defaultdict(set)
        for mention, name in people:
            if name not in nameless and (family := family_name(mention.text)):
                self._families[name].add(family)
        self._last: dict[str, int] = {}
        self._by_family: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        """(family name, end of a title) → who holds it; a deputy's title with 副 also without it, behind a mark."""

    def read(self) -> Iterator[Reference]:
        known, stated = 0, 0
        for start, family, title, end in self._sites():
            while known < len(self._people) and self._people[known][0].end <= start:
                self._add_person(*self._people[known])
                known += 1
            while stated < len(self._stated) and self._stated[stated][0] < start:
                self._add_title(*self._stated[stated][1:])
                stated += 1
            meant = self._meant(family, title)
            if len(meant) == 1:
                person = next(iter(meant))
                kind = "honorific" if title in _ADDRESS else "title"
                yield Reference(start, end, self._text[start:end], kind, person, self._last[person])

    def _sites(self) -> Iterator[tuple[int, str, str, int]]:
        """Where a family name of the document and a title stand, `(start, family name, title, end)`."""
        families = {f for names in self._families.values() for f in names} - _VERB_SURNAMES
        if not families:
            return
        folded = fold(self._text)
        for start, end, family in Lexicon((family, family) for family in families).longest(folded):
            title = _titles().match(folded, end)
            if title is None or title.end() in self._starts or folded.startswith(_PLURAL, title.end()):
                continue
            if start in self._covered or end - 1 in self._covered:
                continue
            before = folded[max(0, start - _BEFORE) : start].rpartition("\n")[2]
            if _SOMEBODY_ELSE.search(before) or _CONTACT.search(before):
                continue
            behind = _AFTER_ONE if len(title.group()) == 1 else _NOTHING
            if self._parts(start) and (self._parts(title.end()) or behind.match(folded, title.end())):
                yield start, family, title.group(), title.end()

    @cached_property
    def _covered(self) -> set[int]:
        """The characters of mentions that a reference may not touch."""
        return {at for m in self._mentions if m.label in _BLOCKING for at in range(m.start, m.end)}

    def _parts(self, at: int) -> bool:
        """Whether an offset is the border of a word."""
        index = bisect_left(self._words, (at,))
        return at == len(self._text) or (index < len(self._words) and self._words[index][0] == at)

    def _add_person(self, mention: Span, name: str) -> None:
        self._last[name] = mention.start
        for family in self._families.get(name, ()):
            self._by_family[family].add(name)

    def _add_title(self, name: str, title: str) -> None:
        for family in self._families.get(name, ()) if name in self._last else ():
            for at in range(len(title) - 1):
                self._holders[family, title[at:]].add(name)
                if at and title[at - 1] == "副":
                    self._holders[family, "副|" + title[at:]].add(name)
            for address in _addresses(title):
                self._holders[family, "|" + address].add(name)

    def _meant(self, family: str, title: str) -> set[str]:
        if title in _ADDRESS:
            everybody = self._by_family[family]
            return everybody if len(everybody) == 1 else self._holders[family, "|" + title]
        holders = self._holders[family, title]
        deputies = self._holders[family, "副|" + title]
        return holders - deputies or holders

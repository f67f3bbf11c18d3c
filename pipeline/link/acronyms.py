"""Short forms of organizations made of the first characters of their words: 中国证券投资基金业协会 → 中基协.

A short form is read along the words of the full name. Each word gives its first characters, a standing short form
(发展和改革 → 发改, from `org_short_forms.tsv`), the number of an ordinal (第二 → 二), for a place the word of its level
(海东市 → 市), or nothing; the last one may give its last character (教育局 → 局). The rest of the reading is bound:

- it begins with the first word, or the first one behind the places;
- it takes something of the last word, and of the words between it and a parent organization before (a part is not its
  parent: 市公安局 is not 上海市公安局浦东分局);
- fewer words are left out than the short form has characters, none when it has two (北大 is not 北京林业大学);
- a name whose last word is whole leaves out nothing (河北医院 is not 河北中医医院), but a company may be named by its first
  word and 公司 or 集团 (禾禾服饰集团股份有限公司 → 禾禾集团).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.link.org_parts import (
    LEVELS,
    NATIONAL,
    OrgName,
    ends_in_head,
    heads,
    is_place,
    known_organizations,
    name_forms,
    part_forms,
    standing_forms,
    stands_for_another,
)

LONGEST = 10
"""Longer names are no acronyms."""
_NUMBER = re.compile(r"第?[一二三四五六七八九十百0-9]+$|第")
_OPTIONAL = frozenset(
    {"和", "与", "及", "的", "暨", "人民政府", "股份", "有限", "责任", "公司", "股份有限公司", "有限公司", *NATIONAL}
)
_PARENTS = ("organ", "school", "hospital", "bank", "company", "research", "society", "media")
_SHORT_HEADS = frozenset("部院委局厅署会社厂")
"""Heads of one character, of a parent organization when more follows: 经济|部|产业|发展|署."""
_COMPANY_TAILS = ("集团公司", "集团", "公司")
_IMPOSSIBLE = 99


def is_acronym(short: str, full: OrgName) -> bool:
    """Whether a short form can be read along the words of a name, by the rules above.

    >>> from pipeline.link.org_parts import take_apart
    >>> is_acronym("市发改委", take_apart("海东市发展和改革委员会"))
    True
    """
    if not 2 <= len(short) <= LONGEST or len(short) >= len(full.bare) or short in full.bare or is_place(short):
        return False
    if short in name_forms():
        return not stands_for_another(short, full)
    if short in known_organizations() and full.bare not in known_organizations():
        return False
    if not set(short) <= set(full.bare) or (len(short) == 2 and short in heads()):
        return False
    return _Reading(short, full).possible()


class _Reading:
    def __init__(self, short: str, full: OrgName) -> None:
        self._short = short
        pairs = zip(full.cuts, full.cuts[1:], strict=False)
        self._places = len(full.cuts) - 1
        self._words = [*(full.bare[start:end] for start, end in pairs), *full.tokens]
        self._tail = full.bare[full.core :]
        last = len(self._words) - 1
        parents = [i for i, word in enumerate(self._words[:last]) if self._is_parent(i, word)]
        unit = parents[-1] + 1 if parents else self._places
        self._unit = unit if unit < last else last + 1
        """Where the words behind places and parent begin, of which one before the last must be read; behind the end when
        there is none: 日本军 is not 日本华北驻屯军."""

    def _is_parent(self, index: int, word: str) -> bool:
        if index < self._places or word == "人民政府":
            return False
        short_head = word[-1] in _SHORT_HEADS and (len(word) >= 3 or (len(word) == 1 and index > 0))
        return short_head or ends_in_head(word, *_PARENTS) is not None

    def possible(self) -> bool:
        short, size = self._short, len(self._short)
        if self._tail:
            return self._company()
        if size == 2:
            return len(self._words) <= 3 and "人民政府" not in self._words and self._left_out() == 0
        left_out = self._left_out()
        return left_out < size and (left_out == 0 or not short.endswith(self._words[-1]) or len(self._words[-1]) == 1)

    def _company(self) -> bool:
        """A company: brand whole, then 公司 or 集团, or more of its words."""
        tail = next((tail for tail in _COMPANY_TAILS if self._short.endswith(tail) and tail in self._tail), "")
        read = self._short[: len(self._short) - len(tail)] if tail else self._short
        brand = self._brand(read)
        if brand is None or not (tail or read != brand):
            return False
        left_out = self._left_out(read)
        return left_out < len(read) and (left_out == 0 or not tail or read == brand)

    def _brand(self, read: str) -> str | None:
        """The first word behind the places, of two characters or more, that the short form begins with."""
        starts = {0, self._places, *(i + 1 for i in range(min(2, len(self._words))) if is_place(self._words[i]))}
        for start in sorted(starts):
            brand = ""
            for word in self._words[start:]:
                brand += word
                if len(brand) >= 2:
                    break
            if len(brand) >= 2 and read.startswith(brand) and not (read == brand and is_place(brand)):
                return brand
        return None

    def _left_out(self, read: str | None = None) -> int:
        """The least number of words left out; `_IMPOSSIBLE` when the short form cannot be read."""
        short, words, company = self._short if read is None else read, self._words, bool(self._tail)
        last = len(words) - 1

        @cache
        def least(index: int, at: int, in_unit: bool) -> int:
            if index > last:
                return 0 if at == len(short) and (in_unit or self._unit > last) else _IMPOSSIBLE
            best = _IMPOSSIBLE
            for form in self._forms(index):
                if short.startswith(form, at):
                    standing = len(form) > 1 and form in part_forms().get(words[index], ())
                    says_more = in_unit or standing or self._unit <= index < last
                    best = min(best, least(index + 1, at + len(form), says_more))
            may_begin_later = index < self._places or (index < 2 and any(map(is_place, words[: index + 1])))
            may_begin_later = (
                may_begin_later
                or index < self._unit <= last
                or (company and index == 0 and len(words) > 1 and is_place(words[1]))
            )
            if (index < last or company) and self._may_be_left_out(index, at) and (at > 0 or may_begin_later):
                free = words[index] in _OPTIONAL or (at == 0 and may_begin_later)
                best = min(best, least(index + 1, at, in_unit) + (0 if free else 1))
            return best

        return least(0, 0, False)

    def _may_be_left_out(self, index: int, at: int) -> bool:
        """No place once the short form has begun (贵州省委 is not 贵州省从江县委), and no number (第二师, 第二十五师)."""
        return not (at and index < self._places) and not _NUMBER.match(self._words[index])

    def _forms(self, index: int) -> Iterator[str]:
        """What a word can give to a short form."""
        word, last = self._words[index], index == len(self._words) - 1
        yield word
        if standing := part_forms().get(word) or standing_forms().get(word):
            yield from standing
            if last:
                yield from (word[-1], word[0] + word[-1])
            return
        if _NUMBER.match(word):
            yield word.removeprefix("第")
            return
        for size in range(1, len(word)):
            yield word[:size]
            if last and size == 1 and len(word) > 2:
                yield word[:size] + word[-1]
        if index < self._places:
            yield from (level for level in LEVELS if word.endswith(level) and len(word) > len(level))
        if last and len(word) > 1 and not word.startswith(LEVELS):
            yield word[-1]

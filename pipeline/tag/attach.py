"""Which titles of a passage somebody holds, with the department that narrows them and what owns them.

Titles right before a name and right behind one, those that a comma, a bracket or a verb of holding office joins to it,
and the posts of a career, whose holder the paragraph names (1998.09—2004.06 …大学副校长; 历任…局长、…厅长).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from pipeline.segment import Passage
from pipeline.tag.borders import left_border
from pipeline.tag.lexicon import read_table
from pipeline.tag.org_borders import Organization, all_dictionary
from pipeline.tag.org_forms import find_organizations
from pipeline.tag.org_names import generic_names
from pipeline.tag.persons import find_names
from pipeline.tag.places import place_ends
from pipeline.tag.title_links import (
    ANAPHORS,
    CAREER_LINE,
    COMPANIES,
    FIELD_HEAD,
    FOR_SOMEBODY,
    FORMER,
    HOLDS,
    LOCAL_COMMITTEE,
    LONE_FIELD,
    LOSES,
    MAX_FIELD,
    MAX_OWNER,
    MAX_REACH,
    NO_OWNER,
    REACH_OF_DATES,
    REACH_OF_PARAGRAPH,
    SEPARATOR,
    SPEAKS,
    TAKES_OR_LEAVES,
    TO_NAME,
)
from pipeline.tag.title_words import Title, find_titles

_Opening = tuple[int, int, tuple[int, int] | None]
"""Where a title begins with its field, where its organization or place begins, and an owner not known so far."""


@dataclass(frozen=True, slots=True)
class Attached:
    """Titles that belong to a name, with their fields, each with the rule; and owners and places that only this shows."""

    titles: tuple[tuple[Title, str], ...]
    owners: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...]


def attach(passage: Passage) -> Attached:
    """Which titles of a passage belong to a name in it."""
    return _Attachment(passage).run()


class _Attachment:
    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text = passage.folded
        names = [name for name in passage.memo(find_names) if name.odds >= 0]
        inside = {i for name in names for i in range(name.start, name.end)}
        self._name_ends = [name.end for name in names]
        self._name_starts = [name.start for name in names]
        self._titles = [t for t in passage.memo(find_titles) if t.start not in inside and t.end - 1 not in inside]
        self._ends = [t.end for t in self._titles]
        self._orgs: dict[int, Organization] = {}
        for org in passage.memo(find_organizations):
            standing = self._orgs.get(org.end)
            if standing is None or org.start < standing.start:
                self._orgs[org.end] = org
        self._places = passage.memo(place_ends)
        self._found: dict[int, tuple[Title, str]] = {}
        self._owners: set[tuple[int, int]] = set()
        self._governed: set[tuple[int, int]] = set()

    def run(self) -> Attached:
        for start in self._name_starts:
            self._before(start)
        for end in self._name_ends:
            self._behind(end)
        if self._name_ends:
            self._careers()
        titles = sorted(self._found.values(), key=lambda item: item[0].start)
        return Attached(tuple(titles), tuple(sorted(self._owners)), tuple(sorted(self._governed)))

    def _before(self, start: int) -> None:
        """Attach the titles that end right before a name, and the list that they close."""
        position, gap = start, TO_NAME
        while (index := bisect_right(self._ends, position) - 1) >= 0:
            found = self._titles[index]
            between = self._text[found.end : position]
            if len(between) > 20 or not gap.fullmatch(between) or found.end in self._found:
                return
            if gap is TO_NAME and found.kind == "byline" and not between and not _reporter(self._text, found):
                return
            position = self._take(found, "before-name", self._lead(found, 0))
            gap = SEPARATOR

    def _behind(self, end: int) -> None:
        """Attach the titles that follow a name, directly or by a comma, bracket or verb, and the list that they open."""
        first = True
        for found in self._titles[bisect_right(self._ends, end) :]:
            if found.start - end > MAX_REACH or found.end in self._found:
                return
            opening = self._lead(found, end)
            start, lead, _ = opening
            if lead < end:
                continue
            between = self._text[end:lead]
            direct = first and not between and self._direct(found, start)
            joined = (
                HOLDS.fullmatch(between) and self._closes(found, between)
                if first
                else bool(between) and SEPARATOR.fullmatch(between)
            )
            if not (direct or joined) or self._name_follows(found.end):
                return
            self._take(found, "behind-name", opening)
            end, first = found.end, False

    def _careers(self) -> None:
        """Attach the posts of careers: lists that a verb of taking or leaving office or the years of a curriculum vitae
        open, in a paragraph, or below one, that names somebody."""
        inside = {i for org in self._orgs.values() for i in range(org.start, org.end - 1)}
        position = -1
        for found in self._titles:
            standing = self._found.get(found.end)
            if standing is not None:
                position = -1 if standing[1] != "career" else position
                continue
            if found.kind == "byline" or (found.start in inside and found.end - 1 in inside):
                continue  # 人民|代表|大会
            opening = self._lead(found, max(position, 0))
            start, lead, _ = opening
            listed = position >= 0 and position <= lead and SEPARATOR.fullmatch(self._text[position:lead])
            if (listed and lead > position) or self._opens_career(start, lead):
                self._take(found, "career", opening)
                position = found.end
            else:
                position = -1

    def _opens_career(self, start: int, lead: int) -> bool:
        """Whether what stands before a post, or before its organization, says that somebody named before took it."""
        line = max(self._text.rfind("\n", 0, lead) + 1, lead - REACH_OF_PARAGRAPH)
        name = bisect_right(self._name_ends, lead) - 1
        if name < 0:
            return False
        if verb := TAKES_OR_LEAVES.search(self._text, max(line, lead - 8), lead):
            return self._name_ends[name] > line and (lead < start or not verb["being"])
        return bool(CAREER_LINE.search(self._text, max(0, lead - REACH_OF_DATES), lead))

    def _direct(self, found: Title, start: int) -> bool:
        """Whether a title can stand right behind a name: no committee, and no 代表 that says for whom somebody acts."""
        text = self._text[start : found.end]
        if text == "代表" and not SPEAKS.match(self._text, found.end):
            return False
        if found.kind == "byline" and self._text.startswith((":", "："), found.end):
            return False  # 编辑：张三 审核：…, of whoever follows
        return found.kind == "address" or not text.endswith("会")

    def _closes(self, found: Title, between: str) -> bool:
        """Whether what stands behind a title lets it be a statement about the name before it."""
        behind = self._text[found.end : found.end + 1]
        if between == "的":
            return bool(LOSES.match(self._text, found.end))
        if not between.strip():
            return not behind or behind[0] in "\n \u3000，。；）)"
        return between.strip("，, ") != "为" or not FOR_SOMEBODY.match(self._text, found.end)

    def _name_follows(self, end: int) -> bool:
        """Whether a name stands right behind a title, which then belongs to that name."""
        gap = TO_NAME.match(self._text, end)
        position = gap.end() if gap else end
        index = bisect_left(self._name_starts, position)
        return index < len(self._name_starts) and self._name_starts[index] == position

    def _take(self, found: Title, rule: str, opening: _Opening) -> int:
        """Keep a title with its field and its owner; returns where the whole phrase begins."""
        start, lead, owner = opening
        self._found[found.end] = (Title(start, found.end, found.kind), rule)
        if owner:
            self._owners.add(owner)
        return lead

    def _lead(self, found: Title, floor: int) -> _Opening:
        """What stands before a title and belongs to it, as `_Opening` tells."""
        start = found.start
        if found.kind == "byline":
            return start, start, None
        if former := FORMER.search(self._text, max(floor, start - 3), start):
            end = former.start()
            if end in self._orgs:
                return start, self._orgs[end].start, None
            if end in self._places:
                return start, self._places[end], None
        department = self._department(start) if start in self._orgs else None
        if start in self._orgs and department is None:
            org = self._orgs[start]
            if org.score >= 0.5:
                return start, org.start, None
            own = (
                org.rule in ("weak", "unit")
                and org.end - org.start <= MAX_FIELD
                and self._text[org.end - 1] in "部心科室组班"
            )
            if own and all_dictionary(self._passage, org.start, org.end):
                return org.start, org.start, None  # 电商中心|总经理: a department of whoever speaks
            return start, org.start, (org.start, org.end)
        if department:
            return *department, None
        limit = max(floor, self._floor(start))
        border = left_border(self._passage, start, limit, brackets=False)
        before = range(start - 1, max(limit, start - MAX_FIELD) - 1, -1)
        ends = [end for end in before if end in self._orgs or end in self._places]
        wide = left_border(self._passage, start, limit, brackets=False, over_verbs=True) if ends else start
        for end in ends:
            field = self._text[end:start]
            if end < wide and not _only_fields(field[:-1]):
                continue  # words at which a name stops, unless a line of business holds them: 企业文化|部
            if (
                (owner := self._orgs.get(end))
                and owner.score >= 0.5
                and (FIELD_HEAD.search(field) or _only_fields(field))
                and not _part_of_name(owner, field)
            ):
                return end, owner.start, None
            if end in self._places and FIELD_HEAD.search(field) and len(field) > 2:
                return end, self._places[end], None
        if start in self._places:
            return start, self._places[start], None
        piece = FORMER.sub("", self._text[border:start])
        if len(piece) <= MAX_FIELD and (LONE_FIELD.search(piece) or _only_fields(piece)):
            return border, border, None
        if piece in ANAPHORS and any(
            self._text[org.start : org.end].endswith(piece) for org in self._orgs.values() if org.end < border
        ):
            return start, border, (border, start)
        if 2 <= len(piece) <= MAX_OWNER and piece not in generic_names() and not NO_OWNER.search(piece):
            if LOCAL_COMMITTEE.match(self._text, start):
                self._governed.add((border, border + len(piece)))
                return start, border, None
            return start, border, (border, border + len(piece))
        if piece in generic_names():
            return start, border, None  # 、政府|副市长: of the body that was named before
        return start, start, None

    def _department(self, start: int) -> tuple[int, int] | None:
        """Where a department of a company begins before a title, and its company: …公司|海外事业部|总经理.

        A named department of a state or party organ, a university or hospital belongs to the organization instead.
        """
        whole = self._orgs[start]
        for end in range(start - 1, max(whole.start + 1, start - MAX_FIELD) - 1, -1):
            org = self._orgs.get(end)
            if (
                org
                and org.start == whole.start
                and (org.rule in COMPANIES or whole.score < 0.5 <= org.score)
                and FIELD_HEAD.search(self._text[end:start])
            ):
                return end, org.start
        return None

    def _floor(self, start: int) -> int:
        """The end of the last name or title before an offset, which an owner does not cross."""
        name = bisect_right(self._name_ends, start) - 1
        last = bisect_left(self._ends, start) - 1
        while last >= 0 and self._titles[last].end - self._titles[last].start == 1:
            last -= 1  # one character (文, 图) is more often a part of a word
        return max(self._name_ends[name] if name >= 0 else 0, self._ends[last] if last >= 0 else 0)


def _part_of_name(org: Organization, field: str) -> bool:
    """Whether a bare word of trade behind a short name is the rest of it: 海光|信息."""
    return len(field) == 2 and org.end - org.start <= 4 and org.rule in ("well-known", "repeated")


@cache
def _fields() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(re.escape(row[0]) for row in read_table('title_fields'))}){{1,3}}")


def _only_fields(piece: str) -> bool:
    return bool(_fields().fullmatch(piece))


def _reporter(text: str, found: Title) -> bool:
    return text[found.start : found.end].endswith(("记者", "通讯员"))

"""The organization that each title of a line is held at: the one written at it, or else the one that is meant.

The kinds of evidence are asked in one order, `Owners.ORDER`, the surest first, and the first that knows is believed.
Empty is better than wrong: a title whose organization the document does not say clearly gets none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from pipeline.frozen import frozen
from pipeline.link.connectors import Kind
from pipeline.link.employers import past_employers
from pipeline.link.organizations import Organizations
from pipeline.link.posts import Match, Post
from pipeline.link.shapes import Shape
from pipeline.link.titles import (
    ASSEMBLY,
    BYLINE,
    COMMITTEE,
    HONOUR,
    LOCAL,
    OF_COMMITTEE,
    OWN_COMPANY,
    RANK,
    REPORTER,
    SEAT,
    head,
    level,
    owners_of,
    stands_apart,
)
from pipeline.link.tokens import Token, letters
from pipeline.schema import Span

EVIDENCE = {
    "written": "the organization stands at the title",
    "stand-in": "a word at the title stands for the organization: 该校, 公司",
    "unnamed": "what stands at the title is no organization that is named: 项目公司",
    "medium": "the medium that the dateline names",
    "place": "a place stands before the title",
    "bracket": "the title stands in a bracket behind the organization",
    "field": "the organization in the field before: 中标人：振海集团，项目经理：张三",
    "carried": "the title goes on with the organization, or the place, of one before it",
    "deputy": "the head of this deputy was named with it: 主任 … 副主任",
    "near": "the nearest organization with such titles, in this sentence or the one before",
    "kind": "the one organization of the document that has such titles: 校长 at a university",
    "speaker": "the organization that speaks in the document: 以下简称“公司”",
    "none": "the document does not say",
}
"""How an owner was found."""
_OF_THE_PAST = ("dismiss-name", "career")
"""Shapes of lists of posts that have ended; by others somebody is only introduced: 他此前任云杉集团副总裁."""
_GUESSES = ("stand-in", "deputy", "near", "kind", "speaker")
_CONTINUES = re.compile(
    f"[^{Kind.OTHER}{Kind.REASON}{Kind.JOINS}{Kind.PROPOSES}{Kind.STOP}{Kind.DATE}{Kind.CLOSE}{Kind.OPEN}{Kind.BY}{Kind.PRONOUN}{Kind.ORG}{Kind.PLACE}]*"
)
"""What may stand between two titles that share an organization: names, commas, verbs of appointing."""


@frozen
class Owner:
    """Where a title is held: an organization, or a place (市委书记 after 北京), or neither; `how` is a key of `EVIDENCE`."""

    org: Span | None = None
    place: Span | None = None
    how: str = "none"

    @property
    def written(self) -> bool:
        """Whether the text itself gives the owner at the title, by a name or a word that stands for it."""
        return self.how in ("written", "place", "bracket", "stand-in")


NOBODY = Owner()


@frozen
class _Case:
    """A post whose owner is asked for: with its title, the match that it stands in and the post before it there."""

    post: Post
    title: str
    match: Match
    previous: Post | None


class Owners:
    """The owners of the posts of one line, found in text order: a post may go on with the owner of one before it."""

    def __init__(self, organizations: Organizations, tokens: Sequence[Token]) -> None:
        self._organizations, self._tokens = organizations, tokens
        self._line = letters(tokens)
        self._taken: set[int] = set()
        self._owners: dict[int, Owner] = {}
        self._last: Post | None = None
        self._appointed: tuple[Post, Shape] | None = None
        """The last post that a verb gave, which a list of appointments goes on with."""
        self._heads: dict[str, tuple[Post, Span]] = {}

    def find(self, matches: Sequence[Match]) -> dict[int, Owner]:
        """The owner of each post, by the index of its title. `matches` are all of the line, in text order."""
        for match in matches:
            previous: Post | None = None
            for post in match.posts:
                case = _Case(post, post.title.text, match, previous)
                owner = self._owners[post.index] = self._ask(case)
                if owner.org and owner.how == "written":
                    self._taken.add(owner.org.start)
                if not stands_apart(case.title):
                    previous = self._last = post
                    if owner.org:
                        self._heads[head(case.title)] = post, owner.org
                    if match.shape.verbal and (post.status != "former" or match.shape.name in _OF_THE_PAST):
                        self._appointed = post, match.shape
            if len(match.posts) > 1:
                self._share(match)
        return self._owners

    def _ask(self, case: _Case) -> Owner:
        for evidence in self.ORDER:
            if (owner := evidence(self, case)) is not None:
                return owner
        return NOBODY

    def _written(self, case: _Case) -> Owner | None:
        """北京化工大学校长; a credit takes only what it touches: 宣传部 摄影 names two."""
        owner = case.post.owner
        if owner is None:
            return self._in_title(case)
        if BYLINE.search(case.title) and not REPORTER.search(case.title):
            before = self._tokens[max(case.post.index - 4, 0) : case.post.index]
            labelled = any(one.kind is Kind.COLON and two is owner for one, two in pairwise(before))
            if labelled or owner.end != case.post.title.start:
                return None
        return self._named(owner, case)

    def _in_title(self, case: _Case) -> Owner | None:
        """集团财务部副部长, where the document names the company."""
        begins, title = OWN_COMPANY.match(case.title), case.post.title
        if begins is None:
            return None
        org = self._meant(Token(Kind.STAND_IN, title.start, title.start + begins.end(), begins[0]), case)
        return Owner(org, how="stand-in") if org else None

    def _byline(self, case: _Case) -> Owner | None:
        """清河晚报讯（记者 …; other credits belong to nobody."""
        if not BYLINE.search(case.title):
            return None
        medium = self._organizations.medium(case.post.title) if REPORTER.search(case.title) else None
        return Owner(medium, how="medium") if medium else NOBODY

    def _placed(self, case: _Case) -> Owner | None:
        """北京市委书记."""
        return Owner(place=case.post.place.span, how="place") if case.post.place else None

    def _before_verb(self, case: _Case) -> Owner | None:
        """在北京化工大学任校长."""
        return self._named(case.match.at, case) if case.match.at and case.previous is None else None

    def _bracketed(self, case: _Case) -> Owner | None:
        """清河队（队长：张三，教练：李四）; a full stop closes a bracket too."""
        line, at = self._line, case.post.index
        opened = line.rfind(Kind.OPEN, 0, at)
        if opened <= 0 or opened <= max(line.rfind(Kind.CLOSE, 0, at), line.rfind(Kind.STOP, 0, at)):
            return None
        before = self._tokens[opened - 1]
        opens = before.kind is Kind.ORG and before.end == self._tokens[opened].start
        return Owner(before.span, how="bracket") if opens else None

    def _in_form(self, case: _Case) -> Owner | None:
        """中标人：振海集团，工期30天，项目经理：张三."""
        behind = self._tokens[case.post.index + 1 : case.post.index + 2]
        org = self._organizations.field(case.post.title) if behind and behind[0].kind is Kind.COLON else None
        return Owner(org, how="field") if org else None

    def _addressed(self, case: _Case) -> Owner | None:
        """清河大学张三教授: a title that touches the name before it is held at what stands before the name, or nowhere."""
        if case.match.shape.name != "name-address":
            return None
        name = self._tokens.index(case.match.names[0])
        at = name - 2 if name and self._tokens[name - 1].kind is Kind.OF else name - 1
        if at >= 0 and self._tokens[at].kind in (Kind.ORG, Kind.STAND_IN):
            return self._named(self._tokens[at], case)
        org = None if RANK.search(case.title) else self._organizations.near(case.post.title, ())
        return Owner(org, how="near") if org else NOBODY

    def _honoured(self, case: _Case) -> Owner | None:
        """院士, 博士, 律师."""
        return NOBODY if HONOUR.search(case.title) else None

    def _carried(self, case: _Case) -> Owner | None:
        """北京化工大学党委书记、副校长; …党委书记张三、校长李四; 张三任集团董事长；李四任总经理."""
        source = (
            case.previous
            or self._seat(case)
            or (self._appointing(case) if case.match.shape.verbal else self._continued(case))
        )
        if source is None:
            return None
        before = self._owners[source.index]
        if before.how == "unnamed" and (case.previous or case.match.shape.verbal):
            return before
        if before.place:
            levels = {level(source.title.text), level(case.title)} - {None}
            return Owner(place=before.place, how="carried") if len(levels) < 2 else None
        if (
            before.org is None
            or LOCAL.match(case.title)
            or (COMMITTEE.match(case.title) and source is not case.previous)
        ):
            return None
        fits = RANK.search(case.title) or self._organizations.fits(case.title, before.org)
        return Owner(before.org, how="carried") if fits else None

    def _seat(self, case: _Case) -> Post | None:
        """The seat right before this title, if the body that it is in has such titles too: 河北省委委员、常委."""
        at = case.match.posts.index(case.post)
        before = case.match.posts[at - 1] if at else None
        if before and LOCAL.match(before.title.text) and SEAT.search(before.title.text):  # 河北 + 省委委员
            return before if OF_COMMITTEE.fullmatch(case.title) and self._owners[before.index].place else None
        org = self._owners[before.index].org if before else None
        if before is None or org is None or not SEAT.search(before.title.text) or ASSEMBLY.search(org.text):
            return None
        wanted = owners_of(case.title)
        return before if wanted is None or wanted.search(org.text) else None

    def _local(self, case: _Case) -> Owner | None:
        """市委书记, 副市长: no organization has them that is not named at them."""
        return NOBODY if LOCAL.match(case.title) else None

    def _deputy(self, case: _Case) -> Owner | None:
        """市人大常委会主任张三主持会议，副主任李四出席."""
        found = self._heads.get(head(case.title)) if head(case.title) != case.title else None
        return Owner(found[1], how="deputy") if found and self._stops(found[0], case.post) <= 1 else None

    def _guessed(self, case: _Case) -> Owner | None:
        """What the document says elsewhere; a career was made in other places than those that the news is about."""
        if case.match.shape.name == "career":
            return None
        return next((Owner(org, how=how) for how, org in self._guesses(case.post.title) if org), None)

    def _guesses(self, title: Token) -> Iterator[tuple[str, Span | None]]:
        yield "near", self._organizations.near(title, self._taken)
        yield "kind", self._organizations.of_kind(title)
        yield "speaker", self._organizations.speaker(title)

    ORDER: ClassVar[tuple[Callable[[Owners, _Case], Owner | None], ...]] = (
        _written,
        _byline,
        _placed,
        _before_verb,
        _bracketed,
        _in_form,
        _addressed,
        _honoured,
        _carried,
        _local,
        _deputy,
        _guessed,
    )
    """The kinds of evidence, the surest first."""

    def _named(self, owner: Token, case: _Case) -> Owner:
        if owner.kind is Kind.PLACE:
            return Owner(place=owner.span, how="place")
        if owner.span:
            return Owner(owner.span, how="written")
        org = self._meant(owner, case) if owner.kind is Kind.STAND_IN else None
        return Owner(org, how="stand-in") if org else Owner(how="unnamed")

    def _meant(self, word: Token, case: _Case) -> Span | None:
        """What 公司 stands for; 现任公司董事 is not held at a company where somebody was before."""
        name = case.match.names[-1]
        ours = word.text == "公司" or word.text[0] == "本"
        former = past_employers(self._tokens, name, case.post.index) if ours else []
        if not former:
            return self._organizations.meant(word)
        return self._organizations.announcing(word, name.start, former)

    def _share(self, match: Match) -> None:
        """Titles of a list that state no owner share the one that a neighbour was found to have: 党委书记、行长."""
        owners = [self._owners[post.index] for post in match.posts]
        found = next((owner.org for owner in owners if owner.org and owner.how in _GUESSES), None)
        for post, owner in zip(match.posts, owners, strict=True):
            title = post.title.text
            if found and owner.how == "none" and not HONOUR.search(title) and not LOCAL.match(title):
                self._owners[post.index] = Owner(found, how="carried")

    def _appointing(self, case: _Case) -> Post | None:
        """The post before in a list of appointments, or of dismissals, in the sentence or the one before."""
        if self._appointed is None:
            return None
        last, shape = self._appointed
        alike = (shape.name == "dismiss-name") == (case.match.shape.name == "dismiss-name")
        return last if self._stops(last, case.post) <= 1 and alike else None

    def _continued(self, case: _Case) -> Post | None:
        """The title before, if only names, commas and the like part the two; a rank goes on with no office."""
        if self._last is None or (RANK.search(self._last.title.text) and not RANK.search(case.title)):
            return None
        between = self._line[self._last.index + 1 : case.post.index]
        others = re.sub(f"[{Kind.ORG}{Kind.PLACE}]{Kind.OF}?{Kind.TITLE}", "", between)  # 校长、中国科学院院士张三
        return self._last if _CONTINUES.fullmatch(others) else None

    def _stops(self, last: Post, post: Post) -> int:
        """How many sentences end between two posts."""
        return self._line.count(Kind.STOP, last.index, post.index)

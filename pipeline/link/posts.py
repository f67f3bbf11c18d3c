"""The posts inside one shape: each title of a list with its written owner and its status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from pipeline.frozen import frozen
from pipeline.link.connectors import Kind
from pipeline.link.shapes import Shape
from pipeline.link.tokens import Token

_SCOPE = {
    Kind.WAS: "former",
    Kind.DISMISSES: "former",
    Kind.LEAVES: "former",
    Kind.PAST: "former",
    Kind.SINCE: "current",
    Kind.WILL: "proposed",
    Kind.PROPOSES: "proposed",
    Kind.NOW: "current",
}
"""Marks that hold for all titles that follow, until another mark: 曾任A公司总经理、B公司董事长."""
_OWNERS = frozenset({Kind.ORG, Kind.PLACE, Kind.STAND_IN, Kind.UNNAMED})
# Read from the enumeration once: that takes its time.
_ONCE, _TITLE, _PLACE, _COMMA, _TAKES = Kind.ONCE, Kind.TITLE, Kind.PLACE, Kind.COMMA, Kind.TAKES
_ENDS = (Kind.DISMISSES, Kind.LEAVES)


@frozen
class Post:
    """A title of a list. `index` is its token's; `owner` the token before it that it is held at, `place` a place there,
    `status` what the marks before it say, `ends` whether it is given up here (免去) and not only over (曾任).
    """

    index: int
    title: Token
    owner: Token | None
    place: Token | None
    status: str
    ends: bool = False


@frozen
class Match:
    """A shape found in a line: who holds which posts. `at` is the organization that stands before the verb (在…任).

    `each` says that names and posts go in pairs, if they are as many.
    """

    shape: Shape
    names: tuple[Token, ...]
    posts: tuple[Post, ...]
    at: Token | None
    start: int
    end: int
    each: bool = False

    def pairs(self) -> Iterable[tuple[Token, Post]]:
        """Who holds what: everybody everything, or everybody one post (分别任校长、副校长)."""
        if self.each and len(self.names) == len(self.posts):
            return zip(self.names, self.posts, strict=True)
        return product(self.names, self.posts)


def read_posts(
    tokens: Sequence[Token], start: int, stop: int, verbs: Sequence[Token] = (), ended: bool = False
) -> list[Post]:
    """The posts among `tokens[start:stop]`, in order.

    `verbs` are the tokens of the verb that stands before them; `ended` says that the shape itself ends a post. A mark
    at one title (原书记、局长) holds for those that follow it too, until a title has an owner of its own.
    候选人 says of the titles of its list that they are only proposed.
    """
    posts: list[Post] = []
    scope, once, ends = "former" if ended else "current", False, ended
    for verb in verbs:
        scope = _SCOPE.get(verb.kind, scope)
        once = once or verb.kind is _ONCE
        ends = ends or verb.kind in _ENDS
    owners: list[Token] = []
    marked = once
    listed = 0  # where the list begins that 候选人 would close
    for index in range(start, stop):
        token = tokens[index]
        if token.kind is _ONCE:
            once = marked = True
        elif token.kind in _SCOPE:
            scope, once, ends = _SCOPE[token.kind], False, token.kind in _ENDS
        elif token.kind in _OWNERS:
            if posts and once and not marked:
                once = False
            owners.append(token)
        elif token.kind is _TITLE:
            organization = place = None
            for owner in owners:
                if owner.kind is _PLACE:
                    place = owner
                else:
                    organization = owner
            status = "former" if once else scope
            posts.append(Post(index, token, organization, None if organization else place, status, ends))
            owners, marked = [], False
        elif token.kind is Kind.CANDIDATE:
            posts[listed:] = [
                replace(p, status="proposed" if p.status == "current" else p.status) for p in posts[listed:]
            ]
        if token.kind in _SCOPE or token.kind in (_COMMA, _TAKES):
            listed = len(posts)
    return posts

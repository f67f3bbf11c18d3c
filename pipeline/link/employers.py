"""Where somebody once worked, as far as it says where a later post of theirs was held, or was not."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.connectors import Kind
from pipeline.link.tokens import Token

_ENDS_PAST = frozenset({Kind.PERSON, Kind.STOP, Kind.SEMICOLON, Kind.DATE, Kind.SINCE, Kind.NOW, Kind.JOINS})
"""What ends the account of where somebody once worked."""
_EMPLOYERS = frozenset({Kind.ORG, Kind.STAND_IN, Kind.UNNAMED, Kind.LIST, Kind.COUNT})
_GOVERNED = frozenset({Kind.WORKS, Kind.COMMA, Kind.TAKES})
"""What follows employers that govern posts further on: 曾在清河大学工作，任 …; not 曾在清河大学门口."""
_ACCOUNT = 200
"""How many tokens of an account of somebody's life are read."""


def once_at(tokens: Sequence[Token], verb: slice) -> Token | None:
    """The organization where somebody once was, if it governs a verb further on; several are one that is unnamed.

    曾就职于清河大学，任教授，后任校长; not with a date or an organization between, since that is another story.
    """
    at = verb.start - 1 if all(token.kind is not Kind.NOW for token in tokens[verb]) else -1
    while at >= 0 and tokens[at].kind not in _ENDS_PAST:
        kind, behind = tokens[at].kind, tokens[at + 1].kind
        if kind is Kind.WAS:
            stop = at + 1
            while tokens[stop].kind in _EMPLOYERS:
                stop += 1
            governs = tokens[at].text.endswith(("于", "在")) and tokens[stop].kind in _GOVERNED
            return _as_one(tokens[at + 1 : stop]) if governs else None
        if (
            kind is Kind.ORG
            and behind not in (Kind.TITLE, *_EMPLOYERS)
            and tokens[at - 1].kind not in (Kind.WAS, Kind.LIST)
        ):
            break
        at -= 1
    return None


def _as_one(employers: Sequence[Token]) -> Token | None:
    if len(employers) < 2:
        return next(iter(employers), None)
    first, last = employers[0], employers[-1]
    return Token(Kind.UNNAMED, first.start, last.end, "".join(token.text for token in employers))


def past_employers(tokens: Sequence[Token], name: Token, post: int) -> list[int]:
    """Where the organizations start at which somebody was before the post at an index, by what stands between the two.

    曾任振海集团经理，现任公司董事: 公司 does not mean 振海集团.
    """
    past, found = False, list[int]()
    for token in tokens[max(post - _ACCOUNT, 0) : post]:
        if token.start < name.start or token.kind in (Kind.NOW, Kind.JOINS, Kind.STOP):
            past = False
        elif token.kind in (Kind.WAS, Kind.ONCE, Kind.PAST):
            past = True
        elif token.kind is Kind.ORG and past:
            found.append(token.start)
    return found

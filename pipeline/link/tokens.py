"""A line as tokens: its people, titles, organizations and places, and the words between them by what they say.

A shape of `pipeline.link.shapes` is a pattern over these tokens, one letter each, and never looks at characters. What
stands between two spans is read once, by `pipeline.link.connectors`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.link.connectors import Kind, read
from pipeline.normalize.tables import alternation, read_table
from pipeline.schema import TIME_LABELS, Span

SPANS = {"PERSON": Kind.PERSON, "TITLE": Kind.TITLE, "ORG": Kind.ORG, "LOC": Kind.PLACE} | dict.fromkeys(
    TIME_LABELS, Kind.DATE
)


@dataclass(slots=True)  # not frozen, which would take twice as long to make
class Token:
    """One piece `[start, end)` of a text: a span with `span`, else a connector as written."""

    kind: Kind
    start: int
    end: int
    text: str
    span: Span | None = None


_FUNCTION = re.compile(r"[据在由经与和对向从把被请让给跟随后前时日说称及同为]$")
"""What a modifier of an organization does not end in: 据公司董事长…, 会后公司董事长…"""
_UNITS = [suffix for suffix, kind in read_table("org_suffixes") if kind != "brand" and len(suffix) > 1]
_ORGANIZATION = re.compile(rf"\w{{2}}(?:{alternation(_UNITS)}|[科处室局院厅所队站社厂馆校]|[A-Za-z][A-Za-z./& -]+)$")
_PERIOD = re.compile(
    r"(?:19|20)\d\d[年./-](?:\d{1,2}月?[./]?)?\s*(?:[-—–~－至]+\s*(?P<end>(?:19|20)\d\d[年./-]?(?:\d{1,2}月?)?)?|起|以来)"
)
"""From when to when a post was held, in a career: 1996.03-2002.08, 2016.05至今."""
_MAY_BE_UNNAMED = re.compile(f"{Kind.OTHER}(?:{Kind.STAND_IN}|{Kind.OF}?[{Kind.TITLE}{Kind.ONCE}])")
"""Letters of tokens that `_unnamed` may make one of."""
_RANK = re.compile(
    r"(?:享受)?[正副]?(?:国|省|部|省部|厅|司|厅局|司局|局|地|市|县|处|县处|科|乡科|股|师|团|营)长?级(?:干部|待遇)?"
)
"""副厅级, 正处长级: how high a post is, beside the post."""
_IN_BRACKET = (
    Kind.TITLE,
    Kind.ORG,
    Kind.PLACE,
    Kind.STAND_IN,
    Kind.LIST,
    Kind.ALSO,
    Kind.TAKES,
    Kind.NOW,
    Kind.WAS,
    Kind.ONCE,
    Kind.OF,
)
_LEADS_ON = f"(?:{Kind.COLON}?{Kind.PERSON}|{Kind.LIST}{Kind.ORG}?{Kind.TITLE})"
_BRACKETED_POSTS = re.compile(f"{Kind.OPEN}[{''.join(_IN_BRACKET)}]*{Kind.TITLE}{Kind.CLOSE}{_LEADS_ON}")
"""（法定代表人）张三, （兼任市国资委主任）张三, （法定代表人）、总经理张三."""
_INTRODUCES = re.compile(
    r"(?:以下|下文|文中|后文)?(?:均|统|合)?(?:简称|下称|下稱|簡稱|称|稱|统称|统稱|又称|原名|曾用名|英文名|中文名|本名|艺名|笔名|网名|化名|缩写|全称)"
)


def tokenize(text: str, spans: Sequence[Span], start: int, end: int) -> list[Token]:
    """The tokens of one line `[start, end)`; `spans` are its mentions in text order, none inside another.

    The line is read to the end of the sentence of its last person or title: no shape looks further.

    >>> [t.kind.name for t in tokenize("任校长。", [Span(1, 3, "校长", "TITLE")], 0, 4)]
    ['TAKES', 'TITLE', 'STOP']
    """
    tokens: list[Token] = []
    at, before = start, None
    named = (index for index in range(len(spans) - 1, -1, -1) if spans[index].label in ("PERSON", "TITLE"))
    last = next(named, len(spans))
    for index, span in enumerate((*spans, None)):
        gap = _gap(text, at, span.start if span else end, before, span)
        if index <= last:
            tokens.extend(gap)
        else:
            for token in gap:
                tokens.append(token)
                if token.kind is Kind.STOP:
                    return _finished(tokens)
        if span:
            tokens.append(Token(_kind(text, span), span.start, span.end, span.text, span))
            at, before = span.end, span
    return _finished(tokens)


def _finished(tokens: list[Token]) -> list[Token]:
    """The tokens after corrections, each only for lines that have what it is for."""
    line = letters(tokens)
    if Kind.OPEN in line:
        tokens = list(_with_bracketed_posts(_without_ranks(_without_second_names(tokens))))
        line = letters(tokens)
    if Kind.TOUCH in line:
        tokens = _apart(tokens)
        line = letters(tokens)
    return list(_unnamed(tokens)) if _MAY_BE_UNNAMED.search(line) else tokens


def _apart(tokens: list[Token]) -> list[Token]:
    """A title that touches names on both sides belongs to the one behind it: 记者张三通讯员李四."""
    return [
        token
        for token, title, name in zip(tokens, (*tokens[1:], None), (*tokens[2:], None, None), strict=False)
        if not (token.kind is Kind.TOUCH and title and name and name.kind is Kind.PERSON and name.start == title.end)
    ]


def letters(tokens: Iterable[Token]) -> str:
    """The tokens as one string of letters, which patterns match."""
    return "".join([token.kind for token in tokens])


def _kind(text: str, span: Span) -> Kind:
    kind = SPANS[span.label]
    period = _PERIOD.match(text, span.start, span.end + 4) if kind is Kind.DATE else None
    return kind if period is None else Kind.PAST if period["end"] else Kind.SINCE


def opens_career(text: str, start: int) -> bool:
    """Whether a line begins like an entry of a career: 　　1996.03-2002.08 ….

    >>> opens_career("　　1996.03-2002.08　市财政局局长", 0), opens_career("1995年6月，市财政局", 0)
    (True, False)
    """
    while text[start : start + 1].isspace():
        start += 1
    return bool(_PERIOD.match(text, start))


def _gap(text: str, start: int, end: int, before: Span | None, after: Span | None) -> list[Token]:
    """What stands between two spans."""
    gap = text[start:end]
    if before and before.label == "PERSON" and after:
        if after.label == "PERSON" and not gap.strip():
            return [Token(Kind.LIST, start, end, gap)]
        if after.label == "TITLE" and not gap:
            return [Token(Kind.TOUCH, start, end, "")]
    return [Token(kind, start + at, start + stop, gap[at:stop]) for kind, at, stop in read(gap)] if gap else []


def _without_ranks(tokens: list[Token]) -> list[Token]:
    """A bracket that names a rank and no other mention is left out: 党委副书记（副厅级）张三."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        close = _closing(tokens, at) if tokens[at].kind is Kind.OPEN else None
        spans = [token.text for token in tokens[at:close] if token.span] if close else []
        if close and spans and all(_RANK.fullmatch(text) for text in spans):
            at = close + 1
        else:
            kept.append(tokens[at])
            at += 1
    return kept


def _with_bracketed_posts(tokens: list[Token]) -> Iterator[Token]:
    """A bracket with posts between a title and the name that both belong to becomes a list: 局长（兼任主任）张三."""
    closing: set[int] = set()
    for at, token in enumerate(tokens):
        close = _closing(tokens, at) if token.kind is Kind.OPEN and at and tokens[at - 1].kind is Kind.TITLE else None
        if close and _BRACKETED_POSTS.match(letters(tokens[at : close + 4])):
            closing.add(close)
            token = Token(Kind.LIST, token.start, token.end, token.text)
        if at not in closing:
            yield token


def _closing(tokens: Sequence[Token], at: int) -> int | None:
    """The index of what closes the bracket that opens at an index, if it is near."""
    return next((i for i in range(at + 1, min(at + 12, len(tokens))) if tokens[i].kind is Kind.CLOSE), None)


def _without_second_names(tokens: list[Token]) -> list[Token]:
    """A bracket that only gives another name of what it follows is left out: John Smith（中文名史密斯）.

    The name in it stays alone if what it follows is no mention: 某某有限公司（以下简称振海集团）.
    """
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        close = _second_name(kept[-1], tokens, at) if tokens[at].kind is Kind.OPEN and kept else None
        if close is None:
            kept.append(tokens[at])
            at += 1
            continue
        if kept[-1].kind in (Kind.OTHER, Kind.STAND_IN):
            kept.append(next(token for token in tokens[at:close] if token.kind is Kind.ORG))
        at = close + 1
        touches = at < len(tokens) and tokens[at].kind is Kind.TITLE and tokens[at].start == tokens[close].end
        if touches and kept[-1].kind is Kind.PERSON:
            kept.append(Token(Kind.TOUCH, tokens[at].start, tokens[at].start, ""))
    return kept


def _second_name(first: Token, tokens: list[Token], at: int) -> int | None:
    """The index of the bracket that closes a second name, if the one at `at` opens it."""
    close = _closing(tokens, at)
    inside = tokens[at + 1 : close] if close else []
    names = [token for token in inside if token.span and token.span.label not in TIME_LABELS]
    words = "".join(token.text for token in inside if not token.span)
    introduced = bool(_INTRODUCES.search(words))
    if first.kind in (Kind.OTHER, Kind.STAND_IN):  # of no mention, whose short form is one
        return close if introduced and names and all(name.kind is Kind.ORG for name in names) else None
    known = first.kind in (Kind.PERSON, Kind.ORG, Kind.PLACE) and all(name.kind is first.kind for name in names)
    return close if names and known and (introduced or not words) else None


def _unnamed(tokens: list[Token]) -> Iterator[Token]:
    """What stands where an organization would and is none that is named becomes one token.

    That is a stand-in with a modifier of its own (二期项目公司), what 的 joins to a title (承办此案的检察官), and what ends
    like an organization and touches the title.
    """
    end = Token(Kind.STOP, 0, 0, "")
    padded = (end, *tokens, end, end)
    skip = False
    for before, first, second, third in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        if skip:
            skip = False
        elif first.kind is not Kind.OTHER or second.start != first.end:
            yield first
        elif _modifies(before, first, second, third):
            yield Token(Kind.UNNAMED, first.start, second.end, first.text + second.text)
            skip = True
        elif second.kind in (Kind.TITLE, Kind.ONCE) and _ORGANIZATION.search(first.text):
            yield Token(Kind.UNNAMED, first.start, first.end, first.text)
        else:
            yield first


def _modifies(before: Token, first: Token, second: Token, third: Token) -> bool:
    if second.kind is Kind.OF:
        return before.kind is not Kind.PERSON and third.kind in (Kind.TITLE, Kind.ONCE)
    if second.kind is not Kind.STAND_IN or second.text[0] in "该該本我":
        return False
    return len(first.text) <= 8 and not _FUNCTION.search(first.text)

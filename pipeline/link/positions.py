"""Positions: who holds which title at which organization, in three steps, each a module.

1. A line becomes tokens (`tokens`): spans, and the words between them by what they say.
2. Shapes (`shapes`) take the titles of a line for its people, in the order of `SHAPES`.
3. Each title gets the organization that it is held at (`owners`): the one written before it, or the one meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from pipeline.frozen import frozen
from pipeline.link.connectors import Kind
from pipeline.link.employers import once_at
from pipeline.link.organizations import Organizations
from pipeline.link.owners import Owner, Owners
from pipeline.link.posts import Match, Post, read_posts
from pipeline.link.shapes import SHAPES, Shape
from pipeline.link.tokens import SPANS, Token, letters, opens_career, tokenize
from pipeline.schema import Position, Sentence, Span

ENDED = frozenset({"name-office", "name-leaves", "posts-name-leaves"})
"""Shapes that say by themselves that a post has ended."""
_SUBJECT = frozenset({Kind.PERSON, Kind.PRONOUN, Kind.HONORIFIC, Kind.COMMA})
_PARTY = re.compile(r"(?:党|民盟|民革|民建|民进|致公|学社|共青团|共产主义青年团|民主同盟|作家协会|作协)$")
"""Whom one joins without working there: 加入中国共产党，任班长."""


@frozen
class Reading:
    """A position and what it was read from: the shape, the spans by their part in it, and how the owner was found."""

    position: Position
    shape: Shape
    person: Span
    title: Span
    owner: Owner
    start: int
    end: int
    """Where the shape stands in the text."""
    ends: bool = False
    """Whether the post is given up here."""


def find_positions(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Span], aliases: Sequence[Sequence[str]]
) -> tuple[Position, ...]:
    """The person–title pairs that a document states, each once, in text order.

    `org_name` is the fullest name of the organization in the document, `rule` the name of the shape. Linear in the
    number of mentions.
    """
    return tuple(reading.position for reading in read_positions(text, mentions, aliases))


def read_positions(text: str, mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> tuple[Reading, ...]:
    """`find_positions` with the evidence for each row."""
    fullest = {name: group[0] for group in aliases for name in group}
    organizations = Organizations(text, mentions, aliases)
    readings: list[Reading] = []
    for tokens in _lines(text, mentions):
        matches = sorted(_matches(tokens), key=lambda match: match.posts[0].index)
        if not matches:
            continue
        held = Owners(organizations, tokens).find(matches)
        for match in matches:
            readings.extend(_reading(match, name, post, held[post.index], fullest) for name, post in match.pairs())
    return tuple(sorted(_distinct(readings), key=lambda r: (r.person.start, r.title.start)))


def _distinct(readings: Sequence[Reading]) -> Iterable[Reading]:
    """Each pair of person and title once, where it first says the organization; again only for another organization.

    A post that is given up further on is a former one.
    """
    pairs: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        known = pairs.setdefault((reading.position.person, reading.position.title), [])
        same = next((at for at, other in enumerate(known) if _same(reading, other)), None)
        if not known or (reading.owner.written and same is None):
            known.append(reading)
        elif reading.owner.org and not (known[0].owner.org or known[0].owner.place):
            known[0] = reading
        elif reading.ends and same is not None:
            known[same] = replace(known[same], position=replace(known[same].position, status="former"))
    return chain.from_iterable(pairs.values())


def _same(one: Reading, other: Reading) -> bool:
    """Whether two rows of one person and title can mean one organization: one name is short for the other, or missing."""
    first, second = (r.position.org_name or r.position.place for r in (one, other))
    if not first or not second or bool(one.owner.org) != bool(other.owner.org):
        return True
    short, long = sorted((first, second), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _lines(text: str, mentions: Sequence[Span]) -> Iterator[list[Token]]:
    """The lines that have a title, as tokens: no shape crosses a line break, but for the entries of a career."""
    spans: list[Span] = []
    for span in mentions:
        if span.label in SPANS and (not spans or span.start >= spans[-1].end):
            spans.append(span)
    lines: list[tuple[int, list[Span]]] = []
    for start, inside in groupby(spans, key=lambda span: text.rfind("\n", 0, span.start) + 1):
        if lines and opens_career(text, start):
            lines[-1][1].extend(inside)
        else:
            lines.append((start, list(inside)))
    for start, line in lines:
        if any(span.label == "TITLE" for span in line):
            first = next(at for at, span in enumerate(line) if span.label in ("PERSON", "TITLE"))
            if (stop := _stop_before(text, start, line[first].start)) >= 0:
                start, line = stop, [span for span in line if span.start > stop]
            end = text.find("\n", line[-1].end)
            yield tokenize(text, line, start, end if end >= 0 else len(text))


def _stop_before(text: str, start: int, end: int) -> int:
    """The last full stop of `[start, end)` outside brackets, -1 if none: no shape looks behind the one before its names."""
    stop = text.rfind("。", start, end)
    if stop < 0:
        return -1
    opened = text.count("（", start, stop) + text.count("(", start, stop)
    closed = text.count("）", start, stop) + text.count(")", start, stop)
    return stop if opened == closed else -1


def _matches(tokens: list[Token]) -> Iterator[Match]:
    """What each shape finds in a line, in the order of the shapes; a title goes to the first that takes it."""
    line = letters(tokens)
    kinds = frozenset(line)
    for shape in SHAPES:
        if shape.needs.isdisjoint(kinds):
            continue
        while Kind.TITLE in line and (found := shape.matches(line)):  # again, for the next verb of the same subject
            held = list(line)
            for match in (_match(shape, one, tokens) for one in found):
                yield match
                for post in match.posts:
                    held[post.index] = Kind.HELD
            line = "".join(held)


def _match(shape: Shape, found: re.Match[str], tokens: list[Token]) -> Match:
    posts, at = shape.part(found, "posts"), shape.part(found, "at")
    verb = shape.part(found, "verb")
    marks = tokens[at.start - 1 : at.start]  # 曾在
    if marks and marks[0].kind is Kind.JOINS and _PARTY.search(tokens[at.start].text):
        at = slice(0, 0)
    verbs = [*tokens[shape.part(found, "appoints")], *marks, *tokens[verb]]
    once = once_at(tokens, verb) if verbs and not marks else None
    if once or _before_now(tokens, verb):
        verbs.insert(0, replace(verbs[0], kind=Kind.WAS))
    employer = tokens[found.start() - 1 : found.start()]
    if shape.name == "appoint-name" and "聘" in verbs[0].text and employer and employer[0].kind is Kind.ORG:
        at = slice(found.start() - 1, found.start())  # 清河大学聘请张三为客座教授
    names: list[Token] = []
    depth = 0
    for token in tokens[shape.part(found, "names")]:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if token.kind is Kind.PERSON and not depth:
            names.append(token)
    return Match(
        shape,
        tuple(names[-1:] if shape.last else names),
        tuple(read_posts(tokens, posts.start, posts.stop, verbs, ended=shape.name in ENDED)),
        once or next(iter(tokens[at]), None),
        tokens[found.start()].start,
        tokens[found.end() - 1].end,
        each=any("分别" in verb.text for verb in verbs),
    )


def _before_now(tokens: Sequence[Token], verb: slice) -> bool:
    """Whether a verb says what somebody was until then: 此前，张三担任; not what became of him then: 此前，张三当选."""
    held = next(iter(tokens[verb]), None)
    if held is None or not (held.text == "任" or held.text.endswith(("担任", "是"))):
        return False
    at = verb.start - 1
    while at > 0 and tokens[at].kind in _SUBJECT:
        at -= 1
    return at > 0 and "".join(token.text for token in tokens[at - 1 : at + 1]).endswith("此前")


def _reading(match: Match, name: Token, post: Post, owner: Owner, fullest: dict[str, str]) -> Reading:
    person, title = name.span, post.title.span
    assert person and title
    org, place = owner.org, owner.place
    position = Position(
        person=person.text,
        title=title.text,
        org_name=fullest.get(org.text, org.text) if org else None,
        place=place.text if place and not org else None,
        status=post.status,
        person_start=person.start,
        title_start=title.start,
        org_start=org.start if org else None,
        sentence=person.sentence,
        rule=match.shape.name,
    )
    return Reading(position, match.shape, person, title, owner, match.start, match.end, post.ends)

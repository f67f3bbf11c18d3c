"""A person or an organization as one document knows it: what people.csv and organizations.csv have a row for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from pipeline.frozen import frozen
from pipeline.normalize.fold import fold
from pipeline.schema import Position, Record, Span

Kind = Literal["PERSON", "ORG"]
KINDS: tuple[Kind, ...] = ("PERSON", "ORG")


@frozen
class Appearance:
    """One person or organization of one document.

    `name` is the fullest name as written, `forms` are the other written forms in the order of the text, `mentions` is
    the number of spans, `positions` are what the document says a person holds.
    """

    kind: Kind
    name: str
    forms: tuple[str, ...] = ()
    mentions: int = 1
    positions: tuple[Position, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All written forms, the fullest first."""
        return self.name, *self.forms


def appearances(record: Record) -> tuple[Appearance, ...]:
    """The people of a document, then its organizations, each in the order of first mention.

    >>> record = Record("a", "张三和张三", (Span(0, 2, "张三", "PERSON"), Span(3, 5, "张三", "PERSON")))
    >>> [(found.name, found.mentions) for found in appearances(record)]
    [('张三', 2)]
    """
    fullest = fullest_names(record)
    held: defaultdict[str, list[Position]] = defaultdict(list)
    for position in in_text_order(record):
        held[position.person].append(position)
    found = []
    for kind in KINDS:
        for spans in _groups(record, kind, fullest):
            texts = tuple(dict.fromkeys([span.text for span in spans]))
            name = fullest.get(texts[0], texts[0])
            positions = tuple([position for text in texts for position in held[text]]) if kind == "PERSON" else ()
            forms = tuple([text for text in texts if text != name])
            found.append(Appearance(kind, name, forms, len(spans), positions))
    return tuple(found)


def in_text_order(record: Record) -> list[Position]:
    """The positions in the order in which their person or title stands in the text."""

    last = len(record.text)

    def order(position: Position) -> int:
        person, title = position.person_start, position.title_start
        return min(last if person is None else person, last if title is None else title)

    return sorted(record.positions, key=order)


def fullest_names(record: Record) -> Mapping[str, str]:
    """Every name in an alias group → the group's fullest name."""
    return {name: group[0] for group in reversed(record.aliases) for name in group}


def _groups(record: Record, kind: Kind, fullest: Mapping[str, str]) -> Iterator[list[Span]]:
    groups: dict[str, list[Span]] = {}
    for span in record.spans:
        if span.label == kind:
            groups.setdefault(span.entity or fold(span.text), []).append(span)
    yield from groups.values()

"""What a document holds for the stages: a text, and layers under the names of `doc._.…`.

The layers lie in `user_data`, where the stages take them from: each `doc._` of spaCy makes an object, and the stages of a
document ask dozens of times. So a stage works as well on a `Plain` document, for which spaCy need not be there at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pipeline.schema import Span
from pipeline.tag.base import Candidate

DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(("date", "date_from", "title", "opinion")),
    **dict.fromkeys(("words", "sentences", "mentions", "aliases", "positions", "references"), ()),
}
"""The layers, with what they are where no stage has set them."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Document(Protocol):
    """A spaCy Doc, or a `Plain` document."""

    user_data: dict[Any, Any]

    @property
    def text(self) -> str:
        """The text as read."""


class Plain:
    """A document that only a record is made of. Raises ValueError for lone surrogates, which are no text at all."""

    __slots__ = ("text", "user_data")

    def __init__(self, text: str) -> None:
        self.text = proper(text)
        self.user_data: dict[Any, Any] = {}


def proper(text: str) -> str:
    """The text itself. Raises ValueError for lone surrogates."""
    if found := _SURROGATE.search(text):
        raise ValueError(
            f"character {found.start()} is a lone surrogate (U+{ord(found.group()):04X}): "
            "the text was decoded wrongly; decode it again, for example from its JSON source"
        )
    return text


def text_of(doc: Document) -> str:
    """The document's text, which equals `doc.text`, without putting it together again from spaCy's tokens."""
    text: str = doc.user_data.get("text") or doc.text
    return text


def value_of(doc: Document, name: str) -> Any:
    """`doc._.name`, or its default where no stage has set it; words as offsets."""
    return doc.user_data.get(name, DEFAULTS[name])


def values_of(doc: Document, *names: str) -> list[Any]:
    """`value_of` each of the names."""
    return [value_of(doc, name) for name in names]


def candidates_of(doc: Document) -> list[Candidate]:
    """The list that extractors append to."""
    found: list[Candidate] = doc.user_data.setdefault("candidates", [])
    return found


def keep_mentions(doc: Document, mentions: Sequence[Span]) -> None:
    """Set `doc._.mentions`."""
    doc.user_data["mentions"] = tuple(mentions)
    doc.user_data.pop("mention_index", None)

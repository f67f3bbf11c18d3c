"""What a Doc holds for the stages: `doc._.…` and `span._.…`.

The values lie in `doc.user_data` under their names, where the stages take them from: each `doc._` makes an object, and the
stages of a document ask dozens of times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pipeline.schema import Span
from pipeline.spacy_parts import Doc, DocSpan
from pipeline.tag.base import Candidate

_DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(("date", "date_from", "title", "opinion")),
    **dict.fromkeys(("words", "sentences", "mentions", "aliases", "positions", "references"), ()),
}
_SETTABLE = frozenset({"date", "date_from", "title", "aliases", "positions", "references"})


def text_of(doc: Doc) -> str:
    """The document's text, which equals `doc.text`; a Doc that another tokenizer made has only the latter."""
    text: str = doc.user_data.get("text") or doc.text
    return text


def value_of(doc: Doc, name: str) -> Any:
    """`doc._.name`, or its default where no stage has set it; words as offsets."""
    return doc.user_data.get(name, _DEFAULTS[name])


def values_of(doc: Doc, *names: str) -> list[Any]:
    """`value_of` each of the names."""
    return [value_of(doc, name) for name in names]


def candidates_of(doc: Doc) -> list[Candidate]:
    """The list that extractors append to."""
    found: list[Candidate] = doc.user_data.setdefault("candidates", [])
    return found


def keep_mentions(doc: Doc, mentions: Sequence[Span]) -> None:
    """Set `doc._.mentions`."""
    doc.user_data["mentions"] = tuple(mentions)
    doc.user_data.pop("mention_index", None)


def register() -> None:
    """Make the extensions known to spaCy. Getters look a mention up by offsets and label: spaCy keys extension values of a
    span by offsets alone, so two labels on the same characters would overwrite each other."""
    for name in _DEFAULTS:
        setter = partial(_set_value, name=name) if name in _SETTABLE else None
        Doc.set_extension(name, getter=partial(value_of, name=name), setter=setter, force=True)
    Doc.set_extension("passage", getter=lambda doc: doc.user_data["passage"], force=True)
    Doc.set_extension("words", getter=_word_texts, force=True)  # their offsets are in `doc.spans`
    Doc.set_extension("candidates", getter=candidates_of, force=True)
    DocSpan.set_extension("norm", getter=lambda span: dict(m.norm) if (m := _mention(span)) else {}, force=True)
    for name in ("source", "role", "subject", "event", "score"):
        DocSpan.set_extension(name, getter=partial(_said, name), force=True)


def _set_value(doc: Doc, value: Any, name: str) -> None:
    doc.user_data[name] = value


def _word_texts(doc: Doc) -> list[str]:
    text = text_of(doc)
    return [text[start:end] for start, end in value_of(doc, "words")]


def _mention(span: DocSpan) -> Span | None:
    """The mention that a span shows, if it shows one; they are looked up from the first time that anybody asks."""
    data = span.doc.user_data
    if "mention_index" not in data:
        data["mention_index"] = {mention.key: mention for mention in value_of(span.doc, "mentions")}
    index: dict[tuple[int, int, str], Span] = data["mention_index"]
    return index.get((span.start, span.end, span.label_))


def _said(name: str, span: DocSpan) -> Any:
    """What a mention says in one of its fields."""
    return getattr(_mention(span), name, None)

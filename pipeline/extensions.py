"""The layers of a Doc as spaCy's extensions: `doc._.…` and `span._.…`."""

from __future__ import annotations

from functools import partial
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from pipeline.layers import DEFAULTS, candidates_of, text_of, value_of
from pipeline.schema import Span

_SETTABLE = frozenset({"date", "date_from", "title", "aliases", "positions", "references"})


def register() -> None:
    """Make the extensions known to spaCy. Getters look a mention up by offsets and label: spaCy keys extension values of a
    span by offsets alone, so two labels on the same characters would overwrite each other."""
    for name in DEFAULTS:
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

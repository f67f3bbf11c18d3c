"""`load` and `extract`: the pipeline as a spaCy `Language`, and as one function from text to `Record`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.components import bare_doc, build
from pipeline.config import Settings
from pipeline.extensions import values_of
from pipeline.schema import Article, Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def load(config: Path | str | Mapping[str, Any] | Settings | None = None) -> Language:
    """The pipeline as a spaCy `Language`; `config` is a pipeline.toml, a dictionary of settings, or None.

    `doc.text` equals the text given, for any text; results sit on `doc.spans["mentions"]`, `doc.ents`,
    `doc._.positions`, `doc._.aliases` and `doc._.references`. Raises `pipeline.config.ConfigError` for settings that cannot be used.
    """
    return build(Settings.load(config))


def extract(text: str, date: Date | None = None) -> Record:
    """Find everything in one text with the default settings.

    `date` is what relative expressions are counted from (default: the date that the text states). Raises
    ValueError when the text has lone surrogates or is longer than the settings allow.

    >>> [span.text for span in extract("校长秦望舒出席。").spans]
    ['校长', '秦望舒']
    """
    return extract_article(
        _default(), Article(doc_id="text", text=text, date=date, date_from="option" if date else None)
    )


def extract_article(nlp: Language, article: Article) -> Record:
    """Run a loaded pipeline over one article."""
    if len(article.text) > nlp.max_length:
        raise ValueError(
            f"{len(article.text):,} characters are more than read.max_characters = {nlp.max_length:,}; "
            "split the document or raise the setting in pipeline.toml"
        )
    return record_of(nlp(bare_doc(nlp.vocab, article.text, article.date, article.title)), article)


def record_of(doc: Doc, article: Article) -> Record:
    """The results on a Doc as a `Record`."""
    text = article.text
    sentences, mentions, positions, aliases, references, day, date_from = values_of(
        doc, "sentences", "mentions", "positions", "aliases", "references", "date", "date_from"
    )
    title = article.title or next((text[s.start : s.end] for s in sentences if s.section == "title"), None)
    return Record(
        id=article.doc_id,
        text=text,
        spans=mentions,
        positions=tuple(positions),
        aliases=tuple(aliases),
        references=tuple(references),
        title=title,
        date=day,
        date_from=article.date_from if article.date else date_from,
        source=article.source,
        format=article.format,
        places=article.places,
        notes=article.notes,
        sentences=sentences,
        words=tuple([text[start:end] for start, end in doc.user_data["passage"].words]),
    )


@lru_cache(maxsize=1)
def _default() -> Language:
    return load()

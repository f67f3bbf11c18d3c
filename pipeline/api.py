"""`load` and `extract`: the pipeline as a spaCy `Language`, and as one function from text to `Record`.

Records need nothing of spaCy, whose import takes longer than all else at the start: so a run has `load_stages` make them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import Settings
from pipeline.layers import Document, values_of
from pipeline.schema import Article, Record
from pipeline.stages import Stages

if TYPE_CHECKING:
    from spacy.language import Language


def load(config: Path | str | Mapping[str, Any] | Settings | None = None) -> Language:
    """The pipeline as a spaCy `Language`; `config` is a pipeline.toml, a dictionary of settings, or None.

    `doc.text` equals the text given, for any text; results sit on `doc.spans["mentions"]`, `doc.ents`,
    `doc._.positions`, `doc._.aliases` and `doc._.references`. Raises `pipeline.config.ConfigError` for settings that cannot be used.
    """
    from pipeline.components import build

    return build(Settings.load(config))


def load_stages(config: Path | str | Mapping[str, Any] | Settings | None = None) -> Stages:
    """The same stages without spaCy, for `extract_article`; `config` as for `load`, and the same errors."""
    return Stages(Settings.load(config))


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


def extract_article(loaded: Stages | Language, article: Article) -> Record:
    """Run a loaded pipeline over one article."""
    if len(article.text) > loaded.max_length:
        raise ValueError(
            f"{len(article.text):,} characters are more than read.max_characters = {loaded.max_length:,}; "
            "split the document or raise the setting in pipeline.toml"
        )
    doc: Any = loaded.make_doc(article.text)
    doc.user_data |= {"date": article.date, "title": article.title}
    return record_of(loaded(doc), article)


def record_of(doc: Document, article: Article) -> Record:
    """The results on a document as a `Record`."""
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
def _default() -> Stages:
    return load_stages()

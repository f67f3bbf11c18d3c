"""The stages, in their order: functions that read layers of a document and add to them.

`Stages` runs them on documents of our own, which is all that a table or a record needs. `pipeline.components` makes spaCy
components of the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.config import Settings
from pipeline.layers import Document, Plain, candidates_of, keep_mentions, text_of, value_of, values_of
from pipeline.link import find_aliases, find_positions, find_references, with_contexts, with_entities
from pipeline.segment import Passage, WordSegmenter, split_sentences
from pipeline.segment.dateline import stated_date
from pipeline.segment.residue import content_of
from pipeline.tag import Extractor, load_extractors
from pipeline.tag.learned import open_tagger, opinion_of
from pipeline.tag.resolve import resolve
from pipeline.tag.spacy_names import load_spacy, spacy_names

Stage = Callable[[Document], None]


class Stages:
    """All stages that some settings switch on, loaded; like a spaCy `Language` in what is asked of it here.

    >>> stages = Stages(Settings())
    >>> doc = stages(stages.make_doc("校长秦望舒出席。"))
    >>> [mention.text for mention in value_of(doc, "mentions")]
    ['校长', '秦望舒']
    """

    def __init__(self, settings: Settings) -> None:
        """Raises ConfigError for settings that cannot be used."""
        self.max_length = settings.read.max_characters
        self.pipeline: tuple[tuple[str, Stage], ...] = tuple(_chosen(settings))

    def make_doc(self, text: str) -> Plain:
        """A document with nothing but its text. Raises ValueError for lone surrogates."""
        return Plain(text)

    def __call__(self, doc: Plain) -> Plain:
        """Run all stages on a document."""
        for _, stage in self.pipeline:
            stage(doc)
        return doc


def _chosen(settings: Settings) -> Iterator[tuple[str, Stage]]:
    extractors = load_extractors(settings)
    yield from SEGMENT.items()
    for found in extractors:
        yield found.name, extracting(found)
    if settings.tagger.spacy:
        yield "spacy", reading_spacy(settings.tagger.spacy)
    if settings.tagger.pack is not False:
        pack = None if settings.tagger.pack is True else Path(settings.tagger.pack)
        yield "tagger", tagging(pack, labels_of(extractors))
    yield from FINISH.items()


def labels_of(extractors: Sequence[Extractor]) -> list[str]:
    """The labels that a document can have, about which the tagger is asked."""
    return sorted({found.label for found in extractors})


def words(doc: Document) -> None:
    """jieba's words, as offsets."""
    doc.user_data["words"] = tuple(WordSegmenter.shared().spans(text_of(doc)))


def sentences(doc: Document) -> None:
    """Sentences and their sections."""
    doc.user_data["sentences"] = tuple(split_sentences(text_of(doc)))


def passage(doc: Document) -> None:
    """The view that extractors read, with the document's date."""
    text, data = text_of(doc), doc.user_data
    found, words, date = values_of(doc, "sentences", "words", "date")
    if date is None:
        date, data["date_from"] = stated_date(text, found)
        data["date"] = date
    data["passage"] = Passage(content_of(text), words, found, date)


def extracting(found: Extractor) -> Stage:
    """Candidates of one extractor."""

    def stage(doc: Document) -> None:
        candidates_of(doc).extend(found(doc.user_data["passage"]))

    return stage


def tagging(pack: Path | None, labels: Sequence[str]) -> Stage:
    """What the learned tagger thinks of names with these labels. `pack` is a file, or None for ours."""
    tagger = open_tagger(pack)

    def stage(doc: Document) -> None:
        if tagger:
            doc.user_data["opinion"] = opinion_of(tagger, doc.user_data["passage"], labels)

    return stage


def reading_spacy(model: str) -> Stage:
    """Entities of an installed spaCy pipeline as candidates."""
    loaded = load_spacy(model)

    def stage(doc: Document) -> None:
        candidates_of(doc).extend(spacy_names(loaded, Path(model).name, doc.user_data["passage"]))

    return stage


def choose(doc: Document) -> None:
    """Choose among candidates."""
    text = text_of(doc)
    chosen = resolve(doc.user_data["passage"], candidates_of(doc), value_of(doc, "opinion"))
    keep_mentions(doc, [span for span in chosen if span.text == text[span.start : span.end]])  # none over residue


def aliases(doc: Document) -> None:
    """Groups of names for one person or organization."""
    mentions = value_of(doc, "mentions")
    doc.user_data["aliases"] = found = find_aliases(text_of(doc), value_of(doc, "sentences"), mentions)
    keep_mentions(doc, with_entities(mentions, found))


def context(doc: Document) -> None:
    """What amounts are of and whom they belong to, what happens at times."""
    keep_mentions(doc, with_contexts(text_of(doc), *values_of(doc, "sentences", "mentions", "aliases", "words")))


def positions(doc: Document) -> None:
    """Who holds which title where."""
    doc.user_data["positions"] = find_positions(text_of(doc), *values_of(doc, "sentences", "mentions", "aliases"))


def references(doc: Document) -> None:
    """Whom 李董事长, 王先生 and 他 stand for."""
    found = values_of(doc, "sentences", "mentions", "aliases", "positions", "words")
    doc.user_data["references"] = find_references(text_of(doc), *found)


SEGMENT: dict[str, Stage] = {"words": words, "sentences": sentences, "passage": passage}
FINISH: dict[str, Stage] = {
    "resolve": choose,
    "aliases": aliases,
    "context": context,
    "positions": positions,
    "references": references,
}

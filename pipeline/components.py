"""The stages as spaCy components: registration in one place.

`build` makes a `Language` whose tokens are characters and whose pipes are the stages of the pipeline, so that a
spaCy user can drop, replace or add one with spaCy's own means (`nlp.remove_pipe`, `nlp.add_pipe`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any

from numpy import zeros

from pipeline.config import Settings
from pipeline.extensions import candidates_of, keep_mentions, register, text_of, value_of, values_of
from pipeline.link import find_aliases, find_positions, find_references, with_contexts, with_entities
from pipeline.schema import Span
from pipeline.segment import Passage, WordSegmenter, split_sentences
from pipeline.segment.dateline import stated_date
from pipeline.segment.residue import content_of
from pipeline.spacy_parts import Doc, DocSpan, Language, Vocab, filter_spans, spacy
from pipeline.tag import Extractor, load_extractors
from pipeline.tag.learned import open_tagger, opinion_of
from pipeline.tag.resolve import resolve
from pipeline.tag.spacy_names import load_spacy, spacy_names

SEGMENT = ("xinwengao_words", "xinwengao_sentences", "xinwengao_passage")
FINISH = (
    "xinwengao_resolve",
    "xinwengao_aliases",
    "xinwengao_context",
    "xinwengao_positions",
    "xinwengao_references",
)

_SURROGATE = re.compile("[\ud800-\udfff]")


class CharacterTokenizer:
    """One token per character, so that every span of characters is a span of the Doc. See docs/decisions.md."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make a Doc with `doc.text == text`. Raises ValueError for lone surrogates, which are no text at all."""
        doc = Doc(self.vocab, words=list(_proper(text)), spaces=[False] * len(text))
        doc.user_data["text"] = text  # putting it together from its tokens again takes as long as segmenting it
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> CharacterTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to save: the tokenizer has no state."""

    def from_disk(self, _path: Any, **_: Any) -> CharacterTokenizer:
        return self


def _proper(text: str) -> str:
    if found := _SURROGATE.search(text):
        raise ValueError(
            f"character {found.start()} is a lone surrogate (U+{ord(found.group()):04X}): "
            "the text was decoded wrongly; decode it again, for example from its JSON source"
        )
    return text


def build(settings: Settings) -> Language:
    """A `Language` with all stages that the settings switch on, in order."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = settings.read.max_characters
    extractors = load_extractors(settings)
    for found in extractors:
        _register(found)
    for name in (*SEGMENT, *(f"xinwengao_{found.name}" for found in extractors)):
        nlp.add_pipe(name)
    if settings.tagger.spacy:
        nlp.add_pipe("xinwengao_spacy", config={"model": settings.tagger.spacy})
    pack = settings.tagger.pack
    if pack is not False:
        labels = sorted({found.label for found in extractors})
        nlp.add_pipe("xinwengao_tagger", config={"pack": None if pack is True else str(pack), "labels": labels})
    for name in FINISH:
        nlp.add_pipe(name)
    return nlp


def _register(found: Extractor) -> None:
    """Register an extractor's factory `xinwengao_<name>`, which appends its candidates to `doc._.candidates`."""

    def component(doc: Doc) -> Doc:
        candidates_of(doc).extend(found(doc.user_data["passage"]))
        return doc

    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        return component

    Language.factory(f"xinwengao_{found.name}", assigns=["doc._.candidates"], requires=["doc._.passage"], func=make)


def bare_doc(vocab: Vocab, text: str, date: Date | None = None, title: str | None = None) -> Doc:
    """A Doc that only a record is made of: the stages read its text and layers, and it has neither tokens nor spans of
    spaCy's own, which take as long to make as a stage. Raises ValueError for lone surrogates."""
    doc = Doc(vocab)
    doc.user_data |= {"text": _proper(text), "date": date, "title": title, "bare": True}
    return doc


def _bare(doc: Doc) -> bool:
    return bool(doc.user_data.get("bare"))


@Language.component("xinwengao_words", assigns=["doc.spans"])
def words(doc: Doc) -> Doc:
    """jieba's words as a layer: `doc.spans["words"]`."""
    offsets = tuple(WordSegmenter.shared().spans(text_of(doc)))
    doc.user_data["words"] = offsets
    if not _bare(doc):
        doc.spans["words"] = [DocSpan(doc, start, end) for start, end in offsets]
    return doc


@Language.component("xinwengao_sentences", assigns=["doc.sents", "doc._.sentences"])
def sentences(doc: Doc) -> Doc:
    """Sentences and their sections: `doc._.sentences`; `doc.sents` has the same starts."""
    doc.user_data["sentences"] = tuple(split_sentences(text_of(doc)))
    if _bare(doc):
        return doc
    # In one array: `token.is_sent_start = True` goes over the whole Doc each time.
    starts = zeros((len(doc), 1), dtype="uint64")
    for sentence in doc.user_data["sentences"]:
        starts[sentence.start] = 1
    return doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]  # typed as an array of thinc's


@Language.component("xinwengao_passage", assigns=["doc._.passage"], requires=["doc.spans", "doc._.sentences"])
def passage(doc: Doc) -> Doc:
    """The view that extractors read, with the document's date."""
    text, data = text_of(doc), doc.user_data
    found, words, date = values_of(doc, "sentences", "words", "date")
    if date is None:
        date, data["date_from"] = stated_date(text, found)
        data["date"] = date
    data["passage"] = Passage(content_of(text), words, found, date)
    return doc


@Language.factory(
    "xinwengao_tagger",
    default_config={"pack": None, "labels": []},
    assigns=["doc._.opinion"],
    requires=["doc._.passage"],
)
def make_tagger(nlp: Language, name: str, pack: str | None, labels: list[str]) -> Callable[[Doc], Doc]:
    """What the learned tagger thinks of names with these labels: `doc._.opinion`. `pack` is a file, or None for ours."""
    tagger = open_tagger(Path(pack) if pack else None)

    def component(doc: Doc) -> Doc:
        if tagger:
            doc.user_data["opinion"] = opinion_of(tagger, doc.user_data["passage"], labels)
        return doc

    return component


@Language.factory("xinwengao_spacy", assigns=["doc._.candidates"], requires=["doc._.passage"])
def make_spacy(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """Entities of an installed spaCy pipeline as candidates."""
    loaded = load_spacy(model)

    def component(doc: Doc) -> Doc:
        candidates_of(doc).extend(spacy_names(loaded, Path(model).name, doc.user_data["passage"]))
        return doc

    return component


@Language.component("xinwengao_resolve", assigns=["doc.ents", "doc.spans"], requires=["doc._.candidates"])
def choose(doc: Doc) -> Doc:
    """Choose among candidates: `doc.spans["mentions"]` (nested ones too) and the flat `doc.ents`."""
    text = text_of(doc)
    chosen = resolve(doc.user_data["passage"], candidates_of(doc), value_of(doc, "opinion"))
    set_mentions(doc, [span for span in chosen if span.text == text[span.start : span.end]])  # none over residue
    return doc


@Language.component("xinwengao_aliases", assigns=["doc._.aliases"], requires=["doc._.mentions"])
def aliases(doc: Doc) -> Doc:
    """Groups of names for one person or organization: `doc._.aliases`."""
    mentions = value_of(doc, "mentions")
    doc.user_data["aliases"] = found = find_aliases(text_of(doc), value_of(doc, "sentences"), mentions)
    keep_mentions(doc, with_entities(mentions, found))
    return doc


@Language.component("xinwengao_context", assigns=["doc._.mentions"], requires=["doc._.mentions", "doc._.aliases"])
def context(doc: Doc) -> Doc:
    """What amounts are of and whom they belong to, what happens at times: `span._.role`, `.subject`, `.event`."""
    keep_mentions(doc, with_contexts(text_of(doc), *values_of(doc, "sentences", "mentions", "aliases", "words")))
    return doc


@Language.component("xinwengao_positions", assigns=["doc._.positions"], requires=["doc._.mentions", "doc._.aliases"])
def positions(doc: Doc) -> Doc:
    """Who holds which title where: `doc._.positions`."""
    doc.user_data["positions"] = find_positions(text_of(doc), *values_of(doc, "sentences", "mentions", "aliases"))
    return doc


@Language.component(
    "xinwengao_references",
    assigns=["doc._.references"],
    requires=["doc._.mentions", "doc._.aliases", "doc._.positions"],
)
def references(doc: Doc) -> Doc:
    """Whom 李董事长, 王先生 and 他 stand for: `doc._.references`."""
    found = values_of(doc, "sentences", "mentions", "aliases", "positions", "words")
    doc.user_data["references"] = find_references(text_of(doc), *found)
    return doc


def set_mentions(doc: Doc, mentions: Sequence[Span]) -> None:
    """Put mentions on the Doc: `doc._.mentions` holds the values, `doc.spans["mentions"]` and `doc.ents` show them."""
    keep_mentions(doc, mentions)
    if _bare(doc):
        return
    shown = [DocSpan(doc, mention.start, mention.end, label=mention.label) for mention in mentions]
    doc.spans["mentions"] = shown
    doc.ents = filter_spans(shown)


register()

"""The stages as spaCy components: registration in one place.

`build` makes a `Language` whose tokens are characters and whose pipes are the stages of the pipeline, so that a
spaCy user can drop, replace or add one with spaCy's own means (`nlp.remove_pipe`, `nlp.add_pipe`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from numpy import zeros
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans
from spacy.vocab import Vocab

from pipeline import stages
from pipeline.config import Settings
from pipeline.extensions import register
from pipeline.layers import proper, value_of
from pipeline.tag import Extractor, load_extractors


class CharacterTokenizer:
    """One token per character, so that every span of characters is a span of the Doc. See docs/decisions.md."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make a Doc with `doc.text == text`. Raises ValueError for lone surrogates, which are no text at all."""
        doc = Doc(self.vocab, words=list(proper(text)), spaces=[False] * len(text))
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


def build(settings: Settings) -> Language:
    """A `Language` with all stages that the settings switch on, in order."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = settings.read.max_characters
    extractors = load_extractors(settings)
    for found in extractors:
        _register(found)
    for name in (*stages.SEGMENT, *(found.name for found in extractors)):
        nlp.add_pipe(f"xinwengao_{name}")
    if settings.tagger.spacy:
        nlp.add_pipe("xinwengao_spacy", config={"model": settings.tagger.spacy})
    pack = settings.tagger.pack
    if pack is not False:
        config = {"pack": None if pack is True else str(pack), "labels": stages.labels_of(extractors)}
        nlp.add_pipe("xinwengao_tagger", config=config)
    for name in stages.FINISH:
        nlp.add_pipe(f"xinwengao_{name}")
    return nlp


def _register(found: Extractor) -> None:
    """Register an extractor's factory `xinwengao_<name>`, which appends its candidates to `doc._.candidates`."""

    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        return _component(stages.extracting(found))

    Language.factory(f"xinwengao_{found.name}", assigns=["doc._.candidates"], requires=["doc._.passage"], func=make)


def _component(stage: stages.Stage) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        stage(doc)
        return doc

    return component


@Language.component("xinwengao_words", assigns=["doc.spans"])
def words(doc: Doc) -> Doc:
    """jieba's words as a layer: `doc.spans["words"]`."""
    stages.words(doc)
    doc.spans["words"] = [DocSpan(doc, start, end) for start, end in value_of(doc, "words")]
    return doc


@Language.component("xinwengao_sentences", assigns=["doc.sents", "doc._.sentences"])
def sentences(doc: Doc) -> Doc:
    """Sentences and their sections: `doc._.sentences`; `doc.sents` has the same starts."""
    stages.sentences(doc)
    # In one array: `token.is_sent_start = True` goes over the whole Doc each time.
    starts = zeros((len(doc), 1), dtype="uint64")
    for sentence in value_of(doc, "sentences"):
        starts[sentence.start] = 1
    return doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]  # typed as an array of thinc's


@Language.factory(
    "xinwengao_tagger",
    default_config={"pack": None, "labels": []},
    assigns=["doc._.opinion"],
    requires=["doc._.passage"],
)
def make_tagger(nlp: Language, name: str, pack: str | None, labels: list[str]) -> Callable[[Doc], Doc]:
    """What the learned tagger thinks of names with these labels: `doc._.opinion`. `pack` is a file, or None for ours."""
    return _component(stages.tagging(Path(pack) if pack else None, labels))


@Language.factory("xinwengao_spacy", assigns=["doc._.candidates"], requires=["doc._.passage"])
def make_spacy(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """Entities of an installed spaCy pipeline as candidates."""
    return _component(stages.reading_spacy(model))


@Language.component("xinwengao_resolve", assigns=["doc.ents", "doc.spans"], requires=["doc._.candidates"])
def choose(doc: Doc) -> Doc:
    """Choose among candidates: `doc._.mentions` holds the values, `doc.spans["mentions"]` (nested ones too) and the flat
    `doc.ents` show them."""
    stages.choose(doc)
    shown = [DocSpan(doc, each.start, each.end, label=each.label) for each in value_of(doc, "mentions")]
    doc.spans["mentions"] = shown
    doc.ents = filter_spans(shown)
    return doc


_OTHERS = {
    "passage": (["doc.spans", "doc._.sentences"], ["doc._.passage"]),
    "aliases": (["doc._.mentions"], ["doc._.aliases"]),
    "context": (["doc._.mentions", "doc._.aliases"], ["doc._.mentions"]),
    "positions": (["doc._.mentions", "doc._.aliases"], ["doc._.positions"]),
    "references": (["doc._.mentions", "doc._.aliases", "doc._.positions"], ["doc._.references"]),
}
"""Stages of which spaCy's own parts of a Doc show nothing: what they require and what they assign."""

for _name, (_requires, _assigns) in _OTHERS.items():
    _stage = {**stages.SEGMENT, **stages.FINISH}[_name]
    Language.component(f"xinwengao_{_name}", requires=_requires, assigns=_assigns, func=_component(_stage))

register()

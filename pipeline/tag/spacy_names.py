"""Names that a spaCy pipeline finds, as candidates: for users who have installed one, such as zh_core_web_trf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.config import ConfigError
from pipeline.segment import Passage
from pipeline.tag.base import Candidate

if TYPE_CHECKING:
    from spacy.language import Language

LABELS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "EVENT": "EVENT",
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
    "WORK": "WORK",
    "TITLE": "TITLE",
}
"""Labels of OntoNotes, which spaCy's pipelines use, or our own → ours."""

SCORE = 0.7


def load_spacy(name: str) -> Language:
    """A spaCy pipeline by its name or folder. Raises ConfigError when there is none."""
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise ConfigError(f"tagger.spacy: {name} cannot be loaded: {error}") from None


def spacy_names(model: Language, name: str, passage: Passage) -> Iterator[Candidate]:
    """The entities that the model finds in each sentence, in the simplified, half-width copy of the text.

    Entities with other labels are left out.
    """
    texts = [passage.folded[sentence.start : sentence.end] for sentence in passage.sentences]
    for sentence, found in zip(passage.sentences, model.pipe(texts), strict=True):
        for entity in found.ents:
            if label := LABELS.get(entity.label_):
                start, end = sentence.start + entity.start_char, sentence.start + entity.end_char
                yield Candidate(start, end, label, f"spacy:{name}", SCORE)

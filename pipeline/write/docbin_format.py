"""A spaCy DocBin: one Doc a document, its tokens characters, as `pipeline.load()` makes them.

`doc.spans["mentions"]` holds all mentions (`span.id_` is the mention's id, `span.kb_id_` its alias group), `doc.ents`
the flat choice, `doc.user_data` the id, title, date and source and what a span has no room for. A DocBin is written
as a whole: it needs memory in proportion to the number of characters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schema import Record, Span
from pipeline.write.atomic import atomic_path
from pipeline.write.carried import carried, restored
from pipeline.write.flat import flat
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from pipeline.join import Batch

FILES: tuple[str, ...] = ("records.spacy",)

KEY = "xinwengao"


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document. Raises OutputError."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    with atomic_path(output / FILES[0]) as temporary:
        docs, vocab = DocBin(attrs=_ATTRIBUTES, store_user_data=True), Vocab()
        yield lambda stored: docs.add(_doc(vocab, stored.record))
        docs.to_disk(temporary)


_ATTRIBUTES = ("ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE")


def _doc(vocab: Vocab, record: Record) -> Doc:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

    starts = {sentence.start for sentence in record.sentences}
    first: list[bool | int | None] = [place in starts for place in range(len(record.text))]
    size = len(record.text)
    doc = Doc(vocab, words=list(record.text), spaces=[False] * size, sent_starts=first if starts else None)
    doc.spans["mentions"] = [
        DocSpan(doc, span.start, span.end, label=span.label, kb_id=span.entity or "", span_id=span.id)
        for span in record.spans
    ]
    doc.ents = tuple(DocSpan(doc, span.start, span.end, label=span.label) for span in flat(record.spans))
    doc.user_data[KEY] = json.dumps(carried(record), ensure_ascii=False)
    return doc


def records(path: Path) -> Iterator[Record]:
    """The documents of such a file. Raises ValueError for a DocBin that another program made."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    for number, doc in enumerate(DocBin().from_disk(path).get_docs(Vocab()), start=1):
        if KEY not in doc.user_data or len(doc) != len(doc.text):
            raise ValueError(f"document {number} was not written by this program")
        data: dict[str, Any] = json.loads(doc.user_data[KEY])
        spans = [
            Span(span.start, span.end, span.text, span.label_, span.id_, entity=span.kb_id_ or None)
            for span in doc.spans["mentions"]
        ]
        yield restored(doc.text, spans, data, str(number))

"""A spaCy DocBin: one Doc a document, its tokens characters, as `pipeline.load()` makes them.

`doc.spans["mentions"]` holds all mentions (`span.id_` is the mention's id, `span.kb_id_` its alias group), `doc.ents`
the flat choice, `doc.user_data` the id, title, date and source and what a span has no room for. The file is written in
pieces, which lie in temporary files until then: `DocBin.to_disk` would hold all documents in memory. Reading it does.
"""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

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
    from spacy.vocab import Vocab

    with atomic_path(output / FILES[0]) as temporary, ExitStack() as stack:
        docs, vocab = _Pieces(stack), Vocab()
        yield lambda stored: docs.add(_doc(vocab, stored.record))
        with temporary.open("wb") as handle:
            docs.write(handle)


_ATTRIBUTES = ("ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE")


class _Pieces:
    """What a DocBin holds, document by document in temporary files: a map in MessagePack, packed by zlib."""

    def __init__(self, stack: ExitStack) -> None:
        self._blobs, self._lists = (
            {key: stack.enter_context(tempfile.TemporaryFile()) for key in keys}  # noqa: SIM115
            for keys in (_BLOBS, _LISTS)
        )
        self._documents = 0
        self._strings: set[str] = set()
        self._head: dict[str, Any] = {}

    def add(self, doc: Doc) -> None:
        from spacy.tokens import DocBin
        from srsly import msgpack_dumps, msgpack_loads

        one = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
        one.add(doc)
        data = msgpack_loads(zlib.decompress(one.to_bytes()))
        for key, blob in self._blobs.items():
            blob.write(data.pop(key))
        for key, items in self._lists.items():
            items.write(b"".join(map(msgpack_dumps, data.pop(key))))
        self._strings.update(data.pop("strings"))
        self._documents, self._head = self._documents + 1, data

    def write(self, handle: IO[bytes]) -> None:
        from spacy.tokens import DocBin
        from srsly import msgpack_dumps

        if not self._documents:
            handle.write(DocBin(attrs=_ATTRIBUTES, store_user_data=True).to_bytes())
            return
        packer = zlib.compressobj()
        head = {**self._head, "strings": sorted(self._strings)}
        handle.write(packer.compress(bytes([0x80 + len(head) + len(_BLOBS) + len(_LISTS)])))
        for key, value in head.items():
            handle.write(packer.compress(msgpack_dumps(key) + msgpack_dumps(value)))
        for key, piece in {**self._blobs, **self._lists}.items():
            size = b"\xc6" + piece.tell().to_bytes(4) if key in _BLOBS else b"\xdd" + self._documents.to_bytes(4)
            handle.write(packer.compress(msgpack_dumps(key) + size))
            piece.seek(0)
            for part in iter(lambda piece=piece: piece.read(1 << 20), b""):  # type: ignore[misc]
                handle.write(packer.compress(part))
        handle.write(packer.flush())


_BLOBS, _LISTS = ("tokens", "spaces", "lengths"), ("cats", "flags", "span_groups", "user_data")
"""The keys whose values are bytes, one document's behind the other's, and those that list something for each."""


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

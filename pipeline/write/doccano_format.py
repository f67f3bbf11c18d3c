"""JSON lines for doccano (sequence labelling, overlapping spans allowed), and its export as gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schema import Record
from pipeline.write.atomic import atomic_writer
from pipeline.write.carried import carried, restored, span_at
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch

FILES: tuple[str, ...] = ("doccano.jsonl",)


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document as one line. Raises OutputError."""
    with atomic_writer(output / FILES[0]) as handle:

        def add(stored: StoredRecord) -> None:
            handle.write(json.dumps(_example(stored.record), ensure_ascii=False) + "\n")

        yield add


def _example(record: Record) -> dict[str, Any]:
    """doccano keeps further fields of a line as metadata; it wants them to be plain strings."""
    labels = [[span.start, span.end, span.label] for span in record.spans]
    along = json.dumps(carried(record), ensure_ascii=False)
    return {"text": record.text, "label": labels, "doc_id": record.id, "record": along}


def records(path: Path) -> Iterator[Record]:
    """The examples of an export (JSONL, also the one with relations) or of this writer's file.

    Raises ValueError or KeyError where a line is no such example.
    """
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                example = json.loads(line)
                spans = [span_at(example["text"], *label) for label in _labels(example)]
                data = json.loads(example["record"]) if "record" in example else {"id": example.get("doc_id")}
                yield restored(example["text"], spans, data, str(example.get("id") or number))


def _labels(example: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    for start, end, label in example.get("label") or example.get("labels") or ():
        yield int(start), int(end), str(label)
    for entity in example.get("entities") or ():
        yield int(entity["start_offset"]), int(entity["end_offset"]), str(entity["label"])

"""Tasks for Label Studio with the mentions as predictions, and its export as gold.

The labelling interface that fits: `<Labels name="label" toName="text">` over `<Text name="text" value="$text"/>`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schema import Record, Span
from pipeline.write.atomic import atomic_writer
from pipeline.write.carried import carried, restored, span_at
from pipeline.write.norms import json_number, readable
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch

FILES: tuple[str, ...] = ("label-studio.json",)

MODEL = "xinwengao"


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document as a task. Raises OutputError."""
    with atomic_writer(output / FILES[0]) as handle:
        before = "["

        def add(stored: StoredRecord) -> None:
            nonlocal before
            task = json.dumps(_task(stored.record), ensure_ascii=False, default=json_number)
            handle.write(f"{before}\n{task}")
            before = ","

        yield add
        handle.write(f"{before}\n]\n" if before == "[" else "\n]\n")


def _task(record: Record) -> dict[str, Any]:
    result = [_region(span) for span in record.spans]
    data = {"text": record.text, "doc_id": record.id, "title": record.title, "record": carried(record)}
    return {"data": data, "predictions": [{"model_version": MODEL, "result": result}]}


def _region(span: Span) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.text, "labels": [span.label]}
    region: dict[str, Any] = {
        "id": span.id, "from_name": "label", "to_name": "text", "type": "labels", "value": value,
    }  # fmt: skip
    if span.score is not None:
        region["score"] = span.score
    if span.norm:
        region["meta"] = {"text": [readable(span.norm)]}
    return region


def records(path: Path) -> Iterator[Record]:
    """The tasks of an export ("JSON", not "JSON-MIN") or of this writer's file.

    A task that somebody annotated has the last of its annotations that was not cancelled, another one its first
    prediction. Raises ValueError or KeyError for other files.
    """
    tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(tasks, list):
        raise ValueError("not a list of tasks; export from Label Studio as JSON")
    for number, task in enumerate(tasks, start=1):
        data = task["data"]
        done = [made for made in task.get("annotations") or () if not made.get("was_cancelled")]
        chosen = (done or list(task.get("predictions") or ())[:1] or [{"result": ()}])[-1]
        regions = [region for region in chosen["result"] if region.get("type") == "labels"]
        spans = [span for region in regions for span in _spans(data["text"], region["value"])]
        carried_along = data.get("record") or {"id": data.get("doc_id")}
        yield restored(data["text"], spans, carried_along, str(task.get("id") or number))


def _spans(text: str, value: Mapping[str, Any]) -> Iterator[Span]:
    for label in value["labels"]:
        yield span_at(text, int(value["start"]), int(value["end"]), label, value.get("text"))

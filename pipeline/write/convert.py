"""Records from one format to another: corrected annotations back to gold, gold to an annotation program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pipeline.join import Batch, appearances
from pipeline.read.ids import document_ids
from pipeline.schema import Record
from pipeline.write.atomic import atomic_write, make_folder
from pipeline.write.formats import FORMATS, READABLE, unusable
from pipeline.write.norms import json_number
from pipeline.write.stored import StoredRecord, numbered

GOLD = "gold"
"""The format of gold: `<doc_id>.json`, as the annotation guidelines write it."""

TARGETS = (GOLD, *(name for name in FORMATS if name != "json"))


_UNKNOWN = f"none of the known formats; name it with --from: {', '.join(READABLE)}"


class ConvertError(ValueError):
    """A file that cannot be converted; the message says why."""


def convert(source: Path, output: Path, target: str = GOLD, kind: str | None = None) -> int:
    """Write the records in `source` to the folder `output`, and give their number.

    `kind` is the format of `source` (default: told by its content). Raises ConvertError, OutputError.
    """
    if target not in TARGETS:
        raise ConvertError(f"--to: no format {target}; there are {', '.join(TARGETS)}")
    if kind is not None and kind not in READABLE:
        raise ConvertError(f"--from: no format {kind} to be read; there are {', '.join(READABLE)}")
    if problem := unusable(target):
        raise ConvertError(problem)
    if not source.exists():
        raise ConvertError(f"{source}: no such file or folder")
    kind = kind or told(source)
    make_folder(output)
    return _gold(source, kind, output) if target == GOLD else _other(source, kind, output, target)


def _gold(source: Path, kind: str, output: Path) -> int:
    count = 0
    for record in _read(source, kind):
        text = json.dumps(record.to_json(), ensure_ascii=False, indent=1, default=json_number) + "\n"
        atomic_write(output / f"{record.id}.json", text)
        count += 1
    return count


def _other(source: Path, kind: str, output: Path, target: str) -> int:
    count = 0
    with Batch() as batch:
        for record in _read(source, kind):
            batch.add(record.id, record.date, appearances(numbered(record)))
        batch.join()
        with FORMATS[target].writer(output, batch) as add:
            for record in _read(source, kind):
                add(StoredRecord(numbered(record), "", ""))
                count += 1
    return count


def _read(source: Path, kind: str) -> Iterator[Record]:
    seen: set[str] = set()
    records = READABLE[kind].records(source)
    while True:
        try:
            record = next(records, None)
        except Exception as error:  # whatever a damaged file makes the libraries below raise
            reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise ConvertError(f"{source}: not readable as {kind} behind document {len(seen)}: {reason}") from None
        if record is None:
            return
        # Ids come from other people's files and name files here: `../x` must stay inside the folder.
        doc_id = document_ids([Path(re.sub(r"[/\\\0]", "_", record.id) + ".json")])[0]
        if doc_id.casefold() in seen:
            raise ConvertError(f"{source}: two documents have the id {doc_id}; give each its own")
        seen.add(doc_id.casefold())
        yield replace(record, id=doc_id)


def told(source: Path) -> str:
    """The format of a file, told by its content. Raises ConvertError when it looks like none."""
    if source.is_dir():
        return "json"
    with source.open("rb") as handle:
        head = handle.read(4096)
    if source.suffix == ".spacy":
        return "docbin"
    text = head.decode("utf-8-sig", "ignore").lstrip()
    if text.startswith("-DOCSTART-"):
        return "conll"
    if text.startswith("["):
        return "label-studio"
    if text.startswith("{"):
        return _kind_of_object(source)
    raise ConvertError(f"{source}: {_UNKNOWN}")


def _kind_of_object(source: Path) -> str:
    with source.open(encoding="utf-8-sig", errors="replace") as lines:
        first = "".join(islice((line for line in lines if line.strip()), 1))
    try:
        example = json.loads(first)
    except ValueError:
        return "json"  # one object over many lines
    if "spans" in example:
        return "jsonl" if source.suffix == ".jsonl" else "json"
    if example.keys() & {"text", "label", "labels", "entities"}:
        return "doccano"
    raise ConvertError(f"{source}: {_UNKNOWN}")

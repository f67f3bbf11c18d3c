"""A record as it lies in `records/<doc_id>.json`: with the hash of its source and of all that it was made from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.schema import Record
from pipeline.write.atomic import atomic_write
from pipeline.write.norms import json_number

FOLDER = "records"


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record, the SHA-256 of the file it was read from, and the fingerprint of everything that decided it.

    Two runs give the same fingerprint exactly when source, program, settings and date are the same, so that a
    record with the right fingerprint need not be made again.
    """

    record: Record
    sha256: str
    fingerprint: str

    def dumps(self) -> str:
        """One line of JSON: the record's own keys, then `sha256` and `fingerprint`."""
        data = {**self.record.to_json(), "sha256": self.sha256, "fingerprint": self.fingerprint}
        return _encode(data) + "\n"


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=json_number).encode


def path_of(output: Path, doc_id: str) -> Path:
    """Where a document's record lies."""
    return output / FOLDER / f"{doc_id}.json"


def save(output: Path, stored: StoredRecord) -> str:
    """Write a record file and give its digest. Raises OutputError; UnicodeEncodeError for text that is none (lone
    surrogates).

    It is not forced to the disk, which would take as long as making it: `read` knows a file that a power failure cut, and
    the record is made again.
    """
    data = stored.dumps().encode()
    atomic_write(path_of(output, stored.record.id), data, durable=False)
    return hashlib.sha256(data).hexdigest()


def digest(path: Path) -> str | None:
    """The SHA-256 of a file, or None when it cannot be read."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return None


def read(output: Path, doc_id: str) -> StoredRecord | None:
    """Read a record file back, or None when there is none that this program wrote."""
    try:
        data = json.loads(path_of(output, doc_id).read_text(encoding="utf-8"))
        return StoredRecord(Record.from_json(data), data["sha256"], data["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def fingerprint_of(path: Path) -> str | None:
    """The fingerprint in a record file, or None when the file is not this program's."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return str(data["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def numbered(record: Record) -> Record:
    """The record with its spans in text order (the longer first, then as they came) and an id on each: m1, m2, …

    Ids are given anew unless every span has one of its own that no program takes for a number.
    """
    spans = sorted(record.spans, key=lambda span: (span.start, -span.end))
    ids = {span.id for span in spans}
    openings = {name[:1] for name in ids}
    if len(ids) < len(spans) or "" in openings or any(map(str.isdigit, openings)):
        spans = [replace(span, id=f"m{place}") for place, span in enumerate(spans, start=1)]
    return replace(record, spans=tuple(spans))

"""What the last finished run left in the output folder, by its run.json.

Looking a document up there costs two reads and two hashes, so a run over unchanged documents is done in a small part
of the time that the first one took. Where run.json says nothing (the last run was stopped), the record files do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.read import ReadError, Source, printable, read_bytes
from pipeline.run.document import Plan
from pipeline.run.fingerprint import record_fingerprint
from pipeline.run.job import Outcome
from pipeline.run.ledger import Ledger, outcome_of
from pipeline.write.stored import FOLDER, digest, path_of

NAME, ERRORS = "run.json", "errors.csv"
LINE = '    {"doc_id": '
"""How the line of a document begins in run.json."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Documents with a record, all of them as one hash, what was made of all of them together (file → its SHA-256),
    and the SHA-256 of the table of known entities."""

    documents: Ledger = field(default_factory=Ledger)
    hash: str = ""
    files: Mapping[str, str | None] = field(default_factory=dict)
    known: str | None = None

    def outcome(self, plan: Plan, source: Source) -> Outcome | None:
        """The outcome of a document whose file and record are as they were, or None: then it has to be looked at."""
        before = None if plan.fresh else self.documents.get(source.doc_id)
        if before is None:
            return None
        try:
            data = read_bytes(source.path, plan.settings.read) if source.data is None else source.data
        except ReadError:
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        wanted = record_fingerprint(plan.fingerprint, sha256, printable(source.path)), before.digest
        there = before.fingerprint, digest(path_of(plan.output, source.doc_id))
        return replace(before, made=False) if wanted == there else None

    def stands(self, output: Path, documents: str, files: Sequence[str], known: str | None) -> bool:
        """Whether documents with this hash would give the same bytes in `files` as there are."""
        return self.hash == documents and self.known == known and self.files == digests(output, files)


def digests(output: Path, files: Sequence[str]) -> dict[str, str | None]:
    """File → its SHA-256, of those that are made of all documents together."""
    return {name: digest(output / name) for name in files if name not in (FOLDER, NAME, ERRORS)}


def hash_of(outcomes: Iterable[Outcome]) -> str:
    """One hash of documents in their order, with all that decided their records."""
    together = hashlib.sha256()
    for one in outcomes:
        together.update(f"{one.doc_id}\n{one.fingerprint}\n{one.digest}\n".encode())
    return together.hexdigest()


def read_earlier(output: Path) -> Earlier:
    """What the last finished run says; nothing where there was none, or another program wrote run.json."""
    documents = Ledger()
    rest: list[str] = []
    try:
        with (output / NAME).open(encoding="utf-8") as lines:
            said_of_all = hash_of(_documents(lines, documents, rest))
        said: dict[str, Any] = json.loads("".join(rest))
        return (
            Earlier(documents, said_of_all, dict(said["digests"]), said["known"]) if not said["inputs"] else Earlier()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Earlier()


def _documents(lines: Iterable[str], documents: Ledger, rest: list[str]) -> Iterable[Outcome]:
    """The documents with a record, put into `documents`; all lines that are about none go to `rest`."""
    for line in lines:
        if line.startswith(LINE):
            entry = json.loads(line.strip().removesuffix(","))
            if entry["status"] != "failed":
                documents.put_line(entry["doc_id"], line.strip().removesuffix(","))
                yield outcome_of(entry)
        else:
            rest.append(line)

"""What the last finished run left in the output folder, by its run.json.

Looking a document up there costs two reads and two hashes, so a run over unchanged documents is done in a small part
of the time that the first one took. Where run.json says nothing (the last run was stopped), the record files do.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.read import ReadError, Source, printable, read_bytes
from pipeline.run.document import Plan
from pipeline.run.fingerprint import record_fingerprint
from pipeline.run.job import Outcome
from pipeline.write.stored import FOLDER, digest, path_of

NAME, ERRORS = "run.json", "errors.csv"


@dataclass(frozen=True, slots=True)
class Earlier:
    """Documents with a record, by id and in order, what was made of all of them together (file → its SHA-256), and the
    SHA-256 of the table of known entities."""

    documents: Mapping[str, Outcome] = field(default_factory=dict)
    files: Mapping[str, str | None] = field(default_factory=dict)
    known: str | None = None

    def outcome(self, plan: Plan, source: Source) -> Outcome | None:
        """The outcome of a document whose file and record are as they were, or None: then it has to be looked at."""
        before = self.documents.get(source.doc_id)
        if before is None or plan.fresh:
            return None
        try:
            data = read_bytes(source.path, plan.settings.read) if source.data is None else source.data
        except ReadError:
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        wanted = record_fingerprint(plan.fingerprint, sha256, printable(source.path)), before.digest
        there = before.fingerprint, digest(path_of(plan.output, source.doc_id))
        return replace(before, made=False) if wanted == there else None

    def stands(self, output: Path, documents: Sequence[Outcome], files: Sequence[str], known: str | None) -> bool:
        """Whether these documents would give the same bytes in `files` as there are."""
        of_these, of_those = (
            [(one.doc_id, one.fingerprint, one.digest) for one in listed]
            for listed in (documents, self.documents.values())
        )
        return of_these == of_those and self.known == known and self.files == digests(output, files)


def digests(output: Path, files: Sequence[str]) -> dict[str, str | None]:
    """File → its SHA-256, of those that are made of all documents together."""
    return {name: digest(output / name) for name in files if name not in (FOLDER, NAME, ERRORS)}


def read_earlier(output: Path) -> Earlier:
    """What the last finished run says; nothing where there was none, or another program's."""
    try:
        said = json.loads((output / NAME).read_text(encoding="utf-8"))
        outcomes = (_outcome(entry) for entry in said["inputs"] if entry["status"] != "failed")
        return Earlier({one.doc_id: one for one in outcomes}, dict(said["digests"]), said["known"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Earlier()


def entry(outcome: Outcome) -> dict[str, Any]:
    """An outcome as run.json holds it."""
    return {
        "doc_id": outcome.doc_id,
        "source": outcome.source,
        "sha256": outcome.sha256,
        "status": "failed" if outcome.failure else "made" if outcome.made else "unchanged",
        "fingerprint": outcome.fingerprint,
        "record": outcome.digest,
        "characters": outcome.characters,
        "positions": outcome.positions,
        "labels": dict(sorted(outcome.labels.items())),
        "notes": list(outcome.notes),
    }


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    return Outcome(
        entry["doc_id"],
        entry["source"],
        entry["sha256"],
        entry["fingerprint"],
        entry["record"],
        characters=entry["characters"],
        positions=entry["positions"],
        labels=Counter(entry["labels"]),
        notes=tuple(entry["notes"]),
    )

"""The documents of a run and what became of each, in a temporary database: memory does not grow with their number."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.read import Source
from pipeline.run.job import Failure, Outcome

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE document (
    place INTEGER PRIMARY KEY, doc_id TEXT UNIQUE, path BLOB, data BLOB,
    line TEXT, failure TEXT, noted INTEGER, joined INTEGER
);
"""
_AT_ONCE = 200
"""So many rows are fetched at a time; between two fetches rows may change."""


class Ledger:
    """Documents in order, each with its outcome once there is one. Raises sqlite3.Error when the system's folder for
    temporary files takes no more."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        # Without a name it is a file of the system's temporary folder, gone when it is closed or the process dies.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        rows = ((source.doc_id, os.fsencode(source.path), source.data) for source in sources)
        self._db.executemany("INSERT INTO document (doc_id, path, data) VALUES (?, ?, ?)", rows)

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM document").fetchone()[0])

    def __iter__(self) -> Iterator[Outcome]:
        """All outcomes, in the order of the documents."""
        return (_outcome(line, failure) for _, line, failure in self._rows("line, failure", "line IS NOT NULL"))

    def waiting(self) -> Iterator[Source]:
        """The documents that have no outcome when their turn comes."""
        for _, doc_id, path, data in self._rows("doc_id, path, data", "line IS NULL"):
            yield Source(doc_id, Path(os.fsdecode(path)), data)

    def put(self, outcome: Outcome) -> None:
        """Say what became of a document; what was said of it before is forgotten."""
        failure = outcome.failure and json.dumps(
            (outcome.failure.stage, outcome.failure.error, outcome.failure.traceback)
        )
        row = (line_of(outcome), failure, bool(outcome.notes), outcome.appearances is not None, outcome.doc_id)
        self._db.execute("UPDATE document SET line = ?, failure = ?, noted = ?, joined = ? WHERE doc_id = ?", row)

    def put_line(self, doc_id: str, line: str) -> None:
        """Add a document with its outcome as run.json holds it."""
        self._db.execute("INSERT OR REPLACE INTO document (doc_id, line) VALUES (?, ?)", (doc_id, line))

    def get(self, doc_id: str) -> Outcome | None:
        """The outcome of a document, None where there is none."""
        row = self._db.execute("SELECT line, failure FROM document WHERE doc_id = ?", (doc_id,)).fetchone()
        return _outcome(*row) if row and row[0] else None

    def lines(self) -> Iterator[str]:
        """All outcomes as run.json holds them."""
        return (line for _, line in self._rows("line", "line IS NOT NULL"))

    def failed(self) -> Iterator[Outcome]:
        """The documents that have no record."""
        return (_outcome(line, failure) for _, line, failure in self._rows("line, failure", "failure IS NOT NULL"))

    def noted(self) -> Iterator[Outcome]:
        """The documents that have a record, and something in their file that could not be read."""
        return (_outcome(line, None) for _, line in self._rows("line", "noted AND failure IS NULL"))

    def unjoined(self) -> Iterator[str]:
        """The ids of documents with a record that nobody looked into."""
        return (doc_id for _, doc_id in self._rows("doc_id", "line IS NOT NULL AND failure IS NULL AND NOT joined"))

    def _rows(self, columns: str, where: str) -> Iterator[tuple[Any, ...]]:
        query = f"SELECT place, {columns} FROM document WHERE place > ? AND {where} ORDER BY place LIMIT {_AT_ONCE}"
        last = 0
        while rows := self._db.execute(query, (last,)).fetchall():
            yield from rows
            last = rows[-1][0]


def line_of(outcome: Outcome) -> str:
    """An outcome as a line of run.json."""
    status = "failed" if outcome.failure else "made" if outcome.made else "unchanged"
    entry = {
        "doc_id": outcome.doc_id,
        "source": outcome.source,
        "sha256": outcome.sha256,
        "status": status,
        "fingerprint": outcome.fingerprint,
        "record": outcome.digest,
        "characters": outcome.characters,
        "positions": outcome.positions,
        "labels": dict(sorted(outcome.labels.items())),
        "notes": list(outcome.notes),
    }
    return json.dumps(entry, ensure_ascii=False)


def outcome_of(entry: Mapping[str, Any]) -> Outcome:
    """The outcome in a line of run.json; why a document failed is not in it. Raises KeyError and TypeError."""
    return Outcome(
        entry["doc_id"],
        entry["source"],
        entry["sha256"],
        entry["fingerprint"],
        entry["record"],
        entry["status"] == "made",
        entry["characters"],
        entry["positions"],
        Counter(entry["labels"]),
        notes=tuple(entry["notes"]),
    )


def _outcome(line: str, failure: str | None) -> Outcome:
    outcome = outcome_of(json.loads(line))
    return replace(outcome, failure=Failure(outcome.source, *json.loads(failure))) if failure else outcome

"""What a run is asked to do, and what comes back for each document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.join import Appearance

Stage = Literal["read", "tag", "write"]


class UsageError(ValueError):
    """A run that cannot start as it was asked for; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that the user chose. `date` is the publication date of all documents, or None; `known` is a table of
    known entities, which goes before that of the settings.

    `workers` are the processes that make records; with none they are made in this process, which a document that
    brings a library down would take along.
    """

    inputs: tuple[Path, ...]
    output: Path = Path("outputs")
    config: Path | None = None
    known: Path | None = None
    date: date | None = None
    workers: int = 0
    formats: tuple[str, ...] = ("csv", "json")
    fresh: bool = False
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no record: a row of errors.csv, and the traceback where there is one."""

    source: str
    stage: Stage
    error: str
    traceback: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. Plain values only: it travels between processes.

    `made` says whether the record was made now; it is False for one that was there already. `fingerprint` is the
    record's, `digest` the SHA-256 of its file. `notes` say what of the document's file could not be read. `day` is the
    document's date, `appearances` are its people and organizations, None where nobody looked into the record. `fatal` is
    an error of the output folder, which ends the run.
    """

    doc_id: str
    source: str
    sha256: str | None = None
    fingerprint: str | None = None
    digest: str | None = None
    made: bool = False
    characters: int = 0
    positions: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    failure: Failure | None = None
    notes: tuple[str, ...] = ()
    day: date | None = None
    appearances: tuple[Appearance, ...] | None = None
    fatal: str | None = None

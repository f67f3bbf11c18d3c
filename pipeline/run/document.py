"""One document from its file to its record file: what a worker does."""

from __future__ import annotations

import gc
import hashlib
import os
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Settings
from pipeline.read import ReadError, Source, parse_file, printable, read_bytes
from pipeline.run.fingerprint import record_fingerprint
from pipeline.run.job import Failure, Outcome, Stage
from pipeline.schema import Article, Record
from pipeline.write.errors import OutputError
from pipeline.write.stored import StoredRecord, digest, numbered, path_of, read, save

if TYPE_CHECKING:
    from pipeline.stages import Stages


@dataclass(frozen=True, slots=True)
class Plan:
    """What all documents of a run share. Plain values only: it travels to the workers."""

    settings: Settings
    output: Path
    date: date | None
    fingerprint: str
    fresh: bool


_NEW_OBJECTS = 20_000
"""More than a document makes at a time, nearly all of which go by themselves when it is done: Python's own 700 has the
collector look through them dozens of times a second, and find next to nothing."""


@contextmanager
def many_documents() -> Iterator[None]:
    """Set the garbage collector for loading the pipeline, and then for many documents."""
    gc.set_threshold(_NEW_OBJECTS)
    yield
    gc.freeze()  # tables stay to the end: no collection need look at them again


def one_thread() -> None:
    """Keep numpy from starting threads in a process of our own: its products are small, and threads take time when they have
    none to do. Before numpy is loaded; what the user has set stays."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Processor:
    """Makes records. The pipeline is loaded once, when the first document needs it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._pipeline: Stages | None = None

    def load(self) -> Stages:
        """The loaded pipeline. Raises ConfigError for settings that cannot be used."""
        if self._pipeline is None:
            with many_documents():
                from pipeline.api import load_stages

                self._pipeline = load_stages(self._plan.settings)
        return self._pipeline

    def __call__(self, source: Source) -> Outcome:
        """Make one record; whatever goes wrong with the document is in the outcome, nothing is raised for it."""
        plan, shown = self._plan, printable(source.path)
        stage: Stage = "read"
        sha256 = None
        try:
            data = read_bytes(source.path, plan.settings.read) if source.data is None else source.data
            sha256 = hashlib.sha256(data).hexdigest()
            fingerprint = record_fingerprint(plan.fingerprint, sha256, shown)
            if not plan.fresh and (stored := read(plan.output, source.doc_id)) and stored.fingerprint == fingerprint:
                return _outcome(stored, source, digest(path_of(plan.output, source.doc_id)), made=False)
            article = parse_file(source.path, data, source.doc_id, plan.date, plan.settings.read)
            stage = "tag"
            record = self.extract(article)
            stage = "write"
            stored = StoredRecord(numbered(record), sha256, fingerprint)
            return _outcome(stored, source, save(plan.output, stored), made=True)
        except OutputError as error:
            return Outcome(source.doc_id, shown, sha256, fatal=str(error))
        except ReadError as error:
            return Outcome(source.doc_id, shown, sha256, failure=Failure(shown, stage, str(error)))
        except MemoryError:
            limit = plan.settings.run.max_memory_mb
            error_text = f"not enough memory (run.max_memory_mb = {limit}): split the document or raise the setting"
            return Outcome(source.doc_id, shown, sha256, failure=Failure(shown, stage, error_text))
        except Exception as error:
            failure = Failure(shown, stage, f"{type(error).__name__}: {error}", traceback.format_exc())
            return Outcome(source.doc_id, shown, sha256, failure=failure)

    def extract(self, article: Article) -> Record:
        """The record of an article."""
        from pipeline.api import extract_article

        return extract_article(self.load(), article)


def _outcome(stored: StoredRecord, source: Source, digest: str | None, made: bool) -> Outcome:
    from pipeline.join import appearances

    record = stored.record
    return Outcome(
        source.doc_id,
        printable(source.path),
        stored.sha256,
        stored.fingerprint,
        digest,
        made,
        len(record.text),
        len(record.positions),
        Counter(span.label for span in record.spans),
        notes=record.notes,
        day=record.date,
        appearances=appearances(record),
    )

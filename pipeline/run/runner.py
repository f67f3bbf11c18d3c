"""The run itself: from a `Job` to the files and a `Result`."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import ConfigError, Settings
from pipeline.read import SUFFIXES, Found, Unreadable, find_documents, printable
from pipeline.run.document import Plan, Processor
from pipeline.run.earlier import ERRORS, NAME, Earlier, hash_of, read_earlier
from pipeline.run.fingerprint import run_fingerprint
from pipeline.run.job import Failure, Job, Outcome, UsageError
from pipeline.run.ledger import Ledger
from pipeline.run.manifest import Totals, write_manifest
from pipeline.run.progress import shown
from pipeline.run.workers import process_with_workers
from pipeline.write import FORMATS, OutputError, make_folder, output_error, remove_leftovers
from pipeline.write.csv_format import write_table
from pipeline.write.formats import Format, unusable
from pipeline.write.stored import FOLDER, StoredRecord, digest, fingerprint_of, path_of, read

if TYPE_CHECKING:
    from pipeline.join import Batch, Known


@dataclass(slots=True)
class Result:
    """What a run did. `removed` are the ids of documents that an earlier run had and this one has not, `known` is the
    SHA-256 of the table of known entities. `ledger` has the documents; they are read from it when they are asked for."""

    job: Job
    settings: Settings
    skipped: Sequence[Path]
    unreadable: Sequence[Unreadable]
    started: datetime
    ledger: Ledger
    seconds: float = 0.0
    totals: Totals = field(default_factory=Totals)
    removed: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    known: str | None = None

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """What became of each document, in order."""
        return iter(self.ledger)

    @property
    def documents(self) -> Iterator[Outcome]:
        """The documents that have a record, in order."""
        return (outcome for outcome in self.ledger if outcome.failure is None)

    @property
    def failures(self) -> list[Failure]:
        """Why files and documents have no record."""
        return list(self._failures())

    @property
    def notes(self) -> list[Failure]:
        """What could not be read of documents that have a record otherwise."""
        return list(self._notes())

    def problems(self) -> Iterator[Failure]:
        """The failures, then the notes: what errors.csv has a row for."""
        return chain(self._failures(), self._notes())

    def _failures(self) -> Iterator[Failure]:
        yield from (Failure(printable(item.path), "read", item.error) for item in self.unreadable)
        yield from (outcome.failure for outcome in self.ledger.failed() if outcome.failure)

    def _notes(self) -> Iterator[Failure]:
        return (Failure(outcome.source, "read", note) for outcome in self.ledger.noted() for note in outcome.notes)

    @property
    def characters_per_second(self) -> float | None:
        """Over the documents made in this run; None when all were there already."""
        made = self.totals.made_characters
        return made / self.seconds if made and self.seconds else None


def run(job: Job) -> Result:
    """Read, tag and write the documents of a job.

    What is wrong with a document is in `Result.failures` and errors.csv, and never stops the others. Raises
    UsageError for a run that cannot start and OutputError when the output folder takes no more; what was finished
    by then is whole, and the next run goes on from there.
    """
    settings, found, known = _checked(job)
    try:
        make_folder(job.output / FOLDER)
    except OutputError as error:
        raise UsageError(str(error)) from None
    _tidy(job.output)
    started, clock = datetime.now(UTC), time.monotonic()
    plan = Plan(settings, job.output, job.date, run_fingerprint(settings, job.date), job.fresh)
    with _temporary_files(), ExitStack() as stack:
        stack.callback(_tidy, job.output)  # a worker that is stopped in the middle of a file cannot remove it itself
        result = Result(job, settings, found.skipped, found.unreadable, started, Ledger(found.sources))
        if table := job.known or settings.entities.known:
            result.known = digest(table)
        del found  # its documents are in the ledger: in memory they would grow with their number
        earlier = read_earlier(job.output)
        batch = cache(lambda: stack.enter_context(_batch(known)))
        outcomes = stack.enter_context(closing(_outcomes(plan, result.ledger, job.workers, earlier)))
        for outcome in shown(outcomes, len(result.ledger)):
            if outcome.fatal:
                raise OutputError(outcome.fatal)
            if outcome.appearances is not None:
                batch().add(outcome.doc_id, outcome.day, outcome.appearances)
            result.ledger.put(outcome)
        result.seconds = time.monotonic() - clock
        try:
            _write(result, batch, earlier)
        except OSError as error:
            raise output_error(job.output, error) from error
    return result


def _tidy(output: Path) -> None:
    """Remove what processes left that were killed while they wrote."""
    for folder in (output, output / FOLDER):
        remove_leftovers(folder)


@contextmanager
def _temporary_files() -> Iterator[None]:
    """Temporary databases, whose errors say what to do. Raises OutputError."""
    try:
        yield
    except sqlite3.Error as error:
        folder = tempfile.gettempdir()
        raise OutputError(f"cannot write temporary files in {folder}: {error}: make room or set TMPDIR") from error


def _batch(known: Known | None) -> Batch:
    """Joins people and organizations; what that takes is not loaded for a run in which nothing changed."""
    from pipeline.join import Batch

    return Batch(known)


def _checked(job: Job) -> tuple[Settings, Found, Known | None]:
    """The settings, the documents and the known entities. Raises UsageError."""
    if unknown := [name for name in job.formats if name not in FORMATS]:
        raise UsageError(f"--format: no format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
    if not job.formats:
        raise UsageError(f"--format: name at least one of {', '.join(FORMATS)}")
    if problem := next(filter(None, map(unusable, job.formats)), None):
        raise UsageError(problem)
    try:
        settings = Settings.load(job.config)
        if settings.extractors != type(settings.extractors)():
            from pipeline.tag import load_extractors

            load_extractors(settings)
        _check_models(settings)
        table = job.known or settings.entities.known
        known = _known(table, "" if job.known else f"{settings.origin}: entities.known: ") if table else None
        found = find_documents(job.inputs, leave_out=job.output, settings=settings.read)
    except ConfigError as error:
        raise UsageError(str(error)) from None
    except FileNotFoundError as error:
        raise UsageError(f"{error}: no such file or folder") from None
    if not found.sources and not found.unreadable:
        places = ", ".join(map(str, job.inputs))
        raise UsageError(f"{places}: no documents here; in a folder {', '.join(SUFFIXES)} files are read")
    return settings, found, known


def _check_models(settings: Settings) -> None:
    """See that models of the user's own are there, without loading them. Raises ConfigError."""
    pack, model = settings.tagger.pack, settings.tagger.spacy
    if isinstance(pack, Path):
        from pipeline.tag.statistical.pack import PackError, read_pack

        try:
            read_pack(pack)
        except PackError as error:
            raise ConfigError(f"{settings.origin}: tagger.pack: {error}") from None
    if model and not Path(model).exists() and find_spec(model) is None:
        remedy = "install it, or give the path of its folder"
        raise ConfigError(f"{settings.origin}: tagger.spacy: {model} is no installed spaCy pipeline: {remedy}")


def _known(table: Path, named_by: str) -> Known:
    from pipeline.join import Known, KnownError

    try:
        return Known.load(table)
    except KnownError as error:
        raise UsageError(f"{named_by}{error}") from None


def _outcomes(plan: Plan, ledger: Ledger, workers: int, earlier: Earlier) -> Generator[Outcome, None, None]:
    """What did not change first, then what has to be made. An outcome must be in the ledger before the next is taken."""
    yield from filter(None, (earlier.outcome(plan, source) for source in ledger.waiting()))
    if workers:
        yield from process_with_workers(plan, ledger.waiting(), workers)
    else:
        yield from map(Processor(plan), ledger.waiting())


def _write(result: Result, batch: Callable[[], Batch], earlier: Earlier) -> None:
    """Everything that is made from the records, unless it is there already. Raises OutputError."""
    job = result.job
    _remove_stale(result)
    chosen = [FORMATS[name] for name in dict.fromkeys(job.formats)]
    result.files = [name for chosen_format in chosen for name in chosen_format.FILES] + [ERRORS, NAME]
    if not earlier.stands(job.output, hash_of(result.documents), result.files, result.known):
        from pipeline.join import appearances

        for doc_id in result.ledger.unjoined():
            if stored := read(job.output, doc_id):
                batch().add(doc_id, stored.record.date, appearances(stored.record))
        _write_formats(result, batch(), chosen)
    result.totals = Totals.of(result.outcomes)
    problems = ((problem.source, problem.stage, problem.error) for problem in result.problems())
    write_table(job.output / ERRORS, "errors", problems)
    _remove_other_formats(result, earlier)
    write_manifest(result)


def _write_formats(result: Result, batch: Batch, chosen: Sequence[Format]) -> None:
    output = result.job.output
    while True:
        batch.join()
        with suppress(_Refused), ExitStack() as stack:
            _write_documents(result, batch, [stack.enter_context(each.writer(output, batch)) for each in chosen])
            return


class _Refused(Exception):
    """Some document could not be written, so that what was written of the others must be given up."""


def _write_documents(result: Result, batch: Batch, writers: Sequence[Callable[[StoredRecord], None]]) -> None:
    """Add every document to every format. Raises _Refused when some cannot be: then they are among the failures, and
    everything is written again without them, as they may have joined others."""
    refused = False
    for outcome in result.documents:
        if failure := _add(result.job, outcome, writers):
            result.ledger.put(replace(outcome, failure=failure))
            path_of(result.job.output, outcome.doc_id).unlink(missing_ok=True)
            batch.forget(outcome.doc_id)
            refused = True
    if refused:
        raise _Refused


def _add(job: Job, outcome: Outcome, writers: Sequence[Callable[[StoredRecord], None]]) -> Failure | None:
    """Add a document's record to every format, or say why it cannot be: an added extractor may give odd values."""
    try:
        stored = read(job.output, outcome.doc_id)
        if stored is None:
            return Failure(
                outcome.source, "write", "its record cannot be read back: a span has not the text it points at"
            )
        for add in writers:
            add(stored)
    except OSError:  # of the output folder, not of this document
        raise
    except Exception as error:
        return Failure(outcome.source, "write", f"{type(error).__name__}: {error}", traceback.format_exc())
    return None


def _remove_stale(result: Result) -> None:
    """Remove records of documents that failed now or are no longer in the input; files of others stay."""
    folder = result.job.output / FOLDER
    for doc_id in sorted(_stale(result.ledger, folder)):
        if fingerprint_of(path := folder / f"{doc_id}.json"):
            path.unlink(missing_ok=True)
            if result.ledger.get(doc_id) is None:
                result.removed.append(doc_id)


def _stale(ledger: Ledger, folder: Path) -> Iterator[str]:
    """The ids in a folder of records that no document with a record has."""
    with os.scandir(folder) as files:
        for file in files:
            doc_id, dot = file.name.removesuffix(".json"), file.name.endswith(".json")
            if dot and ((outcome := ledger.get(doc_id)) is None or outcome.failure):
                yield doc_id


def _remove_other_formats(result: Result, earlier: Earlier) -> None:
    """Remove what an earlier run wrote in a format that this run was not asked for, as it would be out of date."""
    output = result.job.output
    others = {name for known in FORMATS.values() for name in known.FILES} - set(result.files)
    for name in others & earlier.files.keys():
        if name != FOLDER:
            (output / name).unlink(missing_ok=True)
    if FOLDER in others:
        _remove(path_of(output, outcome.doc_id) for outcome in result.documents)
        with suppress(OSError):  # the folder stays when somebody else's files are in it
            (output / FOLDER).rmdir()


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)

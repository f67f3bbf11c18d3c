"""The run itself: from a `Job` to the files and a `Result`."""

from __future__ import annotations

import sqlite3
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.config import ConfigError, Settings
from pipeline.join import Batch, Known, KnownError, appearances
from pipeline.read import SUFFIXES, Found, Source, Unreadable, find_documents, printable
from pipeline.run.document import Plan, Processor
from pipeline.run.earlier import ERRORS, NAME, Earlier, read_earlier
from pipeline.run.fingerprint import run_fingerprint
from pipeline.run.job import Failure, Job, Outcome, UsageError
from pipeline.run.manifest import write_manifest
from pipeline.run.progress import shown
from pipeline.run.workers import process_with_workers
from pipeline.write import FORMATS, OutputError, make_folder, output_error, remove_leftovers
from pipeline.write.csv_format import write_table
from pipeline.write.formats import Format, unusable
from pipeline.write.stored import FOLDER, StoredRecord, digest, fingerprint_of, path_of, read


@dataclass(slots=True)
class Result:
    """What a run did. `removed` are the ids of documents that an earlier run had and this one has not, `known` is the
    SHA-256 of the table of known entities."""

    job: Job
    settings: Settings
    skipped: Sequence[Path]
    unreadable: Sequence[Unreadable]
    started: datetime
    seconds: float = 0.0
    outcomes: list[Outcome] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    known: str | None = None

    @property
    def documents(self) -> list[Outcome]:
        """The documents that have a record, in order."""
        return [outcome for outcome in self.outcomes if outcome.failure is None]

    @property
    def notes(self) -> list[Failure]:
        """What could not be read of documents that have a record otherwise."""
        return [Failure(outcome.source, "read", note) for outcome in self.documents for note in outcome.notes]

    @property
    def labels(self) -> Counter[str]:
        return sum((outcome.labels for outcome in self.documents), Counter())

    @property
    def characters_per_second(self) -> float | None:
        """Over the documents made in this run; None when all were there already."""
        made = sum(outcome.characters for outcome in self.documents if outcome.made)
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
    for folder in (job.output, job.output / FOLDER):
        remove_leftovers(folder)
    result = Result(job, settings, found.skipped, found.unreadable, datetime.now(UTC))
    if table := job.known or settings.entities.known:
        result.known = digest(table)
    clock = time.monotonic()
    earlier = read_earlier(job.output)
    plan = Plan(settings, job.output, job.date, run_fingerprint(settings, job.date), job.fresh)
    by_id = {}
    unread = []
    with _batch(known) as batch:
        for outcome in shown(_outcomes(plan, found.sources, job.workers, earlier), len(found.sources)):
            if outcome.fatal:
                raise OutputError(outcome.fatal)
            if outcome.appearances is not None:
                batch.add(outcome.doc_id, outcome.day, outcome.appearances)
            elif not outcome.failure:
                unread.append(outcome.doc_id)
            by_id[outcome.doc_id] = replace(outcome, appearances=None)  # in memory they would grow with the documents
        result.seconds = time.monotonic() - clock
        result.outcomes = [by_id[source.doc_id] for source in found.sources]
        result.failures = [Failure(printable(item.path), "read", item.error) for item in result.unreadable]
        result.failures += [outcome.failure for outcome in result.outcomes if outcome.failure]
        try:
            _write(result, batch, earlier, unread)
        except OSError as error:
            raise output_error(job.output, error) from error
    return result


@contextmanager
def _batch(known: Known) -> Iterator[Batch]:
    """A batch whose errors say what to do. Raises OutputError."""
    try:
        with Batch(known) as batch:
            yield batch
    except sqlite3.Error as error:
        folder = tempfile.gettempdir()
        raise OutputError(f"cannot write temporary files in {folder}: {error}: make room or set TMPDIR") from error


def _checked(job: Job) -> tuple[Settings, Found, Known]:
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
        table = job.known or settings.entities.known
        known = Known.load(table) if table else Known()
        found = find_documents(job.inputs, leave_out=job.output, settings=settings.read)
    except (ConfigError, KnownError) as error:
        raise UsageError(str(error)) from None
    except FileNotFoundError as error:
        raise UsageError(f"{error}: no such file or folder") from None
    if not found.sources and not found.unreadable:
        places = ", ".join(map(str, job.inputs))
        raise UsageError(f"{places}: no documents here; in a folder {', '.join(SUFFIXES)} files are read")
    return settings, found, known


def _outcomes(plan: Plan, sources: Sequence[Source], workers: int, earlier: Earlier) -> Iterator[Outcome]:
    """What did not change first, then what has to be made."""
    changed = []
    for source in sources:
        if outcome := earlier.outcome(plan, source):
            yield outcome
        else:
            changed.append(source)
    yield from process_with_workers(plan, changed, workers) if workers else map(Processor(plan), changed)


def _write(result: Result, batch: Batch, earlier: Earlier, unread: Iterable[str]) -> None:
    """Everything that is made from the records, unless it is there already. Raises OutputError.

    `unread` are the documents that the batch has not been given yet.
    """
    job = result.job
    _remove_stale(result)
    chosen = [FORMATS[name] for name in dict.fromkeys(job.formats)]
    result.files = [name for chosen_format in chosen for name in chosen_format.FILES] + [ERRORS, NAME]
    if not earlier.stands(job.output, result.documents, result.files, result.known):
        for doc_id in unread:
            if stored := read(job.output, doc_id):
                batch.add(doc_id, stored.record.date, appearances(stored.record))
        _write_formats(result, batch, chosen)
    problems = [(problem.source, problem.stage, problem.error) for problem in result.failures + result.notes]
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
    for index, outcome in enumerate(result.outcomes):
        if outcome.failure is None and (failure := _add(result.job, outcome, writers)):
            result.outcomes[index] = replace(outcome, failure=failure)
            result.failures.append(failure)
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
    present = {outcome.doc_id for outcome in result.documents}
    failed = {outcome.doc_id for outcome in result.outcomes if outcome.failure}
    for path in sorted(folder.glob("*.json")):
        if path.stem not in present and fingerprint_of(path):
            path.unlink(missing_ok=True)
            if path.stem not in failed:
                result.removed.append(path.stem)


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

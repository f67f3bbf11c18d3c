"""How far a run is: a bar on a terminal, a line now and then elsewhere. Both on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from pipeline.run.job import Outcome

EVERY_SECONDS = 10.0


def shown(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The same outcomes, with progress shown as they pass, and each failed document named."""
    return _bar(outcomes, total) if sys.stderr.isatty() else _lines(outcomes, total)


def _bar(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("documents"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("documents", total=total)
        for outcome in outcomes:
            if outcome.failure:
                progress.console.print(failure_line(outcome), markup=False, highlight=False, soft_wrap=True)
            progress.advance(task)
            yield outcome


def _lines(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    said = time.monotonic()
    for done, outcome in enumerate(outcomes, start=1):
        if outcome.failure:
            print(failure_line(outcome), file=sys.stderr)
        if time.monotonic() - said >= EVERY_SECONDS:
            said = time.monotonic()
            print(f"{done} of {total} documents", file=sys.stderr, flush=True)
        yield outcome


def failure_line(outcome: Outcome) -> str:
    """One line that names a document and what is wrong with it."""
    assert outcome.failure is not None
    return f"{outcome.failure.source}: {outcome.failure.stage}: {outcome.failure.error}"

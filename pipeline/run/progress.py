"""How far a run is: a bar on a terminal, a line now and then elsewhere. Both on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.run.job import Outcome

EVERY_SECONDS = 10.0


@dataclass(slots=True)
class Pace:
    """How fast documents are made, and how long the rest will take. Those that did not change say nothing about it."""

    total: int
    done: int = 0
    made: int = 0
    start: float = field(default_factory=time.monotonic)

    def add(self, outcome: Outcome) -> None:
        self.done += 1
        if outcome.made or outcome.failure:
            self.made += 1
        elif not self.made:
            self.start = time.monotonic()

    def __str__(self) -> str:
        """`12.3 a second, 0:41 left`; nothing before anything was made."""
        seconds = time.monotonic() - self.start
        if not self.made or seconds <= 0:
            return ""
        rate = self.made / seconds
        left = round((self.total - self.done) / rate)
        hours = f"{left // 3600}:{left // 60 % 60:02}" if left >= 3600 else f"{left // 60}"
        return f"{rate:.1f} a second, {hours}:{left % 60:02} left"


def shown(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The same outcomes, with progress shown as they pass, and each failed document named."""
    return _bar(outcomes, total) if sys.stderr.isatty() else _lines(outcomes, total)


def _bar(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    pace = Pace(total)
    columns = TextColumn("documents"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}")
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("documents", total=total, pace="")
        for outcome in outcomes:
            if outcome.failure:
                progress.console.print(failure_line(outcome), markup=False, highlight=False, soft_wrap=True)
            pace.add(outcome)
            progress.update(task, advance=1, pace=str(pace))
            yield outcome


def _lines(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    pace, said = Pace(total), time.monotonic()
    for outcome in outcomes:
        if outcome.failure:
            print(failure_line(outcome), file=sys.stderr)
        pace.add(outcome)
        if time.monotonic() - said >= EVERY_SECONDS:
            said = time.monotonic()
            print(
                ", ".join(filter(None, (f"{pace.done:,} of {total:,} documents", str(pace)))),
                file=sys.stderr,
                flush=True,
            )
        yield outcome


def failure_line(outcome: Outcome) -> str:
    """One line that names a document and what is wrong with it."""
    assert outcome.failure is not None
    return f"{outcome.failure.source}: {outcome.failure.stage}: {outcome.failure.error}"

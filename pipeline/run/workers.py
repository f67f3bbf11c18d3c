"""Processes that make records, and outlive the death of one of them.

Each worker has a pipe of its own and one document at a time in hand, so that when it dies (a library crashed, memory
ran out) or takes too long the run knows which document it was, puts it among the errors and starts another worker. A
worker ends when its pipe does, so none is left behind when the run itself is killed.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import cast

from pipeline.read import Source, printable
from pipeline.run.document import Plan, Processor, one_thread
from pipeline.run.job import Failure, Outcome

# A started interpreter shares neither threads nor locks with this one; fork would copy both in whatever state they are.
_PROCESSES = multiprocessing.get_context("spawn")


START_SECONDS = 600.0
"""So long a worker may take to load the pipeline; the time of a document begins when that is done."""


class Worker:
    """One process with its pipe."""

    def __init__(self, plan: Plan) -> None:
        self.connection, other = _PROCESSES.Pipe()
        self.process: BaseProcess = _PROCESSES.Process(target=_serve, args=(plan, other), daemon=True)
        self.process.start()
        other.close()
        self.source: Source | None = None
        self.until = time.monotonic() + START_SECONDS
        self._ready = False
        self._limits = plan.settings.run
        self._late = False

    def give(self, source: Source) -> None:
        self.source = source
        if self._ready:
            self._begin()
        with suppress(OSError):  # a worker that died just now is found by its pipe's end
            self.connection.send(source)

    def take(self) -> Outcome | None:
        """The outcome for the document in hand, or None: the worker is ready to begin with it. A worker that died gives
        an outcome that says so."""
        assert self.source is not None
        try:
            outcome = cast(Outcome | None, self.connection.recv())
            if outcome is None:
                self._begin()
            return outcome
        except (EOFError, OSError):
            self.process.join()
            error = f"the worker process {self._how_it_ended()} while it had this document"
            shown = printable(self.source.path)
            return Outcome(self.source.doc_id, shown, failure=Failure(shown, "tag", error))

    def _begin(self) -> None:
        self._ready, self.until = True, time.monotonic() + self._limits.max_seconds

    def stop_late(self) -> None:
        """Kill the worker if its time is up; its pipe then ends."""
        if time.monotonic() >= self.until:
            self._late = True
            self.process.kill()

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join()

    def _how_it_ended(self) -> str:
        code = self.process.exitcode
        if self._late:
            return (
                f"was stopped after run.max_seconds = {self._limits.max_seconds:g} (split the document or raise the "
                "setting in pipeline.toml)"
            )
        if code is None or code >= 0:
            return f"ended with exit code {code}"
        name = signal.Signals(-code).name if -code in signal.valid_signals() else f"signal {-code}"
        hint = " (memory may have run out: use fewer --workers or split the document)" if name == "SIGKILL" else ""
        return f"was killed by {name}{hint}"


def process_with_workers(plan: Plan, sources: Iterable[Source], count: int) -> Iterator[Outcome]:
    """Yield an outcome for every source, as they come. No more workers are started than there are sources."""
    waiting = iter(sources)
    busy: dict[Connection, Worker] = {}

    def start(worker: Worker | None) -> None:
        """Give a worker its next document; None is a worker yet to be started."""
        source = next(waiting, None)
        if source is None:
            if worker:
                worker.stop()
            return
        worker = worker or Worker(plan)
        worker.give(source)
        busy[worker.connection] = worker

    try:
        for _ in range(count):
            start(None)
        while busy:
            first = min(worker.until for worker in busy.values())
            ready = wait(list(busy), timeout=max(first - time.monotonic(), 0.0))
            for worker in () if ready else busy.values():
                worker.stop_late()
            for connection in ready:
                worker = busy[cast(Connection, connection)]
                outcome = worker.take()
                if outcome is None:
                    continue
                del busy[worker.connection]
                alive = worker.process.exitcode is None
                if not alive:
                    worker.stop()
                start(worker if alive else None)
                yield outcome
    finally:
        for worker in busy.values():
            worker.stop()


def _serve(plan: Plan, connection: Connection) -> None:
    """A worker's life: take a source, send an outcome, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the run's to handle
    one_thread()
    _limit(plan.settings.run.max_memory_mb)
    process = Processor(plan)
    with suppress(Exception):  # every document will say what is wrong
        process.load()
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            connection.send(process(connection.recv()))


def _limit(megabytes: int) -> None:
    """Bound what this process may take in memory: beyond it a document gets an error, and the machine stays usable.

    Data, not address space: libraries reserve far more addresses than they use. Only Linux counts so.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        wanted, (_, most) = megabytes << 20, resource.getrlimit(resource.RLIMIT_DATA)
        wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))

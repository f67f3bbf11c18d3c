"""Parsing in a process of its own, with limits on its time and memory.

Word files, web pages and PDFs are read by C libraries. A file made to do harm may keep one busy for hours, make it
ask for all memory there is, or crash it. So they work in a child process that may use so much memory and no more,
may not write any file, and is killed when its time is up: the document gets an error, the next one a new child.

Both ends speak in frames: a line of JSON that says what follows, then the bytes. Nothing the child says is executed.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from pipeline.config import ReadSettings
from pipeline.read.content import Content
from pipeline.read.errors import ReadError

_SERVE = "from pipeline.read.apart import serve; serve()"


def parse(name: str, data: bytes, settings: ReadSettings) -> Content:
    """What the format `name` gets out of a file's bytes, within `settings.max_seconds` and `max_memory_mb`.

    Raises ReadError, also for a file that brings the library down.
    """
    with _LOCK:
        return _READER.parse(name, data, settings)


class Reader:
    """The child process: started when it is first needed, and again after it was killed or has died."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._memory = 0

    def parse(self, name: str, data: bytes, settings: ReadSettings) -> Content:
        child = self._started(settings)
        assert child.stdin and child.stdout
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(settings.max_seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            _send(child.stdin, {"format": name, "settings": settings.model_dump(mode="json")}, data)
            answer = _receive(child.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.stop()
            if late.is_set():
                raise ReadError(
                    f"stopped after read.max_seconds = {settings.max_seconds:g}: the file is built to take long, or "
                    "very large; save it anew from its program or raise the setting in pipeline.toml"
                )
            raise ReadError(
                f"the {name} library broke off ({_ending(child.returncode)}): the file is damaged or needs more than "
                f"read.max_memory_mb = {settings.max_memory_mb}; save it anew from its program"
            )
        found = json.loads(answer[1])
        if "error" in found:
            raise ReadError(found["error"])
        return Content.from_json(found["content"])

    def _started(self, settings: ReadSettings) -> subprocess.Popen[bytes]:
        if self._child and (self._child.poll() is not None or self._memory != settings.max_memory_mb):
            self.stop()
        if self._child is None:
            # The package is found where this process found it, and never in the folder that documents lie in (-P).
            package = str(Path(__file__).resolve().parents[2])
            paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
            self._memory = settings.max_memory_mb
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-B", "-c", _SERVE, str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        return self._child

    def stop(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]


_READER = Reader()
_LOCK = threading.Lock()
atexit.register(_READER.stop)


def serve() -> None:
    """The child's life: take a file, send its content or what is wrong with it, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the run's to handle
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the frames
    _limit(int(sys.argv[1]))
    from pipeline.read.formats import NAMES

    while asked := _receive(sys.stdin.buffer):
        head, data = asked
        settings = ReadSettings.model_validate(head["settings"])
        _alarm(2 * settings.max_seconds)
        try:
            answer: dict[str, Any] = {"content": NAMES[head["format"]].parse(data, settings).to_json()}
        except ReadError as error:
            answer = {"error": str(error)}
        except MemoryError:
            answer = {"error": f"it needs more memory than read.max_memory_mb = {settings.max_memory_mb}"}
        except Exception as error:
            answer = {"error": f"a damaged {head['format']} file ({type(error).__name__}: {error})"}
        _send(answers, {}, json.dumps(answer).encode())
        _alarm(0)


def _limit(megabytes: int) -> None:
    """Bound this process's memory and forbid it to write files, where the system can do that (not on Windows)."""
    with suppress(ImportError):
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]  # whoever started the program may have bounded it already
        memory = megabytes << 20 if most == resource.RLIM_INFINITY else min(megabytes << 20, most)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """End this process after so many seconds, whatever it does then: its parent may be gone. 0 takes that back."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _send(pipe: IO[bytes], head: dict[str, Any], body: bytes) -> None:
    pipe.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
    pipe.write(body)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """A frame, or None when the pipe ends before it is whole."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    body = pipe.read(head["size"])
    return (head, body) if len(body) == head["size"] else None


def _ending(code: int | None) -> str:
    if code is not None and code < 0 and -code in signal.valid_signals():
        return signal.Signals(-code).name
    return f"exit code {code}"

"""Files and folders as named on the command line → the documents to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import ReadSettings
from pipeline.read.article import read_stream
from pipeline.read.binary import refusal
from pipeline.read.errors import ReadError
from pipeline.read.formats import SUFFIXES
from pipeline.read.ids import document_ids

STDIN = Path("-")
"""How standard input is called on the command line."""

STDIN_NAME = "stdin"
"""What its document is called."""

GOLD = ".gold.json"
"""How annotation files beside their texts are called; in a folder they are no documents."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read: its id, the path as it will be shown, and for standard input its bytes."""

    doc_id: str
    path: Path
    data: bytes | None = None


class Sources(Collection[Source]):
    """Documents in order. In memory are only their ids and paths, as text: a Path takes many times as much."""

    def __init__(self, ids: Sequence[str], paths: Sequence[str], stdin: bytes | None = None) -> None:
        self._ids, self._paths, self._stdin = ids, paths, stdin

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Source]:
        for doc_id, path in zip(self._ids, map(Path, self._paths), strict=True):
            yield Source(doc_id, path, self._stdin if path == STDIN else None)

    def __contains__(self, source: object) -> bool:
        return any(source == each for each in self)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that was met on the way and cannot be read."""

    path: Path
    error: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the inputs hold: documents in order, what could not be read, and files that are not documents."""

    sources: Sources
    unreadable: tuple[Unreadable, ...]
    skipped: tuple[Path, ...]


def find_documents(
    inputs: Iterable[Path], leave_out: Path | None = None, settings: ReadSettings | None = None
) -> Found:
    """The documents in files and folders, in the order given, folders walked in sorted order; `-` is standard input.

    A file that is named is always taken. In a folder the known suffixes are; files that hold or show documents of other
    kinds (.doc, .xlsx, pictures) are unreadable, the rest is skipped. Hidden files and folders are passed over, and so
    is the folder `leave_out`, where results lie. A file that is met twice is taken once. Raises FileNotFoundError for
    an input that does not exist.
    """
    paths: dict[str, str] = {}
    unreadable: list[Unreadable] = []
    skipped: list[Path] = []
    stdin = None
    leave_out = leave_out.resolve() if leave_out else None
    for place in dict.fromkeys(inputs):
        if place == STDIN:
            try:
                stdin = read_stream(sys.stdin.buffer, settings or ReadSettings())
                paths[str(place)] = str(place)
            except ReadError as error:
                unreadable.append(Unreadable(place, str(error)))
        elif not place.is_dir():
            if not place.exists():
                raise FileNotFoundError(place)
            paths.setdefault(str(place.resolve()), str(place))
        else:
            for item in _walk(place, leave_out):
                if isinstance(item, Unreadable):
                    unreadable.append(item)
                elif item.suffix.lower() in SUFFIXES and not item.name.lower().endswith(GOLD):
                    paths.setdefault(str(_real(item)), str(item))
                elif problem := refusal(item):
                    unreadable.append(Unreadable(item, problem))
                else:
                    skipped.append(item)
    shown = list(paths.values())
    del paths
    ids = document_ids([STDIN_NAME if path == str(STDIN) else path for path in shown])
    return Found(Sources(ids, shown, stdin), tuple(unreadable), tuple(skipped))


def _real(path: Path) -> Path:
    """The file that a path leads to; a link that leads in a circle stands for itself, and fails when it is read."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path | Unreadable]:
    """Files below a folder in sorted order; links to folders are not followed, so that no circle can trap the walk."""
    problems: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and _real(Path(parent, name)) != leave_out
        )
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))
    for problem in problems:
        yield Unreadable(Path(problem.filename), f"this folder cannot be read: {problem.strerror}")

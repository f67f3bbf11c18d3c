"""Files and folders as named on the command line → the documents to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.formats import SUFFIXES
from pipeline.read.ids import document_ids

GOLD = ".gold.json"
"""How annotation files beside their texts are called; in a folder they are no documents."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read: its id and the path as it will be shown."""

    doc_id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that was met on the way and cannot be read."""

    path: Path
    error: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the inputs hold: documents in order, what could not be read, and files that are not documents."""

    sources: tuple[Source, ...]
    unreadable: tuple[Unreadable, ...]
    skipped: tuple[Path, ...]


def find_documents(inputs: Iterable[Path], leave_out: Path | None = None) -> Found:
    """The documents in files and folders, in the order given, folders walked in sorted order.

    A file that is named is always taken; in a folder only the known suffixes are. Hidden files and folders are passed
    over, and so is the folder `leave_out`, where results lie. A file that is met twice is taken once. Raises
    FileNotFoundError for an input that does not exist.
    """
    paths: dict[Path, Path] = {}
    unreadable: list[Unreadable] = []
    skipped: list[Path] = []
    for place in inputs:
        if not place.is_dir():
            if not place.exists():
                raise FileNotFoundError(place)
            paths.setdefault(place.resolve(), place)
            continue
        for item in _walk(place, leave_out.resolve() if leave_out else None):
            if isinstance(item, Unreadable):
                unreadable.append(item)
            elif item.suffix.lower() in SUFFIXES and not item.name.lower().endswith(GOLD):
                paths.setdefault(item.resolve(), item)
            else:
                skipped.append(item)
    shown = list(paths.values())
    ids = document_ids(shown)
    sources = (Source(doc_id, path) for doc_id, path in zip(ids, shown, strict=True))
    return Found(tuple(sources), tuple(unreadable), tuple(skipped))


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path | Unreadable]:
    """Files below a folder in sorted order; links to folders are not followed, so that no circle can trap the walk."""
    problems: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and Path(parent, name).resolve() != leave_out
        )
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))
    for problem in problems:
        yield Unreadable(Path(problem.filename), f"this folder cannot be read: {problem.strerror}")

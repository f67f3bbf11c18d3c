"""What a finished run says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.read import SUFFIXES, printable
from pipeline.run.manifest import counts

if TYPE_CHECKING:
    from pipeline.run.runner import Result

NAMED = 5
"""So many names are listed before the rest is only counted."""


def summary(result: Result) -> Iterator[str]:
    """The lines for stdout: documents, mentions by label, positions, speed, where the files are."""
    found = counts(result)
    unchanged = f", {found['unchanged']:,} of them unchanged since the last run" if found["unchanged"] else ""
    yield f"documents  {found['documents']:>9,}  ({found['characters']:,} characters{unchanged})"
    if found["failed"]:
        yield f"failed     {found['failed']:>9,}  (see {result.job.output / 'errors.csv'})"
    if partly := len({note.source for note in result.notes}):
        yield f"in part    {partly:>9,}  (see {result.job.output / 'errors.csv'})"
    yield f"mentions   {found['mentions']:>9,}"
    for label, count in found["labels"].items():
        yield f"  {label:<9}{count:>9,}"
    yield f"positions  {found['positions']:>9,}"
    if speed := result.characters_per_second:
        yield f"speed      {speed:>9,.0f}  characters per second, start-up included ({result.seconds:.1f} s)"
    yield f"files      {', '.join(result.files)} in {result.job.output}"


def warnings(result: Result) -> Iterator[str]:
    """The lines for stderr: what was passed over or removed."""
    yield from (f"{note.source}: read: {note.error}" for note in result.notes)
    yield from (f"{printable(item.path)}: read: {item.error}" for item in result.unreadable)
    if result.skipped:
        yield f"skipped {_named([printable(path) for path in result.skipped])}: not {', '.join(SUFFIXES)}"
    if result.removed:
        yield f"removed the records of documents that are no longer in the input: {_named(result.removed)}"


def _named(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more

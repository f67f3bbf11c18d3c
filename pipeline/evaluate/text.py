"""Reports as people read them: a table, lists of mistakes and of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.evaluate.scores import Mistake, Report, Score

if TYPE_CHECKING:
    from rich.table import Table

HEADINGS = ("", "precision", "recall", "F1", "value", "gold", "found")


def percent(ratio: float | None) -> str:
    """A ratio as a percentage with one decimal, – where there is none.

    >>> percent(0.9342), percent(None)
    ('93.4', '–')
    """
    return "–" if ratio is None else f"{100 * ratio:.1f}"


def rows(report: Report, *, links_only: bool = False) -> Iterator[tuple[str, Score]]:
    """What a table shows, top to bottom: labels, all spans together, positions, alias pairs, contexts."""
    if not links_only:
        yield from report.labels.items()
        yield "all spans", report.micro
    yield "positions", report.positions
    yield "alias pairs", report.aliases
    yield from report.contexts.items()


def cells(name: str, score: Score) -> tuple[str, ...]:
    """One row of the table, as strings in the order of HEADINGS."""
    return (
        name,
        percent(score.precision),
        percent(score.recall),
        percent(score.f1),
        percent(score.value_share),
        str(score.gold),
        str(score.predicted),
    )


def plain_table(report: Report, *, links_only: bool = False) -> str:
    """The table in aligned columns."""
    lines: list[Sequence[str]] = [HEADINGS, *(cells(*row) for row in rows(report, links_only=links_only))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def rich_table(report: Report, *, links_only: bool = False) -> Table:
    """The table for a terminal."""
    from rich.table import Table

    table = Table(header_style="bold")
    for column, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="right" if column else "left")
    for name, score in rows(report, links_only=links_only):
        if name in ("all spans", "positions", "role"):
            table.add_section()
        table.add_row(*cells(name, score))
    return table


def mistake_line(mistake: Mistake) -> str:
    """One mistake in one line, cells separated by tabs: place, kind, label, words in context, note.

    >>> print(mistake_line(Mistake("a", "missed", "ORG", "工会", 7, "他是", "主席")).replace("\\t", " | "))
    a:7 | missed | ORG | 他是【工会】主席
    """
    place = mistake.doc_id if mistake.start is None else f"{mistake.doc_id}:{mistake.start}"
    shown = f"{mistake.left}【{mistake.text}】{mistake.right}"
    return "\t".join(cell for cell in (place, mistake.kind, mistake.label, shown, mistake.note) if cell)


def notes(report: Report) -> Iterator[str]:
    """What a reader must know of the table: how many documents, and which lack a counterpart."""
    yield f"{_documents(len(report.documents))} scored"
    if report.missing:
        yield f"no prediction, all their gold counts as missed ({len(report.missing)}): {', '.join(report.missing)}"
    if report.unscored:
        yield f"no gold, not scored ({len(report.unscored)}): {', '.join(report.unscored)}"


def _documents(count: int) -> str:
    return f"{count} document" if count == 1 else f"{count} documents"

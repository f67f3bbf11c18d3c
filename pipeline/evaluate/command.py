"""What `xinwengao evaluate` does."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluate.errors import EvaluationError
from pipeline.evaluate.floors import Floors
from pipeline.evaluate.folder import read_records
from pipeline.evaluate.in_context import read_contexts
from pipeline.evaluate.linked import link_gold
from pipeline.evaluate.score import score
from pipeline.evaluate.scores import Report
from pipeline.evaluate.text import mistake_line, notes, plain_table, rich_table

SUCCESS, BELOW_FLOOR, UNUSABLE = 0, 1, 2


def cli_report(
    predicted: Path,
    gold: Path,
    *,
    as_json: bool = False,
    errors: bool = False,
    only: Sequence[str] | None = None,
    gold_spans: bool = False,
    floor: Path | None = None,
) -> int:
    """Print an evaluation to stdout and return the exit code.

    `predicted` and `gold` are folders as `read_records` takes them. `errors` lists every mistake, `only` keeps the
    documents with these ids, `as_json` prints one JSON object. `gold_spans` leaves `predicted` unread: it links the
    spans of gold and scores positions, aliases and contexts alone. `floor` is a floors file.

    Exit code 0: done; 1: a figure is below its floor; 2: the folders cannot be compared (said on stderr).
    """
    try:
        wanted = read_records(gold, only)
        unknown = sorted(set(only or ()) - wanted.keys())
        if unknown:
            raise EvaluationError(f"{gold}: no gold for {', '.join(unknown)}")
        found = link_gold(wanted.values()) if gold_spans else read_records(predicted, only)
        floors = Floors.load(floor) if floor else Floors()
        report = score(list(wanted.values()), found, read_contexts(gold))
    except EvaluationError as error:
        print(f"xinwengao evaluate: {error}", file=sys.stderr)
        return UNUSABLE
    shortfalls = floors.link_shortfalls(report) if gold_spans else floors.shortfalls(report)
    if as_json:
        print(json.dumps(_as_json(report, shortfalls, errors=errors, gold_spans=gold_spans), ensure_ascii=False))
    else:
        _show(report, shortfalls, errors=errors, gold_spans=gold_spans)
    return BELOW_FLOOR if shortfalls else SUCCESS


def _as_json(report: Report, shortfalls: list[str], *, errors: bool, gold_spans: bool) -> dict[str, Any]:
    data = report.to_json()
    if gold_spans:
        data = {key: data[key] for key in ("positions", "aliases", "contexts")}
    if errors:
        data["mistakes"] = [mistake.to_json() for mistake in report.mistakes]
    data["below_floor"] = shortfalls
    return data


def _show(report: Report, shortfalls: list[str], *, errors: bool, gold_spans: bool) -> None:
    """Mistakes first, so that the table is what a terminal still shows at the end."""
    if errors:
        for mistake in report.mistakes:
            print(mistake_line(mistake))
        print()
    if sys.stdout.isatty():
        from rich.console import Console

        Console().print(rich_table(report, links_only=gold_spans))
    else:
        print(plain_table(report, links_only=gold_spans))
    for note in notes(report):
        print(note)
    for shortfall in shortfalls:
        print(f"below floor: {shortfall}")

"""run.json: what a run did, with what, and when."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.run.earlier import NAME, digests
from pipeline.run.job import Outcome
from pipeline.schema import LABELS
from pipeline.write import atomic_writer

if TYPE_CHECKING:
    from pipeline.run.runner import Result


@dataclass(slots=True)
class Totals:
    """What the documents of a run come to. `made_characters` are those of the documents made now."""

    documents: int = 0
    made: int = 0
    failed: int = 0
    characters: int = 0
    made_characters: int = 0
    positions: int = 0
    labels: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Totals:
        totals = cls()
        for outcome in outcomes:
            totals._add(outcome)
        return totals

    def _add(self, outcome: Outcome) -> None:
        if outcome.failure:
            self.failed += 1
            return
        self.documents += 1
        self.made += outcome.made
        self.characters += outcome.characters
        self.made_characters += outcome.characters if outcome.made else 0
        self.positions += outcome.positions
        self.labels.update(outcome.labels)


def write_manifest(result: Result) -> None:
    """Write run.json. Its times differ between runs; the tables and records do not. Raises OutputError."""
    job = result.job
    speed = result.characters_per_second
    data: dict[str, Any] = {
        "version": pipeline.__version__,
        "settings": {
            **result.settings.model_dump(mode="json"),
            "date": job.date.isoformat() if job.date else None,
            "formats": list(job.formats),
            "workers": job.workers,
        },
        "counts": counts(result),
        "time": {
            "started": result.started.isoformat(timespec="seconds"),
            "finished": (result.started + timedelta(seconds=result.seconds)).isoformat(timespec="seconds"),
            "seconds": round(result.seconds, 3),
            "characters_per_second": round(speed) if speed else None,
        },
        "inputs": [],
        "files": result.files,
        "digests": digests(job.output, result.files),
        "known": result.known,
    }
    # A line for each document: no text in JSON holds a quotation mark, so the empty list is found in one place only.
    before, after = json.dumps(data, ensure_ascii=False, indent=2).split('"inputs": []', 1)
    with atomic_writer(job.output / NAME) as handle:
        handle.write(f'{before}"inputs": [')
        for place, line in enumerate(result.ledger.lines()):
            handle.write(f"{',' if place else ''}\n    {line}")
        handle.write(f"\n  ]{after}\n")


def counts(result: Result) -> dict[str, Any]:
    """Documents, characters, mentions by label (the guidelines' labels first, then added ones) and positions."""
    totals = result.totals
    labels = totals.labels
    order = [label for label in LABELS if label in labels] + sorted(labels.keys() - set(LABELS))
    return {
        "documents": totals.documents,
        "unchanged": totals.documents - totals.made,
        "failed": totals.failed + len(result.unreadable),
        "characters": totals.characters,
        "mentions": sum(labels.values()),
        "labels": {label: labels[label] for label in order},
        "positions": totals.positions,
    }

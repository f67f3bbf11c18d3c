"""run.json: what a run did, with what, and when."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.run.earlier import NAME, digests, entry
from pipeline.schema import LABELS
from pipeline.write import atomic_write

if TYPE_CHECKING:
    from pipeline.run.runner import Result


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
    lines = ",\n".join(f"    {json.dumps(entry(outcome), ensure_ascii=False)}" for outcome in result.outcomes)
    text = json.dumps(data, ensure_ascii=False, indent=2).replace('"inputs": []', f'"inputs": [\n{lines}\n  ]', 1)
    atomic_write(job.output / NAME, text + "\n")


def counts(result: Result) -> dict[str, Any]:
    """Documents, characters, mentions by label (the guidelines' labels first, then added ones) and positions."""
    labels = result.labels
    order = [label for label in LABELS if label in labels] + sorted(labels.keys() - set(LABELS))
    return {
        "documents": len(result.documents),
        "unchanged": sum(not outcome.made for outcome in result.documents),
        "failed": len(result.failures),
        "characters": sum(outcome.characters for outcome in result.documents),
        "mentions": sum(labels.values()),
        "labels": {label: labels[label] for label in order},
        "positions": sum(outcome.positions for outcome in result.documents),
    }

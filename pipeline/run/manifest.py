"""run.json: what a run did, with what, and when."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.schema import LABELS
from pipeline.write import atomic_write

if TYPE_CHECKING:
    from pipeline.run.runner import Result

NAME = "run.json"


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
        "inputs": [
            {
                "doc_id": outcome.doc_id,
                "source": outcome.source,
                "sha256": outcome.sha256,
                "status": "failed" if outcome.failure else "made" if outcome.made else "unchanged",
            }
            for outcome in result.outcomes
        ],
        "files": result.files,
    }
    atomic_write(job.output / NAME, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


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


def earlier_files(output: Path) -> set[str]:
    """The files that the last finished run wrote here, by its run.json."""
    try:
        return set(json.loads((output / NAME).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()

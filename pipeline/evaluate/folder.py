"""Folders of record files, gold or output."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from pipeline.evaluate.errors import EvaluationError
from pipeline.schema import Record


def read_records(place: Path, only: Collection[str] | None = None) -> dict[str, Record]:
    """Records by document id, in order of file names.

    `place` is an output folder (its `records/` is read), a folder with record files itself, or one record file.
    `only` keeps the documents with these ids. Raises EvaluationError for a folder without records, a file that is
    no record, and an id that occurs twice.
    """
    records: dict[str, Record] = {}
    paths: dict[str, Path] = {}
    for path in _files(place):
        record = _read(path)
        if record.id in paths:
            raise EvaluationError(f"{path}: document {record.id} is also in {paths[record.id]}")
        paths[record.id] = path
        if only is None or record.id in only:
            records[record.id] = record
    return records


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise EvaluationError(f"{place}: no such file or folder")
    folder = place / "records" if (place / "records").is_dir() else place
    # Dot files are what an interrupted or running program may leave beside the finished ones.
    files = sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))
    if not files:
        raise EvaluationError(f"{place}: no records here (*.json in the folder or in its records/)")
    return files


def _read(path: Path) -> Record:
    try:
        return Record.from_json(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise EvaluationError(f"{path}: not a readable JSON file: {error}") from None
    except KeyError as error:
        raise EvaluationError(f"{path}: not a record: {error} is missing") from None
    except (ValueError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{path}: not a record: {error}") from None

"""One file → its record and the evidence for each of its positions: what `xinwengao explain` prints."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.api import extract_article, load_stages
from pipeline.config import Settings
from pipeline.link.positions import Reading, read_positions
from pipeline.read import read_file
from pipeline.schema import Record


def explain(file: Path, config: Path | None = None) -> tuple[Record, tuple[Reading, ...]]:
    """The positions of a document or of a record file, with their evidence, in text order.

    A record keeps its spans and aliases; any other document goes through the pipeline first. Raises
    `pipeline.read.ReadError` for a file that cannot be read and `pipeline.config.ConfigError` for unfit settings.
    """
    record = _record(file)
    if record is None:
        settings = Settings.load(config)
        record = extract_article(load_stages(settings), read_file(file, settings=settings.read))
    return record, read_positions(record.text, sorted(record.spans, key=lambda span: span.key), record.aliases)


def _record(file: Path) -> Record | None:
    """A record as `run` writes it, or gold; None for any other file."""
    if file.suffix != ".json" or not file.is_file():
        return None
    try:
        data = json.loads(file.read_bytes())
        return Record.from_json(data) if isinstance(data, dict) and "spans" in data else None
    except (ValueError, KeyError, TypeError):
        return None

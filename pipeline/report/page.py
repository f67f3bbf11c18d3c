"""`report.html`: one file with everything in it, put together while the records pass."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO

import pipeline
from pipeline.report.overview import CHINESE, Overview, Tables
from pipeline.schema import LABELS
from pipeline.write.atomic import atomic_writer
from pipeline.write.columns import TABLES
from pipeline.write.rows import TABLE_ROWS, Rows
from pipeline.write.safe import original
from pipeline.write.stored import FOLDER, StoredRecord, read

NAME = "report.html"


class ReportError(ValueError):
    """An output folder that no report can be made of; the message says what to do."""


def write_report(output: Path, target: Path | None = None) -> int:
    """Write the report of an output folder to `target` (default: `report.html` in it); give the number of documents.

    One record is in memory at a time, besides the list of documents and the counts. Raises ReportError, OutputError.
    """
    names = sorted(path.stem for path in (output / FOLDER).glob("*.json"))
    if not names:
        raise ReportError(f"{output}: no records here; make them with: xinwengao run INPUT -o {output}")
    parts = _template()
    overview, index = Overview(), []
    with atomic_writer(target or output / NAME) as out:
        out.write(parts["documents"])
        for place, name in enumerate(names):
            stored = read(output, name)
            if stored is None:
                raise ReportError(f"{output / FOLDER / name}.json: no record of this program; make the results anew")
            tables = _tables(stored)
            overview.add(tables)
            index.append(_entry(stored, tables))
            _script(out, f"d{place}", _document(stored, tables))
        out.write(parts["index"])
        labels = [*LABELS, *sorted(set(overview.labels) - set(LABELS))]
        out.write(_json({"labels": labels, "chinese": CHINESE, "documents": index}))
        out.write(parts["overview"])
        out.write(overview.html(_failures(output)))
        out.write(parts["end"])
    return len(names)


def _template() -> dict[str, str]:
    """The template with style and script in it, cut where documents, index and overview go."""
    resource = (files("pipeline") / "resources").joinpath
    style, script = resource("report.css").read_text("utf-8"), resource("report.js").read_text("utf-8")
    # A second lock beside escaping: the browser runs this one script, and fetches nothing.
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    page = resource("report.html").read_text("utf-8")
    for name, value in (
        ("policy", policy),
        ("version", f"xinwengao {pipeline.__version__}"),
        ("style", style),
        ("script", script),
    ):
        page = page.replace(f"<!--{name}-->", value, 1)
    parts = {}
    for name in ("documents", "index", "overview"):
        parts[name], _, page = page.partition(f"<!--{name}-->")
    return {**parts, "end": page}


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _tables(stored: StoredRecord) -> Tables:
    rows = Rows(stored)
    return {
        table: [dict(zip(TABLES[table], row, strict=True)) for row in make(rows)] for table, make in TABLE_ROWS.items()
    }


def _entry(stored: StoredRecord, tables: Tables) -> dict[str, Any]:
    record = stored.record
    return {"id": record.id, "title": record.title, "date": record.date, "mentions": len(tables["mentions"])}


def _document(stored: StoredRecord, tables: Tables) -> dict[str, Any]:
    record = stored.record
    mentions = [
        [row[key] for key in ("start", "end", "label", "normalized", "extractor")] for row in tables["mentions"]
    ]
    columns = ("person", "title", "organization", "place", "status", "person_start", "title_start")
    positions = [{key: row[key] for key in columns} for row in tables["positions"]]
    facts = {"id": record.id, "title": record.title, "date": record.date, "source": record.source}
    return {**facts, "text": record.text, "mentions": mentions, "positions": positions}


def _script(out: TextIO, name: str, data: Any) -> None:
    out.write(f'<script type="application/json" id="{escape(name)}">{_json(data)}</script>\n')


def _json(data: Any) -> str:
    """JSON that can stand in a script element: no `<`, so nothing in it ends the element or begins a comment.

    >>> _json({"text": "</script>"})
    '{"text":"\\\\u003c/script>"}'
    """
    dumped = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return dumped.replace("<", "\\u003c")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _failures(output: Path) -> Iterator[tuple[str, str]]:
    path = output / "errors.csv"
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                yield original(row.get("source") or ""), original(row.get("error") or "")

"""The tables and their columns: the contract that other people's scripts rely on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Kind = Literal["text", "id", "integer", "decimal", "score", "day", "moment"]
"""What a column holds: text (made safe for spreadsheets), an id of this project, an integer, an exact number, a
score between 0 and 1, an ISO date, an ISO date or date-time."""

TABLES: Mapping[str, Mapping[str, Kind]] = {
    "documents": {
        "doc_id": "id", "title": "text", "date": "day", "source": "text", "chars": "integer",
        "sentences": "integer", "mentions": "integer", "positions": "integer", "sha256": "id",
        "date_from": "text",
    },
    "mentions": {
        "doc_id": "id", "mention_id": "id", "label": "text", "text": "text", "start": "integer", "end": "integer",
        "sentence": "integer", "normalized": "text", "entity": "text", "extractor": "text", "score": "score",
        "location": "text",
    },
    "people": {
        "doc_id": "id", "person": "text", "aliases": "text", "titles": "text", "organizations": "text",
        "mentions": "integer", "entity_id": "text",
    },
    "organizations": {
        "doc_id": "id", "organization": "text", "aliases": "text", "mentions": "integer", "entity_id": "text",
    },
    "positions": {
        "doc_id": "id", "person": "text", "title": "text", "organization": "text", "place": "text",
        "status": "text", "person_start": "integer", "title_start": "integer", "evidence": "text",
    },
    "amounts": {
        "doc_id": "id", "text": "text", "kind": "text", "value": "decimal", "min": "decimal", "max": "decimal",
        "unit": "text", "bound": "text", "start": "integer", "end": "integer", "evidence": "text",
        "role": "text", "subject": "text",
    },
    "dates": {
        "doc_id": "id", "text": "text", "kind": "text", "from": "moment", "to": "moment", "duration": "text",
        "start": "integer", "end": "integer", "evidence": "text", "event": "text",
    },
    "entities_people": {
        "entity_id": "text", "person": "text", "aliases": "text", "titles": "text", "organizations": "text",
        "documents": "integer", "mentions": "integer", "doc_ids": "text", "joined_by": "text",
    },
    "entities_organizations": {
        "entity_id": "text", "organization": "text", "aliases": "text", "documents": "integer", "mentions": "integer",
        "doc_ids": "text", "joined_by": "text",
    },
    "errors": {"source": "text", "stage": "text", "error": "text"},
}  # fmt: skip
"""Table → column → kind, in the order in which the columns stand in the file."""

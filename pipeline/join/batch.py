"""People and organizations of many documents, joined, in a temporary database: memory does not grow with the batch.

Ids. An organization's is a hash of its name's key, so it depends on nothing else. A person's is a hash of name and one
piece of evidence, the one of the earliest document (undated ones last): later documents leave it as it is. Who has no
evidence, and an organization whose name does not say which one it is, get a hash of name and document.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any

from pipeline.join.appearance import KINDS, Appearance, Kind
from pipeline.join.evidence import evidence, person_names
from pipeline.join.groups import Groups
from pipeline.join.keys import organization_key, plain_key
from pipeline.join.known import Known, KnownEntity
from pipeline.join.telling import telling

_PREFIX: Mapping[Kind, str] = {"PERSON": "p", "ORG": "o"}
_DIGITS = 12
"""Of 100,000 entities two have the same so many hexadecimal digits with a probability of 2 in 100,000."""
_UNDATED = "9999"

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE appearance (
    id INTEGER PRIMARY KEY, doc TEXT, day TEXT, kind TEXT, entity TEXT,
    name TEXT, forms TEXT, titles TEXT, organizations TEXT, mentions INTEGER
);
CREATE INDEX by_doc ON appearance (doc, id);
CREATE INDEX by_entity ON appearance (kind, entity, day, doc, id);
CREATE TABLE fact (name TEXT, shows TEXT, day TEXT, person INTEGER);
CREATE INDEX by_fact ON fact (name, shows, person);
CREATE INDEX by_day ON fact (day, name, shows, person);
CREATE INDEX by_person ON fact (person);
CREATE TABLE earliest (leader INTEGER PRIMARY KEY, id TEXT);
"""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or organization of the batch. Lists stand in the order of the documents' dates.

    `joined_by` says what the documents have in common that made them one; it is empty where nothing was joined.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    documents: tuple[str, ...]
    mentions: int
    joined_by: tuple[str, ...]
    titles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()


class Batch:
    """Takes documents in any order; `join` once all are there; then ask for ids and entities.

    What comes out depends on the documents and the table of known entities only, not on the order. Raises
    sqlite3.Error when the system's folder for temporary files takes no more.
    """

    def __init__(self, known: Known | None = None) -> None:
        self._known = known or Known()
        # Without a name it is a file of the system's temporary folder, gone when it is closed or the process dies.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, doc_id: str, day: date | None, found: Sequence[Appearance]) -> None:
        """Add a document with its people and organizations."""
        shown = day.isoformat() if day else _UNDATED
        organs = _Organizations(self._known, found)
        for item in found:
            known = self._known.find(item)
            facts = [] if known or item.kind == "ORG" else list(_facts(item, organs))
            row = (doc_id, shown, item.kind, None if facts else self._id_alone(doc_id, item, known), *_shown(item))
            number = self._db.execute(_INSERT, row).lastrowid
            pairs = ((name, shows, shown, number) for name, shows in facts)
            self._db.executemany("INSERT INTO fact VALUES (?, ?, ?, ?)", pairs)

    def forget(self, doc_id: str) -> None:
        """Take a document out again."""
        numbers = "SELECT id FROM appearance WHERE doc = ?"
        self._db.execute(f"DELETE FROM fact WHERE person IN ({numbers})", (doc_id,))
        self._db.execute("DELETE FROM appearance WHERE doc = ?", (doc_id,))

    def join(self) -> None:
        """Join people; organizations are joined by their ids already. Eight bytes for each appearance are in memory."""
        last = self._db.execute("SELECT max(id) FROM appearance").fetchone()[0] or 0
        groups = Groups(last + 1)
        rows = self._db.execute("SELECT name, shows, person FROM fact ORDER BY name, shows, person")
        for _, same in groupby(rows, key=lambda row: row[:2]):
            first, *others = (person for _, _, person in same)
            for other in others:
                groups.join(first, other)
        self._db.execute("DELETE FROM earliest")
        rows = self._db.execute("SELECT name, shows, person FROM fact ORDER BY day, name, shows")
        ids = ((groups.leader(person), _id("PERSON", name, shows)) for name, shows, person in rows)
        self._db.executemany("INSERT OR IGNORE INTO earliest VALUES (?, ?)", ids)
        people = self._db.execute("SELECT DISTINCT person FROM fact")
        leaders = ((groups.leader(person), person) for (person,) in people)
        self._db.executemany(
            "UPDATE appearance SET entity = (SELECT id FROM earliest WHERE leader = ?) WHERE id = ?", leaders
        )

    def ids(self, doc_id: str) -> Mapping[Kind, Sequence[str]]:
        """The ids of a document's people and organizations, in the order in which they were added."""
        rows = self._db.execute("SELECT kind, entity FROM appearance WHERE doc = ? ORDER BY id", (doc_id,)).fetchall()
        return {kind: [entity for of, entity in rows if of == kind] for kind in KINDS}

    def entities(self, kind: Kind) -> Iterator[Entity]:
        """All entities of a kind: those in most documents first, then those mentioned most, then by name."""
        order = "count(DISTINCT doc) DESC, sum(mentions) DESC, min(name), entity"
        rows = self._db.execute(
            f"SELECT entity FROM appearance WHERE kind = ? GROUP BY entity ORDER BY {order}", (kind,)
        )
        for (entity,) in rows:
            yield self._entity(kind, entity)

    def _entity(self, kind: Kind, entity: str) -> Entity:
        columns = "doc, name, forms, titles, organizations, mentions"
        where = "kind = ? AND entity = ? ORDER BY day, doc, id"
        rows = self._db.execute(f"SELECT {columns} FROM appearance WHERE {where}", (kind, entity)).fetchall()
        docs = _once(row[0] for row in rows)
        names = [row[1] for row in rows]
        known = self._known.by_id.get(entity)
        name = known.name if known and known.kind == kind else _fullest(names)
        forms, titles, organizations = (
            _once(chain.from_iterable(json.loads(row[place]) for row in rows)) for place in (2, 3, 4)
        )
        return Entity(
            id=entity,
            name=name,
            aliases=tuple(form for form in _once((*names, *forms)) if form != name),
            documents=docs,
            mentions=sum(row[5] for row in rows),
            joined_by=self._reasons(kind, entity, names, known) if len(docs) > 1 else (),
            titles=titles,
            organizations=organizations,
        )

    def _reasons(self, kind: Kind, entity: str, names: Sequence[str], known: KnownEntity | None) -> tuple[str, ...]:
        if known and known.kind == kind:
            return ("known",)
        if kind == "ORG":
            return ("name",) if len({plain_key(name) for name in names}) == 1 else ("form of name",)
        shared = (
            "SELECT DISTINCT shows FROM (SELECT f.shows FROM fact f JOIN appearance a ON a.id = f.person"
            " WHERE a.kind = 'PERSON' AND a.entity = ? GROUP BY f.name, f.shows HAVING count(DISTINCT a.doc) > 1)"
            " ORDER BY shows"
        )
        return tuple(shows for (shows,) in self._db.execute(shared, (entity,)))

    def _id_alone(self, doc_id: str, item: Appearance, known: KnownEntity | None) -> str:
        """The id of what needs no other document to have one."""
        if known:
            return known.id
        if item.kind == "PERSON":
            return _id("PERSON", plain_key(item.name), "document", doc_id)
        key = organization_key(item.name)
        return _id("ORG", key) if telling(item.name) else _id("ORG", key, "document", doc_id)


_INSERT = """
INSERT INTO appearance (doc, day, kind, entity, name, forms, titles, organizations, mentions)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class _Organizations:
    """What a document's names of organizations mean in the batch: the key of each, None where it says only the kind."""

    def __init__(self, known: Known, found: Iterable[Appearance]) -> None:
        self._known = known
        self._fullest = {name: item.name for item in found if item.kind == "ORG" for name in reversed(item.names)}

    def __call__(self, name: str) -> str | None:
        fullest = self._fullest.get(name, name)
        if known := self._known.named("ORG", name) or self._known.named("ORG", fullest):
            return known.name
        return organization_key(fullest) if telling(fullest) else None


def _facts(person: Appearance, organs: _Organizations) -> Iterator[tuple[str, str]]:
    shown = tuple(dict.fromkeys(evidence(person, organs)))
    for name in person_names(person):
        for shows in shown:
            yield name, shows


def _shown(item: Appearance) -> tuple[Any, ...]:
    titles = _once(position.title for position in item.positions)
    organizations = _once(position.org_name for position in item.positions if position.org_name)
    name = item.name.encode("utf-8", "replace").decode()  # JSON escapes the lone surrogates that SQLite refuses
    return name, *map(json.dumps, (item.forms, titles, organizations)), item.mentions


def _fullest(names: Sequence[str]) -> str:
    """The longest name, of equally long ones the most frequent, then the first by code points."""
    return min(set(names), key=lambda name: (-len(name), -names.count(name), name))


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _id(kind: Kind, *parts: str) -> str:
    digest = hashlib.sha256("\0".join((kind, *parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_PREFIX[kind]}-{digest[:_DIGITS]}"

"""known_entities.csv: people and organizations that the user knows, with ids of their own. They win over every rule.

    name,kind,aliases,id
    中国石油天然气集团有限公司,organization,中国石油；中石油,cnpc

One row for each person or organization; `aliases` may be empty and may hold several, joined by `；`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.join.appearance import Appearance, Kind
from pipeline.join.keys import organization_key, plain_key
from pipeline.read import ReadError
from pipeline.read.decode import decode

COLUMNS = ("name", "kind", "aliases", "id")
_WORDS: Mapping[str, Kind] = {"person": "PERSON", "organization": "ORG"}
_SEPARATOR = re.compile(r"[；;]")


class KnownError(ValueError):
    """A table of known entities that cannot be used; the message names the file, the line and the remedy."""


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """One row of the table; `line` is where it stands."""

    kind: Kind
    name: str
    aliases: tuple[str, ...]
    id: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """The table: which entity a name belongs to, and by which id an entity goes."""

    by_id: Mapping[str, KnownEntity] = field(default_factory=dict)
    _by_name: Mapping[tuple[Kind, str], KnownEntity] = field(default_factory=dict)

    def find(self, appearance: Appearance) -> KnownEntity | None:
        """The entity that one of its names belongs to, the fullest name first."""
        return next(filter(None, (self.named(appearance.kind, name) for name in appearance.names)), None)

    def named(self, kind: Kind, name: str) -> KnownEntity | None:
        """The entity of this kind with this name or alias, whatever its width, script or legal form."""
        return self._by_name.get((kind, _key(kind, name))) if self._by_name else None

    @classmethod
    def load(cls, path: Path) -> Known:
        """Read a table in UTF-8, UTF-16 or GB18030. Raises KnownError."""
        try:
            text, _ = decode(path.read_bytes())
        except (OSError, ReadError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise KnownError(f"{path}: {reason}; give a CSV file with the columns {', '.join(COLUMNS)}") from None
        return cls.of(list(_rows(path, text)), path)

    @classmethod
    def of(cls, entities: Sequence[KnownEntity], path: Path = Path("known entities")) -> Known:
        """The table of these entities. Raises KnownError for two with one id, or of one kind with one name."""
        by_id: dict[str, KnownEntity] = {}
        by_name: dict[tuple[Kind, str], KnownEntity] = {}
        for entity in entities:
            other = by_id.setdefault(entity.id, entity)
            if other is not entity:
                raise _error(path, entity.line, f"id {entity.id} is already in line {other.line}: {_MERGE}")
            for name in (entity.name, *entity.aliases):
                other = by_name.setdefault((entity.kind, _key(entity.kind, name)), entity)
                if other is not entity:
                    raise _error(path, entity.line, f"{name} is already in line {other.line}: {_CHOOSE}")
        return cls(by_id, by_name)


_MERGE = "give this row an id of its own, or put its name among the aliases of that line"
_CHOOSE = "take it out of one of the two lines, as a name can lead to one id only"


def _rows(path: Path, text: str) -> Iterator[KnownEntity]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(lines, [])]
        if sorted(header) not in (sorted(COLUMNS), sorted({*COLUMNS} - {"aliases"})):
            found = ", ".join(filter(None, header)) or "nothing"
            raise _error(path, 1, f"the columns are {found}: make them {', '.join(COLUMNS)}")
        for cells in lines:
            if any(map(str.strip, cells)):
                yield _entity(path, lines.line_num, header, [cell.strip() for cell in cells])
    except csv.Error as error:
        raise _error(
            path, lines.line_num, f"no CSV: {error}; put cells with commas or quotes in double quotes"
        ) from None


def _entity(path: Path, line: int, header: list[str], cells: list[str]) -> KnownEntity:
    if len(cells) != len(header):
        reason = f"{len(cells)} cells under {len(header)} columns: put a cell with a comma in double quotes, join aliases by ；"
        raise _error(path, line, reason)
    row = dict(zip(header, cells, strict=True))
    kind = _WORDS.get(row["kind"].lower())
    if kind is None:
        raise _error(path, line, f"kind is {row['kind'] or 'empty'}: write {' or '.join(_WORDS)}")
    if empty := [name for name in ("name", "id") if not row[name]]:
        raise _error(path, line, f"{empty[0]} is empty: fill it in or remove the line")
    aliases = tuple(alias.strip() for alias in _SEPARATOR.split(row.get("aliases", "")) if alias.strip())
    return KnownEntity(kind, row["name"], aliases, row["id"], line)


def _error(path: Path, line: int, reason: str) -> KnownError:
    return KnownError(f"{path}, line {line}: {reason}")


def _key(kind: Kind, name: str) -> str:
    return organization_key(name) if kind == "ORG" else plain_key(name)

"""Positions and aliases of one document: rows of names, compared without offsets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pipeline.evaluate.context import around
from pipeline.evaluate.scores import Kind, Mistake, Score
from pipeline.schema import Position, Record

Row = tuple[str, str, str | None]
Pair = tuple[str, str]


def score_positions(gold: Record, predicted: Record) -> tuple[Score, list[Mistake]]:
    """Compare positions by person, title and organization.

    The organization is right when it is the gold row's or an alias of it in gold. An optional gold row is neither
    hit nor missed, and a prediction with the person and title of one is ignored. `right` of the score counts hits
    whose status (current, former, proposed) is the gold row's.
    """
    forms = _forms(gold.aliases)
    rows = {_row(position): position for position in predicted.positions}
    optional = {(position.person, position.title) for position in gold.positions if position.optional}
    matches: dict[int, list[Position]] = {}
    mistakes: list[Mistake] = []
    extra = 0
    for position in rows.values():
        index = next((i for i, wanted in enumerate(gold.positions) if _same(wanted, position, forms)), None)
        if index is not None:
            matches.setdefault(index, []).append(position)
        elif (position.person, position.title) not in optional:
            extra += 1
            mistakes.append(_mistake(gold, "extra", position, _rivals("gold", position, gold.positions)))

    hits = missed = right = 0
    for index, wanted in enumerate(gold.positions):
        if (wanted.person, wanted.title) in optional:
            continue
        if index not in matches:
            missed += 1
            mistakes.append(_mistake(gold, "missed", wanted, _rivals("found", wanted, predicted.positions)))
            continue
        hits += 1
        statuses = [position.status for position in matches[index]]
        right += wanted.status in statuses
        if wanted.status not in statuses:
            mistakes.append(_mistake(gold, "value", wanted, f"gold {wanted.status} found {statuses[0]}"))
    return Score(hits, missed, extra, right, valued=hits), mistakes


def score_aliases(gold: Record, predicted: Record) -> tuple[Score, list[Mistake]]:
    """Compare alias groups as sets of unordered pairs of names."""
    wanted, found = _pairs(gold.aliases), _pairs(predicted.aliases)
    mistakes = [_alias_mistake(gold, "extra", pair) for pair in sorted(found - wanted)]
    mistakes += [_alias_mistake(gold, "missed", pair) for pair in sorted(wanted - found)]
    return Score(hits=len(wanted & found), missed=len(wanted - found), extra=len(found - wanted)), mistakes


def _row(position: Position) -> Row:
    return position.person, position.title, position.org_name


def _forms(aliases: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    """Each name with every name that stands in a group with it."""
    forms: dict[str, set[str]] = {}
    for group in aliases:
        for name in group:
            forms.setdefault(name, set()).update(group)
    return forms


def _same(gold: Position, predicted: Position, forms: Mapping[str, set[str]]) -> bool:
    if (gold.person, gold.title) != (predicted.person, predicted.title):
        return False
    if gold.org_name == predicted.org_name:
        return True
    return bool(gold.org_name and predicted.org_name in forms.get(gold.org_name, ()))


def _pairs(groups: Sequence[Sequence[str]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def _rivals(side: str, position: Position, others: Iterable[Position]) -> str:
    """What the other side says of the same person."""
    listed = "; ".join(_shown(other) for other in others if other.person == position.person)
    return f"{side} {listed}" if listed else ""


def _shown(position: Position) -> str:
    place = f" ({position.place})" if position.place else ""
    return f"{position.person} · {position.title} · {position.org_name or '–'}{place}"


def _mistake(document: Record, kind: Kind, position: Position, note: str) -> Mistake:
    return _placed(document, kind, "POSITION", _shown(position), position.person, position.person_start, note)


def _alias_mistake(document: Record, kind: Kind, pair: Pair) -> Mistake:
    longest = max(pair, key=len)
    return _placed(document, kind, "ALIAS", " = ".join(sorted(pair, key=len, reverse=True)), longest, None, "")


def _placed(document: Record, kind: Kind, label: str, shown: str, name: str, start: int | None, note: str) -> Mistake:
    """A mistake at the offset that the row gives, else where its name first stands."""
    if start is None:
        start = document.text.find(name)
    if start < 0:
        return Mistake(document.id, kind, label, shown, note=note)
    left, right = around(document.text, start, start + len(name))
    return Mistake(document.id, kind, label, shown, start, left, right, note)

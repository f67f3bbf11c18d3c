"""What an evaluation says: counts with their ratios, mistakes with their context, and the report that holds both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.schema import LABELS

Kind = Literal["missed", "extra", "value"]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one label, or of positions or alias pairs. Optional gold is in none of the first three.

    `hits` are found in gold and prediction, `missed` in gold alone, `extra` in the prediction alone. Of `valued`
    matches that have a value in gold, `right` have the same one in the prediction (for positions: the same status).

    >>> score = Score(hits=3, missed=1, extra=3)
    >>> score.precision, score.recall, score.f1, score.value_share
    (0.5, 0.75, 0.6, None)
    """

    hits: int = 0
    missed: int = 0
    extra: int = 0
    right: int = 0
    valued: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hits + other.hits,
            self.missed + other.missed,
            self.extra + other.extra,
            self.right + other.right,
            self.valued + other.valued,
        )

    @property
    def gold(self) -> int:
        """How many there are to find."""
        return self.hits + self.missed

    @property
    def predicted(self) -> int:
        """How many were found, right or wrong."""
        return self.hits + self.extra

    @property
    def precision(self) -> float | None:
        """Share of the found that is right, 0 to 1; None where nothing was found."""
        return _ratio(self.hits, self.predicted)

    @property
    def recall(self) -> float | None:
        """Share of gold that was found; None where gold has nothing."""
        return _ratio(self.hits, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is nothing on either side."""
        return _ratio(2 * self.hits, self.gold + self.predicted)

    @property
    def value_share(self) -> float | None:
        """Share of matches with the right value; None where no match has a value in gold."""
        return _ratio(self.right, self.valued)

    def to_json(self) -> dict[str, Any]:
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "value": self.value_share,
            "gold": self.gold,
            "predicted": self.predicted,
            "hits": self.hits,
            "missed": self.missed,
            "extra": self.extra,
            "valued": self.valued,
            "right": self.right,
        }


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between gold and prediction.

    `label` is a span's label, POSITION or ALIAS; `text` what it is about; `start` its offset in the document (None
    where it has no single place), `left` and `right` the characters around it. `note` says what the other side has:
    the overlapping spans for a missed or an extra one, both values for a wrong one.
    """

    doc_id: str
    kind: Kind
    label: str
    text: str
    start: int | None = None
    left: str = ""
    right: str = ""
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "doc_id": self.doc_id,
            "kind": self.kind,
            "label": self.label,
            "text": self.text,
            "start": self.start,
            "left": self.left,
            "right": self.right,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an evaluation.

    `labels` maps each label to its score: the labels of the guidelines in their order, then others by name. `contexts`
    maps role, subject and event to their scores; it is empty where gold says nothing of them.
    `documents` maps each scored document to its micro score over spans. `missing` names gold documents without a
    prediction (all of their gold counts as missed), `unscored` predictions without gold (they count nowhere).
    """

    labels: Mapping[str, Score] = field(default_factory=dict)
    positions: Score = Score()
    aliases: Score = Score()
    contexts: Mapping[str, Score] = field(default_factory=dict)
    documents: Mapping[str, Score] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    missing: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()

    @property
    def micro(self) -> Score:
        """All spans of all labels together."""
        return self.together(self.labels)

    def together(self, labels: Iterable[str]) -> Score:
        """The spans of some labels together; labels that do not occur add nothing."""
        return sum((self.labels[label] for label in labels if label in self.labels), Score())

    def to_json(self) -> dict[str, Any]:
        """Ratios from 0 to 1 and counts, without the mistakes."""
        return {
            "documents": {doc_id: found.to_json() for doc_id, found in self.documents.items()},
            "missing": list(self.missing),
            "unscored": list(self.unscored),
            "labels": {label: found.to_json() for label, found in self.labels.items()},
            "micro": self.micro.to_json(),
            "positions": self.positions.to_json(),
            "aliases": self.aliases.to_json(),
            "contexts": {name: found.to_json() for name, found in self.contexts.items()},
        }


def in_order(labels: Mapping[str, Score]) -> dict[str, Score]:
    """The labels of the guidelines in their order, then any others by name."""
    rank = {label: index for index, label in enumerate(LABELS)}
    return {label: labels[label] for label in sorted(labels, key=lambda name: (rank.get(name, len(rank)), name))}

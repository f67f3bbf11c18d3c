"""Floors: the least that an evaluation must reach, kept in a TOML file beside gold."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.evaluate.errors import EvaluationError
from pipeline.evaluate.scores import Report, Score


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Floor(_Table):
    """Least figures in percent; what is left out is not asked for."""

    precision: float | None = Field(default=None, ge=0, le=100)
    recall: float | None = Field(default=None, ge=0, le=100)
    f1: float | None = Field(default=None, ge=0, le=100)
    value: float | None = Field(default=None, ge=0, le=100)

    def shortfalls(self, name: str, score: Score) -> list[str]:
        """One sentence for each figure that `score` misses; a figure that cannot be computed misses its floor."""
        measured = {
            "precision": score.precision,
            "recall": score.recall,
            "f1": score.f1,
            "value": score.value_share,
        }
        found = []
        for figure, ratio in measured.items():
            least = getattr(self, figure)
            if least is None:
                continue
            if ratio is None:
                found.append(f"{name}: {figure} cannot be measured (floor {least:g})")
            elif 100 * ratio < least:
                found.append(f"{name}: {figure} {100 * ratio:.2f} is below its floor {least:g}")
        return found


class Group(Floor):
    """Labels that are measured together."""

    labels: tuple[str, ...] = Field(min_length=1)


class Floors(_Table):
    """What a floors file may say.

    `[labels.NAME]`, `[groups.NAME]` (with `labels = […]`), `[micro]`, `[positions]`, `[aliases]` and
    `[contexts.role]` (subject, event) hold for all
    scored documents together; `[every_document]` holds for the micro figures of each document, unless
    `[documents.ID]` says otherwise.
    """

    labels: dict[str, Floor] = Field(default_factory=dict)
    groups: dict[str, Group] = Field(default_factory=dict)
    micro: Floor = Floor()
    positions: Floor = Floor()
    aliases: Floor = Floor()
    contexts: dict[str, Floor] = Field(default_factory=dict)
    every_document: Floor = Floor()
    documents: dict[str, Floor] = Field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Floors:
        """Read a floors file. Raises EvaluationError that names the file and the key."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise EvaluationError(f"{path}: not a readable TOML file: {error}") from None
        except ValidationError as error:
            problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise EvaluationError(f"{path}: {problems}") from None

    def document(self, doc_id: str) -> Floor:
        """The floor of one document."""
        return self.documents.get(doc_id, self.every_document)

    def shortfalls(self, report: Report) -> list[str]:
        """One sentence for each figure of `report` below its floor; empty when all is well."""
        found = []
        for label, floor in self.labels.items():
            found += floor.shortfalls(label, report.labels.get(label, Score()))
        for name, group in self.groups.items():
            found += group.shortfalls(name, report.together(group.labels))
        found += self.micro.shortfalls("micro", report.micro)
        return found + self.link_shortfalls(report) + self.document_shortfalls(report)

    def link_shortfalls(self, report: Report) -> list[str]:
        """Shortfalls of positions, aliases and contexts alone."""
        found = self.positions.shortfalls("positions", report.positions)
        found += self.aliases.shortfalls("aliases", report.aliases)
        for name, floor in self.contexts.items():
            found += floor.shortfalls(name, report.contexts.get(name, Score()))
        return found

    def document_shortfalls(self, report: Report) -> list[str]:
        """Shortfalls of single documents."""
        return [
            sentence
            for doc_id, score in report.documents.items()
            for sentence in self.document(doc_id).shortfalls(f"document {doc_id}", score)
        ]

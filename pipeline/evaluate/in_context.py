"""What amounts are of, whom they belong to, what happens at times: gold of its own, compared on matched spans.

Gold of this kind lies beside the other in a folder named after it: `corpus/gold-context/a.json` for `corpus/gold/a.json`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluate.context import around
from pipeline.evaluate.errors import EvaluationError
from pipeline.evaluate.scores import Kind, Mistake, Score
from pipeline.schema import Record, Span

FIELDS = ("role", "subject", "event")
"""The fields of a span that are compared, in the order of reports."""


@dataclass(frozen=True, slots=True)
class Context:
    """Right answers for one span: field → texts, the best first, None among them where no answer is right as well."""

    start: int
    end: int
    label: str
    answers: Mapping[str, Sequence[str | None]]

    @property
    def key(self) -> tuple[int, int, str]:
        return self.start, self.end, self.label


def read_contexts(gold: Path) -> dict[str, tuple[Context, ...]]:
    """Contexts by document id, from the folder beside a folder of gold (or beside that of one gold file); none without it.

    Raises EvaluationError for a file that is no such gold.
    """
    folder = gold if gold.is_dir() else gold.parent
    beside = folder.with_name(f"{folder.name}-context")
    return dict(_read(path) for path in sorted(beside.glob("*.json")))


def _read(path: Path) -> tuple[str, tuple[Context, ...]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        return data["id"], tuple(_context(item) for item in data["contexts"])
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise EvaluationError(f"{path}: not a readable JSON file: {error}") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{path}: not gold of amounts and times in context: {error}") from None


def _context(item: Mapping[str, Any]) -> Context:
    answers = {name: tuple(item[name]) for name in FIELDS if name in item}
    return Context(item["start"], item["end"], item["label"], answers)


def score_contexts(
    gold: Record, predicted: Record, contexts: Sequence[Context]
) -> tuple[dict[str, Score], list[Mistake]]:
    """Scores by field and the mistakes, over spans that gold and prediction have in common.

    An answer is a hit when it is one of gold's, for a subject also a name of the same alias group in gold. Another
    answer is extra, and the right one is missed then, as it is where none is given. Where none is right as well, a right
    answer and none count nowhere.
    """
    found = {span.key: span for span in predicted.spans}
    forms = {name: set(group) for group in gold.aliases for name in group}
    scores: dict[str, Score] = defaultdict(Score)
    mistakes: list[Mistake] = []
    for context in contexts:
        span = found.get(context.key)
        if span is None:
            continue
        for name, answers in context.answers.items():
            answer = getattr(span, name)
            right = answer in answers or (name == "subject" and not forms.get(answer, set()).isdisjoint(answers))
            optional = None in answers or not answers
            scores[name] += Score(
                hits=int(bool(answer) and right and not optional),
                missed=int(not optional and not right),
                extra=int(bool(answer) and not right),
            )
            if not right and (answer or not optional):
                mistakes.append(_mistake(gold, name, span, answers, answer))
    return dict(scores), mistakes


def _mistake(gold: Record, name: str, span: Span, answers: Sequence[str | None], answer: str | None) -> Mistake:
    kind: Kind = "missed" if not answer else "value" if any(answers) else "extra"
    wanted = ", ".join(text for text in answers if text)
    note = "; ".join(part for part in (wanted and f"gold {wanted}", answer and f"found {answer}") if part)
    left, right = around(gold.text, span.start, span.end)
    return Mistake(gold.id, kind, name, span.text, span.start, left, right, note)

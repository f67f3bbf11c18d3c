"""Gold against prediction, over documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from pipeline.evaluate.errors import EvaluationError
from pipeline.evaluate.in_context import FIELDS, Context, score_contexts
from pipeline.evaluate.relations import score_aliases, score_positions
from pipeline.evaluate.scores import Mistake, Report, Score, in_order
from pipeline.evaluate.spans import score_spans
from pipeline.schema import Record


def score(
    gold: Sequence[Record],
    predicted: Mapping[str, Record],
    contexts: Mapping[str, Sequence[Context]] | None = None,
) -> Report:
    """Compare gold records with predicted ones; `predicted` and `contexts` map document ids to records and gold contexts.

    A gold document without a prediction counts as one in which nothing was found, and is named in
    `report.missing`; a prediction without gold is named in `report.unscored` and counts nowhere. Raises
    EvaluationError when the two texts of a document differ, since offsets then mean nothing.

    >>> from pipeline.schema import Span
    >>> gold = Record("a", "秦望舒出席。", (Span(0, 3, "秦望舒", "PERSON"),))
    >>> score([gold], {"a": Record("a", "秦望舒出席。", (Span(0, 2, "秦望", "PERSON"),))}).labels["PERSON"]
    Score(hits=0, missed=1, extra=1, right=0, valued=0)
    """
    labels: dict[str, Score] = {}
    documents: dict[str, Score] = {}
    in_context: dict[str, Score] = {}
    positions = aliases = Score()
    mistakes: list[Mistake] = []
    missing: list[str] = []
    for wanted in gold:
        if wanted.id in documents:
            raise EvaluationError(f"document {wanted.id}: occurs twice in gold")
        found = predicted.get(wanted.id)
        if found is None:
            missing.append(wanted.id)
            found = Record(wanted.id, wanted.text)
        elif found.text != wanted.text:
            raise EvaluationError(_differ(wanted, found))
        by_label, span_mistakes = score_spans(wanted, found)
        position_score, position_mistakes = score_positions(wanted, found)
        alias_score, alias_mistakes = score_aliases(wanted, found)
        by_field, context_mistakes = score_contexts(wanted, found, (contexts or {}).get(wanted.id, ()))
        _add(labels, by_label)
        _add(in_context, by_field)
        documents[wanted.id] = sum(by_label.values(), Score())
        positions, aliases = positions + position_score, aliases + alias_score
        mistakes.extend(chain(span_mistakes, position_mistakes, alias_mistakes, context_mistakes))
    return Report(
        labels=in_order(labels),
        positions=positions,
        aliases=aliases,
        contexts={name: in_context[name] for name in FIELDS if name in in_context},
        documents=documents,
        mistakes=tuple(mistakes),
        missing=tuple(missing),
        unscored=tuple(doc_id for doc_id in predicted if doc_id not in documents),
    )


def _add(total: dict[str, Score], more: Mapping[str, Score]) -> None:
    for name, value in more.items():
        total[name] = total.get(name, Score()) + value


def _differ(gold: Record, predicted: Record) -> str:
    """Where two texts part, said so that the cause (a stripped line break, a replaced character) can be seen."""
    pairs = zip(gold.text, predicted.text, strict=False)
    at = next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(gold.text), len(predicted.text)))
    return (
        f"document {gold.id}: the predicted text differs from gold at character {at} "
        f"(gold {gold.text[at : at + 10]!r}, predicted {predicted.text[at : at + 10]!r}; "
        f"{len(gold.text)} and {len(predicted.text)} characters), so offsets cannot be compared"
    )

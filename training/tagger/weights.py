"""Learn how the tagger's word weighs against the rules', from documents that the taggers of five folds had not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.segment import Passage
from pipeline.tag.base import Candidate
from pipeline.tag.learned import opinion_of
from pipeline.tag.resolve import THRESHOLD, choose
from pipeline.tag.statistical import Tagger
from pipeline.tag.weigh import EVIDENCE, evidence_of
from training.tagger.data import JOINED, Spans

PULL = 3.0
"""How strongly the weights of a label are drawn to those of all labels together, and these to zero."""


@dataclass(frozen=True)
class Case:
    """A candidate of a document with its evidence, and whether gold has it (None: gold leaves it open)."""

    document: str
    candidate: Candidate
    evidence: tuple[float, ...]
    right: bool | None


def cases_of(document: str, text: str, gold: Spans, tagger: Tagger, extractors: Sequence) -> Iterator[Case]:
    """All candidates of rules and tagger in one document."""
    passage = Passage.of(text)
    candidates = [
        c for rule in extractors for c in rule(passage) if 0 <= c.start < c.end <= len(text) and c.score >= THRESHOLD
    ]
    opinion = opinion_of(tagger, passage, JOINED, {label: (0.0,) * len(EVIDENCE) for label in JOINED})
    wanted = {(start, end, label): optional for start, end, label, optional in gold}
    open_spans = [key for key, optional in wanted.items() if optional]
    for candidate, evidence in evidence_of(text, candidates, choose(text, candidates), opinion):
        key = (candidate.start, candidate.end, candidate.label)
        right: bool | None = key in wanted
        if wanted.get(key) or (
            not right and any(o[2] == key[2] and o[0] < key[1] and key[0] < o[1] for o in open_spans)
        ):
            right = None
        yield Case(document, candidate, tuple(evidence), right)


def learn(cases: Sequence[Case]) -> dict[str, list[float]]:
    """Weights for each label: a logistic regression for all labels, then one for each label that is drawn to it."""
    used = [case for case in cases if case.right is not None]
    common = _logistic(used, np.zeros(len(EVIDENCE)))
    return {
        label: [round(float(w), 4) for w in _logistic([c for c in used if c.candidate.label == label], common)]
        for label in JOINED
    }


def _logistic(cases: Sequence[Case], start: np.ndarray) -> np.ndarray:
    """Newton's method; `PULL` holds the weights near `start`."""
    rows = np.array([case.evidence for case in cases]).reshape(-1, len(start))
    right = np.array([case.right for case in cases], dtype=float)
    weights = start.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - right) + PULL * (weights - start)
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + PULL * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def scores(cases: Sequence[Case], weights: Mapping[str, Sequence[float]]) -> np.ndarray:
    """The score of each case."""
    total = np.array([np.dot(weights[case.candidate.label], case.evidence) for case in cases])
    return 1 / (1 + np.exp(-np.clip(total, -30, 30)))

"""The clauses of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.link.word_classes import CLOSE, END, OPEN
from pipeline.link.words import Token

_PARTS = OPEN | CLOSE | END
_DEEP = 8
"""How many brackets around a clause are told apart; more are a text that opens brackets and closes none."""


class Clause(NamedTuple):
    """The tokens of a clause without what stands in brackets, by their indices in the sentence.

    `around` are the brackets that hold it, outermost first, by the index of their opening mark.
    """

    indices: Sequence[int]
    around: tuple[int, ...]


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence by their beginning; a bracket is one by itself and parts nothing around it."""
    clauses: list[Clause] = []
    open_: list[tuple[int, list[int]]] = [(-1, [])]

    def finish() -> None:
        mark, indices = open_[-1]
        if indices:
            around = tuple(opened for opened, _ in open_[max(len(open_) - _DEEP, 1) :])
            clauses.append(Clause(indices, around))
        open_[-1] = mark, []

    for at, token in enumerate(tokens):
        classes = token.classes
        if not classes & _PARTS:
            open_[-1][1].append(at)
        elif classes & OPEN:
            open_.append((at, []))
        elif classes & CLOSE:
            finish()
            if len(open_) > 1:
                open_.pop()
        else:
            finish()
    while len(open_) > 1:
        finish()
        open_.pop()
    finish()
    return sorted(clauses, key=lambda clause: clause.indices[0])

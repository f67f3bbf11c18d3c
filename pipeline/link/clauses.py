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
    outer: list[tuple[tuple[int, ...], list[int]]] = []
    around: tuple[int, ...] = ()
    indices: list[int] = []
    for at, token in enumerate(tokens):
        classes = token.classes
        if not classes & _PARTS:
            indices.append(at)
        elif classes & OPEN:
            outer.append((around, indices))
            around, indices = (*around, at)[-_DEEP:], []
        else:
            if indices:
                clauses.append(Clause(indices, around))
                indices = []
            if classes & CLOSE and outer:
                around, indices = outer.pop()
    clauses += [Clause(inside, brackets) for brackets, inside in (*outer, (around, indices)) if inside]
    return sorted(clauses, key=lambda clause: clause.indices[0])

"""Words that no dictionary has: jieba's hidden Markov model of where in a word each character stands.

Tables and results are those of `jieba.finalseg`, which takes several times as long: it looks a character up in four
tables and keeps a path of its own for each state. Words that other users of jieba told it to split are not split here.
"""

from __future__ import annotations

import re
from typing import Any

from jieba.finalseg import MIN_FLOAT, emit_P, start_P, trans_P

_FIRST, _LAST = "\u4e00", "\u9fd5"
"""The Chinese characters of jieba."""
_PIECE = re.compile(rf"[{_FIRST}-{_LAST}]+|[a-zA-Z0-9]+(?:\.\d+)?%?|[^{_FIRST}-{_LAST}a-zA-Z0-9]+")
"""A string is pieces, one right behind the other. Several Chinese characters may be one word or more, all else is one."""

STATES = "BMES"
"""The character begins a word, stands in its middle, ends it, or is a single one. A word follows E and S only."""

_B, _M, _E, _S = (start_P[state] for state in STATES)
_EB, _SB = trans_P["E"]["B"], trans_P["S"]["B"]
_MM, _BM = trans_P["M"]["M"], trans_P["B"]["M"]
_ME, _BE = trans_P["M"]["E"], trans_P["B"]["E"]
_ES, _SS = trans_P["E"]["S"], trans_P["S"]["S"]


class _Likelihoods(dict[str, tuple[float, ...]]):
    """Character → the logarithm of its probability in each state; of characters that were met."""

    def __missing__(self, character: str) -> tuple[float, ...]:
        found = self[character] = tuple(emit_P[state].get(character, MIN_FLOAT) for state in STATES)
        return found


_likelihoods = _Likelihoods()


def word_ends(text: str, offset: int = 0) -> list[int]:
    """The offsets at which the words of a string end, those of `jieba.finalseg.cut`; the string begins at `offset`.

    >>> word_ends("云杉坪3.5%")
    [3, 7]
    """
    ends: list[int] = []
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and _FIRST <= piece[0] <= _LAST:
            ends += _likeliest(piece, offset)
        else:
            ends.append(offset + len(piece))
        offset += len(piece)
    return ends


def _likeliest(text: str, offset: int) -> list[int]:
    """The ends of words on the likeliest way through the states (Viterbi).

    Of two ways that are equal the one by the later letter wins, and sums are taken in jieba's order, as a rounding may
    make them equal. A way is `(way before, end of a word)`, so that states share what they have in common.
    """
    b, m, e, s = _likelihoods[text[0]]
    begin, middle, end, single = _B + b, _M + m, _E + e, _S + s
    way_b: Any = None
    way_m: Any = None
    way_e: Any = (None, offset + 1)
    way_s: Any = way_e
    for at, character in enumerate(text[1:], offset + 2):
        b, m, e, s = _likelihoods[character]
        b_by_e, b_by_s = end + _EB + b, single + _SB + b
        m_by_b, m_by_m = begin + _BM + m, middle + _MM + m
        e_by_b, e_by_m = begin + _BE + e, middle + _ME + e
        s_by_e, s_by_s = end + _ES + s, single + _SS + s
        end, next_e = (e_by_m, (way_m, at)) if e_by_m >= e_by_b else (e_by_b, (way_b, at))
        single, next_s = (s_by_s, (way_s, at)) if s_by_s >= s_by_e else (s_by_e, (way_e, at))
        middle, way_m = (m_by_m, way_m) if m_by_m >= m_by_b else (m_by_b, way_b)
        begin, way_b = (b_by_s, way_s) if b_by_s >= b_by_e else (b_by_e, way_e)
        way_e, way_s = next_e, next_s
    way = way_s if single >= end else way_e
    ends = []
    while way:
        way, at = way
        ends.append(at)
    ends.reverse()
    return ends

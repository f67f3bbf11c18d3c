"""What stands at the right of an amount: the thing that it counts or qualifies, the verb that says what is done.

近500位嘉宾, 22个重点项目, 18.6万元的总费用, 长12公里的绿道; 以15.3亿元成交, 1263人驰援. Offsets are of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.link.word_classes import (
    ADVERB,
    CHANGE,
    CLOSE,
    COMPARE,
    DIMENSION,
    EACH,
    END,
    FROM,
    LINK,
    LOC,
    MEASURE,
    MODIFIER,
    NOMINAL,
    NOUN,
    OF,
    OPEN,
    OWNER,
    PARTICLE,
    PERCENT,
    QUANTITY,
    SHARE,
    THAN,
    TOWARD,
    VERB,
)
from pipeline.link.words import MAX_TOKENS, Token

Slice = tuple[int, int]

_PERSON = re.compile(r"[人者员生师工手家宾众民友客商长兵童]$|代表|学生|专家|群众|党员|干部")
_PERSONS = ("位", "名", "人")
"""Units that count people: of a run of nouns behind one, the thing counted ends with the person."""
_QUANTIFIES = "全一两几"
"""How words begin that quantify what is said of the thing: 逆变器一件不少, 项目全容量投产."""
_THING = NOUN | MEASURE | MODIFIER | OWNER | LOC | NOMINAL


def unit_of(token: Token) -> object:
    """The unit of an amount, as in its value."""
    return token.mention.norm.get("unit") if token.mention else None


def counted(tokens: Sequence[Token], first: int, last: int) -> Slice | None:
    """The noun behind the amounts `[first, last]` that they count, or that 的 leads to; of a share only the latter."""
    amount, at = tokens[first], last + 1
    if at < len(tokens) and tokens[at].has(OPEN):  # 1.2亿美元（折合8亿元）B轮融资
        at = _behind_bracket(tokens, at)
    if at < len(tokens) and tokens[at].has(DIMENSION):
        at += 1
    of = at < len(tokens) and tokens[at].has(OF)
    start = at = at + of
    while at < len(tokens) and tokens[at].has(_THING) and tokens[at].depth == amount.depth:
        if at > start and tokens[at].text[0] in _QUANTIFIES:
            break
        at += 1
        if tokens[at - 1].text == "人" or (
            _is_person(amount, tokens[at - 1 : at]) and not _is_person(amount, tokens[at : at + 1])
        ):
            break
    if at - start > 1 and tokens[at - 1].has(MEASURE) and _has_value(tokens, at):
        at -= 1
    if not (at - start == 1 and tokens[start].has(NOMINAL) and _ends(tokens, at)):  # 获19倍认购
        while at > start and not tokens[at - 1].has(NOUN | MEASURE | OWNER):
            at -= 1
    while start < at and tokens[start].has(LOC):
        start += 1
    if start == at or (amount.has(PERCENT) and not of):
        return None
    inside = len(tokens[at - 1].text) > 1 and tokens[at - 1].text[-1] in "里内"  # 40个县里
    return tokens[start].start, tokens[at - 1].end - inside


def done(tokens: Sequence[Token], first: int, last: int) -> Slice | None:
    """The verb behind the amounts: 以15.3亿元成交; of no share, and not of a rate's base (每10股派现)."""
    if tokens[first].has(PERCENT) or (first > 0 and tokens[first - 1].has(EACH)):
        return None
    at = last + 1
    while at < len(tokens) and tokens[at].has(ADVERB):
        at += 1
    if at == len(tokens) or tokens[at].has(SHARE) or not tokens[at].has(VERB | CHANGE):
        return None
    return tokens[at].start, tokens[at].end


def _is_person(amount: Token, token: Sequence[Token]) -> bool:
    counts = amount.has(QUANTITY) and unit_of(amount) in _PERSONS
    return counts and any(_PERSON.search(one.text) for one in token)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at == len(tokens) or tokens[at].has(END | CLOSE)


def _behind_bracket(tokens: Sequence[Token], at: int) -> int:
    """The index behind the bracket that opens at `at`, or `at` where it does not close nearby."""
    near = range(at + 1, min(at + MAX_TOKENS, len(tokens)))
    return next((i + 1 for i in near if tokens[i].has(CLOSE) and tokens[i].depth == tokens[at].depth), at)


def _has_value(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun before `at` has a value of its own: 两家酒店收入1亿元, 60个县人口比去年减少."""
    while at < len(tokens) and tokens[at].has(LINK | PARTICLE | ADVERB):
        at += 1
    return at < len(tokens) and (tokens[at].is_amount or tokens[at].has(THAN | CHANGE | COMPARE | FROM | TOWARD))

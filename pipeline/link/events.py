"""What happens at a time: the predicate of the clause that a date, time or duration stands in or opens, as written.

`find_events` reads the tokens of one sentence. A time has no event where it

- is compared with (较上年同期) or bounds a figure (截至2024年底),
- stands in a bracket with nothing but a mark beside it (（2024年：无）), or behind the label of a line (时间：…),
- narrows the noun behind it, as object of a verb before it (通过2025年度分配预案).

Its event is the verb right before it (在任近九年, 成立于2018年5月), where nothing follows it, or else the first verb behind
it that is not inside an attribute (…的): in its own clause, or, where a comma follows the time, in the next two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.link.word_classes import (
    ADVERB,
    AND,
    CHANGE,
    CLOSE,
    DATE,
    DIMENSION,
    DURATION,
    END,
    FROM,
    IDLE,
    LIGHT,
    LINK,
    LOC,
    MEASURE,
    MODIFIER,
    NOMINAL,
    NOUN,
    OF,
    OPEN,
    ORG,
    PARTICLE,
    PLACE,
    PREPOSITION,
    PRONOUN,
    SHORT,
    THAN,
    TIME,
    TOWARD,
    VERB,
    WHEN,
    WITH,
)
from pipeline.link.words import MAX_TOKENS, Token

Slice = tuple[int, int]

_KEEPS_NEAR = ADVERB | PARTICLE | WHEN
"""What may stand between a time and its verb, which then is believed though an attribute holds it."""
_VERBS = VERB | CHANGE | TOWARD | SHORT
_ASPECTS = ("了", "过", "着", "得", "到", "出", "起")
_YEARS = ("年度", "财年", "学年", "届")
_SIDES = ("内", "前", "后", "来", "间", "里", "中", "起")


def find_events(tokens: Sequence[Token], times: Sequence[int]) -> Mapping[int, Slice]:
    """Index of a time's token → the offsets of its event; times without one are left out.

    `times` are the indices of all times among the tokens.
    """
    events: dict[int, Slice] = {}
    for at in times:
        if (verb := _event(tokens, at)) is not None:
            events[at] = tokens[verb].start, _end(tokens, verb)
    return events


def _end(tokens: Sequence[Token], verb: int) -> int:
    """Where an event ends: with its verb, or with what a verb like 进行 introduces (进行了总结)."""
    at = verb + 1
    if not tokens[verb].has(LIGHT):
        return tokens[verb].end
    while at < len(tokens) and tokens[at].text in _ASPECTS:
        at += 1
    return tokens[at].end if at < len(tokens) and tokens[at].has(NOMINAL | VERB | NOUN) else tokens[verb].end


def _event(tokens: Sequence[Token], at: int) -> int | None:
    before = _before(tokens, at)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if _bounds(tokens, before) or tokens[at].text.endswith("同期") or _is_dateline(tokens, at):
        return None
    if at > 0 and tokens[at - 1].text in ("为期", "把"):
        return None
    if before is not None and tokens[before].has(DATE | TIME):
        before = None  # 3月3日（农历正月十五）
    if before is not None and tokens[at].has(DURATION) and not _within(tokens, at):
        if tokens[before].has(PRONOUN) and before > 0:  # 等了我六个小时
            before = _before(tokens, before)
        if before is not None and _is_verb(tokens, before):
            return before
        if before and _ends(tokens, at) and tokens[before].has(LOC | ORG | NOUN) and _is_verb(tokens, before - 1):
            return before - 1  # 深耕非洲19年
        if before is not None and (tokens[before].has(MEASURE | DIMENSION) or tokens[before].text == "以"):
            return None
    if _ends(tokens, at) and before is not None:
        verb = before - 1 if tokens[before].text in ("于", "至", "到", "在") else before
        if verb >= 0 and _is_verb(tokens, verb):
            return verb
    if (
        tokens[at].text.endswith(_YEARS)
        and following
        and following.has(NOUN | NOMINAL | MODIFIER | MEASURE | LOC | ORG)
    ):
        return None  # 2025年度技术奖揭晓
    if following and following.has(OF):  # 2027年的比赛, but 三小时的跋涉
        done = tokens[at].has(DURATION) and at + 2 < len(tokens) and tokens[at + 2].has(VERB)
        return at + 2 if done else None
    return _behind(tokens, at, leads=_leads(tokens, at, before))


def _leads(tokens: Sequence[Token], at: int, before: int | None) -> bool:
    """Whether a time leads its clause, so that what a comma parts from it may happen then (仪式次日，…)."""
    if before is None or tokens[before].has(PREPOSITION | FROM | AND):
        return True
    return tokens[at].text[0] in "次当翌" and tokens[before].has(NOUN) and _before(tokens, before) is None


def _bounds(tokens: Sequence[Token], before: int | None) -> bool:
    """Whether a time is compared with or bounds a figure, by the word before it."""
    return before is not None and (tokens[before].has(THAN) or tokens[before].text.startswith(("截至", "截止")))


def _is_dateline(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time is that of a report: 10月20日讯."""
    return at + 1 < len(tokens) and tokens[at + 1].text in ("讯", "电", "消息", "止", "报道")


def _within(tokens: Sequence[Token], at: int) -> bool:
    """Whether a duration bounds what follows: 三年内, 五年前, 十年来."""
    return tokens[at].text[-1] in _SIDES or (at + 1 < len(tokens) and tokens[at + 1].text in _SIDES)


def _before(tokens: Sequence[Token], at: int) -> int | None:
    """The token before a time, without aspects, adverbs and links, inside its clause."""
    at -= 1
    while at >= 0 and (tokens[at].has(LINK) or tokens[at].text in _ASPECTS or _only_adverb(tokens[at])):
        at -= 1
    return None if at < 0 or tokens[at].has(END | OPEN | CLOSE) else at


def _only_adverb(token: Token) -> bool:
    return token.has(ADVERB) and not token.has(VERB | CHANGE)


def _is_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time stands in the object of a verb of its clause: 通过2025年度分配预案, 这是今年第四场."""
    depth, first = tokens[at].depth, max(at - MAX_TOKENS, 0)
    if at > 0 and tokens[at - 1].has(OF):
        return True
    while (at := at - 1) >= first and not tokens[at].has(END | OF) and tokens[at].depth == depth:
        if tokens[at].has(VERB | CHANGE) and not tokens[at].has(NOMINAL | ADVERB):
            return True
        if tokens[at].has(IDLE) or tokens[at].text.endswith("是"):
            return True
    return False


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause ends behind a time, or goes on with 的."""
    at += 1
    while at < len(tokens) and tokens[at].has(PARTICLE | PLACE | CLOSE):
        at += 1
    return at == len(tokens) or tokens[at].has(END | OPEN | OF)


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not token.classes & _VERBS or token.has(IDLE) or token.text.endswith("着"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        token.has(ADVERB)
        and following
        and not (following.has(END | CLOSE) or following.is_time or following.text == "了")
    ):
        return False  # 开始受理, but 仪式开始
    if token.has(VERB | CHANGE | TOWARD):
        return not following or following.text != "着"
    return bool(following and (following.text in _ASPECTS or following.is_time))


def _behind(tokens: Sequence[Token], at: int, leads: bool) -> int | None:
    """The first verb behind a time that no attribute holds. `leads`: whether the time leads its clause."""
    depth, start = tokens[at].depth, at + 1
    while start < len(tokens) and (tokens[start].has(PARTICLE | PLACE | OPEN) or tokens[start].depth > depth):
        start += 1
    while start < len(tokens) and tokens[start].has(CLOSE) and tokens[start].depth == depth:
        start += 1
    opens = leads and start < len(tokens) and tokens[start].text in ("，", ",")
    inside = not opens and _is_object(tokens, at)
    adjacent, figure, marks = True, False, 0
    for index in range(start, min(len(tokens), start + MAX_TOKENS)):
        token, classes = tokens[index], tokens[index].classes
        if token.depth > depth or (classes & (OPEN | CLOSE) and token.depth == depth):
            continue
        if classes & (END | CLOSE):
            marks += index > start and not tokens[index - 1].is_time  # 3月3日，农历正月十五，…
            if figure or not opens or marks > 1 or token.text not in ("，", ","):
                return None
        elif classes & IDLE or (classes & (DATE | TIME) and not adjacent and not tokens[index - 1].has(END)):
            return None  # the later time has the verb: 2026年度申报工作拟于8月启动
        elif (
            _is_verb(tokens, index)
            and not (classes & CHANGE and len(token.text) == 1)
            and (not classes & (NOMINAL | MODIFIER) or _predicates(tokens, index))
        ):
            if adjacent or not _in_attribute(tokens, index):
                return index
        elif inside and adjacent and not classes & (ADVERB | PREPOSITION | WITH | FROM):
            return None
        figure = figure or token.is_amount
        adjacent = adjacent and (bool(classes & _KEEPS_NEAR) or (index == start == at + 1 and opens))
    return None


def _predicates(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb that often is a noun is none here: it ends its clause, 了 or a name follows, an adverb leads."""
    before, following = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.has(END):
        return before.mention is not None or before.has(ADVERB | NOUN)
    if following.text in _ASPECTS or (before.has(ADVERB) and not before.has(MODIFIER)):
        return True
    return following.mention is not None and not following.has(LOC)


def _in_attribute(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb belongs to an attribute: 的 follows it in its clause, and another verb follows that."""
    depth = tokens[at].depth
    of = False
    if at + 1 < len(tokens) and tokens[at + 1].text == "了":
        return False
    for token in tokens[at + 1 : at + 1 + MAX_TOKENS]:
        if token.depth == depth and token.has(END):
            return False
        if token.has(OF):
            of = True
        elif of and token.has(VERB | CHANGE) and not token.has(NOMINAL):
            return True
    return False

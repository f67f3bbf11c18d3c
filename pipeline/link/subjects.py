"""Whom an amount belongs to: the organization, event or titled work of its sentence, where there is exactly one.

The rule. A candidate is a mention (ORG, EVENT, WORK), or a word that stands for one (公司, 学校, 本次论坛, 该游戏), that heads
a clause: it stands at the clause's start, or behind times, adverbs and nouns that describe it. It is none when it

- stands in a bracket that the amount does not stand in,
- is followed by a title or a name (it employs a person) or by a second name (A公司、B公司; A公司与B公司),
- says something (表示, 显示, 介绍), since the amount is then what it speaks about.

Behind a preposition (向, 由, 在, 据) nothing heads a clause. The amount's own clause decides, where a candidate heads it;
else the clauses before it in the sentence, back to one that somebody else heads: a person, people, a place. They must
have one candidate, however often. Organizations are written with the document's fullest name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import takewhile

from pipeline.link.clauses import Clause, clauses_of
from pipeline.link.stand_ins import ORGANIZATION, StandIns
from pipeline.link.word_classes import (
    ADVERB,
    AMOUNT,
    AND,
    CHANGE,
    CONJUNCTION,
    DATE,
    DURATION,
    END,
    EVENT,
    FROM,
    LINK,
    LIST,
    LOC,
    MEASURE,
    MODIFIER,
    MONEY,
    NOMINAL,
    NOUN,
    OF,
    ORG,
    OWNER,
    PERSON,
    PREPOSITION,
    QUOTE,
    REST,
    SHARE,
    TIME,
    TITLE,
    VERB,
    WORK,
    Classes,
)
from pipeline.link.words import MAX_TOKENS, Token
from pipeline.schema import Span

_NAMED = ORG | EVENT | WORK
_LEADS = ADVERB | QUOTE | CONJUNCTION | DATE | TIME | DURATION
"""What may stand before the head of a clause."""
_DESCRIBES = NOUN | MODIFIER | LOC | LIST | OWNER | MEASURE
"""What may stand between the start of a clause and the name that it describes: 综合旅游度假村营运商镜湾国际."""
_PLACES = LOC | LIST | MEASURE | OWNER
"""What the first nouns of a clause are that a place heads."""
_SAYS = re.compile(r"表示|显示|介绍|指出|透露|认为|称|说|写得|写道|写明|坦言|强调|提示|提醒|测算|报道|获悉|告诉|分析")
_PEOPLE = re.compile(r"(?:[人者员生师民众友客]|嘉宾|代表|群众|家长|乡亲|候选人|专家|[男女]子|消费者)$")
_SOURCE = re.compile(
    r"(?:报告|年报|白皮书|[蓝黄绿]皮书|指南|办法|条例|法|意见|方案|规划|通知|公告|标准|共识|目录|指数|名单|纲要|决定|规定)[^》]{0,16}》$|^《报告》$"
)
"""Works that state amounts rather than have them."""
_PROJECT = re.compile(r"(?:项目|工程|基地|产业园|园区|酒店|电站|生产线|品牌|产品|游戏|平台|大桥|隧道|高铁|航线)$")
_AGENT = re.compile(r"(?:[组队院局厅委办署所方]|机关|部门|单位|机构|中心|基金会|协会)$")
_REPORTS = frozenset("讯电")
_ACTS = VERB | ADVERB | PREPOSITION | FROM | AND
_CAUSES = ("让", "使", "令", "使得")
_SELF_OR_REGION = re.compile(
    r"他|她|我们?|他们|她们|你们?|双方|三方|各方|两人|三人|大家|自己|有人|个人"
    r"|(?:全|我|本|该)[国省市县区州镇乡村旗]|全球|国内|两市|各[地省市]|三地"
)
_OTHER = ""
"""The head of a clause that somebody else heads."""
_CLAUSES = 40
"""How many clauses of a sentence are looked back over."""


class Subjects:
    """The subjects of a document's amounts. Made once a document; `of` is asked for each sentence."""

    def __init__(self, folded: str, mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> None:
        self._fullest = {name: group[0] for group in aliases for name in group}
        self._stand_ins = StandIns(folded, mentions, self._name, list(self._fullest))

    def of(self, tokens: Sequence[Token], amounts: Sequence[int]) -> Mapping[int, str]:
        """Index of an amount's token → the name it belongs to; amounts without one are left out.

        `amounts` are the indices of all amounts among the tokens, in order.
        """
        if not amounts or not self._names_anybody(tokens):
            return {}
        owners: dict[int, str] = {}
        of_sentence = frozenset(amounts)
        clauses = clauses_of(tokens)

        def inside(clause: Clause) -> list[Token]:
            return [tokens[i] for i in clause.indices]

        def employer(at: int) -> str | None:
            return next(filter(None, (self._employer(inside(clause)) for clause in reversed(clauses[:at]))), None)

        heads: dict[int, str | None] = {}

        def head(at: int) -> str | None:
            if at not in heads:
                within = inside(clauses[at])
                found = self._head(within, partial(employer, at))
                heads[at] = None if found is None or _is_dateline(within) else found
            return heads[at]

        for at, clause in enumerate(clauses):
            if not of_sentence.isdisjoint(clause.indices) and (subject := _subject(clauses, at, head)):
                own = of_sentence.intersection(clause.indices)
                owners.update((i, subject) for i in own if _can_belong(tokens, i))
        return owners

    def _names_anybody(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence has a candidate at all; many have none, and their clauses need not be read."""
        return any(token.classes & _NAMED for token in tokens) or self._stand_ins.begin_among(tokens)

    def _employer(self, tokens: Sequence[Token]) -> str | None:
        """Whose 公司 or 集团 somebody speaks of in the clauses behind this one: 远山集团副总裁李明表示，集团…."""
        at = next((i for i, token in enumerate(tokens) if token.has(TITLE | PERSON)), 0)
        return self._name(tokens[at - 1].text) if at and tokens[at - 1].has(ORG) else None

    def _head(self, tokens: Sequence[Token], employer: Callable[[], str | None]) -> str | None:
        """What heads a clause; `employer` finds the organization of somebody who heads one before it in the sentence."""
        at = _skip(tokens, 0, _LEADS)
        start = at
        if at < len(tokens) and (meant := self._stand_ins.meant(tokens, at, employer)):
            name, at = meant
            return self._checked(name, tokens, at)
        at = _skip(tokens, at, _DESCRIBES)
        if at == len(tokens) or not tokens[at].has(_NAMED):
            at = _behind_attribute(tokens, start) or at
        if at < len(tokens) and tokens[at].has(_NAMED) and (mention := tokens[at].mention):
            if _SOURCE.search(mention.text):
                return _OTHER
            return self._checked(self._name(mention.text), tokens, at + 1)
        return _other(tokens, start, at)

    def _checked(self, name: str, tokens: Sequence[Token], at: int) -> str:
        """The name that ends before token `at`, or `_OTHER` when it only employs, speaks, or is one of several."""
        while at < len(tokens) and (
            tokens[at].has(QUOTE) or (tokens[at].has(ORG) and self._name(tokens[at].text) == name)
        ):
            at += 1
        rest = tokens[at:]
        if rest and (rest[0].has(TITLE | PERSON) or _is_project(rest) or _is_of_another(rest)):
            return _OTHER
        if _has_partner(rest):
            return _OTHER
        for token in rest:
            if token.is_amount:
                break
            if _SAYS.fullmatch(token.text):
                return _OTHER
        return name

    def _name(self, text: str) -> str:
        return self._fullest.get(text, text)


def _is_dateline(tokens: Sequence[Token]) -> bool:
    """Whether a clause only says who reports, so that the medium at its head is no subject: 清河晚报讯."""
    return not _REPORTS.isdisjoint([token.text for token in tokens[:8]])


def _is_of_another(rest: Sequence[Token]) -> bool:
    """Whether what follows a name leads to somebody else: 远山日报记者从…, 远山公司成立的基金会捐款."""
    if len(rest) > 1 and rest[0].has(NOUN) and _PEOPLE.search(rest[0].text) and rest[1].has(_ACTS):
        return True
    of = next((at for at, token in enumerate(rest) if token.has(OF) or token.is_amount), len(rest))
    if not 0 < of < len(rest) - 1 or not rest[of].has(OF) or rest[of + 1].is_amount:
        return False
    return all(
        any(token.has(VERB) and not token.has(NOMINAL) for token in part) for part in (rest[:of], rest[of + 2 :])
    )


def _has_partner(rest: Sequence[Token]) -> bool:
    """Whether a second name, or a word for one, stands beside the head: A公司、B公司; A公司已与公司签约."""
    at = _skip(rest, 0, ADVERB)
    if at == len(rest) or not rest[at].has(LIST | AND):
        return False
    at = _skip(rest, at + 1, LOC | NOUN | MODIFIER | LIST | QUOTE)
    return at < len(rest) and (rest[at].has(_NAMED) or bool(ORGANIZATION.fullmatch(rest[at].text)))


def _skip(tokens: Sequence[Token], at: int, classes: Classes) -> int:
    while at < len(tokens) and tokens[at].classes & classes:
        at += 1
    return at


def _behind_attribute(tokens: Sequence[Token], start: int) -> int | None:
    """The index of a name that an attribute leads to: 2019年3月问世的卡牌游戏《…》."""
    if start == len(tokens) or not tokens[start].has(VERB):
        return None
    of = next((at for at in range(start, len(tokens)) if tokens[at].has(OF) or tokens[at].mention), None)
    if of is None or not tokens[of].has(OF):
        return None
    at = _skip(tokens, of + 1, _DESCRIBES)
    return at if at < len(tokens) and tokens[at].has(_NAMED) else None


def _other(tokens: Sequence[Token], start: int, at: int) -> str | None:
    """`_OTHER` when a clause without a name, whose first nouns are `[start, at)`, is headed by people or a place."""
    if start == len(tokens):
        return None
    first, run = tokens[start], tokens[start:at]
    following = tokens[at].classes if at < len(tokens) else 0
    if first.classes & MONEY and start + 1 < len(tokens) and tokens[start + 1].classes & OF:
        return _OTHER  # 18万元的总费用由他承担
    if (following | first.classes) & (PERSON | TITLE) or _SELF_OR_REGION.fullmatch(first.text):
        return _OTHER
    if not run:
        return None
    last = run[-1]
    if last.classes & NOUN and not following & (AMOUNT | SHARE | CHANGE | LINK) and _PEOPLE.search(last.text):
        return _OTHER
    if following & VERB and not following & (NOMINAL | ADVERB) and _AGENT.search(last.text):
        return _OTHER  # 公诉机关指控
    place = all(token.classes & _PLACES for token in run) and any(token.classes & LOC for token in run)
    return _OTHER if place else None


def _is_project(rest: Sequence[Token]) -> bool:
    """Whether a name is followed by what it builds or makes, which then is what the clause is about: 集团旗舰项目."""
    run = rest[: _skip(rest, 0, NOUN | MODIFIER | OWNER | MEASURE | LOC)]
    return any(_PROJECT.search(token.text) for token in run)


def _can_belong(tokens: Sequence[Token], at: int) -> bool:
    """Whether an amount is one of the clause's subject: no age, not what others have (其余8家) or are made to have (让)."""
    token = tokens[at]
    if token.text.endswith(("岁", "歲")) or (at > 0 and tokens[at - 1].has(REST)):
        return False
    clause = takewhile(lambda before: not before.has(END), reversed(tokens[max(at - MAX_TOKENS, 0) : at]))
    return not any(before.text in _CAUSES for before in clause)


def _subject(clauses: Sequence[Clause], at: int, head: Callable[[int], str | None]) -> str | None:
    """The subject of a clause; `head` says by its index what heads one: a name, `_OTHER`, or None for nobody."""
    if (own := head(at)) is not None:
        return own or None
    names: set[str] = set()
    for before in range(at - 1, max(at - _CLAUSES, -1), -1):
        around = clauses[before].around
        if around != clauses[at].around[: len(around)] or (name := head(before)) is None:
            continue
        if name == _OTHER:
            break
        names.add(name)
    return names.pop() if len(names) == 1 else None

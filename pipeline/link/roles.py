"""What an amount is of: the noun or verb of its sentence that says so, as written.

`find_roles` reads the tokens of one sentence. For each amount it looks, in this order, at what stands

1. in the chain: amounts in a row share what the first or the last of them has (得分率分别为86.4%、74.1%和70.8%);
2. right at its left: a measured noun, behind links (营业收入达18亿元 → 营业收入);
3. at its right: the thing counted or qualified (22个重点项目 → 重点项目, 18.6万元的总费用 → 总费用);
4. at its left: a verb of change (同比增长21.7% → 同比增长), the noun of a level (由58%降至41% → 净负债比率), any other
   noun (员工800多人 → 员工), a verb (投入1.3亿元 → 投入);
5. at its right: the verb of what is done with it (以15.3亿元成交 → 成交);
6. before it: what is said of it goes on from the amount before (，达到64%; （上年同期：3亿元）).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pipeline.frozen import frozen
from pipeline.link.counted import Slice, counted, done, unit_of
from pipeline.link.word_classes import (
    ADVERB,
    AND,
    CAUSE,
    CHANGE,
    CLOSE,
    COMPARE,
    CONJUNCTION,
    DATE,
    DIMENSION,
    DURATION,
    EACH,
    END,
    EXCEED,
    FROM,
    LIGHT,
    LINK,
    LIST,
    LOC,
    MEASURE,
    MODIFIER,
    NOMINAL,
    NOUN,
    OF,
    OPEN,
    OWNER,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    QUOTE,
    REST,
    SHARE,
    SHORT,
    SUM,
    TIME,
    TO,
    TOWARD,
    VERB,
    WITH,
)
from pipeline.link.words import MAX_TOKENS, Token

MAX_ROLE = 16
"""A longer run of nouns is a slip of segmentation, or a sentence without marks."""
_SKIPPED = LINK | ADVERB | QUOTE | DATE | TIME | DURATION | PARTICLE | EACH | REST
"""What may stand between a noun or verb and its amount."""
_BRACKETS = OPEN | CLOSE
_IN_NOUNS = NOUN | MEASURE | MODIFIER | OWNER | NOMINAL
"""What a run of nouns is made of."""
_SAYS = MEASURE | NOUN | VERB
"""What may not, whatever else it is."""
_AGENT = re.compile(r"(?:[组队院局厅委办署所方]|机关|部门|单位|机构|公司|集团|中心)$")
"""Who acts: what a verb behind it is done to, the amount may be of."""
_ORDINAL = ("前", "后", "第", "最后")
"""Before an amount that says which, not how much: 前30公里."""
_EQUALS = ("是", "为", "相当于", "达")


@frozen
class Role:
    """A slice of the text; `level` is the measured noun that a change or a level is of, where that is known."""

    start: int
    end: int
    level: Slice | None = None


def find_roles(tokens: Sequence[Token], amounts: Sequence[int]) -> Mapping[int, Role]:
    """Index of an amount's token → its role; amounts without one are left out. Linear in the number of tokens.

    `amounts` are the indices of all amounts among the tokens, in order.
    """
    roles: dict[int, Role] = {}
    end = 0
    for at in amounts:
        if at >= end:
            chain = _chain(tokens, at)
            role = _Reader(tokens, chain, roles).role()
            if role is not None and role.end - role.start <= MAX_ROLE:
                roles.update(dict.fromkeys(chain, role))
            end = chain[-1] + 1
    return roles


def _chain(tokens: Sequence[Token], first: int) -> list[int]:
    """Indices of amounts of one label in a row: 86.4%、74.1%和70.8%."""
    chain, at = [first], first + 1
    while at + 1 < len(tokens) and tokens[at].has(LIST | AND) and tokens[at + 1].is_amount:
        if not _alike(tokens[first], tokens[at + 1]):
            break
        chain.append(at + 1)
        at += 2
    return chain


def _alike(one: Token, other: Token) -> bool:
    return one.classes == other.classes and (not one.has(QUANTITY) or unit_of(one) == unit_of(other))


def _is_age(token: Token) -> bool:
    return token.text.rstrip("以上下多余左右").endswith(("岁", "歲"))


class _Reader:
    def __init__(self, tokens: Sequence[Token], chain: Sequence[int], roles: Mapping[int, Role]) -> None:
        self._tokens = tokens
        self._first, self._last = chain[0], chain[-1]
        self._amount = tokens[chain[0]]
        self._roles = roles

    def role(self) -> Role | None:
        if restated := self._restated():
            return restated
        tokens, at = self._tokens, self._left(self._first - 1)
        before = tokens[at].classes if at >= 0 else END
        if self._first > 0 and tokens[self._first - 1].text in _ORDINAL:
            return None
        if _is_age(self._amount) and not before & MEASURE:
            return None
        if before & (END | OPEN):
            return self._labelled(at) or self._right(counted) or self._carried(at) or self._right(done)
        summed = before & NOUN and any(token.classes & SUM for token in tokens[at + 1 : self._first])
        if (before & MEASURE or summed) and (noun := self._noun(at)):
            return noun
        if not before & (CHANGE | TO | TOWARD) and (thing := self._right(counted)):
            return thing
        if before & CAUSE and (action := self._right(done)):
            return action
        if before & (WITH | PREPOSITION | LIST | AND | CONJUNCTION | PRONOUN) or tokens[at].mention:
            return self._visited(at) or self._right(done)
        return self._governing(at)

    def _governing(self, at: int) -> Role | None:
        """What governs the amount from its left, where `at` is the nearest token that says something."""
        token = self._tokens[at]
        if token.has(TO | TOWARD):
            return self._level(at)
        if token.has(FROM):
            return self._noun(self._left(at - 1))
        if token.has(CHANGE):
            start = at
            while start > 0 and self._tokens[start - 1].has(COMPARE):
                start -= 1
            level = self._noun(self._left(start - 1))
            return Role(self._tokens[start].start, token.end, (level.start, level.end) if level else None)
        if token.has(OF):
            return self._of(at)
        if token.has(SHARE):
            return self._noun(self._left(at - 1)) or Role(token.start, token.end)
        if token.has(NOUN | MEASURE) and (exceeded := self._exceeded(at)):
            return exceeded
        if token.has(DIMENSION):
            return Role(token.start, token.end)
        if token.has(NOUN | MODIFIER | OWNER):
            return self._noun(at)
        if token.has(VERB | SHORT) and not token.has(LIGHT):
            return Role(token.start, token.end)
        return None

    def _of(self, at: int) -> Role | None:
        """What 的 leads from: 合同价款的50%; of 产值由2021年的3亿元增至去年的11亿元 it is the noun that changes."""
        start = at
        while start > 0 and (self._tokens[start - 1].has(NOUN | OWNER | MODIFIER) or self._tokens[start - 1].is_time):
            start -= 1
        if start > 0 and self._tokens[start - 1].has(FROM | TO | TOWARD):
            return self._governing(start - 1)
        if start > 0 and self._tokens[start - 1].text in _EQUALS and (noun := self._noun(self._left(start - 1))):
            return noun  # 工效是传统工艺的2.4倍
        return self._noun(at - 1)

    def _labelled(self, at: int) -> Role | None:
        """The noun whose number a bracket gives: 特等奖（1项）."""
        if at != self._first - 1 or at < 1 or not self._tokens[at].has(OPEN):
            return None
        return self._noun(at - 1) if self._tokens[at - 1].has(NOUN | MEASURE) else None

    def _exceeded(self, at: int) -> Role | None:
        """The verb of an excess, whose object is what is exceeded: 超出警戒线3米."""
        while at > 0 and self._tokens[at].has(NOUN | MEASURE | MODIFIER | LOC):
            at -= 1
        token = self._tokens[at]
        return Role(token.start, token.end) if token.has(EXCEED) else None

    def _restated(self) -> Role | None:
        """The role of the amount that a bracket says in other words: 127亿元（约17.8亿美元）, 1.2亿美元（折合8亿元）."""
        if not self._amount.depth:
            return None
        at = self._first - 1
        while at > 0 and (self._tokens[at].has(LINK | ADVERB) or self._tokens[at].text == "折合"):
            at -= 1
        if at < 1 or not self._tokens[at].has(OPEN) or not self._tokens[at - 1].is_amount:
            return None
        return self._roles.get(at - 1) if self._tokens[at - 1].classes == self._amount.classes else None

    def _left(self, at: int) -> int:
        """The nearest token at the left, from `at` on, that is no link; brackets of the same clause are jumped over."""
        tokens, depth = self._tokens, self._amount.depth
        while at >= 0:
            token = tokens[at]
            beside = token.depth > depth or (token.depth == depth and token.classes & _BRACKETS)
            if not beside and (token.classes & OPEN or not self._links(at)):
                return at
            at -= 1
        return at

    def _links(self, at: int) -> bool:
        """Whether a token may stand between what is measured and its amount."""
        token = self._tokens[at]
        if token.text == ":":  # 2024年：3亿元; 注册资本：500万元
            return at > 0 and (self._tokens[at - 1].is_time or self._tokens[at - 1].has(LINK | MEASURE))
        if token.classes & _SAYS:
            return False
        if token.text in ("在", "仍在"):  # 年龄在45岁至65岁
            return at > 0 and self._tokens[at - 1].has(MEASURE | ADVERB)
        return token.classes & _SKIPPED != 0

    def _noun(self, at: int) -> Role | None:
        """The run of nouns that ends at `at`, without its owner; with 占 before it, where it is a whole."""
        tokens, end = self._tokens, at
        if at < 0 or not tokens[at].classes & _IN_NOUNS:
            return None
        while at > 0 and tokens[at - 1].classes & _IN_NOUNS:
            at -= 1
        if at > 0 and tokens[at - 1].has(SHARE):
            return Role(tokens[at - 1].start, tokens[end].end)
        if at > 0 and (before := self._roles.get(at - 1)):  # 两家酒店收入1.2亿元
            while at < end and tokens[at].start < before.end:
                at += 1
        while at < end and (tokens[at].has(OWNER) or (tokens[at].has(ADVERB) and not tokens[at].has(MODIFIER))):
            at += 1
        for index in range(end - 1, at, -1):
            if tokens[index].classes & NOMINAL and _AGENT.search(tokens[index - 1].text):  # 办案组审查电子数据
                at = index + 1
                break
        start, stop = tokens[at].start, tokens[end].end
        if stop - start < 2 or (at == end and tokens[at].has(OWNER) and not self._amount.has(QUANTITY)):
            return None
        return Role(start, stop, level=(start, stop))

    def _right(self, find: Callable[[Sequence[Token], int, int], Slice | None]) -> Role | None:
        """What stands at the right of the amount."""
        found = find(self._tokens, self._first, self._last)
        return Role(*found) if found else None

    def _visited(self, at: int) -> Role | None:
        """A verb whose object is a name: 到访中国37次."""
        before = self._tokens[at - 1] if at > 0 else None
        if self._tokens[at].mention and before and before.has(VERB) and self._amount.has(QUANTITY):
            return Role(before.start, before.end)
        return None

    def _level(self, at: int) -> Role | None:
        """The measured noun before a change that ends at the amount: 比率由58%降至41%, 利润率扩大3个百分点至25.9%."""
        tokens, first = self._tokens, max(at - MAX_TOKENS, 0)
        while at >= first and not tokens[at].has(END | OPEN):
            if tokens[at].has(NOUN | MEASURE | NOMINAL) and (noun := self._noun(at)):
                return noun
            at -= 1
        return self._carried(at)

    def _carried(self, at: int) -> Role | None:
        """The role of the amount before, when nothing but links stands since: ，达到64%; （上年同期：3亿元）."""
        if at + 1 == self._first:
            return None
        previous = next((i for i in range(at - 1, max(at - MAX_TOKENS, -1), -1) if self._tokens[i].is_amount), None)
        if previous is None or previous not in self._roles or not _alike(self._tokens[previous], self._amount):
            return None
        between = [i for i in range(previous + 1, at) if self._tokens[i].has(END)]
        if between:  # a clause stands between: 雨量168毫米，最大雨量出现在柳林镇，为385毫米
            first = next((i for i in range(between[0] + 1, at) if self._tokens[i].has(MEASURE)), None)
            return self._noun(first) if first is not None else None
        level = self._roles[previous].level
        return Role(*level, level=level) if level else None

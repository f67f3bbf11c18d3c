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
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.link.words import Token
from pipeline.schema import Span

_NAMED = ("ORG", "EVENT", "WORK")
_LEADS = ("adverb", "quote", "conjunction", "DATE", "TIME", "DURATION")
"""What may stand before the head of a clause."""
_DESCRIBES = ("noun", "modifier", "LOC", "list", "owner", "measure")
"""What may stand between the start of a clause and the name that it describes: 综合旅游度假村营运商镜湾国际."""
_SAYS = re.compile(r"表示|显示|介绍|指出|透露|认为|称|说|写得|写道|写明|坦言|强调|提示|提醒|测算|报道|获悉|告诉|分析")
_PEOPLE = re.compile(r"(?:[人者员生师民众友客]|嘉宾|代表|群众|家长|乡亲|候选人|专家|[男女]子|消费者)$")
_SOURCE = re.compile(
    r"(?:报告|年报|白皮书|[蓝黄绿]皮书|指南|办法|条例|法|意见|方案|规划|通知|公告|标准|共识|目录|指数|名单|纲要|决定|规定)[^》]{0,16}》$|^《报告》$"
)
"""Works that state amounts rather than have them."""
_PROJECT = re.compile(r"(?:项目|工程|基地|产业园|园区|酒店|电站|生产线|品牌|产品|游戏|平台|大桥|隧道|高铁|航线)$")
_CAUSES = ("让", "使", "令", "使得")
_SELF = re.compile(r"他|她|我们?|他们|她们|你们?|双方|三方|各方|两人|三人|大家|自己|有人|个人")
_REGION = re.compile(r"(?:全|我|本|该)[国省市县区州镇乡村旗]|全球|国内|两市|各[地省市]|三地")
_ORGANIZATION = re.compile(
    r"(?P<that>[该本我贵])?(?P<kind>公司|集团|学校|大学|学院|医院|银行|基金会|协会|学会|联合会|研究院|研究所|(?<=[该本我])[行院校厂社局馆所会])"
)
_EVENT = re.compile(
    r"(?:[本此该这]次|[本该]届)(?P<kind>论坛|大会|会议|峰会|博览会|展会|展览会|交易会|洽谈会|大赛|比赛|马拉松|赛事|活动|[节展会])?"
)
_WORK = re.compile(
    r"[该此这]部?(?:游戏|手游|产品|影片|电影|剧|书|方案|规划|报告|计划|办法|条例|协议|作品|节目|纪录片|电视剧|标准|意见)"
)
_KINDS = {
    "公司": r"公司|集团|股份|控股|科技|Ltd|Inc|Limited",
    "集团": r"集团|公司|控股|股份|Limited",
    "学校": r"大学|学院|学校|中学|小学|幼儿园",
    "校": r"大学|学院|学校|中学|小学|党校",
    "行": r"银行|信用社|[分支]行",
    "医院": r"医院|[附一二三]院",
}
_BRACKETED = re.compile(r"[（(][^（）()]{0,12}$")
_REST = r"(?:股份)?(?:有限)?(?:责任)?(?:公司)?(?:[（(].*[）)])?$"


@dataclass(frozen=True, slots=True)
class _Clause:
    """The tokens of a clause without what stands in brackets, their indices, and the clause's head.

    `around` are the brackets that hold it, outermost first, by the index of their opening mark. `head` is a name,
    `_OTHER` where somebody else heads the clause, None where nothing does.
    """

    tokens: Sequence[Token]
    indices: Sequence[int]
    around: tuple[int, ...]
    head: str | None = None


_OTHER = ""


class Subjects:
    """The subjects of a document's amounts. Made once a document; `of` is asked for each sentence."""

    def __init__(self, folded: str, mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> None:
        self._folded = folded
        self._fullest = {name: group[0] for group in aliases for name in group}
        self._named = {label: [m for m in mentions if m.label == label] for label in _NAMED}
        self._of_kind: dict[str, Sequence[tuple[str, int]]] = {}
        self._starts = {label: [m.start for m in named] for label, named in self._named.items()}

    def of(self, tokens: Sequence[Token]) -> Mapping[int, str]:
        """Index of an amount's token → the name it belongs to; amounts without one are left out."""
        found: dict[int, str] = {}
        clauses: list[_Clause] = []
        employer: str | None = None
        for clause in _clauses(tokens):
            clauses.append(replace(clause, head=self._head(clause.tokens, employer)))
            employer = self._employer(clause.tokens) or employer
            if any(token.is_amount for token in clause.tokens) and (subject := _subject(clauses)):
                found.update((i, subject) for i in clause.indices if _can_belong(tokens, i))
        return found

    def _employer(self, tokens: Sequence[Token]) -> str | None:
        """Whose 公司 or 集团 somebody speaks of in the clauses behind this one: 远山集团副总裁李明表示，集团…."""
        at = next((i for i, token in enumerate(tokens) if token.has("TITLE", "PERSON")), 0)
        return self._name(tokens[at - 1].text) if at and tokens[at - 1].has("ORG") else None

    def _head(self, tokens: Sequence[Token], employer: str | None) -> str | None:
        """What heads a clause; `employer` is the organization of somebody who heads one before it in the sentence."""
        if any(token.text in ("讯", "电") for token in tokens[:8]):
            return None  # of a dateline the medium is no subject
        at = _skip(tokens, 0, _LEADS)
        start = at
        if at < len(tokens) and (meant := self._meant(tokens, at, employer)):
            name, at = meant
            return self._checked(name, tokens, at)
        at = _skip(tokens, at, _DESCRIBES)
        if at == len(tokens) or not tokens[at].has(*_NAMED):
            at = _behind_attribute(tokens, start) or at
        if at < len(tokens) and tokens[at].has(*_NAMED) and (mention := tokens[at].mention):
            if _SOURCE.search(mention.text):
                return _OTHER
            return self._checked(self._name(mention.text), tokens, at + 1)
        return _other(tokens, start, at)

    def _checked(self, name: str, tokens: Sequence[Token], at: int) -> str:
        """The name that ends before token `at`, or `_OTHER` when it only employs, speaks, or is one of several."""
        while at < len(tokens) and (
            tokens[at].has("quote") or (tokens[at].has("ORG") and self._name(tokens[at].text) == name)
        ):
            at += 1
        rest = tokens[at:]
        if rest and (rest[0].has("TITLE", "PERSON") or _is_project(rest)):
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

    def _meant(self, tokens: Sequence[Token], at: int, employer: str | None) -> tuple[str, int] | None:
        """The name that words like 公司 at token `at` stand for (`_OTHER` where that is not clear), and the index behind them."""
        start = tokens[at].start
        ends = {token.end: at + n + 1 for n, token in enumerate(tokens[at : at + 3]) if not token.mention}
        for pattern, find in ((_ORGANIZATION, self._organization), (_EVENT, self._event), (_WORK, self._work)):
            match = pattern.match(self._folded, start)
            if match and match.end() in ends:
                if employer and find == self._organization and not match["that"]:
                    return (employer if _kind(match).search(employer) else _OTHER), ends[match.end()]
                return find(match, start), ends[match.end()]
        return None

    def _organization(self, match: re.Match[str], at: int) -> str:
        if match["that"] == "该":
            kind = _kind(match)
            names = (self._name(m.text) for m in reversed(self._before("ORG", at)) if kind.search(m.text))
            return next(names, _OTHER)
        before = [(name, start) for name, start in self._fitting(match["kind"]) if start < at]
        introduced = [name for name, _ in before if name in self._fullest]
        return introduced[0] if introduced else before[0][0] if len(before) == 1 else _OTHER

    def _fitting(self, word: str) -> Sequence[tuple[str, int]]:
        """The first two names of organizations, and the first two with short forms, of a kind, with where they begin."""
        if word not in self._of_kind:
            kind, found = _pattern(word), dict[str, int]()
            for mention in self._named["ORG"]:
                name = self._name(mention.text)
                if name not in found and (kind.search(name) or kind.search(mention.text)):
                    found[name] = mention.start
            first = list(found.items())
            self._of_kind[word] = sorted(
                {*first[:2], *[item for item in first if item[0] in self._fullest][:1]}, key=lambda item: item[1]
            )
        return self._of_kind[word]

    def _event(self, match: re.Match[str], at: int) -> str:
        kind = match["kind"] or ""
        if kind in ("活动", "赛事", "会议", "大会", "展会"):
            kind = ""
        names = dict.fromkeys(m.text for m in self._before("EVENT", at) if m.text.endswith(kind))
        return next(iter(names), _OTHER) if kind or len(names) == 1 else _OTHER

    def _work(self, match: re.Match[str], at: int) -> str:
        before = [
            work
            for work in self._before("WORK", at)
            if not _BRACKETED.search(self._folded[max(work.start - 13, 0) : work.start])
        ]
        return before[-1].text if before else _OTHER

    def _before(self, label: str, at: int) -> Sequence[Span]:
        """The mentions of a label before an offset, sixty at most, so that a document is read in linear time."""
        index = bisect_left(self._starts[label], at)
        return self._named[label][max(index - 60, 0) : index] if index > 60 else self._named[label][:index]


def _kind(match: re.Match[str]) -> re.Pattern[str]:
    return _pattern(match["kind"])


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """What the name of an organization ends in that a word may stand for: 公司, 集团 … for 公司."""
    return re.compile(f"(?:{_KINDS.get(word, word)}){_REST}")


def _has_partner(rest: Sequence[Token]) -> bool:
    """Whether a second name, or a word for one, stands beside the head: A公司、B公司; A公司已与公司签约."""
    at = _skip(rest, 0, ("adverb",))
    if at == len(rest) or not rest[at].has("list", "and"):
        return False
    at = _skip(rest, at + 1, ("LOC", "noun", "modifier", "list", "quote"))
    return at < len(rest) and (rest[at].has(*_NAMED) or bool(_ORGANIZATION.fullmatch(rest[at].text)))


def _skip(tokens: Sequence[Token], at: int, classes: Sequence[str]) -> int:
    while at < len(tokens) and tokens[at].has(*classes):
        at += 1
    return at


def _behind_attribute(tokens: Sequence[Token], start: int) -> int | None:
    """The index of a name that an attribute leads to: 2019年3月问世的卡牌游戏《…》."""
    of = next((at for at in range(start, len(tokens)) if tokens[at].has("of") or tokens[at].mention), None)
    if of is None or not tokens[of].has("of") or not tokens[start].has("verb"):
        return None
    at = _skip(tokens, of + 1, _DESCRIBES)
    return at if at < len(tokens) and tokens[at].has(*_NAMED) else None


def _other(tokens: Sequence[Token], start: int, at: int) -> str | None:
    """`_OTHER` when a clause without a name, whose first nouns are `[start, at)`, is headed by people or a place."""
    first = tokens[start] if start < len(tokens) else None
    if first and first.has("MONEY") and len(tokens) > start + 1 and tokens[start + 1].has("of"):
        return _OTHER  # 18万元的总费用由他承担
    following = tokens[at] if at < len(tokens) else None
    if (following and following.has("PERSON", "TITLE")) or (first and first.has("PERSON", "TITLE")):
        return _OTHER
    if first and (_SELF.fullmatch(first.text) or _REGION.fullmatch(first.text)):
        return _OTHER
    run = tokens[start:at]
    if (
        run
        and run[-1].has("noun")
        and _PEOPLE.search(run[-1].text)
        and not (following and following.has("share", "change", "link"))
    ):
        return _OTHER
    places = any(token.has("LOC") for token in run)
    return _OTHER if places and all(token.has("LOC", "list", "measure", "owner") for token in run) else None


def _is_project(rest: Sequence[Token]) -> bool:
    """Whether a name is followed by what it builds or makes, which then is what the clause is about: 集团旗舰项目."""
    run = rest[: _skip(rest, 0, ("noun", "modifier", "owner", "measure", "LOC"))]
    return any(_PROJECT.search(token.text) for token in run)


def _can_belong(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is an amount of the clause's subject: no age, not what others have (其余8家) or are made to have (让)."""
    token = tokens[at]
    if not token.is_amount or token.text.endswith(("岁", "歲")) or (at > 0 and tokens[at - 1].has("rest")):
        return False
    while (at := at - 1) >= 0 and not tokens[at].has("end"):
        if tokens[at].text in _CAUSES:
            return False
    return True


def _clauses(tokens: Sequence[Token]) -> list[_Clause]:
    """The clauses of a sentence by their beginning; a bracket is one by itself and parts nothing around it."""
    clauses: list[_Clause] = []
    open_: list[tuple[int, list[int]]] = [(-1, [])]

    def finish() -> None:
        mark, indices = open_[-1]
        if indices:
            around = tuple(opened for opened, _ in open_[1:])
            clauses.append(_Clause([tokens[i] for i in indices], tuple(indices), around))
        open_[-1] = mark, []

    for at, token in enumerate(tokens):
        if token.has("open"):
            open_.append((at, []))
        elif token.has("close"):
            finish()
            if len(open_) > 1:
                open_.pop()
        elif token.has("end"):
            finish()
        else:
            open_[-1][1].append(at)
    while len(open_) > 1:
        finish()
        open_.pop()
    finish()
    return sorted(clauses, key=lambda clause: clause.indices[0])


def _subject(clauses: Sequence[_Clause]) -> str | None:
    """The subject of the last clause."""
    own = clauses[-1]
    if own.head is not None:
        return own.head or None
    names: set[str] = set()
    for clause in reversed(clauses):
        if clause.head is None or clause.around != own.around[: len(clause.around)]:
            continue
        if clause.head == _OTHER:
            break
        names.add(clause.head)
    return names.pop() if len(names) == 1 else None

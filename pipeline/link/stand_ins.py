"""What words that name nobody stand for: 公司, 该校, 本次论坛, 该游戏.

公司 and 学校 stand for what a bracket defines them as (「远山」或「本公司」), or for the organization of their kind that the
document introduces with a short form and is about, or for its only one; 该公司 for the last one named; 本次论坛 for the first
event of its kind; 该游戏 for the last work. In what somebody says, 公司 is the one that employs them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from pipeline.link.word_classes import MEASURE, NOMINAL, NOUN
from pipeline.link.words import Token
from pipeline.schema import Span

UNCLEAR = ""
"""What a word stands for when the document does not settle it."""

ORGANIZATION = re.compile(
    r"(?P<that>[该本我贵])?(?P<kind>公司|集团|学校|大学|学院|医院|银行|基金会|协会|学会|联合会|研究院|研究所|(?<=[该本我])[行院校厂社局馆所会])"
)
_EVENT = re.compile(
    r"(?:[本此该这]次(?=[论大会峰博展交洽比马赛活节])|[本该]届)(?P<kind>论坛|大会|会议|峰会|博览会|展会|展览会|交易会|洽谈会|大赛|比赛|马拉松|赛事|活动|[节展会])?"
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
_DEFINES = re.compile(r"[（(][^（）()\n]{0,100}[）)]")
_WORD = re.compile(r"[“「『\"]本?(公司|集团|银行|行|学校|医院|基金会|协会|学会|联合会|研究院|院|校)[”」』\"]")
"""A word that a bracket defines: （「远山」或「本公司」，连同附属公司统称「集团」）."""
_BRACKETED = re.compile(r"[（(][^（）()]{0,12}$")
_FIRST = frozenset("该本我贵此这公集学大医银基协联研行院校厂社局馆所会")
"""What such words begin with."""
_REST = r"(?:股份)?(?:有限)?(?:责任)?(?:公司)?(?:[（(].*[）)])?$"
_NEARBY = 60
"""How many mentions before a word are looked at, so that a document is read in linear time."""


class StandIns:
    """What the words of one document stand for."""

    def __init__(
        self, folded: str, mentions: Sequence[Span], fullest: Callable[[str], str], short: Sequence[str]
    ) -> None:
        """`fullest` gives the fullest form of a name, `short` are the names that the document has short forms for."""
        self._folded = folded
        self._fullest = fullest
        self._introduced = frozenset(short)
        self._named: dict[str, list[Span]] = {"ORG": [], "EVENT": [], "WORK": []}
        for mention in mentions:
            if mention.label in self._named:
                self._named[mention.label].append(mention)
        self._starts = {label: [m.start for m in named] for label, named in self._named.items()}
        self._of_kind: dict[str, tuple[str, int]] = {}
        self._defined: dict[str, tuple[str, int]] = {}
        for mention in self._named["ORG"]:
            if bracket := _DEFINES.match(folded, mention.end):
                for word in _WORD.findall(bracket.group()):
                    self._defined.setdefault(word, (fullest(mention.text), mention.start))

    def begin_among(self, tokens: Sequence[Token]) -> bool:
        """Whether any of the tokens begins like a word that stands for a name."""
        starts = [token.start for token in tokens if self._folded[token.start] in _FIRST]
        return any(pattern.match(self._folded, start) for start in starts for pattern in (ORGANIZATION, _EVENT, _WORK))

    def meant(self, tokens: Sequence[Token], at: int, employer: Callable[[], str | None]) -> tuple[str, int] | None:
        """The name that words like 公司 at token `at` stand for (`UNCLEAR` where that is not clear), and the index behind them.

        `employer` finds the organization of the one who speaks.
        """
        start = tokens[at].start
        if self._folded[start] not in _FIRST:
            return None
        for pattern, find in ((ORGANIZATION, self._organization), (_EVENT, self._event), (_WORK, self._work)):
            if (match := pattern.match(self._folded, start)) is None:
                continue
            behind = next((i + 1 for i in range(at, min(at + 3, len(tokens))) if tokens[i].end == match.end()), None)
            if behind is None or tokens[behind - 1].mention or self._narrows(match, tokens, behind):
                continue
            if find == self._organization and not match["that"] and (name := employer()):
                return (name if _pattern(match["kind"]).search(name) else UNCLEAR), behind
            return find(match, start), behind
        return None

    @staticmethod
    def _narrows(match: re.Match[str], tokens: Sequence[Token], at: int) -> bool:
        """Whether 本届 stands before a noun of another kind (本届评奖), and so stands for nothing itself."""
        alone = match.re is _EVENT and not match["kind"]
        return alone and at < len(tokens) and tokens[at].has(NOUN | NOMINAL) and not tokens[at].has(MEASURE)

    def _organization(self, match: re.Match[str], at: int) -> str:
        if match["that"] == "该":
            kind = _pattern(match["kind"])
            names = (self._fullest(m.text) for m in reversed(self._before("ORG", at)) if kind.search(m.text))
            return next(names, UNCLEAR)
        word = match["kind"]
        name, start = self._defined.get(word) or self._main(word)
        return name if start < at else UNCLEAR

    def _main(self, word: str) -> tuple[str, int]:
        """The organization of a kind that the document is about, and where it is first named.

        Of those with a short form, else of all, it is the only one, or the one named twice as often as any other.
        """
        if word not in self._of_kind:
            kind, first, counts = _pattern(word), dict[str, int](), Counter[str]()
            for mention in self._named["ORG"]:
                name = self._fullest(mention.text)
                if kind.search(name) or kind.search(mention.text):
                    first.setdefault(name, mention.start)
                    counts[name] += 1
            introduced = Counter({name: count for name, count in counts.items() if name in self._introduced})
            top = (introduced or counts).most_common(2) or [(UNCLEAR, 0)]
            clear = len(top) == 1 or (introduced and top[0][1] >= 2 * top[1][1])
            self._of_kind[word] = (top[0][0], first.get(top[0][0], 0)) if clear else (UNCLEAR, 0)
        return self._of_kind[word]

    def _event(self, match: re.Match[str], at: int) -> str:
        kind = match["kind"] or ""
        if kind in ("活动", "赛事", "会议", "大会", "展会"):
            kind = ""
        names = list(
            dict.fromkeys(m.text for m in self._named["EVENT"][:_NEARBY] if m.start < at and m.text.endswith(kind))
        )
        return names[0] if len(names) == 1 or (kind and names) else UNCLEAR

    def _work(self, match: re.Match[str], at: int) -> str:
        before = [
            work
            for work in self._before("WORK", at)
            if not _BRACKETED.search(self._folded[max(work.start - 13, 0) : work.start])
        ]
        return before[-1].text if before else UNCLEAR

    def _before(self, label: str, at: int) -> Sequence[Span]:
        """The last mentions of a label before an offset."""
        index = bisect_left(self._starts[label], at)
        return self._named[label][max(index - _NEARBY, 0) : index]


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """What the name of an organization ends in that a word may stand for: 公司, 集团 … for 公司."""
    return re.compile(f"(?:{_KINDS.get(word, word)}){_REST}")

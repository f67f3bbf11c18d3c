"""What stands between the people, titles, organizations and places of a line, by what it says.

Words of `resources/connectors.tsv`, punctuation, and words that stand for an organization (该校, 公司). Brackets that only
describe (女，藏族), quotation marks and white space say nothing and are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from pipeline.normalize.tables import alternation, read_table


class Kind(StrEnum):
    """What a token says, and its letter in patterns: capitals are spans, the others what stands between them."""

    PERSON = "P"
    TITLE = "T"
    HELD = "H"
    """A title that an earlier shape has given to somebody."""
    ORG = "O"
    PLACE = "L"
    DATE = "D"
    PAST = "Q"
    """A period of a career that is over: 1996.03-2002.08."""
    SINCE = "S"
    """A period of a career that goes on: 2016.05至今."""
    STAND_IN = "A"
    """A word that stands for an organization named elsewhere: 该校, 公司."""
    UNNAMED = "U"
    """An organization that is no mention: 项目公司, 二期工程指挥部."""
    PRONOUN = "R"
    TOUCH = "t"
    """Nothing at all, between a name and the title behind it: 张三教授."""
    LIST = "j"
    SLASH = "p"
    WITH = "w"
    COMMA = "c"
    SEMICOLON = "s"
    COLON = "i"
    STOP = "z"
    OPEN = "b"
    CLOSE = "k"
    TAKES = "v"
    MOVES = "M"
    """Takes up a post, and leaves one for it: 升任, 转任."""
    FROM = "F"
    """Before the post that is left: 从. (Before 升任 so does 由, which is BY.)"""
    IS = "e"
    AS = "a"
    APPOINTS = "g"
    DISMISSES = "x"
    LEAVES = "X"
    """Ends a post of the person before it, also with no title behind: 辞任, 被免职."""
    REASON = "C"
    """When and why somebody leaves, and before whom: 已于, 因个人原因, 任期届满."""
    REPLACES = "B"
    JOINS = "J"
    """Before the organization that somebody goes to, and holds the next post at: 加盟, 就职于."""
    WORKS = "W"
    """Behind the organization that somebody was at: 曾在清河大学工作，任校长."""
    WAS = "f"
    ONCE = "o"
    NOW = "n"
    WILL = "q"
    ALSO = "d"
    OF = "h"
    BY = "m"
    AT = "l"
    COUNT = "u"
    """After names: 等人, 两位."""
    OFFICE = "K"
    CANDIDATE = "V"
    """Closes the title that somebody is only proposed for: 会长人选."""
    PROPOSES = "G"
    HONORIFIC = "y"
    OTHER = "r"


def _connector_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for word, kind in read_table("connectors"):
        words[kind].append(word)
    return words


_WORDS = _connector_words()
_ADVERBS = rf"(?:{alternation(_WORDS['adverb'])})*?"  # the fewest: 先后任 is a word of its own
_GENERIC = "董事会|监事会|公司|集团|集團|学校|大学|学院|医院|基金会|协会|学会|商会|管委会|组委会|执委会|银行|研究院|研究所|联合会|理事会|合作社|俱乐部|工厂|酒店|大使馆|使馆"
_SHORT = "校|院|馆|行|局|厂|所|会|社|台|厅|处|科|组|店|队|园|中心|企业|单位|机构|部门|企|司"
_STAND_IN = rf"[该該本我](?:{_GENERIC}|{_SHORT})|{_GENERIC}"
_NUMBER = r"[0-9０-９一二两三四五六七八九十几]{1,4}"

_CAUSE = "原因|缘故|变动|變動|调动|调整|调任|变化|需要|安排|规划|退休|到龄|届满"
_REASON = (
    rf"(?:(?:因|由于)[^，,。；;（(]{{1,12}}?(?:{_CAUSE})|(?:任期)?[届屆][满滿]|到龄|到[龄齡]?退休|退休(?=[离離卸]任))(?:已?[于自]$)?"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=女士)|(?<=先生)|(?<=同志))(?:已|已经)?[于自]$"
    r"|(?:已|已经|正式|主动)?(?:宣布|宣佈|提出|申请|申請)(?=[辞辭离離卸请請])"
    r"|(?:因|由于)[^，,。；;（(]{1,15}?(?=[被遭](?:免职|免職|解聘|撤职|撤職|罢免))"
)

# Longer readings stand before shorter ones: 目前 before 前, 任命为 before 任命 before 任.
_PATTERNS: tuple[tuple[Kind | None, str], ...] = (
    (None, r"[（(][^（）()\n]{0,80}[）)]"),  # describes what it follows: （女，藏族）, （主持工作）
    (None, r"[、，,]?(?:现年|今年|年仅|时年)?[0-9０-９]{2,3}岁的?"),
    (None, r"(?:(?:第?[0-9一二三四五六七八九十百]{1,4}[届任]|[新本首上]一?届)[、和]?)+"),
    (None, r"[^\S\n]+|[“”\"「」『』‘’·]+"),
    (Kind.OTHER, "[A-Za-z0-9]+(?:[./&' -]+[A-Za-z0-9]+)*"),
    (Kind.STAND_IN, _STAND_IN),
    (None, "[该該]|中共$"),
    (Kind.PRONOUN, r"他|她|其|这位|这名"),
    (Kind.REASON, _REASON),
    (Kind.WORKS, "(?:工作|任职|就职|供职|服务|从教|从业|挂职锻炼)(?:过|期间|多年)?(?=[，,])"),
    (Kind.COUNT, rf"等?{_NUMBER}[位名人个]|等人?|一行"),
    (Kind.COMMA, "[，,]"),
    (Kind.SEMICOLON, "[；;]"),
    (Kind.COLON, r"[：:丨]|——|－－|--"),
    (Kind.STOP, r"\?(?:\s*\?)+|[。！？!…\n]|\\[nr](?![A-Za-z])"),  # an export may write a line break as two characters
    (None, r"\?"),  # what an export wrote for a character it did not know; several part two texts
    (Kind.OPEN, "[（(]"),
    (Kind.CLOSE, "[）)]"),
)
_VERBS = ("takes", "moves", "appoints", "dismisses", "leaves", "was", "will", "now", "also", "is", "as")
_KINDS = {
    "takes": Kind.TAKES, "moves": Kind.MOVES, "from": Kind.FROM, "is": Kind.IS, "as": Kind.AS, "appoints": Kind.APPOINTS, "dismisses": Kind.DISMISSES, "leaves": Kind.LEAVES,
    "was": Kind.WAS, "once": Kind.ONCE, "now": Kind.NOW, "will": Kind.WILL, "also": Kind.ALSO, "by": Kind.BY,
    "of": Kind.OF, "replaces": Kind.REPLACES, "joins": Kind.JOINS,
    "at": Kind.AT, "slash": Kind.SLASH, "list": Kind.LIST, "with": Kind.WITH, "office": Kind.OFFICE, "candidate": Kind.CANDIDATE, "proposes": Kind.PROPOSES,
    "honorific": Kind.HONORIFIC,
}  # fmt: skip
_VERBAL = frozenset({*_VERBS, "adverb"})
_VERB = re.compile(rf"{_ADVERBS}({alternation(word for kind in _VERBS for word in _WORDS[kind])})")
_WORD = re.compile(f"({alternation(w for kind, ws in _WORDS.items() if kind not in _VERBAL for w in ws)})")
_OTHER = Kind.OTHER  # an attribute of an enumeration takes as long to read as a token to make
_KIND_OF = {word: _KINDS.get(kind, _OTHER) for kind, words in _WORDS.items() for word in words}
_MARK = re.compile("|".join(f"({pattern})" for _, pattern in _PATTERNS))
_FIRST = frozenset(word[0] for words in _WORDS.values() for word in words)
_FROM = {
    first: tuple(
        pattern
        for pattern, verbal in ((_WORD, False), (_VERB, True))
        if any(word[0] == first for kind in _WORDS if (kind in _VERBAL) is verbal for word in _WORDS[kind])
    )
    for first in _FIRST
}
"""The patterns of words that begin with a character."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_IN_MARKS = _HAN.findall(_MARK.pattern)
_BEGINS = re.compile(rf"[\W\dA-Za-z{''.join(sorted({*_FIRST, *_IN_MARKS}))}]")
"""Characters that a piece can begin with, and a few that only stand in the pattern of one."""
_WORDS_BEGIN = frozenset(filter(_HAN.match, _FIRST)).difference(_IN_MARKS)
"""Chinese characters that words begin with and nothing else."""
_OFTEN = 8
"""Gaps so short are mostly the same few marks and words, and remembered."""


def read(gap: str) -> Iterable[tuple[Kind, int, int]]:
    """The pieces of what stands between two spans, in order; characters that say nothing of posts are one OTHER.

    >>> [(kind.name, start, end) for kind, start, end in read("出席，他是")]
    [('OTHER', 0, 2), ('COMMA', 2, 3), ('PRONOUN', 3, 4), ('IS', 4, 5)]
    """
    return _remembered(gap) if len(gap) <= _OFTEN else _pieces(gap)


@lru_cache(maxsize=1024)
def _remembered(gap: str) -> tuple[tuple[Kind, int, int], ...]:
    return tuple(_pieces(gap))


def _pieces(gap: str) -> Iterator[tuple[Kind, int, int]]:
    at = other = 0
    while found := _BEGINS.search(gap, at):
        start = found.start()
        kind, at = _piece(gap, start)
        if kind is _OTHER:
            continue
        if other < start:
            yield _OTHER, other, start
        if kind is not None:
            yield kind, start, at
        other = at
    if other < len(gap):
        yield _OTHER, other, len(gap)


def _piece(gap: str, at: int) -> tuple[Kind | None, int]:
    """The kind and the end of the longest piece at an offset: None for what is left out, OTHER also where none begins."""
    kind: Kind | None = _OTHER
    end, first = at, gap[at]
    if first not in _WORDS_BEGIN and (mark := _MARK.match(gap, at)):
        kind, end = _PATTERNS[(mark.lastindex or 1) - 1][0], mark.end()
    for pattern in _FROM.get(first, ()):
        if (word := pattern.match(gap, at)) and word.end() > end:
            kind, end = _KIND_OF[word[1]], word.end()
    return kind, end if end > at else at + 1

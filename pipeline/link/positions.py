"""Positions: who holds which title at which organization.

A line is read as a sequence of people, titles, organizations and places with the characters between them (gaps).
Titles gather, with their owners, until the name that holds them: ORG TITLE、ORG TITLE NAME、NAME. A name may also come
first: NAME，ORG TITLE; NAME任ORG TITLE. Which gap joins what is said by the patterns below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.link.owners import Owners
from pipeline.schema import Position, Sentence, Span

_RANK = r"(?:[（(][^（）()\n]{1,12}(?:级|級|兼|职务|待遇|挂职|主持工作)[）)])?"
_FORMER_WORD = r"(?:原|前|时任|時任|曾任)"
_PROPOSED_WORD = r"(?:拟任|拟出任|拟兼任|拟提名|拟提名为|提名)"
LIST = re.compile(
    rf"{_RANK}[ \u3000]*(?:[、，,；;/／]?(?:并|同时|现)?(?:兼任?|暨|和|及|以及|与|與)?)[ \u3000]*{_FORMER_WORD}?(?:现任)?"
)
"""Between a title and the next title or its owner."""
OWNER = re.compile(
    rf"(?:[”\"」]?[^（）()]{{0,16}}[）)])?(?:的)?(?:{_FORMER_WORD}|{_PROPOSED_WORD})?(?:[（(][^（）()]{{1,40}}[）)])?(?:新一任|现任|首任|新任)?[ \u3000]?"
)
"""Between an organization or place and the title held there."""
UNKNOWN_OWNER = re.compile(r"[、，](?:拟任|原|现任|时任|兼任?|前)[\u4e00-\u9fff]{1,14}")
"""Between titles of a list when an organization stands there that is no mention: 、拟任二期项目公司总经理."""
TO_NAME = re.compile(rf"{_RANK}[ \u3000]*(?:[：:/／|丨的]|——)?[ \u3000“\"]*(?:为)?")
"""Between a title and the name that holds it."""
NAMES = re.compile(r"(?:[（(][^（）()\n]{1,20}[）)])?[ \u3000]*(?:[、，,/／]|和|与|及|以及)?[ \u3000]*")
"""Between names that share a title."""
_ADVERBS = r"(?:被|已|再次|全票|高票|分别|同日|现|将|曾|同时|还|继续|先后|获|受|转|正式|此前|一直|历|接棒|出|升|续|一致|依法|当场)*"
_VERB = (
    r"(?:任|担任|出任|兼任|当选为?|任命为|聘任?为?|选为|推选为|选举为|增补为|续聘为|"
    r"就任|升任|调任|转任|改任|接任|履新|获委任为|荣膺|晋升为?|为|是|系|现任|时任|原任|历任|兼|拟任)"
)
HOLDS = re.compile(
    rf"(?:[（(][^（）()\n]{{1,20}}[）)])?(?:同志|先生|女士)?(?:(?:[，,]?[ \u3000]*{_ADVERBS}(?:拟)?{_VERB}(?P<former>现任|时任|原|前)?)|"
    r"[ \u3000]*(?:[，,（(：:／/—－-]|——)?[ \u3000]*(?:男|女)?[，,]?(?:现任|系|为|兼|现为)?(?P<past>时任|原|前)?|的)"
)
"""Between a name and a title, or its owner, that follows."""
_FORMER = re.compile(rf"{_FORMER_WORD}$")
_PROPOSED = re.compile(rf"{_PROPOSED_WORD}$|拟任")
_DISMISSED = re.compile(r"(?:免去|免除|辞去|不再担任|卸任)")
PERSONAL = re.compile(
    r"(?:教授|博士|院士|研究员|工程师|记者|通讯员|摄影|编辑|律师|医师|大校|上校|少将|中将|专家|先生|委员|代表|书法家|作家|画家)$"
)
"""Titles that a person carries anywhere: they take no organization from a neighbour."""
_BYLINE = re.compile(
    r"(?:记者|通讯员|实习生|摄影|编辑|责编|校对|审核|供稿|供图|撰稿|撰文|^文|^图|文字|图片|视频|审读|核校|终审|初审|复审|[一二三]审|编审|统筹|监制|编委|美编|制图|签发|作者|审稿|审签|版式|翻译)$"
)
_REPORTER = re.compile(r"记者$")
_MEDIUM = re.compile(r"(?:报|网|社|台|刊|融媒|媒体中心|新闻|在线|卫视|传媒)$")
_ACADEMIC = re.compile(r"(?:教授|博士|院士|研究员|工程师|专家|作家|会员)$")
"""Titles whose organization is not the one of the titles that follow: 中国科学院院士张三、副校长李四."""
_OF_COMMITTEE = re.compile(r"组织部|宣传部|统战部|政法委")
"""Departments of a local committee, whose heads are named without their unit: they take no organization from a neighbour."""
_LOCAL = re.compile(
    r"^(?:[省市县区州盟旗]委|党委|党工委|副?[省市县区州镇乡村旗盟]长|代[省市县区]长|常务副[省市县区]长)"
)


@dataclass(slots=True)
class _Held:
    """A title with its owner, waiting for a name."""

    title: Span
    org: Span | None
    place: Span | None
    status: str
    guessed: bool = False
    """Whether the document's own organization stands in for one that is not written here."""


def find_positions(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Span], aliases: Sequence[Sequence[str]]
) -> tuple[Position, ...]:
    """The person–title pairs that a document states, each once, in text order.

    `org_name` is the fullest name of the organization in the document. Linear in the number of mentions.
    """
    fullest = {name: group[0] for group in aliases for name in group}
    owners = Owners(text, mentions, aliases)
    spans = [m for m in mentions if m.label in ("PERSON", "TITLE", "ORG", "LOC")]
    rows: dict[tuple[str, str], Position] = {}
    for line in _lines(text, spans):
        for person, held, rule in _Line(text, line, owners).read():
            rows.setdefault(
                (person.text, held.title.text),
                Position(
                    person=person.text,
                    title=held.title.text,
                    org_name=fullest.get(held.org.text, held.org.text) if held.org else None,
                    place=held.place.text if held.place and not held.org else None,
                    status=held.status,
                    person_start=person.start,
                    title_start=held.title.start,
                    org_start=held.org.start if held.org else None,
                    sentence=person.sentence,
                    rule=rule,
                ),
            )
    return tuple(sorted(rows.values(), key=lambda row: (row.person_start or 0, row.title_start or 0)))


def _lines(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Spans by line: no shape crosses a line break."""
    line: list[Span] = []
    for span in spans:
        if line and "\n" in text[line[-1].end : span.start]:
            yield line
            line = []
        line.append(span)
    if line:
        yield line


class _Line:
    def __init__(self, text: str, spans: list[Span], owners: Owners) -> None:
        self._text = text
        self._owners = owners
        self._spans = spans
        self._carried: Span | None = None
        """The organization of the last title, for titles that follow without one of their own."""

    def read(self) -> Iterator[tuple[Span, _Held, str]]:
        spans, index = self._spans, 0
        held: list[_Held] = []
        while index < len(spans):
            span = spans[index]
            if span.label == "TITLE":
                if held and not self._in_list(held[-1].title, index):
                    held = []
                held.append(self._held(index, bool(held)))
                index += 1
                continue
            if span.label == "PERSON":
                before = (
                    self._shared(held)
                    if held and TO_NAME.fullmatch(self._text[held[-1].title.end : span.start])
                    else []
                )
                names, index = self._names(index)
                for name in names:
                    for h in before:
                        yield name, h, "titles-name"
                behind, index = self._behind(names[-1], index)
                for h in behind:
                    for name in names if len(names) > 1 and not before else names[-1:]:
                        yield name, h, "name-titles"
                held = []
                continue
            if held and span.end < len(self._text) and not self._leads(index):
                held = []
            index += 1

    def _in_list(self, title: Span, index: int) -> bool:
        """Whether a title goes on with a list of titles, whose owner may be one that is no mention."""
        if LIST.fullmatch(self._text[title.end : self._lead(index)]):
            return True
        return bool(UNKNOWN_OWNER.fullmatch(self._text[title.end : self._spans[index].start]))

    def _shared(self, held: list[_Held]) -> list[_Held]:
        """Titles of a list that state no owner share the one that a neighbour was found to have."""
        found = next((h.org for h in held if h.org and h.guessed), None)
        for h in held:
            if (
                found
                and h.org is None
                and h.place is None
                and not PERSONAL.search(h.title.text)
                and not _LOCAL.match(h.title.text)
            ):
                h.org = found
        return held

    def _names(self, index: int) -> tuple[list[Span], int]:
        """The names that stand in one list from here, and the index behind them."""
        names = [self._spans[index]]
        index += 1
        while index < len(self._spans) and self._spans[index].label == "PERSON":
            gap = self._text[names[-1].end : self._spans[index].start]
            if not NAMES.fullmatch(gap) or not gap:
                break
            names.append(self._spans[index])
            index += 1
        return names, index

    def _behind(self, name: Span, index: int) -> tuple[list[_Held], int]:
        """Titles that a name is followed by."""
        held: list[_Held] = []
        end = name.end
        while index < len(self._spans):
            at = index
            while at < len(self._spans) and self._spans[at].label in ("ORG", "LOC"):
                at += 1
            if at == len(self._spans) or self._spans[at].label != "TITLE":
                break
            lead = self._lead(at)
            gap = self._text[end:lead]
            match = HOLDS.fullmatch(gap) if not held else LIST.fullmatch(gap)
            if not match or (held and not gap) or self._name_follows(at):
                break
            item = self._held(at, bool(held))
            if not gap and self._owner(at) is None:
                item.org = None  # 昂旺嘉措活佛: a title behind the name alone carries no organization
            if "拟" in gap or "提名" in gap:
                item.status = "proposed"
            elif (
                not held and (match.group("former") or match.group("past")) in ("原", "前", "时任")
            ) or _DISMISSED.search(self._text[max(0, name.start - 8) : name.start]):
                item.status = "former"
            elif held:
                item.status = held[-1].status if item.status == "current" else item.status
            held.append(item)
            end, index = self._spans[at].end, at + 1
        return held, index

    def _name_follows(self, at: int) -> bool:
        """Whether the titles from here on lead to a name of their own."""
        while at + 1 < len(self._spans):
            following = self._spans[at + 1]
            gap = self._text[self._spans[at].end : following.start]
            if following.label == "PERSON":
                return bool(TO_NAME.fullmatch(gap)) and "，" not in gap
            if following.label == "TITLE" and LIST.fullmatch(gap) and "，" not in gap:
                at += 1
                continue
            return False
        return False

    def _held(self, index: int, in_list: bool) -> _Held:
        title = self._spans[index]
        owner = self._owner(index)
        before = (
            self._text[max(0, self._lead(index) - 4) : self._lead(index)]
            + "|"
            + self._text[max(0, title.start - 3) : title.start]
        )
        status = "current"
        if _FORMER.search(self._text[max(0, title.start - 3) : title.start]) or _FORMER.search(before.split("|")[0]):
            status = "former"
        elif _PROPOSED.search(self._text[max(0, title.start - 5) : title.start]) or _PROPOSED.search(
            before.split("|")[0]
        ):
            status = "proposed"
        if owner is not None and owner.label == "ORG":
            if not _ACADEMIC.search(title.text):
                self._carried = owner
            return _Held(title, owner, None, status)
        if owner is not None:
            return _Held(title, None, owner, status)
        if _LOCAL.match(title.text) and title.text[:2] not in ("党委",):
            return _Held(title, None, None, status)
        if _BYLINE.search(title.text):
            return _Held(title, self._medium(title), None, status)
        if (
            self._carried
            and (in_list or self._continues(index))
            and not _OF_COMMITTEE.match(title.text)
            and self._owners.fits(title, self._carried)
        ):
            return _Held(title, self._carried, None, status)
        return _Held(title, self._owners.of(title), None, status, guessed=True)

    def _medium(self, title: Span) -> Span | None:
        """The medium of a reporter: the organization that the dateline names on the same line (…报昆明5月16日讯（记者 …）."""
        if not _REPORTER.search(title.text):
            return None
        line = [s for s in self._spans if s.label == "ORG" and s.end <= title.start and title.start - s.end <= 45]
        return next(
            (s for s in reversed(line) if _MEDIUM.search(s.text) and "。" not in self._text[s.end : title.start]), None
        )

    def _continues(self, index: int) -> bool:
        """Whether a title goes on with the organization before it: …书记张三、校长李四."""
        if index == 0:
            return False
        gap = self._text[self._spans[index - 1].end : self._spans[index].start]
        return self._spans[index - 1].label in ("PERSON", "TITLE") and bool(
            re.fullmatch(r"(?:[（(][^（）()]{1,16}[）)])?[、，,]?(?:和|及|与)?", gap)
        )

    def _owner(self, index: int) -> Span | None:
        if index == 0:
            return None
        previous = self._spans[index - 1]
        gap = self._text[previous.end : self._spans[index].start]
        return previous if previous.label in ("ORG", "LOC") and OWNER.fullmatch(gap) else None

    def _lead(self, index: int) -> int:
        owner = self._owner(index)
        return owner.start if owner else self._spans[index].start

    def _leads(self, index: int) -> bool:
        """Whether an organization or place is the owner of the title behind it."""
        return (
            index + 1 < len(self._spans)
            and self._spans[index + 1].label == "TITLE"
            and self._owner(index + 1) is not None
        )

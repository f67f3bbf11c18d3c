"""The organizations of a document: which of them is meant where the text does not say it at the title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pipeline.link.titles import COMPANY, OF_TEAM, PARTY, PARTY_BODIES, RANK, VARIOUS, endings, owners_of
from pipeline.link.tokens import Token
from pipeline.normalize.tables import alternation, read_table
from pipeline.schema import Span

_MEDIA = [suffix for suffix, kind in read_table("org_suffixes") if kind == "media"]
_MEDIUM = re.compile(rf"(?:{alternation(_MEDIA)}|报|网|社|台|刊|融媒|媒体中心|新闻|在线|周刊|视窗)$")
_SOURCE = re.compile(r"(?:来源|來源|出处|稿源)[：:]\s*《?$")
_OWN_MEDIUM = re.compile(r"本[报刊网台社]")
_OURSELVES = re.compile(r"[“「\"](?:本?公司|本?集团|本?集團|本行|我行|本院|学校|基金会|本所|我司)[”」\"]")
_SPEAKS = re.compile(rf"[^。\n]{{0,90}}?[（(][^（）()]{{0,60}}{_OURSELVES.pattern}")
"""Behind the name of the organization that speaks: （以下简称“公司”）."""
_WITH_US = re.compile(r"[本我]\w{1,2}[与和同]$")
_AND_US = re.compile(r"[与和同][本我]")
"""Beside the name of a partner: 我校与清河大学, 清河大学与我校."""
_JOINED = re.compile(r"(?:[（(][^（）()]*[）)])?(?:[、和与與及]|以及)")
"""Between two names of a list."""
_ONCE_AT = re.compile(r"(?:[曾历歷原]任|任职于|就职于|供职于|曾[在于]|担任)$")
"""Before a former employer."""
_DATELINE = re.compile(r"[^。，,（(\n]{0,15}(?:讯|电|消息)\s*[（(]?")
"""Between the name of a medium and its reporter: 石家庄5月16日讯（."""
_KINDRED = {
    "校": "大学 学校 中学 小学 党校 职业技术学院 职业学院", "学校": "大学 学校 中学 小学 职业技术学院 职业学院",
    "公司": "公司 集团 company", "企业": "company", "董事会": "company", "监事会": "company", "集团": "集团 公司", "行": "银行 农商行", "管委会": "管委会 管理委员会",
    "医院": "医院 分院 卫生院", "使馆": "大使馆 使馆", "工厂": "厂",
}  # fmt: skip
"""The endings of organizations that a stand-in can stand for, where they are not the word itself."""
_REACH = 60
"""How many organizations back a stand-in may look."""
_NEAR = 120
"""How many characters before its title the nearest organization may end."""


class Organizations:
    """The organizations that a document names, in order, and which of them it is about."""

    def __init__(self, text: str, mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> None:
        self._text = text
        self._forms = {name: tuple(group) for group in aliases for name in group}
        self._orgs = [m for m in mentions if m.label == "ORG"]
        self._ends = [org.end for org in self._orgs]
        self._names = [self._forms_of(org)[0] for org in self._orgs]
        self._counts = Counter(self._names)
        introduced = {group[0] for group in aliases}
        self._introduced = [name in introduced for name in self._names]
        self._speaker = self._find_speaker() if _OURSELVES.search(text) else None
        self._of_kind: dict[str, int | None] = {}

    def _find_speaker(self) -> int | None:
        orgs = enumerate(self._orgs)
        return next((i for i, org in orgs if _SPEAKS.match(self._text, org.end) and not self._interrupted(i)), None)

    def fits(self, title: str, org: Span) -> bool:
        """Whether a title can be held at an organization, as far as the kinds say: no 校长 at an academy of sciences."""
        wanted = owners_of(title)
        if wanted is None or wanted.pattern == COMPANY.pattern:
            return True  # companies are called too many things
        return any(wanted.search(form) for form in self._forms_of(org))

    def meant(self, word: Token) -> Span | None:
        """The organization that a stand-in (该校, 公司) means: one of its kind that was named before."""
        kind = re.sub("^[该該本我]", "", word.text)
        wanted = endings(_KINDRED.get(kind, kind))
        if word.text[0] in "本我":
            return self._own(wanted)
        before = bisect_right(self._ends, word.start)
        speaker = self._speaker
        if (
            word.text[0] not in "该該"
            and speaker is not None
            and speaker < before
            and wanted.search(self._names[speaker])
        ):
            return self._orgs[speaker]
        # 集团 is rather 振海集团 than 振海集团有限公司 than 振海有限公司.
        for pattern in (re.compile(rf"{kind}$"), endings(kind), wanted):
            for org in reversed(self._orgs[max(before - _REACH, 0) : before]):
                if any(pattern.search(form) for form in self._forms_of(org)):
                    return org
        return None

    def announcing(self, word: Token, start: int, former: Collection[int]) -> Span | None:
        """What a stand-in means in the account of a life that begins at `start`, of which `former` are the starts of past employers.

        The nearest other one that the account names, or else the first of its kind in the document, which announces it.
        """
        kind = word.text.removeprefix("本")
        wanted = endings(_KINDRED.get(kind, kind))
        of_kind = [i for i, name in enumerate(self._names) if wanted.search(name)]
        past = {name for org, name in zip(self._orgs, self._names, strict=True) if org.start in former}
        told = [i for i in of_kind if start < self._orgs[i].start < word.start and self._names[i] not in past]
        if told:
            return self._orgs[told[-1]]
        first = self._speaker if self._speaker in of_kind else next(iter(of_kind), None)
        if first is None or self._ends[first] > start or self._names[first] in past:
            return None
        return None if self._is_employer(first) else self._orgs[first]

    def _is_employer(self, index: int) -> bool:
        """Whether an organization is only named as where somebody once was: 曾任振海公司 …."""
        return bool(_ONCE_AT.search(self._text, max(0, self._orgs[index].start - 8), self._orgs[index].start))

    def _own(self, wanted: re.Pattern[str]) -> Span | None:
        """What 我校 or 本公司 means: the one of its kind, in the whole document, that is not its partner (我校与清河大学)."""
        speaker = self._speaker
        if speaker is not None and wanted.search(self._names[speaker]):
            return self._orgs[speaker]
        of_kind = [i for i, name in enumerate(self._names) if wanted.search(name)]
        partners = {
            self._names[i]
            for i in of_kind
            if _WITH_US.search(self._text, max(0, self._orgs[i].start - 4), self._orgs[i].start)
            or _AND_US.match(self._text, self._ends[i])
        }
        names = dict.fromkeys(self._names[i] for i in of_kind if self._names[i] not in partners)
        return next((self._orgs[i] for i in of_kind if len(names) == 1 and self._names[i] in names), None)

    def medium(self, title: Token) -> Span | None:
        """The medium that a dateline names before its reporter: 清河晚报5月16日讯（记者 …, or as the source of 本报讯."""
        line = self._text.rfind("\n", 0, title.start) + 1
        before = bisect_right(self._ends, title.start)
        for org in reversed(self._orgs[:before]):
            if org.start < line or title.start - org.end > 45 or "。" in self._text[org.end : title.start]:
                break
            if _MEDIUM.search(org.text) or _DATELINE.fullmatch(self._text, org.end, title.start):
                return org
        if not _OWN_MEDIUM.search(self._text, max(line, title.start - 45), title.start):
            return None
        sources = (org for org in self._orgs[:before] if _SOURCE.search(self._text, max(0, org.start - 8), org.start))
        return next((org for org in sources if _MEDIUM.search(org.text)), None)

    def field(self, title: Token) -> Span | None:
        """The organization of the field before one with a title: 中标人：振海集团，工期30天，项目经理：张三."""
        wanted = owners_of(title.text)
        for org in reversed(self._orgs[: bisect_right(self._ends, title.start)]):
            between = self._text[org.end : title.start]
            if "。" in between or len(between) > 2 * _NEAR:
                return None
            if self._text[max(org.start - 1, 0) : org.start] in ("：", ":") and (not wanted or wanted.search(org.text)):
                return org
        return None

    def near(self, title: Token, taken: Collection[int]) -> Span | None:
        """The nearest organization that has such titles, in this sentence or the one before; none that starts at those `taken`,
        and none if two stand side by side, or are teams.

        A company must be what its sentence is about, its first organization: others are its partners and clients.
        """
        wanted = owners_of(title.text)
        if wanted is None:
            return None
        near = [
            i for i in self._within_reach(title) if wanted.search(self._names[i]) or wanted.search(self._orgs[i].text)
        ]
        free = (i for i in near if self._orgs[i].start not in taken)
        if wanted.pattern == COMPANY.pattern:
            free = (i for i in free if self._opens_sentence(i) and self._one_of(wanted) is None)
        else:
            rivals = near if OF_TEAM.search(title.text) else [i for i in near if self._in_list(i, near[0])]
            if len({self._names[i] for i in rivals}) > 1:
                return None
        return next((self._orgs[i] for i in free), None)

    def _in_list(self, index: int, last: int) -> bool:
        """Whether an organization is the last one or joined to it: 甲医院与乙医院签约，麻醉科副主任 …."""
        return index == last or (
            index == last - 1 and bool(_JOINED.fullmatch(self._text, self._ends[index], self._orgs[last].start))
        )

    def _within_reach(self, title: Token) -> Iterator[int]:
        """The organizations of this sentence and the one before, the nearest first."""
        for index in range(bisect_right(self._ends, title.start) - 1, -1, -1):
            between = self._text[self._ends[index] : title.start]
            if "\n" in between or between.count("。") > 1 or len(between) > _NEAR:
                return
            yield index

    def of_kind(self, title: Token) -> Span | None:
        """The one organization of the document that has such titles, if it is named before; for 党委书记 any company,
        school or hospital."""
        wanted = owners_of(title.text)
        kinds = [wanted] if wanted else []
        if not wanted and PARTY.match(title.text):
            kinds = [kind for body in PARTY_BODIES if (kind := owners_of(body))]
        found = (self._one_of(kind) for kind in kinds)
        return next((self._orgs[i] for i in found if i is not None and self._ends[i] <= title.start), None)

    def speaker(self, title: Token) -> Span | None:
        """The organization that speaks in the document (以下简称“公司”), for titles that are not held all over."""
        text = title.text
        if self._speaker is None or self._ends[self._speaker] > title.start or owners_of(text) or RANK.search(text):
            return None
        return self._orgs[self._speaker] if PARTY.match(text) or not VARIOUS.search(text) else None

    def _forms_of(self, org: Span) -> tuple[str, ...]:
        """All names of an organization in the document, the fullest first."""
        return self._forms.get(org.text, (org.text,))

    def _one_of(self, wanted: re.Pattern[str]) -> int | None:
        """The one organization of a kind, or the one of them that speaks or that the document introduces most often."""
        if wanted.pattern not in self._of_kind:
            self._of_kind[wanted.pattern] = self._find_one(wanted)
        return self._of_kind[wanted.pattern]

    def _find_one(self, wanted: re.Pattern[str]) -> int | None:
        found = [i for i, name in enumerate(self._names) if wanted.search(name)]
        about = [i for i in found if self._introduced[i]] or found
        names = list(dict.fromkeys(self._names[i] for i in about))
        if self._speaker is not None and self._names[self._speaker] in names:
            return self._speaker
        if len(names) != 1 and (not about or about == found):
            return None
        top = max(names, key=self._counts.__getitem__)
        return next(i for i in about if self._names[i] == top)

    def _opens_sentence(self, index: int) -> bool:
        """Whether an organization is the first of its sentence."""
        before = self._text[self._ends[index - 1] if index else 0 : self._orgs[index].start]
        return index == 0 or bool(re.search(r"[。！？\n]", before))

    def _interrupted(self, index: int) -> bool:
        """Whether another organization stands before the bracket that would say that this one speaks."""
        if index + 1 == len(self._orgs):
            return False
        bracket = min((at for at in (self._text.find(c, self._ends[index]) for c in "（(") if at >= 0), default=0)
        return self._orgs[index + 1].end <= bracket

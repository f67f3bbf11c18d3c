"""The organization that a title without one is held at: 公司首席科学家, 该校校长, 副行长谭笑 in a bank's own release.

Three kinds of evidence, the surest first: a word right before the title that stands for an organization (该馆, 基金会,
公司); the kind of organization that a title belongs to (校长 to schools, 行长 to banks), when the document is about one
of that kind; and the organization that speaks in the document (以下简称“公司”).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.schema import Span

_LEGAL = r"(?:股份)?(?:有限)?(?:责任)?(?:公司)?$"
_COMPANY = re.compile(
    r"(?:公司|集团|厂|股份|控股|科技|证券|基金|资本|汽车|智能|生物|银行|航空|传媒|影业|药业|Limited|Ltd\.?|Inc\.?)$"
)
_KINDS = (
    (re.compile(r"行长$"), re.compile(rf"(?:银行|信用社|支行|分行){_LEGAL}")),
    (re.compile(r"(?:校长|教务长|班主任|教务处长|校长助理)$"), re.compile(r"(?:大学|(?<!科)学院|学校|中学|小学|党校)$")),
    (re.compile(r"馆长$"), re.compile(r"馆$|博物院$")),
    (re.compile(r"(?:理事长|会长)$"), re.compile(r"(?:会|联盟)$")),
    (re.compile(r"(?:护士长|院长|医师|医生|科主任)$"), re.compile(r"(?:医院|学院|研究院|法院|检察院|院)$")),
    (re.compile(r"(?:法官|审判员|审判长|庭长|书记员|陪审员)$"), re.compile(r"法院$")),
    (re.compile(r"(?:检察官|检察长|检察官助理)$"), re.compile(r"检察院$")),
    (re.compile(r"关长$"), re.compile(r"海关$")),
    (re.compile(r"(?:局长)$"), re.compile(r"局$")),
    (re.compile(r"(?:厅长)$"), re.compile(r"厅$")),
    (
        re.compile(r"(?:总经理|董事长|总裁|首席\w{1,6}|CEO|CFO|CTO|COO|董事|监事|董事会秘书|总监|总工程师|总会计师|总经济师|总法律顾问|创始人|厂长|经理|督察长|总飞行师)$"),
        _COMPANY,
    ),
)  # fmt: skip
_ANAPHOR = re.compile(
    r"(?:[该本我](?P<kind>公司|集团|院|校|行|局|厂|所|馆|会|社|台|中心)|(?P<word>公司|集团|学校|医院|基金会|协会|学会|管委会|组委会|银行|研究院|联合会|理事会))$"
)
"""A word right before a title that stands for an organization named before."""
_SAME_KIND = {
    "学校": r"(?:大学|学院|学校|中学|小学)$",
    "校": r"(?:大学|学院|学校|中学|小学|党校)$",
    "公司": r"(?:公司|集团)$",
    "集团": r"(?:集团|公司)$",
    "行": rf"银行{_LEGAL}",
    "管委会": r"(?:管委会|管理委员会)$",
}
_SPEAKS = re.compile(
    r"[^。\n]{0,90}?[（(][^（）()]{0,60}[“「\"](?:本?公司|本?集团|本?集團|本行|我行|本院|学校|基金会|本所|我司)[”」\"]"
)
NO_OWNER = re.compile(
    r"(?:教授|博士|院士|研究员|工程师|记者|通讯员|摄影|编辑|律师|医师|大校|上校|少校|少将|中将|上士|中士|列兵|专家|代表|书法家|作家|画家|演员|委员|活佛|太平绅士|志愿者|"
    r"学者|大使|参赞|领事|书记|主编|编委|责编|校对|审核|供稿|供图|撰稿|撰文|文|图|文字|图片|视频|审读|核校|终审|初审|复审|一审|二审|三审|编审|统筹|监制|导演|编剧|主演|作曲|"
    r"[省市县区州镇乡村旗盟]长|实习生|选手|教练|主任|组长|队长|班长|主席|发言人|顾问|指导)$"
)
"""Titles that a person carries anywhere, or that belong to a place: the organization that speaks does not own them."""


class Owners:
    """The organizations of a document, in order, and which of them it is about."""

    def __init__(self, text: str, mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> None:
        self._text = text
        self._fullest = {name: group[0] for group in aliases for name in group}
        self._orgs = [m for m in mentions if m.label == "ORG"]
        self._ends = [org.end for org in self._orgs]
        self._names = [self._fullest.get(org.text, org.text) for org in self._orgs]
        introduced = {group[0] for group in aliases}
        counts: dict[str, int] = {}
        for name in self._names:
            counts[name] = counts.get(name, 0) + 1
        self._speaker = next(
            (i for i, org in enumerate(self._orgs) if _SPEAKS.match(text, org.end) and not self._nearer(i)), None
        )
        self._by_kind: dict[int, int | None] = {}
        for kind, (_, wanted) in enumerate(_KINDS):
            found = [i for i, name in enumerate(self._names) if wanted.search(name)]
            about = [i for i in found if self._names[i] in introduced] or found
            names = {self._names[i] for i in about}
            if self._speaker is not None and self._names[self._speaker] in names:
                self._by_kind[kind] = self._speaker
            elif len(names) == 1 or (about and about != found):
                top = max(dict.fromkeys(self._names[i] for i in about), key=counts.__getitem__)
                self._by_kind[kind] = next(i for i in about if self._names[i] == top)

    def _nearer(self, index: int) -> bool:
        """Whether the next organization stands before the bracket that says who speaks."""
        if index + 1 == len(self._orgs):
            return False
        bracket = min((p for p in (self._text.find(c, self._ends[index]) for c in "（(") if p >= 0), default=0)
        return self._orgs[index + 1].end <= bracket

    def fits(self, title: Span, org: Span) -> bool:
        """Whether a title can be held at an organization, as far as the kinds say: no 校长 at an academy of sciences."""
        wanted = next((orgs for titles, orgs in _KINDS if titles.search(title.text)), None)
        return (
            wanted is None
            or wanted is _COMPANY
            or bool(wanted.search(self._fullest.get(org.text, org.text)) or wanted.search(org.text))
        )

    def of(self, title: Span) -> Span | None:
        """The organization that a title without one is held at, or None when the document does not say so clearly."""
        anaphor = _ANAPHOR.search(self._text, max(0, title.start - 4), title.start)
        before = bisect_right(self._ends, title.start)
        if anaphor:
            word = anaphor["kind"] or anaphor["word"]
            wanted = re.compile(_SAME_KIND.get(word, f"{word}$"))
            speaker = self._speaker
            if speaker is not None and anaphor["word"] and speaker < before and wanted.search(self._names[speaker]):
                return self._orgs[speaker]
            return next(
                (self._orgs[i] for i in range(before - 1, max(before - 60, -1), -1) if wanted.search(self._names[i])),
                None,
            )
        for kind, (titles, _) in enumerate(_KINDS):
            if titles.search(title.text):
                index = self._by_kind.get(kind)
                return self._orgs[index] if index is not None and index < before else None
        if self._speaker is not None and self._speaker < before and not NO_OWNER.search(title.text):
            return self._orgs[self._speaker]
        if re.match(r"党委|纪委|工会", title.text) and self._speaker is not None and self._speaker < before:
            return self._orgs[self._speaker]
        if re.match(r"党委|纪委书记|工会主席", title.text):
            index = next((self._by_kind[k] for k in (len(_KINDS) - 1, 0, 1) if self._by_kind.get(k) is not None), None)
            return self._orgs[index] if index is not None and index < before else None
        return None

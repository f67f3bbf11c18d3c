"""The organization that a title without one is held at: 公司首席科学家, 该校校长, 副行长谭笑 in a bank's own release.

A title goes with certain kinds of organizations (校长 with schools, 行长 with banks). The owner is the organization of
that kind that the document is about: one that it introduces with a short form, or the only one so far.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Span

_COMPANY = r"(?:公司|集团|厂|股份|控股|科技|证券|基金|资本|汽车|智能|生物|银行|航空|传媒|影业|药业)$"
_KINDS = (
    (re.compile(r"行长$"), re.compile(r"(?:银行|信用社|支行|分行)(?:股份)?(?:有限)?(?:责任)?(?:公司)?$")),
    (re.compile(r"(?:校长|教务长|班主任|教务处长)$"), re.compile(r"(?:大学|学院|学校|中学|小学|党校)$")),
    (re.compile(r"馆长$"), re.compile(r"馆$|博物院$")),
    (re.compile(r"(?:理事长|会长|秘书长)$"), re.compile(r"(?:会|联盟|协会|中心)$")),
    (re.compile(r"(?:护士长|院长|医师|医生|科主任)$"), re.compile(r"(?:医院|学院|研究院|法院|检察院|院)$")),
    (re.compile(r"(?:法官|审判员|审判长|庭长|书记员|陪审员)$"), re.compile(r"法院$")),
    (re.compile(r"(?:检察官|检察长)$"), re.compile(r"检察院$")),
    (re.compile(r"(?:关长)$"), re.compile(r"海关$")),
    (re.compile(r"(?:局长)$"), re.compile(r"局$")),
    (re.compile(r"(?:厅长)$"), re.compile(r"厅$")),
    (re.compile(r"记者$"), re.compile(r"(?:报|网|社|台|刊|融媒|媒体中心|新闻|在线|卫视)$")),
    (re.compile(
        r"(?:总经理|董事长|总裁|首席\w{1,6}|CEO|CFO|CTO|COO|董事|监事|董事会秘书|总监|总工程师|总会计师|总经济师|总法律顾问|创始人|合伙人|"
        r"党委书记|党委副书记|党委委员|党委常委|纪委书记|工会主席|总设计师|总飞行师|厂长|车间主任|机长|船长|财务负责人|负责人|经理|事业部\w{0,4}|副总)$"),
     re.compile(_COMPANY)),
)
_SELF = re.compile(r"(?:公司|该公司|本公司|集团|本集团|该集团|该院|该校|学校|医院|该行|本行|我行|该局|该厂|该所|该馆|该会|基金会|协会|学会)$")
"""A word right before a title that stands for the organization the document is about."""


_SELF_NAME = re.compile(r"^[^。\n]{0,80}?[（(][^（）()]{0,60}[“「\"](?:本?公司|本?集团|本?集團|本行|我行|本院|学校|基金会|本所|我司)[”」\"]")


class Owners:
    """The organizations of a document, in order, and which of them it is about."""

    def __init__(self, text: str, mentions: Sequence[Span], aliases: Sequence[Sequence[str]]) -> None:
        self._text = text
        self._fullest = {name: group[0] for group in aliases for name in group}
        self._orgs = [m for m in mentions if m.label == "ORG"]
        self._counts: dict[str, int] = {}
        self._introduced = {group[0] for group in aliases}
        self._subjects = {
            self._name(org) for org in self._orgs if _SELF_NAME.match(text, org.end) or _SELF_NAME.search(text, org.end, org.end + 90)
        }
        """Organizations that the document introduces as 本公司, 本行, “公司”: its own voice."""
        for org in self._orgs:
            name = self._name(org)
            self._counts[name] = self._counts.get(name, 0) + 1

    def of(self, title: Span) -> Span | None:
        """The organization that a title without one is held at, or None when the document does not say so clearly."""
        wanted = next((orgs for titles, orgs in _KINDS if titles.search(title.text)), None)
        anaphor = _SELF.search(self._text, max(0, title.start - 4), title.start)
        if wanted is None and anaphor is None:
            return None
        before = [org for org in self._orgs if org.end <= title.start and (wanted is None or wanted.search(self._name(org)))]
        if not before:
            return None
        names = list(dict.fromkeys(self._name(org) for org in before))
        introduced = [name for name in names if name in self._subjects] or [name for name in names if name in self._introduced]
        if introduced:
            chosen = max(introduced, key=lambda name: (self._counts[name], -names.index(name)))
        elif len(names) == 1:
            chosen = names[0]
        else:
            return before[-1] if anaphor else None
        return next(org for org in before if self._name(org) == chosen)

    def _name(self, org: Span) -> str:
        return self._fullest.get(org.text, org.text)

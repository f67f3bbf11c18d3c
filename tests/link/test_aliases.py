"""Aliases: names of one person or organization, the fullest first."""

from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import find_aliases, with_entities
from pipeline.schema import Sentence, Span
from pipeline.segment import split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]

INTRODUCED = [
    # a bracket introduces a short form
    ("[振海重工有限公司/ORG]（以下简称“[振海重工/ORG]”）投产。", [("振海重工有限公司", "振海重工")]),
    ("[振海重工有限公司/ORG]（简称：[振重/ORG]）投产。", [("振海重工有限公司", "振重")]),
    ("[振海重工有限公司/ORG]（下称「[振重/ORG]」）投产。", [("振海重工有限公司", "振重")]),
    ("[振海重工有限公司/ORG](以下简称[振重/ORG])投产。", [("振海重工有限公司", "振重")]),
    ("[振海重工有限公司/ORG]（股票简称：[振重/ORG]，股票代码：601990）投产。", [("振海重工有限公司", "振重")]),
    ("[振海重工有限公司/ORG]（“[振重/ORG]”）投产。", [("振海重工有限公司", "振重")]),
    ("[振海重工有限公司/ORG]（原名[江南船厂/ORG]）投产。", [("振海重工有限公司", "江南船厂")]),
    ("[振海重工有限公司/ORG]（曾用名：[江南船厂/ORG]）投产。", [("振海重工有限公司", "江南船厂")]),
    ("[臺灣振海股份有限公司/ORG]（以下簡稱「[振海/ORG]」）投產。", [("臺灣振海股份有限公司", "振海")]),
    # two short forms, the longer first
    (
        "[振海重工有限公司/ORG]（以下简称“[振重/ORG]”或“[振海重/ORG]”）投产。",
        [("振海重工有限公司", "振海重", "振重")],
    ),
    (
        "[振海重工有限公司/ORG]（以下简称“[振重/ORG]”、“[振海重/ORG]”）投产。",
        [("振海重工有限公司", "振海重", "振重")],
    ),
    # as many short forms as names of a list: in order
    (
        "[振海市科学技术委员会/ORG]、[云杉村科技园区管理委员会/ORG]（以下简称“[市科委/ORG]、[云杉村管委会/ORG]”）发文。",
        [("振海市科学技术委员会", "市科委"), ("云杉村科技园区管理委员会", "云杉村管委会")],
    ),
    (
        "[振海重工有限公司/ORG]和[云杉地产有限公司/ORG]（下称“[江南船厂/ORG]”“[江北楼宇/ORG]”）签约。",
        [("振海重工有限公司", "江南船厂"), ("云杉地产有限公司", "江北楼宇")],
    ),
    (
        "[振海重工有限公司/ORG]、[云杉地产有限公司/ORG]（以下分别简称“[江南船厂/ORG]”和“[江北楼宇/ORG]”）签约。",
        [("振海重工有限公司", "江南船厂"), ("云杉地产有限公司", "江北楼宇")],
    ),
    # but what can only be short for the last is
    (
        "[云杉市政府/ORG]与[振海重工有限公司/ORG]（以下简称“[振海重工/ORG]”、“[振重/ORG]”）签约。",
        [("振海重工有限公司", "振海重工", "振重")],
    ),
    # several names in one bracket, or in two
    (
        "[振海重工有限公司/ORG]（[Zhenhai Heavy/ORG]，下称「[振重/ORG]」，股票代码：601990）投产。",
        [("振海重工有限公司", "Zhenhai Heavy", "振重")],
    ),
    ("[振海重工有限公司/ORG]（简称“[振重/ORG]”，英文名[ZHI/ORG]）投产。", [("振海重工有限公司", "ZHI", "振重")]),
    (
        "[振海重工有限公司/ORG]（[Zhenhai Heavy/ORG],缩写[ZHI/ORG]）投产。",
        [("振海重工有限公司", "Zhenhai Heavy", "ZHI")],
    ),
    ("[振海重工有限公司/ORG]（[北京/LOC]，简称“[振重/ORG]”）投产。", [("振海重工有限公司", "振重")]),
    # English names and codes, both directions, also with a blank between
    ("[振海重工有限公司/ORG]（[ZHI/ORG]）投产。", [("振海重工有限公司", "ZHI")]),
    ("[ZHI/ORG]（[振海重工有限公司/ORG]）投产。", [("振海重工有限公司", "ZHI")]),
    ("[振海重工有限公司/ORG] [Zhenhai Heavy/ORG]投产。", [("振海重工有限公司", "Zhenhai Heavy")]),
    ("[振海重工有限公司/ORG]（[ZHI/ORG]）（简称“[振重/ORG]”）投产。", [("振海重工有限公司", "ZHI", "振重")]),
    ("[振海重工有限公司/ORG]（[ZHI/ORG]），简称“[振重/ORG]”，投产。", [("振海重工有限公司", "ZHI", "振重")]),
    # without a bracket
    ("[振海重工有限公司/ORG]又称“[振重/ORG]”。", [("振海重工有限公司", "振重")]),
    ("[振海重工有限公司/ORG]，简称“[振重/ORG]”，投产。", [("振海重工有限公司", "振重")]),
    ("[振海重工有限公司/ORG]简称[振重/ORG]，投产。", [("振海重工有限公司", "振重")]),
    ("“[振重/ORG]”，全称[振海重工有限公司/ORG]，投产。", [("振海重工有限公司", "振重")]),
    # a short form in a bracket with no word for it, when a rule makes it
    ("[振海市发展和改革委员会/ORG]（[市发改委/ORG]）发布。", [("振海市发展和改革委员会", "市发改委")]),
    # people
    ("[Peter Hansen/PERSON]（[韩思远/PERSON]）出席。", [("Peter Hansen", "韩思远")]),
    ("[韩思远/PERSON]（[Peter Hansen/PERSON]）出席。", [("Peter Hansen", "韩思远")]),
    ("[韩思远/PERSON] （[Peter Hansen/PERSON]）出席。", [("Peter Hansen", "韩思远")]),
    ("[坎蓬·西苏万/PERSON]（[康鹏/PERSON]）出席。", [("坎蓬·西苏万", "康鹏")]),
    ("[坎蓬·西苏万/PERSON]（中文名：[康鹏/PERSON]）出席。", [("坎蓬·西苏万", "康鹏")]),
    (
        "[坎蓬·西苏万/PERSON]（[Kamphong Sisuvan/PERSON]，中文名：[康鹏/PERSON]）出席。",
        [("Kamphong Sisuvan", "坎蓬·西苏万", "康鹏")],
    ),
    ("“[云鹤/PERSON]”（本名[秦望舒/PERSON]）出席。", [("秦望舒", "云鹤")]),
    ("[秦望舒/PERSON]（笔名[云鹤/PERSON]）出席。", [("秦望舒", "云鹤")]),
    ("[秦望舒/PERSON]（艺名“[云鹤/PERSON]”）出席。", [("秦望舒", "云鹤")]),
    ("[秦望舒/PERSON]（又名[云鹤/PERSON]）出席。", [("秦望舒", "云鹤")]),
    ("[秦望舒/PERSON]，英文名[Vera Qin/PERSON]，出席。", [("Vera Qin", "秦望舒")]),
    ("[秦望舒/PERSON]，字[云鹤/PERSON]，出席。", [("秦望舒", "云鹤")]),
]

NOT_INTRODUCED = [
    # a bracket that holds something of another kind, or stands elsewhere
    "[振海重工有限公司/ORG]（[秦望舒/PERSON]）投产。",
    "[振海重工有限公司/ORG]投产（与[云杉集团/ORG]合作）。",
    "[秦望舒/PERSON]（图）、[柳明远/PERSON]出席。",
    "[秦望舒/PERSON]（[柳明远/PERSON]摄）出席。",
    # a name in the same script with no word for it: an actor and a part, a company and its parent
    "[秦望舒/PERSON]（[柳明远/PERSON]）出席。",
    "[振海重工有限公司/ORG]（[云杉集团/ORG]）投产。",
    "[振海重工有限公司/ORG]（[云杉集团/ORG]子公司）投产。",
    "[振海重工有限公司/ORG]（[云杉集团/ORG]持股51%，[ZHI/ORG]持股49%）投产。",
    "[振海重工有限公司/ORG]（控股股东：[云杉集团/ORG]）投产。",
    # a name for all of a list
    "[振海重工/ORG]、[云杉集团/ORG]（以下合称“[两公司/ORG]”）投产。",
    "[振海重工/ORG]和[云杉集团/ORG]（统称“[联合体/ORG]”）投产。",
    # not as many short forms as names of a list
    "[振海重工/ORG]、[云杉集团/ORG]、[白鹿集团/ORG]（以下简称“[江南船厂/ORG]”“[江北楼宇/ORG]”）投产。",
    # names that stand beside each other
    "[秦望舒/PERSON] [Peter Hansen/PERSON]出席。",
    "[秦望舒/PERSON]，[柳明远/PERSON]出席。",
    "[振海重工/ORG]，[云杉集团/ORG]投产。",
    # a word that means "says" too
    "[振海重工/ORG]称[云杉集团/ORG]投产。",
    "[振海重工/ORG]也称[云杉集团/ORG]投产。",
    "[秦望舒/PERSON]称[柳明远/PERSON]出席。",
    # a bracket that is not closed on its line
    "[振海重工有限公司/ORG]（简称“[振重/ORG]”\n投产。",
    # events have no aliases
    "[第三届船舶展览会/EVENT]（简称“[船展/EVENT]”）开幕。",
    # one name twice is no group
    "[秦望舒/PERSON]出席。[秦望舒/PERSON]讲话。",
    "没有名字。",
    "",
]

DERIVED = [
    # exactly one full name, said before or behind
    ("[滨河高新区管理委员会/ORG]主办。[管委会/ORG]表示满意。", [("滨河高新区管理委员会", "管委会")]),
    ("[振重/ORG]投产。[振海重工有限公司/ORG]（简称“[振重/ORG]”）。", [("振海重工有限公司", "振重")]),
    ("[管委会/ORG]表示满意。[滨河高新区管委会/ORG]主办。", [("滨河高新区管委会", "管委会")]),
    ("[振海重工有限公司/ORG]与[振海重工/ORG]。", [("振海重工有限公司", "振海重工")]),
    ("[滨河县教育局/ORG]发文。[县教育局/ORG]要求。[教育局/ORG]说。", [("滨河县教育局", "县教育局", "教育局")]),
    ("[滨河市发展和改革委员会/ORG]发文。[市发改委/ORG]要求。", [("滨河市发展和改革委员会", "市发改委")]),
    ("[上海证券交易所/ORG]公告。[上交所/ORG]要求。", [("上海证券交易所", "上交所")]),
    ("[中国银行股份有限公司/ORG]公告。[中行/ORG]说。", [("中国银行股份有限公司", "中行")]),
    ("[中国石油/ORG]和[中石油/ORG]。", [("中国石油", "中石油")]),
    ("[Eurasia Bridge Logistics/ORG]发车。[EBL/ORG]说。", [("Eurasia Bridge Logistics", "EBL")]),
    # several full names that are one already
    (
        "[滨河县教育局/ORG]（下称“[县教育局/ORG]”）发文。[临江市滨河县教育局/ORG]说。[教育局/ORG]答。",
        [("临江市滨河县教育局", "滨河县教育局", "县教育局", "教育局")],
    ),
    # several full names: the organization right before, in the same sentence
    (
        "[高新区管委会/ORG]、[东湖新区管委会/ORG]主办。[东湖新区管委会/ORG]党工委委员、[管委会/ORG]副主任出席。",
        [("东湖新区管委会", "管委会")],
    ),
    # the place right before, in the same sentence
    (
        "[青海省委宣传部/ORG]、[滨河市委宣传部/ORG]主办。[滨河/LOC]市委常委、[宣传部/ORG]部长到会。",
        [("滨河市委宣传部", "宣传部")],
    ),
    # people
    ("[阿莱姆·德斯塔/PERSON]夺冠。[德斯塔/PERSON]说。", [("阿莱姆·德斯塔", "德斯塔")]),
    ("[Amélie Fournier/PERSON]到会。[Fournier/PERSON]说。", [("Amélie Fournier", "Fournier")]),
    ("[秦望舒/PERSON]到会。[望舒/PERSON]说。", [("秦望舒", "望舒")]),
    ("[马　军/PERSON]任职。[马军/PERSON]说。", [("马　军", "马军")]),
    ("[張偉/PERSON]任職。[张伟/PERSON]说。", [("張偉", "张伟")]),
    # the order of the first mention
    (
        "[Peter Hansen/PERSON]（[韩思远/PERSON]）访问[振海重工有限公司/ORG]（简称“[振重/ORG]”）。",
        [("Peter Hansen", "韩思远"), ("振海重工有限公司", "振重")],
    ),
]

NOT_DERIVED = [
    # two full names: no way to tell
    "[高新区管委会/ORG]、[东湖新区管委会/ORG]主办。[管委会/ORG]表示满意。",
    "[滨河县教育局/ORG]、[临江县教育局/ORG]发文。[县教育局/ORG]要求。",
    "[中国石油天然气集团有限公司/ORG]、[中国石油天然气股份有限公司/ORG]公告。[中石油/ORG]说。",
    "[振海重工有限公司/ORG]、[振海地产有限公司/ORG]签约。[振海/ORG]说。",
    "[东湖新区管委会/ORG]、[高新区管委会/ORG]主办。[东湖新区管委会/ORG]副主任、[滨河/LOC]市委常委、[管委会/ORG]主任出席。",
    "[青海省委宣传部/ORG]、[滨河市委宣传部/ORG]主办。[临江/LOC]市委常委、[宣传部/ORG]部长到会。",
    "[滨河市教育局/ORG]、[滨河县教育局/ORG]主办。[滨河/LOC]的[教育局/ORG]局长到会。",
    "[阿莱姆·德斯塔/PERSON]和[哈吉·德斯塔/PERSON]夺冠。[德斯塔/PERSON]说。",
    "[秦望舒/PERSON]、[白望舒/PERSON]到会。[望舒/PERSON]说。",
    # likeness alone never joins
    "[云杉石油天然气集团/ORG]与[云杉石油化工集团/ORG]签约。",
    "[中国石油天然气集团/ORG]与[中国石油化工集团/ORG]签约。",
    "[秦望舒/PERSON]、[秦望/PERSON]出席。",
    # a part is not its parent
    "[云杉大学/ORG]与[云杉大学医学部/ORG]签约。",
    "[北京大学/ORG]与[北京大学医学部/ORG]签约。",
    # a person is no organization
    "[云鹤集团/ORG]请[云鹤/PERSON]出席。",
    "[云鹤/ORG]的[云鹤/PERSON]到会，[云鹤集团有限公司/ORG]（简称“[云鹤/ORG]”）主办。",
]


@pytest.mark.parametrize(("line", "expected"), [*INTRODUCED, *DERIVED])
def test_aliases_groups(marked: Marked, line: str, expected: list[tuple[str, ...]]) -> None:
    text, mentions = marked(line)
    assert [set(group) for group in find_aliases(text, split_sentences(text), mentions)] == [set(g) for g in expected]


@pytest.mark.parametrize("line", [*NOT_INTRODUCED, *NOT_DERIVED])
def test_aliases_no_groups(marked: Marked, line: str) -> None:
    text, mentions = marked(line)
    assert list(find_aliases(text, split_sentences(text), mentions)) == []


@pytest.mark.parametrize(
    ("line", "fullest"),
    [
        ("[ZHI/ORG]（[振海重工有限公司/ORG]）投产。", "振海重工有限公司"),
        (
            "[振重/ORG]投产。[振海重工有限公司/ORG]（[Zhenhai Heavy Industries/ORG]，简称“[振重/ORG]”）。",
            "振海重工有限公司",
        ),
        ("[韩思远/PERSON]（[Peter Hansen/PERSON]）出席。", "韩思远"),
        ("[德斯塔/PERSON]夺冠。[阿莱姆·德斯塔/PERSON]说。", "阿莱姆·德斯塔"),
        ("[县教育局/ORG]发文。[滨河县教育局/ORG]要求。", "滨河县教育局"),
        ("[振海重工有限公司/ORG]（原名[江南造船机械设备制造厂/ORG]）投产。", "振海重工有限公司"),
        ("[黑鹤/PERSON]（本名[秦望舒/PERSON]）出席。", "黑鹤"),
    ],
)
def test_aliases_begin_with_the_fullest_name(marked: Marked, line: str, fullest: str) -> None:
    text, mentions = marked(line)
    assert [group[0] for group in find_aliases(text, split_sentences(text), mentions)] == [fullest]


def test_aliases_entities_are_the_fullest_names(marked: Marked) -> None:
    text, mentions = marked(
        "[振海重工有限公司/ORG]（简称“[振海重工/ORG]”）[董事长/TITLE][白一舟/PERSON]在[石家庄/LOC]。"
    )
    found = with_entities(mentions, find_aliases(text, split_sentences(text), mentions))
    assert [(m.text, m.entity) for m in found] == [
        ("振海重工有限公司", "振海重工有限公司"),
        ("振海重工", "振海重工有限公司"),
        ("董事长", None),
        ("白一舟", "白一舟"),
        ("石家庄", None),
    ]


PIECES = st.sampled_from(
    [
        "[振海集团/ORG]",
        "[振海/ORG]",
        "[管委会/ORG]",
        "[高新区管委会/ORG]",
        "[秦望舒/PERSON]",
        "[ZHI/ORG]",
        "（",
        "）",
        "（简称“",
        "”）",
        "和",
        "。",
        "[展会/EVENT]",
    ]
)


@given(st.lists(PIECES, max_size=12))
def test_aliases_are_disjoint_groups_of_names_of_the_text(marked: Marked, pieces: list[str]) -> None:
    text, mentions = marked("".join(pieces))
    groups = find_aliases(text, split_sentences(text), mentions)
    names = [name for group in groups for name in group]
    assert len(names) == len(set(names)) and set(names) <= {m.text for m in mentions}
    assert all(len(group) >= 2 for group in groups)
    once = with_entities(mentions, groups)
    assert with_entities(once, groups) == once


@pytest.mark.parametrize("count", [200, 400])
def test_aliases_compare_each_short_form_with_few_names(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """A list of thousands of organizations takes time in proportion: short forms find their full names by an index."""
    compared = []
    monkeypatch.setattr("pipeline.link.aliases.is_acronym", lambda short, full: compared.append(short) or False)
    places = [chr(0x4E00 + 7 * i) + chr(0x4E01 + 7 * i) + "市" for i in range(count)]
    names = [place + end for place in places for end in ("发展和改革委员会", "发改委", "科技有限公司")]
    text = "、".join(names)
    starts = accumulate((len(name) + 1 for name in names), initial=0)
    mentions = [Span(at, at + len(name), name, "ORG") for at, name in zip(starts, names, strict=False)]
    find_aliases(text, [Sentence(0, len(text))], mentions)
    assert count <= len(compared) <= 6 * count

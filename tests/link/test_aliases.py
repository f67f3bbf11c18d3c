"""Aliases: names of one person or organization, the fullest first."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import find_aliases, with_entities
from pipeline.link.aliases import derivable
from pipeline.schema import Span
from pipeline.segment import split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]

GROUPS = [
    # a bracket introduces a short form
    (
        "[振海重工有限公司/ORG]（以下简称“[振海重工/ORG]”）投产。",
        [("振海重工有限公司", "振海重工")],
    ),
    ("[振海重工有限公司/ORG]（简称：[振海重工/ORG]）投产。", [("振海重工有限公司", "振海重工")]),
    ("[振海重工有限公司/ORG]（下称「[振海重工/ORG]」）投产。", [("振海重工有限公司", "振海重工")]),
    # two short forms, the longer first
    (
        "[振海重工有限公司/ORG]（以下简称“[振海/ORG]”或“[振海重工/ORG]”）投产。",
        [("振海重工有限公司", "振海重工", "振海")],
    ),
    # a second name in a bracket
    ("[Peter Hansen/PERSON]（[韩思远/PERSON]）出席。", [("Peter Hansen", "韩思远")]),
    ("[韩思远/PERSON]（[Peter Hansen/PERSON]）出席。", [("韩思远", "Peter Hansen")]),
    ("[振海重工有限公司/ORG]（[ZHI/ORG]）投产。", [("振海重工有限公司", "ZHI")]),
    # the kind at the end of exactly one full name
    ("[滨河高新区管理委员会/ORG]主办。[管委会/ORG]表示满意。", [("滨河高新区管理委员会", "管委会")]),
    ("[滨河高新区管委会/ORG]主办。[管委会/ORG]表示满意。", [("滨河高新区管委会", "管委会")]),
    # two full names: no way to tell
    ("[高新区管委会/ORG]、[正定新区管委会/ORG]主办。[管委会/ORG]表示满意。", []),
    # groups stand in the order of their first mention
    (
        "[Peter Hansen/PERSON]（[韩思远/PERSON]）访问[振海重工有限公司/ORG]（简称“[振海重工/ORG]”）。",
        [("Peter Hansen", "韩思远"), ("振海重工有限公司", "振海重工")],
    ),
    # likeness alone never merges
    ("[云杉石油天然气集团/ORG]与[云杉石油化工集团/ORG]签约。", []),
    ("[振海重工有限公司/ORG]与[振海重工/ORG]。", []),
    ("[秦望舒/PERSON]、[秦望/PERSON]出席。", []),
    # nor does a bracket that holds something of another kind, or stands elsewhere
    ("[振海重工有限公司/ORG]（[秦望舒/PERSON]）投产。", []),
    ("[振海重工有限公司/ORG]投产（与[云杉集团/ORG]合作）。", []),
    ("[秦望舒/PERSON]（图）、[柳明远/PERSON]出席。", []),
    # one name twice is no group
    ("[秦望舒/PERSON]出席。[秦望舒/PERSON]讲话。", []),
    ("没有名字。", []),
    ("", []),
]


@pytest.mark.parametrize(("line", "expected"), GROUPS)
def test_aliases_groups(marked: Marked, line: str, expected: list[tuple[str, ...]]) -> None:
    text, mentions = marked(line)
    assert list(find_aliases(text, split_sentences(text), mentions)) == expected


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("管委会", "滨河高新区管理委员会", True),
        ("管委会", "滨河高新区管委会", True),
        ("研究院", "云杉农业研究院", True),
        ("组委会", "滨河高新区管理委员会", False),
        ("振海重工", "振海重工有限公司", False),
        ("云杉", "云杉云杉", False),
        ("管委会", "管委会", False),
    ],
)
def test_aliases_derivable(short: str, full: str, expected: bool) -> None:
    assert derivable(short, full) is expected


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

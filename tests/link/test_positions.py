"""Positions: who holds which title at which organization."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link import find_aliases, find_positions
from pipeline.schema import Position, Span
from pipeline.segment import split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]
Row = tuple[str, str, str | None, str | None, str]


def positions(marked: Marked, line: str) -> tuple[Position, ...]:
    text, mentions = marked(line)
    sentences = split_sentences(text)
    return find_positions(text, sentences, mentions, find_aliases(text, sentences, mentions))


def row(person: str, title: str, org: str | None = None, place: str | None = None, status: str = "current") -> Row:
    return person, title, org, place, status


ROWS: list[tuple[str, list[Row]]] = [
    # the fullest form of the organization in the document
    (
        "[振海重工有限公司/ORG]（简称“[振海重工/ORG]”）投产，[振海重工/ORG][董事长/TITLE][白一舟/PERSON]到场。",
        [row("白一舟", "董事长", "振海重工有限公司")],
    ),
    (
        "[滨河高新区管委会/ORG]主办，[管委会/ORG][副主任/TITLE][柳明远/PERSON]到场。",
        [row("柳明远", "副主任", "滨河高新区管委会")],
    ),
    # status: a mark at a title holds for those behind it, until a title has an organization of its own
    ("原[副市长/TITLE][秦望舒/PERSON]被查。", [row("秦望舒", "副市长", status="former")]),
    ("[清河大学/ORG]原[校长/TITLE][秦望舒/PERSON]出席。", [row("秦望舒", "校长", "清河大学", status="former")]),
    ("时任[副省长/TITLE][秦望舒/PERSON]被查。", [row("秦望舒", "副省长", status="former")]),
    ("前[总经理/TITLE][白一舟/PERSON]离职。", [row("白一舟", "总经理", status="former")]),
    ("退役[少校/TITLE][白一舟/PERSON]领奖。", [row("白一舟", "少校", status="former")]),
    ("此前，[秦望舒/PERSON]担任[副市长/TITLE]。", [row("秦望舒", "副市长", status="former")]),
    ("此前[秦望舒/PERSON]是[副市长/TITLE]。", [row("秦望舒", "副市长", status="former")]),
    (
        "[秦望舒/PERSON]任[清河大学/ORG][校长/TITLE]。此前，她担任[副校长/TITLE]。",
        [row("秦望舒", "校长", "清河大学"), row("秦望舒", "副校长", "清河大学", status="former")],
    ),
    ("此前，[秦望舒/PERSON]当选[副市长/TITLE]。", [row("秦望舒", "副市长")]),
    ("目前[总经理/TITLE][白一舟/PERSON]在职。", [row("白一舟", "总经理")]),
    (
        "[市保监局/ORG]原[党委书记/TITLE]、[局长/TITLE][秦望舒/PERSON]被查。",
        [row("秦望舒", "党委书记", "市保监局", status="former"), row("秦望舒", "局长", "市保监局", status="former")],
    ),
    (
        "[市保监局/ORG]原[局长/TITLE]、[清河大学/ORG][教授/TITLE][秦望舒/PERSON]讲课。",
        [row("秦望舒", "局长", "市保监局", status="former"), row("秦望舒", "教授", "清河大学")],
    ),
    (
        "[市保监局/ORG]原[局长/TITLE]、现任[清河大学/ORG][教授/TITLE]的[秦望舒/PERSON]讲课。",
        [row("秦望舒", "局长", "市保监局", status="former"), row("秦望舒", "教授", "清河大学")],
    ),
    (
        "时任[清河大学/ORG][校长/TITLE]、[云杉集团/ORG][总裁/TITLE][秦望舒/PERSON]签字。",
        [row("秦望舒", "校长", "清河大学", status="former"), row("秦望舒", "总裁", "云杉集团", status="former")],
    ),
    ("免去[秦望舒/PERSON]的[副市长/TITLE]职务。", [row("秦望舒", "副市长", status="former")]),
    (
        "拟任[市财政局/ORG][局长/TITLE][秦望舒/PERSON]公示。",
        [row("秦望舒", "局长", "市财政局", status="proposed")],
    ),
    ("[秦望舒/PERSON]拟任[市财政局/ORG][局长/TITLE]。", [row("秦望舒", "局长", "市财政局", status="proposed")]),
    ("提名[秦望舒/PERSON]为[副省长/TITLE]人选。", [row("秦望舒", "副省长", status="proposed")]),
    (
        "[市财政局/ORG][科长/TITLE][秦望舒/PERSON]拟任[副局长/TITLE]。",
        [row("秦望舒", "科长", "市财政局"), row("秦望舒", "副局长", "市财政局", status="proposed")],
    ),
    # repeating a pair adds no row, and a later mention may say where
    ("[校长/TITLE][秦望舒/PERSON]出席。[校长/TITLE][秦望舒/PERSON]讲话。", [row("秦望舒", "校长")]),
    (
        "[局长/TITLE][秦望舒/PERSON]出席。\n[市财政局/ORG][局长/TITLE][秦望舒/PERSON]讲话。",
        [row("秦望舒", "局长", "市财政局")],
    ),
    # but who gives a post up has it no longer, wherever it was named before
    (
        "[云杉集团/ORG][副总经理/TITLE][秦望舒/PERSON]因个人原因辞去[副总经理/TITLE]职务。",
        [row("秦望舒", "副总经理", "云杉集团", status="former")],
    ),
    (
        "[副市长/TITLE][秦望舒/PERSON]出席。\n会议免去[秦望舒/PERSON]的[副市长/TITLE]职务。",
        [row("秦望舒", "副市长", status="former")],
    ),
    (
        "[清河大学/ORG][副校长/TITLE][秦望舒/PERSON]由[副校长/TITLE]升任[校长/TITLE]。",
        [row("秦望舒", "副校长", "清河大学", status="former"), row("秦望舒", "校长", "清河大学")],
    ),
    (
        "[苍梧医院/ORG][院长/TITLE][秦望舒/PERSON]辞去[青萍研究院/ORG][院长/TITLE]职务。",
        [row("秦望舒", "院长", "苍梧医院"), row("秦望舒", "院长", "青萍研究院", status="former")],
    ),
    (
        "[教授/TITLE][秦望舒/PERSON]出席。\n[秦望舒/PERSON]曾任[教授/TITLE]。",
        [row("秦望舒", "教授")],
    ),
    # the same title at two organizations is two posts
    (
        "[苍梧医院/ORG][院长/TITLE][秦望舒/PERSON]兼任[青萍研究院/ORG][院长/TITLE]。",
        [row("秦望舒", "院长", "苍梧医院"), row("秦望舒", "院长", "青萍研究院")],
    ),
    # a dateline's reporter holds 记者 at the medium; the correspondent does not
    (
        "[燕赵晚报/ORG]讯（[记者/TITLE] [丁小满/PERSON] [通讯员/TITLE] [白一舟/PERSON]）",
        [row("丁小满", "记者", "燕赵晚报"), row("白一舟", "通讯员")],
    ),
    # who represents an organization is not its title's holder, and the other way round
    (
        "[副秘书长/TITLE][秦望舒/PERSON]代表[省政府/ORG]讲话。",
        [row("秦望舒", "副秘书长")],
    ),
    ("[学生代表/TITLE][秦望舒/PERSON]发言。", [row("秦望舒", "学生代表")]),
    ("[云杉集团/ORG][首席代表/TITLE][秦望舒/PERSON]发言。", [row("秦望舒", "首席代表", "云杉集团")]),
    # no shape crosses a line break
    ("各位[校长/TITLE]\n[秦望舒/PERSON]出席。", []),
    ("[清河大学/ORG]的[秦望舒/PERSON]出席。", []),
    ("没有名字。", []),
    ("", []),
]


@pytest.mark.parametrize(("line", "expected"), ROWS)
def test_positions_rows(marked: Marked, line: str, expected: list[Row]) -> None:
    found = [(p.person, p.title, p.org_name, p.place, p.status) for p in positions(marked, line)]
    assert found == expected


def test_positions_point_at_their_spans(marked: Marked) -> None:
    line = "开幕了。[清河大学/ORG][校长/TITLE][秦望舒/PERSON]出席。"
    text, _ = marked(line)
    (found,) = positions(marked, line)
    assert text[found.person_start :].startswith("秦望舒") and text[found.title_start :].startswith("校长")
    assert text[found.org_start :].startswith("清河大学")
    assert found.rule == "posts-name"


def test_positions_of_an_organization_and_its_unmerged_short_form_are_one(marked: Marked) -> None:
    text, mentions = marked(
        "[市财政局/ORG][局长/TITLE][秦望舒/PERSON]出席。[石家庄市财政局/ORG][局长/TITLE][秦望舒/PERSON]讲话。"
    )
    assert [p.org_name for p in find_positions(text, (), mentions, ())] == ["市财政局"]


PIECES = st.sampled_from(
    [
        *[
            "[振海集团/ORG]",
            "[清河大学/ORG]",
            "[秦望舒/PERSON]",
            "[柳明远/PERSON]",
            "[校长/TITLE]",
            "[教授/TITLE]",
            "[市委书记/TITLE]",
        ],
        *["[石家庄/LOC]", "（", "）", "、", "，", "。", "原", "拟任", "任", "为", "的", "和", "公司", "提名", "免去"],
        "\n",
        " ",
    ]
)


@given(st.lists(PIECES, max_size=14))
@settings(deadline=None)  # the first example compiles the patterns
def test_positions_name_only_what_the_text_has(marked: Marked, pieces: list[str]) -> None:
    line = "".join(pieces)
    _, mentions = marked(line)
    names = {label: {m.text for m in mentions if m.label == label} for label in ("PERSON", "TITLE", "ORG", "LOC")}
    found = positions(marked, line)
    assert len({(p.person, p.title, p.org_name, p.place) for p in found}) == len(found)
    for p in found:
        assert p.person in names["PERSON"] and p.title in names["TITLE"]
        assert p.org_name is None or p.org_name in names["ORG"]
        assert p.place is None or p.place in names["LOC"]
        assert p.status in ("current", "former", "proposed")
        assert p.org_name is None or p.place is None
    assert found == positions(marked, line)


@pytest.mark.parametrize(
    "line",
    [
        "[秦望舒/PERSON]、" * 3000 + "[校长/TITLE]",
        "[校长/TITLE]、" * 3000,
        "[清河大学/ORG][校长/TITLE][秦望舒/PERSON]、" * 3000,
        "[秦望舒/PERSON]任[校长/TITLE]，" * 3000,
        "[秦望舒/PERSON]说（" * 3000,
        "[清河大学/ORG]" * 3000 + "[校长/TITLE]",
        "原任的" * 3000 + "[校长/TITLE]",
    ],
    ids=["names", "titles", "triples", "verbs", "brackets", "owners", "connectors"],
)
def test_positions_of_a_line_without_end_are_read_in_time(marked: Marked, line: str) -> None:
    text, mentions = marked(line)
    assert len(find_positions(text, (), mentions, ())) <= 1

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
    # title before the name, behind it, joined by a comma, a bracket, a verb
    ("[清河大学/ORG][校长/TITLE][秦望舒/PERSON]出席。", [row("秦望舒", "校长", "清河大学")]),
    ("[秦望舒/PERSON][教授/TITLE]讲话。", [row("秦望舒", "教授")]),
    ("[白一舟/PERSON]，[振海集团/ORG][董事长/TITLE]。", [row("白一舟", "董事长", "振海集团")]),
    ("[秦望舒/PERSON]（[清河大学/ORG][校长/TITLE]）讲话。", [row("秦望舒", "校长", "清河大学")]),
    ("[秦望舒/PERSON]任[清河大学/ORG][校长/TITLE]。", [row("秦望舒", "校长", "清河大学")]),
    ("[秦望舒/PERSON]当选[清河大学/ORG][校长/TITLE]。", [row("秦望舒", "校长", "清河大学")]),
    ("任命[柳明远/PERSON]为[石家庄市/LOC][副市长/TITLE]。", [row("柳明远", "副市长", None, "石家庄市")]),
    ("[秦望舒/PERSON]，男，现任[清河大学/ORG][校长/TITLE]。", [row("秦望舒", "校长", "清河大学")]),
    # a list of titles, a list of names
    (
        "[振海集团/ORG][党委书记/TITLE]、[董事长/TITLE][白一舟/PERSON]到场。",
        [row("白一舟", "党委书记", "振海集团"), row("白一舟", "董事长", "振海集团")],
    ),
    ("[副市长/TITLE][秦望舒/PERSON]、[柳明远/PERSON]出席。", [row("秦望舒", "副市长"), row("柳明远", "副市长")]),
    # a shared head shares its organization
    (
        "[清河大学/ORG][党委书记/TITLE][秦望舒/PERSON]、[校长/TITLE][柳明远/PERSON]出席。",
        [row("秦望舒", "党委书记", "清河大学"), row("柳明远", "校长", "清河大学")],
    ),
    # but an academician's academy is not the next one's
    (
        "[中国科学院/ORG][院士/TITLE][秦望舒/PERSON]、[副校长/TITLE][柳明远/PERSON]出席。",
        [row("秦望舒", "院士", "中国科学院"), row("柳明远", "副校长")],
    ),
    (
        "[中国工程院/ORG][院士/TITLE][秦望舒/PERSON]、[副校长/TITLE][柳明远/PERSON]出席。",
        [row("秦望舒", "院士", "中国工程院"), row("柳明远", "副校长")],
    ),
    # an office of a place has a place and no organization
    ("[石家庄/LOC][市委书记/TITLE][秦望舒/PERSON]调研。", [row("秦望舒", "市委书记", None, "石家庄")]),
    ("[市委书记/TITLE][秦望舒/PERSON]调研。", [row("秦望舒", "市委书记")]),
    # the fullest form of the organization in the document
    (
        "[振海重工有限公司/ORG]（简称“[振海重工/ORG]”）投产，[振海重工/ORG][董事长/TITLE][白一舟/PERSON]到场。",
        [row("白一舟", "董事长", "振海重工有限公司")],
    ),
    (
        "[滨河高新区管委会/ORG]主办，[管委会/ORG][副主任/TITLE][柳明远/PERSON]到场。",
        [row("柳明远", "副主任", "滨河高新区管委会")],
    ),
    # status
    ("原[副市长/TITLE][秦望舒/PERSON]被查。", [row("秦望舒", "副市长", status="former")]),
    ("[清河大学/ORG]原[校长/TITLE][秦望舒/PERSON]出席。", [row("秦望舒", "校长", "清河大学", status="former")]),
    ("时任[副省长/TITLE][秦望舒/PERSON]被查。", [row("秦望舒", "副省长", status="former")]),
    ("前[总经理/TITLE][白一舟/PERSON]离职。", [row("白一舟", "总经理", status="former")]),
    ("免去[秦望舒/PERSON]的[副市长/TITLE]职务。", [row("秦望舒", "副市长", status="former")]),
    (
        "拟任[市财政局/ORG][局长/TITLE][秦望舒/PERSON]公示。",
        [row("秦望舒", "局长", "市财政局", status="proposed")],
    ),
    ("[秦望舒/PERSON]拟任[市财政局/ORG][局长/TITLE]。", [row("秦望舒", "局长", "市财政局", status="proposed")]),
    pytest.param(
        "提名[秦望舒/PERSON]为[副省长/TITLE]人选。",
        [row("秦望舒", "副省长", status="proposed")],
        marks=pytest.mark.xfail(strict=True, reason="提名 before the name is not seen"),
    ),
    # repeating a pair adds no row
    ("[校长/TITLE][秦望舒/PERSON]出席。[校长/TITLE][秦望舒/PERSON]讲话。", [row("秦望舒", "校长")]),
    # a dateline's reporter holds 记者 at the medium; the correspondent does not
    (
        "[燕赵晚报/ORG]讯（[记者/TITLE] [丁小满/PERSON] [通讯员/TITLE] [白一舟/PERSON]）",
        [row("丁小满", "记者", "燕赵晚报"), row("白一舟", "通讯员")],
    ),
    # a rank in brackets does not part a title from its name
    ("[市财政局/ORG][副局长/TITLE]（正处级）[柳明远/PERSON]到场。", [row("柳明远", "副局长", "市财政局")]),
    # 公司 alone stands for the company named before
    (
        "[振海集团/ORG]开工。公司[总经理/TITLE][白一舟/PERSON]讲话。",
        [row("白一舟", "总经理", "振海集团")],
    ),
    # people and titles that do not belong together
    ("[秦望舒/PERSON]会见了到访的[校长/TITLE]。", []),
    ("[校长/TITLE]表示满意，[秦望舒/PERSON]也很满意。", []),
    ("各位[校长/TITLE]\n[秦望舒/PERSON]出席。", []),
    ("[清河大学/ORG]的[秦望舒/PERSON]出席。", []),
    ("[振海集团/ORG]宣布开工，[校长/TITLE][柳明远/PERSON]到场。", [row("柳明远", "校长")]),
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
    assert found.rule == "titles-name"


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
    assert len({(p.person, p.title) for p in found}) == len(found)
    for p in found:
        assert p.person in names["PERSON"] and p.title in names["TITLE"]
        assert p.org_name is None or p.org_name in names["ORG"]
        assert p.place is None or p.place in names["LOC"]
        assert p.status in ("current", "former", "proposed")
        assert p.org_name is None or p.place is None
    assert found == positions(marked, line)

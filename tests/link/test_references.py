"""References: whom 李董事长, 王先生 and 他 stand for; nobody where the text leaves a choice."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import find_aliases, find_positions, find_references
from pipeline.schema import Record, Reference, Span
from pipeline.segment import WordSegmenter, split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]


def references(marked: Marked, line: str) -> tuple[str, tuple[Reference, ...]]:
    text, mentions = marked(line)
    sentences = split_sentences(text)
    aliases = find_aliases(text, sentences, mentions)
    positions = find_positions(text, sentences, mentions, aliases)
    found = find_references(text, sentences, mentions, aliases, positions)
    words = tuple(WordSegmenter.shared().spans(text))
    assert find_references(text, sentences, mentions, aliases, positions, words) == found  # known or not
    return text, found


NAMED = [
    # surname and title: one person with that surname holds it
    ("[董事长/TITLE][李青禾/PERSON]到会。会后，李董事长说，明年开工。", [("李董事长", "李青禾")]),
    ("[谷雨集团/ORG][董事长/TITLE][李青禾/PERSON]到会。“李董事长很满意。”", [("李董事长", "李青禾")]),
    ("[云州大学/ORG][校长/TITLE][谭知远/PERSON]致辞。谭校长表示，要办好学校。", [("谭校长", "谭知远")]),
    ("[校长/TITLE][欧阳知远/PERSON]致辞。欧阳校长表示，要办好学校。", [("欧阳校长", "欧阳知远")]),
    ("[董事長/TITLE][陳知遠/PERSON]致詞。陳董事長表示滿意。", [("陳董事長", "陳知遠")]),
    # of several people with the surname the one who holds the title
    (
        "[董事长/TITLE][李青禾/PERSON]、[总工程师/TITLE][李望/PERSON]到会。李董事长说，明年开工。",
        [("李董事长", "李青禾")],
    ),
    # a deputy, called without 副 where nobody else holds the title
    ("[副校长/TITLE][谭知远/PERSON]致辞。谭校长表示，要办好学校。", [("谭校长", "谭知远")]),
    ("[副校长/TITLE][谭知远/PERSON]致辞。谭副校长表示，要办好学校。", [("谭副校长", "谭知远")]),
    ("[校长/TITLE][谭知远/PERSON]、[副校长/TITLE][谭望/PERSON]到会。谭校长说。", [("谭校长", "谭知远")]),
    ("[校长/TITLE][谭知远/PERSON]、[副校长/TITLE][谭望/PERSON]到会。谭副校长说。", [("谭副校长", "谭望")]),
    ("[党委书记/TITLE][焦守正/PERSON]讲话。会后，焦书记看望了职工。", [("焦书记", "焦守正")]),
    # forms of address
    ("[王知远/PERSON]到会。王先生说，他很高兴。", [("王先生", "王知远"), ("他", "王知远")]),
    ("[总经理/TITLE][张青禾/PERSON]到会。张总说，明年开工。", [("张总", "张青禾")]),
    ("[总经理/TITLE][张青禾/PERSON]、[记者/TITLE][张望/PERSON]到会。张总说。", [("张总", "张青禾")]),
    ("[阿莱姆·德斯塔/PERSON]到会。德斯塔先生说，明年再来。", [("德斯塔先生", "阿莱姆·德斯塔")]),
    ("[院士/TITLE][卜知远/PERSON]作报告。卜院士认为，成本会降。", [("卜院士", "卜知远")]),
    # the key is the fullest name
    ("[Peter Hansen/PERSON]（[韩思远/PERSON]）到会。韩先生说，明年再来。", [("韩先生", "Peter Hansen")]),
]

NOT_NAMED = [
    # nobody before, nobody with that surname, nobody with that title
    "李董事长到会。[董事长/TITLE][李青禾/PERSON]讲话。",
    "[董事长/TITLE][李青禾/PERSON]到会。王董事长说，明年开工。",
    "[总工程师/TITLE][李青禾/PERSON]到会。李董事长说，明年开工。",
    "[李青禾/PERSON]到会。李董事长说，明年开工。",
    # two who may be meant
    "[董事长/TITLE][李青禾/PERSON]、[董事长/TITLE][李望/PERSON]到会。李董事长说，明年开工。",
    "[王知远/PERSON]、[王望/PERSON]到会。王先生说，明年再来。",
    # several people in the plural
    "[董事长/TITLE][李青禾/PERSON]到会。李董事长们说，明年开工。",
    # other words with these characters
    "[任知远/PERSON]到会，[张望/PERSON]出任总经理。",
    "[副总经理/TITLE][任知远/PERSON]到会，任总经理的是[张望/PERSON]。",
    "[校长/TITLE][高知远/PERSON]到会。高校长期缺人。",
    "[工程师/TITLE][张知远/PERSON]到会。扩张工作完成。",
    "[总经理/TITLE][江知远/PERSON]到会。江苏省总商会来函。",
    # a title that leads to another name
    "[董事长/TITLE][李青禾/PERSON]和小李董事长[张望/PERSON]到会。",
    # who wrote the text, who is nameless, who is somebody else's relative, who takes calls
    "[记者/TITLE][陈望/PERSON]报道。陈女士不满意。",
    "[王某/PERSON]报警。王先生不满意。",
    "[李青禾/PERSON]到会。李青禾的女儿李女士也来了。",
    "[李青禾/PERSON]到会。一名姓李的女士也来了。",
    "[李青禾/PERSON]到会。\\n联系人：李女士",
]

PRONOUNS = [
    # the only person of the sentence, in subject place
    ("[校长/TITLE][谭知远/PERSON]说，他很满意。", [("他", "谭知远")]),
    ("[云州大学/ORG][校长/TITLE][谭知远/PERSON]（[Peter Tan/PERSON]）看重的是人，他请来了专家。", [("他", "谭知远")]),
    ("[白露/PERSON]说，她已经连续工作26个小时。", [("她", "白露")]),
    # the only person of the sentence before
    ("[谭知远/PERSON]作报告。他指出，成本会降。", [("他", "谭知远")]),
    ("[谭知远/PERSON]作报告。据他介绍，成本会降。", [("他", "谭知远")]),
    ("[谭知远/PERSON]作报告。\\n他指出，成本会降。", [("他", "谭知远")]),
    ("[谭知远/PERSON]说，公司有员工三百人。他指出，成本会降。", [("他", "谭知远")]),
    # handed on by a sentence that names nobody
    ("[谭知远/PERSON]作报告。他指出，成本会降。他还说，要快。", [("他", "谭知远"), ("他", "谭知远")]),
    # quoted sentences are passed over, quoted names are no candidates
    ("[谭知远/PERSON]说：“成本会降。要快。”他还说，要稳。", [("他", "谭知远")]),
    ("[谭知远/PERSON]说：“[李青禾/PERSON]来过。”他还说，要稳。", [("他", "谭知远")]),
    # a reference by title names its person
    (
        "[校长/TITLE][谭知远/PERSON]致辞。谭校长作报告。他指出，成本会降。",
        [("谭校长", "谭知远"), ("他", "谭知远")],
    ),
    # 其 before what only a person has
    ("会议免去[谭知远/PERSON]的校长职务，其职务由他人接任。", [("其", "谭知远")]),
    ("[谭知远/PERSON]利用职务便利受贿，其行为已构成受贿罪。", [("其", "谭知远")]),
]

NO_PRONOUNS = [
    # two people
    "[谭知远/PERSON]和[李青禾/PERSON]到会。他说，要快。",
    "[谭知远/PERSON]说，[李青禾/PERSON]到会后，他很满意。",
    # no subject place
    "记者采访了[谭知远/PERSON]。他说，要快。",
    "会议由[谭知远/PERSON]主持。他说，要快。",
    "[谭知远/PERSON]的母亲到会。她说，要快。",
    # an object beside the subject
    "[谭知远/PERSON]来到云州，当晚便与他签约。",
    "[谭知远/PERSON]向他敬礼，他还礼。",
    # somebody else between
    "[谭知远/PERSON]扶起一位老人，他已经八十岁。",
    "[谭知远/PERSON]说，司机很好，他开得稳。",
    "[谭知远/PERSON]说，一个村民帮过忙，他开得稳。",
    "[谭知远/PERSON]说，村民说过，他开得稳。",
    "[谭知远/PERSON]到会。张主任讲话时，他在场。",
    "[谭知远/PERSON]到会。韩先生备受困扰。他说，要快。",
    # too far away
    "[谭知远/PERSON]到会。天气很好。他说，要快。",
    # the other sex
    "[谭知远/PERSON]女士到会。他说，要快。",
    "[谭知远/PERSON]先生到会。她说，要快。",
    # inside quotation marks
    "[谭知远/PERSON]说：“他来过。”",
    # other words
    "[谭知远/PERSON]到会。他们说，要快。",
    "[谭知远/PERSON]到会。其他代表鼓掌。",
    "[谭知远/PERSON]到会，其中有故事，尤其精彩。",
    "[谭知远/PERSON]弹吉他。",
    "[谭知远/PERSON]创办公司，其产品销往全国。",
    "[谭知远/PERSON]不愿另寻他路。",
    # nobody
    "他说，要快。",
    "",
]


@pytest.mark.parametrize(("line", "expected"), [*NAMED, *PRONOUNS])
def test_references_found(marked: Marked, line: str, expected: list[tuple[str, str]]) -> None:
    _, found = references(marked, line)
    assert [(r.text, r.person) for r in found] == expected


@pytest.mark.parametrize("line", [*NOT_NAMED, *NO_PRONOUNS])
def test_references_none_where_the_text_leaves_a_choice(marked: Marked, line: str) -> None:
    assert references(marked, line)[1] == ()


def test_references_say_their_kind_and_the_last_mention_before(marked: Marked) -> None:
    text, found = references(
        marked,
        "[校长/TITLE][谭知远/PERSON]到会。[谭知远/PERSON]致辞。谭校长说，谭先生也说，他说。[谭知远/PERSON]走了。",
    )
    assert [(r.kind, r.text) for r in found] == [("title", "谭校长"), ("honorific", "谭先生"), ("pronoun", "他")]
    assert all(text[r.start : r.end] == r.text for r in found)
    assert [r.person_start for r in found] == [8, 8, 8]


def test_references_survive_json(marked: Marked) -> None:
    text, found = references(marked, "[校长/TITLE][谭知远/PERSON]到会。谭校长说，他说。")
    record = Record("a", text, references=found)
    assert len(found) == 2 and Record.from_json(json.loads(record.dumps())).references == found


def test_references_may_be_missing_in_gold() -> None:
    assert Record.from_json({"id": "a", "text": "他说。", "spans": []}).references == ()


PIECES = st.sampled_from(
    [
        "[校长/TITLE]",
        "[谭知远/PERSON]",
        "[谭望/PERSON]",
        "谭校长",
        "谭先生",
        "他",
        "她",
        "其职务",
        "说",
        "，",
        "。",
        "“",
        "”",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=14))
def test_references_are_sliced_ordered_and_behind_a_mention(marked: Marked, pieces: list[str]) -> None:
    text, mentions = marked("".join(pieces))
    _, found = references(marked, "".join(pieces))
    people = {m.start: m.text for m in mentions if m.label == "PERSON"}
    assert [r.start for r in found] == sorted({r.start for r in found})
    for r in found:
        assert text[r.start : r.end] == r.text and r.person_start < r.start
        assert people[r.person_start] == r.person

"""TITLE: positions, ranks and professional titles that a named person holds."""

from collections.abc import Callable

import pytest

Mentions = Callable[..., list[tuple[str, str]]]

TITLES = [
    # before the name, behind it, joined by a comma, a bracket, a verb
    ("校长秦望舒出席。", ["校长"]),
    ("秦望舒教授作报告。", ["教授"]),
    ("秦望舒，振海集团董事长。", ["董事长"]),
    ("秦望舒（清河大学校长）介绍。", ["校长"]),
    ("秦望舒任河北工业大学校长。", ["校长"]),
    ("任命秦望舒为副主任。", ["副主任"]),
    ("免去秦望舒的副主任职务。", ["副主任"]),
    # one span a position; a rank in brackets is left out
    ("振海集团党委书记、董事长白一舟致辞。", ["党委书记", "董事长"]),
    ("石家庄市财政局副主任（正局长级）柳明远到场。", ["副主任"]),
    # the organization is not part of it, nor are 原, 时任, 前, 拟任
    ("河北工业大学校长秦望舒出席。", ["校长"]),
    ("财政部副部长秦望舒出席。", ["副部长"]),
    ("教育部高等教育司司长秦望舒出席。", ["司长"]),
    ("清河大学经济管理学院院长秦望舒致辞。", ["院长"]),
    ("中共石家庄市委组织部部长秦望舒致辞。", ["部长"]),
    ("原副市长秦望舒被调查。", ["副市长"]),
    ("时任副省长秦望舒被查。", ["副省长"]),
    ("前总经理白一舟离职。", ["总经理"]),
    ("拟任市财政局局长秦望舒。", ["局长"]),
    # offices of the party and of places stay whole
    ("石家庄市委书记秦望舒调研。", ["市委书记"]),
    ("中共石家庄市委书记秦望舒调研。", ["书记"]),
    ("河北省副省长秦望舒调研。", ["副省长"]),
    ("常务副省长秦望舒出席。", ["常务副省长"]),
    ("龙岩市长柳明远出席。", ["市长"]),
    ("自治区主席秦望舒致辞。", ["自治区主席"]),
    ("党工委委员秦望舒致辞。", ["党工委委员"]),
    ("团委书记秦望舒、党组成员柳明远出席。", ["团委书记", "党组成员"]),
    ("组织部部长秦望舒致辞。", ["组织部部长"]),
    ("政法委书记柳明远出席。", ["政法委书记"]),
    ("和平村党支部书记柳明远说。", ["党支部书记"]),
    ("工会主席秦望舒致辞。", ["工会主席"]),
    (
        "村党支部书记柳明远说。",
        ["村党支部书记"],
    ),
    # what only narrows the post belongs to it: region, line of business, department of a company or hospital
    ("振海科技有限公司大中华区总裁白一舟致辞。", ["大中华区总裁"]),
    ("振海科技有限公司云计算事业部总经理白一舟致辞。", ["云计算事业部总经理"]),
    ("振海科技有限公司财务部副部长白一舟致辞。", ["财务部副部长"]),
    ("石家庄医院急诊科护士长丁小满说。", ["急诊科护士长"]),
    ("首席科学家秦望舒介绍。", ["首席科学家"]),
    # a department of whoever speaks
    ("电商中心总经理白一舟致辞。", ["电商中心总经理"]),
    ("振海集团企业文化部经理白一舟说。", ["企业文化部经理"]),
    # bylines, degrees and honours as forms of address
    ("记者 丁小满 摄影 白一舟", ["记者", "摄影"]),
    ("（记者 丁小满 通讯员 白一舟）", ["记者", "通讯员"]),
    ("秦望舒院士、柳明远博士作报告。", ["院士", "博士"]),
    ("律师秦望舒、作家柳明远对谈。", ["律师", "作家"]),
    # 长孙 is a surname too
    ("署长孙寿山出席。", ["署长"]),
    (
        "副署长孙寿山出席。",
        ["副署长"],
    ),
    # roles of nobody in particular
    ("与会嘉宾和专家代表参观了展厅。", []),
    ("企业家纷纷表示支持。", []),
    ("主持人宣布论坛开幕。", []),
    ("校长表示，学校将继续努力。", []),
    ("代表们听取了院长的报告。", []),
    ("张教授介绍了成果。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles_mentions(mentions: Mentions, text: str, expected: list[str]) -> None:
    assert mentions(text, "TITLE") == [(title, "TITLE") for title in expected]


OWNERS = [
    ("河北工业大学校长秦望舒出席。", [("河北工业大学", "ORG"), ("校长", "TITLE"), ("秦望舒", "PERSON")]),
    ("石家庄市委书记秦望舒调研。", [("石家庄", "LOC"), ("市委书记", "TITLE"), ("秦望舒", "PERSON")]),
    ("河北省副省长秦望舒调研。", [("河北省", "LOC"), ("副省长", "TITLE"), ("秦望舒", "PERSON")]),
    ("财政部副部长秦望舒出席。", [("财政部", "ORG"), ("副部长", "TITLE"), ("秦望舒", "PERSON")]),
    ("教育部高等教育司司长秦望舒出席。", [("教育部高等教育司", "ORG"), ("司长", "TITLE"), ("秦望舒", "PERSON")]),
    (
        "中共石家庄市委组织部部长秦望舒致辞。",
        [("中共石家庄市委组织部", "ORG"), ("部长", "TITLE"), ("秦望舒", "PERSON")],
    ),
    ("市委书记秦望舒主持会议。", [("市委书记", "TITLE"), ("秦望舒", "PERSON")]),
    (
        "清河大学经济管理学院院长秦望舒致辞。",
        [("清河大学经济管理学院", "ORG"), ("院长", "TITLE"), ("秦望舒", "PERSON")],
    ),
    (
        "石家庄医院急诊科护士长丁小满说。",
        [("石家庄医院", "ORG"), ("急诊科护士长", "TITLE"), ("丁小满", "PERSON")],
    ),
    (
        "振海科技有限公司大中华区总裁白一舟致辞。",
        [("振海科技有限公司", "ORG"), ("大中华区总裁", "TITLE"), ("白一舟", "PERSON")],
    ),
    (
        "振海科技有限公司财务部副部长白一舟致辞。",
        [("振海科技有限公司", "ORG"), ("财务部副部长", "TITLE"), ("白一舟", "PERSON")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_titles_part_from_their_organization_or_place(
    mentions: Mentions, text: str, expected: list[tuple[str, str]]
) -> None:
    assert mentions(text) == expected

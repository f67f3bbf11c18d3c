"""EVENT: conferences, forums, exhibitions, contests, festivals with a proper name."""

from collections.abc import Callable

import pytest

Mentions = Callable[..., list[tuple[str, str]]]

EVENTS = [
    # an edition, a place, an owner makes a name proper
    ("第十五届全国运动会开幕。", ["第十五届全国运动会"]),
    ("首届京津冀生物产业创新论坛在天津举行。", ["首届京津冀生物产业创新论坛"]),
    ("2026年世界机器人大会开幕。", ["2026年世界机器人大会"]),
    ("中国计算机学会2026年学术年会召开。", ["中国计算机学会2026年学术年会"]),
    ("北京马拉松开跑。", ["北京马拉松"]),
    ("中国农民丰收节启动。", ["中国农民丰收节"]),
    # well-known ones
    ("中央经济工作会议在北京举行。", ["中央经济工作会议"]),
    ("广交会开幕。", ["广交会"]),
    # a party congress is named with its owner
    ("党的十九大和二十届三中全会召开。", ["党的十九大", "二十届三中全会"]),
    # a session is named with its term and its place, an edition with whose it is; not with where it is held
    (
        "十四届全国人大三次会议、石家庄市第十五届人民代表大会常务委员会第九次会议、全国政协十四届二次会议召开。",
        ["十四届全国人大三次会议", "石家庄市第十五届人民代表大会常务委员会第九次会议", "全国政协十四届二次会议"],
    ),
    ("华东2018年创客大赛、全国第二届书法展、渭南政法网。", ["2018年创客大赛", "全国第二届书法展"]),
    ("石家庄市第三届科技创新大赛在河北省第一届菊花展期间举行。", ["石家庄市第三届科技创新大赛", "第一届菊花展"]),
    (
        "共青团河北省第十四次代表大会开幕，市四届人大九次会议召开。",
        ["共青团河北省第十四次代表大会", "市四届人大九次会议"],
    ),
    # the verb of opening is no part of the name
    (
        "首届大学生职业规划大赛开赛。",
        ["首届大学生职业规划大赛"],
    ),
    # what stands before a bracket is no owner of a generic head behind it
    (
        "燕赵晚报讯（记者 丁小满）论坛开幕。",
        [],
    ),
    # an edition or a place before a well-known name belongs to it
    ("第十四届全运会在西安开幕，第123届广交会闭幕。", ["第十四届全运会", "第123届广交会"]),
    # what it is for all of opens it
    ("全国田径锦标赛、亚洲象棋锦标赛举行。", ["全国田径锦标赛", "亚洲象棋锦标赛"]),
    # a name in quotation marks opens with its slogan
    ("“潮起东方——石家庄工业博览会”开幕。", ["潮起东方——石家庄工业博览会"]),
    # what is done about it stays outside
    ("青禾市法院收看北京马拉松开幕。", ["北京马拉松"]),
    # jieba may glue a word to it
    ("首届中国农民丰收节在苏州启动。", ["首届中国农民丰收节"]),
    # words that end like a head, a festival, a squad of police, an organizing committee
    (
        "2019年后发展迅速，2018年中秋节聚会，高速交警十一大队、北京马拉松组委会、全运会组委会、奥运会江浦赛区组委会通报。",
        [],
    ),
    # a short form in a bracket right behind it
    (
        "2026青禾人工智能大会（QAIC 2026）开幕，第五届青禾纳米博览会（青纳会）同期举行，青纳会闭幕。",
        ["2026青禾人工智能大会", "QAIC 2026", "第五届青禾纳米博览会", "青纳会", "青纳会"],
    ),
    (
        "2026青禾人工智能大会（北京）、第五届青禾纳米博览会（决赛）举行。",
        ["2026青禾人工智能大会", "第五届青禾纳米博览会"],
    ),
    # generic ones
    ("本次论坛由协会主办，会议开了两天。", []),
    ("论坛开幕，大会闭幕，本届大会和此次博览会成功举办。", []),
    ("年会、座谈会、培训会陆续召开。", []),
    ("惠农工程启动。", []),
    ("“十大品牌”发布，金穗奖颁发。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_events_mentions(mentions: Mentions, text: str, expected: list[str]) -> None:
    assert mentions(text, "EVENT") == [(name, "EVENT") for name in expected]


NESTING = [
    # values inside an event or work are annotated too; people, organizations, places are not
    ("2026年世界机器人大会开幕。", [("2026年世界机器人大会", "EVENT"), ("2026年", "DATE")]),
    (
        "签署《北京市合作协议（2026-2030年）》。",
        [("《北京市合作协议（2026-2030年）》", "WORK"), ("2026-2030年", "DATE")],
    ),
    ("北京马拉松开跑。", [("北京马拉松", "EVENT")]),
]


@pytest.mark.parametrize(("text", "expected"), NESTING)
def test_events_and_works_hold_values_only(mentions: Mentions, text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text) == expected

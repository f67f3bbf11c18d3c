"""Names with what belongs to them on either side: the piece in the text, marked ⟦⟧, and the whole name."""

import pytest

from pipeline.normalize.fold import fold
from pipeline.tag.repair import repaired
from pipeline.tag.widen import widened

WHOLE: list[tuple[str, str, str]] = [
    # a cup or motto before the edition, the year or the meeting behind the name, the leg of a tour
    ("“云杉杯”⟦第六届技能大赛⟧举行", "EVENT", "“云杉杯”第六届技能大赛"),
    ("参加“云杉杯”⟦技能大赛⟧举行", "EVENT", "技能大赛"),
    ("⟦云杉开发者大会⟧2026在鹭岛举办", "EVENT", "云杉开发者大会2026"),
    ("⟦云杉氢能大会⟧（2026）举办", "EVENT", "云杉氢能大会（2026）"),
    ("⟦云杉开发者大会⟧2026年举办", "EVENT", "云杉开发者大会"),
    ("⟦云杉论坛⟧2026年年会开幕", "EVENT", "云杉论坛2026年年会"),
    ("⟦云杉论坛⟧第九届部长级会议", "EVENT", "云杉论坛第九届部长级会议"),
    ("⟦云杉互联网大会⟧乌镇峰会开幕", "EVENT", "云杉互联网大会乌镇峰会"),
    ("⟦云杉钻石联赛⟧厦门站开赛", "EVENT", "云杉钻石联赛厦门站"),
    # whose session it is
    ("⟦八届十一次全会⟧", "EVENT", "八届十一次全会"),
    ("市委⟦八届十一次全会⟧强调", "EVENT", "市委八届十一次全会"),
    ("青岛市纪委⟦八届六次全会⟧召开", "EVENT", "青岛市纪委八届六次全会"),
    ("中国共产党⟦云杉省第十二届委员会第八次全体会议⟧", "EVENT", "中国共产党云杉省第十二届委员会第八次全体会议"),
    ("政协⟦云杉市第十届委员会第五次会议⟧", "EVENT", "政协云杉市第十届委员会第五次会议"),
    ("中国人民政治协商会议云杉⟦市第十届委员会第五次会议⟧", "EVENT", "中国人民政治协商会议云杉市第十届委员会第五次会议"),
    ("庆祝云杉大学成立⟦105周年大会⟧", "EVENT", "庆祝云杉大学成立105周年大会"),
    ("首届中国—⟦中亚合作论坛⟧", "EVENT", "首届中国—中亚合作论坛"),
    # organizations
    ("⟦云杉大学⟧（深圳）教授", "ORG", "云杉大学（深圳）"),
    ("⟦云杉大学⟧（简称云大）", "ORG", "云杉大学"),
    ("中国—⟦东盟农业合作中心⟧揭牌", "ORG", "中国—东盟农业合作中心"),
    ("⟦最高人民法院⟧第二巡回法庭", "ORG", "最高人民法院第二巡回法庭"),
    ("⟦云杉会展中心⟧（上海）", "ORG", "云杉会展中心（上海）"),
    ("⟦云杉创作中心⟧（上海）", "ORG", "云杉创作中心"),
    # places
    ("⟦青雀山⟧国家级自然保护区", "LOC", "青雀山国家级自然保护区"),
    ("⟦云杉⟧麋鹿国家级自然保护区", "LOC", "云杉麋鹿国家级自然保护区"),
    ("⟦中国⟧（浙江）自由贸易试验区宁波片区", "LOC", "中国（浙江）自由贸易试验区宁波片区"),
    ("中国—⟦白俄罗斯工业园⟧", "LOC", "中国—白俄罗斯工业园"),
    ("中国—⟦白俄罗斯⟧", "LOC", "白俄罗斯"),
    ("青岛市⟦云杉路⟧四段甲11号鹭岛大厦6楼", "LOC", "云杉路四段甲11号鹭岛大厦6楼"),
    ("⟦黄河兰州⟧段水位", "LOC", "黄河兰州段"),
]
REPAIRED: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("⟦云杉大学共建汽车工程研究院⟧", "ORG", [("云杉大学", "ORG"), ("汽车工程研究院", "ORG")]),
    ("⟦云杉大学共同建设茶叶研究院⟧", "ORG", [("云杉大学", "ORG"), ("茶叶研究院", "ORG")]),
    ("鹭岛州残联⟦协办⟧单位", "ORG", []),
    ("⟦中国建设银行⟧", "ORG", [("中国建设银行", "ORG")]),
    ("江苏、⟦安徽三省生态环境厅⟧", "ORG", [("安徽", "LOC")]),
    ("⟦云杉三地药监局⟧", "ORG", []),
    ("⟦云杉市第二市区人民检察院⟧", "ORG", [("云杉市第二市区人民检察院", "ORG")]),
    ("⟦苏浙皖三省⟧专家", "LOC", [("苏浙皖", "LOC")]),
    ("⟦沪苏浙皖三省一市⟧", "LOC", [("沪苏浙皖", "LOC")]),
    ("云杉联赛⟦厦门站⟧开赛", "LOC", []),
    ("抵达⟦厦门站⟧", "LOC", [("厦门站", "LOC")]),
    ("最高人民法院⟦第二巡回法庭庭长⟧", "TITLE", [("庭长", "TITLE")]),
]


def split(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return marked.replace("⟦", "").replace("⟧", ""), start, end


@pytest.mark.parametrize(("marked", "label", "whole"), WHOLE)
def test_widened(marked: str, label: str, whole: str) -> None:
    text, start, end = split(marked)
    begin, stop = widened(fold(text), start, end, label)
    assert text[begin:stop] == whole


@pytest.mark.parametrize(("marked", "label", "pieces"), REPAIRED)
def test_repaired(marked: str, label: str, pieces: list[tuple[str, str]]) -> None:
    text, start, end = split(marked)
    assert [(text[begin:stop], kind) for begin, stop, kind in repaired(fold(text), start, end, label)] == pieces

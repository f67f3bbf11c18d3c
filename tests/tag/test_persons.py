"""PERSON: personal names without their titles."""

from collections.abc import Callable

import pytest

from pipeline.tag.persons import person

Mentions = Callable[..., list[tuple[str, str]]]

PERSONS = [
    # whom an organ appoints or dismisses, line by line too
    (
        "决定任命：\n　　马　军为青禾市副市长。\n免去：\n　　严正的市财政局局长职务；\n　　单既明的省信访局副局长职务。",
        ["马　军", "严正", "单既明"],
    ),
    ("会议决定免去高山同志的市财政局局长职务。", ["高山"]),
    ("今年为关键一年，公司任命方向为总经理。", []),
    # who issued a document, and people by the family name
    ("按照《通知》（叶政〔2018〕12号）办理。", []),
    ("我是金哥，王姐也来了。", []),
    ("病变限于某一部位，对于某些人无效，于某承认了。", ["于某"]),
    # Chinese names in every setting
    ("会议由李晓棠主持。", ["李晓棠"]),
    ("秦望舒指出，要抓好落实。", ["秦望舒"]),
    ("副省长秦望舒、柳明远出席。", ["秦望舒", "柳明远"]),
    ("秦望舒院士作报告。", ["秦望舒"]),
    ("上官婉晴、诸葛长风出席会议。", ["上官婉晴", "诸葛长风"]),
    (
        "会议由欧阳修远主持。",
        ["欧阳修远"],
    ),
    ("司马南星教授作报告。", ["司马南星"]),
    ("记者 丁小满 摄影 白一舟", ["丁小满", "白一舟"]),
    # transliterated and Latin ones; inner dots, blanks belong to the name
    ("阿依古丽·买买提主任介绍了情况。", ["阿依古丽·买买提"]),
    ("法国总统阿兰·德尚访华。", ["阿兰·德尚"]),
    ("阿曼古丽汗·依明江介绍了情况。", ["阿曼古丽汗·依明江"]),
    # and what the foreigner is called by later
    ("法国总统阿兰·德尚访华。德尚说，合作很好。", ["阿兰·德尚", "德尚"]),
    ("首席执行官Amélie Fournier到会。Fournier说，合作很好。", ["Amélie Fournier", "Fournier"]),
    ("首席执行官Amélie Wu到会。Wu型机床也到了。", ["Amélie Wu"]),
    ("首席执行官Peter Hansen出席。", ["Peter Hansen"]),
    # where somebody stands in a photograph is no name
    ("舒赫拉特·卡里莫夫（右一）与约翰·史密斯（左三）握手。", ["舒赫拉特·卡里莫夫", "约翰·史密斯"]),
    # a second name in brackets is a name of its own
    ("首席执行官Peter Hansen（韩思远）出席。", ["Peter Hansen", "韩思远"]),
    ("韩思远（Peter Hansen）出席。", ["韩思远", "Peter Hansen"]),
    # anonymized names count
    ("被告人钱某被判处罚款。", ["钱某"]),
    ("原告梁某某与王某甲达成和解。", ["梁某某", "王某甲"]),
    ("其妻张某1、女儿李某3到庭，赵某30万元、孙某2000元。", ["张某1", "李某3", "赵某", "孙某"]),
    # a name is found again where nothing introduces it
    ("校长秦望舒出席。会后，大家围着秦望舒提问。", ["秦望舒", "秦望舒"]),
    # the surname of two characters is not cut out of a title
    ("署长孙寿山出席。", ["孙寿山"]),
    (
        "副署长孙寿山出席。",
        ["孙寿山"],
    ),
    # surname and honorific without a given name are not annotated
    ("王先生说，他很满意。", []),
    ("李总表示感谢。", []),
    ("张教授介绍了成果。", []),
    ("赵女士和钱老师到场。", []),
    # names inside names do not count
    ("他毕业于鲁迅文学院。", []),
    (
        "袁隆平院士工作站揭牌。",
        [],
    ),
    # a preposition or a verb behind what may be a title begins no name
    ("申报会计师为安衡会计师事务所。", []),
    ("老师常拿他开玩笑。", []),
    # the name of a prize
    ("金穗奖颁发。", []),
    ("秦望舒（左四）等人合影。刑一庭庭长到场。", ["秦望舒"]),
    # words that begin with a surname
    ("高山流水，黎明时分。", []),
    ("高兴地表示，张开双臂，方便群众。", []),
    ("与会嘉宾参观了展厅。", []),
    ("石家庄市、黄河、马鞍山。", []),
    ("秦望舒、华东医科大学附属第二医院药师柳明远出席。", ["秦望舒", "柳明远"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons_mentions(mentions: Mentions, text: str, expected: list[str]) -> None:
    assert mentions(text, "PERSON") == [(name, "PERSON") for name in expected]


@pytest.mark.parametrize(
    "text",
    ["会后，孙寿山·柳明远", "孙寿山·", "孙寿山·\n论坛开幕。"],
)
def test_persons_name_with_a_dot_stays_in_its_line(text: str) -> None:
    assert all(c.end <= len(text) and "\n" not in text[c.start : c.end] for c in person.find(text))

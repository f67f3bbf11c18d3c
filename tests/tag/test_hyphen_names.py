"""PERSON: foreign names with a hyphen between their parts, which joins other things as well."""

from collections.abc import Callable

import pytest

from pipeline.segment import Passage
from pipeline.tag.hyphen_names import hyphen_names

Mentions = Callable[..., list[tuple[str, str]]]

NAMES = [
    ("主帅亨里克-罗西承受着压力。", ["亨里克-罗西"]),
    ("他与克里斯－卡莱尔和马库斯-弗里德尔同组。", ["克里斯－卡莱尔", "马库斯-弗里德尔"]),
    ("2015年里卡多-福勒夺冠。", ["里卡多-福勒"]),
    ("里卡多-福勒夺冠", ["里卡多-福勒"]),
    # words, places and media side by side, and what is named for somebody
    ("来源：鲁中网-鲁中晨报", []),
    ("上海-南京，内蒙古-山东，西安-兰州-银川。", []),
    ("西部的开伯尔-普什图省发生事故。", []),
    ("纳戈尔诺-卡拉巴赫发生冲突。", []),
    ("罗伯特-莫尔有限公司成立，洛克希德-马丁交货。", []),
    ("社会-频道-精选", []),
    ("-", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_hyphen_names(text: str, names: list[str]) -> None:
    assert [text[form.start : form.end] for form in hyphen_names(Passage.of(text))] == names


def test_hyphen_names_and_what_their_owners_are_called_later(mentions: Mentions) -> None:
    text = "主帅亨里克-罗西承受着压力。罗西说，合作很好。"
    assert mentions(text, "PERSON") == [("亨里克-罗西", "PERSON"), ("罗西", "PERSON")]

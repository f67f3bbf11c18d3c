"""Sections: what each line of a release is for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment.sections import classify_lines

RELEASE = [
    ("title", "青禾市举办智慧农业论坛"),
    ("dateline", "发布时间：2026-03-02 09:00  来源：青禾日报"),
    ("body", "3月1日，智慧农业论坛在青禾市开幕，来自各地的代表出席。"),
    ("heading", "一、搭建合作平台"),
    ("body", "论坛设四个分会场，共签约十二个项目。"),
    ("body", "活动现场气氛热烈，大家围绕主题深入交流，既谈经验也谈问题，既看当下也看长远，纷纷表示今后还要多来往"),
    ("credits", "供稿：宣传科"),
    ("credits", "（责任编辑：丁小满）"),
]

FIRST_LINES = [
    ("title", "青禾市举办智慧农业论坛"),
    ("title", "我市举办“金穗杯”技能大赛"),
    ("body", "论坛今天开幕。"),
    ("body", "论坛今天开幕，代表出席，"),
    ("body", "论坛" * 40),
    ("dateline", "发布日期：2026年3月2日"),
    ("dateline", "来源：青禾日报"),
    ("dateline", "2026-03-02 09:00 来源：青禾日报"),
]

LATER_LINES = [
    ("heading", "合作成果"),
    ("heading", "（二）项目签约"),
    ("body", "项目签约。"),
    ("body", "现将有关事项通知如下："),
    ("body", "合作" * 30),
    ("credits", "责任编辑：丁小满"),
    ("credits", "摄影：白一舟"),
    ("credits", "图文：白一舟"),
    ("body", "责任编辑工作十分重要，要继续做好。"),
    ("body", "记者从会上获悉，项目已经开工。"),
]


def sections(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    return classify_lines(text, [match.span() for match in re.finditer(r"[^\n]+", text)])


def test_sections_of_a_release() -> None:
    assert sections([line for _, line in RELEASE]) == [section for section, _ in RELEASE]


@pytest.mark.parametrize(("section", "line"), FIRST_LINES)
def test_sections_first_line(section: str, line: str) -> None:
    assert sections([line, *(line for _, line in RELEASE[2:])])[0] == section


@pytest.mark.parametrize(("section", "line"), LATER_LINES)
def test_sections_later_line(section: str, line: str) -> None:
    lines = [line for _, line in RELEASE[:5]]
    assert sections([*lines, line])[-1] == section


@settings(deadline=None)  # the first example loads tables
@given(st.lists(st.text(alphabet="甲：。编辑来源2026-03-02 a（", min_size=1).filter(str.strip), max_size=8))
def test_sections_give_each_line_one_name(lines: list[str]) -> None:
    assert len(sections(lines)) == len(lines)
    assert set(sections(lines)) <= {"title", "heading", "dateline", "credits", "body"}

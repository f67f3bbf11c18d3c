"""What programs left in a text is blank for extractors, at unchanged offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.segment import split_sentences
from pipeline.segment.residue import content_of, find_residue

RESIDUE = [
    "[bookmark: _GoBack]",
    "[bookmark:_Toc512]",
    "[Image: 某市市长张三.png]",
    "_GoBack",
    "_Toc51234567",
    'HYPERLINK "http://www.example.com/a.html" \\t "_blank"',
    'HYPERLINK "http://www.example.com/"',
    "PAGEREF _Toc51234567 \\h",
    'TOC \\o "1-3" \\h \\z \\u',
    "PAGE \\* MERGEFORMAT",
    'DATE \\@ "yyyy年M月d日"',
    "<br/>",
    '<p style="text-indent:2em">',
    "</P>",
    "&nbsp;",
    "&#12288;",
    "\\t",
]
CONTENT = [
    "[1]",
    "[记者：张三]",
    "[注：2026年数据]",
    "GO_BACK",
    "市场_Toc",
    "HYPERLINK 公司",
    "3<5>2",
    "<合成生物学>",
    "AT&T;",
    "R&amp;D",
    "PAGE 公司",
    "TIME “年度人物”",
    "“十四五”",
    "C:\\news",
]


@pytest.mark.parametrize("residue", RESIDUE)
def test_residue_is_blank_and_the_rest_stays(residue: str) -> None:
    text = f"会议\n{residue}作出部署{residue}。"
    assert content_of(text) == text.replace(residue, " " * len(residue))
    assert find_residue(text) == [(3, 3 + len(residue)), (7 + len(residue), 7 + 2 * len(residue))]


@pytest.mark.parametrize("escape", ["\\n", "\\r"])
def test_a_line_break_written_as_two_characters_breaks_the_line(escape: str) -> None:
    text = f"编辑：秦望舒{escape}青禾市3月27日举行论坛。"
    assert content_of(text) == text.replace(escape, "\n ")
    assert find_residue(text) == [(6, 8)]
    assert [text[s.start : s.end] for s in split_sentences(text)] == ["编辑：秦望舒", "青禾市3月27日举行论坛。"]


@pytest.mark.parametrize("content", CONTENT)
def test_what_people_write_stays(content: str) -> None:
    assert content_of(f"会议{content}作出部署。") == f"会议{content}作出部署。"


@given(st.text(st.sampled_from('[]<>&;_"\\ :：bookmarkTocGBpDATE123会议\r\n'), max_size=60))
def test_length_and_line_breaks_stay(text: str) -> None:
    content = content_of(text)
    assert len(content) == len(text)
    for at, (new, old) in enumerate(zip(content, text, strict=True)):
        assert new in (old, " ") or (new == "\n" and text[at : at + 2] in ("\\n", "\\r"))
        assert new == old or old not in "\r\n"


def test_no_mention_holds_residue() -> None:
    text = (
        "某市举行论坛\n[bookmark: _GoBack]校长谭天伟[image: 副市长王建国3月27日.png]出席。\n"
        "<p>投资16亿元</p>，Arnout[bookmark: x]Jacobs致辞，PAGEREF _Toc2026 \\h结束。"
    )
    record = pipeline.extract(text)
    found = {span.text for span in record.spans}
    assert {"校长", "谭天伟", "16亿元"} <= found
    assert record.text == text and all(text[s.start : s.end] == s.text for s in record.spans)
    residue = find_residue(text)
    assert not [s.text for s in record.spans for start, end in residue if s.start < end and start < s.end]
    assert [text[s.start : s.start + 5] for s in record.sentences] == ["某市举行论", "校长谭天伟", "投资16亿"]


@pytest.mark.parametrize("line", ["[bookmark: _GoBack]", "_Toc51234567", "<br/>"])
def test_a_line_of_residue_is_no_title(line: str) -> None:
    assert pipeline.extract(f"{line}\n某市举行论坛\n论坛在京举行。").title == "某市举行论坛"

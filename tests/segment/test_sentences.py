"""Sentences: the table shows each text with `|` at the cuts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import split_sentences

CUTS = [
    # a terminal ends a sentence, with those that follow it
    "大会开幕。|代表入场。",
    "成了！|真的？|真的……|就这样吧",
    "怎么会？！|不信。",
    # a comma, a semicolon, a colon do not
    "上午开会，下午签约；晚上总结：收获很大。",
    # closing quotes and brackets go with the sentence
    "他说：“明天见。”|",
    "“今天签约。”他说。",
    "“今天签约。” |“明天开工。”",
    # not inside brackets and quotes that close on the line
    "他说（是的。没错）。|大家鼓掌。",
    "《何去？何从！》一书出版。|",
    # a bracket that stands alone is a sentence of its own
    "（全文完。）|谢谢。",
    "他走了。|（完。）|谢谢。",
    # a bracket that nobody closes holds nothing
    "他说（是的。|没错。",
    "是的）。|没错。",
    # the point of a decimal, of an address, of an English name is no terminal
    "增长3.5%，网址www.example.cn，邮箱a.b@example.cn。|",
    "J. 史密森来访。|",
    # a question mark inside an address
    "见https://example.cn/?id=1！|好。",
    # line breaks end a sentence, whatever stands before them
    "第一行没有句号\n|第二行也没有",
    "第一行。\r\n|\u3000\u3000第二行。",
]


@pytest.mark.parametrize("marked", CUTS)
def test_sentences_cuts(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[s.start : s.end] for s in split_sentences(text)]
    assert found == [piece.strip() for piece in marked.split("|") if piece.strip()]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000\n\t\n"])
def test_sentences_of_blank_text(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.parametrize(("length", "count"), [(100, 1), (900, 2)])
def test_sentences_a_bracket_that_closes_far_away_does_not_hold(length: int, count: int) -> None:
    text = f"报告（开头。{'略' * length}）结尾。"
    assert len(split_sentences(text)) == count


@settings(deadline=None)  # the first example loads tables
@given(st.text(alphabet="甲乙。！？!?…“”（）()《》 \n\r\u3000a.", max_size=60))
def test_sentences_cover_all_text_in_order(text: str) -> None:
    sentences = split_sentences(text)
    ends = [0, *(s.end for s in sentences)]
    starts = [*(s.start for s in sentences), len(text)]
    assert all(s.start < s.end for s in sentences)
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in sentences)
    assert not any(mark in text[s.start : s.end] for s in sentences for mark in "\r\n")


@settings(deadline=None)  # the first example loads tables
@given(st.text(max_size=60))
def test_sentences_never_raise(text: str) -> None:
    assert all(0 <= s.start < s.end <= len(text) for s in split_sentences(text))


def test_sentences_carry_the_section_of_their_line() -> None:
    text = "青禾市办论坛\n3月2日，论坛开幕。代表出席。\n责任编辑：丁小满"
    assert [s.section for s in split_sentences(text)] == ["title", "body", "body", "credits"]

"""Amounts and times in context as a whole: what is added to mentions, and that any text is read."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link import with_contexts
from pipeline.schema import AMOUNT_LABELS, TIME_LABELS, Span
from pipeline.segment import Passage

NOUNS = ["公司", "营业收入", "学生", "3亿元", "21%", "50名", "2025年", "三年"]
VERBS = ["增长", "达", "占", "表示", "上市", "进行", "超出"]
OTHERS = [
    "的",
    "由",
    "至",
    "在",
    "每",
    "与",
    "了",
    "其余",
    "，",
    "。",
    "、",
    "（",
    "）",
    "“",
    "”",
    "\n",
    "\u3000",
    " ",
    "🙂",
]
TEXTS = st.lists(st.sampled_from(NOUNS + VERBS + OTHERS), max_size=30).map("".join)


def mentions_of(text: str) -> list[Span]:
    passage = Passage.of(text)
    found = [*passage.amounts, *passage.times]
    return [Span(f.start, f.end, f.text, f.kind, norm=f.norm) for f in found if f.kind in AMOUNT_LABELS | TIME_LABELS]


@settings(deadline=None)  # the first text loads the dictionary
@given(TEXTS)
def test_any_text_is_read_and_what_is_said_is_a_slice_of_its_sentence(text: str) -> None:
    sentences, mentions = Passage.of(text).sentences, mentions_of(text)
    read = with_contexts(text, sentences, mentions, ())
    assert [span.key for span in read] == [span.key for span in mentions]
    for span in read:
        (own,) = [text[s.start : s.end] for s in sentences if s.start <= span.start < s.end]
        assert (span.role or "") in own and (span.event or "") in own
        assert (span.event is None) if span.label in AMOUNT_LABELS else (span.role is None and span.subject is None)


@settings(deadline=None)
@given(TEXTS)
def test_the_words_of_the_document_change_nothing_but_the_time_that_it_takes(text: str) -> None:
    passage, mentions = Passage.of(text), mentions_of(text)
    read = with_contexts(text, passage.sentences, mentions, ())
    assert with_contexts(text, passage.sentences, mentions, (), passage.words) == read


def test_words_that_a_figure_would_cut_differently_are_cut_without_it() -> None:
    text = "在线人数冲到128.6万人，温差压到0.1℃以内。"
    passage, mentions = Passage.of(text), mentions_of(text)
    said = {m.text: m.role for m in with_contexts(text, passage.sentences, mentions, (), passage.words)}
    assert said == {m.text: m.role for m in with_contexts(text, passage.sentences, mentions, ())}


def test_a_time_or_amount_inside_a_name_says_nothing() -> None:
    text = "《2025年3万个岗位方案》今天发布。"
    names = [Span(0, 13, text[:13], "WORK"), *mentions_of(text)]
    said = {span.text: (span.role, span.event) for span in with_contexts(text, Passage.of(text).sentences, names, ())}
    assert said == {text[:13]: (None, None), "2025年": (None, None), "3万个": (None, None), "今天": (None, "发布")}


def test_traditional_and_full_width_text_is_read_and_given_back_as_it_stands() -> None:
    text = "營業收入達１８億元，同比增長２１％；今日開業。"
    said = {m.text: m.role or m.event for m in with_contexts(text, Passage.of(text).sentences, mentions_of(text), ())}
    assert said == {"１８億元": "營業收入", "２１％": "同比增長", "今日": "開業"}


def test_a_span_in_context_keeps_all_else() -> None:
    span = Span(
        0, 3, "3亿元", "MONEY", "m1", {"value": "3"}, {"value": "4"}, True, 0.5, "money", 2, "振海", "a", "b", "c"
    )
    assert span.in_context("投资", "振海集团", None) == replace(span, role="投资", subject="振海集团", event=None)
    assert span.with_entity("振海集团") == replace(span, entity="振海集团")

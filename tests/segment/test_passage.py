"""Passage: the layers of a document agree with each other."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import Passage
from pipeline.segment.residue import content_of

TEXT = "青禾市农业局副局长柳青出席。\n签约３亿元。"


@pytest.mark.parametrize(
    ("text", "folded"), [("３．５％", "3.5%"), ("簽約", "签约"), ("ＡＢＣ", "ABC"), ("签约。", "签约。"), ("", "")]
)
def test_passage_folded(text: str, folded: str) -> None:
    assert Passage.of(text).folded == folded


@settings(deadline=None)  # the first example loads tables
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_passage_layers_of_any_text(text: str) -> None:
    passage = Passage.of(text)
    assert passage.text == content_of(text) and len(passage.folded) == len(text)
    assert "".join(text[start:end] for start, end in passage.words) == text
    assert passage.word_starts == {start for start, _ in passage.words}
    assert passage.word_end_set == set(passage.word_ends)
    assert all(text[item.start : item.end] == item.text for item in (*passage.amounts, *passage.times))


@settings(deadline=None)  # the first example loads tables
@given(st.text(alphabet="签约３亿元。农业局\n", max_size=30))
def test_passage_words_at_offsets(text: str) -> None:
    passage = Passage.of(text)
    for offset in range(len(text) + 1):
        assert passage.word_ending_at(offset) == next(
            (passage.folded[s:e] for s, e in passage.words if e == offset), ""
        )
        assert passage.word_starting_at(offset) == next(
            (passage.folded[s:e] for s, e in passage.words if s == offset), ""
        )


def test_passage_sentence_at() -> None:
    passage = Passage.of(TEXT)
    first, second = passage.sentences
    assert [passage.sentence_at(i) for i in (first.start, first.end - 1, first.end, second.start)] == [0, 0, 0, 1]
    assert Passage.of("").sentence_at(0) == 0


def test_passage_values_are_resolved_against_its_date() -> None:
    amounts, times = Passage.of(TEXT).amounts, Passage.of("昨日签约。", date(2026, 3, 2)).times
    assert [(item.text, item.norm) for item in amounts] == [
        ("３亿元", {"value": 300000000, "unit": "CNY", "bound": "="})
    ]
    assert [(item.text, item.norm) for item in times] == [("昨日", {"start": "2026-03-01", "end": "2026-03-01"})]
    assert "start" not in Passage.of("昨日签约。").times[0].norm


def test_passage_memo_runs_an_analysis_once() -> None:
    calls: list[str] = []

    def analysis(passage: Passage) -> int:
        calls.append(passage.text)
        return len(passage.text)

    passage = Passage.of(TEXT)
    assert [passage.memo(analysis), passage.memo(analysis)] == [len(TEXT)] * 2
    assert calls == [TEXT]
    assert Passage.of("别的").memo(analysis) == 2

"""Words that no dictionary has: those of jieba's own model."""

from itertools import accumulate

import jieba.finalseg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment.unlisted import word_ends

MIXED = st.text(st.sampled_from("云杉坪寿山长孙的一了鬱龘㐂𠮷3.5%a٣ _-，"), max_size=30)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=12)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("", []),
        ("坪", [1]),
        ("云杉坪", [3]),
        ("3.5%", [4]),
        ("a.b", [1, 2, 3]),
        ("长3%%", [1, 3, 4]),
    ],
)
def test_unlisted_word_ends(text: str, ends: list[int]) -> None:
    assert word_ends(text) == ends
    assert word_ends(text, 10) == [10 + end for end in ends]


@settings(deadline=None, max_examples=300)  # the first example loads tables
@given(MIXED | HAN)
def test_unlisted_words_are_those_of_jieba(text: str) -> None:
    assert word_ends(text) == list(accumulate(map(len, jieba.finalseg.cut(text))))

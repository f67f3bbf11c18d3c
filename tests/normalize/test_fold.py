"""Folding keeps the length and every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２％", "12%"),
        ("全　角", "全 角"),
        ("兩億餘個", "两亿余个"),
        ("abc中文", "abc中文"),
        ("", ""),
        ("￥5", "￥5"),
        ("\ud800１", "\ud8001"),
        ("\0１\n", "\0001\n"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_same_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_idempotent_on_width(text: str) -> None:
    assert not any("\uff01" <= char <= "\uff5e" for char in fold(text))

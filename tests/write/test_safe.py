"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.safe import MAX_CELL, original, safe


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", ""),
        ("张三", "张三"),
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://a.example","好")', '\'=HYPERLINK("http://a.example","好")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+86 10 8888", "'+86 10 8888"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("＝1+1", "'＝1+1"),
        ("  =1+1", "'  =1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'90年代", "''90年代"),
        ("-5", "-5"),
        ("-3.5%", "-3.5%"),
        ("-5 ℃", "'-5 ℃"),
        ("=", "="),
        ("-", "-"),
        (">=", ">="),
        ("<~", "<~"),
        ("2026-03-27/..", "2026-03-27/.."),
        ("a=b", "a=b"),
        ("a\0b\x1b\x7f", "a␀b␛␡"),
        ("a\ud800\ufffe\x85b", "a\ufffd\ufffd\ufffdb"),
        ("\0=1+1", "␀=1+1"),
        ("行\r\n行", "行\r\n行"),
    ],
)
def test_safe(text: str, cell: str) -> None:
    assert safe(text) == cell


def test_safe_cuts_what_excel_would_spread() -> None:
    assert len(safe("字" * 40_000)) == MAX_CELL
    assert len(safe("=" * 40_000)) <= 32_767


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("=+-@'\t\r\n ＝1"), max_size=40))
def test_original_undoes_safe(text: str) -> None:
    cell = safe(text)
    assert original(cell) == text
    assert len(cell) < 2 or cell[0] not in "=+@\t\r＝"

"""Document ids."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.ids import MAX_BYTES, document_ids


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        ("dev-001.txt", "dev-001"),
        ("000_7018f4a92c680c3f.txt", "000_7018f4a92c680c3f"),
        ("某市 发布会（终稿）.txt", "某市_发布会_终稿"),
        ("dev-001.gold.json", "dev-001.gold"),
        ("0012.txt", "doc-0012"),
        ("0:0.txt", "doc-0_0"),
        ("20260327.txt", "doc-20260327"),
        ("2026-03-27.txt", "doc-2026-03-27"),
        ("3月27日.txt", "doc-3月27日"),
        ("1e5.txt", "doc-1e5"),
        ("MAR1.txt", "doc-MAR1"),
        ("1-mar.txt", "doc-1-mar"),
        ("market.txt", "market"),
        ("TRUE.txt", "doc-TRUE"),
        ("nan.txt", "doc-nan"),
        ("con.txt", "doc-con"),
        ("=SUM(A1).txt", "SUM_A1"),
        ("-5 折.txt", "5_折"),
        ("+8.txt", "doc-8"),
        ("../x/a.b.txt", "a.b"),
    ],
)
def test_id_of_a_name(name: str, doc_id: str) -> None:
    assert document_ids([Path(name)]) == [doc_id]


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["x/a.txt", "x/a.json"], ["a-txt", "a-json"]),
        (["x/a.txt", "y/a.txt", "b.txt"], ["a-x", "a-y", "b"]),
        (["x/a.txt", "x/a.json", "y/a.txt"], ["a-x-txt", "a-x-json", "a-y-txt"]),
        (["a.txt", "a.json", "a-txt.md"], None),
        (["x/A.txt", "x/a.txt"], None),
        (["p/x/a.txt", "q/x/a.txt"], None),
        (["a b.txt", "a_b.txt"], None),
    ],
)
def test_ids_of_the_same_stem(paths: list[str], ids: list[str] | None) -> None:
    found = document_ids([Path(path) for path in paths])
    assert ids is None or found == ids
    assert len({name.casefold() for name in found}) == len(paths)
    # The order of the input decides nothing.
    assert document_ids([Path(path) for path in reversed(paths)]) == found[::-1]


def test_long_names_are_cut() -> None:
    one, two = document_ids([Path("新" * 300 + "a.txt"), Path("新" * 300 + "b.txt")])
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= MAX_BYTES


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1).filter(lambda name: name not in (".", "..")))
def test_ids_survive_pandas_and_spreadsheets(name: str) -> None:
    (doc_id,) = document_ids([Path(name)])
    assert doc_id and doc_id[0] not in "=+-@'" and "/" not in doc_id and doc_id == doc_id.strip()
    doc_id.encode("utf-8")
    assert isinstance(pd.Series([doc_id]).str.strip()[0], str)
    with pytest.raises(ValueError):
        float(doc_id)

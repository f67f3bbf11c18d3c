"""Fields of a CSV file: those that the csv module writes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.csv_format import field

CELLS = st.text(st.sampled_from('甲乙,"\r\n\t ;1'), max_size=6)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("甲", "甲"),
        ("", ""),
        ("甲,乙", '"甲,乙"'),
        ("甲，乙", "甲，乙"),
        ('"甲"', '"""甲"""'),
        ("甲\n乙", '"甲\n乙"'),
        ("\r", '"\r"'),
    ],
)
def test_field(cell: str, written: str) -> None:
    assert field(cell) == written


@given(st.lists(CELLS, min_size=2, max_size=4))
def test_fields_are_those_of_the_csv_module(cells: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    assert ",".join(map(field, cells)) + "\r\n" == out.getvalue()
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == cells

"""Normalized values as readable text."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.norms import duration, json_number, number, readable


@pytest.mark.parametrize(
    ("norm", "text"),
    [
        ({"value": 147000000, "unit": "CNY", "bound": "="}, "147000000 CNY"),
        ({"value": 1e16, "unit": "CNY", "bound": "="}, "10000000000000000 CNY"),
        ({"value": Decimal("38.50"), "unit": "CNY/亩"}, "38.5 CNY/亩"),
        ({"min": 1000000000, "max": 10000000000, "unit": "CNY", "bound": "~"}, "1000000000..10000000000 CNY"),
        ({"min": 10, "max": 20, "unit": "家"}, "10..20 家"),
        ({"min": 10, "max": 20, "unit": ""}, "10..20"),
        ({"value": 0.35, "unit": "%"}, "35%"),
        ({"value": 0.07, "unit": "%"}, "7%"),
        ({"value": 0.005, "unit": "%"}, "0.5%"),
        ({"min": 0.12, "max": 0.15, "unit": "%"}, "12..15%"),
        ({"value": 3.5, "unit": "pp"}, "3.5 pp"),
        ({"value": 0, "unit": "家"}, "0 家"),
        ({"value": -5, "unit": "℃"}, "-5 ℃"),
        ({"start": "2026-03-27", "end": "2026-03-27"}, "2026-03-27"),
        ({"start": "2026-03-27", "end": "2026-03-30"}, "2026-03-27/2026-03-30"),
        ({"start": "2015-01-01", "end": None}, "2015-01-01/.."),
        ({"start": None, "end": "2030-12-31"}, "../2030-12-31"),
        ({"start": "2026-03-27T08:00", "end": "2026-03-27T12:00"}, "2026-03-27T08:00/2026-03-27T12:00"),
        ({"iso": "P10Y"}, "P10Y"),
        ({"min": "P5D", "max": "P10D"}, "P5D..P10D"),
        ({}, ""),
        ({"start": None, "end": None}, ""),
        ({"number": "010-1234", "ext": None, "type": "fixed"}, "number=010-1234；type=fixed"),
    ],
)
def test_readable(norm: dict[str, Any], text: str) -> None:
    assert readable(norm) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (0, "0"), (-3, "-3"), (100, "100"), (1e-7, "0.0000001"), (1e21, "1000000000000000000000")],
)
def test_number(value: float | None, text: str) -> None:
    assert number(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.integers())
def test_number_is_exact_and_plain(value: Decimal | int) -> None:
    assert Decimal(number(value)) == value
    assert "E" not in number(value).upper()


def test_duration_of_other_values_is_empty() -> None:
    assert duration({"start": "2026-01-01", "end": None}) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [("147000000.00", "147000000"), ("0.1", "0.1"), ("0.12345678901234567890123", '"0.12345678901234567890123"')],
)
def test_decimals_in_json_are_exact(value: str, text: str) -> None:
    assert json.dumps(Decimal(value), default=json_number) == text


def test_other_objects_are_no_json() -> None:
    with pytest.raises(TypeError, match="object is no JSON value"):
        json_number(object())

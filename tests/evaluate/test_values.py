"""Values as the guidelines write them: which two are the same."""

import pytest

from pipeline.evaluate.values import duration_hours, has_value, same_norm, same_value
from pipeline.schema import Span

SAME = [
    # label, gold, predicted
    ("MONEY", {"value": 147000000, "unit": "CNY", "bound": "="}, {"value": "147000000.00", "unit": "CNY"}),
    ("MONEY", {"value": 38, "unit": "CNY/亩"}, {"value": 38, "unit": "CNY"}),
    ("MONEY", {"value": 5e8, "unit": "CNY", "bound": "<~"}, {"value": 5e8, "unit": "CNY", "bound": "~"}),
    ("MONEY", {"min": 1e9, "max": 1e10, "unit": "CNY", "bound": "~"}, {"min": 1e9, "max": 1e10, "unit": "CNY"}),
    ("PERCENT", {"value": 0.35, "unit": "%"}, {"value": 0.35000000001, "unit": "%"}),
    ("PERCENT", {"value": 3.5, "unit": "pp"}, {"value": 3.5, "unit": "%"}),
    ("QUANTITY", {"value": 54, "unit": "家"}, {"value": 54, "unit": "户"}),
    ("DATE", {"start": "2026-03-27", "end": "2026-03-27"}, {"start": "2026-03-27T00:00", "end": "2026-03-27"}),
    ("DATE", {"start": None, "end": "2030-12-31"}, {"end": "2030-12-31"}),
    ("TIME", {"start": "2026-03-27T09:30"}, {"start": "2026-03-27T09:30:00", "end": "2026-03-27T10:00"}),
    ("DURATION", {"iso": "P14D"}, {"iso": "P2W"}),
    ("DURATION", {"iso": "P1Y"}, {"iso": "P12M"}),
    ("DURATION", {"iso": "PT90M"}, {"iso": "PT1H30M"}),
    ("DURATION", {"iso": "P10D"}, {"min": "P10D", "max": "P10D"}),
    ("DURATION", {"min": "P5D", "max": "P10D"}, {"min": "P5D", "max": "P10D"}),
    ("DURATION", {"max": "P10D"}, {"max": "P10D"}),
    ("PHONE", {"value": "010-12345678"}, {"value": "010-12345678"}),
]

DIFFERENT = [
    ("MONEY", {"value": 1e8, "unit": "CNY"}, {"value": 1e8, "unit": "USD"}),
    ("MONEY", {"value": 1e8, "unit": "CNY"}, {"value": 1e4, "unit": "CNY"}),
    ("MONEY", {"value": 1e8, "unit": "CNY"}, {}),
    ("MONEY", {"value": 1e8, "unit": "CNY", "bound": ">"}, {"value": 1e8, "unit": "CNY", "bound": "="}),
    ("MONEY", {"value": 1e8, "unit": "CNY", "bound": ">="}, {"value": 1e8, "unit": "CNY", "bound": "~"}),
    ("MONEY", {"min": 1e9, "max": 2e9, "unit": "CNY"}, {"min": 1e9, "max": 3e9, "unit": "CNY"}),
    ("PERCENT", {"value": 0.35}, {"value": 35}),
    ("QUANTITY", {"value": 54}, {"value": "many"}),
    ("DATE", {"start": "2026-03-27", "end": "2026-03-27"}, {"start": "2026-03-27", "end": None}),
    ("DATE", {"start": "2026-03-27", "end": "2026-03-27"}, {"start": "2025-03-27", "end": "2025-03-27"}),
    ("TIME", {"start": "2026-03-27T09:30"}, {"start": "2026-03-27"}),
    ("TIME", {"start": "2026-03-27T09:30"}, {"start": "2026-03-27T21:30"}),
    (
        "TIME",
        {"start": "2026-03-27T09:30", "end": "2026-03-27T10:00"},
        {"start": "2026-03-27T09:30", "end": "2026-03-27T11:00"},
    ),
    ("DURATION", {"iso": "P10Y"}, {"iso": "P10M"}),
    ("DURATION", {"iso": "PT10M"}, {"iso": "P10M"}),
    ("DURATION", {"iso": "P10D"}, {}),
    ("DURATION", {"iso": "P10D"}, {"iso": "ten days"}),
    ("DURATION", {"iso": "P10D"}, {"min": "P5D", "max": "P10D"}),
    ("DURATION", {"min": "P5D", "max": "P10D"}, {"iso": "P10D"}),
    ("PHONE", {"value": "010-12345678"}, {"value": "010-12345679"}),
]  # fmt: skip


@pytest.mark.parametrize(("label", "gold", "predicted"), SAME)
def test_same_norm_accepts(label, gold, predicted):
    assert same_norm(label, gold, predicted)


@pytest.mark.parametrize(("label", "gold", "predicted"), DIFFERENT)
def test_same_norm_rejects(label, gold, predicted):
    assert not same_norm(label, gold, predicted)


def test_same_value_accepts_the_other_reading():
    gold = Span(0, 2, "近日", "DATE", norm={"start": "2026-03-01"}, norm_alt={"start": "2026-03-20"})
    for start, same in (("2026-03-01", True), ("2026-03-20", True), ("2026-03-21", False)):
        assert same_value(gold, Span(0, 2, "近日", "DATE", norm={"start": start})) is same


@pytest.mark.parametrize(
    ("norm", "expected"),
    [({}, False), ({"unit": "CNY", "bound": "~"}, False), ({"value": 0}, True), ({"start": None, "end": None}, True)],
)
def test_has_value(norm, expected):
    assert has_value(norm) is expected


@pytest.mark.parametrize(
    ("iso", "hours"),
    [
        ("P1Y", 8766), ("P1M", 730.5), ("P1W", 168), ("P1D", 24), ("PT1H", 1), ("PT30M", 0.5), ("PT36S", 0.01),
        ("P1Y6M", 13149), ("P0.5D", 12), ("P0D", 0), ("P", None), ("PT", None), ("P1.2.3D", None),
        ("1D", None), (None, None),
    ],
)  # fmt: skip
def test_duration_hours(iso, hours):
    assert duration_hours(iso) == hours

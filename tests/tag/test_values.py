"""MONEY, PERCENT, QUANTITY, DATE, TIME, DURATION as mentions with their values."""

from datetime import date
from typing import Any

import pytest

from pipeline.tag.base import Candidate
from pipeline.tag.values import date_expression, duration, money, percent, quantity, time_expression

DAY = date(2026, 3, 27)
EXTRACTORS = (money, percent, quantity, date_expression, time_expression, duration)

VALUES: list[tuple[str, list[tuple[str, str, dict[str, Any]]]]] = [
    ("签约1.47亿元。", [("1.47亿元", "MONEY", {"value": 147000000, "unit": "CNY", "bound": "="})]),
    ("总投资超16亿元。", [("超16亿元", "MONEY", {"value": 1600000000, "unit": "CNY", "bound": ">"})]),
    ("增长35%。", [("35%", "PERCENT", {"value": 0.35, "unit": "%", "bound": "="})]),
    ("近500位代表。", [("近500位", "QUANTITY", {"value": 500, "unit": "位", "bound": "<~"})]),
    ("去年底开工。", [("去年底", "DATE", {"start": "2025-12-31", "end": "2025-12-31"})]),
    ("3月26日开工。", [("3月26日", "DATE", {"start": "2026-03-26", "end": "2026-03-26"})]),
    (
        "3月26日15:00开工。",
        [("3月26日15:00", "TIME", {"start": "2026-03-26T15:00", "end": "2026-03-26T15:00"})],
    ),
    ("工期十年。", [("十年", "DURATION", {"iso": "P10Y"})]),
    # several in one sentence, each once
    (
        "3月26日签约54家，增长三成。",
        [
            ("三成", "PERCENT", {"value": 0.3, "unit": "%", "bound": "="}),
            ("54家", "QUANTITY", {"value": 54, "unit": "家", "bound": "="}),
            ("3月26日", "DATE", {"start": "2026-03-26", "end": "2026-03-26"}),
        ],
    ),
    # ordinals, articles, fixed words, product generations and vague times are none
    ("第三届活动是首个活动。", []),
    ("一批项目和一系列活动。", []),
    ("三地推进双碳工作和一带一路建设。", []),
    ("5G基站建成。", []),
    ("目前，近年来，届时。", []),
]


def shown(text: str, candidate: Candidate) -> tuple[str, str, dict[str, Any]]:
    return text[candidate.start : candidate.end], candidate.label, dict(candidate.norm)


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_values_find(text: str, expected: list[tuple[str, str, dict[str, Any]]]) -> None:
    assert [shown(text, c) for extractor in EXTRACTORS for c in extractor.find(text, DAY)] == expected


@pytest.mark.parametrize("text", ["会议15:00开始。", "3月26日签约54家，增长三成，3亿元，历时十年。"])
def test_values_labels_are_those_of_the_extractor(text: str) -> None:
    assert all(c.label == extractor.label for extractor in EXTRACTORS for c in extractor.find(text, DAY))

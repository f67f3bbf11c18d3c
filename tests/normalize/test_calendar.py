"""The Chinese calendar against dates published in almanacs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.dates import calendar_cn as cal
from pipeline.normalize.dates import festivals

LUNAR = {
    (1900, 1, 1, False): date(1900, 1, 31), (1949, 8, 10, False): date(1949, 10, 1), (2000, 1, 1, False): date(2000, 2, 5),
    (2020, 4, 1, True): date(2020, 5, 23), (2023, 2, 1, True): date(2023, 3, 22), (2025, 6, 1, True): date(2025, 7, 25),
    (2025, 8, 15, False): date(2025, 10, 6), (2026, 1, 1, False): date(2026, 2, 17), (2033, 11, 1, True): date(2033, 12, 22),
}  # fmt: skip
FESTIVALS = {
    (2026, "端午节"): date(2026, 6, 19), (2026, "除夕"): date(2026, 2, 16), (2024, "清明节"): date(2024, 4, 4), (2025, "冬至"): date(2025, 12, 21),
    (2018, "中秋节"): date(2018, 9, 24), (2026, "母亲节"): date(2026, 5, 10), (2025, "父亲节"): date(2025, 6, 15), (2026, "小年"): date(2026, 2, 10),
    (2025, "农民丰收节"): date(2025, 9, 23), (2025, "感恩节"): date(2025, 11, 27), (2026, "复活节"): date(2026, 4, 5),
}  # fmt: skip


@pytest.mark.parametrize(("lunar", "solar"), LUNAR.items())
def test_lunar_dates(lunar: tuple[int, int, int, bool], solar: date) -> None:
    assert cal.from_lunar(*lunar) == solar
    assert cal.to_lunar(solar) == lunar


@pytest.mark.parametrize(("name", "day"), FESTIVALS.items())
def test_festivals(name: tuple[int, str], day: date) -> None:
    assert festivals.festival(*name) == day


@pytest.mark.parametrize("arguments", [(1899, 1, 1), (2101, 1, 1), (2026, 1, 31), (2026, 13, 1), (2026, 6, 1, True)])
def test_no_such_lunar_date(arguments: tuple[int, ...]) -> None:
    assert cal.from_lunar(*arguments) is None  # type: ignore[arg-type]


def test_mid_autumn_within_the_national_week_makes_eight_days() -> None:
    assert festivals.holiday(2025, "国庆") == (date(2025, 10, 1), date(2025, 10, 8))
    assert festivals.holiday(2026, "国庆") == (date(2026, 10, 1), date(2026, 10, 7))


@given(st.dates(date(1900, 1, 31), date(2100, 12, 31)))
def test_there_and_back(day: date) -> None:
    lunar = cal.to_lunar(day)
    assert lunar is not None and cal.from_lunar(*lunar) == day

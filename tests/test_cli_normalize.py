"""`xinwengao normalize`, as a user types it."""

import json

from .typed import xinwengao


def test_a_date_that_is_counted_from_another_asks_for_it() -> None:
    result = xinwengao("normalize", "date", "昨天", "2026年3月27日")
    assert result.exit_code == 1
    assert result.stderr == "xinwengao: '昨天' is counted from another date: name it with --reference YYYY-MM-DD\n"
    assert result.stdout == "2026年3月27日\tDATE\t2026-03-27\n"
    assert xinwengao("normalize", "date", "昨天", "--reference", "2026-03-27").stdout == "昨天\tDATE\t2026-03-26\n"


def test_normalize_amount() -> None:
    result = xinwengao("normalize", "amount", "1.47亿元", "近三成", "10亿—12亿元")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "1.47亿元\tMONEY\t147000000 CNY",
        "近三成\tPERCENT\t30%\t<~",
        "10亿—12亿元\tMONEY\t1000000000..1200000000 CNY",
    ]


def test_normalize_says_what_is_no_amount() -> None:
    result = xinwengao("normalize", "amount", "五角大楼", "54家", "--json")
    assert result.exit_code == 1
    assert "'五角大楼' is not one amount" in result.stderr
    assert json.loads(result.stdout) == [
        {"text": "五角大楼", "kind": None, "norm": None},
        {"text": "54家", "kind": "QUANTITY", "norm": {"value": 54, "unit": "家", "bound": "="}},
    ]


def test_normalize_date() -> None:
    result = xinwengao("normalize", "date", "去年三季度", "27日", "十年", "--reference", "2026-03-28T10:00")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "去年三季度\tDATE\t2025-07-01/2025-09-30",
        "27日\tDATE\t2026-03-27",
        "十年\tDURATION\tP10Y",
    ]
    found = json.loads(xinwengao("normalize", "date", "2026年3月", "--json").stdout)
    assert found[0]["norm"] == {"start": "2026-03-01", "end": "2026-03-31"}

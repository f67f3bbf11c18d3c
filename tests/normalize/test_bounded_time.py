"""No text takes long: random strings of digits, units and marks, and long repeats of what the patterns look for.

`make test` tries a share of the random strings, `make fuzz` 100,000. The bounds are many times what is needed on a slow
machine; a pattern that goes back over a text again and again is slower by orders of magnitude.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import date

import pytest

from pipeline.normalize import find_amounts, find_dates, find_numbers, parse_amount, parse_date

WHOLE = "XINWENGAO_FUZZ" in os.environ
STRINGS = 100_000 if WHOLE else 1_000
LONG = 20_000
TODAY = date(2026, 3, 27)


def dates(text: str) -> object:
    return find_dates(text, TODAY)


READERS: list[Callable[[str], object]] = [find_amounts, find_numbers, dates]
PIECES = [
    *"0123456789０１〇零一二两三四五六七八九十百千万亿兆壹贰叁廿半几数多余来上下前后初末底中点时分秒刻年月日号天周季元块角毛蚊毫个成折",
    *"，。、,.:：;（）()%‰/／-—~至到和又约近超第每差整 \n\ud800$￥€", "个百分点", "百分之", "分之", "人民币", "港币", "美元", "左右", "以上", "不到", "公里",
    "平方米", "小时", "星期", "礼拜", "上午", "晚上", "今天", "去年", "农历", "正月", "春节", "以来", "之前", "同期", "世纪", "年代", "季度",
    "million", "RMB", "HK$", "e9", "k", "UTC+8", "pm",
]  # fmt: skip
ALWAYS = ["一", "1,", "亿", "年", "月", "、", "1点", "3月5日至", "(含)", "块二", "亿1"]
REPEATED = [
    *ALWAYS,
    "1", "1，000", "1、", "十", "三年", "每", "一月", "约近", "—", "1-", "1亿、", "前3", " ", "1 ", "(", "第", "数", "零", "百分之", "一又", "/1", "几十", "毛", "3元5角", "差五分",
    "自从", "去年的", "初", "大", "上", "周一、",
    "2019.9-", "“十", "春节前", "$1-", "1块，", "，周一", "一年一月一日", "千百", "点1，000三四",
]  # fmt: skip


def elapsed(read: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    read(text)
    return time.process_time() - begin


@pytest.mark.parametrize("seed", range(4))
def test_random_strings(seed: int) -> None:
    chance = random.Random(seed)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 40))) for _ in range(STRINGS // 4)]
    begin = time.process_time()
    for text in texts:
        for read in READERS:
            read(text)
        parse_amount(text, "CNY")
        parse_date(text, TODAY)
    assert time.process_time() - begin < 10 + STRINGS / 250


@pytest.mark.parametrize("piece", REPEATED if WHOLE else ALWAYS)
def test_long_repeats(piece: str) -> None:
    text = piece * (LONG // len(piece))
    assert sum(elapsed(read, text) for read in READERS) < 10


def test_long_mixed_repeats() -> None:
    chance = random.Random(0)
    for _ in range(200 if WHOLE else 5):
        unit = "".join(chance.choices(REPEATED, k=chance.randint(2, 4)))
        assert sum(elapsed(read, unit * (LONG // len(unit))) for read in READERS) < 10, unit

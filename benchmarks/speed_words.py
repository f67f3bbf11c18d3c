"""The words around the figures of benchmarks/speed.py, in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and row names; `works` and `starts` by what was measured."""

    machine: str
    text: str
    speeds: Sequence[str]
    works: Mapping[str, str]
    no_lac: str
    memory: Sequence[str]
    starts: Mapping[str, str]
    stages: Sequence[str]
    others: str
    shared: str


ENGLISH = Words(
    machine="Processor time on one thread, Python {python} on {machine} (`make bench` measures it on your machine):",
    text="{characters:,} characters, {documents} documents, {rounds} rounds",
    speeds=("characters/s", "of jieba's speed (range)", "of LAC's"),
    works={
        "jieba": "bare `jieba.lcut`",
        "values": "`find_amounts` and `find_dates` alone",
        "rules-records": "rules and tables only, text to records",
        "rules": "**rules and tables only, whole pipeline**: read, extract, write all tables and records",
        "full-records": "with the tagger, text to records",
        "full": "**with the tagger, whole pipeline**",
        "lac": "LAC 2.1.2 alone (words, tags, names; no titles, values, positions)",
    },
    no_lac="LAC was not timed: name a Python that has it with `--lac` (benchmarks/lac.py says how to make one).",
    memory=("", "start to first document, s", "peak memory then, MiB", "after the corpus, MiB"),
    starts={
        "rules": "rules and tables only",
        "full": "with the tagger",
        "first": "the very first start (jieba's dictionary is made)",
    },
    stages=("stage, with the tagger", "share of the time", "of jieba's time"),
    others="all others",
    shared="What extractors share (`passage.memo`) is charged to the first that asks for it.",
)

CHINESE = Words(
    machine="单线程处理器时间，Python {python}，{machine}（可用 `make bench` 在自己的机器上测）：",
    text="{characters:,} 字，{documents} 篇，{rounds} 轮",
    speeds=("字/秒", "与 jieba 速度之比（范围）", "与 LAC 之比"),
    works={
        "jieba": "单跑 `jieba.lcut`",
        "values": "仅 `find_amounts` 与 `find_dates`",
        "rules-records": "仅规则与词表，文本到记录",
        "rules": "**仅规则与词表，全流程**：读取、抽取、写出全部表格与记录",
        "full-records": "含标注模型，文本到记录",
        "full": "**含标注模型，全流程**",
        "lac": "单跑 LAC 2.1.2（分词、词性、专名；无职务、数值、任职关系）",
    },
    no_lac="未测 LAC：用 `--lac` 指定装有 LAC 的 Python（装法见 benchmarks/lac.py）。",
    memory=("", "启动至首篇，秒", "此时内存峰值，MiB", "处理完语料后，MiB"),
    starts={"rules": "仅规则与词表", "full": "含标注模型", "first": "首次启动（生成 jieba 词典缓存）"},
    stages=("步骤（含标注模型）", "占全部时间", "与 jieba 用时之比"),
    others="其余",
    shared="各抽取器共用的分析（`passage.memo`）计入首个调用者。",
)

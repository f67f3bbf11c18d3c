"""The quality tables of the documentation, from an output folder and gold.

    python benchmarks/quality.py outputs corpus/gold                           # print them
    python benchmarks/quality.py outputs corpus/gold --write README.md …       # put them between the marks of each file
    python benchmarks/quality.py build/rules corpus/gold --marks rules --write docs/evaluation.md      # between others

A file takes the tables between the lines `<!-- quality:begin -->` and `<!-- quality:end -->` (or another word than
quality); everything else in it stays. Files named *.zh-CN.md take them in Chinese. Exit code 1: a file has no such lines (said on stderr).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marks import table, write_all

from pipeline.evaluate import EvaluationError, Report, Score, read_records, score
from pipeline.evaluate.text import percent
from pipeline.schema import AMOUNT_LABELS, TIME_LABELS

SEED = "000_7018f4a92c680c3f"
"""The article that the project started from; its figures stand in a table of their own."""

VALUES = tuple(sorted(AMOUNT_LABELS | TIME_LABELS))


@dataclass(frozen=True)
class Words:
    """The words of one language around the figures."""

    corpus: str
    seed: str
    headings: tuple[str, ...]
    values: str
    micro: str
    positions: str
    aliases: str


ENGLISH = Words(
    corpus="All {count} documents of `corpus/gold`, percent (`make quality` writes these tables):",
    seed="The article that the project started from, alone:",
    headings=("", "precision", "recall", "F1", "right value", "in gold"),
    values="amounts and times together",
    micro="all spans",
    positions="positions",
    aliases="alias pairs",
)
CHINESE = Words(
    corpus="`corpus/gold` 全部 {count} 篇文档，单位为百分比（由 `make quality` 写入）：",
    seed="仅项目最初的那一篇：",
    headings=("", "准确率", "召回率", "F1", "取值正确", "标注数"),
    values="金额、数量与时间合计",
    micro="全部片段",
    positions="任职关系",
    aliases="别名对",
)


def tables(gold: Path, output: Path, words: Words) -> str:
    """Both tables as Markdown. Raises EvaluationError."""
    wanted, found = read_records(gold), read_records(output)
    whole = score(list(wanted.values()), found)
    parts = [words.corpus.format(count=len(wanted)), scores(whole, words)]
    if SEED in wanted:
        parts += [words.seed, scores(score([wanted[SEED]], found), words)]
    return "\n\n".join(parts) + "\n"


def scores(report: Report, words: Words) -> str:
    """One table as Markdown."""
    return table(words.headings, [row(name, figures) for name, figures in rows(report, words)])


def rows(report: Report, words: Words) -> Iterator[tuple[str, Score]]:
    yield from report.labels.items()
    yield words.values, report.together(VALUES)
    yield words.micro, report.micro
    yield words.positions, report.positions
    yield words.aliases, report.aliases


def row(name: str, figures: Score) -> tuple[str, ...]:
    ratios = (figures.precision, figures.recall, figures.f1, figures.value_share)
    return (name, *(percent(ratio) for ratio in ratios), str(figures.gold))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Print or write the quality tables.")
    parser.add_argument("output", type=Path, help="output folder of a run over the corpus")
    parser.add_argument("gold", type=Path, help="folder with gold records")
    parser.add_argument("--write", type=Path, nargs="+", metavar="FILE", default=[], help="put them into these files")
    parser.add_argument("--marks", default="quality", metavar="WORD", help="the word of the marks (default: quality)")
    parser.add_argument("--chinese", action="store_true", help="print them in Chinese")
    options = parser.parse_args(arguments)
    try:
        if options.write:
            return write_all(
                options.write,
                options.marks,
                lambda chinese: tables(options.gold, options.output, CHINESE if chinese else ENGLISH),
            )
        print(tables(options.gold, options.output, CHINESE if options.chinese else ENGLISH), end="")
    except (EvaluationError, OSError) as error:
        print(f"quality: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

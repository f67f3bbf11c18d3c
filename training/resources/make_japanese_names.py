"""Write the tables of Japanese names: japanese_surnames.tsv and japanese_given_names.tsv (in pipeline/resources).

    python training/resources/make_japanese_names.py unidic-lite-1.0.8.tar.gz

The names are those in Chinese characters of UniDic 2.1.2, as Chinese text writes them: repeated characters in full, forms of
characters by OpenCC (jp2t, then t2s). A surname's weight is made of its cost in UniDic, a log-probability that grows with rarity.
Names that are common words of jieba 0.42.1's dictionary, or compound surnames of Chinese people, are left out.
The format of `sys.dic` is that of MeCab 0.996 (dictionary.cpp).
"""

from __future__ import annotations

import re
import struct
import sys
import tarfile
from collections.abc import Iterator
from math import exp
from pathlib import Path

import jieba
import numpy as np
import opencc

RESOURCES = Path("pipeline/resources")
MEMBER = "unidic-lite-1.0.8/unidic_lite/dicdir/sys.dic"
_PREAMBLE = 72
_TOKEN = np.dtype(
    [("left", "<u2"), ("right", "<u2"), ("kind", "<u2"), ("cost", "<i2"), ("feature", "<u4"), ("no", "<u4")]
)
_NAME = "名詞,固有名詞,人名,".encode()
_WRITTEN = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff々]*")
_FURTHER = str.maketrans(
    "戸髙澁﨑郞衞緖鄕愼硏萠氷舎呉聡脇渕嶋邉穐擧劔鑛敍隣兎頚", "户高涩崎郎卫绪乡慎研萌冰舍吴聪胁渊岛边秋举剑矿叙邻兔颈"
)
"""Forms that OpenCC leaves as they are, or makes."""
USUAL, SCALE = 10_000, 900
"""The cost of a name that is not among the more frequent ones, and what divides the log-odds of a name by e."""
COMMON, VERY_COMMON = 300, 3000
"""From such frequencies on, rare names and all names are taken for words."""
CHINESE = (
    "欧阳 司马 上官 诸葛 东方 独孤 南宫 万俟 闻人 夏侯 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 "
    "端木 巫马 公西 漆雕 乐正 公良 拓跋 谷梁 段干 百里 东郭 南门 呼延 羊舌 梁丘 左丘 东门 西门 令狐 第五 完颜 纳兰 叶赫 轩辕 耶律"
)
"""Compound surnames of Chinese people that UniDic has as well."""
HEADER = """\
# {title}, in simplified characters
# columns: {columns}
# source: derived by training/resources/make_japanese_names.py from UniDic 2.1.2 (unidic-lite 1.0.8); forms of characters by OpenCC (jp2t, t2s)
# licence: BSD-3-Clause (UniDic), Apache-2.0 (OpenCC)
# date: 2026-11-28
"""


def names(dictionary: bytes) -> Iterator[tuple[str, str, int]]:
    """`(姓 or 名, name, cost)` for every name in Chinese characters."""
    sizes = struct.unpack("<10I", dictionary[:40])
    words, tokens, features = sizes[6:9]
    begin = _PREAMBLE + words
    kept = dictionary[begin + tokens : begin + tokens + features]
    for token in np.frombuffer(dictionary, _TOKEN, tokens // _TOKEN.itemsize, begin):
        at = int(token["feature"])
        if kept.startswith(_NAME, at):
            columns = kept[at : kept.index(b"\0", at)].decode("utf-8").split(",")
            if columns[3] in ("姓", "名") and _WRITTEN.fullmatch(columns[8]):
                yield columns[3], columns[8], int(token["cost"])


def main(source: Path) -> None:
    with tarfile.open(source) as archive:
        member = archive.extractfile(MEMBER)
        assert member
        dictionary = member.read()
    older, simpler = opencc.OpenCC("jp2t"), opencc.OpenCC("t2s")
    surnames: dict[str, int] = {}
    given: set[str] = set()
    for kind, name, cost in names(dictionary):
        full = re.sub("(.)々", r"\1\1", name)
        simple = simpler.convert(older.convert(full)).translate(_FURTHER)
        if not _WRITTEN.fullmatch(simple):
            continue
        if kind == "名" and len(simple) <= 3:
            given.add(simple)
        elif kind == "姓" and 2 <= len(simple) <= 3:
            surnames[simple] = min(cost, surnames.get(simple, cost))
    weights = {name: max(1, round(exp((USUAL - cost) / SCALE))) for name, cost in surnames.items()}
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    words = {word: int(frequency) for word, frequency, *_ in (line.split(" ") for line in lines)}
    chinese = frozenset(CHINESE.split())
    kept = {
        n: w for n, w in weights.items() if n not in chinese and words.get(n, 0) < (COMMON if w == 1 else VERY_COMMON)
    }
    rows = "".join(f"{n}\t{w}\n" for n, w in sorted(kept.items(), key=lambda row: (-row[1], row[0])))
    header = HEADER.format(title="Japanese family names of two and three characters", columns="surname, weight")
    (RESOURCES / "japanese_surnames.tsv").write_text(header + rows, encoding="utf-8")
    header = HEADER.format(title="Japanese given names of up to three characters", columns="name")
    (RESOURCES / "japanese_given_names.tsv").write_text(header + "\n".join(sorted(given)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

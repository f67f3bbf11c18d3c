"""Write `pipeline/resources/frequent_characters.tsv`: the thousand most frequent characters of jieba's dictionary.

    python training/resources/make_frequent_characters.py pipeline/resources/frequent_characters.tsv

A character counts as often as the words that hold it. Its traditional form is OpenCC's (s2t).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import jieba
import opencc

SIZE = 1000

HEADER = """\
# The most frequent Chinese characters, the most frequent first: how the encoding of a file is told
# columns: simplified, traditional
# source: derived by training/resources/make_frequent_characters.py from the dictionary of jieba 0.42.1; traditional forms by OpenCC (s2t)
# licence: MIT (jieba), Apache-2.0 (OpenCC)
# date: 2026-11-24
"""


def main(target: Path) -> None:
    counts: Counter[str] = Counter()
    dictionary = Path(jieba.__file__).parent / "dict.txt"
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        for character in word:
            if "\u4e00" <= character <= "\u9fff":
                counts[character] += int(frequency)
    traditional = opencc.OpenCC("s2t")
    # Ties are broken by code point, so that the file is the same on every machine.
    ranked = sorted(counts, key=lambda character: (-counts[character], character))[:SIZE]
    rows = "".join(f"{character}\t{traditional.convert(character)}\n" for character in ranked)
    target.write_text(HEADER + rows, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

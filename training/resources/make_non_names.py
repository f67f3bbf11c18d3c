"""Write pipeline/resources/non_names.tsv: frequent words that read like a surname and a given name (高度, 方面, 时间).

    python training/resources/make_non_names.py

From jieba 0.42.1's dictionary (MIT): its words of two and three characters that begin with a surname of
pipeline/resources/surnames.tsv, are not tagged as names of people, and are frequent enough.
"""

from pathlib import Path

import jieba

RESOURCES = Path("pipeline/resources")
TARGET = RESOURCES / "non_names.tsv"
MIN_FREQUENCY = 300
"""Rarer words are left out: the dictionary counts most of them only a few times, and some are given to people."""
HEADER = f"""\
# Frequent words that read like a surname and a given name
# columns: word, frequency in jieba's dictionary (from {MIN_FREQUENCY} on), tag
# source: derived by training/resources/make_non_names.py from the dictionary of jieba 0.42.1 and surnames.tsv
# licence: MIT (jieba)
# date: 2026-11-24
"""


def surnames() -> frozenset[str]:
    """The surnames of the name model, of one and two characters."""
    lines = (RESOURCES / "surnames.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith("#"))


def main(target: Path = TARGET) -> None:
    known = surnames()
    rows = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        if len(word) not in (2, 3) or tag.startswith("nr") or int(frequency) < MIN_FREQUENCY:
            continue
        # A compound surname alone (东方, 百里) is as much a word as a surname and one character.
        if word[0] in known or word[:2] in known:
            rows.append((word, frequency, tag))
    rows.sort(key=lambda row: (-int(row[1]), row[0]))
    target.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(target, len(rows))


if __name__ == "__main__":
    main()

"""Word tables of the normalizers: tab-separated rows of `pipeline/resources`, without their header lines."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `pipeline/resources/<name>.tsv`. Raises FileNotFoundError."""
    text = (resources.files("pipeline") / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def alternation(words: Iterable[str]) -> str:
    """Source of a regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))

"""Word tables of the normalizers, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `pipeline/resources/<name>.tsv`, without header lines."""
    text = (files("pipeline") / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def alternatives(words: object) -> str:
    """Source of a regular expression for any of the words, the longest first."""
    import re

    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))  # type: ignore[call-overload]

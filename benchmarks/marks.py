"""Tables between two marks of a Markdown file: `<!-- quality:begin -->` … `<!-- quality:end -->`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    lines = [headings, ("---", *("--:" for _ in headings[1:])), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write_all(paths: Sequence[Path], name: str, block: Callable[[bool], str]) -> int:
    """Replace what stands between the marks of each file; everything else stays. `block` gives the text, in Chinese for
    files named *.zh-CN.md.

    Returns the exit code: 1 when a file has no such marks, which is said on stderr.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    between = re.compile(f"(?<={re.escape(begin)}\n).*?(?={re.escape(end)})", re.DOTALL)
    failed = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if between.search(text):
            new = f"\n{block(path.match('*.zh-CN.md')).rstrip()}\n\n"
            path.write_text(between.sub(lambda _, new=new: new, text), encoding="utf-8")  # type: ignore[misc]
        else:
            print(f"{name}: {path} has no lines {begin} and {end}; nothing was written there", file=sys.stderr)
            failed = 1
    return failed

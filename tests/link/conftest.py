"""What the tests of the link room share: a text with its mentions marked in it."""

import re
from collections.abc import Callable

import pytest

from pipeline.schema import Span

Marked = Callable[[str], tuple[str, list[Span]]]

_MARK = re.compile(r"\[([^\[\]/]+)/([A-Z]+)\]")


@pytest.fixture(scope="session")
def marked() -> Marked:
    """`marked("[校长/TITLE][秦望舒/PERSON]出席。")`: the text without the marks, and the mentions."""

    def read(line: str) -> tuple[str, list[Span]]:
        text, spans, at = "", [], 0
        for match in _MARK.finditer(line):
            text += line[at : match.start()]
            spans.append(Span(len(text), len(text) + len(match[1]), match[1], match[2]))
            text, at = text + match[1], match.end()
        return text + line[at:], spans

    return read

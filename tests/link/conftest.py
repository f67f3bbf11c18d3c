"""What the tests of the link room share: a text with its mentions marked in it."""

import re
from collections.abc import Callable

import pytest

from pipeline.link import find_aliases, with_contexts
from pipeline.schema import AMOUNT_LABELS, TIME_LABELS, Span
from pipeline.segment import Passage

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


@pytest.fixture(scope="session")
def in_context(marked: Marked) -> Callable[..., dict[str, str | None]]:
    """`in_context(line, "role")`: each amount and time of a marked line, as found in it → that field of it."""

    def read(line: str, field: str) -> dict[str, str | None]:
        text, spans = marked(line)
        passage = Passage.of(text)
        found = [*passage.amounts, *passage.times]
        spans += [Span(f.start, f.end, f.text, f.kind, norm=f.norm) for f in found]
        aliases = find_aliases(text, passage.sentences, spans)
        labels = AMOUNT_LABELS if field in ("role", "subject") else TIME_LABELS
        read = with_contexts(text, passage.sentences, spans, aliases)
        return {span.text: getattr(span, field) for span in read if span.label in labels}

    return read

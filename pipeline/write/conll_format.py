"""Characters and BIO tags, one character a line: what sequence taggers are trained on.

Three columns with tabs between: the character, its offset, its tag. A document begins with `-DOCSTART-`, its id and
`O`, as in CoNLL-2003; an empty line stands between sentences. Blanks, line ends and backslashes are written as
`\\u0020`, so that no reader takes one for the end of a column. A tag has room for one label, so mentions inside other
mentions are left out (see `flat`), and so are values, positions and aliases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.schema import Record, Sentence, Span
from pipeline.write.atomic import atomic_writer
from pipeline.write.flat import flat
from pipeline.write.stored import StoredRecord

if TYPE_CHECKING:
    from pipeline.join import Batch

FILES: tuple[str, ...] = ("mentions.conll",)

START = "-DOCSTART-"


@contextmanager
def writer(output: Path, batch: Batch | None = None) -> Iterator[Callable[[StoredRecord], None]]:
    """A function that adds a document. Raises OutputError."""
    with atomic_writer(output / FILES[0]) as handle:

        def add(stored: StoredRecord) -> None:
            handle.write("".join(_lines(stored.record)))

        yield add


def _lines(record: Record) -> Iterator[str]:
    spans = flat(record.spans)
    inside = {place for span in spans for place in range(span.start + 1, span.end)}
    tags = {place: f"I-{span.label}" for span in spans for place in range(span.start + 1, span.end)}
    tags |= {span.start: f"B-{span.label}" for span in spans}
    # A sentence never ends inside a mention, which would be cut in two.
    borders = {sentence.start for sentence in record.sentences} - inside - {0}
    yield f"{START}\t{record.id}\tO\n\n"
    for place, character in enumerate(record.text):
        if place in borders:
            yield "\n"
        yield f"{_token(character)}\t{place}\t{tags.get(place, 'O')}\n"
    yield "\n"


def _token(character: str) -> str:
    """A character as a column: itself where it can be seen, else its code.

    >>> _token("新"), _token("\\u3000")
    ('新', '\\\\u3000')
    """
    seen = character.isprintable() and not character.isspace() and character != "\\"
    return character if seen else f"\\u{ord(character):04x}"


def _character(token: str) -> str:
    return chr(int(token[2:], 16)) if len(token) > 1 and token.startswith("\\u") else token


def records(path: Path) -> Iterator[Record]:
    """The documents of such a file, with their flat mentions and sentences. Raises ValueError for other files."""
    doc_id: str | None = None
    tokens: list[tuple[str, str]] = []
    starts = [0]
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            columns = line.rstrip("\r\n").split("\t")
            if columns == [""]:
                starts.append(len(tokens))
            elif len(columns) != 3:
                raise ValueError(f"line {number}: {len(columns)} columns; expected character, offset and tag")
            elif columns[0] == START:
                if doc_id is not None:
                    yield _record(doc_id, tokens, starts)
                doc_id, tokens, starts = columns[1], [], [0]
            else:
                tokens.append((_character(columns[0]), columns[2]))
    if doc_id is None and tokens:
        raise ValueError(f"the file does not begin with {START}")
    if doc_id is not None:
        yield _record(doc_id, tokens, starts)


def _record(doc_id: str, tokens: list[tuple[str, str]], starts: list[int]) -> Record:
    text = "".join(character for character, _ in tokens)
    if len(text) != len(tokens):
        raise ValueError(f"{doc_id}: more than one character on a line")
    spans: list[Span] = []
    place = 0
    while place < len(tokens):
        end = place + 1
        kind, _, label = tokens[place][1].partition("-")
        if kind in ("B", "I"):  # an I- with nothing before it begins a mention, as the CoNLL evaluation reads it
            while end < len(tokens) and tokens[end][1] == f"I-{label}":
                end += 1
            spans.append(Span(place, end, text[place:end], label))
        place = end
    borders = [*sorted(set(starts) - {len(text)}), len(text)]
    sentences = tuple(Sentence(start, end) for start, end in pairwise(borders))
    return Record(doc_id, text, tuple(spans), sentences=sentences)

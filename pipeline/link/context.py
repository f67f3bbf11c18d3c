"""Amounts and times in context: what an amount is of, whom it belongs to, what happens at a time.

One reading of each sentence that has an amount or a time; `roles`, `subjects` and `events` say by which rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.link.events import find_events
from pipeline.link.roles import find_roles
from pipeline.link.subjects import Subjects
from pipeline.link.word_classes import AMOUNT, WHEN
from pipeline.link.words import Token, Words, tokens_of
from pipeline.normalize.fold import fold
from pipeline.schema import AMOUNT_LABELS, TIME_LABELS, Sentence, Span
from pipeline.segment.residue import content_of

Key = tuple[int, int, str]
Said = tuple[str | None, str | None, str | None]
"""Role, subject, event."""

_IN_CONTEXT = AMOUNT_LABELS | TIME_LABELS


def with_contexts(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Span],
    aliases: Sequence[Sequence[str]],
    words: Sequence[tuple[int, int]] = (),
) -> tuple[Span, ...]:
    """The mentions, in their order, with `role` and `subject` of amounts and `event` of times, where the text says so.

    `words` are those of the text, where they are known already. Linear in the length of the text.
    """
    folded = fold(content_of(text))
    read = Words(text, folded, words)
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    starts = [mention.start for mention in ordered]
    in_context = [mention.start for mention in ordered if mention.label in _IN_CONTEXT]
    subjects = Subjects(folded, ordered, aliases)
    found: dict[Key, Said] = {}
    for sentence in sentences:
        if bisect_left(in_context, sentence.start) < bisect_left(in_context, sentence.end):
            inside = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            found.update(_read(text, sentence, tokens_of(read, sentence, inside), subjects))
    return tuple(m.in_context(*said) if m.label in _IN_CONTEXT and (said := found.get(m.key)) else m for m in mentions)


def _read(text: str, sentence: Sentence, tokens: Sequence[Token], subjects: Subjects) -> Iterator[tuple[Key, Said]]:
    mentions = [at for at, token in enumerate(tokens) if token.mention]
    amounts = [at for at in mentions if tokens[at].classes & AMOUNT]
    times = [at for at in mentions if tokens[at].classes & WHEN]
    roles, owners = find_roles(tokens, amounts), subjects.of(tokens, amounts)
    events = {} if sentence.section == "credits" else find_events(tokens, times)  # which say when a text was published
    for at in {*roles, *owners, *events}:
        if mention := tokens[at].mention:
            role, event = roles.get(at), events.get(at)
            said = text[role.start : role.end] if role else None
            yield mention.key, (said, owners.get(at), text[event[0] : event[1]] if event else None)

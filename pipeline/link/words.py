"""Sentences as tokens: mentions, words and marks, with what the words do around amounts and times (`word_classes`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.link.word_classes import (
    AMOUNT,
    CHANGE,
    CLOSE,
    END,
    LIST,
    MEASURE,
    MODIFIER,
    NOUN,
    OPEN,
    QUOTE,
    SUFFIX,
    VERB,
    WHEN,
    Classes,
    certain_words,
    class_of_label,
    classes_of,
    is_fixed,
    is_word,
    parts_of,
)
from pipeline.schema import Sentence, Span
from pipeline.segment import WordSegmenter
from pipeline.tag.lexicon import Match

Slice = tuple[int, int]

MAX_TOKENS = 60
"""How far a clause is read from an amount or time; a longer one is a text without marks."""
_MARKS: dict[str, Classes] = {
    **dict.fromkeys("，,；;。：:！!？?…•◆●■|｜\n\r\u2028", END),
    **dict.fromkeys("、／/", LIST),
    **dict.fromkeys("（(【[", OPEN),
    **dict.fromkeys("）)】]", CLOSE),
    **dict.fromkeys('“”"‘’「」『』《》<>', QUOTE),
}
_BLANK, _IN_WORDS = " \u3000\xa0", r"%％·.+\-—–~"
_BETWEEN = re.compile(rf"[\W_](?<![{_IN_WORDS}])(?:(?<=[{_BLANK}])[{_BLANK}]+)?")
"""What stands between words: a mark, or all blanks in a row. It begins with one set, so that a search passes by words at once."""
_TAKES_SUFFIX = VERB | NOUN | MODIFIER | MEASURE | CHANGE


@dataclass(slots=True)  # not frozen, which would take twice as long to make: a document has thousands
class Token:
    """A mention, a word or a mark `[start, end)`; `depth` counts the brackets around it, `mention` is the span, if any."""

    start: int
    end: int
    text: str
    classes: Classes
    depth: int = 0
    mention: Span | None = None

    def has(self, classes: Classes) -> bool:
        """Whether the token is of one of these classes (a mention is of the class of its label)."""
        return self.classes & classes != 0

    @property
    def is_amount(self) -> bool:
        return self.classes & AMOUNT != 0

    @property
    def is_time(self) -> bool:
        return self.classes & WHEN != 0


class Words:
    """The words of a document, of which rules read stretches between mentions and marks.

    `folded` is the text in simplified half-width characters, `words` are the words of `text`, which tile it, where they are
    known already.
    """

    def __init__(self, text: str, folded: str, words: Sequence[Slice] = ()) -> None:
        self.folded = folded
        self._text = text
        self._words = list(words or WordSegmenter.shared().spans(text))
        self._borders = [0, *[end for _, end in self._words]]
        self._certain = list(certain_words().all(folded))
        self._certain_starts = [start for start, _, _ in self._certain]
        self._misfits = [start for start, end, _ in self._certain if not self._is_word(start, end)]

    def of_stretch(self, start: int, end: int) -> Sequence[Slice]:
        """The words of a stretch without blanks and marks."""
        if end - start == 1:
            return ((start, end),)
        cut, hindering = self._kept(start, end), self._misfits
        if not cut or cut[0][0] != start or cut[-1][1] != end:
            cut, hindering = self._between(start, end, cut), self._certain_starts
        at = bisect_left(hindering, start)
        return self._with_certain(start, end, cut) if at < len(hindering) and hindering[at] < end else cut

    def _is_word(self, start: int, end: int) -> bool:
        """Whether `[start, end)` is a word of the document."""
        at = bisect_left(self._borders, start)
        return self._borders[at : at + 2] == [start, end]

    def _with_certain(self, start: int, end: int, cut: Sequence[Slice]) -> Sequence[Slice]:
        """The words of a stretch, with those of `certain_words` in place of what is cut otherwise."""
        certain = list(self._certain_in(start, end))
        if all((one, other) in cut for one, other, _ in certain):
            return cut
        crossed = {at for one, other in cut if is_word(self.folded[one:other]) for at in range(one + 1, other)}
        words: list[Slice] = []
        at = start
        for one, other, kind in certain:
            if kind == "firm" or not (one in crossed or other in crossed):
                words += [*self._part(at, one, cut), (one, other)]
                at = other
        return [*words, *self._part(at, end, cut)]

    def _certain_in(self, start: int, end: int) -> Iterator[Match]:
        """The words of `certain_words` in a stretch, leftmost and longest, without overlaps."""
        at = bisect_left(self._certain_starts, start)
        while at < len(self._certain) and (found := self._certain[at])[0] < end:
            if start <= found[0] and found[1] <= end:
                yield found
                start = found[1]
            at += 1

    def _part(self, start: int, end: int, cut: Sequence[Slice]) -> Sequence[Slice]:
        """The words of a part of a stretch, cut anew where it begins or ends inside one of them."""
        if start == end:
            return ()
        within = [(one, other) for one, other in cut if start <= one and other <= end]
        if within and within[0][0] == start and within[-1][1] == end:
            return within
        return self._cut(start, end)

    def _between(self, start: int, end: int, kept: list[Slice]) -> list[Slice]:
        """The words of a stretch as if it stood alone: those of the document that are kept, and the others cut anew."""
        if not kept:
            return self._cut(start, end)
        if kept[0][0] > start:
            kept = self._cut(start, kept[0][0]) + kept
        return kept if kept[-1][1] == end else kept + self._cut(kept[-1][1], end)

    def _cut(self, start: int, end: int) -> list[Slice]:
        return [(start + one, start + other) for one, other in _words_of(self.folded[start:end])]

    def _kept(self, start: int, end: int) -> list[Slice]:
        """The words of a stretch that are the same without what stands around it; none are if it cuts a word of the
        dictionary, or reads otherwise folded."""
        borders, fixed = self._borders, self._is_fixed
        first = bisect_left(borders, start)
        last = bisect_right(borders, end, first) - 1
        if self._text[start:end] != self.folded[start:end]:
            return []
        if not fixed(first - 1):
            while first < last and not fixed(first):
                first += 1
        elif borders[first] != start:
            return []
        if not fixed(last):
            while first < last and not fixed(last - 1):
                last -= 1
        elif borders[last] != end:
            return []
        return self._words[first:last]

    def _is_fixed(self, index: int) -> bool:
        """Whether a word is found whatever stands beside it; where the document ends, nothing does."""
        if 0 <= index < len(self._words):
            start, end = self._words[index]
            return is_fixed(self._text[start:end])
        return True


@lru_cache(maxsize=4096)
def _words_of(stretch: str) -> tuple[Slice, ...]:
    """The words of what stands alone, which mostly is one word that many documents have: 的, 为, 在."""
    return tuple(WordSegmenter.shared().spans(stretch))


def tokens_of(words: Words, sentence: Sentence, mentions: Sequence[Span]) -> list[Token]:
    """The tokens of a sentence; of nested mentions the outermost is one, the others are not there.

    `mentions` are those of the sentence, by start, of one start the longest first.
    """
    reader = _Reader(words, blanks_end=sentence.section in ("title", "heading"))
    at = covered = sentence.start
    for mention in mentions:
        if mention.start < covered:
            continue
        covered = mention.end
        if covered <= sentence.end:
            if at < mention.start:
                reader.read(at, mention.start)
            reader.add(mention)
            at = covered
    reader.read(at, sentence.end)
    return reader.tokens


class _Reader:
    """Reads a sentence from left to right."""

    def __init__(self, words: Words, blanks_end: bool) -> None:
        self.tokens: list[Token] = []
        self._words, self._folded = words, words.folded
        self._blanks_end = blanks_end
        self._depth = 0

    def add(self, mention: Span) -> None:
        classes = class_of_label(mention.label)
        self.tokens.append(Token(mention.start, mention.end, mention.text, classes, self._depth, mention))

    def read(self, start: int, end: int) -> None:
        """A gap between mentions."""
        for mark in _BETWEEN.finditer(self._folded, start, end):
            at, behind = mark.span()
            if start < at:
                self._add_words(self._words.of_stretch(start, at))
            self._add_mark(at, behind, mark[0])
            start = behind
        if start < end:
            self._add_words(self._words.of_stretch(start, end))

    def _add_mark(self, start: int, end: int, text: str) -> None:
        if end - start == 1 and text in _BLANK and not (self._blanks_end or _between_words(self._folded, start)):
            return
        classes = _MARKS.get(text, END)
        if classes == CLOSE:
            self._depth = max(self._depth - 1, 0)
        self.tokens.append(Token(start, end, text, classes, self._depth))
        if classes == OPEN:
            self._depth += 1

    def _add_words(self, words: Sequence[Slice]) -> None:
        """Words in their parts, put together with the one before where both are one noun: 落实 + 率, 停电 + 用户."""
        tokens, folded, depth = self.tokens, self._folded, self._depth
        for start, end in words:
            for text, classes in parts_of(folded[start:end]):
                behind = start + len(text)
                if classes & SUFFIX and tokens and tokens[-1].end == start and tokens[-1].classes & _TAKES_SUFFIX:
                    last = tokens.pop()
                    start, text = last.start, last.text + text
                    classes = classes_of(text) | NOUN
                tokens.append(Token(start, behind, text, classes, depth))
                start = behind


def _between_words(folded: str, at: int) -> bool:
    """Whether a blank stands between two Chinese characters, where it parts clauses (headlines do without marks)."""
    around = folded[max(at - 1, 0) : at] + folded[at + 1 : at + 2]
    return len(around) == 2 and all("\u4e00" <= character <= "\u9fff" for character in around)

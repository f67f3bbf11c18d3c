"""What words do around amounts and times, and sentences as tokens: mentions, words and marks.

The classes come from `context_words.tsv`, then from `function_words.tsv`; any other word is taken for a noun:

| class | it is | example |
|---|---|---|
| link | what may stand between a measured noun and its amount | 达, 为, 合计, 近 |
| change | a verb or adjective of change, whose amount is no level | 增长, 收窄, 早 |
| compare | what a change is compared with | 同比, 按年 |
| toward | a verb that ends at a level | 升至, 扩到 |
| nominal | a verb that narrows nouns or is one, where it can: it is a verb too where one of the tables says so | 采购, 救助 |
| idle | a verb after which a clause says what is, not what happens | 是, 位于 |
| verb, short | verbs; short ones are a single character, which often is part of something else | 捐赠; 捐 |
| dimension | an adjective or noun that stands before a measure | 重, 全长 |
| measure | the end of a noun that has a value | 收入, 率, 额 |
| owner | a general word for whom a measure belongs to | 公司, 全省 |
| modifier | what narrows a noun behind it | 签约, 新增 |
| sum | a link that sums up what stands before it | 共计 |
| exceed, rest | a verb whose object is what is exceeded; 其余 | 超出; 余下 |
| cause | a verb behind which another says what an amount is of | 造成2人死亡 |
| light | a verb that says nothing by itself: what happens is said behind it | 进行 |
| from, to, than, with, of, and, each | 由, 至, 较, 以, 的, 和, 每 | |
| adverb, preposition, pronoun, conjunction, particle | as in grammar | 陆续, 在, 他, 而, 了 |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.schema import AMOUNT_LABELS, TIME_LABELS, Sentence, Span
from pipeline.segment import WordSegmenter
from pipeline.tag.lexicon import Lexicon, read_table

Classes = frozenset[str]

NOUN: Classes = frozenset({"noun"})
_MEASURE, _TOWARD, _VERBS = NOUN | {"measure"}, frozenset({"toward"}), frozenset({"verb"})
_SINGLE: Classes = frozenset({"adverb", "preposition", "from", "conjunction", "and"})
_EACH: Classes = frozenset({"each"})
_NOMINAL: Classes = frozenset({"nominal"})
_END: Classes = frozenset({"end"})
MAX_TOKENS = 60
"""How far a clause is read from an amount or time; a longer one is a text without marks."""
_MARKS = {
    **dict.fromkeys("，,；;。：:！!？?…•◆●■|｜\n\r\u2028", _END),
    **dict.fromkeys("、／/", frozenset({"list"})),
    **dict.fromkeys("（(【[", frozenset({"open"})),
    **dict.fromkeys("）)】]", frozenset({"close"})),
    **dict.fromkeys('“”"‘’「」『』《》<>', frozenset({"quote"})),
}
_PIECE = re.compile(
    r"(?P<blank>[ \u3000\xa0]+)|(?P<mark>[^\w%％·.+\-—–~]|_)|(?P<words>[^ \u3000\xa0]+?(?=[^\w%％·.+\-—–~]|_|$))"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A mention, a word or a mark `[start, end)`; `depth` counts the brackets around it, `mention` is the span, if any."""

    start: int
    end: int
    text: str
    classes: Classes
    depth: int = 0
    mention: Span | None = None

    def has(self, *names: str) -> bool:
        """Whether the token is of one of these classes (a mention is of the class of its label)."""
        return not self.classes.isdisjoint(names)

    @property
    def is_amount(self) -> bool:
        return self.mention is not None and self.mention.label in AMOUNT_LABELS

    @property
    def is_time(self) -> bool:
        return self.mention is not None and self.mention.label in TIME_LABELS


@cache
def _table() -> dict[str, Classes]:
    table = {word: frozenset({kind}) for word, kind in read_table("function_words")}
    for word, listed in read_table("context_words"):
        classes = frozenset(listed.split())
        table[word] = classes if classes != _NOMINAL else _NOMINAL | (table.get(word, NOUN) & _VERBS or NOUN)
    return table


@cache
def _own() -> frozenset[str]:
    return frozenset(word for word, _ in read_table("context_words"))


@cache
def _measures() -> frozenset[str]:
    return frozenset(word for word, classes in read_table("context_words") if "measure" in classes.split())


@cache
def _certain() -> Lexicon:
    """Words of two and more characters that the segmenter may not cut.

    Kind `firm`: long words, wherever they stand; `loose`: measured nouns, links and words that its dictionary lacks, where
    they cut no word that it has (付费用户 has no 费用).
    """
    known = WordSegmenter.shared().is_word
    words = {word: {*classes.split()} for word, classes in read_table("context_words") if len(word) > 1}
    return Lexicon(
        (word, "firm" if len(word) > 2 else "loose")
        for word, classes in words.items()
        if len(word) > 2 or classes & {"measure", "link"} or not known(word)
    )


@lru_cache(maxsize=16384)
def classes_of(word: str) -> Classes:
    """The classes of a simplified word.

    >>> sorted(classes_of("收窄")), sorted(classes_of("升至")), sorted(classes_of("毕业去向落实率"))
    (['change'], ['toward'], ['measure', 'noun'])
    """
    if len(word) > 1 and word[-1] in "至到" and "change" in _table().get(word[:-1], NOUN):
        return _TOWARD
    if found := _table().get(word):
        return found
    if len(word) > 1 and word[-1] in "至到" and _table().get(word[:-1], NOUN) & _VERBS:
        return _VERBS
    if word[0] == "每":
        return _EACH
    return _MEASURE if any(end in _measures() for end in _ends(word)) else NOUN


def _ends(word: str) -> Iterator[str]:
    return (word[at:] for at in range(1, len(word)) if word[at:] in _measures())


def tokens_of(folded: str, sentence: Sentence, mentions: Sequence[Span]) -> list[Token]:
    """The tokens of a sentence; of nested mentions the outermost is one, the others are not there.

    `folded` is the document in simplified half-width characters; `mentions` are those of the sentence, by start.
    """
    start, end = sentence.start, sentence.end
    blanks_end = sentence.section in ("title", "heading")
    tokens: list[Token] = []
    at = start
    for mention in _outermost(mentions):
        if mention.start < at or mention.end > end:
            continue
        tokens.extend(_joined(_gap(folded, at, mention.start, blanks_end)))
        tokens.append(Token(mention.start, mention.end, mention.text, frozenset({mention.label}), mention=mention))
        at = mention.end
    tokens.extend(_joined(_gap(folded, at, end, blanks_end)))
    return _with_depth(tokens)


def _outermost(mentions: Sequence[Span]) -> Iterator[Span]:
    end = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def _between_words(folded: str, at: int) -> bool:
    """Whether a blank stands between two Chinese characters, where it parts clauses (headlines do without marks)."""
    around = folded[max(at - 1, 0) : at] + folded[at + 1 : at + 2]
    return len(around) == 2 and all("\u4e00" <= character <= "\u9fff" for character in around)


def _gap(folded: str, start: int, end: int, blanks_end: bool) -> Iterator[Token]:
    for piece in _PIECE.finditer(folded, start, end):
        if piece["blank"]:
            if blanks_end or piece.end() - piece.start() > 1 or _between_words(folded, piece.start()):
                yield Token(piece.start(), piece.end(), piece.group(), _END)
        elif piece["mark"]:
            yield Token(piece.start(), piece.end(), piece.group(), _MARKS.get(piece.group(), _END))
        else:
            yield from _words(folded, piece.start(), piece.end())


def _words(folded: str, start: int, end: int) -> Iterator[Token]:
    """The words of a stretch without blanks and marks."""
    segmenter, piece = WordSegmenter.shared(), folded[start:end]
    cut = list(segmenter.spans(piece))
    certain = list(_certain().longest(piece))
    crossed = {
        at for one, other in cut if certain and segmenter.is_word(piece[one:other]) for at in range(one + 1, other)
    }
    at = 0
    for left, right, kind in certain:
        if kind == "loose" and (left in crossed or right in crossed):
            continue
        yield from _cut(folded, start, at, left, cut)
        yield from _word(folded, start + left, start + right)
        at = right
    yield from _cut(folded, start, at, len(piece), cut)


def _cut(folded: str, offset: int, start: int, end: int, cut: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The segmenter's words of a part, cut anew where the part begins or ends inside one of them."""
    if start == end:
        return
    borders = {border for pair in cut for border in pair}
    if start in borders and end in borders:
        words = [(one, other) for one, other in cut if start <= one and other <= end]
    else:
        part = folded[offset + start : offset + end]
        words = [(start + one, start + other) for one, other in WordSegmenter.shared().spans(part)]
    for one, other in words:
        yield from _word(folded, offset + one, offset + other)


def _word(folded: str, start: int, end: int) -> Iterator[Token]:
    """A word as a token; a function word of one character that the segmenter left at it (将匡列, 由医保) is one by itself."""
    word = folded[start:end]
    if end - start == 4 and word not in _table() and _is_predicate(word[:2]) and _is_word(word[2:]):  # 签订合同
        yield Token(start, start + 2, word[:2], classes_of(word[:2]))
        start, word = start + 2, word[2:]
    if end - start > 1 and word not in _own() and _is_led(word):
        yield Token(start, start + 1, word[0], classes_of(word[0]))
        start, word = start + 1, word[1:]
    yield Token(start, end, word, classes_of(word) if any(map(str.isalnum, word)) else _END)


def _is_led(word: str) -> bool:
    """Whether a word is one with a function word before it: 将匡列; 只用, though other tables have that."""
    if word[0] in "只仅共已" and classes_of(word[1:]) & {"verb", "short", "change"}:
        return True
    if word in _table() or _is_word(word):
        return False
    return word[0] == "人" or bool(classes_of(word[0]) & _SINGLE)  # 六个人守着


def _is_predicate(word: str) -> bool:
    classes = classes_of(word)
    return "verb" in classes and not classes & {"nominal", "modifier"}


@lru_cache(maxsize=16384)
def _is_word(word: str) -> bool:
    return WordSegmenter.shared().is_word(word)


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens with what is one noun put together: 落实 + 率, 停电 + 用户."""
    last: Token | None = None
    for token in tokens:
        if (
            last
            and token.start == last.end
            and token.has("suffix")
            and last.has("verb", "noun", "modifier", "measure", "change")
        ):
            last = Token(last.start, token.end, last.text + token.text, classes_of(last.text + token.text) | NOUN)
            continue
        if last:
            yield last
        last = token
    if last:
        yield last


def _with_depth(tokens: Sequence[Token]) -> list[Token]:
    depth, placed = 0, []
    for token in tokens:
        if token.has("close"):
            depth = max(depth - 1, 0)
        if depth:
            token = Token(token.start, token.end, token.text, token.classes, depth, token.mention)
        placed.append(token)
        if token.has("open"):
            depth += 1
    return placed

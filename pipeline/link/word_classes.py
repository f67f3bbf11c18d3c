"""What words do around amounts and times: classes of words, a bit each, so that a set of them is a number.

The classes of a word come from `context_words.tsv`, then from `function_words.tsv`, whose names for them are these in small
letters; any other word is taken for a noun. A mention is of the class of its label.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.segment import WordSegmenter
from pipeline.tag.lexicon import Gazetteer, read_table

Classes = int
"""A set of classes: `VERB | CHANGE`."""

LINK = 1 << 0
"""What may stand between a measured noun and its amount: 达, 为, 合计, 近."""
SUM = 1 << 1
"""A link that sums up what stands before it: 共计."""
CHANGE = 1 << 2
"""A verb or adjective of change, whose amount is no level: 增长, 收窄, 早."""
COMPARE = 1 << 3
"""What a change is compared with: 同比, 按年."""
TOWARD = 1 << 4
"""A verb that ends at a level: 升至, 扩到."""
NOMINAL = 1 << 5
"""A verb that narrows nouns or is one, where it can: it is a verb too where one of the tables says so (采购, 救助)."""
IDLE = 1 << 6
"""A verb after which a clause says what is, not what happens: 是, 位于."""
VERB = 1 << 7
"""捐赠."""
SHORT = 1 << 8
"""A verb of a single character, which often is part of something else: 捐."""
DIMENSION = 1 << 9
"""An adjective or noun that stands before a measure: 重, 全长."""
MEASURE = 1 << 10
"""The end of a noun that has a value: 收入, 率, 额."""
OWNER = 1 << 11
"""A general word for whom a measure belongs to: 公司, 全省."""
MODIFIER = 1 << 12
"""What narrows a noun behind it: 签约, 新增."""
EXCEED = 1 << 13
"""A verb whose object is what is exceeded: 超出."""
REST = 1 << 14
"""余下."""
CAUSE = 1 << 15
"""A verb behind which another says what an amount is of: 造成2人死亡."""
LIGHT = 1 << 16
"""A verb that says nothing by itself, what happens is said behind it: 进行."""
SHARE = 1 << 17
"""占."""
SUFFIX = 1 << 18
"""What makes one noun with the word before it: 落实 + 率."""
NOUN = 1 << 19
PLACE = 1 << 20
"""Where beside a place: 上, 内."""
FROM, TO, THAN, WITH, OF, AND, EACH = (1 << bit for bit in range(21, 28))
"""由, 至, 较, 以, 的, 和, 每."""
ADVERB, PREPOSITION, PRONOUN, CONJUNCTION, PARTICLE = (1 << bit for bit in range(28, 33))
"""As in grammar: 陆续, 在, 他, 而, 了."""
END, LIST, OPEN, CLOSE, QUOTE = (1 << bit for bit in range(33, 38))
"""Marks: of the end of a clause, between the items of a list, brackets, quotation marks."""
PERSON, TITLE, ORG, LOC, EVENT, WORK, MONEY, PERCENT, QUANTITY, DATE, TIME, DURATION = (
    1 << bit for bit in range(38, 50)
)
"""Mentions."""
AMOUNT, WHEN = MONEY | PERCENT | QUANTITY, DATE | TIME | DURATION

_BY_NAME = {name: bit for name, bit in globals().items() if name.isupper() and isinstance(bit, int)}
_LED_BY = ADVERB | PREPOSITION | FROM | CONJUNCTION | AND


def class_of_label(label: str) -> Classes:
    """The class of mentions with a label; none for a label that no rule knows."""
    return _BY_NAME.get(label, 0)


def _named(names: str) -> Classes:
    """The set of the classes that a table names, with blanks between them."""
    return sum({_BY_NAME[name.upper()] for name in names.split()})


@cache
def _context_words() -> dict[str, Classes]:
    return {word: _named(names) for word, names in read_table("context_words")}


@cache
def _table() -> dict[str, Classes]:
    table = {word: _named(kind) for word, kind in read_table("function_words")}
    for word, classes in _context_words().items():
        table[word] = classes if classes != NOMINAL else NOMINAL | (table.get(word, NOUN) & VERB or NOUN)
    return table


@cache
def certain_words() -> Gazetteer:
    """Words of two and more characters that the segmenter may not cut.

    Kind `firm`: long words, wherever they stand; `loose`: measured nouns, links and words that its dictionary lacks, where
    they cut no word that it has (付费用户 has no 费用).
    """
    return Gazetteer(
        {
            word: "firm" if len(word) > 2 else "loose"
            for word, classes in _context_words().items()
            if len(word) > 2 or (len(word) == 2 and (classes & (MEASURE | LINK) or not is_word(word)))
        }
    )


@lru_cache(maxsize=16384)
def classes_of(word: str) -> Classes:
    """The classes of a simplified word.

    >>> classes_of("收窄") == CHANGE, classes_of("升至") == TOWARD, classes_of("毕业去向落实率") == MEASURE | NOUN
    (True, True, True)
    """
    stem = word[:-1] if len(word) > 1 and word[-1] in "至到" else ""
    if stem and _table().get(stem, NOUN) & CHANGE:
        return TOWARD
    if found := _table().get(word):
        return found
    if stem and _table().get(stem, NOUN) & VERB:
        return VERB
    if word[0] == "每":
        return EACH
    measured = any(_context_words().get(word[at:], 0) & MEASURE for at in range(1, len(word)))
    return MEASURE | NOUN if measured else NOUN


@lru_cache(maxsize=16384)
def parts_of(word: str) -> tuple[tuple[str, Classes], ...]:
    """What the segmenter took for one word, in parts with their classes.

    A function word of one character that it left at a word is one by itself (将匡列, 由医保), and so is a verb before its object.

    >>> [part for part, _ in parts_of("签订合同")], [part for part, _ in parts_of("收窄")]
    (['签订', '合同'], ['收窄'])
    """
    parts: list[tuple[str, Classes]] = []
    if len(word) == 4 and word not in _table() and _is_predicate(word[:2]) and is_word(word[2:]):
        parts.append((word[:2], classes_of(word[:2])))
        word = word[2:]
    if len(word) > 1 and word not in _context_words() and _is_led(word):
        parts.append((word[0], classes_of(word[0])))
        word = word[1:]
    return (*parts, (word, classes_of(word) if any(map(str.isalnum, word)) else END))


def _is_led(word: str) -> bool:
    """Whether a word is one with a function word before it: 将匡列; 只用, though other tables have that."""
    if word[0] in "只仅共已" and classes_of(word[1:]) & (VERB | SHORT | CHANGE):
        return True
    if word in _table() or is_word(word):
        return False
    return word[0] == "人" or bool(classes_of(word[0]) & _LED_BY)  # 六个人守着


def _is_predicate(word: str) -> bool:
    classes = classes_of(word)
    return bool(classes & VERB) and not classes & (NOMINAL | MODIFIER)


@lru_cache(maxsize=16384)
def is_word(word: str) -> bool:
    """Whether the segmenter's dictionary has a word."""
    return WordSegmenter.shared().is_word(word)


@lru_cache(maxsize=16384)
def is_fixed(word: str) -> bool:
    """Whether the segmenter finds a word by its dictionary alone, whatever stands beside it.

    What the dictionary leaves in single characters it reads together, and may then make a word of the dictionary as well.
    Marks are words by themselves, but for those that names are written with.
    """
    if len(word) == 1:
        return not word.isalnum() and word not in "+#&._%-"
    return is_word(word) and next(WordSegmenter.shared().spans(word)) == (0, len(word))

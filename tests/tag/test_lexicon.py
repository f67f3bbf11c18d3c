"""Word tables and matching many words in one pass."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment.words import AT_ONCE
from pipeline.tag.lexicon import Gazetteer, Lexicon, read_table, weights
from pipeline.tag.sieve import Sieve

WORDS = [("银行", "bank"), ("银行家", "person"), ("行家", "person"), ("会", "organ")]


@pytest.mark.parametrize(
    ("text", "every", "longest"),
    [
        ("银行", ["银行"], ["银行"]),
        ("银行家", ["银行", "银行家", "行家"], ["银行家"]),
        ("会银行", ["会", "银行"], ["会", "银行"]),
        ("大学", [], []),
        ("", [], []),
    ],
)
def test_lexicon_matches(text: str, every: list[str], longest: list[str]) -> None:
    lexicon = Lexicon(WORDS)
    assert sorted(text[s:e] for s, e, _ in lexicon.all(text)) == sorted(every)
    assert [text[s:e] for s, e, _ in lexicon.longest(text)] == longest


def test_lexicon_gives_the_kind() -> None:
    assert list(Lexicon(WORDS).longest("新银行家")) == [(1, 4, "person")]


def test_lexicon_without_words_finds_nothing() -> None:
    assert list(Lexicon([]).all("银行")) == list(Lexicon([]).longest("银行")) == []


words_and_texts = given(
    st.lists(st.text("甲乙丙", min_size=1, max_size=4), max_size=8),
    st.text("甲乙丙丁", max_size=20),
    st.sampled_from([1, 2]),
    st.sampled_from([1, AT_ONCE]),
)
"""Words, a text, the least length of a word that counts, and how often the text is repeated: long ones are read otherwise."""


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=3), max_size=6), st.text("甲乙丙丁", max_size=20))
@settings(deadline=None)  # the first example loads tables
def test_lexicon_finds_what_a_naive_search_finds(words: list[str], text: str) -> None:
    lexicon = Lexicon((word, "x") for word in words)
    naive = {(i, i + len(w)) for w in words for i in range(len(text)) if text.startswith(w, i)}
    assert {(start, end) for start, end, _ in lexicon.all(text)} == naive
    longest = [(start, end) for start, end, _ in lexicon.longest(text)]
    assert set(longest) <= naive
    assert all(first[1] <= second[0] for first, second in pairwise(longest))


@words_and_texts
@settings(deadline=None)  # the first example loads numpy
def test_the_longest_words_are_found(words: list[str], text: str, shortest: int, times: int) -> None:
    text *= times
    naive, end = [], 0
    for at in range(len(text)):
        starting = [word for word in words if len(word) >= shortest and text.startswith(word, at)]
        if at >= end and starting:
            end = at + max(map(len, starting))
            naive.append((at, end, text[at:end]))
    assert list(Gazetteer({word: word for word in words}, shortest).longest(text)) == naive
    assert list(Lexicon((word, word) for word in words if len(word) >= shortest).longest(text)) == naive


@words_and_texts
@settings(deadline=None)  # the first example loads numpy
def test_gazetteer_finds_every_word(words: list[str], text: str, shortest: int, times: int) -> None:
    text *= times
    held = {word for word in words if len(word) >= shortest}
    naive = {(at, at + len(word), word) for word in held for at in range(len(text)) if text.startswith(word, at)}
    found = list(Gazetteer({word: word for word in words}, shortest).all(text))
    assert found == sorted(naive, key=lambda match: (match[0], -match[1]))


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=2), max_size=4), st.text("甲乙丙丁\ud800", max_size=20))
def test_sieve_holds_no_word_back(openings: list[str], text: str) -> None:
    starts = Sieve(openings).starts(text)
    assert starts == sorted(set(starts))
    assert {at for at in range(len(text)) if text.startswith(tuple(openings), at)} <= set(starts)


def test_sieve_holds_most_other_places_back() -> None:
    assert Sieve(["云南"]).starts("在云南省昆明市") == [1]


def test_gazetteer_leaves_single_characters_out() -> None:
    assert list(Gazetteer({"京": "abbr", "北京": "city"}).longest("京北京")) == [(1, 3, "city")]


def test_lexicon_tables_are_read_without_their_headers() -> None:
    rows = read_table("org_suffixes")
    assert ("股份有限公司", "company") in rows
    assert not any(row[0].startswith("#") or not row[0] for row in rows)


def test_lexicon_weights_are_numbers() -> None:
    table = weights("surnames")
    assert table["王"] > table["司马"] > 0


def test_lexicon_unknown_table() -> None:
    with pytest.raises(FileNotFoundError):
        read_table("no_such_table")

"""Pairs of neighbouring characters, looked up all at once."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment.pairs import Pairs

FEW = st.text("云南昆明a\U00020bb7\ud800", max_size=40)


@pytest.mark.parametrize(
    ("pairs", "text", "places"),
    [
        (["云南", "昆明"], "在云南昆明", [2, 0, 2, 1]),
        (["云南", "昆明", "云南"], "云南", [0]),  # the first of two
        (["云南"], "南云", [1]),
        ([], "云南", [0]),
        (["云南"], "云", []),
        (["云南"], "", []),
        (["\U00020bb7野"], "\U00020bb7野家", [0, 1]),
    ],
)
def test_places(pairs: Sequence[str], text: str, places: Sequence[int]) -> None:
    assert Pairs(pairs).places(text).tolist() == places


@given(st.lists(st.text("云南昆明a\U00020bb7\ud800", min_size=2, max_size=2), max_size=40), FEW)
def test_places_are_those_of_a_dictionary(pairs: Sequence[str], text: str) -> None:
    places = {pair: place for place, pair in reversed(list(enumerate(pairs)))}
    around = [text[at : at + 2] for at in range(len(text) - 1)]
    assert Pairs(pairs).places(text).tolist() == [places.get(pair, len(pairs)) for pair in around]


def test_a_large_table_tells_every_pair_from_every_other() -> None:
    """So many pairs that some share a slot of the hash table."""
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 120)]
    places = {pair: place for place, pair in enumerate(a + b for a in letters for b in letters[::2])}
    text = "".join(a + b for a in letters for b in letters)
    assert Pairs(places).places(text).tolist() == [
        places.get(text[at : at + 2], len(places)) for at in range(len(text) - 1)
    ]

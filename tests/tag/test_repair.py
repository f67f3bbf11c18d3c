"""Pieces of the tagger after repair: whatever the piece, what comes of it lies in the text and holds no half of a bracket."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schema import LABELS
from pipeline.tag.repair import repaired

TEXTS = st.lists(
    st.sampled_from(
        [
            *"鹭岛市长李某1医院科主任银行《》",
            *"（）()“”「」",
            "联合",
            "手机银行",
            "市委",
            "八届二次全会",
            "中国—",
            "青岛市",
            "共建",
            "联赛",
        ]
    ),
    min_size=1,
    max_size=14,
)
PAIRS = (("(", ")"), ("（", "）"), ("「", "」"), ("“", "”"))


@settings(deadline=None)  # the first piece loads the tables
@given(TEXTS.map("".join), st.integers(0, 13), st.integers(1, 14), st.sampled_from(LABELS))
def test_pieces_lie_in_the_text(text: str, start: int, length: int, label: str) -> None:
    end = min(start + length, len(text))
    if start < end:
        for begin, stop, _ in repaired(text, start, end, label):
            assert 0 <= begin < stop <= len(text)


@settings(deadline=None)  # the first piece loads the tables
@given(TEXTS.map("".join), st.integers(0, 13), st.integers(1, 14), st.sampled_from(["PERSON", "LOC", "TITLE", "EVENT"]))
def test_brackets_have_their_partners(text: str, start: int, length: int, label: str) -> None:
    end = min(start + length, len(text))
    marks = re.sub(r"[^()（）「」“”]", "", text[start:end])
    if start < end and len(marks) == 1:
        for begin, stop, _ in repaired(text, start, end, label):
            piece = text[begin:stop]
            assert all(piece.count(opening) == piece.count(closing) for opening, closing in PAIRS), piece

"""The shipped tagger: any input, offsets of the input as given, the same result alone and in a batch."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tag.learned import open_tagger
from pipeline.tag.statistical import PackError, Tagger
from pipeline.tag.statistical.pack import read_pack, write_pack
from pipeline.tag.statistical.tagger import LEAST, SHIPPED

pytest.importorskip("onnxruntime", reason="only the learned tagger needs it")

# Invented people and bodies; none stands in labelled data.
SENTENCES = [
    "滨海市委书记陶立新出席签约仪式。",
    "蓝湾智能科技有限公司董事长顾明远介绍，项目落户江苏省常州市。",
    "记者 范晓彤",
    "今天天气很好。",
    "《滨海市低空经济发展条例》自明年起施行。",
    "华东理工大学教授蒋一鸣、工程师秦露在上海参加了第六届长三角青年科学论坛。",
]


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load()


def likely(pieces):
    """The pieces that are more probable than not."""
    return [piece[:3] for piece in pieces if piece.chance > 0.5]


def found(pieces, text):
    return [(text[start:end], label) for start, end, label in likely(pieces)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京大学校长李晓明出席。", [("北京大学", "ORG"), ("校长", "TITLE"), ("李晓明", "PERSON")]),
        ("北京大學校長李曉明出席。", [("北京大學", "ORG"), ("校長", "TITLE"), ("李曉明", "PERSON")]),
        ("江苏省常州市。", [("江苏省常州市", "LOC")]),
        ("今天天气很好。", []),
        ("销售额增长３５％，达到１２亿元。", []),
        ("", []),
        ("　 \t", []),
    ],
)
def test_spans(tagger, text, expected):
    assert found(tagger.read([text])[0], text) == expected


def test_a_batch_gives_what_the_sentences_give_alone(tagger):
    for text, pieces in zip(SENTENCES, tagger.read(SENTENCES), strict=True):
        (alone,) = tagger.read([text])
        assert likely(alone) == likely(pieces)
        # Weights of 8 bits meet activations rounded by batch: chances differ by a little.
        sure = {piece[:3]: piece.chance for piece in alone}
        assert all(piece.chance == pytest.approx(sure.get(piece[:3], 0), abs=0.1) for piece in pieces)


def test_the_same_call_gives_the_same_chances(tagger):
    assert tagger.read(SENTENCES) == tagger.read(SENTENCES)
    assert tagger.read(SENTENCES) == Tagger.load().read(SENTENCES)


def test_no_sentences(tagger):
    assert tagger.read([]) == []


def test_a_sentence_of_twenty_thousand_characters(tagger):
    unit = "蓝湾智能科技有限公司董事长顾明远介绍，项目进展顺利，"
    text = (unit * (20_000 // len(unit) + 1))[:20_000]
    people = [text[start:end] for start, end, label in likely(tagger.read([text])[0]) if label == "PERSON"]
    assert len(people) >= 0.9 * text.count("顾明远")
    assert set(people) == {"顾明远"}


def test_full_width_and_half_width_give_the_same_spans(tagger):
    for wide, half in [
        ("（记者 范晓彤）", "(记者 范晓彤)"),
        ("Ａｌｉｃｅ Ｗａｎｇ任首席执行官。", "Alice Wang任首席执行官。"),
    ]:
        assert tagger.read([wide]) == tagger.read([half])


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_ordered_pieces_inside_it(sentences):
    tagger = open_tagger(None)
    for text, pieces in zip(sentences, tagger.read(sentences), strict=True):
        assert all(0 <= p.start < p.end <= len(text) and p.label in tagger.labels for p in pieces)
        assert all(LEAST <= p.chance <= 1 for p in pieces)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(likely(pieces)))


def test_a_lone_surrogate_and_zero_characters_do_no_harm(tagger):
    assert tagger.read(["\ud800\0北京\U0010ffff"])[0] is not None


def test_parts_that_do_not_fit_together_are_a_pack_error(tmp_path):
    shipped = read_pack(SHIPPED)
    members = {name: shipped.member(name) for name in shipped.manifest["members"]}
    for change in (
        {"network.onnx": b"no network"},
        {"words.npy": b"x"},
        *({name: members["vectors.npy"]} for name in ("moves.npy", "own.npy", "entering.npy")),
        {"characters.txt": members["characters.txt"][4:]},
    ):
        path = tmp_path / "broken.pack"
        write_pack(
            path, {k: v for k, v in shipped.manifest.items() if k not in ("format", "members")}, members | change
        )
        with pytest.raises(PackError, match=r"broken\.pack.*make train"):
            Tagger.load(path)


def test_the_shipped_pack_says_where_it_comes_from():
    manifest = read_pack(SHIPPED).manifest
    assert {"labels", "weights", "data", "penalty"} <= manifest.keys()
    assert SHIPPED.stat().st_size <= 20_000_000

"""The shipped tagger: any input, offsets of the input as given, the same result alone and in a batch."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tag.statistical import PackError, Tagger
from pipeline.tag.statistical.pack import read_pack, write_pack
from pipeline.tag.statistical.tagger import SHIPPED

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


def found(predictions, text):
    return [(text[p.start : p.end], p.label) for p in predictions]


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
    assert found(tagger.tag([text])[0], text) == expected


def test_a_batch_gives_what_the_sentences_give_alone(tagger):
    together = tagger.tag(SENTENCES)
    for text, predictions in zip(SENTENCES, together, strict=True):
        (alone,) = tagger.tag([text])
        assert [(p.start, p.end, p.label) for p in alone] == [(p.start, p.end, p.label) for p in predictions]
        assert [p.score for p in alone] == pytest.approx([p.score for p in predictions], abs=0.05)


def test_the_same_call_gives_the_same_scores(tagger):
    assert tagger.tag(SENTENCES) == tagger.tag(SENTENCES)
    assert tagger.tag(SENTENCES) == Tagger.load().tag(SENTENCES)


def test_no_sentences(tagger):
    assert tagger.tag([]) == []


def test_a_sentence_of_twenty_thousand_characters(tagger):
    unit = "蓝湾智能科技有限公司董事长顾明远介绍，项目进展顺利，"
    text = (unit * (20_000 // len(unit) + 1))[:20_000]
    (predictions,) = tagger.tag([text])
    people = [p for p in predictions if p.label == "PERSON"]
    assert len(people) >= 0.9 * text.count("顾明远")
    assert all(text[p.start : p.end] == "顾明远" for p in people)


def test_full_width_and_half_width_give_the_same_spans(tagger):
    for wide, half in [
        ("（记者 范晓彤）", "(记者 范晓彤)"),
        ("Ａｌｉｃｅ Ｗａｎｇ任首席执行官。", "Alice Wang任首席执行官。"),
    ]:
        assert [(p.start, p.end, p.label, p.score) for p in tagger.tag([wide])[0]] == [
            (p.start, p.end, p.label, p.score) for p in tagger.tag([half])[0]
        ]


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_ordered_spans_inside_it(sentences):
    tagger = Tagger.load() if not hasattr(test_any_text_gives_ordered_spans_inside_it, "tagger") else None
    tagger = test_any_text_gives_ordered_spans_inside_it.__dict__.setdefault("tagger", tagger)
    for text, predictions in zip(sentences, tagger.tag(sentences), strict=True):
        assert all(0 <= p.start < p.end <= len(text) and p.label in tagger.labels for p in predictions)
        assert all(0 <= p.score <= 1 for p in predictions)
        assert all(a.end <= b.start for a, b in itertools.pairwise(predictions))


def test_a_lone_surrogate_and_zero_characters_do_no_harm(tagger):
    assert tagger.tag(["\ud800\0北京\U0010ffff"])[0] is not None


def test_parts_that_do_not_fit_together_are_a_pack_error(tmp_path):
    shipped = read_pack(SHIPPED)
    members = {name: shipped.member(name) for name in shipped.manifest["members"]}
    for change in ({"network.onnx": b"no network"}, {"words.txt": b"x"}, {"moves.npy": members["vectors.npy"]}):
        path = tmp_path / "broken.pack"
        write_pack(
            path, {k: v for k, v in shipped.manifest.items() if k not in ("format", "members")}, members | change
        )
        with pytest.raises(PackError, match=r"broken\.pack.*make train"):
            Tagger.load(path)


def test_the_shipped_pack_says_where_it_comes_from():
    manifest = read_pack(SHIPPED).manifest
    assert {"labels", "commit", "data", "calibration", "penalty"} <= manifest.keys()
    assert SHIPPED.stat().st_size <= 20_000_000

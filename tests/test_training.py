"""The parts of training that need no torch: labelled sets, silver labels, folds, the weights of evidence."""

import hashlib
import json
import pickle
import random
from itertools import chain, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.tag import load_extractors
from pipeline.tag.base import Candidate
from pipeline.tag.statistical import Piece
from pipeline.tag.weigh import EVIDENCE
from training.tagger.cross import Tally
from training.tagger.data import FOLDS, LABELS, Example, cluener, columns, fold_of, ours
from training.tagger.expected import expected
from training.tagger.fetch import _NoClasses
from training.tagger.narrow import NARROW, moments, narrowed
from training.tagger.read_news import LABELLED, read_news
from training.tagger.silver import chosen, unlike, weighed
from training.tagger.swaps import mentions_of, swapped
from training.tagger.weights import Case, learn, scores


def test_cluener_ends_are_inclusive(tmp_path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text('{"text": "秦望舒说", "label": {"name": {"秦望舒": [[0, 2]]}}}\n{"text": "无"}\n', encoding="utf-8")
    first, second = cluener(path)
    assert (first.origin, first.head, first.spans) == ("cluener/train", "cluener", ((0, 3, "name", False),))
    assert second.spans == ()


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["B-PER", "E-PER", "S-LOC"], [(0, 2, "PER"), (2, 3, "LOC")]),
        (["B-PER", "B-PER", "E-PER"], [(0, 1, "PER"), (1, 3, "PER")]),
        (["I-PER", "I-PER", "I-LOC"], [(0, 2, "PER"), (2, 3, "LOC")]),
        (["O", "O", "O"], []),
    ],
)
def test_columns_of_tags_become_spans(tmp_path, tags, spans) -> None:
    path = tmp_path / "some"
    path.write_text("".join(f"字 {tag}\n" for tag in tags) + "\n\n", encoding="utf-8")
    (example,) = columns("peoples_daily", path)
    assert (example.text, example.spans) == ("字字字", tuple((*span, False) for span in spans))


def test_sentences_that_a_span_holds_together_are_one(tmp_path) -> None:
    (tmp_path / "d.json").write_text(
        '{"text": "他说好。再见。完了。", "spans": [{"start": 2, "end": 6, "label": "WORK"}, {"start": 0, "end": 1, "label": "DATE"}]}',
        encoding="utf-8",
    )
    assert [(e.text, e.spans) for e in ours("corpus", tmp_path)] == [
        ("他说好。再见。", ((2, 6, "WORK", False),)),
        ("完了。", ()),
    ]


def test_news_that_was_read_leaves_open_sentences_out(tmp_path) -> None:
    text = "秦望舒说好。再见？云港到了。"
    item = {
        "index": 1,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "spans": [[0, 3, "PERSON"]],
        "optional": [[9, 11, "LOC"]],
        "open": [[6, 7]],
    }
    labelled = tmp_path / "some.jsonl"
    labelled.write_text(json.dumps(item) + "\n", encoding="utf-8")
    found = read_news(["无", text], labelled)
    assert [(e.origin, e.head, e.text, e.spans) for e in found[text]] == [
        ("read", "ours", "秦望舒说好。", ((0, 3, "PERSON", False),)),
        ("read", "ours", "云港到了。", ((0, 2, "LOC", True),)),
    ]
    with pytest.raises(SystemExit, match="text 1 of the wheel is another one"):
        read_news(["无", "别的"], labelled)


def test_labels_of_the_news_that_was_read_are_whole() -> None:
    items = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    assert len({item["index"] for item in items}) == len({item["sha256"] for item in items}) == len(items)
    for item in items:
        assert set(item) <= {"index", "sha256", "spans", "optional", "open"}
        spans = sorted(item["spans"] + item.get("optional", []))
        assert all(0 <= start < end and label in LABELS["ours"] for start, end, label in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_swaps_move_the_spans_and_leave_all_between_them() -> None:
    spans = ((0, 3, "PERSON", False), (4, 6, "TITLE", True), (7, 9, "ORG", False))
    example = Example("inews", "d", 0, "秦望舒和院长去清大。", spans)
    mentions = {"PERSON": ["欧阳明月"], "TITLE": ["总经理"], "ORG": ["云港"]}
    turned = swapped(example, mentions, random.Random(0), share=1)
    assert turned.text == "欧阳明月和总经理去云港。"
    assert turned.spans == ((0, 4, "PERSON", False), (5, 8, "TITLE", True), (9, 11, "ORG", False))
    assert swapped(example, mentions, random.Random(0), share=0) == example


def test_swaps_leave_a_sentence_with_spans_in_spans() -> None:
    example = Example(
        "cluener/train", "d", 0, "清河大学校长", ((0, 4, "organization", False), (0, 2, "address", False))
    )
    assert swapped(example, mentions_of([example]), random.Random(0), share=1) == example


@given(st.data())
def test_swapped_spans_are_mentions_of_their_label(data) -> None:
    text = data.draw(st.text(min_size=1, max_size=30))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = tuple(
        (start, end, data.draw(st.sampled_from(LABELS["ours"])), data.draw(st.booleans()))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    example = Example("inews", "d", 0, text, spans)
    mentions = mentions_of([example])
    turned = swapped(example, mentions, random.Random(data.draw(st.integers(0, 9))))
    assert [(label, optional) for *_, label, optional in turned.spans] == [span[2:] for span in spans]
    assert all(turned.text[start:end] in mentions[label] for start, end, label, _ in turned.spans)
    assert _between(turned) == _between(example)


def _between(example: Example) -> list[str]:
    """What stands before, between and behind the spans."""
    borders = [0, *chain.from_iterable(span[:2] for span in example.spans), len(example.text)]
    return [example.text[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]


def test_every_document_is_unseen_in_one_fold() -> None:
    folds = fold_of([f"d{number}" for number in range(23)])
    assert sorted(set(folds.values())) == list(range(FOLDS))
    assert folds == fold_of([f"d{number}" for number in reversed(range(23))])


def test_texts_are_read_by_an_unpickler_without_classes(tmp_path) -> None:
    path = tmp_path / "texts.pkl"
    path.write_bytes(pickle.dumps(np.zeros(1)))
    with path.open("rb") as file, pytest.raises(pickle.UnpicklingError, match="refused: numpy"):
        _NoClasses(file).load()


NEWS = [
    "今天天气很好，适合出门散步和晒太阳。",
    "三座实验楼在郊区同时开工，工期两年。",
    "图书馆周末延长开放时间，到晚上十点。",
]
LONG = "清河大学校长秦望舒昨日在学校体育馆宣布，学校将建设三座新的实验楼，预计明年底全部投入使用。"


def test_news_like_labelled_or_earlier_texts_is_left_out() -> None:
    assert list(unlike([LONG, "今天天气很好，适合出门散步和晒太阳。"], [LONG])) == [
        "今天天气很好，适合出门散步和晒太阳。"
    ]
    assert list(unlike([LONG, LONG.replace("，", "， ")], [])) == [LONG], "spaces make no difference"


def test_the_choice_of_news_is_the_same_each_time() -> None:
    some = chosen(NEWS, [], 20, 1)
    assert some == chosen(NEWS, [], 20, 1)
    assert len(some) == 2, "so many characters, and no text more"
    assert set(some) < set(NEWS)


class Says:
    """A tagger with a ready answer for the one sentence."""

    def __init__(self, *pieces: Piece) -> None:
        self.pieces = list(pieces)

    def read(self, sentences, folded=False) -> list[list[Piece]]:
        return [self.pieces for _ in sentences]


TEXT = "清河大学校长秦望舒出席。"
NAME = TEXT.index("秦望舒"), TEXT.index("出席"), "PERSON"
VERB = TEXT.index("出席"), TEXT.index("。"), "LOC"


def test_weighed_news_keeps_the_chances_that_rules_and_tagger_give_together() -> None:
    rules = [rule for rule in load_extractors(Settings()) if rule.label == "PERSON"]
    weights = {"PERSON": tuple(float(name == "kept") * 4 for name in EVIDENCE)}  # what the rules keep has e^4 to 1
    tagger = Says(Piece(*NAME, 0.3), Piece(*VERB, 0.6))
    (example,) = weighed([TEXT], tagger, rules, weights)
    assert (example.head, example.spans) == ("ours", ())
    chances = {piece[:3]: piece[3] for piece in example.chances}
    assert chances[NAME] == pytest.approx(0.982, abs=1e-3)
    assert chances[VERB] == 0.6, "a label without weights is the tagger's"


OURS = LABELS["ours"]


@pytest.mark.parametrize(
    ("chances", "at", "likely"),
    [
        ([(1, 2, "ORG", 0.5)], 1, {0: 0.5, 1 + 4 * 2 + 3: 0.5}),  # alone
        ([(0, 3, "PERSON", 1.0)], 1, {2: 1.0}),  # inside
        ([(0, 3, "PERSON", 0.75)], 2, {0: 0.25, 3: 0.75}),  # its end
        ([(0, 2, "PERSON", 0.9), (1, 3, "TITLE", 0.3)], 1, {3: 0.75, 5: 0.25}),  # more than one in all
        ([], 3, {0: 1.0}),
    ],
)
def test_chances_of_pieces_become_chances_of_tags(chances, at, likely) -> None:
    tags = expected(tuple(chances), 4, OURS).tags
    assert {n: float(v) for n, v in enumerate(tags[at]) if v} == pytest.approx(likely, abs=2e-3)


def test_a_sentence_has_one_move_less_than_characters() -> None:
    chances = ((0, 3, "PERSON", 0.8), (3, 5, "TITLE", 0.6), (5, 6, "LOC", 0.3))
    tags, moves = expected(chances, 9, OURS)
    assert tags.sum(1) == pytest.approx(np.ones(9), abs=2e-3)
    assert moves.sum() == pytest.approx(8, abs=2e-2)
    assert moves[1, 2] == pytest.approx(0.8), "begins, and goes on"
    assert moves[2, 3] == pytest.approx(0.8), "goes on, and ends"
    assert moves[3, 0] + moves[3, 5] == pytest.approx(0.8, abs=2e-3), "ends, and another or none begins"


def case(label: str, right: bool, **evidence: float) -> Case:
    figures = tuple(evidence.get(name, 1.0 if name == "bias" else 0.0) for name in EVIDENCE)
    return Case("d", Candidate(0, 1, label, "test"), figures, right)


def test_learnt_scores_follow_what_was_right() -> None:
    cases = [case("ORG", n % 10 > 0, chance=2.0) for n in range(200)]
    cases += [case("ORG", n % 10 == 0, chance=-2.0) for n in range(200)]
    sure, unsure = scores([cases[0], cases[-1]], learn(cases))
    assert sure == pytest.approx(0.9, abs=0.03)
    assert unsure == pytest.approx(0.1, abs=0.03)


def test_optional_gold_counts_neither_way() -> None:
    tally = Tally()
    gold = ((0, 3, "ORG", False), (5, 8, "ORG", True), (9, 12, "LOC", False))
    tally.add(gold, {(0, 3, "ORG"), (5, 7, "ORG"), (20, 22, "LOC")})
    assert tally.f1(["ORG"]) == 100
    assert tally.f1(["LOC"]) == 0


WAYS = ("read.forwards.weight_ih_l0", "read.backwards.weight_ih_l0")


@pytest.fixture
def wide() -> dict[str, np.ndarray]:
    """Weights of an LSTM of 5 units each way that takes in 12 columns."""
    rng = np.random.default_rng(3)
    return {name: rng.standard_normal((20, 12)).astype(np.float32) for name in (*WAYS, "other")}


def gates(weights: dict[str, np.ndarray], entering: np.ndarray) -> np.ndarray:
    """What the LSTM makes of its input."""
    through = entering @ weights[NARROW].T if NARROW in weights else entering
    return np.hstack([through @ weights[way].T for way in WAYS])


def test_a_narrow_layer_changes_nothing_for_what_varies_in_few_directions(wide) -> None:
    rng = np.random.default_rng(4)
    entering = rng.standard_normal((300, 4)) @ rng.standard_normal((4, 12))
    narrow = narrowed(wide, moments([entering[:100], entering[100:]]), width=4)
    assert narrow[NARROW].shape == (4, 12)
    assert {way: narrow[way].shape for way in WAYS} == dict.fromkeys(WAYS, (20, 4))
    assert narrow["other"] is wide["other"]
    assert np.allclose(gates(narrow, entering), gates(wide, entering), atol=1e-3)


def test_a_narrow_layer_loses_least_where_text_is_dense(wide) -> None:
    """What enters in text counts: a layer made for even input is worse on input of uneven columns, and the other way round."""
    even = np.random.default_rng(5).standard_normal((2000, 12))
    uneven = even * np.geomspace(10, 0.01, 12)

    def lost(entering: np.ndarray, made_for: np.ndarray) -> float:
        narrow = narrowed(wide, moments([made_for]), width=4)
        return float(np.square(gates(narrow, entering) - gates(wide, entering)).mean())

    assert lost(uneven, uneven) < 0.1 * lost(uneven, even)
    assert lost(even, even) < lost(even, uneven)

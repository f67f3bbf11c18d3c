"""The parts of the learned tagger that need no pack: word matching, cutting, decoding, packs."""

import itertools
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tag.statistical.around import KINDS, Around, Products
from pipeline.tag.statistical.crf import Chain
from pipeline.tag.statistical.cut import cut
from pipeline.tag.statistical.grid import layout, layouts
from pipeline.tag.statistical.lexicon import Lexicon, encode
from pipeline.tag.statistical.pack import FORMAT, PackError, read_pack, write_pack
from pipeline.tag.statistical.tagger import WINDOW, _windows

WORDS = ["ab", "abc", "bc", "cab", "aaaa", "ba", "cc"]


@given(st.lists(st.text(alphabet="abc", max_size=12), min_size=1, max_size=5))
def test_lexicon_finds_what_a_plain_search_finds(sentences):
    codes = encode(sentences)
    found = Lexicon.of(WORDS).find(codes)
    text = "\0".join(sentences) + "\0"
    expected = {(i, len(w), k) for k, w in enumerate(WORDS) for i in range(len(text)) if text.startswith(w, i)}
    assert set(zip(found.start.tolist(), found.length.tolist(), found.word.tolist(), strict=True)) == expected
    assert len(found.start) == len(expected)


def test_lexicon_without_words_finds_nothing():
    assert len(Lexicon.of([]).find(encode(["北京"])).start) == 0
    assert len(Lexicon.of(["京"]).find(encode(["北京"])).start) == 0  # single characters are no words here


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("在北京大学", ["在", "北京大学"]),
        ("京大学生", ["京大", "学生"]),  # two units either way: the more even ones win
        ("2026年", ["2026", "年"]),  # single letters and digits are joined
        ("x北京y", ["x", "北京", "y"]),
        ("", []),
    ],
)
def test_cut_uses_the_fewest_units(text, units):
    lexicon = Lexicon.of(["北京", "大学", "北京大学", "大学生", "学生", "京大"])
    codes = encode([text])
    starts = cut(codes, lexicon.find(codes), 17.0).tolist()
    assert [text[a:b] for a, b in itertools.pairwise([*starts, len(codes)])][:-1] == units


def products(seed=0):
    """Products of random vectors of `WORDS` and no own ones, and those of each kind: (kinds, words, outputs)."""
    random = np.random.default_rng(seed)
    vectors, scale = random.integers(-9, 9, (len(WORDS), 3)), random.random((len(WORDS), 1))
    weights = random.normal(size=(KINDS, 3, 2))
    own = np.zeros((1, 2), dtype=np.float32)
    entry = Products(own, vectors.astype(np.int8), scale.astype(np.float32), weights.astype(np.float32))
    return entry, (vectors * scale) @ weights


@given(st.text(alphabet="abc", min_size=1, max_size=12))
def test_a_row_adds_up_the_means_of_the_words_that_begin_hold_and_end(text):
    entry, of = products()
    codes = encode([text])
    rows = entry(np.zeros(len(codes), dtype=int), Around.of(Lexicon.of(WORDS).find(codes), len(codes)))
    assert len(rows) == len(text) + 1
    for at, row in enumerate(rows):
        found = [
            (k, i) for k, w in enumerate(WORDS) for i in range(at + 1) if text.startswith(w, i) and at < i + len(w)
        ]
        expected = np.zeros(2)
        for kind, chosen in enumerate(
            (
                [k for k, i in found if i == at],
                [k for k, i in found if i < at < i + len(WORDS[k]) - 1],
                [k for k, i in found if at == i + len(WORDS[k]) - 1],
            )
        ):
            expected += of[kind, chosen].mean(axis=0) if chosen else 0
        assert row == pytest.approx(expected, abs=1e-4)


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=8), max_size=6), st.randoms())
def test_products_do_not_depend_on_what_was_read_before(texts, random):
    (one, _), (other, _) = products(), products()
    lexicon = Lexicon.of(WORDS)
    around = {text: Around.of(lexicon.find(encode([text])), len(text) + 1) for text in texts}

    def rows(entry, text):
        return entry(np.zeros(len(text) + 1, dtype=int), around[text]).tolist()

    first = {text: rows(one, text) for text in texts}
    random.shuffle(texts)
    assert {text: rows(other, text) for text in texts} == first


def chain(seed, labels=2):
    """A chain with random scores, in which BIES forbids what it forbids."""
    random = np.random.default_rng(seed)
    tags = 4 * labels + 1
    moves = random.normal(size=(tags, tags)).astype(np.float32)
    first, last = random.normal(size=(2, tags)).astype(np.float32)
    for a in range(tags):
        kind = "O" if a == 0 else "BIES"[(a - 1) % 4]
        first[a] += -1e4 if kind in "IE" else 0
        last[a] += -1e4 if kind in "BI" else 0
        for b in range(tags):
            after = "O" if b == 0 else "BIES"[(b - 1) % 4]
            same = a > 0 and b > 0 and (a - 1) // 4 == (b - 1) // 4
            moves[a, b] += 0 if (same and after in "IE" if kind in "BI" else after in "OBS") else -1e4
    return Chain(moves, first, last)


def spans_of(path):
    """Spans of a legal path of tags."""
    start = 0
    for at, tag in enumerate(path):
        label, kind = divmod(tag - 1, 4)
        start = at if tag and kind in (0, 3) else start
        if tag and kind in (2, 3):
            yield start, at + 1, label


def all_paths(model, scores):
    """Every path with a weight; the illegal ones weigh nothing."""
    for path in itertools.product(range(scores.shape[1]), repeat=len(scores)):
        total = model.first[path[0]] + model.last[path[-1]] + sum(scores[t, tag] for t, tag in enumerate(path))
        yield path, float(np.exp(total + sum(model.moves[a, b] for a, b in itertools.pairwise(path))))


@pytest.mark.parametrize("seed", range(4))
def test_chances_agree_with_all_paths(seed):
    model = chain(seed)
    lengths = np.array([1, 2, 3, 4])
    scores = np.random.default_rng(seed + 100).normal(scale=2, size=(10, 9)).astype(np.float32)
    expected = {}
    for length in lengths:
        shift = int(lengths[: length - 1].sum())
        paths = list(all_paths(model, scores[shift : shift + length]))
        whole = sum(weight for _, weight in paths)
        for path, weight in paths:
            for start, end, label in spans_of(path) if weight else ():
                key = (start + shift, end + shift, label)
                expected[key] = expected.get(key, 0) + weight / whole
    found = {(start, end, label): chance for start, end, label, chance in model.spans(scores, lengths, 0.01)}
    assert found == pytest.approx({key: chance for key, chance in expected.items() if chance >= 0.01}, abs=1e-4)


def test_chances_of_long_and_certain_sentences_stay_in_range():
    model = chain(1)
    scores = np.random.default_rng(5).normal(scale=60, size=(400, 9)).astype(np.float32)
    found = list(model.spans(scores, np.array([400]), 0.02))
    assert found
    assert all(0.02 <= chance <= 1 for *_, chance in found)
    assert list(model.spans(scores[:0], np.array([], dtype=np.int64), 0.02)) == []


@pytest.mark.parametrize(
    "text", ["", "字", "字" * WINDOW, "字" * 20_000, "字，" * 5_000, "，" * 3000, ("字" * 399 + "，") * 9]
)
def test_windows_tile_a_text_of_any_length(text):
    windows = list(_windows(text))
    assert "".join(text[a:b] for a, b in windows) == text
    assert all(0 < b - a <= WINDOW for a, b in windows)


def make(path: Path, **manifest):
    write_pack(
        path, {"labels": ["PERSON"], **manifest}, {"characters.txt": "北京大学".encode(), "numbers.npy": b"none"}
    )
    return path


def test_a_pack_is_read_as_it_was_written_and_written_alike(tmp_path):
    one, two = make(tmp_path / "one.pack"), make(tmp_path / "two.pack")
    assert one.read_bytes() == two.read_bytes()
    assert read_pack(one).member("characters.txt") == "北京大学".encode()
    assert read_pack(one).manifest["format"] == FORMAT


def rewritten(path, change):
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def other_format(members):
    members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), "format": FORMAT + 1}).encode()


DAMAGE = [
    ("no such file", lambda path: path.unlink(), "cannot be read"),
    ("no pack at all", lambda path: path.write_bytes(b"hello"), "damaged"),
    ("cut short", lambda path: path.write_bytes(path.read_bytes()[:-40]), "damaged"),
    (
        "a bit flipped",
        lambda path: path.write_bytes(path.read_bytes().replace(b"characters", b"ch4racters")),
        "damaged|missing",
    ),
    (
        "a member changed",
        lambda path: rewritten(path, lambda m: m.update({"characters.txt": b"x"})),
        "characters.txt is damaged",
    ),
    ("a member gone", lambda path: rewritten(path, lambda m: m.pop("characters.txt")), "characters.txt is missing"),
    ("no manifest", lambda path: rewritten(path, lambda m: m.pop("manifest.json")), "manifest"),
    ("a list for a manifest", lambda path: rewritten(path, lambda m: m.update({"manifest.json": b"[]"})), "manifest"),
    ("another format", lambda path: rewritten(path, other_format), f"format {FORMAT + 1}"),
]


@pytest.mark.parametrize(("damage", "message"), [d[1:] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_a_wrong_pack_is_named_with_the_remedy(tmp_path, damage, message):
    path = make(tmp_path / "my.pack")
    damage(path)
    with pytest.raises(PackError, match=message) as caught:
        read_pack(path)
    assert str(path) in str(caught.value)
    assert "make train" in str(caught.value)


def test_an_unreadable_member_is_a_pack_error(tmp_path):
    pack = read_pack(make(tmp_path / "my.pack"))
    for read in (lambda: pack.array("numbers.npy"), lambda: pack.array("gone.npy")):
        with pytest.raises(PackError):
            read()


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5))
def test_grid_and_places_are_inverse(lengths):
    lengths = np.array(lengths)
    grid, places, states, rows = layout(lengths)
    assert np.delete(np.arange(lengths.sum() + len(lengths)), np.cumsum(lengths + 1) - 1).tolist() == rows.tolist()
    assert grid.ravel()[places[rows]].tolist() == rows.tolist()
    for way in (0, 1):
        ways = np.full((len(grid), 2, len(lengths)), -1)
        ways[:, way] = grid
        assert ways.ravel()[states[rows, way]].tolist() == rows.tolist()
    assert grid.shape == (lengths.max(), len(lengths))


@given(st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=4), min_size=1, max_size=4))
def test_grids_of_some_sentences_each_are_those_of_the_sentences_alone(groups):
    together = layouts(np.array([*itertools.chain(*groups)]), [len(group) for group in groups])
    for several, group in zip(together, groups, strict=True):
        alone = layout(np.array(group))
        assert [part.tolist() for part in several] == [part.tolist() for part in alone]

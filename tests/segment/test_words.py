"""Words: jieba's segmentation as offsets that tile the text."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import WordSegmenter

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in WordSegmenter.shared().spans(text)]


@settings(deadline=None)  # the first example loads tables
@given(TEXTS)
def test_words_tile_any_text(text: str) -> None:
    spans = list(WordSegmenter.shared().spans(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "a\tb", "３.５％", "\u3000中文\u3000", "𠮷野家", "👩‍🔬"])
def test_words_keep_blanks_and_rare_characters(text: str) -> None:
    assert "".join(words(text)) == text


def test_words_have_a_dictionary_of_their_own() -> None:
    before = words("云杉坪会客厅")
    jieba.add_word("云杉坪会客厅", freq=10**9)
    try:
        assert words("云杉坪会客厅") == before
    finally:
        jieba.del_word("云杉坪会客厅")


@pytest.mark.parametrize(("text", "known"), [("出席", True), ("大学", True), ("席大", False), ("", False)])
def test_words_is_word(text: str, known: bool) -> None:
    assert WordSegmenter.shared().is_word(text) is known


def test_words_likely_text_costs_less_than_unlikely() -> None:
    likely, unlikely = (WordSegmenter.shared().log_probabilities(text)[0] for text in ("大学", "席鬱"))
    assert likely > unlikely


@settings(deadline=None)  # the first example loads tables
@given(TEXTS)
def test_words_log_probabilities_are_given_for_each_suffix(text: str) -> None:
    costs = WordSegmenter.shared().log_probabilities(text)
    assert len(costs) == len(text) + 1 and costs[-1] == 0.0
    assert all(cost < 0 for cost in costs[:-1])
    assert costs[1:] == WordSegmenter.shared().log_probabilities(text[1:])[: len(text)] or not text


def test_words_cache_goes_into_the_folder_given(tmp_path: Path) -> None:
    segmenter = WordSegmenter(tmp_path / "cache")
    assert list(segmenter.spans("出席大会")) == list(WordSegmenter.shared().spans("出席大会"))
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".cache"]


def test_words_work_without_a_folder_to_write_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    segmenter = WordSegmenter(tmp_path / "file")
    assert list(segmenter.spans("出席大会")) == list(WordSegmenter.shared().spans("出席大会"))


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    """jieba as it comes; a tokenizer of its own, as others add words to the module's."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    return tokenizer


def test_words_are_those_of_jieba_on_releases(theirs: jieba.Tokenizer) -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus" / "raw").glob("*.txt"))[:12]:
        text = path.read_text(encoding="utf-8")
        assert words(text) == theirs.lcut(text)


@settings(deadline=None)  # the first example loads tables
@given(text=st.text(st.sampled_from("中国人民银行长孙寿山大学生前来到了10a. ，𠮷鬱"), max_size=30))
def test_words_are_those_of_jieba(theirs: jieba.Tokenizer, text: str) -> None:
    assert words(text) == theirs.lcut(text)

"""jieba's dictionary and the file that it is kept in."""

from itertools import pairwise
from math import log
from pathlib import Path

import jieba
import pytest

from pipeline.segment.dictionary import Dictionary


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home") / "cache"


@pytest.fixture(scope="module")
def made(folder: Path) -> Dictionary:
    return Dictionary.open(folder)


def test_dictionary_has_the_counts_of_jieba(made: Dictionary) -> None:
    counts, total = jieba.Tokenizer.gen_pfdict(jieba.Tokenizer().get_dict_file())
    assert made.weights == {word: log(count) - log(total) if count else 0.0 for word, count in counts.items()}
    assert made.unknown == -log(total)


def test_dictionary_has_the_shortest_words_first(made: Dictionary) -> None:
    assert all(one <= other for one, other in pairwise(map(len, made.weights)))


def test_dictionary_is_kept_in_one_file(made: Dictionary, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [path.suffix for path in folder.iterdir()] == [".cache"]
    monkeypatch.delattr(jieba.Tokenizer, "gen_pfdict")  # it is not made again
    kept = Dictionary.open(folder)
    assert list(kept.weights.items()) == list(made.weights.items()) and kept.unknown == made.unknown


@pytest.mark.parametrize("content", [b"", b"no marshal", b"\xfb", b"i\x01\x00\x00\x00", b"half"])
def test_a_damaged_file_is_made_anew(made: Dictionary, folder: Path, content: bytes) -> None:
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if content == b"half" else content)
    assert Dictionary.open(folder).weights == made.weights
    assert [path] == list(folder.iterdir()) and path.stat().st_size == len(whole)


def test_dictionary_needs_no_folder_to_write_to(made: Dictionary, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert Dictionary.open(tmp_path / "file").weights == made.weights


def test_nothing_is_left_of_a_file_that_cannot_be_written(
    made: Dictionary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert Dictionary.open(tmp_path).weights == made.weights
    assert not list(tmp_path.iterdir())

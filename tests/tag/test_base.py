"""Extractors in general: registration, and what holds for each of them on any text."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.schema import LABELS
from pipeline.segment import Passage
from pipeline.tag import REGISTRY, Candidate, Extractor, extractor, load_extractors

BUILT_IN = load_extractors(Settings())

PIECES = st.sampled_from(
    re.findall(
        r"\S+|\s",
        "副署长 孙寿山 秦望舒 、 ， 。 ： （ ） “ ” 《 》 记者 教授 主任 总经理 Peter Hansen （以下简称“ 有限公司 大学 市委 石家庄市 北京 𠮷 一 A ① \n\u3000"
        "第三届 论坛 举行 在 中心 原 拟任 任 为 2026年 3月2日 近 亿元 35% 讯 电 某 先生 的",
    )
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map("".join),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
)


@given(TEXTS)
@settings(deadline=None, max_examples=150)  # the first example loads tables
def test_base_extractors_take_any_text(text: str) -> None:
    passage = Passage.of(text)
    for found in BUILT_IN:
        candidates = list(found(passage))
        assert all(0 <= c.start < c.end <= len(text) for c in candidates), found.name
        assert all(c.label == found.label and 0 <= c.score <= 1 and c.rule for c in candidates), found.name
        assert candidates == list(found(passage)) == found.find(text), found.name


@pytest.mark.parametrize("found", BUILT_IN, ids=lambda found: found.name)
def test_base_extractor_on_blank_text(found: Extractor) -> None:
    assert found.find("") == found.find(" \n\u3000") == []


@pytest.mark.parametrize("found", BUILT_IN, ids=lambda found: found.name)
def test_base_built_in_extractors_say_what_they_find(found: Extractor) -> None:
    assert found.label in LABELS
    assert found.origin == "built in"
    assert found.summary.rstrip(".") and "\n" not in found.summary


def test_base_every_label_has_an_extractor() -> None:
    assert {found.label for found in BUILT_IN} == set(LABELS)


@pytest.fixture
def registry() -> Iterator[dict[str, Extractor]]:
    before = dict(REGISTRY)
    yield REGISTRY
    REGISTRY.clear()
    REGISTRY.update(before)


def test_base_decorator_registers_under_the_name(registry: dict[str, Extractor]) -> None:
    @extractor("PHONE")
    def phone(passage: Passage) -> Iterator[Candidate]:
        """Telephone numbers.

        More about them.
        """
        yield Candidate(0, 1, "PHONE", "phone:test")

    @extractor("PHONE", name="mobile")
    def other(passage: Passage) -> Iterator[Candidate]:
        return iter(())

    assert registry["phone"] is phone and registry["mobile"] is other and "other" not in registry
    assert (phone.name, phone.label, phone.summary) == ("phone", "PHONE", "Telephone numbers.")
    assert phone.origin == __name__
    assert other.summary == ""
    assert phone.find("1") == [Candidate(0, 1, "PHONE", "phone:test", 0.5, {})]


def test_base_decorator_refuses_a_name_that_is_taken(registry: dict[str, Extractor]) -> None:
    def rule(passage: Passage) -> Iterator[Candidate]:
        return iter(())

    with pytest.raises(ValueError, match=r"'person' exists already \(from pipeline\.tag\.persons\)"):
        extractor("PHONE", name="person")(rule)

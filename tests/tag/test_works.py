"""WORK: titles in 《》, brackets included."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tag.works import MAX_LENGTH, is_periodical, titles_in_marks, work

WORKS = [
    ("他著有《稻田里的算法》。", ["《稻田里的算法》"]),
    ("印发《青禾市绿化条例》和《绿化规划》。", ["《青禾市绿化条例》", "《绿化规划》"]),
    # marks nest; the outermost pair is the title
    ("印发《关于〈绿化条例〉的通知》。", ["《关于〈绿化条例〉的通知》"]),
    ("印发《关于《绿化条例》的通知》。", ["《关于《绿化条例》的通知》"]),
    # bracketed years and states directly after it belong to it
    ("双方签署《合作协议（2026-2030年）》。", ["《合作协议（2026-2030年）》"]),
    ("双方签署《合作协议》（2026—2030年）。", ["《合作协议》（2026—2030年）"]),
    ("印发《管理办法》（试行）。", ["《管理办法》（试行）"]),
    ("印发《管理办法》（以下简称《办法》）。", ["《管理办法》", "《办法》"]),
    ("签署《合作协议》，（2026年）生效。", ["《合作协议》"]),
    # a newspaper is an organization
    ("《青禾日报》刊发了消息。", []),
    ("《明报》报道了此事。", []),
    # no title
    ("双方签署合作协议。", []),
    ("“稻田里的算法”是一句口号。", []),
    ("《》是书名号。", []),
    ("他著有《稻田里的算法。", []),
    ("他著有稻田里的算法》。", []),
    ("《上\n下》", []),
    (f"《{'长' * MAX_LENGTH}》", []),
]


@pytest.mark.parametrize(("text", "expected"), WORKS)
def test_works_find(text: str, expected: list[str]) -> None:
    assert [(text[c.start : c.end], c.label) for c in work.find(text)] == [(title, "WORK") for title in expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("青禾日报", True), ("松江晚报", True), ("河海大学学报", True), ("公报", False), ("年报", False), ("条例", False)],
)
def test_works_is_periodical(name: str, expected: bool) -> None:
    assert is_periodical(f"《{name}》", 0, len(name) + 2) is expected


@given(st.text(alphabet="《》〈〉甲\n（）2026年-", max_size=40))
@settings(deadline=None)  # the first example loads tables
def test_works_marks_pair_on_one_line(text: str) -> None:
    spans = list(titles_in_marks(text))
    assert all(text[start] == "《" and text[end - 1] == "》" and "\n" not in text[start:end] for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))

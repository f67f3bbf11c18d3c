"""PERSON: Japanese names in Chinese characters, which are no longer than a word or a place may be."""

from collections.abc import Callable

import pytest

from pipeline.segment import Passage
from pipeline.tag.japanese_model import JapaneseModel
from pipeline.tag.japanese_names import japanese_names

Mentions = Callable[..., list[tuple[str, str]]]

NAMES = [
    # two or three characters of family name, one to three of given name, whatever stands around
    ("日本媒体报道，宫原圭吾随后离开。", ["宫原圭吾"]),
    ("日本男子渡边纯一郎被捕。", ["渡边纯一郎"]),
    ("日本品牌由长谷川春树创立。", ["长谷川春树"]),
    ("长谷川玲曾在东京学习。", ["长谷川玲"]),
    ("石原里美和山下春树将出演这部日剧。", ["石原里美", "山下春树"]),
    # given names that no table has, by their characters; and what follows is no part of them
    ("日本选手羽生弦太夺冠。", ["羽生弦太"]),
    ("日本公司由川久保玲于1973年创立。", ["川久保玲"]),
    # what stands behind is of no matter but where it makes the name another
    ("日本首相宫原文雄8号访华。", ["宫原文雄"]),
    ("《宫原文博报》登了日本的照片。", []),
    # names that are words of the dictionary, but no other words
    ("日本作家川端康成的小说。", ["川端康成"]),
    ("日本游客说，苏州小桥流水，大江南北都一样。", []),
    # places, schools and companies that begin like a family name
    ("日本的宫原公司和森友学园位于东京都江户川区。", []),
    ("他出生在日本北海道千岁市。", []),
    # a text that does not speak of Japan
    ("高山、中村、青山绿水，大西洋的风。", []),
    ("10月5日本报讯，大西高山青山绿水。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_japanese_names_in_texts_about_japan(text: str, names: list[str]) -> None:
    assert [text[form.start : form.end] for form in japanese_names(Passage.of(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # behind a title in any text
        ("作家东野圭吾的新书出版了。", ["东野圭吾"]),
        ("演员石原里美、长谷川春树到场。", ["石原里美", "长谷川春树"]),
        ("工程师牛尾经常带队。", ["牛尾"]),
        # by the family name later, but not before a form of address
        ("日本首相田中纯一郎访华。田中表示满意。田中先生很忙。", ["田中纯一郎", "田中"]),
        ("日本首相田中纯一郎访华。田中眼科停业。", ["田中纯一郎"]),
    ],
)
def test_japanese_names_among_all_names(mentions: Mentions, text: str, names: list[str]) -> None:
    assert mentions(text, "PERSON") == [(name, "PERSON") for name in names]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("东野圭吾", "东野"),
        ("长谷川克之", "长谷川"),
        ("佐佐木纯一郎", "佐佐木"),
        ("田中武", None),
        ("艾克拜尔", None),
        ("", None),
    ],
)
def test_family_names(name: str, family: str | None) -> None:
    assert JapaneseModel.shared().family_name(name) == family

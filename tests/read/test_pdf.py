"""PDF documents: paragraphs rejoined, running heads dropped, pages found again, nonsense refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.config import ReadSettings
from pipeline.read import pdf_file
from pipeline.read.errors import ReadError
from pipeline.read.pdf_lines import Line, body_lines, paragraphs

SETTINGS = ReadSettings()
BODY = "为深入贯彻落实党中央决策部署，深化共识、凝聚合力，本次论坛由北京市、天津市、河北省主办，全市完成投资16亿元，增长3.5%。"


def column(text: str, top: float = 700, left: float = 90, per_line: int = 20, indent: int = 2) -> list[Any]:
    """A paragraph as a typesetter breaks it: first line indented, 12 point, 20 points apart."""
    first = text[: per_line - indent]
    rest = [text[at : at + per_line] for at in range(per_line - indent, len(text), per_line)]
    lines = [(left + 12 * indent, top, 12, first)]
    return lines + [(left, top - 20 * number, 12, line) for number, line in enumerate(rest, start=1)]


def test_chinese_text_comes_by_way_of_to_unicode(make_pdf: Callable[..., bytes]) -> None:
    content = pdf_file.parse(make_pdf([[(100, 700, 12, "某市举行论坛，投资16亿元。")]]), SETTINGS)
    assert content.text == "某市举行论坛，投资16亿元。\n"
    assert [(p.start, p.end, p.name) for p in content.places] == [(0, 14, "page 1")]
    assert (content.title, content.date, content.notes) == (None, None, ())


def song(maker: Any) -> int:
    """A font that every PDF program knows and no file holds."""
    inner = maker.add(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 2 >> >>"
    )
    font: int = maker.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>"
        % inner
    )
    return font


@pytest.mark.parametrize("at_once", [1, 2, 13])
def test_chinese_text_of_a_font_that_is_not_in_the_file(pdf_maker: Any, at_once: int) -> None:
    maker, text = pdf_maker(), "某市举行论坛，投资十六亿元"
    maker.page([(90 + 12 * at, 700, 12, text[at : at + at_once]) for at in range(0, 13, at_once)], song(maker))
    assert pdf_file.parse(maker.bytes(), SETTINGS).text == text + "\n"


def test_paragraphs_are_joined_over_lines_and_pages(make_pdf: Callable[..., bytes]) -> None:
    first = [(200, 760, 22, "某市举行论坛"), *column(BODY), *column("第二段" * 16, top=620)]
    second = [(90, 740, 12, "接着第一页的最后一段，直到这里结束。"), *column(BODY[::-1], top=700)]
    content = pdf_file.parse(make_pdf([first, second]), SETTINGS)
    joined = "第二段" * 16 if len("第二段" * 16) % 20 != 18 else ""
    assert content.text.split("\n")[:2] == ["某市举行论坛", BODY]
    assert content.text.split("\n")[2:4] == [joined, "接着第一页的最后一段，直到这里结束。"]
    assert content.text.split("\n")[4] == BODY[::-1]
    assert [p.name for p in content.places] == ["page 1", "page 2"]
    assert content.text[content.places[1].start :].startswith("接着")


def test_a_paragraph_that_fills_its_page_goes_on_in_the_next(make_pdf: Callable[..., bytes]) -> None:
    text = "".join(f"第{number}项是关于全市经济工作的安排，" for number in range(101, 106))[:80]
    pages = [column(text[:58]), [(90, 740 - 20 * n, 12, text[58 + 20 * n : 78 + 20 * n]) for n in range(2)]]
    content = pdf_file.parse(make_pdf(pages), SETTINGS)
    assert content.text == text + "\n"
    assert [(p.start, p.end, p.name) for p in content.places] == [(0, 58, "page 1"), (58, 80, "page 2")]


def test_running_heads_and_page_numbers_are_dropped(make_pdf: Callable[..., bytes]) -> None:
    bodies = [f"这是第{n}页的正文，与别页不同，" + "长短也不同。" * (n + 4) for n in range(1, 4)]
    pages = [
        [(90, 800, 9, "某市人民政府新闻办公室"), *column(body), (290, 40, 9, f"— {n} —")]
        for n, body in enumerate(bodies, start=1)
    ]
    assert pdf_file.parse(make_pdf(pages), SETTINGS).text.splitlines() == bodies


@pytest.mark.parametrize(("gap", "text"), [(0, "完成融资启嵘资本领投"), (4, "完成融资 启嵘资本领投")])
def test_a_gap_is_a_blank_where_the_others_are_narrow(make_pdf: Callable[..., bytes], gap: int, text: str) -> None:
    pieces = [(90, 700, 12, "完成融资"), (138 + gap, 700, 12, "启嵘资本领投")]
    assert pdf_file.parse(make_pdf([pieces]), SETTINGS).text == text + "\n"


def test_gaps_of_a_line_that_is_set_wide_are_no_blanks(pdf_maker: Any) -> None:
    maker = pdf_maker()
    text = "某市召开表彰大会"
    maker.page([(90 + 17 * at, 700, 12, one) for at, one in enumerate(text)], song(maker))
    assert pdf_file.parse(maker.bytes(), SETTINGS).text == text + "\n"


def test_pictures_are_named_and_the_rest_is_read(make_pdf: Callable[..., bytes]) -> None:
    content = pdf_file.parse(make_pdf([None, column(BODY), []]), SETTINGS)
    assert content.text == BODY + "\n" and content.places[0].name == "page 2"
    assert content.notes == ("page 1: no text, only pictures; run text recognition (OCR) on it first",)


@pytest.mark.parametrize(
    ("pages", "more", "said"),
    [
        ([None, None], {}, "pages 1, 2: no text, only pictures; run text recognition"),
        ([[]], {}, "only blank pages"),
        ([column(BODY)], {"to_unicode": False}, "page 1: fonts that do not say which characters they show"),
        ([column(BODY)], {"shift": 0x1321}, "page 1: fonts that do not say which characters they show"),
        ([[(90, 700, 12, "(cid:12)(cid:345)(cid:6)(cid:789)")]], {}, "page 1: fonts that do not say"),
    ],
)
def test_what_no_font_explains_is_refused(
    make_pdf: Callable[..., bytes], pages: Any, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(ReadError) as caught:
        pdf_file.parse(make_pdf(pages, **more), SETTINGS)
    assert said in str(caught.value)


def line(text: str, left: float, bottom: float, page: int = 1, size: float = 10) -> Line:
    return Line(page, text, left, left + size * len(text), bottom, size)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        # The last line of a paragraph is short; so are the lines of a list.
        ([line("甲" * 20, 50, 100), line("乙" * 9, 50, 85), line("丙" * 20, 50, 70)], "甲" * 20 + "乙" * 9 + "\n" + "丙" * 20),
        # A full line before one that is indented.
        ([line("甲" * 20, 50, 100), line("乙" * 18, 70, 85), line("丙" * 20, 50, 70)], "甲" * 20 + "\n" + "乙" * 18 + "丙" * 20),
        # A paragraph of one full line before another; a quotation that is indented as a whole.
        (
            [line("甲" * 20, 50, 115), line("乙" * 17 + "。", 70, 100), line("丙" * 18, 70, 85), line("丁" * 9, 50, 70)],
            "甲" * 20 + "\n" + "乙" * 17 + "。\n" + "丙" * 18 + "丁" * 9,
        ),
        (
            [line("甲" * 20, 50, 100), line("乙" * 18, 70, 85), line("丙" * 18, 70, 70), line("丁" * 5, 70, 55)],
            "甲" * 20 + "\n" + "乙" * 18 + "丙" * 18 + "丁" * 5,
        ),
        # A larger type is a heading.
        ([line("甲" * 10, 50, 100, size=20), line("乙" * 20, 50, 80)], "甲" * 10 + "\n" + "乙" * 20),
        # A wide gap divides paragraphs that have no indent.
        (
            [line("甲" * 20, 50, 100), line("乙" * 20, 50, 85), line("丙" * 20, 50, 55), line("丁" * 3, 50, 40)],
            "甲" * 20 + "乙" * 20 + "\n" + "丙" * 20 + "丁" * 3,
        ),
        # Numbers are not cut, words are not glued.
        ([line("于2026年3月2", 50, 100, size=12), line("7日举行。", 50, 85, size=12)], "于2026年3月27日举行。"),
        ([line("施普林格Springer", 50, 100), line("Nature 集团", 50, 85)], "施普林格Springer Nature 集团"),
        # A word that did not fit into the line leaves it short, but for the end of a sentence and a far shorter line.
        (
            [line("甲" * 20, 50, 100), line("乙" * 15, 50, 85), line("Ventures与" + "丙" * 11, 50, 70)],
            "甲" * 20 + "乙" * 15 + "Ventures与" + "丙" * 11,
        ),
        (
            [line("甲" * 20, 50, 100), line("乙" * 15 + "算力", 50, 85), line("128TOPS，" + "丙" * 11, 50, 70)],
            "甲" * 20 + "乙" * 15 + "算力128TOPS，" + "丙" * 11,
        ),
        (
            [line("甲" * 20, 50, 100), line("乙" * 14 + "。", 50, 85), line("Ventures与" + "丙" * 11, 50, 70)],
            "甲" * 20 + "乙" * 14 + "。\nVentures与" + "丙" * 11,
        ),
        (
            [line("甲" * 20, 50, 100), line("乙" * 9, 50, 85), line("Ventures与" + "丙" * 11, 50, 70)],
            "甲" * 20 + "乙" * 9 + "\nVentures与" + "丙" * 11,
        ),
        # Two columns.
        (
            [line("甲" * 9, 70, 100), line("乙" * 11, 50, 85), line("丙" * 11, 300, 100), line("丁" * 5, 300, 85)],
            "甲" * 9 + "乙" * 11 + "丙" * 11 + "丁" * 5,
        ),
    ],
)  # fmt: skip
def test_lines_are_joined_by_where_they_stand(lines: list[Line], text: str) -> None:
    assert paragraphs(lines)[0] == text + "\n"


def test_a_title_that_is_the_running_head_later_stays() -> None:
    pages = [
        [line("某市举行论坛", 100, 700, size=22), line("正文一", 50, 650)],
        [line("某市举行论坛", 50, 800, 2), line("正文二", 50, 650, 2)],
        [line("某市举行论坛", 50, 800, 3), line("正文三", 50, 650, 3)],
    ]
    assert [found.text for found in body_lines(pages)] == ["某市举行论坛", "正文一", "正文二", "正文三"]

"""`report.html` in a browser without a window: it loads, filters, points, and runs nothing from a document."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.report import write_report
from pipeline.schema import Record, Span
from pipeline.write.stored import numbered

from .conftest import HOSTILE, SPANS, TEXT, hostile, store

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def page(browser: playwright.Browser, output: Path, request: pytest.FixtureRequest) -> Iterator[playwright.Page]:
    """The report on its overview; fails when the console said anything or the page asked for another file."""
    write_report(output)
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda made: asked.append(made.url))
    opened.goto((output / "report.html").as_uri())
    yield opened
    assert said == []
    assert len(asked) == 1
    assert opened.evaluate("window.ran") is None
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.close()


def go(page: playwright.Page, doc_id: str) -> None:
    page.evaluate("id => { location.hash = id }", doc_id)
    page.wait_for_function("!document.getElementById('document').hidden")


def test_the_overview_counts(page: playwright.Page) -> None:
    tiles = page.locator("#overview .tiles div").all_inner_texts()
    assert tiles[0].split() == ["2", "文档", "documents"]
    assert page.locator("#overview figure svg").count() >= 5
    assert page.locator("#documents li").count() == 2


def test_a_highlight_has_the_text_of_its_span(page: playwright.Page) -> None:
    go(page, "a-1")
    assert page.locator("#text").evaluate("element => element.textContent") == TEXT
    found: dict[int, str] = {}
    for mark in page.locator("#text mark").all():
        number = int(mark.get_attribute("data-mention") or -1)
        found[number] = found.get(number, "") + mark.evaluate("element => element.textContent")
    spans = hostile().spans
    assert found == {number: span.text for number, span in enumerate(spans)}
    assert len(spans) == len(SPANS)


def test_values_show_on_hover_and_nested_marks_lie_inside(page: playwright.Page) -> None:
    go(page, "a-1")
    assert "150000000 CNY" in (page.locator("mark[data-label=MONEY]").get_attribute("title") or "")
    assert page.locator("mark[data-label=ORG] mark[data-label=LOC]").count() == 1


def test_labels_filter_marks_and_rows(page: playwright.Page) -> None:
    go(page, "a-1")
    assert page.locator("#mentions tr:visible").count() == len(SPANS)
    assert page.locator("#labels button[data-label=ORG]").inner_text() == "机构 ORG 1"
    page.locator("#labels button[data-label=ORG]").click()
    assert page.locator("#mentions tr:visible").count() == len(SPANS) - 1
    assert page.locator("mark[data-label=ORG].off").count() == 1
    page.locator("#labels button[data-label=ORG]").click()
    assert page.locator("#mentions tr:visible").count() == len(SPANS)
    page.locator("#filter").fill("150000000")
    assert page.locator("#mentions tr:visible td:nth-child(2)").all_inner_texts() == ["近1.5亿元"]


def test_a_row_leads_to_its_place_and_back(page: playwright.Page) -> None:
    go(page, "a-1")
    page.locator("#mentions tr", has_text="张三").click()
    assert page.locator("mark.here").all_inner_texts() == ["张三"]
    page.locator("#positions tr").click()
    assert page.locator("mark.here").all_inner_texts() == ["校长"]
    page.locator("mark[data-label=MONEY]").click()
    assert page.locator("#mentions tr.here td:nth-child(2)").all_inner_texts() == ["近1.5亿元"]


def test_search_finds_texts_and_titles(page: playwright.Page) -> None:
    if page.locator("#fold").is_visible():
        page.locator("#fold").click()
    for wanted, found in (("王五", 1), ("普通", 1), ("签约", 1), ("", 2), ("没有这个词", 0), (HOSTILE[:20], 1)):
        page.locator("#search").fill(wanted)
        playwright.expect(page.locator("#documents li:visible")).to_have_count(found)


def test_an_unknown_document_shows_the_overview(page: playwright.Page) -> None:
    page.evaluate("location.hash = '%E0%A4%A'")
    page.wait_for_timeout(50)
    assert page.locator("#overview").is_visible() and page.locator("#document").is_hidden()


def test_500_documents_stay_usable(browser: playwright.Browser, tmp_path: Path) -> None:
    sentence = "某市大学校长张三说签约近一亿元。"
    text = sentence * 150
    spans = tuple(
        Span(at + start, at + end, text[at + start : at + end], label)
        for at in range(0, len(text), len(sentence))
        for start, end, label in ((0, 4, "ORG"), (4, 6, "TITLE"), (6, 8, "PERSON"))
    )
    one = numbered(Record("x", text, spans))
    store(tmp_path, *(replace(one, id=f"doc-{number:03}", title=f"第{number}篇") for number in range(500)))
    assert write_report(tmp_path) == 500
    opened = browser.new_page()
    begun = time.monotonic()
    opened.goto((tmp_path / "report.html").as_uri())
    loaded = time.monotonic() - begun
    assert opened.locator("#documents li").count() == 500
    assert opened.locator("mark").count() == 0  # nothing is drawn before it is asked for
    begun = time.monotonic()
    go(opened, "doc-250")
    assert opened.locator("mark").count() == len(spans)
    shown = time.monotonic() - begun
    begun = time.monotonic()
    opened.locator("#search").fill("第499篇")
    playwright.expect(opened.locator("#documents li:not([hidden])")).to_have_count(1)
    searched = time.monotonic() - begun
    print(f"500 documents: loaded {loaded:.2f} s, one shown {shown:.2f} s, searched {searched:.2f} s")
    assert max(loaded, shown, searched) < 10
    opened.close()

"""Web pages: the article without what stands around it, title and publication date."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.config import ReadSettings
from pipeline.read import html_file
from pipeline.read.errors import ReadError

SETTINGS = ReadSettings()
ONE = "为深入贯彻落实党中央决策部署，3月27日，论坛在某市举行，全市完成投资16亿元。"
TWO = "校长张三出席，并介绍了今年上半年的经济运行情况。"

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>某市举行论坛_某市人民政府</title>{head}
<style>p {{ color: red }}</style></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/a">要闻，动态</a></li></ul></div>
<nav>导航，不是正文。</nav>
<div class="wrap"><h1>某市举行论坛</h1>{line}
<div id="text"><p>　　{one}</p><p>{two}<script>alert("脚本，不是正文。")</script></p></div>
<div>上一篇：<a href="/b">另一篇，关于别的事情的报道</a></div></div>
<div class="side"><a href="/c">推荐：一篇很长的、关于别的事情的报道，有逗号，也有句号。</a></div>
<footer>版权所有：某市人民政府。</footer></body></html>"""


def page(head: str = "", line: str = "", one: str = ONE, two: str = TWO) -> bytes:
    return PAGE.format(head=head, line=line, one=one, two=two).encode()


def test_the_article_alone() -> None:
    content = html_file.parse(page(), SETTINGS)
    assert content.text == f"某市举行论坛\n{ONE}\n{TWO}\n"
    assert [content.text[p.start : p.end] for p in content.places] == ["某市举行论坛", ONE, TWO]
    assert [place.name for place in content.places] == ["title", "paragraph 1", "paragraph 2"]
    assert (content.title, content.date) == ("某市举行论坛", None)


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{ONE}<br>{TWO}</div>",
        f"<table><tr><td><p>{ONE}</p><p>{TWO}</p></td></tr></table>",
        f"<article><section><p>{ONE}</p></section><section><p>{TWO}</p></section></article>",
        f"<div><div><div>{ONE}</div></div><div>{TWO}</div></div>",
        f"<p>{ONE}<p>{TWO}",
        f"<div><p><span>{ONE[:9]}</span><b>{ONE[9:]}</b></p><p hidden>不见，也不读。</p><p>{TWO}</p></div>",
        f"<div>\n<p>{ONE[:9]}\n   {ONE[9:]}</p>\n<p>{TWO}&nbsp;</p><!-- 注释，不是正文。 --></div>",
    ],
)
def test_shapes_of_articles(body: str) -> None:
    data = f"<html><body><div><a href='/'>首页</a> &gt; <a href='/x'>新闻，要闻</a></div>{body}</body></html>".encode()
    assert html_file.parse(data, SETTINGS).text == f"{ONE}\n{TWO}\n"


def test_rows_of_tables_are_lines() -> None:
    rows = "<table><tr><th>姓名</th><th>职务</th></tr><tr><td>张三</td><td>校长</td></tr></table>"
    content = html_file.parse(page(two=TWO + rows), SETTINGS)
    assert content.text.endswith(f"{TWO}\n姓名\t职务\n张三\t校长\n")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16"])
def test_encodings(encoding: str) -> None:
    one = "會議舉行，發布結果。" * 4 if encoding == "big5hkscs" else ONE
    data = f"<html><head><meta charset='gb2312'></head><body><p>{one}</p><p>{one}</p></body></html>".encode(encoding)
    assert html_file.parse(data, SETTINGS).text == f"{one}\n{one}\n"


def test_declared_encoding_where_the_bytes_say_nothing() -> None:
    data = "<html><meta charset=iso-8859-1><body><p>Société, à Paris.</p><p>Café, déjà.</p></body></html>".encode(
        "latin-1"
    )
    assert html_file.parse(data, SETTINGS).text == "Société, à Paris.\nCafé, déjà.\n"


@pytest.mark.parametrize(
    ("head", "line", "day"),
    [
        ('<meta name="PubDate" content="2026-03-27 10:30">', "", date(2026, 3, 27)),
        ('<meta property="article:published_time" content="2026-03-27T10:30:00+08:00">', "", date(2026, 3, 27)),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2026-03-27"}]}</script>', "", date(2026, 3, 27)),
        ('<script type="application/ld+json">{broken</script>', "<p>发布时间：2026年3月27日</p>", date(2026, 3, 27)),
        ("", "<div>来源：某报　发布时间：2026-03-27 10:30</div>", date(2026, 3, 27)),
        ("", "<div><span>2026-03-27 10:30:12</span> 来源：某报</div>", date(2026, 3, 27)),
        ("", '<time itemprop="datePublished" datetime="2026-03-27">今天</time>', date(2026, 3, 27)),
        ('<meta name="PubDate" content="2026-03-28">', "<div>发布时间：2026-03-27</div>", date(2026, 3, 28)),
        ('<meta name="PubDate" content="2026-13-77">', "<div>发布时间：2026-03-27</div>", date(2026, 3, 27)),
        ("", "<div>活动时间：2026-03-29</div>", None),
        ("", "<div>2026年3月27日，论坛举行</div>", None),
        ('<meta name="keywords" content="2026-03-27">', "", None),
    ],
)  # fmt: skip
def test_publication_date(head: str, line: str, day: date | None) -> None:
    assert html_file.parse(page(head, line), SETTINGS).date == day


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta name="ArticleTitle" content="某市 举行\n论坛">', "某市 举行 论坛"),
        ('<meta property="og:title" content="论坛举行">', "论坛举行"),
        ('<meta property="og:title" content="某市举行论坛_某市人民政府门户网站">', "某市举行论坛"),
        ('<script type="application/ld+json">[{"headline": "论坛"}]</script>', "论坛"),
        ("", "某市举行论坛"),
    ],
)
def test_title(head: str, title: str) -> None:
    assert html_file.parse(page(head), SETTINGS).title == title


def test_title_of_the_window_without_the_site() -> None:
    data = f"<html><title>某市举行论坛 - 某市人民政府</title><body><p>{ONE}</p><p>{TWO}</p></body></html>".encode()
    assert html_file.parse(data, SETTINGS).title == "某市举行论坛"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body><script>render()</script></body></html>", "no text of its own"),
        (b"<html><body><a href='/'>one</a><a href='/b'>two, three</a></body></html>", "no text of its own"),
        (b"%PDF-1.7", "this is a PDF document: name it .pdf"),
        (b"<html><meta charset=ascii><p>caf\xe9 \x81\x8f</p></html>", "the page says that it is ascii and it is not"),
        (b"<html><meta charset=nonsense><p>caf\xe9 \x81\x8f</p></html>", "the page says that it is nonsense"),
    ],
)
def test_what_has_no_article(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        html_file.parse(data, SETTINGS)
    assert said in str(caught.value)

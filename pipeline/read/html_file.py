"""Web pages (.html, .htm): the article without what stands around it, its title and publication date.

Nothing is fetched and no script runs: a page that is filled in by scripts has no text here.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.config import ReadSettings
from pipeline.read.binary import kind_of
from pipeline.read.content import Content, in_lines
from pipeline.read.decode import decode
from pipeline.read.errors import ReadError
from pipeline.read.html_blocks import Block, find_blocks, main_element

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

NAME = "html"
SUFFIXES: tuple[str, ...] = (".html", ".htm")
BYTES_PER_CHARACTER: int | None = None
APART = True

MAX_HEAD_LINE = 80
"""A line before the article that is longer does not state when it was published."""

_TITLE_NAMES = ("articletitle", "og:title", "twitter:title")
_DATE_NAMES = (
    "pubdate", "publishdate", "publish_date", "publish-date", "article:published_time", "og:published_time",
    "datepublished", "date.issued", "dc.date.issued", "dcterms.issued", "dc.date", "og:release_date",
)  # fmt: skip
"""Names of meta tags; ArticleTitle and PubDate are those of Chinese government sites."""

_DAY = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)"
_ANY_DAY = re.compile(_DAY)
_LABEL = r"(?:^|[\s　|｜【\[（(])(?:发布|發布|发文|发表|更新)?(?:时间|時間|日期)\s*[：:]\s*"
_HOUR = r"(?:日?[\sT]*\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?日?"
_LABELLED = re.compile(_LABEL + _DAY)
_ALONE = re.compile(rf"^{_DAY}{_HOUR}\s*(?:$|[|｜\s　]*(?:来源|來源|作者|编辑|浏览|字号|【|（|\())")
"""发布时间：2026-03-27, and 2026-03-27 10:00 来源：… at the start of a line that goes on about nothing else."""

_CHARSET = re.compile(rb"(?i)<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([a-z0-9_\-]{2,20})")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s).*$")
"""What follows a title in <title>: _某市人民政府, | 某某网."""


def parse(data: bytes, settings: ReadSettings) -> Content:
    """The article's text with a place for each paragraph, its title and date. Raises ReadError."""
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(_decoded(data))
    blocks, top = find_blocks(page.root) if page.root is not None else ([], None)
    article = main_element(top) if top else None
    first, end = (article.first, article.end) if article else (0, 0)
    kept = [block for block in blocks[first:end] if not block.is_links]
    if not kept:
        raise ReadError(
            "the page has no text of its own: it is filled in by scripts, or only a list of links; save it from a "
            "browser once it is shown"
        )
    meta, linked = _meta(page), list(_linked_data(page))
    title = _title(page, blocks, meta, linked)
    parts = [(block.text, f"paragraph {number}") for number, block in enumerate(kept, start=1)]
    if title and not any(title in block.text for block in kept[:3]):
        parts.insert(0, (title, "title"))
    text, places = in_lines(parts)
    return Content(text, title, _date(page, blocks[:first] + kept, meta, linked), places)


def _decoded(data: bytes) -> str:
    """The page as text: by its bytes, as for plain text, else by the encoding that it declares."""
    kind = kind_of(data)
    if kind and kind.format != NAME:
        raise ReadError(f"not a web page, though its name says so: this is {kind.name}: {kind.remedy}")
    try:
        return decode(data)[0]
    except ReadError:
        declared = _CHARSET.search(data[:4096])
        if declared is None:
            raise
        try:
            encoding = codecs.lookup(declared.group(1).decode("ascii"))
            return str(encoding.decode(data)[0])
        except (LookupError, UnicodeError):
            raise ReadError(
                f"the page says that it is {declared.group(1).decode('ascii')} and it is not: save it as UTF-8"
            ) from None


def _meta(page: LexborHTMLParser) -> dict[str, str]:
    """Meta tags, by their lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in page.css("meta"):
        said = tag.attributes
        name = (said.get("name") or said.get("property") or said.get("itemprop") or "").strip().lower()
        if name and (content := (said.get("content") or "").strip()):
            found.setdefault(name, content)
    return found


def _linked_data(page: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD."""
    for tag in page.css('script[type="application/ld+json"]'):
        try:
            waiting = [json.loads(tag.text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop()
            if isinstance(item, dict):
                yield item
                waiting.extend(item.values())
            elif isinstance(item, list):
                waiting.extend(item)


def _title(
    page: LexborHTMLParser, blocks: Sequence[Block], meta: dict[str, str], linked: Sequence[dict[str, Any]]
) -> str | None:
    """By the page's own word (meta tags, JSON-LD), else its largest heading if only one has it, else <title>."""
    headings = [block.text for block in blocks if block.heading == 1] or [b.text for b in blocks if b.heading == 2]
    stated = [meta.get(name) for name in _TITLE_NAMES] + [item.get("headline") for item in linked]
    for said in stated:
        if isinstance(said, str) and (title := " ".join(said.split())):
            # Many a site adds its own name to what it calls the title.
            return next((heading for heading in headings if heading in title), title)
    if len(headings) == 1:
        return headings[0]
    tag = page.css_first("head title")
    return _SITE.sub("", " ".join(tag.text().split())) or None if tag else None


def _date(
    page: LexborHTMLParser, blocks: Sequence[Block], meta: dict[str, str], linked: Sequence[dict[str, Any]]
) -> date | None:
    """The publication date: meta tags, JSON-LD, an element marked as such, a visible 发布时间."""
    marked = page.css('[itemprop="datePublished"], time[pubdate]')
    stated: list[object] = [meta.get(name) for name in _DATE_NAMES] + [item.get("datePublished") for item in linked]
    stated += [tag.attributes.get("datetime") or tag.text() for tag in marked]
    visible = [block.text for block in blocks if len(block.text) <= MAX_HEAD_LINE]
    found = [_day(_ANY_DAY.search(said)) for said in stated if isinstance(said, str)]
    found += [_day(pattern.search(line)) for pattern in (_LABELLED, _ALONE) for line in visible]
    return next(filter(None, found), None)


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None

"""A web page as blocks of text, and which of them are the article.

A block is what stands between two line breaks on the screen. The article is the innermost element that holds nearly
all sentences of the page that are not links: navigation, lists of other articles and footers have hardly any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

UNSHOWN = frozenset({
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "canvas",
    "audio", "video", "select", "option", "button", "input", "textarea", "datalist", "dialog", "map",
    "-comment",
})  # fmt: skip
AROUND = frozenset({"nav", "aside", "footer", "menu"})
AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
CONTAINERS = frozenset(
    ["body", "div", "section", "article", "main", "table", "tbody", "tr", "td", "center", "form", "ucapcontent"]
)
"""Elements that the article may be; others (a paragraph, a list, a quotation) are parts of one."""

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
CELL_END = "\x1f"
"""Stands for the end of a cell until the row is whole; no text has this character on purpose."""

NEARLY_ALL = 0.75
"""The share of the sentences that an element must hold for the search to go on inside of it."""

MOSTLY_LINKS = 0.6
"""A block with a larger share of characters in links is a menu, a breadcrumb or a list of other articles."""

_SENTENCE_MARK = re.compile("[，。；：！？、]")
_BREAK_BETWEEN_HAN = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Block:
    """A line of the page: its text, how much of it is links, and the heading level (0: no heading)."""

    text: str
    linked: int
    heading: int
    order: int

    @property
    def weight(self) -> float:
        """How much the block speaks for being in the article: its characters outside of links, if it has sentences."""
        plain = len(self.text) - self.linked
        return plain if _SENTENCE_MARK.search(self.text) else plain / 10

    @property
    def is_links(self) -> bool:
        return self.linked > MOSTLY_LINKS * len(self.text)


@dataclass(slots=True)
class Element:
    """An element that may hold blocks: its first and last block, the weight of them all, and elements inside of it."""

    tag: str
    first: int = 0
    end: int = 0
    weight: float = 0.0
    inside: list[Element] = field(default_factory=list)


def find_blocks(root: LexborNode) -> tuple[list[Block], Element]:
    """All blocks of a page in order, and the tree of elements over them. Works without recursion, however deep it is."""
    blocks: list[Block] = []
    top = Element("body")
    open_elements = [top]
    pieces: list[str] = []
    linked = links = heading = 0

    def flush() -> None:
        nonlocal linked
        text = _tidy("".join(pieces))
        if text:
            block = Block(text, min(linked, len(text)), heading, len(blocks))
            blocks.append(block)
            open_elements[-1].weight += 0.0 if block.is_links else block.weight
        pieces.clear()
        linked = 0

    for node, enters in walk(root):
        tag = node.tag or ""
        if node.is_text_node:
            if enters:
                piece = node.text_content or ""
                pieces.append(piece)
                linked += len(piece.strip()) if links else 0
        elif tag == "br":
            flush()
        elif tag == "a":
            links += 1 if enters else -1
        elif tag in CELLS and not enters:
            pieces.append(CELL_END)
        if tag in INLINE or tag in CELLS or node.is_text_node:
            continue
        flush()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            heading = int(tag[1]) if enters else 0
        if enters:
            open_elements.append(Element(tag, first=len(blocks)))
        elif len(open_elements) > 1:
            done = open_elements.pop()
            done.end = len(blocks)
            open_elements[-1].weight += done.weight
            if done.weight:
                open_elements[-1].inside.append(done)
    flush()
    top.end = len(blocks)
    return blocks, top


def main_element(top: Element) -> Element:
    """The innermost container that holds nearly all the weight of the page."""
    found = best = top
    while True:
        heaviest = max(best.inside, key=lambda element: element.weight, default=None)
        if heaviest is None or heaviest.weight < NEARLY_ALL * top.weight:
            return found
        best = heaviest
        if best.tag in CONTAINERS and best.end - best.first > 1:
            found = best


def walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each node that is shown, once when it is entered and once when it is left."""
    node: LexborNode | None = root
    while node is not None:
        shown = not _is_around(node)
        if shown:
            yield node, True
            if node.first_child is not None:
                node = node.first_child
                continue
        while node is not None:
            if shown:
                yield node, False
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node, shown = node.parent, True


def _is_around(node: LexborNode) -> bool:
    """Whether a node is not shown, or stands around the article by its own word."""
    if node.is_text_node:
        return False
    if node.tag in UNSHOWN or node.tag in AROUND:
        return True
    said = node.attributes
    if not said:
        return False
    style = (said.get("style") or "").replace(" ", "").lower()
    hidden = "hidden" in said or said.get("aria-hidden") == "true" or "display:none" in style
    return hidden or (said.get("role") or "") in AROUND_ROLES


def _tidy(text: str) -> str:
    """White space as a browser shows it; cells of a row are divided by tabs."""
    text = _BLANKS.sub(" ", _BREAK_BETWEEN_HAN.sub("", text))
    cells = [cell.strip(" \u00a0\u3000\u200b\ufeff") for cell in text.split(CELL_END)]
    return "\t".join(cells).strip("\t")

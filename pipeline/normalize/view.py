"""The copy of a text that the normalizers read: folded, and without blanks between a numeral and the word it belongs to.

Typesetting puts blanks into numbers and dates (`12 月 17 日`, `人民币 460 万元`, `一 百 五 十`). Taking them out once lets
every rule be written without them; `View.span` leads back to the offsets of the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.normalize.fold import fold

_HAN = "\u4e00-\u9fff〇"
_BLANKS = re.compile(rf"(?<=[{_HAN}])[ ]{{1,4}}(?=[{_HAN}\d(])|(?<=\d)[ ]{{1,4}}(?=[{_HAN}%‰])")


@dataclass(frozen=True, slots=True)
class View:
    """`text` is what rules read; `cuts` are the places in it where blanks stood, `removed` how many up to there."""

    original: str
    text: str
    cuts: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def position(self, at: int) -> int:
        """Offset in the original of the character at an offset of `text`."""
        index = bisect_right(self.cuts, at)
        return at + self.removed[index - 1] if index else at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """`[start, end)` of `text` as offsets in the original."""
        if not self.cuts:
            return start, end
        return self.position(start), self.position(end - 1) + 1


def view(text: str) -> View:
    """The view of a text.

    >>> view("共 3 ０００ 万元").text
    '共3 000万元'
    """
    folded = fold(text)
    if " " not in folded:
        return View(text, folded)
    cuts: list[int] = []
    removed: list[int] = []
    total = 0
    for blanks in _BLANKS.finditer(folded):
        cuts.append(blanks.start() - total)
        total += blanks.end() - blanks.start()
        removed.append(total)
    if not cuts:
        return View(text, folded)
    return View(text, _BLANKS.sub("", folded), tuple(cuts), tuple(removed))

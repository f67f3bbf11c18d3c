"""Residue: what a program left in a text when it was exported, and nobody wrote.

`[bookmark: _GoBack]`, field codes of Word, tags and entities of a web page. Offsets must stay, so it is not taken
out: everything downstream reads a copy of the same length in which it is blank, and no mention may hold any of it.
"""

from __future__ import annotations

import re

_MARK = (
    r"\[(?:bookmark|image|picture|hyperlink|footnote|endnote|comment|object|shape|field)[ ]*[:：][^\[\]\r\n]{0,120}\]"
)
"""What converters write for parts of a Word file that have no text: [bookmark: _GoBack], [image: logo.png]."""

_BOOKMARK = r"(?<![A-Za-z0-9_])_(?:GoBack|(?:Toc|Ref|Hlk|Hlt|Hlc)\d+)(?![A-Za-z0-9_])"
"""Names that Word itself gives to bookmarks."""

_FIELD = (
    r"(?<![A-Za-z])(?:HYPERLINK|INCLUDEPICTURE|PAGEREF|NOTEREF|REF|TOC|SEQ|EMBED|PAGE|NUMPAGES|DATE|TIME)(?![A-Za-z])"
)
_QUOTED = r"\"[^\"\r\n]{0,500}\""
_SWITCH = r"\\(?:[a-z](?![A-Za-z])|[*@#][ ]*(?:[A-Za-z]+|\"[^\"\r\n]{0,80}\"))"
_ARGUMENT = rf"[ ]*(?:{_QUOTED}|{_SWITCH}|{_BOOKMARK})"
"""A field code is its name and what follows it: HYPERLINK "http://…" \\h, PAGEREF _Toc123 \\h, PAGE \\* MERGEFORMAT."""

_TAG_NAME = r"(?:p|br|div|span|strong|em|b|i|u|a|font|img|table|tbody|tr|td|th|ul|ol|li|h[1-6]|section|o:p)"
_TAG = rf"</?{_TAG_NAME}(?:[ ][^<>\r\n]{{0,500}})?/?>"
_BLANK = r"&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|#160|#12288|#x[aA]0|#x3000);"
"""Entities that stand for blanks. Others stand for characters of the text."""

_ESCAPE = r"\\[nrt](?![A-Za-z])"
"""A line break or tab that an export wrote as two characters, a backslash and a letter."""

_RESIDUE = re.compile(rf"(?i:{_MARK}|{_TAG})|{_FIELD}(?:{_ARGUMENT})+|{_BOOKMARK}|{_BLANK}|{_ESCAPE}")
_SIGNS = ("[", "<", "&", "_", "\\", '"')
"""A text without any of these holds no residue; asking for them one by one is faster than one search."""


def find_residue(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of everything in a text that is residue.

    >>> find_residue("[bookmark: _GoBack]会议作出部署。")
    [(0, 19)]
    """
    return [match.span() for match in _RESIDUE.finditer(text)]


def content_of(text: str) -> str:
    """The text with its residue blank: same length, line breaks where they were, and where an export wrote `\\n` for one.

    >>> content_of("会议&nbsp;作出部署。")
    '会议      作出部署。'
    """
    if not any(sign in text for sign in _SIGNS):
        return text
    return _RESIDUE.sub(lambda match: _blank(match.group()), text)


def _blank(residue: str) -> str:
    return "\n " if residue in (r"\n", r"\r") else " " * len(residue)

"""Same-length folding of characters: full width to half width, traditional to simplified.

Every pattern of this package is written once, for simplified half-width text, and matched on ``fold(text)``;
because the length never changes, offsets found there are offsets into the raw text.
"""

import re
from functools import lru_cache
from itertools import pairwise

from opencc import OpenCC

_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_WIDE = re.compile(f"[{''.join(_WIDTH)}]")
"""A search takes a third of the time of `str.translate`, which looks every character up."""
_SIMPLIFY = OpenCC("t2s")


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    """Simplify one character, or return it unchanged where no single simplified character stands for it."""
    if "\ud800" <= char <= "\udfff":  # a lone surrogate cannot be handed to the converter
        return char
    out: str = _SIMPLIFY.convert(char)
    return out if len(out) == 1 else char


def fold(text: str) -> str:
    """Return ``text`` in half-width simplified characters, with exactly the same length.

    Full-width ASCII (U+FF01 to U+FF5E) and the ideographic space map one to one; traditional characters are
    simplified by OpenCC's ``t2s``. Raises nothing, whatever the string holds. The last texts are remembered, since several
    rooms fold the same one, and the last names and words beside them.

    >>> fold("１萬２千億　元")
    '1万2千亿 元'
    """
    return _fold_name(text) if len(text) <= _NAME else _fold_text(text)


def _fold(text: str) -> str:
    narrow = text
    for wide in {*_WIDE.findall(text)}:  # few kinds, however many there are of each
        narrow = narrow.replace(wide, _WIDTH[wide])
    try:
        out: str = _SIMPLIFY.convert(narrow)
    except UnicodeError:
        out = ""
    if len(out) == len(narrow) and "\0" not in narrow:
        return out
    # Phrase conversion changed the length, or the text holds what the converter cannot take.
    return "".join(map(_fold_char, narrow))


_NAME = 40
"""Longer strings are texts. Names are remembered apart from them, or those of a document would drive its text out."""
_fold_name, _fold_text = lru_cache(maxsize=8192)(_fold), lru_cache(maxsize=8)(_fold)


# What both look for begins with a digit, not with what may not stand before it: so a search passes by all else at once.
#: Thousands grouped by full-width commas: beyond doubt where half-width ones or a decimal point stand in the same number.
_GROUPED = re.compile(r"\d(?<![\d.]\d)(?<!\d[,，]\d)\d{0,2}(?:[,，]\d{3})++(?:\.\d+)?(?![\d,，])")
_GROUPING = re.compile(r"，(?<=\d，)(?=\d{3})")
"""A full-width comma that may group thousands, without which nothing need be looked at closely."""
_SPACED = re.compile(
    r"\d(?<![\d.]\d)(?<!\d[,， ]\d)\d{0,2}(?:([ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?![\d.,]?\d)(?! \d)"
)
"""Thousands grouped by spaces: beyond doubt where the space is no common one, or a group begins with a nought (1 050元)."""
_LIST_COMMA = re.compile("，(?:(?<![０-９]，)|(?![０-９]))")


def fold_numbers(text: str) -> str:
    """`fold`, but a full-width comma that groups no full-width digits stays: it parts a list (20，300 are two numbers).
    Spaces that group thousands beyond doubt become commas.

    >>> fold_numbers("６，８６４元"), fold_numbers("20，300元")
    ('6,864元', '20，300元')
    >>> fold_numbers("82，225.00元")
    '82,225.00元'
    >>> fold_numbers("1 050元")
    '1,050元'
    """
    folded = fold(text)
    for match in _SPACED.finditer(text):
        if match[1] != " " or " 0" in match[0]:
            start, end = match.span()
            folded = folded[:start] + folded[start:end].replace(match[1], ",") + folded[end:]
    groups = _GROUPED.finditer(text) if _GROUPING.search(text) else ()
    grouped = {at for m in groups if "," in m[0] or "." in m[0] for at in range(m.start(), m.end())}
    commas = [comma.start() for comma in _LIST_COMMA.finditer(text) if comma.start() not in grouped]
    return "，".join(folded[last + 1 : comma] for last, comma in pairwise([-1, *commas, len(text)]))

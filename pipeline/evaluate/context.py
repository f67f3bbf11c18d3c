"""The characters around a mention, for people who read lists of mistakes."""

from __future__ import annotations

CONTEXT = 12
"""How many characters are shown on each side."""


def around(text: str, start: int, end: int, width: int = CONTEXT) -> tuple[str, str]:
    r"""Up to `width` characters left and right of `text[start:end]`; line breaks are shown as ⏎.

    >>> around("讲话。\n校长秦望舒出席。", 6, 9, width=4)
    ('。⏎校长', '出席。')
    """
    left, right = text[max(start - width, 0) : start], text[end : end + width]
    return _one_line(left), _one_line(right)


def _one_line(text: str) -> str:
    return "".join("⏎" if character in "\r\n\u2028\u2029" else character for character in text)

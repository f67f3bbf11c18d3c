"""Text prepared for scanning: addresses blanked out, spaces inside a spaced-out numeral closed up.

Some sources set spaces between all characters (``一 百 五 十 个 百 分 点``) or between digits and units (``10 万``).
"""

import re

_URL = re.compile(r"(?:https?://|ftp://|www\.)[!-~]+")
_RAISED_POINT = re.compile(r"(?<=\d)·(?=\d)")
_CN = "零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟"
_GAP = re.compile(
    rf"(?= )(?:(?<=[{_CN}点]) +(?=[{_CN}点\d分个成折])"
    rf"|(?<=\d) +(?=[{_CN}点个成折]|[kK] ?(?:个|$))"
    r"|(?<=[个分]) +(?=百|分|点|之)|(?<=百) +(?=分)"
    rf"|(?<=[之成]) +(?=[{_CN}\d])"
    r"|(?<=(?<!\d)[1-9]) +(?=[1-9] *折))"
)


def blank_addresses(text: str) -> str:
    """Return ``text`` with web addresses replaced by ``\\0`` and raised decimal points by ``.``, length unchanged."""
    if "·" in text:  # an old decimal point: 12·76美元
        text = _RAISED_POINT.sub(".", text)
    if "://" not in text and "www." not in text:
        return text
    return _URL.sub(lambda m: "\0" * len(m[0]), text)


def close_up(text: str) -> tuple[str, list[int]] | None:
    """Drop the spaces inside numerals; return the text and the old offset of each new one, ``None`` if there are none.

    The list has one entry more than the text has characters.
    """
    if _GAP.search(text) is None:
        return None
    parts: list[str] = []
    offsets: list[int] = []
    pos = 0
    for m in _GAP.finditer(text):
        parts.append(text[pos : m.start()])
        offsets.extend(range(pos, m.start()))
        pos = m.end()
    parts.append(text[pos:])
    offsets.extend(range(pos, len(text) + 1))
    return "".join(parts), offsets

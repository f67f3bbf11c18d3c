"""Ranges and lists of amounts: counts with 至, 到, a dash or 、 between them, which inherit what only the last one says."""

import re
from decimal import Decimal

from .counts import Count, read_count
from .modifiers import currency_before
from .numerals import parse_folded
from .units import Unit, read_unit

_WITH = r"(?: ?\((?:不?含[^()]{0,8})\))?"
_DASH = r"(?:—{1,2}|–|-{1,2}|−|~{1,2}|∼|〜|至|到)"
JOIN = re.compile(rf"{_WITH} ?{_DASH} ?(?=[-\d零一二两三四五六七八九十廿卅百千壹贰叁肆伍陆柒捌玖拾])")
_JOIN_SIGNED = re.compile(rf" ?{_DASH} ?(?P<sign>[A-Za-z]{{0,3}}[$€£¥￥₩]|[A-Z]{{3}}|人民币|港币|美元)?(?=\d)")
#: 5万元（含）, behind a range.
INCLUDED = re.compile(r" ?\(不?含\)")
#: What may stand between a count and the currency's name in a text that mixes scripts: 10K元, 3w元, 10 million美元.
_LATIN_SCALE = re.compile(
    r" ?(million|billion|trillion|thousand|[kKwW]) ?(?=元|块|[美港欧日韩澳加]元|美[金刀]|人民币|英镑)"
)
_SCALES = {"thousand": 10**3, "k": 10**3, "w": 10**4, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def more(text: str, pos: int) -> tuple[str, int]:
    """Read 余, 多 or 来 between a number and its unit."""
    char = text[pos : pos + 1]
    if char in ("余", "多", "来"):
        return ("~" if char == "来" else ">"), pos + 1
    return "", pos


def latin_scale(text: str, count: Count) -> Count:
    """Take the k of 10k元, the w of 3w元 and the million of 10 million美元 into the count."""
    m = _LATIN_SCALE.match(text, count.end) if text[count.end - 1].isdigit() else None
    if m is None:
        return count
    scale = _SCALES[m[1].lower()]
    return count._replace(end=m.end(), low=count.low * scale, high=count.high * scale)


def second(text: str, pos: int, count: Count, unit: Unit | None, sign: int) -> tuple[Count, Unit, int] | None:
    """Read the second half of a range; it must carry the unit of the first, if that has one.

    ``sign`` is that of the first.
    """
    minus = text[pos] == "-"
    if text[pos] == "-":
        pos += 1
    elif text.startswith("零下", pos):
        minus, pos = True, pos + 2
    other = read_count(text, pos) if text[pos : pos + 1] not in ("", "几", "数") else None
    if other is None:
        return None
    other = latin_scale(text, other)
    if minus:
        other = other._replace(low=-other.low, high=-other.high)
    bound, at = more(text, other.end)
    unit2 = read_unit(text, at)
    if unit2 is None or (unit is not None and (unit2.kind, unit2.name) != (unit.kind, unit.name)):
        return None
    if bound:
        other = other._replace(bound=bound)
    if other.high <= sign * count.low and text[other.end - 1] not in "万亿" and not (minus and sign < 0):
        return None
    return other, unit2, at


def joint(text: str, count: Count, unit: Unit | None, other: Count) -> tuple[Count, Decimal]:
    """Return the count of a whole range, and its lower end: 3至5万 counts both in 万."""
    low = count.low
    scale = _scale(text, other.end)
    if unit is None and scale > 1 and text[count.end - 1] not in "万亿兆" and low <= other.high / scale:
        low *= scale
    return Count(other.end, low, other.high, other.bound), low


def _scale(text: str, end: int) -> Decimal:
    """Return the 万 or 亿 that closes the numeral ending at ``end``."""
    scale = Decimal(1)
    while text[end - 1] in "万亿":
        scale *= 10**4 if text[end - 1] == "万" else 10**8
        end -= 1
    return scale


def signed(text: str, start: int, floor: int, count: Count) -> tuple[Count, Decimal] | None:
    """Read the rest of a range whose currency stands before it: $10-$20, RMB30-50."""
    m = _JOIN_SIGNED.match(text, count.end)
    name = currency_before(text, start, floor)[1] if m else ""
    if m is None or not name:
        return None
    if m["sign"] and currency_before(text, m.end(), m.start("sign"))[1] != name:
        return None
    other = read_count(text, m.end())
    if other is None or other.high <= count.low or text[other.end : other.end + 1] in ("-", "年", "月", "日"):
        return None
    return joint(text, count, None, other)


_LISTED = re.compile(r"(?:(?<![\d.,])\d{1,9}(?:\.\d{1,4})?[百千]?[万亿]{0,2}(?:、|, | ?[和与及或] ?)){1,8}$")
LISTING = frozenset("、 和与及或")
"""What stands right behind all but the last count of a list."""
_ITEM = re.compile(r"\d+(?:\.\d+)?[百千]?[万亿]*")


def listed(text: str, start: int, end: int, floor: int) -> list[tuple[int, int, Decimal]]:
    """Return the counts of a list that shares the unit of its last one (1亿、2亿和3亿元): start, end and value of each.

    The last count is ``text[start:end]``; a count without 万 or 亿 takes those of the last one over.
    """
    window = max(floor, start - 60)
    m = _LISTED.search(text[window:start])
    if m is None or text[window + m.start() - 1 : window + m.start()] in ("第", "-", "/", "、"):
        return []
    scale = _scale(text, end)
    found = []
    for item in _ITEM.finditer(text, window + m.start(), start):
        value = parse_folded(item[0])
        if value is None:
            return []
        found.append((item.start(), item.end(), value if item[0][-1] in "万亿" else value * scale))
    return found

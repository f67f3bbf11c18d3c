"""The scanner behind ``find_amounts``: count, unit, range and modifiers around each numeral of a text."""

import re
from dataclasses import replace
from decimal import Decimal

from .accept import accept
from .amount import Amount
from .counts import START, Count, read_count
from .fold import fold
from .modifiers import LEFT_EDGE, currency_before, modifier_after, modifier_before
from .numerals import DIGIT_CLASS, parse_folded
from .tables import alternation, read_table
from .tails import read_tail, spoken_money
from .units import Unit, read_unit

_START = re.compile(rf"{START}|半|对(?=折)")
_RUN = re.compile(rf"\d++(?:\.\d++)*+|[{DIGIT_CLASS}十拾百佰千仟廿卅万亿兆]++")
_JOIN = re.compile(
    r" ?(?:—{1,2}|–|-{1,2}|−|~{1,2}|∼|〜|至|到) ?(?=[-\d零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖])"
)
_PARTS = re.compile(rf"([十百千万亿佰仟]+)分之(?=[\d{DIGIT_CLASS}十百千拾佰点])")
_FIXED = re.compile(alternation(row[0] for row in read_table("numeral_words")))
_FOLD_RATE = re.compile(r"折(?!叠|旧|扣[^,。;、优]|合|射|腾|磨|返|断|算|价|子|线|页|纸|成|现|股|抵)")
_BARE = frozenset("百千万亿十")
_BURDENED = frozenset("自担胜肩抱背欠辜盈平一二三四五六七八九十0123456789")
_ENGLISH = re.compile(r" ?(thousand|million|billion|trillion|mn|bn|[MBK])(?![A-Za-z])", re.IGNORECASE)
_ENGLISH_SCALE = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
}
_ROUNDS = frozenset("轮场届期次")
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def scan(raw: str, text: str) -> list[Amount]:
    """Return the amounts of ``raw``, whose folded form is ``text``."""
    out = _scan(raw, text)
    if (
        "新台币" in text and raw != text and any(word in raw for word in ("億", "萬"))
    ):  # a text from Taiwan: 元 is its own
        out = [
            replace(a, unit="TWD" + a.unit[3:]) if a.unit and a.unit[:3] == "CNY" and "币" not in fold(a.text) else a
            for a in out
        ]
    return out


def _scan(raw: str, text: str) -> list[Amount]:
    out: list[Amount] = []
    pos = floor = 0
    while m := _START.search(text, pos):
        start = m.start()
        found = _at(raw, text, start, floor)
        if found:
            out.append(found)
            pos = floor = found.end
        else:
            run = _RUN.match(text, start)
            pos = run.end() if run else start + 1
    return out


def _at(raw: str, text: str, start: int, floor: int) -> Amount | None:
    """Read the amount whose number starts at ``start``, if there is one."""
    if (m := _PARTS.match(text, start)) and m[1] != "十":
        return _parts(raw, text, start, floor, m)
    char = text[start]
    if char == "对":
        half = Unit(start + 2, "PERCENT", "%", Decimal("0.01"), "")
        if not _FOLD_RATE.match(text, start + 1):
            return None
        return _finish(
            raw,
            text,
            start,
            floor,
            Count(start + 1, Decimal(50), Decimal(50), "="),
            half,
            start + 1,
            None,
        )
    if char == "半" and (text.startswith("半成", start) or _FOLD_RATE.match(text, start + 1)):
        part = read_unit(text, start + 1) or Unit(start + 2, "PERCENT", "%", Decimal(1), "")
        if part.kind != "PERCENT" or text[start - 1 : start] == "过":
            return None
        return _finish(
            raw,
            text,
            start,
            floor,
            Count(start + 1, Decimal("0.5"), Decimal("0.5"), "="),
            part,
            start + 1,
            None,
        )
    if char == "半":
        unit = read_unit(text, start + 1)
        if (
            not unit
            or unit.kind != "QUANTITY"
            or unit.grade != "measure"
            or text[start - 1 : start] in ("一", "个", "多")
        ):
            return None
        return _finish(
            raw,
            text,
            start,
            floor,
            Count(start + 1, Decimal("0.5"), Decimal("0.5"), "="),
            unit,
            start + 1,
            None,
        )
    count = read_count(text, start)
    if count is None:
        return None
    if text.startswith("一半", start):
        half = Unit(start + 2, "PERCENT", "%", Decimal("0.01"), "measure")
        if text[start + 2 : start + 3] in ("一",) or text[start - 1 : start] in (
            "另",
            "一",
        ):
            return None
        return _finish(
            raw,
            text,
            start,
            floor,
            Count(start + 2, Decimal(50), Decimal(50), "="),
            half,
            start + 2,
            None,
        )
    if not char.isascii() and _FIXED.match(text, start):
        return None
    if text.startswith(("个百分点", "k个百分点", "K个百分点"), count.end):
        count = _thousands(text, count)
    more, at = _more(text, count.end)
    unit = read_unit(text, at)
    if unit is None:
        if text[at : at + 1] == "折" and _FOLD_RATE.match(text, at):
            digits = len(text[start : count.end])
            scale = Decimal("0.01") if count.low >= 10 and digits == 2 else Decimal("0.1")
            unit = Unit(at + 1, "PERCENT", "%", scale, "")
        elif more:
            more, at = "", count.end
    if unit is not None and more:
        count = replace(count, bound=more)
    second = None
    if join := _JOIN.match(text, unit.end if unit else count.end):
        second = _second(text, join.end(), count, unit)
    if second is not None:
        return _range(raw, text, start, floor, count, unit, second)
    return _finish(raw, text, start, floor, count, unit, at, None)


def _thousands(text: str, count: Count) -> Count:
    """Take a k right after an Arabic number for a thousand."""
    if text[count.end : count.end + 1] not in ("k", "K") or not text[count.end - 1].isdigit():
        return count
    if text[count.end + 1 : count.end + 2].isascii() and text[count.end + 1 : count.end + 2].isalnum():
        return count
    return replace(count, end=count.end + 1, low=count.low * 1000, high=count.high * 1000)


def _more(text: str, pos: int) -> tuple[str, int]:
    """Read 余, 多 or 来 between a number and its unit."""
    char = text[pos : pos + 1]
    if char in ("余", "多", "来"):
        return ("~" if char == "来" else ">"), pos + 1
    return "", pos


def _second(text: str, pos: int, count: Count, unit: Unit | None) -> tuple[Count, Unit, int] | None:
    """Read the second half of a range; it must carry the unit of the first, if that has one."""
    minus = text[pos] == "-"
    if minus:
        pos += 1
    other = read_count(text, pos) if text[pos : pos + 1] not in ("", "几", "数") else None
    if other is None:
        return None
    if minus:
        other = replace(other, low=-other.low, high=-other.high)
    more, at = _more(text, other.end)
    unit2 = read_unit(text, at)
    if unit2 is None or (unit is not None and (unit2.kind, unit2.name) != (unit.kind, unit.name)):
        return None
    if more:
        other = replace(other, bound=more)
    if other.high <= count.low and text[other.end - 1] not in "万亿":
        return None
    return other, unit2, at


def _range(
    raw: str,
    text: str,
    start: int,
    floor: int,
    count: Count,
    unit: Unit | None,
    second: tuple[Count, Unit, int],
) -> Amount | None:
    other, unit2, at = second
    low = count.low
    scale = _scale(text, other.end)
    if unit is None and scale > 1 and text[count.end - 1] not in "万亿兆" and low <= other.high / scale:
        low *= scale
    both = Count(other.end, low, other.high, other.bound)
    return _finish(raw, text, start, floor, both, unit2, at, low)


def _scale(text: str, end: int) -> Decimal:
    """Return the 万 or 亿 that closes the numeral ending at ``end``."""
    scale = Decimal(1)
    while text[end - 1] in "万亿":
        scale *= 10**4 if text[end - 1] == "万" else 10**8
        end -= 1
    return scale


def _negative(text: str, pos: int) -> bool:
    """Tell whether the dash at ``pos`` is a minus sign, not a hyphen or the dash of a range."""
    if pos == 0:
        return True
    before = text[pos - 1]
    return not ((before.isascii() and before.isalnum()) or before in "年月日号时点分秒个元人吨米亩岁级%))]〕】“”+-—~")


def _parts(raw: str, text: str, start: int, floor: int, m: re.Match[str]) -> Amount | None:
    """Read 百分之三十五, 千分之二, with 百分之六到八."""
    count, whole = read_count(text, m.end()), parse_folded(m[1])
    if count is None or whole is None:
        return None
    count = _thousands(text, count)
    low = None
    if join := _JOIN.match(text, count.end):
        again = _PARTS.match(text, join.end())
        other = read_count(text, again.end() if again else join.end())
        if other is not None:
            low, count = count.low, replace(other, low=count.low)
    more, end = _more(text, count.end)
    if more and low is None:
        count = replace(count, end=end, bound=more)
    unit = Unit(count.end, "PERCENT", "%", 1 / whole, "")
    return _finish(raw, text, start, floor, count, unit, count.end, low)


def _finish(
    raw: str,
    text: str,
    start: int,
    floor: int,
    count: Count,
    unit: Unit | None,
    at: int,
    low: Decimal | None,
) -> Amount | None:
    """Add sign, modifiers and currency sign, check the surroundings, and build the amount.

    ``at`` is where the unit begins; ``low`` is the lower end of a range, ``None`` where there is one number.
    """
    begin, sign, bare = start, 1, text[start] in _BARE and count.end - start <= 2
    before = text[start - 1] if start > floor else ""
    if before and before in "下负-−" and start - 1 >= floor:
        if before == "下" and start - 2 >= floor and text[start - 2] == "零":
            begin, sign = start - 2, -1
        elif (before == "负" and text[start - 2 : start - 1] not in _BURDENED) or (
            before in "-−" and _negative(text, start - 1)
        ):
            begin, sign = start - 1, -1
    mod = iso = right = ""
    edge = text[begin - 1] if begin > floor else ""
    if edge and edge in LEFT_EDGE:
        moved, mod = modifier_before(text, begin, floor, bare)
        if mod == "<~" and text[moved] == "近" and unit is not None and unit.name in _ROUNDS and count.high < 20:
            moved, mod = begin, ""  # the last rounds, not nearly so many
        placed, iso = currency_before(text, moved, floor)
        if iso:
            moved = placed
            if not mod:
                moved, mod = modifier_before(text, moved, floor, bare)
        begin = moved
    if unit is None or (unit.kind == "QUANTITY" and iso and text[at] == " "):
        if not iso or (text[count.end : count.end + 1] in _LATIN and not _ENGLISH.match(text, count.end)):
            return None
        unit = Unit(count.end, "MONEY", iso, Decimal(1), "")
        if m := _ENGLISH.match(text, count.end):
            scale = _ENGLISH_SCALE[m[1].lower()]
            unit = Unit(m.end(), "MONEY", iso, Decimal(scale), "")
    ranged = count.low != count.high
    end = unit.end
    spoken = spoken_money(text, start, count, unit) if text[at : at + 1] == "块" and unit.kind == "QUANTITY" else None
    spoken = (
        spoken
        if not text[start].isascii() or count.low != count.low.to_integral_value() or (spoken and spoken[2] > end)
        else None
    )
    unit, count, end = spoken or read_tail(text, count, unit, low is not None or ranged)
    end, right = modifier_after(text, end)
    if not accept(text, start, count, unit, at, bool(mod or right or low is not None)):
        return None
    if unit.kind == "MONEY":
        slash = max(
            raw.find("/", at, unit.end),
            raw.find("每", at, unit.end),
            raw.find("／", at, unit.end),
        )
        name = (iso if iso and unit.name == "CNY" else unit.name) + (
            f"/{raw[slash + 1 : unit.end].strip()}" if slash >= 0 else ""
        )
    elif unit.kind == "PERCENT":
        name = unit.name
    else:
        name = unit.name if unit.name == "基点" else raw[at : unit.end].strip()
    bound = mod or right or count.bound
    lo, hi = (
        sign * count.low * unit.factor,
        count.high * unit.factor * (sign if not ranged or low is None else 1),
    )
    text_span = raw[begin:end]
    if lo == hi and low is None:
        return Amount(text_span, begin, end, unit.kind, value=lo, unit=name, bound=bound)
    return Amount(text_span, begin, end, unit.kind, min=lo, max=hi, unit=name, bound=bound)

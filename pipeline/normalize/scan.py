"""The scanner behind ``find_amounts``: count, unit, range and modifiers around each numeral of a text."""

import re
from dataclasses import replace
from decimal import Decimal

from .accept import accept
from .amount import Amount
from .coins import one_left_out, spoken_money
from .counts import START, Count, read_count
from .fold import fold
from .modifiers import LEFT_EDGE, currency_before, modifier_after, modifier_before
from .numerals import DIGIT_CLASS, parse_folded
from .shares import PARTS, WHOLES, discount, half_share
from .spans import INCLUDED, JOIN, LISTING, joint, latin_scale, listed, more, second, signed
from .tables import alternation, read_table
from .tails import read_tail
from .units import Unit, read_unit

_START = re.compile(rf"[{START}半对块毛](?:(?<![对块毛])|(?<=对)(?=折)|(?<=[块毛])(?=[一二三四五六七八九1-9]))")
_RUN = re.compile(rf"\d++(?:\.\d++)*+|[{DIGIT_CLASS}十拾百佰千仟廿卅万亿兆]++")
_DATE = re.compile(rf"(?:\d++|[{DIGIT_CLASS}十廿卅]++)(?:[年月号]|日(?![元圆]))")
"""A part of a date, which needs no further look."""
_FIXED = re.compile(alternation(row[0] for row in read_table("numeral_words")))
_OF_BIG = re.compile("个([万亿])(?=[元美港欧日韩块]|人民币)")
_SCALED = frozenset(" 个分kKwWmbt")
"""What a word or letter begins with that multiplies the number before it: 一个亿, 10k元, 10 million美元."""
_BARE = frozenset("百千万亿十")
_MAY_LEAD = LEFT_EDGE | frozenset("下负-−")
"""What may stand before a number and belong to the amount: a modifier or currency, or a sign behind one."""
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
        if date := _DATE.match(text, start):
            pos = date.end()
            continue
        found = _at(raw, text, start, floor)
        if found:
            if (
                (found.kind == "MONEY" or found.unit == "pp")
                and found.start == start
                and text[start].isdigit()
                and text[start - 1 : start] in LISTING
            ):
                out += _share(raw, text, start, floor, found)
            out.append(found)
            pos = floor = found.end
        else:
            run = _RUN.match(text, start)
            pos = run.end() if run else start + 1
    return out


def _share(raw: str, text: str, start: int, floor: int, last: Amount) -> list[Amount]:
    """The counts before ``last`` that share its unit: 1亿、2亿和3亿元."""
    count = read_count(text, start) if last.value is not None else None
    if count is None or last.bound != "=":
        return []
    items = listed(text, start, count.end, floor)
    factor = last.value / count.low if last.value is not None and count.low else Decimal(1)
    return [replace(last, text=raw[a:b], start=a, end=b, value=value * factor) for a, b, value in items]


def _at(raw: str, text: str, start: int, floor: int) -> Amount | None:
    """Read the amount whose number starts at ``start``, if there is one."""
    char = text[start]
    if char in WHOLES and (m := PARTS.match(text, start)):
        return _parts(raw, text, start, floor, m)
    if char in "块毛":
        one = one_left_out(text, start)
        return _finish(raw, text, start, floor, one[0], one[1], start, None) if one else None
    if char in "对半" or text.startswith("一半", start):
        share = half_share(text, start)
        if share or char != "一":
            return _finish(raw, text, start, floor, *share, share[0].end, None) if share else None
        return None
    if (not char.isascii() and _FIXED.match(text, start)) or (count := read_count(text, start)) is None:
        return None
    behind = text[count.end : count.end + 1]
    if behind in _SCALED:
        count = _scaled(text, count)
    bound, at = more(text, count.end)
    unit = read_unit(text, at) or (None if bound else discount(text, start, count, at))
    if unit is None and bound:
        bound, at = "", count.end
    if bound:
        count = count._replace(bound=bound)
    end = unit.end if unit else count.end
    if join := JOIN.match(text, end):
        _, sign = _sign(text, start, floor)
        other = second(text, join.end(), count, unit, sign)
        if other is not None:
            both, low = joint(text, count, unit, other[0])
            return _finish(raw, text, start, floor, both, other[1], other[2], low)
    if unit is None and (pair := signed(text, start, floor, count)):
        return _finish(raw, text, start, floor, pair[0], None, pair[0].end, pair[1])
    return _finish(raw, text, start, floor, count, unit, at, None)


def _scaled(text: str, count: Count) -> Count:
    """Take what follows a number and multiplies it into the count: the 个亿 of 一个亿, the k of 10k元."""
    if text.startswith(("个百分点", "k个百分点", "K个百分点"), count.end):
        count = _thousands(text, count)
    if text[count.end - 1] == "百" and text.startswith("分点", count.end):  # 3.5百分点
        count = count._replace(end=count.end - 1, low=count.low / 100, high=count.high / 100)
    return _counted_again(text, latin_scale(text, count))


def _counted_again(text: str, count: Count) -> Count:
    """Take the 个亿 of 一个亿 into the count."""
    m = _OF_BIG.match(text, count.end)
    if m is None:
        return count
    scale = Decimal(10**8 if m[1] == "亿" else 10**4)
    return count._replace(end=m.end(), low=count.low * scale, high=count.high * scale)


def _thousands(text: str, count: Count) -> Count:
    """Take a k right after an Arabic number for a thousand."""
    if text[count.end : count.end + 1] not in ("k", "K") or not text[count.end - 1].isdigit():
        return count
    if text[count.end + 1 : count.end + 2].isascii() and text[count.end + 1 : count.end + 2].isalnum():
        return count
    return count._replace(end=count.end + 1, low=count.low * 1000, high=count.high * 1000)


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
    if join := JOIN.match(text, count.end):
        again = PARTS.match(text, join.end())
        other = read_count(text, again.end() if again else join.end())
        if other is not None:
            low, count = count.low, other._replace(low=count.low)
    extra, end = more(text, count.end)
    if extra and low is None:
        count = count._replace(end=end, bound=extra)
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
    before = text[start - 1] if start > floor else ""
    if unit is None and before not in _MAY_LEAD:
        return None  # no unit behind, and no currency before
    bare = text[start] in _BARE and count.end - start <= 2
    begin, sign = _sign(text, start, floor)
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
    if unit is None or (unit.kind == "QUANTITY" and iso and (text[at] == " " or unit.name == "起")):
        if not iso or (text[count.end : count.end + 1] in _LATIN and not _ENGLISH.match(text, count.end)):
            return None
        unit = Unit(count.end, "MONEY", iso, Decimal(1), "")
        if m := _ENGLISH.match(text, count.end):
            scale = _ENGLISH_SCALE[m[1].lower()]
            unit = Unit(m.end(), "MONEY", iso, Decimal(scale), "")
    ranged = count.low != count.high
    end = unit.end
    spoken = None
    if unit.kind == "QUANTITY" and text[at : at + 1] == "块" and unit.name == "块":
        spoken = spoken_money(text, start, count, unit, low is not None or ranged)
    unit, count, end = spoken or read_tail(text, count, unit, low is not None or ranged)
    end, right = modifier_after(text, end)
    if low is not None and text[end : end + 1] in ("(", " ") and (m := INCLUDED.match(text, end)):
        end = m.end()
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
        name = unit.name if unit.name in ("基点", "BP") else raw[at : unit.end].strip()
    bound = mod or right or count.bound
    lo, hi = (
        sign * count.low * unit.factor,
        count.high * unit.factor * (sign if not ranged or low is None else 1),
    )
    text_span = raw[begin:end]
    if lo == hi and low is None:
        return Amount(text_span, begin, end, unit.kind, value=lo, unit=name, bound=bound)
    return Amount(text_span, begin, end, unit.kind, min=min(lo, hi), max=max(lo, hi), unit=name, bound=bound)


def _sign(text: str, start: int, floor: int) -> tuple[int, int]:
    """Where the number at ``start`` begins with its sign, and 1 or -1: 零下, 负 or a minus before it."""
    before = text[start - 1] if start > floor else ""
    if before and before in "下负-−":
        if before == "下" and start - 2 >= floor and text[start - 2] == "零":
            return start - 2, -1
        if (before == "负" and text[start - 2 : start - 1] not in _BURDENED) or (
            before in "-−" and _negative(text, start - 1)
        ):
            return start - 1, -1
    return start, 1

"""One numeral as a whole: Arabic, Chinese, financial and mixed spellings to an exact ``Decimal``.

Spellings: grouped Arabic digits with decimals and exponents (``1,234.5``, ``-12e3``), Chinese numerals in small,
financial and traditional characters (``一百零五``, ``壹佰貳拾``, ``廿三``), mixed ones (``1.2万亿``, ``3千5``), spoken
elision (``两百五`` is 250, ``一万二`` is 12000), decimals with 点 and digit strings (``二〇二六``).
The unit 兆 is 10**12, as in finance; 万亿 is the same number.
"""

import re
from decimal import Decimal, InvalidOperation

from .fold import fold

DIGITS = {
    c: i
    for i, row in enumerate(
        (
            "零〇○",
            "一壹幺弌",
            "二贰两",
            "三叁叄参",
            "四肆",
            "五伍",
            "六陆",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for c in row
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}

#: Character classes on folded text, for patterns elsewhere.
DIGIT_CLASS = "零〇○一壹幺二贰两三叁叄四肆五伍六陆七柒八捌九玖"
UNIT_CLASS = "十拾百佰千仟廿卅卌万亿兆"
ARABIC = r"(?>\d{1,3}(?:,\d{3})+(?!\d)|\d++)(?:\.\d++)?"
#: Source of a pattern (folded text) for one maximal numeral without sign; every repetition is possessive, so that a
#: failed match costs time linear in the numeral.
CHINESE_PART = rf"[{DIGIT_CLASS}{UNIT_CLASS}]|(?<=[{DIGIT_CLASS}{UNIT_CLASS}])点(?=[{DIGIT_CLASS}])"
NUMERAL = (
    rf"(?>(?:{ARABIC}(?:[eE][-+]?\d++(?![A-Za-z]))?+|[{DIGIT_CLASS}{UNIT_CLASS}])"
    rf"(?:(?<=[{UNIT_CLASS}零]){ARABIC}|{CHINESE_PART}){{0,100}}+)"
)

_SIGN = re.compile(r"(负|[-+−])\s*")
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d{1,4})?")
_ONE = {char: Decimal(DIGITS[char]) for char in DIGIT_CLASS}
"""The values of numerals of one Chinese digit, which are most of them."""
_SCALED = re.compile("([0-9]{1,9}(?:[.][0-9]{1,9})?)([万亿兆]?)")
"""Arabic digits with a fraction or one big unit, which are most of the others: 3.5, 1.47亿."""
_EXACT = 27
"""Longer numbers are rounded, as a `Decimal` of the default context is."""
_TOKEN = re.compile(
    rf"(?P<num>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?P<cn>[{DIGIT_CLASS}]+)"
    rf"|点(?P<frac>[{DIGIT_CLASS}]+|\d+)|(?P<unit>[{UNIT_CLASS}])"
)


def parse_numeral(text: str) -> Decimal | None:
    """Return the value of ``text`` read as one numeral, or ``None`` where it is not one.

    Whitespace inside and around is ignored. Raises nothing.

    >>> parse_numeral("1.2万亿"), parse_numeral("两百五"), parse_numeral("二〇二六"), parse_numeral("十大")
    (Decimal('1200000000000'), Decimal('250'), Decimal('2026'), None)
    """
    return parse_folded("".join(fold(text).split()))


def parse_folded(text: str) -> Decimal | None:
    """Return the value of a numeral that is already folded and free of spaces (see ``parse_numeral``)."""
    if text.isascii() and text.isdigit() and len(text) <= _EXACT:
        return Decimal(text)
    if (digit := _ONE.get(text)) is not None:
        return digit
    if m := _SCALED.fullmatch(text):
        return _plain(Decimal(m[1]) * BIG.get(m[2], 1))
    if not text or len(text) > 400:
        return None
    sign = 1
    if m := _SIGN.match(text):
        sign = 1 if m[1] == "+" else -1
        text = text[m.end() :]
    if not text or (not text[0].isascii() and text[0].isdigit() and text[0] not in DIGITS):
        return None
    if text[0] in ".0123456789" and _PLAIN.fullmatch(text):
        try:
            value = Decimal(text.replace(",", ""))
        except InvalidOperation:
            return None
    else:
        found = _read(text)
        if found is None:
            return None
        value = found
    value = sign * value
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Write an integral value without exponent or trailing zeros; ``-0`` becomes ``0``."""
    if value == 0:
        return Decimal(0)
    if value.adjusted() < 300 and value == value.to_integral_value():
        return value.quantize(Decimal(1)) if value.adjusted() < 27 else value
    return value


def _digits(run: str) -> str:
    return "".join(str(DIGITS[c]) if c in DIGITS else c for c in run)


def _read(text: str) -> Decimal | None:
    """Read a numeral with at least one Chinese character, token by token from the left.

    ``total`` holds what stands before the last 万/亿/兆, ``section`` the part since then up to its last 十/百/千, and
    ``cur`` the digits not yet followed by a unit.
    """
    total = section = Decimal(0)
    cur: Decimal | None = None
    last_small = last_unit = 10**16  # the unit that the next one must stay below, and the one that elision divides
    last_big = 10**16
    single = zero = opened = False  # cur is one digit; 零 stands before it; a unit has closed something already
    pos = 0
    for m in _TOKEN.finditer(text):
        if m.start() != pos:
            return None
        pos = m.end()
        kind = m.lastgroup
        if kind == "num" or kind == "cn":
            if cur is not None:
                return None
            raw = m[0].replace(",", "")
            if kind == "cn":
                raw = _digits(raw)
                if len(raw) > 1 and "0" not in raw and m.end() < len(text) and text[m.end()] in SMALL | BIG:
                    return None  # 三五百 is a range, not a numeral
                stripped = raw.lstrip("0") if opened else raw
                zero = stripped != raw
                raw = stripped
                if not raw:  # a 零 that links two parts
                    continue
            cur, single = Decimal(raw), len(raw) == 1
            if opened and cur >= last_unit:
                return None
        elif kind == "frac":
            if cur is None and not opened:
                return None
            cur, single = (
                (cur or Decimal(0)) + Decimal("0." + _digits(m["frac"])),
                False,
            )
        elif m[0] in BIG:
            unit = BIG[m[0]]
            part = section + (cur or 0)
            if cur is None and not section:
                total = (total if opened else Decimal(1)) * unit
            elif unit > last_big:
                total = (total + part) * unit
            elif unit < last_big:
                total += part * unit
            else:
                return None
            last_big = last_unit = unit
            section, cur, last_small, zero, opened = (
                Decimal(0),
                None,
                10**16,
                False,
                True,
            )
        else:
            unit = 10 if m[0] in TENS else SMALL[m[0]]
            if unit >= last_small or unit >= last_big:
                return None
            factor: Decimal | int = (TENS[m[0]] // 10) if m[0] in TENS else (cur if cur is not None else 1)
            if m[0] in TENS and cur is not None:
                return None
            section += factor * unit
            last_small = last_unit = unit
            cur, zero, opened = None, False, True
    if pos != len(text):
        return None
    if cur is None:
        return total + section
    if opened and single and not zero and last_unit > 1:
        cur *= Decimal(last_unit) / 10
    return total + section + cur

"""Numbers in running text, whatever stands after them: integers, decimals, fractions, dozens, signed and spaced ones.

Unlike ``find_amounts`` this finds every number a reader would call one, bare digits and single numerals included; it is
meant for text that is about numbers. Idioms and names that merely contain a numeral are left alone.
"""

import re
from decimal import Decimal, localcontext
from functools import cache

from .amount import Amount
from .counts import read_count
from .fold import fold
from .numerals import DIGIT_CLASS, SMALL, parse_folded
from .spaced import blank_addresses
from .tables import alternation, read_table

_CN = rf"[{DIGIT_CLASS}十拾百佰千仟廿卅卌万亿兆]"
_UNIT = r"[十拾百佰千仟廿卅卌万亿兆]"
_SPACE = rf"(?: {{1,3}}(?={_UNIT}|点)|(?<={_UNIT}) {{1,3}}(?={_CN}|\d|点)|(?<=点) {{1,3}}(?=[{DIGIT_CLASS}]))"
_ARABIC = r"(?:(?>\d{1,3}(?:,\d{3})+(?![\d])|\d++)(?:\.\d++)?|\.\d++)"
_POWER = r"(?:[eE][-+]?\d++(?![A-Za-z\d.])|\^[-+]?\d++(?:\.\d++)?)"
_LETTER = r"(?: ?(?P<letter>[kKMGTBb])(?![A-Za-z]))"
_FOLLOWING = (
    rf"(?<=[十拾百佰千仟廿卅卌万亿兆零])(?: {{1,3}})?{_ARABIC}"  # 7万5千
    rf"|{_SPACE}?{_CN}|{_SPACE}?点(?= {{0,3}}[{DIGIT_CLASS}])"
    rf"|(?<=[{DIGIT_CLASS}]) {{1,3}}(?=[{DIGIT_CLASS}] {{1,3}})|{_SPACE}"
)
_MIXED = rf"(?:{_ARABIC}|[{DIGIT_CLASS}]|{_UNIT})(?:{_FOLLOWING})*+"
_SOME = r"(?: {0,3}(?P<some>[余多几来]) {0,3}(?P<scale>[万亿兆]++))?"
_NUMBER = rf"(?:{_ARABIC}{_POWER}|{_MIXED}{_SOME})"
_SIGN = r"(?P<sign>负 ?|[-−] ?|\+)?"
_OF = rf"(?P<whole>{_MIXED} {{0,3}}又 {{0,3}})?(?P<den>{_MIXED}) {{0,3}}分 {{0,3}}之 {{0,3}}(?P<num>{_MIXED})"
_SLASH = rf"(?:(?P<integer>\d++) (?=\d++/))?(?P<top>{_ARABIC}) {{0,2}}/ {{0,2}}(?P<bottom>{_ARABIC})(?![\d/])"
_FACTOR = {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "B": 9, "b": 9}


@cache
def _numbers() -> re.Pattern[str]:
    """Made on first use, as is the next: the pipeline for documents needs neither."""
    return re.compile(rf"{_SIGN}(?:{_OF}|{_SLASH}|(?P<body>{_NUMBER}){_LETTER}?)")


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(alternation(row[0] for row in read_table("number_idioms")))


def _value(source: str) -> Decimal | None:
    return parse_folded("".join(source.split()))


def _power(source: str) -> Decimal | None:
    base, caret, exponent = source.partition("^")
    value, power = _value(base), _value(exponent) if caret else Decimal(1)
    if value is None or power is None or abs(power) > 400:
        return None
    try:
        return value**power
    except ArithmeticError:
        return None


def _read(m: re.Match[str]) -> Decimal | None:
    value: Decimal | None
    if m["den"] is not None:
        den, num, whole = (
            _value(m["den"]),
            _value(m["num"]),
            _value((m["whole"] or "零").replace("又", "")),
        )
        if m["den"] == "百":  # 百分之五十五 is a percentage of 55
            den = Decimal(1)
        if not den or num is None or whole is None:
            return None
        value = whole + num / den
    elif m["top"] is not None:
        top, bottom = _value(m["top"]), _value(m["bottom"])
        if top is None or not bottom:
            return None
        value = Decimal(m["integer"] or 0) + top / bottom
    else:
        body = m["body"]
        if not body.strip("万亿兆 "):
            return None
        if m["some"]:
            body = body.replace(m["some"], "")
        value = _power(body)
        if value is not None and m["letter"]:
            value = value.scaleb(_FACTOR[m["letter"]])
    if value is None:
        return None
    sign = (m["sign"] or "").strip()
    return -value if sign in ("负", "-", "−") and sign else value


def find_numbers(text: str) -> list[Amount]:
    """Return the numbers of ``text`` as amounts of kind NUMBER, in order. Raises nothing.

    >>> [(a.text, a.value) for a in find_numbers("三分之一，负2.5和二百五")][1:]
    [('负2.5', Decimal('-2.5')), ('二百五', Decimal('250'))]
    """
    folded, numbers, idioms = blank_addresses(fold(text)), _numbers(), _idioms()
    out: list[Amount] = []
    pos = 0
    with localcontext() as context:
        context.prec = 40
        while m := numbers.search(folded, pos):
            word = idioms.search(folded, max(pos, m.start() - 3), m.end() + 3)
            if word and word.start() < m.end() and word.end() > m.start() and _in_word(m, word):
                pos = max(word.end(), m.start() + 1)
                continue
            start, end = m.span()
            if (
                m["sign"]
                and start
                and ((folded[start - 1].isalnum() and folded[start - 1].isascii()) or folded[start - 1] in "-+−")
            ):
                start += len(m["sign"])
            while folded[start] == "." and folded[start - 1 : start] == ".":
                start += 1
            if m["den"] == "百":
                start = m.start("num")
            value = _read(m)
            if start != m.start() and value is not None:
                value = abs(value)
                if folded[start - 1 : start] == "." and folded[start] != ".":
                    value = parse_folded(folded[start:end])
            if value is None:
                pair = read_count(folded, start) if not m["sign"] and folded[start] != "." else None
                if pair is not None and pair.low != pair.high:
                    out.append(
                        Amount(
                            text[start : pair.end],
                            start,
                            pair.end,
                            "NUMBER",
                            min=pair.low,
                            max=pair.high,
                            bound=pair.bound,
                        )
                    )
                    pos = pair.end
                else:
                    pos = start + 1 if m.end() - m.start() < 100 else m.end()
                continue
            raw = text[start:end].rstrip()
            bound = ">" if m["some"] in ("余", "多", "几") else "~" if m["some"] else "="
            out.append(Amount(raw, start, start + len(raw), "NUMBER", value=value, bound=bound))
            pos = end
    return out


def _in_word(m: re.Match[str], word: re.Match[str]) -> bool:
    """Tell whether the numeral is part of the idiom and not longer than it."""
    return word.start() <= m.start() and m.end() <= word.end()


def parse_number(text: str) -> tuple[Decimal, Decimal] | None:
    """Read the whole of ``text`` as one number; return its lower and upper value, or ``None``.

    >>> parse_number("五六百")
    (Decimal('500'), Decimal('600'))
    """
    folded = fold(text.strip())
    if not folded:
        return None
    m = _numbers().fullmatch(folded)
    value = _read(m) if m else None
    if value is not None:
        return value, value
    if folded[0] in SMALL or folded[0] in DIGIT_CLASS or folded[0] in "几数":
        count = read_count(folded, 0)
        if count is not None and count.end == len(folded):
            return count.low, count.high
    return None

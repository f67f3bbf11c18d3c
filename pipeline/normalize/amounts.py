"""Amounts in running text: money, percentages and quantities with their spans and values.

A span takes in the words that stand directly at the number and change its value (近, 约, 超过, 不到, 多, 余, 左右,
以上), not the counted noun. Ordinals, 一 as an article, dates, lengths of time, version and model numbers, and words
that merely begin with a numeral (``resources/numeral_words.tsv``) are left alone.
"""

from dataclasses import replace
from decimal import Decimal

from .amount import Amount
from .coins import short_sum
from .fold import fold, fold_numbers
from .modifiers import SUFFIX
from .numbers import parse_number
from .scan import scan
from .spaced import blank_addresses, close_up

__all__ = ["Amount", "find_amounts", "parse_amount"]


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of ``text`` in order, without overlaps. Raises nothing, whatever the string holds.

    >>> [(a.text, a.norm["value"], a.bound) for a in find_amounts("总投资超16亿元，近500位嘉宾")]
    [('超16亿元', 1600000000, '>'), ('近500位', 500, '<~')]
    """
    folded = blank_addresses(fold_numbers(text))
    if len(folded) < 12 and (short := short_sum(folded)):
        value, start, end = short
        return [Amount(text[start:end], start, end, "MONEY", value=value, unit="HKD")]
    closed = close_up(folded)
    if closed is None:
        return scan(text, folded)
    narrow, offsets = closed
    out = []
    for amount in scan("".join(text[i] for i in offsets[:-1]), narrow):
        start, end = offsets[amount.start], offsets[amount.end - 1] + 1
        out.append(replace(amount, text=text[start:end], start=start, end=end))
    return out


def parse_amount(text: str, unit: str | None = None) -> Amount | None:
    """Read the whole of ``text`` as one amount, or return ``None``.

    ``unit`` is taken for a bare number: an ISO code makes money, ``%`` a percentage, anything else a quantity.

    >>> parse_amount("1.47亿元").value, parse_amount("3.5", "%").value
    (Decimal('147000000'), Decimal('0.035'))
    """
    stripped = text.strip()
    offset = text.find(stripped) if stripped else 0
    for amount in find_amounts(text):
        if amount.start == offset and amount.end == offset + len(stripped):
            return amount
    if unit is None or not stripped:
        return None
    return _bare(stripped, offset, unit)


def _bare(text: str, offset: int, unit: str) -> Amount | None:
    """Read a number without its unit, with the words around it that change its value: 约3.5万, 两三百, 5万以上."""
    word = {"CNY": "元"}.get(unit, unit)
    tail = next((m for m in SUFFIX.finditer(fold(text)) if m.end() == len(text)), None)
    cut = tail.start() if tail else len(text)
    found = find_amounts(text[:cut] + word + text[cut:])
    if len(found) == 1 and found[0].end - found[0].start == len(text) + len(word) and found[0].unit == unit:
        return replace(found[0], text=text, start=offset, end=offset + len(text))
    number = parse_number(text)
    if number is None:
        return None
    percent = unit in ("%", "％")
    kind = "PERCENT" if percent else "MONEY" if len(unit) == 3 and unit.isascii() and unit.isupper() else "QUANTITY"
    low, high = (end * (Decimal("0.01") if percent else 1) for end in number)
    name = "%" if percent else unit
    end = offset + len(text)
    if low == high:
        return Amount(text, offset, end, kind, value=low, unit=name)
    return Amount(text, offset, end, kind, min=low, max=high, unit=name)

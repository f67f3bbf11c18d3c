"""What may follow a unit and still belong to the amount: smaller coins, the digit of 两成五, 多, 整."""

import re
from decimal import Decimal

from .coins import change
from .counts import Count
from .numerals import DIGIT_CLASS, DIGITS
from .units import Unit, read_unit

_BARE = frozenset("百千万亿十")
_TENTHS_OF_MU = re.compile("([1-9一二三四五六七八九])分(?=[地田水土,。、的])")
_EXACTLY = re.compile("[整正](?![合理在常式好个体])")
#: What 多 and 余 belong to where it follows them: 5%多个 is no bound of 5%.
_MORE_OF = tuple("个家名次年种样元数人位下额万款股为项")
_NUMERIC = re.compile(rf"[\d{DIGIT_CLASS}.:]")


def read_tail(text: str, count: Count, unit: Unit, ranged: bool) -> tuple[Unit, Count, int]:
    """Read what may follow the unit: the digit of 两成五 and 1块8, the 角 of 3元5角, 多, 整."""
    end = unit.end
    after = text[end : end + 1]
    if unit.grade == "tenths" and after and (DIGITS.get(after) or after in "半123456789") and not ranged:
        step = Decimal(5) if after == "半" else Decimal(DIGITS.get(after, 0) or int(after))
        apart = text[end + 1 : end + 2] in _BARE or _NUMERIC.match(text, end + 1) or read_unit(text, end + 1)
        if not apart:
            value = count.low + step / 10
            return unit, count._replace(low=value, high=value), end + 1
    if unit.kind == "MONEY" and unit.factor >= Decimal("0.1") and not ranged:
        count, end = change(text, count, unit)
    if text[end - 1] == "亩" and (m := _TENTHS_OF_MU.match(text, end)) and not ranged:
        value = count.low + Decimal(DIGITS.get(m[1], 0) or int(m[1])) / 10
        return unit, count._replace(low=value, high=value), m.end()
    if unit.kind == "MONEY" and text[end - 1] in "元角分" and _EXACTLY.match(text, end):
        end += 1
    if (
        count.bound == "="
        and text[end : end + 1] in ("多", "余")
        and text[end + 1 : end + 2] not in _MORE_OF
        and (unit.grade in ("measure", "tenths") or unit.kind == "MONEY")
    ):
        return unit, count._replace(bound=">"), end + 1
    return unit, count, end

"""What may follow a unit and still belong to the amount: smaller coins, the digit of 两成五, 多, 整, 块 as money."""

import re
from dataclasses import replace
from decimal import Decimal

from .counts import Count, read_count
from .numerals import DIGIT_CLASS, DIGITS
from .units import Unit, read_unit

_BARE = frozenset("百千万亿十")
_TENTHS_OF_MU = re.compile("([1-9一二三四五六七八九])分(?=[地田水土,。、的])")
_EXACTLY = re.compile("[整正](?![合理在常式好个体])")
_NUMERIC = re.compile(rf"[\d{DIGIT_CLASS}.:]")
_CHANGE = re.compile(r"[又零]?(?=[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖])")
_PRICE = re.compile("[花费价卖买付收钱元赚]")


def read_tail(text: str, count: Count, unit: Unit, ranged: bool) -> tuple[Unit, Count, int]:
    """Read what may follow the unit: the digit of 两成五 and 1块8, the 角 of 3元5角, 多, 整."""
    end = unit.end
    after = text[end : end + 1]
    if unit.grade == "tenths" and after and (after in DIGITS or after in "半123456789") and not ranged:
        step = Decimal(5) if after == "半" else Decimal(DIGITS.get(after, 0) or int(after))
        apart = text[end + 1 : end + 2] in _BARE or _NUMERIC.match(text, end + 1) or read_unit(text, end + 1)
        if not apart:
            value = count.low + step / 10
            return unit, replace(count, low=value, high=value), end + 1
    if unit.kind == "MONEY" and unit.factor >= Decimal("0.1") and not ranged:
        count, end = _change(text, count, unit)
    if text[end - 1] == "亩" and (m := _TENTHS_OF_MU.match(text, end)) and not ranged:
        value = count.low + Decimal(DIGITS.get(m[1], 0) or int(m[1])) / 10
        return unit, replace(count, low=value, high=value), m.end()
    if unit.kind == "MONEY" and text[end - 1] in "元角分" and _EXACTLY.match(text, end):
        end += 1
    if unit.kind == "MONEY" and text.startswith("人民币", end) and text[end - 1] == "元":
        end += 3
    if (
        count.bound == "="
        and text[end : end + 1] in ("多", "余")
        and text[end + 1 : end + 2]
        not in (
            "个",
            "家",
            "名",
            "次",
            "年",
            "种",
            "样",
            "元",
            "数",
            "人",
            "位",
            "下",
            "额",
            "万",
            "款",
            "股",
            "为",
            "项",
        )
        and (unit.grade in ("measure", "tenths") or unit.kind == "MONEY")
    ):
        return unit, replace(count, bound=">"), end + 1
    return unit, count, end


def _change(text: str, count: Count, unit: Unit) -> tuple[Count, int]:
    """Add the smaller coins that follow a sum: 3元5角, 五元三毛二分, 两美元又三美分."""
    end = unit.end
    for _ in range(2):
        m = _CHANGE.match(text, end)
        part = read_count(text, m.end()) if m else None
        if part is None or part.low >= 100:
            break
        coin = read_unit(text, part.end)
        if coin is not None and coin.kind == "MONEY" and coin.factor < unit.factor and coin.name == unit.name:
            factor, stop = coin.factor, coin.end
        elif (
            unit.name == "CNY"
            and text[part.end : part.end + 1] == "分"
            and text[part.end + 1 : part.end + 2] not in ("之", "钟", "别")
        ):
            factor, stop = Decimal("0.01"), part.end + 1
        else:
            break
        value = count.low + part.low * factor / unit.factor
        count, end = replace(count, low=value, high=value), stop
    return count, end


def spoken_money(text: str, start: int, count: Count, unit: Unit) -> tuple[Unit, Count, int] | None:
    """Read 块 as money: 1块8, 八千块 at the end of a clause."""
    end = unit.end
    after = text[end : end + 1]
    money = Unit(end, "MONEY", "CNY", Decimal(1), "")
    if (
        after
        and after in "123456789一二三四五六七八九"
        and not read_unit(text, end + 1)
        and text[end + 1 : end + 2] not in _BARE
    ):
        digit = Decimal(DIGITS.get(after, 0) or int(after))
        value = count.low + digit / 10
        return money, replace(count, low=value, high=value), end + 1
    coins = not after.isascii() and after in DIGITS and (_change(text, count, money))
    if coins and coins[1] > end:
        return money, *coins
    if (count.low >= 10 or _PRICE.search(text, max(0, start - 6), start)) and (
        not after or after in ",。;、!?)”\n 了的左以在就给买来吧呢还都多"
    ):
        return money, count, end
    return None

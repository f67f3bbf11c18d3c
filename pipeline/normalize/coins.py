"""Money as it is spoken: smaller coins behind a sum (3元5角, 十块九毛九), 块 without 钱, 块二 and 毛五 without 一."""

import re
from decimal import Decimal

from .counts import Count, read_count
from .modifiers import SUFFIX
from .numerals import DIGITS
from .units import Unit, read_unit

_CHANGE = re.compile(r"[又零]?(?=[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖])")
_PER_ONE = re.compile(r"[1-9一二三四五六七八九](?=一[一-龥](?<![一十百千万亿元角分块毛]))")  # 两块五一斤
_BIGGER = frozenset("百千万亿十点.:%个多几")
_NOT_FEN = ("之", "钟", "别", "数")
#: Coins that a bare digit may follow (三块五, 两毛五, 五蚊半), and the tenth part it counts.
_SPOKEN = frozenset("块毛蚊毫")
_PRICE = re.compile("[花费价卖买付收钱元赚]")
_CLAUSE_END = frozenset(",，。;；、!?)”\n 了的左以在就给买来吧呢还都多至到-—~")
_INK = re.compile(r"\S")
_PARTED = re.compile("[成为分作切裂碎]$")
#: 块 or 毛 with nothing before it means one of them.
_ONE_LEFT_OUT = re.compile(r"(?:^|[^一-龥\dA-Za-z]|[价卖买要花费付收才仅只约就斤个])$")
_ONE = re.compile(r"[块毛](?=[一二三四五六七八九1-9](?![百千万亿十.\d斤石年月日]))")


def change(text: str, count: Count, unit: Unit) -> tuple[Count, int]:
    """Add the smaller coins that follow a sum: 3元5角, 五元三毛二分, 两美元又三美分, 三块五, 五蚊半."""
    factor, end, name = unit.factor, unit.end, unit.name
    for _ in range(2):
        spoken = text[end - 1] in _SPOKEN or text.endswith("毫子", 0, end)
        if spoken and text.startswith("半", end) and text[end + 1 : end + 2] not in ("天", "个", "年", "路"):
            return _add(count, Decimal(5) * factor / 10 / unit.factor), end + 1
        if spoken and (m := _PER_ONE.match(text, end)):
            return _add(count, Decimal(DIGITS.get(m[0]) or int(m[0])) * factor / 10 / unit.factor), m.end()
        m = _CHANGE.match(text, end)
        part = read_count(text, m.end()) if m else None
        if part is None or part.low >= 100 or part.low != part.high:
            break
        coin = read_unit(text, part.end)
        if coin is not None and coin.kind == "MONEY" and coin.factor < factor and coin.name == name:
            factor, stop = coin.factor, coin.end
        elif name == "CNY" and text.startswith("分", part.end) and text[part.end + 1 : part.end + 2] not in _NOT_FEN:
            factor, stop = Decimal("0.01"), part.end + 1
        elif spoken and part.end == end + 1 and coin is None and text[part.end : part.end + 1] not in _BIGGER:
            factor, stop = factor / 10, part.end
        else:
            break
        count, end = _add(count, part.low * factor / unit.factor), stop
    return count, end


def _add(count: Count, value: Decimal) -> Count:
    return count._replace(low=count.low + value, high=count.low + value)


def spoken_money(text: str, start: int, count: Count, unit: Unit, ranged: bool) -> tuple[Unit, Count, int] | None:
    """Read 块 as money: 1块8, 十块九毛九, 八千块 at the end of a clause."""
    end = unit.end
    money = Unit(end, "MONEY", "CNY", Decimal(1), "")
    if not ranged:
        more, stop = change(text, count, money)
        if stop > end:
            return money, more, stop
    after = text[end : end + 1]
    if after and after not in _CLAUSE_END and not SUFFIX.match(text, end):
        return None
    priced = not _INK.search(text, 0, start) or _PRICE.search(text, max(0, start - 6), start)
    chinese = not text[start].isascii() or count.low != count.low.to_integral_value()
    sizeable = chinese and (count.low >= 10 or count.low != count.high)
    if (priced or sizeable) and not _PARTED.search(text, max(0, start - 1), start):
        return money, count, end
    return None


def one_left_out(text: str, start: int) -> tuple[Count, Unit] | None:
    """Read 块二 as 1.2 and 毛五 as 0.15 yuan, where the sum stands free."""
    if not _ONE.match(text, start) or not _ONE_LEFT_OUT.search(text, max(0, start - 1), start):
        return None
    factor = Decimal(1) if text[start] == "块" else Decimal("0.1")
    unit = Unit(start + 1, "MONEY", "CNY", factor, "")
    count, end = change(text, Count(start, Decimal(1), Decimal(1), "="), unit)
    return (count, unit._replace(end=end)) if end > start + 1 else None


_SHORT_SUM = re.compile(r"\s*(?P<count>[^个\s]{1,4})个(?P<tenth>半|[1-9一二三四五六七八九])\s*")


def short_sum(text: str) -> tuple[Decimal, int, int] | None:
    """Read 三个半 and 十一个二, sums in dollars as Cantonese says them; only ever the whole of a text.

    >>> short_sum("十一个二")
    (Decimal('11.2'), 0, 4)
    """
    m = _SHORT_SUM.fullmatch(text)
    count = read_count(text, m.start("count")) if m else None
    if m is None or count is None or count.end != m.end("count") or count.low != count.high:
        return None
    tenth = 5 if m["tenth"] == "半" else DIGITS.get(m["tenth"]) or int(m["tenth"])
    return count.low + Decimal(tenth) / 10, m.start("count"), m.end("tenth")

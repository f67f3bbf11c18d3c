"""Lengths of time and repetitions: 十年, 三年零两个月, 8天又20小时, 近三个月, 两三周, 每周一, 每隔两天."""

import re
from decimal import Decimal

from ..numerals import parse_folded

_DIGIT = "一二三四五六七八九"
#: What stands before the 前 from which a length is counted: 提前3个月, 届满前30日, 基准日前20个交易日; else 前3个月 are the first three.
COUNTED_FROM = "提满期日告开"
NOT_FIRST = rf"(?<![^{COUNTED_FROM}]前)(?<!^前)"
NUMBER = (
    rf"(?:(?<![\d.第A-Za-z/-]){NOT_FIRST}(?<!\d\+)(?:\d{{1,3}}(?:,\d{{3}})++|\d++)(?:\.\d{{1,2}}+(?!\d))?[百千万亿]*+"
    r"|(?<![第一二三四五六七八九两几数十百千万亿〇零\d/])[一二三四五六七八九十百千万两半几数][一二三四五六七八九十百千万零〇两几]{0,9}+)"
)
_UNITS: dict[str, tuple[str, int | Decimal]] = {
    "世纪": ("Y", 100), "年": ("Y", 1), "周年": ("Y", 1), "载": ("Y", 1), "季度": ("M", 3),
    "季": ("M", 3), "月": ("M", 1), "周": ("W", 1), "星期": ("W", 1),
    "礼拜": ("W", 1), "天": ("D", 1), "日": ("D", 1), "昼夜": ("D", 1), "夜": ("D", 1),
    "工作日": ("D", 1), "交易日": ("D", 1),
    "日历天": ("D", 1), "自然日": ("D", 1), "小时": ("H", 1), "钟头": ("H", 1), "钟": ("H", 1), "时": ("H", 1),
    "刻钟": ("MI", 15), "分钟": ("MI", 1),
    "分": ("MI", 1), "秒": ("S", 1), "秒钟": ("S", 1), "毫秒": ("S", Decimal("0.001")),
}  # fmt: skip
_WORD = (
    r"(?:(?:个(?:多|半|余)?)钟(?![头表楼声情])|分半钟|(?<=半)日(?![制游工子])|整[天年]|个(?:多|半|余)?(?:世纪|月|季度|星期|礼拜|小时|钟头|工作日|交易日|自然日|昼夜)"
    r"|[多余来]个?(?:月(?<=个月)|小时|星期|天|日(?<!个日)(?![元本报])|年|分钟|世纪(?<=个世纪)|工作日|秒)"
    r"|周年|年(?![级代度龄限薪会报检轻终底末画货夜糕鉴份]|初(?!心|衷))"
    r"|周(?![年一二三四五六日末岁边刊报])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])"
    r"|天(?![下空然地津气安生才文际府宫使堂主真窗])|昼夜|(?<!半)夜(?![间里晚宵])|工作日|交易日|日历天|自然日"
    r"|小时|钟头|刻钟|分钟|秒钟?(?![杀])|毫秒|日(?=内|以内|之内|(?<=[一二三四五六七八九十两数几]日)(?<!月.日)(?<!月..日)夜(?![间里晚]))|载(?![体荷重入])|分(?=\d+秒))"
)
_AFTER = r"(?:[多余]|半(?![天年月]))?"
_PIECE = rf"{NUMBER} {{0,2}}{_WORD}{_AFTER}"
_INNER = NUMBER.replace("〇零", "")  # after 零 the number goes on
_LAST = _PIECE.replace("/-])", "/])")  # the second number of a range may follow a hyphen
_TAIL = rf"(?:(?:零|又|余|多|加)?{_INNER} {{0,2}}(?:{_WORD}|分(?![之钟])|秒|时(?![代候期])){_AFTER})"
_CONN = r" ?(?:至|到|—|-|~|–) ?"
PREFIX = (
    r"(?:将近|接近|大约|约|(?<!最)近|不到|不足|至少|最少|最多|超过|超|逾|不少于|不低于|不超过"
    r"|多达)?(?!(?:1[6-9]\d[1-9]|20[0-4][1-9]|20[1-4]0)年)"
)
SUFFIX = r"(?:之内|以内|内(?![地部陆容外涝蒙])|以上|以下|左右|上下)?"
#: A time in a race, with hundredths: 9秒98, 2分05秒33.
_RACE = r"(?<![\d.第])(?:\d{1,2}分)?\d{1,2}秒\d\d(?![\d.多余万千百次个下发名位家种米公步字])"
#: Days of a calendar elsewhere.
_AHEAD = rf"(?<=[{COUNTED_FROM}]前)(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})日(?!元)"
DURATION = (
    rf"{PREFIX}(?:{_RACE}|{_AHEAD}|{NUMBER}{_CONN}{_LAST}|{NUMBER}{_WORD}{_CONN}{_LAST}|{_PIECE}{_TAIL}{{0,5}}|数(?:月"
    rf"|日)(?![字量据])|个把(?:月|星期|小时|钟头)|(?<!\d)\d{{1,2}}分(?:\d{{1,2}}"
    rf"|[{_DIGIT}十]{{1,3}})秒)"
    rf"{SUFFIX}"
)
#: 立方米|每秒 is a rate, 每秒 by itself a repetition.
_NO_RATE = "(?:(?<![米克升斤瓦])|(?!每[秒小分]))"
_EVERY = r"(?:个)?(?:工作日|交易日|季度|季|年(?!级)|月份?|天|日|周|星期|礼拜|小时|分钟|秒钟?|晚|早|夜|周末)"
SET = (
    rf"天天(?!向上|快乐)|每逢(?=[一-龥]{{0,3}}节(?!假)|中秋|元旦|除夕|国庆|清明|端午)|每到?(?:周末|节假日)|{_NO_RATE}每(?:逢|隔)?(?:{NUMBER} ?{_WORD}|(?:个)?(?:周|星期"
    rf"|礼拜)[一二三四五六日天](?![天个年次练歌期更会评报读课聚问考查])(?:[至到—-](?:周|星期|礼拜)?[一二三四五六日天](?![天个年])|(?:[、和](?:周|星期|礼拜)?[一二三四五六日天])++|[一二三四五六日]++)?"
    rf"|{_EVERY}(?![份届个名位次])|年(?!级))"
    r"|逢(?:周|星期|礼拜)[一二三四五六日天]"
)

_FREE = _INNER.replace("/-])", "/])")
_ATOM = re.compile(
    rf"({_FREE}) *(个|多个|余个)?([多半余来])?({'|'.join(sorted(_UNITS, key=len, reverse=True))})([多余半])?"
)
_PAIR = re.compile(rf"^({NUMBER}){_CONN}({_FREE})")
_VAGUE = {"数": (3, 9), "几": (3, 9)}


def _number(text: str) -> Decimal | tuple[Decimal, Decimal] | None:
    """Read a numeral; 两三 and 三四 are intervals, 数 and 几 stand for three to nine."""
    if text == "半":
        return Decimal("0.5")
    if len(text) == 2 and text[0] in "一两二三四五六七八" and text[1] in _DIGIT + "两":
        low, high = parse_folded(text[0]), parse_folded(text[1])
        if low is not None and high is not None and high > low:
            return low, high
    if text[0] in _VAGUE or text[-1] == "几":
        scale = parse_folded("一" + text[1:]) if text[0] in _VAGUE else None
        if scale is not None:
            return scale * 3 if len(text) == 1 else scale, scale * 9 if len(text) == 1 else scale * 10
        base = parse_folded(text[:-1]) if len(text) > 1 else None
        return (base + 1, base + 9) if base is not None else None
    return parse_folded(text)


def _write(amounts: dict[str, Decimal]) -> str:
    if amounts.get("Y", 0) % 1:
        whole, rest = divmod(amounts["Y"], 1)
        amounts = {**amounts, "Y": whole, "M": amounts.get("M", Decimal(0)) + rest * 12}
    for unit, lower, factor in (("H", "MI", 60), ("MI", "S", 60), ("D", "H", 24)):
        if amounts.get(unit, 0) % 1 == Decimal("0.5"):
            amounts = {**amounts, unit: amounts[unit] // 1, lower: amounts.get(lower, Decimal(0)) + factor // 2}

    def shown(units: tuple[str, ...]) -> str:
        return "".join(f"{format(amounts[u].normalize(), 'f')}{u[0]}" for u in units if amounts.get(u))

    clock = shown(("H", "MI", "S"))
    return "P" + shown(("Y", "M", "W", "D")) + ("T" + clock if clock else "") if any(amounts.values()) else "P0D"


_PREFIX = re.compile(rf"^{PREFIX}")
_HUNDREDTHS = re.compile(r"(\d)秒(\d\d)(?!\d)")
_NIGHTS_TOO = re.compile(r"(?<=天)[^天]{1,3}夜")
_JOINED = re.compile(rf"[年月天日时周分钟]{_CONN}")


def length(text: str) -> dict[str, str]:
    """Return the norm of a duration: ``{"iso": …}`` or ``{"min": …, "max": …}``, empty where it has no number.

    >>> length("三年零两个月"), length("两三周"), length("近十年")
    ({'iso': 'P3Y2M'}, {'min': 'P2W', 'max': 'P3W'}, {'iso': 'P10Y'})
    """
    if "个把" in text:
        text = text.replace("个把", "一个")
    text = text.replace(",", "").replace("分半钟", "分钟半").replace("整天", "天").replace("整年", "年")
    text = _HUNDREDTHS.sub(r"\1.\2秒", text)
    body = _NIGHTS_TOO.sub("", _PREFIX.sub("", text))  # five days and four nights are five days
    low: dict[str, Decimal] = {}
    high: dict[str, Decimal] = {}
    atoms = list(_ATOM.finditer(body))
    pair = _PAIR.match(body)
    joined = _JOINED.search(body) if len(atoms) == 2 else None
    for m in atoms:
        value = _number(m[1])
        if value is None:
            return {}
        unit, factor = _UNITS[m[4]]
        ends = value if isinstance(value, tuple) else (value, value)
        if "半" in (m[3] or "") + (m[5] or ""):
            ends = (ends[0] + Decimal("0.5"), ends[1] + Decimal("0.5"))
        first = _number(pair[1]) if pair and m is atoms[0] else None
        if isinstance(first, Decimal):
            ends = (first, ends[1])
        if joined:
            side = low if m is atoms[0] else high
            side[unit] = ends[0] * factor
            continue
        low[unit] = low.get(unit, Decimal(0)) + ends[0] * factor
        high[unit] = high.get(unit, Decimal(0)) + ends[1] * factor
    if not low:
        return {}
    if joined and len(low) == len(high) == 1 and low.keys() == high.keys() and [*low.values()] > [*high.values()]:
        low, high = high, low
    return {"iso": _write(low)} if low == high else {"min": _write(low), "max": _write(high)}


def period(text: str) -> dict[str, str]:
    """Return the norm of a repetition: its period.

    >>> period("每周一"), period("每隔两天"), period("每年")
    ({'iso': 'P1W'}, {'iso': 'P2D'}, {'iso': 'P1Y'})
    """
    if text == "每逢":
        return {"iso": "P1Y"}
    stem = text.lstrip("每逢隔")
    if stem and (found := length(stem)):
        return found
    for word, value in (
        ("工作日", "P1D"),
        ("交易日", "P1D"),
        ("季", "P3M"),
        ("年", "P1Y"),
        ("月", "P1M"),
        ("周", "P1W"),
        ("星期", "P1W"),
        ("礼拜", "P1W"),
        ("小时", "PT1H"),
        ("分", "PT1M"),
        ("秒", "PT1S"),
    ):
        if word in stem:
            return {"iso": value}
    return {"iso": "P1D"}

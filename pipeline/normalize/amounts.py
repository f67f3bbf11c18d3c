"""MONEY, PERCENT and QUANTITY: amounts with their exact values, units and bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from pipeline.normalize.fold import fold
from pipeline.normalize.numerals import NUMERAL, parse_numeral, plain
from pipeline.normalize.operand import OPERAND, Operand, parse_operand
from pipeline.normalize.tables import alternatives, read_table

BEFORE = {
    "近": "<~", "将近": "<~", "接近": "<~", "不到": "<~", "不足": "<~", "未到": "<~", "未满": "<~", "不满": "<~",
    "约": "~", "大约": "~", "约为": "~", "大概": "~", "约合": "~", "约等于": "~",
    "超": ">", "超过": ">", "逾": ">", "突破": ">", "多于": ">", "高于": ">", "大于": ">", "超出": ">", "上": ">",
    "至少": ">=", "不低于": ">=", "不少于": ">=", "最少": ">=", "最低": ">=", "不小于": ">=",
    "最多": "<=", "至多": "<=", "不超过": "<=", "不高于": "<=", "不多于": "<=", "最高": "<=", "不大于": "<=", "不超": "<=",
    "低于": "<=", "少于": "<=", "小于": "<=",
}  # fmt: skip
AFTER = {
    "左右": "~", "上下": "~", "许": "~", "以上": ">=", "及以上": ">=", "以下": "<=", "及以下": "<=", "以内": "<=", "之内": "<=",
    "多": ">", "余": ">", "不到": "<~", "有余": ">",
}  # fmt: skip

_NUMERAL_CHARS = "0-9零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
_GUARD = rf"(?<![{_NUMERAL_CHARS}A-Za-z.\-_/+第])(?<!\d[,:])(?<![签预节特条公契违履]约)(?<![附临靠]近)"
"""An amount does not begin inside a number, a word in Latin letters, an ordinal, or a word such as 签约."""
_BOUND = alternatives([word for word in BEFORE if word not in ("突破", "上", "高于", "低于", "约合")])
_TAIL = alternatives([word for word in AFTER if word not in ("许", "不到")])
_DASH = r"[ ]?(?:[-–—－~～〜至到]|——|—-)[ ]?"
_INCLUSIVE = r"(?:\((?:含|不含)\))?"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount `[start, end)` of a text.

    `kind` is MONEY, PERCENT, QUANTITY or NUMBER. `value` is exact; a range has `min` and `max` instead. Money counts
    in the currency's main unit, a percentage is a fraction of one (35% is 0.35), percentage points are as written.
    `bound` is one of = ~ <~ > >= <=.
    """

    text: str
    start: int
    end: int
    kind: str
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str | None = None
    bound: str = "="

    @property
    def norm(self) -> dict[str, Any]:
        """The value as the annotation guidelines write it, with JSON numbers."""
        numbers = {"value": self.value} if self.value is not None else {"min": self.min, "max": self.max}
        norm: dict[str, Any] = {key: _json(number) for key, number in numbers.items()}
        if self.unit is not None:
            norm["unit"] = self.unit
        norm["bound"] = self.bound
        return norm


def _json(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


_NEVER_BEFORE = frozenset("元 块 圆 镑 铢 元钱 块钱 刀 RM 马克 法郎 里拉 里亚尔 比索 卢比 先令 比尔".split())
_CODES = frozenset("USD EUR CNY RMB HKD JPY GBP AUD CAD SGD CHF TWD NTD KRW MOP".split())
"""ISO codes that stand right before a number; other three letters before a number are rather a model number."""


@cache
def _currencies() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("currencies")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The three patterns, built from the tables on first use."""
    names = [row[0] for row in read_table("currencies")]
    units = {row[0]: row[1] for row in read_table("units")}
    prefix = alternatives([fold(name) for name in names if name not in _NEVER_BEFORE and (not name.isalpha() or not name.isascii() or name in _CODES)])
    suffix = alternatives([fold(name) for name in names if name not in ("¥", "￥", "$", "€", "£", "RM")])
    guard = _GUARD
    before = rf"(?P<before>(?:{_BOUND})[ ]?)?"
    minor = rf"(?:(?P<jiao>{NUMERAL})[角毛])?(?:(?P<fen>{NUMERAL})分(?!钟))?(?P<loose>[一二三四五六七八九五](?![\u4e00-\u9fff\d]))?"
    per = alternatives([*units, *"人 年 月 日 天 周 季 小时 分钟 秒 度 学年 学期 亩 股 平 题 字 份".split()])
    rate = rf"(?P<rate>/[ ]?(?:百万|万|千|百)?(?:{per}|[A-Za-z]{{1,6}}))?"
    money = rf"""
        {before}
        (?:(?P<prefix>{prefix})[ ]?)?
        (?P<inner>(?:{_BOUND}))?
        (?P<sign>[-−负])?
        (?P<low>{OPERAND})
        (?:[ ]?(?P<cent>美分|港仙|欧分|分钱|角钱|毛钱|(?<=\d)角|毛)(?![\u4e00-\u9fff]?(?:巾|衣|笔|病|孩|坯|洲|形|度|落)))?
        (?:[ ]?(?P<lowunit>{suffix})?{_INCLUSIVE}{_DASH}(?:{prefix})?(?P<high>{OPERAND}))?
        (?:[ ]?(?P<suffix>{suffix})(?!件|素|旦|宵|首|帅|老|勋|年|月|气|音|朝|代|宇宙|器件))?
        (?:(?<=[元块圆])(?P<second>{suffix})?)
        ?{minor}(?P<whole>[整正](?![个体数天治顿理合改夜容形式在常确好规当]))?
        {rate}
        (?P<after>{_TAIL})?
    """
    percent = rf"""
        {before}(?P<sign>[-−负])?
        (?:
            (?P<symbol>{OPERAND})[ ]?(?P<sym>%|‰|‱)?(?:{_DASH}(?P<symbol2>{OPERAND}))?[ ]?(?P<sym2>%|‰|‱)
          | (?P<parts>百分之|千分之|万分之)(?P<of>{OPERAND})(?:{_DASH}(?:百分之|千分之|万分之)?(?P<of2>{OPERAND}))?
          | (?P<points>{OPERAND})(?:{_DASH}(?P<points2>{OPERAND}))?[ ]?(?P<more>多)?[ ]?个?[ ]?百分点
          | (?P<tenths>[一二两三四五六七八九1-9])成(?P<half>半|[一二三四五六七八九](?=[^\u4e00-\u9fff]|以|左|的|多|为))?(?!都|本|立|果|效|就|功|员|长|年|为|份|分|人|熟|绩|交|品|型|群|千|对|名|家|因|语|书|活|方|败|套|片|天|見|型)(?:{_DASH}(?P<tenths2>[一二两三四五六七八九])成)?
          | (?P<halves>一半)
          | (?P<discount>[1-9](?:\.\d|\d)?|[一二三四五六七八九]{{1,2}})折(?![叠扣射磨腾返算纸断线戟])
        )
        (?P<after>{_TAIL})?
    """
    quantity = rf"""
        {before}(?P<sign>[-−负]|零下(?=\d))?
        (?P<low>{OPERAND})
        (?:[ ]?(?P<lowunit>{alternatives([u for u in units])})?{_INCLUSIVE}{_DASH}(?P<high>{OPERAND}))?
        [ ]?(?:(?P<unit>{alternatives(units)})(?P<unitmore>多|余)?|(?P<big>大)(?=[\u4e00-\u9fff])(?![会学家楼厦道人型小众量批部约概街桥伙]))
        (?:(?P<fen>[一二三四五六七八九])分(?![钟之]))?
        (?P<after>{_TAIL})?
    """
    flags = re.VERBOSE
    return (
        re.compile(guard + _spaces(money), flags),
        re.compile(guard + _spaces(percent), flags),
        re.compile(guard + _spaces(quantity), flags),
    )


def _spaces(source: str) -> str:
    """Keep literal blanks inside character classes of a verbose pattern; they are written `[ ]`."""
    return source


_LATIN_AFTER = re.compile(r"[A-Za-z]")
_FIXED = re.compile(
    r"一带一路|千家万户|千千万万|万万|百花齐放|百家争鸣|千方百计|一个(?:字|劲)|三个代表|四个全面|五位一体|两个(?:维护|确立|一百年)|四个(?:意识|自信)|一次性|一套(?:房|班子)|"
    r"一条龙|一件事|一张图|一站式|八项规定|十三五|十四五|十五五|十二五|二十大|十九大|十八大|十七大|一号文件|三部曲|万人空巷"
)


def find_amounts(text: str) -> list[Amount]:
    """All amounts of money, percentages and quantities in a text, in text order, without overlaps.

    >>> [(a.text, a.kind, str(a.value), a.unit, a.bound) for a in find_amounts("签约超16亿元，54家")]
    [('超16亿元', 'MONEY', '1600000000', 'CNY', '>'), ('54家', 'QUANTITY', '54', '家', '=')]
    """
    folded = fold(text)
    home = _home_currency(text, folded)
    found: list[Amount] = []
    for start, end in _windows(folded):
        position = start
        while position < end:
            item = _at(folded, position)
            if item is None:
                position += 1
                continue
            if not found or item.start >= found[-1].end:
                if home != "CNY" and item.kind == "MONEY" and item.unit and item.unit.startswith("CNY") and "人民币" not in folded[item.start : item.end]:
                    item = replace(item, unit=home + item.unit[3:])
                found.append(replace(item, text=text[item.start : item.end]))
            position = max(item.end, position + 1)
    return found


def _home_currency(text: str, folded: str) -> str:
    """What a bare 元 means: the New Taiwan dollar in a text in traditional characters that names it, else the yuan."""
    if "新台币" in folded or "NT$" in folded:
        return "TWD" if sum(a != b for a, b in zip(text, folded, strict=True)) > len(text) / 20 else "CNY"
    return "CNY"


def parse_amount(text: str, unit: str | None = None) -> Amount | None:
    """The amount that a whole string is, or None; `unit` (an ISO 4217 code) reads a bare number as money.

    >>> parse_amount("三百万", unit="CNY").value
    Decimal('3000000')
    """
    found = find_amounts(text.strip())
    if len(found) == 1 and found[0].text == text.strip():
        return found[0]
    operand = parse_operand(fold(text.strip()))
    if operand is None:
        return None
    item = Amount(text.strip(), 0, len(text.strip()), "MONEY" if unit else "NUMBER", unit=unit)
    return _valued(item, operand, None)


_START = re.compile(
    rf"{_GUARD}(?:(?<![签预节特条公契违履附临靠])(?:{_BOUND})[ ]?)?(?:人民币|港币|新台币|美金|澳门币|台币|[A-Z]{{2,3}}[$]?[ ]?|[$€£¥₩])?(?:{_BOUND})?(?:百分之|千分之|万分之)?(?:[-−负]|零下)?[\d一二三四五六七八九十百千万亿兆两壹贰叁肆伍陆柒捌玖拾佰仟廿卅数几]"
)


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text in which amounts may begin."""
    for match in _START.finditer(folded):
        yield match.start(), match.start() + 1


def _at(folded: str, position: int) -> Amount | None:
    """The longest amount that begins at a position."""
    money, percent, quantity = _patterns()
    best: Amount | None = None
    for pattern, read in ((money, _money), (percent, _percent), (quantity, _quantity)):
        match = pattern.match(folded, position)
        item = read(match, folded) if match else None
        if item is not None and (best is None or item.end > best.end):
            best = item
    return best


def _bound(match: re.Match[str], operand: Operand, inner: str | None = None) -> str:
    before = (match["before"] or inner or "").strip()
    after = match["after"]
    if before:
        return BEFORE[before]
    if after:
        return AFTER[after]
    if operand.more:
        return ">"
    return "~" if operand.vague else "="


def _valued(item: Amount, low: Operand, high: Operand | None, factor: Decimal = Decimal(1), negative: bool = False) -> Amount:
    """Fill in value or min and max; the low end of a range takes the high end's scale (两到三万)."""
    sign = -1 if negative else 1
    if high is not None:
        first = low.low
        if low.scale < high.scale and first < high.high and first * high.scale <= high.high:
            first *= high.scale
        return replace(item, min=plain(first * factor), max=plain(high.high * factor))
    if low.single:
        return replace(item, value=plain(low.low * factor * sign))
    return replace(item, min=plain(low.low * factor), max=plain(low.high * factor))


def _money(match: re.Match[str], folded: str) -> Amount | None:
    currencies = _currencies()
    prefix, suffix, second = match["prefix"], match["suffix"], match["second"]
    cent = match["cent"]
    if not (prefix or suffix or cent):
        return None
    if prefix and prefix in ("C$", "S$", "U$") and not match["low"]:
        return None
    low, high = parse_operand(match["low"]), parse_operand(match["high"]) if match["high"] else None
    if low is None or (match["high"] and high is None):
        return None
    if suffix == "块" and not (match["jiao"] or match["loose"] or _PRICE.search(folded, max(0, match.start() - 4), match.start())):
        return None
    factor = _CENTS.get(cent or "", (Decimal(1), None))[0]
    code = _code(currencies, second) or (_code(currencies, prefix) if suffix in (None, "元", "圆", "块") else _code(currencies, suffix))
    code = code or _code(currencies, suffix) or _CENTS.get(cent or "", (None, None))[1] or "CNY"
    if match["rate"]:
        code += match["rate"].replace(" ", "")
    bound = _bound(match, low, match["inner"])
    item = Amount(match.group(), match.start(), match.end(), "MONEY", unit=code, bound=bound)
    item = _valued(item, low, high, factor, bool(match["sign"]))
    extra = Decimal(0)
    for name, share in (("jiao", "0.1"), ("fen", "0.01"), ("loose", "0.1")):
        if match[name] and (part := parse_numeral(match[name])) is not None:
            extra += part * Decimal(share)
    return replace(item, value=plain(item.value + extra)) if extra and item.value is not None else item


_CENTS: dict[str, tuple[Decimal, str | None]] = {
    "美分": (Decimal("0.01"), "USD"), "欧分": (Decimal("0.01"), "EUR"), "港仙": (Decimal("0.01"), "HKD"),
    "分钱": (Decimal("0.01"), "CNY"), "角钱": (Decimal("0.1"), "CNY"), "毛钱": (Decimal("0.1"), "CNY"),
    "角": (Decimal("0.1"), "CNY"), "毛": (Decimal("0.1"), "CNY"),
}  # fmt: skip
_PRICE = re.compile(r"[花挣赚卖收付交值要降补掏贵价省差给卖买欠罚]$|便宜|只需|不到|每[斤个人天]")
"""What makes 块 money and not pieces: 花了三块, 掏1块8."""


def _code(currencies: dict[str, str], name: str | None) -> str | None:
    return currencies.get(name) if name else None


def _percent(match: re.Match[str], folded: str) -> Amount | None:
    unit, factor = "%", Decimal("0.01")
    if match["symbol"]:
        low, high = match["symbol"], match["symbol2"]
        factor = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "‱": Decimal("0.0001")}[match["sym2"]]
        if match["sym"] and not high:
            return None
    elif match["parts"]:
        low, high = match["of"], match["of2"]
        factor = {"百": Decimal("0.01"), "千": Decimal("0.001"), "万": Decimal("0.0001")}[match["parts"][0]]
    elif match["points"]:
        low, high, unit, factor = match["points"], match["points2"], "pp", Decimal(1)
    elif match["halves"]:
        low, high, factor = "五", None, Decimal("0.1")
    elif match["tenths"]:
        low, high, factor = match["tenths"], match["tenths2"], Decimal("0.1")
    else:
        low, high = match["discount"], None
        digits = parse_numeral(low)
        factor = Decimal("0.1") if digits is not None and digits < 10 else Decimal("0.01")
    first, last = parse_operand(low), parse_operand(high) if high else None
    if first is None or (high and last is None):
        return None
    if match["half"]:
        half = Decimal("0.5") if match["half"] == "半" else (parse_numeral(match["half"]) or Decimal(0)) / 10
        first = replace(first, low=first.low + half, high=first.high + half)
    bound = ">" if match["points"] and match["more"] else _bound(match, first)
    item = Amount(match.group(), match.start(), match.end(), "PERCENT", unit=unit, bound=bound)
    return _valued(item, first, last, factor, bool(match["sign"]))


def _quantity(match: re.Match[str], folded: str) -> Amount | None:
    unit = match["unit"] or match["big"]
    written = match["low"]
    last = match["high"] or written
    if last[-1] in "千兆" and unit in _PREFIXED and len(last) > 1:
        unit = last[-1] + unit  # 200兆瓦 is 200 and not 200 兆
        if unit not in _unit_kinds():
            return None
        match = _Trimmed(match, "high" if match["high"] else "low")
    low, high = parse_operand(match["low"]), parse_operand(match["high"]) if match["high"] else None
    if low is None or (match["high"] and high is None) or _FIXED.match(folded, match.start("low")):
        return None
    kind = "classifier" if match["big"] else _unit_kinds()[unit]
    if len(written) == 1 and (written in "壹贰叁肆伍陆柒捌玖拾佰仟" or (written == "二" and kind == "classifier")):
        return None
    if written in ("千", "百", "万", "亿") and folded[match.start() - 1 : match.start()] == "每":
        return None
    arabic = written[0].isdigit()
    if written == "一" and kind == "classifier" and unit not in ("倍",) and not match["high"]:
        return None
    if unit in _ARABIC_ONLY and not arabic:
        return None
    if unit == "大" and not arabic and len(written) > 1 and written != "十":
        return None
    if folded.startswith(_NOT_BEHIND.get(unit, "\0"), match.end("unit") if match["unit"] else match.end("big")):
        return None
    if unit.isascii() and unit[-1].isalpha() and _LATIN_AFTER.match(folded, match.end("unit")):
        return None
    if match["lowunit"] and match["high"] and match["lowunit"] not in (unit, unit[1:]):
        return None
    more = match["unitmore"]
    bound = ">" if more else _bound(match, low)
    item = Amount(match.group(), match.start(), match.end(), "QUANTITY", unit=unit, bound=bound)
    item = _valued(item, low, high, negative=bool(match["sign"]))
    if match["fen"] and item.value is not None:
        if unit not in ("亩", "尺", "寸"):
            return None
        item = replace(item, value=item.value + (parse_numeral(match["fen"]) or Decimal(0)) / 10)
    return item


class _Trimmed:
    """A match whose operand gives its last character to the unit."""

    def __init__(self, match: re.Match[str], group: str) -> None:
        self._match, self._group = match, group

    def __getitem__(self, name: str) -> str | None:
        found = self._match[name]
        return found[:-1] if name == self._group and found else found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._match, name)


_PREFIXED = frozenset("瓦 瓦时 伏 米 克 赫 赫兹 帕 卡 焦 米/小时".split())


@cache
def _unit_kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("units")}


_ARABIC_ONLY = frozenset("分 节 级 环 点 页 字 方 卡 克 里 面 声 把 排 行 班 站 口 眼 手 块 门 道 首 类 只 章 代".split()) - frozenset("把 口 块 门 道 首 只 类 章".split())
_NOT_BEHIND: dict[str, tuple[str, ...]] = {
    "分": ("钟", "之", "公", "别", "析", "布", "子", "店", "行", "局", "会", "公司", "院", "校", "所", "区", "部"),
    "人": ("民", "工", "才", "员", "类", "物", "体", "力", "大", "社", "均", "文", "口", "事", "士", "家", "生", "居", "权", "性"),
    "家": ("庭", "族", "乡", "长", "园", "电", "具", "居", "属", "政", "常"),
    "部": ("门", "委", "长", "队", "分", "件", "署", "属"),
    "户": ("籍", "外", "口", "主"),
    "台": ("湾", "风", "北", "账", "胞", "阶", "词", "州", "商", "资"),
    "条": ("件", "例", "约", "款", "码", "块"),
    "项": ("目", "链", "圈"),
    "次": ("日", "年", "月", "序", "要", "数", "长", "产", "生"),
    "批": ("准", "评", "复", "示", "发", "判", "文", "量"),
    "期": ("间", "望", "待", "刊", "货", "末", "限", "满"),
    "张": ("家", "力", "贴", "扬"),
    "起": ("来", "点", "步", "草", "到", "床", "飞", "诉", "义", "源", "伏", "初", "码", "跑", "立", "航", "止"),
    "套": ("餐", "路", "利", "现", "件"),
    "层": ("面", "次", "级", "出"),
    "级": ("别", "联"),
    "种": ("植", "子", "族", "田", "业", "地", "粮"),
    "所": ("有", "以", "谓", "在", "属", "需", "得", "长"),
    "处": ("理", "于", "长", "罚", "置", "级", "分", "方"),
    "位": ("于", "置", "列", "居"),
    "名": ("字", "称", "单", "额", "义", "誉", "胜", "列", "校", "家", "人", "片", "牌"),
    "件": ("套",),
    "首": ("都", "次", "位", "席", "届", "先", "批", "歌词", "个", "家"),
    "度": ("过", "假"),
    "面": ("积", "对", "向", "临", "包", "试", "貌", "粉"),
    "代": ("表", "替", "码", "理"),
    "场": ("地", "所", "馆", "景", "面", "合", "内", "上"),
    "道": ("路", "德", "歉", "理", "具"),
    "口": ("岸", "罩", "腔", "味"),
    "门": ("店", "票", "诊", "槛", "口"),
    "对": ("于", "接", "外", "话", "象", "应", "面"),
    "节": ("目", "能", "约", "日"),
    "点": ("多", "击", "评"),
    "班": ("级", "子", "组", "列", "长"),
    "块": ("钱",),
    "组": ("织", "成", "长", "建", "合", "委"),
    "类": ("似", "型", "别"),
    "章": ("程",),
    "单": ("位", "元", "独", "一"),
    "把": ("握", "关"),
    "只": ("有", "能", "是", "要"),
    "段": ("落",),
    "集": ("团", "中", "体", "合", "成", "聚", "装", "结", "市", "镇"),
    "级别": (),
    "大": ("会", "学", "家"),
    "位置": (),
    "里": ("面", "程", "外", "斯"),
    "页": ("面", "岩"),
    "字": ("号", "母", "典", "节"),
    "行": ("业", "动", "政", "为", "程", "驶", "人"),
    "本": ("次", "报", "科", "届", "月", "年", "土", "市", "身", "质", "轮", "金"),
    "卷": ("入",),
    "头": ("条", "部", "号"),
    "票": ("房", "据", "价"),
    "床": ("位",),
    "回": ("来", "到", "家", "应", "国", "族"),
    "根": ("据", "本"),
    "袋": ("鼠",),
    "副": ("主", "市", "书", "总", "校", "院", "局", "县", "省", "部", "会", "处"),
    "方": ("面", "式", "案", "向", "针", "法", "便"),
    "片": ("区",),
}
"""Characters behind a unit that make it a part of another word: 三部|门, 五人|民."""

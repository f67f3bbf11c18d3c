"""Units after a count: currencies, percent signs, measure units and classifiers, with the denominators of rates."""

import re
from decimal import Decimal
from typing import NamedTuple

from .tables import alternation, read_table


class Unit(NamedTuple):
    """A unit found in text: where it ends, the kind of amount it makes, its base unit and the factor to that."""

    end: int
    kind: str
    name: str
    factor: Decimal
    grade: str  # kind of the row in units.tsv; "" for money and percent


PREFIXES = {row[0]: row[2] for row in read_table("currencies") if row[1] == "prefix"}
#: A code or a sign may stand behind the number too (100 USD, 20€).
_CODES = {word: (code, Decimal(1)) for word, code in PREFIXES.items() if word.isupper() or not word[0].isalnum()}
_MONEY = _CODES | {row[0]: (row[2], Decimal(row[3])) for row in read_table("currencies") if row[1] == "suffix"}
#: A currency named once more behind 元 or 块: 3亿元港币, 10块人民币.
_NAMED_AGAIN = re.compile(alternation(word for word in (*_MONEY, *PREFIXES) if len(word) > 1))
_COUNTED = {row[0]: (row[1], tuple(row[2].split())) for row in read_table("units")}
_LENGTHS = {
    char: tuple(sorted({len(w) for w in (*_MONEY, *_COUNTED) if w[0] == char}, reverse=True))
    for char in {w[0] for w in (*_MONEY, *_COUNTED)}
}
#: Units that a space may part from the number.
_AFTER_SPACE = frozenset("€£¥￥$%‰℃元美港欧个万亿人家名吨亩公千平台件项μ²㎡")
_PERCENT = re.compile(r"%|‰|个?百分点")
_BASIS_POINTS = re.compile(r"个[Bb][Pp](?![A-Za-z])")
_SHARED_POINTS = re.compile(r"个(?:[、,和及与]{1,2}[^\d,。;、]{0,6}\d+(?:\.\d+)?个?){1,4}百分点")
"""Percentage points that the next number names: 0.6个、|0.3个百分点."""
_TENTHS_NOT = re.compile(r"成(?=[为立了功果员绩本长人年交都就群品份千百效因分熟天型套语家婚形双倍败片不])")
_MONEY_NOT = re.compile(
    r"元(?:旦|素|件|宵|月|年|老|首|帅|数据|宇宙|气|培|代|朝|谋|组|神|音|凶|勋|锂|材料|前驱|电池|正极|催化|结构|股份)"
    r"|角(?:度|落|色|逐|膜|力|球|楼|场|形|钢|质|秒|分)|毛(?:泽东|利|病|衫|巾|发|笔|坯|重|皮|囊|孔)"
    r"|毫(?!子)(?=[一-龥Ω])(?![,。、三四五六]|半)|个亿(?=[人吨立方条次户])|镑(?=秤)|蚊(?=[子虫帐香媒])"
    r"|仙(?:女|人|境|桃|居|侠|林|剑|草)|圆(?:形|桌|满|柱|心|周|弧|梦|通|孔|环|盘|顶|弧|锥)|欧(?:洲|盟|美|阳|冠|亚)|马克思"
)
_DIGITS_AFTER = tuple("0123456789一二两三四五六七八九十百千万几数")
_SPAN_OF_TIME = re.compile(
    r"个(?:多|余|半|半多|整)?(?:月|小时|星期|礼拜|钟头|钟|工作日|自然日|交易日|季度|年头|世纪|学期|昼夜|财年|财季)|季(?=度)"
)
_DENOMINATOR_WORDS = [
    "年",
    "月",
    "日",
    "天",
    "周",
    "小时",
    "时",
    "分钟",
    "分",
    "秒",
    "季度",
    "季",
    "晚",
    "夜",
    "学期",
    "学年",
    "课时",
    "学时",
    "队",
    "班",
    "单位",
    "人年",
    "人月",
    "人天",
    "人日",
    "百万Token",
    "户年",
    "平",
    "平方",
    "平米",
    "立方",
    "标准箱",
    "车",
    "盒",
    "年度",
    "工日",
    "例",
    "位",
    "餐",
    "间夜",
    "产",
    "亩年",
    "千",
    "百",
]
_MEASURES = [unit for unit, (kind, _) in _COUNTED.items() if kind == "measure"]
_DENOMINATOR = re.compile(
    rf"/ ?(?:\d+|[百千万亿]+)?(?:{alternation([*_DENOMINATOR_WORDS, *_COUNTED])}|[A-Za-zμµ]{{1,8}}[²³23]?|[㎡㎥])"
    r"(?:[·/](?:年|季度?|月|周|[日天](?![一-龥])|小时|分钟|秒|晚|次|人|[kK]?m[²³]?(?![A-Za-z])))?"
    rf"|每(?:{alternation(['年', '月', '天', '小时', '分钟', '秒', *_MEASURES])})"
)
_BRACKET = re.compile(rf"\((?:{alternation(u for u in _COUNTED if len(u) == 1 and not u.isascii())})\)")


def read_unit(text: str, pos: int) -> Unit | None:
    """Return the longest unit of the folded ``text`` at ``pos``, its denominator included, or ``None``.

    >>> read_unit("元/亩", 0)
    Unit(end=3, kind='MONEY', name='CNY', factor=Decimal('1'), grade='')
    """
    char = text[pos : pos + 1]
    if not char:
        return None
    if char == " ":
        pos += 1
        char = text[pos : pos + 1]
        if not (char and ((char.isascii() and char.isalpha()) or char in _AFTER_SPACE)):
            return None
    if char in "%‰个百":
        if m := _PERCENT.match(text, pos):
            if m[0] == "%":
                return Unit(m.end(), "PERCENT", "%", Decimal("0.01"), "")
            if m[0] == "‰":
                return Unit(m.end(), "PERCENT", "%", Decimal("0.001"), "")
            return Unit(m.end(), "PERCENT", "pp", Decimal(1), "")
        if char == "个":
            if text.startswith("个基点", pos):
                return Unit(pos + 3, "QUANTITY", "基点", Decimal(1), "measure")
            if _BASIS_POINTS.match(text, pos):
                return Unit(pos + 3, "QUANTITY", "BP", Decimal(1), "measure")
            if _SHARED_POINTS.match(text, pos):
                return Unit(pos + 1, "PERCENT", "pp", Decimal(1), "")
            if text.startswith("个比特币", pos):
                return Unit(pos + 4, "MONEY", "BTC", Decimal(1), "")
            if _SPAN_OF_TIME.match(text, pos):
                return None
    if char == "成":
        return None if _TENTHS_NOT.match(text, pos) else Unit(pos + 1, "PERCENT", "%", Decimal("0.1"), "tenths")
    for length in _LENGTHS.get(char, ()):
        word = text[pos : pos + length]
        if word in _MONEY and not _MONEY_NOT.match(text, pos) and not _in_latin_word(text, pos + len(word)):
            return _money(text, pos + len(word), *_MONEY[word])
        if word in _COUNTED and (unit := _counted(text, pos, word)):
            return unit
    return None


def _in_latin_word(text: str, end: int) -> bool:
    """Whether a word of Latin letters goes on at ``end`` (100 SARs)."""
    after = text[end : end + 1]
    return text[end - 1].isalpha() and text[end - 1].isascii() and after.isascii() and after.isalnum()


def _money(text: str, end: int, name: str, factor: Decimal) -> Unit:
    """A currency's unit; 元 and 块 may be told which they are (3亿元港币) or stand for each of something (元/亩)."""
    named = text[end - 1] == "蚊" or (name == "CNY" and text[end - 1] in "元圆块钱")
    m = _NAMED_AGAIN.match(text, end) if named else None
    if m and text[m.end() : m.end() + 1] not in _DIGITS_AFTER and not _in_latin_word(text, m.end()):
        name, end = (_MONEY.get(m[0]) or (PREFIXES[m[0]],))[0], m.end()
    return _with_denominator(text, end, "MONEY", name, factor)


def _with_denominator(text: str, end: int, kind: str, name: str, factor: Decimal, grade: str = "") -> Unit:
    m = _DENOMINATOR.match(text, end)
    if m and m[0].lstrip("/ 0123456789").startswith(name) and m[0].strip("/ ")[:1].isdigit():
        m = None  # 14℃/20℃ are two temperatures, 200MW/400MWh power and energy
    return Unit(m.end() if m else end, kind, name, factor, grade)


def _counted(text: str, pos: int, word: str) -> Unit | None:
    grade, not_before = _COUNTED[word]
    end = pos + len(word)
    after = text[end : end + 1]
    if word[-1].isascii() and after.isascii() and after.isalnum():
        return None
    if text.startswith(not_before, end):
        return None
    if after == "(" and (m := _BRACKET.match(text, end)):
        end = m.end()
    if after == "/" or (after == "每" and grade == "measure"):
        return _with_denominator(text, end, "QUANTITY", word, Decimal(1), grade)
    return Unit(end, "QUANTITY", word, Decimal(1), grade)

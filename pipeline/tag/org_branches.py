"""What the name of an organization goes on with: a bank's branch, a school's campus, a newspaper's app, a country; and the
accounts that places have on social media."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.normalize.openings import guarded


class _Part(NamedTuple):
    """How names end that go on, and with what."""

    ends: tuple[str, ...]
    goes_on: re.Pattern[str]


PARTNERSHIP = re.compile(r"[(（](?:特殊普通|普通|有限)合伙[)）]")
"""What closes the name of a partnership: …会计师事务所|（特殊普通合伙）."""
_PARTS = (
    _Part(("事务所", "企业", "合伙企业"), PARTNERSHIP),
    _Part(("银行", "银行股份有限公司"), re.compile(r"[\u3400-\u9fff]{2,8}?(?:分行|支行|分理处|营业部)")),
    _Part(("小学", "中学", "学校", "幼儿园"), re.compile(r"[东南西北中]校区")),
    _Part(("学", "校", "学院", "公司"), re.compile(r"[“「][\u3400-\u9fff]{1,8}[”」](?:代表)?队")),
    _Part(
        ("报", "社", "台", "新闻", "网"),
        re.compile(r"(?:新闻)?客户端|新媒体(?:中心)?(?![\u3400-\u9fff]*(?:平台|时代))"),
    ),
    _Part(
        ("电视台", "央视", "卫视", "总台"),
        re.compile(r"[\u3400-\u9fff]{2,6}?频道|[一二三四五六七八九十]{1,2}套(?!餐|房)"),
    ),
)
OF_ALL_BANKS = re.compile(r"(?<=银行)业(?![务绩主内])")
"""What makes a bank all of them: 中国银行|业."""
_IN_CHINA = re.compile(r"中国(?!区|大陆|内地|市场|公司|有限|地区|人|籍|境)")
"""Behind a company, its business in China: 优步|中国."""

_APP = r"(?:官方)?(?:微信|微博|公众号|客户端|抖音号|视频号)"
_PRESS_OFFICE = re.compile(
    rf"(?P<of>[\u3400-\u9fff]{{0,4}})发布(?:(?P<quoted>[”\"」])|(?P<app>{_APP})|综合|[ \n|）)]|$)"
)
"""“正定发布”, 正定发布微信公众号, 来源：正定发布, “石家庄文旅发布”."""
_NAMED_BEFORE = re.compile(r"(?P<account>今日|掌上|网信|无线)|平安|清风|清廉|文明|法治|健康")
"""What accounts of places are called before the place: 今日正定. All but the first ones name campaigns too: “平安正定”创建."""
_ACCOUNT_BEHIND = re.compile(rf"{_APP}|(?:官方)?app|的粉丝")
_QUOTED_ACCOUNT = re.compile(
    guarded(
        r"(?:点击[上下]方(?:蓝字)?|公众号:?|微博:?|(?P<followed>关注|搜索))[“\"「](?P<name>[\u3400-\u9fffA-Za-z]{2,12})[”\"」]"
        rf"(?(followed){_APP})"
    )
)
"""微信公众号“松溪之声”, 关注“松溪之声”微信, against 关注“三农”."""
_ASKED_FOR = re.compile(r"(?:关注|订阅|搜索|来源[：:| ｜]*|稿源[：:])[“「【]?$")
_SOURCES = ("来源：", "来源:", "来源 | ", "来源｜", "稿源：", "稿源:")
_OPENINGS, _CLOSINGS = frozenset('“"「【（(+ \n'), frozenset('”"」】）)')


def parts(text: str, end: int, company: bool) -> Iterator[int]:
    """Where a name that ends at `end` may end instead, for the part of the organization that follows.

    >>> list(parts("建设银行正定支行", 4, False))
    [8]
    """
    for part in _PARTS:
        if text.endswith(part.ends, 0, end) and (match := part.goes_on.match(text, end)):
            yield match.end()
    if company and (match := _IN_CHINA.match(text, end)):
        yield match.end()


def accounts(text: str, places: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """`[start, end)` of the accounts of places on social media; `places` are starts by end."""
    for quoted in _QUOTED_ACCOUNT.finditer(text):
        yield quoted.span("name")
    for end, start in places.items():
        if press := _PRESS_OFFICE.match(text, end):
            in_quotes = press["quoted"] and text[start - 1 : start] in '“"「'
            if in_quotes or press["app"] or (text.endswith(_SOURCES, 0, start) and not press["of"]):
                yield start, text.index("发布", end) + 2
        first = start if _NAMED_BEFORE.match(text, start, end - 2) else start - 2  # 平安 is a place too
        named = _NAMED_BEFORE.match(text, first) if first >= 0 else None
        if named and (
            _ACCOUNT_BEHIND.match(text, end)
            or _ASKED_FOR.search(text, max(first - 6, 0), first)
            or (named["account"] and text[first - 1 : first] in _OPENINGS and text[end : end + 1] in _CLOSINGS)
        ):
            yield first, end

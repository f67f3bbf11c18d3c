"""Where a name may begin, and how much each kind of place speaks for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.normalize.openings import guarded
from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.name_model import NameModel
from pipeline.tag.title_words import RANK, Title, find_titles

# Log-odds that a name stands at a place, by its context: shares counted on labelled news, rounded.
AFTER_TITLE = 5.5
AFTER_OWNED_TITLE = 8.0
"""A title right behind an organization, a place or another title: …公司|董事长, 书记、|局长."""
AFTER_BYLINE = 8.0
IN_LIST = 5.0
BEFORE_HONORIFIC = 3.0
AFTER_CUE = 2.0
AFTER_TITLE_DE = 0.0
BEFORE_TITLE = 0.0
AFTER_AGENT = -2.0
CLAUSE_START = -3.0
ANYWHERE = -6.5

BORDER = 2.5
"""Added when a punctuation mark, or a verb that people are subjects of, stands right behind."""

NEEDED_ANYWHERE = -(ANYWHERE + BORDER)
"""Log-odds below which the characters make no name where nothing but a border speaks for one."""

_PUNCTUATION = "，。、；：）)（(！？!?, \u3000\n\r\t”’》/／"
_CUE_WORDS = (
    "名叫|叫|叫做|取名|选手|队员|球员|球手|运动员|学生|学员|同学|患者|老人|农民|村民|居民|市民|商户|业主|职工|工人|青年|少年|女孩|男孩|姑娘|小伙|司机|"
    "家长|嫌疑人|被告人|罪犯|当事人|受害人|死者|伤者|岁的|先生|女士|妻子|丈夫|儿子|女儿|父亲|母亲|弟弟|哥哥|妹妹|姐姐|徒弟|师傅|老伴|"
    "任命|免去|决定|聘任|聘请|推选|选举|增补|提名|授予|送给|被告|原告"
)
_CUES = tuple(_CUE_WORDS.split("|"))
_CUE_ENDS = frozenset(cue[-1] for cue in _CUES)
_AGENTS = frozenset("由据")
_NUMERALS = frozenset("零壹贰叁肆伍陆柒捌玖拾佰仟")
_CLAUSE_START = frozenset("。“”\n\u3000、(对向和与及给让把被为是如像")
"""Marks and weak cues that open a clause, or a part of one, with whom it is about. With commas and the like among them as many
names were lost as found."""
_BEHIND = re.compile(
    guarded(
        r"同志|先生|女士|小姐|老师|夫妇|夫人|阿姨|一行|[ ]?[（(](?:男|女|\d{1,2}岁|化名|左|右|中|前|后|音)[，,、）) ]"
    )
)
FORM_OF_ADDRESS = re.compile(r"同志|先生|女士|小姐|老师|夫妇|夫人|阿姨")
_VERB = re.compile(
    r"则|还|也|又|都|曾|已|将|正|在|均|便|就|再|拟|因|分别|共同|一同|随后|先后|现场|当场|同时|最后|首先|特别|一再|多次|进一步|高度|一行|等|及其|和|与|对|向|从|以|为|把|被|"
    r"说|称|表示|指出|介绍|透露|强调|认为|坦言|告诉|回忆|补充|回应|回答|宣布|宣读|通报|致辞|致词|讲话|发言|主持|出席|参加|参会|陪同|率|带领|带队|带着|领衔|牵头|守着|"
    r"担任|出任|兼任|当选|获|任|受聘|签署|签订|分享|阐述|发表|作|做|代表|围绕|就|结合|立足|聚焦|建议|希望|要求|呼吁|提出|提醒|解释|分析|总结|汇报|点评|"
    r"的|是|有|来到|走进|走访|调研|考察|会见|慰问|听取|看望|获得|夺得|荣获|凭借|执导|主演|饰演|撰|摄|系|涉|受贿|利用|违|不服|上诉"
)
_OWNED = frozenset("、兼会局厅部处科司署院所校馆社团司行厂台委办队中心组站省市县区州旗镇村原任")
_NO_NAME_END = frozenset(
    "省市县区州旗盟镇乡村局厅部处科室院所会校司委办社台网报厂店队组团行站馆系的和与及等任为原前副正总"
)
_SEPARATOR = re.compile(r"[ \u3000]*(?:[、，,/／]|和|与|及|以及|暨)[ \u3000]*|[ \u3000]+")
_NEXT_CREDIT = re.compile(r"[^，。、；：:/／\\ \u3000\n]{1,6}[：:/／\\]")
"""In a line of credits the next role stands behind the name: 丁小满　法文核校：…"""
_APPOINTED = re.compile(
    r"(?:(?P<verb>任命|免去|免除|补选|增补|选举|聘任|提名|推选|接受)[：:]?[ \u3000\r\n\t]*|^[ \u3000\t]*)"
    r"(?P<name>[\u3400-\u9fff]{2,4}?|[\u3400-\u9fff][ \u3000]{1,2}[\u3400-\u9fff])(?:[（(]女[^（）()]{0,8}[）)])?(?:同志)?"
    r"(?=为[^，。；,;\n]{2,40}(?:[，。；,;]|$)|(?:的|任|辞去(?:的)?)[^，。；,;\n]{2,40}(?:职务|一职))",
    re.M,
)
"""Whom an organ appoints or dismisses: 任命张三为…, and line by line 李四的…职务."""
_LOOSE = re.compile(r"[ \u3000]*[：:/／\\|丨■▍]?[ \u3000]*")
_TAIL = re.compile(RANK + _LOOSE.pattern)


class Site(NamedTuple):
    """A place where a name may begin (and must end, where `end` is set), with the prior that its context gives.

    `certain` sites hold a name of some kind with near certainty, so that unknown surnames count there as well.
    """

    start: int
    prior: float
    rule: str
    certain: bool = False
    end: int | None = None


def support_behind(text: str, end: int) -> float:
    """What the characters behind a possible name say for it."""
    if end >= len(text) or text[end] in _PUNCTUATION or _VERB.match(text, end) or FORM_OF_ADDRESS.match(text, end):
        return BORDER
    return 0.0


def following_name(text: str, end: int, certain: bool) -> Site | None:
    """The place behind a name's separator (、和 / space), where the next name of a list would begin."""
    match = _SEPARATOR.match(text, end)
    if match is None or _NEXT_CREDIT.match(text, match.end()):
        return None
    mark = match.group().strip()
    prior = IN_LIST if mark in ("、", "/", "／", "") else CLAUSE_START + 2
    return Site(match.end(), prior if certain else prior - 4, "list", certain and prior == IN_LIST)


def name_sites(passage: Passage) -> Iterator[Site]:
    """All places, the most telling first."""
    text = passage.folded
    titles = passage.memo(find_titles)
    yield from (site for title in titles if (site := _after_title(text, title)))
    yield from _appointed(text)
    yield from _before_title(passage, titles)
    yield from _before_honorific(passage)
    model, openings = NameModel.shared(), _openings()
    surname_length, is_word = model.surname_length, WordSegmenter.shared().is_word
    for start, end in passage.words:
        if text[start] not in openings or not (length := surname_length(text, start)):
            continue
        before = text[start - 1 : start]
        if before in _CUE_ENDS and text.endswith(_CUES, 0, start):
            yield Site(start, AFTER_CUE, "cue")
        elif end - start > length and is_word(text[start:end]) and not length == 2 == end - start - 1:
            continue  # only a cue makes a name of an ordinary word; 欧阳修 may be the beginning of 欧阳修远
        elif before in _AGENTS:
            yield Site(start, AFTER_AGENT, "clause-start")
        elif not before or before in _CLAUSE_START:
            if model.ceiling(text, start) > -(CLAUSE_START + BORDER):
                yield Site(start, CLAUSE_START, "clause-start")
        elif end - start <= 3 and model.ceiling(text, start) > NEEDED_ANYWHERE:
            yield Site(start, ANYWHERE, "anywhere")


@cache
def _openings() -> frozenset[str]:
    """Characters that a surname may begin with where nothing else tells of a name."""
    return NameModel.shared().openings - _NUMERALS


def _appointed(text: str) -> Iterator[Site]:
    """Names in decisions on posts; a line alone speaks less for one than a verb."""
    for match in _APPOINTED.finditer(text):
        start, end = match.span("name")
        if match["verb"]:
            yield Site(start, AFTER_TITLE, "appointed", certain=True, end=end)
        else:
            yield Site(start, AFTER_CUE, "appointed", end=end)


def _after_title(text: str, title: Title) -> Site | None:
    """The place behind a title; one-character credits (文, 图) need a mark or space between them and the name."""
    tail = _TAIL.match(text, title.end)
    start = tail.end() if tail else title.end
    marked = start > title.end
    if title.kind == "byline":
        if (
            not marked
            and not text.startswith(("记者", "通讯员"), max(title.end - 3, title.start))
            and "记者" not in text[title.start : title.end]
        ):
            return None
        return Site(start, AFTER_BYLINE if marked else AFTER_TITLE, "byline", certain=marked)
    owned = text[title.start - 1 : title.start] in _OWNED
    return Site(start, AFTER_OWNED_TITLE if owned else AFTER_TITLE, "after-title", certain=True)


def _before_title(passage: Passage, titles: tuple[Title, ...]) -> Iterator[Site]:
    """Places two to four characters before a title, and right behind a title with 的: 邱勇校长, 时任局长的米立."""
    text, model = passage.folded, NameModel.shared()
    for title in titles:
        if text.startswith("的", title.end):
            yield Site(title.end + 1, AFTER_TITLE_DE, "after-title-de")
        if title.end - title.start < 2 or title.kind == "byline":
            continue
        for length in (3, 2, 4):
            start = title.start - length
            if (
                start >= 0
                and start in passage.word_starts
                and model.surname_length(text, start)
                and text[title.start - 1] not in _NO_NAME_END
            ):
                yield Site(start, BEFORE_TITLE, "before-title", end=title.start)


def _before_honorific(passage: Passage) -> Iterator[Site]:
    """Places two to four characters before an honorific or a bracketed sex or age."""
    text = passage.folded
    for match in _BEHIND.finditer(text):
        for length in (4, 3, 2):
            start = match.start() - length
            if start >= 0 and (start in passage.word_starts or not text[start - 1 : start].strip()):
                strict = match.group()[0] not in "（( "
                yield Site(start, BEFORE_HONORIFIC, "before-honorific", certain=not strict, end=match.start())

"""Organizations by their form: names that end in a head, well-known names, short forms that a bracket introduces,
names in Latin letters; and all of them wherever else they stand in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.normalize.openings import guarded
from pipeline.segment import Passage
from pipeline.tag.lexicon import Gazetteer, Lexicon, read_table
from pipeline.tag.name_forms import COMPANY_OF_AREA
from pipeline.tag.org_borders import Organization
from pipeline.tag.org_branches import OF_ALL_BANKS, accounts, parts
from pipeline.tag.org_names import generic_names, headed_names
from pipeline.tag.places import find_places, place_ends
from pipeline.tag.title_words import find_titles
from pipeline.tag.works import EDITORS, in_marks, is_periodical, titles_in_marks

_QUOTED = r"[“\"「『‘《]?(?P<{}>[^“”\"「」『』‘’《》（）()，。；、]{{2,20}})[”\"」』’》]?"
_SHORT_FORM = re.compile(
    r"[（(](?:[^（）()，]{0,24}[，,；;])?(?:以下|下文|文中|后文)?(?:均|统|合)?(?:简称|下称|称|统称|又称|原名|英文简称|简写)(?:为|作)?[：:]?\s*"
    + _QUOTED.format("first")
    + r"(?:[，、]?(?:或|和|及)[，、]?"
    + _QUOTED.format("second")
    + r")?(?:[，,；;][^（）()]{0,40})?[）)]"
)
_QUOTED_FORM = re.compile(r"[（(][“\"「『](?P<first>[^“”\"「」『』（）()，。；、]{2,12})[”\"」』][）)]")
"""A name in quotation marks alone in a bracket behind an organization: 振海重工有限公司(“振海重工”)."""
_BRACKET = re.compile(r"[（(](?P<inside>[^（）()\n]{4,160})[）)]")
_PIECE = re.compile(
    r"[，,；;]\s*(?:以下|下文|文中)?(?:简称|下称|缩写|(?:英文|外文)(?:名称?|全称|简称|缩写))(?:为|是)?[：:]?\s*"
    + _QUOTED.format("name")
    + r"(?=[，,；;]|$)"
)
"""A further name in a bracket: （以下简称“寒研会”，英文缩写CCRS）."""
_SOURCE = re.compile(
    r"(?:来源|稿源|供稿单位|来稿单位|发布机构|发布单位|主办单位|承办单位)[：:][ ]*(?:综合)?(?P<names>[\u4e00-\u9fff]{3,20}(?:、[\u4e00-\u9fff]{3,20})*)(?=[ \n　|）)】]|$)"
)
_SQUAD = re.compile(r"[“「][\u3400-\u9fff]{1,8}[”」](?:志愿)?服务队")
_TEAMS = frozenset({"team", "basketball"})
_BASKETBALL = re.compile(r"(?<![A-Za-z])(?i:nba)(?![A-Za-z])")
_NUMBERED = re.compile(
    r"(?:高速公路交警|高速交警|交警|巡警|特警|刑警|巡特警|刑侦|治安)[一二三四五六七八九十]{1,2}[大中支]队"
)
"""A team of the police by its number: 交警三大队, 高速交警十三大队."""
_FORCES = re.compile(r"(?:皇家)?(?:[空海陆]军(?![备事]|基地)|国防军|海岸警卫队)")
"""What a country has: 俄罗斯|空军."""
_ABOVE_OR_BELOW = re.compile(
    guarded(
        r"(?:(?<![\u3400-\u9fff])|(?<=[在对向由经据被受从到达彻照和与报赴抵]))(?:[省市县区]局|[省市]厅)(?![\u3400-\u9fff]?[长级])"
    )
)
"""A bureau as those above or below it call it: 向|市局|汇报."""
_NAMED_SOURCE = re.compile(r"(?P<name>[^、]{2,}?)(?:(?:官方)?(?:网站|官网|微信|微博|公众号)[^、]*)?(?=、|$)")
_AGENCY = re.compile(
    r"^[ \u3000(（]*(?P<name>[\u4e00-\u9fff]{3,16}?)[ ]?(?:\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月\d{1,2}日)?[ ]?(?:电|讯)[ ]?(?=[（( 　:：\n])",
    re.M,
)
_MEDIA_END = frozenset("报网社刊台媒线闻")
_LATIN_WORD = r"[A-Z][A-Za-z0-9&.’'\-/]*"
_LATIN_NAME = rf"{_LATIN_WORD}(?: (?:{_LATIN_WORD}|of|and|for|the|&|de|für))*"
_BRACKETED_LATIN = re.compile(
    rf"[（(](?:英文名?(?:称)?[：:]?\s*)?(?P<name>{_LATIN_NAME})(?:[，,、]\s*(?P<code>[A-Z]{{2,8}}))?[）)]"
)
_LATIN_COMPANY = re.compile(
    guarded(
        rf"(?<![A-Za-z]){_LATIN_NAME} ?(?:Inc\.?|Ltd\.?|LLC|Limited|Corporation|Corp\.?|GmbH|AG|A/S|S\.A\.|Group|Holdings|University|Institute|"
        r"Ventures|Capital|Partners|Bank|Technologies|Logistics|Pharma|Biopharma)(?:[ ,]+(?:Ltd\.?|Limited|Inc\.?|LLC))*(?![A-Za-z])"
    )
)


def find_organizations(passage: Passage) -> tuple[Organization, ...]:
    """All candidates for organizations, in text order; they may overlap."""
    found = list(_well_known(passage))
    known = [(org.start, org.end) for org in found]
    found += headed_names(passage, known)
    kinds = Gazetteer.of("organizations").kinds
    found += [
        Organization(org.start, end, max(org.score, 0.85), "part")
        for org in found
        for end in parts(passage.folded, org.end, kinds.get(passage.folded[org.start : org.end]) == "company")
    ]
    found += _media(passage)
    found += _latin(passage, found)
    found += _of_area(passage)
    found += _introduced(passage, found)
    found += _repeated(passage, found)
    found = [org for org in found if not OF_ALL_BANKS.match(passage.folded, org.end)]
    return tuple(sorted(dict.fromkeys(found), key=lambda o: (o.start, -o.end)))  # no set: the first rule stays first


def _well_known(passage: Passage) -> Iterator[Organization]:
    """Names from the table; those that are ordinary words too only where jieba sees a word of their own, and teams that are
    called like something else only where several teams play."""
    found = tuple(Gazetteer.of("organizations").longest(passage.folded))
    teams = {passage.folded[start:end] for start, end, kind in found if kind in _TEAMS}
    game = len(teams) > 1 and _BASKETBALL.search(passage.folded)
    for start, end, kind in found:
        if kind == "ambiguous" or (kind == "basketball" and not game) or _inside_field(passage.folded, start, end):
            continue
        if end - start > 2 or (start in passage.word_starts and end in passage.word_end_set):
            yield Organization(start, end, 0.99 if end - start > 3 else 0.8, "well-known")


@cache
def _fields() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("title_fields"))


def _inside_field(text: str, start: int, end: int) -> bool:
    """Whether a ministry's name is cut out of a company's department: 企业文化|部."""
    return text[end - 1] == "部" and any(text[start - back : end - 1] in _fields() for back in (1, 2, 3))


def _media(passage: Passage) -> Iterator[Organization]:
    """Newspapers in title marks, the sources of credits (来源：…), and the agency of a dateline (…网兰州4月17日电)."""
    text = passage.folded
    for start, end in titles_in_marks(text):
        if editors := EDITORS.match(text, end):
            yield Organization(start, editors.end(), 0.85, "media")
        elif is_periodical(text, start, end):
            yield Organization(start + 1, end - 1, 0.995, "periodical")
    for match in _SQUAD.finditer(text):
        yield Organization(*match.span(), 0.85, "team")
    for match in _NUMBERED.finditer(text):
        yield Organization(*match.span(), 0.85, "team")
    for match in _ABOVE_OR_BELOW.finditer(text):
        if match.start() in passage.word_starts and match.end() in passage.word_end_set:
            yield Organization(*match.span(), 0.7, "bureau")
    table = Gazetteer.of("places").kinds
    for end, start in passage.memo(place_ends).items():
        if table.get(text[start:end]) == "country" and (forces := _FORCES.match(text, end)):
            yield Organization(start, forces.end(), 0.85, "forces")
    for sources in _SOURCE.finditer(text):
        for match in _NAMED_SOURCE.finditer(text, *sources.span("names")):
            yield Organization(*match.span("name"), 0.85, "source")
    for start, end in accounts(text, passage.memo(place_ends)):
        yield Organization(start, end, 0.99, "account")
    places = {place.start for place in passage.memo(find_places)}
    for match in _AGENCY.finditer(text):
        start, end = match.span("name")
        cut = next((i for i in range(end - 1, start + 1, -1) if i in places and text[i - 1] in _MEDIA_END), end)
        if text[cut - 1] in _MEDIA_END and not text.startswith(("本报", "本网", "本台", "本刊"), start):
            yield Organization(start, cut, 0.75, "dateline")


def _latin(passage: Passage, named: Iterable[Organization]) -> list[Organization]:
    """Companies in Latin letters, and Latin names or codes in brackets behind an organization."""
    text = passage.folded
    found = [Organization(*m.span(), 0.8, "latin") for m in _LATIN_COMPANY.finditer(text)]
    for end in {org.end for org in (*named, *found)}:
        if bracket := _BRACKETED_LATIN.match(text, end):
            found += [
                Organization(*bracket.span(group), 0.8, "latin-in-brackets")
                for group in ("name", "code")
                if bracket[group]
            ]
    return found


def _of_area(passage: Passage) -> list[Organization]:
    """Companies with a dot in their name, as the titles of areas behind them tell; few texts have a dot at all."""
    text = passage.folded
    if "·" not in text:
        return []
    titles = {title.start for title in passage.memo(find_titles)}
    return [Organization(*m.span(), 0.99, "of-area") for m in COMPANY_OF_AREA.finditer(text) if m.end() in titles]


def _introduced(passage: Passage, named: Iterable[Organization]) -> list[Organization]:
    """Short forms that a bracket behind an organization introduces: （以下简称“中芯国际”）."""
    text = passage.folded
    ends = {org.end for org in named}
    found = [
        Organization(*m.span("first"), 0.9, "short-form") for m in _QUOTED_FORM.finditer(text) if m.start() in ends
    ]
    introduced = [
        piece.span("name")
        for bracket in _BRACKET.finditer(text)
        if bracket.start() in ends
        for piece in _PIECE.finditer(text, bracket.start("inside"), bracket.end("inside"))
    ]
    for bracket in _SHORT_FORM.finditer(text):
        if bracket.start() in ends or text[bracket.start() - 1] in "）)":
            introduced += [bracket.span(group) for group in ("first", "second") if bracket[group]]
    of_places = {place.start for place in passage.memo(find_places) if place.rule == "short-form"}
    for start, end in dict.fromkeys(introduced):
        if text[start:end] not in generic_names() and text[start] not in "本该" and start not in of_places:
            found.append(Organization(start, end, 0.9, "short-form"))
    return found


def _repeated(passage: Passage, found: Iterable[Organization]) -> list[Organization]:
    """Names found with confidence, wherever else they stand."""
    text = passage.folded
    known = {
        text[o.start : o.end]
        for o in found
        if o.score >= 0.75 and o.rule not in ("well-known", "account", "part") and not in_marks(text, o.start, o.end)
    }
    known -= generic_names()
    return [
        Organization(start, end, 0.75, "repeated")
        for start, end, _ in Lexicon((name, "org") for name in sorted(known) if len(name) > 1).longest(text)
    ]

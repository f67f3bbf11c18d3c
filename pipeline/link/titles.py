"""What a title by itself says about where it is held: 校长 at a school, 院士 nowhere else, 市长 at a place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.normalize.tables import alternation, read_table


def _endings(*traits: str, also: tuple[str, ...] = ()) -> re.Pattern[str]:
    words = [ending for ending, trait in read_table("title_traits") if trait in traits]
    return re.compile(rf"(?:{alternation([*words, *also])})$")


_COACH = r"(?<!主)(?<!总)(?<!执行)(?<!助理)(?<!体能)(?<!门将)(?<!守门员)教练$"
"""教练 is how people are addressed; 主教练 is a post."""
HONOUR = re.compile(rf"(?<!首席){_endings('honour').pattern}|{_COACH}")
"""Goes with the person: takes no organization from a neighbour, and gives it none."""
SEAT = re.compile(rf"(?<!党委)(?<!党工委)(?<!党组){_endings('seat').pattern}")
"""A seat in a body beside one's work (政协委员): the titles that follow are not held there."""
ASSEMBLY = re.compile(r"政协|人大|人民代表大会|政治协商会议")
"""Bodies whose members have their work elsewhere: 政协委员、董事长."""
RANK = _endings("rank")
"""A professional rank: held where the rest of its list is, and guessed nowhere."""
VARIOUS = _endings("various", "rank", "seat")
"""Held at so many kinds of bodies that the organization that speaks in a document need not be meant."""
_CREDIT = _endings("byline", also=tuple(head for head, kind in read_table("title_heads") if kind == "byline"))
BYLINE = re.compile(rf"(?<!总){_CREDIT.pattern}")
REPORTER = re.compile(r"(?:记者|記者|实习生)$")
"""A credit that is held at the medium."""
LOCAL = re.compile(r"(?:常务|代|代理)?副?(?:[省市县区州盟旗]委|[省市县区州镇乡村旗盟](?:长|领导))|党工委")
"""An office of a place: it belongs to no organization that is not written before it."""
OF_COMMITTEE = re.compile(r"候补委员|委员|常委|常务委员|常委会委员|(?:常务)?副?书记|秘书长")
"""Offices of a local committee, named behind another one of it: 省委委员、常委、书记."""
OF_TEAM = re.compile(r"(?:教练|领队|队长)$")
"""Posts of teams, which play against other teams: the one that stands nearest need not be meant."""
OWN_COMPANY = re.compile(r"(?:集团|公司)(?!秘书|律师|治理)(?=\w{2})")
"""What a title begins with that says where it is held: 集团财务部副部长."""
_LEVEL = re.compile(r"^(?:常务|代|代理)?副?([省市县区州镇乡村旗盟])")
COMMITTEE = re.compile(r"(?:组织部|宣传部|统战部|政法委|纪委|监委|武装部)\w*(?:长|书记|主任)$")
"""The head of a department of a local committee, named without its unit."""
PARTY = re.compile(r"党委|纪委书记|工会主席|党组|监察专员")
"""Offices that every company, school and hospital has."""
PARTY_BODIES = ("总经理", "校长", "护士长")
"""Titles of the bodies that have them."""

_LEGAL = r"(?:股份)?(?:有限)?(?:责任)?(?:公司)?"
_COMPANIES = [suffix for suffix, kind in read_table("org_suffixes") if kind in ("company", "brand", "bank")]
COMPANY = re.compile(rf"(?:{alternation([*_COMPANIES, '厂', '股份'])}|Limited|Ltd\.?|Inc\.?)$")
"""Names of companies end so."""
_DEPUTY = re.compile(r"^(?:\w{0,2}常务|第一|执行)?副")

_DEPUTY_IN_DEPARTMENT = re.compile(r"(?<=[科室部处心区间房])(?:常务|执行)?副(?=主任|部长|处长)")


def endings(words: str) -> re.Pattern[str]:
    """What organizations end in, from the words of a table: `大学 学院`; `company` stands for all that companies have."""
    plain = alternation(word for word in words.split() if word != "company")
    parts = [rf"(?<!科)(?:{plain}){_LEGAL}$"] if plain else []
    return re.compile("|".join([*parts, *([COMPANY.pattern] if "company" in words.split() else [])]))


_OWNERS = [(title, endings(words)) for title, words in sorted(read_table("title_owners"), key=lambda row: -len(row[0]))]


@cache
def owners_of(title: str) -> re.Pattern[str] | None:
    """What organizations that have such a title end in, or None for a title that any may have.

    >>> bool(owners_of("副校长").search("清河大学")), bool(owners_of("麻醉科副主任").search("清河医院"))
    (True, True)
    """
    office = _DEPUTY_IN_DEPARTMENT.sub("", title)
    return next((orgs for ending, orgs in _OWNERS if office.endswith(ending)), None)


@lru_cache(maxsize=4096)
def stands_apart(title: str) -> bool:
    """Whether a title says nothing of the organization of those beside it: an honour, a seat, a credit."""
    return any(trait.search(title) for trait in (HONOUR, SEAT, BYLINE))


def level(title: str) -> str | None:
    """The level of an office of a place: 市 of 副市长 and of 市委常委."""
    found = _LEVEL.match(title)
    return found[1] if found else None


@lru_cache(maxsize=4096)
def head(title: str) -> str:
    """The office that a title is deputy of, or the title.

    >>> head("常务副主任"), head("主任")
    ('主任', '主任')
    """
    return _DEPUTY.sub("", title)

"""When two written names are the same name: keys that are equal exactly then.

Width, script, case and spacing never tell two names apart, of two official wordings of one form (有限责任公司, 有限公司)
neither does, and a short form that means one national organization to every reader (国家发改委) is as good as its full
name. Nothing else is dropped: 集团, 股份 and 控股 do tell companies apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.link.org_parts import known_organizations, name_forms
from pipeline.normalize.fold import fold
from pipeline.normalize.tables import alternation, read_table

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_SPACE_IN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_SPACE = re.compile(r"\s+")
_DOT = re.compile(r"\s*[·•・‧∙⋅]\s*")
_QUOTES = re.compile(r"[“”\"'‘’「」『』《》]")
_ENGLISH = re.compile(r"\b(limited|company|corporation|incorporated)\b")
_SHORT = {"limited": "ltd", "company": "co", "corporation": "corp", "incorporated": "inc"}
_STATE = re.compile(r"^中华人民共和国(?=.)")
_PARTY = re.compile(r"^(?:中国共产党|中共)(?=.*[省市县区州盟旗镇乡])(.+?)委(?:员会)?(?=$|[\u3400-\u9fff])")


@lru_cache(maxsize=8192)
def plain_key(name: str) -> str:
    """A name without what the way of writing adds: half-width, simplified, lower case, no blanks between characters.

    >>> plain_key("張　偉"), plain_key("John  SMITH"), plain_key("约翰•史密斯")
    ('张伟', 'john smith', '约翰·史密斯')
    """
    folded = _DOT.sub("·", fold(name).strip().lower()).encode("utf-8", "replace").decode()
    return _SPACE.sub(" ", _SPACE_IN_HAN.sub("", folded))


@lru_cache(maxsize=8192)
def organization_key(name: str) -> str:
    """The key of an organization's full name.

    >>> organization_key("华為技術（北京）有限責任公司") == organization_key("华为技术(北京)有限公司")
    True
    >>> organization_key("中共海东市委员会"), organization_key("海东市委"), organization_key("海东市人民政府")
    ('海东市委', '海东市委', '海东市政府')
    >>> organization_key("Norbridge Capital Co., Limited")
    'norbridge capital co ltd'
    >>> organization_key("国家发改委") == organization_key("国家发展和改革委员会"), organization_key("南大")
    (True, '南大')
    """
    name = _national().get(plain_key(name), name)
    key = _QUOTES.sub("", plain_key(name)).replace(",", " ").replace(".", " ")
    key = _ENGLISH.sub(lambda word: _SHORT[word[1]], _SPACE.sub(" ", key).strip())
    key = _PARTY.sub(r"\1委", _STATE.sub("", key))
    pattern, kept = _same_forms()
    return pattern.sub(lambda form: kept[form[0]], key)


@cache
def _national() -> dict[str, str]:
    """Standing short forms → full names, where one full name has it and no reader would think of another.

    No companies: the brand 中国移动 may mean the group or its listed company. No hospitals, and nothing of two characters:
    a release of Wuhan means its own 协和医院, one of Nanchang its own 南大.
    """
    forms = ((short, min(fulls)) for short, fulls in name_forms().items() if len(fulls) == 1)
    return {
        plain_key(short): full
        for short, full in forms
        if len(short) > 2
        and not full.endswith(("公司", "医院"))
        and (short in known_organizations() or short[:2] == full[:2])
    }


@cache
def _same_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    kept = {row[0]: row[1] for row in read_table("org_same_forms")}
    return re.compile(alternation(kept)), kept

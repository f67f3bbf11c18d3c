"""Second names that a text introduces: in brackets, with a word for it (以下简称, 英文名, 本名, 又称), or both.

    振海重工有限公司（以下简称“振海重工”或“公司”，英文名ZHI） · 云杉研究院，简称云研院 · Peter Hansen（韩思远）

What a bracket holds is read piece by piece, a piece being what stands between commas. A piece that a word introduces is a
second name. One without is it when it can be nothing else: in another script, or derivable from the name before the bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.link.org_parts import HAN, key
from pipeline.schema import Span

_WHERE = r"(?:以下|下文|文中|后文|後文|本文|此处)?(?:内容|统一)?"
_LANGUAGE = r"(?:[中英日韩韓德法俄西葡藏蒙维]|外|阿拉伯|国际)[文语語]?"
_LISTED = r"(?:股票|证券|證券|股份|[ABHａ-ｚＡ-Ｚ]股|品牌|机构|单位|企业|公司|媒体)"
_NOUN = r"(?:全称|全稱|全名|简称|簡稱|简写|缩写|縮寫|名称|名稱|译名|譯名|名|代号|代號)"
_VERB = (
    r"(?:下称|下稱|简称|簡稱|统称|統稱|合称|合稱|并称|又称|又稱|亦称|亦稱|也称|也稱|通称|俗称|俗稱|别称|旧称|舊稱|原称|称|稱|又叫|也叫|又名|亦名|原名|曾用名|别名|別名|"
    r"本名|真名|笔名|筆名|艺名|藝名|网名|網名|昵称|化名|法名|法号|即|字|号)"
)
_SAYING = r"(?:又称|又稱|亦称|亦稱|也称|也稱|称|稱|即|又叫|也叫)"
"""Words that mean "says" as well, or join clauses: between names they need a quotation mark."""
_SAYS = r"[ ]?(?:为|為|是|叫|作|:|：)?[ ]?"
_OPEN, _CLOSE = r"[“\"「『‘《]?", r"[”\"」』’》]?"
_WORDS = rf"{_WHERE}(?:均|统|统一|一并|分别|分別)?(?:(?:{_LANGUAGE}|{_LISTED}|其)?{_NOUN}|{_VERB}){_SAYS}"
_LEAD = re.compile(rf"\s*(?P<word>{_WORDS})?\s*{_OPEN}")
_AFTER = re.compile(
    rf"{_CLOSE}[ \u3000]*(?:[，,][ \u3000]*|(?!字|号))(?!{_SAYING}(?![“\"「『]))(?P<word>{_WORDS}){_OPEN}"
)
"""Between two names with no bracket: …，简称“…”."""
_OR = re.compile(rf"\s*{_CLOSE}\s*(?:[、，,/／]|或者?|和|及|以及)+\s*{_OPEN}")
_AND = re.compile(rf"\s*{_CLOSE}\s*(?:[、，,和及与與]|以及)?\s*{_OPEN}")
_TAIL = re.compile(rf"{_CLOSE}\s*(?:等)?")
_BEFORE_BRACKET = re.compile(rf"{_CLOSE}[ \u3000]*(?=[（(\[【〔])")
_JOINT = re.compile(r"统称|統稱|合称|合稱|并称")
_LIST = re.compile(r"[^。；;\n]{0,2}(?:[、和及与與暨]|以及)[^。；;\n]{0,2}")
_SEPARATORS = "，,；;。：:"
_CLOSING = {"（": "）", "(": ")", "[": "]", "【": "】", "〔": "〕"}
_LONGEST_BRACKET = 160

Derivable = Callable[[str, str], bool]


def introduced(text: str, names: Sequence[Span], derivable: Derivable) -> Iterator[tuple[Span, Span]]:
    """Yield `(fuller name, other name)` of one person or organization.

    `names` are mentions of people and organizations in text order. `derivable` says of two names of organizations in
    the same script whether one is a short form of the other.
    """
    for index, first in enumerate(names):
        end, behind = first.end, index + 1
        while bracket := _bracket(text, end):
            members = _list_before(text, names, index)
            shorts = _list_in(text, names, index, bracket) if len(members) > 1 else []
            if len(shorts) > 1 and not _all_of_last(members, shorts[0], derivable):
                yield from zip(members, shorts, strict=True) if len(members) == len(shorts) else ()
            else:
                yield from _in_brackets(text, names, index, bracket, derivable)
            end = bracket[1] + 1
            while behind < len(names) and names[behind].start < end:
                behind += 1
        if behind < len(names) and names[behind].label == first.label:
            second = names[behind]
            gap = text[end : second.start]
            word = _AFTER.fullmatch(gap)
            said = word["word"] if word else ""
            if (word and not _is_joint(text, names, index, said)) or _in_two_scripts(first, second, gap):
                yield _fuller_first(first, second, said)


def _bracket(text: str, end: int) -> tuple[int, int] | None:
    """`[start, end)` of what a bracket right behind a name or another bracket holds."""
    before = _BEFORE_BRACKET.match(text, end)
    if before is None:
        return None
    start = before.end()
    close, depth = _CLOSING[text[start]], 0
    for at in range(start, min(len(text), start + _LONGEST_BRACKET)):
        char = text[at]
        if char == "\n":
            return None
        if char == text[start]:
            depth += 1
        elif char in (close, ")" if close == "）" else "）"):
            depth -= 1
            if depth == 0:
                return start + 1, at
    return None


def _in_brackets(
    text: str, names: Sequence[Span], index: int, bracket: tuple[int, int], derivable: Derivable
) -> Iterator[tuple[Span, Span]]:
    first = names[index]
    at, stop = bracket
    was_introduced = False
    for second in names[index + 1 :]:
        if second.start < at:
            continue
        if second.end > stop:
            break
        gap, said = text[at : second.start], ""
        following = at > bracket[0]
        at = second.end
        if following and was_introduced and _OR.fullmatch(gap):
            accepted = True
        else:
            piece = max(gap.rfind(mark) for mark in _SEPARATORS[:-2]) + 1
            lead = _LEAD.fullmatch(gap, piece)
            word = lead and lead["word"]
            said = word or ""
            was_introduced = bool(word) and not _is_joint(text, names, index, word or "")
            alone = bool(lead) and not word and (piece > 0 or not following)
            quoted = text[second.start - 1] in '“"「『' and first.label == "ORG"
            plain = alone and (quoted or _can_be_nothing_else(first, second, derivable))
            accepted = was_introduced or plain
        if accepted and second.label == first.label and _ends_piece(text, second.end, stop):
            yield _fuller_first(first, second, said)


def _list_before(text: str, names: Sequence[Span], index: int) -> Sequence[Span]:
    """The organizations of the list that ends with a name: 甲公司、乙公司."""
    first = index
    while first and _LIST.fullmatch(text, names[first - 1].end, names[first].start):
        first -= 1
    members = names[first : index + 1]
    return members if all(member.label == "ORG" for member in members) else ()


def _all_of_last(members: Sequence[Span], short: Span, derivable: Derivable) -> bool:
    """Whether the first short form after a list is the last name's: 云杉市政府与振海重工有限公司（简称“振海重工”、“振重”）."""
    return derivable(members[-1].text, short.text) and not derivable(members[0].text, short.text)


def _list_in(text: str, names: Sequence[Span], index: int, bracket: tuple[int, int]) -> Sequence[Span]:
    """The organizations that a bracket lists behind a word for short forms, and nothing else: 以下简称“甲”“乙”."""
    at, stop = bracket
    listed: list[Span] = []
    for name in names[index + 1 :]:
        if name.start >= stop:
            break
        if name.start < at:
            continue
        gap = (_AND if listed else _LEAD).fullmatch(text, at, name.start)
        if gap is None or name.label != "ORG" or not (listed or gap["word"]) or _JOINT.search(gap[0]):
            return []
        listed.append(name)
        at = name.end
    tail = _TAIL.match(text, at, stop)
    return listed if tail and tail.end() == stop else []


def _fuller_first(first: Span, second: Span, word: str) -> tuple[Span, Span]:
    """The name that comes first is the fuller one, but for 全称 and for an organization's English name or code."""
    english_first = first.label == "ORG" and not HAN.search(first.text) and HAN.search(second.text)
    return (second, first) if english_first or re.search(r"全[称稱名]", word) else (first, second)


def _ends_piece(text: str, end: int, stop: int) -> bool:
    tail = _TAIL.match(text, end, stop)
    end = tail.end() if tail else end
    return end >= stop or text[end] in _SEPARATORS + '或和及、/／以“"「『'


def _can_be_nothing_else(first: Span, second: Span, derivable: Derivable) -> bool:
    if bool(HAN.search(first.text)) != bool(HAN.search(second.text)):
        return True
    if first.label == "PERSON":
        return key(first.text) == key(second.text) or ("·" in first.text) != ("·" in second.text)
    return derivable(first.text, second.text)


def _in_two_scripts(first: Span, second: Span, gap: str) -> bool:
    """An organization's Chinese and English name with a blank between them."""
    return first.label == "ORG" and gap in (" ", "\u3000") and first.text.isascii() != second.text.isascii()


def _is_joint(text: str, names: Sequence[Span], index: int, word: str) -> bool:
    """Whether a name is introduced for all of a list: 甲公司、乙公司（以下合称“两公司”）."""
    if not _JOINT.search(word) or index == 0:
        return False
    before = names[index - 1]
    return before.label == names[index].label and bool(_LIST.fullmatch(text[before.end : names[index].start]))

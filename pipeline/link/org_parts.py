"""What the name of an organization is made of: places before it, a place in brackets, words, a legal form.

福建省|仁帆|慈善|基金会 · 华为|技术|（北京）|有限公司 · 海东市|发展和改革|委员会
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.normalize.fold import fold
from pipeline.segment import WordSegmenter
from pipeline.tag.lexicon import AMBIGUOUS, Lexicon, read_table

HAN = re.compile(r"[\u4e00-\u9fff]")
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])")
_INNER_BRACKET = re.compile(r"\((?P<inner>[\u4e00-\u9fff]{1,10})\)")
_LEGAL = re.compile(r"(?:股份)?(?:有限)?(?:责任)?(?:总)?(?<![分子])公司$")
_KEPT = frozenset({"集团", "控股", "股份"})
"""Words of the name itself that registers put in brackets: 青禾（集团）有限公司."""
_GROUP = re.compile(r"(?:控股)?集团$|控股$")
NATIONAL = frozenset({"中国", "中华", "中华人民共和国", "国家", "全国", "中共", "中央", "国务院"})
"""Words before a name that say that it is the nation's: 国家|药品监督管理局."""
LEVELS = (
    "自治区", "自治州", "自治县", "特区", "新区", "高新区", "开发区", "街道",
    "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "村",
)  # fmt: skip
"""Words for the level of a division, which stand for its name in short forms: 市发改委, 区教育局."""
_NO_LEVEL = r"(?<![园校景小灾厂库城社农乡都超夜股上神九红国联同])"
"""Characters that make another word of the one behind them: 园区, 城市, 农村, 联盟."""
_LEVEL = r"(?:自治区|自治州|自治县|街道|[省市县区旗盟镇]|州(?![市县区])|[乡村](?![村镇]))"
_UNKNOWN_PLACE = re.compile(rf"[\u4e00-\u9fff]{{1,5}}?{_NO_LEVEL}{_LEVEL}")
_LONGEST_PLACE = 12


@dataclass(frozen=True, slots=True)
class OrgName:
    """A name taken apart. Offsets count in `bare`, which is the folded name without a place in inner brackets.

    `cuts` are the ends of the places before it (0 first), `core` is where its legal form begins, `ends` are all ends
    that leave a part of the legal form out, `tokens` are the words between the last cut and `core`. `inner` is the place
    in brackets, which stood at `inner_at`. An organization that everybody shortens is one word (中国科学院|自动化|研究所).
    """

    text: str
    bare: str
    inner: str
    inner_at: int
    cuts: tuple[int, ...]
    core: int
    ends: tuple[int, ...]
    tokens: tuple[str, ...]

    @property
    def is_company(self) -> bool:
        """Whether the name has a legal form."""
        return self.core < len(self.bare)

    @property
    def has_bracket(self) -> bool:
        return bool(self.inner)

    @property
    def is_registered(self) -> bool:
        """Whether it is the name that a register of companies holds: it ends in 有限公司 or 有限责任公司."""
        return self.bare.endswith(("有限公司", "有限责任公司"))


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """A name in half-width simplified characters, without blanks between Chinese characters.

    >>> key("馬　軍"), key("ＡＢＣ 集团")
    ('马军', 'ABC集团')
    """
    return _BLANKS.sub("", fold(name)).strip()


@cache
def _places() -> Mapping[str, str]:
    return {row[0]: row[1] for row in read_table("places") if row[1] != "abbr"}


def is_place(text: str) -> bool:
    """Whether a text is a place's name, or one of the words that mean the nation."""
    return text in _places() or text in NATIONAL


@cache
def heads() -> Mapping[str, str]:
    """Heads of names of organizations and their kinds."""
    return {row[0]: row[1] for row in read_table("org_suffixes")}


@cache
def known_organizations() -> frozenset[str]:
    """Names that mean one organization to every reader."""
    return frozenset(fold(row[0]) for row in read_table("organizations") if row[1] not in AMBIGUOUS)


@cache
def part_forms() -> Mapping[str, tuple[str, ...]]:
    """Standing short forms of parts of names: 发展和改革 → 发改."""
    return {full: tuple(short.split("/")) for full, kind, short in read_table("org_short_forms") if kind == "part"}


@cache
def _part_lexicon() -> Lexicon:
    return Lexicon((part, "part") for part in part_forms())


@cache
def standing_forms() -> Mapping[str, tuple[str, ...]]:
    """Whole names → their standing short forms: 上海证券交易所 → 上交所."""
    return {full: tuple(short.split("/")) for full, kind, short in read_table("org_short_forms") if kind == "name"}


@cache
def name_forms() -> Mapping[str, frozenset[str]]:
    """Standing short forms of whole names → the names that they stand for."""
    fulls: dict[str, set[str]] = {}
    for full, shorts in standing_forms().items():
        for short in shorts:
            fulls.setdefault(short, set()).add(full)
    return {short: frozenset(names) for short, names in fulls.items()}


def whole_names(full: OrgName) -> Iterator[str]:
    """What may stand in the table of standing forms: the name, also without its places or legal form."""
    return (full.bare[cut:end] for cut in full.cuts for end in full.ends)


def stands_for_another(short: str, full: OrgName) -> bool:
    """Whether a short form stands for other names than this one, whatever a rule would make of it."""
    fulls = name_forms().get(short)
    return fulls is not None and not fulls.intersection(whole_names(full))


def ends_in_head(text: str, *kinds: str) -> str | None:
    """The longest head of two or more characters that a name ends in, of the given kinds (default: any)."""
    kind_of = heads()
    for size in range(min(len(text), 8), 1, -1):
        kind = kind_of.get(text[-size:])
        if kind and (not kinds or kind in kinds):
            return text[-size:]
    return None


@lru_cache(maxsize=2048)
def take_apart(name: str) -> OrgName:
    """The parts of a name.

    >>> parts = take_apart("浙江瓯建控股有限公司")
    >>> parts.cuts, parts.tokens, [parts.bare[:end] for end in parts.ends]
    ((0, 2), ('瓯建',), ['浙江瓯建控股有限公司', '浙江瓯建控股', '浙江瓯建'])
    """
    text = key(name)
    bare, inner = text, ""
    if (bracket := _INNER_BRACKET.search(text)) and (bracket["inner"] in _KEPT or _LEGAL.search(text)):
        inner = "" if bracket["inner"] in _KEPT else bracket["inner"]
        bare = text.replace(bracket.group(), bracket["inner"] if not inner else "", 1)
    ends = [len(bare)]
    if legal := _LEGAL.search(bare):
        if legal.group().startswith("股份有限"):
            ends.append(legal.start() + len("股份"))
        ends.append(legal.start())
    if group := _GROUP.search(bare, 0, ends[-1]):
        ends.append(group.start())
    ends = [end for end in ends if end >= 2] or [len(bare)]
    core = ends[-1]
    parent = next((bare[:size] for size in range(core - 2, 3, -1) if bare[:size] in standing_forms()), "")
    cuts = (0,) if parent else _leading_places(bare[:core])
    tokens = (parent, *_tokens(bare[len(parent) : core])) if parent else tuple(_tokens(bare[cuts[-1] : core]))
    at = bracket.start() if bracket and inner else 0
    return OrgName(text, bare, inner, at, cuts, core, tuple(ends), tokens)


def _leading_places(text: str) -> tuple[int, ...]:
    cuts = [0]
    while True:
        at = cuts[-1]
        end = next(
            (
                at + size
                for size in range(min(_LONGEST_PLACE, len(text) - at - 2), 1, -1)
                if _is_leading(text[at : at + size], at == 0)
            ),
            None,
        )
        if (
            (unknown := _UNKNOWN_PLACE.match(text, at))
            and unknown.end() - at >= 3
            and (unknown.end() <= len(text) - 2 or text[unknown.end() :] == "委")
        ):
            end = unknown.end() if end is None or unknown.end() - end <= 1 else end
        if end is None:
            return tuple(cuts)
        if text[end : end + 1] == "委" and not text.startswith("委员会", end) and end - at >= 3:
            end -= 1  # 济宁|市委|宣传部
        cuts.append(end)


def _is_leading(text: str, first: bool) -> bool:
    """Whether a text is a place before a name; behind another one a short name of a county is rather a word (上海市|公安局)."""
    return is_place(text) if first else _places().get(text) in ("city", "short-city", "zone")


def _tokens(text: str) -> Iterator[str]:
    """Standing parts as they are, other stretches in short words."""
    rest = 0
    for start, end, _ in _part_lexicon().longest(text):
        yield from _words(text[rest:start])
        yield text[start:end]
        rest = end
    yield from _words(text[rest:])


def _words(text: str) -> Iterator[str]:
    for start, end in WordSegmenter.shared().spans(text):
        yield from _split(text[start:end])


def _split(word: str) -> tuple[str, ...]:
    """A long dictionary word in shorter ones: 社会保障 → 社会, 保障."""
    if len(word) < 4:
        return (word,)
    is_word = WordSegmenter.shared().is_word
    for size in (2, 3):
        rest = word[size:]
        if is_word(word[:size]) and len(rest) > 1 and (is_word(rest) or len(_split(rest)) > 1):
            return (word[:size], *_split(rest))
    return (word,)

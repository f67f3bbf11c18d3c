"""Short forms of organizations and people: each rule with what it makes, and what it must not make."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import find_aliases
from pipeline.link.acronyms import is_acronym
from pipeline.link.org_parts import key, take_apart
from pipeline.link.person_forms import short_names, surname
from pipeline.link.short_forms import allowed, deletions
from pipeline.schema import Span
from pipeline.segment import split_sentences


def rules(short: str, full: str) -> set[str]:
    """The rules that make a short form of a name and may."""
    parts, wanted = take_apart(full), key(short)
    found = {rule for made, rule in deletions(parts) if made == wanted and allowed(made, parts, rule)}
    return found | ({"acronym"} if is_acronym(wanted, parts) else set())


MADE = [
    # places before the name
    ("春晖慈善基金会", "贵阳市春晖慈善基金会", "place"),
    ("春晖慈善基金会", "贵州省贵阳市春晖慈善基金会", "place"),
    ("南明区文化馆", "贵阳市南明区文化馆", "place"),
    ("临河县纪委监委", "云州市临河县纪委监委", "place"),
    ("药品监督管理局", "国家药品监督管理局", "place"),
    ("市委宣传部", "青澜市委宣传部", "place"),
    # the legal form, a place in brackets
    ("澄海重工", "澄海重工有限公司", "legal-form"),
    ("澄海重工", "澄海重工股份有限公司", "legal-form"),
    ("澄海重工集团", "澄海重工集团有限责任公司", "legal-form"),
    ("澄海重工", "青岛澄海重工集团有限公司", "legal-form"),
    ("澄海重工", "澄海重工（青岛）有限公司", "legal-form"),
    ("澄海集团", "澄海（集团）有限公司", "legal-form"),
    ("澄海重工", "澄海重工（集团）股份有限公司", "legal-form"),
    ("Blue Harbor", "Blue Harbor Ltd.", "legal-form"),
    ("Blue Harbor Capital", "Blue Harbor Capital Limited", "legal-form"),
    ("Nordwind", "Nordwind GmbH", "legal-form"),
    ("澄海股份", "澄海股份有限公司", "legal-form"),
    ("澄海重工股份", "青岛澄海重工股份有限公司", "legal-form"),
    ("Blue Harbor", "Blue Harbor Holdings Ltd.", "legal-form"),
    # the place in brackets as part of the name
    ("澄海中国", "澄海（中国）有限公司", "inner-place"),
    ("澄海（中国）", "澄海（中国）有限公司", "inner-place"),
    ("澄海汽车中国", "澄海汽车（中国）投资有限公司", "inner-place"),
    # the word of the level for the place
    ("县教育局", "临河县教育局", "level"),
    ("区教育局", "贵阳市南明区教育局", "level"),
    ("市消防救援支队", "青澜市消防救援支队", "level"),
    ("自治区水利厅", "广西壮族自治区水利厅", "level"),
    ("高新区管委会", "云州高新区管委会", "place"),
    # what says its kind
    ("管委会", "云州高新区管委会", "last-part"),
    ("志愿服务队", "青禾大学志愿服务队", "last-part"),
    ("乡村振兴研究院", "青禾大学乡村振兴研究院", "last-part"),
    ("农村水电司", "水利部农村水电司", "last-part"),
    ("宣传部", "青澜市委宣传部", "last-part"),
    ("市委", "中共青澜市委", "last-part"),
    ("南明分局", "云州市公安局南明分局", "last-part"),
    # the brand of a company
    ("谷雨", "谷雨农牧业发展有限公司", "brand"),
    ("谷雨坊", "四川谷雨坊食品股份有限公司", "brand"),
    ("华为", "华为技术有限公司", "brand"),
    ("华为", "华为技术（北京）有限公司", "brand"),
    # the head of a school, a hospital, a bank
    ("枫林", "枫林大学", "head"),
    ("枫林", "江苏省枫林医院", "head"),
    # standing forms of parts, first characters of words
    ("市发改委", "云州市发展和改革委员会", "acronym"),
    ("云州市发改委", "云州市发展和改革委员会", "acronym"),
    ("县发改局", "临河县发展和改革局", "acronym"),
    ("省人社厅", "青海省人力资源和社会保障厅", "acronym"),
    ("省科技厅", "青海省科学技术厅", "acronym"),
    ("市市场监管局", "云州市市场监督管理局", "acronym"),
    ("区市监局", "云州市南明区市场监督管理局", "acronym"),
    ("市国资委", "云州市国有资产监督管理委员会", "acronym"),
    ("市国资委", "云州市人民政府国有资产监督管理委员会", "acronym"),
    ("省政府", "青海省人民政府", "acronym"),
    ("区政府办", "云州市南明区人民政府办公室", "acronym"),
    ("市人大常委会", "云州市人民代表大会常务委员会", "acronym"),
    ("市政协", "政协云州市", None),
    ("市中院", "云州市中级人民法院", "acronym"),
    ("市检察院", "云州市人民检察院", "acronym"),
    ("市文旅局", "云州市文化和旅游局", "acronym"),
    ("县妇联", "临河县妇女联合会", "acronym"),
    ("市残联", "云州市残疾人联合会", "acronym"),
    ("县防指", "临河县防汛抗旱指挥部", "acronym"),
    ("管委会", "云州高新技术产业开发区管理委员会", "acronym"),
    ("云州高新区管委会", "云州高新技术产业开发区管理委员会", "acronym"),
    ("国家药监局", "国家药品监督管理局", "acronym"),
    ("广西师大", "广西师范大学", "acronym"),
    ("云理工", "云州理工大学", "acronym"),
    ("枫大", "枫林大学", "acronym"),
    ("云大二附院", "云州大学第二附属医院", "acronym"),
    ("云州职院", "云州职业技术学院", "acronym"),
    ("海空院", "青岛海空间信息研究院", "acronym"),
    ("少创会", "中国少年创新促进会", "acronym"),
    ("联合办", "云海协同发展联合工作办公室", None),
    ("云海联合办", "云海协同发展联合工作办公室", "acronym"),
    ("產發署", "經濟部產業發展署", "acronym"),
    ("澄海产投", "青岛澄海产业投资有限公司", "acronym"),
    ("澄海重机", "澄海重型机械有限责任公司", "acronym"),
    ("谷雨集团", "浙江谷雨服饰集团股份有限公司", "acronym"),
    ("谷雨公司", "谷雨食品有限公司", "acronym"),
    ("澄海财险", "澄海财产保险股份有限公司", "acronym"),
    ("滨江农商银行", "滨江农村商业银行股份有限公司", "acronym"),
    ("云州城投", "云州城市建设投资集团有限公司", "acronym"),
    ("谷雨地产", "谷雨房地产开发有限公司", "acronym"),
    ("清源律所", "清源律师事务所", "acronym"),
    ("省医", "青海省人民医院", "acronym"),
    ("云州一中", "云州市第一中学", "acronym"),
    # an organization that everybody shortens, and its part
    ("中科院自动化所", "中国科学院自动化研究所", "acronym"),
    ("北大医学部", "北京大学医学部", "acronym"),
    ("中行滨江支行", "中国银行股份有限公司滨江支行", "acronym"),
    # English initials
    ("EBL", "Eurasia Bridge Logistics", "initials"),
    ("IFRC", "International Federation of the Red Cross", "initials"),
    ("BHC", "Blue Harbor Capital Ltd.", "initials"),
]


@pytest.mark.parametrize(("short", "full", "rule"), [case for case in MADE if case[2]])
def test_short_form_is_made(short: str, full: str, rule: str) -> None:
    assert rule in rules(short, full)


NOT_MADE = [
    # likeness
    ("中国石油天然气集团", "中国石油化工集团"),
    ("中国石油", "中国石油化工集团有限公司"),
    ("中国石油天然气集团", "中国石油天然气股份有限公司"),
    ("澄海石油集团", "澄海石油化工集团"),
    ("河北医院", "河北中医医院"),
    ("云州大学", "云州城市大学"),
    ("澄海集团", "澄海重工有限公司"),
    # a parent and its part
    ("北京大学", "北京大学医学部"),
    ("北大", "北京大学医学部"),
    ("云州大学", "云州大学第二附属医院"),
    ("市公安局", "云州市公安局南明分局"),
    ("云州银行", "云州银行滨江支行"),
    ("澄海集团", "澄海集团财务有限公司"),
    ("市政府", "云州市人民政府办公室"),
    ("国务院", "国务院新闻办公室"),
    ("市人大", "云州市人民代表大会常务委员会"),
    ("贵州省委", "贵州省从江县委"),
    ("省检察院", "湖南省郴州市人民检察院"),
    ("银联", "中国银联广东分公司"),
    ("监委", "临河县纪委监委"),
    ("云州大学", "云州大学（海州）"),
    ("日本军", "日本华北驻屯军"),
    ("中科院", "中国科学院自动化研究所"),
    ("中行", "中国银行股份有限公司滨江支行"),
    # two registered companies
    ("华为技术有限公司", "华为技术（北京）有限公司"),
    ("澄海重工有限公司", "青岛澄海重工有限公司"),
    ("澄海重工有限公司", "澄海重工集团有限公司"),
    # names that mean another organization to every reader
    ("财政部", "美国财政部"),
    ("国务院", "美国国务院"),
    ("腾讯", "腾讯音乐娱乐集团有限公司"),
    ("中科院", "中国社会科学院"),
    ("北大", "北方大学"),
    ("中证协", "中国证券投资基金业协会"),
    ("证监会", "云州证券监督管理委员会"),
    # another level, another number, another start
    ("省教育厅", "临河县教育局"),
    ("市教育局", "临河县教育局"),
    ("第二师", "第二十五师"),
    ("五师", "第二十五师"),
    ("第二中学", "云州市第十二中学"),
    ("教改委", "云州市发展和改革委员会"),
    ("省委", "甘肃省人民政府国有资产监督管理委员会"),
    ("福建商会", "市湖南、福建商会"),
    ("北方证券", "北方证券研究所"),
    # two characters leave out no word
    ("北大", "北京林业大学"),
    ("云协", "云州青年志愿者协会"),
    # a place is no organization
    ("厦门", "厦门大学"),
    ("云南", "云南发展有限公司"),
    # no short form at all
    ("澄海重工", "澄海重工"),
    ("BH", "Blue Harbor"),
    ("IRC", "International Federation of the Red Cross"),
]


@pytest.mark.parametrize(("short", "full"), [*NOT_MADE, *((s, f) for s, f, rule in MADE if rule is None)])
def test_short_form_is_not_made(short: str, full: str) -> None:
    assert rules(short, full) == set()


@pytest.mark.parametrize(
    ("name", "places", "words", "legal"),
    [
        ("海东市发展和改革委员会", ["海东市"], ["发展和改革", "委员会"], ""),
        ("贵州省贵阳市南明区文化馆", ["贵州省", "贵阳市", "南明区"], ["文化馆"], ""),
        ("中共青澜市委宣传部", ["中共", "青澜"], ["市委", "宣传部"], ""),
        ("国家药品监督管理局", ["国家"], ["药品监督管理", "局"], ""),
        ("华为技术（北京）有限公司", [], ["华为", "技术"], "有限公司"),
        ("澄海（集团）股份有限公司", [], ["澄海"], "集团股份有限公司"),
        ("中国銀聯廣東分公司", ["中国"], ["银联", "广东", "分公司"], ""),
        ("青禾工业园区管委会", [], ["青禾", "工业园区", "管委会"], ""),
        ("北京城市学院", ["北京"], ["城市", "学院"], ""),
        ("湖北滨江农村商业银行", ["湖北"], ["滨江", "农村商业银行"], ""),
    ],
)
def test_org_parts_are_taken_apart(name: str, places: list[str], words: list[str], legal: str) -> None:
    parts = take_apart(name)
    assert [parts.bare[a:b] for a, b in zip(parts.cuts, parts.cuts[1:], strict=False)] == places
    assert list(parts.tokens) == words
    assert parts.bare[parts.core :] == legal


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("阿莱姆·德斯塔", {"德斯塔", "阿莱姆"}),
        ("依力亚斯·买买提", {"依力亚斯", "买买提"}),
        ("让-皮埃尔·勒菲弗", {"勒菲弗", "让-皮埃尔"}),
        ("Amélie Fournier", {"Fournier", "Amélie"}),
        ("Li Po", set()),
        ("欧阳望舒", {"望舒"}),
        ("秦望舒", {"望舒"}),
        ("潘田野", set()),
        ("秦望", set()),
        ("秦某某", set()),
    ],
)
def test_person_short_names(name: str, expected: set[str]) -> None:
    assert set(short_names(name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("秦望舒", "秦"),
        ("欧阳望舒", "欧阳"),
        ("秦望", "秦"),
        ("李", None),
        ("阿莱姆·德斯塔", None),
        ("Amélie", None),
        ("", None),
    ],
)
def test_person_surname(name: str, expected: str | None) -> None:
    assert surname(name) == expected


NAMES = st.text(
    st.sampled_from("北京市县委大学第一二附属院有限公司集团股份中国银行（）() ·AbC、省"), min_size=1, max_size=14
)


@given(NAMES)
def test_org_parts_tile_the_name(name: str) -> None:
    parts = take_apart(name)
    assert list(parts.cuts) == sorted(set(parts.cuts)) and parts.cuts[0] == 0
    assert parts.bare[: parts.cuts[-1]] + "".join(parts.tokens) + parts.bare[parts.core :] == parts.bare
    assert parts.ends[0] == len(parts.bare) and parts.core == parts.ends[-1]


@given(NAMES, NAMES)
def test_short_forms_are_shorter_and_made_of_the_name(one: str, other: str) -> None:
    parts, short = take_apart(one), key(other)
    if is_acronym(short, parts):
        assert len(short) < len(parts.bare) and set(short) <= set(parts.bare)
    for made, rule in deletions(parts):
        if allowed(made, parts, rule):
            assert set(made) <= set(parts.text + parts.bare + "()")


@given(st.lists(NAMES, max_size=6))
def test_aliases_of_any_names(names: list[str]) -> None:
    text = "；".join(names)
    starts = accumulate((len(name) + 1 for name in names), initial=0)
    mentions = [Span(at, at + len(name), name, "ORG") for at, name in zip(starts, names, strict=False)]
    groups = find_aliases(text, split_sentences(text), mentions)
    assert all(len(group) > 1 for group in groups)

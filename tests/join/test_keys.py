"""Which written names are the same name, and which names of organizations say which one it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.join.keys import organization_key, plain_key
from pipeline.join.telling import telling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张伟", "張偉"),
        ("张伟", "张　伟"),
        ("Arnout Jacobs", "ＡＲＮＯＵＴ  Jacobs"),
        ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
        ("阿卜杜拉·买买提", "阿卜杜拉 · 买买提"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert plain_key(one) == plain_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("张伟", "张玮"), ("Li Na", "Lina"), ("司马南", "司马 楠"), ("买买提", "阿卜杜拉·买买提")],
)
def test_two_names(one: str, other: str) -> None:
    assert plain_key(one) != plain_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华为技术（北京）有限公司", "華為技術(北京)有限責任公司"),
        ("星沙重工股份有限公司", "星沙重工股份公司"),
        ("海东市人民政府", "海东市政府"),
        ("中国共产党海东市委员会", "中共海东市委"),
        ("中共海东市委宣传部", "海东市委宣传部"),
        ("中华人民共和国外交部", "外交部"),
        ("海东市发展和改革委员会", "海东市发展改革委"),
        ("石家庄高新区管理委员会", "石家庄高新区管委会"),
        ("国家发改委", "国家发展和改革委员会"),
        ("上交所", "上海证券交易所"),
        ("海东市中级人民法院", "海东市中院"),
        ("“老铁帮”志愿服务队", "老铁帮志愿服务队"),
        ("Norbridge Capital Co., Ltd.", "NORBRIDGE CAPITAL CO LIMITED"),
    ],
)
def test_one_organization(one: str, other: str) -> None:
    assert organization_key(one) == organization_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国石油天然气集团有限公司", "中国石油化工集团有限公司"),
        ("中国中信集团有限公司", "中国中信有限公司"),
        ("中国中信股份有限公司", "中国中信有限公司"),
        ("华为技术有限公司", "华为技术（北京）有限公司"),
        ("北京化工大学", "北京化工大学材料学院"),
        ("中共海东市委", "中共海东市委组织部"),
        ("海东市政府", "海东市委"),
        ("南大", "南京大学"),
        ("协和医院", "北京协和医院"),
        ("中国移动", "中国移动通信集团有限公司"),
        ("发改委", "国家发展和改革委员会"),
        ("海东市人民医院", "海东市医院"),
        ("中国科学技术大学", "中国科技大学"),
    ],
)
def test_two_organizations(one: str, other: str) -> None:
    assert organization_key(one) != organization_key(other)


@given(st.text(st.sampled_from("中共国产党海东市委员会人民政府 有限责任公司Ａa.，（"), max_size=20))
def test_a_key_is_its_own_key(name: str) -> None:
    assert plain_key(plain_key(name)) == plain_key(name)


TELLING = """
外交部 国务院 新华社 华为 国家发展改革委 中国工程院 世界银行 最高人民检察院
海东市教育局 甘肃省人民政府 长沙海关 鞍山市中心医院 柳州市驾鹤山小学 镇江市政府 市北区政府 敦煌研究院
北京化工大学 岭海大学 岭海大学商学院 振海重工有限公司 湘路建工 南珠银行 松江晚报 云帆研究院 华珩律师事务所 诺维康
水利部办公厅 中国科学院高寒环境研究所 福建仁帆慈善基金会海外义诊队 施普林格·自然 Novicon SpaceX
"""

ONLY_A_KIND = """
公司 管委会 组委会 董事会办公室 发改委 宣传部 工会 研究院 基金会
市教育局 省委 县政协 区政府 校团委 自治区农牧厅 本公司 该校
材料学院 材料系 商学院 企业管理处 综合运行司 学术委员会 国家重点实验室 教育发展基金会
人民医院 第一医院 育才中学 实验小学 国家队 新疆队 义诊队
鑫某公司 某市大学 XX公司 振海××公司 MAO 云帆 云
"""


def test_a_long_name_of_many_words_is_soon_told() -> None:
    assert telling("工程技术研究中心" * 40 + "嵘公司")


@pytest.mark.parametrize("name", TELLING.split())
def test_a_name_that_says_which_one(name: str) -> None:
    assert telling(name)


@pytest.mark.parametrize("name", ONLY_A_KIND.split())
def test_a_name_that_says_only_the_kind(name: str) -> None:
    assert not telling(name)

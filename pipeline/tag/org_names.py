"""Organization names that end in a head (公司, 委员会, 大学)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.borders import left_border
from pipeline.tag.lexicon import Lexicon, read_table
from pipeline.tag.persons import find_names
from pipeline.tag.places import find_places
from pipeline.tag.title_words import find_titles

MAX_NAME = 40

_CONJUNCTION_INSIDE = ("organ", "school", "research", "society", "weak")
"""Kinds whose names may hold 和 or 与: 发展和改革委员会, 土木与环境学院."""

_PREFIX = re.compile(
    r"(?:中共|中国|中华|全国|国家|国务院|共青团|武警|世界|国际|联合国|亚洲|欧洲|非洲|[省市县区州旗镇乡村校院]|自治区|兵团|党|党委|最高|国网|中央|解放军|香港|澳门|台湾)"
)

GENERIC = frozenset(
    "公司 集团 企业 银行 大学 学校 医院 学院 机构 单位 部门 组织 协会 基金会 委员会 政府 法院 检察院 公安局 研究院 研究所 实验室 中心 工厂 "
    "办公室 管委会 本公司 该公司 子公司 分公司 母公司 总公司 上市公司 集团公司 科技公司 保险公司 证券公司 物流公司 基金公司 房地产公司 建筑公司 互联网公司 "
    "商业银行 投资公司 有限公司 股份公司 国有企业 民营企业 合资公司 合资企业 项目公司 控股公司 控股子公司 全资子公司 跨国公司 外国公司 快递公司 航空公司 "
    "电力公司 供电公司 旅游公司 传媒公司 广告公司 软件公司 运输公司 出租车公司 物业公司 中介公司 贸易公司 租赁公司 担保公司 大公司 小公司 新公司 "
    "中学 小学 幼儿园 高校 党校 职业学院 中小学 师范大学 综合大学 重点大学 名牌大学 三甲医院 大医院 综合医院 专科医院 定点医院 县医院 市医院 "
    "专业合作社 合作社 律师事务所 会计师事务所 事务所 派出所 街道办 居委会 村委会 社区居委会 相关部门 有关部门 主管部门 监管部门 执法部门 "
    "地方政府 各级政府 当地政府 县政府部门 行业协会 商会 联合会 学会 研究会 联盟 俱乐部 球队 国家队 代表队 代表团 施工队 救援队 志愿服务队 "
    "组委会 指挥部 领导小组 工作组 专家组 调查组 专班 理事会 董事会 监事会 股东会 党委 党组 党支部 党总支 纪委 工会 团委 媒体 报社 电视台 新闻中心 "
    "研究中心 服务中心 活动中心 培训中心 数据中心 展览中心 医疗机构 科研机构 金融机构 中介机构 教育机构 科研院所 博物馆 图书馆 出版社 旅行社 酒店 "
    "人民政府 人民法院 人民检察院 中级法院 使馆 大使馆 领事馆 海关 边检站 税务局 气象局 教育局 财政局 商务局 卫生局 农业局 林业局 水利局".split()
)
"""Names of kinds of organizations, which count only with something before them that says which one."""

_SHORT_ORGANS = frozenset("党委 党组 纪委 工会 团委 理事会 董事会 监事会 办公室 研究所 中心 联盟 集团 公司 医院 学校".split())


@dataclass(frozen=True, slots=True)
class HeadedName:
    """An organization name `[start, end)` with the kind of its head."""

    start: int
    end: int
    score: float
    rule: str


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("org_suffixes")}


def headed_names(passage: Passage) -> Iterator[HeadedName]:
    """Organizations by their heads, the longest name for each head."""
    text = passage.folded
    floors = _floors(passage)
    places = passage.memo(find_places)
    place_starts = {place.start for place in places}
    for head, end, kind in Lexicon.of("org_suffixes").longest(text):
        if kind == "brand" or not _ends_word(passage, end, kind):
            continue
        floor = max((f for f in floors.get(head // 64, ()) if f <= head), default=0)
        start = _start(passage, head, kind, max(floor, head - MAX_NAME), place_starts)
        name, core = text[start:end], text[start:head]
        if not core or name in GENERIC or _generic_core(core):
            continue
        anchored = start in place_starts or bool(_PREFIX.match(core)) or any(s in place_starts for s in range(start, head))
        if kind == "weak" and not anchored and not _has_head(core):
            yield HeadedName(start, end, 0.3, "weak-head")
        elif kind == "weak":
            yield HeadedName(start, end, 0.6, "weak-head")
        else:
            yield HeadedName(start, end, 0.85 if anchored else 0.7, kind)


def _floors(passage: Passage) -> dict[int, list[int]]:
    """Offsets that no organization's name crosses to the left (ends of names and titles), by blocks of 64 characters."""
    blocks: dict[int, list[int]] = {}
    ends = [n.end for n in passage.memo(find_names) if n.score > 0.9] + [t.end for t in passage.memo(find_titles) if t.end - t.start > 1]
    for end in ends:
        for block in (end // 64, end // 64 + 1):
            blocks.setdefault(block, []).append(end)
    return blocks


def _ends_word(passage: Passage, end: int, kind: str) -> bool:
    """Whether a head is not the beginning of a longer word: 中心|城区, 局|面, 部|分."""
    if end in passage.word_end_set or end == len(passage.text):
        return True
    return kind != "weak" and not WordSegmenter.shared().is_word(passage.folded[end - 1 : end + 1])


def _start(passage: Passage, head: int, kind: str, floor: int, place_starts: set[int]) -> int:
    """Left border of a name, across one 和 or 与 inside the name of an organ if a place or ORG prefix stands before it."""
    text = passage.folded
    start = left_border(passage, head, floor)
    if start > floor + 2 and text[start - 1] in "和与及、" and kind in _CONJUNCTION_INSIDE and start - 1 not in place_starts:
        wider = left_border(passage, start - 1, floor)
        before = text[wider : start - 1]
        anchors = [i for i in range(wider, start - 1) if i in place_starts or _PREFIX.match(text, i)]
        if before and anchors and not _ends_with_head(before) and start not in place_starts and not _PREFIX.match(text, start):
            ends_in_place = any(i in place_starts and text[i : start - 1] and _whole_place(passage, i, start - 1) for i in anchors)
            if not ends_in_place and text[start - 1] != "、":
                return wider
    return start


def _whole_place(passage: Passage, start: int, end: int) -> bool:
    return any(place.start == start and place.end == end for place in passage.memo(find_places))


def _ends_with_head(text: str) -> bool:
    kinds = _kinds()
    return any(text[-length:] in kinds and kinds[text[-length:]] != "brand" for length in range(1, min(8, len(text)) + 1))


def _has_head(core: str) -> bool:
    kinds = _kinds()
    return any(kind not in ("brand", "weak") for _, _, kind in Lexicon.of("org_suffixes").longest(core)) and bool(kinds)


def _generic_core(core: str) -> bool:
    return core in _GENERIC_CORES


_GENERIC_CORES = frozenset(
    "一 两 三 几 多 各 某 该 本 此 我 贵 全 大 小 新 老 好 子 分 母 总 县 市 省 区 国家 中央 地方 当地 各级 上级 下级 基层 人民 公共 社会 民间 商业 专业 行业 "
    "科技 科研 技术 高新技术 互联网 网络 软件 金融 保险 证券 基金 投资 房地产 地产 建筑 建设 物流 快递 运输 航空 铁路 汽车 电力 供电 能源 石油 化工 钢铁 医药 "
    "食品 餐饮 酒店 旅游 文化 传媒 广告 教育 培训 医疗 养老 物业 家政 中介 咨询 贸易 外贸 进出口 租赁 担保 信托 控股 上市 国有 民营 外资 合资 中外合资 独资 "
    "跨国 龙头 骨干 重点 知名 著名 大型 中小 中小型 小微 创新 创业 高科技 生产 制造 加工 施工 开发 经营 运营 管理 服务 销售 采购 供应 相关 有关 主管 监管 执法 "
    "司法 行政 党政 政法 公安 消防 交通 城管 卫生 环保 农业 林业 水利 气象 财政 税务 审计 统计 统战 宣传 组织 纪检 监察 信访 外事 侨务 民政 人社 医保 "
    "重点高校 高等 普通 职业 师范 理工 综合 示范 实验 附属 三甲 二级 三级 一级 专科 定点 民办 公办 志愿 救援 救助 慈善 公益 学术 合作 国际 国内 海外 境外 全球 "
    "世界 全国 全省 全市 全县 城市 农村 社区 乡镇 街道 村级 内设 直属 下属 所属 派出 办事 中心 会议 活动 展览 会展 数据 信息 研发 研究 检测 监测 指挥 调度 控制 "
    "游客 客服 商务 购物 体育 健身 文体 演艺 艺术 健康 康复 护理 月子 婚姻 政务 便民 市民 行政服务 党群服务 新闻".split()
)
"""Words that say what kind of organization it is, not which one."""

"""What names of places look like: their heads, the smaller parts of an address, what stands before and behind them."""

from __future__ import annotations

import re

from pipeline.normalize.openings import guarded

_VENUES = (
    "国际会展中心|会展中心|国际会议中心|会议中心|国际博览中心|博览中心|体育中心|体育馆|体育场|大剧院|文化宫|大会堂|市民中心|物流中心|报告厅|大礼堂|音乐厅|"
    "产业园区|产业园|工业园区|工业园|科技园区|科技园|科学城|科创园|开发区|高新区|新区|新城|保税区|自贸区|自由贸易港|自由贸易试验区|合作区|试验区|度假区|度假城|风景区|景区|"
    "小区|公寓|公馆|[雅名花馨佳嘉景馥]苑|华庭|购物中心|购物广场|商城|步行街|菜市场|农贸市场|批发市场|友谊宾馆|宾馆|大酒店|酒店|大厦|广场|森林公园|公园|国际机场|机场|火车站|高铁站|地铁站|公交站|航天港|港区|口岸|遗址|小镇"
)
VENUES = frozenset(_VENUES.split("|"))
HOMES = re.compile(r"小区|公寓|公馆|.苑|华庭|购物中心|购物广场|商城|步行街")
"""Venues that are a place only behind another place: 枣阳市|金色华庭, against 老旧|小区."""
_WAYS = (
    "高速公路|高速铁路|高铁|高速(?![公铁增发运行度路列成扩推上下通旋飞奔移相摄缓转])|铁路|公路|大道|大街|[东西南北中]路|路|街|巷|特大桥|大桥|立交桥|隧道|水电站|核电站|水利枢纽|水库|运河|群岛|半岛|岛|山脉|山|高原|盆地|平原|沙漠|草原|峡谷|"
    "瀑布|湿地|海峡|海湾|湾|湖|河|江|古镇|古城|镇|乡|村|街道|社区|站|港"
)
HEAD = re.compile(guarded(rf"(?P<venue>{guarded(_VENUES)})|(?P<way>{guarded(_WAYS)})"))
CODED = re.compile(
    guarded(
        r"(?<![A-Za-z0-9])[GS]\d{1,4}(?:[\u4e00-\u9fff]{2,4}?高速(?:公路)?|省道|国道|线)(?:(?=K\d)|(?![\dA-Za-z]))|(?<![A-Za-z\d])\d{1,3}(?:号线|国道|省道)"
    )
)
TAIL = re.compile(
    r"(?:省|市(?!区|中心)|县(?!城)|区|州|盟|旗|镇)(?![长委场民级内外])|地区|流域|片区|"
    r"[\u4e00-\u9fff]{1,5}?(?:自治县|自治州|地区|县|区|市|旗|镇|乡|村|街道|社区|新区|大道|路|街)|"
    rf"[\u4e00-\u9fff]{{0,6}}?(?:{_VENUES}|国际机场|特大桥|大桥|隧道|水库|高速公路|高速铁路|高铁|铁路)|[\u4e00-\u9fff]{{0,3}}(?:湾|湖|岛|港|河|站)"
)
PLACE_WORDS = re.compile(r"(?:在|于|位于|赴|抵|抵达|前往|来到|走进|途经|到|从|自|往|驶入|驶出|沿|来自|住|驻|地处)$")
LED = re.compile(r"家住|住在|[住原驻去赴]")
"""What left borders take in before the name of a settlement or street: 家住|云杉街."""
MEASURED = re.compile(r"[一二三两几这那][条座个处片道]")
"""What makes a head a common noun: 一条|河."""
SIBLINGS = frozenset("岛湖山江河路街村乡镇县省")
"""Two places with the same of these heads are no parts of one address: 苏梅岛|普吉岛."""
_HALLS = "中心|馆|酒店|宾馆|会堂|剧院|剧场|广场|公园|体育场|礼堂|报告厅|会议室|大厦|基地|校区|园区|饭店"
HELD_AT = re.compile(
    rf"[在于](?=[\u4e00-\u9fff（）()]{{3,24}}?)[\u4e00-\u9fffA-Za-z（）()]{{2,22}}?(?P<head>{guarded(_HALLS)})"
    r"(?=(?:成功|隆重|盛大|正式|顺利|圆满|同步|共同)?(?:举行|举办|召开|开幕|闭幕|揭牌|启动|落幕|进行|拉开|开赛|开展|签约|签署|揭幕|亮相))"
)
HOUSE = re.compile(
    r"(?:[东西南北中一二三四五六七八九]段)?[甲乙丙]?\d{1,5}号(?!线|令|文|机|楼?盘|院士)(?:院|大院)?(?:\d{1,3}(?:号楼|[幢栋座楼])|[A-Za-z]座)?(?:\d{1,2}单元)?(?:\d{2,4}室)?"
    r"(?:[\u3400-\u9fffA-Z]{2,8}(?:大厦|广场|中心|大楼|公园|写字楼)(?:[A-Z]座)?(?:\d{1,3}[楼层])?)?"
)
"""The number of a house behind its street: 云杉路|89号."""
GROUP = re.compile(r"第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民小组|小组|组|社)(?!长)")
"""The number of a group of villagers behind their village: 青坝寨村|2组."""
NAMED_GROUP = re.compile(
    r"(?!专家|工作|调查|领导|党|评议|项目|课题|互助|帮扶|村民|监督|理事|筹备|考察|检查|巡查|督导|指导|宣传|[两各三])[\u3400-\u9fff]{2}组(?![长织成建合])"
)
"""A group of villagers by its name: 云杉村|上屋组."""
TELLING = re.compile(r"镇|乡|村|街道|社区|高铁|高速|高速公路|高速铁路|大道|大街|特大桥|隧道")
"""Heads of settlements and lines: a name before them that is no word needs nothing else around it."""
LINE = re.compile(r"高铁|高速|高速公路|高速铁路|特大桥|隧道")
TELLING_END = re.compile(rf"(?:{TELLING.pattern})$")
NO_PROPER_NAME = re.compile(
    r"^[各每全本该进驻入出下此某这那原住多几一二三四五六七八九十百千两]|[个座处的贫新旧老各村]$|贫困|重点|示范|试点|美丽|特色|文明|脱贫|卫生"
)
HAN = re.compile(r"[\u3400-\u9fff]+")
UNIT = "省市县区州旗盟镇乡村"
NO_TAIL = "等各全本两及和的多数该一某"
"""No part of an address begins so: 六盘水|等市."""
SETTLEMENTS = frozenset(["新村", "社区", "街道", "大道", "大街"])
"""Words that end an address behind a name: 沙家浜镇|沙霞|新村."""
COMMON_CORES = frozenset(
    ["城市", "农村", "智慧", "新型", "本地", "周边", "附近", "国际", "居民", "城区", "部分", "主要", "学习型"]
)
"""What says of what kind a settlement is, not which one."""
COUNTED = re.compile(r"[三四五六七八九十][省市县区州旗镇乡村地]")
"""Nor is what counts the places before it: 吉安|三市."""
DIRECTIONS = frozenset(a + b for a in "东西" for b in "南北")
CUT_BEFORE = re.compile(r"[委长]|民(?![政族宗间营办警心主兵事航商俗法生革建盟])")
BARE_TAILS = VENUES | frozenset(
    ["国际机场", "大桥", "隧道", "水库", "高速公路", "高速铁路", "高铁", "铁路", "车站", "火车站"]
)
_WEATHER = r"(?<=[东西][南北])(?:(?:暖湿)?[急暖冷]?[气急]流|季?风(?![景格光险情])|方[向言]|[侧角隅])"
_UNSEALED = r"(?<=没有开封)|(?<=[未已刚]开封)"
NOT_PLACE_BEHIND = re.compile(
    rf"{_WEATHER}|{_UNSEALED}|特色社会主义|(?<=长治)久安|(?<=[沿滨临]海城市)|(?<=中非)法|(?<=中国)(?:画(?![院报家协])|话(?![剧语])|结(?![构算合束核])|红(?![十旗星色杉])|风(?![险电力能光景]))|先生|女士|[族式梦]|语(?!言|文)|文(?![\u3400-\u9fff])|文[字版]|菜(?!市|场|篮|农|园|百)|时间|标准时间|法郎|里亚尔|卢比|第纳尔|先令|克朗|元(?!旦)|币"
)
"""What makes a place's name say something else: 蒙古|族, 中国|梦, 北京|时间."""

PART = re.compile(
    r"(?P<always>市中心|中心城区|(?<=[江河湖溪])畔|(?<=[山岭])[东西南北]麓|航线|坝址|环湾|黄金水道)|(?P<unit>(?<=[省市县区])(?:城区|地区|[东西南北]区))|(?P<known>市区|山区)"
)
"""What says which part of a place is meant, and is no part of its name: 合肥|市区, 瓦埠湖|畔."""
PART_ENDS = frozenset("心区畔麓线址湾道")
"""Its last character."""
QUOTED = re.compile(r"[“「](?P<name>[\u3400-\u9fff]{1,6}(?:园区?|小镇|小区|广场|社区|村|街区|湿地))[”」]")
"""The name in quotation marks of what lies in the place before it: 云杉街道|“云谷小镇”."""

SHORT_FORM = re.compile(r"[（(](?:以下|下文|下)?(?:简称|称)[为：:]?[“\"「]?(?P<name>[\u3400-\u9fff]{2,8})[”\"」]?[）)]")
"""The bracket behind a place that introduces a short form of it."""

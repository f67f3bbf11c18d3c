"""LOC: countries, divisions, regions, natural features, roads and named venues."""

from collections.abc import Callable

import pytest

from pipeline.segment import Passage
from pipeline.tag.places import find_places

Mentions = Callable[..., list[tuple[str, str]]]

PLACES = [
    # countries, provinces, cities, counties, full and short
    ("中国进出口总额增长。", ["中国"]),
    ("参观团抵达乌兹别克斯坦。", ["乌兹别克斯坦"]),
    ("参观团前往贵州、云南。", ["贵州", "云南"]),
    # a place acting as a government is a place
    ("活动由北京市、天津市主办。", ["北京市", "天津市"]),
    # a compound place is one span, whatever its parts look like
    ("河北省石家庄市正定县发展旅游。", ["河北省石家庄市正定县"]),
    ("龙岩市长汀县发展旅游。", ["龙岩市长汀县"]),
    ("龙岩市长柳明远出席。", ["龙岩"]),
    ("作为龙岩市民，他到龙岩市民政局办事，沿海城市大厦林立。", ["龙岩"]),
    # countries and provinces are no parts of one another
    ("伊朗美国总统会晤，广西湖南的车主，京津冀长三角一体化。", ["伊朗", "美国", "广西", "湖南", "京津冀", "长三角"]),
    # motorways
    ("宽青高速因大雾封闭，经济正高速发展。", ["宽青高速"]),
    ("北京市海淀区中关村大街正在施工。", ["北京市海淀区中关村大街"]),
    ("浦东新区与黄浦区签约。", ["浦东新区", "黄浦区"]),
    # regions
    ("京津冀三地签约。", ["京津冀"]),
    ("有人从中非法获利。中国画和中国结展出，中国话剧上演。", ["中国"]),
    ("长沙、株洲、湘潭三市签约。", ["长沙", "株洲", "湘潭"]),
    ("长三角一体化提速。", ["长三角"]),
    ("粤港澳大湾区和雄安新区。", ["粤港澳大湾区", "雄安新区"]),
    # settlements that no table lists
    ("记者在牛耳坳镇青坝寨村采访。", ["牛耳坳镇青坝寨村"]),
    ("青坝寨村村民受益。", ["青坝寨村"]),
    ("最近沙家浜镇沙霞新村的居民反映。", ["沙家浜镇沙霞新村"]),
    ("正定县金色华庭和老旧小区停水。", ["正定县金色华庭"]),
    ("青坝寨村上屋组发生滑坡。", ["青坝寨村上屋组"]),
    ("他住在石家庄市石井乡云杉社区二组。", ["石家庄市石井乡云杉社区二组"]),
    ("青年返乡创业，贫困村变了样，每村一名干部。", []),
    # towns and villages before an office of the party, house numbers, numbered roads
    ("秦望舒、南坳镇党委书记柳明远、金家岔乡党委书记丁小满参加。", ["南坳镇", "金家岔乡"]),
    ("地址是云杉路89号。", ["云杉路89号"]),
    ("G214国道、S201省道和318国道中断。", ["G214国道", "S201省道", "318国道"]),
    ("他到松溪镇青坝寨村2组走访，青坝寨村第五村民小组开会。", ["松溪镇青坝寨村2组", "青坝寨村第五村民小组"]),
    ("青坝寨村2组组长柳明远、三岔村2组长。", ["青坝寨村2组", "三岔村"]),
    ("位于润州山路9号9幢的商铺失火。", ["润州山路9号9幢"]),
    ("S201省道K38处塌方，102省道通车。", ["S201省道", "102省道"]),
    ("项目位于卢萨卡东北约280公里处。", ["卢萨卡"]),
    ("约翰内斯堡市中心戒严。", ["约翰内斯堡"]),
    # the part of a place that is meant is not of its name
    ("石家庄市城区和正定县城区扩容。", ["石家庄市", "正定县"]),
    ("大别山北麓和武陵山区茶园增收。", ["大别山", "武陵山区"]),
    ("铁西区域开发提速，兰州地区降雨。", ["铁西", "兰州地区"]),
    # the name in quotation marks of what lies in a place, with its place and alone
    ("专家参观石家庄市“云谷小镇”，云谷小镇年底开园。", ["石家庄市“云谷小镇”", "云谷小镇"]),
    ("石家庄市“科技创新”成果展出。", ["石家庄市"]),
    # what is there to dig out, to ride on
    ("石家庄市云鹿台遗址发掘完毕，他在云鹿地铁站等车。", ["石家庄市云鹿台遗址", "云鹿地铁站"]),
    # neighbours that are no parts of one address
    ("他们前往苏梅岛普吉岛旅游。", ["苏梅岛", "普吉岛"]),
    ("淄博公安交警上路执勤。", ["淄博"]),
    # words before a place that are not of it
    ("家住云杉街附近的居民。", ["云杉街"]),
    ("镇上修了一条河。", []),
    # a short form that a bracket introduces
    ("滨江新城启动建设。", ["滨江新城"]),
    ("落户石家庄循环化工园区（以下简称“化工园”），化工园扩建。", ["石家庄循环化工园区", "化工园", "化工园"]),
    ("合肥市区新盘多。", ["合肥"]),
    ("石家庄市一宾馆失火。", ["石家庄市"]),
    ("其中国家专项资金两亿元。", []),
    ("濮阳先生表示，阿拉伯语是北京时间。", []),
    ("石家庄文化产业和北京语言教学升温，阿拉伯文版上架。", ["石家庄", "北京"]),
    # lists that are counted as places, ends of a line, lines without a number
    ("官渡、青坝寨两个乡镇断电。", ["官渡", "青坝寨"]),
    ("走访云秀社区、松声里园社区和远山社区。", ["松声里园社区"]),  # by what its sisters are called
    ("建设示范村、贫困村、文明村等。", []),
    ("审计青坝、双耳、龙凤等5个村的财务。", ["青坝", "双耳", "龙凤"]),
    ("教育、医疗等5个村级项目，城市和农村两个市场。", []),
    ("恩秀高铁开通。", ["恩秀高铁"]),
    # names that words make up by chance, kinds of settlements
    ("全国示范县名单公布，小区环境非常熟悉，城区召开城管会议。", []),
    ("中国历史文化名镇和四好农村路获评。", ["中国"]),
    # ordinary words that are districts too, where nothing says so
    ("滨江风景如画，滨湖板块升温，环湖跑步。", []),
    ("滨江区扩建绿道，滨江房价平稳。", ["滨江区", "滨江"]),
    ("受西南急流影响，这瓶酒没有开封。", []),
    # what begins like a part of an address
    ("他在六盘水等市工作。", ["六盘水"]),
    ("这在日本国内引起关注。", ["日本"]),
    ("坚持中国特色社会主义。", []),
    # natural features, roads, venues
    ("项目沿长江、秦岭布局。", ["长江", "秦岭"]),
    ("项目位于滨江大道。", ["滨江大道"]),
    ("论坛在滨湖国际创新中心举行。", ["滨湖国际创新中心"]),
    ("发布会在石家庄国际会展中心举行。", ["石家庄国际会展中心"]),
    # a place inside an organization, event or work is not annotated again
    ("石家庄市科学技术局发布消息。", []),
    ("云杉技术（北京）有限公司成立。", []),
    ("北京马拉松开跑。", []),
    ("印发《石家庄市绿化条例》。", []),
    # not annotated
    ("三地协同，全市动员，我国国内市场扩大。", []),
    ("全省动员，该市、本市、我市行动。", []),
    # a place's name that says something else
    ("蒙古族群众欢度节日。", []),
    ("中国梦和北京时间。", []),
    ("", []),
]


def test_places_of_many_brackets_are_found_in_one_pass() -> None:
    found = find_places(Passage.of("上海市（简称沪市）。" * 3000))
    assert [place.rule for place in found].count("short-form") == 3000


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places_mentions(mentions: Mentions, text: str, expected: list[str]) -> None:
    assert mentions(text, "LOC") == [(place, "LOC") for place in expected]

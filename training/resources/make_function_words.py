"""Write pipeline/resources/function_words.tsv: words at which the name of an organization does not begin or run on.

    python training/resources/make_function_words.py

From jieba 0.42.1's dictionary (MIT): its verbs, prepositions, conjunctions, adverbs, pronouns and particles, less
those that occur inside the dictionary's own organization names (发展, 管理, 投资 …), which are what such names are made of.
"""

from collections import Counter
from pathlib import Path

import jieba

KINDS = {"v": "verb", "vi": "verb", "vd": "verb", "p": "preposition", "c": "conjunction", "d": "adverb", "ad": "adverb",
         "r": "pronoun", "rr": "pronoun", "u": "particle", "y": "particle", "ul": "particle", "uj": "particle",
         "uz": "particle", "ug": "particle", "z": "adverb"}  # fmt: skip
MIN_FREQUENCY = {"verb": 40, "adverb": 3}
# Verbs that today's organizations carry in their names, which the dictionary's own (older) organizations do not show.
IN_NAMES = {
    "创新",
    "创业",
    "创意",
    "评价",
    "认证",
    "监测",
    "检测",
    "研发",
    "培训",
    "传播",
    "援助",
    "救援",
    "减灾",
    "养老",
    "防治",
    "保障",
    "仲裁",
    "鉴定",
    "审计",
    "监察",
    "调解",
    "促进",
    "就业",
    "种植",
    "养殖",
    "孵化",
    "交易",
    "结算",
    "清算",
    "置业",
    "酿造",
    "制造",
    "演出",
    "展览",
    "出版",
    "发行",
    "印刷",
    "翻译",
    "预警",
    "应急",
    "防控",
    "转化",
    "协作",
    "共享",
    "扶贫",
    "振兴",
    "招商",
    "采购",
    "配送",
    "装饰",
    "设计",
    "勘察",
    "勘测",
    "测绘",
    "监理",
    "咨询",
    "评估",
    "加工",
    "贸易",
    "租赁",
    "担保",
    "保险",
    "信托",
    "理财",
    "运营",
    "运输",
    "执法",
    "稽查",
    "纠察",
    "巡察",
    "督查",
    "督导",
    "考试",
    "招生",
    "录取",
    "出入境",
    "治疗",
    "康复",
    "护理",
    "诊断",
    "免疫",
    "拓展",
    "登山",
    "游泳",
    "射击",
    "击剑",
    "举重",
    "体操",
    "滑冰",
    "滑雪",
    "航行",
    "航运",
    "供电",
    "供水",
    "供热",
    "排水",
    "发电",
    "输电",
    "节能",
    "环保",
    "绿化",
    "美化",
    "收藏",
    "拍卖",
    "典当",
    "策划",
    "广告",
    "播出",
    "直播",
    "影视",
    "动漫",
    "互动",
    "互联",
    "联动",
    "联合",
    "联谊",
    "互助",
    "服务",
    "合作",
    "协同",
}
HEADER = """\
# Words at which the name of an organization does not begin or run on.
# columns: word, kind
# source: derived by training/resources/make_function_words.py from the dictionary of jieba 0.42.1
# licence: MIT (jieba)
# date: 2026-11-24
"""


def main() -> None:
    entries = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        entries.append((word, int(count), tag))
    tokenizer = jieba.Tokenizer()
    parts: Counter[str] = Counter()
    for word, _, tag in entries:
        if tag == "nt" and len(word) > 3:
            parts.update(set(tokenizer.cut(word, HMM=False)) | set(tokenizer.cut_for_search(word)) - {word})
    rows = []
    for word, count, tag in entries:
        kind = KINDS.get(tag)
        if (
            kind is None
            or word in IN_NAMES
            or count < MIN_FREQUENCY.get(kind, 1)
            or parts[word] >= (2 if len(word) > 1 else 1)
            or len(word) > 4
        ):
            continue
        if len(word) == 1 and kind in ("verb", "adverb"):
            continue
        rows.append((word, kind))
    target = Path("pipeline/resources/function_words.tsv")
    target.write_text(
        HEADER + "".join(f"{word}\t{kind}\n" for word, kind in sorted(set(dict(rows).items()))), encoding="utf-8"
    )
    print(target, len(rows))


if __name__ == "__main__":
    main()

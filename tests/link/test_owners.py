"""The organization that a title is held at, and by which evidence."""

from collections.abc import Callable

import pytest

from pipeline.link import find_aliases
from pipeline.link.organizations import Organizations
from pipeline.link.owners import EVIDENCE
from pipeline.link.positions import read_positions
from pipeline.link.titles import HONOUR, LOCAL, RANK, SEAT, head, owners_of
from pipeline.schema import Span
from pipeline.segment import split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]

# sentence, the owner of its last title, how it was found
OWNED = [
    ("[清河大学/ORG][校长/TITLE][秦望舒/PERSON]讲话。", "清河大学", "written"),
    ("[清河大学/ORG]原[校长/TITLE][秦望舒/PERSON]讲话。", "清河大学", "written"),
    ("[清河大学/ORG]的[校长/TITLE][秦望舒/PERSON]讲话。", "清河大学", "written"),
    ("[清河大学/ORG]（[清大/ORG]）[校长/TITLE][秦望舒/PERSON]讲话。", "清河大学", "written"),
    ("[清河大学/ORG]（以下简称“[清大/ORG]”）[校长/TITLE][秦望舒/PERSON]讲话。", "清河大学", "written"),
    ("[北京/LOC][清河大学/ORG][校长/TITLE][秦望舒/PERSON]讲话。", "清河大学", "written"),
    ("在[清河大学/ORG]任[校长/TITLE]的[秦望舒/PERSON]讲话。", "清河大学", "near"),
    ("[秦望舒/PERSON]在[清河大学/ORG]任[校长/TITLE]。", "清河大学", "written"),
    # what somebody was before says nothing of the next appointment
    ("[清河大学/ORG]任命[秦望舒/PERSON]为[副校长/TITLE]，他此前任[云杉集团/ORG][副总裁/TITLE]。[白一舟/PERSON]任[首席科学家/TITLE]。", "清河大学", "carried"),
    # who edits a text has no organization, who leads its editors has
    ("[清河日报社/ORG][社长/TITLE][秦望舒/PERSON]、[总编辑/TITLE][柳明远/PERSON]讲话。", "清河日报社", "carried"),
    ("[清河日报社/ORG][社长/TITLE]、[副总编辑/TITLE][柳明远/PERSON]讲话。", "清河日报社", "carried"),
    # a place
    ("[石家庄/LOC][市委书记/TITLE][秦望舒/PERSON]调研。", "石家庄", "place"),
    ("[河北省/LOC]原[副省长/TITLE][秦望舒/PERSON]被查。", "河北省", "place"),
    ("[石家庄/LOC][市委书记/TITLE][秦望舒/PERSON]、[市长/TITLE][柳明远/PERSON]调研。", "石家庄", "carried"),
    ("[秦望舒/PERSON]同志任[石家庄/LOC][市委委员/TITLE]、[常委/TITLE]、[书记/TITLE]。", "石家庄", "carried"),
    ("[秦望舒/PERSON]当选[石家庄/LOC][市委委员/TITLE]、[常委/TITLE]。", "石家庄", "carried"),
    ("[石家庄/LOC][市委委员/TITLE]、[董事长/TITLE][秦望舒/PERSON]", None, "none"),
    ("[石家庄/LOC][政协委员/TITLE]、[常委/TITLE][秦望舒/PERSON]", None, "none"),
    ("[天水/LOC][市委常委/TITLE]、[秦州/LOC][区委书记/TITLE][秦望舒/PERSON]，[市委常委/TITLE][柳明远/PERSON]", None, "none"),
    ("[长汀/LOC][县委常委/TITLE]、[宣传部部长/TITLE][秦望舒/PERSON]调研。", "长汀", "carried"),
    # a word at the title stands for an organization named before
    ("[振海集团/ORG]开工，公司[总经理/TITLE][白一舟/PERSON]到场。", "振海集团", "stand-in"),
    ("[清河大学/ORG]开学，该校[校长/TITLE][秦望舒/PERSON]讲话。", "清河大学", "stand-in"),
    ("[清河大学/ORG]与[振海集团/ORG]签约，学校[党委书记/TITLE][秦望舒/PERSON]到场。", "清河大学", "stand-in"),
    ("[云杉基金会/ORG]成立，基金会[理事长/TITLE][秦望舒/PERSON]讲话。", "云杉基金会", "stand-in"),
    ("[石家庄高新区管委会/ORG]主办，管委会[副主任/TITLE][秦望舒/PERSON]到场。", "石家庄高新区管委会", "stand-in"),
    ("[云杉集团/ORG]与[振海集团/ORG]签约，该集团[总裁/TITLE][白一舟/PERSON]到场。", "振海集团", "stand-in"),
    ("[振海集团/ORG]和[河西矿业集团有限公司/ORG]重组，集团[总裁/TITLE][白一舟/PERSON]到场。", "振海集团", "stand-in"),
    ("[清河大学/ORG]和[中国科学院/ORG]签约，学校[书记/TITLE][秦望舒/PERSON]到场。", "清河大学", "stand-in"),
    ("我校与[清河大学/ORG]签约，我校[校长/TITLE][秦望舒/PERSON]到场。", None, "unnamed"),
    ("我校与[清河大学/ORG]签约，我校[校长/TITLE][秦望舒/PERSON]到场。[云杉大学/ORG]主办。", "云杉大学", "stand-in"),
    ("[清河大学/ORG]与我校签约，我校[校长/TITLE][秦望舒/PERSON]到场。[云杉大学/ORG]主办。", "云杉大学", "stand-in"),
    ("[清河大学/ORG]开学，我校[校长/TITLE][秦望舒/PERSON]到场。", "清河大学", "stand-in"),
    # in the account of somebody's life it never means a former employer, but who announces it or where they went
    ("[云杉股份有限公司/ORG]公告，[秦望舒/PERSON]曾任[振海电子有限公司/ORG][财务经理/TITLE]，[2020年/DATE]加入公司，现任公司[财务总监/TITLE]。", "云杉股份有限公司", "stand-in"),
    ("[云杉股份有限公司/ORG]公告，[秦望舒/PERSON]历任[振海电子有限公司/ORG][财务经理/TITLE]，现任本公司[财务总监/TITLE]。", "云杉股份有限公司", "stand-in"),
    ("[云杉股份有限公司/ORG]公告，[秦望舒/PERSON]曾就职于[振海电子有限公司/ORG]。[2020年/DATE]加入公司，任[财务总监/TITLE]。", "云杉股份有限公司", "stand-in"),
    ("[秦望舒/PERSON]曾任[振海电子有限公司/ORG][财务经理/TITLE]，[2020年/DATE]加入公司，现任公司[财务总监/TITLE]。", None, "unnamed"),
    ("[秦望舒/PERSON]曾任[振海电子有限公司/ORG][财务经理/TITLE]，现任本公司[财务总监/TITLE]。", None, "unnamed"),
    ("[秦望舒/PERSON]曾任[振海电子有限公司/ORG][财务经理/TITLE]，[2020年/DATE]加入[云杉公司/ORG]，现任公司[财务总监/TITLE]。", "云杉公司", "stand-in"),
    ("[秦望舒/PERSON]曾任[振海公司/ORG][财务经理/TITLE]。\n[柳明远/PERSON]曾任[云杉公司/ORG][财务经理/TITLE]，现任公司[财务总监/TITLE]。", None, "unnamed"),
    ("[秦望舒/PERSON]曾任[振海集团/ORG][副总裁/TITLE]，现任集团[总裁/TITLE]。", "振海集团", "stand-in"),
    ("[秦望舒/PERSON]曾任[振海公司/ORG][财务经理/TITLE]，现任该公司[财务总监/TITLE]。", "振海公司", "stand-in"),
    # something stands there that is no organization of the document
    ("[振海集团/ORG]开工，二期项目公司[总经理/TITLE][白一舟/PERSON]到场。", None, "unnamed"),
    ("[清河市人民检察院/ORG]公布，承办此案的[检察官/TITLE][秦望舒/PERSON]说。", None, "unnamed"),
    ("会后，公司[总经理/TITLE][白一舟/PERSON]到场。", None, "unnamed"),
    # a medium
    ("[燕赵晚报/ORG]石家庄5月16日讯（[记者/TITLE] [丁小满/PERSON]）", "燕赵晚报", "medium"),
    ("[清河大件事/ORG]讯[记者/TITLE][丁小满/PERSON]", "清河大件事", "medium"),
    ("[燕赵晚报/ORG]讯（[通讯员/TITLE] [丁小满/PERSON]）", None, "none"),
    ("[燕赵晚报/ORG][记者/TITLE] [丁小满/PERSON]", "燕赵晚报", "written"),
    ("[燕赵晚报/ORG]消息，昨天开幕。[记者/TITLE] [丁小满/PERSON]", None, "none"),
    ("来源：[燕赵晚报/ORG]\n本报讯（[记者/TITLE] [丁小满/PERSON]）", "燕赵晚报", "medium"),
    ("来源：[宣传部/ORG]\n本报讯（[记者/TITLE] [丁小满/PERSON]）", None, "none"),
    ("[清河大学宣传部/ORG]　[摄影/TITLE]：[丁小满/PERSON]", None, "none"),
    ("供稿：[清河大学宣传部/ORG][摄影/TITLE]：[丁小满/PERSON]", None, "none"),
    ("[清河大学宣传部/ORG][摄影/TITLE] [丁小满/PERSON]", "清河大学宣传部", "written"),
    # a bracket
    ("[石桥中学队/ORG]（[队长/TITLE]：[秦望舒/PERSON]，[教练/TITLE]：[柳明远/PERSON]）夺冠。", "石桥中学队", "bracket"),
    ("[清河大学/ORG]主办（[主持人/TITLE]：[秦望舒/PERSON]）", None, "none"),
    # a form
    ("中标人：[振海集团/ORG]，工期30天，[项目经理/TITLE]：[秦望舒/PERSON]", "振海集团", "field"),
    ("中标人：[振海集团/ORG]\n工期：30天\n[项目经理/TITLE]：[秦望舒/PERSON]", "振海集团", "field"),
    ("中标人：[振海公司/ORG]（成员：[清河设计院/ORG]），[项目经理/TITLE]：[秦望舒/PERSON]", "振海公司", "field"),
    ("招标人：[云杉集团/ORG]\n中标人：[振海集团/ORG]\n[项目经理/TITLE]：[秦望舒/PERSON]", "振海集团", "field"),
    ("中标人：[振海集团/ORG]。[项目经理/TITLE]：[秦望舒/PERSON]", "振海集团", "kind"),
    # a list
    ("[清河大学/ORG][书记/TITLE][秦望舒/PERSON]、[校长/TITLE][柳明远/PERSON]", "清河大学", "carried"),
    ("[清河大学/ORG][书记/TITLE][秦望舒/PERSON]（女），[校长/TITLE][柳明远/PERSON]", "清河大学", "carried"),
    ("[清河大学/ORG][研究员/TITLE][秦望舒/PERSON]和[助理研究员/TITLE][柳明远/PERSON]", "清河大学", "carried"),
    ("[青萍研究院/ORG][研究馆员/TITLE][秦望舒/PERSON]，[执行领队/TITLE][柳明远/PERSON]", None, "none"),
    ("[清河大学/ORG][书记/TITLE][秦望舒/PERSON]、[云杉集团/ORG][总裁/TITLE][柳明远/PERSON]", "云杉集团", "written"),
    ("[清河大学/ORG][书记/TITLE][秦望舒/PERSON]讲话后，[主任/TITLE][柳明远/PERSON]发言", None, "none"),
    ("[清河大学/ORG][书记/TITLE]、[中国科学院/ORG][院士/TITLE][秦望舒/PERSON]，[副书记/TITLE][柳明远/PERSON]", "清河大学", "carried"),
    ("[清河大学/ORG][书记/TITLE][秦望舒/PERSON]、[市长/TITLE][柳明远/PERSON]", None, "none"),
    ("[市政协/ORG][委员/TITLE]、[董事长/TITLE][秦望舒/PERSON]", None, "none"),
    ("[市政协/ORG][委员/TITLE]、[主任/TITLE][秦望舒/PERSON]", None, "none"),
    ("[清河商会/ORG][理事/TITLE]、[秘书长/TITLE][秦望舒/PERSON]", "清河商会", "carried"),
    ("[清河商会/ORG][理事/TITLE]、[董事长/TITLE][秦望舒/PERSON]", None, "none"),
    ("[清河大学/ORG][教授/TITLE]、[博士生导师/TITLE][秦望舒/PERSON]", "清河大学", "carried"),
    ("[清河大学/ORG][校长/TITLE]、[博士/TITLE][秦望舒/PERSON]", None, "none"),
    ("[市工委/ORG][副书记/TITLE][秦望舒/PERSON]、[县领导/TITLE][柳明远/PERSON]", None, "none"),
    # the head of a deputy
    ("[市人大常委会/ORG][主任/TITLE][秦望舒/PERSON]主持会议，[副主任/TITLE][柳明远/PERSON]出席。", "市人大常委会", "deputy"),
    ("[市人大常委会/ORG][主任/TITLE][秦望舒/PERSON]主持会议，[副主席/TITLE][柳明远/PERSON]出席。", None, "none"),
    ("[市公安局/ORG][副书记/TITLE]、[第一副局长/TITLE][秦望舒/PERSON]被查。案发。移送。[副局长/TITLE][柳明远/PERSON]", "市公安局", "kind"),
    # the nearest of its kind
    ("[苍梧医院/ORG]救治及时。[清河县医院/ORG]接诊后立即检查，[值班医生/TITLE][秦望舒/PERSON]判断。", "清河县医院", "near"),
    ("[清河公司/ORG]启动响应。[董事长/TITLE][白一舟/PERSON]赶回。云杉公司也是。", "清河公司", "kind"),
    ("[清河公司/ORG]与[云杉公司/ORG]签约。[董事长/TITLE][白一舟/PERSON]赶回。", "清河公司", "near"),
    # departments of hospitals and companies have deputies too
    ("[苍梧医院/ORG][院长/TITLE][秦望舒/PERSON]主持会议。[麻醉科副主任/TITLE][柳明远/PERSON]介绍情况。", "苍梧医院", "kind"),
    ("[苍梧医院/ORG][院长/TITLE][秦望舒/PERSON]主持。介绍。讨论。[护理部主任/TITLE][柳明远/PERSON]发言。", "苍梧医院", "kind"),
    ("[苍梧医院/ORG]开诊。[医务部副主任/TITLE][柳明远/PERSON]发言。", "苍梧医院", "near"),
    ("[清河大学/ORG]开学。[护理部主任/TITLE][柳明远/PERSON]发言。", None, "none"),
    ("[振海集团/ORG][党委书记/TITLE][白一舟/PERSON]讲话。会上发言。[财务部副部长/TITLE][柳明远/PERSON]介绍。", "振海集团", "kind"),
    ("[振海集团/ORG]开会。[宣传部副部长/TITLE][柳明远/PERSON]介绍。", None, "none"),
    ("[振海集团/ORG][党委书记/TITLE][白一舟/PERSON]讲话。会上发言。[集团财务部副部长/TITLE][柳明远/PERSON]介绍。", "振海集团", "stand-in"),
    ("[清河车间/ORG]开工。[振海集团/ORG]到场。[车间主任/TITLE][柳明远/PERSON]介绍。", None, "none"),
    ("[清河大学/ORG]开学。[集团财务部副部长/TITLE][柳明远/PERSON]介绍。", None, "none"),
    # teams and clubs: the only one near
    ("[清河长风俱乐部/ORG]宣布，[主教练/TITLE][秦望舒/PERSON]辞职，[体能教练/TITLE][柳明远/PERSON]离队。", "清河长风俱乐部", "near"),
    ("[清河飞豹队/ORG]获得冠军。[主教练/TITLE][秦望舒/PERSON]很满意。", "清河飞豹队", "near"),
    ("[清河飞豹队/ORG]获得冠军。[领队/TITLE][秦望舒/PERSON]很满意。", "清河飞豹队", "near"),
    ("[清河飞豹队/ORG]2比1胜[石桥猛虎队/ORG]。[主教练/TITLE][秦望舒/PERSON]很满意。", None, "none"),
    ("[清河飞豹队/ORG]2比1胜[石桥猛虎队/ORG]。[队长/TITLE][秦望舒/PERSON]很满意。", None, "none"),
    ("[清河飞豹队/ORG]获得冠军。[教练/TITLE][秦望舒/PERSON]很满意。", None, "none"),
    ("[苍梧医院/ORG]与[清河县医院/ORG]签约。[骨科副主任/TITLE][柳明远/PERSON]出席。", None, "none"),
    # the one of its kind, and then the titles beside it
    ("[清河大学/ORG]与[振海集团/ORG]签约，双方商定。会议开始。[校长/TITLE][秦望舒/PERSON]到场。", "清河大学", "kind"),
    ("[云杉银行股份有限公司/ORG]开业。会议开始。[党委书记/TITLE]、[行长/TITLE][秦望舒/PERSON]讲话。", "云杉银行股份有限公司", "carried"),
    ("[清河大学/ORG]与[云杉大学/ORG]签约。会议开始。会前彩排。[校长/TITLE][秦望舒/PERSON]到场。", None, "none"),
    ("[振海集团/ORG]开工，[校长/TITLE][秦望舒/PERSON]到场。", None, "none"),
    ("[校长/TITLE][秦望舒/PERSON]到场，[清河大学/ORG]开学。", None, "none"),
    # the organization that speaks
    ("[振海重工有限公司/ORG]（以下简称“公司”）开工，[新闻秘书/TITLE][白一舟/PERSON]到场。", "振海重工有限公司", "speaker"),
    ("[振海重工有限公司/ORG]（以下简称“公司”）开工，[教授/TITLE][白一舟/PERSON]到场。", None, "none"),
    ("[振海重工有限公司/ORG]（以下简称“公司”）开工，[省长/TITLE][白一舟/PERSON]到场。", None, "none"),
    ("[振海重工有限公司/ORG]（以下简称“公司”）开工，[主任/TITLE][白一舟/PERSON]到场。", None, "none"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "owner", "how"), OWNED)
def test_owners_of_the_last_title(marked: Marked, line: str, owner: str | None, how: str) -> None:
    text, mentions = marked(line)
    readings = read_positions(text, mentions, find_aliases(text, split_sentences(text), mentions))
    last = max(readings, key=lambda reading: reading.title.start)
    assert (last.position.org_name or last.position.place, last.owner.how) == (owner, how)


def test_owners_every_kind_of_evidence_has_its_sentence() -> None:
    assert {how for _, _, how in OWNED} == EVIDENCE.keys()


@pytest.mark.parametrize(
    ("title", "org", "expected"),
    [
        ("校长", "清河大学", True),
        ("护士长", "石家庄医院", True),
        ("行长", "云杉银行股份有限公司", True),
        ("校长", "振海集团", False),
        ("行长", "清河大学", False),
        ("校长", "中国工程院", False),
        ("校长", "中国科学院", False),
        # a title of no kind, and one of business, fits anywhere
        ("主任", "清河大学", True),
        ("总经理", "云杉协会", True),
    ],
)
def test_owners_title_fits_organization(marked: Marked, title: str, org: str, expected: bool) -> None:
    text, mentions = marked(f"[{org}/ORG]")
    assert Organizations(text, mentions, ()).fits(title, mentions[0]) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("教授", "rank"),
        ("副研究员", "rank"),
        ("首席专家", "rank"),
        ("院士", "honour"),
        ("大校", "honour"),
        ("教练", "honour"),
        ("主教练", None),
        ("代表", "honour"),
        ("委员", "seat"),
        ("党组成员", None),
        ("副省长", "local"),
        ("市委书记", "local"),
        ("总经理", None),
        ("首席代表", None),
    ],
)
def test_titles_traits(title: str, expected: str | None) -> None:
    traits = {"rank": RANK, "honour": HONOUR, "seat": SEAT}
    found = [name for name, pattern in traits.items() if pattern.search(title)] + ["local"] * bool(LOCAL.match(title))
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("title", "expected"),
    [("副主任", "主任"), ("常务副市长", "市长"), ("第一副会长", "会长"), ("主任", "主任"), ("副教授", "教授")],
)
def test_titles_head(title: str, expected: str) -> None:
    assert head(title) == expected


@pytest.mark.parametrize(
    ("title", "org", "expected"),
    [
        ("校长", "清河中学", True),
        ("校长助理", "清河大学", True),
        ("检察官助理", "清河市人民检察院", True),
        ("总经理", "振海科技", True),
        ("总经理", "清河大学", False),
        ("馆长", "清河博物院", True),
        ("馆长", "清河医院", False),
    ],
)
def test_titles_owners(title: str, org: str, expected: bool) -> None:
    wanted = owners_of(title)
    assert wanted is not None and bool(wanted.search(org)) is expected


def test_titles_of_any_body_have_no_owners() -> None:
    assert owners_of("主任") is owners_of("顾问") is None

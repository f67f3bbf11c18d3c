"""What joins a title to the name of its holder, to the next title of a list, and to the field that narrows it.

Patterns over the characters between two spans, or right before or behind one.
"""

from __future__ import annotations

import re

from pipeline.tag.title_words import RANK

MAX_FIELD = 12
"""A department, line of business or region that narrows a title is at most this long."""

MAX_OWNER = 16
"""An organization that only its place before a title gives away is at most this long."""

MAX_REACH = 45
"""A title behind a name begins at most this far from it, its organization included."""

FIELD_HEAD = re.compile(
    r"(?:部|处|科|室|中心|业务|事业群|事业部|大区|区域|地区|区|车间|工区|作业区|项目|病区|庭|条线|产线|平台|行业|系|班组|班|团队|组|小组|队|所|分会|专业|[内外]科|"
    r"财务|技术|品牌|产品|市场|销售|营销|人力资源|事务|传讯|传播|投资|开发|研发|运营|管理|设计|合规|安全|供应链|公关|关系|战略|策划|科研|教学|党建|采购|质量|工程|信息|\d路)$"
)
LONE_FIELD = re.compile(
    r"(?:部|处|科|室|中心|业务|事业群|事业部|大区|区域|车间|工区|作业区|项目|病区|条线|产线|平台|行业|班组|班|组|小组|专业|移植|委员会|第[一二三四五六七八九十]+庭)$"
)
"""Fields that narrow a title without a named organization before them: 麻醉科副主任医师, 专家组组长."""

ANAPHORS = frozenset(
    [
        "管委会",
        "组委会",
        "执委会",
        "居委会",
        "村委会",
        "基金会",
        "协会",
        "学会",
        "联合会",
        "研究院",
        "研究会",
        "学院",
        "医院",
        "集团",
    ]
)
"""Short forms of an organization that the document has named in full before."""
FORMER = re.compile(r"(?:原|前|时任|现任|新任|新一任|首任|历任|拟任)$")
NO_OWNER = re.compile(
    r"(?:任务|[已曾拟现]任|村村|自|现场|活动|项目|工作|会议|单位|代表|毕业生|(?<!汽)车|学生|员工|赛事|一线|岁的?|多名|余名|等)$"
)
LOCAL_COMMITTEE = re.compile(r"[省市县区州旗盟镇]委")
COMPANIES = frozenset({"company", "bank", "short-form", "latin", "hospital"})
SEPARATOR = re.compile(
    rf"{RANK}[ \u3000]*(?:[、，,；;/／]?(?:并|同时|现|原|时任|前)?(?:兼任?|暨|和|及|以及|与)?)[ \u3000]*(?:原|时任|前|现任)?$"
)
TO_NAME = re.compile(rf"{RANK}[ \u3000]*(?:[：:/／\\|丨的]|——)?[ \u3000“\"]*")
ADVERBS = r"(?:被|已|再次|全票|高票|分别|同日|现|将|曾|同时|还|继续|先后|获|受|转|正式|此前|一直|历|接棒|出|升|续|一致|依法|当场|连续)*"
OFFICE_VERB = (
    r"(?:任|担任|出任|兼任|当选为?|任命为|聘任?为?|选为|推选为|选举为|增补为|续聘为|"
    r"就任|升任|调任|转任|改任|接任|履新|获委任为|获委为|荣膺|晋升为?|为|是|系|现任|时任|原任|历任|兼)"
)
HOLDS = re.compile(
    rf"(?:[（(][^（）()\n]{{1,20}}[）)])?(?:同志|先生|女士)?(?:"
    rf"[，,]?[ \u3000]*{ADVERBS}(?:拟)?{OFFICE_VERB}(?:现任|时任|原|前)?|"
    r"[ \u3000]*(?:[，,（(：:／/—－-]|——)[ \u3000]*(?:男|女)?[，,]?(?:现任|时任|原|前|系|为|兼|现为)?|"
    r"的|[ \u3000]+)"
)
FOR_SOMEBODY = re.compile(r"(?:们|代表)?(?:带[来去上]|[送献递颁授讲捐赠]|提供|作[了出报]|做[了出]|点赞|打[造气])")
"""Behind a title, what makes 为 before it a preposition: 为教师|带来培训课程."""
LOSES = re.compile(r"[^，。；,;\n]{0,40}?(?:职务|一职|职位)")
SPEAKS = re.compile(r"[^\u3400-\u9fff]|$|[说称讲]|表示|介绍|认为|指出|发言|致辞|建议|提出")
TAKES_OR_LEAVES = re.compile(
    r"(?:(?<![主委胜信责离到背])任|担任|出任|就任|升任|升至|调任|转任|改任|接任|当选为?|任命为|任命其为|聘任?为|选为|选举为|增补为|续聘为|晋升为|提拔为|"
    r"(?P<being>身为|作为|成为|(?<![联关干维体直])系)|成长为|辞去|辞任|请辞|卸任|免去|卸下)(?:过|了)?其?(?:原|时任|现任|中共)?[ \u3000“]*$"
)
"""Right before the first post of a statement that does not name its holder again: …2017年任贵州省委常委、副省长, …辞去公司董事."""
CAREER_LINE = re.compile(
    r"(?:(?<=[\n；;。，,（(])|(?<=[ \u3000]{2})|^)[ \u3000\t]*(?:19|20)\d\d(?:[.．/—-]\d{1,2}|年(?:\d{1,2}月)?)?[ \u3000]*"
    r"(?:(?:[—–\-－~～至到]|——|--)+[ \u3000]*(?:(?:19|20)\d\d(?:[.．/-]\d{1,2}|年(?:\d{1,2}月)?)?|至?今)?)?[ \u3000]*[，,：:]?[ \u3000]*(?:历?任)?$"
)
"""What stands before the posts of a line in a curriculum vitae: 1998.09—2004.06，…"""
REACH_OF_DATES = 40
REACH_OF_PARAGRAPH = 300

"""The grammar of points in time, as one regular expression built from named parts (on folded text)."""

from __future__ import annotations

import re

from pipeline.normalize.dates.festivals import BARE, NAMES
from pipeline.normalize.tables import alternatives

HAN_DAY = "(?:三十一|三十|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
HAN_MONTH = "(?:十[一二]|[一二三四五六七八九十])"
_N = r"(?:\d+|[一二两三四五六七八九十百]+)"

YEAR = (
    r"(?:(?P<era>公元前|公元|民国|西元)(?!后)(?P<era_year>\d{1,4}|[一二三四五六七八九十百]+)年(?:度)?"
    r"|(?P<year>(?:1[0-9]|20|21)\d\d|[一二][零〇○一二三四五六七八九]{3})[ ]?年(?P<fiscal>度)?"
    r"|(?P<bare_year>20[0-3]\d)(?=[\u4e00-\u9fff]{2})(?![年个名位人元万亿千百多余家件项次吨米公平度股户辆台套只头条座亩斤克升倍届号版以左至到多])"
    r"|[’'‘](?P<short>\d\d)年"
    r"|(?P<roc>1[01]\d)年(?:度|(?=\d|第|底|初|前|[上下]半年))"
    r"|(?P<rel_year>大前年|前年|去年|今年|明年|(?<![产建成用])后年|上年度?|本年度|当年|同年|次年|翌年|本年|今\(\d{1,3}\)年|去\(\d{1,3}\)年))"
)
QUARTER = r"(?:(?:第(?=[一二三四1-4]季))?(?P<quarter>[一二三四1-4])(?:季度|(?<=第.)季)|(?P<q1>[一二三])、(?P<q2>[二三四])季度|前(?P<quarters>[二两三])季度?|前(?P<quarters2>[二两三])个季度)"
HALF = r"(?P<half>[上下])半年"
FIRST_MONTHS = r"前(?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个月|月)"
MONTHS = rf"(?P<m1>1[0-2]|0?[1-9]|{HAN_MONTH})月?[ ]?(?:[-—–－~～至到]|——)[ ]?(?P<m2>1[0-2]|0?[1-9]|{HAN_MONTH})月(?:份)?(?![\d一二三四五六七八九十])"
MONTH = (
    rf"(?:(?P<month>1[0-2]|0?[1-9]|{HAN_MONTH})[ ]?月(?:份)?|(?P<rel_month>上上个?月|上个?月|下下个?月|下个?月|本月份?|这个月|当月|次月|同月))"
)
BARE_DAY = r"(?P<bare_day>3[01]|[12]\d|0?[1-9])(?=[ ]?(?:至|到|[-—–－~～]|——)[ ]?\d{1,2}[日号])"
MONTH_PART = r"(?P<part>上旬|中旬|下旬|底|末|初|中上旬|中下旬)(?![级中次选期期始时])"
WEEKDAY = "[一二三四五六日天末1-6]"
DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|{HAN_DAY})[ ]?(?:日|号(?![楼线院店馆厅公文机令台井卫矿码召称线召舰门]))(?![游报间期程均常历本式])"
NTH_WEEKDAY = r"(?:的)?第(?P<nth>[一二三四五1-5])个?(?:周|星期)(?P<nth_day>[一二三四五六日天])"
LUNAR = rf"(?P<lunar>农历|阴历|旧历)?(?P<lunar_month>正|腊|冬|闰?{HAN_MONTH})月(?P<lunar_day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十)(?!日|号|[\d一二三四五六七八九个天多几余])"
NEW_YEAR_DAY = r"(?:大年|年)(?P<new_year_day>初[一二三四五六七八九十]|十[一二三四五])"
REL_DAY = r"(?P<rel_day>大前天|前天|昨天|昨日|今天|今日|明天|明日|后天|大后天|当天|当日|次日|翌日|同日|同一天|即日|第二天|今\(\d{1,2}\)日|昨\(\d{1,2}\)日)"
WEEK = rf"(?:(?P<week>上上|上|下下|下|本|这|当|次)?个?(?:周|星期|礼拜)(?P<weekday>{WEEKDAY})(?![期末家边围密刊报天折一]?(?:年|岁|期))|(?P<week_only>上|下|本|这)个?(?:周|星期|礼拜)(?![一二三四五六日天末边围期年岁]))"
FESTIVAL = rf"[“\"]?(?P<festival>{alternatives(NAMES)})[”\"]?(?P<second>{alternatives(NAMES)})?(?P<holiday>小长假|长假|假期|黄金周|期间)?(?P<during>期间)?"
BARE_FESTIVAL = rf"(?:[“\"]?(?P<bare_festival>{alternatives(BARE)})[”\"]?|[“\"]?(?P<festival_only>{alternatives(NAMES)})[”\"]?(?P<second_only>{alternatives(NAMES)})?(?=小长假|长假|假期|黄金周|期间|[”\"]))(?P<bare_holiday>小长假|长假|假期|黄金周|期间)?(?:期间)?"
PLAN = r"[“\"]?(?P<plan>十[一二三四五六]?|[七八九]|二十)五[”\"]?(?P<plan_part>期间|时期|末|初|以来|规划期|开局之年|收官之年)"
CENTURY = r"(?:(?P<century_rel>上|本)世纪|(?P<century>\d{1,2}|[一二]?十[一二三四五六七八九]?)世纪)(?:[初末]?(?P<decade>\d0|[一二三四五六七八九]十)年代(?P<decade_part>初|中期|末|后期)?|(?P<century_part>初|末|中叶))?|(?P<bare_decade>[1-9]0|[一二三四五六七八九]十)年代(?P<bare_decade_part>初|中期|末|后期)?"
DOTTED_MONTH = r"(?P<dot_year>(?:19|20)\d\d)[.](?P<dot_month>0[1-9]|1[0-2])(?![\d.])"
ISO = r"(?P<iso_year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<iso_month>1[0-2]|0?[1-9])(?P=sep)(?P<iso_day>3[01]|[12]\d|0?[1-9])(?![\d.])"
YEAR_ONLY = r"(?:年(?P<year_part>初|底|末|内)(?![级考])|月(?P<month_end>初|底|末)(?![级考]))"
AGO = rf"(?P<ago_n>\d{{1,4}}|[一二两三四五六七八九十百]+|半)(?P<ago_unit>个?多?年|个月|个星期|周|天|日|个小时|小时)(?P<ago>以?前|之前|以?后|之后)(?![提身期世沿线往\u4e00-\u9fff]*?(?:台|勤))"

CLOCK = (
    r"[ ]{0,2}(?P<period>凌晨|清晨|早晨|早上|清早|上午|中午|正午|午后|午间|下午|傍晚|晚上|晚间|夜间|夜里|深夜|午夜|晚|夜|今晚|当晚|昨晚|今早|明早|昨夜|当夜|今晨|明晚)?[ ]?"
    r"(?:(?P<hour>[01]?\d|2[0-4])(?:[:：](?P<minute>[0-5]\d)(?:[:：](?P<second_of>[0-5]\d))?|[时点](?![间代])(?:(?P<minute2>[0-5]?\d)分|(?P<half_hour>半)|(?P<quarter_hour>[一三])刻|整)?(?:(?P<second2>[0-5]?\d)秒)?)"
    r"|(?P<han_hour>零(?=时)|十[一二]?|[一二两三四五六七八九]|二十[一二三四]?)[时点](?![间代])(?:(?P<han_half>半)|(?P<han_quarter>[一三])刻|(?P<han_minute>[一二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])分?|[钟整])?)?"
)
RANGE = r"[ ]?(?:至|到|--|—+-?|-|–|－|~|～|起至)[ ]?"
SUFFIX = (
    r"(?P<suffix>及以前|及之前|以前|之前|前(?![往来进赴夕后列三])|起(?![来草诉伏码步点飞义源降火床])|开始|以来|以后|之后|同期|全年|间(?![的隔接歇谍断])|期间|当天|当日|许|左右)?"
)


NTH_WEEKDAY_IN_MONTH = rf"(?P<nth_month>1[0-2]|[1-9]|{HAN_MONTH})月{NTH_WEEKDAY}"

_UNIQUE = re.compile(r"\(\?P<(\w+)>|\(\?P=(\w+)\)")


def _tagged(source: str, tag: str) -> str:
    """The same source with its group names prefixed, so that one part can stand in several places."""
    return _UNIQUE.sub(lambda m: f"(?P<{tag}{m[1]}>" if m[1] else f"(?P={tag}{m[2]})", source)


_NOTE = r"(?:\((?:星期|周|礼拜)?[一二三四五六日天][^()]{0,4}\)|[，,]?(?:星期|周)[一二三四五六日天](?![\u4e00-\u9fff]))?"
IN_YEAR = "|".join(
    (NTH_WEEKDAY_IN_MONTH, LUNAR, MONTHS, FIRST_MONTHS, QUARTER, HALF, rf"{MONTH}(?:{DAY}{_NOTE}|{BARE_DAY}|{MONTH_PART})?", FESTIVAL, NEW_YEAR_DAY)
)
POINT = (
    rf"(?:(?P<iso>{ISO})|(?P<dotted>{DOTTED_MONTH})"
    rf"|(?P<plan_any>{PLAN})|(?P<century_any>{CENTURY})"
    rf"|(?P<with_year>{YEAR}(?:[ ]?(?:的)?(?:{_tagged(IN_YEAR, 'y_')})|(?P<season>[春夏秋冬])(?:季|天)?(?![运节装款招季])|(?P<year_end>年?[初底末]|年终|年中)(?![级考]))?)"
    rf"|(?P<ago_any>{AGO})"
    rf"|(?P<no_year>{NTH_WEEKDAY_IN_MONTH}|{LUNAR}|{MONTHS}|{FIRST_MONTHS}|{QUARTER}|{HALF}|{MONTH}(?:{DAY}{_NOTE}|{BARE_DAY}|{MONTH_PART})?|{NEW_YEAR_DAY})"
    rf"|(?P<day_only>{_tagged(DAY, 'd_')}{_NOTE})|(?P<rel_day_any>{REL_DAY})|(?P<week_any>{WEEK})|(?P<bare_any>{BARE_FESTIVAL})|(?P<year_only>{YEAR_ONLY}))"
)
POINT_RE = re.compile(POINT)
CLOCK_RE = re.compile(CLOCK)
RANGE_RE = re.compile(RANGE)
SUFFIX_RE = re.compile(SUFFIX)
YEARS_RE = re.compile(r"(?P<y1>(?:19|20)\d\d)年?[ ]?(?:至|到|-|—|–|－|~|～|——)[ ]?(?P<y2>(?:19|20)\d\d)(?:年(?:度)?)?(?![\d.])")
CANDIDATE = re.compile(
    r"(?<![\dA-Za-z.])(?<!\d:)(?=\d)|(?<=\\n)(?=\d)|(?<![〇零一二三四五六七八九十百千万亿两第])(?=[〇零一二三四五六七八九十两半廿])|(?=[公民西’'‘今去明前后上下本当同次翌大昨即农阴旧正腊冬闰年这“\"元春除端中重清国劳妇儿教圣平母父万植青建护七母感双龙十五六八每凌早午傍晚夜深丰立夏秋冬愚])"
)

"""Pieces that the tagger found as the guidelines want them: borders where it is known to miss them set right, what is no name left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.segment import WordSegmenter
from pipeline.tag.name_forms import (
    BODY_OF_EVENT,
    COMPANY_OF_AREA,
    DOCUMENT_NUMBER,
    FAMILIAR,
    IN_PHOTOGRAPH,
    NUMBER_OF_SOMEBODY,
    is_something,
)
from pipeline.tag.name_model import NameModel
from pipeline.tag.org_borders import COMMITTEE_AND_GOVERNMENT
from pipeline.tag.org_branches import OF_ALL_BANKS, PARTNERSHIP
from pipeline.tag.org_names import HONOURS, SOME_ONE, of_a_kind
from pipeline.tag.place_addresses import kinds, without_part
from pipeline.tag.place_forms import LED, NOT_PLACE_BEHIND
from pipeline.tag.weigh import Key
from pipeline.tag.widen import CHAMBER, widened

_NAMED_FOR = re.compile(rf"(?:{HONOURS})?(?:专家)?工作[站室]")
_THOUGHT = r"新时代中国特色社会主义|(?:经济|法治|外交|强军|文化|生态文明)思想"
_NOT_BEHIND = {
    "LOC": NOT_PLACE_BEHIND,
    "PERSON": re.compile(rf"{_NAMED_FOR.pattern}|{_THOUGHT}|{DOCUMENT_NUMBER.pattern}"),
    "TITLE": _NAMED_FOR,
    "ORG": re.compile(
        r"(?<=[部局厅院校处科所])长(?![期远足效久达])|(?<=暴雪)[天预主黄橙红蓝来袭过灾、。]|"
        r"(?:综合|成[份分]|(?:工业)?平均)?指数(?!研究|公司|有限)|综指|成指|" + OF_ALL_BANKS.pattern
    ),
}
"""What makes a piece with the label something else: 国防部|长, 上证|综指."""

_CALLED = re.compile(
    r"[\u3400-\u9fff]{1,2}(?:大[爷妈叔伯娘姐哥嫂]|阿姨|叔叔|爷爷|奶奶|婆婆|师傅|警官|法官|医生|老师|女士|先生|同学|科长|[局处院厂校]长|经理)"
    rf"|[\u3400-\u9fff][{FAMILIAR}]"
)
"""Somebody by the family name: 李|大爷 stands for a person and is no name."""

_PRODUCT = re.compile(r"(?:手机|网上|掌上|电子|微信|直销)银行$")
"""What a bank has and is no bank: 云杉银行|手机银行."""
_JOINT = re.compile(
    r"(?<=[办局委会院部处队站所校馆司厅室区])(?:联合|会同|携手)(?=[省市县区镇乡村校]|街道)|"
    r"(?:合作|联合|共同|签约|携手)?共建|(?:合作|共同|联合)(?:建设|设立|成立|组建|打造|创建)|"
    + COMMITTEE_AND_GOVERNMENT.pattern
)
"""What stands between two organizations, if anything: 南坳镇安监办|联合|镇卫生院, 鹭岛大学|共建|工程研究院, 省委|省政府."""
_OF_SEVERAL = re.compile(
    r"(?<!第)[两二三四五六][省市区县地](?:一市|区)?[\u3400-\u9fff]{2,}(?:[厅局委办]|政府|部门|法院|检察院|消协)$"
)
"""A department of several regions, and none by name: 安徽三省生态环境厅."""
_COUNTED = re.compile(r"[两二三四五六](?:省一市|省市|省区|[省市区县地])$")
"""What counts the regions before it: 苏浙皖|三省."""
_STATION = re.compile(r"[\u3400-\u9fff]{2,4}站")
_LONGEST_WARD, _POST = 15, 6
"""Characters of a department of a hospital at most, and those of a post that tell it."""
_WARD = re.compile(
    r"(?:(?<=医院)|(?<=该[院行馆店厂])|(?<=该公司)|(?<=该集团))(?:(?![院原党团工的])[\u3400-\u9fff]){1,12}?(?:科|部|病区|病房|急诊室|门诊)"
    r"(?=(?:常务|执行|名誉)?副?(?:主任|护士长|[科部]长|主治|住院|医师|医生|护师|技师|药师|学科带头人|(?:总?经理|总监|负责人)))"
)
"""A department of a hospital, or of a bank that was named before, in front of a post, of which it is a part: 鹭岛医院|感染科|主任."""
_LONGEST_COMMITTEE = 20
_COMMITTEE = re.compile(
    r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|共青团|中共)(?:(?![和与及])[\u3400-\u9fff]){0,8}?"
    r"(?:[省市县区州旗]|自治[区州县])委(?=(?:原|专职|驻会|常务)*副?(?:主委|主任委员|书记|秘书长|常委|委员))"
)
"""A committee of a party or of the youth league before a post: 民盟省委|主委, 共青团云杉县委|书记."""
_ROLE = re.compile(
    r"(?:联合)?(?:主办|承办|协办|运营|出品|合作|投资|承建|发行|制作|冠名|施工|建设|参展)方(?=[\u3400-\u9fffA-Za-z]{2})"
)
"""What an organization is in an undertaking, before its name: 出品方|鹭岛影业."""
_DOES = re.compile(r"(?<=[\u3400-\u9fff]{4})(?:联合|共同)?(?:主办|承办|协办|举办|发布|印发|发起|推出|打造|出品|制作)$")
"""What an organization does, and no part of its name: 总台|联合主办."""
_FOUNDER = re.compile(r"(?:联合)?创始人(?![学的、，。])")
_OF_BOARD = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,3}届)?(?:董事会|监事会)(?=(?:非?独立|执行|非执行)?董事|[^会]{0,6}监事)"
)
_PROPOSED = re.compile(r"(?:候选人|人选)$")
_APPOINTING = re.compile(r"(?:选举|任命|解聘|聘任|聘请|提名|推荐|当选|增补)$")
"""What a board does and no post: 董事会|选举."""
_NO_BODY = re.compile(r"(?:特殊)?普通合伙|有限合伙|什叶派|逊尼派|托福|雅思|佛教|道教|基督教|天主教|伊斯兰教")
"""Creeds and examinations."""
_INDEX = ("指数", "指数报", "综指", "成指")
"""What indexes of shares end in, and where the tagger reads on."""
_CHIEF = re.compile(r"C[A-Z]O|VP|EVP|SVP", re.A)
"""Chief officers by their letters, which are posts."""
_OPENING = {")": "(", "）": "（", "”": "“", "」": "「", "】": "【"}
"""Closing brackets and marks of quotation → their partners."""
_BRACKET = re.compile(f"[{''.join(map(re.escape, (*_OPENING, *_OPENING.values())))}]")
_SOME_ONE_INSIDE = re.compile(r"[\u3400-\u9fff]{2,8}?一家")

_HELD = re.compile(r"时任|现任|新任|首任|历任|拟任|原任")
"""What says when a title was held, which is no part of it."""
_IN_COURT = re.compile(
    r"担保人|被?申请人|(?:被|申请)执行人|(?:犯罪)?嫌疑人|当事人|受害人|被害人|被告人?|原告|目击者|死者|伤者"
)
"""What somebody is in a case, which is no post."""


def repaired(text: str, start: int, end: int, label: str) -> Iterator[Key]:
    """What the piece `[start, end)` of a folded text is after all: nothing, one piece as `(start, end, label)`, or two.

    >>> list(repaired("时任校长", 0, 4, "TITLE"))
    [(2, 4, 'TITLE')]
    >>> list(repaired("李大爷说", 0, 3, "PERSON"))
    []
    """
    if _BRACKET.search(text, start, end):
        start, end = _balanced(text, start, end)
    if start >= end:
        return
    behind = _NOT_BEHIND.get(label)
    if not (behind and behind.match(text, end)):
        repair = _REPAIRS.get(label)
        for begin, stop, kind in repair(text, start, end) if repair else [(start, end, label)]:
            yield *widened(text, begin, stop, kind), kind


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The piece without what stands on the other side of a bracket that has no partner in it: 深圳）|大鹏古城博物馆; marks of
    quotation right beside the piece are taken in: “|秋实”诗会."""
    first, opened = start, []
    for mark in _BRACKET.finditer(text, start, end):
        at, opening = mark.start(), _OPENING.get(mark[0])
        if opening is None:
            opened.append(at)
        elif opened:
            opened.pop()
        elif at == end - 1:
            end = at
        else:
            quoted = opening == "“" and text[first - 1 : first] == opening
            start = first - 1 if quoted else at + 1
    if opened and opened[0] == start:
        return start + 1, end
    if opened:
        quoted = text[opened[0]] == "“" and text[end : end + 1] == "”"
        end = end + 1 if quoted else opened[0]
    return start, end


def _person(text: str, start: int, end: int) -> Iterator[Key]:
    if IN_PHOTOGRAPH.fullmatch(text, start, end):
        return
    if _CALLED.fullmatch(text, start, end) or is_something(text, start, end) or _doubled(text, start):
        return
    if text[end - 1] == "某":
        end += NUMBER_OF_SOMEBODY.match(text, end) is not None
    company = COMPANY_OF_AREA.match(text, start)
    founder = _FOUNDER.match(text, end)
    founded = founder and NameModel.shared().surname_length(text, founder.end())
    yield start, end, "ORG" if (company and company.end() == end) or founded else "PERSON"


def _doubled(text: str, start: int) -> bool:
    """Whether a word of doubled characters begins here: 陆陆|续续, against 娜娜|纷纷."""
    word = text[start : start + 4]
    return word[:1] == word[1:2] and word[2:3] == word[3:] and WordSegmenter.shared().is_word(word)


def _organization(text: str, start: int, end: int) -> Iterator[Key]:
    if _NO_BODY.fullmatch(text, start, end) or _CHIEF.fullmatch(text, start, end):
        return
    if text.endswith(_INDEX, start, end):
        return
    if several := _OF_SEVERAL.search(text, start, end):
        if text[start : several.start()] in kinds():
            yield start, several.start(), "LOC"
        return
    mark = text.rfind("《", start, end)
    if mark >= 0 and text.find("》", mark, end) < 0:
        start = mark + 1  # 香港|《明报》
    elif mark < 0 and text[start - 1 : start] == "《" and text.find("》", start, end) >= 0:
        start -= 1  # 《|财经》杂志社
    if start >= end or _unnamed(text, start, end):
        return
    start = _behind_role(text, start, end)
    if text[start] == "该" or text[start - 1 : start] == "该":
        start += 2 if text[start] == "该" else 1  # 该院|经济研究所
        if end - start < 3:
            return
    if does := _DOES.search(text, start, end):
        end = does.start()
        if start >= end:
            return
    if committee := _COMMITTEE.match(text, start):
        end = max(end, committee.end())
    if partnership := PARTNERSHIP.match(text, end):
        end = partnership.end()
    ward = _WARD.search(text, max(0, start - 1), end + _POST)
    if ward and ward.span() == (start, end):
        return
    if product := _PRODUCT.search(text, start + 2, end):
        end = product.start()
    elif ward and start < ward.start() and ward.end() == end:
        end = ward.start()
    elif (joint := _JOINT.search(text, start + 2, end)) and joint.end() < end - 1:
        yield start, joint.start(), "ORG"
        start = joint.end()
    yield start, end, "ORG"


def _behind_role(text: str, start: int, end: int) -> int:
    """Where a name begins behind what its bearer is: 主办方|鹭岛集团."""
    role = _ROLE.match(text, start, end)
    if role is None and text[start] == "方":
        role = _ROLE.search(text, max(0, start - 4), end)
        role = role if role and role.end() == start + 1 else None
    return role.end() if role else start


def _unnamed(text: str, start: int, end: int) -> bool:
    """Whether the text does not tell which organization of a kind it was: 某|国际旅行社有限公司, 湖南一家食品公司, 集团."""
    if of_a_kind(text, start, end):
        return True
    return text.endswith(SOME_ONE, 0, start) or _SOME_ONE_INSIDE.match(text, start, end) is not None


def _title(text: str, start: int, end: int) -> Iterator[Key]:
    if _IN_COURT.fullmatch(text, start, end):
        return
    if _APPOINTING.search(text, start, end):
        return
    if proposed := _PROPOSED.search(text, start + 2, end):
        end = proposed.start()
    elif text.endswith("人选", start + 2, end + 1):
        end -= 1
    for before in (_HELD.match(text, start, end - 1), _OF_BOARD.match(text, start, end)):
        start = before.end() if before else start
    if text.endswith("法院", 0, start) and (chamber := CHAMBER.match(text, start, end - 1)):
        start = chamber.end()
    ward = _WARD.search(text, max(0, start - _LONGEST_WARD), end)
    if ward and ward.start() - 1 <= start <= ward.end() < end:
        start = ward.start()
    committee = _COMMITTEE.search(text, max(0, start - _LONGEST_COMMITTEE), end)
    if committee and committee.start() < start < committee.end() < end:
        start = committee.end()
    yield start, end, "TITLE"


def _event(text: str, start: int, end: int) -> Iterator[Key]:
    """Before the body that holds it an event is part of an organization's name: 第十六届全运会组委会."""
    body = BODY_OF_EVENT.match(text, end)
    yield (start, body.end(), "ORG") if body else (start, end, "EVENT")


def _place(text: str, start: int, end: int) -> Iterator[Key]:
    """家住|云杉街, 青坝寨村|村, 瓦埠湖|畔."""
    committee = _COMMITTEE.search(text, max(0, start - _LONGEST_COMMITTEE), end + _LONGEST_COMMITTEE)
    if committee and committee.start() <= start and end <= committee.end():
        return
    if _STATION.fullmatch(text, start, end) and text[start - 1 : start] == "赛":
        return  # 钻石联赛|厦门站
    if (counted := _COUNTED.search(text, start + 2, end)) and text[start:end] not in kinds():
        end = counted.start()
    led = LED.match(text, start, end)
    if led and end - led.end() > 2 and text[start:end] not in kinds():
        start = led.end()
    yield start, without_part(text, start, end - text.endswith(("村村", "镇镇", "乡乡"), start, end)), "LOC"


_REPAIRS: dict[str, Callable[[str, int, int], Iterator[Key]]] = {
    "PERSON": _person,
    "ORG": _organization,
    "TITLE": _title,
    "LOC": _place,
    "EVENT": _event,
}

"""他, 她 and 其 → the person they stand for, when the text leaves no choice.

他 and 她 stand for the only person named before them in their sentence. When the sentence names nobody before them, they stand for
the only person of the sentence before; a sentence that names nobody but says 他 or 她 hands its person on. That person

- is in subject place: behind a clause's beginning, with nothing but titles, organizations, places, times before the name, and
  nothing behind it that makes it part of something else (张三的, 张三和);
- and has no other human being between name and pronoun (老人, 一位司机, 女儿), and no word for the other sex beside the name.

其 stands for the only person named before it in its sentence, and only before what nobody but a person has (其职务, 其配偶).
Inside quotation marks pronouns mean people whom the speaker knows: nothing is told of them, nor are quoted names candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.schema import Reference, Sentence, Span

_OWN = (
    r"(?:全部|一切|所有|现任|原任|所任)?(?:职务|本人|党籍|公职|任职|任期|聘期|辞职|辞任|家属|家人|家庭|妻子|丈夫|配偶|爱人|父亲|母亲|父母|"
    r"子女|儿子|女儿|亲属|辩护人|学历|简历|生前|遗体|遗孀|涉嫌|行为已?构成|违法所得|严重违纪|退休)"
)
"""What nobody but a person has."""
_HE = r"(?<=[他她])(?<![其吉排利].)(?![们們人国國乡鄉方日杀殺山路处處途用])"
_HIS = rf"(?<=其)(?<![尤极極及与與何莫任土听聽].)(?=(?P<own>{_OWN}))"
_PRONOUN = re.compile(rf"[他她其](?:{_HE}|{_HIS})")  # begins with the character, so that a search is quick
_OBJECT = re.compile(
    r"(?:[与與和向给給对對跟为為把被替请請问問叫随隨陪将將由比同]|告诉|告訴|委托|邀请|采访|感谢|祝贺)$"
)
"""Before a pronoun that is no subject: 施某与他 are two people."""
_OPENING, _CLOSING = "“「『‘", "”」』’"
_QUOTE = re.compile(rf"[{_OPENING}{_CLOSING}\"\n]")
_CLAUSE = re.compile(r"[，,。！？!?；;：:\n”」』]")
_BEFORE_NAME = re.compile(r"[\s　、（）()“”\"·《》/—-]|的|原|前|现任|时任|兼|及|记者|今年|\d|岁|[，,]")
_IN_OTHER_ROLE = re.compile(r"\s*(?:[（(][^（）()\n]{1,40}[）)])?\s*(?:的|等|和|与|及|、|以及|夫妇|一家|一行)")
_MANY = "学生|同学|同事|队友|病友|村民|居民|市民|游客|乘客|旅客|客户|顾客|读者|观众|球迷|工人|农民|牧民|员工|职工"
_HUMAN = re.compile(
    r"老人|老汉|大爷|大妈|奶奶|爷爷|外公|外婆|孩子|儿子|女儿|丈夫|妻子|父亲|母亲|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|兄弟|姐妹|爱人|"
    r"男子|女子|男孩|女孩|男生|女生|小伙|姑娘|青年|朋友|徒弟|师傅|师父|老师|教练|对手|搭档|患者|病人|老板|商人|司机|战士|民警|医生|护士|"
    r"先生|女士|小姐|太太|某|嫌疑人|被告人|原告|受害人|死者|伤者|当事人|[一两几某这那]?[位名](?!于|为|列|居|额|义|单|称|字)|"
    rf"[个该这那](?:{_MANY})|(?:{_MANY})[说道称讲告]"
)
"""Other human beings; those that news names by the thousand only where one of them is meant (一个村民, 村民说)."""
_TITLED = re.compile(
    r"[王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤]"
    r"(?:副?(?:书记|主任|[局院校市县省部厅处科所队组站区镇乡村]长|主席|主编|经理|董事长|总裁|总|会长|理事长)|教授|院士|博士|医师|老师)"
)
"""Somebody called by surname and title who is none of the people named."""
_SEX = {
    "他": re.compile(r"\s*(?:女士|小姐|[（(，,]\s*女[，,）)])"),
    "她": re.compile(r"\s*(?:先生|[（(，,]\s*男[，,）)])"),
}
_LONGEST_CLAUSE = 80
_BACK = 6
"""How many quoted sentences may stand between a pronoun and the sentence before."""


@dataclass(slots=True)
class _Subject:
    """Whom a sentence hands on to the next: where the name or the last pronoun ends, and what was said of the person."""

    mention: Span
    name: str
    end: int


def find_pronouns(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Span], people: Sequence[tuple[Span, str]]
) -> Iterator[Reference]:
    """The pronouns of a text that stand for one of its people, each given as `(mention, fullest name)` in text order."""
    last = max((match.start() for match in _PRONOUN.finditer(text)), default=-1)
    if last < 0:
        return
    quoted = _quoted(text)
    free = [(m, name) for m, name in people if not quoted[m.start]]
    reader = _Reader(text, mentions, free)
    before: tuple[int, int, _Subject | None, bool] | None = None
    skipped = 0
    for sentence in sentences:
        start, end = sentence.start, sentence.end
        if start > last:
            return
        told: _Subject | None = None
        lost = False
        for match in _PRONOUN.finditer(text, start, end):
            if quoted[match.start()]:
                continue
            here = reader.only_before(start, match.start())
            if match["own"]:
                if here:
                    yield _reference(match, here)
                continue
            subject = told or (reader.handed_on(*before) if before else None)
            if reader.names_anyone(told.end if told else start, match.start()):
                subject = here if here and reader.is_subject(here.mention) else None
                lost = lost or bool(_OBJECT.search(text, max(start, match.start() - 2), match.start()))
            if lost or subject is None or not reader.can_mean(subject, match):
                lost = True
                continue
            yield _reference(match, subject)
            told = _Subject(subject.mention, subject.name, match.end())
        if skipped < _BACK and _is_quoted(text, quoted, start, end):
            skipped += 1
            continue
        skipped = 0
        before = start, end, told, lost


def _reference(match: re.Match[str], subject: _Subject) -> Reference:
    return Reference(match.start(), match.start() + 1, match.group()[0], "pronoun", subject.name, subject.mention.start)


class _Reader:
    def __init__(self, text: str, mentions: Sequence[Span], people: Sequence[tuple[Span, str]]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]
        self._people = people
        self._people_starts = [m.start for m, _ in people]
        self._other = list(range(1, len(people) + 1))
        """For each name the index of the next one that is somebody else's."""
        for i in range(len(people) - 2, -1, -1):
            if people[i][1] == people[i + 1][1]:
                self._other[i] = self._other[i + 1]

    def names_anyone(self, start: int, end: int) -> bool:
        at = bisect_left(self._people_starts, start)
        return at < len(self._people) and self._people[at][0].start < end

    def only_before(self, start: int, end: int) -> _Subject | None:
        """The only person named in `[start, end)`, by the last mention."""
        low, high = bisect_left(self._people_starts, start), bisect_left(self._people_starts, end)
        if low == high or self._other[low] < high:
            return None
        mention, name = self._people[high - 1]
        return _Subject(mention, name, mention.end)

    def handed_on(self, start: int, end: int, told: _Subject | None, lost: bool) -> _Subject | None:
        """Whom a sentence hands on to the next, if its last pronoun stands for `told`, or for nobody that is known (`lost`)."""
        if lost or not self.names_anyone(told.end if told else start, end):
            return None if lost else told
        only = self.only_before(start, end)
        return only if only and self.is_subject(only.mention) else None

    def is_subject(self, mention: Span) -> bool:
        """Whether a name stands where subjects stand."""
        text = self._text
        window = max(0, mention.start - _LONGEST_CLAUSE)
        clause = max((m.end() for m in _CLAUSE.finditer(text, window, mention.start)), default=window)
        at, rest = clause, ""
        for i in range(bisect_left(self._starts, clause), bisect_left(self._starts, mention.start)):
            other = self._mentions[i]
            rest += text[at : other.start]
            at = max(at, other.end)
        rest += text[at : mention.start]
        return not _BEFORE_NAME.sub("", rest) and not _IN_OTHER_ROLE.match(text, mention.end)

    def can_mean(self, subject: _Subject, pronoun: re.Match[str]) -> bool:
        """Whether nothing between name and pronoun speaks of somebody else, and the sex fits as far as it is said."""
        if _HUMAN.search(self._text, subject.end, pronoun.start()):
            return False
        if _TITLED.search(self._text, subject.end, pronoun.start()):
            return False
        return not _SEX[pronoun.group()[0]].match(self._text, subject.mention.end)


def _is_quoted(text: str, quoted: bytearray, start: int, end: int) -> bool:
    """Whether all but white space of a sentence stands inside quotation marks."""
    at = quoted.find(0, start, end)
    while at >= 0 and text[at].isspace():
        at = quoted.find(0, at + 1, end)
    return at < 0


def _quoted(text: str) -> bytearray:
    """For each character whether it stands inside quotation marks; a line break ends them."""
    inside, depth, straight, since = bytearray(len(text)), 0, False, 0
    for mark in _QUOTE.finditer(text):
        char, at = mark.group(), mark.start()
        if depth or straight:
            inside[since:at] = b"\1" * (at - since)
        if char == "\n":
            depth, straight = 0, False
        elif char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        else:
            straight = not straight
        since = at
    if depth or straight:
        inside[since:] = b"\1" * (len(text) - since)
    return inside

"""The shapes in which Chinese states who holds a post, in the order in which they apply.

A shape is a pattern over the tokens of a line (`pipeline.link.tokens`): a regular expression in which the names of
kinds of tokens stand for the tokens. Its groups are `names` and `posts`: everybody in `names` holds every title in
`posts`; `verb` is the verb between them, `at` an organization before the verb. A shape takes titles that no shape before
it took, so the surest stand first; a title is given away once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.connectors import Kind

OWNER = "[ORG PLACE STAND_IN UNNAMED]"
MARK = "[WAS ONCE NOW WILL DISMISSES LEAVES]"
"""原, 曾任, 现任, 拟任, 免去: before a title or its owner."""
POST = f"(?: {MARK}* (?: (?: {OWNER} OF? ONCE?+ ){{1,4}} {MARK}* )? TITLE [OFFICE CANDIDATE]? )"
"""原北京化工大学副校长. A mark is read in one way only, or a long list of marked titles would be in millions."""
ITEM = f"(?: [LIST WITH SLASH]? (?: [DATE SINCE]? [ALSO TAKES MOVES] )? {POST} )"
TITLES = f"(?: {POST} {ITEM}* )"
"""党委书记、董事长兼总经理."""
POST_BEGINS = f"(?= {MARK} | {OWNER} | TITLE )"
"""A post can begin here, so that a search passes by all else at once."""
LONG_TITLES = f"(?: {POST} (?: COMMA? {ITEM} )* )"
"""A list that commas may part too."""
TO_NAME = "[OF COLON SLASH]? PERSON"
BEHIND_NAME = "HONORIFIC? (?: TOUCH [TITLE HELD] (?!SLASH) )? (?: OPEN [^CLOSE PERSON STOP]* CLOSE )?"
"""张三, 张三同志, 张三教授, 张三（清河大学教授）: one of a list."""
MORE_NAMES = f"(?: {BEHIND_NAME} [LIST SLASH] PERSON )* HONORIFIC?"

NAMES = f"(?P<names> PERSON {MORE_NAMES} )"
"""张三、李四教授和王五. A shape begins with the name itself, not with what stands around it, so that a search is quick."""
ADDRESSED = "(?: TOUCH HELD )?"
"""教授 of 张三教授，清河大学校长."""
FIRST_NAMES = f"(?P<names> PERSON (?<! PERSON [LIST SLASH] PERSON ) {MORE_NAMES} )"
"""From the beginning of their list: what fails there need not be tried from its middle."""
POSTS = f"(?P<posts> {TITLES} )"
LEADING = "(?<! [^TOUCH] TITLE [LIST WITH SLASH] )"
"""At the beginning of a list of titles, for the same reason."""
LONG_POSTS = f"(?P<posts> {LONG_TITLES} )"
DESCRIBED = "[^PERSON TITLE STOP COMMA OTHER REASON JOINS]*"
"""Between 为 and the name that it leads to: other titles of the name's own, with their organizations."""
NOT_THE_NEXT = f"(?! {ITEM}* (?: IS {DESCRIBED} PERSON | BY {DESCRIBED} PERSON {MORE_NAMES} TAKES ) )"
"""校长为李四, 校长由李四担任: the titles before it are not those of whoever was named before."""
FREE_POSTS = f"(?P<posts> {LONG_TITLES} (?! {ITEM}* {TO_NAME} ) {NOT_THE_NEXT} | {POST} (?! {TO_NAME} ) )"
"""Without the titles that lead to a name of their own: 张三任组长、总监李四任副组长."""
ALL_VERBS = "TAKES MOVES IS AS WAS NOW WILL ALSO ONCE DISMISSES LEAVES"
VERB = f"(?P<verb> [{ALL_VERBS}]+ )"
STRONG_VERBS = "TAKES MOVES WAS NOW WILL ALSO DISMISSES LEAVES"
STRONG_VERB = f"(?P<verb> (?: [{STRONG_VERBS}] PRONOUN? )+ )"
"""Says nothing but that somebody takes up or leaves a post, at any distance from the name."""
AT_OWNER = (
    f"(?: WAS (?: (?P<at> {OWNER} ) | {OWNER} (?: LIST {OWNER} )+ ) WORKS? COMMA"
    f"  | JOINS (?P<at> {OWNER} ) OTHER? COMMA? [DATE SINCE]?"
    f"  | [AT WAS] (?P<at> {OWNER} ) )?"
)
"""在北京化工大学, 曾在北京化工大学工作，加盟北京化工大学，before the verb."""
ASIDE = "[^PERSON STOP TITLE]*?"
"""What may part a verb from its subject: more about the same person, in the same sentence."""
ALONE = "(?<! [PERSON TITLE TOUCH TAKES MOVES FROM IS AS APPOINTS ALSO LIST WITH SLASH] )(?<! [PERSON HONORIFIC] [COMMA OPEN COLON] )"
"""A list with commas begins here: nothing before it makes its first title another name's."""
APPOSITION = f"{FIRST_NAMES} {ADDRESSED} [COMMA COLON]? {LONG_POSTS} {NOT_THE_NEXT}"
"""张三，清河大学校长: in a line of credits (编辑：张三 审核：…) the next role has a name, or nobody, of its own."""
NO_CREDIT = f"(?: (?<! PERSON SLASH ) | (?= {TITLES} COLON ) )"
"""After a name and a stroke a title is that name's (张三／文), but for one with a colon (张三 | 摄影：李四)."""

POSTS_NAMES = (
    f"{POST_BEGINS} (?: {ALONE} {LONG_POSTS} | (?<! TOUCH ) {LEADING} {NO_CREDIT} {POSTS} | (?P<posts> TITLE (?= [COLON SLASH] ) ) )"
    f"[OF COLON SLASH]? {NAMES}"
)
LEAVES = "[REASON DATE COMMA]* LEAVES (?: $ | (?= [COMMA SEMICOLON STOP CLOSE] ) )"
"""于4月15日离任, with nothing behind that the verb could take (看望离任教师, 卸任董事长)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A named pattern. `example` shows it; `last` gives the posts to the last name alone; `where` must match the line.

    `groups` are the numbers under which each of its groups stands in the pattern; `needs` are letters of which a line has
    one at least where the pattern matches, so that most lines need not be searched.
    """

    name: str
    example: str
    pattern: re.Pattern[str]
    groups: Mapping[str, Sequence[int]]
    needs: frozenset[str]
    last: bool = False
    where: re.Pattern[str] | None = None

    @property
    def verbal(self) -> bool:
        """Whether a verb gives the posts: 任, 当选, 免去."""
        return "verb" in self.groups

    def matches(self, line: str) -> list[re.Match[str]]:
        """Where the shape stands in a line of letters."""
        return list(self.pattern.finditer(line)) if self.where is None or self.where.fullmatch(line) else []

    def part(self, match: re.Match[str], group: str) -> slice:
        """The tokens that a group matched, wherever in the pattern it stands; empty if none."""
        for number in self.groups.get(group, ()):
            start, end = match.span(number)
            if start >= 0:
                return slice(start, end)
        return slice(0, 0)


def compiled(source: str) -> re.Pattern[str]:
    """A pattern over letters from one over kinds of tokens; a group may stand in it several times.

    >>> compiled("PERSON (?P<posts> TITLE )").pattern
    'P (?P<posts1> T )'
    """
    seen: Counter[str] = Counter()

    def numbered(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return f"(?P<{match[1]}{seen[match[1]]}>"

    letters = re.sub("[A-Z][A-Z_]+", lambda match: Kind[match[0]].value, source)
    return re.compile(re.sub(r"\(\?P<(\w+)>", numbered, letters), re.VERBOSE)


def _shape(
    name: str, example: str, pattern: str, needs: str = "PERSON", last: bool = False, where: str | None = None
) -> Shape:
    made = compiled(pattern)
    groups: dict[str, list[int]] = {}
    for group, number in made.groupindex.items():
        groups.setdefault(group.rstrip("0123456789"), []).append(number)
    needed = frozenset(Kind[kind].value for kind in needs.split())
    return Shape(name, example, made, groups, needed, last, compiled(where) if where else None)


SHAPES: tuple[Shape, ...] = (
    _shape(
        "roster",
        "张三　清河大学校长　李四　振海集团董事长",
        f"(?P<names> PERSON ) HONORIFIC? COMMA? {POSTS}",
        where=f"(?: PERSON HONORIFIC? COMMA? {TITLES} ){{2,}}",
    ),
    _shape(
        "appoint-name",
        "任命张三为清河大学校长",
        f"(?P<appoints> [APPOINTS PROPOSES WILL] ) {NAMES} (?: TOUCH [TITLE HELD] )? COUNT? {VERB} {FREE_POSTS}",
        needs="APPOINTS PROPOSES WILL",
    ),
    _shape(
        "dismiss-name",
        "免去张三的清河大学校长职务",
        f"(?P<verb> DISMISSES ) {NAMES} OF? {FREE_POSTS}",
        needs="DISMISSES",
    ),
    _shape(
        "name-office",
        "张三的市教育局局长职务",
        f"{FIRST_NAMES} OF {POSTS} (?<= OFFICE )",
        needs="OFFICE",
    ),
    _shape(
        "successor-verb",
        "张三接替李四任清河大学校长",
        f"{FIRST_NAMES} [^PERSON STOP TITLE]* REPLACES [^PERSON STOP TITLE]* PERSON HONORIFIC? COMMA? {VERB} {FREE_POSTS}",
        needs="REPLACES",
    ),
    _shape(
        "name-leaves",
        "张三由清河大学副校长升任校长",
        f"{FIRST_NAMES} {ASIDE} [FROM BY] {POSTS} (?= MOVES )",
        needs="MOVES",
    ),
    _shape(
        "name-verb",
        "张三任清河大学校长",
        f"{FIRST_NAMES} COUNT? {AT_OWNER} {VERB} {FREE_POSTS}",
        needs=ALL_VERBS,
    ),
    _shape(
        "posts-name-leaves",
        "清河大学校长张三离任",
        f"{POSTS_NAMES} (?= (?: LIST {TITLES} PERSON HONORIFIC? ){{0,3}} {LEAVES} )",
        needs="LEAVES",
    ),
    _shape(
        "posts-name",
        "清河大学党委书记、校长张三",
        POSTS_NAMES,
    ),
    _shape(
        "name-address",
        "张三教授",
        f"{FIRST_NAMES} TOUCH (?P<posts> TITLE )",
        needs="TOUCH",
        last=True,
    ),
    _shape(
        "names-count-posts",
        "张三、李四两位副市长",
        f"{FIRST_NAMES} COUNT {POSTS}",
        needs="COUNT",
    ),
    _shape(
        "name-bracket",
        "张三（清河大学校长）",
        f"{FIRST_NAMES} {ADDRESSED} OPEN {LONG_POSTS} CLOSE",
        needs="OPEN",
        last=True,
    ),
    _shape(
        "names-slash",
        "张三、李四／文",
        f"{FIRST_NAMES} SLASH {POSTS}",
        needs="SLASH",
    ),
    _shape(
        "name-comma-verb",
        "张三，现任清河大学校长",
        f"{FIRST_NAMES} {ADDRESSED} COUNT? [COMMA PRONOUN]+ {AT_OWNER} {VERB} {LONG_POSTS} {NOT_THE_NEXT}",
        needs=ALL_VERBS,
    ),
    _shape(
        "name-apposition",
        "张三，清河大学校长",
        f"(?: (?<! [TITLE HELD] COLON ) {APPOSITION} | {APPOSITION} (?! COLON ) )",
        last=True,
    ),
    _shape(
        "posts-verb-name",
        "首席科学家为张三",
        f"{LEADING} {POSTS} [IS BY] {DESCRIBED} {NAMES}",
        needs="IS BY",
    ),
    _shape(
        "as-posts-name",
        "作为清河大学校长，张三",
        f"AS {POSTS} COMMA {NAMES}",
        needs="AS",
    ),
    _shape(
        "career",
        "张三，男，1968年生。1996.03-2002.08　市财政局局长",
        f"(?P<names> PERSON ) [^PERSON]* (?P<verb> PAST | (?<= [STOP SEMICOLON] ) SINCE )"
        f"[^PERSON TITLE HELD STOP ORG PLACE]*? {AT_OWNER} [TAKES MOVES ALSO]* {LONG_POSTS} (?! {TO_NAME} )",
        needs="PAST SINCE",
    ),
    _shape(
        "name-later-verb",
        "张三2016年回国，先后任副总裁、总裁",
        f"{FIRST_NAMES} {ASIDE} {AT_OWNER} {STRONG_VERB} {LONG_POSTS} {NOT_THE_NEXT}",
        needs=STRONG_VERBS,
    ),
    _shape(
        "next-sentence",
        "张三出席。他是清河大学校长",
        f"(?: ^ (?: PERSON COLON )? | STOP ) [^PERSON STOP]* {NAMES} [^PERSON STOP]* STOP {ASIDE}"
        f"(?: {AT_OWNER} {STRONG_VERB} | PRONOUN {AT_OWNER} (?P<verb> [{ALL_VERBS}]* ) ) {LONG_POSTS} {NOT_THE_NEXT}",
        needs=f"{STRONG_VERBS} PRONOUN",
    ),
)
"""All shapes, the surest first."""

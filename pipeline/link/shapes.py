"""The shapes in which Chinese states who holds a post, in the order in which they apply.

A shape is a pattern over the tokens of a line (`pipeline.link.tokens`), one letter a token, put together from the
named parts below. `names` and `posts` are its groups: everybody in `names` holds every title in `posts`. A shape takes
titles that no shape before it took, so the surest stand first; a title is given away once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.link.tokens import Kind as K

_NAME = f"{K.PERSON}{K.HONORIFIC}?(?:{K.TOUCH}[{K.TITLE}{K.HELD}](?!{K.SLASH}))?(?:{K.OPEN}[^{K.CLOSE}{K.PERSON}{K.STOP}]*{K.CLOSE})?"
NAMES = f"(?:{_NAME}[{K.LIST}{K.SLASH}](?={K.PERSON}))*{K.PERSON}{K.HONORIFIC}?"
"""张三、李四教授和王五."""
OWNER = f"[{K.ORG}{K.PLACE}{K.STAND_IN}{K.UNNAMED}]"
MARK = f"[{K.WAS}{K.ONCE}{K.NOW}{K.WILL}{K.DISMISSES}]"
"""原, 曾任, 现任, 拟任, 免去: before a title or its owner."""
POST = f"(?:{MARK}*(?:{OWNER}{K.OF}?{K.ONCE}?)*{MARK}*{K.TITLE}{K.OFFICE}?)"
"""原北京化工大学副校长."""
ITEM = f"(?:[{K.LIST}{K.WITH}{K.SLASH}]?(?:[{K.DATE}{K.SINCE}]?[{K.ALSO}{K.TAKES}])?{POST})"
LISTED = f"(?:{POST}{ITEM}*)"
"""党委书记、董事长兼总经理."""
POSTS = f"(?:{POST}(?:{K.COMMA}?{ITEM})*)"
"""A list that commas may part too."""
_TO_NAME = f"[{K.OF}{K.COLON}{K.SLASH}]?{K.PERSON}"
FREE = f"(?:{POSTS}(?!{ITEM}*{_TO_NAME})|{POST}(?!{_TO_NAME}))"
"""Titles behind a name or verb, without those that lead to a name of their own: 张三任组长、总监李四任副组长."""
_VERBS = f"{K.TAKES}{K.IS}{K.AS}{K.WAS}{K.NOW}{K.WILL}{K.ALSO}{K.ONCE}{K.DISMISSES}"
VERB = f"(?P<verb>[{_VERBS}]+)"
STRONG = f"(?P<verb>(?:[{K.TAKES}{K.WAS}{K.NOW}{K.WILL}{K.ALSO}{K.DISMISSES}]{K.PRONOUN}?)+)"
"""Verbs that say nothing but that somebody takes up or leaves a post, at any distance from the name."""
AT = f"(?:[{K.AT}{K.WAS}](?P<at>{OWNER}))?"
"""在北京化工大学, before the verb."""
ASIDE = f"[^{K.PERSON}{K.STOP}{K.TITLE}]*?"
"""What may part a verb from its subject: more about the same person, in the same sentence."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A named pattern. `example` shows it; `last` gives the posts to the last name alone; `where` must match the line."""

    name: str
    example: str
    pattern: re.Pattern[str]
    last: bool = False
    where: re.Pattern[str] | None = None

    @property
    def verbal(self) -> bool:
        """Whether a verb gives the posts: 任, 当选, 免去."""
        return bool(self.pattern.groupindex.keys() & {"verb", "verb_2"})

    def matches(self, line: str) -> Iterator[re.Match[str]]:
        """Where the shape stands in a line of letters."""
        if self.where is None or self.where.fullmatch(line):
            yield from self.pattern.finditer(line)


def _shape(name: str, example: str, pattern: str, last: bool = False, where: str | None = None) -> Shape:
    return Shape(name, example, re.compile(pattern), last, re.compile(where) if where else None)


_N, _L, _P, _F = f"(?P<names>{NAMES})", f"(?P<posts>{LISTED})", f"(?P<posts>{POSTS})", f"(?P<posts>{FREE})"
_OPENS = (
    f"(?<![{K.PERSON}{K.TITLE}{K.TOUCH}{K.TAKES}{K.IS}{K.AS}{K.APPOINTS}{K.ALSO}{K.LIST}{K.WITH}{K.SLASH}])"
    f"(?<!{K.PERSON}[{K.COMMA}{K.OPEN}{K.COLON}])(?<!{K.HONORIFIC}[{K.COMMA}{K.OPEN}{K.COLON}])"
)
"""A list with commas begins here: what stands before does not make its first title another name's."""

_CREDIT = f"(?:(?<!{K.PERSON}{K.SLASH})|(?={LISTED}{K.COLON}))"
"""After a name and a stroke the title is that name's (张三／文), but for one with a colon (张三 | 摄影：李四)."""

SHAPES: tuple[Shape, ...] = (
    _shape(
        "roster",
        "张三　清河大学校长　李四　振海集团董事长",
        f"(?P<names>{K.PERSON}){K.HONORIFIC}?{K.COMMA}?{_L}",
        where=f"(?:{K.PERSON}{K.HONORIFIC}?{K.COMMA}?{LISTED}){{2,}}",
    ),
    _shape(
        "appoint-name",
        "任命张三为清河大学校长",
        f"(?P<appoints>[{K.APPOINTS}{K.WILL}]){_N}{K.COUNT}?{VERB}{_F}",
    ),
    _shape(
        "dismiss-name",
        "免去张三的清河大学校长职务",
        f"(?P<verb>{K.DISMISSES}){_N}{K.OF}?{_F}",
    ),
    _shape(
        "name-office",
        "张三的市教育局局长职务",
        f"{_N}{K.OF}(?P<posts>{LISTED})(?<={K.OFFICE})",
    ),
    _shape(
        "name-verb",
        "张三任清河大学校长",
        f"{_N}{K.COUNT}?{AT}{VERB}{_F}",
    ),
    _shape(
        "posts-name",
        "清河大学党委书记、校长张三",
        f"(?:{_OPENS}{_P}|(?<!{K.TOUCH}){_CREDIT}(?P<posts_2>{LISTED})|(?P<posts_3>{K.TITLE}(?=[{K.COLON}{K.SLASH}])))"
        f"[{K.OF}{K.COLON}{K.SLASH}]?{_N}",
    ),
    _shape(
        "name-address",
        "张三教授",
        f"{_N}{K.TOUCH}(?P<posts>{K.TITLE})",
        last=True,
    ),
    _shape(
        "names-count-posts",
        "张三、李四两位副市长",
        f"{_N}{K.COUNT}{_L}",
    ),
    _shape(
        "name-bracket",
        "张三（清河大学校长）",
        f"{_N}{K.OPEN}{_P}{K.CLOSE}",
        last=True,
    ),
    _shape(
        "names-slash",
        "张三、李四／文",
        f"{_N}{K.SLASH}{_L}",
    ),
    _shape(
        "name-comma-verb",
        "张三，现任清河大学校长",
        f"{_N}{K.COUNT}?[{K.COMMA}{K.PRONOUN}]+{AT}{VERB}{_P}",
    ),
    _shape(
        "name-apposition",
        "张三，清河大学校长",
        f"{_N}[{K.COMMA}{K.COLON}]?{_P}",
        last=True,
    ),
    _shape(
        "posts-verb-name",
        "首席科学家为张三",
        f"{_L}[{K.IS}{K.BY}][^{K.PERSON}{K.TITLE}{K.STOP}{K.COMMA}{K.OTHER}]*{_N}",
    ),
    _shape(
        "as-posts-name",
        "作为清河大学校长，张三",
        f"{K.AS}{_L}{K.COMMA}{_N}",
    ),
    _shape(
        "career",
        "张三，男，1968年生。1995.06-2001.04　市财政局局长",
        f"(?P<names>{K.PERSON})[^{K.PERSON}]*(?P<verb>{K.PAST}|(?<=[{K.STOP}{K.SEMICOLON}]){K.SINCE})"
        f"[^{K.PERSON}{K.TITLE}{K.HELD}{K.STOP}{K.ORG}{K.PLACE}]*?{AT}[{K.TAKES}{K.ALSO}]*{_P}(?!{_TO_NAME})",
    ),
    _shape(
        "name-later-verb",
        "张三2016年回国，先后任副总裁、总裁",
        f"{_N}{ASIDE}{AT}{STRONG}{_P}",
    ),
    _shape(
        "next-sentence",
        "张三出席。他是清河大学校长",
        f"(?:^(?:{K.PERSON}{K.COLON})?|{K.STOP})[^{K.PERSON}{K.STOP}]*{_N}[^{K.PERSON}{K.STOP}]*{K.STOP}"
        f"(?:{ASIDE}{AT}{STRONG}|{ASIDE}{K.PRONOUN}{AT.replace('<at>', '<at_2>')}(?P<verb_2>[{_VERBS}]*)){_P}",
    ),
)
"""All shapes, the surest first."""

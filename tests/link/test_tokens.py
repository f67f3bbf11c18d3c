"""Lines as tokens: what stands between people, titles and organizations, by what it says."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.connectors import Kind
from pipeline.link.tokens import letters, tokenize
from pipeline.schema import Span

Marked = Callable[[str], tuple[str, list[Span]]]


def kinds(marked: Marked, line: str) -> list[str]:
    text, spans = marked(line)
    return [token.kind.name for token in tokenize(text, spans, 0, len(text))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[清河大学/ORG][校长/TITLE][秦望舒/PERSON]", "ORG TITLE PERSON"),
        ("[石家庄/LOC]原[市长/TITLE]", "PLACE ONCE TITLE"),
        # the longest word is read: 目前 is no 前, 任务 no 任, 任命为 no 任命, 先后任 no 任
        ("目前[校长/TITLE]", "OTHER TITLE"),
        ("前[校长/TITLE]", "ONCE TITLE"),
        ("任务[校长/TITLE]", "OTHER TITLE"),
        ("[秦望舒/PERSON]任[校长/TITLE]", "PERSON TAKES TITLE"),
        ("[秦望舒/PERSON]被任命为[校长/TITLE]", "PERSON TAKES TITLE"),
        ("任命[秦望舒/PERSON]为[校长/TITLE]", "APPOINTS PERSON IS TITLE"),
        ("[秦望舒/PERSON]先后任[校长/TITLE]", "PERSON WAS TITLE"),
        ("[秦望舒/PERSON]此前曾任[校长/TITLE]", "PERSON WAS TITLE"),
        ("[秦望舒/PERSON]此前任[校长/TITLE]", "PERSON WAS TITLE"),
        ("[秦望舒/PERSON]此前担任[校长/TITLE]", "PERSON WAS TITLE"),
        ("[秦望舒/PERSON]现任[校长/TITLE]", "PERSON NOW TITLE"),
        ("[秦望舒/PERSON]同时兼任[校长/TITLE]", "PERSON ALSO TITLE"),
        ("[秦望舒/PERSON]拟任[校长/TITLE]", "PERSON WILL TITLE"),
        ("免去[秦望舒/PERSON]的[校长/TITLE]职务", "DISMISSES PERSON OF TITLE OFFICE"),
        ("[秦望舒/PERSON]因个人原因于[昨日/DATE]辞任", "PERSON REASON DATE LEAVES"),
        ("[秦望舒/PERSON]毕业于[清河大学/ORG]，被免职，[柳明远/PERSON]", "PERSON OTHER ORG COMMA LEAVES COMMA PERSON"),
        ("作为[校长/TITLE]，[秦望舒/PERSON]", "AS TITLE COMMA PERSON"),
        ("[组长/TITLE]由[秦望舒/PERSON]担任", "TITLE BY PERSON TAKES"),
        ("[秦望舒/PERSON]在[清河大学/ORG]任[校长/TITLE]", "PERSON AT ORG TAKES TITLE"),
        # lists
        ("[书记/TITLE]、[校长/TITLE]", "TITLE LIST TITLE"),
        ("[秦望舒/PERSON]和[柳明远/PERSON]", "PERSON LIST PERSON"),
        ("[秦望舒/PERSON] [柳明远/PERSON]", "PERSON LIST PERSON"),
        ("[秦望舒/PERSON][柳明远/PERSON]", "PERSON LIST PERSON"),
        ("[秦望舒/PERSON]与[柳明远/PERSON]", "PERSON WITH PERSON"),
        ("[文/TITLE]/[秦望舒/PERSON]", "TITLE SLASH PERSON"),
        ("[秦望舒/PERSON]、[柳明远/PERSON]两位[教授/TITLE]", "PERSON LIST PERSON COUNT TITLE"),
        ("[秦望舒/PERSON]等11人当选[理事/TITLE]", "PERSON COUNT TAKES TITLE"),
        # a title touches the name, or does not
        ("[秦望舒/PERSON][教授/TITLE]", "PERSON TOUCH TITLE"),
        ("[秦望舒/PERSON] [教授/TITLE]", "PERSON TITLE"),
        ("[秦望舒/PERSON]（[柳思齐/PERSON]）[教授/TITLE]", "PERSON TOUCH TITLE"),
        # what only describes is left out
        ("[秦望舒/PERSON]（女，藏族）为[校长/TITLE]", "PERSON IS TITLE"),
        ("[主席/TITLE]、74岁的[秦望舒/PERSON]", "TITLE PERSON"),
        ("[教授/TITLE]“[秦望舒/PERSON]”", "TITLE PERSON"),
        ("[校长/TITLE]\u3000[秦望舒/PERSON]", "TITLE PERSON"),
        ("[秦望舒/PERSON]同志任[校长/TITLE]", "PERSON HONORIFIC TAKES TITLE"),
        # a bracket with a second name is left out, one with anything else is not
        ("[清河大学/ORG]（以下简称“[清大/ORG]”）[校长/TITLE]", "ORG TITLE"),
        ("[清河大学/ORG]（[清大/ORG]，缩写[QHU/ORG]）[校长/TITLE]", "ORG TITLE"),
        ("某某有限公司（下称“[振海集团/ORG]”）[董事长/TITLE]", "UNNAMED ORG TITLE"),
        ("某某厂（下称“[振海集团/ORG]”）[董事长/TITLE]", "OTHER ORG TITLE"),
        ("丹麦Nordvind A/S[亚太区总裁/TITLE]", "UNNAMED TITLE"),
        ("[清河大学/ORG]（位于[石家庄/LOC]）[校长/TITLE]", "ORG OPEN OTHER PLACE CLOSE TITLE"),
        ("[秦望舒/PERSON]（[校长/TITLE]）", "PERSON OPEN TITLE CLOSE"),
        # words that stand for an organization, and such that are none
        ("该校[校长/TITLE]", "STAND_IN TITLE"),
        ("公司[总经理/TITLE]", "STAND_IN TITLE"),
        ("据公司[总经理/TITLE]", "OTHER STAND_IN TITLE"),
        ("，二期项目公司[总经理/TITLE]", "COMMA UNNAMED TITLE"),
        ("承办此案的[检察官/TITLE]", "UNNAMED TITLE"),
        ("市交易中心转让科[科长/TITLE]", "UNNAMED TITLE"),
        ("随后[科长/TITLE]", "OTHER TITLE"),
        ("该[科长/TITLE]", "TITLE"),
        ("第四届、第五届[委员/TITLE]", "TITLE"),
        # periods of a career, line breaks
        ("[1996.03-2002.08/DATE]", "PAST"),
        ("[1996.03/DATE]-[2002.08/DATE]", "SINCE OTHER DATE"),
        ("[2016.05/DATE]至今", "SINCE OTHER"),
        ("[1995年6月/DATE]", "DATE"),
        ("[校长/TITLE]\n[校长/TITLE]", "TITLE STOP TITLE"),
        (r"[校长/TITLE]\n[校长/TITLE]", "TITLE STOP TITLE"),
        ("[校长/TITLE]? [秦望舒/PERSON]", "TITLE PERSON"),
        ("[校长/TITLE]? ? [秦望舒/PERSON]", "TITLE STOP PERSON"),
        ("[秦望舒/PERSON]看到的[校长/TITLE]", "PERSON OTHER OF TITLE"),
        # everything else
        ("[秦望舒/PERSON]出席；[校长/TITLE]讲话。", "PERSON OTHER SEMICOLON TITLE OTHER STOP"),
        ("[秦望舒/PERSON]。他是[校长/TITLE]", "PERSON STOP PRONOUN IS TITLE"),
        ("", ""),
    ],
)
def test_tokens_of_a_line(marked: Marked, line: str, expected: str) -> None:
    assert kinds(marked, line) == expected.split()


def test_tokens_letters_are_one_each() -> None:
    assert len({kind.value for kind in Kind}) == len(Kind) and {len(kind.value) for kind in Kind} == {1}


PIECES = st.sampled_from(
    ["[清河大学/ORG]", "[秦望舒/PERSON]", "[校长/TITLE]", "[石家庄/LOC]", "（", "）", "、", "，", "。", " ", "原", "任", "的", "公司", "该校", "abc", "以下简称"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14))
def test_tokens_slice_in_order_and_keep_every_title(marked: Marked, pieces: list[str]) -> None:
    text, spans = marked("".join(pieces))
    tokens = tokenize(text, spans, 0, len(text))
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert [token.span for token in tokens if token.kind is Kind.TITLE] == [s for s in spans if s.label == "TITLE"]
    assert len(letters(tokens)) == len(tokens)

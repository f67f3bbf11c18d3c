"""Documents → people and organizations of the batch: who is one, who is not, why, and under which id.

A document is a list of lines. `张伟，校长@北京化工大学，市长#海东市，记者` is a person with a title at an organization, one with a place
and one alone, `@北京化工大学` an organization, and `=` stands before further names.
"""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.join import Appearance, Batch, Entity, Known
from pipeline.join.appearance import Kind
from pipeline.join.known import KnownEntity
from pipeline.schema import Position

Document = tuple[str, date | None, Sequence[str]]


def appearance(line: str) -> Appearance:
    name, *posts = line.split("，")
    kind: Kind = "ORG" if line[0] == "@" else "PERSON"
    name, *forms = name.removeprefix("@").split("=")
    return Appearance(kind, name, tuple(forms), 1, tuple(position(name, post) for post in posts))


def position(person: str, post: str) -> Position:
    title, _, organization = post.partition("@")
    title, _, place = title.partition("#")
    return Position(person, title, organization or None, place or None)


def batch(documents: Sequence[Document], known: Known | None = None) -> Batch:
    made = Batch(known)
    for doc_id, day, lines in documents:
        made.add(doc_id, day, [appearance(line) for line in lines])
    made.join()
    return made


def numbered(*documents: Sequence[str]) -> list[Document]:
    """Documents d1, d2, … of one day after the other."""
    return [(f"d{place}", date(2026, 3, place), lines) for place, lines in enumerate(documents, start=1)]


def people(*documents: Sequence[str]) -> list[tuple[str, str]]:
    """Documents and reason of each person, as short texts."""
    with batch(numbered(*documents)) as made:
        return sorted(("+".join(entity.documents), "；".join(entity.joined_by)) for entity in made.entities("PERSON"))


def organizations(*documents: Sequence[str]) -> list[tuple[str, str, str]]:
    with batch(numbered(*documents)) as made:
        return sorted(
            ("+".join(entity.documents), entity.name, "；".join(entity.joined_by)) for entity in made.entities("ORG")
        )


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("张伟，校长@北京化工大学", "張偉，教授@北京化工大學", "organization=北京化工大学"),
        ("张伟，董事长@振海重工有限公司", "张伟，董事长@振海重工有限责任公司", "organization=振海重工有限公司"),
        ("张伟，省长#安徽", "张伟，省长#安徽省", "post=安徽省长"),
        ("张伟，省长#安徽", "张伟，省长@安徽省人民政府", "post=安徽省长"),
        ("张伟，市委书记#海东", "张伟，书记@中共海东市委", "post=海东市委书记"),
        ("张伟，县委书记#福建省漳浦", "张伟，县委书记#漳浦县", "post=漳浦县委书记"),
        ("张伟，国家主席", "张伟，国家主席", "post=国家主席"),
        ("阿里，外长#赞比亚", "阿里，外长#赞比亚", "post=赞比亚外长"),
        ("Arnout=安诺杰，总裁@施普林格·自然", "安诺杰，总裁@施普林格·自然", "organization=施普林格·自然"),
    ],
)
def test_one_person(one: str, other: str, reason: str) -> None:
    assert people([one], [other]) == [("d1+d2", reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张伟，校长@北京化工大学", "张伟，校长@南开大学"),
        ("张伟，校长@北京化工大学", "张玮，校长@北京化工大学"),
        ("张伟，董事长@中国中信集团有限公司", "张伟，董事长@中国中信有限公司"),
        ("张伟，省长#安徽", "张伟，省长#浙江"),
        ("张伟，省长#安徽", "张伟，副省长#安徽"),
        ("张伟，市长", "张伟，市长"),
        ("张伟，记者", "张伟，记者"),
        ("张伟，教授", "张伟，教授"),
        ("张伟，总经理", "张伟，总经理"),
        ("张伟，选手#中国", "张伟，选手#中国"),
        ("张伟，主任@管委会", "张伟，主任@管委会"),
        ("张伟，局长@市教育局", "张伟，局长@市教育局"),
        ("张伟，院长@材料学院", "张伟，院长@材料学院"),
        ("张伟，校长@北京化工大学", "张伟"),
        ("张伟", "张伟"),
        ("钱某，董事长@振海重工有限公司", "钱某，董事长@振海重工有限公司"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert people([one], [other]) == [("d1", ""), ("d2", "")]


def test_people_join_through_others() -> None:
    lines = [
        "张伟，教授@南开大学",
        "张伟，校长@南开大学，院长@中国工程院",
        "张伟，院士@中国工程院",
        "张伟，院士@北京化工大学",
    ]
    with batch(numbered(*([line] for line in lines))) as made:
        first, second = made.entities("PERSON")
    assert first == Entity(
        first.id, "张伟", (), ("d1", "d2", "d3"), 3, ("organization=中国工程院", "organization=南开大学"),
        ("教授", "校长", "院长", "院士"), ("南开大学", "中国工程院"),
    )  # fmt: skip
    assert second.documents == ("d4",) and second.joined_by == ()


@pytest.mark.parametrize(
    ("one", "other", "name", "reason"),
    [
        ("@北京化工大学", "@北京化工大学", "北京化工大学", "name"),
        ("@北京化工大學=北化", "@北京化工大学", "北京化工大学", "name"),
        ("@振海重工有限公司", "@振海重工有限责任公司", "振海重工有限责任公司", "form of name"),
        ("@海东市政府", "@海东市人民政府=市政府", "海东市人民政府", "form of name"),
    ],
)
def test_one_organization(one: str, other: str, name: str, reason: str) -> None:
    assert organizations([one], [other]) == [("d1+d2", name, reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@中国石油天然气集团有限公司", "@中国石油化工集团有限公司"),
        ("@石家庄高新区管委会=管委会", "@昆明高新区管委会=管委会"),
        ("@管委会", "@管委会"),
        ("@市教育局", "@市教育局"),
        ("@北京化工大学=化大", "@化大"),
        ("@鑫某公司", "@鑫某公司"),
    ],
)
def test_two_organizations(one: str, other: str) -> None:
    assert [(docs, reason) for docs, _, reason in organizations([one], [other])] == [("d1", ""), ("d2", "")]


def test_a_short_form_is_what_its_document_says() -> None:
    said = ["@北京化工大学=化大", "张伟，校长@化大"], ["张伟，教授@北京化工大学"], ["@化大学校=化大", "张伟，校长@化大"]
    assert people(*said) == [("d1+d2", "organization=北京化工大学"), ("d3", "")]


def test_who_is_in_most_documents_comes_first() -> None:
    said = ["@北京化工大学", "@南开大学", "@安徽大学"], ["@南开大学", "@浙江大学"]
    with batch(numbered(*said)) as made:
        assert [entity.name for entity in made.entities("ORG")] == ["南开大学", "北京化工大学", "安徽大学", "浙江大学"]


KNOWN = Known.of(
    [
        KnownEntity("PERSON", "张桂梅", ("张老师",), "zhang", 2),
        KnownEntity("ORG", "中国石油天然气集团有限公司", ("中国石油", "中石油"), "cnpc", 3),
        KnownEntity("ORG", "石家庄高新区管委会", ("管委会",), "gxq", 4),
    ]
)


def test_known_entities_win_over_rules() -> None:
    documents = numbered(
        ["张桂梅，校长@华坪中学", "@中国石油", "@管委会", "李四，总经理@中国石油"],
        ["張桂梅，校长@北京化工大学", "@中石油", "@管委会", "李四，总经理@中石油"],
        ["张老师"],
    )
    with batch(documents, KNOWN) as made:
        zhang, li = made.entities("PERSON")
        oil, zone, *_ = made.entities("ORG")
        assert made.ids("d3") == {"PERSON": ["zhang"], "ORG": []}
    assert (zhang.id, zhang.name, len(zhang.documents), zhang.joined_by) == ("zhang", "张桂梅", 3, ("known",))
    assert zhang.aliases == ("張桂梅", "张老师")
    assert (oil.id, oil.name, oil.aliases, oil.joined_by) == (
        "cnpc", "中国石油天然气集团有限公司", ("中国石油", "中石油"), ("known",)
    )  # fmt: skip
    assert (zone.id, zone.documents) == ("gxq", ("d1", "d2"))
    assert li.joined_by == ("organization=中国石油天然气集团有限公司",)


def ids(documents: Sequence[Document]) -> dict[tuple[str, str], str]:
    """Document and name → id."""
    with batch(documents) as made:
        found = {doc_id: made.ids(doc_id) for doc_id, _, _ in documents}
    named = {}
    for doc_id, _, lines in documents:
        for kind in ("PERSON", "ORG"):
            names = [item.name for item in map(appearance, lines) if item.kind == kind]
            named |= {(doc_id, name): entity for name, entity in zip(names, found[doc_id][kind], strict=True)}
    return named


def test_ids_are_the_contract() -> None:
    """Other people's files hold these ids: a changed rule may change some, a changed hash would change all."""
    assert ids(numbered(["张伟，校长@北京化工大学", "张伟二", "@北京化工大学", "@管委会"])) == {
        ("d1", "张伟"): "p-13867c999973",
        ("d1", "张伟二"): "p-1be0a1b3dbcb",
        ("d1", "北京化工大学"): "o-47be87d1d4b1",
        ("d1", "管委会"): "o-31aff265a5ff",
    }


def test_later_documents_change_no_id() -> None:
    before = numbered(["张伟，校长@北京化工大学", "@北京化工大学"], ["张伟，教授@南开大学"], ["张伟"])
    later = numbered(
        [], [], [], ["张伟，院士@安徽大学，教授@北京化工大学", "李四，校长@南开大学"], ["张伟，院士@安徽大学"]
    )
    assert ids(before).items() <= ids(before + later[3:]).items()


def test_of_two_people_who_turn_out_to_be_one_the_earlier_gives_the_id() -> None:
    apart = numbered(["张伟，校长@北京化工大学"], ["张伟，教授@南开大学"])
    one = ids([*apart, ("d3", date(2026, 3, 3), ["张伟，教授@南开大学，原校长@北京化工大学"])])
    assert set(one.values()) == {ids(apart)["d1", "张伟"]}


def test_undated_documents_come_last() -> None:
    apart = [("a", None, ["张伟，校长@安徽大学"]), ("b", date(2026, 3, 1), ["张伟，教授@南开大学"])]
    one = ids([*apart, ("c", None, ["张伟，教授@南开大学，校长@安徽大学"])])
    assert set(one.values()) == {ids(apart)["b", "张伟"]}


def test_a_document_that_is_taken_out_again_leaves_no_trace() -> None:
    documents = numbered(
        ["张伟，校长@北京化工大学"], ["张伟，校长@北京化工大学，教授@南开大学"], ["张伟，教授@南开大学"]
    )
    with batch(documents) as made, batch([documents[0], documents[2]]) as never:
        made.forget("d2")
        made.join()
        for kind in ("PERSON", "ORG"):
            assert list(made.entities(kind)) == list(never.entities(kind))


LINES = st.sampled_from(
    [
        f"{name}，{post}"
        for name in ("张伟", "张偉=老张", "李四=张伟", "钱某", "老张")
        for post in ("校长@北京化工大学", "教授@南开大学，校长@北京化工大學", "省长#安徽", "书记@管委会", "记者")
    ]
    + ["张伟", "李四", "@北京化工大学=北化", "@北京化工大學", "@管委会", "@振海重工有限公司", "@振海重工有限责任公司"]
)
DOCUMENTS = st.lists(st.lists(LINES, max_size=4, unique=True), min_size=1, max_size=8)


@settings(deadline=None)  # the first example loads tables
@given(DOCUMENTS, st.randoms(use_true_random=False), st.integers(0, 2))
def test_the_order_of_documents_decides_nothing(texts: list[list[str]], chance: random.Random, days: int) -> None:
    documents: list[Document] = [
        (f"d{place}", date(2026, 3, 1 + place % days) if days else None, lines) for place, lines in enumerate(texts)
    ]
    other = documents.copy()
    chance.shuffle(other)
    with batch(documents) as one, batch(other) as two:
        for kind in ("PERSON", "ORG"):
            assert list(one.entities(kind)) == list(two.entities(kind))
        for doc_id, _, lines in documents:
            assert one.ids(doc_id) == two.ids(doc_id)
            assert sum(map(len, one.ids(doc_id).values())) == len(lines)


@settings(deadline=None)  # the first example loads tables
@given(DOCUMENTS)
def test_every_appearance_is_in_one_entity_and_every_join_has_a_reason(texts: list[list[str]]) -> None:
    documents = numbered(*texts)
    with batch(documents) as made:
        for kind in ("PERSON", "ORG"):
            found = list(made.entities(kind))
            assert len({entity.id for entity in found}) == len(found)
            assert sum(entity.mentions for entity in found) == sum(
                appearance(line).kind == kind for lines in texts for line in lines
            )
            assert all(bool(entity.joined_by) == (len(entity.documents) > 1) for entity in found)


def peak_of(documents: int) -> int:
    """Bytes that joining so many documents takes at most, the word tables not counted."""
    found = [appearance("张伟，校长@北京化工大学"), appearance("@北京化工大学"), appearance("李四")]
    with Batch() as made:
        made.add("first", None, found)  # loads the word tables
        tracemalloc.start()
        for place in range(documents):
            made.add(f"d{place}", None, found)
        made.join()
        entities = sum(1 for _ in made.entities("PERSON"))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert entities == documents + 2
    return peak


def test_memory_grows_by_less_than_a_kilobyte_for_each_document() -> None:
    """The person and the organization that are in all documents here name them all."""
    peak_of(10)  # whatever else is made at the first time
    assert (peak_of(2000) - peak_of(500)) / 1500 < 1000


def test_names_that_are_no_text_are_shown_as_such() -> None:
    with batch([("a", None, ["张\ud800伟"])]) as made:
        assert [entity.name for entity in made.entities("PERSON")] == ["张?伟"]

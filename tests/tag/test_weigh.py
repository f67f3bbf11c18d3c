"""Weigh: what rules propose and what the tagger thinks become one score."""

import pytest

from pipeline.segment import Passage
from pipeline.tag.base import Candidate
from pipeline.tag.resolve import resolve
from pipeline.tag.weigh import EVIDENCE, Opinion, evidence_of, weigh

TEXT = "清河大学校长秦望舒出席。秦望舒说。"
NAME, AGAIN = (6, 9, "PERSON"), (12, 15, "PERSON")


def weights(**figures: float) -> dict[str, tuple[float, ...]]:
    each = tuple(figures.get(name, 0.0) for name in EVIDENCE)
    return dict.fromkeys(("PERSON", "TITLE", "ORG"), each)


def figures(key, candidates=(), kept=(), **chances):
    """The evidence for one candidate, by name."""
    opinion = Opinion(chances.pop("chances", {}), weights())
    for candidate, evidence in evidence_of(TEXT, candidates, kept, opinion):
        if (candidate.start, candidate.end, candidate.label) == key:
            return dict(zip(EVIDENCE, evidence, strict=True))
    return None


def rule(key, score=0.75):
    return Candidate(*key, "person:test", score)


def test_weigh_chance_of_the_tagger_alone() -> None:
    found = figures(NAME, chances={NAME: 0.5})
    assert (found["chance"], found["kept"], found["proposed"], found["repeated"]) == (0, 0, 0, 0)
    assert figures(NAME, chances={NAME: 0.9})["chance"] > 2
    assert figures(NAME, chances={NAME: 1.0})["chance"] < 7  # never quite sure


def test_weigh_rules_that_keep_and_rules_that_propose() -> None:
    kept = figures(NAME, [rule(NAME, 1.0)], [rule(NAME, 1.0)])
    assert (kept["kept"], kept["sure"], kept["proposed"]) == (1, 1, 0)
    proposed = figures(NAME, [rule(NAME)], [])
    assert (proposed["kept"], proposed["sure"], proposed["proposed"]) == (0, 0, 1)


def test_weigh_what_stands_in_the_way() -> None:
    longer = (5, 9, "PERSON")
    found = figures(NAME, [rule(longer)], [rule(longer)], chances={NAME: 0.6, longer: 0.3})
    assert (found["crossed"], found["rival"]) == (1, 0.3)
    assert figures(NAME, [rule(NAME)], [rule(NAME)])["crossed"] == 0  # nobody is his own rival


def test_weigh_whose_title_it_is_and_where() -> None:
    title = (4, 6, "TITLE")
    found = figures(title, chances={title: 0.5, NAME: 0.7, (0, 4, "ORG"): 0.6, AGAIN: 0.9})
    assert (found["holder"], found["held_at"]) == (0.7, 0.6)
    assert figures(title, [rule(NAME)], [rule(NAME)], chances={title: 0.5})["holder"] == 1
    alone = figures(title, chances={title: 0.5, AGAIN: 0.9})
    assert (alone["holder"], alone["held_at"]) == (0, 0)


def test_weigh_names_that_the_tagger_has_not_learnt_and_titles_right_before_them() -> None:
    name = Candidate(*NAME, "person:japanese", 0.99)
    title = Candidate(4, 6, "TITLE", "title:before-name", 0.9)
    for key in (NAME, (4, 6, "TITLE")):
        found = figures(key, [name, title], [name, title])
        assert found["chance"] == pytest.approx(1.386, abs=0.01)  # odds of 0.8
    other = Candidate(*NAME, "person:after-title", 0.99)
    assert figures((4, 6, "TITLE"), [other, title], [other, title])["chance"] < 0


def test_weigh_what_the_document_says_elsewhere() -> None:
    found = figures(AGAIN, chances={NAME: 0.95})
    assert (found["elsewhere"], found["otherwise"], found["repeated"]) == (0.95, 0, 1)
    found = figures(AGAIN, chances={NAME: 0.95, (6, 9, "ORG"): 0.04})
    assert found["otherwise"] == 0.04
    assert figures(AGAIN, chances={NAME: 0.5}) is None, "only names that are sure are looked for"


def test_weigh_a_place_that_is_named_with_its_unit_elsewhere() -> None:
    text = "永修县备耕。永修下雨。"
    opinion = Opinion({(0, 3, "LOC"): 0.97}, {"LOC": (0.0,) * len(EVIDENCE)})
    short = Candidate(6, 8, "LOC", "place:test", 0.72)
    found = {c.start: evidence[EVIDENCE.index("in_full")] for c, evidence in evidence_of(text, [short], [], opinion)}
    assert found == {0: 0.0, 6: 0.97}


def test_weigh_scores_are_chances_and_sources_stay() -> None:
    opinion = Opinion({NAME: 0.9}, weights(chance=1.0))
    other = Candidate(0, 4, "PHONE", "phone:test", 0.66)
    found = {(c.start, c.label): c for c in weigh(TEXT, [rule(NAME), other], [rule(NAME)], opinion)}
    assert found[6, "PERSON"].score == pytest.approx(0.9, abs=1e-3)
    assert found[6, "PERSON"].rule == "person:test"
    assert found[12, "PERSON"].rule == "person:tagger"
    assert found[0, "PHONE"] == other, "a label that the tagger does not know keeps its score"


@pytest.mark.parametrize(("chance", "expected"), [(0.9, ["秦望舒"]), (0.1, [])])
def test_resolve_lets_the_common_score_decide(chance: float, expected: list[str]) -> None:
    opinion = Opinion({NAME: chance}, weights(chance=1.0))
    spans = resolve(Passage.of(TEXT), [rule(NAME, 0.9)], opinion)
    assert [span.text for span in spans] == expected


def test_resolve_finds_a_sure_name_again() -> None:
    opinion = Opinion({NAME: 0.98}, weights(bias=-1.0, chance=0.5, elsewhere=5.0))
    assert [span.start for span in resolve(Passage.of(TEXT), [], opinion)] == [6, 12]


def test_weigh_without_an_opinion_changes_nothing() -> None:
    spans = resolve(Passage.of(TEXT), [rule(NAME, 0.9)])
    assert [(span.text, span.score) for span in spans] == [("秦望舒", 0.9)]


@pytest.mark.parametrize(
    ("label", "sure", "possible", "found"),
    [("ORG", 0.7, 0.2, 2), ("ORG", 0.7, 0.05, 1), ("ORG", 0.45, 0.2, 1), ("PERSON", 0.7, 0.2, 1)],
)
def test_weigh_organizations_that_are_sure_in_one_place_need_less_in_another(
    label: str, sure: float, possible: float, found: int
) -> None:
    text = "远山开业。大家去远山看看。"
    opinion = Opinion({(0, 2, label): sure, (8, 10, label): possible}, weights(chance=1.0))
    assert len(resolve(Passage.of(text), [], opinion)) == found

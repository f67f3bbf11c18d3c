"""The organization that a title without one is held at."""

from collections.abc import Callable

import pytest

from pipeline.link import find_aliases
from pipeline.link.owners import NO_OWNER, Owners
from pipeline.schema import Span
from pipeline.segment import split_sentences

Marked = Callable[[str], tuple[str, list[Span]]]


def owners(marked: Marked, line: str) -> tuple[Owners, list[Span]]:
    text, mentions = marked(line)
    return Owners(text, mentions, find_aliases(text, split_sentences(text), mentions)), mentions


OWNED = [
    # a word before the title stands for an organization named before
    ("[振海集团/ORG]开工，公司[总经理/TITLE]到场。", "振海集团"),
    ("[清河大学/ORG]开学，该校[校长/TITLE]讲话。", "清河大学"),
    ("[清河大学/ORG]与[振海集团/ORG]签约，学校[党委书记/TITLE]到场。", "清河大学"),
    ("[云杉基金会/ORG]成立，基金会[理事长/TITLE]讲话。", "云杉基金会"),
    # the nearest of its kind
    ("[云杉集团/ORG]与[振海集团/ORG]签约，该集团[总裁/TITLE]到场。", "振海集团"),
    # the kind of organization that a title belongs to, when the document has one of it
    ("[清河大学/ORG]与[振海集团/ORG]签约，[校长/TITLE]到场。", "清河大学"),
    ("[清河大学/ORG]与[振海集团/ORG]签约，[董事长/TITLE]到场。", "振海集团"),
    ("[云杉银行股份有限公司/ORG]开业，[行长/TITLE]讲话。", "云杉银行股份有限公司"),
    # the organization that speaks
    ("[振海重工有限公司/ORG]（以下简称“公司”）开工，[董事会秘书/TITLE]到场。", "振海重工有限公司"),
    # two of the kind, none of the kind, none before the title
    ("[清河大学/ORG]与[云杉大学/ORG]签约，[校长/TITLE]到场。", None),
    ("[振海集团/ORG]开工，[校长/TITLE]到场。", None),
    ("[校长/TITLE]到场，[清河大学/ORG]开学。", None),
    ("[校长/TITLE]到场。", None),
    # titles that a person carries anywhere
    ("[振海重工有限公司/ORG]（以下简称“公司”）开工，[教授/TITLE]到场。", None),
    ("[振海重工有限公司/ORG]（以下简称“公司”）开工，[省长/TITLE]到场。", None),
]


@pytest.mark.parametrize(("line", "expected"), OWNED)
def test_owners_of_title(marked: Marked, line: str, expected: str | None) -> None:
    found, mentions = owners(marked, line)
    org = found.of(next(m for m in mentions if m.label == "TITLE"))
    assert (org.text if org else None) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[清河大学/ORG][校长/TITLE]", True),
        ("[石家庄医院/ORG][护士长/TITLE]", True),
        ("[云杉银行/ORG][行长/TITLE]", True),
        ("[振海集团/ORG][校长/TITLE]", False),
        ("[清河大学/ORG][行长/TITLE]", False),
        ("[中国工程院/ORG][校长/TITLE]", False),
        (
            "[中国科学院/ORG][校长/TITLE]",
            False,
        ),
        # a title of no kind, and one of business, fits anywhere
        ("[清河大学/ORG][主任/TITLE]", True),
        ("[云杉协会/ORG][总经理/TITLE]", True),
    ],
)
def test_owners_title_fits_organization(marked: Marked, line: str, expected: bool) -> None:
    found, (org, title) = owners(marked, line)
    assert found.fits(title, org) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("教授", True), ("记者", True), ("副省长", True), ("院士", True), ("总经理", False), ("校长", False)],
)
def test_owners_personal_titles(title: str, expected: bool) -> None:
    assert bool(NO_OWNER.search(title)) is expected

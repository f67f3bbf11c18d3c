"""The date of a document: what relative expressions are counted from."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import split_sentences
from pipeline.segment.dateline import document_date

TITLE = "青禾市举办智慧农业论坛\n"
DATES = [
    # the publication date of a dateline
    (date(2026, 3, 28), TITLE + "发布时间：2026-03-28 09:00\n3月27日，论坛举行。"),
    (date(2026, 3, 28), TITLE + "2026年3月28日 来源：青禾日报\n2026年3月20日，论坛举行。"),
    # of several the latest: written first, published later
    (date(2026, 3, 30), TITLE + "成文日期：2026-03-28\n发布日期：2026-03-30\n3月27日，论坛举行。"),
    (date(2026, 3, 30), TITLE + "发布日期：2026-03-30\n成文日期：2026-03-28\n3月27日，论坛举行。"),
    # it wins over a later date of the text
    (date(2026, 3, 28), TITLE + "发布时间：2026-03-28\n第二届论坛将于2026年9月1日举行。"),
    # the date below the name of the office that signs
    (date(2025, 12, 5), TITLE + "论坛已经筹备就绪。\n青禾市农业局\n2025年12月5日"),
    (date(2025, 12, 5), TITLE + "论坛已经筹备就绪。\n青禾市农业局\n二〇二五年十二月五日"),
    # else the latest full date of the lead
    (date(2026, 3, 2), TITLE + "论坛于2026年3月1日报到，2026年3月2日开幕，代表们从各地赶来参加，会场里座无虚席，气氛十分热烈。"),
    # where no day has its year the first one: what comes behind may lie ahead
    (date(2026, 5, 28), "青禾市2026年招生办法公布\n5月28日，发布会举行。7月3日报名，8月5日公布结果。"),
    # no full date: none is made up
    (None, TITLE + "3月27日，论坛举行。"),
    (None, TITLE + "2026年3月，论坛举行。"),
    (None, TITLE + "论坛今天举行。"),
    (None, TITLE + "展馆预计2026年底完工，2027年初启用。"),
    (None, TITLE + "2026年13月40日，论坛举行。"),
    (None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "text"), DATES)
def test_dateline_document_date(expected: date | None, text: str) -> None:
    assert document_date(text, split_sentences(text)) == expected


@pytest.mark.parametrize(("ahead", "expected"), [(100, date(2026, 3, 2)), (5000, None)])
def test_dateline_reads_the_lead_only(ahead: int, expected: date | None) -> None:
    text = TITLE + "略" * ahead + "。论坛于2026年3月2日开幕。" + "代表发言。" * 5
    assert document_date(text, split_sentences(text)) == expected


@settings(deadline=None)  # the first example loads tables
@given(st.text(alphabet="0123456789年月日-/.：发布时间来源 \n。〇二", max_size=60))
def test_dateline_never_raises(text: str) -> None:
    assert isinstance(document_date(text, split_sentences(text)), date | None)

"""Role, subject and event against their own gold."""

import json

import pytest

from pipeline.evaluate import EvaluationError, Score, read_contexts, score
from pipeline.schema import Record, Span

TEXT = "远山科技（远山）2025年上市，营收3亿元。"
MONEY, DATE = (TEXT.index("3亿元"), TEXT.index("3亿元") + 3), (TEXT.index("2025年"), TEXT.index("2025年") + 5)


def record(role=None, subject=None, event=None) -> Record:
    spans = (
        Span(*MONEY, "3亿元", "MONEY", role=role, subject=subject),
        Span(*DATE, "2025年", "DATE", event=event),
    )
    return Record("a", TEXT, spans, aliases=(("远山科技", "远山"),))


@pytest.fixture
def contexts(tmp_path):
    """`contexts(role, subject, event)`: what is read from a folder beside gold with these right answers."""

    def read(role, subject, event):
        items = [
            {"start": MONEY[0], "end": MONEY[1], "text": "3亿元", "label": "MONEY", "role": role, "subject": subject},
            {"start": DATE[0], "end": DATE[1], "text": "2025年", "label": "DATE", "event": event},
        ]
        (tmp_path / "gold").mkdir(exist_ok=True)
        (tmp_path / "gold-context").mkdir(exist_ok=True)
        path = tmp_path / "gold-context" / "a.json"
        path.write_text(json.dumps({"id": "a", "contexts": items}), encoding="utf-8")
        return read_contexts(tmp_path / "gold")

    return read


HIT, MISSED, EXTRA, BOTH, NONE = Score(hits=1), Score(missed=1), Score(extra=1), Score(missed=1, extra=1), Score()


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        (["营收"], "营收", HIT),
        (["营业收入", "营收"], "营收", HIT),
        (["营收"], None, MISSED),
        (["营收"], "上市", BOTH),
        ([], "上市", EXTRA),
        ([], None, NONE),
        (["营收", None], "营收", NONE),
        (["营收", None], None, NONE),
        (["营收", None], "上市", EXTRA),
    ],
)
def test_an_answer_is_right_when_gold_has_it(contexts, wanted, found, expected):
    report = score([record()], {"a": record(role=found)}, contexts(wanted, [], []))
    assert report.contexts["role"] == expected
    assert list(report.contexts) == ["role", "subject", "event"]


def test_a_subject_may_have_another_name_of_its_group(contexts):
    gold = contexts(["营收"], ["远山"], ["上市"])
    report = score([record()], {"a": record("营收", "远山科技", "营收")}, gold)
    assert report.contexts == {"role": HIT, "subject": HIT, "event": BOTH}
    (mistake,) = report.mistakes
    assert (mistake.label, mistake.kind, mistake.text, mistake.note) == (
        "event",
        "value",
        "2025年",
        "gold 上市; found 营收",
    )


def test_only_spans_in_common_are_compared(contexts):
    nothing = Record("a", TEXT)
    assert score([record()], {"a": nothing}, contexts(["营收"], [], ["上市"])).contexts == {}


def test_no_folder_beside_gold_means_no_rows(tmp_path):
    assert read_contexts(tmp_path / "gold") == {}


def test_a_broken_file_is_named(contexts, tmp_path):
    contexts([], [], [])
    (tmp_path / "gold-context" / "b.json").write_text('{"id": "b"}', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"b\.json: not gold of amounts"):
        read_contexts(tmp_path / "gold")

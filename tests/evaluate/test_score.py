"""Scoring as a specification: a small document, what gold says, what was found, what is counted."""

import pytest

from pipeline.evaluate import EvaluationError, Score, score
from pipeline.schema import Position, Record, Span

TEXT = "中国工程院院士、北京化工大学校长谭天伟出席，签约超16亿元。"


def span(words, label, **more):
    start = TEXT.index(words)
    return Span(start, start + len(words), words, label, **more)


def record(*spans, doc_id="a", text=TEXT, positions=(), aliases=()):
    return Record(doc_id, text, tuple(spans), tuple(positions), tuple(aliases))


NAME = span("谭天伟", "PERSON")
SCHOOL = span("北京化工大学", "ORG")
SUM = span("超16亿元", "MONEY", norm={"value": 1600000000, "unit": "CNY", "bound": ">"})

# name, gold, found, label, (hits, missed, extra, right, valued)
SPANS = [
    ("found", [NAME], [NAME], "PERSON", (1, 0, 0, 0, 0)),
    ("not found", [NAME], [], "PERSON", (0, 1, 0, 0, 0)),
    ("found where nothing is", [], [NAME], "PERSON", (0, 0, 1, 0, 0)),
    ("one character short is missed and extra", [NAME], [span("谭天", "PERSON")], "PERSON", (0, 1, 1, 0, 0)),
    ("found twice counts once", [NAME], [NAME, NAME], "PERSON", (1, 0, 0, 0, 0)),
    ("wrong label is missed", [SCHOOL], [span("北京化工大学", "LOC")], "ORG", (0, 1, 0, 0, 0)),
    ("wrong label is extra", [SCHOOL], [span("北京化工大学", "LOC")], "LOC", (0, 0, 1, 0, 0)),
    ("nested spans both count", [SCHOOL, span("北京", "ORG")], [SCHOOL], "ORG", (1, 1, 0, 0, 0)),
    ("right value", [SUM], [SUM], "MONEY", (1, 0, 0, 1, 1)),
    ("wrong value", [SUM], [span("超16亿元", "MONEY", norm={"value": 16, "unit": "CNY"})], "MONEY", (1, 0, 0, 0, 1)),
    ("no value", [SUM], [span("超16亿元", "MONEY")], "MONEY", (1, 0, 0, 0, 1)),
    ("gold without a value asks for none", [span("超16亿元", "MONEY")], [SUM], "MONEY", (1, 0, 0, 0, 0)),
    ("value of a missed span is not compared", [SUM], [span("16亿元", "MONEY")], "MONEY", (0, 1, 1, 0, 0)),
    ("labels of third parties count", [span("院士", "HONOUR")], [span("院士", "HONOUR")], "HONOUR", (1, 0, 0, 0, 0)),
]


@pytest.mark.parametrize(("gold", "found", "label", "counts"), [case[1:] for case in SPANS], ids=[c[0] for c in SPANS])
def test_spans(gold, found, label, counts):
    report = score([record(*gold)], {"a": record(*found)})
    assert report.labels[label] == Score(*counts)


OPTIONAL = span("北京化工大学", "ORG", optional=True)
OPTIONAL_SPANS = [
    ("finding it is no hit", [OPTIONAL], (0, 0, 0)),
    ("missing it is no miss", [], None),
    ("overlapping it is no extra", [span("化工大学", "ORG")], None),
    ("overlapping it with another label is extra", [span("化工大学", "LOC")], (0, 0, 1)),
    ("touching it is extra", [span("校长", "ORG")], (0, 0, 1)),
]


@pytest.mark.parametrize(("found", "counts"), [c[1:] for c in OPTIONAL_SPANS], ids=[c[0] for c in OPTIONAL_SPANS])
def test_optional_spans(found, counts):
    report = score([record(OPTIONAL)], {"a": record(*found)})
    assert report.labels == ({} if counts is None else {found[0].label: Score(*counts)})
    assert len(report.mistakes) == (counts or (0, 0, 0))[2]


def test_the_value_of_a_found_optional_span_is_compared():
    gold = span("超16亿元", "MONEY", norm={"value": 1.6e9, "unit": "CNY", "bound": ">"}, optional=True)
    assert score([record(gold)], {"a": record(SUM)}).labels["MONEY"] == Score(0, 0, 0, right=1, valued=1)


LONG, SHORT = "北京化工大学", "北化"
HEAD = Position("谭天伟", "校长", LONG)
ALIASES = ((LONG, SHORT),)
POSITIONS = [
    ("same row", [HEAD], [HEAD], (1, 0, 0, 1, 1)),
    ("organization by an alias of gold", [HEAD], [Position("谭天伟", "校长", SHORT)], (1, 0, 0, 1, 1)),
    ("other organization", [HEAD], [Position("谭天伟", "校长", "中国工程院")], (0, 1, 1, 0, 0)),
    ("no organization", [HEAD], [Position("谭天伟", "校长")], (0, 1, 1, 0, 0)),
    ("organization that gold does not give", [Position("谭天伟", "校长")], [HEAD], (0, 1, 1, 0, 0)),
    ("other person", [HEAD], [Position("谭天", "校长", LONG)], (0, 1, 1, 0, 0)),
    ("repeated row counts once", [HEAD], [HEAD, HEAD], (1, 0, 0, 1, 1)),
    ("two forms of one row are no extra", [HEAD], [HEAD, Position("谭天伟", "校长", SHORT)], (1, 0, 0, 1, 1)),
    ("place is not compared", [Position("李四", "市长", place="北京")], [Position("李四", "市长")], (1, 0, 0, 1, 1)),
    ("status is a value", [Position("谭天伟", "校长", LONG, status="former")], [HEAD], (1, 0, 0, 0, 1)),
    ("optional row found", [Position("谭天伟", "校长", LONG, optional=True)], [HEAD], (0, 0, 0, 0, 0)),
    ("optional row missed", [Position("谭天伟", "校长", LONG, optional=True)], [], (0, 0, 0, 0, 0)),
    ("optional row elsewhere", [Position("谭天伟", "校长", optional=True)], [HEAD], (0, 0, 0, 0, 0)),
]


@pytest.mark.parametrize(("gold", "found", "counts"), [c[1:] for c in POSITIONS], ids=[c[0] for c in POSITIONS])
def test_positions(gold, found, counts):
    report = score([record(positions=gold, aliases=ALIASES)], {"a": record(positions=found)})
    assert report.positions == Score(*counts)


ALIAS_GROUPS = [
    ("same group in another order", [("甲乙丙", "甲")], [("甲", "甲乙丙")], (1, 0, 0)),
    ("three names are three pairs", [("甲乙丙", "甲乙", "甲")], [("甲乙丙", "甲乙")], (1, 2, 0)),
    ("a name too many", [("甲乙丙", "甲")], [("甲乙丙", "甲", "乙")], (1, 0, 2)),
    ("a group alone", [], [("甲乙丙", "甲")], (0, 0, 1)),
    ("a group of one is no pair", [("甲",)], [("乙", "乙")], (0, 0, 0)),
]


@pytest.mark.parametrize(("gold", "found", "counts"), [c[1:] for c in ALIAS_GROUPS], ids=[c[0] for c in ALIAS_GROUPS])
def test_alias_pairs(gold, found, counts):
    assert score([record(aliases=gold)], {"a": record(aliases=found)}).aliases == Score(*counts)


def test_a_document_without_prediction_is_missed_and_named():
    report = score([record(NAME, doc_id="a"), record(NAME, SCHOOL, doc_id="b", positions=[HEAD])], {"a": record(NAME)})
    assert report.missing == ("b",)
    assert report.labels == {"PERSON": Score(hits=1, missed=1), "ORG": Score(missed=1)}
    assert report.positions == Score(missed=1)
    assert report.documents == {"a": Score(hits=1), "b": Score(missed=2)}


def test_a_prediction_without_gold_is_named_and_not_scored():
    report = score([record(NAME)], {"a": record(NAME), "z": record(NAME, SCHOOL, doc_id="z")})
    assert report.unscored == ("z",)
    assert report.labels == {"PERSON": Score(hits=1)}


@pytest.mark.parametrize("text", [TEXT[:-1], "\n" + TEXT, TEXT.replace("亿", "億")])
def test_texts_that_differ_are_an_error_that_names_the_document(text):
    with pytest.raises(EvaluationError, match=r"document a: .*differs.* at character \d+"):
        score([record()], {"a": record(text=text)})


def test_a_document_twice_in_gold_is_an_error():
    with pytest.raises(EvaluationError, match="document a: occurs twice"):
        score([record(), record()], {})


def test_micro_is_over_spans_of_all_labels_and_labels_keep_the_order_of_the_guidelines():
    spans = [SUM, span("院士", "HONOUR"), NAME]
    report = score([record(*spans)], {"a": record(SUM, NAME, span("校长", "APPLAUSE"))})
    assert list(report.labels) == ["PERSON", "MONEY", "APPLAUSE", "HONOUR"]
    assert report.micro == Score(hits=2, missed=1, extra=1, right=1, valued=1)
    assert report.micro.f1 == pytest.approx(2 / 3)
    assert report.together(("PERSON", "HONOUR", "NONE")) == Score(hits=1, missed=1)


def test_ratios_of_nothing_are_none():
    nothing = Score()
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.value_share) == (None, None, None, None)
    assert Score(missed=1).f1 == 0


def test_mistakes_say_where_and_what_the_other_side_has():
    found = [span("谭天", "PERSON"), SUM]
    gold = [NAME, span("超16亿元", "MONEY", norm={"value": 1.6e9, "unit": "USD"})]
    extra, missed, value = score([record(*gold)], {"a": record(*found)}).mistakes
    assert (extra.kind, extra.text, extra.note) == ("extra", "谭天", "gold 谭天伟 PERSON")
    assert (missed.kind, missed.text, missed.note) == ("missed", "谭天伟", "found 谭天 PERSON")
    assert (missed.doc_id, missed.start, missed.left[-2:], missed.right[:2]) == ("a", TEXT.index("谭"), "校长", "出席")
    assert (value.kind, value.label) == ("value", "MONEY")
    assert '"USD"' in value.note
    assert '"CNY"' in value.note


def test_mistakes_of_positions_and_aliases_stand_at_their_names():
    gold = record(positions=[HEAD], aliases=[("北京化工大学", "工程院")])
    report = score([gold], {"a": record(positions=[Position("谭天伟", "院士", "中国工程院")])})
    kinds = {(m.label, m.kind): m for m in report.mistakes}
    assert kinds.keys() == {("POSITION", "extra"), ("POSITION", "missed"), ("ALIAS", "missed")}
    missed = kinds["POSITION", "missed"]
    assert missed.text == "谭天伟 · 校长 · 北京化工大学"
    assert missed.note == "found 谭天伟 · 院士 · 中国工程院"
    assert missed.start == TEXT.index("谭天伟")
    assert kinds["ALIAS", "missed"].start == TEXT.index("北京化工大学")

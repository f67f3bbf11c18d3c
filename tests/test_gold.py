"""One test each for every gold document: gold keeps the guidelines, and the pipeline's answer is sane and near it.

Gold is docs/annotation-guidelines.md in practice, so its shape is checked as strictly as the program's output.
"""

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

import pipeline
from pipeline.api import extract_article
from pipeline.evaluate import Floors, read_contexts, read_records, score
from pipeline.evaluate.values import duration_hours
from pipeline.read import read_file
from pipeline.schema import AMOUNT_LABELS, LABELS, TIME_LABELS, Record

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = {path.stem: path for path in sorted((CORPUS / "gold").glob("*.json"))}
RAW = {path.stem: path for path in sorted((CORPUS / "raw").iterdir())}

BOUNDS = {"=", "~", "<~", ">", ">=", "<", "<="}
STATUSES = {"current", "former", "proposed"}
DAY = r"-?\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
MINUTE = DAY + r"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
UNITS = {"MONEY": r"[A-Z]{3}(/.+)?", "PERCENT": "%|pp", "QUANTITY": r"\S.*"}

every_document = pytest.mark.parametrize("doc_id", GOLD)


@pytest.fixture(scope="module")
def nlp():
    return pipeline.load()


@pytest.fixture(scope="module")
def floors():
    return Floors.load(CORPUS / "floors.toml")


def gold_of(doc_id: str) -> Record:
    """Reading checks that every span slices to its text."""
    (record,) = read_records(GOLD[doc_id]).values()
    return record


def texts_by_label(record: Record) -> dict[str, set[str]]:
    texts = defaultdict(set)
    for span in record.spans:
        texts[span.label].add(span.text)
    return texts


def check_norm(label: str, norm) -> None:
    """A value has the fields that the guidelines give its label, and they are of the right kind."""
    norm = dict(norm)
    if label in AMOUNT_LABELS:
        unit, bound = norm.pop("unit"), norm.pop("bound")
        assert re.fullmatch(UNITS[label], unit)
        assert bound in BOUNDS
        assert norm.keys() in ({"value"}, {"min", "max"})
        assert all(isinstance(figure, int | float) for figure in norm.values())
        assert norm.get("min", 0) <= norm.get("max", 0) or "value" in norm
    elif label == "DURATION":
        assert norm.keys() in ({"iso"}, {"min", "max"})
        assert all(duration_hours(length) is not None for length in norm.values())
    elif label in TIME_LABELS:
        if norm:  # an expression that nothing resolves has no value
            assert norm.keys() == {"start", "end"}
            ends = [end for end in norm.values() if end is not None]
            assert ends, "an interval may be open at one end"
            assert all(re.fullmatch(DAY if label == "DATE" else MINUTE, end) for end in ends)
            assert ends == sorted(ends) or ends[0].startswith("-")
    else:
        assert not norm


def test_every_article_has_gold_and_every_gold_its_article():
    assert RAW.keys() == GOLD.keys()
    assert len(GOLD) >= 67


@every_document
def test_gold_text_is_the_article_as_read(doc_id):
    gold = gold_of(doc_id)
    article = read_file(RAW[doc_id])
    assert gold.id == doc_id == article.doc_id
    assert gold.text == article.text


@every_document
def test_gold_spans_keep_the_guidelines(doc_id):
    spans = gold_of(doc_id).spans
    assert len({span.key for span in spans}) == len(spans)
    assert len({span.id for span in spans}) == len(spans)
    for span in spans:
        assert span.label in LABELS
        assert span.text == span.text.strip() != ""
        check_norm(span.label, span.norm)


@every_document
def test_gold_spans_nest_only_as_values_in_events_and_works(doc_id):
    ordered = sorted(gold_of(doc_id).spans, key=lambda span: (span.start, -span.end))
    for outer, inner in pairwise(ordered):
        if inner.start < outer.end:
            assert inner.end <= outer.end, f"{outer.text} and {inner.text} cross"
            assert outer.label in {"EVENT", "WORK"}
            assert inner.label in AMOUNT_LABELS | TIME_LABELS


@every_document
def test_gold_positions_and_aliases_name_spans(doc_id):
    gold = gold_of(doc_id)
    texts = texts_by_label(gold)
    for position in gold.positions:
        assert position.person in texts["PERSON"]
        assert position.title in texts["TITLE"]
        assert position.org_name is None or position.org_name in texts["ORG"]
        assert position.place is None or position.place in texts["LOC"]
        assert position.status in STATUSES
    assert len({(p.person, p.title, p.org_name) for p in gold.positions}) == len(gold.positions)
    names = [name for group in gold.aliases for name in group]
    assert len(set(names)) == len(names), "a name stands in one group"
    for group in gold.aliases:
        assert len(group) > 1
        assert set(group) <= texts["PERSON"] or set(group) <= texts["ORG"]


@every_document
def test_the_pipeline_reads_it(doc_id, nlp, floors):
    gold = gold_of(doc_id)
    found = extract_article(nlp, read_file(RAW[doc_id]))

    assert found.text == gold.text
    assert "".join(found.words) == gold.text
    assert len({span.key for span in found.spans}) == len(found.spans)
    for span in found.spans:
        assert 0 <= span.start < span.end <= len(gold.text)
        assert span.text == gold.text[span.start : span.end]
        assert span.source, "every span says which rule made it"
        sentence = found.sentences[span.sentence]
        assert sentence.start <= span.start < sentence.end
    texts = texts_by_label(found)
    for position in found.positions:
        assert position.person in texts["PERSON"]
        assert position.title in texts["TITLE"]
        assert position.org_name is None or position.org_name in texts["ORG"]
        assert position.status in STATUSES
    assert Record.from_json(json.loads(json.dumps(found.to_json(), default=str))).spans

    report = score([gold], {doc_id: found})
    assert not floors.document_shortfalls(report), "\n".join(
        f"{m.start}: {m.kind} {m.label} {m.left}【{m.text}】{m.right} {m.note}" for m in report.mistakes
    )


def test_the_same_files_come_out_whatever_the_hash_seed(tmp_path):
    """Python hands out another order of sets in every process; none may reach a file. (run.json tells the time.)"""
    made = []
    for seed in ("1", "2"):
        output = tmp_path / seed
        command = [sys.executable, "-m", "pipeline", "run", str(CORPUS / "raw"), "-o", str(output)]
        subprocess.run(
            command, check=True, capture_output=True, cwd=CORPUS.parent, env=os.environ | {"PYTHONHASHSEED": seed}
        )
        files = [path for path in output.rglob("*") if path.is_file() and path.name != "run.json"]
        made.append({str(path.relative_to(output)): path.read_bytes() for path in files})
    assert made[0].keys() == made[1].keys()
    assert [name for name, content in made[0].items() if content != made[1][name]] == []
    assert len(made[0]) > len(GOLD)


def test_contexts_stand_beside_gold_and_say_what_the_text_says():
    contexts, gold = read_contexts(CORPUS / "gold"), read_records(CORPUS / "gold")
    assert len(contexts) == 18
    for doc_id, items in contexts.items():
        spans = {span.key for span in gold[doc_id].spans if span.label in AMOUNT_LABELS | TIME_LABELS}
        assert {item.key for item in items} == spans, doc_id
        for item in items:
            assert item.answers.keys() == ({"role", "subject"} if item.label in AMOUNT_LABELS else {"event"})
            texts = [text for answers in item.answers.values() for text in answers if text is not None]
            assert all(text in gold[doc_id].text for text in texts), (doc_id, item)

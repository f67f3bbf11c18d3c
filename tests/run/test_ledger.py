"""The ledger gives back what was put into it, in the order of the documents, however many there are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from pipeline.read import Source
from pipeline.run.earlier import read_earlier
from pipeline.run.job import Failure, Outcome
from pipeline.run.ledger import Ledger

MANY = 450
IDS = [f"d{number}" for number in range(MANY)]


def full() -> Ledger:
    ledger = Ledger(Source(doc_id, Path(f"{doc_id}.txt")) for doc_id in IDS)
    for doc_id in reversed(IDS):
        ledger.put(Outcome(doc_id, f"{doc_id}.txt", "0", "f", "g", True, 3, 1, Counter(ORG=2)))
    return ledger


def test_outcomes_come_back_in_the_order_of_the_documents() -> None:
    found = list(full())
    assert [outcome.doc_id for outcome in found] == IDS
    assert found[7] == Outcome("d7", "d7.txt", "0", "f", "g", True, 3, 1, Counter(ORG=2))


def test_what_is_put_while_documents_are_taken_is_taken_once() -> None:
    ledger = Ledger(Source(doc_id, Path(f"{doc_id}.txt")) for doc_id in IDS)
    taken = []
    for source in ledger.waiting():
        taken.append(source.doc_id)
        ledger.put(Outcome(source.doc_id, str(source.path)))
    assert taken == IDS and list(ledger.waiting()) == [] and len(ledger) == MANY


def test_a_failure_takes_the_place_of_a_record() -> None:
    ledger = full()
    failure = Failure("d7.txt", "write", "odd", "Traceback")
    ledger.put(Outcome("d7", "d7.txt", failure=failure))
    assert [outcome.failure for outcome in ledger.failed()] == [failure]
    assert len(list(ledger)) == MANY and "d7" not in list(ledger.unjoined()) and ledger.get("nobody") is None


def test_names_that_are_no_text_and_the_bytes_of_standard_input_stay() -> None:
    sources = [Source("a", Path("\udcff.txt")), Source("stdin", Path("-"), b"\0\xff")]
    assert list(Ledger(sources).waiting()) == sources


def test_a_run_json_that_another_program_wrote_anew_says_nothing(tmp_path: Path) -> None:
    line = json.dumps(
        {"doc_id": "a", "source": "a", "sha256": "0", "status": "made", "fingerprint": "f", "record": "g"}
        | {"characters": 1, "positions": 0, "labels": {}, "notes": []}
    )
    said = '{"inputs": [\n    %s\n  ], "digests": {}, "known": null}'
    (tmp_path / "run.json").write_text(said % line)
    assert read_earlier(tmp_path).documents.get("a") is not None
    (tmp_path / "run.json").write_text(json.dumps(json.loads(said % line), indent=4))
    assert read_earlier(tmp_path).documents.get("a") is None

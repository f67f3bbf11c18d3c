"""The evaluator against the reference scorer that states the rule, on the corpus's gold, disturbed at random."""

import importlib.util
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evaluate import read_records, score
from pipeline.schema import LABELS, Position, Record, Span

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "corpus" / "gold"
REFERENCE = ROOT / "../shared/tools/score_gold.py"

pytestmark = pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference scorer ../shared/tools/score_gold.py is not here"
)


@pytest.fixture(scope="module")
def reference():
    spec = importlib.util.spec_from_file_location("score_gold", REFERENCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.main


@pytest.fixture(scope="module")
def gold():
    return read_records(GOLD)


def _other_norm(rng: random.Random, norm):
    """Change one field of a value: leave it out, disturb it, or write it another way."""
    changed = dict(norm)
    if not changed:
        return changed
    key = rng.choice(sorted(changed))
    old = changed[key]
    if key == "bound":
        changed[key] = rng.choice(["=", "~", "<~", ">", ">=", "<", "<="])
    elif key == "unit":
        changed[key] = rng.choice(["CNY", "USD", "家", f"{old}/亩"])
    elif isinstance(old, int | float):
        changed[key] = rng.choice([old * 2, str(old), float(old), old + 1e-9, None])
    elif key == "iso":
        changed = rng.choice(
            [{"iso": "P1D"}, {"iso": "P365.25D"}, {"iso": "later"}, {"min": old, "max": old}, {"min": old}]
        )
    else:
        changed[key] = rng.choice([None, "2026-01-01", "2026-01-01T08:00", old and old[:10], old and f"{old}:00"])
    if rng.random() < 0.2:
        changed.pop(key, None)
    return changed


def _other_span(rng: random.Random, text: str, span: Span):
    """The span, or what a tagger may make of it; sometimes nothing, sometimes two spans."""
    what = rng.random()
    if what < 0.1:
        return []
    if what < 0.3:
        start = min(max(span.start + rng.choice([-2, -1, 0, 1]), 0), len(text) - 1)
        end = min(max(span.end + rng.choice([-1, 0, 1, 2]), start + 1), len(text))
        return [replace(span, start=start, end=end, text=text[start:end])]
    if what < 0.4:
        return [replace(span, label=rng.choice(LABELS))]
    if what < 0.6:
        return [replace(span, norm=_other_norm(rng, span.norm))]
    if what < 0.65:
        return [span, replace(span, label=rng.choice(LABELS))]
    return [span]


def _other_position(rng: random.Random, position: Position, names: list[str]):
    what = rng.random()
    if what < 0.15:
        return []
    if what < 0.4:
        return [replace(position, org_name=rng.choice([*names, None]))]
    if what < 0.5:
        return [replace(position, title=position.title[-2:])]
    if what < 0.6:
        return [position, replace(position, org_name=rng.choice([*names, None]))]
    return [position]


def disturb(record: Record, rng: random.Random) -> Record:
    """A prediction that is partly right."""
    spans = [made for span in record.spans for made in _other_span(rng, record.text, span)]
    names = sorted(
        {name for group in record.aliases for name in group} | {p.org_name or "某某公司" for p in record.positions}
    )
    positions = [
        made for position in record.positions for made in _other_position(rng, position, names or ["某某公司"])
    ]
    rng.shuffle(spans)
    return replace(record, spans=tuple(spans), positions=tuple(positions))


def as_reference(found):
    """Our score in the shape in which the reference prints one."""
    share = lambda ratio: round(100 * (ratio or 0), 1)  # noqa: E731
    shape = {"p": share(found.precision), "r": share(found.recall), "f1": share(found.f1), "gold": found.gold}
    return shape | ({"norm": share(found.value_share), "norm_n": found.valued} if found.valued else {})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_disturbed_gold_scores_as_the_reference_says(seed, gold, reference, tmp_path):
    rng = random.Random(seed)
    predicted = {doc_id: disturb(record, rng) for doc_id, record in gold.items() if rng.random() < 0.95}
    for doc_id, record in predicted.items():
        (tmp_path / f"{doc_id}.json").write_text(json.dumps(record.to_json(), ensure_ascii=False), encoding="utf-8")
    documents, expected, errors = reference(str(GOLD), str(tmp_path))

    report = score(list(gold.values()), read_records(tmp_path))

    assert documents == len(report.documents)
    positions = {key: value for key, value in as_reference(report.positions).items() if key in expected["positions"]}
    assert positions == expected.pop("positions")
    assert {"f1": as_reference(report.micro)["f1"]} == expected.pop("micro")
    assert {label: as_reference(found) for label, found in report.labels.items()} == expected
    assert 50 < 100 * report.micro.f1 < 90, "the disturbance must leave something to count on every side"

    ours = sorted((m.doc_id, m.kind.replace("value", "norm"), m.label) for m in report.mistakes if m.label in LABELS)
    assert ours == sorted(error[:3] for error in errors if error[2] in LABELS)
    rows = [m for m in report.mistakes if m.label == "POSITION" and m.kind != "value"]
    assert len(rows) == sum(error[2] == "POSITION" for error in errors)


def test_gold_against_itself_scores_as_the_reference_says(gold, reference):
    _, expected, _ = reference(str(GOLD), str(GOLD))
    report = score(list(gold.values()), gold)
    assert {label: as_reference(found) for label, found in report.labels.items()} == {
        label: figures for label, figures in expected.items() if label in LABELS
    }
    assert report.micro.f1 == report.positions.f1 == report.aliases.f1 == 1

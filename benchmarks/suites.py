"""Score amounts and dates on the published cases of other projects, where they are at hand.

    python benchmarks/suites.py [--suites FOLDER] [--failures N]

The cases lie beside the project, in ../shared/suites: `*.jsonl` with inputs and expected values, and `score.py`, the
scorer that belongs to them. This writes a prediction for each case and lets that scorer print its table. Where the
folder is missing it says so and ends without an error.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.normalize import Amount, TimeExpression, find_amounts, find_dates, find_numbers

SUITES = Path(__file__).parents[2] / "shared" / "suites"


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def amount_item(amount: Amount) -> dict[str, Any]:
    """One amount in the suites' form; a percentage is counted in hundredths there."""
    item: dict[str, Any] = {"text": amount.text, "start": amount.start, "end": amount.end, "kind": amount.kind.lower()}
    scale = 100 if amount.kind == "PERCENT" and amount.unit == "%" else 1
    for name in ("value", "min", "max"):
        value = getattr(amount, name)
        if value is not None:
            item[name] = number(value * scale)
    if amount.kind == "MONEY":
        item["unit"] = (amount.unit or "").partition("/")[0]
        item["bound"] = amount.bound
    return item


def time_item(found: TimeExpression) -> dict[str, Any]:
    """One date, time, duration or repetition in the suites' form."""
    item: dict[str, Any] = {"text": found.text, "start": found.start, "end": found.end, "kind": found.kind.lower()}
    norm = found.norm
    if found.kind in ("DURATION", "SET"):
        if "iso" in norm:
            return {**item, "iso_duration": norm["iso"]}
        return {**item, "min": norm.get("min"), "max": norm.get("max")}
    return {**item, "from": norm.get("start"), "to": norm.get("end")}


def predict(case: dict[str, Any]) -> dict[str, Any]:
    """The items that the normalizers find in one case."""
    kinds, text = set(case["kinds"]), case["input"]
    reference = datetime.fromisoformat(case["reference"]) if case.get("reference") else None
    items: list[dict[str, Any]] = []
    if kinds & {"money", "percent"}:
        items += [amount_item(amount) for amount in find_amounts(text) if amount.kind.lower() in kinds]
    if "number" in kinds:
        items += [amount_item(amount) for amount in find_numbers(text)]
    if kinds & {"date", "time", "duration", "set"}:
        items += [time_item(found) for found in find_dates(text, reference)]
    return {"id": case["id"], "items": items}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--suites", type=Path, default=SUITES)
    parser.add_argument(
        "--failures", type=int, default=0, help="list up to so many failures of a suite instead of the matrix"
    )
    options = parser.parse_args()
    scorer = options.suites / "score.py"
    if not scorer.exists():
        print(f"No suites at {options.suites}: nothing to score. Name their folder with --suites.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "xinwengao.jsonl"
        with predictions.open("w", encoding="utf-8") as out:
            for suite in sorted(options.suites.glob("*.jsonl")):
                for line in suite.read_text(encoding="utf-8").splitlines():
                    out.write(json.dumps(predict(json.loads(line)), ensure_ascii=False) + "\n")
        view = ["--failures", str(options.failures), "--firm-failures"] if options.failures else ["--matrix"]
        command = [sys.executable, str(scorer), str(predictions), "--suites", str(options.suites), *view]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

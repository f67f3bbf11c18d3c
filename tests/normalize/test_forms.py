"""Every form of the tables in `forms`: alone and in a sentence it is found whole, with its value; the rest is left alone."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.normalize import (
    Amount,
    TimeExpression,
    find_amounts,
    find_dates,
    find_numbers,
    parse_amount,
    parse_date,
)

ROOT = Path(__file__).parents[2]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("xinwengao_forms", ROOT / "benchmarks" / "forms.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


forms = load()
ALL = [form for table in forms.tables() for form in table.forms()]
POSITIVE = [form for form in ALL if form.value != forms.NOTHING]
NEGATIVE = [form for form in ALL if form.value == forms.NOTHING]
IN_TEXT = [form for form in POSITIVE if not form.alone]


def dates(text: str) -> list[TimeExpression]:
    return find_dates(text, forms.REFERENCE)


FIND: dict[str, Callable[[str], Sequence[Amount | TimeExpression]]] = {
    "NUMBER": find_numbers, "MONEY": find_amounts, "PERCENT": find_amounts, "QUANTITY": find_amounts,
    "DATE": dates, "TIME": dates, "DURATION": dates, "SET": dates,
}  # fmt: skip


def name(form: object) -> str:
    return f"{form.kind}-{form.text}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", POSITIVE, ids=name)
def test_alone(form: forms.Form) -> None:  # type: ignore[name-defined]
    (item,) = FIND[form.kind](form.text)
    assert (item.kind, item.text, forms.shown(item)) == (form.kind, form.text, form.value)


@pytest.mark.parametrize("form", IN_TEXT, ids=name)
def test_in_a_sentence(form: forms.Form) -> None:  # type: ignore[name-defined]
    text = f"据了解，{form.text}。"
    (item,) = FIND[form.kind](text)
    assert (item.kind, item.text, forms.shown(item)) == (form.kind, form.text, form.value)
    assert text[item.start : item.end] == item.text


@pytest.mark.parametrize("form", [form for form in POSITIVE if form.kind != "NUMBER"], ids=name)
def test_parsed_whole(form: forms.Form) -> None:  # type: ignore[name-defined]
    amount = form.kind in ("MONEY", "PERCENT", "QUANTITY")
    item = parse_amount(form.text) if amount else parse_date(form.text, forms.REFERENCE)
    assert item is not None and forms.shown(item) == form.value


@pytest.mark.parametrize("form", NEGATIVE, ids=name)
def test_left_alone(form: forms.Form) -> None:  # type: ignore[name-defined]
    for text in (form.text, f"说到{form.text}，"):
        assert [item.text for item in FIND[form.kind](text) if item.kind == form.kind] == []


def test_every_kind_has_a_table_with_negatives() -> None:
    assert {form.kind for form in POSITIVE} == {form.kind for form in NEGATIVE} == set(FIND)


def test_document_is_up_to_date() -> None:
    assert forms.DOCUMENT.read_text(encoding="utf-8") == forms.document()

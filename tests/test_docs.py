"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import pipeline

SKIPPED: dict[str, str] = {
    "pipeline.__main__": "runs the command when it is imported",
}
"""Modules whose examples are not run, and why."""

OPTIONAL = {"onnxruntime": "only the learned tagger needs it"}
"""Packages that may be missing, and why; modules that need one of them are skipped then."""

WITH_EXAMPLES = 10
"""At least so many modules have examples; fewer would mean that this test no longer finds them."""

MODULES = [
    module.name for module in pkgutil.walk_packages(pipeline.__path__, "pipeline.") if module.name not in SKIPPED
]


def examples(name: str) -> list[doctest.DocTest]:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name in OPTIONAL:
            pytest.skip(f"{error.name} is not installed: {OPTIONAL[error.name]}")
        raise
    return [test for test in doctest.DocTestFinder(exclude_empty=True).find(module, name) if test.examples]


def failures(test: doctest.DocTest) -> str:
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=report.append)
    return "".join(report)


@pytest.mark.parametrize("name", MODULES)
def test_docs_examples_are_true(name: str) -> None:
    reports = {test.name: failures(test) for test in examples(name)}
    assert {name: report for name, report in reports.items() if report} == {}


def test_docs_examples_are_found() -> None:
    assert sum(bool(examples(name)) for name in MODULES if "statistical" not in name) >= WITH_EXAMPLES


def test_docs_skipped_modules_exist() -> None:
    names = {module.name for module in pkgutil.walk_packages(pipeline.__path__, "pipeline.")}
    assert set(SKIPPED) <= names

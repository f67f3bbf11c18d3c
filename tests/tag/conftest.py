"""What the tests of the tag room share: the mentions of a text as `(text, label)`."""

from collections.abc import Callable

import pytest

import pipeline

Mentions = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def mentions() -> Mentions:
    """`mentions(text, *labels)`: what the rules alone keep, in text order, of these labels (all when none is given)."""
    nlp = pipeline.load({"tagger": {"pack": False}})

    def find(text: str, *labels: str) -> list[tuple[str, str]]:
        spans = nlp(text)._.mentions
        assert all(text[span.start : span.end] == span.text for span in spans)
        return [(span.text, span.label) for span in spans if not labels or span.label in labels]

    return find

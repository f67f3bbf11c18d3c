"""What an extractor is: a function from a `Passage` to candidate spans of one label.

    @extractor("PHONE")
    def phone(passage):
        for match in NUMBER.finditer(passage.text):
            yield Candidate(match.start(), match.end(), "PHONE", "phone:mainland")

The decorator puts it into the registry under the function's name. `phone.find("电话：010-12345678")` runs it on a
string alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from pipeline.frozen import frozen
from pipeline.schema import Norm
from pipeline.segment import Passage


@frozen
class Candidate:
    """A span that an extractor proposes: `[start, end)` in the raw text, its label, the rule that made it.

    `score` (0–1) is how sure the rule is; `resolve` keeps the best of candidates that exclude each other.
    `norm` is the value, where the extractor knows it.
    """

    start: int
    end: int
    label: str
    rule: str
    score: float = 0.5
    norm: Norm = field(default_factory=dict)


Rule = Callable[[Passage], Iterable[Candidate]]


@dataclass(frozen=True)
class Extractor:
    """A named rule for one label. `name` is how configuration and `xinwengao extractors` call it."""

    name: str
    label: str
    rule: Rule
    origin: str = "built in"

    def __call__(self, passage: Passage) -> Iterable[Candidate]:
        return self.rule(passage)

    def find(self, text: str, date: date | None = None) -> list[Candidate]:
        """Run on a string alone, for tests and notebooks.

        >>> from pipeline.tag.works import work
        >>> [c.rule for c in work.find("他著有《合成生物学》。")]
        ['work:book-title']
        """
        return list(self(Passage.of(text, date)))

    @property
    def summary(self) -> str:
        """The first line of the rule's docstring."""
        return (self.rule.__doc__ or "").strip().partition("\n")[0]


REGISTRY: dict[str, Extractor] = {}
"""Every extractor that this process knows, by name."""


def extractor(label: str, name: str | None = None) -> Callable[[Rule], Extractor]:
    """Decorate a rule function: register it as an extractor for `label` under `name` (default: the function's name).

    Raises ValueError when another extractor already has the name.
    """

    def register(rule: Rule) -> Extractor:
        key = str(name or getattr(rule, "__name__", label.lower()))
        origin: str = getattr(rule, "__module__", "")
        if key in REGISTRY and REGISTRY[key].rule.__module__ != origin:
            raise ValueError(f"an extractor named {key!r} exists already (from {REGISTRY[key].rule.__module__})")
        made = Extractor(key, label, rule, "built in" if origin.startswith("pipeline.") else origin)
        REGISTRY[key] = made
        return made

    return register

"""What a relative or partial date is resolved against while a text is read from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Context:
    """`reference` is the document's date; `last` the day named last, `month` the last day or month; `year` the year named last in this sentence;
    `span` the interval named last (no whole year), which 同期 shifts; `told_year` the past
    year named last anywhere, from which 上年 is counted. `roc` says that three-digit years count from 1911."""

    reference: date | None
    last: date | None = None
    month: date | None = None
    year: int | None = None
    span: tuple[date | None, date | None] | None = None
    told_year: int | None = None
    roc: bool = False

    @property
    def day(self) -> date | None:
        """What 当天 and 次日 are counted from: the day named last, else the reference."""
        return self.last or self.reference

    def year_of_partial(self) -> int | None:
        """The year of a date without one: the one named last in the sentence, else the reference's, else the last day's."""
        if self.year is not None:
            return self.year
        if self.reference:
            return self.reference.year
        return self.last.year if self.last else None

    def sentence(self) -> None:
        """A new sentence forgets the year that the last one named."""
        self.year = None
        self.month = self.last

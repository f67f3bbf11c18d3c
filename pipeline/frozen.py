"""Value types of which a document has thousands."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a slotted dataclass that type checkers hold frozen.

    At run time nothing hinders writing: `dataclass(frozen=True)` sets every field through a call of its own, so that making
    the spans of a document would take several times as long, and as long as a stage of the pipeline.

    >>> @frozen
    ... class Cut:
    ...     start: int
    ...     end: int
    >>> {Cut(1, 2)} == {Cut(1, 2)}
    True
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)

"""Disjoint groups of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Groups:
    """Names joined step by step; every name of the document is in exactly one group, at first its own.

    >>> groups = Groups(["振海重工有限公司", "振海重工", "云杉集团"])
    >>> groups.join("振海重工有限公司", "振海重工")
    >>> list(groups)
    [('振海重工有限公司', '振海重工')]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._order = {name: at for at, name in enumerate(dict.fromkeys(names))}
        self._parent: dict[str, str] = {}
        self._shorts: set[str] = set()

    def root(self, name: str) -> str:
        """The name that stands for a group: the same one for all its names, until the group is joined again."""
        while (above := self._parent.get(name)) is not None:
            if (top := self._parent.get(above)) is not None:
                self._parent[name] = top
            name = above
        return name

    def join(self, full: str, short: str) -> None:
        """Put two names and their groups together; `full` is the fuller one."""
        one, other = self.root(full), self.root(short)
        self._shorts.add(short)
        if one != other:
            self._parent[other] = one

    def is_short(self, name: str) -> bool:
        """Whether a name was joined to a fuller one."""
        return name in self._shorts

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Groups of two or more names, the fullest first, in the order of their first mention."""
        grouped: dict[str, list[str]] = {}
        for name in self._order:
            grouped.setdefault(self.root(name), []).append(name)
        for names in grouped.values():
            if len(names) > 1:
                yield tuple(sorted(names, key=lambda name: (self.is_short(name), -len(name), self._order[name])))

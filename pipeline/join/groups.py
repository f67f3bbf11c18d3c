"""Numbers in disjoint groups, eight bytes each."""

from __future__ import annotations

from array import array


class Groups:
    """The numbers 0 … size - 1, each alone at first.

    >>> groups = Groups(4)
    >>> groups.join(1, 3)
    >>> groups.leader(1) == groups.leader(3), groups.leader(0) == groups.leader(1)
    (True, False)
    """

    def __init__(self, size: int) -> None:
        self._above = array("q", range(size))

    def leader(self, number: int) -> int:
        """The number that stands for a number's group."""
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]  # halves the way for the next one
        return number

    def join(self, one: int, other: int) -> None:
        """Make two numbers' groups one."""
        self._above[self.leader(one)] = self.leader(other)

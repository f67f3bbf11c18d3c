"""What the tests share that try many made-up and damaged files."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

fuzzed = settings(
    max_examples=int(os.environ.get("XINWENGAO_FUZZ", "60")),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)

EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8)), max_size=6)
"""Each edit: where, as a share of the file; how many bytes it takes away; what it puts there."""


def damaged(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """Each edit replaces some bytes at some share of the file by others."""
    for share, length, new in edits:
        at = int(share * len(data))
        data = data[:at] + new + data[at + length :]
    return data

"""What the write room raises."""

from __future__ import annotations


class OutputError(RuntimeError):
    """The output folder cannot take files (full disk, no permission); the message says what to do."""

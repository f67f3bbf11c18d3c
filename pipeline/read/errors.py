"""What the read room raises."""

from __future__ import annotations


class ReadError(ValueError):
    """An input that cannot be read; the message says what is wrong with it and what to do."""

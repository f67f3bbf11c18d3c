"""xinwengao: Chinese press releases in, tables an analyst can trust out.

import pipeline
nlp = pipeline.load();  doc = nlp(text)
record = pipeline.extract(text)
pipeline.find_amounts("签约超16亿元，54家")
pipeline.find_dates("去年三季度", reference=date(2026, 3, 27))
tables = pipeline.load_tables("outputs")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import extract, load
    from pipeline.normalize import find_amounts, find_dates, find_numbers, parse_amount, parse_date
    from pipeline.write.tables import load_tables

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "extract",
    "find_amounts",
    "find_dates",
    "find_numbers",
    "load",
    "load_tables",
    "parse_amount",
    "parse_date",
]

_LAZY = {
    "load": "pipeline.api",
    "extract": "pipeline.api",
    "load_tables": "pipeline.write.tables",
    **dict.fromkeys(("find_amounts", "find_dates", "find_numbers", "parse_amount", "parse_date"), "pipeline.normalize"),
}


def __getattr__(name: str) -> Any:
    """Import each only when it is asked for: normalizers need neither spaCy nor pandas, an unchanged run none of them."""
    if name in _LAZY:
        import importlib

        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")

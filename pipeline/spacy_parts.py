"""The parts of spaCy that the pipeline is made of, imported without spaCy's command line.

`import spacy` imports its command line for one function, `spacy.info`, and with that clients for downloads and project
templates: a third of the time that spaCy takes to start, for nothing that is called here. So while spaCy is imported a
stand-in has their place. Afterwards `spacy.info` and `import spacy.cli` work as always: they load what they need when they
are asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


def _info(*args: Any, **options: Any) -> Any:
    """`spacy.info`."""
    from spacy.cli.info import info

    return info(*args, **options)


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Let `spacy.cli.info` be a module with nothing but `_info`, unless somebody has imported spaCy already."""
    if "spacy" in sys.modules:
        yield
        return
    command_line, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.info = _info  # type: ignore[attr-defined]
    sys.modules |= {"spacy.cli": command_line, "spacy.cli.info": info}
    try:
        yield
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


with _without_command_line():
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan
    from spacy.util import filter_spans
    from spacy.vocab import Vocab

__all__ = ["Doc", "DocSpan", "Language", "Vocab", "filter_spans", "spacy"]

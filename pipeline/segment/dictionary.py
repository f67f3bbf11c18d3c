"""jieba's dictionary with the weights of words, kept in a file of the user's cache folder that is read more quickly than jieba's."""

from __future__ import annotations

import marshal
import warnings
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

with warnings.catch_warnings():
    # jieba 0.42.1 compiles with invalid escape sequences and asks for pkg_resources; both are its own affair.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=r"jieba(\.|$)")
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    import jieba

if TYPE_CHECKING:
    from pipeline.segment.weights import Weights


class Dictionary:
    """The words of jieba's dictionary and their weights: logarithms of probabilities in place of counts, so that the best path
    needs one look-up a fragment and no logarithm."""

    def __init__(self, weights: Mapping[str, float], unknown: float) -> None:
        self.weights = weights
        """Word → weight, the shortest words first; 0 for what is only the beginning of words."""
        self.unknown = unknown
        """The weight of what the dictionary lacks."""

    @cached_property
    def at_once(self) -> Weights:
        """The weights of all characters and pairs of a text."""
        from pipeline.segment.weights import Weights  # brings numpy, which the process that leads a run does without

        return Weights(self.weights)

    @classmethod
    def open(cls, folder: Path) -> Dictionary:
        """The dictionary as the folder holds it, where a missing or damaged file is made anew."""
        path = folder / f"jieba-{jieba.__version__}-weights.cache"
        with suppress(OSError, ValueError, EOFError, TypeError, AttributeError):
            words, weights, unknown = marshal.loads(path.read_bytes())
            # Cutting one string takes half the time of reading half a million.
            return cls(dict(zip(words.split("\n"), weights, strict=True)), unknown)
        made = cls._made()
        with suppress(OSError):  # a folder that cannot be written to: a second more at each start
            made._save(path)
        return made

    @classmethod
    def _made(cls) -> Dictionary:
        tokenizer = jieba.Tokenizer()
        counts, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        rest = log(total)
        # The words with one count share one number: a smaller file, read more quickly.
        weights = {count: log(count) - rest if count else 0.0 for count in set(counts.values())}
        return cls({word: weights[counts[word]] for word in sorted(counts, key=len)}, -rest)

    def _save(self, path: Path) -> None:
        """Write the file in one step, so that another process sees all of it or nothing."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        content = marshal.dumps(("\n".join(self.weights), list(self.weights.values()), self.unknown))
        with TemporaryDirectory(dir=path.parent) as apart:
            Path(apart, path.name).write_bytes(content)
            Path(apart, path.name).replace(path)

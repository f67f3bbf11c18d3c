"""Document ids, made from file names.

An id names the record file and stands in every table, so it is safe as a file name on every system and no
spreadsheet takes it for a number, a date or a formula.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

PREFIX = "doc-"
MAX_BYTES = 180
"""File systems allow 255 bytes in a name; `.json` and the mark of a temporary file need some of them."""

_UNSAFE = re.compile(r"[^\w.\-·]+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_NOT_TEXT = re.compile(
    r"[\d_.,:\-年月日号时分秒]+(?:e[\d\-]+)?"  # 0012, 1_000, 3.5, 1e5, 2026-03-27, 3月27日
    rf"|{_MONTH}[-. ]?\d{{1,4}}|\d{{1,4}}[-. ]?{_MONTH}(?:[-. ]?\d{{2,4}})?"  # mar1, 1-mar-2026
    r"|\d{1,2}(?::\d+)?[-. ]?[ap]m?"  # 9am
    r"|true|false|nan|na|n\.a\.|null|none|inf|infinity"  # what pandas and spreadsheets read as other things
    r"|con|prn|aux|nul|com\d|lpt\d",  # names that Windows keeps for devices
    re.IGNORECASE,
)


def document_ids(paths: Sequence[str | Path]) -> list[str]:
    """One id for each path: unique (whatever the case), the same whatever the order of the paths.

    The id is the file's stem. Files with the same stem get their extension behind it, or their folder's name where
    that does not tell them apart, or both, or eight hexadecimal digits made from the path.

    >>> document_ids([Path("a/report.txt"), Path("a/report.json"), Path("a/20260327.txt")])
    ['report-txt', 'report-json', 'doc-20260327']
    """
    plain = [_safe(Path(path).stem) for path in paths]
    count = Counter(map(str.casefold, plain))
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(plain):
        if count[name.casefold()] > 1:
            groups.setdefault(name.casefold(), []).append(index)
    taken = {name for name, times in count.items() if times == 1}
    ids = list(plain)
    for _, indices in sorted(groups.items()):
        named = _told_apart([Path(paths[index]) for index in indices], taken)
        taken |= set(map(str.casefold, named))
        for index, name in zip(indices, named, strict=True):
            ids[index] = name
    return ids


def _told_apart(paths: Sequence[Path], taken: set[str]) -> list[str]:
    ways: tuple[Callable[[Path], str], ...] = (
        lambda path: f"{path.stem}-{path.suffix[1:]}",
        lambda path: f"{path.stem}-{path.absolute().parent.name}",
        lambda path: f"{path.stem}-{path.absolute().parent.name}-{path.suffix[1:]}",
    )
    for way in ways:
        names = [_safe(way(path)) for path in paths]
        folded = set(map(str.casefold, names))
        if len(folded) == len(names) and not folded & taken:
            return names
    return [_safe(f"{path.stem}-{_digest(path.as_posix())}") for path in paths]


def _safe(stem: str) -> str:
    """A stem as an id: NFC, one `_` for each run of characters outside letters, digits and `_ - . ·`."""
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", stem)).strip("._-·")
    if not name or _NOT_TEXT.fullmatch(name.split(".")[0]) or _NOT_TEXT.fullmatch(name):
        name = PREFIX + name if name else f"{PREFIX}{_digest(stem)}"
    if len(name.encode("utf-8")) > MAX_BYTES:
        name = name.encode("utf-8")[: MAX_BYTES - 9].decode("utf-8", errors="ignore") + "-" + _digest(stem)
    return name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()[:8]

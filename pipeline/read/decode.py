"""Bytes → text: a short ladder that decides the encoding.

1. a byte-order mark (UTF-8, UTF-16, UTF-32)
2. strict UTF-8, unless there are zero bytes, which no text in UTF-8 has
3. a contest between UTF-16 without a mark, GB18030 and Big5 (with the Hong Kong characters): those that decode the
   whole file are scored by the share of frequent Chinese characters, and the best must be good enough

UTF-8 with a few broken bytes is an error that names the first of them, never repaired silently: GB18030 would
decode most such files into other characters without complaint.
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache
from importlib.resources import files

from pipeline.read.binary import kind_of
from pipeline.read.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32's little-endian mark begins with UTF-16's, so it is asked for first."""

SAMPLE = 20_000
"""Characters that the contest looks at; more do not change who wins."""

GOOD_ENOUGH = 0.35
"""Below this share of frequent characters a decoding is taken for noise. News has 0.87, lists of names about 0.5."""

MOSTLY_UTF8 = 0.9
"""When this share of the bytes beyond ASCII forms valid UTF-8, the file is UTF-8 with something broken in it."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. A byte-order mark is not part of the text.

    Raises ReadError for binary files, broken files and encodings outside the ladder.

    >>> decode("北京".encode("utf-16"))
    ('北京', 'utf-16-le')
    >>> decode("北京市举行发布会。".encode("gb18030"))
    ('北京市举行发布会。', 'gb18030')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    if (kind := kind_of(data)) and kind.format != "html":
        raise ReadError(f"this is {kind.name}, not plain text: {kind.remedy}")
    if 0 in data:
        return _contest(data, ("utf-16-le", "utf-16-be"), "zero bytes, as binary files have them")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _share_of_utf8(data) >= MOSTLY_UTF8:
            raise ReadError(_broken(data, "utf-8", error)) from None
    return _contest(data, ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"), "bytes of no known encoding")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(_broken(data, encoding, error)) from None


def _broken(data: bytes, encoding: str, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    where = (
        "is cut off at its end" if error.end >= len(data) else f"has broken bytes at offset {error.start} (line {line})"
    )
    return f"the file is {encoding.upper()} but {where}: fetch or save it again"


def _contest(data: bytes, encodings: tuple[str, ...], otherwise: str) -> tuple[str, str]:
    """Decode with the encoding whose text looks most like Chinese; the earlier wins a tie."""
    best: tuple[float, str, str] | None = None
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = likeness(text)
        if best is None or score > best[0]:
            best = score, text, encoding
    if best is None or best[0] < GOOD_ENOUGH:
        raise ReadError(
            f"the file has {otherwise}; what can be read is text in UTF-8, UTF-16, GB18030 (GBK) and Big5: "
            "save it as UTF-8"
        )
    return best[1], best[2]


def likeness(text: str) -> float:
    """How much a decoded text looks like Chinese (or plain ASCII) text, at most 1: frequent characters speak for
    it, characters that no text has (controls, unassigned, private) speak against it."""
    sample = text[:SAMPLE]
    beyond = [character for character in sample if character >= "\x7f"] or list(sample)
    frequent = _frequent()
    score = 0
    for character in beyond:
        if character in frequent:
            score += 1
        elif unicodedata.category(character) in ("Cc", "Cn", "Co") and character not in "\t\r\n\f":
            score -= 1
    return score / len(beyond) if beyond else 0.0


@cache
def _frequent() -> frozenset[str]:
    """The table's characters, simplified and traditional, with printable ASCII and the usual Chinese punctuation."""
    table = (files("pipeline") / "resources" / "frequent_characters.tsv").read_text(encoding="utf-8")
    characters = {character for line in table.splitlines() if not line.startswith("#") for character in line}
    punctuation = "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·～％　０１２３４５６７８９"
    return frozenset(characters | set(punctuation) | {chr(code) for code in range(0x20, 0x7F)} | set("\t\r\n"))


def _share_of_utf8(data: bytes) -> float:
    """The share of bytes beyond ASCII that stand in valid UTF-8 sequences."""
    beyond = sum(byte >= 0x80 for byte in data[: 4 * SAMPLE])
    valid = data[: 4 * SAMPLE].decode("utf-8", errors="ignore")
    kept = len(valid.encode("utf-8")) - sum(character < "\x80" for character in valid)
    return kept / beyond if beyond else 1.0

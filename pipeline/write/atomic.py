"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from pipeline.write.errors import OutputError

_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.xinwengao-tmp")

_REMEDIES = {
    errno.ENOSPC: "the disk is full: make room and run again; what was finished is kept",
    errno.EDQUOT: "the disk quota is used up: make room and run again; what was finished is kept",
    errno.EFBIG: "the file would be larger than the system allows here (ulimit -f): choose another folder with -o",
    errno.EROFS: "the disk is read-only: choose another folder with -o",
    errno.EACCES: "no permission to write there: choose another folder with -o",
    errno.EPERM: "no permission to write there: choose another folder with -o",
    errno.ENOTDIR: "a file stands where a folder is needed: choose another folder with -o",
    errno.EEXIST: "a file stands where a folder is needed: choose another folder with -o",
}


@contextmanager
def atomic_path(path: Path, durable: bool = True) -> Iterator[Path]:
    """A hidden path in the same folder; what is written there takes the place of `path` when the block ends without
    an error.

    The content reaches the disk (fsync) first, unless `durable` is off: then a power failure, and nothing else, may cut a
    file that was there. After an error nothing is left of it. For libraries that open their files themselves. Raises
    OutputError.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.xinwengao-tmp")
    try:
        yield temporary
        if durable:
            with temporary.open("rb+") as handle:  # Windows syncs no file that is only read
                os.fsync(handle.fileno())
        os.replace(temporary, path)  # noqa: PTH105 (one step on every system, which Path.rename is not)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise output_error(path, error) from error
        raise


@contextmanager
def atomic_writer(path: Path, durable: bool = True) -> Iterator[TextIO]:
    """A text handle, in UTF-8, whose content becomes `path` when the block ends without an error.

    As `atomic_path`; line ends are written as given. Raises OutputError.
    """
    with atomic_path(path, durable) as temporary, temporary.open("x", encoding="utf-8", newline="") as handle:
        yield handle


def atomic_write(path: Path, content: str | bytes, durable: bool = True) -> None:
    """Write a whole file, text in UTF-8, as `atomic_path`. Raises OutputError."""
    data = content.encode() if isinstance(content, str) else content
    with atomic_path(path, durable) as temporary, temporary.open("xb") as handle:
        handle.write(data)


def make_folder(folder: Path) -> None:
    """Make an output folder and see that files can be written and found again there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe.{secrets.token_hex(4)}.xinwengao-tmp"
        probe.touch()
        probe.unlink()
        with os.scandir(folder):
            pass
    except OSError as error:
        raise output_error(folder, error) from error


def remove_leftovers(folder: Path) -> None:
    """Remove the unfinished files that a killed process left behind; what cannot be removed does no harm and stays."""
    for path in folder.glob(".*.xinwengao-tmp"):
        if _TEMPORARY.fullmatch(path.name):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def output_error(path: Path, error: OSError) -> OutputError:
    """The error of the operating system, with what to do about it."""
    reason = _REMEDIES.get(error.errno or 0) or f"{error.strerror or error}: choose another folder with -o"
    return OutputError(f"cannot write {path}: {reason}")

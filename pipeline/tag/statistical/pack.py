"""The tagger's pack: one zip file with a manifest that names its format, labels, origin and the sha256 of every member."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 3
"""The format this code reads. A change of the members or of their meaning raises it."""

MANIFEST = "manifest.json"

_WORTH = 0.8
"""A member is compressed when it shrinks to less than this part."""


class PackError(ValueError):
    """A pack that is missing, damaged, or made for another version; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The checked content of a pack: the manifest, and the bytes of each member by name."""

    path: Path
    manifest: Mapping[str, Any]
    members: Mapping[str, bytes]

    def array(self, name: str) -> npt.NDArray[Any]:
        """A member that holds one array. Raises PackError when it is missing or is no array."""
        try:
            loaded: npt.NDArray[Any] = np.load(io.BytesIO(self.member(name)), allow_pickle=False)
        except (ValueError, EOFError, OSError) as error:
            raise _wrong(self.path, f"its member {name} is no array ({error})") from error
        return loaded

    def member(self, name: str) -> bytes:
        """The bytes of a member. Raises PackError when the pack has none of that name."""
        if name not in self.members:
            raise _wrong(self.path, f"it has no member {name}")
        return self.members[name]


def read_pack(path: Path) -> Pack:
    """Read a pack and check its format and every hash; raises PackError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror}); {_REMEDY}") from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _wrong(path, f"it is no tagger pack, or damaged ({error})") from error
    except Exception as error:  # zlib raises its own error class for a damaged stream
        raise _wrong(path, f"it is damaged ({error})") from error
    manifest = _manifest(path, members)
    for name, digest in manifest["members"].items():
        if name not in members:
            raise _wrong(path, f"its member {name} is missing")
        if hashlib.sha256(members[name]).hexdigest() != digest:
            raise _wrong(path, f"its member {name} is damaged (the sha256 differs from the manifest's)")
    return Pack(path, manifest, members)


def write_pack(path: Path, manifest: Mapping[str, Any], members: Mapping[str, bytes]) -> None:
    """Write a pack; `format` and the hashes are added to the manifest. The same content gives the same bytes."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(members.items())}
    text = json.dumps({"format": FORMAT, **manifest, "members": hashes}, ensure_ascii=False, indent=1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in [(MANIFEST, text.encode()), *sorted(members.items())]:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            # Weights hardly shrink, and unpacking them is the better part of loading.
            shrinks = len(zlib.compress(data)) < _WORTH * len(data)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED)


def _manifest(path: Path, members: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        manifest = json.loads(members[MANIFEST])
        form, listed, labels = manifest["format"], manifest["members"], manifest["labels"]
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong(path, "it has no readable manifest") from error
    if form != FORMAT:
        raise PackError(
            f"{path}: has format {form!r}, this version reads format {FORMAT}; "
            "use the pack that came with this version, or train one with `make train`"
        )
    if not isinstance(listed, dict) or not isinstance(labels, list):
        raise _wrong(path, "its manifest is incomplete")
    return dict(manifest)


_REMEDY = "install the package again, or train a pack with `make train`"


def _wrong(path: Path, what: str) -> PackError:
    return PackError(f"{path}: {what}; {_REMEDY}")

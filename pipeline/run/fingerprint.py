"""What decides a record, as one short hash: when it is the same, the record need not be made again."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

import pipeline
from pipeline.config import Settings

_LIBRARIES = ("jieba", "spacy", "opencc", "python-docx", "selectolax", "pypdfium2", "onnxruntime")
_PLUGIN_GROUP = "xinwengao.extractors"


def run_fingerprint(settings: Settings, day: date | None) -> str:
    """The hash of the program, its word tables and models, the libraries that decide results, the settings, the
    extractor files and the models that they name, installed plug-ins and the date.

    The program's own files are part of it, so that a changed rule takes effect although the version is the same.
    """
    digest = hashlib.sha256()
    for path in _program_files():
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    pack = settings.tagger.pack
    for file in (*settings.extractors.files, *([] if isinstance(pack, bool) else [pack])):
        digest.update(_content(Path(file)))
    facts = {
        "version": pipeline.__version__,
        "libraries": [[name, _version(name)] for name in (*_LIBRARIES, *filter(None, [settings.tagger.spacy]))],
        "plugins": sorted(
            [entry.name, entry.value, entry.dist.version if entry.dist else ""]
            for entry in entry_points(group=_PLUGIN_GROUP)
        ),
        # Known entities decide tables, not records; limits on workers decide nothing.
        "settings": settings.model_dump(mode="json", exclude={"entities", "run"}),
        "date": day.isoformat() if day else None,
    }
    digest.update(json.dumps(facts, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def record_fingerprint(run: str, sha256: str, source: str) -> str:
    """The hash for one document: the run's, the file's bytes and the path that its tables will show."""
    return hashlib.sha256(f"{run}\n{sha256}\n{source}".encode("utf-8", errors="surrogateescape")).hexdigest()[:16]


def _program_files() -> list[Path]:
    package = Path(pipeline.__file__).parent
    return sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _version(name: str) -> str | None:
    """None for what is not installed: onnxruntime can be left out, a spaCy pipeline may be a folder."""
    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        return None


def _content(file: Path) -> bytes:
    """A missing file is reported when the pipeline is loaded, not here."""
    return hashlib.sha256(file.read_bytes() if file.is_file() else b"").digest()

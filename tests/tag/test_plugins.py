"""Where extractors come from: the package, files named in the settings, installed plug-ins."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.config import ConfigError, Settings
from pipeline.tag import REGISTRY, Candidate, Extractor, load_extractors, plugins
from pipeline.tag.works import work

NAMES = sorted(
    [
        "work",
        "place",
        "organization",
        "title",
        "place_of_office",
        "person",
        "event",
        "money",
        "percent",
        "quantity",
        "date",
        "time",
        "duration",
    ]
)

PHONE = """
from pipeline.tag import Candidate, extractor

@extractor("PHONE")
def phone(passage):
    yield Candidate(0, 1, "PHONE", "phone:test")
"""


@pytest.fixture(autouse=True)
def _registry() -> Iterator[None]:
    load_extractors(Settings())
    before = dict(REGISTRY)
    yield
    REGISTRY.clear()
    REGISTRY.update(before)


def settings(**extractors: object) -> Settings:
    return Settings.load({"extractors": extractors})


def names(found: list[Extractor]) -> list[str]:
    """Sorted: the order depends on which module the process imports first; tests/test_api.py holds that of a fresh one."""
    return sorted(item.name for item in found)


def test_plugins_registry_snapshot() -> None:
    assert names(load_extractors(Settings())) == NAMES


@pytest.mark.parametrize("disabled", [[], ["work"], ["date", "money"], NAMES])
def test_plugins_disabled_extractors_are_left_out(disabled: list[str]) -> None:
    assert names(load_extractors(settings(disabled=disabled))) == [name for name in NAMES if name not in disabled]


def test_plugins_from_file(tmp_path: Path) -> None:
    (tmp_path / "phone.py").write_text(PHONE, encoding="utf-8")
    found = load_extractors(settings(files=[tmp_path / "phone.py"]))
    assert names(found) == sorted([*NAMES, "phone"])
    assert found[-1].find("1") == [Candidate(0, 1, "PHONE", "phone:test")]
    assert names(load_extractors(settings(files=[tmp_path / "phone.py"], disabled=["phone"]))) == NAMES
    assert names(load_extractors(Settings())) == NAMES, "a file's extractor stays with its settings"


FAULTS = [
    ("no_file.py", None, "no such extractor file"),
    ("empty.py", "x = 1\n", "defines no extractor; decorate a function with @extractor"),
    ("borrowed.py", "from pipeline.tag.works import work\n", "defines no extractor"),
    ("broken.py", "def (\n", "cannot be loaded: SyntaxError"),
    ("raises.py", "1 / 0\n", "cannot be loaded: ZeroDivisionError"),
    ("taken.py", PHONE.replace("phone(", "person("), "cannot be loaded: ValueError: an extractor named 'person' exists"),
    ("phone.txt", PHONE, "not a Python file"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "message"), FAULTS)
def test_plugins_faults_name_the_file(tmp_path: Path, name: str, source: str | None, message: str) -> None:
    if source is not None:
        (tmp_path / name).write_text(source, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_extractors(settings(files=[tmp_path / name]))
    assert str(tmp_path / name) in str(error.value) and message in str(error.value)


def test_plugins_disabled_name_that_does_not_exist() -> None:
    with pytest.raises(ConfigError, match=r"extractors\.disabled: no extractor named 'persons'; there are date, "):
        load_extractors(settings(disabled=["persons"]))


@dataclass
class Entry:
    """What `importlib.metadata.entry_points` gives for an installed plug-in."""

    loaded: object
    name: str = "badge"
    value: str = "badges:badge"

    def load(self) -> object:
        return self.loaded


def test_plugins_from_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    badge = Extractor("badge", "BADGE", lambda passage: (), "badges")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [Entry(badge), Entry(badge), Entry(work)])
    assert names(load_extractors(Settings())) == sorted([*NAMES, "badge"])
    assert names(load_extractors(settings(disabled=["badge"]))) == NAMES


def test_plugins_entry_point_that_is_no_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [Entry(lambda passage: ())])
    with pytest.raises(ConfigError, match=r"entry point badge \(badges:badge\) is not an extractor"):
        load_extractors(Settings())


def test_plugins_entry_points_are_looked_for_in_the_documented_group() -> None:
    assert plugins.ENTRY_POINT_GROUP == "xinwengao.extractors"

"""pipeline.toml → checked settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class ConfigError(ValueError):
    """A settings file that cannot be used; the message names the file, the key and the remedy."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReadSettings(_Section):
    """[read]"""

    max_characters: int = Field(default=2_000_000, gt=0, description="longer documents are refused with an error row")
    max_bytes: int = Field(default=50_000_000, gt=0, description="larger files are refused unread")
    max_unpacked_bytes: int = Field(default=200_000_000, gt=0, description="what a .docx may hold when it is unpacked")
    max_seconds: float = Field(default=60.0, gt=0, description="for parsing one .docx, .html or .pdf")
    max_memory_mb: int = Field(default=2048, ge=256, description="for parsing one .docx, .html or .pdf; not on Windows")


class RunSettings(_Section):
    """[run]: what one document may take in a worker process; none of it decides a result."""

    max_seconds: float = Field(default=900.0, gt=0, description="for one document; then its worker is stopped")
    max_memory_mb: int = Field(
        default=8192, ge=512, description="for one worker; where the system can bound it (Linux)"
    )


class ExtractorSettings(_Section):
    """[extractors]"""

    files: tuple[Path, ...] = Field(default=(), description="Python files that define extractors")
    disabled: tuple[str, ...] = Field(default=(), description="names of extractors to leave out")


class TaggerSettings(_Section):
    """[tagger]"""

    pack: Path | bool = Field(default=True, description="a pack of one's own, or false for rules alone")
    spacy: str | None = Field(default=None, description="a spaCy pipeline whose entities are candidates too")


class EntitySettings(_Section):
    """[entities]"""

    known: Path | None = Field(default=None, description="a table of people and organizations with ids of their own")


class Settings(_Section):
    """Everything that pipeline.toml may say; see docs/extending.md."""

    read: ReadSettings = ReadSettings()
    run: RunSettings = RunSettings()
    extractors: ExtractorSettings = ExtractorSettings()
    tagger: TaggerSettings = TaggerSettings()
    entities: EntitySettings = EntitySettings()
    _origin: str = PrivateAttr(default="settings")

    @property
    def origin(self) -> str:
        """What messages call these settings: the path of their file, or `settings`."""
        return self._origin

    @classmethod
    def load(cls, source: Path | str | Mapping[str, Any] | Settings | None = None) -> Settings:
        """Settings from a TOML file, a dictionary, or the defaults (None).

        Paths in the file are relative to the file. Raises ConfigError.

        >>> Settings.load({"read": {"max_characters": 10}}).read.max_characters
        10
        """
        if source is None:
            return cls()
        if isinstance(source, Settings):
            return source
        if isinstance(source, Mapping):
            return _check(source, "settings")
        path = Path(source)
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise ConfigError(f"{path}: no such settings file") from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{path}: not a readable TOML file: {error}") from None
        settings = _check(data, str(path))
        files = tuple(path.parent / file for file in settings.extractors.files)
        pack = settings.tagger.pack
        known = settings.entities.known
        settings = settings.model_copy(
            update={
                "extractors": settings.extractors.model_copy(update={"files": files}),
                "tagger": settings.tagger.model_copy(
                    update={"pack": pack if isinstance(pack, bool) else path.parent / pack}
                ),
                "entities": settings.entities.model_copy(update={"known": known and path.parent / known}),
            }
        )
        settings._origin = str(path)
        return settings


def _check(data: Mapping[str, Any], where: str) -> Settings:
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise ConfigError(f"{where}: {'; '.join(map(_problem, error.errors()))}") from None


def _problem(error: ErrorDetails) -> str:
    """What is wrong with one key, and what to write instead."""
    key = ".".join(map(str, error["loc"]))
    if error["type"] != "extra_forbidden":
        return f"{key}: {error['msg']} (it is {error['input']!r})"
    *sections, name = map(str, error["loc"])
    known = list(_section(sections).model_fields)
    near = "".join(f"; did you mean {meant}?" for meant in get_close_matches(name, known, 1))
    return f"{key}: no such setting{near or ';'} There are {', '.join(known)}"


def _section(keys: Sequence[str]) -> type[BaseModel]:
    section: type[BaseModel] = Settings
    for key in keys:
        inner = section.model_fields[key].annotation
        assert isinstance(inner, type) and issubclass(inner, BaseModel)
        section = inner
    return section

"""Where extractors come from: the package itself, files named in pipeline.toml, and installed plug-ins."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from importlib.metadata import entry_points

from pipeline.config import ConfigError, Settings
from pipeline.tag.base import REGISTRY, Extractor

BUILT_IN = ("works", "places", "organizations", "titles", "persons", "events", "values")
"""Modules of the tag room that define extractors, in the order in which they run."""

ENTRY_POINT_GROUP = "xinwengao.extractors"


def load_extractors(settings: Settings) -> list[Extractor]:
    """All extractors that these settings switch on, in running order.

    Raises ConfigError when a file cannot be loaded, defines no extractor, or a disabled name does not exist.
    """
    for module in BUILT_IN:
        importlib.import_module(f"pipeline.tag.{module}")
    chosen = sorted((found for found in REGISTRY.values() if found.origin == "built in"), key=_running_order)
    for file in settings.extractors.files:
        try:
            chosen += _from_file(file)
        except ConfigError as error:
            raise ConfigError(f"{settings.origin}: extractors.files: {error}") from error.__cause__
    for entry in entry_points(group=ENTRY_POINT_GROUP):
        loaded = entry.load()
        if not isinstance(loaded, Extractor):
            raise ConfigError(f"entry point {entry.name} ({entry.value}) is not an extractor")
        if loaded not in chosen:
            chosen.append(loaded)
    names = {found.name for found in chosen}
    for name in settings.extractors.disabled:
        if name not in names:
            raise ConfigError(
                f"{settings.origin}: extractors.disabled: no extractor named {name!r}; "
                f"there are {', '.join(sorted(names))}"
            )
    return [found for found in chosen if found.name not in settings.extractors.disabled]


def _running_order(found: Extractor) -> int:
    """The place of an extractor's module in `BUILT_IN`, whatever was imported first."""
    modules = [f"pipeline.tag.{module}" for module in BUILT_IN]
    return modules.index(found.rule.__module__) if found.rule.__module__ in modules else len(modules)


def _from_file(file: object) -> list[Extractor]:
    """Run one Python file and return the extractors that it defined."""
    name = f"xinwengao_extractor_{abs(hash(str(file)))}"
    spec = importlib.util.spec_from_file_location(name, str(file))
    if spec is None or spec.loader is None:
        raise ConfigError(f"{file}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except FileNotFoundError:
        raise ConfigError(f"{file}: no such extractor file") from None
    except Exception as error:
        raise ConfigError(f"{file}: cannot be loaded: {type(error).__name__}: {error}") from error
    found = [value for value in vars(module).values() if isinstance(value, Extractor) and value.rule.__module__ == name]
    if not found:
        raise ConfigError(f"{file}: defines no extractor; decorate a function with @extractor(LABEL)")
    return found

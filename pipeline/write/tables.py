"""The CSV tables as pandas DataFrames with the right types."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pipeline.write.columns import TABLES, Kind
from pipeline.write.safe import original


def load_tables(folder: Path | str = "outputs") -> dict[str, pd.DataFrame]:
    """The tables of an output folder, by name: `load_tables("outputs")["people"]`.

    Ids and texts are strings, an empty cell is missing; offsets and counts are Int64; `documents.date`, `dates.from`
    and `dates.to` are datetime64; `value`, `min` and `max` are exact `decimal.Decimal` objects (`.astype(float)` where
    speed counts more); `score` is Float64. The apostrophe that keeps a spreadsheet from running a cell is taken away.

    Raises FileNotFoundError when the folder has none of the tables, ValueError for a table with other columns.
    """
    folder = Path(folder)
    found = {table: folder / f"{table}.csv" for table in TABLES if (folder / f"{table}.csv").is_file()}
    if not found:
        raise FileNotFoundError(f"{folder}: no tables here; make them with: xinwengao run INPUT -o {folder}")
    tables = {}
    for table, path in found.items():
        tables[table] = _load(path, TABLES[table])
    return tables


def _load(path: Path, columns: Mapping[str, Kind]) -> pd.DataFrame:
    # Everything as strings first: pandas would take 0012 for 12, a person called NA for nothing, and an integer
    # column with one empty cell for floats.
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    if list(frame.columns) != list(columns):
        raise ValueError(f"{path}: its columns are {', '.join(frame.columns)}; expected {', '.join(columns)}")
    for name, kind in columns.items():
        frame[name] = _CONVERT[kind](frame[name].rename(f"{path.name}, {name}"))
    return frame


def _text(column: pd.Series[str]) -> pd.Series[str]:
    return column.map(original, na_action="ignore").astype("str")


def _integer(column: pd.Series[str]) -> pd.Series[int]:
    return column.astype("Int64")


def _score(column: pd.Series[str]) -> pd.Series[float]:
    return column.astype("Float64")


def _decimal(column: pd.Series[str]) -> pd.Series:
    return column.astype(object).map(Decimal, na_action="ignore")


def _moment(column: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    moments = pd.to_datetime(column, format="ISO8601", errors="coerce").astype("datetime64[us]")
    if unknown := int((moments.isna() & column.notna()).sum()):
        message = (
            f"{column.name}: {unknown} dates that pandas cannot hold (before the year 1) are NaT; the file has them"
        )
        warnings.warn(message, stacklevel=4)  # at the caller of load_tables
    return moments


_CONVERT: Mapping[Kind, Callable[[pd.Series[str]], pd.Series]] = {
    "text": _text,
    "id": _text,
    "integer": _integer,
    "decimal": _decimal,
    "score": _score,
    "day": _moment,
    "moment": _moment,
}

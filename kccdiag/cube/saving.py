"""How a cube is kept: one folder with arrays and JSON, nothing that could run."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pandas as pd

from kccdiag.cube.facts import About, Cube
from kccdiag.cube.withheld import Withheld
from kccdiag.faults import refuse

VERSION = 3
ABOUT, TABLES = "about.json", "tables.npz"


def save(cube: Cube, folder: Path) -> None:
    """Write a cube; whoever reads the folder meanwhile finds the old one, the new one or none, never half of one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        made, before = Path(scratch) / "made", Path(scratch) / "before"
        made.mkdir()
        written = json.dumps({"version": VERSION, **asdict(cube.about)}, ensure_ascii=False, indent=1)
        (made / ABOUT).write_text(written + "\n", encoding="utf-8")
        np.savez(made / TABLES, allow_pickle=False, **_arrays(cube))
        if folder.exists():
            folder.replace(before)
        made.replace(folder)
        shutil.rmtree(before, ignore_errors=True)


def load_cube(folder: str | Path) -> Cube:
    """Read a saved cube.

    Raises
    ------
    kccdiag.faults.InputError
        When the folder holds no cube, or one of another version.
    """
    folder = Path(folder)
    try:
        said: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if said.pop("version") != VERSION:
            raise ValueError("another version")
        known: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in said.items()}
        about = About(**known)
        with (folder / TABLES).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _cube_of(about, dict(arrays))
    except (OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError) as error:
        raise refuse(folder.name, "this is no cube that this version can read", "make it again") from error


def _arrays(cube: Cube) -> dict[str, Any]:
    columns: dict[str, np.ndarray] = {
        f"{name}.{column}": _narrow(table[column].to_numpy())
        for name, table in cube.tables.items()
        for column in table.columns
    }
    return columns | {f"withheld.{one.name}": getattr(cube.withheld, one.name) for one in fields(Withheld)}


def _narrow(column: np.ndarray) -> np.ndarray:
    """Keep whole numbers in as few bytes as hold them."""
    if column.dtype.kind not in "iu" or not len(column):
        return column
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= column.min() and column.max() <= np.iinfo(kind).max:
            return column.astype(kind)
    return column


def _cube_of(about: About, arrays: dict[str, np.ndarray]) -> Cube:
    tables: dict[str, dict[str, np.ndarray]] = {}
    for key, column in arrays.items():
        name, _, of = key.partition(".")
        whole = column.dtype.kind == "i"  # kept in few bytes, in which products would overflow
        tables.setdefault(name, {})[of] = column.astype(np.int64) if whole else column
    withheld = Withheld(**tables.pop("withheld"))
    return Cube(about, {name: pd.DataFrame(columns) for name, columns in tables.items()}, withheld)

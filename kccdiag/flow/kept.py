"""Tables in files, under names that say all that they depend on: whole, or as if they were not there."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from kccdiag.engines.frames import in_pandas
from kccdiag.intake.cache import NEW, UNKEPT

ROOM = 1 << 30  # bytes of a disk that stay free: what is kept must never be why results find no room
SEAL = hashlib.sha256().digest_size  # bytes at the end of a file: the digest of its name and of all before
_LZ4 = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True)
class Found:
    """Some tables, and what else there is to say of them, as JSON has it."""

    about: dict[str, Any]
    tables: dict[str, pd.DataFrame]


@dataclass
class Kept:
    """A folder of such files.

    One file holds all tables of one answer: a line of JSON, then each table as a stream of Arrow, whose types come back
    exactly; a Parquet file for each of thirty small tables would be four times the work.

    Attributes
    ----------
    folder
        Made when something is put there, in a folder that must be there.
    refused
        Whether the disk took something not.
    """

    folder: Path
    refused: bool = False
    _asked: set[str] = field(default_factory=set)
    _grown: bool = False

    def find(self, name: str) -> Found | None:
        """Find tables; None where they are not there, damaged, or kept under another name."""
        self._asked.add(name)
        try:
            raw = memoryview((self.folder / name).read_bytes())
        except OSError:
            return None
        if raw[-SEAL:] != _seal(name, raw[:-SEAL]):
            return None
        with suppress(ValueError, KeyError, TypeError, pa.ArrowException):  # sealed, but by something else
            return _read(raw[:-SEAL])
        return None

    def put(self, name: str, about: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> Found:
        """Keep tables where there is room for them, and return them as they will be found again."""
        self._asked.add(name)
        rows = {key: _rows(table) for key, table in tables.items()}
        if not self.refused:
            try:
                self._write(name, _written(about, rows))
            except FileNotFoundError:  # no events are kept here, or they were taken away meanwhile
                pass
            except OSError as error:  # a full disk, or one that takes no writing
                self.refused = True
                UNKEPT.info("%s: %s", self.folder.name, error)
        return Found(dict(about), {key: in_pandas(table, _as_it_is) for key, table in rows.items()})

    def _write(self, name: str, content: pa.Buffer) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if shutil.disk_usage(self.folder).free < content.size + ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        opened, own = tempfile.mkstemp(prefix=NEW, dir=self.folder)
        try:
            with os.fdopen(opened, "wb") as file:
                file.write(content)
                file.write(_seal(name, content))
            Path(own).replace(self.folder / name)
            self._grown = True
        finally:
            Path(own).unlink(missing_ok=True)

    def forget_others(self) -> None:
        """Take away what was not asked for, where something new came: so no more lies there than one run asks for.

        A run that found all that it wanted takes nothing away: it may have wanted only some of it.
        """
        if self._grown:
            for path in self.folder.glob("*"):
                if path.name not in self._asked and not path.name.startswith(NEW):  # that another run is writing
                    with suppress(OSError):
                        path.unlink()


def _seal(name: str, content: Any) -> bytes:
    sealed = hashlib.sha256(name.encode())
    sealed.update(content)
    return sealed.digest()


def _rows(table: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)


def _as_it_is(kind: pa.DataType) -> pa.DataType:
    return kind


def _written(about: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    sink.write(json.dumps({"about": about, "tables": list(tables)}).encode() + b"\n")
    for table in tables.values():
        with pa.ipc.new_stream(sink, table.schema, options=_LZ4) as stream:
            stream.write_table(table)
    return sink.getvalue()


def _read(content: memoryview) -> Found:
    head, _, _ = bytes(content[: 1 << 16]).partition(b"\n")
    said, source = json.loads(head), pa.BufferReader(pa.py_buffer(content[len(head) + 1 :]))
    tables = {name: in_pandas(pa.ipc.open_stream(source).read_all(), _as_it_is) for name in said["tables"]}
    return Found(said["about"], tables)

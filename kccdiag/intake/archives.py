"""The files of an export as streams of bytes: unpacked with a bound on what comes out."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from kccdiag.faults import Fault, InputError, refuse

FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".pq": "parquet",
    ".xes": "xes", ".xml": "xes", ".json": "json", ".zip": "zip",
}  # fmt: skip
READABLE = "csv, csv.gz, zip, xlsx, parquet (also a folder of them), xes, xes.gz, json (klantinteracties)"

# What comes out of an archive: text logs shrink 10 to 60 times, a zip bomb a thousand times.
LARGEST_RATIO = 250
ALWAYS_ALLOWED = 256 * 2**20  # bytes; below it the ratio says nothing: a log of one repeated row is no bomb
LARGEST = 64 * 2**30  # bytes

# What unpacking raises when bytes are not what they should be; zipfile and gzip are of many minds about it.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError)

_MACRO_SUFFIXES = (".xlsm", ".xltm", ".xlsb", ".xlam")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old Excel, and everything that Office encrypts


@dataclass(frozen=True)
class Piece:
    """One table of an export: a file, or a member of a zip.

    Parameters
    ----------
    name
        As its owner knows it: relative to the engagement folder, a member of a zip behind a colon.
    kind
        csv, xlsx, parquet, xes or json.
    path
        The file on disk.
    member
        Its name in the zip; None for a file of its own.
    gzipped
        Whether it is packed by gzip (also inside a zip).
    """

    name: str
    kind: str
    path: Path
    member: str | None = None
    gzipped: bool = False

    def open(self) -> IO[bytes]:
        """Open the unpacked bytes, from the start; damage and bombs are refused while reading."""
        raw, packed = self._open_raw()
        if not (self.gzipped or self.member):
            return io.BufferedReader(cast(io.RawIOBase, raw), 2**20)
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if self.gzipped else raw
        return io.BufferedReader(_Bounded((stream, raw), self.name, packed), 2**20)

    def _open_raw(self) -> tuple[IO[bytes], int]:
        if self.member is None:
            return self.path.open("rb", buffering=0 if not self.gzipped else -1), self.path.stat().st_size
        with _open_zip(self.path, self.name) as archive:  # the member keeps the file open by itself
            try:
                return archive.open(self.member), archive.getinfo(self.member).compress_size
            except DAMAGED as error:
                raise refuse(self.name, f"the zip is damaged here: {error}", "copy or export it again") from error


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than a bound, and says in words what damage it meets."""

    def __init__(self, streams: tuple[IO[bytes], ...], name: str, packed: int) -> None:
        self._streams, self._stream, self._name, self._given = streams, streams[0], name, 0
        self._bound = min(max(ALWAYS_ALLOWED, LARGEST_RATIO * packed), LARGEST)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except DAMAGED as error:
            raise refuse(self._name, f"the file is damaged or cut off: {error}", "copy or export it again") from error
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > self._bound:
            raise _bomb(self._name, self._bound)
        return len(data)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()
        super().close()


def list_pieces(paths: Iterable[Path], folder: Path) -> list[Piece]:
    """List every table in files, folders of Parquet and zips, in the order of their names.

    Raises
    ------
    InputError
        For formats that can't be read and files that are not what their name says, all at once.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "events.csv").write_text("a,b")
    ...     [(piece.name, piece.kind) for piece in list_pieces([Path(folder, "events.csv")], Path(folder))]
    [('events.csv', 'csv')]
    """
    pieces: list[Piece] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            pieces += _pieces_of(path, shown_name(path, folder))
        except InputError as error:
            faults += error.faults
        except OSError as error:
            faults.append(Fault(shown_name(path, folder), f"the file can't be read: {error.strerror}"))
    if faults:
        raise InputError(faults)
    return pieces


def shown_name(path: Path, folder: Path) -> str:
    """Name a file as its owner knows it: relative to the folder, with forward slashes."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return path.name


def _pieces_of(path: Path, name: str) -> Sequence[Piece]:
    if path.is_dir():
        return _parquets_in(path, name)
    if not path.is_file():
        raise refuse(name, "there is no such file")
    kind, gzipped = _format_of(name)
    start = _check_start(path, name, kind=kind, gzipped=gzipped)
    if kind != "zip":
        return [Piece(name, kind, path, gzipped=gzipped)]
    if start[:2] != b"PK":
        raise refuse(name, "this is not a zip, whatever its name says", "name it after what it is, or pack it again")
    return list(_members(path, name))


def _parquets_in(folder: Path, name: str) -> list[Piece]:
    inside = folder.resolve()
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in (".parquet", ".pq") and file.is_file())
    found = [file for file in found if not any(part[:1] in "._" for part in file.relative_to(folder).parts)]
    if not found:
        raise refuse(name, "the folder holds no Parquet files", f"name a file in it; what can be read: {READABLE}")
    for file in found:
        if not file.resolve().is_relative_to(inside):
            raise refuse(f"{name}/{file.name}", "the link leads out of the folder", "put the file itself there")
    return [Piece(f"{name}/{file.relative_to(folder).as_posix()}", "parquet", file) for file in found]


def _format_of(name: str) -> tuple[str, bool]:
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    gzipped = suffixes[-1:] == [".gz"]
    suffix = (suffixes[:-1] if gzipped else suffixes)[-1:]
    if suffix and suffix[0] in _MACRO_SUFFIXES:
        raise refuse(name, "a workbook with macros is not opened", "save it as .xlsx, which holds none")
    if suffix == [".xls"]:
        raise refuse(name, "an Excel file of before 2007 is not read", "save it as .xlsx")
    if not suffix or suffix[0] not in FORMATS or (gzipped and FORMATS[suffix[0]] not in ("csv", "xes")):
        raise refuse(name, "a file of this kind is not read", f"what can be read: {READABLE}")
    return FORMATS[suffix[0]], gzipped


def _check_start(path: Path, name: str, *, kind: str, gzipped: bool) -> bytes:
    """Look at the first bytes, since names lie."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise refuse(name, "the file is empty", "export it again")
    if start == _OLE:
        raise _refuse_ole(path, name)
    if gzipped and start[:2] != b"\x1f\x8b":
        raise refuse(name, "this is not packed by gzip, whatever its name says", "take .gz off its name")
    if kind in ("csv", "xes", "json") and not gzipped:
        for magic, found in ((b"PK\x03\x04", ".zip or .xlsx"), (b"\x1f\x8b", f".{kind}.gz"), (b"PAR1", ".parquet")):
            if start.startswith(magic):
                raise refuse(name, f"its name says {kind}, its content {found}", "name it after what it is")
    return start


def _refuse_ole(path: Path, name: str) -> InputError:
    # An encrypted workbook is an OLE file with a stream of this name, in UTF-16 in its directory.
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return refuse(name, "the workbook is encrypted", "open it with its password and save it without one")
    return refuse(name, "this is an Excel file of before 2007, whatever its name says", "save it as .xlsx")


def _open_zip(path: Path, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except DAMAGED as error:
        raise refuse(name, f"the zip is damaged or cut off: {error}", "copy or export it again") from error


def _members(path: Path, name: str) -> Iterator[Piece]:
    with _open_zip(path, name) as archive:
        check_members(archive, name)
        readable = [(info, kind) for info in archive.infolist() if (kind := _member_kind(info))]
    plain = [pair for pair in readable if not pair[0].filename.lower().endswith((".txt", ".xml", ".json"))]
    if not readable:
        raise refuse(name, "the zip holds no file that can be read", f"what can be read: {READABLE}")
    for info, kind in plain or readable:  # a readme.txt or a metadata.json beside the tables is no table
        gzipped = info.filename.lower().endswith(".gz")
        yield Piece(f"{name}:{info.filename}", kind, path, info.filename, gzipped)


def _member_kind(info: zipfile.ZipInfo) -> str:
    parts = PurePosixPath(info.filename).parts
    if info.is_dir() or any(part.startswith((".", "__")) for part in parts) or info.file_size == 0:
        return ""
    try:
        kind, _ = _format_of(info.filename)
    except InputError:
        return ""
    return "" if kind == "zip" else kind


def check_members(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a zip whose members lead out of it, are encrypted, or unpack to more than a log can hold."""
    infos = archive.infolist()
    for info in infos:
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        if ".." in parts or info.filename.startswith(("/", "\\")) or (parts and parts[0].endswith(":")):
            raise refuse(name, f"its member '{info.filename}' leads out of the zip", "pack it again without such paths")
        if info.flag_bits & 1:
            raise refuse(name, f"its member '{info.filename}' is encrypted", "pack it again without a password")
    # Up to where its directory starts: what the members say of their packed size may be a lie too.
    bound = min(max(ALWAYS_ALLOWED, LARGEST_RATIO * archive.start_dir), LARGEST)
    if sum(info.file_size for info in infos) > bound:
        raise _bomb(name, bound)


def _bomb(name: str, bound: int) -> InputError:
    return refuse(
        name,
        f"unpacks to more than {bound // 2**20:,} MB, which its size makes hard to believe: it may be a zip bomb",
        "unpack it yourself if you trust it, and name the file in it",
    )

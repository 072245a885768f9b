"""The folder that a consultant works in: its kccdiag.toml, checked completely before anything is read."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pandas as pd

from kccdiag.cards.engagement import show_engagement
from kccdiag.configuration import FILE, Section, near_name, path_inside, read_configuration
from kccdiag.departments import Alias, Departments, list_departments
from kccdiag.digests import check_unchanged, hash_files
from kccdiag.faults import Fault, InputError, refuse
from kccdiag.kpis import list_kpis
from kccdiag.limits import Limits
from kccdiag.lists import fold
from kccdiag.reasons import list_reasons
from kccdiag.wording import LANGUAGES

__all__ = ["COLUMNS", "OUTCOMES", "STAYS", "Engagement", "LogSource", "fold", "open_engagement"]

TIMEZONE = "Europe/Amsterdam"
REQUIRED = ("signal", "time", "department")
COLUMNS = (*REQUIRED, "activity", "kind", "person", "sequence", "channel", "topic", "reason", "customer", "text",
           "duration_s", "satisfaction", "due")  # fmt: skip
OUTCOMES = ("adopted", "answered", "rejected", "withdrawn", "closed", "left", "told")
STAYS = ("queue", "customer")

_SECTIONS = ("engagement", "log", "departments", "interviews", "inputs", "limits")
_ENGAGEMENT = ("name", "language", "contact_centre", "board", "timezone", "cutoff", "told_target")
_LOG = (
    "files",
    "source",
    "store",
    "sheet",
    "encoding",
    "delimiter",
    "dayfirst",
    "duplicates",
    "columns",
    "kinds",
    "outcomes",
    "stays",
)
_INTERVIEWS = ("folder", "participants", "statements", "survey")
_OTHER_NAMES = "other_names"
CHANGING = ".kccdiag-forgetting"  # in the folder while somebody is taken out of it
_INPUTS = ("kpis", "reasons")
_SMALLEST_GROUP = 5  # DEFINITIONS 10: configurable upward only


@dataclass(frozen=True)
class LogSource:
    """One system's export: its files, and what their columns and values mean.

    Parameters
    ----------
    files
        Absolute, inside the engagement folder, existing; a folder stands for the Parquet files in it.
    sheet, encoding, delimiter, dayfirst
        What to read where the file does not say; None: decided by looking.
    duplicates
        auto, drop or keep (DEFINITIONS 1).
    columns
        Canonical name → columns of the export, whose values are joined with "/".
    kinds, outcomes, stays
        Folded value of the export → canonical kind, outcome (or told), stay (queue or customer).
    source, store
        In the place of files: Parquet on a path that only an engine reads, and where it keeps what it makes of that.
    """

    files: tuple[Path, ...]
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    dayfirst: bool | None
    duplicates: str
    columns: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    outcomes: Mapping[str, str]
    stays: Mapping[str, str]
    source: str | None = None
    store: str | None = None


@dataclass(frozen=True)
class Engagement:
    """An organisation under diagnosis: what its consultant has said about it.

    Parameters
    ----------
    folder
        Absolute; everything named in kccdiag.toml lies inside it.
    contact_centre, board
        Department names; aliases are already replaced by what they mean.
    cutoff
        Aware, UTC, exclusive; None: just after the last event.
    departments
        Columns department, unit, staff (Int64), as departments.csv lists them; possibly empty.
    aliases
        Folded spelling → department name; also holds the names that aliases point to.
    unknown
        Folded values that mean an unknown department.
    reasons
        Columns reason, failure_demand (boolean), customer_value, organisation_value (Int64), as reasons.csv lists
        them; possibly empty.
    kpis
        Columns department, kpi, weight, class, as kpis.csv lists them; possibly empty.
    interviews
        Files by key, relative to the folder; None where the table is absent.
    lists
        Columns file (relative to the folder), sha256, bytes, of what somebody wrote beside the exports: departments.csv
        and those of [inputs], as they were read.
    config_text
        kccdiag.toml as it is on disk, for hashing.
    other_names
        Whether names that no list holds are to be found and masked in what people say; takes the extra ``names``.
    """

    folder: Path
    name: str
    language: str
    contact_centre: tuple[str, ...]
    board: tuple[str, ...]
    timezone: str
    cutoff: datetime | None
    told_target: float | None
    logs: tuple[LogSource, ...]
    departments: pd.DataFrame
    aliases: Mapping[str, str]
    unknown: frozenset[str]
    limits: Limits
    reasons: pd.DataFrame
    kpis: pd.DataFrame
    interviews: Mapping[str, str] | None
    lists: pd.DataFrame
    config_text: bytes
    other_names: bool = False

    def _repr_html_(self) -> str:
        return show_engagement(self)


def open_engagement(folder: str | Path, *, language: str | None = None) -> Engagement:
    """Read the kccdiag.toml of a folder and check all of it.

    Parameters
    ----------
    language
        nl or en, in place of the one in kccdiag.toml.

    Raises
    ------
    InputError
        With every fault at once, each with its line where it has one.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "events.csv").write_text("Zaak,Moment,Afdeling\\n")
    ...     _ = Path(folder, "kccdiag.toml").write_text('''
    ...     [engagement]
    ...     name = "Waterstad"
    ...     [log]
    ...     files = ["events.csv"]
    ...     columns = { signal = "Zaak", time = "Moment", department = "Afdeling" }
    ...     ''')
    ...     engagement = open_engagement(folder)
    >>> engagement.name, engagement.language, engagement.logs[0].columns["time"]
    ('Waterstad', 'nl', ('Moment',))
    """
    folder = Path(folder)
    _check_at_rest(folder)
    config_text, top = read_configuration(folder)
    engagement = _engagement(top, folder.resolve(), config_text)
    if top.faults:
        raise InputError(sorted(top.faults, key=_by_place))
    return replace(engagement, language=language) if language else engagement


def _engagement(top: Section, folder: Path, config_text: bytes) -> Engagement:
    """Read all that kccdiag.toml says and names but exports and interviews; what is wrong is noted."""
    top.only(_SECTIONS)
    _check_anything(top)
    head, listing = top.table("engagement"), top.table("departments")
    head.only(_ENGAGEMENT)
    timezone = _timezone(head)
    names = _lists_named(top, listing, folder)
    files = {key: (folder / name).resolve() for key, name in names.items()}
    lists = _hashed(names, folder)
    departments = _departments(listing, files.get("departments"))
    never = departments.unknown
    engagement = Engagement(
        folder=folder,
        name=head.word("name", folder.name) or "",
        language=head.choice("language", LANGUAGES, "nl"),
        contact_centre=_named(head.words("contact_centre"), departments),
        board=_named(head.words("board"), departments),
        timezone=timezone,
        cutoff=_cutoff(head, timezone),
        told_target=_told_target(head),
        logs=_logs(top, folder),
        departments=departments.table,
        aliases=departments.aliases,
        unknown=never,
        limits=_limits(top.table("limits")),
        reasons=list_reasons(files.get("reasons"), unknown=never, faults=top.faults),
        kpis=list_kpis(files.get("kpis"), aliases=_spellings(departments), unknown=never, faults=top.faults),
        interviews=_paths(top, "interviews", _INTERVIEWS, folder=folder, truths=(_OTHER_NAMES,)),
        lists=lists,
        config_text=config_text,
        other_names=_asked_for(top, "interviews", _OTHER_NAMES),
    )
    _check_roles(head, engagement)
    check_unchanged(lists, _hashed(names, folder))
    return engagement


def _check_anything(top: Section) -> None:
    if "log" not in top.values and "interviews" not in top.values:
        top.note("there is neither [log] nor [interviews], so nothing to diagnose",
                 "let a [log] be proposed from an export:  kccdiag init FILE…")  # fmt: skip


def _check_at_rest(folder: Path) -> None:
    there = False
    with suppress(OSError):  # where nobody may look, reading says so
        there = (folder / CHANGING).exists()
    if there:
        raise refuse(
            str(folder),
            "somebody is being forgotten here, or that broke off",
            "wait for it, or start it again, which first puts everything back:  kccdiag forget FOLDER …",
        )


def _by_place(fault: Fault) -> tuple[bool, str, int]:
    line = re.match(r"line (\d+):", fault.what)
    return fault.place != FILE, fault.place, int(line[1]) if line else 0


def _timezone(head: Section) -> str:
    name = head.word("timezone", TIMEZONE) or TIMEZONE
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        near = near_name(name, available_timezones())
        head.note(f"[engagement] timezone = '{name}' does not exist{near}", f'for example "{TIMEZONE}"', key="timezone")
        return TIMEZONE


def _cutoff(head: Section, timezone: str) -> datetime | None:
    """Read a date as its 00:00, and a time without zone, in the engagement's zone."""
    value = head.values.get("cutoff")
    if value is None:
        return None
    if not isinstance(value, date):
        head.note("[engagement] cutoff must be a date", "write it without quotes: cutoff = 2026-01-05", key="cutoff")
        return None
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(timezone))).astimezone(UTC)
    except OverflowError:
        head.note(f"[engagement] cutoff = {value} lies outside the calendar", key="cutoff")
        return None


def _told_target(head: Section) -> float | None:
    value = head.number("told_target")
    if value is None or 0 < value <= 1:
        return value
    remedy = f"for {value:g} % write {value / 100:g}" if 1 < value <= 100 else "90 % is written 0.9"
    head.note(f"[engagement] told_target = {value} must be a share above 0 and at most 1", remedy, key="told_target")
    return None


def _named(written: tuple[str, ...], departments: Departments) -> tuple[str, ...]:
    names = (departments.aliases.get(fold(name), " ".join(name.split())) for name in written)
    return tuple(dict.fromkeys(names))


def _check_roles(head: Section, engagement: Engagement) -> None:
    """Note departments that can't have the role they are given."""
    for role in ("contact_centre", "board"):
        for name in getattr(engagement, role):
            if fold(name) in engagement.unknown:
                head.note(f"[engagement] {role}: '{name}' means an unknown department", key=role)
    both = {fold(name) for name in engagement.contact_centre} & {fold(name) for name in engagement.board}
    for name in engagement.board:
        if fold(name) in both:
            head.note(f"[engagement] '{name}' is both contact_centre and board", "name it under one", key="board")


def _departments(section: Section, path: Path | None) -> Departments:
    section.only(("file", "unknown", "aliases"))
    written = section.table("aliases")
    aliases = []
    for spelling in written.values:
        if target := written.word(spelling):
            aliases.append(Alias(spelling, target, FILE, written.line(spelling)))
    return list_departments(path, aliases=aliases, unknown=section.words("unknown"), faults=section.faults)


def _spellings(departments: Departments) -> dict[str, str]:
    """Give the department that each folded spelling means, those of departments.csv itself among them."""
    return {fold(name): name for name in departments.table["department"]} | dict(departments.aliases)


def _lists_named(top: Section, listing: Section, folder: Path) -> dict[str, str]:
    """Name the lists that somebody wrote beside the exports; one that is not there is noted, and left out."""
    inputs = _paths(top, "inputs", _INPUTS, folder=folder) or {}
    name = listing.word("file")
    path = path_inside(listing, "file", name, folder=folder) if name else None
    if name and path is not None and path.is_file():
        return {"departments": name} | inputs
    if path is not None:
        listing.note(f"[departments] file = '{name}' is not a file", key="file")
    return inputs


def _hashed(names: Mapping[str, str], folder: Path) -> pd.DataFrame:
    return hash_files((name, folder / name) for name in sorted(set(names.values())))


def _logs(top: Section, folder: Path) -> tuple[LogSource, ...]:
    """Read every log; some in the folder and others elsewhere, or kept in different places, are a fault."""
    logs = tuple(_log(section, folder) for section in top.tables("log"))
    if len({(log.source is None, log.store) for log in logs}) > 1:
        top.note("some [[log]] have files and others a source, or they differ in their store",
                 "give all of them files, or all a source with the same store", key="log")  # fmt: skip
    return logs


def _log(section: Section, folder: Path) -> LogSource:
    section.only(_LOG)
    columns = _columns(section.table("columns"))
    kinds, outcomes, stays = (section.table(key) for key in ("kinds", "outcomes", "stays"))
    outcomes.only(OUTCOMES)
    stays.only(STAYS)
    source = LogSource(
        files=_files(section, folder),
        sheet=section.word("sheet"),
        encoding=_encoding(section),
        delimiter=_delimiter(section),
        dayfirst=section.truth("dayfirst"),
        duplicates=section.choice("duplicates", ("auto", "drop", "keep"), "auto"),
        columns=columns,
        kinds=_meanings([kinds], kinds.values),
        outcomes=_meanings([outcomes], OUTCOMES),
        stays=_meanings([outcomes, stays], STAYS),
        source=_elsewhere(section, "source"),
        store=_elsewhere(section, "store"),
    )
    _check_needed(section, source)
    _check_places(section)
    return source


def _columns(section: Section) -> dict[str, tuple[str, ...]]:
    """Read the columns by canonical name; each is one column or a list of columns to be joined."""
    section.only(COLUMNS)
    columns: dict[str, tuple[str, ...]] = {}
    for key in COLUMNS:
        if key in section.values:
            one = section.values[key]
            named = section.words(key) if isinstance(one, list) else (section.word(key),)
            columns[key] = tuple(name for name in named if name)
            if one == []:
                section.note(f"[log.columns] {key} names no column", "leave the key out", key=key)
    return columns


def _check_needed(section: Section, source: LogSource) -> None:
    """Note what a log can't do without, and mappings of a column that is not there."""
    missing = [key for key in REQUIRED if key not in source.columns]
    if missing:
        section.table("columns").note(
            f"[log.columns] does not say which column holds {', '.join(missing)}",
            "\n".join(f'{key} = "…"' for key in missing),
        )
    for key, needed, mapped in (("outcomes", "activity", source.outcomes), ("stays", "activity", source.stays),
                                ("kinds", "kind", source.kinds)):  # fmt: skip
        if mapped and needed not in source.columns:
            section.note(f"[log.{key}] gives values a meaning, but [log.columns] names no {needed}",
                         f'say which column they stand in: {needed} = "…"', key=key)  # fmt: skip
    named = [(source.columns[key], key) for key in REQUIRED if source.columns.get(key)]
    for place, (column, key) in enumerate(named):
        for other, before in named[:place]:
            if column == other:
                section.table("columns").note(f"'{column[0]}' can't be both {before} and {key}", key=key)


def _meanings(sections: list[Section], canonical: Iterable[str]) -> dict[str, str]:
    """Turn lists of values by meaning into meaning by folded value, for the last section; two meanings are a fault.

    The sections before it are only looked at for values that they have given a meaning already.
    """
    own = sections[-1]
    meant = {fold(value): f"{earlier.title} {key}" for earlier in sections[:-1] for key in OUTCOMES
             for value in _listed(earlier, key)}  # fmt: skip
    meanings: dict[str, str] = {}
    for key in canonical:
        for value in own.words(key):
            here, before = f"{own.title} {key}", meant.setdefault(fold(value), f"{own.title} {key}")
            if before != here:
                own.note(f"'{value}' has two meanings: {before} and {here}", "keep one", key=key, value=value)
            meanings.setdefault(fold(value), key)
    return meanings


def _listed(section: Section, key: str) -> list[str]:
    value = section.values.get(key)
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def _elsewhere(section: Section, key: str) -> str | None:
    """Read a path that an engine reads: with a scheme, or absolute."""
    path = section.word(key) if key in section.values else None
    if path is None:
        return None
    if re.match(r"[^/]*//[^/]*:[^/]*@", path):
        section.note(f"{section.title} {key} holds a password", "give it to Spark, not to this file", key=key)
    elif not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://.|/.", path):
        section.note(f"{section.title} {key} = '{path}' is neither absolute nor has a scheme",
                     f'for example {key} = "s3a://bucket/events/"; what lies inside the folder is named under files',
                     key=key)  # fmt: skip
    else:
        return path
    return None


def _check_places(section: Section) -> None:
    """Note a log that is both in the folder and elsewhere, or elsewhere without a place for what is made of it."""
    if "source" in section.values and "files" in section.values:
        remedy = "keep one; several systems are [[log]] each"
        section.note(f"{section.title} has both files and source", remedy, key="source")
    for key, other in (("source", "store"), ("store", "source")):
        if key in section.values and other not in section.values:
            remedy = f'for example {other} = "s3a://bucket/kccdiag/"'
            section.note(f"{section.title} {key} needs a {other} beside it", remedy, key=key)


def _files(section: Section, folder: Path) -> tuple[Path, ...]:
    if "source" in section.values:
        return ()
    if not section.values.get("files"):
        section.note(f"{section.title} names no files", 'for example files = ["events.csv"]', key="files")
        return ()
    found = {}
    for name in section.words("files"):
        path = path_inside(section, "files", name, folder=folder)
        if path is not None and not path.exists():
            _note_missing(section, name, folder)
        elif path is not None and not (path.is_file() or path.is_dir()):  # a pipe would be waited for
            what = f"{section.title} '{name}' is neither a file nor a folder"
            section.note(what, "write the export to a file", key="files", value=name)
        elif path in found:
            section.note(f"{section.title} names '{name}' twice", key="files", value=name)
        elif path is not None:
            found[path] = name
    return tuple(found)


def _note_missing(section: Section, name: str, folder: Path) -> None:
    around = folder / Path(name).parent
    near = near_name(Path(name).name, [entry.name for entry in around.iterdir()]) if around.is_dir() else ""
    remedy = "paths are relative to the folder of kccdiag.toml" + (", written with /" if "\\" in name else "")
    section.note(f"{section.title} there is no file '{name}'{near}", remedy, key="files", value=name)


def _encoding(section: Section) -> str | None:
    name = section.word("encoding")
    fault = "does not exist"
    try:
        if name:
            codecs.lookup(name)
            fault = "is none of text"  # Python counts base64 and zlib among them
            b"a".decode(name, "replace")
        return codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        known = ("utf-8", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "cp850")
        section.note(f"{section.title} encoding = '{name}' {fault}{near_name(str(name), known)}",
                     f"for example {', '.join(known)}", key="encoding")  # fmt: skip
        return None


def _delimiter(section: Section) -> str | None:
    value = section.values.get("delimiter")
    if value is None or (isinstance(value, str) and len(value) == 1 and value not in '"\r\n'):
        return value
    section.note(f"{section.title} delimiter must be one character", r'for example ";" or "\t"', key="delimiter")
    return None


def _limits(section: Section) -> Limits:
    known = {limit.name: getattr(Limits(), limit.name) for limit in fields(Limits)}
    section.only(known)
    changed: dict[str, Any] = {}
    for key in section.values:
        if key in known and (value := section.number(key)) is not None:
            if fault := _wrong_limit(key, value, known[key]):
                section.note(f"[limits] {key} = {value} {fault}", f"the default is {known[key]}", key=key)
            else:
                changed[key] = type(known[key])(value)
    return Limits(**changed)


def _wrong_limit(key: str, value: float, default: float) -> str:
    if not math.isfinite(value) or value < 0:
        return "must be zero or more"
    if isinstance(default, int) and value != int(value):
        return "must be a whole number"
    if key == "group_size" and value < _SMALLEST_GROUP:
        return f"must be at least {_SMALLEST_GROUP}: smaller groups can be recognised"
    if key in ("significance", "silence_probability") and not 0 < value < 1:
        return "must lie between 0 and 1"
    if (key.endswith("_share") or key in ("reservoir_excess", "dry_reach", "drop_points")) and value > 1:
        return f"must be a share of at most 1; for {value:g} % write {value / 100:g}"
    return ""


def _paths(top: Section, key: str, keys: tuple[str, ...], *, folder: Path, truths: tuple[str, ...] = ()
           ) -> dict[str, str] | None:  # fmt: skip
    """Read a table of paths; one that is not there is noted, and not read."""
    if key not in top.values:
        return None
    section = top.table(key)
    section.only((*keys, *truths))
    if not section.values and isinstance(top.values[key], dict):
        section.note(f"[{key}] names nothing to read", f"possible here: {', '.join(keys)}")
    named = {entry: section.word(entry) for entry in keys if entry in section.values}
    return {entry: name for entry, name in named.items() if name and _is_there(section, entry, name, folder=folder)}


def _asked_for(top: Section, table: str, key: str) -> bool:
    return isinstance(top.values.get(table), dict) and bool(top.table(table).truth(key))


def _is_there(section: Section, key: str, name: str, *, folder: Path) -> bool:
    path = path_inside(section, key, name, folder=folder)
    if path is None or (path.is_dir() if key == "folder" else path.is_file()):
        return path is not None
    around = path.parent
    near = near_name(path.name, [entry.name for entry in around.iterdir()]) if around.is_dir() else ""
    what = "folder" if key == "folder" else "file"
    section.note(f"{section.title} {key} = '{name}' is not a {what}{near}",
                 "paths are relative to the folder of kccdiag.toml", key=key)  # fmt: skip
    return False

"""A kccdiag.toml proposed for unknown files, with its reasons and doubts as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from kccdiag.configuration import FILE
from kccdiag.engagement import COLUMNS, OUTCOMES, REQUIRED, STAYS, TIMEZONE, fold
from kccdiag.faults import Fault, InputError
from kccdiag.intake import klantinteracties, meanings
from kccdiag.intake.profile import profile_table
from kccdiag.intake.propose_interviews import interviews_section, is_list, is_transcript, language_spoken
from kccdiag.intake.roles import Choice, Roles, find_roles
from kccdiag.intake.sources import read_raw_files
from kccdiag.intake.times import read_times
from kccdiag.intake.vocabulary import dutch
from kccdiag.intake.zones import read_clock
from kccdiag.wording import number, percent, say

ROWS = 500_000  # looked at, from the start; more tell nothing new
LINE = 118  # characters

# Without these a log still says much; they are only mentioned where a column was found.
_QUIET = ("sequence", "text", "duration_s", "satisfaction", "due")


@dataclass(frozen=True, eq=False)
class Seen:
    """One log as it was looked at.

    Parameters
    ----------
    files
        Paths relative to the folder.
    table
        Its first rows, as strings.
    rows
        How many rows it has.
    roles
        What its columns were taken for.
    """

    files: tuple[str, ...]
    table: pa.Table
    rows: int
    roles: Roles


def propose(files: Sequence[Path], folder: Path) -> str:
    """Propose the kccdiag.toml of a folder for exports and transcripts that lie in it.

    Parameters
    ----------
    files
        At least one, as seen from here or from the folder; exports with the same columns become one [log].
    folder
        The engagement folder that is to be; must not hold a kccdiag.toml yet.

    Returns
    -------
    The text of the file. What can't be told stands in it as a comment, with the columns that come into question.

    Raises
    ------
    InputError
        For files that are not there, can't be read or lie outside the folder, and where a kccdiag.toml is there.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "events.csv")
    ...     _ = file.write_text("Zaaknummer,Moment,Afdeling\\n1,2024-01-02,KCC\\n1,2024-01-03,IT\\n2,2024-01-04,KCC\\n")
    ...     text = propose([file], Path(folder))
    >>> [line for line in text.splitlines() if line.startswith(("signal", "time ", "department ="))]
    ['signal = "Zaaknummer"', 'time = "Moment"', 'department = "Afdeling"']
    """
    paths = _checked(files, folder)
    lists = [path for path in paths if is_list(path)]
    transcripts = [path for path in paths if path not in lists and is_transcript(path)]
    seen = [_look(group) for group in _grouped([path for path in paths if path not in (*lists, *transcripts)], folder)]
    language = "nl" if dutch([word for log in seen for word in _vocabulary(log)]) else "en"
    language = language if seen else language_spoken(transcripts)
    lines = [*_head(seen, folder, language), *(_body(seen, language) if seen else ["", *_departments([], language)])]
    if transcripts or lists:
        lines += ["", *_interviews(transcripts, lists, folder=Path(folder).resolve(), language=language)]
    return "\n".join(lines) + "\n"


def _interviews(transcripts: Sequence[Path], lists: Sequence[Path], *, folder: Path, language: str) -> Iterable[str]:
    for line, is_comment in interviews_section(transcripts, lists, folder=folder, language=language):
        yield from _comment(line) if is_comment else [line]


# ---- what lies before us


def _checked(files: Sequence[Path], folder: Path) -> list[Path]:
    """Resolve the files and refuse those that are not there or not inside the folder, all at once."""
    faults = []
    inside = Path(folder).resolve()
    if not inside.is_dir():
        faults.append(Fault(str(folder), "there is no such folder", "make it first, with the exports inside"))
    elif (inside / FILE).exists():
        faults.append(_exists(Path(folder) / FILE))
    if not files:
        faults.append(Fault(str(folder), "no file is given", "name the exports:  kccdiag init events.csv"))
    found = [Path(file) if Path(file).exists() else inside / file for file in files]
    for file, path in zip(files, found, strict=True):
        if not path.exists():
            faults.append(Fault(str(file), "there is no such file"))
        elif not path.resolve().is_relative_to(inside):
            faults.append(Fault(str(file), "the file lies outside the engagement folder",
                                "copy it into the folder, or name the folder around it:  --folder DIR"))  # fmt: skip
    if faults:
        raise InputError(faults)
    return list(dict.fromkeys(path.resolve() for path in found))


def _exists(path: Path) -> Fault:
    return Fault(path.as_posix(), "there is a kccdiag.toml already; nothing is overwritten",
                 "move it away, or change it by hand")  # fmt: skip


def _grouped(files: Sequence[Path], folder: Path) -> list[tuple[list[str], pa.Table]]:
    """Read the files and put those with the same columns together."""
    groups: dict[tuple[str, ...], tuple[list[str], list[pa.Table]]] = {}
    faults: list[Fault] = []
    linked = [file for file in files if file.suffix.lower() == ".json"]  # contacts, tasks and actors name each other
    for together in [*([file] for file in files if file not in linked), *([linked] if linked else [])]:
        try:
            table = read_raw_files(together).table
        except InputError as error:
            faults += error.faults
            continue
        names, tables = groups.setdefault(tuple(sorted(table.column_names)), ([], []))
        names += [file.relative_to(Path(folder).resolve()).as_posix() for file in together]
        tables.append(table)
    if faults:
        raise InputError(faults)
    return [(names, pa.concat_tables(tables, promote_options="default")) for names, tables in groups.values()]


def _look(group: tuple[list[str], pa.Table]) -> Seen:
    files, table = group
    first = table.slice(0, ROWS)
    roles = find_roles(profile_table(first, clock=read_clock(TIMEZONE)))
    if klantinteracties.is_standard(table.column_names):
        roles = replace(roles, choices=_of_the_standard(first))
    return Seen(tuple(files), first, table.num_rows, roles)


def _of_the_standard(table: pa.Table) -> dict[str, Choice]:
    """Give the columns that the standard has for each role, without looking; one that is empty is no column."""
    filled = [
        (role, name)
        for role, name in zip(klantinteracties.ROLES, klantinteracties.COLUMNS, strict=True)
        if table[name].null_count < table.num_rows
    ]
    return {role: Choice(role, (name,), why=(("standard", {}),)) for role, name in filled}


def _vocabulary(log: Seen) -> Iterable[str]:
    """Give the words of an export that tell its language."""
    for column in log.roles.columns.values():
        yield column.name
        if column.seconds is None and column.distinct < 2000:
            yield from column.values[:200]


# ---- the file


def _head(seen: Sequence[Seen], folder: Path, language: str) -> Iterable[str]:
    yield from _comment(say(language, "init.head"))
    for log in seen:
        yield from _comment(_looked_at(log, language))
    yield ""
    yield "[engagement]"
    yield f"name = {_quoted(Path(folder).resolve().name or 'kccdiag')}  # {say(language, 'init.name')}"
    yield f"language = {_quoted(language)}  # {say(language, 'init.language')}"
    yield from _places(seen, language)
    yield f"timezone = {_quoted(TIMEZONE)}  # {say(language, 'init.timezone')}"
    if not seen:
        return
    if (last := _last_day(seen)) is not None:
        yield from _comment(say(language, "init.cutoff", last=str(last)))
        yield f"# cutoff = {last + np.timedelta64(1, 'D')}"
    yield f"# told_target = 0.9  # {say(language, 'init.told_target')}"


def _looked_at(log: Seen, language: str) -> str:
    key = "looked_at" if log.rows == log.table.num_rows else "looked_at_first"
    return say(language, f"init.{key}", files=_listing(log.files), rows=number(language, log.rows),
               columns=len(log.roles.columns), looked=number(language, log.table.num_rows))  # fmt: skip


def _places(seen: Sequence[Seen], language: str) -> Iterable[str]:
    """Propose the contact centre and the board by their names."""
    for log in seen:
        department, within = log.roles.column("department"), log.roles.within
        if department is None or within is None:
            continue
        named = meanings.find_contact_centre(department, within)
        if named and named[0][1] >= 0.1:
            name, share = named[0]
            yield from _comment(say(language, "init.contact_centre", share=percent(language, share)))
            yield f"contact_centre = [{_quoted(name)}]"
        else:
            yield from _no_contact_centre(meanings.starts(department, within), language)
        if (board := meanings.find_board(department)) and board != [name for name, _ in named[:1]]:
            yield f"board = {_list(board)}  # {say(language, 'init.board')}"
        return


def _no_contact_centre(starts: Sequence[tuple[str, float]], language: str) -> Iterable[str]:
    if starts:
        name, share = starts[0]
        key = "contact_centre_largest" if share >= 0.5 else "contact_centre_intake"
        default = say(language, f"init.{key}", department=_shown(name), share=percent(language, share))
        yield from _comment(say(language, "init.contact_centre_default", default=default))
        yield f"# contact_centre = [{_quoted(name)}]"


def _last_day(seen: Sequence[Seen]) -> np.datetime64 | None:
    """Give the day of the last event as it was there, where a log has times."""
    moments = [log.roles.columns[log.roles.choices["time"].columns[0]].seconds for log in seen
               if log.roles.choices["time"].columns]  # fmt: skip
    last = [int(seconds.max()) for seconds in moments if seconds is not None]
    if not last:
        return None
    (there,) = read_clock(TIMEZONE).local(np.array([max(last)]))
    return np.datetime64(int(there), "s").astype("datetime64[D]")


def _body(seen: Sequence[Seen], language: str) -> Iterable[str]:
    useful = [log for log in seen if _has_required(log)] or list(seen)
    for log in seen:
        if log not in useful:
            yield ""
            yield from _comment(say(language, "init.not_a_log", files=_listing(log.files)))
    for log in useful:
        yield ""
        yield from _log(log, title="[[log]]" if len(useful) > 1 else "[log]", language=language)
    yield ""
    yield from _departments(useful, language)


def _has_required(log: Seen) -> bool:
    return all(log.roles.choices.get(role, Choice(role)).columns for role in REQUIRED)


def _log(log: Seen, *, title: str, language: str) -> Iterable[str]:
    yield title
    yield f"files = {_list(log.files)}"
    yield f'duplicates = "auto"  # {say(language, "init.duplicates")}'
    if column := _exchangeable(log):
        yield from _comment(say(language, "init.doubt", text=say(language, "init.dayfirst", column=column)))
        yield "# dayfirst = true"
    yield ""
    yield "[log.columns]"
    for role in COLUMNS:
        yield from _role(log.roles.choices.get(role, Choice(role)), language)
    if klantinteracties.is_standard(log.table.column_names):
        yield ""
        yield "[log.outcomes]"
        yield from _comment(say(language, "init.standard_outcomes"))
        yield from _mapping(klantinteracties.OUTCOMES)
        return
    yield from _values(log.roles, language)


def _exchangeable(log: Seen) -> str:
    """Name the time column in which nothing says whether the day or the month comes first."""
    names = log.roles.choices["time"].columns
    if not names:
        return ""
    times = read_times(log.table.column(names[0]), clock=read_clock(TIMEZONE))
    return names[0] if times.assumed.any() else ""


def _role(choice: Choice, language: str) -> Iterable[str]:
    """Write one role: chosen with its reasons, or left open with those that come into question."""
    if not choice.columns:
        if choice.role in _QUIET and not choice.others:
            return
        yield from _open_role(choice, language)
        return
    why = "; ".join(_reason(reason, language) for reason in choice.why)
    yield from _comment(why)
    for doubt in choice.doubts:
        text = _reason(doubt, language)
        if choice.others and doubt[0] in ("guessed", "rivals"):
            text += f"; {say(language, 'init.others', columns=_listing(choice.others))}"
        yield from _comment(say(language, "init.doubt", text=text))
    names = choice.columns
    yield f"{choice.role} = {_quoted(names[0]) if len(names) == 1 else _list(names)}"


def _open_role(choice: Choice, language: str) -> Iterable[str]:
    doubts = [_reason(doubt, language) for doubt in choice.doubts if doubt[0] != "not_told" or choice.others]
    if choice.role == "activity":
        doubts.append(say(language, "init.no_activity"))
    found = (say(language, "init.candidates", columns=_listing(choice.others)) if choice.others
             else say(language, "init.no_candidates"))  # fmt: skip
    if doubts:
        yield from _comment(say(language, "init.doubt", text="; ".join([*doubts, found])))
        yield f'# {choice.role} = "…"'
    else:
        yield from _comment(f'{choice.role} = "…": {found}')


def _reason(reason: tuple[str, dict[str, object]], language: str) -> str:
    key, values = reason
    return say(language, f"init.{key}", **{name: _written(name, value, language) for name, value in values.items()})


def _written(name: str, value: object, language: str) -> str:
    if isinstance(value, float):
        return percent(language, value) if name == "share" else number(language, value, 1)
    return number(language, value) if isinstance(value, int) else str(value)


# ---- what values mean


def _values(roles: Roles, language: str) -> Iterable[str]:
    kind, activity = roles.column("kind"), roles.column("activity")
    if kind is not None:
        yield from _kinds(meanings.find_kinds(kind), kind.values, language)
    if activity is not None and roles.within is not None:
        yield from _outcomes(meanings.find_outcomes(activity, roles.within), language)
        yield from _stays(meanings.find_stays(activity))


def _kinds(found: Sequence[meanings.Meaning], values: Sequence[str], language: str) -> Iterable[str]:
    named = {fold(one.value) for one in found}
    others = list({fold(value): value for value in values if fold(value) not in named}.values())
    yield ""
    yield "[log.kinds]"
    key = "kinds" if others else "kinds_all"
    yield from _comment(say(language, f"init.{key}", others=_listing(others[:10])))
    if not any(one.name == "idea" for one in found):
        yield from _comment(say(language, "init.doubt", text=say(language, "init.no_idea_kind")))
    yield from _by_name(found, ("idea", "complaint", "question", "compliment"))


def _outcomes(found: Sequence[meanings.Meaning], language: str) -> Iterable[str]:
    sure = [one for one in found if one.sure]
    yield ""
    yield "[log.outcomes]"
    yield from _comment(say(language, "init.outcomes" if sure else "init.no_outcomes"))
    for name in OUTCOMES:
        values = [one for one in sure if one.name == name]
        if values:
            yield from _comment("; ".join(
                say(language, "init.outcome", value=_shown(one.value), rows=number(language, one.rows),
                    ends=percent(language, one.ends)) for one in values[:8]))  # fmt: skip
        if any(re.search("resol|oplos|opgelost|solved", one.value.casefold()) for one in values):
            yield from _comment(say(language, "init.doubt", text=say(language, "init.outcome_resolved")))
        yield from _mapping({name: [one.value for one in values]})
    for name in OUTCOMES:
        doubted = [one for one in found if not one.sure and (one.name or "closed") == name]
        if doubted:
            yield from _doubtful_outcomes(name, doubted, [one.value for one in sure if one.name == name], language)


def _doubtful_outcomes(
    name: str, found: Sequence[meanings.Meaning], sure: Sequence[str], language: str
) -> Iterable[str]:
    """Mention values on a line that can take the place of the one of those that are sure: TOML takes no second."""
    for one in found:
        key = "outcome_goes_on" if one.name else "outcome_unnamed"
        text = say(language, f"init.{key}", value=_shown(one.value), share=percent(language, 1 - one.ends),
                   last=percent(language, one.last))  # fmt: skip
        yield from _comment(say(language, "init.doubt", text=text))
    if sure:
        yield from _comment(say(language, "init.instead", name=name))
    line = f"{name} = {_list([*sure, *(one.value for one in found)])}"
    yield from (f"# {part}" for part in line.split("\n"))


def _stays(found: Sequence[meanings.Meaning]) -> Iterable[str]:
    if found:
        yield ""
        yield "[log.stays]"
        yield from _by_name(found, STAYS)


def _by_name(found: Sequence[meanings.Meaning], names: Iterable[str]) -> Iterable[str]:
    return _mapping({name: [one.value for one in found if one.name == name] for name in names})


def _mapping(lists: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Write values by meaning; spellings that are compared as one are written once."""
    for name, values in lists.items():
        once = list({fold(value): value for value in reversed(values)}.values())[::-1]
        if once:
            yield f"{name} = {_list(once)}"


def _departments(seen: Sequence[Seen], language: str) -> Iterable[str]:
    columns = [log.roles.column("department") for log in seen]
    nobody = {fold(value): value for column in columns if column is not None for value in meanings.find_nobody(column)}
    nobody |= {fold(value): value for log in seen for value in _left_out(log)}
    yield "[departments]"
    yield from _comment(say(language, "init.departments"))
    yield '# file = "departments.csv"'
    if nobody:
        yield f"unknown = {_list(sorted(nobody.values()))}  # {say(language, 'init.unknown')}"


def _left_out(log: Seen) -> Iterable[str]:
    """Give the values that every engagement takes for unknown, where a department is written so."""
    names = log.roles.choices.get("department", Choice("department")).columns
    for name in names:
        known = {fold(value) for value in log.roles.columns[name].values}
        written = log.table.column(name).unique().to_pylist()
        yield from (value for value in written if value is not None and fold(value) and fold(value) not in known)


# ---- how it is written


def _comment(text: str) -> Iterable[str]:
    """Break a text into lines of comment."""
    for paragraph in text.split("\n"):
        line = "#"
        for word in paragraph.split():
            if len(line) + 1 + len(word) > LINE and line != "#":
                yield line
                line = "#  "
            line += f" {word}"
        yield line


def _quoted(value: str) -> str:
    """Write a text as TOML does; JSON's strings are TOML's but for the sign 127."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Iterable[str]) -> str:
    written = [_quoted(value) for value in values]
    line = f"[{', '.join(written)}]"
    return line if len(line) < LINE - 20 else "[\n" + "".join(f"    {value},\n" for value in written) + "]"


def _shown(value: str) -> str:
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    return f"'{flat if len(flat) <= 60 else flat[:59] + '…'}'"


def _listing(names: Iterable[str]) -> str:
    return ", ".join(_shown(name)[1:-1] for name in names)

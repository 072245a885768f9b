"""What a diagnosis leaves behind: findings, tables, figures and a manifest, all or nothing."""

from __future__ import annotations

import csv
import glob
import hashlib
import json
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kccdiag.beside import Drawing
from kccdiag.board import BOARD_FILE, Choices, board_of, read_board
from kccdiag.diagnosis import Diagnosis
from kccdiag.engagement import Engagement
from kccdiag.faults import refuse
from kccdiag.figures.draw import draw_all, figures_of, save_figure
from kccdiag.findings import Judgement, as_record
from kccdiag.present.report import write_report
from kccdiag.present.slides import check_template, write_slides
from kccdiag.scratch import alone_in

SCHEMA = 1
MANIFEST = "manifest.json"  # written last: what has none is no result
OURS = {"findings.json", "tables", "figures", MANIFEST, "board.pptx", "report.html"}
A_DAY = 86_400  # seconds
LIBRARIES = (
    "kccdiag", "duckdb", "lxml", "matplotlib", "networkx", "numpy", "openpyxl", "pandas", "phonenumbers", "pyarrow",
    "python-docx", "python-pptx", "python-stdnum", "scipy", "simplemma",
)  # fmt: skip
# The unit of a column stands in its name; in the package these names are shorter.
UNITS = {
    "reach": "reach_share",
    "gatekeeping": "gatekeeping_share",
    "fill": "fill_share",
    "live": "live_signals",
    "dead": "dead_signals",
}
Progress = Callable[[str, float], None]


def write_results(  # noqa: PLR0913 — what is written, where and with which seed
    diagnosis: Diagnosis,
    judgement: Judgement,
    *,
    engagement: Engagement,
    out: Path,
    seed: int = 0,
    progress: Progress | None = None,
    drawing: Drawing | None = None,
    engine: str = "duckdb",
) -> Path:
    """Write everything into a fresh folder and move it into place; a broken run leaves the previous result whole.

    Parameters
    ----------
    drawing
        A process that was shown this diagnosis and draws its figures; without any they are drawn here.
    engine
        The name of the one that ran the reductions, for the manifest: whichever it was, all else is the same.

    Returns
    -------
    Path
        The folder ``out``.

    Raises
    ------
    kccdiag.faults.InputError
        When ``out`` cannot be written, or holds something that is not a result of ours.
    """
    tell = progress or (lambda step, share: None)
    out = check_out(out, engagement)
    fresh: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        choices = read_board(engagement)
        board = board_of(judgement, choices)
        hashes = _hashes(diagnosis, engagement, choices)
        fresh = _make_fresh(out)
        _write_findings(fresh / "findings.json", diagnosis, judgement)
        tell("tables", 0.0)
        _write_tables(fresh / "tables", diagnosis, judgement)
        tell("slides", 0.0)
        write_slides(diagnosis, judgement, board, fresh / "board.pptx", template=choices.template, hashes=hashes)
        drawn = fresh / "figures"
        _write_figures(drawn, diagnosis, tell, drawing)
        tell("report", 0.0)
        write_report(diagnosis, judgement, board, fresh / "report.html", hashes=hashes, drawn=drawn)
        tell("report", 1.0)
        _write_manifest(fresh, diagnosis, engagement=engagement, seed=seed, engine=engine)
        with alone_in(out.parent):
            _move_into_place(fresh, out)
    except OSError as error:
        raise refuse(str(out), f"the results can't be written here: {error.strerror or error}", _REMEDY) from error
    finally:
        if fresh is not None and fresh.exists():
            shutil.rmtree(fresh, ignore_errors=True)
    return out


_REMEDY = "make room or name another folder with --out; nothing was changed"
_ELSEWHERE = "name another folder with --out"


def check_board(engagement: Engagement) -> None:
    """Refuse at the start, not after minutes of work, what the consultant's choices or the template lack."""
    check_template(read_board(engagement).template)


def check_out(out: Path, engagement: Engagement) -> Path:
    """Refuse an output folder that holds what is not ours, or the engagement itself; restore an interrupted move.

    Returns
    -------
    Path
        The folder, resolved.
    """
    given = str(out)
    try:
        out = out.resolve()
        if out.is_symlink():  # what is still a link leads in a circle; Python before 3.13 says so itself
            raise RuntimeError("links in a circle")
        if out == engagement.folder.resolve() or out in engagement.folder.resolve().parents:
            what = "the engagement itself lies here, and results replace what is in their folder"
            raise refuse(str(out), what, _ELSEWHERE)
        if os.path.ismount(out):
            raise refuse(str(out), "this is a disk of its own, which can't be replaced", f"{_ELSEWHERE}, inside it")
        with alone_in(out.parent):
            aside = _aside(out)
            if aside.exists() and not out.exists():
                aside.rename(out)
            _check_ours(out)
    except (OSError, RuntimeError) as error:  # a name that is too long, links in a circle
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise refuse(given, f"the results can't be written here: {why}", _ELSEWHERE) from error
    return out


def _check_ours(out: Path) -> None:
    """Refuse what a result may not replace: a file, and a folder that holds anything but a result."""
    if not out.exists():
        return
    if not out.is_dir():
        raise refuse(str(out), "this is a file, not a folder", _ELSEWHERE)
    found = {entry.name for entry in out.iterdir()}
    strange = sorted(found - OURS if MANIFEST in found else found)  # a folder "tables" may be anyone's
    if strange:
        named = ", ".join(strange[:3])
        what = f"the folder holds what kccdiag did not write ({named}), and results replace what is in their folder"
        raise refuse(str(out), what, f"{_ELSEWHERE}, or empty this one")


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.previous")


def _new(out: Path) -> str:
    """Give the beginning of the name of what is written beside a result, to take its place."""
    return f".{out.name}.new-"


def _make_fresh(out: Path) -> Path:
    """Make a folder beside the result, and take away what a killed process left there more than a day before."""
    start = _new(out)
    fresh = Path(tempfile.mkdtemp(prefix=start, dir=out.parent))
    fresh.chmod(0o755)
    now = fresh.stat().st_mtime
    for left in out.parent.glob(f"{glob.escape(start)}*"):
        if left.stat().st_mtime < now - A_DAY:
            shutil.rmtree(left, ignore_errors=True)
    return fresh


def _move_into_place(fresh: Path, out: Path) -> None:
    aside = _aside(out)
    if aside.exists():
        shutil.rmtree(aside)
    if out.exists():
        out.rename(aside)
    try:
        fresh.rename(out)
    except OSError:
        if aside.exists() and not out.exists():
            aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _write_findings(path: Path, diagnosis: Diagnosis, judgement: Judgement) -> None:
    record = {
        "schema": SCHEMA,
        "engagement": diagnosis.engagement_name,
        "language": diagnosis.language,
        "limits": asdict(diagnosis.limits),
        "answer": asdict(judgement.answer),
        "verdict": _records(diagnosis.overview),
        "not_measurable": _records(diagnosis.limits_in_words()),
        "indications": [as_record(finding) for finding in judgement.indications],
        "findings": [as_record(finding) for finding in judgement.findings],
        "more": _records(judgement.more),
        "notes": list(judgement.notes),
    }
    text = json.dumps(_plain(record), ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    """Turn numbers into what JSON knows: floats to twelve digits, missing and infinite ones to null."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return float(f"{value:.12g}") if np.isfinite(value) else None
    return value


def _write_tables(folder: Path, diagnosis: Diagnosis, judgement: Judgement) -> None:
    folder.mkdir()
    silos = diagnosis.silos.assign(members=[" + ".join(members) for members in diagnosis.silos["members"]])
    changes = diagnosis.changes.assign(counterpart=[" + ".join(names) for names in diagnosis.changes["counterpart"]])
    tables = {
        "overview": diagnosis.overview,
        "departments": diagnosis.departments,
        "handovers": diagnosis.handovers,
        "stock": diagnosis.stock,
        "ideas": diagnosis.funnel,
        "drop_points": diagnosis.drop_points,
        "recurring_ideas": diagnosis.recurring,
        "outcomes": diagnosis.outcomes,
        "silos": silos,
        "told": diagnosis.told,
        "returns": diagnosis.returns,
        "contact_reasons": diagnosis.contact_reasons,
        "value_irritant": diagnosis.value_irritant,
        "desks": diagnosis.desks,
        "satisfaction": diagnosis.satisfaction,
        "handle_time": diagnosis.handle_time,
        "kpi_balance": diagnosis.kpi_balance,
        "silence_limits": diagnosis.silence,
        "breakdown": diagnosis.breakdown,
        "trends": diagnosis.trends,
        "changes": changes,
        **diagnosis.said,
        "checks": judgement.checks(),
        "data_quality": diagnosis.data_quality,
        "not_measurable": diagnosis.limits_in_words(),
    }
    for name, table in tables.items():
        write_table(table, folder / f"{name}.csv")


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8, ISO dates, '.' decimals, and no cell that a spreadsheet would take for a formula."""
    header = [_with_unit(str(name)) for name in table.columns]
    columns = [_cells(table[name]) for name in table.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(zip(*columns, strict=True))


def replace_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV in the place of an earlier one of the same columns, whole or not at all.

    Raises
    ------
    kccdiag.faults.InputError
        Where something else stands there: an export, a list of departments.
    """
    if path.exists() and not path.is_file():  # /dev/stdout; a folder refuses by itself
        write_table(table, path)
        return
    if path.exists():
        with path.open(encoding="utf-8", errors="replace") as file:
            if file.readline().rstrip("\n") != ",".join(map(_with_unit, table.columns)):
                raise refuse(str(path), "this file was not written by kccdiag, and would be replaced", "name another")
    fresh = path.with_name(f".{path.name}.new")
    try:
        write_table(table, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _with_unit(name: str) -> str:
    end = next((end for end in ("_low", "_high") if name.endswith(end)), "")
    plain = name.removesuffix(end)
    return UNITS.get(plain, plain) + end


def _cells(column: pd.Series) -> list[str]:
    if column.dtype.kind in "iuf" and isinstance(column.dtype, np.dtype):
        return [_number(value) for value in column.astype(float).tolist()]
    if column.dtype.kind != "M" and not isinstance(column.dtype, pd.StringDtype):
        return [_cell(value) for value in column]
    places, values = column.factorize(use_na_sentinel=False)  # days and names come back often
    written = [_cell(value) for value in values]
    return [written[place] for place in places.tolist()]


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, (int, float, np.number)):
        return _number(float(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")  # a bare \r is not quoted, and breaks the row
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\n")) else text


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "inf"
    return f"{int(value)}" if value.is_integer() and abs(value) < 1e15 else f"{value:.6g}"


def _write_figures(folder: Path, diagnosis: Diagnosis, tell: Progress, drawing: Drawing | None) -> None:
    folder.mkdir()
    tell("figures", 0.0)
    if drawing is not None and drawing.write(folder):
        return
    for done, (name, figure) in enumerate(draw_all(diagnosis, language=diagnosis.language)):
        tell("figures", done / len(figures_of(diagnosis)))
        save_figure(figure, folder, name)


def _hashes(diagnosis: Diagnosis, engagement: Engagement, choices: Choices) -> dict[str, str]:
    """Give the SHA-256 of every file that the results come from, by its name."""
    read = {row["file"]: row["sha256"] for row in (*_records(diagnosis.inputs), *_records(engagement.lists))}
    read["kccdiag.toml"] = hashlib.sha256(engagement.config_text).hexdigest()
    if choices.text is not None:
        read[BOARD_FILE] = hashlib.sha256(choices.text).hexdigest()
    if choices.template is not None:
        read[choices.template.name] = hashlib.sha256(choices.template.read_bytes()).hexdigest()
    return read


def _write_manifest(folder: Path, diagnosis: Diagnosis, *, engagement: Engagement, seed: int, engine: str) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    record = {
        "schema": SCHEMA,
        "inputs": [*_records(diagnosis.inputs), *_records(engagement.lists)],
        "configuration": hashlib.sha256(engagement.config_text).hexdigest(),
        "language": diagnosis.language,
        "seed": seed,
        "engine": engine,
        "python": ".".join(map(str, sys.version_info[:3])),
        "versions": {name: _version(name) for name in (*LIBRARIES, *(["pyspark"] if engine == "spark" else []))},
        "outputs": {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
        },
    }
    text = json.dumps(_plain(record), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def check_writable(out: Path) -> None:
    """Refuse at the start, not after minutes of work, when the place for the results can't be written."""
    parent = out.parent
    while not parent.exists():
        parent = parent.parent
    try:  # only trying tells: a disk that takes no writing shows no permissions
        Path(tempfile.mkdtemp(prefix=_new(out), dir=parent)).rmdir()
    except OSError as error:
        raise refuse(str(out), f"the results can't be written here: {error.strerror}", _REMEDY) from error

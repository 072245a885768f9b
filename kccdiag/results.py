"""What a diagnosis leaves behind: findings, tables, figures and a manifest, all or nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
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
from kccdiag.findings import Judgement, as_record
from kccdiag.place import MANIFEST, REMEDY, check_out, make_fresh, move_into_place
from kccdiag.present.report import draft_report, write_report
from kccdiag.present.slides import write_slides
from kccdiag.scratch import alone_in
from kccdiag.shown.figures import Files, names_of, write_files
from kccdiag.table_files import write_table

SCHEMA = 1
LIBRARIES = (
    "kccdiag", "duckdb", "lxml", "matplotlib", "networkx", "numpy", "openpyxl", "pandas", "phonenumbers", "pyarrow",
    "python-docx", "python-pptx", "python-stdnum", "scipy", "simplemma",
)  # fmt: skip
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
        What was shown this diagnosis, and finds or draws its figures; without any they are drawn here.
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
        fresh = make_fresh(out)
        _write_findings(fresh / "findings.json", diagnosis, judgement)
        tell("tables", 0.0)
        _write_tables(fresh / "tables", diagnosis, judgement)
        tell("slides", 0.0)
        write_slides(diagnosis, judgement, board, fresh / "board.pptx", template=choices.template, hashes=hashes)
        tell("report", 0.0)
        draft = draft_report(diagnosis, judgement, board, hashes=hashes)  # while figures may still be drawn
        _write_figures(fresh / "figures", diagnosis, tell, drawing)
        tell("report", 0.5)
        write_report(draft, fresh / "report.html", drawn=fresh / "figures")
        tell("report", 1.0)
        _write_manifest(fresh, diagnosis, engagement=engagement, seed=seed, engine=engine)
        with alone_in(out.parent):
            move_into_place(fresh, out)
    except OSError as error:
        raise refuse(str(out), f"the results can't be written here: {error.strerror or error}", REMEDY) from error
    finally:
        if fresh is not None and fresh.exists():
            shutil.rmtree(fresh, ignore_errors=True)
    return out


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


def _write_figures(folder: Path, diagnosis: Diagnosis, tell: Progress, drawing: Drawing | None) -> None:
    folder.mkdir()
    tell("figures", 0.0)
    there = frozenset[str]() if drawing is None else drawing.write(folder)
    left = set(names_of(diagnosis)) - there
    drawn: dict[str, Files] = {}
    if left:
        from kccdiag.figures import draw  # which loads what draws

        for done, (name, figure) in enumerate(draw.draw_all(diagnosis, language=diagnosis.language, without=there)):
            tell("figures", done / len(left))
            drawn[name] = draw.pictures_of(figure)
            write_files(folder, name, drawn[name])
    if drawing is not None:
        drawing.keep(drawn)


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

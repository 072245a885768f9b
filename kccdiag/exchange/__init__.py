"""Statements for other tools: a REFI-QDA project and a table, in the private folder of an engagement."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.exchange.documents import Document, documents_of
from kccdiag.exchange.package import pack
from kccdiag.exchange.project import project_xml
from kccdiag.faults import refuse
from kccdiag.intake.coded.cells import COLUMNS, guarded
from kccdiag.intake.coded.private import private_folder, write_private
from kccdiag.intake.interviews import Interviews

__all__ = ["PROJECT", "STATEMENTS", "Document", "documents_of", "export", "project_bytes", "statements_csv"]

PROJECT = "interviews-confidential.qdpx"
STATEMENTS = "statements-confidential.csv"


def export(interviews: Interviews, engagement: Engagement) -> tuple[Path, Path]:
    """Write a REFI-QDA project and a statements.csv into FOLDER/private, readable by their owner only.

    Quotes are as they were said, names included. The same interviews give the same bytes.

    Returns
    -------
    tuple of Path
        The project and the table.

    Raises
    ------
    InputError
        Where there is nothing to export, or the files can't be written.
    """
    if interviews.turns.empty and interviews.statements.empty:
        raise refuse("kccdiag.toml", "there are no transcripts and no statements to export",
                     "name them under [interviews]")  # fmt: skip
    place = private_folder(engagement.folder)
    paths = place / PROJECT, place / STATEMENTS
    for path, content in zip(paths, (project_bytes(interviews, engagement), statements_csv(interviews)), strict=True):
        write_private(path, content)
    return paths


def project_bytes(interviews: Interviews, engagement: Engagement) -> bytes:
    """Make the REFI-QDA project of an engagement."""
    documents = documents_of(interviews)
    return pack(project_xml(documents, interviews.participants, engagement), documents)


def statements_csv(interviews: Interviews) -> bytes:
    """Make a statements.csv that is read back as the statements are."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[name]) for name in COLUMNS] for row in interviews.statements.to_dict("records"))
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if pd.isna(value) else str(value)

"""A small invented engagement with two interviews, to read coded statements in."""

from __future__ import annotations

from pathlib import Path

from kccdiag.engagement import Engagement, open_engagement
from kccdiag.intake.coded import COLUMNS
from kccdiag.intake.interviews import Interviews, read_interviews

TURNS = (
    ("Interviewer", "Hoe gaat dat met klachten?"),
    ("Noor", "De klachten over facturen gaan elke week naar Facturatie. Terug hoor je niks. Nooit."),
    ("Interviewer", "Nooit?"),
    ("Noor", "Nee, nooit. Daar is gewoon geen tijd voor, zeggen ze. Nooit."),
)
HEADER = ",".join(COLUMNS)
FLOW = "De klachten over facturen gaan elke week naar Facturatie."


def interviewed(folder: Path, *, statements: str = "statements.csv", language: str = "nl") -> Engagement:
    """Make an engagement with an interview i1 that has a transcript, and i2 that has none."""
    (folder / "kccdiag.toml").write_text(
        f'[engagement]\nname = "Proef"\nlanguage = "{language}"\n[departments]\nfile = "departments.csv"\n'
        f'[interviews]\nparticipants = "participants.csv"\nstatements = "{statements}"\n', "utf-8")  # fmt: skip
    (folder / "departments.csv").write_text(
        "department,aliases\nKCC,Klantcontactcentrum\nFacturatie,\nMarketing,\n", "utf-8")  # fmt: skip
    (folder / "participants.csv").write_text(
        "interview,file,name,aliases,department,role,language,consent\n"
        "i1,i1.txt,Noor,,KCC,agent,nl,yes\ni2,,Sem,,Facturatie,teamleider,nl,no\n", "utf-8")  # fmt: skip
    transcript = "\n\n".join(f"{label}: {text}" for label, text in TURNS)
    (folder / "i1.txt").write_text(transcript, "utf-8")
    return open_engagement(folder)


def read_rows(folder: Path, *rows: str, header: str = HEADER) -> Interviews:
    """Read interviews with these rows as statements.csv."""
    (folder / "statements.csv").write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return read_interviews(interviewed(folder))

"""Labelled interviews: transcripts, participants.csv, departments.csv and gold.csv in a folder, as an engagement."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kccdiag.engagement import Engagement, open_engagement
from kccdiag.intake.interviews import Interviews, read_interviews
from kccdiag.suggest import suggestions

_TOML = """\
[engagement]
name = "labelled interviews"
[departments]
file = "departments.csv"
[interviews]
folder = "."
participants = "participants.csv"
"""


@dataclass(frozen=True)
class Labelled:
    """Interviews beside what a person read in them, and what the rules propose.

    Attributes
    ----------
    gold
        ``interview``, ``turn``, ``quote``, ``start``, ``end``, ``relation``, ``source``, ``target``, ``barrier``,
        ``language``.
    proposed
        The same columns and ``score``.
    """

    interviews: Interviews
    gold: pd.DataFrame
    proposed: pd.DataFrame


def read_labelled(folder: Path, *, prefix: str = "") -> Labelled:
    """Read a folder of labelled interviews and let the rules propose; ``prefix`` tells sets apart."""
    with _engagement(folder) as engagement:
        interviews = read_interviews(engagement)
        proposed = suggestions(interviews, engagement)
    gold = pd.read_csv(folder / "gold.csv", keep_default_na=False, dtype={"interview": str})
    language = interviews.participants.drop_duplicates("interview").set_index("interview")["language"]
    tables = [_placed(gold, interviews), proposed]
    return Labelled(interviews, *(
        table.assign(language=table["interview"].map(language), interview=prefix + table["interview"])
        for table in tables
    ))  # fmt: skip


@contextmanager
def _engagement(folder: Path) -> Iterator[Engagement]:
    with tempfile.TemporaryDirectory(prefix="kccdiag-labelled-") as copy:
        left = shutil.ignore_patterns("gold.csv")
        shutil.copytree(folder, copy, dirs_exist_ok=True, ignore=left, copy_function=shutil.copyfile)
        Path(copy, "kccdiag.toml").write_text(_TOML, encoding="utf-8")
        yield open_engagement(copy)


def _placed(gold: pd.DataFrame, interviews: Interviews) -> pd.DataFrame:
    texts = interviews.turns.set_index(["interview", "turn"])["text"]
    said = [texts[row.interview, row.turn] for row in gold.itertuples()]
    starts = [text.index(quote) for text, quote in zip(said, gold["quote"], strict=True)]
    return gold.assign(start=starts, end=[at + len(quote) for at, quote in zip(starts, gold["quote"], strict=True)])

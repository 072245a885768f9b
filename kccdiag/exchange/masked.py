"""What is masked where, for a person to check, and transcripts as they read without names."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.coded.cells import guarded
from kccdiag.intake.coded.private import private_folder, write_private
from kccdiag.intake.interviews import Interviews
from kccdiag.intake.masking import Masked, masker_of
from kccdiag.wording import say

FOUND = "masked-confidential.csv"
COPIES = "masked-transcripts-confidential.md"
COLUMNS = ("interview", "turn", "kind", "start", "end", "word")


def write_masked(interviews: Interviews, engagement: Engagement) -> tuple[Path, ...]:
    """Write into FOLDER/private what would be masked, word by word, and the transcripts as they read then.

    The list has the words themselves, so that somebody can see what was found and, in the copies, what was missed.

    Returns
    -------
    tuple of Path
        The list (``interview``, ``turn``, ``kind``, ``start``, ``end`` in code points of the turn, ``word``) and the
        copies; nothing where there are no transcripts.
    """
    if interviews.turns.empty:
        return ()
    mask = masker_of(interviews, engagement).mask
    masked = [mask(text) for text in interviews.turns["text"]]
    place = private_folder(engagement.folder)
    contents = {FOUND: found_csv(interviews.turns, masked), COPIES: _copies(interviews, masked, engagement.language)}
    for name, content in contents.items():
        write_private(place / name, content)
    return tuple(place / name for name in contents)


def found_csv(turns: pd.DataFrame, masked: list[Masked]) -> bytes:
    """List what was masked in turns, a row for each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row, one in zip(turns.itertuples(index=False), masked, strict=True):
        for kind, start, end in one.found:
            writer.writerow([row.interview, row.turn, kind, start, end, guarded(row.text[start:end])])
    return text.getvalue().encode()


def _copies(interviews: Interviews, masked: list[Masked], language: str) -> bytes:
    """Write all turns under their respondents' codes; interviews have a number, for they are called after people."""
    lines: list[str] = []
    numbers: dict[str, int] = {}
    for row, one in zip(interviews.turns.itertuples(index=False), masked, strict=True):
        if row.interview not in numbers:
            numbers[row.interview] = len(numbers) + 1
            lines.append(f"# {say(language, 'masking.interview', number=numbers[row.interview])}")
        speaker = row.respondent or say(language, "masking.speaker")
        lines.append(f"**{speaker}**: {one.text}")
    return ("\n\n".join(lines) + "\n").encode()

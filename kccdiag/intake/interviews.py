"""What people said: transcripts as turns, coded statements and a survey, in tables that stay inside."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

CUSTOMER = "customer"  # a source or target that is no department
RELATIONS = ("flow", "no_flow", "feedback", "no_feedback", "need")
BARRIERS = (
    "efficiency_kpis", "no_mandate", "no_channel", "no_reply", "silo", "no_time", "low_status", "turnover",
    "not_listening",
)  # fmt: skip


@dataclass(frozen=True)
class Interviews:
    """The interviews of an engagement; confidential in all its parts. Empty text cells hold "".

    Attributes
    ----------
    participants
        ``interview``, ``file``, ``name``, ``aliases`` (tuple of str), ``department`` (canonical), ``role``,
        ``language``, ``consent`` (bool), ``respondent`` (R1, R2, … in the order of the file; the same person in two
        interviews is one respondent).
    turns
        ``interview``, ``turn`` (0-based), ``label`` (the speaker as written), ``respondent`` ("" for the interviewer
        and for labels that nobody mapped), ``department`` (of the respondent), ``language``, ``text``.
    labels
        ``interview``, ``label``, ``turns`` (how many), ``respondent``.
    statements
        ``interview``, ``turn`` (Int64), ``start``, ``end`` (Int64, code points of the turn), ``quote``, ``relation``,
        ``source``, ``target``, ``barrier``, ``purpose``, ``method``, ``score``, ``coder``, ``confirmed`` (bool),
        ``released`` (bool), ``paraphrase``, ``respondent``, ``department`` (of the respondent).
    survey
        ``respondent``, ``department``, ``giver``, ``taker``, ``relation``, ``kind``, ``per_month``, ``quality`` (1 to
        5; NaN where empty).
    skipped
        ``file``, ``what``, ``count``: what was found and not imported.
    inputs
        ``file``, ``sha256``: as in :class:`kccdiag.intake.tables.EventLog`.
    """

    participants: pd.DataFrame
    turns: pd.DataFrame
    labels: pd.DataFrame
    statements: pd.DataFrame
    survey: pd.DataFrame
    skipped: pd.DataFrame
    inputs: pd.DataFrame

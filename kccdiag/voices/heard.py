"""What agents hear and what of it is logged: the stage before the log."""

from __future__ import annotations

import math

import pandas as pd

from kccdiag.engagement import Engagement
from kccdiag.intake.interviews import CUSTOMER, Interviews
from kccdiag.measures.voices import HEARD, heard_of
from kccdiag.voices.people import People
from kccdiag.voices.tables import shaped


def heard_table(interviews: Interviews, people: People, engagement: Engagement, logged: pd.DataFrame | None
                ) -> pd.DataFrame:  # fmt: skip
    """Estimate by kind what a contact centre hears in a month; as ``Voices.heard``.

    Parameters
    ----------
    logged
        ``kind``, ``signals`` (that start at the contact centre), ``months``; None without a log.
    """
    survey = interviews.survey
    answers = survey[(survey["giver"] == CUSTOMER) & (survey["taker"] != CUSTOMER) & survey["per_month"].notna()]
    centre = engagement.contact_centre or tuple(sorted(set(answers["taker"])))
    answers = answers[answers["taker"].isin(centre)]
    rows = []
    for kind, of in answers.groupby("kind", sort=True):
        each = of.groupby("respondent")["per_month"].sum()
        counted = each[each.index.isin(people.countable(each.index))]
        if len(counted):
            signals, months = _logged(kind, logged)
            found = heard_of(counted.to_numpy(float), staff=_staff(engagement, centre), logged=signals, months=months)
            rows.append({"kind": kind, **found})
    return shaped("heard", dict(pd.DataFrame(rows, columns=["kind", *HEARD])))


def _staff(engagement: Engagement, centre: tuple[str, ...]) -> float:
    known = engagement.departments.set_index("department")["staff"].reindex(list(centre))
    return float(known.sum()) if len(known) and known.notna().all() else math.nan


def _logged(kind: object, logged: pd.DataFrame | None) -> tuple[float, float]:
    if logged is None or not (logged["kind"] == kind).any():
        return math.nan, math.nan
    row = logged[logged["kind"] == kind].iloc[0]
    return float(row["signals"]), float(row["months"])

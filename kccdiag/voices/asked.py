"""Who was asked and how much was said, as numbers about the whole, and what could not be learnt from it."""

from __future__ import annotations

import pandas as pd

from kccdiag.intake.interviews import Interviews
from kccdiag.limits import Limits
from kccdiag.voices.tables import Voices


def asked_table(interviews: Interviews, voices: Voices) -> pd.DataFrame:
    """Count who was asked and what of it counts.

    Returns
    -------
    pandas.DataFrame
        ``what``, ``count``: interviews, respondents, those without consent, statements that a person confirmed and
        those that nobody has yet, answers in the survey.
    """
    confirmed = interviews.statements["confirmed"].astype(bool)
    counts = {
        "interviews": voices.interviews,
        "respondents": voices.respondents,
        "without_consent": voices.withheld,
        "statements_confirmed": int(confirmed.sum()),
        "statements_open": int((~confirmed).sum()),
        "survey_answers": len(interviews.survey),
    }
    return pd.DataFrame(counts.items(), columns=["what", "count"])


def compared_rows(voices: Voices) -> pd.DataFrame:
    """Give how far what is said and what is done go together as rows of an overview."""
    columns = ["measure", "estimate", "low", "high", "unit", "n"]
    return voices.compared.assign(unit="ratio", n=voices.compared["n"].astype(float))[columns]


def unheard(interviews: Interviews, voices: Voices, *, has_log: bool, limits: Limits) -> pd.DataFrame:
    """List what people were not asked, or not enough of them, and what would make it known (keys of wording)."""
    confirmed = interviews.statements["confirmed"].astype(bool)
    spoken = bool(confirmed.any()) or bool(len(interviews.survey))
    lacking = {
        ("said", "confirmed"): bool(len(interviews.statements)) and not confirmed.any(),
        ("said", "coded"): not len(interviews.statements) and bool(len(interviews.participants)),
        ("compared", "more_pairs"): has_log and spoken and voices.compared.empty,
        ("barriers", "five_respondents"): bool(confirmed.any()) and voices.respondents < limits.barrier_respondents,
        ("heard", "survey_of_customers"): voices.heard.empty,
        ("agreement", "second_coder"): bool(confirmed.any()) and voices.agreement.empty,
    }
    return pd.DataFrame([pair for pair, true in lacking.items() if true], columns=["what", "needs"])

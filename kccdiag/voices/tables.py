"""What people say, beside what the log shows: tables in which nobody stands alone (DEFINITIONS 6 and 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

import pandas as pd

from kccdiag.intake.interviews import CUSTOMER
from kccdiag.measures.voices import HEARD, STANDINGS

TABLES = MappingProxyType({
    "pairs": {
        "giver": "str", "taker": "str",
        "flow": "int64", "no_flow": "int64", "feedback": "int64", "no_feedback": "int64", "need": "int64",
        "respondents_giver": "int64", "respondents_taker": "int64", "mentioned": "int64",
        "per_month": "float64", "quality": "float64",
        "handovers": "float64", "expected": "float64",
        "ln_oe": "float64", "ln_oe_low": "float64", "ln_oe_high": "float64", "ln_reported": "float64",
        **dict.fromkeys(STANDINGS, "bool"), "standing": "str",
        "leans_on": "int64", "lost_without_one": "bool", "gained_with_one": "bool",
    },
    "barriers": {
        "barrier": "str", "department": "str", "respondents": "int64", "of": "int64",
        "share": "float64", "share_low": "float64", "share_high": "float64", "one_voice": "bool",
    },
    "purposes": {"department": "str", "named": "int64", "missed": "int64", "of": "int64"},
    "quotes": {
        "relation": "str", "source": "str", "target": "str", "barrier": "str", "department": "str", "text": "str",
        "paraphrased": "bool",
    },
    "compared": {
        "measure": "str", "estimate": "float64", "low": "float64", "high": "float64", "p": "float64", "n": "int64",
    },
    "heard": {
        "kind": "str", **dict.fromkeys(HEARD, "float64"), "agents": "int64",
    },
    "agreement": {
        "coder_a": "str", "coder_b": "str", "code": "str",
        "n": "int64", "both": "int64", "first_only": "int64", "second_only": "int64", "neither": "int64",
        "kappa": "float64", "kappa_low": "float64", "kappa_high": "float64",
        "alpha": "float64", "alpha_low": "float64", "alpha_high": "float64", "jaccard": "float64",
    },
})  # fmt: skip


@dataclass(frozen=True)
class Voices:
    """What people say, safe to show; tables speak of departments by name. NaN: not known, or not to be shown.

    Counts are of distinct respondents, never of mentions, and of confirmed statements only.

    Attributes
    ----------
    interviews, respondents
        How many were read; respondents of the survey included.
    withheld
        Respondents without consent: by department or pair they are counted only with ``group_size`` - 1 others like
        them who say the same.
    one_voice
        Departments shown with fewer than ``group_size`` respondents, by consent of each who is counted.
    withheld_at
        Departments with one to ``group_size`` - 1 respondents without consent, of whom nothing is shown apart.
    pairs
        ``giver``, ``taker`` (``customer`` is one where it is spoken of; of a ``need`` the taker is who needs);
        ``flow``, ``no_flow``, ``feedback``, ``no_feedback``, ``need``, ``mentioned`` (respondents that say so,
        ``mentioned`` any of these), ``respondents_giver``, ``respondents_taker`` (asked there, and countable),
        ``per_month``, ``quality`` (1 to 5; means over respondents of the survey), ``handovers``, ``expected``,
        ``ln_oe`` with ``_low``, ``_high`` (observed over expected, as in the log; no ``_low`` where none was handed
        over), ``ln_reported`` (the same of respondents that say it flows), a mark for each of STANDINGS, of which
        ``standing`` is the first that holds or "", ``leans_on`` (interviews each of which ends the standing when it is
        left out), ``lost_without_one`` (there is such an interview), ``gained_with_one`` (one more respondent saying so
        would give a finding).
    barriers
        ``barrier``, ``department`` of those who name it ("": all together), ``respondents``, ``of``, ``share`` with
        ``_low``, ``_high`` (Wilson), ``one_voice``.
    purposes
        ``department`` ("": all together), respondents that ``named`` or ``missed`` a shared purpose, ``of``.
    quotes
        ``relation``, ``source``, ``target``, ``barrier``, ``department``, ``text`` (masked), ``paraphrased``.
    compared
        ``measure`` (``qap_ln_oe``; ``mrqap_reported`` and what else it is held beside), ``estimate``, ``low``,
        ``high``, ``p``, ``n`` (pairs).
    heard
        ``kind``, ``agents`` (who answered), ``per_agent_per_month`` with ``low``, ``high``; ``staff`` of the contact
        centre, and for all of them ``per_month`` with ``_low``, ``_high``; ``logged_per_month``, ``logged_share`` with
        ``_low``, ``_high``.
    agreement
        ``coder_a``, ``coder_b``, ``code``, ``n`` turns, of which ``both``, ``first_only``, ``second_only``,
        ``neither`` coded so; ``kappa``, ``alpha`` with ``_low``, ``_high``, ``jaccard``; NaN: not defined.
    """

    interviews: int
    respondents: int
    withheld: int
    one_voice: tuple[str, ...]
    pairs: pd.DataFrame
    barriers: pd.DataFrame
    purposes: pd.DataFrame
    quotes: pd.DataFrame
    compared: pd.DataFrame
    heard: pd.DataFrame
    agreement: pd.DataFrame
    withheld_at: tuple[str, ...] = ()

    @cached_property
    def spoken_of(self) -> pd.DataFrame:
        """The pairs of departments (no customer) of which the log tells how much is expected."""
        pairs = self.pairs
        return pairs[(pairs["giver"] != CUSTOMER) & (pairs["taker"] != CUSTOMER) & pairs["ln_oe"].notna()]


@cache
def no_voices() -> Voices:
    """Return what is said where nobody was asked: no rows, all columns; one and the same, not to be changed.

    Examples
    --------
    >>> len(no_voices().pairs), str(no_voices().pairs["flow"].dtype)
    (0, 'int64')
    """
    return Voices(0, 0, 0, (), **{name: shaped(name, {}) for name in TABLES})


def shaped(name: str, columns: Mapping[str, object]) -> pd.DataFrame:
    """Make one of the tables, with all its columns in their order and of their types."""
    types = TABLES[name]
    return pd.DataFrame({column: pd.Series(columns.get(column, []), dtype=kind) for column, kind in types.items()})

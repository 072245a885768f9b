"""Journeys as long tables: which departments a variant passes, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from kccdiag.flow.adding import list_array
from kccdiag.flow.sql import PLACE
from kccdiag.flow.tables import Flow


@dataclass(frozen=True)
class Journeys:
    """The variants of a flow, taken apart.

    Attributes
    ----------
    variants
        The flow's variants with ``start`` (department of the first visit), ``from_centre`` (whether the contact centre
        heard it first) and ``signals``.
    visits
        ``variant`` (row of variants), ``place``, ``dept`` (0 for unknown), ``outside`` (a known department other than
        the contact centre, and the signal not closed before), ``signals``.
    """

    variants: pd.DataFrame
    visits: pd.DataFrame

    def handovers(self) -> pd.DataFrame:
        """Return every pair of consecutive visits in known departments: ``variant place giver taker signals``."""
        return self._handovers

    @cached_property
    def _handovers(self) -> pd.DataFrame:  # asked for by nearly every measure, so paired off once
        visit = self.visits
        follows = visit["variant"].to_numpy()[1:] == visit["variant"].to_numpy()[:-1]
        dept = visit["dept"].to_numpy()
        both = follows & (dept[1:] > 0) & (dept[:-1] > 0)
        table = visit.iloc[1:][both]
        return pd.DataFrame(
            {
                "variant": table["variant"].to_numpy(),
                "place": table["place"].to_numpy(),
                "giver": dept[:-1][both],
                "taker": dept[1:][both],
                "signals": table["signals"].to_numpy(),
            }
        )


    def reached(self) -> pd.DataFrame:
        """Return the distinct departments outside that the contact centre's journeys reach: ``variant dept rank``.

        In the order of journeys and of arrival; ``rank`` is 0 for the first.
        """
        return self._reached

    @cached_property
    def _reached(self) -> pd.DataFrame:
        centre, visit = self.variants["from_centre"].to_numpy(), self.visits
        there = np.flatnonzero(visit["outside"].to_numpy() & centre[visit["variant"]])
        variant, dept = visit["variant"].to_numpy()[there], visit["dept"].to_numpy()[there]
        first = np.sort(np.unique(variant * PLACE + dept, return_index=True)[1])
        variant, dept = variant[first], dept[first]
        begins = np.append(True, variant[1:] != variant[:-1])[: len(variant)]
        rank = np.arange(len(variant)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]
        return pd.DataFrame({"variant": variant, "dept": dept, "rank": rank})


def journeys_of(flow: Flow) -> Journeys:
    """Take the variants of a flow apart.

    Examples
    --------
    A journey A → B of three signals is one handover, taken three times; see ``tests/test_journeys.py``.
    """
    paths = list_array(flow.variants["path"])
    lengths = pc.list_value_length(paths).to_numpy().astype(np.int64)
    variant = np.repeat(np.arange(len(paths)), lengths)
    place, dept = np.divmod(paths.flatten().to_numpy(), PLACE)
    start = np.zeros(len(paths), dtype=np.int64)
    start[variant[place == 1]] = dept[place == 1]
    home = np.isin(dept, flow.home) if not flow.intake else dept == start[variant]
    # An automatic Closed by another department, days after the outcome, passes nothing on.
    worked = flow.variants["worked"].to_numpy()
    signals = flow.variants["signals"].to_numpy()
    visits = pd.DataFrame(
        {
            "variant": variant,
            "place": place,
            "dept": dept,
            "outside": (dept > 0) & ~home & (dept != start[variant]) & (place <= worked[variant]),
            "signals": signals[variant],
        }
    )
    centre = (start > 0) if flow.intake else np.isin(start, flow.home)
    return Journeys(flow.variants.assign(start=start, from_centre=centre), visits)

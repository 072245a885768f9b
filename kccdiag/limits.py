"""When a number becomes a finding: every threshold, in one place."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

# What "half" and "twice as strict" mean. Days are halved and doubled; a bound on a ratio moves on the log scale (1.5
# becomes 1.22 and 2.25, 0.5 becomes 0.71 and 0.25) and one on a share by its odds, towards what is harder to pass.
_DAYS = ("passed_on_days", "told_days", "settled_days", "silence_times", "returns_days", "repeat_days")
_RATIOS = (
    "reservoir_ratio", "bounce_first_order", "wall_ratio", "wall_same_signals", "silo_boundary", "silo_inner",
    "drop_times", "repeat_times", "paper_upper", "unspoken_lower",
)  # fmt: skip
_AT_LEAST = (  # shares to be passed upwards
    "reservoir_excess", "gatekeeper_share", "bounce_share", "drop_points", "recurring_share",
    "narrow_kpi_share", "barrier_share",
)  # fmt: skip
_AT_MOST = ("dry_reach", "trickle_share", "told_share")  # and downwards


@dataclass(frozen=True)
class Limits:
    """Bounds above which a measure is worth a director's time (DEFINITIONS 1, 3-5, 10 and 11).

    All are materiality bounds chosen by simulation or taken from the source named beside them; an engagement
    overrides them under ``[limits]`` in kccdiag.toml, and findings.json prints the ones used.

    Examples
    --------
    >>> Limits().wall_ratio
    0.5
    """

    significance: float = 0.05  # q in a family of comparisons, p for a single one
    silence_probability: float = 0.05  # a signal is dropped when another event is less likely than this
    silence_times: float = 1.0  # waiting this many times as long as that
    silence_gaps: int = 30  # completed gaps before a department gets a silence curve of its own
    passed_on_days: float = 30.0  # trickle: handed on within
    told_days: float = 30.0  # open loop: told within, and outcomes at least this old
    settled_days: float = 90.0  # verdict: signals at least this old at the cut-off
    breakdown_signals: int = 12  # the fewest of which no 95 % interval covers more than half the scale
    changed_visits: int = 10  # before it is said that a department began or ceased
    tie_share: float = 0.05  # above it, order is reshuffled and findings that flip are not shown
    least_cases: int = 10  # that a share must rest on before it is held against a bound
    reservoir_ratio: float = 1.5
    reservoir_excess: float = 0.01  # share of all signal-days
    reservoir_visits: int = 10  # there, and elsewhere
    dry_reach: float = 0.01
    trickle_share: float = 0.5
    gatekeeper_share: float = 0.5
    bounce_share: float = 0.5
    bounce_handovers: int = 50
    bounce_first_order: float = 2.0  # times what a first-order chain expects
    wall_expected: float = 5.0  # handovers
    wall_ratio: float = 0.5
    wall_natural: float = 0.8  # natural differences: the test is against this, not against 1
    wall_same_signals: float = 0.6  # of the handovers that the same signals in random order would have had
    wall_other_way: float = 1.5  # times expected the other way makes up for what is missing: an order of work, no wall
    # Of the signals that visited both, the share in which the giver comes first: an order of work, no wall, below the
    # one or above the other. 205 planted walls as simulated: .21-.68, the low ones where what is blocked is given up.
    wall_seldom_first: float = 0.2
    wall_mostly_first: float = 0.75
    wall_long_journeys: float = 10.0  # visits a signal: above it a wall says that it may be a way of working
    silo_boundary: float = 0.5
    silo_inner: float = 1.5
    silo_busiest: int = 40  # departments in the scan
    silo_members: int = 4
    drop_points: float = 0.05  # share points above the same kind elsewhere
    drop_times: float = 2.0
    drop_visits: int = 10
    drop_signals: int = 5  # that died there: of fewer nobody makes a case
    recurring_alike: float = 0.32  # mean similarity of texts that say the same; precision and recall in the definitions
    recurring_dropped: int = 3  # signals of one idea, and of as many customers
    recurring_share: float = 0.5  # of an idea's signals: below it, it was more often heard than lost
    told_share: float = 0.5  # without a told_target of the organisation's own
    returns_days: float = 180.0  # silence spreads: new signals within, after an outcome
    returns_customers: int = 100  # told, and as many untold
    returns_significance: float = 0.01  # one comparison, in no family: at 0.05 a false one in twenty organisations
    repeat_days: float = 7.0  # repeat contact: the same customer about the same within
    repeat_times: float = 2.0  # the other reasons' share
    repeat_contacts: int = 30  # about that reason
    customer_signals: float = 52.0  # a year under one number; above it, it is no customer's own
    failure_share: float = 0.2  # the low end of what Seddon (2003) reports for call centres
    paper_respondents: int = 2  # who say that it flows
    paper_upper: float = 0.5  # of observed / expected, at most
    unspoken_lower: float = 1.5  # of observed / expected, at least
    unspoken_respondents: int = 2  # at either end, none of whom mentions it
    unmet_upper: float = 1.0  # of observed / expected, at most
    barrier_share: float = 0.333  # of the respondents that were interviewed: a third
    barrier_respondents: int = 5  # below which shares of respondents are nobody's business
    narrow_kpi_share: float = 0.5  # most of the weight that a department is steered on
    group_size: int = 5  # persons described
    shown_per_kind: int = 5

    def as_strict(self, times: float) -> Limits:
        """Return limits ``times`` as strict: days multiplied, bounds moved away from what would be no effect.

        Examples
        --------
        >>> twice = Limits().as_strict(2)
        >>> twice.told_days, twice.reservoir_ratio, twice.wall_ratio, round(twice.trickle_share, 3)
        (60.0, 2.25, 0.25, 0.333)
        """
        moved = {name: getattr(self, name) * times for name in _DAYS}
        moved |= {name: math.pow(getattr(self, name), times) for name in _RATIOS}
        moved |= {name: _odds_times(getattr(self, name), times) for name in _AT_LEAST}
        moved |= {name: _odds_times(getattr(self, name), 1 / times) for name in _AT_MOST}
        return replace(self, **moved)


def _odds_times(share: float, times: float) -> float:
    odds = share / (1 - share) * times
    return odds / (1 + odds)

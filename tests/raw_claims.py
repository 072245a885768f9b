"""What each kind of claim must say by DEFINITIONS 2-5, from followed rows alone: one small reference a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd
from raw_rows import DAY, ENDED, WAITS, Raw
from scipy.stats import binomtest, chi2, false_discovery_control, fisher_exact, gamma, norm
from scipy.stats import t as student

Z = 1.959963984540054
STAYS = ("passed", "closed", "exited", "live")


class About(Protocol):
    """What a claim is about; a finding is one."""

    kind: str
    departments: tuple[str, ...]
    about: str | None


@dataclass(frozen=True)
class Reference:
    """A followed log and the bounds that its claims rest on.

    A reference returns numbers by the name that the tables give them, and always ``estimate``, ``n`` and ``per_year``.
    """

    raw: Raw
    told_target: float | None
    silos: tuple[tuple[str, ...], ...] = ()  # as found: pairs across their boundaries are not tried as walls

    def numbers(self, claim: About) -> dict[str, float]:
        """Return what a claim must say."""
        return KINDS[claim.kind](self, claim)

    @cached_property
    def lateral(self) -> Lateral:
        """Return the handovers among departments other than the contact centre."""
        return Lateral(self.raw)

    @cached_property
    def repeats(self) -> dict[str, dict[str, float]]:
        """Return what is said of each reason for contact."""
        return _repeats(self.raw)


# ---- 2 Reservoir


def reservoir(ref: Reference, claim: About) -> dict[str, float]:
    raw, dept = ref.raw, claim.departments[0]
    stays = raw.known[raw.known["state"].isin(STAYS)]
    held = (stays["leave"] - stays["enter"]) / DAY
    stays = stays.assign(days=held)
    here = stays[stays["dept"] == dept]
    ratio, error, freedom = _stay_ratio(stays, dept, elsewhere=~stays["dept"].isin(raw.lateral_depts))
    wide = student.ppf(0.975, freedom) * error
    share = here["days"].sum() / stays["days"].sum()
    return {
        "estimate": ratio,
        "low": ratio * np.exp(-wide),
        "high": ratio * np.exp(wide),
        "n": here["signal"].nunique(),
        "per_year": here["signal"].nunique() / raw.years,
        "visits": len(here),
        "visit_share": len(here) / len(stays),
        "held_share": share,
        "signal_days": here["days"].sum(),
        "excess_share": share * (1 - 1 / ratio),
    } | _made_of(stays, dept, elsewhere=~stays["dept"].isin(raw.lateral_depts))


def _made_of(stays: pd.DataFrame, dept: str, *, elsewhere: pd.Series) -> dict[str, float]:
    """Split the stays of a department in waits and work; what never occurs in a log is not told apart from work."""
    here = stays["dept"] == dept
    told = [name for name in WAITS if stays[name].sum()]
    numbers = {f"{name}_share": stays.loc[here, name].sum() / DAY / stays.loc[here, "days"].sum() for name in told}
    if len(told) == len(WAITS):
        numbers["work_share"] = 1 - sum(numbers.values())
    if "customer" in told:
        own = stays.assign(days=stays["days"] - stays["customer"] / DAY)
        ratio, error, freedom = _stay_ratio(own, dept, elsewhere=elsewhere)
        wide = np.exp(student.ppf(0.975, freedom) * error)
        numbers |= {"own_stay_ratio": ratio, "own_stay_ratio_low": ratio / wide, "own_stay_ratio_high": ratio * wide}
    return numbers


def _stay_ratio(stays: pd.DataFrame, dept: str, *, elsewhere: pd.Series) -> tuple[float, float, float]:
    """Return the stay ratio, the error of its logarithm (each signal in turn weighs a little less) and its freedom."""
    here, other = stays["dept"] == dept, elsewhere & (stays["dept"] != dept)
    compared = stays["kind"].isin(stays.loc[other, "kind"])
    signal, kind = (stays[name].where(compared).factorize()[0] for name in ("signal", "kind"))
    shape = (signal.max() + 1, kind.max() + 1)
    days, visits, days_there, visits_there = (
        np.bincount((signal * shape[1] + kind)[mask & compared], weight[mask & compared], shape[0] * shape[1])
        for mask in (here, other) for weight in (stays["days"], np.ones(len(stays)))
    )  # fmt: skip
    less = 1e-4
    days, visits, days_there, visits_there = (
        part.sum(axis=0) - less * np.vstack([np.zeros(shape[1]), part])
        for part in (each.reshape(shape) for each in (days, visits, days_there, visits_there))
    )
    ratios = days.sum(axis=1) / (visits * days_there / visits_there).sum(axis=1)  # of all signals, then of each less
    pull = (np.log(ratios[1:]) - np.log(ratios[0])) / less
    mean = stays.loc[other & compared].groupby("kind")["days"].mean()
    apart = (stays["days"] - ratios[0] * stays["kind"].map(mean))[here & compared]
    return float(ratios[0]), float(np.sqrt(np.sum(pull**2))), max(2 * len(apart) / (kurtosis(apart) - 1), 2.0)


def kurtosis(apart: pd.Series) -> float:
    """Return the fourth moment over the square of the second."""
    return float((apart**4).mean() / (apart**2).mean() ** 2)


# ---- 3 Irrigation


def trickle(ref: Reference, claim: About) -> dict[str, float]:
    raw = ref.raw
    old = raw.centre[raw.cutoff - raw.centre["first_t"] >= 30 * DAY]
    away = raw.outside.groupby("signal")["enter"].min().reindex(old.index)
    passed = int((away - old["first_t"] <= 30 * DAY).sum())
    return _share(passed, len(old)) | {"per_year": (len(old) - passed) / raw.years, "days": 30}


def dry(ref: Reference, claim: About) -> dict[str, float]:
    raw, of = ref.raw, len(_old_enough(ref.raw))
    reached = _reached(raw)
    if claim.departments:
        numbers = _share(int(reached.get(claim.departments[0], 0)), of)
        return numbers | {"per_year": (0.01 - numbers["estimate"]) * of / raw.years}
    board = set(raw.config["engagement"].get("board", []))
    others = [dept for dept in raw.departments if dept not in board | raw.lateral_depts]
    shares = [_share(int(reached.get(dept, 0)), of) for dept in others]
    few, perhaps = (sum(share[end] < 0.01 for share in shares) for end in ("high", "low"))
    numbers = {"estimate": few / len(others), "low": few / len(others), "high": perhaps / len(others)}
    return numbers | {"n": of, "per_year": of / raw.years, "dry": few, "all": len(others)}


def _old_enough(raw: Raw) -> pd.Index:
    """Name the contact centre's signals of 90 days; where that is less than half of them, of 30; then all."""
    age = raw.cutoff - raw.centre["first_t"]
    old = (raw.centre.index[age >= days * DAY] for days in (90, 30))
    return next((signals for signals in old if 2 * len(signals) >= len(age)), raw.centre.index)


def _reached(raw: Raw) -> pd.Series:
    """Count by department the contact centre's signals, if old enough, that came there."""
    visits = raw.outside
    if raw.intake:
        visits = pd.concat([visits, raw.known[raw.known["place"] == 1]])
    visits = visits[visits["signal"].isin(_old_enough(raw))]
    return visits.groupby("dept")["signal"].nunique()


def gatekeeper(ref: Reference, claim: About) -> dict[str, float]:
    raw, dept = ref.raw, claim.departments[0]
    outside = raw.outside[raw.outside["signal"].isin(_old_enough(raw))]
    routes = outside.groupby("signal")["dept"].agg(list)
    beyond = routes[routes.map(lambda route: bool(set(route) - {dept}))]
    first = int(beyond.map(lambda route: route[0] == dept).sum())
    return _share(first, len(beyond)) | {"per_year": first / raw.years}


def bounce(ref: Reference, claim: About) -> dict[str, float]:
    raw, (giver, taker) = ref.raw, claim.departments
    steps = raw.handovers
    pair = steps[(steps["giver"] == giver) & (steps["taker"] == taker) & (steps["third"] != "")]
    back = int((pair["third"] == giver).sum())
    numbers = {"estimate": back / len(pair), "n": len(pair), "per_year": back / raw.years}
    numbers |= _clustered(pair["signal"], pair["third"] == giver)
    return numbers | {"followed": len(pair), "bounces": back, "first_order_share": _without_memory(steps, pair, giver)}


def _without_memory(steps: pd.DataFrame, pair: pd.DataFrame, giver: str) -> float:
    """Average over the pair's handovers what the taker hands to the giver of what others bring it."""
    onward = steps[steps["giver"] == pair["taker"].iloc[0]]
    others = onward[onward["bringer"] != giver]
    shares = []
    for kind in pair["kind"]:
        alike = others[others["kind"] == kind]
        seen = next(table for table in (alike, others, onward) if len(table))
        shares.append((seen["taker"] == giver).mean())
    return float(np.mean(shares))


def _clustered(signal: pd.Series, hit: pd.Series) -> dict[str, float]:
    """Return Wilson's interval for as many independent cases as tell as much as these, signals being the unit."""
    cases = hit.groupby(signal).agg(["sum", "size"])
    p, of = cases["sum"].sum() / cases["size"].sum(), cases["size"].sum()
    variance, simple = ((cases["sum"] - p * cases["size"]) ** 2).sum() / of**2, p * (1 - p) / of
    n = of / max(variance / simple if simple else (cases["size"] ** 2).sum() / of, 1.0)
    middle, margin = Z**2 / (2 * n), Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return {"low": (p + middle - margin) / (1 + Z**2 / n), "high": (p + middle + margin) / (1 + Z**2 / n)}


def open_loop(ref: Reference, claim: About) -> dict[str, float]:
    raw, bound = ref.raw, ref.told_target or 0.5
    old = raw.signals["outcome"].isin(ENDED) & (raw.signals["close_t"] <= raw.cutoff - 30 * DAY)
    closed = raw.signals[old]
    if claim.departments:
        by = raw.visits[raw.visits["state"] == "closed"].set_index("signal")["dept"]
        closed = closed[by.reindex(closed.index) == claim.departments[0]]
    told = raw.events[raw.events["told"] & raw.events["signal"].isin(closed.index)]
    soon = (told["t"] - told["signal"].map(closed["close_t"])).abs() <= 30 * DAY
    heard = told.loc[soon, "signal"].nunique()
    return _share(heard, len(closed)) | {"per_year": (len(closed) - heard) / raw.years, "bound": bound, "days": 30}


def _share(hits: int, of: int) -> dict[str, float]:
    between = binomtest(hits, of).proportion_ci(method="wilson")
    return {"estimate": hits / of, "low": between.low, "high": between.high, "n": of, "hits": hits}


# ---- 4 Silos


class Lateral:
    """Handovers among departments other than the contact centre, observed and expected, as tables giver × taker."""

    def __init__(self, raw: Raw) -> None:
        steps = raw.handovers
        steps = steps[~(steps["giver"].isin(raw.lateral_depts) | steps["taker"].isin(raw.lateral_depts))]
        self.raw, self.steps = raw, steps
        self.depts = sorted(set(steps["giver"]) | set(steps["taker"]))
        self.observed = self._tabulated(steps)
        each = steps.groupby(["signal", "giver", "taker"]).size()
        self.phi = max(float((each**2).sum() / each.sum()), 1.0)

    @cached_property
    def expected(self) -> pd.DataFrame:
        """Return what quasi-independence within kind × quarter × topic expects."""
        return self._independent(self.steps)

    @cached_property
    def same_signals(self) -> pd.DataFrame:
        """Return what the same signals would have made of the same visits in random order."""
        return self._raked(self._reordered(once=False), self.observed)

    @cached_property
    def signals(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return the same in signals, each counted once a pair: observed, expected, reordered."""
        once = self.steps.drop_duplicates(["signal", "giver", "taker"])
        observed = self._tabulated(once)
        return observed, self._independent(once), self._raked(self._reordered(once=True), observed)

    def _independent(self, steps: pd.DataFrame) -> pd.DataFrame:
        whole = np.zeros((len(self.depts), len(self.depts)))
        ends = {name: np.searchsorted(self.depts, steps[name]) for name in ("giver", "taker")}
        for rows in steps.groupby(["kind", "quarter", "topic"]).indices.values():
            givers, row = np.unique(ends["giver"][rows], return_inverse=True)
            takers, column = np.unique(ends["taker"][rows], return_inverse=True)
            seen = np.zeros((len(givers), len(takers)))
            np.add.at(seen, (row, column), 1.0)
            open_cells = (givers[:, None] != takers[None, :]).astype(float)
            whole[np.ix_(givers, takers)] += raked(open_cells, seen)
        return pd.DataFrame(whole, index=self.depts, columns=self.depts)

    def _reordered(self, *, once: bool) -> np.ndarray:
        """Add up what every signal would make of its visits in random order; ``once``: whether it hands over at all.

        Of L visits n_g are in g: (L - 1) n_g n_h / (L² - Σn²) handovers g → h. Of at most k = min(n_g, n_h) that are
        expected to be m, there is one at all with probability 1 - (1 - m/k)^k.
        """
        visits = self.raw.visits
        visits = visits[~((visits["place"] == 1) & visits["dept"].isin(self.raw.lateral_depts))]
        counts = pd.crosstab(visits["signal"], visits["dept"])
        seed = np.zeros((len(self.depts), len(self.depts)))
        at = pd.Series(range(len(self.depts)), index=self.depts).reindex(counts.columns)
        patterns, signals = np.unique(counts.to_numpy(), axis=0, return_counts=True)
        for pattern, many in zip(patterns, signals, strict=True):
            free = float(pattern.sum() ** 2 - (pattern**2).sum())
            here = np.flatnonzero((pattern > 0) & at.notna())
            if free and len(here) > 1:
                n, place = pattern[here].astype(float), at.iloc[here].to_numpy(int)
                m = (pattern.sum() - 1) * np.outer(n, n) / free
                most = np.minimum.outer(n, n)
                seed[np.ix_(place, place)] += many * (1 - (1 - np.minimum(m / most, 1)) ** most if once else m)
        np.fill_diagonal(seed, 0.0)
        return seed

    def _raked(self, seed: np.ndarray, observed: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(raked(seed, observed.to_numpy()), index=self.depts, columns=self.depts)

    def _tabulated(self, steps: pd.DataFrame) -> pd.DataFrame:
        table = pd.crosstab(steps["giver"], steps["taker"])
        return table.reindex(index=self.depts, columns=self.depts, fill_value=0).fillna(0).astype(float)

    @cached_property
    def spread(self) -> pd.DataFrame:
        """Return the variance of handover counts, Poisson's being 1."""
        own = self.steps.groupby(["signal", "giver", "taker"]).size()
        squares = (own**2).groupby(["giver", "taker"]).sum().unstack().reindex(index=self.depts, columns=self.depts)
        per_signal = self.expected / self.signals[1]
        bunched = (squares / self.observed).combine(per_signal, np.fmax).clip(lower=1.0).fillna(1.0)
        least = np.minimum(self.observed, self.expected)
        left = 1 - least.div(self.observed.sum(axis=1), axis=0), 1 - least / self.observed.sum()
        return bunched * (left[0] * left[1]).clip(0.05, 1.0)


def raked(seed: np.ndarray, margins_of: np.ndarray) -> np.ndarray:
    """Scale rows and columns of a table in turn until its margins are another's."""
    rows, columns, table = margins_of.sum(axis=1), margins_of.sum(axis=0), seed.astype(float)
    for _ in range(2000):
        table *= (rows / np.maximum(table.sum(axis=1), 1e-300))[:, None]
        table *= columns / np.maximum(table.sum(axis=0), 1e-300)
        if np.abs(table.sum(axis=1) - rows).max() < 1e-6 * max(rows.max(), 1.0):
            break
    return table


def wall(ref: Reference, claim: About) -> dict[str, float]:
    raw, lateral, (giver, taker) = ref.raw, ref.lateral, claim.departments
    seen, e = (float(table.loc[giver, taker]) for table in (lateral.observed, lateral.expected))
    low, high = _garwood(seen, e, lateral.spread.loc[giver, taker])
    numbers = {"estimate": seen / e, "low": low, "high": high, "n": round(e), "per_year": (e - seen) / raw.years}
    same = lateral.same_signals.loc[giver, taker]
    q = _wall_q(ref, giver, taker)
    return numbers | q | {"handovers": seen, "expected": e, "same_signals_expected": same}


def _wall_q(ref: Reference, giver: str, taker: str) -> dict[str, float]:
    """Correct for the family: volume over all pairs expected often enough, order over those short by volume.

    The tests count each signal once a pair.
    """
    lateral = ref.lateral
    o, e = lateral.observed.to_numpy(), lateral.expected.to_numpy()
    signals, expected, reordered = (table.to_numpy() for table in lateral.signals)
    tried = e >= 5
    for members in ref.silos:
        inside = np.isin(lateral.depts, members)
        tried &= inside[:, None] == inside[None, :]
    q = np.full(e.shape, np.nan)
    q[tried] = false_discovery_control(gamma.sf(0.8 * expected[tried], signals[tried] + 1))
    spread = lateral.spread.to_numpy()
    high = chi2.ppf(0.975, 2 * o / spread + 2) / 2 * spread
    short = tried & (o <= 0.5 * e) & (q < 0.05) & (high < 0.8 * e)
    order = np.full(e.shape, np.nan)
    order[short] = false_discovery_control(gamma.sf(0.6 * reordered[short], signals[short] + 1))
    at = lateral.depts.index(giver), lateral.depts.index(taker)
    return {"wall_q": q[at], "order_q": order[at], "q": max(q[at], order[at])}


def _garwood(observed: float, expected: float, phi: float) -> tuple[float, float]:
    low = chi2.ppf(0.025, 2 * observed / phi) / 2 if observed else 0.0
    return low * phi / expected, chi2.ppf(0.975, 2 * observed / phi + 2) / 2 * phi / expected


def silo(ref: Reference, claim: About) -> dict[str, float]:
    lateral, members = ref.lateral, list(claim.departments)
    traffic = (lateral.observed.sum(axis=0) + lateral.observed.sum(axis=1)).sort_values(ascending=False, kind="stable")
    busy = sorted(traffic.index[:40])
    observed = lateral.observed.loc[busy, busy]
    expected = pd.DataFrame(raked(lateral.expected.loc[busy, busy].to_numpy(), observed.to_numpy()), busy, busy)
    inside, across = [], []
    for table in (observed, expected):
        inner = table.loc[members, members].to_numpy().sum()
        inside.append(inner)
        across.append(table.loc[members].to_numpy().sum() + table[members].to_numpy().sum() - 2 * inner)
    low, high = _garwood(across[0], across[1], lateral.phi)
    return {
        "estimate": across[0] / across[1],
        "low": low,
        "high": high,
        "n": round(across[1]),
        "per_year": (across[1] - across[0]) / ref.raw.years,
        "less": 1 - across[0] / across[1],
        "boundary": across[0] / across[1],
        "inner": inside[0] / inside[1],
        "crossing": across[0],
        "crossing_expected": across[1],
    }


# ---- 5 Dropped ideas


def drop_point(ref: Reference, claim: About) -> dict[str, float]:
    raw = ref.raw
    visits = raw.known[
        ~raw.known["state"].isin(["after", "unended"]) & (raw.known["enter"] <= raw.cutoff - raw.known["limit"])
    ]
    table = visits.assign(fell=visits["state"] == "dropped").groupby(["dept", "kind"])["fell"].agg(["sum", "size"])
    rows = {key: _against_elsewhere(raw, table, *key) for key in table.index}
    here = rows[claim.departments[0], claim.about or ""]
    p = pd.Series({key: row["p"] for key, row in rows.items()}).dropna()
    q = pd.Series(false_discovery_control(p), index=p.index)
    return here | {"q": q[claim.departments[0], claim.about or ""], "per_year": here["dropped"] / raw.years}


def _against_elsewhere(raw: Raw, table: pd.DataFrame, dept: str, kind: str) -> dict[str, float]:
    """Compare a department with the same kind in the others but the contact centre."""
    alike = table.xs(kind, level="kind")
    others = alike[~alike.index.isin(raw.lateral_depts | {dept})]
    (fell, of), (fell_there, of_there) = alike.loc[dept], others.sum()
    if not of_there:
        return {"p": np.nan}
    share, there = _share(int(fell), int(of)), _share(int(fell_there), int(of_there))
    down = np.hypot(share["estimate"] - share["low"], there["high"] - there["estimate"])
    up = np.hypot(share["high"] - share["estimate"], there["estimate"] - there["low"])
    difference = share["estimate"] - there["estimate"]
    cells = [[fell, of - fell], [fell_there, of_there - fell_there]]
    return {
        "estimate": difference, "low": difference - down, "high": difference + up, "n": int(of),
        "p": fisher_exact(cells, alternative="greater").pvalue, "visits": of, "dropped": fell,
        "share": share["estimate"], "share_elsewhere": there["estimate"],
    }  # fmt: skip


# ---- 3 and 7 What customers do next


def _contacts(raw: Raw) -> pd.DataFrame:
    """List the signals of customers who are one customer: ``customer about first_t close_t`` and what else is known."""
    named = "reason" if "reason" in raw.config["log"]["columns"] else "topic"
    signals = raw.signals.assign(about=raw.signals[named]).dropna(subset="first_t")
    signals = signals[signals["customer"] != ""]
    made = signals.groupby("customer")["first_t"].transform("size")
    return signals[made <= round(52 * max((raw.cutoff - raw.start) / DAY / 365.25, 1.0))]


def repeat_contact(ref: Reference, claim: About) -> dict[str, float]:
    here = ref.repeats[str(claim.about)]
    return here | {"per_year": here["repeats"] / ref.raw.years, "days": 7}


def _repeats(raw: Raw) -> dict[str, dict[str, float]]:
    """Count by reason the contacts that follow one of the same customer about the same, from the eighth day on."""
    contacts = _contacts(raw)
    contacts = contacts[contacts["about"] != ""]
    moments = contacts[["customer", "about", "first_t"]].drop_duplicates().sort_values("first_t")
    moments["before"] = moments.groupby(["customer", "about"])["first_t"].shift()
    contacts = contacts.merge(moments, on=["customer", "about", "first_t"], validate="m:1")
    contacts["again"] = contacts["first_t"] - contacts["before"] <= 7 * DAY
    later = contacts[contacts["first_t"] >= raw.start + 7 * DAY]
    rows = {about: _against_others(later, about) for about in sorted(set(later["about"]))}
    p = pd.Series({about: row["p"] for about, row in rows.items()}).dropna()
    q = pd.Series(false_discovery_control(p), index=p.index)
    return {about: row | {"q": q.get(about, np.nan)} for about, row in rows.items()}


def _against_others(contacts: pd.DataFrame, about: str) -> dict[str, float]:
    """Compare the repeats about one thing with those about anything else, customers being the unit."""
    own = contacts["about"] == about
    share, elsewhere = contacts.loc[own, "again"].mean(), contacts.loc[~own, "again"].mean()
    n, others = int(own.sum()), int((~own).sum())
    pull = np.where(own, (contacts["again"] - share) / n, -(contacts["again"] - elsewhere) / max(others, 1))
    error = np.sqrt((pd.Series(pull).groupby(contacts["customer"].to_numpy()).sum() ** 2).sum())
    numbers = _clustered(contacts.loc[own, "customer"], contacts.loc[own, "again"])
    return numbers | {
        "estimate": share, "n": n, "followed_contacts": n, "repeats": int(contacts.loc[own, "again"].sum()),
        "repeat_share_elsewhere": elsewhere,
        "p": norm.sf((share - elsewhere) / error) if min(n, others) >= 30 and error > 0 else np.nan,
    }  # fmt: skip


def silence_spreads(ref: Reference, claim: About) -> dict[str, float]:
    raw = ref.raw
    contacts = _contacts(raw)
    ended = contacts[contacts["outcome"].isin(ENDED)].sort_values("close_t", kind="stable").drop_duplicates("customer")
    ended = ended[ended["close_t"] <= raw.cutoff - 180 * DAY]
    told = raw.events[raw.events["told"] & raw.events["signal"].isin(ended.index)]
    soon = (told["t"] - told["signal"].map(ended["close_t"])).abs() <= 30 * DAY
    ended["told"] = ended.index.isin(told.loc[soon, "signal"])
    other = ended.reset_index()[["customer", "close_t"]].merge(contacts[["customer", "first_t"]], on="customer")
    wait = (other["first_t"] - other["close_t"]) / DAY
    ended["again"] = ended["customer"].map(other[(wait > 0) & (wait <= 180)].groupby("customer").size()).fillna(0)
    waited = ended[~ended["customer"].isin(other.loc[(wait > 0) & (wait <= 30), "customer"])]
    return _matched(waited.assign(quarter=_quarter(waited["close_t"], raw)), raw.years) | {"days": 180, "told_days": 30}


def _quarter(t: pd.Series, raw: Raw) -> pd.Series:
    zone = raw.config["engagement"].get("timezone", "Europe/Amsterdam")
    local = pd.to_datetime(t, unit="s", utc=True).dt.tz_convert(zone)
    return local.dt.year * 4 + local.dt.quarter


def _matched(customers: pd.DataFrame, years: float) -> dict[str, float]:
    """Regress new signals on having been told, with an effect for each kind × quarter that has both; HC2 interval."""
    stratum = customers.groupby(["kind", "quarter"]).ngroup()
    both = customers["told"].groupby(stratum).transform("nunique") == 2
    customers, stratum = customers[both], pd.factorize(stratum[both])[0]
    x = np.column_stack([customers["told"].astype(float), np.eye(stratum.max() + 1)[stratum]])
    y = customers["again"].to_numpy(float)
    inverse = np.linalg.inv(x.T @ x)
    slope = (inverse @ x.T @ y)[0]
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    residual = y - x @ (inverse @ x.T @ y)
    error = np.sqrt(np.sum((x @ inverse)[:, 0] ** 2 * residual**2 / np.maximum(1 - leverage, 1e-9)))
    part = pd.DataFrame({"told": customers["told"].to_numpy(), "y": y, "stratum": stratum})
    by = part.groupby(["stratum", "told"])["y"].agg(["size", "mean"]).unstack()
    weight = by["size"].prod(axis=1) / by["size"].sum(axis=1)
    means = {told: float((weight * by["mean"][told]).sum() / weight.sum()) for told in (True, False)}
    untold = int((~customers["told"]).sum())
    return {
        "estimate": slope, "low": slope - Z * error, "high": slope + Z * error, "n": len(customers),
        "told_customers": len(customers) - untold, "untold_customers": untold, "per_year": abs(slope) * untold / years,
        "told_returns": means[True], "untold_returns": means[False], "difference": slope,
        "told_hundred": 100 * means[True], "untold_hundred": 100 * means[False],
    }  # fmt: skip


KINDS: dict[str, Callable[[Reference, About], dict[str, float]]] = {
    "trickle": trickle, "reservoir": reservoir, "dry": dry, "gatekeeper": gatekeeper, "wall": wall, "bounce": bounce,
    "silo": silo, "drop_point": drop_point, "open_loop": open_loop,
    "repeat_contact": repeat_contact, "silence_spreads": silence_spreads,
}  # fmt: skip

"""What each kind of claim must say by DEFINITIONS 2-5, from followed rows alone: one small reference a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd
from raw_rows import DAY, ENDED, Raw
from scipy.stats import binomtest, chi2, false_discovery_control, fisher_exact, gamma

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
    silos: bool = False  # whether any was found: pairs across its boundary then leave the families of the walls

    def numbers(self, claim: About) -> dict[str, float]:
        """Return what a claim must say."""
        return KINDS[claim.kind](self, claim)

    @cached_property
    def lateral(self) -> Lateral:
        """Return the handovers among departments other than the contact centre."""
        return Lateral(self.raw)


# ---- 2 Reservoir


def reservoir(ref: Reference, claim: About) -> dict[str, float]:
    raw, dept = ref.raw, claim.departments[0]
    stays = raw.known[raw.known["state"].isin(STAYS)]
    held = (stays["leave"] - stays["enter"]) / DAY
    stays = stays.assign(days=held)
    here = stays[stays["dept"] == dept]
    ratio, error = _stay_ratio(stays, dept, elsewhere=~stays["dept"].isin(raw.lateral_depts))
    share = here["days"].sum() / stays["days"].sum()
    return {
        "estimate": ratio,
        "low": ratio * np.exp(-Z * error),
        "high": ratio * np.exp(Z * error),
        "n": here["signal"].nunique(),
        "per_year": here["signal"].nunique() / raw.years,
        "visits": len(here),
        "visit_share": len(here) / len(stays),
        "held_share": share,
        "signal_days": here["days"].sum(),
        "excess_share": share * (1 - 1 / ratio),
    }


def _stay_ratio(stays: pd.DataFrame, dept: str, *, elsewhere: pd.Series) -> tuple[float, float]:
    """Return the stay ratio and the error of its logarithm: each signal in turn weighs a little less."""
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
    return float(ratios[0]), float(np.sqrt(np.sum(pull**2)))


# ---- 3 Irrigation


def trickle(ref: Reference, claim: About) -> dict[str, float]:
    raw = ref.raw
    old = raw.centre[raw.cutoff - raw.centre["first_t"] >= 30 * DAY]
    away = raw.outside.groupby("signal")["enter"].min().reindex(old.index)
    passed = int((away - old["first_t"] <= 30 * DAY).sum())
    return _share(passed, len(old)) | {"per_year": (len(old) - passed) / raw.years, "days": 30}


def dry(ref: Reference, claim: About) -> dict[str, float]:
    raw = ref.raw
    reached = _reached(raw)
    if claim.departments:
        numbers = _share(int(reached.get(claim.departments[0], 0)), len(raw.centre))
        return numbers | {"per_year": (0.01 - numbers["estimate"]) * len(raw.centre) / raw.years}
    board = set(raw.config["engagement"].get("board", []))
    others = [dept for dept in raw.departments if dept not in board | raw.lateral_depts]
    shares = [_share(int(reached.get(dept, 0)), len(raw.centre)) for dept in others]
    few, perhaps = (sum(share[end] < 0.01 for share in shares) for end in ("high", "low"))
    numbers = {"estimate": few / len(others), "low": few / len(others), "high": perhaps / len(others)}
    return numbers | {"n": len(raw.centre), "per_year": len(raw.centre) / raw.years, "dry": few, "all": len(others)}


def _reached(raw: Raw) -> pd.Series:
    """Count by department the contact centre's signals that came there."""
    visits = raw.outside
    if raw.intake:
        visits = pd.concat([visits, raw.known[raw.known["place"] == 1]])
    visits = visits[visits["signal"].isin(raw.centre.index)]
    return visits.groupby("dept")["signal"].nunique()


def gatekeeper(ref: Reference, claim: About) -> dict[str, float]:
    raw, dept = ref.raw, claim.departments[0]
    outside = raw.outside[raw.outside["signal"].isin(raw.centre.index)]
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
        whole = self._tabulated(self.steps.iloc[:0])
        for _, part in self.steps.groupby(["kind", "quarter", "topic"]):
            seen = pd.crosstab(part["giver"], part["taker"]).astype(float)
            open_cells = (seen.index.to_numpy()[:, None] != seen.columns.to_numpy()[None, :]).astype(float)
            fitted = raked(open_cells, seen.to_numpy())
            whole.loc[seen.index, seen.columns] += fitted
        return whole

    @cached_property
    def same_signals(self) -> pd.DataFrame:
        """Return what the same signals would have made of the same visits in random order."""
        visits = self.raw.visits
        visits = visits[~((visits["place"] == 1) & visits["dept"].isin(self.raw.lateral_depts))]
        n = pd.crosstab(visits["signal"], visits["dept"]).astype(float)
        length, square = n.sum(axis=1), (n**2).sum(axis=1)
        free = length**2 - square
        weight = ((length - 1) / free.where(free > 0)).fillna(0.0)
        n = n.reindex(columns=self.depts, fill_value=0.0)
        seed = (n.T @ n.mul(weight, axis=0)).to_numpy().copy()
        np.fill_diagonal(seed, 0.0)
        return pd.DataFrame(raked(seed, self.observed.to_numpy()), index=self.depts, columns=self.depts)

    def _tabulated(self, steps: pd.DataFrame) -> pd.DataFrame:
        table = pd.crosstab(steps["giver"], steps["taker"])
        return table.reindex(index=self.depts, columns=self.depts, fill_value=0).fillna(0).astype(float)

    def spread(self, giver: str, taker: str) -> float:
        """Return the variance of a handover count, Poisson's being 1."""
        e = self.expected.loc[giver, taker]
        left = 1 - e / self.observed.loc[giver].sum(), 1 - e / self.observed[taker].sum()
        return self.phi * float(np.clip(left[0] * left[1], 0.05, 1.0))


def raked(seed: np.ndarray, margins_of: np.ndarray) -> np.ndarray:
    """Scale rows and columns of a table in turn until its margins are another's."""
    rows, columns, table = margins_of.sum(axis=1), margins_of.sum(axis=0), seed.astype(float)
    for _ in range(2000):
        sums = table.sum(axis=1)
        table = table * np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0)[:, None]
        sums = table.sum(axis=0)
        table = table * np.divide(columns, sums, out=np.zeros_like(columns), where=sums > 0)
        if np.abs(table.sum(axis=1) - rows).max() < 1e-6 * max(rows.max(), 1.0):
            break
    return table


def wall(ref: Reference, claim: About) -> dict[str, float]:
    raw, lateral, (giver, taker) = ref.raw, ref.lateral, claim.departments
    seen, e = (float(table.loc[giver, taker]) for table in (lateral.observed, lateral.expected))
    low, high = _garwood(seen, e, lateral.spread(giver, taker))
    numbers = {"estimate": seen / e, "low": low, "high": high, "n": round(e), "per_year": (e - seen) / raw.years}
    q = {} if ref.silos else _wall_q(lateral, giver, taker)
    same = lateral.same_signals.loc[giver, taker]
    return numbers | q | {"handovers": seen, "expected": e, "same_signals_expected": same}


def _wall_q(lateral: Lateral, giver: str, taker: str) -> dict[str, float]:
    """Correct for the family: volume over all pairs expected often enough, order over those short by volume."""
    o, e, same = (table.to_numpy() for table in (lateral.observed, lateral.expected, lateral.same_signals))
    tried = e >= 5
    q = np.full(e.shape, np.nan)
    q[tried] = false_discovery_control(_so_few(o[tried], 0.8 * e[tried], lateral.phi))
    short = tried & (o <= 0.5 * e) & (q < 0.05)
    order = np.full(e.shape, np.nan)
    order[short] = false_discovery_control(_so_few(o[short], 0.6 * same[short], lateral.phi))
    at = lateral.depts.index(giver), lateral.depts.index(taker)
    return {"wall_q": q[at], "order_q": order[at], "q": max(q[at], order[at])}


def _so_few(observed: np.ndarray, expected: np.ndarray, phi: float) -> np.ndarray:
    """Return the chance of so few: counts / φ as Poisson's, by way of the gamma distribution."""
    return gamma.sf(expected / phi, observed / phi + 1)


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


KINDS: dict[str, Callable[[Reference, About], dict[str, float]]] = {
    "trickle": trickle, "reservoir": reservoir, "dry": dry, "gatekeeper": gatekeeper, "wall": wall, "bounce": bounce,
    "silo": silo, "drop_point": drop_point, "open_loop": open_loop,
}  # fmt: skip

"""Claims about what departments are steered on."""

from __future__ import annotations

from collections.abc import Iterator

from kccdiag.claims.claim import Claim, Count, Estimate, Keys, Row, Share, proof, wanted
from kccdiag.claims.sought import judged_rows
from kccdiag.diagnosis import Diagnosis


def narrow_kpis(d: Diagnosis, keys: Keys) -> Iterator[Claim]:
    """Claim that efficiency holds most of the weight that a department, or the whole organisation, is steered on."""
    table = judged_rows("narrow_kpis", d)
    whole, each = table[table["department"] == ""], table[table["department"] != ""]
    bound = d.limits.narrow_kpi_share
    if len(each) > 1:  # of one department the whole is the same number again
        for row in wanted(whole, whole["efficiency_share"] >= bound, keys, kind="narrow_kpis", named=()):
            yield _narrow(d, row, wording="narrow_kpis_all", departments=(), among=len(each))
    order = {"efficiency_share": False, "department": True}
    for row in wanted(each, each["efficiency_share"] >= bound, keys, kind="narrow_kpis", order=order):
        yield _narrow(d, row, wording="narrow_kpis", departments=(row["department"],), among=1)


def _narrow(d: Diagnosis, row: Row, *, wording: str, departments: tuple[str, ...], among: int) -> Claim:
    share = row["efficiency_share"]
    shares = ("efficiency_share", "quality_share", "learning_share", "long_term_share", "undecided_share")
    return Claim(
        kind="narrow_kpis",
        wording=wording,
        departments=departments,
        # A list, not a sample: nothing varies by chance, so the interval is the number itself.
        estimate=Estimate(share, share, share, row["indicators"]),
        unit="share of weight",
        limit=d.limits.narrow_kpi_share,
        per_year=None,
        beyond=row["beyond"],
        certain=row["beyond"],
        said={
            "department": row["department"],
            "share": Share(share),
            "learning": Share(row["learning_share"] + row["long_term_share"]),
            "quality": Share(row["quality_share"]),
            "n": Count(row["indicators"]),
            "departments": Count(among),
        },
        evidence=(proof("kpi_balance", row, "department", "indicators", *shares, "posture"),),
        caveats=("undecided_kpis",) if row["undecided_share"] > 0 else (),
    )

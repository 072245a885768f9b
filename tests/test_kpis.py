"""kpis.csv: what departments are steered on, every fault named with its line, and what the shares say of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from diagnosed import diagnosed, lay_down
from hypothesis import given
from hypothesis import strategies as st
from listed import config_of, opened_with
from matplotlib.colors import to_rgb

from kccdiag.diagnosis import diagnose
from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.figures.draw import draw_all
from kccdiag.figures.kpi_balance import PARTS, draw_kpi_balance
from kccdiag.findings import Finding, judge
from kccdiag.intake.report import check
from kccdiag.kpis import CLASSES, list_kpis
from kccdiag.measures.kpis import SHARES, kpi_balance

CONFIG = config_of("kpis")


def kpis_of(folder: Path, raw: bytes | str, config: str = CONFIG) -> pd.DataFrame:
    """Open an engagement with this kpis.csv."""
    return opened_with(folder, "kpis", raw, config).kpis


def test_the_hash_is_of_what_was_read(tmp_path):
    raw = b"department,kpi,weight,class\nICT,Uptime,1,\n"
    engagement = opened_with(tmp_path, "kpis", raw, CONFIG)
    (tmp_path / "kpis.csv").write_text("edited since")
    lists = engagement.lists.set_index("file")
    assert lists.loc["kpis.csv"].tolist() == [hashlib.sha256(raw).hexdigest(), len(raw)]


def test_a_list_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch):
    def read_before_the_edit(path, **keys):
        listed = list_kpis(path, **keys)
        path.write_text("edited")
        return listed

    monkeypatch.setattr("kccdiag.engagement.list_kpis", read_before_the_edit)
    with pytest.raises(InputError, match=r"^kpis.csv:\n  - the file changed while it was read"):
        kpis_of(tmp_path, "department,kpi,weight,class\nICT,Uptime,1,\n")


def test_a_list_that_can_not_be_read_is_refused(tmp_path, monkeypatch):
    def locked(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kccdiag.digests.hash_file", locked)
    with pytest.raises(InputError, match=r"^kpis.csv:\n  - the file can't be read: Permission denied\n    see whether"):
        kpis_of(tmp_path, "department,kpi,weight,class\nICT,Uptime,1,\n")


def test_indicators_are_read_under_the_name_of_their_department(tmp_path):
    read = kpis_of(tmp_path, "department,kpi,weight,class\nKlantenservice,Handle time,40,efficiency\n"
                             " kcc ,Ideas passed on,0.5,Learning\nICT,Uptime,0,\nict,Cost,1,long-term\n")  # fmt: skip
    assert read["department"].tolist() == ["KCC", "KCC", "ICT", "ICT"]
    assert read["kpi"].tolist() == ["Handle time", "Ideas passed on", "Uptime", "Cost"]
    assert read["weight"].tolist() == [40.0, 0.5, 0.0, 1.0]
    assert read["class"].tolist() == ["efficiency", "learning", "", "long_term"]


def test_a_weight_of_nothing_needs_no_percent_sign(tmp_path):
    read = kpis_of(tmp_path, "department,kpi,weight,class\nKCC,A,0,\nKCC,B,40%,\nKCC,C,60 %,\nKCC,D,0.0,\n")
    assert read["weight"].tolist() == [0.0, 40.0, 60.0, 0.0]


@pytest.mark.parametrize("raw", [
    "\ufeffdepartment;kpi;weight;class\r\nKCC;Café;0,5;quality\r\n\r\n".encode(),
    "class\tweight\tdepartment\tkpi\nquality\t0.5\tKCC\tCafé\n".encode("cp1252"),
    'Department,KPI,Weight,Class\nKCC,"Café","0,5",Quality\n'.encode(),
])  # fmt: skip
def test_any_usual_way_of_writing_it_will_do(tmp_path, raw):
    assert kpis_of(tmp_path, raw).to_numpy().tolist() == [["KCC", "Café", 0.5, "quality"]]


def test_an_engagement_without_kpis_has_none(tmp_path):
    assert kpis_of(tmp_path, "", CONFIG.partition("[inputs]")[0]).empty


HEAD = "department,kpi,weight,class\n"


@pytest.mark.parametrize(("text", "said"), [
    ("", ("no column 'department'", "its columns: department, kpi, weight, class")),
    ("department,kpi,weight\nKCC,A,1\n", ("no column 'class'",)),
    (f"{HEAD}KCC,A,-1,quality\n", ("line 2: weight is '-1'", "write a number of 0 or more")),
    (f"{HEAD}KCC,A,,quality\n", ("line 2: weight is ''",)),
    (f"{HEAD}KCC,A,much,quality\n", ("line 2: weight is 'much'",)),
    (f"{HEAD}KCC,A,40%,quality\nICT,A,1,\nkcc,B,0.6,quality\n",
     ("line 4: the weight has no percent sign, that of 'KCC' in line 2 has one", "or all without")),
    (f"{HEAD}KCC,A,40,quality\nKCC,B,60 %,quality\n", ("line 3: the weight has a percent sign",)),
    (f"{HEAD}KCC,A,1,efficency\n", ("line 2: class is 'efficency'; did you mean 'efficiency'?", "efficiency, quality")),
    (f"{HEAD}KCC,,1,quality\n", ("line 2: the kpi has no name",)),
    (f"{HEAD},A,1,quality\n", ("line 2: the department has no name",)),
    (f"{HEAD}onbekend,A,1,quality\n", ("line 2: 'onbekend' means an unknown department",)),
    (f"{HEAD}KCC,A,1,quality\n\nKlantenservice, a ,2,learning\n", ("line 4: 'KCC' has 'a' twice, first in line 2",)),
])  # fmt: skip
def test_every_fault_is_named_with_its_line_and_remedy(tmp_path, text, said):
    with pytest.raises(InputError) as error:
        kpis_of(tmp_path, text)
    assert str(error.value).startswith("kpis.csv:\n")
    for words in said:
        assert words in str(error.value)


def test_all_faults_come_at_once(tmp_path):
    with pytest.raises(InputError) as error:
        kpis_of(tmp_path, f"{HEAD}KCC,A,x,y\nKCC,a,-1,\n")
    assert len(error.value.faults) == 4  # two weights, one class, one indicator twice


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"line 9: \[inputs\] kpis = 'kpi.csv' is not a file"):
        kpis_of(tmp_path, "", CONFIG.replace("kpis.csv", "kpi.csv"))


def test_departments_that_are_not_in_the_log_are_named(tmp_path):
    kpis_of(tmp_path, f"{HEAD}KCC,A,1,quality\nFinance,A,1,quality\n")
    said = " ".join(check(open_engagement(tmp_path, language="en")).split())
    assert "1 departments in kpis.csv are not in the log: 'Finance'" in said


# ---- what the shares say


def balance(*rows: tuple[str, str, float], most: float = 0.5) -> pd.DataFrame:
    """Share out indicators of (department, class, weight)."""
    named = [(department, f"{kind} {place}", weight, kind) for place, (department, kind, weight) in enumerate(rows)]
    return kpi_balance(pd.DataFrame(named, columns=["department", "kpi", "weight", "class"]), most=most)


def test_each_department_counts_once_however_its_weights_are_written():
    table = balance(("KCC", "efficiency", 60), ("KCC", "quality", 40), ("ICT", "learning", 0.1)).set_index("department")
    assert table.loc["KCC", "efficiency_share"] == 0.6
    assert table.loc["", "efficiency_share"] == 0.3  # (0.6 + 0) / 2, not 60 / 100.1
    assert table.loc["", "learning_share"] == 0.5
    assert table["indicators"].to_dict() == {"": 3, "ICT": 1, "KCC": 2}


@pytest.mark.parametrize(("weights", "posture"), [
    ({"efficiency": 5, "quality": 5}, "soldier"),  # half is most
    ({"efficiency": 0.1 + 0.2, "quality": 0.3}, "soldier"),  # however computers add
    ({"efficiency": 4, "learning": 3, "long_term": 3}, "spider"),
    ({"efficiency": 4, "learning": 3, "quality": 3}, "between"),
    ({"efficiency": 5, "": 5}, "soldier"),  # whatever the rest is
    ({"efficiency": 4, "": 2, "quality": 4}, ""),  # hangs on what is not decided
    ({"learning": 4, "": 2, "quality": 4}, ""),
    ({"quality": 9, "": 1}, "between"),
    ({"efficiency": 0, "quality": 0}, ""),  # no weight
])  # fmt: skip
def test_a_posture_is_given_where_it_hangs_on_nothing_undecided(weights, posture):
    table = balance(*(("A", kind, weight) for kind, weight in weights.items()))
    assert table["posture"].tolist() == [posture, posture]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from([*CLASSES, ""]), st.integers(0, 9)), min_size=1))
def test_shares_add_up_to_one_and_scale_away(rows):
    table, larger = balance(*rows), balance(*((one, kind, 7 * weight) for one, kind, weight in rows))
    known = table[list(SHARES)].dropna()
    assert known.sum(axis=1).round(6).eq(1).all()
    pd.testing.assert_frame_equal(table, larger)


# ---- findings


def narrow(folder: Path, kpis: str, *, objections: Sequence[str] = (), **options: object) -> dict[str, Finding]:
    """Judge an engagement with this kpis.csv; return what is said of it, by id."""
    rows = [(f"s{n}", f"2025-01-0{1 + n % 9} 1{n % 3}:00", name) for n in range(9) for name in ("Desk", "Billing")]
    options.setdefault("more", {})
    options["more"] = {**options["more"], "inputs": 'kpis = "kpis.csv"'}
    lay_down(folder, rows, columns=("signal", "time", "department"), outcomes=(), **options)
    (folder / "kpis.csv").write_text(f"{HEAD}{kpis}")
    judgement = judge(diagnose(open_engagement(folder), objections=objections))
    return {one.id: one for one in judgement if one.kind == "narrow_kpis"}


def test_narrow_steering_is_claimed_of_departments_and_of_all_together(tmp_path):
    kpis = "desk,AHT,7,efficiency\nDesk,CSAT,3,quality\nBilling,Cost,4,efficiency\nBilling,Errors,6,quality\n"
    found = narrow(tmp_path, kpis, objections=("limits_doubled", "limits_halved", "ties_reshuffled"))
    assert set(found) == {"narrow_kpis", "narrow_kpis:Desk"}
    one = found["narrow_kpis:Desk"]
    assert (one.departments, one.estimate, one.low, one.high, one.n) == (("Desk",), 0.7, 0.7, 0.7, 2)
    assert (one.unit, one.q, one.per_year, one.limit) == ("share of weight", None, None, 0.5)
    assert one.headline == "Efficiency makes up 70% of what Desk is steered on"
    assert found["narrow_kpis"].estimate == pytest.approx(0.55) and found["narrow_kpis"].departments == ()
    checks = {check.objection: check.holds for check in one.checks}
    assert checks == {"limits_doubled": True}  # .70 is beyond .67 too; nothing else can touch a list
    assert {check.objection: check.holds for check in found["narrow_kpis"].checks} == {"limits_doubled": False}
    assert "Gewicht" not in one._repr_html_() and "70%" in one._repr_html_()


def test_the_bound_is_the_engagements_own(tmp_path):
    kpis = "Desk,AHT,7,efficiency\nDesk,CSAT,3,quality\n"
    assert narrow(tmp_path / "a", kpis, more={"limits": "narrow_kpi_share = 0.75"}) == {}
    assert set(narrow(tmp_path / "b", kpis)) == {"narrow_kpis:Desk"}  # of one department the whole says no more


def test_what_is_not_decided_counts_as_no_efficiency_and_is_said(tmp_path):
    found = narrow(tmp_path, "Desk,AHT,5,efficiency\nDesk,CSAT,2,\nDesk,Cost,3,quality\n")
    assert "not say what it measures" in " ".join(found["narrow_kpis:Desk"].caveats)
    assert narrow(tmp_path / "b", "Desk,AHT,4,efficiency\nDesk,CSAT,6,\n") == {}


# ---- the picture


def test_every_part_is_drawn_once_and_the_posture_beside_it():
    table = balance(("KCC", "efficiency", 7), ("KCC", "", 3), ("ICT", "learning", 1))
    ax = draw_kpi_balance(table, language="nl")
    drawn = {bar.patches[0].get_gid(): [round(part.get_width(), 3) for part in bar] for bar in ax.containers}
    assert drawn["efficiency_share"] == [0.35, 0.7, 0.0]  # all together on top, then the most efficiency
    assert drawn["undecided_share"] == [0.15, 0.3, 0.0]
    postures = [text.get_text() for text in ax.texts if text.get_gid() == "posture"]
    assert postures == ["spin in het web", "soldaat", "spin in het web"]


def test_parts_are_told_apart_in_grey():
    # Neighbours differ in lightness or in hatching, whichever of the others is absent.
    looks = [(to_rgb(style["facecolor"]), style.get("hatch")) for _, style, _ in PARTS]
    grey = [(0.299 * r + 0.587 * g + 0.114 * b, hatch) for (r, g, b), hatch in looks]
    for place, (one, hatch) in enumerate(grey):
        assert all(abs(one - other) > 0.2 or hatch != of_other for other, of_other in grey[place + 1 :])


def test_without_a_list_nothing_is_drawn(tmp_path):
    rows = [("1", "2025-01-01", "Desk"), ("1", "2025-01-02", "Billing")]
    d = diagnosed(tmp_path, rows, columns=("signal", "time", "department"), outcomes=())
    assert {"kpi_balance", "value_irritant"} & {name for name, _ in draw_all(d, language="en")} == set()
    assert ("kpi_balance", "kpis_file") in set(d.not_measurable.itertuples(index=False, name=None))

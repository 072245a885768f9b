"""kpis.csv: what departments are steered on, every fault named with its line, and what the shares say of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.report import check

CONFIG = """[engagement]
name = "Small"
[log]
files = ["events.csv"]
columns = { signal = "signal", time = "time", department = "department" }
[departments]
aliases = { "Klantenservice" = "KCC" }
[inputs]
kpis = "kpis.csv"
"""


def kpis_of(folder: Path, raw: bytes | str, config: str = CONFIG) -> pd.DataFrame:
    """Open an engagement with this kpis.csv."""
    (folder / "events.csv").write_text("signal,time,department\n1,2025-01-06 09:00,KCC\n")
    (folder / "kccdiag.toml").write_text(config)
    (folder / "kpis.csv").write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return open_engagement(folder).kpis


def test_indicators_are_read_under_the_name_of_their_department(tmp_path):
    read = kpis_of(tmp_path, "department,kpi,weight,class\nKlantenservice,Handle time,40,efficiency\n"
                             " kcc ,Ideas passed on,0.5,Learning\nICT,Uptime,0,\nict,Cost,1,long-term\n")  # fmt: skip
    assert read["department"].tolist() == ["KCC", "KCC", "ICT", "ICT"]
    assert read["kpi"].tolist() == ["Handle time", "Ideas passed on", "Uptime", "Cost"]
    assert read["weight"].tolist() == [40.0, 0.5, 0.0, 1.0]
    assert read["class"].tolist() == ["efficiency", "learning", "", "long_term"]


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

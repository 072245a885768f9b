"""reasons.csv: what counts as failure demand, and every fault named with its line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from listed import config_of, opened_with

from kccdiag.engagement import open_engagement
from kccdiag.faults import InputError
from kccdiag.intake.report import check

CONFIG = config_of("reasons")


def reasons_of(folder: Path, raw: bytes | str, config: str = CONFIG) -> pd.DataFrame:
    """Open an engagement with this reasons.csv."""
    return opened_with(folder, "reasons", raw, config).reasons


def test_reasons_are_read_with_what_is_said_of_them(tmp_path):
    read = reasons_of(tmp_path, "reason,failure_demand,customer_value,organisation_value\nWhere is it?,yes,1,1\n"
                                "Move house,NO,4,5.0\nOther,,,\n")  # fmt: skip
    assert read["reason"].tolist() == ["Where is it?", "Move house", "Other"]
    assert read["failure_demand"].tolist() == [True, False, pd.NA]
    assert read["customer_value"].tolist() == [1, 4, pd.NA]
    assert read["organisation_value"].tolist() == [1, 5, pd.NA]


@pytest.mark.parametrize("raw", [
    "\ufeffreason;failure_demand\r\n Café ;yes\r\n\r\n".encode(),
    "failure_demand\treason\nyes\tCafé\n".encode("cp1252"),
    'Reason,Failure_Demand\n"Café",Yes\n'.encode(),
])  # fmt: skip
def test_any_usual_way_of_writing_it_will_do(tmp_path, raw):
    read = reasons_of(tmp_path, raw)
    assert read["reason"].tolist() == ["Café"] and read["failure_demand"].tolist() == [True]


def test_an_engagement_without_reasons_has_none(tmp_path):
    assert reasons_of(tmp_path, "", CONFIG.partition("[inputs]")[0]).empty


@pytest.mark.parametrize(("text", "said"), [
    ("", ("no column 'reason'", "nothing, the file is empty", "its columns: reason, failure_demand; optional: cust")),
    ("reason\nA\n", ("no column 'failure_demand'", "found: reason")),
    ("reason,failure_demand,custmer_value\nA,yes,1\n", ("line 1: column 'custmer_value'", "mean 'customer_value'")),
    ("reason,reason,failure_demand\nA,B,yes\n", ("line 1: column 'reason' stands there twice",)),
    ("reason,failure_demand\nA,maybe\n", ("line 2: failure_demand is 'maybe'", "write yes, no, or nothing")),
    ("reason,failure_demand\n,yes\n", ("line 2: the reason has no name",)),
    ("reason,failure_demand\nA,yes\n\n  a ,no\n", ("line 4: reason 'a' is listed twice, first in line 2", "keep one")),
    ("reason,failure_demand\nCafe\u0301,yes\nCAF\u00c9,no\n", ("line 3: reason 'CAF\u00c9' is listed twice",)),
    ("reason,failure_demand\n?,yes\n", ("line 2: '?' means an unknown reason",)),
    ("reason,failure_demand\nA,yes,2\n", ("line 2: 3 cells under 2 columns",)),
    ("reason,failure_demand,customer_value\nA,yes,6\n", ("line 2: customer_value is '6'", "from 1 (little) to 5")),
    ("reason,failure_demand,organisation_value\nA,yes,2.5\n", ("line 2: organisation_value is '2.5'",)),
])  # fmt: skip
def test_every_fault_is_named_with_its_line_and_remedy(tmp_path, text, said):
    with pytest.raises(InputError) as error:
        reasons_of(tmp_path, text)
    assert str(error.value).startswith("reasons.csv:\n")
    for words in said:
        assert words in str(error.value)


def test_reasons_that_log_and_list_do_not_share_are_named(tmp_path):
    config = CONFIG.replace('department = "department" }', 'department = "department", reason = "reason" }')
    reasons_of(tmp_path, "reason,failure_demand\nBill,no\nLater,\nNowhere,yes\n", config)
    rows = "signal,time,department,reason\n1,2025-01-06 09:00,Desk, BILL\n2,2025-01-06 09:00,Desk,Later\n"
    (tmp_path / "events.csv").write_text(rows + "3,2025-01-06 09:00,Desk,Move\n")
    said = " ".join(check(open_engagement(tmp_path, language="en")).split())
    assert "of 2 reasons in the log reasons.csv does not say whether they come of a failure: 'Later', 'Move'" in said
    assert "1 reasons in reasons.csv are in no log: 'Nowhere'" in said


def test_all_faults_come_at_once(tmp_path):
    with pytest.raises(InputError) as error:
        reasons_of(tmp_path, "reason,failure_demand,customer_value\nA,x,9\nB,y,\na,no,\n")
    assert len(error.value.faults) == 4  # two answers, one value, one reason twice


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"line 9: \[inputs\] reasons = 'reason.csv' is not a file"):
        reasons_of(tmp_path, "", CONFIG.replace("reasons.csv", "reason.csv"))


def test_a_file_outside_the_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"'../reasons.csv' leads out of the engagement folder"):
        reasons_of(tmp_path, "", CONFIG.replace("reasons.csv", "../reasons.csv"))

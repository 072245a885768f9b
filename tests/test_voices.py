"""What people say beside what the log shows: sums by hand, laws, and an attacker who tries every world."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from voices_cases import heard_from, interviewed, logged, names, says

from kccdiag.limits import Limits
from kccdiag.measures.expected import raked
from kccdiag.measures.voices import heard_of, log_openness
from kccdiag.voices import STANDINGS, TABLES, no_voices, without
from kccdiag.voices.left_out import counted_only
from kccdiag.voices.named import ALL, counts_of
from kccdiag.voices.pairs import said_of, seen_of, view_of
from kccdiag.voices.people import People, people_of
from kccdiag.voices.told import recounted, told_in

SIX = dict.fromkeys(["A1", "A2", "A3"], "KCC") | {"B1": "ICT", "C1": "Sales", "D1": "Legal"}


def pair(voices, giver: str, taker: str) -> pd.Series:
    rows = voices.pairs[(voices.pairs["giver"] == giver) & (voices.pairs["taker"] == taker)]
    assert len(rows) == 1
    return rows.iloc[0]


# ---- counting


def test_one_eager_speaker_is_one_voice():
    said = [says("A1", "flow", "KCC ICT")] * 5 + [says("A2", "flow", "KCC ICT"), says("B1", "no_flow", "KCC ICT")]
    row = pair(heard_from(interviewed(SIX, said)), "KCC", "ICT")
    assert row[["flow", "no_flow", "mentioned"]].tolist() == [2, 1, 3]
    assert row[["respondents_giver", "respondents_taker"]].tolist() == [3, 1]


def test_only_what_a_person_confirmed_counts():
    said = [says("A1", "flow", "KCC ICT", confirmed=False), names("A2", "no_time", confirmed=False)]
    voices = heard_from(interviewed(SIX, said))
    assert voices.pairs.empty and voices.barriers.empty
    assert (voices.interviews, voices.respondents) == (6, 6)


def test_answers_to_the_survey_count_and_amounts_are_means_over_respondents():
    answer = {"giver": "KCC", "taker": "ICT"}
    survey = [
        {"respondent": "A1", "department": "KCC", "kind": "idea", "per_month": 2, "quality": 2, **answer},
        {"respondent": "A1", "department": "KCC", "kind": "complaint", "per_month": 4, "quality": 4, **answer},
        {"respondent": "A2", "department": "KCC", "kind": "idea", "per_month": 10, "quality": 5, **answer},
        {"respondent": "A3", "department": "KCC", "relation": "need", "per_month": 99, "quality": 1, **answer},
    ]
    row = pair(heard_from(interviewed(SIX, [says("A1", "flow", "KCC ICT")], survey=survey)), "KCC", "ICT")
    assert row[["flow", "need", "mentioned", "respondents_giver"]].tolist() == [2, 1, 3, 3]
    assert row["per_month"] == pytest.approx((2 + 4 + 10) / 2)
    assert row["quality"] == pytest.approx((3 + 5) / 2)


def test_what_the_customer_sends_is_heard_and_no_pair():
    heard = {"giver": "customer", "taker": "KCC", "kind": "idea", "per_month": 3}
    survey = [{"respondent": "A1", "department": "KCC", **heard}]
    voices = heard_from(interviewed(SIX, [names("A1", "no_time")], survey=survey))
    assert voices.pairs.empty and voices.heard["agents"].tolist() == [1]


def test_nobody_said_anything():
    voices = heard_from(interviewed({}, []), logged({"KCC ICT": (4, 10)}))
    nothing = no_voices()
    for name, columns in TABLES.items():
        table = getattr(voices, name)
        assert table.empty and {column: str(kind) for column, kind in table.dtypes.items()} == dict(columns)
        pd.testing.assert_frame_equal(table, getattr(nothing, name))


# ---- beside the log


def test_the_logarithm_of_openness_has_the_ends_of_its_interval():
    found = log_openness(logged({"KCC ICT": (20, 10), "ICT KCC": (0, 12)}))
    assert found["ln_oe"].tolist() == pytest.approx([math.log(2), math.log(0.5 / 12)])
    # Garwood's limits of 20 are 12.217 and 30.888; of 0 the upper one is -ln .025 = 3.689.
    assert found["ln_oe_low"].tolist() == pytest.approx([math.log(1.2217), math.nan], abs=1e-3, nan_ok=True)
    assert found["ln_oe_high"].tolist() == pytest.approx([math.log(3.0888), math.log(3.689 / 12)], abs=1e-3)
    unknown = pd.DataFrame({"handovers": [3.0], "expected": np.nan, "openness": np.nan, "openness_low": np.nan,
                            "openness_high": np.nan})  # fmt: skip
    assert log_openness(unknown).isna().all(axis=None)


LOG = {
    "KCC ICT": (2, 20),  # 0.1, at most 0.36 of what is expected
    "KCC Sales": (12, 20),  # 0.6, from 0.31 to 1.05
    "KCC Legal": (40, 20),  # 2.0, from 1.43 to 2.72
    "ICT KCC": (45, 20),  # 2.25, from 1.64 to 3.01
    "Sales KCC": (19, 20),
    "Legal KCC": (11, 20),  # 0.55, from 0.27 to 0.98
}


def standing_of(said: Iterable[dict], giver: str, taker: str, **more) -> pd.Series:
    always = [names(one, "no_time") for one in SIX]  # so that every interview is coded
    return pair(heard_from(interviewed(SIX, [*always, *said]), logged(LOG), **more), giver, taker)


def test_two_say_it_flows_and_the_log_hardly_shows_it():
    said = [says("A1", "flow", "KCC ICT"), says("B1", "flow", "KCC ICT")]
    row = standing_of(said, "KCC", "ICT")
    assert row["standing"] == "paper_channel" and row["paper_channel"] and not row["unmet_need"]
    assert row["leans_on"] == 2 and row["lost_without_one"]  # each of the two
    third = standing_of([*said, says("A2", "flow", "KCC ICT")], "KCC", "ICT")
    assert third["standing"] == "paper_channel" and third["leans_on"] == 0 and not third["lost_without_one"]
    alone = standing_of(said[:1], "KCC", "ICT")
    assert alone["standing"] == "" and alone["gained_with_one"] and alone["leans_on"] == 0


def test_what_hardly_flows_by_the_log_only_perhaps_is_no_paper_channel():
    said = [says("A1", "flow", "KCC Sales"), says("A2", "flow", "KCC Sales")]
    row = standing_of(said, "KCC", "Sales")
    assert row["standing"] == "" and not row["gained_with_one"]  # neither surely little nor surely more


def test_a_need_that_the_log_does_not_meet():
    row = standing_of([says("B1", "need", "KCC ICT")], "KCC", "ICT")
    assert row["standing"] == "unmet_need" and row["leans_on"] == 1
    assert standing_of([says("C1", "need", "KCC Sales")], "KCC", "Sales")["standing"] == ""  # up to 1.05
    both = [says("B1", "need", "KCC ICT"), says("A1", "flow", "KCC ICT"), says("A2", "flow", "KCC ICT")]
    row = standing_of(both, "KCC", "ICT")
    assert row["standing"] == "unmet_need" and row["paper_channel"]  # who should get it does not agree


def test_what_the_log_shows_and_nobody_mentions():
    row = standing_of([], "ICT", "KCC")
    assert row["standing"] == "unspoken_channel" and row["leans_on"] == 0  # four were asked there
    assert standing_of([says("A1", "no_flow", "ICT KCC")], "ICT", "KCC")["standing"] == ""
    assert standing_of([says("D1", "flow", "ICT KCC")], "ICT", "KCC")["standing"] == ""  # a third party knows it
    assert standing_of([], "KCC", "Legal")["standing"] == ""  # from 1.43: not surely enough


def test_an_interview_that_nobody_coded_is_no_silence():
    said = [names("A1", "no_time"), names("D1", "no_time")]
    row = pair(heard_from(interviewed(SIX, said), logged(LOG)), "ICT", "KCC")
    assert row["standing"] == "" and row["gained_with_one"]  # one of four is coded: A1
    said = [names(one, "no_time") for one in ("A1", "D1", "B1")]
    assert heard_from(interviewed(SIX, said)).barriers["of"].tolist() == [6, 1, 3, 1]  # but they were asked


def test_said_and_done_alike():
    said = [says("A1", "flow", "Sales KCC"), says("C1", "flow", "Sales KCC")]
    assert standing_of(said, "Sales", "KCC")["standing"] == "agreed"
    said = [says("A1", "no_flow", "KCC ICT"), says("B1", "no_flow", "KCC ICT")]
    assert standing_of(said, "KCC", "ICT")["standing"] == "agreed"


def test_without_a_log_there_is_what_is_said_and_no_standing():
    said = [says("A1", "flow", "KCC ICT"), says("A2", "flow", "KCC ICT"), says("B1", "need", "KCC ICT")]
    voices = heard_from(interviewed(SIX, said), permutations=50)
    row = pair(voices, "KCC", "ICT")
    assert row[["flow", "need"]].tolist() == [2, 1] and row["standing"] == ""
    assert voices.pairs[["handovers", "expected", "ln_oe", "ln_oe_low", "ln_oe_high"]].isna().all(axis=None)
    assert len(voices.pairs) == 1 and voices.compared.empty


def test_leaving_an_interview_out_is_as_if_it_was_never_held():
    said = [says("A1", "flow", "KCC ICT"), says("B1", "flow", "KCC ICT"), names("A2", "no_time")]
    answer = {"respondent": "A2", "department": "KCC", "giver": "KCC", "taker": "ICT"}
    interviews = interviewed(SIX, said, survey=[answer])
    for left in (without(interviews, interview="a1"), without(interviews, respondent="A1")):
        assert pair(heard_from(left), "KCC", "ICT")["flow"] == 2
        assert "A1" not in set(left.participants["respondent"]) | set(left.turns["respondent"])
    # The answer to the survey is no part of the interview, but goes with the respondent.
    assert pair(heard_from(without(interviews, interview="a2")), "KCC", "ICT")["flow"] == 3
    assert pair(heard_from(without(interviews, respondent="A2")), "KCC", "ICT")["flow"] == 2


def test_under_an_objection_the_same_is_counted():
    said = [says("A1", "flow", "KCC ICT"), says("B1", "flow", "KCC ICT"), says("C1", "need", "KCC Sales"),
            says("A2", "flow", "ICT Legal", confirmed=False), *[names(one, "no_time") for one in SIX]]  # fmt: skip
    survey = [{"respondent": "A1", "department": "KCC", "giver": "ICT", "taker": "KCC", "per_month": 3}]
    interviews, log = interviewed(SIX, said, unwilling=["A3", "D1"], survey=survey), logged(LOG)
    told = told_in(counted_only(interviews), limits=Limits())
    for handovers in (log, log.assign(openness=0.0, handovers=0.0, openness_low=0.0), None):
        again, whole = recounted(told, seen_of(handovers), limits=Limits()), heard_from(interviews, handovers)
        shared = [name for name in whole.pairs if name in again.pairs]
        assert {*STANDINGS, "flow", "mentioned", "respondents_taker", "ln_oe_high", "standing"} < set(shared)
        pd.testing.assert_frame_equal(again.pairs[shared], whole.pairs[shared])
        pd.testing.assert_frame_equal(again.barriers, whole.barriers)


def test_one_interview_less_is_counted_as_it_would_be():
    # `leans_on` says what the tables without each interview say.
    said = [says("A1", "flow", "KCC ICT"), says("B1", "flow", "KCC ICT"), says("C1", "need", "KCC Sales"),
            says("B1", "need", "Legal KCC"), *[names(one, "silo") for one in SIX]]  # fmt: skip
    interviews = interviewed(SIX, said)
    whole = heard_from(interviews, logged(LOG)).pairs
    assert set(whole["standing"]) == {"paper_channel", "unmet_need", "unspoken_channel", ""}
    lost = dict.fromkeys(whole.index, 0)
    for one in SIX:
        left = heard_from(without(interviews, interview=one.lower()), logged(LOG)).pairs.set_index(["giver", "taker"])
        for place, row in whole[whole["standing"] != ""].iterrows():
            key = (row["giver"], row["taker"])
            lost[place] += not (key in left.index and left.at[key, row["standing"]])
    assert whole["leans_on"].tolist() == list(lost.values())


# ---- the reported network


def test_reported_openness_expects_what_departments_shares_predict():
    people = {f"{name}{n}": name for name in ("P", "Q", "R", "S") for n in range(4)}
    counts = {("P", "Q"): 3, ("P", "R"): 1, ("Q", "R"): 2, ("R", "S"): 2, ("S", "P"): 1, ("Q", "P"): 1, ("S", "Q"): 2}
    said = [says(f"{giver}{n}", "flow", f"{giver} {taker}") for (giver, taker), many in counts.items()
            for n in range(many)] + [names(one, "silo") for one in people]  # fmt: skip
    found = heard_from(interviewed(people, said)).pairs.set_index(["giver", "taker"])["ln_reported"]
    seen = np.zeros((4, 4))
    for (giver, taker), many in counts.items():
        seen["PQRS".index(giver), "PQRS".index(taker)] = many
    # Another way to quasi-independence: Poisson regression on rows and columns, by Newton's steps.
    cells = [(g, t) for g in range(4) for t in range(4) if g != t]
    design = np.array([[g == k for k in range(4)] + [t == k for k in range(4)] for g, t in cells], dtype=float)
    o, beta = np.array([seen[cell] for cell in cells]), np.zeros(8)
    for _ in range(100):
        e = np.exp(design @ beta)
        beta = beta + np.linalg.pinv(design.T @ (e[:, None] * design)) @ (design.T @ (o - e))
    expected = dict(zip(cells, np.exp(design @ beta), strict=True))
    for (giver, taker), many in counts.items():
        e = expected["PQRS".index(giver), "PQRS".index(taker)]
        assert found[giver, taker] == pytest.approx(math.log((many + 0.5) / (e + 0.5)), abs=1e-4)


def test_a_pair_that_nobody_was_asked_about_is_missing_and_not_zero():
    # Only P and Q were asked, so nobody could speak of R and S; they do hear of it from P.
    people = {"P1": "P", "P2": "P", "Q1": "Q", "Q2": "Q", "Q3": "Q"}
    flows = ["P1 P R", "P2 P S", "Q1 Q R", "Q2 R Q", "Q3 S P", "P1 R S", "P1 P Q", "Q1 Q P"]
    said = [says(flow[:2], "flow", flow[3:]) for flow in flows]
    found = heard_from(interviewed(people, said)).pairs.set_index(["giver", "taker"])
    assert found.at[("R", "S"), "flow"] == 1 and math.isnan(found.at[("R", "S"), "ln_reported"])
    could = np.ones((4, 4)) - np.eye(4)
    could[2, 3] = could[3, 2] = 0
    seen = np.zeros((4, 4))
    for (giver, taker), row in found.iterrows():
        seen["PQRS".index(giver), "PQRS".index(taker)] = row["flow"]
    e = raked(could, seen * could)
    assert found.at[("P", "R"), "ln_reported"] == pytest.approx(math.log(1.5 / (e[0, 2] + 0.5)))


def test_the_two_networks_are_compared_over_the_pairs_known_in_both():
    departments = ["KCC", "ICT", "Sales", "Legal", "Billing", "Field"]
    people = {f"{name}{n}": name for name in departments for n in range(3)}
    random = np.random.default_rng(5)
    many = {f"{g} {t}": int(random.integers(0, 4)) for g in departments for t in departments if g != t}
    said = [says(f"{flow.split()[0]}{n}", "flow", flow) for flow, count in many.items() for n in range(count)]
    said += [names(one, "silo") for one in people]
    log = logged({flow: (10 + 20 * count, 40) for flow, count in many.items() if flow != "KCC ICT"})
    voices = heard_from(interviewed(people, said), log, permutations=300)
    found = voices.compared.set_index("measure")
    assert found.index.tolist() == ["qap_ln_oe", "mrqap_reported", "mrqap_reversed"]
    assert found["n"].tolist() == [29, 29, 29]
    assert found.at["qap_ln_oe", "estimate"] > 0.5 and found.at["qap_ln_oe", "p"] < 0.05
    assert found.at["mrqap_reported", "p"] < 0.05 < found.at["mrqap_reversed", "p"]
    again = heard_from(interviewed(people, said), log, permutations=300).compared
    pd.testing.assert_frame_equal(voices.compared, again)


# ---- barriers, purposes, what is heard


def test_barriers_by_department_and_all_together():
    said = [names("A1", "no_time"), names("A1", "no_time"), names("A2", "no_time"), names("B1", "silo"),
            *[says(one, "flow", "KCC ICT") for one in SIX]]  # fmt: skip
    found = heard_from(interviewed(SIX, said)).barriers.set_index(["barrier", "department"])
    assert found.index.tolist() == [("silo", ""), ("silo", "ICT"), ("no_time", ""), ("no_time", "KCC")]
    assert found["respondents"].tolist() == [1, 1, 2, 2] and found["of"].tolist() == [6, 1, 6, 3]
    assert found["one_voice"].tolist() == [False, True, False, True]
    # Wilson of 2 in 6: (1/3 + 1.92/6) / (1 + 3.84/6) -+ …
    assert found.loc[("no_time", ""), ["share", "share_low", "share_high"]].tolist() == pytest.approx(
        [1 / 3, 0.0968, 0.7000], abs=1e-4
    )


def test_a_shared_purpose_is_named_or_missed():
    said = [{"respondent": "A1", "purpose": "named"}, {"respondent": "B1", "purpose": "missed"},
            {"respondent": "C1", "purpose": "missed"}, *[names(one, "silo") for one in SIX]]  # fmt: skip
    found = heard_from(interviewed(SIX, said)).purposes
    assert found.to_numpy().tolist() == [["", 1, 2, 6], ["ICT", 0, 1, 1], ["KCC", 1, 0, 3], ["Sales", 0, 1, 1]]


def test_what_is_heard_is_a_mean_over_agents_times_all_of_them():
    heard = {"department": "KCC", "giver": "customer", "taker": "KCC", "kind": "idea"}
    survey = [{"respondent": f"S{n}", "per_month": amount, **heard} for n, amount in enumerate([1, 2, 3, 4, 5])]
    log = pd.DataFrame({"kind": ["complaint", "idea"], "signals": [900, 240], "months": 12.0})
    row = heard_from(interviewed({}, [], survey=survey), logged=log).heard.iloc[0]
    assert row[["kind", "agents", "per_agent_per_month", "staff", "per_month", "logged_per_month"]].tolist() == [
        "idea", 5, 3.0, 40.0, 120.0, 20.0]  # fmt: skip
    # s = 1.5811, standard error .7071, relative .2357, t = 2.776: 3 × exp(∓.6544); with 1/240: ∓.6787.
    assert row[["low", "high"]].tolist() == pytest.approx([3 * math.exp(-0.6544), 3 * math.exp(0.6544)], rel=1e-3)
    assert row["per_month_high"] == pytest.approx(40 * row["high"])
    assert row[["logged_share", "logged_share_low", "logged_share_high"]].tolist() == pytest.approx(
        [1 / 6, math.exp(-0.6783) / 6, math.exp(0.6783) / 6], rel=2e-3
    )


def test_of_what_nobody_logs_the_share_has_an_upper_end():
    found = heard_of(np.array([2.0, 4.0, 6.0]), staff=10, logged=0, months=12)
    assert found["logged_share"] == found["logged_share_low"] == 0
    assert found["logged_share_high"] == pytest.approx(3.6889 / 12 / (10 * found["low"]), rel=1e-4)
    alone = heard_of(np.array([2.0]), staff=10, logged=24, months=12)
    assert alone["logged_share"] == pytest.approx(0.1) and math.isnan(alone["logged_share_high"])


# ---- words


def test_words_are_shown_when_released_and_without_names():
    said = [
        says("A1", "flow", "KCC ICT", quote="Vraag maar aan Name A1", released=True),
        says("A1", "flow", "KCC ICT", quote="Vraag maar aan Name A1", released=True, coder="B"),  # once is enough
        says("A2", "flow", "KCC ICT", quote="Geheim"),
        says("A3", "flow", "KCC ICT", quote="Geheim", paraphrase="Ja, dat gaat door"),
        names("B1", "no_time", quote="Niet bevestigd", released=True, confirmed=False),
        names("C1", "no_time", quote="Geen toestemming", released=True),
    ]
    found = heard_from(interviewed(SIX, said, unwilling=["C1"])).quotes
    assert found["text"].tolist() == ["Ja, dat gaat door", "Vraag maar aan [naam]"]  # sorted, not as they were held
    assert found["paraphrased"].tolist() == [True, False]
    assert found[["relation", "source", "target", "barrier", "department"]].iloc[0].tolist() == [
        "flow", "KCC", "ICT", "", "KCC"]  # fmt: skip


def test_words_about_a_pair_are_of_people_who_consented():
    people = {"K": "KCC", **{f"I{n}": "ICT" for n in range(6)}}
    said = [says(one, "no_flow", "KCC ICT", quote=f"Wij van {name}", released=True) for one, name in people.items()]
    voices = heard_from(interviewed(people, said, unwilling=people))
    assert pair(voices, "KCC", "ICT")["no_flow"] == 7
    assert voices.quotes.empty  # "We of the KCC" could be one person's only
    consented = heard_from(interviewed(people, said, unwilling=set(people) - {"K"})).quotes
    assert consented["text"].tolist() == ["Wij van KCC"]
    barrier = [names(one, "silo", quote="Ieder voor zich", released=True) for one in people]
    assert heard_from(interviewed(people, barrier, unwilling=people)).quotes["department"].tolist() == ["ICT"]


# ---- agreement


def test_two_coders_of_the_same_turns():
    one = [says("A1", "flow", "KCC ICT", turn=turn, coder="A") for turn in (0, 1, 2)]
    other = [says("A1", "flow", "KCC ICT", turn=turn, coder="B") for turn in (1, 2, 3)]
    other += [names("A1", "no_time", turn=5, coder="B"), says("A2", "flow", "KCC ICT", turn=0, coder="B")]
    found = heard_from(interviewed(SIX, [*one, *other], turns=10)).agreement.set_index("code")
    assert found.index.tolist() == ["flow", "no_time"]  # A2's interview is B's alone
    assert found.loc["flow", ["coder_a", "coder_b", "n", "both", "first_only", "second_only", "neither"]].tolist() == [
        "A", "B", 10, 2, 1, 1, 6]  # fmt: skip
    # Observed .8; by chance .3 × .3 + .7 × .7 = .58.
    assert found.at["flow", "kappa"] == pytest.approx(0.22 / 0.42)
    assert found.at["flow", "jaccard"] == pytest.approx(0.5)


# ---- nobody stands alone


def test_who_has_not_consented_counts_only_among_five_like_them():
    people = {f"A{n}": "KCC" for n in range(7)} | {"B1": "ICT", "B2": "ICT"}
    unwilling = [one for one in people if one not in ("A0", "B1")]
    few = [says(f"A{n}", "flow", "KCC ICT") for n in range(5)]  # one who consented, four who did not
    row = pair(heard_from(interviewed(people, few, unwilling=unwilling)), "KCC", "ICT")
    assert row[["flow", "mentioned"]].tolist() == [1, 1]
    more = [*few, says("A5", "flow", "KCC ICT")]
    row = pair(heard_from(interviewed(people, more, unwilling=unwilling)), "KCC", "ICT")
    assert row[["flow", "mentioned"]].tolist() == [6, 6]
    alone = heard_from(interviewed(people, [says("B2", "need", "KCC ICT")], unwilling=unwilling))
    assert alone.pairs.empty and alone.withheld == 7
    assert alone.withheld_at == ("ICT",)


def test_a_hidden_voice_does_not_end_a_silence_that_is_not_hidden():
    people = {"A1": "KCC", "A2": "KCC", "B1": "ICT"}
    coded = [names(one, "silo") for one in people]
    for said in ([], [says("B1", "flow", "ICT KCC")]):  # the same table, whatever B1 says
        voices = heard_from(interviewed(people, [*coded, *said], unwilling=["B1"]), logged(LOG))
        assert pair(voices, "ICT", "KCC")["standing"] == ""
        assert not pair(voices, "ICT", "KCC")["gained_with_one"]


def test_a_total_does_not_give_back_what_departments_rows_leave_out():
    people = {f"{name}{n}": name for name in "PQRS" for n in range(2)}
    said = [names(one, "no_time") for one in people]
    found = heard_from(interviewed(people, said, unwilling=["S0", "S1"])).barriers.set_index("department")
    assert found["respondents"].to_dict() == {"": 6, "P": 2, "Q": 2, "R": 2}  # not 8, of which 2 would be S's
    found = heard_from(interviewed(people, said, unwilling=people)).barriers.set_index("department")
    assert found[["respondents", "of"]].to_numpy().tolist() == [[8, 8]]


def test_fewer_than_five_respondents_are_no_organisation():
    people = {"P1": "P", "P2": "P", "Q1": "Q", "Q2": "Q"}
    found = heard_from(interviewed(people, [names(one, "silo") for one in people])).barriers
    assert found["department"].tolist() == ["P", "Q"] and found["one_voice"].all()


def worlds(unwilling: list[str], things: int) -> Iterable[list[frozenset[str]]]:
    """Give everything that people without consent may have said: who says each of some things."""
    for bits in product(range(2), repeat=things * len(unwilling)):
        yield [frozenset(one for one, bit in zip(unwilling, bits[thing :: things], strict=True) if bit)
               for thing in range(things)]  # fmt: skip


def betrayed(shown: dict[Hashable, list[list[frozenset[str]]]], unwilling: list[str], open_to: dict) -> list[str]:
    """List what an attacker learns who sees the tables and knows the rule, who was asked, and all that others said.

    Of every world that gives the same tables, what is the same in all of them is known. That everybody of `least` or
    more says a thing, or nobody, is a count of a group, and allowed; that fewer do is not. Whom a count in the tables
    is about already (``open_to``) hides nobody else.
    """
    told = []
    for tables, alike in shown.items():
        for thing in range(len(alike[0])):
            rest = [one for one in unwilling if one not in open_to[tables]]
            yes = [one for one in rest if all(one in world[thing] for world in alike)]
            no = [one for one in rest if all(one not in world[thing] for world in alike)]
            told += [f"{tables}: {known} of thing {thing}" for known in (yes, no) if 0 < len(known) < 5]
    return told


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2)), min_size=1, max_size=4).filter(
        lambda sizes: 0 < sum(without for without, _ in sizes) <= 9
    ),
    st.integers(0, 1),
)
@example([(3, 2), (6, 2), (0, 2)], 1)  # seven is the most that rows left out allow: all three of the first department
def test_no_world_is_told_apart_by_barriers(sizes, willing_say):
    people, unwilling, willing = {}, [], set()
    for place, (no, yes) in enumerate(sizes):
        people |= {f"n{place}{n}": f"D{place}" for n in range(no)} | {f"y{place}{n}": f"D{place}" for n in range(yes)}
        unwilling += [f"n{place}{n}" for n in range(no)]
        willing |= {f"y{place}{n}" for n in range(yes)}
    asked = People(people, frozenset(willing), *[frozenset(people)] * 2, frozenset(), least=5)
    shown, open_to = defaultdict(list), {}
    for (said,) in worlds(unwilling, 1):
        counts = counts_of([said | (willing if willing_say else frozenset())], asked)
        tables = tuple((name, len(count.sayers), len(count.of)) for name, (count,) in counts.items())
        shown[tables].append([said])
        open_to[tables] = {one for name, (count,) in counts.items() if name != ALL for one in count.of - willing}
    assert betrayed(shown, unwilling, open_to) == []


@pytest.mark.parametrize(("giver", "taker", "elsewhere"), [(6, 0, 0), (5, 0, 1), (4, 1, 1), (2, 1, 0), (0, 0, 5)])
def test_no_world_is_told_apart_by_pairs(giver, taker, elsewhere):
    # Those at the giver, the taker and elsewhere say that it flows from one to the other, is needed, both, or nothing.
    sizes = {"KCC": giver, "ICT": taker, "Sales": elsewhere}
    people = {f"{name}{n}": name for name, many in sizes.items() for n in range(many)} | {"Y": "KCC"}
    unwilling = [one for one in people if one != "Y"]
    everyone = [names(one, "silo") for one in people]
    shown, open_to = defaultdict(list), {}
    asked = people_of(interviewed(people, everyone, unwilling=unwilling), least=5)
    template = said_of(interviewed(people, everyone, unwilling=unwilling), asked)
    for world in worlds(unwilling, 2):
        flow, need = (dict.fromkeys(of, frozenset({"x"})) for of in world)
        template.sayers["KCC", "ICT"] = {"flow": flow, "need": need}
        tables = view_of(("KCC", "ICT"), template, asked).counts()
        shown[tables].append(world)
        open_to[tables] = set()
    assert betrayed(shown, unwilling, open_to) == []


@pytest.mark.parametrize("sizes", [((1, 2), (5, 2)), ((3, 1), (3, 1)), ((6, 0),), ((2, 3), (2, 3))])
def test_no_world_is_told_apart_by_two_things_in_one_row(sizes):
    people = {f"n{place}{n}": f"D{place}" for place, (no, _) in enumerate(sizes) for n in range(no)}
    unwilling = list(people)
    people |= {f"y{place}{n}": f"D{place}" for place, (_, yes) in enumerate(sizes) for n in range(yes)}
    willing = frozenset(people) - frozenset(unwilling)
    asked = People(people, willing, *[frozenset(people)] * 2, frozenset(), least=5)
    shown, open_to = defaultdict(list), {}
    for named, missed in worlds(unwilling, 2):
        rows = counts_of([named | willing, missed], asked)
        tables = tuple((name, *(len(count.sayers) for count in counts), len(counts[0].of | counts[1].of))
                       for name, counts in rows.items())  # fmt: skip
        shown[tables].append([named, missed])
        open_to[tables] = {one for name, counts in rows.items() if name != ALL
                           for count in counts if count.sayers - willing for one in count.of - willing}  # fmt: skip
    assert betrayed(shown, unwilling, open_to) == []


@pytest.mark.parametrize(
    ("sizes", "thing"),
    [({"KCC": 5, "ICT": 1}, says("", "flow", "KCC ICT")), ({"KCC": 1, "ICT": 5}, names("", "no_time"))],
)
def test_no_world_is_told_apart_by_all_tables_together(sizes, thing):
    unwilling = [f"{name}{n}" for name, many in sizes.items() for n in range(many)]
    willing = [f"{name}y" for name in ("KCC", "ICT", "Sales", "Legal", "Board")]
    people = {one: one.rstrip("0123456789y") for one in [*unwilling, *willing]}
    everyone = [names(one, "silo") for one in willing] + [says(one, "flow", "KCC Sales") for one in people]
    shown, open_to = defaultdict(list), {}
    for (said,) in worlds(unwilling, 1):
        by_two = [{**thing, "respondent": one, "quote": "Ja", "released": True, "coder": coder}
                  for one in [*sorted(said), "KCCy"] for coder in ("A", "B")]  # fmt: skip
        other = [names(one, "turnover", coder=coder) for one in people for coder in ("A", "B")]
        voices = heard_from(interviewed(people, [*everyone, *by_two, *other], unwilling=unwilling))
        tables = tuple(getattr(voices, name).to_csv() for name in TABLES)
        shown[tables].append([said])
        rows = voices.barriers[voices.barriers["barrier"] == "no_time"].set_index("department")["respondents"]
        is_open = {name for name, many in rows.items() if name and many > 1}  # one of each department has consented
        open_to[tables] = {one for one in unwilling if people[one] in is_open}
    assert len(shown) >= 2
    assert betrayed(shown, unwilling, open_to) == []


def test_a_naive_total_would_be_found_out():
    # The attacker is no paper tiger: with plain totals beside rows of five or more it finds the three of P.
    people = {f"P{n}": "P" for n in range(3)} | {f"Q{n}": "Q" for n in range(5)}
    shown, open_to = defaultdict(list), {}
    for (said,) in worlds(list(people), 1):
        row = len([one for one in said if one[0] == "Q"])
        tables = (len(said), row if row >= 5 else 0)
        shown[tables].append([said])
        open_to[tables] = {one for one in people if one[0] == "Q"} if row >= 5 else set()
    assert any("P0" in told for told in betrayed(shown, list(people), open_to))


ENDS = st.sampled_from(["KCC", "ICT", "Sales", "customer", ""])
STATED = st.fixed_dictionaries({
    "respondent": st.sampled_from(["A1", "A2", "A3", "B1", "C1", "D1"]),
    "relation": st.sampled_from(["", "flow", "no_flow", "feedback", "no_feedback", "need"]),
    "source": ENDS, "target": ENDS,
    "barrier": st.sampled_from(["", "silo", "no_time"]),
    "purpose": st.sampled_from(["", "named", "missed"]),
    "confirmed": st.booleans(), "released": st.booleans(), "quote": st.sampled_from(["", "Ja"]),
    "coder": st.sampled_from(["", "A", "B"]), "turn": st.sampled_from([0, 1, pd.NA]),
})  # fmt: skip
ANSWERED = st.fixed_dictionaries({
    "respondent": st.sampled_from(["A1", "S1", "S2"]), "department": st.just("KCC"), "giver": ENDS, "taker": ENDS,
    "relation": st.sampled_from(["flow", "need"]), "kind": st.sampled_from(["", "idea"]),
    "per_month": st.sampled_from([0.0, 3.0, math.nan]), "quality": st.sampled_from([1.0, 5.0, math.nan]),
})  # fmt: skip


@given(st.lists(STATED, max_size=12), st.lists(ANSWERED, max_size=5), st.sets(st.sampled_from(sorted(SIX))))
def test_whatever_is_said_counts_add_up(stated, answered, unwilling):
    interviews = interviewed({**SIX, "D1": ""}, stated, unwilling=unwilling, survey=answered, turns=2)
    voices = heard_from(interviews, logged(LOG), permutations=20)
    pairs = voices.pairs
    relations = pairs[["flow", "no_flow", "feedback", "no_feedback", "need"]]
    assert (pairs["mentioned"] >= relations.max(axis=1)).all() and (pairs["mentioned"] <= relations.sum(axis=1)).all()
    assert not pairs.duplicated(["giver", "taker"]).any() and (pairs["giver"] != pairs["taker"]).all()
    assert (pairs[["giver", "taker"]] != "").all(axis=None)
    assert (pairs["standing"] != "").equals(pairs[list(STANDINGS)].any(axis=1))
    assert ((pairs["leans_on"] > 0) <= (pairs["standing"] != "")).all()
    assert (voices.barriers["respondents"] <= voices.barriers["of"]).all()
    assert (voices.purposes[["named", "missed"]].max(axis=1) <= voices.purposes["of"]).all()
    assert voices.barriers.loc[voices.barriers["department"] == "", "of"].ge(5).all()
    assert voices.compared["p"].between(0, 1).all()
    for name, columns in TABLES.items():
        assert {column: str(kind) for column, kind in getattr(voices, name).dtypes.items()} == dict(columns)


@given(st.integers(0, 200))
def test_consent_only_ever_adds(seed):
    random = np.random.default_rng(seed)
    people = {f"{name}{n}": name for name in ("KCC", "ICT", "Sales") for n in range(4)}
    said = [says(str(random.choice(list(people))), str(random.choice(["flow", "need"])), "KCC ICT") for _ in range(9)]
    said += [names(str(random.choice(list(people))), "silo") for _ in range(5)]
    some = [one for one in people if random.random() < 0.5]
    hidden, shown = (heard_from(interviewed(people, said, unwilling=of)) for of in (some, []))
    merged = hidden.pairs.merge(shown.pairs, on=["giver", "taker"], how="left", suffixes=("", "_shown"))
    for name in ("flow", "need", "mentioned", "respondents_giver", "respondents_taker"):
        assert (merged[name] <= merged[f"{name}_shown"]).all()
    assert set(hidden.barriers["department"]) - {""} <= set(shown.barriers["department"])


def test_a_larger_group_hides_more():
    people = {f"A{n}": "KCC" for n in range(8)}
    said = [says(f"A{n}", "flow", "KCC ICT") for n in range(6)]
    interviews = interviewed(people, said, unwilling=people)
    assert pair(heard_from(interviews), "KCC", "ICT")["flow"] == 6
    assert heard_from(interviews, limits=Limits(group_size=7)).pairs.empty

"""Figures drawn in a process beside the run: the same bytes as without one, and no harm where it fails."""

from __future__ import annotations

import signal
import sys
from dataclasses import fields, replace

import pytest
from diagnosed import demo_heard

from kccdiag import beside, results
from kccdiag.beside import Drawing
from kccdiag.diagnosis import Diagnosis
from kccdiag.figures.draw import draw_all, pictures_of
from kccdiag.findings import judge
from kccdiag.pictures import Pictures
from kccdiag.results import write_results
from kccdiag.settings import PROCESSES
from kccdiag.shown.figures import FIGURES, figures_of, names_of

LATER = {"answers", "breakdown", "trends", "changes"}  # not known yet when figures are drawn


@pytest.fixture
def several(monkeypatch):
    """Allow a second process, as on a machine with two cores."""
    monkeypatch.delenv(PROCESSES)
    monkeypatch.setattr(beside, "cores_here", lambda: 2)


@pytest.fixture
def quick() -> Diagnosis:
    """Take the log out of the demo: four figures are left."""
    diagnosis = replace(demo_heard()[1], signals=0)
    assert len(names_of(diagnosis)) == 4
    return diagnosis


@pytest.fixture
def kept(tmp_path) -> Pictures:
    """Give the place of pictures in an engagement of which no log was read."""
    return Pictures(tmp_path / "engagement")


class Noted:
    """A diagnosis that notes what is read from it."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        self._diagnosis, self.read = diagnosis, set()

    def __getattr__(self, name: str) -> object:
        self.read.add(name)
        return getattr(self._diagnosis, name)


def test_a_process_beside_writes_the_bytes_that_are_written_without_one(tmp_path, several, quick, kept):
    (out := tmp_path / "out").mkdir()
    (kept.engagement / ".kccdiag").mkdir(parents=True)
    shown = figures_of(quick, language="nl")
    with Drawing(kept) as drawing:
        drawing.show(quick)
        assert drawing.write(out) == shown.keys()
        drawing.keep({})
    drawn = {name: pictures_of(figure) for name, figure in draw_all(quick, language="nl")}
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        f"{name}.{kind}": picture for name, files in drawn.items() for kind, picture in files.items()
    }
    assert {name: Pictures(kept.engagement).find(name, given) for name, given in shown.items()} == drawn


def test_figures_show_nothing_that_is_found_after_they_are_drawn():
    diagnosis = demo_heard()[1]
    assert {field.name for field in fields(diagnosis)} >= LATER
    for name, given in FIGURES.items():
        noted = Noted(diagnosis)
        given(noted)
        assert noted.read and not noted.read & LATER, name


def test_one_process_is_enough_where_it_is_asked_for_or_there_is_one_core(monkeypatch, several, kept):
    monkeypatch.setattr(beside, "cores_here", lambda: 1)
    assert Drawing(kept)._process is None
    monkeypatch.setattr(beside, "cores_here", lambda: 2)
    monkeypatch.setenv(PROCESSES, "1")
    assert Drawing(kept)._process is None
    monkeypatch.delenv(PROCESSES)
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # a program that is its own Python starts itself again
    assert Drawing(kept)._process is None


def test_a_process_that_can_not_be_started_draws_nothing(monkeypatch, tmp_path, several, quick, kept):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with Drawing(kept) as drawing:
        drawing.show(quick)
        assert not drawing.write(tmp_path)


def test_a_process_that_fails_or_is_killed_is_said_to_have_failed(tmp_path, several, quick, kept):
    one = replace(quick, voices=None, kpi_balance=quick.kpi_balance[:0])
    with Drawing(kept) as drawing:
        drawing.show(one)
        assert not drawing.write(tmp_path / "not there")
    with Drawing(kept) as drawing:
        drawing._process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        drawing._process.wait()
        drawing.show(quick)
        assert not drawing.write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_drawn_but_not_kept_is_told_to_who_listens(tmp_path, several, quick, kept, caplog):
    (kept.engagement / ".kccdiag").mkdir(parents=True)
    (kept.engagement / ".kccdiag" / "pictures").write_text("a file where a folder should be")
    one = replace(quick, voices=None)
    with Drawing(kept) as drawing, caplog.at_level("INFO"):
        drawing.show(one)
        assert drawing.write(tmp_path) == {"value_irritant", "kpi_balance"}
    assert caplog.messages == ["pictures"]


def test_a_process_whose_starter_is_gone_goes_too(several):
    process = beside._started()
    process.stdin.close()
    assert process.wait(60) == 1


def test_a_run_that_ends_before_leaves_no_process(several, kept):
    with Drawing(kept) as drawing:
        process = drawing._process
    assert process.returncode not in (None, 0)


def test_results_are_whole_where_the_process_beside_fails(tmp_path, monkeypatch, quick, kept):
    monkeypatch.setattr(Drawing, "write", lambda *told: frozenset())
    monkeypatch.setattr(results, "write_slides", lambda *told, **more: None)
    one = next(draw_all(quick, language="nl"))
    monkeypatch.setattr("kccdiag.figures.draw.draw_all", lambda *_, **__: iter([one]))
    engagement, diagnosis = demo_heard()
    given = {"engagement": engagement, "out": tmp_path / "out", "drawing": Drawing(kept)}
    out = write_results(diagnosis, judge(diagnosis), **given)
    assert [path.suffix for path in sorted((out / "figures").iterdir())] == [".pdf", ".png", ".svg"]

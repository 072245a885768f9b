"""What was drawn once is found again, and never where anything that it is drawn of is another."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import requires, version
from itertools import product
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
import pytest
from diagnosed import demo_heard
from matplotlib.font_manager import FontManager, FontProperties, findfont
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kccdiag import beside, pictures
from kccdiag.beside import Drawing
from kccdiag.flow import kept
from kccdiag.intake import cache
from kccdiag.limits import Limits
from kccdiag.pictures import Pictures, name_of
from kccdiag.shown.figures import Given, figures_of
from kccdiag.shown.lettering import FAMILY

FILES = {"svg": b"<svg/>", "png": b"\x89PNG\0", "pdf": b"%PDF"}
GIVEN: Given = {"table": pd.DataFrame({"share": [0.5, float("nan")]}), "limits": Limits(), "language": "nl"}


@pytest.fixture
def shelf(tmp_path, monkeypatch) -> Pictures:
    """Give the pictures of an engagement whose log was read; nobody works at the package meanwhile."""
    monkeypatch.setattr(pictures, "_drawn_by", lambda: pictures._BY)
    (tmp_path / ".kccdiag").mkdir()
    return Pictures(tmp_path)


@pytest.fixture
def started(monkeypatch) -> list[int]:
    """Count how often a process would be started."""
    times: list[int] = []
    monkeypatch.setattr(beside, "_started", lambda: times.append(1))
    return times


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(".kccdiag/pictures/*"))


def shown() -> dict[str, Given]:
    return figures_of(demo_heard()[1], language="nl")


# ---- what is found


def test_what_was_put_is_found(shelf, tmp_path):
    assert not shelf.are_there() and shelf.find("stock", GIVEN) is None
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    again = Pictures(tmp_path)
    assert again.are_there() and again.find("stock", GIVEN) == FILES
    assert again.find("funnel", GIVEN) is None


def others(value: Any) -> Iterator[Any]:
    """Give what differs a little from what a figure is given."""
    if isinstance(value, pd.DataFrame):
        yield from (value.rename(columns={value.columns[-1]: "other"}), value[value.columns[::-1]])
        if len(value):
            yield value[:-1]
            yield from (value.assign(**{name: _changed(value[name])}) for name in value)
        if len(value) > 1 and not value.iloc[0].equals(value.iloc[-1]):
            yield value[::-1].reset_index(drop=True)
        yield from (value.astype({name: "float32"}) for name in value if value[name].dtype == "float64")
    elif isinstance(value, Limits):
        yield from (replace(value, **{name: getattr(value, name) + 1}) for name in vars(value))
    elif isinstance(value, dict):
        yield {**value, "other": None}
    else:
        yield value | {"other"} if isinstance(value, frozenset) else f"{value} "


def _changed(column: pd.Series) -> pd.Series:
    """Change the first value of a column to another of its kind."""
    other, first = column.copy(), column.iloc[0]
    if pd.api.types.is_bool_dtype(column):
        other.iloc[0] = pd.isna(first) or not first
    elif pd.api.types.is_numeric_dtype(column):
        other.iloc[0] = 1 if pd.isna(first) else first + 1
    else:
        other.iloc[0] = first + pd.Timedelta(days=1) if isinstance(first, pd.Timestamp) else "other"
    return other


def test_whatever_a_figure_is_drawn_of_is_in_the_name_of_its_pictures():
    for figure, whole in shown().items():
        given = {what: value[:3] if isinstance(value, pd.DataFrame) else value for what, value in whole.items()}
        names = [name_of(figure, given), name_of("another", given)]
        names += [name_of(figure, given | {what: one}) for what, value in given.items() for one in others(value)]
        assert None not in names and len(set(names)) == len(names) > len(given) + 1, figure


def test_the_name_is_the_same_in_another_process():
    said = "import pickle, sys; from kccdiag.pictures import name_of; given = pickle.load(sys.stdin.buffer)"
    said += "; print(*(name_of(figure, one) for figure, one in given.items()), flush=True)"
    given = {"one": {"has": frozenset("abcdefgh")}} | shown()
    names = subprocess.check_output([sys.executable, "-c", said], input=pickle.dumps(given)).decode().split()
    assert names == [name_of(figure, one) for figure, one in given.items()]


def test_the_name_does_not_depend_on_how_a_table_lies_in_memory():
    table = pd.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6], "name": ["x", None, "z"]})
    parted = pd.concat([table[["a"]], table[["b"]].copy(), table[["name"]]], axis=1)
    longer = pd.concat([table, table], ignore_index=True)[:3]
    assert (
        len({name_of("one", {"table": one}) for one in (table, parted, longer, pickle.loads(pickle.dumps(table)))}) == 1
    )


def test_another_version_finds_nothing(shelf, monkeypatch):
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    monkeypatch.setattr(pictures, "_BY", "another")
    assert shelf.find("stock", GIVEN) is None


def test_what_draws_is_the_whole_package_and_the_libraries(monkeypatch, tmp_path):
    assert pictures._drawn_by() == pictures._BY != ""
    monkeypatch.setattr(pictures, "__file__", str(tmp_path / "pictures.py"))
    assert pictures._drawn_by() == ""  # in an archive
    (tmp_path / "wording").mkdir()
    seen = set[str]()
    for name, text in (("pictures.py", "a = 1"), ("wording/nl.py", "a = 1"), ("wording/nl.py", "a = 2")):
        (tmp_path / name).write_text(text)
        seen.add(pictures._drawn_by())
    monkeypatch.setattr(pictures, "version", lambda name: "0.1" if name == "pillow" else version(name))
    assert len({*seen, pictures._drawn_by()}) == 4
    monkeypatch.setattr(pictures, "LIBRARIES", ("nowhere to be found",))
    assert pictures._drawn_by() == ""


def test_all_that_matplotlib_draws_with_is_among_the_libraries():
    needs = map(Requirement, requires("matplotlib"))
    needed = {canonicalize_name(one.name) for one in needs if one.marker is None}
    assert needed <= set(pictures.LIBRARIES)


def test_letters_are_those_of_matplotlib_whatever_fonts_the_system_has(monkeypatch, tmp_path):
    own, ours = findfont(FAMILY), tmp_path / "DejaVuSans.ttf"
    shutil.copy(own, ours)  # of the same name: its own come first
    fonts = FontManager()
    fonts.addfont(ours)
    assert str(ours) in {font.fname for font in fonts.ttflist if font.name == FAMILY}
    for looks in product(("normal", "bold"), ("normal", "italic")):
        found = fonts.findfont(FontProperties(family=FAMILY, weight=looks[0], style=looks[1]))
        assert Path(found).is_relative_to(matplotlib.get_data_path()), looks


@pytest.mark.parametrize("what", [{1}, pd.DataFrame({"a": pd.Categorical(["x"])})])
def test_what_can_not_be_written_down_exactly_is_drawn_each_time(shelf, tmp_path, what):
    shelf.put({"stock": {"what": what}}, {"stock": FILES})
    assert name_of("stock", {"what": what}) is None
    assert shelf.find("stock", {"what": what}) is None and files_in(tmp_path) == []


# ---- where nothing is kept, or only some


def test_damaged_pictures_are_not_found_and_replaced(shelf, tmp_path):
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    (file,) = files_in(tmp_path)
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:40] + b"x" + whole[41:], whole + whole):
        file.write_bytes(damaged)
        assert Pictures(tmp_path).find("stock", GIVEN) is None
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    assert file.read_bytes() == whole


def test_pictures_are_kept_only_where_events_are(tmp_path):
    shelf = Pictures(tmp_path)
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    assert not (tmp_path / ".kccdiag").exists()


def _takes_no_writing(*_: Any, **__: Any) -> Any:
    raise PermissionError(13, "Permission denied")


def test_a_disk_that_takes_no_more_is_no_reason_to_stop(shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(kept.tempfile, "mkstemp", _takes_no_writing)
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    assert files_in(tmp_path) == []


def test_nothing_is_kept_where_the_package_changed_meanwhile_or_is_not_there_to_be_read(shelf, tmp_path, monkeypatch):
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    monkeypatch.setattr(pictures, "_drawn_by", lambda: "another")
    shelf.put({"funnel": GIVEN}, {"funnel": FILES})
    assert shelf.find("funnel", GIVEN) is None
    monkeypatch.setattr(pictures, "_BY", "")
    assert shelf.find("stock", GIVEN) is None
    assert len(files_in(tmp_path)) == 1


def test_only_those_of_the_last_run_stay(shelf, tmp_path):
    for language in ("nl", "en"):
        Pictures(tmp_path).put({"stock": GIVEN | {"language": language}}, {"stock": FILES})
    assert [shelf.find("stock", GIVEN | {"language": language}) for language in ("nl", "en")] == [None, FILES]


def test_they_go_with_all_that_was_read_with_another_key_and_take_no_entry_its_place(shelf, tmp_path):
    shelf.put({"stock": GIVEN}, {"stock": FILES})
    assert cache._entries(tmp_path / ".kccdiag") == []
    cache.forget_other_keys(tmp_path, None)
    assert list((tmp_path / ".kccdiag").iterdir()) == []


# ---- a run


def test_a_second_run_draws_nothing_and_starts_nothing(shelf, tmp_path, started):
    diagnosis = demo_heard()[1]
    shelf.put(shown(), {name: FILES | {"svg": name.encode()} for name in shown()})
    before = files_in(tmp_path)
    out = tmp_path / "figures"
    out.mkdir()
    with Drawing(Pictures(tmp_path)) as drawing:
        drawing.show(diagnosis)
        assert drawing.write(out) == shown().keys() and len(shown()) == 12
        drawing.keep({})
    assert not started and files_in(tmp_path) == before
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        f"{name}.{kind}": name.encode() if kind == "svg" else picture
        for name in shown()
        for kind, picture in FILES.items()
    }


def test_what_is_missing_is_drawn_and_kept_and_the_rest_found(shelf, tmp_path, started):
    diagnosis = demo_heard()[1]
    Drawing(shelf)
    assert len(started) == 1  # at once where nothing is kept: it takes a second to load
    shelf.put(shown(), dict.fromkeys(shown(), FILES))
    (tmp_path / "out").mkdir()
    started.clear()
    heard = replace(diagnosis.voices, barriers=diagnosis.voices.barriers[1:])  # one interview says something else
    with Drawing(Pictures(tmp_path)) as drawing:
        assert not started
        drawing.show(replace(diagnosis, voices=heard))
        assert len(started) == 1
        assert drawing.write(tmp_path / "out") == shown().keys() - {"barriers"}
        drawing.keep({"barriers": {"svg": b"drawn here"}})
    given = figures_of(replace(diagnosis, voices=heard), language="nl")["barriers"]
    assert Pictures(tmp_path).find("barriers", given) == {"svg": b"drawn here"}
    assert len(files_in(tmp_path)) == 12  # that of the other barriers went
    shutil.rmtree(tmp_path / ".kccdiag")

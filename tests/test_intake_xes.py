"""XES of every make is read the same; XML that reaches outside is not read at all."""

from __future__ import annotations

import gzip

import pytest
from intake_cases import piece_of

from kccdiag.faults import InputError
from kccdiag.intake.xes import read_xes

EVENT = '<event><string key="org:group" value="{}"/><date key="time:timestamp" value="2025-01-06T09:00:00Z"/></event>'
TRACE = '<trace><string key="concept:name" value="1"/>' + EVENT.format("KCC") + EVENT.format("R&amp;D") + "</trace>"
NAMESPACE = 'xmlns="http://www.xes-standard.org/"'


def log_of(content=TRACE, *, attributes=NAMESPACE, before='<?xml version="1.0" encoding="UTF-8"?>'):
    return f"{before}<log {attributes}>{content}</log>"


def read(tmp_path, text, *, name="a.xes", encoding="utf-8"):
    raw = text.encode(encoding) if isinstance(text, str) else text
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    return read_xes(piece_of(tmp_path / name)).table.to_pylist()


KNOWN = [
    {"case:concept:name": "1", "org:group": "KCC", "time:timestamp": "2025-01-06T09:00:00Z"},
    {"case:concept:name": "1", "org:group": "R&D", "time:timestamp": "2025-01-06T09:00:00Z"},
]


@pytest.mark.parametrize("name", ["a.xes", "a.xes.gz"])
@pytest.mark.parametrize("attributes", [NAMESPACE, "", 'xmlns="http://code.fluxicon.com/xes"'])
def test_events_have_their_own_and_their_traces_attributes(tmp_path, name, attributes):
    assert read(tmp_path, log_of(attributes=attributes), name=name) == KNOWN


def test_other_encodings(tmp_path):
    before = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    found = read(tmp_path, log_of(TRACE.replace("KCC", "Café"), before=before), encoding="latin-1")
    assert found[0]["org:group"] == "Café"
    assert read(tmp_path, log_of(before='<?xml version="1.0" encoding="UTF-16"?>'), encoding="utf-16") == KNOWN


def test_attributes_of_a_trace_may_come_after_its_events(tmp_path):
    content = "<trace>" + EVENT.format("KCC") + '<string key="concept:name" value="7"/></trace>'
    assert read(tmp_path, log_of(content))[0]["case:concept:name"] == "7"


def test_of_nested_attributes_the_outer_value_counts_and_lists_are_joined(tmp_path):
    content = """<trace><event>
      <string key="team" value="KCC"><string key="team" value="inner"/></string>
      <list key="tags"><values><string key="tag" value="a"/><string key="tag" value="b"/></values></list>
      <string key="twice" value="first"/><string key="twice" value="second"/>
    </event></trace>"""
    assert read(tmp_path, log_of(content)) == [{"team": "KCC", "tags": "a/b", "twice": "first"}]


def test_an_event_outside_all_traces_has_no_trace(tmp_path):
    found = read(tmp_path, log_of(EVENT.format("A") + TRACE))
    assert [row["case:concept:name"] for row in found] == [None, "1", "1"]


def test_global_attributes_and_classifiers_are_no_events(tmp_path):
    before = '<global scope="event"><string key="org:group" value="UNKNOWN"/></global><classifier name="a" keys="b"/>'
    assert read(tmp_path, log_of(before + TRACE)) == KNOWN


BOMB = """<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa">{}]>""".format(
    "".join(f'<!ENTITY {chr(98 + place)} "{("&" + chr(97 + place) + ";") * 10}">' for place in range(8))
)
FILE = '<!DOCTYPE log [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "declaration", [BOMB, FILE, "<!DOCTYPE log>", '<!DOCTYPE log SYSTEM "http://localhost/x.dtd">']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_are_refused_before_anything_is_expanded(tmp_path, declaration, encoding):
    before = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}'
    text = log_of(TRACE.replace("KCC", "&f;" if "f SYSTEM" in declaration else "KCC"), before=before)
    with pytest.raises(InputError, match="declares a document type"):
        read(tmp_path, text, encoding=encoding)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (log_of()[:-30], "damaged or cut off"),
        (log_of(before="")[:60], "damaged or cut off"),
        ("no xml", "damaged or cut off"),
        ("<html><body/></html>", "is no XES"),
        (log_of(""), "holds no events"),
        (log_of(TRACE.replace("KCC", "&undeclared;")), "damaged or cut off"),
    ],
)
def test_refusals(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        read(tmp_path, text)


def test_a_signal_with_very_many_events(tmp_path):
    content = '<trace><string key="concept:name" value="1"/>' + EVENT.format("KCC") * 20_000 + "</trace>"
    assert len(read(tmp_path, log_of(content))) == 20_000

"""The appendix: flow, stock and ideas, how it was measured, what it rests on, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator

from kccdiag.cards.diagnosis import extent_of, withheld_of
from kccdiag.cards.finding import numbers_of, objection_said
from kccdiag.diagnosis import Diagnosis
from kccdiag.present.slides.frames import draw_moment, moments_of, note_of_drops, title_of
from kccdiag.present.slides.lettering import Paragraph, plain
from kccdiag.present.slides.lists import add_list, bullets
from kccdiag.present.slides.matrix import draw_matrix, openness_matrix
from kccdiag.present.slides.network import draw_network, graph_of
from kccdiag.present.slides.notes import as_counted, files_in_words
from kccdiag.present.slides.pages import clear, tell, write
from kccdiag.present.slides.pictures import WHOLE, Picture, idea_bars, stock_lines, whole_network
from kccdiag.present.slides.said import add_asked_people
from kccdiag.present.slides.story import Talk, add_page, draw
from kccdiag.wording import number, percent, say

METHOD = ("signal", "reservoir", "wall", "drop", "reach", "told", "interval", "people")
LEFT_OUT = ("rows_unreadable", "rows_without_signal", "rows_without_time")
SIZES = (16.0, 15.0, 14.0)


def add_appendix(talk: Talk) -> None:
    """Add everything that is there to be looked up."""
    _add_drops(talk)
    _add_network(talk)
    _add_matrix(talk)
    _add_stock(talk)
    _add_ideas(talk)
    _add_method(talk)
    add_asked_people(talk)
    _add_data(talk)
    if talk.judgement.notes:
        add_list(talk, say(talk.language, "slides.changed"), bullets(talk.judgement.notes))
    if talk.board.set_aside:
        aside = [
            say(talk.language, "slides.reason", headline=one.headline, reason=one.reason)
            for one in talk.board.set_aside
        ]
        add_list(talk, say(talk.language, "slides.set_aside"), bullets(aside))


def _add_network(talk: Talk) -> None:
    d, language = talk.diagnosis, talk.language
    title = say(language, "slides.network")
    network = whole_network(d, title)
    graph = graph_of(network)
    if not graph.number_of_edges():
        return
    page = add_page(talk, "Picture", title)
    draw_network(page, network, clear(page, "Picture"))
    counts = {
        "edges": graph.number_of_edges(), "all_edges": int(d.handovers["handovers"].gt(0).sum()),
        "nodes": graph.number_of_nodes(), "all_nodes": len(d.departments),
    }  # fmt: skip
    written = {name: number(language, count) for name, count in counts.items()}
    _add_note(talk, page, say(language, "slides.network_note", **written))


def _add_drops(talk: Talk) -> None:
    """Show where a hundred drops are at four moments: leafed through, they move."""
    d = talk.diagnosis
    for moment in moments_of(d):
        page = add_page(talk, "Picture", title_of(moment, d), names=tuple(d.departments["department"]))
        draw_moment(page, moment, d, clear(page, "Picture"))
        _add_note(talk, page, note_of_drops(d))


def _add_matrix(talk: Talk) -> None:
    matrix = openness_matrix(talk.diagnosis)
    if matrix.empty:
        return
    page = add_page(talk, "Picture", say(talk.language, "slides.matrix"))
    draw_matrix(page, matrix, clear(page, "Picture"))
    least = number(talk.language, talk.diagnosis.limits.wall_expected)
    _add_note(talk, page, say(talk.language, "slides.matrix_note", least=least))


def _add_stock(talk: Talk) -> None:
    lines = stock_lines(talk.diagnosis)
    if lines is not None:
        page = add_page(talk, "Picture", say(talk.language, "slides.stock"))
        draw(page, Picture(((WHOLE, lines),)))
        _add_note(talk, page, say(talk.language, "slides.stock_note") if len(lines.series) > 1 else "")


def _add_ideas(talk: Talk) -> None:
    bars = idea_bars(talk.diagnosis)
    if bars is not None:
        page = add_page(talk, "Picture", say(talk.language, "slides.ideas"))
        draw(page, Picture(((WHOLE, bars),)))
        heard = [say(talk.language, "said.funnel_note")] if bars.reported else []
        _add_note(talk, page, " ".join([say(talk.language, "slides.ideas_note"), *heard]))


def _add_note(talk: Talk, page, note: str) -> None:  # type: ignore[no-untyped-def]
    write(page, "Text", *([Paragraph(note, quiet=True)] if note else []), sizes=SIZES)
    tell(page, note, *files_in_words(talk.language, talk.hashes))


def _add_method(talk: Talk) -> None:
    d, language = talk.diagnosis, talk.language
    values = {"days": f"{d.limits.told_days:g}", "least": d.limits.group_size}
    add_list(
        talk,
        say(language, "slides.method"),
        bullets([say(language, f"slides.method_{one}", **values) for one in _method_of(d)]),
    )
    limits = list(_limits(talk))
    if limits:
        lead = Paragraph(say(language, "slides.bounds_lead"))
        add_list(talk, say(language, "slides.bounds"), (lead, *bullets(limits)))
    tried = list(_tried(talk))
    lead = Paragraph(say(language, "slides.tried_lead" if tried else "slides.tried_none"))
    add_list(talk, say(language, "slides.tried"), (lead, *bullets(tried)))


def _method_of(d: Diagnosis) -> tuple[str, ...]:
    """Choose what there is to explain: of the log, and of what people said."""
    log = METHOD if d.has_log else ("people",)
    return log if d.voices is None else ("said", "voices", *log)


def _limits(talk: Talk) -> Iterator[str]:
    """Say for each kind that was found beyond which bound, once."""
    seen: set[str] = set()
    for finding in (*talk.judgement.findings, *talk.judgement.indications):
        if finding.kind not in seen:
            seen.add(finding.kind)
            (name, _), (_, bound), *_ = numbers_of(finding)
            claims = say(talk.language, f"notebook.claims_{finding.kind}")
            yield say(talk.language, "slides.bound", name=name, claims=claims, bound=bound)


def _tried(talk: Talk) -> Iterator[str]:
    """Name every objection that was tried on some finding, once."""
    seen = dict.fromkeys(
        objection_said(check, finding.language)
        for finding in (*talk.judgement.findings, *talk.judgement.indications)
        for check in finding.checks
    )
    yield from seen


def _add_data(talk: Talk) -> None:
    texts = list(_data(talk.diagnosis, talk.language))
    files = [say(talk.language, "slides.data_file", file=plain(name)) for name in as_counted(talk.hashes)]
    add_list(
        talk, say(talk.language, "slides.data"), bullets([*texts, *files]), *files_in_words(talk.language, talk.hashes)
    )


def _data(d: Diagnosis, language: str) -> Iterator[str]:
    yield extent_of(d)
    if d.has_log:
        yield from _data_of_log(d, language)


def _data_of_log(d: Diagnosis, language: str) -> Iterator[str]:
    counts = d.data_quality.groupby("check")["value"].sum()
    out = sum(float(counts.get(check, 0)) for check in LEFT_OUT)
    yield say(language, "slides.data_left_out", n=number(language, out))
    yield say(language, "slides.data_duplicates", n=number(language, counts.get("duplicates_dropped", 0)))
    for name, check in (
        ("open", "signals_open_share"),
        ("unknown", "unknown_department_share"),
        ("ties", "ties_share"),
    ):
        if check in counts:
            yield say(language, f"slides.data_{name}", share=percent(language, counts[check], 1))
    if d.withheld:
        yield withheld_of(d)

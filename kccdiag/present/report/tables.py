"""Tables as a reader meets them: the most important rows and columns, with the findings that rest on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from kccdiag.cards.amounts import named
from kccdiag.cards.diagnosis import measured_of
from kccdiag.present.report.columns import MINUS, Row, cells_of, head_of, is_number, plain_rows
from kccdiag.present.report.markup import Content, Html, el, joined
from kccdiag.present.report.matter import Key, Matter, keys_of
from kccdiag.wording import number, say

MOST = 20  # rows of a table; the rest is said, and stands in its CSV
WIDE = 9  # columns on an upright page; more are printed on their side


@dataclass(frozen=True)
class Sheet:
    """Which part of a table is shown.

    Attributes
    ----------
    name
        Of its file, without ending.
    columns
        Shown, in this order; those of which nothing was measured are left out.
    by
        What tells which rows matter most: the largest of it.
    """

    name: str
    columns: tuple[str, ...]
    by: str = ""


SHEETS = (
    Sheet(
        "departments",
        (
            "department", "visits", "signals", "visit_share", "held_share", "stay_ratio", "own_stay_ratio",
            "median_days", "queue_share", "work_share", "customer_share", "live", "dead", "reach", "gatekeeping",
        ),
        by="visits",
    ),
    Sheet("handovers", ("giver", "taker", "handovers", "expected", "openness", "median_days", "bounce_share"),
          by="handovers"),
    Sheet("silos", ("members", "boundary", "inner", "crossing", "crossing_expected", "p")),
    Sheet("told", ("department", "told", "signals", "share"), by="signals"),
    Sheet("drop_points", ("department", "kind", "visits", "dropped", "share", "share_elsewhere", "difference", "q"),
          by="dropped"),
    Sheet("ideas", ("stage", "signals", "share")),
    Sheet("recurring_ideas", ("about", "label", "signals", "dropped", "adopted", "open", "first_month", "last_month",
                              "share", "share_elsewhere", "q"), by="dropped"),
    Sheet("outcomes", ("kind", "outcome", "signals", "share")),
    Sheet("contact_reasons", ("reason", "contacts", "followed_contacts", "repeats", "repeat_share", "chance_share", "q",
                              "failure_demand", "quadrant"), by="contacts"),
    Sheet("value_irritant", ("quadrant", "contacts", "of", "share")),
    Sheet("desks", ("by", "value", "signals", "mean", "one_share", "two_share", "three_share", "more_share")),
    Sheet("satisfaction", ("by", "value", "signals", "satisfaction")),
    Sheet("handle_time", ("quartile", "contacts", "mean_seconds", "followed", "repeat_share", "rated", "satisfaction")),
    Sheet("kpi_balance", ("department", "indicators", "efficiency_share", "quality_share", "learning_share",
                          "long_term_share", "undecided_share", "posture")),
    Sheet("returns", ("matched_on", "told_customers", "untold_customers", "told_returns", "untold_returns",
                      "difference")),
    Sheet("changes", ("department", "change", "month", "visits", "relation", "counterpart"), by="visits"),
    Sheet("said", ("giver", "taker", "flow", "no_flow", "need", "mentioned", "respondents_giver", "respondents_taker",
                   "per_month", "handovers", "expected", "ln_oe", "standing"), by="mentioned"),
    Sheet("barriers", ("barrier", "department", "respondents", "of", "share", "one_voice"), by="respondents"),
    Sheet("purposes", ("department", "named", "missed", "of")),
    Sheet("heard", ("kind", "agents", "per_agent_per_month", "staff", "per_month", "logged_per_month",
                    "logged_share")),
    Sheet("compared", ("measure", "estimate", "p", "n")),
    Sheet("agreement", ("coder_a", "coder_b", "code", "n", "both", "first_only", "second_only", "neither", "kappa",
                        "alpha", "jaccard"), by="n"),
    Sheet("interviews", ("what", "count")),
)  # fmt: skip
FILES = {"ideas": "funnel", "recurring_ideas": "recurring"}  # called otherwise in a diagnosis


DIMENSIONS = ("kind", "channel", "quarter", "unit")


def tables(matter: Matter) -> Html:
    """Show every table that holds something, and what they are drawn from."""
    sheets = [_sheet(sheet, table, matter) for sheet in SHEETS
              if _holds_something(table := _table_of(sheet.name, matter))]  # fmt: skip
    return el(
        "section",
        el("h2", matter.say("tables"), id="tables"),
        el("p", matter.say("tables_note", most=MOST)),
        _overview(matter),
        _breakdowns(matter),
        sheets,
        class_="tables",
    )


def shown_rows(matter: Matter) -> dict[Key, str]:
    """Give the anchors of the rows that stand in the tables, by their keys, so that evidence can point to them."""
    overview = keys_of("overview", matter.diagnosis.overview)
    anchors = {key: f"overview-{place}" for place, key in enumerate(overview)}
    for sheet in SHEETS:
        table = _table_of(sheet.name, matter)
        keys = keys_of(sheet.name, table)
        anchors |= {keys[place]: f"{sheet.name}-{place}" for place in _chosen(sheet, table, matter)}
    return anchors


def _overview(matter: Matter) -> Html | None:
    """Lay out the numbers about the whole; nothing where there are none."""
    language = matter.language
    if matter.diagnosis.overview.empty:
        return None
    heads = [say(language, f"notebook.head_{name}") for name in ("measured", "estimate", "interval", "n")]
    keys = keys_of("overview", matter.diagnosis.overview)
    lines = [
        el(
            "tr",
            el("th", name, _claims(key, matter), scope="row"),
            [el("td", MINUS.sub("−", text) or "–", class_="n") for text in (estimate, *others)],
            id=f"overview-{place}",
        )
        for place, (key, (name, estimate, *others)) in enumerate(zip(keys, measured_of(matter.diagnosis), strict=True))
    ]
    head = el("thead", el("tr", [el("th", name, scope="col", class_="n" if at else None)
                                 for at, name in enumerate(heads)]))  # fmt: skip
    made = boxed(matter.say("table_overview"), [head, el("tbody", lines)], anchor="table-overview")
    return el("div", made, class_="sheet")


def _breakdowns(matter: Matter) -> list[Html]:
    """Lay out the numbers by kind, channel, quarter and unit, a table for each."""
    table = matter.diagnosis.breakdown
    made = []
    for dimension in DIMENSIONS if len(table) else ():
        part = table[table["dimension"] == dimension]
        if len(part):
            made.append(el("div", _breakdown(part, dimension, matter), class_="sheet"))
    return made


def _breakdown(part: pd.DataFrame, dimension: str, matter: Matter) -> Html:
    """Set the measures of a breakdown side by side, a row for each value."""
    language = matter.language
    measures = list(dict.fromkeys(part["measure"]))
    heads = [el("th", matter.say(f"dimension_{dimension}"), scope="col"),
             *(el("th", matter.say(f"measure_{name}"), scope="col", class_="n") for name in measures)]  # fmt: skip
    lines = []
    for value in dict.fromkeys(part["value"]):
        rows = {row["measure"]: row for row in plain_rows(part[part["value"] == value])}
        name = named(language, f"labels.kind_{value}", value) if dimension == "kind" else value
        cells = [cells_of([rows[one]], ["estimate"], of="breakdown", language=language)[0] if one in rows
                 else el("td", "–", class_="n") for one in measures]  # fmt: skip
        lines.append(el("tr", el("th", name or say(language, "columns.in.unknown"), scope="row"), cells))
    caption = matter.say(f"table_by_{dimension}")
    parts = [el("thead", el("tr", heads)), el("tbody", lines)]
    return boxed(caption, parts, anchor=f"table-by_{dimension}")


def grid(  # noqa: PLR0913 — rows, which columns, and what is known of them beside
    rows: Sequence[Row],
    names: Sequence[str],
    *,
    of: str,
    caption: str,
    language: str,
    points: Sequence[Content] = (),
    anchors: Sequence[str] = (),
    anchor: str = "",
) -> Html:
    """Lay out rows under a caption, in a box of its own that scrolls where the page is narrower.

    Parameters
    ----------
    of
        The table that the rows stand in.
    points
        What stands behind the first cell of each row, which names it.
    anchors
        By which each row is linked to; ``anchor`` by which the table is.
    """
    numeric = [any(is_number(row.get(name)) for row in rows) for name in names]
    heads = [
        el("th", head_of(name, of=of, language=language), scope="col", class_="n" if right else None)
        for name, right in zip(names, numeric, strict=True)
    ]
    body = []
    for place, (row, line) in enumerate(zip(rows, cells_of(rows, names, of=of, language=language), strict=True)):
        first = el("th", _inner(line[0]), points[place] if points else None, scope="row")
        body.append(el("tr", first, line[1:], id=anchors[place] if anchors else None, data_of=named_by(row)))
    return boxed(caption, [el("thead", el("tr", heads)), el("tbody", body)], anchor=anchor)


def record(  # noqa: PLR0913 — as grid
    row: Row, names: Sequence[str], *, of: str, caption: str, language: str, point: Content = None
) -> Html:
    """Lay out a single row as a list of what it holds, one line for each column."""
    cells = cells_of([row], names, of=of, language=language)[0]
    lines = [
        el("tr", el("th", head_of(name, of=of, language=language), scope="row"), cell if place else _with(cell, point))
        for place, (name, cell) in enumerate(zip(names, cells, strict=True))
    ]
    return boxed(caption, [el("tbody", lines, data_of=named_by(row))], class_="one")


def boxed(caption: str, parts: Iterable[Html], *, anchor: str = "", class_: str | None = None) -> Html:
    """Put a table into a box that can be scrolled with the keyboard too; with an anchor its caption is a heading."""
    title = el("h3", caption, id=anchor) if anchor else caption
    table = el("table", el("caption", title), list(parts), class_=class_)
    return el("div", table, class_="box", tabindex=0, role="group", aria_label=caption)


def named_by(row: Row) -> str | None:
    """Say whom a row is about, so that the same one is found elsewhere; nothing where it is about no department."""
    if "giver" in row:
        return f"{row['giver']} → {row['taker']}"
    return str(row.get("department") or row.get("reason") or "") or None


def _with(cell: Html, point: Content) -> Html:
    return joined(Html(cell.removesuffix("</td>")), point, Html("</td>"))


def _inner(cell: Html) -> Html:
    return Html(cell[cell.index(">") + 1 : -len("</td>")])


def _table_of(name: str, matter: Matter) -> pd.DataFrame:
    said = matter.diagnosis.said
    table: pd.DataFrame = said[name] if name in said else getattr(matter.diagnosis, FILES.get(name, name))
    return table.reset_index(drop=True)


def _chosen(sheet: Sheet, table: pd.DataFrame, matter: Matter) -> list[int]:
    """Choose rows by their places: those that findings rest on, then the largest, in the order of size."""
    if not sheet.by:
        return list(range(len(table)))
    by_size = list(table[sheet.by].sort_values(ascending=False, kind="stable").index)
    keys = keys_of(sheet.name, table)
    first = [place for place in by_size if keys[place] in matter.chief]
    rest = [place for place in by_size if keys[place] not in matter.chief]
    kept = set([*first, *rest][: max(MOST, len(first))])
    return [place for place in by_size if place in kept]


def _sheet(sheet: Sheet, table: pd.DataFrame, matter: Matter) -> Html:
    chosen = _chosen(sheet, table, matter)
    names = [name for name in sheet.columns if name in table and _says_something(table[name])]
    keys = keys_of(sheet.name, table)
    made = grid(
        plain_rows(table.loc[chosen]),
        names,
        of=sheet.name,
        caption=matter.say(f"table_{sheet.name}"),
        language=matter.language,
        points=[_claims(keys[place], matter) for place in chosen],
        anchors=[f"{sheet.name}-{place}" for place in chosen],
        anchor=f"table-{sheet.name}",
    )
    left = _left(len(table) - len(chosen), sheet, matter)
    note = el("p", matter.say(f"about_{sheet.name}"), left, class_="note")
    return el("div", made, note, class_="sheet wide" if len(names) > WIDE else "sheet")


def _holds_something(table: pd.DataFrame) -> bool:
    """Say whether anything was counted or measured in a table, or it has words only."""
    numbers = table.select_dtypes("number")
    return bool(len(table)) and (numbers.shape[1] == 0 or bool(numbers.fillna(0).ne(0).to_numpy().any()))


def _says_something(column: pd.Series) -> bool:
    return bool((column.notna() & (column.astype(object) != "")).any())


def _claims(key: Key, matter: Matter) -> list[Html]:
    """Point from a row to the findings that rest on it."""
    borne = matter.borne.get(key, ())
    return [joined(" ", el("a", called, href=f"#{anchor}", class_="back")) for anchor, called in borne]


def _left(rows: int, sheet: Sheet, matter: Matter) -> str:
    if rows <= 0:
        return ""
    return " " + matter.say("rows_left", n=number(matter.language, rows), table=sheet.name)

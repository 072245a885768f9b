"""Native charts: bars with intervals, stacked bars and lines over time, each with its workbook.

The XML is our own, for python-pptx knows no error bars; the elements stand in the order of ISO/IEC 29500-1, 21.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from kccdiag.present.slides.lettering import LEAST, LINE, MARK, TIE, Paragraph, fit_line, plain, shorten, width_of, wrap
from kccdiag.present.slides.pages import Page, Room, add_text, describe
from kccdiag.present.slides.workbook import Cell, cells, column, workbook_of
from kccdiag.shown.colours import LIVE, VERMILION
from kccdiag.wording import LOCALES

PLAIN, MARKED = LIVE, VERMILION
NAMES = 0.44  # of the width of a chart, at most, for the names of its rows
ROW = 22.0  # points that a row needs: a line of the smallest letters and some air
FEW = 3  # rows, of which the first is seen to be the one
TIGHT = 17.0  # and at the very least
BESIDE = 8.0  # points between a bar and its number
SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# The code of a language goes before numbers as it does before months: LibreOffice then writes decimals as the deck's
# language does; PowerPoint, which allows it (MS-OE376, 2.1.739), writes them as the computer does.
FORMATS = {
    language: {
        "share": f"{code}[<0.0095]0.00{percent};{code}[<0.095]0.0{percent};{code}0{percent}",
        "count": f"{code}#,##0",
        "ratio": f"{code}0.0",
        "month": f"{code}mmm yyyy",
    }
    for language, code, percent in (("nl", "[$-413]", " %"), ("en", "[$-809]", "%"))
}
DAY = "yyyy-mm-dd"
WHOLE = 6.0  # signals: an axis that ends there or lower is labelled at every one
INK, AXIS = (
    '<a:schemeClr val="tx1"/>',
    '<a:schemeClr val="tx1"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:schemeClr>',
)


@dataclass(frozen=True)
class Series:
    """Numbers of one look.

    Attributes
    ----------
    values
        NaN where not measurable.
    low, high
        Ends of the 95 % intervals; empty where there are none.
    numbered
        Whether its numbers are written.
    """

    name: str
    values: tuple[float, ...]
    colour: str = PLAIN
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    numbered: bool = True


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, from top to bottom.

    Attributes
    ----------
    title
        What is drawn, over the bars.
    unit
        share, count or ratio.
    labels
        Written beside the bars of the first series, instead of its number.
    marked
        The rows that a finding is about: darker.
    words
        What it shows, for who cannot see it.
    paired
        Whether it stands beside another chart with the same rows, whose bars are to be at the same height: with the
        names of the rows at the ``left`` and without them at the ``right``.
    reported
        The rows that were not observed but told: empty, with a dashed edge.
    """

    title: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    words: str
    labels: tuple[str, ...] = ()
    marked: frozenset[int] = frozenset()
    stacked: bool = False
    paired: str = ""
    reported: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Lines:
    """Numbers over time."""

    title: str
    dates: tuple[date, ...]
    series: tuple[Series, ...]
    words: str


@dataclass(frozen=True)
class _Native:
    """What python-pptx asks of the data of a chart."""

    xml: str
    xlsx_blob: bytes

    def xml_bytes(self, chart_type: object) -> bytes:  # noqa: ARG002
        return self.xml.encode("utf-8")


def draw_bars(page: Page, bars: Bars, room: Room) -> Any:
    """Draw bars as a native chart; returns its frame."""
    room = _caption(page, bars.title, room, lines=2 if bars.paired else 0)
    bars = _readable(bars, room)
    return _add(page, _bars_xml(bars, room, page), _bars_workbook(bars), room, bars.words, XL_CHART_TYPE.BAR_CLUSTERED)


def _readable(bars: Bars, room: Room) -> Bars:
    """Leave out the last rows where a small place has no room for all; never those that a finding is about."""
    pairs = bool(bars.paired) or (len(bars.series) > 1 and not bars.stacked)  # two bars a row
    named = len(bars.series) > 1 or bool(bars.paired)
    most = max(int((room.height - ROW * named) / (TIGHT * 1.9 if pairs else TIGHT)), 1)
    if len(bars.names) <= most:
        return bars
    own = sorted(bars.marked)[:most]
    others = [place for place in range(len(bars.names)) if place not in own][: most - len(own)]
    kept = sorted([*own, *others])

    def of(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(values[place] for place in kept) if values else ()

    series = tuple(replace(one, values=of(one.values), low=of(one.low), high=of(one.high)) for one in bars.series)
    marked = frozenset(kept.index(place) for place in own)
    return replace(bars, names=of(bars.names), labels=of(bars.labels), series=series, marked=marked)


def draw_lines(page: Page, lines: Lines, room: Room) -> Any:
    """Draw lines over time as a native chart; returns its frame."""
    room = _caption(page, lines.title, room)
    rows: list[tuple[Cell, ...]] = [
        (day, *(one.values[place] for one in lines.series)) for place, day in enumerate(lines.dates)
    ]
    book = workbook_of(["", *(one.name for one in lines.series)], rows)
    return _add(page, _lines_xml(lines, room, page), book, room, lines.words, XL_CHART_TYPE.LINE)


def _add(page: Page, xml: str, book: bytes, room: Room, words: str, kind: Any) -> Any:  # noqa: PLR0913
    place = [Pt(length) for length in (room.left, room.top, room.width, room.height)]
    frame = page.slide.shapes.add_chart(kind, *place, _Native(xml, book))
    describe(frame, words)
    return frame


# ---- bars


def _with_interval(bars: Bars) -> bool:
    return bool(bars.series[0].high)


def _bars_workbook(bars: Bars) -> bytes:
    """Write names and numbers; beside an interval what the chart needs to draw it."""
    header, columns = ["", *(one.name for one in bars.series)], [one.values for one in bars.series]
    rows: list[list[Cell]] = [[name, *values] for name, *values in zip(bars.names, *columns, strict=True)]
    if _with_interval(bars):
        header += ["≤ 95 %", "− 95 %", "+ 95 %"]
        for row, ends in zip(rows, _ends(bars), strict=True):
            row += ends
    return workbook_of(header, rows)


def _ends(bars: Bars) -> list[tuple[float, float, float]]:
    """Return where each number is written, and how far the interval reaches down and up from the bar."""
    first = bars.series[0]
    found = []
    for value, low, high in zip(first.values, first.low, first.high, strict=True):
        if not math.isfinite(value):
            found.append((0.0, math.nan, math.nan))  # "not measurable" stands at the axis
        elif not (math.isfinite(low) and math.isfinite(high)):
            found.append((value, math.nan, math.nan))
        else:
            found.append((max(value, high), value - low, high - value))
    return found


def _bars_xml(bars: Bars, room: Room, page: Page) -> str:
    named = len(bars.series) > 1
    top = ROW if named or bars.paired else 2.0
    names = _marked_names(bars)
    bare = bars.paired == "right"
    across = 0.0 if bare else _names_width(names, room, page)
    share_left, share_top = (across + (1 if bare else 8)) / room.width, top / room.height
    plot = (share_left, share_top, 0.995 - share_left, 0.995 - share_top)
    height = room.height * plot[3] / max(len(names), 1)
    shown = [*names] if bare else [_name(name, across / page.wider, height) for name in names]
    most = _longest(bars, room.width * plot[2], page)
    grouping = "stacked" if bars.stacked else "clustered"
    overlap = 100 if bars.stacked or _with_interval(bars) else -5
    body = "".join(_bar_series(bars, shown, page.language))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {SPACES}><c:date1904 val="0"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(plot)}'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{body}'
        f'<c:gapWidth val="{45 if not named or bars.stacked else 35}"/><c:overlap val="{overlap}"/>'
        '<c:axId val="111"/><c:axId val="222"/></c:barChart>'
        f"{_names_axis(bare=bare)}{_numbers_axis(most)}</c:plotArea>{_legend() if named else ''}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_letters()}</c:chartSpace>'
    )


def _marked_names(bars: Bars) -> tuple[str, ...]:
    """Point at the rows that a finding is about, for who sees no colours."""
    names = tuple(plain(name) for name in bars.names)
    if len(names) <= FEW and bars.marked <= {0}:
        return names
    return tuple(f"{MARK}{TIE}{name}" if place in bars.marked else name for place, name in enumerate(names))


def _names_width(names: Iterable[str], room: Room, page: Page) -> float:
    """Give names of rows the width that they need, to a most, long ones in two lines."""
    most = NAMES * room.width / page.wider
    wanted = (max(width_of(line, LEAST) for line in wrap(name, most, LEAST)) for name in names)
    return min(max(wanted, default=0.0) + 4, most) * page.wider


def _name(name: str, across: float, height: float) -> str:
    """Write the name of a row in as many lines as there is room for."""
    most = max(int(height / (LEAST * 1.1)), 1)
    lines = wrap(name, across, LEAST)
    if len(lines) > most:
        lines = [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), across, LEAST)]
    return "\n".join(lines)


def _longest(bars: Bars, width: float, page: Page) -> float:
    """Give the axis the length at which all numbers find room beside their bars."""
    if bars.stacked:
        totals = [sum(value for value in values if math.isfinite(value)) for values in zip(*_values(bars), strict=True)]
        return max([*totals, 0.0]) or 1.0
    wanted = [1e-9]
    for place in range(len(bars.names)):
        words = bars.labels[place] if bars.labels else "000.000"
        beside = min((width_of(words, LEAST) * page.wider + 2 * BESIDE) / width, 0.8)
        reach = [one.values[place] for one in bars.series]
        reach += [_ends(bars)[place][0]] if _with_interval(bars) else []
        wanted += [value / (1 - beside) for value in reach if math.isfinite(value)]
    return max(wanted) if max(wanted) > 1e-9 else 1.0


def _values(bars: Bars) -> list[tuple[float, ...]]:
    return [one.values for one in bars.series]


def _bar_series(bars: Bars, shown: list[str], language: str) -> Iterator[str]:
    form = FORMATS[language][bars.unit]
    for place, one in enumerate(bars.series):
        interval = _with_interval(bars) and place == 0
        points = {row: _filled(MARKED) for row in bars.marked} | {row: _dashed(one.colour) for row in bars.reported}
        marks = "".join(_mark(row, points[row]) for row in sorted(points)) if place == 0 and not bars.stacked else ""
        native = one.numbered and not interval and not (bars.labels and place == 0)
        labels = _numbers(form, inside=bars.stacked, dark=_is_dark(one.colour)) if native else ""
        labels = _own_labels(bars.labels, language) if bars.labels and place == 0 and not interval else labels
        yield _series(
            place, one.name, shown, one.values, looks=_filled(one.colour),
            extra=f'<c:invertIfNegative val="0"/>{marks}{labels}{_intervals(bars) if interval else ""}',
        )  # fmt: skip
    if _with_interval(bars):  # unseen, as long as the interval reaches: the number stands at its end
        at = len(bars.series)
        labels = _own_labels(bars.labels, language)
        yield _series(
            at, "≤ 95 %", shown, [ends[0] for ends in _ends(bars)], looks="<a:noFill/><a:ln><a:noFill/></a:ln>",
            extra=f'<c:invertIfNegative val="0"/>{labels}',
        )  # fmt: skip


def _series(  # noqa: PLR0913 — the parts of a series
    place: int, name: str, shown: Iterable[str], values: Iterable[float], *, looks: str, extra: str
) -> str:
    names, numbers = list(shown), list(values)
    head = f"Sheet1!${column(place + 1)}$1"
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{_texts(head, [name])}</c:tx>'
        f"<c:spPr>{looks}</c:spPr>{extra}<c:cat>{_texts(cells(0, len(names)), names)}</c:cat>"
        f"<c:val>{_cached(cells(place + 1, len(names)), numbers)}</c:val></c:ser>"
    )


def _mark(row: int, looks: str) -> str:
    return (
        f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>{looks}</c:spPr></c:dPt>'
    )


def _dashed(colour: str) -> str:
    return (
        f'<a:noFill/><a:ln w="19050"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        '<a:prstDash val="dash"/></a:ln>'
    )


def _numbers(form: str, *, inside: bool, dark: bool) -> str:
    where, colour = ("ctr", "bg1" if dark else "tx1") if inside else ("outEnd", "tx1")
    letters = f'<a:defRPr sz="{round(100 * LEAST)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr>'
    return (
        f'<c:dLbls><c:numFmt formatCode="{escape(form, {chr(34): "&quot;"})}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{letters}</a:pPr></a:p></c:txPr>"
        f'<c:dLblPos val="{where}"/>{_shows(value=1)}</c:dLbls>'
    )


def _own_labels(labels: tuple[str, ...], language: str) -> str:
    """Write a number with what belongs to it, such as its interval, at the end of each bar."""
    written = "".join(
        f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr'
        f' sz="{round(100 * LEAST)}"/></a:pPr><a:r><a:rPr lang="{LOCALES[language]}" sz="{round(100 * LEAST)}"/>'
        f"<a:t>{TIE}{escape(label)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="outEnd"/>{_shows(value=1)}</c:dLbl>'
        for place, label in enumerate(labels)
    )
    return f"<c:dLbls>{written}{_shows(value=0)}</c:dLbls>"


def _shows(*, value: int) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _intervals(bars: Bars) -> str:
    """Draw the 95 % intervals as error bars, from columns of the workbook."""
    ends, count, at = _ends(bars), len(bars.names), len(bars.series) + 2
    down, up = (_cached(cells(at + side, count), [end[1 + side] for end in ends]) for side in (0, 1))
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{up}</c:plus><c:minus>{down}</c:minus>"
        f'<c:spPr><a:ln w="22225"><a:solidFill>{INK}</a:solidFill></a:ln></c:spPr></c:errBars>'
    )


def _names_axis(*, bare: bool) -> str:
    return (
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{"none" if bare else "low"}"/><c:spPr><a:ln w="9525">'
        f'<a:solidFill>{AXIS}</a:solidFill></a:ln></c:spPr><c:crossAx val="222"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _numbers_axis(most: float) -> str:
    """Write an axis from nothing to the longest bar and its number; not shown, for every bar has its number."""
    return (
        f'<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/><c:max val="{most:.9g}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


# ---- lines


def _lines_xml(lines: Lines, room: Room, page: Page) -> str:
    most = max([value for one in lines.series for value in one.values if math.isfinite(value)] + [1.0])
    left, top = (width_of("000.000", LEAST) + 6) / room.width, (ROW + 4) / room.height
    plot = (left, top, 0.97 - left, 1 - top - 26 / room.height)
    body = "".join(_line(lines, place) for place in range(len(lines.series)))
    form = FORMATS[page.language]
    highest = _round_up(most)
    whole = '<c:majorUnit val="1"/>' if highest <= WHOLE else ""  # or half a signal is labelled as one
    months = max((lines.dates[-1] - lines.dates[0]).days / 30.4, 1)
    step = max(math.ceil(months * 80 / (room.width * plot[2])), 1)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {SPACES}><c:date1904 val="0"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(plot)}'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{body}<c:marker val="1"/>'
        '<c:axId val="111"/><c:axId val="222"/></c:lineChart>'
        f'<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/><c:max val="{highest:.9g}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350">'
        '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="15000"/><a:lumOff val="85000"/></a:schemeClr></a:solidFill>'
        f'</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="{form["count"]}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln>'
        '<a:noFill/></a:ln></c:spPr><c:crossAx val="111"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/>'
        f"{whole}</c:valAx>"
        '<c:dateAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:numFmt formatCode="{form["month"]}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525"><a:solidFill>{AXIS}'
        '</a:solidFill></a:ln></c:spPr><c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        f'<c:lblOffset val="60"/><c:baseTimeUnit val="days"/><c:majorUnit val="{step}"/><c:majorTimeUnit val="months"/>'
        f"</c:dateAx></c:plotArea>{_legend()}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_letters()}</c:chartSpace>'
    )


def _line(lines: Lines, place: int) -> str:
    one, count = lines.series[place], len(lines.dates)
    days = [(day - date(1899, 12, 30)).days for day in lines.dates]
    head = f"Sheet1!${column(place + 1)}$1"
    style = '<a:prstDash val="solid"/>' if place == 0 else '<a:prstDash val="dash"/>'  # told apart without colour too
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{_texts(head, [one.name])}</c:tx>'
        f'<c:spPr><a:ln w="38100" cap="flat"><a:solidFill><a:srgbClr val="{one.colour[1:]}"/></a:solidFill>{style}'
        f'<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        f"<c:cat>{_cached(cells(0, count), days, form=DAY)}</c:cat>"
        f'<c:val>{_cached(cells(place + 1, count), one.values)}</c:val><c:smooth val="0"/></c:ser>'
    )


def _round_up(most: float) -> float:
    """Round the end of an axis up.

    Examples
    --------
    >>> _round_up(830), _round_up(1)
    (1000.0, 1.0)
    """
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= most * 0.999)


# ---- what all have


def _caption(page: Page, title: str, room: Room, *, lines: int = 0) -> Room:
    """Write what is drawn over the chart; returns the room that is left under it.

    A chart's own title would be wrapped and centred differently by every program.
    """
    text, size = fit_line(plain(title), room.width / page.wider, (16.0, 15.0, LEAST), lines=2)
    used = max(len(wrap(text, room.width / page.wider, size, bold=True)), lines)
    height = used * (16 if lines else size) * LINE
    add_text(page, (Paragraph(text, bold=True),), Room(room.left, room.top, room.width, height), size)
    return Room(room.left, room.top + height + 2, room.width, room.height - height - 2)


def _layout(plot: tuple[float, float, float, float]) -> str:
    x, y, width, height = plot
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _legend() -> str:
    return (
        '<c:legend><c:legendPos val="t"/><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        '<c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout><c:overlay val="0"/></c:legend>'
    )


def _letters() -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(100 * LEAST)}"><a:solidFill>{INK}'
        "</a:solidFill></a:defRPr></a:pPr></a:p></c:txPr>"
    )


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def _is_dark(colour: str) -> bool:
    """Tell whether white letters can be read on a colour better than black ones."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def _texts(reference: str, texts: list[str]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{escape(text)}</c:v></c:pt>' for place, text in enumerate(texts))
    return (
        f'<c:strRef><c:f>{reference}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'
    )


def _cached(reference: str, numbers: Iterable[float], form: str = "General") -> str:
    known = list(numbers)
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value:.12g}</c:v></c:pt>'
        for place, value in enumerate(known)
        if math.isfinite(value)
    )
    return (
        f"<c:numRef><c:f>{reference}</c:f><c:numCache><c:formatCode>{form}</c:formatCode>"
        f'<c:ptCount val="{len(known)}"/>{points}</c:numCache></c:numRef>'
    )

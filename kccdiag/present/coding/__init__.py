"""The desk at which a person confirms, corrects or rejects what the rules suggest, in a notebook."""

from kccdiag.present.coding.desk import CodingDesk

__all__ = ["CodingDesk"]

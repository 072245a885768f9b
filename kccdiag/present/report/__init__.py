"""The report: one file that a director gets by mail, complete in itself."""

from kccdiag.present.report.page import write_report

__all__ = ["write_report"]

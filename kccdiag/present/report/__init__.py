"""The report: one file that a director gets by mail, complete in itself."""

from kccdiag.present.report.page import draft_report, write_report

__all__ = ["draft_report", "write_report"]

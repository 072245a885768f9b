"""The notebooks as a consultant works in them: copies in the engagement, opened in JupyterLab."""

from __future__ import annotations

from kccdiag.workbook.copies import Copies, copy_notebooks
from kccdiag.workbook.lab import open_lab

__all__ = ["Copies", "copy_notebooks", "open_lab"]

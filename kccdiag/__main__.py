"""Run the command line: python -m kccdiag."""

from kccdiag.cli import run

run()

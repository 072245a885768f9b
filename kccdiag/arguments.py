"""What can be asked on the command line, in which words, and what is taken where nothing is said."""

from __future__ import annotations

import argparse
from pathlib import Path

from kccdiag.wording import LANGUAGES

OWN_DEMO = "kccdiag-waterstad"  # where choices can be kept
LAST_PORT = 65_535
LAST_SEED = 2**32 - 1  # what is drawn is decided by sums of it that must fit in 64 bits
_ABOUT = """\
your own export, in a folder of its own:
  kccdiag init waterstad/cases.csv          propose waterstad/kccdiag.toml; read it before you go on
  kccdiag check waterstad                   what state the data are in
  kccdiag diagnose waterstad --out results  findings, tables, figures, slides and a report

`kccdiag COMMAND --help` says what each takes.

in the environment:
  KCCDIAG_KEY=FILE     the key for pseudonyms (default: made at first use in your own settings)
  KCCDIAG_MEMORY=4GB   how much memory reductions may take (default: four fifths of the machine's)
  KCCDIAG_PROCESSES=1  draw figures in this process (default: in a second, where there are two cores)
  TMPDIR=DIR           where goes what memory can't hold (TEMP on Windows)

exit status: 0 done; 2 the input, its configuration or the output place is at fault, which is said with its remedy; 1 a
defect of kccdiag.
"""

_SIZES = (
    ("signals", 9000, "100 to 1,000,000"),
    ("departments", 12, "5 to 40"),
    ("persons", 150, "one per department to 100,000"),
    ("months", 18, "1 to 60"),
)
Commands = argparse._SubParsersAction


def parser() -> argparse.ArgumentParser:
    """Make what reads a command; it says as ``command`` which one."""
    whole = argparse.ArgumentParser(
        prog="kccdiag",
        description="Diagnose how customer signals travel through an organisation.",
        epilog=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Command)
    _add_log(commands)
    _add_diagnoses(commands)
    _add_explore(commands)
    _add_lab(commands)
    _add_interviews(commands)
    _add_people(commands)
    _add_example(commands)
    return whole


class _Command(argparse.ArgumentParser):
    """One command: it describes itself as it is listed, and lists the kinds of faults only to who asks for help."""

    def __init__(self, **given: object) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **given)  # type: ignore[arg-type]

    def format_help(self) -> str:
        """Give the help, with what takes long to load."""
        if self.epilog and "{kinds}" in self.epilog:
            from kccdiag.example import describe_kinds

            kinds = "\n".join(f"  {line}" for line in describe_kinds().splitlines())
            self.epilog = self.epilog.replace("{kinds}", kinds)
        return super().format_help()


def _add(commands: Commands[_Command], name: str, what: str, *examples: str, more: str = "") -> _Command:
    """Add a command with examples of how it is called, and what else there is to say."""
    called = "\n".join(f"  kccdiag {name} {example}".rstrip() for example in examples)
    described = f"{what[0].upper()}{what[1:]}."
    return commands.add_parser(name, help=what, description=described, epilog=f"examples:\n{called}\n{more}")


def _add_log(commands: Commands[_Command]) -> None:
    what = "propose a kccdiag.toml for unknown exports and transcripts"
    init = _add(commands, "init", what, "waterstad/cases.csv", "waterstad/2024.csv waterstad/2025.csv",
                "waterstad/exports/cases.xlsx waterstad/interviews/anna.docx --folder waterstad")  # fmt: skip
    files = "an export, a folder of Parquet files, or a transcript; inside the engagement folder"
    init.add_argument("files", nargs="+", type=Path, metavar="FILE", help=files)
    where = "engagement folder, where kccdiag.toml is put unless there is one (default: that of the first file)"
    init.add_argument("--folder", type=Path, metavar="DIR", help=where)
    what = "say in words what state the data are in"
    check = _add(commands, "check", what, "waterstad", "waterstad --lang en --table quality.csv")
    _add_folder(check)
    _add_language(check)
    check.add_argument("--table", type=Path, metavar="FILE", help="also write it as a CSV table")


def _add_diagnoses(commands: Commands[_Command]) -> None:
    diagnose = _add(commands, "diagnose", "measure everything and write findings, tables and figures",
                    "waterstad --out results", "waterstad --out results-en --lang en --profile",
                    'waterstad --out results --engine spark --spark "local[*]"')  # fmt: skip
    _add_folder(diagnose)
    results = "where results go: a new or empty folder, or one of results, which are then replaced all at once"
    diagnose.add_argument("--out", type=Path, required=True, metavar="DIR", help=results)
    _add_diagnosis_options(diagnose)
    demo = _add(commands, "demo", "diagnose the invented example organisation", "", "--out results --lang en")
    results += " (default: %(default)s, in the folder you are in)"
    demo.add_argument("--out", type=Path, default=Path("kccdiag-demo"), metavar="DIR", help=results)
    _add_diagnosis_options(demo)


def _add_diagnosis_options(command: _Command) -> None:
    _add_language(command)
    drawn = (
        "of what is drawn: permutations, orders of equal times, the hundred signals that are shown; another number "
        "shows how much hangs on chance (default: %(default)s)"
    )
    command.add_argument("--seed", type=_seed, default=0, metavar="N", help=drawn)
    command.add_argument("--profile", action="store_true", help="say in the end where the time went, stage by stage")
    engine = "what reduces the events, with the same findings (default: %(default)s, in this process)"
    command.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb", help=engine)
    where = "with --engine spark: local[*] (on this machine), spark://HOST:7077, yarn or sc://HOST:15002"
    command.add_argument("--spark", metavar="ADDRESS", help=where)


def _add_explore(commands: Commands[_Command]) -> None:
    what = "show the explorer in a browser, on this machine only"
    explore = _add(commands, "explore", what, "", "waterstad", "waterstad --lang en --port 8900 --no-browser")
    _add_folder(explore, "the demo")
    _add_language(explore)
    explore.add_argument("--port", type=_port, metavar="N", help="default: 8866, or the next that is free; 0: any")
    explore.add_argument("--no-browser", action="store_true", help="say the address and open no browser")


def _add_lab(commands: Commands[_Command]) -> None:
    what = "copy the notebooks into an engagement and open them in JupyterLab"
    lab = _add(commands, "lab", what, "", "waterstad", "waterstad --lang en --no-browser")
    _add_folder(lab, f"a copy of the demo, in {OWN_DEMO}")
    _add_language(lab)
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.add_argument("--restore", action="store_true", help="bring back copies that were deleted")


def _add_interviews(commands: Commands[_Command]) -> None:
    what = "propose statements from transcripts, for a person to confirm"
    suggest = _add(commands, "suggest", what, "waterstad --out waterstad/private/suggested-confidential.csv")
    _add_folder(suggest)
    words = "a CSV file, confidential: what people said, word for word; one that somebody worked on is not replaced"
    suggest.add_argument("--out", type=Path, required=True, metavar="FILE", help=words)
    _add_language(suggest)
    export = _add(commands, "export", "write statements for other tools, into FOLDER/private", "waterstad")
    _add_folder(export)
    _add_language(export, "of what codes mean")


def _add_people(commands: Commands[_Command]) -> None:
    what = "with the key and the exports: say who a code in the events is"
    who = _add(commands, "reidentify", what, "waterstad --person 17", "waterstad --customer 8123 8124 --person 17")
    _add_folder(who)
    for role in ("person", "customer"):
        codes = f"numbers of {role}s in the events of this engagement"
        who.add_argument(f"--{role}", type=int, nargs="+", default=[], metavar="CODE", help=codes)
    what = "replace the key for pseudonyms and forget what was read with the old"
    key = _add(commands, "new-key", what, "waterstad", "waterstad another third")
    key.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="engagements that were read with this key")
    what = "take a participant of interviews out of everything in an engagement"
    gone = _add(commands, "forget", what, "waterstad --person 'J. de Vries' --dry-run")
    _add_folder(gone)
    gone.add_argument("--person", required=True, metavar="NAME", help="as participants.csv has it, or an alias")
    gone.add_argument("--dry-run", action="store_true", help="only say what would be done")
    _add_language(gone)
    what = "say what a works council and a DPIA ask of this engagement"
    asked = _add(commands, "checklist", what, "waterstad", "waterstad --lang en --out checklist.md")
    _add_folder(asked)
    written = "write it there, as Markdown; a file that is there stays as it is (default: print it)"
    asked.add_argument("--out", type=Path, metavar="FILE", help=written)
    _add_language(asked)


def _add_example(commands: Commands[_Command]) -> None:
    more = """
kinds of faults, with the departments and the strength that are taken where none are named:
{kinds}
Departments are parted by : or , and decimals follow a point, as in wall:Facturatie:ICT:0.05.
"""
    example = _add(commands, "example", "invent an organisation with chosen faults", "invented",
                   "invented --fault reservoir --fault silo:Verkoop,Marketing:0.1 --seed 7",
                   "small --signals 600 --departments 6 --persons 40 --months 6 --lang en", more=more)  # fmt: skip
    example.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    seed = "another number invents another organisation (default: %(default)s)"
    example.add_argument("--seed", type=_seed, default=1, metavar="N", help=seed)
    wrong = "what is wrong with it, see below; may be repeated (default: nothing)"
    example.add_argument("--fault", action="append", default=[], metavar="KIND[:DEPARTMENTS[:STRENGTH]]", help=wrong)
    for name, default, bounds in _SIZES:
        said = f"how many: {bounds} (default: %(default)s)"
        example.add_argument(f"--{name}", type=int, default=default, metavar="N", help=said)
    language = "that it is diagnosed in; its export is Dutch (default: %(default)s)"
    example.add_argument("--lang", choices=LANGUAGES, default="nl", help=language)


def _add_folder(command: _Command, default: str = "") -> None:
    said = "engagement folder, which holds kccdiag.toml"
    if default:
        command.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help=f"{said} (default: {default})")
    else:
        command.add_argument("folder", type=Path, metavar="FOLDER", help=said)


def _add_language(command: _Command, of: str = "of all that is said and written") -> None:
    command.add_argument("--lang", choices=LANGUAGES, help=f"{of} (default: the engagement's)")


def _port(text: str) -> int:
    """Read a port; 0 means any that is free."""
    return _number(text, "port", LAST_PORT)


def _seed(text: str) -> int:
    return _number(text, "seed", LAST_SEED)


def _number(text: str, what: str, last: int) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(last)) or int(text) > last:
        raise argparse.ArgumentTypeError(f"{text!r} is no {what}: a number from 0 to {last}")
    return int(text)

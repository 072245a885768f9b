"""The command line: init, check, diagnose, demo, lab, explore, suggest, export, example, and what is for people."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from kccdiag.arguments import OWN_DEMO, parser
from kccdiag.faults import Fault, InputError, is_disk_full, is_out_of_memory, out_of_memory, refuse
from kccdiag.settings import check_settings
from kccdiag.stages import Stages
from kccdiag.wording import say, say_counted

if TYPE_CHECKING:
    from logging import LogRecord

    from kccdiag.diagnosis import Diagnosis
    from kccdiag.engagement import Engagement
    from kccdiag.engines.database import Opening
    from kccdiag.findings import Judgement

AT_FAULT = 2
SHOWN = 5
QUIET_SECONDS = 2.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 when done, 2 when the input, its configuration or the output place is at fault."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may know neither é nor –
    asked = parser().parse_args(arguments)
    try:
        check_settings()
        _RUN[asked.command](asked)
        print(end="", flush=True)
    except InputError as error:
        print(error, file=sys.stderr)
        return AT_FAULT
    except BrokenPipeError:
        _silence(sys.stdout)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if is_out_of_memory(error):
            print(out_of_memory(), file=sys.stderr)
            return AT_FAULT
        if not is_disk_full(error):
            raise
        _silence(sys.stdout)
        print(refuse("kccdiag", f"a disk is full: {error}", "make room and run again"), file=sys.stderr)
        return AT_FAULT
    finally:
        gc.enable()
        gc.unfreeze()
    return 0


def run() -> NoReturn:
    """Run a command as a process of its own, and end it at once.

    Python would take every object apart first, for nearly half a second after a diagnosis, and nobody sees any of it.
    """
    gc.set_threshold(50_000, 20, 100)  # tables hold few circles: looking for them as often as Python does costs .1 s
    code = main()
    atexit._run_exitfuncs()  # as Python does: folders that go with the process, a JVM that it started
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            print(end="", file=stream, flush=True)  # which does nothing where there is no such stream
    os._exit(code)


def _silence(stream: TextIO) -> None:
    """Lead what can't be written any more to nowhere, so that Python does not try again at its end."""
    with suppress(OSError):  # a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell(said: str) -> None:
    """Say how far it is. Where nobody reads that any longer, the results are wanted all the same."""
    if sys.stderr is None:  # it was closed
        return
    try:
        print(said, end="", file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def _init(asked: argparse.Namespace) -> None:
    from kccdiag.intake.propose import propose

    folder = (asked.folder or asked.files[0].parent).resolve()
    target = folder / "kccdiag.toml"
    text = propose(asked.files, folder)
    try:
        _write_new(target, text)
    except OSError as error:
        raise refuse(
            str(target), f"it can't be written: {error.strerror}", "name another folder with --folder"
        ) from error
    print(text)
    print(target)


def _write_new(target: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all."""
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise
    except OSError:
        target.unlink(missing_ok=True)
        raise


@contextmanager
def _opened(folder: Path, language: str | None) -> Iterator[Engagement]:
    """Open an engagement while the block runs; say in the end, once, where something could not be kept in it."""
    from kccdiag.engagement import open_engagement
    from kccdiag.intake.cache import FOLDER, UNKEPT

    engagement = open_engagement(folder, language=language)
    unkept: list[str] = []

    def hear(record: LogRecord) -> bool:
        unkept.append(record.getMessage())
        return False  # nobody else is told

    UNKEPT.setLevel("INFO")
    UNKEPT.addFilter(hear)
    try:
        yield engagement
    finally:
        UNKEPT.removeFilter(hear)
    if unkept:
        _tell(say(engagement.language, "cli.not_kept", folder=engagement.folder / FOLDER) + "\n")


def _check(asked: argparse.Namespace) -> None:
    with _opened(asked.folder, asked.lang) as engagement:
        _describe(engagement, asked.table)


def _describe(engagement: Engagement, table: Path | None) -> None:
    from kccdiag.intake.interview_report import describe_interviews
    from kccdiag.intake.interviews import read_interviews
    from kccdiag.intake.logs import read_log
    from kccdiag.intake.report import describe

    with _Steps(engagement.language) as steps:
        log = read_log(engagement, progress=steps)
        interviews = read_interviews(engagement, log=log)
    if table is not None:
        from kccdiag.table_files import replace_table

        try:
            replace_table(log.quality, table)
        except OSError as error:
            raise refuse(
                str(table), f"it can't be written: {error.strerror}", "name another file with --table"
            ) from error
    print(describe(log, engagement))
    if engagement.interviews is not None:
        print("\n" + describe_interviews(interviews, engagement))


def _diagnose(asked: argparse.Namespace) -> None:
    with _opened(asked.folder, asked.lang) as engagement:
        _report(engagement, asked)


def _suggest(asked: argparse.Namespace) -> None:
    from kccdiag.engagement import open_engagement
    from kccdiag.intake.coded.private import FOLDER as PRIVATE
    from kccdiag.intake.coded.private import private_folder
    from kccdiag.intake.interviews import read_interviews
    from kccdiag.suggest import COLUMNS, suggestions
    from kccdiag.suggest.own_file import check_own
    from kccdiag.table_files import replace_table

    engagement = open_engagement(asked.folder, language=asked.lang)
    if engagement.interviews is None:
        raise refuse("kccdiag.toml", "there is no [interviews], so nothing to read", "say where the transcripts lie")
    check_own(asked.out, COLUMNS)
    proposed = suggestions(read_interviews(engagement), engagement)
    if asked.out.parent.resolve() == (engagement.folder / PRIVATE).resolve():
        private_folder(engagement.folder)
    try:
        replace_table(proposed, asked.out)
    except OSError as error:
        raise refuse(
            str(asked.out), f"it can't be written: {error.strerror}", "name another file with --out"
        ) from error
    counts = {"statements": len(proposed), "interviews": proposed["interview"].nunique(), "file": asked.out}
    print(say(engagement.language, "suggest.done", **counts))
    print(say(engagement.language, "suggest.confidential"), file=sys.stderr)


def _demo(asked: argparse.Namespace) -> None:
    from kccdiag.shipped import demo_folder

    with _opened(demo_folder(), asked.lang) as engagement:
        _report(engagement, asked)


def _report(engagement: Engagement, asked: argparse.Namespace) -> None:
    from kccdiag.beside import Drawing
    from kccdiag.pictures import Pictures

    language, seed = engagement.language, asked.seed
    with _Steps(language) as steps, _engine(asked) as opening, Drawing(Pictures(engagement.folder)) as drawing:
        stages = Stages("loading", heard=steps)
        gc.disable()  # nothing of what is loaded is garbage, now or later
        from kccdiag.diagnosis import diagnose
        from kccdiag.findings import judge
        from kccdiag.place import check_out, check_writable

        gc.freeze()
        gc.enable()
        check_writable(check_out(asked.out, engagement))
        _check_board(engagement)
        diagnosis = diagnose(engagement, seed=seed, progress=stages, opening=opening, show=drawing.show)
        stages("findings", 0.0)
        judgement = judge(diagnosis)
        stages("loading", 0.0)
        from kccdiag.results import write_results  # takes half a second to load: the figures are drawn meanwhile

        given = {"engagement": engagement, "out": asked.out, "seed": seed, "engine": asked.engine}
        out = write_results(diagnosis, judgement, progress=stages, drawing=drawing, **given)
    _print_absent(diagnosis)
    _print_findings(judgement, engagement)
    for note in judgement.notes:
        print(f"• {note}")
    for sentence in diagnosis.limits_in_words()["text"]:
        print(f"– {sentence}")
    _print_changes(judgement, engagement)
    print(say(language, "cli.files", out=out))
    if asked.profile:
        print(stages.in_words(language), file=sys.stderr)


def _print_absent(diagnosis: Diagnosis) -> None:
    """Name the contact centre and the board that the log does not hold: everything after it is about others then."""
    from kccdiag.intake.report import line_of

    quality = diagnosis.data_quality
    roles = quality["detail"].isin(["contact_centre", "board"])
    for row in quality[(quality["check"] == "mapping_unused") & roles].itertuples(index=False):
        print(f"! {line_of(row, diagnosis.language)}")


def _check_board(engagement: Engagement) -> None:
    """Refuse at the start, not after minutes of work, what the consultant's choices or the template lack."""
    from kccdiag.board import read_board

    template = read_board(engagement).template
    if template is not None:
        from kccdiag.present.slides import open_template

        open_template(template)


@contextmanager
def _engine(asked: argparse.Namespace) -> Iterator[Opening]:
    """Reach the engine that is asked for; what contradicts itself is refused, as either half may be the mistake."""
    if asked.engine == "duckdb":
        if asked.spark:
            raise refuse("--spark", "the engine asked for is DuckDB, which is nowhere else",
                         "add --engine spark, or leave out --spark")  # fmt: skip
        from kccdiag.engines.duck import open_duck

        yield open_duck
        return
    if not asked.spark:
        raise refuse("--engine spark", "nothing says where Spark is",
                     "add --spark local[*] (this machine), spark://HOST:7077, yarn or sc://HOST:15002")  # fmt: skip
    from kccdiag.engines.spark import spark_at

    with spark_at(asked.spark) as opening:
        yield opening


def _print_changes(judgement: Judgement, engagement: Engagement) -> None:
    """Say what changed since a consultant chose what the board gets to see, and what is to be mended in that."""
    from kccdiag.board import board_of, read_board

    board = board_of(judgement, read_board(engagement))
    for heading, sentences in (("since", board.news), ("to_mend", board.to_mend)):
        if sentences:
            print(say(engagement.language, f"board.{heading}"))
        for sentence in sentences:
            print(f"→ {sentence}")


def _explore(asked: argparse.Namespace) -> None:
    from kccdiag.app import explore
    from kccdiag.shipped import demo_folder

    folder = asked.folder or demo_folder()
    with _opened(folder, asked.lang) as engagement, _Steps(engagement.language) as steps:

        def announce(line: str) -> None:
            steps.clear()
            print(line, flush=True)

        explore(engagement, announce=announce, port=asked.port, browser=not asked.no_browser, progress=steps)


def _print_findings(judgement: Judgement, engagement: Engagement) -> None:
    language = engagement.language
    print(judgement.answer.text)
    heading = "cli.heading_one" if len(judgement.findings) == 1 else "cli.heading"
    print(say(language, heading, name=engagement.name, findings=len(judgement.findings)))
    for place, finding in enumerate(judgement.findings[:SHOWN], start=1):
        print(f"{place}. {finding.headline} ({finding.holds})")
    if not judgement.findings:
        print(say(language, "cli.none"))
    if len(judgement.findings) > SHOWN:
        print(say(language, "cli.more", more=len(judgement.findings) - SHOWN))
    if len(judgement.more):
        print(say_counted(language, "cli.more_in_tables", int(judgement.more["more"].sum())))
    if judgement.indications:
        print(say_counted(language, "cli.indications", len(judgement.indications)))


def _lab(asked: argparse.Namespace) -> None:
    from kccdiag.engagement import open_engagement
    from kccdiag.workbook import copy_notebooks, open_lab

    engagement = open_engagement(asked.folder or _own_demo())
    language = asked.lang or engagement.language
    copies = copy_notebooks(engagement, language=language, restore=asked.restore)
    for line in (*copies.in_words(language), say(language, "workbook.folder", folder=copies.folder)):
        print(line)
    print(say(language, "workbook.stop"), flush=True)
    open_lab(copies.folder, browser=not asked.no_browser)


def _own_demo() -> Path:
    from kccdiag.shipped import copy_demo

    try:
        return copy_demo(OWN_DEMO)
    except OSError as error:
        what = f"the demo can't be copied to here: {error.strerror}"
        raise refuse(OWN_DEMO, what, "go to a folder that is yours to write, or name an engagement") from error


def _reidentify(asked: argparse.Namespace) -> None:
    from kccdiag.engagement import open_engagement
    from kccdiag.intake.reidentify import reidentify

    if not (asked.person or asked.customer):
        raise refuse("kccdiag reidentify", "no code is given", "name codes:  --person CODE…  --customer CODE…")
    found = reidentify(open_engagement(asked.folder), persons=asked.person, customers=asked.customer)
    for role, code, name in found.itertuples(index=False):
        print(f"{role} {code}: {name}")


def _new_key(asked: argparse.Namespace) -> None:
    from kccdiag.engagement import open_engagement
    from kccdiag.intake.cache import forget_other_keys
    from kccdiag.intake.privacy import key_file, replace_key

    engagements = [open_engagement(folder) for folder in asked.folders]
    for engagement in engagements:
        key_file(engagement.folder)  # refuses a key inside any of them before anything is lost
    print(replace_key(engagements[0].folder))
    faults: list[Fault] = []
    for engagement in engagements:
        try:
            forget_other_keys(engagement.folder, None)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)


def _export(asked: argparse.Namespace) -> None:
    from kccdiag.engagement import open_engagement
    from kccdiag.exchange import export
    from kccdiag.exchange.masked import write_masked
    from kccdiag.intake.interviews import read_interviews

    engagement = open_engagement(asked.folder, language=asked.lang)
    interviews = read_interviews(engagement)
    for path in (*export(interviews, engagement), *write_masked(interviews, engagement)):
        print(say(engagement.language, "exchange.written", path=path))
    count = len(interviews.statements)
    statements = say(
        engagement.language, "exchange.statements_one" if count == 1 else "exchange.statements", count=count
    )
    people = interviews.participants["interview"].nunique()
    print(say(engagement.language, "exchange.holds", statements=statements, interviews=people))


def _forget(asked: argparse.Namespace) -> None:
    from kccdiag.engagement import open_engagement
    from kccdiag.forgetting import forget

    forgotten = forget(asked.folder, asked.person, language=asked.lang, dry_run=asked.dry_run)
    language = asked.lang or open_engagement(asked.folder).language
    parts = {"would" if asked.dry_run else "done": forgotten.done, "left": forgotten.left}
    for heading, sentences in parts.items():
        print(say(language, f"forget.{heading}"))
        for sentence in sentences:
            print(f"– {sentence}")


def _checklist(asked: argparse.Namespace) -> None:
    from kccdiag.checklist import checklist
    from kccdiag.engagement import open_engagement

    text = checklist(open_engagement(asked.folder, language=asked.lang))
    if asked.out is None:
        print(text, end="")
        return
    try:
        _write_new(asked.out, text)
    except FileExistsError as error:
        raise refuse(str(asked.out), "something of this name is there already", "name another with --out") from error
    except OSError as error:
        raise refuse(str(asked.out), f"it can't be written: {error.strerror}", "name another with --out") from error
    print(asked.out)


def _example(asked: argparse.Namespace) -> None:
    from kccdiag.example import Plan, make_example, parse_fault

    faults = tuple(parse_fault(text) for text in asked.fault)
    plan = Plan(
        signals=asked.signals,
        departments=asked.departments,
        persons=asked.persons,
        months=asked.months,
        language=asked.lang,
    )
    make_example(asked.folder, seed=asked.seed, faults=faults, plan=plan)
    print(asked.folder)


_RUN: dict[str, Callable[[argparse.Namespace], None]] = {
    "init": _init,
    "check": _check,
    "diagnose": _diagnose,
    "demo": _demo,
    "explore": _explore,
    "lab": _lab,
    "suggest": _suggest,
    "reidentify": _reidentify,
    "new-key": _new_key,
    "forget": _forget,
    "checklist": _checklist,
    "export": _export,
    "example": _example,
}


class _Steps:
    """Shows what is being done once it takes two seconds: a bar on a terminal, in a pipe a line for each step."""

    def __init__(self, language: str) -> None:
        self.language, self.began, self.shown = language, time.monotonic(), set[str]()

    def __enter__(self) -> _Steps:
        return self

    def __call__(self, step: str, share: float) -> None:
        if sys.stderr is None or time.monotonic() - self.began < QUIET_SECONDS:
            return
        name = say(self.language, f"cli.{step}")
        if sys.stderr.isatty():
            bar = "█" * round(20 * share) + "░" * (20 - round(20 * share))
            _tell(f"\r{bar} {name:<40}")
        elif name not in self.shown:
            _tell(f"{name} …\n")
        self.shown.add(name)

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the bar away, so that something else can be said in its place."""
        if self.shown and sys.stderr.isatty():
            _tell("\r" + " " * 62 + "\r")


if __name__ == "__main__":
    run()

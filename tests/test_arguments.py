"""What help says is true: each option is explained, each example is understood, each default is the one taken."""

from __future__ import annotations

import argparse
import re
import shlex
from dataclasses import asdict

import pytest

from kccdiag import cli
from kccdiag.arguments import LAST_SEED, parser
from kccdiag.example import FAULT_KINDS, Plan, parse_fault

(COMMANDS,) = (one.choices for one in parser()._actions if isinstance(one, argparse._SubParsersAction))


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_option_is_explained_and_each_example_understood(command):
    help_ = COMMANDS[command].format_help()
    assert [one.dest for one in COMMANDS[command]._actions if not one.help] == []
    examples = [line.strip() for line in help_.splitlines() if line.startswith(f"  kccdiag {command}")]
    assert examples
    for example in examples:
        asked = parser().parse_args(shlex.split(example)[1:])
        assert asked.command == command
        for fault in getattr(asked, "fault", []):
            parse_fault(fault)


def test_the_first_page_shows_commands_that_are_understood():
    examples = re.findall(r"^  kccdiag (\S.*?)(?:  .*)?$", parser().format_help(), re.MULTILINE)
    assert [parser().parse_args(shlex.split(example)).command for example in examples] == ["init", "check", "diagnose"]


def test_each_command_is_run_by_something():
    assert cli._RUN.keys() == COMMANDS.keys()


def test_faults_are_listed_with_what_is_usual():
    listed = re.findall(r"^  (\S+) - .* \(\S+ to \S+\)$", COMMANDS["example"].format_help(), re.MULTILINE)
    assert [parse_fault(text).kind for text in listed] == list(FAULT_KINDS)
    assert listed[0] == "reservoir:Facturatie:3"


def test_an_invented_organisation_has_the_size_that_help_says():
    asked = vars(parser().parse_args(["example", "made"]))
    plan = asdict(Plan())
    assert {name: asked[name] for name in ("signals", "departments", "persons", "months")} == {
        name: plan[name] for name in ("signals", "departments", "persons", "months")
    }
    for name, (low, high) in {"signals": (100, 1_000_000), "departments": (5, 40), "months": (1, 60)}.items():
        assert f"{low:,} to {high:,}" in COMMANDS["example"].format_help()
        for size in (low, high):
            Plan(**{"persons": 150, name: size})


@pytest.mark.parametrize("command", ["diagnose here --out there", "demo", "example there"])
@pytest.mark.parametrize("seed", ["-1", "1.5", "x", "", str(LAST_SEED + 1), pytest.param("9" * 5_000, id="many")])
def test_a_seed_that_nothing_can_be_drawn_with_is_refused(capsys, command, seed):
    with pytest.raises(SystemExit) as ended:
        cli.main([*command.split(), "--seed", seed])
    assert ended.value.code == 2
    assert f"is no seed: a number from 0 to {LAST_SEED}" in capsys.readouterr().err

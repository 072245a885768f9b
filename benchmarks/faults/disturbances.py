"""What happens to an engagement between two runs and during them, drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from subprocess import TimeoutExpired

from benchmarks.faults.desk import CONFIGURATION, EXPORT, BrokenError, Desk, digest_of, finish
from kccdiag.intake.cache import FLOWS, FOLDER, NEW

CHANGED = "the file changed while it was read"


def run(desk: Desk) -> None:
    """Let one run end."""
    desk.expected()
    finish(desk.diagnose())
    desk.check_result()


def kill(desk: Desk) -> None:
    """Kill a run."""
    desk.expected()
    desk.kill([desk.diagnose()], within=desk.seconds)


def kill_while_keeping(desk: Desk) -> None:
    """Kill a run while it writes one of the first things that it has reduced."""
    desk.expected()
    for path in desk.reduced:
        path.unlink()
    count = desk.chosen.randrange(12)

    def is_writing() -> bool:
        names = [path.name for path in desk.reduced]
        return len(names) > count and any(name.startswith(NEW) for name in names)

    desk.kill_once(desk.diagnose(), is_writing)


def kill_one_of_two(desk: Desk) -> None:
    """Kill one of two runs with the same results folder; the other ends well."""
    desk.expected()
    one, other = desk.diagnose(), desk.diagnose()
    desk.kill([one], within=desk.seconds)
    finish(other)
    desk.check_result()


def two_at_once(desk: Desk) -> None:
    """Let two runs end that write to the same results folder."""
    desk.expected()
    for process in [desk.diagnose(), desk.diagnose()]:
        finish(process)
    desk.check_result()


def edit_export(desk: Desk) -> None:
    """Leave the last rows of the export out, or put them back."""
    path, kept = desk.engagement / EXPORT, desk.place / "whole.csv"
    if not kept.exists():
        kept.write_bytes(path.read_bytes())
    raw = kept.read_bytes()
    path.write_bytes(raw[: raw.rindex(b"\n", 0, int(len(raw) * desk.chosen.choice((0.9, 0.99, 1.0)))) + 1])


def edit_configuration(desk: Desk) -> None:
    """Let another zone's days count."""
    path = desk.engagement / CONFIGURATION
    other = desk.chosen.choice(("Europe/Amsterdam", "UTC"))
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("timezone")]
    at = lines.index("[engagement]") + 1
    path.write_text("\n".join([*lines[:at], f'timezone = "{other}"', *lines[at:]]) + "\n", "utf-8")


def edit_while_read(desk: Desk) -> None:
    """Change the export during a run: refused, or the result of what it was or is."""
    before = desk.expected()
    process = desk.diagnose()
    with suppress(TimeoutExpired):
        process.wait(desk.chosen.uniform(0, desk.seconds))
    edit_export(desk)
    _, said = process.communicate()
    if process.returncode == 2 and CHANGED in said:
        return
    if process.returncode:
        raise BrokenError(f"a run during which the export changed ended with {process.returncode}:\n{said}")
    after = desk.expected()
    if digest_of(desk.out) not in (before, after):
        raise BrokenError("the result is of neither state of the export")


def damage_cache(desk: Desk) -> None:
    """Change a byte of the cache, or cut a file of it off."""
    files = sorted(path for path in (desk.engagement / FOLDER).glob("*/**/*") if path.is_file())
    if not files:
        return
    path = desk.chosen.choice(files)
    desk.damaged.add(path if path.parent.name == FLOWS else path.parent)
    raw = bytearray(path.read_bytes())
    at = desk.chosen.randrange(len(raw)) if raw else 0
    if raw and desk.chosen.random() < 0.5:
        raw[at] ^= 1 << desk.chosen.randrange(8)
        path.write_bytes(raw)
    else:
        path.write_bytes(raw[:at])


ALL: dict[str, tuple[Callable[[Desk], None], int]] = {
    "kill": (kill, 10), "kill while keeping": (kill_while_keeping, 3), "run": (run, 2),
    "kill one of two": (kill_one_of_two, 1), "two at once": (two_at_once, 1),
    "edit the export": (edit_export, 3), "edit the configuration": (edit_configuration, 1),
    "edit the export during a run": (edit_while_read, 2), "damage the cache": (damage_cache, 2),
}  # fmt: skip

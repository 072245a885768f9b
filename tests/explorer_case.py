"""A small organisation to explore, with names that try to be more than names, and a page that needs no kernel."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diagnosed import lay_down

if TYPE_CHECKING:
    from browser import Visit
    from playwright.sync_api import Page

    from kccdiag.present.explorer.widget import Explorer

CENTRE, SCRIPT, FORMULA, LONG = "KCC", '<img src=x onerror="window.hacked=1">', "=1+1", "Klachtenafhandeling " * 4
SMALL = "Archief"  # six persons work there, on ideas only two of them
DEPARTMENTS = (SCRIPT, FORMULA, LONG.strip(), SMALL, "{name} & co", "Kwaliteit")
UNMET, PAPER, AGREED = ("{name} & co", "Kwaliteit"), ("Kwaliteit", FORMULA), (SCRIPT, FORMULA)  # giver, taker
# Who says what: name, department, consent; then relation, pair, barrier, words, released.
TALKS = (
    ("Adriaantje Boersema", "Kwaliteit", "yes", (("flow", PAPER, "", "We pass on all of that.", "yes"),
                                                 ("need", UNMET, "", "We need to <b>know</b>.", "yes"))),
    ("Bartholomeus Cool", FORMULA, "yes", (("flow", PAPER, "", "They send us what they hear.", "no"),
                                           ("flow", AGREED, "no_reply", "It comes, and we say nothing.", "yes"))),
    ("Cornelia Drent", SCRIPT, "yes", (("flow", AGREED, "", "We send it on.", "no"),
                                       ("", None, "no_time", "<img src=x onerror=hacked()>", "yes"))),
    ("Dirkje Ensing", SMALL, "yes", (("", None, "no_time", "When would we?", "no"),)),
    ("Evert-Jan Folkers", "{name} & co", "yes", (("", None, "no_time", "There is no time.", "yes"),)),
    ("Froukje Giethoorn", LONG.strip(), "no", (("", None, "no_mandate", "We may not.", "yes"),)),
)  # fmt: skip
KINDS = ("idea", "complaint", "question")
OUTCOMES = ("adopted", "answered", "rejected", "closed")
DAYS = tuple(f"{2024 + month // 12}-{month % 12 + 1:02d}-{day:02d}" for month in range(18) for day in range(1, 29))

# A window that answers as a kernel would, and a content policy that is no wider than that of the app.
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Explorer</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' blob:;
style-src 'unsafe-inline'; img-src data:"><meta name="viewport" content="width=device-width">
<style>body { margin: 0 } CSS</style></head><body><main></main></body></html>"""
START = """async ([source, state, views]) => {
  const heard = {};
  const tell = (name) => (heard[name] ?? []).forEach((act) => act());
  window.model = {
    get: (name) => state[name], set: (name, value) => { state[name] = value; tell(`change:${name}`); },
    on: (name, act) => { (heard[name] ??= []).push(act); },
    off: (name, act) => { heard[name] = (heard[name] ?? []).filter((other) => other !== act); },
    save_changes: () => {
      window.answer(structuredClone(state.choice)).then((view) => view && model.set("view", view));
    },
  };
  const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  window.stops = Array.from({ length: views }, () => {
    const el = document.querySelector("main").appendChild(document.createElement("div"));
    return module.default.render({ model, el });
  });
}"""


def organisation(folder: Path) -> Path:
    """Write an engagement of eighteen months: from the contact centre to one or two departments, and an outcome.

    Of two pairs people say that signals go, or that they need them, and none goes there.
    """
    _write_talks(folder)
    return lay_down(folder, _rows(), more={
        "engagement": f'contact_centre = ["{CENTRE}"]\nboard = ["Kwaliteit"]',
        "interviews": 'folder = "talks"\nparticipants = "participants.csv"\nstatements = "statements.csv"',
    })  # fmt: skip


def _write_talks(folder: Path) -> None:
    (folder / "talks").mkdir(parents=True)
    people = [("file", "name", "department", "language", "consent")]
    statements = [("interview", "turn", "start", "end", "quote", "relation", "source", "target", "barrier", "coder",
                   "confirmed", "released")]  # fmt: skip
    for number, (name, department, consent, sayings) in enumerate(TALKS, start=1):
        words = " ".join(quote for _, _, _, quote, _ in sayings)
        (folder / "talks" / f"talk{number}.txt").write_text(f"Interviewer: And?\n{name}: {words}\n", "utf-8")
        people.append((f"talk{number}.txt", name, department, "en", consent))
        for relation, pair, barrier, quote, released in sayings:
            at = words.index(quote)
            statements.append((f"talk{number}", 1, at, at + len(quote), quote, relation, *(pair or ("", "")), barrier,
                               "coder", "yes", released))  # fmt: skip
    for table, rows in (("participants.csv", people), ("statements.csv", statements)):
        with (folder / table).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def _rows() -> Iterator[tuple[str, ...]]:
    for signal in range(900):
        start, kind = signal % 450, KINDS[signal % 3]
        place = signal // 3
        first, second = DEPARTMENTS[place % 6], DEPARTMENTS[(place + 1 + place // 6 % 5) % 6]
        second = SCRIPT if (first, second) in {UNMET, PAPER} else second
        stays = (1 + signal % 3, 2 + signal % 5, 3 + signal % 11)
        moments = [start, start + stays[0], start + sum(stays[:2]), start + sum(stays)]
        yield _row(signal, moments[0], CENTRE, "received", kind)
        yield _row(signal, moments[1], first, "work", kind)
        if signal % 4 == 3:  # nobody finishes it
            continue
        yield _row(signal, moments[2], second, "work", kind)
        yield _row(signal, moments[3], second, OUTCOMES[signal // 3 % 4], kind)
        if signal % 2:
            yield _row(signal, moments[3] + 1, CENTRE, "told", kind)


def _row(signal: int, day: int, department: str, activity: str, kind: str) -> tuple[str, ...]:
    persons = 2 if (department, kind) == (SMALL, "idea") else 6
    person = f"person-{department}-{signal // 3 % persons}"
    return f"signal-{signal}", f"{DAYS[day]} 10:00:00", department, activity, kind, person, "", f"customer-{signal}"


def show(visit: Visit, explorer: Explorer, *, views: int = 1, silent: bool = False) -> Page:
    """Show an explorer in a browser; its Python answers each choice, unless it is silent."""
    page, asked = visit.page, []

    def answer(choice: Any) -> Any:
        asked.append(choice)
        if silent:
            return None
        explorer.choice = choice
        return explorer.view

    page.expose_function("answer", answer)
    page.set_content(PAGE.replace("CSS", explorer._css))
    state = json.loads(json.dumps({"page": explorer.page, "choice": explorer.choice, "view": explorer.view}))
    page.evaluate(START, [explorer._esm, state, views])
    page.locator(".kcx-panel").first.wait_for()
    return page

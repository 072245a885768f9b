"""A small organisation to explore, with names that try to be more than names, and a page that needs no kernel."""

from __future__ import annotations

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
    """Write an engagement of eighteen months: from the contact centre to one or two departments, and an outcome."""
    return lay_down(folder, _rows(), more={"engagement": f'contact_centre = ["{CENTRE}"]\nboard = ["Kwaliteit"]'})


def _rows() -> Iterator[tuple[str, ...]]:
    for signal in range(900):
        start, kind = signal % 450, KINDS[signal % 3]
        place = signal // 3
        first, second = DEPARTMENTS[place % 6], DEPARTMENTS[(place + 1 + place // 6 % 5) % 6]
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

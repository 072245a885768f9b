"""How an explorer is opened: from an engagement, or from what was computed of one before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kccdiag.faults import refuse
from kccdiag.present.explorer.widget import Explorer

if TYPE_CHECKING:
    from kccdiag.cube import Cube
    from kccdiag.diagnosis import Progress
    from kccdiag.engagement import Engagement

CUBE, PAGE = "cube", "page.json"


def explore(engagement: Engagement | Path | str, *, language: str | None = None, seed: int = 0) -> Explorer:
    """Show an engagement to those who decide: filters, flow, stock, openness, ideas, findings and a hundred drops.

    Parameters
    ----------
    engagement
        An engagement, or the folder of one.
    language
        nl or en; the engagement's where None.

    Returns
    -------
    Explorer
        A widget: leave it as the last line of a notebook's cell.

    Raises
    ------
    kccdiag.faults.InputError
        When there is no log, which is what an explorer shows, or it cannot be read.
    """
    cube, page = _computed(engagement, language=language, seed=seed)
    return Explorer(cube, page)


def save_explorer(
    engagement: Engagement | Path | str,
    folder: Path,
    *,
    progress: Progress | None = None,
) -> Path:
    """Compute all that an explorer needs of an engagement, for :func:`explore_saved` to open.

    Parameters
    ----------
    progress
        Called with a step's name and the share done.

    Returns
    -------
    Path
        The folder.
    """
    cube, page = _computed(engagement, progress=progress)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    cube.save(folder / CUBE)
    (folder / PAGE).write_text(json.dumps(page, ensure_ascii=False, sort_keys=True, allow_nan=False), encoding="utf-8")
    return folder


def explore_saved(folder: Path | str) -> Explorer:
    """Open what :func:`save_explorer` computed; the address then says which panel is open.

    Returns
    -------
    Explorer
        The widget.
    """
    from kccdiag.cube import load_cube

    page: dict[str, Any] = json.loads((Path(folder) / PAGE).read_text(encoding="utf-8"))
    return Explorer(load_cube(Path(folder) / CUBE), page | {"links": True})


def check_log(engagement: Engagement) -> None:
    """Refuse an engagement of which there is nothing to explore."""
    if not engagement.logs:
        what = "there is no [log], and the explorer shows how the signals of a log travel"
        raise refuse("kccdiag.toml", what, "what people said is in the report of  kccdiag diagnose")


def _computed(
    engagement: Engagement | Path | str, *, language: str | None = None, seed: int = 0, progress: Progress | None = None
) -> tuple[Cube, dict[str, Any]]:
    from kccdiag.board import board_of, read_board
    from kccdiag.cube import cube_of
    from kccdiag.diagnosis import diagnose
    from kccdiag.engagement import open_engagement
    from kccdiag.findings import judge
    from kccdiag.present.explorer.page import page_of

    opened = open_engagement(engagement) if isinstance(engagement, str | Path) else engagement
    check_log(opened)
    diagnosis = diagnose(opened, language=language, seed=seed, progress=progress)
    cube = cube_of(opened, language=language, seed=seed)
    return cube, page_of(cube, diagnosis, board_of(judge(diagnosis), read_board(opened)))

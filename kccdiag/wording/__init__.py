"""Every sentence, label and unit that a reader sees, in Dutch and English.

Texts live in ``wording/nl/AREA.py`` and ``wording/en/AREA.py`` as ``TEXTS``, a mapping from key to a template in the
syntax of ``str.format``; a key is ``area.name``. Nothing here imports anything of the package.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

LANGUAGES = ("nl", "en")
LOCALES = {"nl": "nl-NL", "en": "en-GB"}  # as other programs know them


def say(language: str, key: str, **values: Any) -> str:
    """Return the text under a key in a language, with its values filled in.

    Raises
    ------
    KeyError
        For a key or language that does not exist: a defect of ours, never of the input.

    Examples
    --------
    >>> say("nl", "labels.unknown"), say("en", "labels.unknown")
    ('onbekend', 'unknown')
    """
    area, _, name = key.partition(".")
    return _texts(language, area)[name].format(**values)


def say_counted(language: str, key: str, count: int, **values: Any) -> str:
    """Return the text under a key for ``n`` things; the one under ``key_one`` where there is one.

    Examples
    --------
    >>> say_counted("nl", "said.interviews", 1), say_counted("en", "said.interviews", 3)
    ('1 gesprek', '3 interviews')
    """
    return say(language, f"{key}_one" if count == 1 else key, n=number(language, count), **values)


def number(language: str, value: float, digits: int = 0) -> str:
    """Write a number as the language does.

    Examples
    --------
    >>> number("nl", 12345.678, 1), number("en", 12345.678, 1)
    ('12.345,7', '12,345.7')
    """
    written = f"{value:,.{digits}f}"
    if language == "nl":
        return written.translate(str.maketrans(",.", ".,"))
    return written


def percent(language: str, share: float, digits: int = 0) -> str:
    """Write a share of one as a percentage.

    Examples
    --------
    >>> percent("nl", 0.4142, 1), percent("en", 0.4142)
    ('41,4 %', '41%')
    """
    written = number(language, 100 * share, digits)
    return f"{written} %" if language == "nl" else f"{written}%"


def percent_of(language: str, share: float) -> str:
    """Write a share as findings do: with a decimal where it is small.

    Examples
    --------
    >>> percent_of("en", 0.32), percent_of("en", 0.024), percent_of("en", 0.0)
    ('32%', '2.4%', '0%')
    """
    return percent(language, share, 0 if share >= 0.095 or share == 0 else 1)


@cache
def _texts(language: str, area: str) -> dict[str, str]:
    return dict(import_module(f"{__name__}.{language}.{area}").TEXTS)

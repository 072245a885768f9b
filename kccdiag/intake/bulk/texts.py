"""Values of any column as texts, in SQL that means the same on every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kccdiag.engines.database import quoted

# What Python and Arrow trim: white space of all kinds.
SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # without width
_MARKS = "!\"#$%&()*+,-./:;<=>?@[]^`{|}~'‘’“”«»–—…·"
_HALVINGS = 4  # of runs of spaces: 16 become one
READABLE = ("text", "whole", "real", "decimal", "truth", "date")


def name(column: str) -> str:
    """Write the name of a column.

    Examples
    --------
    >>> print(name('The "id" of it'))
    "The ""id"" of it"
    """
    return '"' + column.replace('"', '""') + '"'


def literal(value: str) -> str:
    """Write a text. No backslash may be in it: some engines read more than a character there."""
    parts = value.split("\\")
    written = [quoted(part) for part in parts]
    return written[0] if len(parts) == 1 else f"concat({', chr(92), '.join(written)})"


def as_text(column: str, holds: str, *, whole: bool) -> str:
    """Write a column as texts, null where empty.

    Parameters
    ----------
    holds
        What it holds, as :meth:`kccdiag.engines.database.Database.columns` says.
    whole
        Whether all its real numbers are whole: ids became such where some were missing.
    """
    value = name(column)
    if holds == "real":
        known = f"case when not isnan({value}) then {value} end"
        # Tried, as DuckDB may take the cast out of its case, and NaN is no number that it has.
        return f"cast(try_cast({known} as bigint) as string)" if whole else f"cast({known} as string)"
    return f"nullif({value}, '')" if holds == "text" else f"cast({value} as string)"


def joined(texts: Sequence[str]) -> str:
    """Join texts with "/", leaving out what is missing; null where all are."""
    return texts[0] if len(texts) == 1 else f"nullif(concat_ws('/', {', '.join(texts)}), '')"


def trimmed(text: str) -> str:
    """Take white space off both ends."""
    # Engines take a list of characters off slowly (0.8 s a million), so only where an end is no plain character.
    plain = " or ".join(f"{end} {sign}" for end in (text, f"right({text}, 1)") for sign in ("< '!'", "> '~'"))
    return f"case when {plain} then trim(both {literal(SPACES)} from {text}) else {text} end"


def folded(text: str) -> str:
    """Write texts as they are compared: in small letters, without white space around them or runs of it inside.

    Unlike :func:`kccdiag.lists.fold` it leaves accents as they are written, in one character or in two.
    """
    spaced = f"translate({text}, {literal(SPACES + _UNSEEN)}, {literal(' ' * len(SPACES))})"
    return _single_spaced(f"lower({spaced})")


def words(text: str) -> str:
    """Write folded texts as their words, one space between two, as a name is looked for in another text."""
    return _single_spaced(f"translate({text}, {literal(_MARKS)}, {literal(' ' * len(_MARKS))})")


def _single_spaced(text: str) -> str:
    for _ in range(_HALVINGS):
        text = f"replace({text}, '  ', ' ')"
    return f"trim({text})"


def among(text: str, values: Sequence[str]) -> str:
    """Say whether a text is one of some values."""
    return f"{text} in ({', '.join(map(literal, values))})" if values else "false"


def column_text(columns: Sequence[str], holds: Mapping[str, str], whole: frozenset[str]) -> str:
    """Write one or several columns of a source as one text."""
    return joined([as_text(column, holds[column], whole=column in whole) for column in columns])

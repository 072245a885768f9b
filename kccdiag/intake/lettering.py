"""Text as names are looked for in it: without accents and what has no width, each letter with its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼ`´", "'"))
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
_NO_WIDTH = ("Mn", "Me", "Cf")  # combining marks; soft hyphens, joiners, marks of direction


@dataclass(frozen=True)
class Lettered:
    """A text in plain letters.

    Parameters
    ----------
    text
        As it is searched.
    places
        For every character of ``text`` the code point of the original from which it came.
    original
        As it was written.
    """

    text: str
    places: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the original, with the marks that stand on its last letter.

        Examples
        --------
        >>> lettered("Jose\\u0301's").span(0, 4)
        (0, 5)
        """
        stop = self.places[end - 1] + 1
        while stop < len(self.original) and unicodedata.category(self.original[stop]) in _NO_WIDTH:
            stop += 1
        return self.places[start], stop


def lettered(text: str) -> Lettered:
    """Write a text in plain letters, so that "Zoë", "Zoe" and "Zo\\u00adë" are one name.

    Examples
    --------
    >>> lettered("Zoë’s ﬁets").text
    "Zoe's fiets"
    """
    letters, places = [], []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character.translate(_APOSTROPHES)).translate(_LETTERS):
            if unicodedata.category(letter) not in _NO_WIDTH:
                letters.append(" " if letter.isspace() else letter)
                places.append(place)
    return Lettered("".join(letters), tuple(places), text)

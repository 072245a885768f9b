"""Which language a turn is spoken in: Dutch or English, by the small words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words that are frequent in the one language and none in the other.
_DUTCH = frozenset(
    "aan als bij dan dat de deze die dit dus een eens eigenlijk en er gaat geen gewoon haar hebben heb heeft het hier"
    " hoe hun ik ja je jij jullie kan komt krijgen kunnen maar meer met mij mijn moet naar nee niet niks nog nooit nou"
    " nu of om omdat ons onze ook op over te toch tot uit van veel voor waar wat we weer wel wij wordt ze zei zelf zich"
    " zij zijn zo zou".split()
)
_ENGLISH = frozenset(
    "a about and any are as at be because been but by can could did do does don't from get had has have he her his how"
    " i if it it's its just know like my never no not now of or our out she should so some than that that's the their"
    " them then there they this to up was were what when where which who why will with would yeah yes you your".split()
)
# The same small word in both languages says nothing.
_BOTH = _DUTCH & _ENGLISH


def language_of(text: str, fallback: str) -> str:
    """Tell whether a text is Dutch or English; the fallback where its small words do not.

    Examples
    --------
    >>> language_of("Dat gaat niet naar de backlog", "en"), language_of("Not a thing.", "nl"), language_of("Oké!", "nl")
    ('nl', 'en', 'nl')
    """
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    dutch = sum(word in _DUTCH - _BOTH for word in words)
    english = sum(word in _ENGLISH - _BOTH for word in words)
    if dutch == english:
        return fallback
    return "nl" if dutch > english else "en"

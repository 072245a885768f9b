"""Sentences and clauses of what somebody said, by where they stand in the turn."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’.&\-][^\W_]+)*")
# A sentence ends at . ! ? or … (with what closes a quotation) before white space and anything but a small letter.
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[^\sa-zà-ÿ]|\s*$)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:dhr|mevr|mw|hr|mr|mrs|ms|dr|drs|ir|ing|prof|nr|tel|evt|incl|excl|ca|bijv|bv|o\.a|m\.b\.t|"
    r"d\.w\.z|i\.p\.v|"
    r"t\.o\.v|e\.g|i\.e|vs|St|[A-Z])\.$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:–—]+(?=\s)|[–—]|(?<=\s)-(?=\s)")
_DUTCH_OR_ENGLISH = re.compile(
    r"\b(?:(de|het|een|en|van|ik|wij|ze|dat|die|er|niet|wat)|(?:the|and|i|to|they|it|that|we|our|what|don't))\b",
    re.IGNORECASE,
)
_PAUSES = r"(?:eh+|ehm|uh+|uhm|um+|erm?|hm+|nou ja|zeg maar|you know|i mean|weet je)"
_ASIDES = re.compile(  # said between commas, and no clause of its own
    r",\s*(?:als ik eerlijk ben|eerlijk gezegd|om eerlijk te zijn|moet ik zeggen|denk ik|geloof ik|volgens mij|"
    r"eerlijk waar|dus|"
    r"if i'm honest|to be honest|to be fair|i must say|i think|i suppose|i'm afraid|as far as i know|mind you|"
    r"frankly|of course|"
    r"natuurlijk|helaas|sadly|unfortunately|wel|hoor|toch|zoals gezegd|in alle eerlijkheid)\s*,",
    re.IGNORECASE,
)
_PAUSE_BEFORE = re.compile(rf",\s*{_PAUSES}$", re.IGNORECASE)
_PAUSE_AFTER = re.compile(rf"\s*{_PAUSES}(?!\w)", re.IGNORECASE)
_DUTCH_JOINERS = frozenset("want of als alleen".split())  # want and of are words of both languages
_JOINERS = frozenset("""
    en maar omdat terwijl hoewel zodat doordat waardoor tenzij and but because nor while whereas although
    though unless cause cos except if when wanneer zodra voordat nadat until
""".split())
# A stretch with one of these says something of its own; without, it belongs to what stands before it.
_FINITE = frozenset("""
    ben bent is zijn was waren heb hebt heeft hebben had hadden word wordt worden werd werden kan kun kunt kunnen
    kon konden wil wilt willen wilde wilden moet moeten moest moesten mag mogen mocht mochten zal zult zullen zou
    zouden ga gaat gaan ging gingen kom komt komen kwam kwamen krijg krijgt krijgen kreeg kregen doe doet doen deed
    deden weet weten wist hoor hoort horen hoorde hoorden zie ziet zien zeg zegt zeggen zei zet zetten leg legt
    leggen stuur stuurt sturen stuurde geef geeft geven gaf gaven laat laten liet bel belt bellen mail mailt mailen
    maak maakt maken blijft blijf blijven staat staan ligt liggen zit zitten denk denkt denken vind vindt vinden
    vraag vraagt vragen gebeurt loopt lopen hou houdt houden neem neemt nemen schiet schieten verdwijnt belandt
    belanden am are were be been have has do does did don't doesn't didn't isn't aren't wasn't can can't cannot
    could couldn't will won't would wouldn't should shouldn't may might must get gets got send sends sent give gives
    gave pass passes passed hear hears heard tell tells told go goes went come comes came know knows knew need needs
    want wants say says said see sees saw land lands end ends let lets flag flags share shares forward forwards log
    logs put puts reply replies make makes made think thinks keep keeps ask asks asked haven't hasn't hadn't i'm
    we're they're it's that's there's he's she's you're i've we've they've i'd we'd they'd i'll we'll they'll it'll
    what's who's nobody's one's
""".split())
_SUBJECTS = frozenset("""
    ik wij we ze zij hij je jij jullie die dat het niemand iedereen wie wat i they he she it you who what nobody
    everybody everyone somebody that
""".split())

_SHORT = 3  # words: a pronoun among so few is no subject of a verb that the list above does not hold


@dataclass(frozen=True)
class Span:
    """A stretch of a turn; ``start`` and ``end`` (exclusive) in code points, ``text`` is what stands between."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Span]:
    """Cut a turn into sentences, without the white space between them.

    Examples
    --------
    >>> [part.text for part in sentences("Nee. Dat gaat via dhr. Vos, denk ik! Of niet?")]
    ['Nee.', 'Dat gaat via dhr. Vos, denk ik!', 'Of niet?']
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if not _ABBREVIATED.search(text[: found.end()][-8:])]
    return _pieces(text, 0, [*ends, len(text)])


def clauses(text: str) -> list[Span]:
    """Cut a turn into clauses: at commas and joining words, where what follows says something of its own.

    Examples
    --------
    >>> [part.text for part in clauses("Wij mailen het naar sales en naar de winkel, maar ze doen er niks mee.")]
    ['Wij mailen het naar sales en naar de winkel,', 'maar ze doen er niks mee.']
    """
    found: list[Span] = []
    joiners = _JOINERS | _DUTCH_JOINERS if _is_dutch(text) else _JOINERS
    for sentence in sentences(text):
        parts = _pieces(text, sentence.start, [*_cuts(sentence, joiners), sentence.end])
        found += _joined(text, parts)
    return found


def words(text: str) -> list[Span]:
    """List the words of a text, with their apostrophes and inner hyphens.

    Examples
    --------
    >>> [word.text for word in words("Bij P&O zit 'n HR-adviseur.")]
    ['Bij', 'P&O', 'zit', 'n', 'HR-adviseur']
    """
    return [Span(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]


def _cuts(sentence: Span, joiners: frozenset[str]) -> list[int]:
    breaks = [found for found in _BREAK.finditer(sentence.text) if not _is_pause(sentence.text, found)]
    cuts = [sentence.start + found.end() for found in breaks]
    cuts += [sentence.start + word.start for word in words(sentence.text) if word.text.casefold() in joiners]
    asides = [aside.span() for aside in _ASIDES.finditer(sentence.text)]
    return sorted(cut for cut in cuts if not any(start <= cut - sentence.start <= end for start, end in asides))


def _is_pause(text: str, found: re.Match[str]) -> bool:
    """Tell whether a comma stands beside a word that fills a pause: van de, eh, van de planning."""
    return bool(_PAUSE_BEFORE.search(text[: found.start()]) or _PAUSE_AFTER.match(text[found.end() :]))


def _is_dutch(text: str) -> bool:
    found = [match.lastindex is not None for match in _DUTCH_OR_ENGLISH.finditer(text)]
    return 2 * sum(found) >= len(found)


def _pieces(text: str, start: int, ends: list[int]) -> list[Span]:
    found = []
    for end in ends:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        if stripped := piece.strip():
            found.append(Span(first, first + len(stripped), stripped))
        start = max(start, end)
    return found


def _joined(text: str, parts: list[Span]) -> list[Span]:
    """Join a part that says nothing of its own to what stands before it, the first one to what follows."""
    found: list[Span] = []
    for part in parts:
        if found and not (_says(part) and _says(found[-1])):
            start = found.pop().start
            part = Span(start, part.end, text[start : part.end])
        found.append(part)
    return found


def _says(part: Span) -> bool:
    spoken = {word.text.casefold().replace("’", "'") for word in words(part.text)}
    if spoken.isdisjoint(_FINITE):
        return len(spoken) > _SHORT and not spoken.isdisjoint(_SUBJECTS)
    return len(spoken) > 1

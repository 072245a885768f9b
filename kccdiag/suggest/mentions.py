"""Where a turn speaks of a department or of customers, whatever words it uses for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import simplemma
from rapidfuzz import fuzz, process

from kccdiag.intake.interviews import CUSTOMER as THE_CUSTOMER
from kccdiag.lists import fold
from kccdiag.suggest.clauses import words
from kccdiag.suggest.fields import BOARD, CONTACT, CUSTOMER, FIELDS, ON_THE_PHONE, PEOPLE, Field
from kccdiag.suggest.frames_en import VERBS

FUZZY = 85  # rapidfuzz ratio at which an unknown word may be a misspelt name (measured on transcripts)
_FUZZY_LETTERS = 6
_ACRONYM_LETTERS = 4
SURE, LIKELY, DOUBTFUL = 1.0, 0.9, 0.5

_HEADS = (
    r"afdeling(?:en)?|team|teams|mensen|collega['’]?s?|jongens|meiden|meisjes|dames|heren|lui|club(?:je)?|gasten|"
    r"medewerkers?|medewerkster|"
    r"teamleiders?|teamleads?|leidinggevenden?|managers?|hoofd|hoofden|directeur|baas|chef|iemand|kant|balie|tak|"
    r"bak|mailbox|postvak|inbox|groep|"
    r"teammanagers?|teamhoofd|afdelingshoofden|afdelingshoofd|coördinator(?:en)?|folks?|guys|people|lads|lot|"
    r"colleagues|department|dept|desk|"
    r"director|head|someone|somebody|crew|staff|side|chaps|"
    r"bunch|boys|girls|gang|queue|backlog|niemand|nobody|no one|anyone|anybody|everyone|iedereen|degenen?|those|"
    r"the ones"
)
_AFTER = (
    r"afdeling|team|teams|department|dept|mensen|people|guys|folks?|lads|lot|crew|side|desk|collega['’]?s|"
    r"colleagues|kant|club(?:je)?|hoek|staff|managers?|"
    r"teamleiders?|director|lead|jongens|medewerkers?|chaps|girls|boys|gang|bunch|adviseurs?|specialisten|inbox|"
    r"mailbox|queue"
)
_ARTICLE = r"(?:de|het|['’]t|die|onze|hun|mijn|the|our|those|these|some|een|a|an|my|their|your|jullie)"
_BEFORE = (
    r"(?:(?:(?:die|degenen?|iemand|niemand|nobody|no one|someone|somebody|anyone|those|(?-i:[A-Z]\w+))\s+(?:van|"
    r"bij|from|in|at)\s+"
    rf"(?:{_ARTICLE}\s+)?)|(?:{_ARTICLE}\s+(?:\w+\s+)?)?(?:{_HEADS})\s+"
    r"(?:(?:van|bij|op|in|of|from|at|over\s+(?:at|in)|(?:down|up)\s+in|for)\s+)?"
    rf"(?:{_ARTICLE}\s+)?)"
)
_ENDING = rf"(?:['’]?s|['’]?ers|en)?(?:-?(?:{_AFTER}))?"
_BARE = r"(?:naar|bij|richting|vanuit|to|at|towards|into|toward|naast|tegen)"  # a bare noun after these is a place
_DOES = (
    r"(?:do|does|did|has|have|is|are|can|will|would|could|should|doen|doet|heeft|hebben|zijn|kan|kunnen|zou|zouden|"
    r"if|als|when|because|that|which)"
)
_LOOSE = r"(?:op|van|aan|met|door|via|from|with|by|through|and|en|of|or|ook|neither|nor|noch)"
_FUNCTION = (  # words that follow a name, and no noun that it would qualify
    r"(?:de|het|een|en|of|maar|want|ook|niet|nooit|wel|niks|niets|alles|er|dan|dus|nu|weer|terug|altijd|elke|"
    r"iedere|wat|dat|die|daar|hier|zo['’]n|"
    r"ons|onze|we|wij|ik|je|ze|zij|hoe|over|met|voor|bij|naar|van|door|in|op|om|te|als|omdat|horen|gaan|gaat|komen|"
    r"mag|zou|zal|hadden|had|"
    r"the|a|an|and|or|but|so|also|not|either|too|as|well|on|in|at|with|for|from|to|by|about|of|every|each|any|some|"
    r"all|everything|nothing|"
    r"what|that|they|we|i|us|our|their|straight|directly|already|would|could|should|might|may|used|raise|bring|"
    r"pick|say|come|comes|went)"
)
_GIVEN = (
    r"(?:sends?|tell|tells|gives?|show|shows|ask|asks|let|lets|stuurt|sturen|stuur|geeft|geven|geef|vertellen|"
    r"mailen|mail|laten|laat|krijgt|krijgen|does|do|heeft)"
)
_LINES = [" ".join(line.split("|")[:3]) for line in VERBS.strip().splitlines()]
_ENGLISH_VERBS = "|".join(sorted({form for line in _LINES for form in re.findall(r"[a-z][a-z'-]+", line)}))
_VERB = (
    rf"(?:(?:{_ENGLISH_VERBS}|lets?|pulls?|reads?|makes?|sees?|looks?|runs?|uses?|works?|owns?|loves?|handles?|deals?|might|may|used|isn['’]t|"
    r"aren['’]t|can['’]t|didn['’]t|haven['’]t|hasn['’]t|usually|normally|often|sometimes|rarely|hardly|actually|already|really|only|simply|still)|"
    r"(?:stuur\w*|stur\w+|is|zijn|heeft|hebben|krijg\w*|weet|weten|doet|doen|gooit|laat|laten|geeft|geven|zet|"
    r"zetten|wil|willen|hoor\w*|belt|bellen|mailt|"
    r"mailen|komt|zegt|moet|kan|houdt|vindt|sends?|gets?|has|have|are|do|does|don['’]t|doesn['’]t|never|will|"
    r"won['’]t|tells?|wants?|needs?|shares?|passes|gives?|knows?|hears?|"
    r"just|always|can|asks?|says?|forwards?|reagee?r\w*|vraagt|koppel\w*|lever\w*))"
)


@dataclass(frozen=True)
class Mention:
    """A stretch of a turn that names a department, or the customer; ``certainty`` in 0 … 1."""

    start: int
    end: int
    department: str
    certainty: float


@dataclass(frozen=True)
class _Name:
    pattern: str
    department: str
    loose: bool  # also an everyday word: counts only where it stands as a name does
    capitals: bool  # an acronym that is a word in small letters: IT
    certainty: float
    headed: bool = False  # counts only with a head: the mortgage people


class Names:
    """All that the departments of an organisation may be called, in one language.

    Parameters
    ----------
    aliases
        Folded spelling → department, names among them.
    contact_centre, board
        Departments that have this role.
    people
        Name of a participant, as it is written → department.
    language
        nl or en: which words are everyday ones.

    Examples
    --------
    >>> names = Names({"marketing": "Marketing", "kcc": "KCC"}, language="nl")
    >>> [(found.start, found.end, found.department) for found in names.find("Die mail ik naar de marketing afdeling.")]
    [(17, 38, 'Marketing')]
    """

    def __init__(
        self,
        aliases: Mapping[str, str],
        *,
        contact_centre: Iterable[str] = (),
        board: Iterable[str] = (),
        people: Mapping[str, str] | None = None,
        language: str,
    ) -> None:
        self.language = language
        self._spelled = {alias: name for alias, name in aliases.items() if len(alias) >= _FUZZY_LETTERS}
        listed = [_listed(alias, name, language) for alias, name in aliases.items()]
        named = [_Name(f"(?-i:{re.escape(who)})", name, False, False, LIKELY)
                 for who, name in (people or {}).items() if len(who) > 2 and fold(who) not in _FIRST_WORDS]  # fmt: skip
        self.contact_centre = frozenset(_doing(CONTACT, aliases, tuple(contact_centre)))
        free = list(_free(aliases, {CONTACT: tuple(contact_centre), BOARD: tuple(board)}))
        plural = [alias for alias in aliases if alias.endswith("s") and len(alias) > _PART and language == "en"]
        listed += [_Name(_spelling(alias[:-1]), aliases[alias], True, False, LIKELY, headed=True) for alias in plural]
        self._names = [*listed, *named, *_parts(aliases), *free]
        self._patterns = [(_compiled(name), name) for name in self._names]

    def find(self, text: str) -> list[Mention]:
        """List the departments and customers that a text speaks of, in its order; none overlap."""
        found = [
            mention
            for pattern, name in self._patterns
            for mention in _matches(pattern, name, text, self.language)
        ]
        found += [Mention(match.start(), match.end(), THE_CUSTOMER, SURE) for match in _CUSTOMER.finditer(text)]
        found += [Mention(match.start(), match.end(), THE_CUSTOMER, DOUBTFUL) for match in _PEOPLE.finditer(text)]
        kept = _longest(found)
        return _longest(kept + self._misspelt(text, kept))

    def _misspelt(self, text: str, known: Sequence[Mention]) -> list[Mention]:
        found = []
        for word in words(text):
            if len(word.text) < _FUZZY_LETTERS or any(one.start < word.end and word.start < one.end for one in known):
                continue
            best = process.extractOne(fold(word.text), self._spelled.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY)
            if best and not _is_word(word.text):
                found.append(Mention(word.start, word.end, self._spelled[best[0]], DOUBTFUL))
        return found


# Names that may as well begin a sentence as a word.
_FIRST_WORDS = frozenset("""
    will mark may april june rose grace faith hope joy bill rob pat sue art drew chase dawn ray jan van de het
""".split())
_AGENTS = re.compile(r"(?:[^n]ers|eurs|isten|ists|ors|anten|enten)$")  # people, who are no everyday word for a thing
_CUSTOMER = re.compile(rf"(?<!\w)(?:{_ARTICLE}\s+)?(?:{CUSTOMER})(?!\w)", re.IGNORECASE)
_PEOPLE = re.compile(rf"(?<!\w)(?<!die )(?<!those )(?<!deze )(?:(?:de|the)\s+)?(?:{PEOPLE})(?!\w)", re.IGNORECASE)


def _listed(alias: str, department: str, language: str) -> _Name:
    short = len(alias) <= _ACRONYM_LETTERS and alias.isalpha()
    acronym = short and (len(alias) <= 2 or _is_word(alias))
    loose = _is_everyday(alias, language) and not _AGENTS.search(alias)
    return _Name(_spelling(alias), department, loose, acronym and len(alias) <= 3, SURE)


def _spelling(alias: str) -> str:
    """Write an alias as a pattern: a hyphen, a space or nothing between its words, & or its word."""
    parts = [re.escape(part) for part in re.split(r"[\s\-]+", alias) if part]
    pattern = r"[\s\-]?".join(parts)
    return re.sub(
        r"(?:\[\\s\\-\]\?)?(?:\\&|\ben\b|\band\b)(?:\[\\s\\-\]\?)?", r"\\s*(?:&|en|and|\\+)\\s*", pattern
    ).replace("'", "['’]")


def _parts(aliases: Mapping[str, str]) -> Iterable[_Name]:
    """Give the words that only one department has in its name: onderhoud for Dagelijks Onderhoud."""
    names = dict.fromkeys(aliases.values())
    words_of = {name: [part for part in re.findall(r"\w+", fold(name)) if len(part) > _PART] for name in names}
    for name, parts in words_of.items():
        for part in parts if len(parts) > 1 or len(fold(name).split()) > 1 else []:
            alone = sum(part in others for others in words_of.values()) == 1
            if alone and part not in aliases and part not in _COMMON_PARTS:
                yield _Name(re.escape(part), name, True, False, LIKELY)


_THINGS = frozenset("planning kwaliteit product producten service zorg data".split())  # things more often than people
_PART = 4  # letters: shorter words say too little
_COMMON_PARTS = frozenset("""
    zaken beheer service services dienst diensten management customer customers klant klanten contact centre
    center centrum support
    operations team teams afdeling department openbare ruimte dagelijks sociaal domein public social patient
    patients tenant tenants
    human resources board executive raad bestuur general central algemene group development relations affairs
    quality product office
""".split())


def _doing(field: Field, aliases: Mapping[str, str], role: tuple[str, ...]) -> set[str]:
    """Find who does a sort of work: as configured, else by name, else by alias."""
    known = re.compile(rf"(?<!\w)(?:{field.known_by})(?!\w)", re.IGNORECASE)
    called = {name for name in aliases.values() if known.search(name)}
    return set(role) or called or {name for alias, name in aliases.items() if known.search(alias)}


def _free(aliases: Mapping[str, str], roles: Mapping[Field, tuple[str, ...]]) -> Iterable[_Name]:
    """Give the everyday names of each sort of work that exactly one department does."""
    for field in FIELDS:
        chosen = _doing(field, aliases, roles.get(field, ()))
        if len(chosen) != 1:
            continue
        department = chosen.pop()
        yield _Name(field.called, department, False, False, LIKELY)
        if field.loosely:
            capitals = field.loosely.isupper()
            yield _Name(field.loosely, department, True, capitals, LIKELY)
        if field is CONTACT:
            yield _Name(ON_THE_PHONE, department, False, False, LIKELY)


def _compiled(name: _Name) -> re.Pattern[str]:
    core = f"(?-i:{name.pattern.upper()})" if name.capitals and "\\" not in name.pattern else f"(?:{name.pattern})"
    return re.compile(
        rf"(?<![\w])(?P<before>{_BEFORE})?(?P<article>{_ARTICLE}\s+)?(?P<core>{core})(?P<ending>{_ENDING})(?P<after>"
        rf"[\s\-]+(?:{_AFTER}))?(?!\w|-\w)",
        re.IGNORECASE,
    )


def _matches(pattern: re.Pattern[str], name: _Name, text: str, language: str) -> Iterable[Mention]:
    for match in pattern.finditer(text):
        start, end = match.span()
        headed = bool(match["before"] or match["after"] or len(match["ending"]) > 2)
        if name.headed and not headed:
            continue
        loose = name.loose or _is_attribute(match["core"], name)
        if loose and not headed and not _stands_as_name(match, text, language):
            continue
        yield Mention(start, end, name.department, name.certainty)


def _is_attribute(core: str, name: _Name) -> bool:
    """Tell whether a word of ours may as well qualify another: sales in a sales visit, but not lawyers."""
    plain = core.isalpha() and not core.lower().endswith(
        ("ers", "ors", "ists", "en", "stairs", "board", "directie", "bestuur")
    )
    return name.certainty < SURE and plain and _is_everyday(core.lower(), "en")


def _stands_as_name(match: re.Match[str], text: str, language: str) -> bool:
    """Tell whether an everyday word is used as a name: by a capital inside a sentence, or by its place."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    inside = bool(before) and before[-1] not in '.!?…:“"'
    if match["core"][0].isupper() and inside:
        return True
    placed = re.search(r"(?<!\w)(?:naar|bij|aan)$", before, re.IGNORECASE)
    if match["article"] and placed and language == "nl" and match["core"].lower() not in _THINGS:
        return bool(re.match(rf"\s*(?:[,.;?!]|$)|\s+(?:{_VERB}|{_FUNCTION})(?!\w)", after, re.IGNORECASE))
    if match["article"]:
        return bool(re.match(rf"\s+{_VERB}(?!\w)", after)) and not match["article"].lower().startswith(
            ("een", "a ", "an ", "my")
        )
    if re.search(rf"(?<!\w){_BARE}$", before, re.IGNORECASE):
        return not re.match(r"\s+(?:van|of)(?!\w)", after)
    alone = not inside or before.lower().endswith((",", " en", " and", " of", " or"))
    if language == "nl" and re.search(r"(?<!\w)(?:aan|van|via|met|door)$", before, re.IGNORECASE):
        return True  # Dutch writes a noun and the one that it qualifies as one word
    linked = re.search(rf"(?<!\w)(?:{_LOOSE}|{_GIVEN}|{_DOES})$", before, re.IGNORECASE)
    follows = re.match(rf"\s*(?:[,.;?!]|$)|\s+(?:{_VERB}|{_FUNCTION})(?!\w)", after, re.IGNORECASE)
    if language == "nl" and alone and not follows:
        follows = re.match(r"\s+\w+(?:t|en)(?!\w)", after)  # a verb, most likely
    return bool((alone or linked) and follows)


def _longest(found: Sequence[Mention]) -> list[Mention]:
    """Keep of overlapping mentions the one that reaches furthest, the surer and earlier one of equals."""
    kept: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, -one.certainty, one.start)):
        if not any(other.start < one.end and one.start < other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


@cache
def _is_everyday(alias: str, language: str) -> bool:
    return simplemma.is_known(alias, lang=language) or simplemma.lemmatize(alias, lang=language) != alias


@cache
def _is_word(word: str) -> bool:
    return any(simplemma.is_known(word.lower(), lang=language) for language in ("nl", "en"))

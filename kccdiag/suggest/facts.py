"""Whether a clause says that something is so: what is denied, asked, planned, supposed, remembered or only heard."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DENIES = re.compile(
    r"\b(?:niet|nooit|geen|niks|niets|nergens|niemand|nauwelijks|amper|zelden|noch|nul|nada|nimmer|bar weinig|"
    r"heel weinig|maar weinig|weinig tot niks|"
    r"not|never|no|nothing|none|nobody|neither|nor|hardly|barely|rarely|seldom|zero|zilch|nowt|cannot|(?:very|"
    r"precious) little|little (?:or no|to no)|scarcely|diddly|"
    r"\w+n't|aint|dont|doesnt|didnt|isnt|arent|wont|cant)\b",
    re.IGNORECASE,
)
# An answer before the clause or a tag behind it: no, they do send it; die hoort niks, nee.
_ANSWER = re.compile(
    r"^\W*(?:(?:ja|nou|well|oh|o|ah|ha|haha|och|tja|god|eh|um)\W+)*(?:nee|neen|no|nah|nope)\b(?!\s+\w+ (?:gets?|"
    r"sends?|ever|has|tells?))(?! one| \w+s\b)|,\s*(?:nee|no)\W*$",
    re.IGNORECASE,
)
# Words that deny nothing though they look like it.
_NO_DENIAL = re.compile(
    r"\b(?:(?:a|or|and) no|(?:een|of|en) nee|niet (?:alleen|enkel|slechts)|not (?:only|just)|geen (?:probleem|punt|"
    r"idee)|no (?:problem|worries|doubt|"
    r"matter)|niks anders dan|"
    r"nothing but|niet te (?:vergeten|geloven)|not to mention|een beetje|a little|a few|niet zo lang geleden|"
    r"never mind|niet verkeerd|not bad|"
    r"zonder (?:problemen|uitzondering|dat we het vragen)|without (?:fail|exception|asking|being asked)|"
    r"weinig moeite|in no time|no later than|"
    r"niet normaal|niet gek|niet mis|niks mis|not unusual|no less|(?:of|or) niet|or not|nietwaar|isn't it|"
    r"don't they|doesn't it|right|"
    r"not a (?:week|day|month) goes by)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"\b(?:(?:het is |'t is )?niet (?:zo )?dat (?:we|wij|ze|zij|ik|er|je)\b.*\b(?:niks|niets|nooit|geen|niet)|"
    r"(?:it's |its )?not (?:like|that|as if|as though) "
    r"(?:we|they|i|you|there|nobody)|niet nooit|never not|niet helemaal niks|not nothing|niet altijd|not always|"
    r"niet elke|not every|niet allemaal|not all)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:zou|zouden|zoud|would|wouldn't|could|couldn't|might|should|shouldn't|ought|stel(?: je voor)? dat|stel|"
    r"suppose|imagine|het idee is|het plan is|the idea is|the plan is|als het doorgaat|if it goes ahead|in theorie|"
    r"in theory|theoretisch|"
    r"in principe zou|ideally|idealiter|idealiter|misschien|wellicht|perhaps|maybe|possibly|mogelijk|eventueel|i'd|"
    r"we'd|they'd|you'd|he'd|she'd|it'd|"
    r"as if|alsof|doen alsof|if only|had ik maar|i wish|hopelijk|hopefully|we hope|ik hoop|in a perfect world|"
    r"in een ideale wereld|hoort te|horen te|is supposed to|are supposed to|"
    r"meant to|supposedly|eigenlijk moeten|would've|should've|theoretically|on paper|op papier)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:volgend(?:e)? (?:jaar|maand|week|kwartaal)|binnenkort|straks|op termijn|van plan|plan(?:nen)? om|"
    r"in de toekomst|bedoeling|de planning is|pilot|proef|"
    r"(?:we|wij|ze|zij|ik) (?:gaan|ga) (?:het |dat |dit |er |daar |ook |nu |wel |dus |eens |echt |de |alle |alles |"
    r"wekelijks |maandelijks )*(?:mee |daarmee )?\w*(?:beginnen|starten|opzetten|inrichten|delen|doorsturen|sturen|"
    r"doorgeven|mailen|terugkoppelen|regelen|invoeren|doorzetten|melden|bellen|krijgen|ontvangen)|"
    r"gaan we (?:\S+ ){0,8}(?:beginnen|starten|opzetten|inrichten|delen|doorsturen|sturen|doorgeven|mailen|"
    r"terugkoppelen|regelen|invoeren|doorzetten|melden|terugbellen|aanleveren|krijgen|ontvangen|bellen)|"
    r"(?:wil|willen|wilt) (?:we |wij |ze |ik |het |dat |dit |ook |graag |wel |nog |eigenlijk |vanaf |daar |"
    r"er )*(?:gaan|beginnen|starten|opzetten|vaker|meer|een keer)|"
    r"nog gaan|moeten we nog|moet nog|komt er nog|wordt nog|zal worden|zullen (?:we|ze|worden)|vanaf (?:januari|"
    r"februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|volgend\w*|het nieuwe jaar|"
    r"na de zomer)|"
    r"next (?:year|month|week|quarter|spring|summer|sprint|release)|soon|going to|gonna|plan(?:s|ning)? to|"
    r"intend(?:ing)? to|want(?:s)? to (?:start|set up|begin|share|send|get to|move)|hoping to|about to|"
    r"(?:i|we|they)'ll (?:start|be|soon)|will (?:start|be|soon|eventually)|in the pipeline|aiming to|looking (?:to|"
    r"into)|once (?:we|the) (?:have|new|migration)|when the new|"
    r"from (?:january|february|march|april|may|june|july|august|september|october|november|december|next|"
    r"the new year|the summer)|by the summer|after the summer|na de zomer)\b",
    re.IGNORECASE,
)
_REMEMBERED = re.compile(
    r"\b(?:vroeger|destijds|indertijd|voorheen|ooit|toentertijd|in de tijd (?:van|dat)|tot (?:vorig|voor|een paar|"
    r"\w+ jaar)|vorig jaar|vorige (?:keer|baan|werkgever)|jaren geleden|(?:maanden|jaar) geleden|in 20\d\d|"
    r"toen (?:we|ik|ze|er|was|had|zat|nog|de|het)|bij mijn vorige|mijn vorige|used to|back (?:when|then|"
    r"in the day)|in the (?:past|old days|good old days)|years ago|months ago|formerly|previously|once upon a time|"
    r"at my (?:previous|last|old) (?:company|job|employer|place|firm)|my (?:previous|last|old) (?:company|job|"
    r"employer)|last year|before the (?:merger|reorganisation|reorganization|reorg|move|pandemic|migration)|"
    r"voor de (?:fusie|reorganisatie|verhuizing|corona|overstap)|in the olden days|those days|hadden we|had je|"
    r"had ik vroeger|until (?:last|a|the|\d)|stopped|gestopt|afgeschaft|weggevallen|abolished|scrapped)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\W*(?:\w+\W+){0,2}?(?:vroeger|destijds|voorheen|toen|used to|back then|back when|previously|formerly)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:sinds|since|nu|now|tegenwoordig|nowadays|niet meer|geen \S+ meer|niks meer|nooit meer|no longer|"
    r"any ?more|not any more|these days|inmiddels|ever since|by now)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:ze zeggen|zeggen ze|ik heb gehoord|naar het schijnt|schijnt|volgens (?:hen|hun|mijn collega|zeggen)|"
    r"blijkbaar|naar verluidt|ik geloof dat|ik denk dat|ik meen|volgens mij|vermoed|"
    r"apparently|i've heard|i heard|so i(?:'m| am) told|they say|supposedly|reportedly|i believe|i think|i guess|"
    r"i suppose|i presume|presumably|rumour|as far as i know|voor zover ik weet|zover ik weet)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\b(?:weet (?:ik )?(?:eigenlijk |dus |ook |echt )*(?:niet|nooit) (?:of|wie|waar|wat|hoe|waarom|bij)|geen idee|"
    r"no idea|don't know (?:if|whether|who|where|what|how)|do not know|couldn't tell you|"
    r"vraag me af|wonder (?:if|whether)|moet je (?:aan )?(?:hun|hen|hem|haar|ze) vragen|(?:have to|"
    r"should) ask them|benieuwd of|whether they|of ze (?:het|dat|er)|wouldn't know|niet weten (?:of|bij|wie|waar|"
    r"wat)|"
    r"twijfel|doubt|not sure (?:if|whether)|weet niet eens)\b",
    re.IGNORECASE,
)
_ASKS_ONESELF = re.compile(
    r"\b(?:hoezo|toch|hè|nietwaar|right|innit|eh|yeah|ja|no|nee|you know|weet je|snap je|begrijp je|"
    r"you see)\s*\?\s*$",
    re.IGNORECASE,
)
_ABLE = re.compile(r"\b(?:kan|kun|kunt|kunnen|can|may|mag|mogen|able to|in staat)\b", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:ik vind (?:eigenlijk |ook |zelf |persoonlijk )*dat|i think (?:they|we|you|people|someone) should|"
    r"moeten ze (?:maar|gewoon)|ze moeten (?:maar|gewoon)|zouden moeten|they should|we should|hoort bij)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Truth:
    """What a clause claims: ``weight`` in 0 … 1 (0: no fact at all), ``denied``: that it does not happen."""

    weight: float
    denied: bool


def truth(clause: str, sentence: str) -> Truth:
    """Judge a clause within its sentence; the tense of its verb is judged with the verb.

    Examples
    --------
    >>> truth("we sturen ze niks", "Maar we sturen ze niks.")
    Truth(weight=1.0, denied=True)
    >>> truth("vroeger stuurden we alles", "Vroeger stuurden we alles.").weight
    0.0
    """
    if (
        is_question(sentence)
        or is_supposed(clause, sentence)
        or is_past(clause, sentence)
        or is_planned(clause, sentence)
    ):
        return Truth(0.0, is_denied(_main(clause)))
    if _UNKNOWN.search(_straight(clause)) or _OPINION.search(_straight(sentence)):
        return Truth(0.0, is_denied(_main(clause)))
    weight = 0.6 if _HEARSAY.search(_straight(sentence)) else 1.0
    denied = is_denied(_main(clause))
    if not denied and _ABLE.search(clause):
        weight *= 0.5
    return Truth(weight, denied)


def is_denied(clause: str) -> bool:
    """Tell whether something in a clause denies it.

    Examples
    --------
    >>> is_denied("they never reply"), is_denied("not only complaints go there"), is_denied("hardly anything returns")
    (True, False, True)
    """
    said = _NO_DENIAL.sub(" ", _ANSWER.sub(" ", _straight(clause)))
    return bool(_DENIES.search(said)) and not _TWICE.search(said)


def is_doubly_denied(clause: str) -> bool:
    """Tell whether a clause denies only in part, or denies a denial."""
    return bool(_TWICE.search(_straight(clause)))


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks; a tag at its end (toch? right?) does not."""
    said = sentence.rstrip("\"”’')] ")
    return said.endswith("?") and not _ASKS_ONESELF.search(said)


def is_supposed(clause: str, sentence: str) -> bool:
    """Tell whether a clause, or the sentence around it, is about what might be."""
    said, around = _main(_straight(clause)), _straight(sentence)
    if _SUPPOSED.search(said):
        return True
    begins = re.compile(r"(?:\W|en |and |maar |but )*(?:als|if)\b", re.IGNORECASE)
    if begins.match(said) and _SUPPOSED.search(around):
        return True
    conditional = re.match(
        r"(?:\W|\b(?:maar|en|but|and|ja|yeah|well|nou|i mean|poeh|dus|so)\b)*(?:als|if|mocht|stel|wanneer)\b",
        around,
        re.IGNORECASE,
    )
    return bool(conditional and _SUPPOSED.search(around))


def is_planned(clause: str, sentence: str) -> bool:
    """Tell whether a clause is about what is still to come."""
    del sentence
    return bool(_PLANNED.search(_main(_straight(clause))))


def _main(said: str) -> str:
    """Cut off what is told: I tell them | what we are going to do."""
    return _TOLD.split(said, maxsplit=1)[0]


_TOLD = re.compile(r"(?<=\w )(?:on |about |over |met )?(?:wat|what|how|hoe|waarom|why)(?!\w)", re.IGNORECASE)


def is_past(clause: str, sentence: str) -> bool:
    """Tell whether a clause is about what used to be and no longer is."""
    said = _straight(clause)
    if _STILL.search(said):
        return False
    return bool(_REMEMBERED.search(said) or _ONCE.match(_straight(sentence)))


def _straight(text: str) -> str:
    return text.replace("’", "'")

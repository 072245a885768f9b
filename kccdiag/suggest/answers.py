"""What a short answer says: yes, no, or neither."""

from __future__ import annotations

import re

_FILLERS = (
    r"(?:\W|\b(?:nou|tja|eh|ehm|uh|um|uhm|well|oh|och|o|ah|ha|haha|hm|hmm|pff|poeh|god|jeetje|goh|nou ja|kijk|"
    r"eerlijk gezegd|honestly|to be honest|frankly|"
    r"eerlijk|sorry|so|dus|eigenlijk|actually|really|i mean|like|jeez|lord|heavens|hè|echt|joh|man|mate|you know|"
    r"bluntly|quite|pretty much|vrijwel|bijna|virtually|almost|very|heel|erg|zeer|maar|best|zo goed als|as good as|"
    r"helaas|sadly|unfortunately|ach|mwah|meh)\b)*"
)
_NO = re.compile(
    _FILLERS
    +
        r"(?:nee|neen|welnee|nah|nope|no|nooit|never|niet|niks|niets|nothing|zelden|amper|nauwelijks|hardly|rarely|"
        r"barely|"
    r"seldom|not|zero|geen|nada|absoluut niet|totaal niet|"
    r"neither|nowt|none|zilch|nul|no way|ik zou het niet weten of|(?:they|we|i) (?:don't|do not|never)|dat niet|"
    r"was het maar waar|vergeet het maar|dream on|forget it|you must be joking|if only|was 't maar waar)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    _FILLERS
    + r"(?:ja|jawel|jazeker|zeker|absoluut|klopt|inderdaad|tuurlijk|natuurlijk|altijd|elke|iedere|soms|af en toe|"
    r"regelmatig|dagelijks|wekelijks|meestal|heel veel|best veel|best vaak|vaak|dat wel|dat zeker|"
    r"yes|yeah|yep|yup|aye|sure|definitely|absolutely|certainly|of course|always|every|sometimes|regularly|often|"
    r"graag|heel graag|dolgraag|reken maar|nou en of|zeker weten|please|would love|love to|a hundred percent|"
    r"honderd procent|"
    r"mostly|now and then|all the time|constantly|(?:they|we|i) do|indeed|oh yes|daily|weekly|usually|correct|true|"
    r"plenty)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:ja|yes|yeah|jawel|zeker|sure)\b\W+(?:\w+\W+){0,2}?(?:maar|but|alhoewel|although|in theorie|in theory|"
    r"vroeger|used to|soort van|sort of|misschien|perhaps|ja|and no|en nee)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    _FILLERS
    + r"(?:niks|niets|nothing|zero|nada|nul|not a thing|nowt|zilch|noppes|geen (?:bal|fluit|ene)|nooit (?:iets|wat)|"
    r"bar weinig|not much|weinig|hardly anything|very little|next to nothing|sod all|bugger all)\b",
    re.IGNORECASE,
)


def is_no(sentence: str) -> bool:
    """Tell whether a sentence answers no.

    Examples
    --------
    >>> is_no("Nou, eigenlijk nooit."), is_no("Not from us, no."), is_no("Ja, elke week.")
    (True, True, False)
    """
    return bool(_NO.match(sentence.replace("’", "'"))) and not is_no_doubt(sentence)


def is_yes(sentence: str) -> bool:
    """Tell whether a sentence answers yes, without a but.

    Examples
    --------
    >>> is_yes("Zeker, elke dag."), is_yes("Ja, maar vroeger.")
    (True, False)
    """
    said = sentence.replace("’", "'")
    return bool(_YES.match(said)) and not _BUT.search(said)


def is_nothing(sentence: str) -> bool:
    """Tell whether a sentence answers a question after what there is with: nothing."""
    return bool(_NOTHING.match(sentence.replace("’", "'")))


def is_no_doubt(sentence: str) -> bool:
    """Tell whether an answer only looks like no: niet alleen dat, no worries, not sure."""
    return bool(re.match(
        _FILLERS +
            r"(?:niet alleen|not only|not just|no worries|no problem|geen probleem|geen idee|no idea|not sure|"
            r"niet zeker|no judgement|no wonder|not at all[.!]?$|no matter|no,? no|never mind|nee hoor,? mag)",
        sentence.replace("’", "'"), re.IGNORECASE,
    ))  # fmt: skip

"""What somebody says they would want to hear, or miss."""

from __future__ import annotations

import re

_FILLED = r"(?:\s+\S+){0,8}?\s+"
_WANTS = re.compile(
    r"(?<!\w)(?:"
    r"(?:wil|willen)" + _FILLED + r"(?:weten|horen|hebben|krijgen|zien|ontvangen|vernemen|meekrijgen|terugzien)|"
    r"(?:zou|zouden|hadden?|had)(?:\s+\S+){0,6}?\s+(?:graag|dolgraag|willen|wel eens|best|heel graag|liefst|"
    r"het liefst)(?:\s+\S+){0,6}?\s+(?:weten|horen|hebben|krijgen|zien|ontvangen|vernemen|meekrijgen|terugzien)|"
    r"(?:zou|zouden)"
    + _FILLED
    + r"(?:helpen|schelen als|fijn zijn|handig zijn|mooi zijn|goud waard|blij mee|willen hebben|geholpen zijn|"
    r"geholpen met)|"
    r"(?:heb|hebben|heeft)"
    + _FILLED
    + r"(?:nodig|behoefte aan|baat bij|gemist)|nodig"
    + _FILLED
    + r"(?:heb|hebben|heeft)|nodig (?:heb|hebben|heeft|is)|"
    r"(?:zou|zouden)(?:\s+\S+){0,6}?\s+moeten (?:weten|hebben|horen|zien|krijgen)|moet(?:en)? (?:\S+ )?weten|"
    r"op de hoogte willen|"
    r"(?:zou|zouden)(?:\s+\S+){0,5}?\s+(?:willen|moeten) (?:begrijpen|snappen)|want telling|ought to (?:know|"
    r"be told|hear)|kill to know|erom verlegen|er om verlegen|(?<=we )require|"
    r"(?<=i )require|"
    r"(?:zou|zouden)(?:\s+\S+){0,3}?\s+(?:fijn|mooi|prettig|handig|goed|top|geweldig|ideaal|helpen|"
    r"schelen)(?: vinden| zijn)?(?: als|(?=\W*$))|"
    r"would be (?:great|lovely|good|nice|brilliant|useful|helpful)(?: if|(?=\W*$))|love it if|"
    r"(?:graag|juist|liefst|dolgraag)(?:\s+\S+){0,3}?\s+(?:zou|zouden|wil|willen|hebben|horen|weten|zien|krijgen)|"
    r"(?:would|'d) (?:really |be a )?help(?:ful)?(?: if|$)|zou (?:\S+ ){0,3}(?:helpen|schelen|mooi zijn|fijn zijn|"
    r"prettig zijn) als|"
    r"(?:mis|missen|mist)(?!-)(?!\s+(?:niks|niets|we niks))|"
    r"springen om|(?:zit|zitten|zaten)"
    + _FILLED
    + r"wachten op|wachten we op|behoefte aan|snakken? naar|smachten? naar|hunkeren? naar|verlegen om|"
    r"staan? te popelen|goud waard|"
    r"(?:goed|heel goed|wel|prima|best) (?:kunnen )?gebruiken|om te springen|zit\w* te springen|bedelen om|"
    r"smeken om|vragen er (?:\S+ ){0,4}om|vragen er (?:\S+ ){0,5}naar|ontbreekt|hongerig naar|"
    r"(?:would|\w+'d) (?:\w+ ){0,3}?(?:like|love|want|need|welcome|appreciate|kill for|prefer)|(?:(?<=i )want|"
    r"(?<=we )want|(?<=they )want|want(?= to)|wants|need|needs|long for|longs for)(?! (?:a coffee|you to))|"
    r"(?:could|can) (?:really |well )?(?:use|do with)|crying out for|desperate (?:for|to)|dying (?:for|to)|"
    r"hungry for|starved of|gasping for|"
    r"(?:right arm|goldmine|gold dust|worth its weight)|would be (?:\w+ )?(?:gold|useful|helpful|great|lovely|"
    r"brilliant|invaluable|priceless|handy)|"
    r"(?:miss|misses|missing|lacking|lack|lacks)|wish (?:they|we|i|someone|somebody)|keen to (?:hear|know|see|get)|"
    r"itching to|flying blind without|what's missing|keep asking (?:for|us|them)"
    r")(?!\w)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:vragen er (?:\S+ ){0,3}(?:nooit|niet)|never ask(?:ed)? for|niet nodig|hoeft? (?:ik|we|wij|dat|niet)|"
    r"niet (?:echt )?(?:behoefte|nodig)|geen behoefte|(?:heb|"
    r"hebben) (?:\S+ ){0,4}niet nodig|wil (?:\S+ ){0,4}niet weten|willen (?:\S+ ){0,4}niet weten|"
    r"mis(?:sen)? (?:\S+ ){0,2}(?:niks|niets|niet)|zit\w* (?:\S+ ){0,3}niemand|"
    r"niemand (?:\S+ ){0,3}op te wachten|niet op te wachten|don't (?:really )?(?:need|want|miss)|doesn't (?:need|"
    r"want)|do not (?:need|want)|no need|needn't|not missing|wouldn't (?:want|like|need)|nobody (?:needs|wants)|"
    r"zou ik niet)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:dat zou ik (?:zelf )?(?:ook )?(?:wel |graag )*(?:eens )?willen weten|"
    r"i'd (?:quite )?like to know that (?:too|myself)|"
    r"wil(?:len)? (?:je|jij|u|jullie)|as you like|if you want|if you like|als je wil|wat je wil|nobody wants|"
    r"i want to say|wil ik zeggen|wil zeggen|niet te missen|mis ik iets|need to (?:go|run|leave|dash|be|do|have|"
    r"stop|close|hit|make|sign|follow|stick)|needs to (?:be|go|have)|"
    r"want(?:s)? to (?:go|be|do|make|start|leave|stop|set|talk|help|keep|say|sell|work|stay)|would like to (?:go|"
    r"be|do|thank|say|start)|you need|you want|you'd need|they want us to|wants? us to|need sign-off|"
    r"need permission|need approval|need more (?:people|staff|time|budget|hands)|"
    r"(?:mensen|tijd|geld|handen|budget|collega's|capaciteit|toestemming|handtekening\w*) nodig|"
    r"need (?:people|staff|time|money|budget|hands|a (?:new|bigger|better))|wil ik graag weg|'d like to think|"
    r"would love to (?:help|leave|fix|do)|quite like to)\b",
    re.IGNORECASE,
)


def wants(clause: str) -> bool:
    """Tell whether a clause says that somebody wants or misses something to know.

    Examples
    --------
    >>> wants("dat zouden wij graag horen"), wants("dat hebben we niet nodig"), wants("I'd love to know why")
    (True, False, True)
    """
    said = clause.replace("’", "'")
    return wanted_at(said)[1] > 0 and not _DENIED.search(said) and not _PERSONAL.search(said)


def wanted_at(clause: str) -> tuple[int, int]:
    """Give where the words of wanting start and end; (0, 0) where there are none."""
    found = _WANTS.search(clause.replace("’", "'"))
    return found.span() if found else (0, 0)

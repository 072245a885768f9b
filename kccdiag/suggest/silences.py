"""Ways to say that nothing ever comes back, without a verb of answering."""

from __future__ import annotations

import re

_SILENT = re.compile(
    r"(?<!\w)(?:ho maar|daar blijft het bij|daar houdt het (?:mee )?op|daarmee is het klaar|en dat was het|"
    r"dat is alles|that's it|and then nothing|(?:en )?(?:dan|daarna|vervolgens) niks|that's all|end of story|"
    r"end of the line|vergeet het maar|taal noch teken|geen piep|"
    r"geen kik|noppes|(?:no|fat) chance|forget it|"
    r"don't hold your breath|dream on|(?:zwarte?|diep|bodemloos|bodemloze) (?:gat|put)|verdwijnt|verdwijnen|"
    r"verdampt|blijft (?:het |"
    r"'t )?(?:\S+ ){0,3}(?:\w*stil|hangen|liggen)|"
    r"(?:is|blijft) (?:het )?(?:\S+ ){0,3}\w*stil|radiostilte|doodse stilte|oorverdovende stilte|prullenbak|"
    r"ronde archief|in het niets|in een (?:la|lade)|onderin (?:een|de) la|nooit meer (?:iets |wat )?(?:van|"
    r"over)(?!\w)|"
    r"zonder (?:\S+ ){0,2}(?:reactie|antwoord|terugkoppeling)|geen (?:reactie|antwoord|teken van leven)|(?:hoor|"
    r"horen|verneem|vernemen|zie|zien) (?:je |we |wij |ik |er )*(?:dus |daar |daarna |eigenlijk |vervolgens |dan |"
    r"er )*(?:nooit|niks|niets)(?: meer)?(?: iets| wat)?(?: meer)?(?: van| over| terug)?|"
    r"(?:nul|geen) respons|(?:dan|daarna) houdt het op|(?:dan|daarna) niks meer|"
    r"weet ik (?:ook )?niet wat er(?: dan)? mee gebeurt|geen idee wat (?:er|ze) (?:\S+ ){0,3}mee|"
    r"black hole|bottomless pit|radio silence|deafening silence|crickets|tumbleweeds?|void|abyss|ether|(?:into|"
    r"in) the bin|round file|(?:disappears?|vanish(?:es)?|evaporates?)|"
    r"(?:never|don't|nobody) (?:ever )?(?:hears?|see) (?:\S+ ){0,2}?(?:again|a peep|a word|a thing|anything|back|"
    r"of it)|(?:last|end) (?:we|you|i|anyone) (?:hear|see|hears|sees)|that's the last|without (?:a |any |"
    r"so much as a )?(?:reply|answer|word|response)|"
    r"so much as a |no (?:reply|answer|response|acknowledge?ment|feedback)|not (?:a|so much as a) (?:word|peep|"
    r"squeak|sausage|"
    r"thank you)|goes quiet|all goes quiet|silence|stays silent|sinks without|gathers dust|gathering dust|"
    r"nothing comes of it|no idea what (?:happens|they do)|never find out)(?!\w)",
    re.IGNORECASE,
)


def falls_silent(clause: str) -> bool:
    """Tell whether a clause says that what was passed on is never heard of again.

    Examples
    --------
    >>> falls_silent("maar daar blijft het stil"), falls_silent("die bellen altijd terug")
    (True, False)
    """
    return bool(_SILENT.search(clause.replace("’", "'")))

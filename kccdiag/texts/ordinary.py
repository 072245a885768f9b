"""Dutch and English words that say nothing of an idea, or that may be somebody's name.

Stopwords: articles, pronouns, auxiliaries and the like, much as in the Snowball lists, and what a proposal is wrapped
in: greetings, signatures, agents' phrases. Names: frequent given names and surnames of both countries; no list of names
is whole, so it is one safeguard of several (see :mod:`kccdiag.texts.label`). All are written as
:func:`kccdiag.texts.words.folded` leaves them.
"""

from __future__ import annotations

from kccdiag.intake.given_names import GIVEN

_DUTCH = """
de het een en van in op te dat die is voor met zijn er ook aan als ze of bij uit om dan ik je jij u uw mijn mij me wij
we ons onze jullie zij hun hen haar hem hij dit deze daar daarop hier niet geen wel nog al maar want dus zou zouden
kan kunnen kunt wil wilt willen moet moeten mag mogen zal zullen zult worden wordt werd werden geworden hebben heeft
hebt heb had hadden was waren ben bent geweest wat wie welke welk waar waarom wanneer hoe naar over door tot tussen
per ieder iedere elke elk alle alles iets iemand niemand niets nu dan eens even graag gewoon zelf zo zoals steeds
altijd nooit weer meer minder heel erg veel weinig laat laten maak maken zet zetten geef geven doe doen gaan gaat komt
komen krijgen krijg plaats zonder zodat omdat zodra eigenlijk misschien goed fijn mooi handig makkelijk leuk anders
net toch ander andere sowieso tegen onder vanaf totdat hierbij daarom daarmee ervan erop erbij ervoor vaak soms meteen
vind vinden lijkt
""".split()
_ENGLISH = """
a an the and of in on to that this these those is are be been being was were for with it its i me my mine we us our
you your they them their he his she her at as by from or if so but not no yes can could would should will shall may
might must do does did done has have had having get gets got let lets please just only also more less some any all
each every there here when where why how what who which than then into out up down about again still even same too
very like want wants need needs make makes give gives put take takes im id ive dont cant isnt wont didnt doesnt
because instead without able nice good easier better rather really back other another one
""".split()
_WRAPPING = """
goedemiddag goedemorgen goedenavond goedendag hallo hoi dag beste geachte heer mevrouw meneer mijnheer mw mevr dhr
groet groeten groetjes vriendelijke vriendelijk hoogachtend bedankt dank dankjewel alvast hartelijk hartelijke mvg
klant klanten belt belde tip idee ideeen suggestie voorstel verzonden iphone antwoord reactie doorgezet doorgestuurd
betreffende afdeling mail email tel telefoonnummer hi hello dear sir madam mr mrs ms kind regards sincerely yours
thanks thank advance cheers customer customers called calls suggestion suggested suggests idea ideas sent reply
forwarded relevant team
""".split()
STOPWORDS = frozenset(_DUTCH) | frozenset(_ENGLISH) | frozenset(_WRAPPING)

# The word after one of these is somebody.
TITLES = frozenset(
    "meneer mijnheer mevrouw heer dhr mevr mw mr mrs ms miss sir madam dr ir ing drs mister collega medewerker "
    "medewerkster agent monteur adviseur colleague namens groet groeten groetjes regards sincerely naam heet heette "
    "name named".split()
)

PARTICLES = frozenset("de der den van von ten ter el al da di le la mc mac o d".split())
DETERMINERS = frozenset(
    "de het een mijn jullie onze ons geen deze die dit dat elke elk iedere ieder per alle welke the a an my your our "
    "no this that these every each any all which".split()
)

_SURNAMES = """
jong jansen janssen vries berg bakker dijk visser smit meijer meyer boer mulder groot bos vos peters hendriks leeuwen
dekker brouwer wit dijkstra smits graaf meer linden kok jacobs haan vermeulen heuvel veen broek bruijn bruin heijden
schouten beek willems vliet hoekstra maas verhoeven koster dam prins blom huisman pol sanders postma wal bosch kuiper
kramer amrani yilmaz kaya demir aydin singh nguyen smith jones williams taylor brown davies evans wilson thomas
johnson roberts robinson thompson wright walker white edwards hughes green hall lewis harris clarke patel jackson wood
turner martin cooper hill ward morris moore clark lee king baker harrison morgan allen khan murphy kelly garcia miller
davis novak
""".split()
NAMES = GIVEN | frozenset(_SURNAMES)

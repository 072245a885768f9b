"""Ideas as customers and agents write them, for tests of what says the same: all invented, in Dutch and English.

Each paragraph is one idea in several people's words; neighbours share a subject on purpose, so that two ideas about
the same thing must stay two. ALONE holds ideas that nobody repeats. `dressed` puts them into the styles that exports
have: greetings, signatures, agents' notes, typing errors, capitals.
"""

from __future__ import annotations

from random import Random

DUTCH = """
Zet de volgende ophaaldag van het grofvuil op de afvalkalender
Op de afvalkalender staat nergens wanneer grofvuil wordt opgehaald, zet dat erbij
Waarom staat de ophaaldag van grofvuil niet gewoon op de kalender?
Grofvuil ophalen graag ook op de afvalkalender vermelden
Ik zoek me suf naar de dag voor het grofvuil; kan die op de kalender

Grofvuil zou je online moeten kunnen aanmelden in plaats van bellen
Laat ons grofvuil via de website aanmelden
Ik wil grofvuil online kunnen aanmelden, bellen lukt overdag niet
Grofvuil aanmelden via internet graag

Maak een extra container voor luiers in de wijk
Er zou een luiercontainer in onze wijk moeten komen
Luiers vullen onze hele bak; plaats een aparte container voor luiers
Een container speciaal voor luiers bij het winkelcentrum

Geef de straatverlichting een nummer zodat je een kapotte lantaarn makkelijk meldt
Nummer de lantaarnpalen, dan kan ik zeggen welke lantaarnpaal kapot is
Lantaarnpalen met een nummer erop maken het melden veel makkelijker
Als elke lantaarnpaal een nummer had, wist iedereen welke kapot was

Dim de lantaarns na middernacht
Na twaalven mag de straatverlichting wel wat zachter
De lantaarns kunnen 's nachts best gedimd worden
Dim 's nachts de straatverlichting, dat scheelt stroom

Laat mij mijn paspoort op een andere locatie ophalen dan waar ik het aanvroeg
Paspoort ophalen bij het wijkkantoor in plaats van op het stadhuis
Ik wil mijn paspoort bij een ander kantoor kunnen ophalen
Kun je het paspoort niet gewoon in de wijk laten ophalen?

Stuur een bericht als het paspoort bijna verloopt
Waarschuw inwoners drie maanden voordat hun paspoort verloopt
Ik wist niet dat mijn paspoort was verlopen; een mail vooraf zou helpen
Een herinnering voor een paspoort dat bijna verloopt, net als bij de apk
Graag een seintje per mail voordat mijn paspoort verloopt

Zorg voor een avondopenstelling van de balie
De balie zou een avond per week open moeten zijn voor werkende mensen
Doe de balie ook eens 's avonds open
Ik werk overdag, dus een avond open zou fijn zijn

Zet bij de vergunning online hoe ver de behandeling is
Laat in het portaal zien in welke fase mijn vergunningaanvraag zit
Ik wil de status van mijn vergunning online kunnen volgen
Waar is mijn vergunningaanvraag? Laat dat online zien zodat ik niet hoef te bellen

Verkort de bezwaarbrief, niemand snapt die juridische taal
Schrijf brieven over bezwaar in gewone taal
De brief over mijn bezwaar was onleesbaar, kan dat in gewone mensentaal
Bezwaarbrieven in begrijpelijke taal graag

Laat patienten zelf online een afspraak verzetten
Ik wil een afspraak zelf online kunnen verzetten zonder te bellen
Een afspraak verzetten zou via de website moeten kunnen
Kan ik mijn afspraak in het portaal zelf verplaatsen?

Geef in de wachtkamer aan hoeveel de spreekuren uitlopen
Een scherm in de wachtkamer met hoe lang het nog duurt
Laat op een scherm in de wachtkamer zien hoeveel het spreekuur uitloopt
In de wachtkamer weet je nooit hoe lang het duurt; hang een scherm op met de uitloop

Maak parkeren bij het ziekenhuis goedkoper voor wie vaak moet komen
Een abonnement voor parkeren als je elke week voor behandeling komt
Parkeren kost ons bij elke behandeling een vermogen, geef chronische patienten korting op parkeren
Korting op het parkeren voor patienten die vaak komen

Geef bij het ontslag een bellijstje mee met vragen na de operatie
Na mijn operatie wist ik niet wie ik kon bellen; geef een telefoonnummer mee
Een telefoonnummer voor vragen na de operatie zou mij gerust hebben gesteld
Geef patienten na de operatie een nummer om te bellen

Plaats een fietsenstalling bij de ingang aan de achterkant
Bij de achteringang ontbreekt een fietsenstalling
Er kunnen geen fietsen staan bij de achteringang, zet daar rekken neer
Een fietsenrek bij de achteringang graag

Laat reizigers zien hoe druk het in de volgende trein is
Toon in de reisplanner hoe druk elke trein is
Hoe druk is de trein? Zet dat in de reisplanner zodat ik kan kiezen
Met een drukte-indicator in de reisplanner neem ik een trein later

Roep ook in het Engels om als de trein een ander spoor krijgt
Omroepberichten over spoorwijziging graag ook in het Engels
Toeristen missen hun trein omdat een spoorwijziging alleen in het Nederlands wordt omgeroepen
Spoorwijzigingen ook Engels omroepen

Geef geld terug bij vertraging zonder formulier
Automatisch geld terug bij vertraging, jullie weten toch waar ik heb ingecheckt
Dat formulier voor geld terug bij vertraging is gedoe, betaal het automatisch uit
Betaal de vergoeding voor vertraging vanzelf terug

Zet stopcontacten in de bussen
Ik wil mijn telefoon kunnen opladen in de bus
Een usb-aansluiting in de bus om je telefoon op te laden
Telefoon opladen in de bus zou top zijn

Laat de nachtbus ook door de week rijden
Rijdt de nachtbus niet op doordeweekse dagen? Graag wel
Mijn dienst eindigt om een uur; een nachtbus door de week zou ideaal zijn
Nachtbus op werkdagen invoeren

Doe het retourlabel meteen in de doos
Leg een retourlabel bij de bestelling, niet iedereen heeft een printer
Ik heb geen printer, stuur het retourlabel mee in het pakket
Retourlabel standaard in de doos meesturen
Kan het retourlabel niet gewoon in de doos?

Minder plastic vulling in de dozen
Die dozen zitten vol plastic; gebruik papier als vulling
Gebruik papier in plaats van plastic als opvulling van het pakket
Al dat plastic in de doos is zonde, vul hem met papier

Geef bij schoenen aan of ze groot of klein vallen
Zet bij de maat of een schoen klein valt
Schoenen vallen steeds te klein uit, vermeld dat bij de maat
Een melding bij de maat of de schoenen klein vallen scheelt retouren

Laat ons zelf een bezorgmoment kiezen in de avond
Avondbezorging graag, overdag ben ik niet thuis
Ik wil bezorging in de avond kunnen kiezen
Kan bezorging ook 's avonds? Dan hoef ik niet naar het afhaalpunt

Geef een seintje als een uitverkocht artikel weer op voorraad is
Mail mij wanneer het artikel terug op voorraad is
Bij uitverkocht wil ik een knop om bericht te krijgen als het weer op voorraad is
Op de hoogte blijven van voorraad: stuur een mail als het artikel er weer is

Bied het formulier voor schade met foto's in de app aan
Schade melden met foto's via de app
Ik wil schade in de app kunnen melden en meteen foto's meesturen
Laat klanten in de app schade doorgeven met een foto

Leg uit waarom de premie stijgt
Bij elke premieverhoging graag een uitleg waarom
De premie ging omhoog zonder uitleg; zet de reden in de brief
Waarom stijgt mijn premie? Schrijf de reden van de verhoging erbij

Laat mij per kwartaal in plaats van per jaar betalen
Betalen per kwartaal zou beter uitkomen dan in een keer per jaar
Ik wil de premie per kwartaal kunnen betalen
Geef de keuze om per kwartaal te betalen

Beloon schadevrije jaren met een cadeautje
Wie nooit schade claimt mag wel eens beloond worden
Ik claim al tien jaar geen schade en merk daar niets van, beloon dat
Een beloning voor klanten die nooit schade claimen

Maak een terugbelknop op de site zodat ik niet in de wacht sta
Bel mij terug in plaats van mij een half uur in de wacht te zetten
Een terugbelverzoek in plaats van de wacht
Ik wil teruggebeld worden, niet in de wacht hangen
"""

ENGLISH = """
Let me change my direct debit date online
I would like to pick the date of my direct debit myself on the website
Changing the direct debit date should be possible online
Why can't I move my direct debit date in the app?
Direct debit date: let customers change it online

Warn me before the direct debit is taken
Send a text a few days before the direct debit goes out
A reminder before you take the direct debit would save me bank charges
Text customers before taking a direct debit

Put the bus times on the app even when I'm offline
The app needs offline bus timetables
No signal at my stop so please make the timetable work offline
Offline timetables in the app please

Tell us on the stop display when a bus is cancelled
Cancelled buses just vanish from the display at the stop, say they are cancelled
Show cancelled buses on the display at the stop
The stop display should say a bus is cancelled instead of dropping it

Allow bikes on the early trains
Early trains are empty so let us bring bikes on them
Bikes should be allowed on early morning trains
Could you allow bikes before seven on the early trains?

Offer a quiet coach on the evening services
A quiet coach in the evening would be lovely
Please run a quiet coach on evening trains too
Quiet coaches only exist in the morning, add them in the evening

Make the library card work in the mobile wallet
I'd like my library card in my phone wallet
Put the library card on the phone so I don't need plastic
Digital library card for phone wallets

Open the library on Sunday afternoons
Sunday opening for the library, even just the afternoon
The library should open on Sunday afternoon for families
Why is the library shut on Sundays? Open it in the afternoon

Let neighbours share a garden waste bin
Our gardens are tiny, let two houses share one garden waste bin
A shared garden waste bin for neighbours would be enough for us
Garden waste bins could be shared between neighbours

Send a reminder the evening before bin collection
Text me the night before the bins are collected
I always forget bin day, a reminder the night before would help
Bin collection reminders by text on the evening before

Report potholes with a photo and a map pin
Let residents pin a pothole on a map and add a photo
Pothole reporting should take a photo and the location on a map
I want to report a pothole by sending a photo with the location

Tell people when the pothole they reported is fixed
I reported a pothole and never heard whether it was repaired, send an update
An update when a reported pothole is repaired would be nice
Let us know once a pothole we reported has been fixed

Let parents book a school place tour online
School tours should be bookable online
I had to ring three times to book a school tour, put booking online
Online booking of school tours please

Show allergy information on the school lunch menu
The school lunch menu should list allergens
My son has a nut allergy, please mark allergens on the lunch menu
Add allergens to the lunch menu at school

Let me order repeat prescriptions by text message
Repeat prescriptions by text would be so much easier
I'd like to order my repeat prescription by text
Ordering a repeat prescription through a text message please

Tell me how many people are ahead in the phone queue
Say my position in the phone queue
I'd wait if I knew my place in the queue on the phone
Announce how many callers are ahead of me in the phone queue

Play less music while on hold
The hold music is awful, turn it off
Please change that dreadful hold music
Silence would be better than the hold music

Give the option of a video call with the nurse
Video calls with a nurse for simple questions
I would rather video call the nurse than drive for an hour
A nurse on a video call could have answered my question

Print the dosage in larger letters on the box
The dosage on the box is too small to read
Larger print for the dosage on medicine boxes
My mother can't read the dosage, use bigger letters on the box

Keep one named contact for the whole claim
I want one contact person for my claim, not five
Give every claim a single contact person
Each time someone else handles my claim; one contact person please

Let me upload receipts for a claim from my phone
Receipts should be uploaded by phone when claiming
I'd like to photograph receipts with my phone and upload them to my claim
Claim receipts upload via phone

Explain excess with an example on the policy page
Nobody understands what the excess means, give an example
An example of how the excess works on the policy page would help
Put a worked example of the excess with the policy

Offer a discount for fitting a smoke alarm
Customers with smoke alarms deserve a discount
I fitted smoke alarms everywhere, is there a discount? There should be
Smoke alarm discount on home insurance

Let me pause my broadband when I travel
Pausing broadband for a few months when travelling
I travel three months a year and want to pause my broadband
A pause button for the broadband contract

Show planned maintenance on a calendar
A calendar with planned maintenance so I can plan my work from home
Planned maintenance should be on an online calendar
Please publish planned maintenance in a calendar

Give new routers a printed setup guide with pictures
The router came without a printed guide, include pictures
My dad could set up the router if there was a picture guide in the box
Put a picture guide for the setup in the router box

Take the old appliance with you when delivering a new one
Delivery drivers should take away the old fridge
Please remove my old appliance on delivery
When you deliver the new one, take the old appliance away

Offer spare parts in the web shop
I need a small spare part, not a new machine: sell spare parts online
Sell spare parts in the web shop
Spare parts should be available on the website

Let shoppers filter on what is in stock in a store nearby
Filter the website by what my local store has in stock
I want to see only items in stock at my store
An in stock at my store filter please

Put gift receipts in parcels
A gift receipt in the parcel without prices
Parcels sent as a present need a gift receipt
Add an option for a gift receipt without the price in the parcel
"""

ALONE_DUTCH = """
Een speeltuin met schaduw voor de kleintjes zou mooi zijn
De kassa bij het zwembad zou pinnen moeten accepteren
Maak het wandelpad langs de vijver rolstoelvriendelijk
Kan de koffie in de kantine wat sterker
Plant bijenvriendelijke bloemen in de bermen
Zing eens iets anders in de wachtrij dan dat deuntje
Verkoop losse kaartjes voor het museum aan de deur
De helpdesk zou ook via een chat bereikbaar moeten zijn
Geef vrijwilligers gratis toegang tot de sporthal
Vertaal de folder over schuldhulp in het Arabisch
Laat kinderen een dag meelopen bij de brandweer
Zet bankjes langs de dijk, oudere wandelaars moeten uitrusten
Het wachtwoord moet elke maand anders, schaf dat af
Maak de zebra bij de school hoger en beter zichtbaar
Ik mis een zoekfunctie in de lijst met winkels
Koppel de tandartsdeclaratie aan de zorgpas
Een leenfiets voor bezoekers van het strand
Gebruik statiegeld op bekers tijdens het festival
Bied een cursus digitale vaardigheden voor ouderen aan
Doe een proef met deelauto's in de nieuwbouwwijk
Laat de receptioniste een naamkaartje dragen
Geef huurders inspraak over de kleur van de kozijnen
Kunnen de jaarcijfers als rekenblad worden gepubliceerd
Stem de verkeerslichten op de ringweg beter op elkaar af
Vervang de papieren stempelkaart door een digitale
Onderzoek of honden op de camping welkom kunnen zijn
Verhuur kluisjes bij het station voor een hele week
Maak er een spaarsysteem van voor trouwe bezoekers
Een muurtje tegen het geluid van de snelweg zou schelen
Organiseer een repaircafé in het buurthuis
"""

ALONE_ENGLISH = """
Grow herbs on the roof of the town hall
A lift at the north entrance would help wheelchair users
Swap the paper towels for hand dryers in the gym
Could the swimming pool be a little warmer for babies
Name the snow ploughs after local heroes
Let tenants paint their own front doors
Provide lockers for parcels near the tram depot
Teach drivers to wait until elderly passengers sit down
Serve vegetarian food at the council meetings
Publish the speeches of the mayor as a podcast
Replace the roundabout near the brewery with lights
Lend out umbrellas at the theatre
Invite pensioners to test the new voting machines
Give apprentices a travel allowance in winter
Have a recycling point for batteries at the butcher
Translate the parking signs into Polish
Stop asking for a fax number on the application
Set up a choir for night shift workers
Plant hedges instead of fences round the playground
Extend the warranty on kettles to five years
Accept foreign coins at the toll for charity
Run a competition for the prettiest balcony
Clean the windows of the waiting shelters more often
Offer a student rate for museum membership
Add subtitles to the safety videos
Warn drivers for toads crossing in spring
Build a ramp at the skate park for beginners
Make the password rules less strict for the forum
Keep the public toilets open during the fair
Rent out projectors for neighbourhood film nights
"""


def _paragraphs(text: str) -> list[tuple[str, ...]]:
    return [tuple(paragraph.split("\n")) for paragraph in text.strip().split("\n\n")]


# Language and an idea in several people's words; the lone ones in one person's.
IDEAS = [("nl", words) for words in _paragraphs(DUTCH)] + [("en", words) for words in _paragraphs(ENGLISH)]
ALONE = [
    (language, (line,))
    for language, lines in (("nl", ALONE_DUTCH), ("en", ALONE_ENGLISH))
    for line in lines.strip().split("\n")
]

_STYLES = {
    "nl": (
        "{0}",
        "{0}.",
        "Goedemiddag, {1}. Met vriendelijke groet, {name}",
        "Beste mensen,\n\n{0}.\n\nGroetjes {name}",
        "Klant belt. {0}. Klant wil graag antwoord.",
        "mw {name} belde: {1}, tel 06-12345678",
        "Tip van klant: {1}. Doorgezet naar betreffende afdeling.",
        "{0}!! Alvast bedankt\nVerzonden vanaf mijn iPhone",
    ),
    "en": (
        "{0}",
        "{0}.",
        "Hi there, {1}. Kind regards, {name}",
        "Dear sir or madam,\n\n{0}.\n\nYours sincerely\n{name}",
        "Customer called. {0}. Customer would like a reply.",
        "mrs {name} suggested: {1}, call back on 020 7946 0018",
        "Suggestion from customer: {1}. Forwarded to relevant team.",
        "{0}!! Thanks in advance\nSent from my iPhone",
    ),
}
_NAMES = ("Jansen", "de Vries", "Fatima", "Smith", "Bakker", "Olivia", "El Amrani", "Jones", "Kees", "Novak")


def dressed(text: str, language: str, dice: Random) -> str:
    """Write a text as an export might hold it."""
    style, name = dice.choice(_STYLES[language]), dice.choice(_NAMES)
    text = style.format(text, text[0].lower() + text[1:], name=name)
    if dice.random() < 0.3:
        text = _mistyped(text, dice)
    return dice.choice((text, text, text, text.lower(), text.upper()))


def _mistyped(text: str, dice: Random) -> str:
    place = dice.randrange(1, len(text) - 1)
    return text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :]


def labelled(seed: int | None = None) -> list[tuple[str, int]]:
    """List texts with the number of their idea; each lone idea has a number of its own. A seed dresses them up."""
    dice = Random(0 if seed is None else seed)
    said = [(text, number, language) for number, (language, words) in enumerate([*IDEAS, *ALONE]) for text in words]
    return [(text if seed is None else dressed(text, language, dice), number) for text, number, language in said]

"""What customers propose: invented ideas in Dutch, each in several customers' words."""

from __future__ import annotations

from collections.abc import Mapping

from kccdiag.example.dice import Dice

# Topic → ideas → the same idea in other words. Everything here is made up.
_IDEAS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Factuur": (
        (
            "Zet op de jaarnota een grafiek met mijn verbruik per maand.",
            "Ik zou op de eindafrekening graag per maand zien wat ik verbruikt heb, het liefst als plaatje.",
            "Waarom geen staafjes met het maandverbruik bij de jaarafrekening? Nu zie ik alleen een totaal.",
            "Maak van dat ene getal op de jaarnota een overzichtje per maand.",
            "Een verbruiksgrafiek bij de afrekening zou veel duidelijk maken.",
        ),
        (
            "Stuur een bericht voordat de factuur wordt afgeschreven, dan kan ik zorgen dat er genoeg op staat.",
            "Een sms'je een paar dagen voor de incasso zou mij veel stornokosten schelen.",
            "Kan er een seintje komen vlak voor het afschrijven?",
            "Waarschuw ons even per mail wanneer het geld van de rekening gaat.",
        ),
        (
            "Leg op de factuur in gewone taal uit wat netbeheerkosten zijn.",
            "Al die posten op de rekening, daar snapt niemand iets van; schrijf eronder wat ze betekenen.",
            "Een woordenlijstje achterop de nota zou helpen.",
            "Schrijf de rekening zo dat mijn moeder van 82 hem ook begrijpt.",
        ),
    ),
    "Termijnbedrag": (
        (
            "Laat mij het termijnbedrag zelf aanpassen in de app, nu moet ik steeds bellen.",
            "Ik wil mijn maandbedrag zelf hoger of lager kunnen zetten via de website.",
            "Zelf schuiven met het voorschot, dat zou fijn zijn. Nu sta ik daarvoor in de wacht.",
            "Zet in de app een knop waarmee je je maandelijkse bedrag verandert.",
            "Waarom kan ik het termijnbedrag niet gewoon online wijzigen?",
        ),
        (
            "In de zomer minder betalen en in de winter meer, dat past beter bij mijn inkomen.",
            "Bied een termijnbedrag aan dat met de seizoenen meegaat.",
            "Ik zou graag per seizoen een ander voorschot betalen.",
        ),
        (
            "Geef een waarschuwing als mijn verbruik boven het voorschot uitkomt, dan schrik ik later niet.",
            "Laat halverwege het jaar weten of ik moet bijbetalen.",
            "Een tussenstand na zes maanden zou nare verrassingen schelen.",
            "Meld het op tijd wanneer mijn maandbedrag te laag is.",
        ),
    ),
    "Meterstand": (
        (
            "Laat ons een foto van de meter insturen in plaats van cijfers overtypen.",
            "Kan de app de meterstand van een foto aflezen? Ik vergis me altijd in de cijfers.",
            "Meterstand doorgeven met een fotootje, dat zou handig zijn voor ouderen.",
            "Ik wil de stand fotograferen en klaar.",
        ),
        (
            "Stuur de herinnering voor de meterstand op een vaste dag in de maand.",
            "Een vaste datum voor het doorgeven van de standen, dan zet ik het in mijn agenda.",
            "Doe dat verzoek om de standen altijd in dezelfde week.",
        ),
        (
            "Laat meteen bij het invullen zien of een stand wel kan kloppen.",
            "Waarschuw als ik een cijfer te veel intik bij de meterstand.",
            "Mijn typefout in de stand kostte twee maanden; controleer dat direct op het scherm.",
        ),
    ),
    "Slimme meter": (
        (
            "Laat in de app per uur zien wat de slimme meter meet.",
            "Ik mis het verbruik per uur, die meter weet het toch.",
            "Toon mijn verbruik van vandaag en niet pas dat van vorige week.",
            "Met cijfers per uur kan ik de wasmachine op het goede moment aanzetten.",
        ),
        (
            "Geef bij de plaatsing een kaartje met uitleg over de knoppen op de meter.",
            "De monteur was zo weg; een A4'tje over hoe je die meter afleest zou fijn zijn.",
            "Laat een korte handleiding achter als je een slimme meter ophangt.",
        ),
    ),
    "Storing": (
        (
            "Stuur een sms zodra er een storing in mijn straat bekend is en als die voorbij is.",
            "Laat ons per bericht weten hoe lang de storing nog duurt, dan hoeven we niet te bellen.",
            "Bij stroomuitval wil ik een appje met de verwachte eindtijd.",
            "Een storingsbericht op de telefoon zou honderd telefoontjes schelen.",
            "Geef tijdens een storing elk half uur een update op mijn mobiel.",
        ),
        (
            "Zet op de site een kaart met alle storingen.",
            "Een kaartje waarop je ziet waar de stroom eruit ligt.",
            "Maak zichtbaar in welke straten er een storing is.",
        ),
        (
            "Houd een lijst bij van mensen met medische apparatuur en bel die het eerst.",
            "Mijn man ligt aan de beademing; bel zulke klanten als eerste wanneer de stroom uitvalt.",
            "Geef huishoudens die op stroom moeten kunnen rekenen voorrang bij storingen.",
        ),
    ),
    "Verhuizing": (
        (
            "Maak een lijstje met alles wat je bij een verhuizing moet regelen.",
            "Een verhuischecklist met data zou fijn zijn, ik was de helft vergeten.",
            "Stuur verhuizers een stappenplan.",
            "Ik miste een overzicht van wat jullie doen en wat ik zelf moet doen bij het verhuizen.",
        ),
        (
            "Laat de oude en de nieuwe bewoner samen de eindstand invullen.",
            "Kunnen we de meterstand bij de sleuteloverdracht met z'n tweeën bevestigen?",
            "Eén formulier voor beide bewoners voorkomt ruzie over de standen.",
        ),
    ),
    "Contract en tarief": (
        (
            "Bel of mail mij een maand voordat mijn contract afloopt met een voorstel.",
            "Ik viel ongemerkt terug in het variabele tarief; waarschuw daarvoor.",
            "Een berichtje voor het einde van het contract zou netjes zijn.",
            "Laat tijdig weten dat een vast contract eindigt.",
        ),
        (
            "Geef trouwe klanten dezelfde korting als nieuwe.",
            "Waarom krijgt een nieuwe klant honderd euro en ik na twaalf jaar niets?",
            "Beloon mensen die blijven in plaats van overstappers.",
            "Een welkomstbonus is leuk, maar een blijfbonus zou eerlijker zijn.",
            "Doe eens iets voor de klanten die er al jaren zitten.",
        ),
        (
            "Zet alle tarieven naast elkaar in één tabel.",
            "Ik wil vast en variabel kunnen vergelijken met mijn eigen verbruik.",
            "Een rekenhulp die laat zien wat elk contract mij zou kosten.",
        ),
    ),
    "Website en app": (
        (
            "Laat me inloggen met mijn vingerafdruk.",
            "Dat steeds opnieuw invoeren van het wachtwoord in de app is onhandig, gebruik gezichtsherkenning.",
            "Inloggen zonder wachtwoord zou fijn zijn.",
            "Kan de app mij onthouden? Ik moet elke keer alles intikken.",
        ),
        (
            "Maak de letters in de app groter voor slechtzienden.",
            "Mijn ogen zijn niet best; een knop voor grote letters graag.",
            "Zorg dat de voorleesfunctie op de website overal werkt.",
        ),
        (
            "Laat in mijn account zien hoe het met mijn vraag staat.",
            "Ik wil kunnen volgen wie mijn melding nu heeft, net als bij een pakketje.",
            "Een track-and-trace voor klachten, dat zou wat zijn.",
            "Toon de status van mijn verzoek op de site, dan hoef ik niet te bellen.",
            "Nu verdwijnt alles in een zwart gat; laat online zien waar mijn vraag ligt.",
        ),
    ),
    "Betalingsregeling": (
        (
            "Laat klanten zelf online een betalingsregeling kiezen.",
            "Ik schaamde me om te bellen; op internet een regeling aanvragen zou makkelijker zijn.",
            "Een formulier voor gespreid betalen, zonder eerst met iemand te hoeven praten.",
            "Zet gespreid betalen als keuze in de app.",
        ),
        (
            "Laat de incasso vallen op de dag na mijn uitkering.",
            "Ik wil zelf de dag van de maand kiezen waarop er wordt afgeschreven.",
            "Schrijf af na de vijfentwintigste, dan is er geld.",
        ),
    ),
    "Zonnepanelen": (
        (
            "Laat de teruglevering per dag zien naast het verbruik.",
            "Ik wil in één grafiek zien wat mijn panelen opwekken en wat ik terugkrijg.",
            "Opwek en verbruik naast elkaar in de app, dat mis ik.",
            "Zet de teruggeleverde stroom duidelijk apart op het overzicht.",
        ),
        (
            "Organiseer een gezamenlijke inkoop van panelen per wijk.",
            "Met de hele straat tegelijk zonnepanelen kopen zou goedkoper zijn.",
            "Zoek buren bij elkaar die ook panelen willen.",
        ),
        (
            "Verhuur thuisbatterijen, dan hoeven we ze niet te kopen.",
            "Een batterij huren voor de zonnestroom, bieden jullie dat eens aan?",
            "Een buurtbatterij zou voor onze straat ideaal zijn.",
        ),
    ),
    "Warmtepomp": (
        (
            "Bied een proefmaand aan met een warmtepomp in een voorbeeldwoning.",
            "Ik wil eerst bij iemand thuis horen hoeveel lawaai zo'n warmtepomp maakt.",
            "Regel bezoekjes bij klanten die al een warmtepomp hebben.",
            "Een open dag bij mensen met een warmtepomp zou twijfelaars over de streep trekken.",
        ),
        (
            "Geef een apart tarief voor warmtepompen in de nacht.",
            "Met een nachttarief voor de warmtepomp zou ik meteen overstappen.",
            "Goedkopere stroom in de daluren voor wie van het gas af is.",
        ),
    ),
    "Acties en reclame": (
        (
            "Stuur reclame alleen per mail, dat papier is zonde.",
            "Hou op met folders, jullie zijn toch een groen bedrijf.",
            "Geef in de app aan of je folders wilt of niet.",
        ),
        (
            "Geef een cadeaubon als je een buur aanbrengt.",
            "Wie een nieuwe klant meebrengt mag wel een bedankje krijgen.",
            "Een beloning voor het aanbrengen van vrienden.",
        ),
    ),
    "Persoonsgegevens": (
        (
            "Laat op één pagina zien welke gegevens jullie van mij hebben.",
            "Ik wil met één klik kunnen zien wat er over mij bewaard wordt.",
            "Maak een overzicht van mijn gegevens in het account, met een wisknop.",
        ),
        (
            "Geef mijn partner zijn eigen toegang tot ons contract.",
            "We wonen hier samen maar alleen ik mag bellen; zet ons allebei erop.",
            "Een machtiging voor mijn dochter regelen zou online moeten kunnen.",
        ),
    ),
    "Groene stroom": (
        (
            "Laat zien van welke molen mijn stroom vandaag komt.",
            "Ik wil weten waar mijn groene stroom is opgewekt, liefst op een kaart.",
            "Zet bij de nota uit welk park de stroom kwam.",
            "Maak zichtbaar dat de stroom echt uit de buurt komt.",
        ),
        (
            "Laat klanten mee-investeren in een windmolen.",
            "Ik zou best een stukje van een zonnepark willen kopen via jullie.",
            "Een aandeel in een molen in plaats van een kortingsactie.",
        ),
    ),
}
# For topics of larger organisations.
_ANYWHERE = (
    (
        "Laat online zien hoe ver het ermee is ({topic}).",
        "Ik zou graag zelf volgen hoe het staat met {topic}, zonder te bellen.",
        "Een statusbalkje voor {topic} op de site.",
    ),
    (
        "Geef één vast gezicht voor alles rond {topic}.",
        "Ik krijg over {topic} telkens iemand anders; één contactpersoon zou fijn zijn.",
        "Bij {topic} wil ik steeds dezelfde medewerker spreken.",
    ),
    (
        "Leg {topic} uit in een filmpje.",
        "Een kort filmpje over {topic} zegt meer dan die brief.",
        "De brief over {topic} is te lang; maak er een video van.",
    ),
)
_OPENINGS = (
    *("",) * 4,
    "Een idee: ",
    "Tip! ",
    "Goedemiddag, ",
    "Ik ben al jaren klant. ",
    "Misschien hebben jullie hier iets aan: ",
    "Klant belt met een voorstel: ",
    "Suggestie van mevrouw: ",
    "Beste mensen, ",
    "Bij mijn vorige leverancier kon dit wel; ",
)
_CLOSINGS = (
    *("",) * 4,
    " Alvast bedankt.",
    " Dat scheelt jullie ook telefoontjes.",
    " Ik hoor graag wat jullie ermee doen.",
    " Mijn buren vinden dat ook.",
    " Groet van een tevreden klant.",
    "\nMet vriendelijke groet",
    "\nGraag een reactie; bellen mag ook.",
    ' Zet dat eens op de "ideeënlijst".',
)


def write_idea(topic: str, dice: Dice) -> str:
    """Write what a customer proposes on a topic; the ideas listed first are raised most.

    Examples
    --------
    >>> write_idea("Storing", Dice(1, 5)) == write_idea("Storing", Dice(1, 5))
    True
    """
    ideas = _IDEAS.get(topic, _ANYWHERE)
    idea = ideas[dice.choose([1 / (1 + position) for position in range(len(ideas))])]
    words = idea[dice.below(len(idea))].format(topic=topic.lower())
    opening, closing = _OPENINGS[dice.below(len(_OPENINGS))], _CLOSINGS[dice.below(len(_CLOSINGS))]
    if opening.endswith((", ", ": ", "; ")):
        words = words[0].lower() + words[1:]
    return opening + words + closing

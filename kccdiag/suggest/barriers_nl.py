"""How people who speak Dutch, in the Netherlands and Flanders, name what keeps signals from travelling."""

from __future__ import annotations

LISTS = {
    "role": """
        manager*, coordinator*, directeur*, contactpersoon, contactpersonen, adviseur*, behandelaar*,
        verpleegkundige*, hoofd, hoofden, teamleider*, mensen, gezichten, medewerker*, consulent*, accountmanager*,
        planner*, agents, collega, collega's, leidinggevende*, projectleider*, baas, bazen, chef, chefs, directeuren,
        kwartiermaker*, interim*, baliemedewerker*, wijkmanager*
    """,
    "no": """
        niet, niets, niks, nix, geen, geeneens, nooit, nergens, niemand, nauwelijks, amper, zelden, nul, zonder,
        evenmin, te weinig, bijna geen, geen hond, geen mens, geen kip, geen sterveling, nog nooit, weinig
    """,
    "num": """
        #, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, veertien, vijftien, twintig, dertig,
        veertig, vijftig, honderd, tientallen
    """,
    "unknown": """
        weten ... <no>, <no> ... weten, geen .. idee, geen .. benul, geen .. flauw, joost mag, geen .. zicht,
        niet .. duidelijk, onduidelijk, niet .. helder, snappen .. niet, mij een raadsel, een raadsel,
        schieten mij maar lek, goeie vraag, goede vraag
    """,
    "customer": """
        klant, klanten, bewoner, bewoners, huurder, huurders, patient, patienten, inwoner, inwoners, burger, burgers,
        reiziger, reizigers, verzekerde, verzekerden, lid, leden, student, studenten, ouder, ouders, abonnee,
        abonnees, client, clienten, bezoeker, bezoekers, beller, bellers, melder, melders, indiener, indieners, koper,
        kopers
    """,
    "staff": """
        mens, man, collega, medewerker*, agent, agenten, teamleider*, teamleden, adviseur*, kracht, krachten, jongen,
        meisje, meiden, starters, starter, nieuwe, nieuwelingen, goede, goeie, ervaren, beste, ouderen, oudgedienden,
        iemand, iedereen, personeel, manager*, contactpersoon*, uitzendkracht*, jongeren, helft, de een na de ander,
        vaste
    """,
    "boss": """
        directie, directeur*, bestuur, bestuurder*, bestuurslid*, management, mt, managementteam, leiding,
        leidinggevende*, manager*, top, boven, bovenaan, hogerop, hogerhand, hogere, hoofdkantoor, raad, rvb,
        wethouder, schepen*, college, burgemeester, baas, bazen, ceo, coo, cfo, stuurgroep, gemeentesecretaris,
        secretaris, hoofd, chef, chefs, diensthoofd, overste, oversten, de hoge heren, de heren, op de zesde,
        bovenste verdieping, hoogste verdieping, leiders, hoge pieten
    """,
    "measured": """
        afrekenen, beoordelen, beoordeling*, meten, gemeten, sturen, aansturen, gestuurd, stuurt, stuur, stuurcijfer*,
        stuurinformatie, bonus, bonussen, target, targets, kpi, kpi's, kpi*, kengetal*, norm, normen, doelstelling*,
        prestatie*, streefcijfer*, streefnorm*, streefwaarde*, dashboard*, scorebord*, aanspreken, aangesproken,
        aankijken, aangekeken, rapporteren, rapportage*, functioneringsgesprek*, jaargesprek*, evaluatie*, evalueren,
        verantwoorden, verantwoording, rekenen .. af, spreken .. aan, kijken .. aan, houden .. tegen het licht,
        staren, blindstaren, heilig, zaligmakend, afvinken, bijhouden, turven
    """,
    "efficiency": """
        gesprekstijd*, gespreksduur*, belduur, beltijd*, afhandeltijd*, afhandelduur, afhandelsnelheid, behandeltijd*,
        behandelduur, bellengte, gesprekslengte, nawerktijd, nawerk, wrap-up, doorlooptijd*, wachttijd*, wachtrij*,
        opneemtijd, opnamesnelheid, bereikbaarheid*, servicelevel*, service-level*, service level*, bezettingsgraad*,
        bezetting, benuttingsgraad, productiviteit*, productie, productienorm*, productiecijfer*, efficientie*,
        efficiency*, kosten, kost, kostprijs*, kostenbesparing*, besparing*, besparen, bezuiniging*, conversie*,
        omzet*, marge*, verkoopcijfer*, rendement*, aantallen, hoeveelheid, hoeveelheden, volume*, aht, handle time,
        handling time, handletime, fte*, sales, salescijfer*, leads, declarabel*, declarabiliteit, quota, quotum,
        snelheid, tempo, hoe snel, zo snel, hoeveel .. gesprekken, hoeveel .. telefoontjes, hoeveel .. calls,
        hoeveel .. tickets, hoeveel .. dossiers, hoeveel .. zaken, hoeveel .. klanten, hoeveel .. contracten,
        hoeveel .. verkopen, aantal, minuten, seconden, per uur, per contact, per gesprek, per telefoontje, per klant,
        per lead, per ticket, per dossier, per uitgaande, closing*, geld, euro's, cijfertjes, kwantiteit, verkopen,
        verkoop, inschrijvingen, ligduur, bedbezetting, bezettingscijfer*, leegstand*, huurderving, schadelast,
        rendabiliteit, ratio, termijn, termijnen, tijdigheid, budget*, financien, winst, kwartaalcijfer*, groei,
        stiptheid, punctualiteit, uptime, open rate, klikken, bereik, bezoekersaantallen, downloads, vulgraad,
        ziekteverzuim, urenbesteding, registraties, stapel, handelingen, verrichtingen, opgeleverd*, oplevering*,
        deadline*, planning
    """,
    "talk_time": """
        gesprekstijd*, gespreksduur*, belduur, beltijd*, afhandeltijd*, afhandelduur, behandeltijd*, nawerktijd, aht,
        handle time, handling time, handletime, bezettingsgraad*, kosten per *, kost per *, kostprijs per *,
        gemiddelde duur
    """,
    "decide": """
        beslissen, beslist, beslissing*, besluiten, besluit, bepalen, oplossen, afwijken, toezeggen, toezegging*,
        beloven, veranderen, aanpassen, wijzigen, vergoeden, vergoeding*, uitgeven, regelen, toekennen, kwijtschelden,
        crediteren, creditering, compenseren, compensatie*, coulance, ingrijpen, terugbetalen, tegemoetkomen,
        doorvoeren, afhandelen, rechtzetten, herstellen, goedmaken, weggeven, bijsturen, invoeren, kiezen, korting*,
        uitzondering*, aanbieden, schrappen, goedkeuren, afdoen, fixen, ingreep, verlenen, bestellen, lossen .. op,
        passen .. aan
    """,
    "approval": """
        handtekening*, paraaf, parafen, akkoord, goedkeuring*, toestemming, fiat, krabbel, fiattering, sign-off,
        visum, groen licht, ok, zegen, stempel, machtiging, tekenbevoegdheid
    """,
    "above": """
        teamleider*, teamlead*, manager*, leidinggevende*, directie, directeur*, mt, chef, bestuur, commissie*, baas,
        hoofd, senior*, stuurgroep, raad, jurist*, juridisch*, mij, supervisor*, afdelingshoofd, diensthoofd, college,
        coordinator*, board, hogerhand, boven, inkoop, schepen*, wethouder, schijven, lagen, comite*, legal,
        compliance, finance, controller
    """,
    "route": """
        formulier*, mailbox*, postbus, knop, knopje, loket*, meldpunt*, kanaal, kanalen, route*, proces, procesje,
        procedure*, plek, plaats, inbox, aanspreekpunt*, contactpersoon, ingang, eigenaar, eigenaren, veld, veldje,
        vakje, hokje, categorie*, lijntje, ideeenbus*, werkwijze, vinkje, bakje, werkafspraak, afspraken, structuur,
        register, verantwoordelijke, vaste weg, vaste lijn, vast overleg, adres, centraal punt, code, belreden,
        afspraak, draaiboek, mechanisme, systeem voor, manier om, weg naar, lijn naar, e-mailadres, mailadres, nummer
    """,
    "belongs": """
        kwijt, heen, naartoe, naar toe, zijn, terecht, terechtkunnen, melden, neerleggen, neerzetten, thuishoren,
        horen, laten, indienen, aankloppen, droppen, achterlaten, aankaarten, aangeven, sturen, heensturen, leggen,
        doorgeven, bellen, mailen, deponeren, zetten
    """,
    "island": """
        eiland, eilandje*, eilandjes*, koninkrijk*, koninkrijkje*, prinsdom*, prinsdommetje*, vorstendom*, tentje,
        toko*, winkeltje, straatje, kokers, koker, verkokerd, verkokering, verzuild, zuil, zuilen, silo, silo's,
        silo*, bubbel, bunker, burcht, vesting, fort, hokjes, hokjesgeest, hokjesdenken, afdelingsdenken, kamp,
        kampen, loopgraven, loopgraaf, hokje, kliek, wij-zij, torentje, torentjes, kerktoren*, stekkie, wereldje
    """,
    "own": """
        belang, belangen, bonus, bonussen, doelen, doelstelling*, target*, parochie, winkel, winkeltje, cijfers,
        agenda, budget, club, wereldje, wereld, stoep, stoepje, straatje, hachje, toko, afdeling, kpi*, gewin,
        boontjes, project*, resultaten, resultaat, terrein, team, ding, dingen, dingetje, erf, achtertuin, tuintje,
        domein, speeltuin, kerk, hok, dienst, stuk, stukje, koninkrijk*, eiland*, marge, processen, werk
    """,
    "capacity": """
        tijd, capaciteit, mankracht, menskracht, handjes, handen, ruimte in .. agenda, uren, fte*, personeel,
        bezetting, bandbreedte, ruimte in de sprint, ruimte in de planning, mensen, slagkracht
    """,
    "busy": """
        onderbezet, onderbezetting, onderbemand, onderbemenst, personeelstekort, personeelsgebrek, tijdgebrek,
        tijdsgebrek, capaciteitsgebrek, capaciteitstekort, capaciteitsprobleem, handen tekort, mensen tekort,
        man tekort, komen .. tekort, komen .. om, verzuipen, verdrinken, kopje onder, ondergesneeuwd, overspoeld,
        overbelast, overwerkt, overvraagd, tot over .. oren, handen .. vol, handen .. meer dan vol, water .. lippen,
        krap bezet, krap .. zitten, dun bezet, waan van de dag, brandjes blussen, brandjes aan .. blussen,
        branden blussen, met man en macht, overlopen, overuren, tijdsdruk, tijdnood, tijd ontbreken,
        ontbreken .. tijd, ontbreekt .. tijd, gebrek aan tijd, gebrek aan capaciteit, gebrek aan mensen,
        tekort aan mensen, tekort aan personeel, te druk, veel te druk, razend druk, hartstikke druk
    """,
    "waits": """
        blijven .. liggen, op de plank, in de ijskast, in de koelkast, in de frigo, op de lange baan, onderop,
        onderaan, onder op de stapel, op de stapel, onder de stapel, achteraan, stof .. vangen, staan te verstoffen,
        verstoffen, voor ons uit, stapelen .. op, stapelen zich, opstapelen, stuwmeer, aanmodderen, naar achteren,
        doorgeschoven, schuiven .. door, vooruitgeschoven, voor .. uitschuiven, blijven .. hangen, parkeren
    """,
    "menial": """
        afvoerput*, afvoerputje, afvalput*, putje, vergaarbak, vuilnisbak*, doorgeefluik*, telefoonjuffrouw*,
        telefoonmeisje*, belmeisje*, belboer*, voetveeg, voetvegen, boksbal, pispaal, kop van jut, klaagmuur,
        stiefkind*, ondergeschoven kind*, assepoester*, sluitpost, tweederangs*, b-team, b-ploeg, tweede garnituur,
        onderkant, laagste trede, laagste sport, onderste trede, onderaan de ladder, onderste laag, laagste in rang,
        onderaan de pikorde, onderaan de voedselketen, laag in de pikorde, bijbaantje*, veredeld*, ongeschoold*,
        callcentertje, afvalbak, restafval, schoonmaakploeg, bliksemafleider*, wegwerp*, vuilbak, vuilbakje, voetvolk,
        kanonnenvoer, productievee, legbatterij*
    """,
    "leave": """
        vertrekken, vertrek, weggaan, opstappen, ermee stoppen, gestopt, uitstromen, uitstroom, weglopen, vertrokken,
        weggegaan, weggelopen, opgestapt, uitvallen, uitval, uitgevallen, afhaken, afgehaakt, gaan .. weg,
        lopen .. weg, vallen .. uit, haken .. af, stappen .. op, zijn .. weg, is .. weg, alweer weg, zo weer weg,
        overstappen, doorstromen, opgebrand, uit dienst, nemen .. ontslag, ontslag, elders, een andere baan,
        andere job, weer foetsie, ervandoor
    """,
    "knowledge": """
        kennis, ervaring, knowhow, know-how, geheugen, expertise, contacten, netwerk, historie, voorgeschiedenis,
        dossierkennis, klantkennis, vakkennis, wijsheid
    """,
}  # fmt: skip

# Idioms that say only this, asked about or not.
FIRM = {
    "efficiency_kpis": """
        =afrekenen & op & <efficiency> &! niet .. afrekenen
        =rekenen & af & op & <efficiency>
        kostenpost|kostenposten|kostenplaats|costcenter|kostencentrum|kostenfactor|cost center|cost centre
            |kostendrager
        <talk_time> & heilig|leidend|bepalen|omlaag|naar beneden|drukken|onder|boven|overschrijden|telt|tellen|bewaken
            |streng|strak|scherp|rood
        contactreductie|callreductie
    """,
    "no_channel": """
        <unknown> ... bij wie|waar|waarheen|naar|welke|wie ... <belongs>
        =nergens .. belegd|ondergebracht|kwijt|terecht|naartoe|heen|thuis|onder te brengen
        =tussen .. wal en .. schip
        van het kastje naar de muur
        niemands . taak|werk|verantwoordelijkheid|pakkie-an|functie|probleem
    """,
    "no_mandate": """
        mogen & <no> & zelf
        <no> ... bevoegd|bevoegdheid|bevoegdheden|beslissingsbevoegdheid|mandaat|zeggenschap|beslisruimte|speelruimte
            |handelingsvrijheid|beslissingsmacht|doorzettingsmacht|tekenbevoegdheid|slagkracht
        bevoegdheid|bevoegdheden|mandaat|zeggenschap|doorzettingsmacht|beslissingsbevoegdheid ... <no>
        kunnen & <no> & zelf & <decide>
        <approval> & moeten|nodig|vragen|wachten|langs|eerst|halen|ontbreken|hebben & <above>
        daar .. gaan .. ik|wij|we .. niet over
        handen .. gebonden
        gebonden handen
        is .. niet aan . mij|ons
        buiten . mijn|onze . bevoegdheid|mandaat|boekje
        beleid is beleid|regels zijn regels|de computer zegt nee|het systeem zegt nee
    """,
    "silo": """
        =eilandje*|koninkrijkje*|koninkrijk*|prinsdom*|vorstendom*|verkokerd|verkokering|verzuild|silo|silo's
            |hokjesgeest|hokjesdenken|afdelingsdenken|loopgraven|kerktoren*|wij-zij &! <unknown>
        =ieder|iedereen|elk .. voor zich
        =naar elkaar .. wijzen
        =kaarten .. borst
        =pottenkijkers
        elkaar . de . schuld|zwartepiet
        =zwartepieten|zwarte piet
        =houden .. voor zich|zichzelf|hunzelf
        haantjes|haantjesgedrag|ego's|ego|stammenstrijd|stammenoorlog|koude oorlog|loopgravenoorlog
    """,
    "no_time": """
        =<busy>
        komen .. <no> .. aan toe
        <no> .. aan toe .. komen
        kom|komen|komt . daar|er|ik|we|ze|hier . ik|we|ze| . niet|nooit|amper|zelden|nauwelijks| .. aan toe|toe
        <no> .. prioriteit|prio|voorrang|urgentie
        <num> . man|mensen|fte|collega's|plekken|krachten|uur . tekort|te weinig|te kort
        te . weinig|kort . mensen|man|handen|collega's|uren|tijd|personeel|capaciteit|mankracht
        geen|nauwelijks|amper|onvoldoende|te weinig .. capaciteit|mankracht|menskracht|bandbreedte
        geen|nauwelijks|amper|onvoldoende|te weinig . tijd . voor|om
    """,
    "low_status": """
        =kijken|kijkt .. op .. neer
        =neerkijken|neergekeken|neerbuigend|denigrerend|minderwaardig|laatdunkend|meewarig|schamper
        serieus .. nemen .. <no>
        =nemen .. ons|hen|hun|kcc|klantenservice .. niet .. serieus
        <no> .. voor vol
        =elke|een|iedere .. aap
        =afvoerputje|telefoonjuffrouw*|voetveeg|voetvegen|pispaal|kop van jut|stiefkind*|ondergeschoven kind*
            |assepoester*|tweederangs*|b-team|voetvolk|kanonnenvoer|noodzakelijk kwaad &! <unknown>
    """,
    "turnover": """
        =verloop &! in het verloop &! verloop van het gesprek &! verloop van de
        =personeelsverloop|turnover|doorloop van mensen
        =duiventil|draaideur*|doorgangshuis|zoete inval|komen en gaan|af en aan|va-et-vient|transitzone|passantenhuis
        =burn-out*|burnout*|burn-outs
        =nieuwe gezichten
        <no> .. vasthouden|vast te houden|houden .. mensen
        =nemen .. <knowledge> .. mee
        =halve|half .. team|afdeling|ploeg .. nieuw|weg|vertrokken|ziek
        =leegloop|lopen .. leeg|leeggelopen|exodus|braindrain|brain drain
        =verzuim*|ziekteverzuim* & hoog|procent|veel|enorm|oplopen|torenhoog|gemiddeld|dubbel|<num>
    """,
    "not_listening": """
        <boss> ... luisteren|geluisterd ... <no>
        <boss> ... <no> ... luisteren|geluisterd|horen
        <no> ... luisteren|geluisterd ... <boss>
        <no> .. naar .. ons|je|jou|mij|hen|hun .. luisteren|geluisterd
        =in .. wind .. slaan|geslagen
        =slaan .. in .. wind
        =tegen .. muur .. praten|lopen|oplopen|aanlopen
        =praten|lopen|spreken .. tegen .. muur
        =roepende .. woestijn
        =in .. kou .. staan|gezet|laten
        over tot . de orde|orde van de dag
        =wegwuiven|weggewuifd|weggewimpeld|afgewimpeld|wegwimpelen|afwimpelen|weggelachen|weglachen|gebagatelliseerd
            |bagatelliseren|afgeserveerd
        =voor de buhne|voor de vorm
        al jaren . roepen|zeggen|vragen|geven|kaarten
        =geen .. boodschap aan
        =staan .. er .. alleen voor
    """,
}  # fmt: skip

# Mostly means this: where the question is about it, or where something else in the sentence bears it out.
SURE = {
    "efficiency_kpis": """
        beoordelen & op & <efficiency>
        meten|gemeten & op & <efficiency>
        sturen|gestuurd|stuurt|aansturen & op & <efficiency> &! <customer> .. sturen
        aanspreken|aangesproken|aankijken|aangekeken & op & <efficiency>
        target|targets|kpi|kpi's|kpi*|norm|bonus|streefcijfer*|kengetal* & <talk_time>
        target|targets|kpi|kpi's|norm|streefcijfer* .. is|zijn|gaan|ligt|liggen|staat ... <efficiency>
        bonus & hangt|hangen|afhangen|afhankelijk & <efficiency>
        alles|alleen|enkel|puur|vooral|uitsluitend .. draaien|gaan .. om|over|rond .. <efficiency>
        draaien .. alles|alleen|vooral|enkel .. om|rond .. <efficiency>
        het gaat ... alleen|enkel|puur|uitsluitend|vooral .. om|over .. <efficiency>
        onder de <num> . minuten|seconden
        binnen .. minuten|seconden & moeten|afronden|klaar|ophangen|opgehangen
        minuten|seconden . per . gesprek|telefoontje|call|klant|beller|dossier
        gesprek|gesprekken|telefoontje|telefoontjes|klant & zo . snel|kort . mogelijk & af|afronden|ophangen|eraf
            |vanaf|lijn
        zo snel mogelijk .. ophangen|afronden|lijn
        snelheid|kwantiteit|aantallen|kosten|cijfers .. boven|voor|belangrijker .. kwaliteit|klant|inhoud
        meters maken
        elk|elke|ieder|iedere .. telefoontje|contact|gesprek|call|mailtje & kosten|kost & geld|euro|ons|teveel
        afgerekend .. <num>
        kosten .. omlaag|drukken|verlagen|terugbrengen & contact|contacten|klantenservice|klantcontact|telefoon|kcc
        afrekenen|beoordelen|gemeten|aansturen .. op .. <num> . minuten|seconden|procent|per
        =alles wat . telt|ze|men .. is|zijn .. <efficiency>
        enige .. telt|tellen|kijken|vragen .. <efficiency>
        zo . weinig|min . mogelijk . bellers|telefoontjes|contact|contacten|gesprekken|calls
        minder|reduceren|terugdringen . telefoontjes|contacten|bellers|calls|contact .. doel|target|moeten|procent
            |dit jaar|volgend
        <num> . procent . binnen . <num> . seconden|minuten
        bord|scherm|wallboard|lamp .. springen|kleuren|worden|staat|gaan .. rood|oranje
        <num> .. dossiers|zaken|tickets|gesprekken|meldingen|patienten|aanvragen|schades . per|op een . dag|uur|week
            |dienst & moeten|norm|target|halen|doen|verwacht|afhandelen
        <num> . minuten . per . patient|consult|klant|gesprek|beller|inwoner
        <efficiency> .. is|zijn .. wat|waar|het enige|heilig|leidend|alles .. telt|kijken|kijkt|
        moet|moeten .. onder|binnen . de . <num> . blijven|minuten|seconden
        tijd is geld
        gaan|gaat|draaien|draait . het|alles| .. over|om|rond .. hoeveel|hoe snel|aantallen|ligduur|productie|snelheid
            |tempo|doorlooptijd*|omzet*
        wil|willen|vraagt|vragen|kijkt|kijken .. maar een ding|alleen|enkel|puur|uitsluitend|slechts .. kost|kosten
            |<efficiency>
        kijken|kijkt|letten|let|sturen|stuurt|gaat het .. puur|alleen|enkel|uitsluitend|vooral .. naar|op
            |om . <efficiency>
        elk|elke|ieder|iedere . telefoontje|belletje|contact|gesprek|call|mail . is .. te veel|teveel|een kostenpost
            |geld|verlies
        scherm|bord|wallboard|lamp .. rood
        te . lang|langzaam . praten|bellen|aan de lijn|doen|bezig
        <num> . procent . minder . bellers|calls|telefoontjes|contact|contacten|mails|kosten|gesprekken
        <num> . minuten . per . patient|consult|klant|gesprek|beller|inwoner|burger|dossier|bezoek
        <measured> . is|zijn|was|gaat|staat|heet|blijft|luidt . vooral|alleen| . <efficiency>
        enige . cijfer|getal|wat . dat|wat|telt
        aantal . gesprekken|calls|contacten|zaken|dossiers|tickets|schades . dat|per|is|telt & doel|norm|meten|kijken
            |beoordel*|alles|alleen|target
        gemiddelde . gesprekstijd|afhandeltijd|wachttijd|doorlooptijd|duur & norm|target|rapport*|elke|iedere|doel
            |kijken|beoordel*
        aangesproken|teruggefloten|gecoacht|op het matje . op|over|als|om . mijn|je|de|hun|hoe . tijd|tijden|cijfers
            |statistieken|lang
        elke . seconde|minuut . telt|wordt|kost|gemeten
    """,
    "no_mandate": """
        mogen & <no> & <decide> &! <customer> & vertellen
        mogen & <no> & van|buiten & script|protocol|lijstje|tekst
        mogen .. alleen|slechts|enkel .. <decide>
        mogen .. maar|slechts .. tot
        <no> .. zelf .. <decide>
        <no> .. eigen|enkel|vrij .. budget|potje|middelen|geld
        <no> .. budget|budgetje|potje|cent|middelen
        budget|potje .. hebben|heb|is|was|krijgen .. <no>
        script|scripts|belscript*|gespreksscript*|protocol|protocollen & volgen|houden|afwijken|voorlezen|oplezen|vast
            |vastzitten|moeten|strikt|letterlijk|afdraaien
        zonder .. <approval>
        eerst .. <approval>
        moeten|moet ... langs|voorleggen|voorbij|goedkeuren|tekenen|aftekenen|fiatteren|ondertekenen
            |overheen ... <above>
        moeten|moet ... <above> ... goedkeuren|tekenen|aftekenen|fiatteren|ondertekenen|beslissen|overheen|vinden
            |akkoord
        alles|elk|elke|iedere .. boven .. <num>|euro|tientje & langs|teamleider*|manager|akkoord|moeten
        alles .. langs .. <above>
        moeten .. eerst .. langs|naar|aan|via .. <above>
        gaan .. ik|wij|we .. niet .. over
        niet aan . mij|ons .. om
        <no> .. te zeggen
        niks|niets|weinig .. te . zeggen|vertellen|bepalen|beslissen|vinden . over|
        niks|niets|weinig .. in te brengen
        gaan|gaat|loopt|moeten ... vijf|vier|drie|zes|tien|twaalf|meerdere|allerlei .. lagen|schijven|handtekeningen
            |parafen|commissies|comites
        <no> .. vrijheid|ruimte|speling .. om|voor .. zelf|zelf|zelfstandig|eigen
        zelf .. <no> .. ruimte|vrijheid|beslissen
        kunnen|mogen .. <no> .. toezeggen|beloven|afwijken|crediteren|kwijtschelden|compenseren
        alleen|enkel|slechts . de|een|mijn|onze| . <above> . mogen|kunnen|mag|kan . dat|het|zoiets|beslissen|wijzigen|
        dat|het . liggen|ligt|is . bij|aan . de|het|mijn|een|den haag|landelijk| . <above>|den haag|brussel
            |hoofdkantoor|politiek & <no>|beslissen|kunnen|zelf|wij
        landelijk|centraal|hogerhand|hoofdkantoor|den haag|brussel . bepalen|bepaald|vastgesteld|geregeld|besloten
            |opgelegd
        wordt|worden|is .. landelijk|centraal|van bovenaf|bovenaf . bepaald|vastgesteld|geregeld|besloten|opgelegd
        zelfs .. <no> & mogen|kunnen|mag|kan
        voorlezen|oplezen|opdreunen .. wat .. staat|scherm
        moeten|moet .. zeggen .. wat .. scherm|staat|voorgeschreven
        staat . niet in . de . begroting
        geen . geld|begroting|budget|potje|pot|geldpotje
        kunnen|kan .. alleen|enkel . maar| . noteren|registreren|doorgeven|doorverbinden|excuses|sorry|meeleven
            |vastleggen|loggen|aanhoren|doorzetten
        het enige wat .. kunnen|mogen|kan|mag
        overal . <approval>|akkoord . voor|op
        mogen .. pas . als|na .. <approval>|<above>
        drie|vier|vijf|zes|dubbele . handtekeningen|parafen|akkoorden|lagen
        daar moet .. een . <approval>|plasje|klap .. over|overheen|op|bij
        plasje . over|overheen
        dan . tekent|beslist|bepaalt . mijn|de|het . <above>
        moet|moeten .. formulier|aanvraag|verzoek|motivatie . voor| . invullen|indienen|schrijven
        dat . beslist|bepaalt|besluit . het|de|mijn . <above>
        <above> . beslist|bepaalt|besluit & wij|ik|uitvoeren|voeren
        wij . voeren . uit|alleen uit|slechts uit
        afwijken . is|kan|mag|zit . er niet|niet
        lezen|lees . gewoon|alleen|letterlijk| . voor|op . wat
        niet . op . ons|mijn|dit . niveau
        langs . <above>|communicatie|juridisch ... langs
        gaat|gaan|moet|moeten .. langs . <above>|communicatie|juridisch|juristen
        <no> . cent|euro|stuiver . te|voor|om|uit
        is .. <no> .. aan|bij . ons|mij . om|te
        pas . als|nadat|na|wanneer . de|het|mijn|een| . <above> .. akkoord|tekent|getekend|ja|goedkeurt|knikt
            |fiatteert
        eerst . de|het|mijn|langs|een|door|naar| . <above>
        ja . van . de|het|mijn|een . <above>
        mijn . bevoegdheid|mandaat|ruimte|budget . stopt|houdt op|eindigt|is op|gaat tot
        boekje . te buiten
        daar . heb|hebben . ik|we . niks|niets|geen
        niet . van . de lijn|het protocol|het script . af|afwijken
        zonder . dat . <above> .. tekent|akkoord|ja|goedvindt|knikt|meekijkt
        ik|wij|we . ben|zijn|voer|voeren . maar|slechts|alleen|enkel . uitvoerend|uitvoerder|uit
        <decide> . mag|mogen|kan|kunnen . ik|we|wij|ze|je . <no>
        knop . is|staat . grijs|uit
        systeem . laat|staat . mij|me|ons|het|dat . <no>
        op . het . matje|de vingers|mijn kop
        boven . mijn . hoofd|macht|pet
        getekend|ondertekend . door . <num>|de|mijn|een
        drie|vier|vijf|zes . lagen|niveaus|handtekeningen|formulieren|parafen|stempels
        voor . alles|iedere|elke .. <approval>|toestemming|formulier|handtekening|langs
        eerst . <approval>|toestemming|overleg|formulier
        niet . tot . mijn|onze . bevoegdheid|bevoegdheden|taken
        alleen . de|het . <above> . mag|kan|mogen|beslist|gaat
    """,
    "no_channel": """
        <unknown> ... wie .. daar|daarover|erover|die|dat|dit|ervan|hiervan|daarvan|hem|ik|je ... over|gaan|gaat
            |eigenaar|verantwoordelijk|hebben|oppakken|oppakt|bellen|vragen|benaderen|aanspreken|hoort
        <unknown> ... wie .. over .. gaan
        <unknown> ... wie .. aanspreekpunt|eigenaar|verantwoordelijk
        niet|nooit .. weten|wist|weet .. bij wie
        <no> .. formulier|formuliertje|mailbox|knop|knopje|loket|meldpunt|kanaal|route|aanspreekpunt|ideeenbus
            |eigenaar|vakje|hokje|contactpersoon|ingang|veldje|postbus|categorie|bakje
        <no> .. vaste|vast|duidelijke|officiele|afgesproken|echte|heldere|logische|centrale|eenduidige .. <route>
        <no> .. plek|plaats .. voor|waar|om
        bestaan .. <no> .. <route>
        is .. <no> .. <route> .. voor
        <route> .. bestaan|hebben|is .. <no>
        niemand .. eigenaar|verantwoordelijk|aan de lat|gaat over|over gaat|eigenaarschap
        niemand .. voelt|voelen .. verantwoordelijk|eigenaar|geroepen
        voelen .. niemand .. verantwoordelijk|eigenaar|geroepen
        =is|zijn .. van niemand
        =niet .. belegd
        =tussen .. stoelen|plooien|wal
        =zweven .. tussen
        =vallen .. ertussen|tussenin|overal buiten|nergens onder
        =kunnen .. nergens
        hangen .. van .. wie .. je|ge .. kennen
        =als je .. iemand kennen
        =moeten .. iemand kennen
        =moeten .. toevallig|net .. kennen
        =via via
        kennen .. weg|ingang .. <no>
        past .. <no> .. in|binnen .. formulier|systeem|hokje|vakje|categorie
        iedereen .. denken|wijzen .. ander .. doet|oppakt|gaat
        het wiel .. waar .. heen
        <unknown> .. waar|waarnaartoe .. ermee .. naartoe|heen
        waar .. moeten|kunnen .. daar|ermee|dat .. mee .. naartoe|heen
        staan|staat .. in niemands
        iedereen .. een eigen|z'n eigen|zijn eigen|hun eigen . lijstje|mapje|excel|schriftje|manier
        kies|kiezen|klik|zet . ik|je|we|ze| .. overig|overige|diversen|anders
        onder|bij|als . overig|overige|diversen
        systeem|formulier|menu|scherm .. alleen . klachten|storingen|meldingen . maar| .. <no>|ideeen|niet|
        houden|houdt|stopt|eindigt . het|dat . bij mij|hier|daar . op|
        hangen|hangt . in de lucht
        onduidelijk|niet duidelijk|nooit duidelijk|niet helder|niet afgesproken|niets afgesproken
            |niks afgesproken .. wie|waar|hoe
        <no> .. afspraken|afspraak . over|voor|hoe
        iedereen . doet|doen . maar| . wat|het . anders|op zijn|
        welke . mailbox|bak|afdeling|van de .. <unknown>
        <num> . mailboxen|bakken|loketten|systemen|formulieren & <no>
        dan . vertel|zeg|mail|bel|app . ik . het|dat . maar|aan wie|wie
        <unknown> . wie|welke .. oppakken|oppakt|doet|verzamelt|bijhoudt|gaat|behandelt|leest|moet
        zet|schrijf|noteer|krabbel . ik|je|we| .. in|op . een|m'n|mijn| . schriftje|kladblok|boekje|notitieboekje
            |post-it*|briefje|blaadje
        overig|overige|diversen & kiezen|kies|niemand|leest
        in niemands|niemands . functieomschrijving|takenpakket|taak|takenlijst
        moet|moeten . maar| . net|toevallig . weten|kennen . wie|iemand
        weten .. wie . je . moet . hebben|bellen|mailen
        aan . niemand . kwijt
        kan|kun . het|dat|je het|ik het|ik dat| . aan|bij . niemand
        bij .. koffie .. tegenkom|tegenkomt|vertel|zeg|hoor|horen
        toevallig .. tegenkom|tegenkomt|spreek|spreekt|treft|tref
        in . het|ons|dat . systeem . kan . dat|het . niet
        de een .. de ander .. bellen|doorverbonden|blijf|verwijst|stuurt
        doorverwezen|doorgestuurd . van . de een|hot|afdeling
        van hot naar her
        voor . zoiets|zulke|dat soort|dit soort|ideeen|suggesties|een idee .. is|bestaat|hebben|heb .. <no>
        dat . is . geen . klacht|incident|storing|melding . dus
        is . geen . incident|klacht|storing
        niet . onder|in . te . brengen|plaatsen
        past . nergens
        blijft|blijven . dan|het|dat| . bij . mij|ons . liggen|hangen|
        in . mijn|z'n|m'n|onze . hoofd|hoofden . zitten|
        weten . niet . van . wie . dat|het|die
        verzinnen|verzin|bedenken|improviseren . we|ik|ze|je|het|dat| . ter plekke|zelf|maar|iets
        iedereen|ze|de een|men . denkt|denken|gaat ervan uit|gaan ervan uit . dat . een|de|iemand . ander
        <no> . naam|contact|contactpersoon|nummer . daar|bij|voor|van
        nergens|niet . beschreven|omschreven|geregeld|afgesproken|ingericht|opgeschreven
        nummer|adres|link|formulier . klopt|werkt|bestaat|is . niet|dood
        formulier|systeem|proces . voor . klachten . maar
        de . ene . keer .. de andere
        wie . je . kent|toevallig
    """,
    "no_reply": """
        <no> ... meer ... horen|gehoord|vernomen|vernemen
        =zwart|zwarte .. gat|doos
        =bodemloze .. put
        =diepe|grote .. put|niets
        =diepe la
        =bermudadriehoek
        =in .. la|lade|schuif & verdwijnen|belanden|liggen|komen|eindigen|gaan|leggen
        =verdwijnen .. in .. bak|put|systeem|mailbox|niets|leegte|archief|stapel|ether|lucht|mist|molen|map|excel
        =verdampen|oplossen .. lucht|vervliegen
        =radiostilte|doodstil|oorverdovend*
        =blijven .. stil
        =stil .. blijven
        =taal noch teken
        <unknown> ... wat ... mee|ermee|daarmee .. gebeuren|doen|gedaan|gebeurd
        <unknown> ... of ... lezen|leest|gelezen|bekijken|bekeken|aankomen|aangekomen|kijken|kijkt|doen|doet|gedaan
            |oppakken|opgepakt
        <unknown> ... waar ... blijven|gebleven|belanden|uitkomen|terechtkomen
        <unknown> ... wat .. ervan|daarvan|hiervan .. worden|geworden|komen|terechtgekomen
        en|daarna|dan|vervolgens|verder|waarna . is het|blijft het|wordt het| . stil|niks|niets|noppes|niente
            |einde verhaal
        =weg is weg|dan is het weg|dan ben je het kwijt|en weg is het
        of . er|daar . iets|wat . mee .. gebeurt|gedaan & <unknown>|joost mag het weten
        joost . mag . het . weten
        joost mag weten
        =gaat|gaan|valt|verdwijnt . in|het . een|het| . diepe|moeras|drijfzand|vergeetboek|vergeetput
        of . ze|het|dat|die|hij|zij . er|daar| .. iets|wat . mee|aan . doen|doet|hebben|gebeurt & <unknown>
        horen .. nooit . meer
    """,
    "silo": """
        =<island> &! <unknown> &! van de telefoon
        =eigen <own> & eerst|alleen|enkel|kijken|denken|bezig|beschermen|verdedigen|bewaken|gaan voor|voorop
            |belangrijker|werken|zitten|aan|doen
        =ieder|iedere|iedereen|elk|elke .. zijn|z'n|hun|haar|eigen .. <own> &! eigen manier
        =schermen .. af
        =geven .. <no> prijs
        =keuken .. kijken & <no>|graag
        =langs elkaar
        =naast elkaar .. werken
        werken & <no> & samen|samenwerken
        <no> ... samenwerken|samengewerkt|samenwerking
        samenwerking|samenwerken .. <no>|slecht|stroef|moeizaam|ver|moeilijk|lastig
        <no> .. met elkaar .. praten|spreken|delen|overleggen
        praten|spreken|delen|overleggen .. <no> .. met|onder elkaar
        =wijzen .. naar .. elkaar|ander|anderen
        =schuiven .. naar elkaar|af op|op elkaar
        =pakkie-an|pakkie
        =niet|geen .. ons|mijn|onze|hun .. afdeling|probleem|winkel|pakkie|taak &! vraag
        =territorium*|territoriaal|territoriumdrift|terreinafbakening|machtsspel*|machtsstrijd*|koninkrijk*
        =muren|muurtjes|schotten|hekken|hek .. tussen|om|rond|omheen|eromheen
        =gescheiden|aparte|verschillende|andere|twee .. werelden
        =blijven .. van .. af &! <customer>
        =vingers .. af
        =concurreren|concurrenten|concurrentie .. elkaar|intern|onderling
        =gunnen .. elkaar
        =elkaar .. licht .. ogen
        =los van elkaar
        <no> .. over .. eigen .. schutting|grens|muur|grenzen|schaduw .. heen
        =over .. grens|grenzen|schutting .. kijken & <no>
        schuld .. elkaar|andere|anderen|ander .. geven|krijgen|leggen|schuiven
        <no> .. toegang|inzage|inzicht|rechten .. tot|in|op|voor .. hun|systeem|lijst|gegevens|dossiers|
        krijgen|krijg .. <no> . toegang|inzage
        houden|houdt . de . deur|deuren|boot|gelederen|kiezen .. dicht|af|gesloten|op elkaar
        =smoes|smoesje .. privacy|avg
        =privacy|avg .. smoes|schuilen|verstoppen
        niet . onze|hun|mijn|zijn . klant|patient|bewoner|huurder|dossier|feestje|pot nat
        dat zijn|die zijn|is van . hun|onze . klanten|patienten|relaties|cijfers .. vinden|afblijven|en niet
        moeten .. zelf . maar . weten|uitzoeken|oplossen
        scoren|winnen .. kosten|koste . van
        geven|delen|afstaan|laten .. <no> .. uit handen|inzien|meekijken|meelezen|los
        zit|zitten .. op . hun|zijn|haar|eigen . data|informatie|gegevens|kennis|klanten|cijfers|lijstjes
        twee|drie|vier|aparte|losse|verschillende . bedrijven|organisaties|koninkrijken|planeten
        wij . en . zij|hullie
        <no> .. van elkaar .. weten|doet|wat
        weten|weet .. <no> . van elkaar
        elk|elke|ieder|iedere . afdeling|dienst|team|directeur|manager|poli|wijkteam . een|zijn|haar|z'n|hun| . eigen
        zijn|haar|z'n|hun . eigen . lijst|lijstje|lijstjes|systeem|systeempje|bestand|excel|administratie|begroting
            |potje|geld|mensen|boontjes
        laten .. <no> .. aan . een ander|anderen|ons . zien
        geven|geeft ... de . schuld
        <no> . elkaar . spreken|spreekt|zien
        spreken|zien . elkaar . eigenlijk| . <no>
        op . zichzelf|zich . staand|
        elk|ieder|elke|iedere . zijn|haar|z'n|hun|een| . eigen . <role>|planning|agenda|werkwijze|aanpak|manier|wereld
        kijken|kijkt|kijk . niet . verder|over
        =niet . mijn|ons|onze|hun|zijn . afdeling|werk|ding|taak|zaak|winkel
        =bij . hen|hun|ons|die . afdeling| . kom|komt . je|niemand . <no> . binnen|tussen|in
        =kom|komen . je|we|wij . <no> . tussen|binnen|in
        =<no> . met . ons . delen|overleggen|bespreken|afstemmen|praten
        =stemmen|stemt . <no> . af
        =afstemming|overleg|samenwerking . is| . er| . <no>|nul|ver te zoeken|minimaal
        =ver . te . zoeken
        =bemoei . je . met
        =als concurrent*|als vijand*
        <no> . uitgenodigd|welkom|bij . voor|bij|op . hun . overleg|vergadering
        alleen|enkel . via . hun|de|zijn|haar . hoofd|manager|leidinggevende|chef
        liever|eerder . met|bij|naar . de . concurrent
        niet . in . de . kaart|kaarten|keuken . kijken
        vaart|varen|gaat|gaan|trekken|trekt . zijn|haar|hun|een . eigen . koers|gang|weg|plan|lijn
        in . elkaars . vaarwater
        niemand . kijkt . over|verder|naar het geheel
    """,
    "no_time": """
        <no> .. tijd &! wachttijd &! laatste tijd &! op tijd &! tijd geleden
        geen|nauwelijks|amper|onvoldoende|weinig|te weinig .. <capacity>
        tijd .. hebben|is|krijgen .. <no>
        <capacity> .. ontbreken|ontbreekt|missen|tekort|schort
        <capacity> .. <no> .. voor|om
        hebben .. de .. tijd|mensen|capaciteit|mankracht|handen .. <no>
        <no> .. aan toe
        =schieten .. bij .. in
        =schieten .. tekort
        prioriteit|prio .. <no>
        =lage|laagste|laag|andere .. prioriteit|prio|prioriteiten
        =prioriteiten .. elders|ergens anders|anders
        =<waits>
        met|maar|slechts .. z'n .. tweeen|drieen|vieren
        =een|1|anderhalve|halve|twee .. man|fte|persoon|collega|mens .. voor|op .. alles|heel|hele|de planning|<num>
        =in .. eigen|vrije .. tijd
        =migratie|fusie|verbouwing|implementatie|reorganisatie|livegang & alles|iedereen|eerst|opslokken|slokken|slokt
        =uren .. niet|geen|te weinig|op
        =agenda .. vol|dichtgeplempt|propvol
        volgende . beller|gesprek|telefoontje|klant|patient|call . hangt|staat|komt|zit|wacht|is . alweer|al|er alweer
            |er al
        alweer . de|een . volgende . beller|gesprek|klant|call|in de wacht
        valt|vallen|gaat|gaan|sneuvelt .. als . eerste . af|eruit|weg|overboord
        als . laatste|allerlaatste . aan de beurt|toe|
        <num> . ongelezen|openstaande|onbeantwoorde|open
        ongelezen . mails|berichten|mailtjes
        eens|een keer . per . maand|kwartaal|jaar . kijken|kijk|lezen|loop|open
        kijken|kijk|open .. hooguit|maar|misschien . eens|een keer . per . maand|kwartaal|jaar
        eerst . de|het|die| .. en dan|daarna|pas|dan pas .. & migratie|verhuizing|achterstand|project*|zomer|invoering
            |storing*
        pas|wanneer|als|tot|totdat|zolang .. migratie|verhuizing|fusie|implementatie|livegang|reorganisatie .. klaar
            |achter|rond|af|voorbij|loopt|
        in . mijn|onze|de . eigen|vrije . tijd|avonduren
        op . zondagavond|zondag|mijn vrije dag|zaterdag .. doe|lees|werk|beantwoord
        tussen . twee . gesprekken|telefoontjes|diensten|patienten|afspraken|de bedrijven
        maar|slechts . een|twee|1|2|halve . man|mens|fte|collega|persoon|paar handen
        ik ben|we zijn|zij is|hij is . de enige . die|op|voor
        in m'n|in mijn|in je . eentje
        meer . zit . er . niet . in
        eens|een keer . in . de . maand|week|twee weken|zoveel tijd .. open|kijk|lees|loop
        open|kijk|lees|loop . ik|we| . eens|een keer|hooguit|misschien .. maand|kwartaal|jaar
        <num> . man|fte|mensen|krachten . onder . de . sterkte
        onder . de . sterkte|bezetting
        volgende . alweer|al . aan|in . de . lijn|wacht
        onder . werktijd . lukt|kan|red
        op . zondag|zondagavond|zaterdag|vrije dag|mijn vrije
        ongelezen
        alleen . het . hoognodige|allernoodzakelijkste|strikt noodzakelijke|noodzakelijke
        eerste . wat|dat .. sneuvelt|wegvalt|afvalt|vervalt|laten vallen
        op . ons|mijn|hun . tandvlees|laatste benen
        uren . heb|hebben . ik|we . daar|er . niet
        red|redden . het|dat|we het|ik het . niet
        niet . meer| . bij . te houden|benen
        <no> . bijhouden|bij te houden|bijgehouden
        geen . ruimte . in . hoofd|de agenda|het rooster|de planning
        <num> . zaken|dossiers|mails|meldingen|verzoeken|tickets|klachten|aanvragen|telefoontjes
            |berichten . per . persoon|man|fte|medewerker|behandelaar
        <num> . uur . per . week . voor
        een|1|anderhalve|halve|een halve . collega|dag|uur|fte|kracht . voor|per . alle|alles|de hele|heel|dit|dat
            |week
        tijd|ruimte|lucht . is|zit|zat . er| . gewoon|simpelweg| . <no>
        rooster|planning|agenda . is|zit|staat|loopt . al| . vol|dicht|propvol|bomvol|over
        hollen|rennen|vliegen . de hele|van|achter
        we|wij|ze|ik . lopen|loop|lopen we . achter|achter de feiten aan
        achter . de feiten aan
        ligt|liggen|staat|staan . er|daar|hier| . al| . <num>|een half|een|weken|maanden|anderhalf . jaar|maanden
            |weken|maand
        vacaturestop|personeelsstop|onderbezet*
        alleen|enkel . de . spoed|urgente|ergste|dringende|rode|brandende|spoedgevallen|spoedjes
        nog . maar . met . <num>|z'n
        helft . van . wat . we . nodig
        crisis . naar|na . crisis
        water . trappelen|naar de lippen
        kan|kunnen|red . het|ik|we . nauwelijks|amper|net . bij|aan|bijhouden|bolwerken|behappen
        nauwelijks|amper . bij . te|
        bovenop . mijn|ons|alles|het gewone
        stapel . wordt|groeit|blijft|ligt
        geen . prioriteit|haast|spoed
    """,
    "low_status": """
        =<menial> &! <unknown>
        <no> .. serieus &! klachten &! klacht
        =iedereen .. kunnen & telefoon*|werk|bellen|opnemen|dat
        =kind .. kan .. doen|dat|was
        =wij|we|zijn|ben|jullie .. maar|slechts .. de|een|van|dat .. telefoon|callcenter|klantenservice|kcc|balie
            |belletje|receptie|telefoonploeg|helpdesk|frontoffice|front
        =ze|die .. zijn .. maar .. van .. telefoon|balie
        <no> .. status|aanzien
        =status|aanzien .. laag|nul|weinig|nihil
        =lage|weinig|laagste .. status|aanzien
        <no> .. waardering|gewaardeerd|erkenning|respect|credits
        waardering|erkenning|respect .. <no>
        <no> .. echt|volwaardig .. werk|vak|beroep|baan|functie|afdeling
        <no> .. als vak|volwaardig|vakwerk|specialisme
        =telefoontjes|belletjes .. wegwerken|afhandelen .. en verder
        =domme .. werk
        =simpel|eenvoudig|dom|laag .. werk & zien|vinden|denken
        =niet meetellen|tellen niet mee
        =onderschatten|onderschat|ondergewaardeerd|geminacht|minachting
        <no> .. uitgenodigd . voor|bij|op|
        worden|word .. <no> .. uitgenodigd
        =stelt .. <no> . voor
        =wie niks . kan|anders
        =waar je . belandt|terechtkomt|begint|heen gaat .. als
        =strafplek|strafkamp|strafbankje|rangeerterrein|parkeerplaats voor
        =oude|afgedankte|tweedehands|overgebleven . stoelen|bureaus|computers|meubels|pc's
        =meisje|meisjes|jongens|dames|mevrouwtje|mevrouwtjes . van . de . telefoon|balie|receptie . maar|noemen|hoor
            |zeggen|krijgen|zijn|
        =laagste|lage|onderste . schaal|loonschaal|salarisschaal|functiegroep
        =eerste lijn|eerstelijns & maar|alleen|enkel
        =alleen|maar|enkel|slechts|gewoon . doorverbinden|telefoon opnemen|de telefoon opnemen|de telefoon aannemen
            |opnemen|telefoontjes .. denken|zien|vinden|zeggen|dat|
        denken|vinden|zeggen|zien .. alleen maar|alleen|maar|enkel|gewoon .. telefoon|bellen|opnemen|doorverbinden
            |praten|kletsen
        =bellen|telefoon .. iedereen .. kan|kunnen
        =kan . iedereen|elke|een kind
        als . laatste . horen|hoort|weten|weet|krijgen
        horen|weten|krijgen .. altijd|steeds . als . laatste
        <no> . stem|plek|plaats|stoel|zetel .. tafel
        zitten|zit|hebben .. <no> . aan tafel
        <no> . voor vol|volwaardig|serieus
        zetten|stoppen|sturen . ze| . je|ze|iemand .. bij|op . het|de . callcenter|telefoon|klantenservice|balie|kcc
        behalve . wij|ons|het kcc|de klantenservice|de telefoon|de balie
        uitgenodigd . behalve|maar wij niet|alleen wij niet
        praten|praat .. over . ons .. alsof
        alsof . we|wij|ik|je . een| .. antwoordapparaat|telefooncentrale|doorgeefluik|robot|lopende band|machine
            |meubilair|lucht
        niet . als . een| . vak|volwaardig|beroep|specialisme|collega*
        als . een . opstapje|tussenstation|noodzakelijk kwaad|last
        noodzakelijk . kwaad
        vraagt|vragen . niet|nooit . aan . iemand . van
        wie . neemt|luistert|vraagt . er . nou| . iets|naar| .. telefoon*|balie|callcenter
        afdankertjes|afdanker*|over waren
        papegaai|robot|hond . kan|zou . dat|het
        alsof . iedereen|een kind|elke|een aap|een . dat|het| . kan
        die . van . de . telefoon|balie|receptie|klantenservice|klantcontact|callcenter . zijn|ben|die|maar
        niet . op . niveau|gelijke hoogte|hun niveau|ooghoogte
        te . laag|min . in . rang|
        voor . de|hen|hun . artsen|specialisten|juristen|dokters|ingenieurs|heren|hoge . zijn|ben . wij|we|ik
        <no> . diploma|opleiding . voor . nodig
        neemt|nemen . ons|je|mij|het . <no> . serieus|voor vol|au serieux
        au serieux
        werken|werkt|zit|zitten . alleen|maar|slechts|gewoon . bij . de . telefoon|klantenservice|balie
        het . is . maar . de . klantenservice|balie|telefoon|kcc
        ach|tja|oh . de . klantenservice|balie|telefoon
        zien|zie|ziet . ons|je|mij . niet . staan
        groeten|groet . ons|je|niet . niet|eens|
        lopen|loopt . ons|zo|gewoon| . voorbij|langs . zonder|
        mening|stem|woord|inbreng|oordeel . telt|tellen|doet|weegt . niet|nauwelijks|er niet|mee
        pikorde|voedselketen|rangorde
        hogere . wiskunde
        tellen|tel . we|wij|ik| . <no> . mee
        spek . en . bonen
        vijfde . wiel
        jullie . hoeven|hoeft|nemen . alleen|toch|maar . op|maar|de telefoon
        niet . voor . vol
        daar . kijken|kijkt . ze|men|iedereen . op . neer
        laag . aangeschreven|aanzien|ingeschat
        <no> . hoog . aangeschreven|aangezien|ingeschat|aan
        minderwaardig*|tweede keus|b-keus
        alsof . we|wij|ik . niet|er niet . bestaan|besta|zijn|toe doen
        bestaan|besta . we|wij|ik . niet
        je . wordt|bent . niet . gezien
    """,
    "turnover": """
        <staff> ... <leave> &! <customer> &! waarom|reden|redenen|tevreden|zeggen
        <leave> ... <staff> &! <customer>
        =<num> .. vertrekken|vertrokken|weggegaan|opgestapt|uitgevallen &! <customer>
        =wie .. weggaan|vertrekken|weggaat|vertrekt &! <customer>
        =kwijtraken|kwijtgeraakt & <staff>|vijf|drie|vier|twee|zes|zeven|acht &! <customer>
        =raken|raakt .. kwijt & <staff> &! <customer>
        =<knowledge> ... weg|kwijt|verloren|verdwijnen|verdwenen|lekken|lekt|weglekken|weglekt|wegvloeien|vloeien
            |meenemen|meegenomen|mee|vertrekken|naar buiten
        =nemen .. alles .. mee
        =hoofd|hoofden & <knowledge> & zitten|weg|alleen|enkel
        =van voren af aan|vooraf aan|van nul|opnieuw .. inwerken|opleiden|beginnen|uitleggen|starten
        =opnieuw .. inwerken|opleiden
        =blijven|zitten .. gemiddeld|hooguit|maximaal|maar|nog geen .. maanden|maand|jaar|weken
        =gemiddeld .. maanden|maand|weken .. blijven|binnen|in dienst
        <no> .. langer dan .. maanden|jaar|jaartje|maand
        =binnen .. jaar|maanden|halfjaar|maand .. weg|vertrokken|vertrekken
        =ziek .. thuis|gemeld|uitgevallen|langdurig
        =langdurig .. ziek|zieken
        =steeds|telkens|weer|elke|om de .. ander|andere|nieuw|nieuwe .. gezicht|gezichten|mensen|contactpersoon
            |manager|teamleider|aanspreekpunt|persoon|iemand|collega
        =mensen .. <no> .. vasthouden|vast
        <no> .. houden .. vol
        =met pensioen & <knowledge>|weg|straks|iedereen|mee|alles
        =uitzendkrachten|flexkrachten|interims|interimmers|inhuur & wisselen|weg|steeds|blijven|halfjaar|maanden
        van de . <num> .. nog|zijn|is|er .. een|twee|drie|# .. over
        <num> .. over . van . de
        nog|maar|nog maar . een|twee|drie|# .. van . over|die er
        zit|zitten|werkt|werken . er|hier . nog . maar| .. <num>|een|enkele
        meer dan . de helft|helft|driekwart|tweederde . van .. nieuw|vertrokken|weg|korter|minder dan
        na|binnen . <num>|een|anderhalf|half|paar|een paar|een half|een jaar| . maand|maanden|jaar|weken|jaartje
            |halfjaar .. weg|vertrokken|vertrekken|gaan|gaat|zoeken|elders|anders|ander|iets anders|door|foetsie
        houden|houdt|hou .. maanden|maand|jaar|jaartje|weken .. vol|uit|
        <num>|een half|half|anderhalf . jaar|maanden .. en dan|dan|daarna . zijn|is|gaan|gaat|ben|zit . ze|hij|zij|je
            |men .. weg|vertrokken|verder|elders|door
        =elke|iedere|om de . maand|paar maanden|twee maanden|drie maanden|halfjaar|half jaar|jaar|keer|week
            |kwartaal .. iemand anders|een ander|een nieuwe|ander|nieuwe|nieuw gezicht|lichting
        =steeds|telkens|altijd|weer . een|weer een| . ander|andere|nieuw|nieuwe|iemand anders|iemand nieuw
        =namen . niet . meer . onthouden|bijhouden|leren
        =zit|zat|zitten . allemaal|alles|alleen| . in . haar|zijn|hun|het . hoofd
        =toen . hij|zij|ze|die|<staff> . wegging|vertrok|met pensioen|ging|weggingen|vertrokken|stopte .. weg|kwijt
            |niemand|niet|verdwenen|mee
        =sinds . hij|zij|ze|die .. weg|vertrokken|pensioen .. niemand|niet|geen|kwijt
        =bezig met inwerken|aan het inwerken|nieuwe lichting|klasje|klasjes|blijven inwerken|eindeloos inwerken
            |steeds inwerken|weer inwerken|altijd aan het werven|blijven werven
        =<num>|veel|de helft|halve . zitten|zit|liggen . ziek| . thuis|ziek thuis|overspannen
        =<num> .. ziek thuis|langdurig ziek|in de ziektewet|overspannen|burn-out|thuis met
        =vacature* . staan|staat|zijn|is|openstaan . al|nog|maanden|open
        =<num> . vacatures|onvervulde|openstaande
        =niet . in te vullen|ingevuld|te vervullen|te krijgen . mensen|
        =lopen|loopt . weg|leeg|over
        net . als|wanneer . iemand|ze|je|hij|zij .. kan|kent|doorheeft|ingewerkt|snapt .. weg|vertrokken|vertrekt
            |foetsie|weer
        <num> . verschillende . contactpersonen|managers|teamleiders|aanspreekpunten|mensen|collega's|leidinggevenden
        leer|leren|onthoud|onthouden|weet . ik|je|we| . de|hun|hun| . namen . niet
        namen . niet . eens|meer
        ingewerkt .. weg|vertrokken|alweer|elders
        alles . wat . hij|zij|ze|die . wist|weet|wisten .. weg|deur|mee|kwijt|verdwenen
        <num>|derde|vierde|vijfde|zesde|zoveelste . <role> . in|sinds|binnen . <num>|een|anderhalf|het|de|dit|korte|ik
            |twee|die|januari
        derde|vierde|vijfde|zesde|zevende|zoveelste . <role>
        <no> ... langer dan . een|anderhalf|twee|een half|<num> . jaar|maanden|maand|jaartje
        <no> .. lang . genoeg
        weg|vertrokken|gaan|vertrekken|stoppen . voordat|voor|nog voor|nog voordat
        nooit . twee keer|tweemaal . dezelfde
        <no> . dezelfde . persoon|collega|medewerker|contactpersoon
        =komen|komt .. en . gaan|gaat|vertrekken
        wie . er|hier| . nog| . over . is|zijn
        gemiddeld|doorgaans|meestal . <num>|een|anderhalf|een half . maand|maanden|jaar|jaartje
        <no> . overdracht|opvolger|vervanger|vervanging
        plek|stoel|functie|post|baan . is|staat|blijft . al|nog|weer| .. leeg|vacant|open|onvervuld|niet ingevuld
        interim*|waarnemend*|tijdelijke . manager|hoofd|directeur|teamleider|kracht
        langst|langste . zittende|zit|werkt|dienst
        raken|verliezen|verlies|raak . we|er|ik|ze . er|elke|iedere|per| .. maand|jaar|kwartaal|week
        meer . verdienen|verdien|betaald|betaalt|salaris . elders|ergens|bij|
        voor . een|twee|vijftig|paar . euro|cent|tientjes . meer
        niemand . die . het|hem|haar|ons|dat| . nog| . weet|kent|snapt
        <num> . keer . een . nieuwe|andere
        weer|alweer|opnieuw . een . nieuwe|ander|andere . <role>|gezicht|naam|stem
        niet . vol|volgehouden|volhouden
    """,
    "not_listening": """
        luisteren .. <no> .. naar .. ons|je|jou|mij|hen|wat
        luisteren|geluisterd .. wordt|worden .. <no>
        wordt .. <no> .. naar .. luisteren|geluisterd
        <no> .. geluisterd
        <no> .. gehoor .. vinden|krijgen|bij|gevonden
        <boss> ... <no> ... langskomen|langsgekomen|langs geweest|werkvloer|meeluisteren|meegeluisterd|geweest|komen
            |vloer
        <boss> ... zien|zie|komt|komen ... <no> .. hier|ooit|beneden|langs|vloer
        <no> ... <boss> ... gezien|geweest|langs . hier|beneden|op|ooit
        <boss> ... alleen|enkel ... langs|camera|beneden|jubileum|foto*|taart
        <no> .. steun|gesteund|rugdekking|back-up|ruggensteun|backing|ondersteuning .. van|door|uit|krijgen|vanuit|
        <no> .. steunen|gesteund|gedragen|gerugdekt
        steun .. krijgen|voelen|hebben|is|ervaren .. <no>
        =in de steek
        =laten .. ons|hen|je .. zwemmen|bungelen|vallen|stikken
        <boss> ... <no> ... interesse|interesseren|belangstelling|boeien|aandacht|oor|begrip|horen|weten|vragen
            |openstaan|oren
        interesse|belangstelling|aandacht .. <no> ... <boss>
        interesseren|boeien .. <boss> .. <no>
        =zal .. worst|jeuken|roesten
        willen .. <no> .. horen|weten|zien
        willen .. het|dat .. gewoon .. <no> .. horen|weten
        =wuiven .. weg
        =lachen .. weg
        =ja en amen
        =ja .. knikken|knik
        =knikken .. maar|vriendelijk|ja|en vervolgens|beleefd
        =goednieuws*|goed .. nieuws & alleen|enkel|willen
        <boss> ... bepalen|beslissen|besluiten ... zonder .. ons|vragen|overleg
        =hebben|stond|was|al|staat .. al .. besloten|vast|bepaald .. toch
        <no> .. ons|mij|je .. vragen|gevraagd .. wat|mening
        =hoe vaak .. ook .. zeggen|aankaarten|roepen|aangeven|melden|vragen
        =wat je ook .. zeggen
        <no> .. open .. voor .. kritiek|ideeen|signalen
        <boss> .. hebben .. daar|er .. <no> .. oor|boodschap|mee
        aangekaart|aangegeven|gezegd|gemeld|geroepen|gevraagd|neergelegd|ingebracht|geagendeerd|voorgelegd .. <num>
            |meerdere|herhaaldelijk|tig|honderd|duizend|al jaren|jarenlang|elk jaar . keer|maal|malen|
        <num>|tig|honderd|al zo vaak|meermaals|herhaaldelijk|al jaren . keer| . aangekaart|aangegeven|gezegd|gemeld
            |geroepen|gevraagd|neergelegd|ingebracht|geagendeerd
        roepen|zeggen|vragen .. al jaren|elk jaar|ieder jaar|al tijden|jaar na jaar
        volgende . agendapunt|punt|sheet|slide|dia
        van de . agenda . gehaald|af|gevallen|verdwenen
        =incidenten .. noemen|heet|heten|zeggen|vinden|doen
        =noemen|afdoen|doen . dat|het|ze|zij|hij .. incident|incidenten|ruis|gezeur|anekdotes|anekdotisch|emotie
        <no> .. verandert|veranderd|veranderen
        horen|lezen|vernemen .. op intranet|uit de krant|in de krant|via de mail|via de krant|in de nieuwsbrief
        =over ons .. zonder ons
        =zonder . ons|overleg|iets te vragen|ons te vragen|dat iemand .. vragen|gevraagd|besloten|bedacht|beslist
        bedacht|verzonnen|bedenken . achter|van achter|vanachter . een|het|hun . bureau
        wil|willen|wilde|wilden . dat|het|er|daar| . gewoon|liever| . <no> . van|over| .. horen|weten
        bedankt|bedanken|dankjewel .. en dat was het|en verder niks|en daar|en toen
        kop . in het zand
        <boss> ... <no> .. hier|langs|beneden|op de vloer|op de afdeling . geweest|gezien|komen|zien|
        nog nooit|nooit|geen enkele keer|niet een keer|een keer in .. <boss> .. gezien|geweest|gesproken|langs
        <boss> .. nooit|zelden|niet . zien|zie|gezien|spreken
        niemand .. vragen|vraagt|gevraagd .. ons|mij|wat wij|naar onze|hoe het
        op de agenda .. afgehaald|eraf|geschrapt|doorgeschoven|vooruit
        schouderklopje|schouderklop|applausje|bedankje . en|dan|maar
        gaat|ging . alles|het|men|iedereen . gewoon| . door|verder . zoals|alsof
        <boss> .. hier .. nooit|niet|geen .. gezien|geweest|zien
        nog nooit . gezien|geweest|langs geweest . hier|
        heb|hebben|zie|zien . ik|we|wij . hier| . nog| . nooit . een| . <boss>
        medewerkersonderzoek|mto|enquete|tevredenheidsonderzoek .. niks|niets|nooit|geen|la|lade
        dan . ben . je|ik . lastig|een zeur|negatief|een zeurpiet|de lastige|moeilijk
        <boss> .. zei|zegt|zeiden|noemt|vindt|vinden . dat| .. incidenten|incident|gezeur|emotie|ruis|klagen|zeuren
            |meevalt
        <boss> .. op . zijn|haar|hun . telefoon|laptop|horloge
        vinden|vindt|noemen . ze|hij|zij| . boven| . gezeur|zeuren|klagen|lastig|overdreven
        van boven . hoef|hoeven|krijg|krijgen|komt . je|we|er| .. niks|niets|geen|weinig
        <boss> .. wil|willen .. alleen|enkel . maar| . goed|goede|positieve|groene|cijfers|horen
        <boss> .. wil|willen . er|daar|dat|het| .. niks|niets|niet . van|over| . horen|weten
        heb|hebben . we|ik|wij|het|dat . al| . zo vaak|vaak|tig keer|meermaals|meerdere keren|herhaaldelijk|<num> keer
            |jaren . gezegd|aangegeven|aangekaart|gemeld|geroepen|
        niemand . die| . luistert|luisteren
        luisteren . doen|doet . ze|hij|zij|niemand . <no>
        horen|hoort . ons|mij|je|het . wel . maar|en
        schuiven|schuift|schoof . het|dat|ons| . aan de kant|opzij|terzijde|onder tafel|onder het tapijt
        opzij . geschoven|gezet
        onder . het|de . tapijt|tafel|mat
        staat|sta|stond . je|ik . alleen
        geen . rugdekking|rugsteun|dekking|steun
        <boss> .. weet|weten|snapt|snappen|beseft|beseffen .. <no> .. wat|hoe|dat
        <no> . gehoor
        bij . <boss> . kom|komen|krijg|krijgen . je|we|ik .. <no>
        opgehouden|gestopt|opgegeven|mee op|moe . met|om|van| . te zeggen|zeggen|aankaarten|melden|vragen|roepen|het
        <no> . zin . om|meer|dat|het .. zeggen|aankaarten|melden|roepen|vragen|iets
        trekken|trekt . zich|zij|ze|het .. <no> . van
        naast . zich|zich neer . neer|
        ene . oor
        kan|kunnen|zal . ze|hun|het|hen|niemand . <no> . schelen|boeien
        voor . kennisgeving
        bedankt|dank . voor . je|de|jullie|uw . input|inbreng|bijdrage
        nul . op . het . rekest|request
        geven|geeft . niet|ze . thuis
        niet . thuis . geven|geeft
        wat . je|ik|we . ook . zegt|zeg|zeggen|doet|roept
        praat|praten|roep|roepen . voor|in|tegen . de|een|dovemans*|het . leegte|muur|luchtledige|kat|niets
        bot . gevangen|vangen
        afgekapt|afkappen|afgeserveerd|weggezet|afgepoeierd|afgescheept
        <boss> .. heeft|hebben .. <no> . interesse|tijd voor ons|aandacht|oog
    """,
}  # fmt: skip

# Said so, it mostly means this.
LIKELY = {
    "efficiency_kpis": """
        <measured> & <efficiency>
        gaan .. om|over .. <efficiency>
        telt|tellen .. alleen|vooral|enkel|maar .. <efficiency>
        alleen|vooral|enkel .. telt|tellen|kijken .. <efficiency>
        kijken|kijkt .. alleen|vooral|enkel|uitsluitend|puur .. naar .. <efficiency>
        klok|stopwatch|timer|teller|tellertje & tikken|lopen|rood|meelopen|ogen|kijken|tikt
        cijfers|targets .. halen|gehaald
        goedkoper|goedkoopst|te duur
        besparen|bezuinigen|bezuinigd|bezuiniging*|wegbezuinigd &! <no>
        hoe . korter|sneller|goedkoper|meer .. hoe beter
        zo min mogelijk|minder .. bellen|contacten|telefoontjes|gesprekken|contact & <efficiency>|willen|moeten|doel
        <efficiency> . en| . <efficiency>
        ranglijst|ranglijstje|lijstje van wie|wie het langst|de langzaamste|de traagste
        hoogste|eerste|enige|belangrijkste . cijfer|getal|kpi|doel|vraag|ding .. is|zijn .. <efficiency>
        statistieken|statistiekjes
    """,
    "no_mandate": """
        moeten ... eerst .. vragen|overleggen|checken|toestemming ... <above>|
        <above> ... moeten .. eerst .. over
        op .. vingers .. getikt|gekregen
        kunnen|kan .. <no> .. zelf
        beslist|besloten|bepaald|beslissen .. <boss> &! luisteren
        systeem .. laat|staat .. <no> .. toe
        kennisbank|werkinstructie*|standaardantwoord*|standaardtekst*|sjabloon & moeten|vast|afwijken|alleen
        <no> .. aan .. veranderen|doen .. kunnen|zonder
        kunnen .. er|daar .. <no> .. aan . doen|veranderen
        geen .. geld .. voor|om
        bureaucratie|bureaucratisch|regeltjes|papierwinkel|papierwerk|formaliteiten|regels zijn regels
        vragen|moeten .. altijd|steeds .. toestemming|overleggen
        doorverwijzen .. en verder .. <no>
        de . regel|regels|richtlijn . is|zijn|zegt . en|dus
        grijs . gemaakt|
        machteloos|tandeloos
        <no> . aan . doen
        kan|kunnen . ik|we|wij . niks|niets|weinig . mee|aan|doen|voor
        moet|moeten . nee . zeggen|verkopen
    """,
    "no_channel": """
        <no> .. <route> &! telefoonnummer
        <unknown> .. wie|waar|waarheen
        kladblok|kladblaadje|schriftje|post-it*|notitieblok*|notitieboekje
        wie .. moeten|kunnen|zou .. ik|je|we .. dat|daarvoor|hiervoor .. hebben|vertellen|melden|zeggen
        waar .. moeten|kunnen|zou .. ik|je|we .. ermee|daarmee|dat|het .. heen|naartoe|kwijt|laten|melden
        iedereen .. doen|deed .. maar wat
        bij .. koffieautomaat|koffieapparaat|wandelgangen|toeval
        afhankelijk|hangt .. af .. wie .. kennen
        wie . gaat . daar . over|nou over|eigenlijk over
        <no> . vaste . weg|route|plek|persoon|contact|lijn|afspraak|ingang|aanspreekpunt|overleg
        ad hoc|op goed geluk|afhankelijk van toeval|puur toeval|geluk hebben|natte vinger
        geen . duidelijk|duidelijke|helder|heldere|logisch|logische
        zwerft|zwerven|dwarrelt
        dakloos|wees|weeskind|weesdossier
        hoort|horen|past|passen|valt|vallen . nergens|niet echt ergens
        informele|informeel|informeel circuit|onder vrienden
        kan|kun . je|ik . nergens
    """,
    "no_reply": """
        verdwijnen &! <knowledge> &! <staff>
        niemand ... lezen|leest|bekijken
        dood|doodlopen|doodgelopen|doodlopende .. spoor|punt|weg
        sterven|gestorven .. in|een .. stille
        en dat was het dan
        dan .. houdt .. op|het op
        eenrichtingsverkeer|eenrichting|eenbaansweg
        en dat was . het|het dan
    """,
    "silo": """
        over .. schutting|schuttingen|heg|muur .. gooien|gooit|kieperen|gegooid|gekieperd|flikkeren
        eigen <own> & <no>|zitten|hebben
        elk|ieder|elke|iedere .. afdeling|dienst|directeur|team|club|manager & eigen|zelf
        afdelingen .. <no> .. elkaar
        onderling .. <no>|wantrouwen|strijd
        wantrouwen
        niet van . ons|hun
        met de rug
        informatie .. is macht
        <no> .. delen|deelt .. informatie|cijfers|data|gegevens|kennis
        delen .. <no> .. graag|zomaar|met ons
        bemoeien .. <no>
        niet mee bemoeien
        elk|elke|ieder|iedere|iedereen .. eigen
        =voor zichzelf|zich houden
        =afschermen|afgeschermd|dichtgetimmerd|dichttimmeren
        dat|het . is . niet . van . ons|hun|hier
        =dat|het . is . van . hun|hen|hullie|zorg|schade|techniek|beheer|de arts*
        =aparte|eigen|gescheiden . systemen|werelden|administraties|koninkrijken|budgetten|potjes
        =delen|deelt . <no> . met|
        niet . welkom
        andere . taal|talen
        op . afstand . gehouden|houden
        eigen . koers|gang|weg|regels|spel|toko|ding
        willen|wil . niet . dat . wij|we|ik|iemand
        het . geheel .. niemand|<no>
        bij . de . grens . van
        houdt|houdt het|stopt . op . bij . de . deur|eigen
        niet . aan . komen|zitten|beginnen|mee bemoeien
    """,
    "no_time": """
        druk|drukte|werkdruk & <no>|te|blijven|liggen
        backlog|wachtlijst|sprint .. vol|lang
        eerst .. andere|belangrijkere .. dingen|zaken|projecten
        belangrijkere dingen|zaken
        staan .. <no> .. hoog|bovenaan
        <no> .. hoog .. op .. lijst|lijstje|agenda
        <no> .. iemand .. voor
        is .. <no> .. iemand|mens .. voor|die|om
        wie . moet|moeten .. dat .. doen
        wanneer . moet|moeten .. dat|we|ik
        liggen .. stapel|bak|wachten|weken|maanden|jaren
        <num> .. mensen|man|fte .. op|voor .. <num>
        te veel|teveel .. werk|hooi
        tussen de bedrijven door|tussendoor
        waar . haal|halen . ik|we . de . tijd|uren|mensen
        van . de ene . brand|patient|crisis|dienst|vergadering|storing . naar|in . de . andere|volgende
        krijgen|krijg|hebben . de . dienst|diensten|roosters|rooster|bezetting .. <no> . rond|gevuld|
        met . <num> . man|mensen . te|minder|moeten|voor|op|doen
        erbij|ernaast . doen|doe|moeten & moet|geen|nog|ook
        ooit|ooit eens|als het rustiger|als het rustig|wanneer het rustig
        loopt|lopen . over|vast
    """,
    "low_status": """
        bellenteam|callcenter & maar|gewoon|slechts|alleen|enkel
        telefoon .. opnemen|aannemen & alleen|maar|enkel|gewoon
        onderste|laagste|lagere
        maar .. agent|agentje|telefoontje|telefonist
        kijken .. weg
        zien .. ons|kcc|klantenservice|klantcontact ... als .. <menial>|last|kwaad|hinder
        noodzakelijk kwaad
        praten .. over .. ons|hen .. alsof
        laatste .. horen|weten
        noemen .. ons .. de
        achteraan .. rij
        lachen .. om ons
        schaal .. laag|laagste
        geen carriere
        onzichtbaar|onzichtbare
        behandelen|behandeld|behandelt .. als . een|de|stagiair|meubilair|voetvolk|kinderen|
        bijzaak|sluitstuk|fluitje van een cent
        noemen|noemt . ons|het . de|dat . telefoon|telefoonploeg|dames|meisjes|bellers|call
        wij|we . zijn|ben . maar|slechts . de
        onderaan|onderop
    """,
    "turnover": """
        <num> .. vertrekken|weg|kwijt|gestopt &! <customer>
        weg zijn .. kennis|ze|die
        inwerken|inwerkperiode|inwerktijd
        blijven .. niet|nooit|nauwelijks|amper .. lang|hangen|plakken|zitten &! <customer>
        niet lang .. blijven &! <customer>
        na .. maanden|maand|jaar|halfjaar .. weg|vertrokken|is|zijn .. alweer|weer|weg
        vacature* .. open|staan|hebben|niet|vol|
        uitzendkracht*|flexwerker*|tijdelijke|jobstudent* & halfjaar|maanden|blijven|weg|steeds
        wisselen|wisseling|wisselingen .. mensen|team|bezetting|teamleider*|contactpersonen|personeel|wacht
        derde|vierde|vijfde|zesde .. manager|teamleider|directeur|leidinggevende|contactpersoon|chef .. in|op
        al .. twee|drie|vier|vijf|zes|zeven .. weg|vertrokken|kwijt|gestopt|uitgevallen
        ziek|zieken & veel|constant|altijd|helft
        =ziektewet|overspannen|omgevallen
        flexkrachten|invalkrachten|invallers|zzp'ers|inhuurkrachten|payrollers|jobstudenten
        elke|iedere . keer . een|iemand . ander|andere|anders|nieuwe|nieuws
        wie . kan|slim|goed . gaat|is|vertrekt . weg|
        uitstroom|leegloop|doorstroom|uitloop
        springplank|doorgeefluik|tussenstation
        kennis . is|zit|gaat|verdwijnt|raakt|loopt|lekt
    """,
    "not_listening": """
        <no> .. luisteren|luistert
        <boss> ... <no> .. mee|iets mee|gedaan|doen
        <boss> ... <no> .. weten|kennen .. hoe|wat|vloer|werkvloer|speelt|leeft
        <boss> ... ver .. af|weg|van
        ivoren toren
        <boss> ... alleen|enkel .. geinteresseerd|interesse|kijken|vragen|om|over
        <no> .. gehoord .. voelen
        voelen .. <no> .. gehoord|gezien|gesteund|begrepen
        heeft .. <no> .. zin om .. iets|te .. zeggen
        zegt|zeggen .. maar wat .. wil|wilt
        krijgen .. het .. <no> .. uitgelegd
        <no> .. begrip .. voor
        dan gaat het . weer| . over . geld|cijfers|de begroting|het budget
        =dovemans*|doof|oostindisch|dove
        =van tafel
        =gezeur|gezeik|geklaag|gemekker|zeurpieten|zeikerds|klagers|niet zeuren|niet klagen|positief blijven
            |niet zo negatief|stel je niet aan
        verandert|veranderen|veranderd .. <no>
        <boss> .. andere . prioriteiten|dingen . aan|
        <boss> . is|zijn . onzichtbaar|onbereikbaar|afwezig|ver weg
        nemen|neem|neemt . we|ze|ik|hij|het|dat|zij . het|dat|ze|we| . mee . en|zeggen|zegt|heet|
        mond . houden|dicht
        kop . stoten|gestoten|
        gehoord . maar|en| . <no> . mee . gedaan|
        doof . voor|
        hun . eigen . plan|gang
        zijn|gaan|gaat . toch|gewoon . hun|zijn|haar . eigen . gang|weg
        de . enige . keer . dat
    """,
}  # fmt: skip

# Says this only in answer to a question about it. (Hearing nothing back is a relation, and none of these.)
ASKED = {
    "efficiency_kpis": """
        <efficiency>
        hoe . snel|lang|veel
        <num> . per . dag|uur|dienst|week
    """,
    "no_mandate": """
        mogen & <no>|alleen|maar|tot
        moeten
        script|protocol|kader|kaders|lijstje
        beperkt|nauwelijks|minimaal|tot een bepaald
        <approval>
        zelfs|nog geen|nog niet eens|niet eens
        dat . is|ligt|gaat . de|bij de|naar de|via . <above>
        bonnetje|sorry|excuses
    """,
    "no_channel": """
        <unknown> &! dat weet ik
        nergens|niemand|geen .. <route>
        hangt ervan af
        verschilt
    """,
    "silo": """
        apart|gescheiden
        lastig|moeilijk|moeizaam|stroef|slecht|matig|nauwelijks|amper|koel|stug
    """,
    "no_time": """
        druk|drukte|vol|stapel|backlog|migratie|rooster
        als het lukt|wanneer het lukt|als ik tijd heb|als er tijd is|eens in de|een keer in de|om de
        met z'n . tweeen|drieen
    """,
    "low_status": """
        onderaan|laag|lager|laagste|last|lastig|kelder|grapje|grapjes|grappen
        als . de|het|een|mensen|iets|iemand
        niet . hoog|erg|zo
        niet veel soeps|schei uit|hou op
    """,
    "turnover": """
        maand|maanden|halfjaar|half jaar|anderhalf|jaartje|weken|een jaar|twee jaar|jaar of twee
        niet . zo| . lang
        procent
        hoog|flink|enorm|fors
        <leave>
        tot . ze|de|het|er
        goeie|goede
        nieuwe . mensen|gezichten|lichting
    """,
    "not_listening": """
        nooit|nauwelijks|amper|niet echt|weinig|zelden
        alleen|enkel .. als|wanneer
        lastig|matig|beperkt
        schrijven . het . op|knikken|lachen|en dan|een keer per jaar|op papier|in theorie
        twee|drie|vier|vijf|tien|tig|meerdere|vaak . keer|genoeg
        jarenlang|al jaren|elk jaar|elke keer
    """,
}  # fmt: skip

# Questions whose answer tells: what the interviewer asks about.
QUESTIONS = {
    "efficiency_kpis": """
        waar|waarop|wat|welke|hoe ... afrekenen|beoordelen|gemeten|meten|sturen|gestuurd|stuurt|aanspreken
            |aangesproken|aansturen|evalueren|geevalueerd
        waar|waarop|wat|welke|hoe ... op .. afgerekend|beoordeeld|gestuurd|gemeten|gelet|letten
        welke .. kpi*|cijfers|targets|doelen|doelstellingen|indicatoren|normen|getallen
        wat .. zijn|is|staat|staan ... kpi*|target*|dashboard|doelstelling*|doelen|scorebord|norm|bonus
        kpi*|targets|prestatieafspraken|doelstellingen
        waar .. kijken .. baas|directie|leidinggevende|manager|directeur|chef|management|men .. naar|op
        waar .. letten|let .. op
        wat .. telt|tellen|belangrijkste|belangrijk .. bij|voor .. baas|directie|jullie .. |
        wanneer .. doe|doen .. het .. goed
        hangt .. bonus .. af
        geld|kosten .. voor
        wanneer . ben|heb|is . je|het|een|jullie . goed|tevreden
        waar . word|worden|krijg .. op|over
        eerste . cijfer|getal|waar
        druk . op
        wat . wil|willen|vraagt|vragen|verwacht|verwachten .. baas|directie|bestuur|wethouder|ze|zij|manager
            |leidinggevende|van je|van jullie
        waar . ligt . de . nadruk|focus
        beoordeling|jaargesprek|functioneringsgesprek|werkoverleg|bila
        goede|goeie . dag|week|maand|kwartaal
        welk|welke . cijfer|cijfers|getal|getallen
        de . norm|normen
    """,
    "no_mandate": """
        mogen ... zelf
        zelf ... mogen|beslissen|oplossen|regelen|bepalen|veranderen|aanpassen|toezeggen|afhandelen|kunnen|doen
        ruimte|vrijheid|speelruimte|mandaat|bevoegd*|bevoegdheid|budget ... om|voor|hebben|heb|krijgen|
        mogen ... <decide>
        kunnen ... <decide> ... zelf|
        hoeveel .. ruimte|vrijheid|speelruimte|mandaat
        wie .. beslissen|beslist|bepaalt
        wat .. mogen
        wat . kun|kunt|kan|mag . je|u|jij . dan|zelf|doen|voor|daar
        hoe . ver
        wat . is . er . voor . nodig
        kun|kunt|kan . je|u|jij . dat|daar|er|iets|zoiets . zelf|iets|wat|oplossen|rechtzetten|aan
        mag . dat|het|je dat|u dat
        wie . tekent|beslist|gaat daarover|bepaalt
        grens|limiet
    """,
    "no_channel": """
        waar|waarheen .. gaan|gaat|laten|laat|leg|leggen|kwijt|meld|melden|naartoe|heen
        bij wie|naar wie|aan wie
        wie .. gaan|gaat .. daarover|daar|over
        wie .. eigenaar|verantwoordelijk
        is .. een .. plek|kanaal|formulier|route|meldpunt|loket|manier|systeem|vaste
        idee|ideeen|suggestie*|tip .. waar|wat|hoe|wie|naartoe|heen|mee
        waar|wat|hoe|wie ... idee|ideeen|suggestie*
        pakt|oppakken|pikt .. op
        ergens . terecht|kwijt|een plek|naartoe|heen
    """,
    "silo": """
        werken .. samen|samenwerken
        samenwerking|samenwerken
        contact .. met|daarmee|ermee
        overleggen|afstemmen|afstemming .. elkaar|andere|afdelingen
        hoe .. is|loopt|gaat .. contact|samenwerking|verhouding|band|relatie
        lossen .. samen .. op
        andere . afdelingen|teams
        met elkaar . om|overweg|samen
        trekken|trekt .. samen . op
        zoeken . elkaar|jullie elkaar
        samen . doen|optrekken|oplossen
    """,
    "no_time": """
        tijd .. voor|om|hebben|heb|
        toe .. komen|kom|kom je
        aan toe
        capaciteit|mensen genoeg|ruimte in
        hebben .. mensen|tijd|capaciteit
        waarom .. liggen|niet|duurt|lang|lukt
        waar .. ligt|liggen|komt|hapert|loopt .. aan|dat|op|vast
        waardoor|hoezo
        hoe .. druk
        wie . leest|kijkt|bekijkt
        wat . houdt|weerhoudt
        blijft|blijven .. liggen
        kom|komen|komt . je|jullie|ze .. toe
        wanneer . doe|lees|kijk . je|jij|u
        hoe . snel|vaak . kom|komen|kijk|kijken|lees|lezen
        stapel|voorraad
        ruimte . voor
    """,
    "low_status": """
        hoe .. kijken|kijkt|zien|ziet|denken|denkt .. men|ze|anderen|collega*|organisatie|directie|huis|rest
            |afdelingen .. naar|over|jullie|
        hoe ... gezien|bekeken|aangekeken|gewaardeerd|behandeld
        imago|beeld|reputatie|status|aanzien|waardering|gewaardeerd|serieus
        wat .. vinden|vindt|denken|denkt .. van .. jullie|kcc|klantenservice|klantcontact
        kijken .. tegen .. aan
        hoor|horen . jullie|je|het kcc . erbij
        hoe . kijken|kijkt
        voelen|voel .. gewaardeerd|serieus|erbij|onderdeel
        trots
        gekeken . naar|wordt
        wordt . er . naar . jullie|je|het kcc
        respect|rangorde|pikorde
        jullie . plek|plaats . in
    """,
    "turnover": """
        hoe lang .. blijven|blijft|zitten|zit|werken|houden
        blijven .. mensen|ze|medewerkers|collega*|agenten|die .. lang|hangen|zitten|een beetje|
        verloop|personeelsverloop|verzuim|ziekteverzuim|bezetting|uitstroom
        vertrekken|weggaan|gaan .. weg
        hoeveel .. vertrekken|gaan|stoppen|ziek
        ziek|zieken
        team .. stabiel|vast|ervaren|bij elkaar|eruit
        bezetting|vacatures|nieuwe mensen|ervaren mensen|inwerken
        hoe . lang .. <role>
        wie .. werkt .. langst
        dezelfde|bekende|nieuwe . mensen|gezichten|collega's
        vaste . ploeg|club|kern
        doorstroom
    """,
    "not_listening": """
        luisteren|geluisterd|luistert
        steun|gesteund|steunen|ondersteuning|rugdekking
        <boss> ... reageren|reageert|vinden|vindt|geinteresseerd|interesse|open|aandacht|betrokken|langs|kijken|kijkt
        hogerop|van boven|naar boven
        gehoord .. voelen|worden|voel|voelt
        heb|hebben . je|jullie|jij .. aangekaart|gezegd|gemeld|verteld|aangegeven|besproken|geprobeerd|voorgelegd
        wat . zegt|zeggen|zei|doet|doen|vindt|vinden .. <boss>|ze|zij .. daarvan|van|op|dan|ermee|
        wat . zeiden|zei . ze|hij|zij|die
        komt . dat|het . boven|daar|bij hen
        nemen . ze|zij . dat|het . mee|over|serieus
    """,
}  # fmt: skip

# Questions for a reason: any barrier may be the answer.
WHY = """
    waarom|waardoor|hoezo
    hoe . komt . dat|het
    waar . ligt|komt|zit .. aan|door|vandaan|dat
    wat . houdt|maakt|zit|weerhoudt|belemmert .. tegen|lastig|moeilijk|weg|
    waar . loop|lopen|loopt .. tegenaan|vast|spaak|stuk
    wat . is . het|de|er|dan . probleem|lastigste|moeilijkste|grootste|mis|reden|aan de hand
    frustreert|frustrerend|ergert|stoort|dwars
    waar . gaat|hapert .. mis|fout
"""

# How an answer denies what was asked.
NAY = """
    nee, neen, nee nee, nee hoor, nope, welnee, niet echt, niet erg, nooit, nauwelijks, amper, zelden, nul, weinig,
    niks, niets, nada, noppes, geen, absoluut niet, totaal niet, helemaal niet, niet dat, eigenlijk niet,
    eigenlijk nooit, vrijwel nooit, bijna nooit, niet bepaald, eerlijk gezegd niet, echt niet, mwah, mwoah,
    was het maar, was dat maar, moest dat, dat is het nu net, matig, bar weinig, vergeet het, ben je gek, in theorie,
    op papier, geen idee
"""

# A sentence that takes back the one before it.
TAKEN_BACK = """
    dat|die|het|nu . is|was|zijn|hoeft . nu|gelukkig|inmiddels|intussen|ondertussen|echt| .. veranderd|voorbij
        |opgelost|verbeterd|verholpen|anders|beter|verleden tijd|niet meer
    niet meer . zo|nu|gelukkig|sinds
    gelukkig . niet|is dat|zijn we
    maar . dat|dit . is . nu|inmiddels|allang|gelukkig
    inmiddels|tegenwoordig|nu|sindsdien . hebben|heb|is|zijn|doen|gaat . we|er|dat|het|ze|ik . wel|gelukkig|beter
        |genoeg
    dat zei ik vroeger|zo was het vroeger|was vroeger
"""

# What a sentence with one of these says is no fact of today, of this organisation.
NO_FACT = """
    geen|niet . een| . punt|probleem|drama|issue . hoor|verder|voor|dus| &! probleem van
    vroeger|destijds|voorheen|indertijd &! nu|tegenwoordig|nog steeds
    toen nog|toentertijd &! nu|tegenwoordig|nog steeds
    niet meer zo
    is .. opgelost|verholpen|verleden tijd
    vorige|vorig|oude .. werkgever|werk|baan|bedrijf|club|organisatie|gemeente|job
    zou|zouden &! zou|zouden .. niet|geen .. weten|idee &! <unknown>
    stel . dat|je|nou
    plan|plannen|voornemen|bedoeling|binnenkort
    straks|volgend|volgende|komend|komende .. jaar|maand|kwartaal|week
    als . ik|we|wij|je|ze|zij|er|dat|ons .. wist|hadden|had|kon|konden|mochten|zou|waren
    mits|hopelijk|misschien ooit
    valt|vallen .. mee
    klopt .. niet
    onzin|flauwekul
    sinds kort wel
    bang .. dat
    tot|totdat . vorig|vorige|voor|een paar|twee|drie|# . jaar|zomer|maanden|winter|de
    toen . ik|we|wij . hier| . net|begon|begonnen|kwam|startte
    mijn|onze|m'n . man|vrouw|zus|broer|zoon|dochter|buurman|buurvrouw|vriendin|vriend|moeder|vader|partner
    bij . de . buren|concurrent|andere
    een|het|die . ander|andere . ziekenhuis|gemeente|verzekeraar|bedrijf|organisatie|corporatie
    het idee|idee is|bedoeling is|wens|droom
    zeggen|zegt|denken|denkt|beweren . mensen|sommigen|ze .. maar
"""
# What denies the clause that it stands in.
DENIED = "niet, geen, nooit, niks, niets, nergens, niemand, nauwelijks, amper, zelden, allerminst, evenmin"

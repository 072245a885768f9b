"""Nederlandse woorden voor de checklist voor ondernemingsraad en DPIA."""

TEXTS = {
    "title": "# Voor de ondernemingsraad en de DPIA: {name}",
    "intro": "Gemaakt door kccdiag uit de instellingen en de gegevens van deze opdracht; er staan geen namen in."
    " `[x]` is in de opdracht nagegaan, `[ ]` moet u nog besluiten of nagaan. Dit is geen juridisch advies: leg"
    " het voor aan de functionaris gegevensbescherming en, voor instemming, aan de ondernemingsraad.",
    "what": "Wat er wordt verwerkt",
    "what_log": "Een log; gebeurtenissen: {events}, afdelingen: {departments}. Gelezen worden: {columns}.",
    "what_no_log": "Er is geen log van een systeem; deze opdracht rust op gesprekken.",
    "what_persons": "Medewerkers: het log zegt wie wat deed (verschillende personen: {persons}). kccdiag gebruikt dat"
    " om te tellen of een groep groot genoeg is, en meet van niemand snelheid, aantal of kwaliteit.",
    "what_no_persons": "Medewerkers: de kolom met personen wordt niet gelezen. Of groepen groot genoeg zijn komt dan"
    " uit `staff` in departments.csv, of is niet na te gaan.",
    "what_customers": "Klanten: het log zegt van welke klant een signaal is (verschillende klanten: {customers}). Dat"
    " dient om te tellen wie vaker contact opneemt.",
    "what_no_customers": "Klanten: de kolom met klanten wordt niet gelezen.",
    "what_text": "Vrije tekst: de omschrijving van signalen wordt gelezen om ideeën te vinden die terugkomen. Namen"
    " die erin staan blijven staan in de map; in resultaten komen alleen woorden die door velen zijn gebruikt.",
    "what_no_text": "Vrije tekst van signalen wordt niet gelezen.",
    "what_duration": "De duur van contacten wordt gelezen. Dat is een gegeven waarmee iemands werk te meten is; het"
    " wordt alleen getoond voor het hele contactcentrum.",
    "what_transcripts": "Gesprekken; transcripten: {transcripts}, deelnemers: {people}.",
    "what_statements": "Bevestigde uitspraken: {statements}, waarvan met een vrijgegeven citaat: {released}.",
    "what_survey": "Enquête over wie wat aan wie doorgeeft; mensen die antwoordden: {survey}.",
    "what_needed": "Is alles hiervan nodig? Wat weg kan: haal de kolom uit kccdiag.toml, dan wordt hij niet gelezen.",
    "why": "Waarom",
    "why_departments": "Nagaan hoe vragen, klachten en ideeën van klanten door de organisatie gaan: tussen"
    " afdelingen, waar ze blijven liggen, en of de klant er iets van hoort.",
    "why_nobody": "Niet: mensen beoordelen. Geen tabel, figuur of instelling meet iemands werk.",
    "why_question": "Schrijf op wie de vraag heeft gesteld, en wat er met het antwoord wordt besloten.",
    "basis": "Op welke grondslag (AVG art. 6)",
    "basis_log": "Log: welke grondslag heeft de organisatie? Meestal een gerechtvaardigd belang (lid 1 f), of bij de"
    " overheid een publieke taak (lid 1 e); leg de afweging vast, en of dit gebruik past bij het doel waarvoor"
    " de gegevens zijn verzameld (art. 6 lid 4).",
    "basis_spoken": "Gesprekken en enquête: welke grondslag? Toestemming van werknemers is zelden vrij gegeven. De"
    " toestemming in participants.csv is iets anders: of iemands woorden als één stem getoond mogen worden.",
    "basis_text": "Kunnen in tekst of gesprekken bijzondere gegevens staan, zoals gezondheid (art. 9)? Zo ja: op"
    " welke uitzondering berust het dat ze worden gelezen?",
    "processor": "Is er een verwerkersovereenkomst tussen de organisatie en wie de diagnose maakt (art. 28), en staat"
    " deze verwerking in het register (art. 30)?",
    "council": "Ondernemingsraad (WOR art. 27 lid 1 k en l)",
    "council_k": "Onderdeel k: er worden gegevens verwerkt van mensen die in de onderneming werken; een regeling"
    " daarvoor vraagt instemming.",
    "council_l_log": "Onderdeel l: een zaak- of contactsysteem waaruit dit log komt is geschikt om gedrag of"
    " prestaties waar te nemen, ook als dat niet de bedoeling is. kccdiag maakt er geen gebruik van; dat het log"
    " daarvoor geschikt blijft, verandert daardoor niet.",
    "council_l_none": "Onderdeel l: er is geen log. Bedenk wel of gesprekken of enquête iets over iemands prestaties"
    " zeggen.",
    "council_consent": "Is instemming gevraagd en gegeven, of schriftelijk vastgelegd waarom zij niet nodig is?",
    "council_told": "Hebben medewerkers vooraf gehoord wat er wordt gedaan, en van wie zij meer kunnen horen (AVG"
    " art. 13 en 14)?",
    "dpia": "Is een DPIA nodig (AVG art. 35)?",
    "dpia_monitoring": "Geldt hier: stelselmatig waarnemen; het log legt vast wie wat wanneer deed.",
    "dpia_vulnerable": "Geldt hier: mensen in een ongelijke verhouding; het gaat om werknemers.",
    "dpia_scale": "Grote schaal? Klanten in het log: {customers}.",
    "dpia_sensitive": "Gevoelige gegevens? In vrije tekst en gesprekken kan alles staan.",
    "dpia_combined": "Geldt hier: bronnen worden gecombineerd; wat mensen zeggen staat naast wat het log laat zien.",
    "dpia_decide": "Wie aan twee of meer van de negen criteria van de Europese toezichthouders voldoet (WP 248),"
    " maakt in de regel een DPIA. Besluit het, en schrijf op waarom.",
    "dpia_officer": "Heeft de functionaris gegevensbescherming geadviseerd (art. 35 lid 2)?",
    "where": "Waar het staat",
    "where_folder": "De exports, transcripten en lijsten staan in de map van de opdracht, zoals zij zijn aangeleverd;"
    " kccdiag stuurt niets weg.",
    "where_cache": "Wat is ingelezen, en wat daaruit is geteld en getekend, staat in `.kccdiag` in die map, leesbaar"
    " voor de eigenaar alleen: personen en klanten als getal, in de volgorde van een pseudoniem (HMAC-SHA-256) dat"
    " zonder sleutel niet te maken is.",
    "where_key": "De sleutel staat buiten de map, in de eigen instellingen van de gebruiker of waar `KCCDIAG_KEY`"
    " wijst. Alleen wie sleutel én exports heeft kan een code herleiden.",
    "where_private": "Bestanden met eigen woorden van mensen (besluiten, uitwisseling met andere programma's, wat is"
    " gemaskeerd) staan in `private`, met `confidential` in de naam.",
    "where_results": "Resultaten staan waar de maker ze laat schrijven (`--out`).",
    "where_machine": "Is de schijf versleuteld, en wie maakt er back-ups van?",
    "how_long": "Hoe lang",
    "how_long_cache": "Van wat is ingelezen blijven de vier jongste versies, elk met wat daaruit het laatst is geteld;"
    " verwijder `.kccdiag` om alles weg te halen.",
    "how_long_folder": "Spreek een datum af waarop de map, met exports en transcripten, wordt verwijderd.",
    "how_long_results": "Spreek af hoe lang resultaten bewaard worden, en door wie.",
    "who": "Wie wat ziet",
    "who_results": "Bestuur en afdelingen: slides, rapport, tabellen en figuren; over afdelingen, nooit over personen.",
    "who_explorer": "Managers: de verkenner (`kccdiag explore`), alleen op de computer waar hij draait; sommen per"
    " kwartaal, soort en kanaal.",
    "who_notebooks": "Wie de diagnose maakt: de notebooks en alles in de map.",
    "who_folder": "Leg vast wie bij de map mag, en wie bij de sleutel.",
    "groups": "Hoe wordt voorkomen dat iemand herkend wordt",
    "groups_log": "Uit het log: afdelingen met minder dan {size} personen staan in geen tabel, en zijn ook niet af te"
    " leiden uit een totaal.",
    "groups_small": "Zo weggelaten afdelingen: {small_groups}.",
    "groups_unchecked_some": "Afdelingen waarvan niet na te gaan is of zij groot genoeg zijn: {groups_unchecked}. Vul"
    " `staff` in departments.csv in.",
    "groups_voice": "Wat iemand zei telt bij een afdeling alleen mee met diens toestemming, of als {size} of meer"
    " mensen zonder toestemming hetzelfde zeggen; voor de hele organisatie vanaf {size} mensen.",
    "groups_unwilling": "Deelnemers die geen toestemming gaven om als één stem getoond te worden: {unwilling} van"
    " {people}. Klopt dat met wat is afgesproken?",
    "groups_willing": "Iedere deelnemer gaf toestemming om als één stem getoond te worden; deelnemers: {people}.",
    "groups_board": "Gesprekken met het bestuur: {board}. Een bestuur is niet te verbergen achter aantallen: vraag"
    " ieder lid om toestemming, en zeg dat erbij.",
    "groups_masked": "Citaten gaan alleen mee als ze zijn vrijgegeven, anders een parafrase; in beide zijn namen van"
    " deelnemers, e-mailadressen, rekeningnummers, BSN-achtige nummers, telefoonnummers, adressen en"
    " klantnummers vervangen.",
    "groups_other_names": "Ook namen die in geen lijst staan worden gezocht (`other_names`); dat vindt er veel, niet"
    " alle.",
    "groups_no_other_names": "Namen van mensen die geen deelnemer zijn en niet zelf spreken worden niet gevonden. Zet"
    " `other_names = true` onder [interviews], of lees elk citaat na.",
    "groups_check": "Lees na wat is vervangen en wat is blijven staan: `kccdiag export` schrijft de lijst en de"
    " transcripten zoals ze dan luiden in `private`.",
    "leaves": "Wat de map verlaat",
    "leaves_results": "Resultaten: zonder namen, zonder codes van personen of klanten, zonder paden.",
    "leaves_quotes": "Vrijgegeven citaten: {released}, gemaskeerd.",
    "leaves_suggest": "`kccdiag suggest --out` schrijft eigen woorden van mensen, ongemaskeerd, waar u zegt: houd dat"
    " bestand in de map.",
    "leaves_network": "Er gaat niets over een netwerk: geen dienst, geen telemetrie, geen lettertypen.",
    "leaves_named": "In de naam van de opdracht of van een afdeling staat (een deel van) de naam van een deelnemer."
    " Die namen staan overal; geef er een andere aan als dat niet de bedoeling is.",
    "rights": "Rechten van mensen",
    "rights_forget": "Wie niet meer mee wil doen: `kccdiag forget` haalt een deelnemer uit alles in de map en zegt"
    " wat van daaruit niet te bereiken is.",
    "rights_told": "Weten deelnemers dat zij dat kunnen vragen, en tot wanneer?",
    "rights_log": "Inzage: met sleutel en exports zegt `kccdiag reidentify` wie een code is; zonder die twee kan"
    " niemand dat.",
    "rights_key": "Vervang na afloop de sleutel (`kccdiag new-key`): dan is niets meer te herleiden.",
    "rights_contact": "Bij wie kunnen medewerkers en klanten terecht, ook met een bezwaar (art. 21)?",
    "column_signal": "nummer van het signaal",
    "column_time": "moment",
    "column_department": "afdeling",
    "column_activity": "status",
    "column_kind": "soort",
    "column_person": "medewerker",
    "column_sequence": "volgorde",
    "column_channel": "kanaal",
    "column_topic": "onderwerp",
    "column_reason": "reden van contact",
    "column_customer": "klant",
    "column_text": "omschrijving",
    "column_duration_s": "duur van het contact",
    "column_satisfaction": "tevredenheid",
    "column_due": "uiterste datum",
}

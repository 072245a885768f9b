"""Short exchanges in invented organisations, with what they say of who passes what to whom."""

import pytest

from kccdiag.lists import fold
from kccdiag.suggest.mentions import Names
from kccdiag.suggest.relations import Turn, relations_in

# Departments, each with the aliases that a consultant would list.
ORGANISATIONS = {
    "a municipality": {
        "Klantcontactcentrum": "gemeentewinkel;KCC",
        "Burgerzaken": "publieksbalie",
        "Openbare Ruimte": "beheer;BOR",
        "Vergunningen": "VTH",
        "Belastingen": "",
        "Communicatie": "voorlichting",
        "ICT": "I&A",
        "Sociaal Domein": "Wmo",
        "Juridische Zaken": "bezwaar",
        "College": "B&W;bestuur",
    },
    "a hospital": {
        "Patient Contact Centre": "PCC;switchboard",
        "Outpatients": "outpatient clinics",
        "Radiology": "imaging",
        "Quality & Safety": "quality",
        "Facilities": "estates",
        "IT": "digital",
        "Finance": "billing",
        "Communications": "comms",
        "Executive Board": "board;executives",
        "HR": "people team",
        "Pharmacy": "",
    },
    "an insurer": {
        "Customer Service": "klantenservice;KS",
        "Claims": "schade;schadebehandeling",
        "Acceptatie": "underwriting",
        "Productmanagement": "product",
        "Marketing": "",
        "Polisadministratie": "polis;backoffice",
        "IT": "ICT",
        "Compliance": "",
        "Directie": "board",
        "Juridische Zaken": "juristen",
        "Inkoop": "",
    },
    "a telecom company": {
        "Klantenservice": "KS;callcenter",
        "Winkels": "retail;shops",
        "Netwerk": "network ops;netwerkbeheer",
        "Facturatie": "billing",
        "Productmanagement": "product",
        "Marketing": "campagneteam",
        "IT": "ICT",
        "Juridische Zaken": "legal",
        "HR": "P&O",
        "Directie": "board;MT",
    },
    "a housing association": {
        "Tenant Services": "customer contact;contact team",
        "Repairs": "maintenance",
        "Lettings": "",
        "Neighbourhoods": "housing officers",
        "Income": "rents;arrears",
        "Communications": "comms",
        "IT": "systems",
        "Board": "trustees;executive team",
        "Development": "new build",
    },
    "a bank": {
        "Customer Contact": "contact centre;call centre",
        "Mortgages": "home loans",
        "Payments": "",
        "Fraud Desk": "fraud",
        "Product": "product management",
        "Marketing": "brand",
        "Complaints": "complaints handling",
        "Compliance": "",
        "IT": "technology",
        "Board": "executive committee;exco",
    },
    "a carrier": {
        "Klantenservice": "klantcontact;KS",
        "Vervoersplanning": "dienstregeling;planning",
        "Materieel": "onderhoud;werkplaats",
        "Rijdend personeel": "chauffeurs;conducteurs",
        "Reisinformatie": "",
        "Marketing": "",
        "ICT": "",
        "Directie": "MT",
        "Halteteam": "infra",
    },
    "a university": {
        "Student Desk": "front desk;helpdesk",
        "Timetabling": "scheduling",
        "Estates": "facilities",
        "Registry": "student records",
        "Library": "",
        "IT Services": "IT",
        "Finance": "fees office",
        "Marketing": "recruitment",
        "Senate": "executive;leadership",
        "Catering": "",
    },
    "a water company": {
        "Klantenservice": "KCC;klantcontact",
        "Debiteurenbeheer": "incasso;facturatie",
        "Distributie": "netbeheer;monteurs",
        "Waterkwaliteit": "laboratorium;lab",
        "Communicatie": "",
        "ICT": "automatisering",
        "Projecten": "aanleg",
        "Directie": "MT",
        "Juridische Zaken": "juridisch",
        "HR": "P&O",
    },
}
# Organisation, language, who answers, question, answer, and what that says.
EXCHANGES = [
    (
        "a municipality", "nl", "Klantcontactcentrum",
        "Wat doen jullie met meldingen over losse stoeptegels?",
        "Die zetten wij meteen door naar beheer, in hun systeem. Dat loopt wel goed.",
        ["flow: Klantcontactcentrum > Openbare Ruimte"],
    ),
    (
        "a municipality", "nl", "Klantcontactcentrum",
        "Krijgen jullie van communicatie te horen wat er speelt?",
        "Ze sturen ons elke maandag de persberichten. Meer niet.",
        [],
    ),
    (
        "a municipality", "nl", "Klantcontactcentrum",
        "En klachten over de aanslag?",
        "Klachten over de WOZ gaan linea recta naar belastingen. En die koppelen netjes terug, daar kan ik "
        "niks van zeggen.",
        ["flow: Klantcontactcentrum > Belastingen", "feedback: Belastingen > Klantcontactcentrum"],
    ),
    (
        "a municipality", "nl", "Openbare Ruimte",
        "Waar krijgen jullie je meldingen vandaan?",
        "Het merendeel komt via de dames van het klantcontact bij ons binnen. En een deel rechtstreeks, "
        "bewoners spreken onze mannen gewoon aan op straat.",
        ["flow: Klantcontactcentrum > Openbare Ruimte", "flow: customer > Openbare Ruimte"],
    ),
    (
        "a municipality", "nl", "Openbare Ruimte",
        "Wat zou je graag willen?",
        "Ik zou weleens van het KCC willen horen welke plekken steeds terugkomen. Dat hebben zij allemaal in "
        "hun systeem staan.",
        ["need: Klantcontactcentrum > Openbare Ruimte"],
    ),
    (
        "a municipality", "nl", "Openbare Ruimte",
        "En ICT?",
        "Van ICT vernemen we taal noch teken als we een storing in de meldapp inschieten.",
        ["no_feedback: ICT > Openbare Ruimte"],
    ),
    (
        "a municipality", "nl", "Sociaal Domein",
        "Gaat er iets naar communicatie?",
        "Brieven die mensen niet snappen, die kaarten we aan bij communicatie. Soms passen ze het dan aan en "
        "dan krijgen we daar een mailtje over.",
        ["flow: Sociaal Domein > Communicatie", "feedback: Communicatie > Sociaal Domein"],
    ),
    (
        "a municipality", "nl", "Communicatie",
        "Wat gebeurt er met reacties op social?",
        "Reacties op Facebook sluizen we door naar het KCC, die handelen het af.",
        ["flow: Communicatie > Klantcontactcentrum"],
    ),
    (
        "a municipality", "nl", "Burgerzaken",
        "En met het KCC?",
        "Ze verbinden mensen door. Verder wisselen we niks uit, wat wij aan de balie horen blijft aan de "
        "balie.",
        ["no_flow: Burgerzaken > Klantcontactcentrum"],
    ),
    (
        "a municipality", "nl", "Burgerzaken",
        "Stel dat dat anders zou worden?",
        "Als we één systeem hadden, zouden we alles met het KCC delen.",
        [],
    ),
    (
        "a municipality", "nl", "Burgerzaken",
        "Heeft u dat ooit gehad?",
        "Jaren geleden belden we elke ochtend met het KCC om de klachten door te nemen.",
        [],
    ),
    (
        "an insurer", "nl", "Claims",
        "Weet acceptatie wat jullie tegenkomen?",
        "Elke maand leveren we aan acceptatie een lijst met de rare gevallen. Daar doen ze ook echt wat mee, "
        "dat krijgen we dan te horen in het overleg.",
        ["flow: Claims > Acceptatie", "feedback: Acceptatie > Claims"],
    ),
    (
        "an insurer", "nl", "Claims",
        "En de verzekerde zelf?",
        "De verzekerde krijgt van ons altijd binnen een week bericht over de uitkomst.",
        ["feedback: Claims > customer"],
    ),
    (
        "an insurer", "nl", "Productmanagement",
        "En schade?",
        "De schadecollega's zijn juist heel trouw. Die mailen me als ze zien dat klanten op een clausule "
        "vastlopen.",
        ["flow: Claims > Productmanagement"],
    ),
    (
        "an insurer", "nl", "Customer Service",
        "En polisadministratie?",
        "Daar kan je roepen wat je wil. We sturen ze wekelijks de foutenlijst, maar er komt nooit een "
        "reactie.",
        ["flow: Customer Service > Polisadministratie", "no_feedback: Polisadministratie > Customer Service"],
    ),
    (
        "an insurer", "nl", "Customer Service",
        "Spreken jullie inkoop wel eens?",
        "Inkoop? Die zie ik alleen op het kerstfeest.",
        [],
    ),
    (
        "a hospital", "en", "Patient Contact Centre",
        "What happens when someone complains about waiting times?",
        "We write it up and it goes across to the outpatient clinics the same day.",
        ["flow: Patient Contact Centre > Outpatients"],
    ),
    (
        "a hospital", "en", "Patient Contact Centre",
        "And parking complaints?",
        "Parking we hand over to estates. They never tell us what came of it.",
        ["flow: Patient Contact Centre > Facilities", "no_feedback: Facilities > Patient Contact Centre"],
    ),
    (
        "a hospital", "en", "Patient Contact Centre",
        "Do you get anything from comms?",
        "They send round the newsletter on a Thursday.",
        [],
    ),
    (
        "a hospital", "en", "Outpatients",
        "Do you let them know the outcome?",
        "We ought to, but we don't. Nothing goes back to the contact centre from here.",
        ["no_feedback: Outpatients > Patient Contact Centre"],
    ),
    (
        "a hospital", "en", "Quality & Safety",
        "And the board?",
        "Complaint themes are tabled at the executive board every quarter by me.",
        ["flow: Quality & Safety > Executive Board"],
    ),
    (
        "a hospital", "en", "IT",
        "Anything you'd like more of?",
        "It would help if Communications told us what patients say on social. We get none of that at the "
        "moment.",
        ["need: Communications > IT"],
    ),
    (
        "a hospital", "en", "Executive Board",
        "Would you put something new in place?",
        "We're going to ask the contact centre to send us a weekly note from April.",
        [],
    ),
    (
        "a hospital", "en", "Executive Board",
        "Did that exist before?",
        "The contact centre used to send us a weekly note. That died with the merger.",
        [],
    ),
    (
        "a hospital", "en", "Finance",
        "What about complaints on invoices?",
        "Patients email us about their bills, dozens a day. We answer every single one within 48 hours.",
        ["flow: customer > Finance", "feedback: Finance > customer"],
    ),
    (
        "a telecom company", "nl", "Klantenservice",
        "En klachten over winkels?",
        "Daar doen we niks mee. Ik bedoel, er is niemand bij winkels aan wie we dat doorgeven.",
        ["no_flow: Klantenservice > Winkels"],
    ),
    (
        "a telecom company", "nl", "Klantenservice",
        "En facturatie?",
        "We zetten het in een map op SharePoint waar facturatie bij kan. Of ze erin kijken, geen idee.",
        [],
    ),
    (
        "a telecom company", "nl", "Klantenservice",
        "Wat doet de directie?",
        "De directie komt één keer per jaar een ochtendje meeluisteren. Met oliebollen.",
        [],
    ),
    (
        "a telecom company", "nl", "Klantenservice",
        "Bel je klanten terug?",
        "Als het even kan wel. We beloven een terugbelmoment en dat komen we na, de klant krijgt altijd te "
        "horen wat eruit kwam.",
        ["feedback: Klantenservice > customer"],
    ),
    (
        "a telecom company", "nl", "Netwerk",
        "En als het gefixt is?",
        "Dan sluiten we het ticket en krijgt de agent automatisch een melding.",
        ["feedback: Netwerk > Klantenservice"],
    ),
    (
        "a telecom company", "nl", "Netwerk",
        "Mis je iets?",
        "Ja, ik zou dolgraag weten waar mensen precies stonden toen het wegviel. Dat vraagt het callcenter "
        "wel uit, maar het komt niet mee in het ticket.",
        ["need: Klantenservice > Netwerk"],
    ),
    (
        "a telecom company", "nl", "Winkels",
        "Wat hoor je in de winkel?",
        "Alles. Klanten komen met hun rekening zwaaien. Ik mail dat dan naar facturatie, en eerlijk is "
        "eerlijk, ik krijg altijd antwoord.",
        ["flow: Winkels > Facturatie", "feedback: Facturatie > Winkels"],
    ),
    (
        "a telecom company", "nl", "Winkels",
        "Zou je iets willen van klantenservice?",
        "Nee, dat hoeft van mij niet.",
        [],
    ),
    (
        "a telecom company", "nl", "Productmanagement",
        "Geef je iets terug aan de winkels?",
        "Te weinig. Eigenlijk koppelen we zelden terug wat we ermee doen.",
        ["no_feedback: Productmanagement > Winkels"],
    ),
    (
        "a telecom company", "nl", "Productmanagement",
        "Zijn er plannen?",
        "We gaan volgend kwartaal met klantenservice een wekelijkse call opzetten.",
        [],
    ),
    (
        "a telecom company", "nl", "HR",
        "Spreekt HR de agents?",
        "In exitgesprekken hoor ik van agents van alles over klanten. Dat bespreek ik met de directie.",
        ["flow: Klantenservice > HR", "flow: HR > Directie"],
    ),
    (
        "a housing association", "en", "Tenant Services",
        "And the new build team?",
        "We've never passed anything to Development, I wouldn't know who to send it to.",
        ["no_flow: Tenant Services > Development"],
    ),
    (
        "a housing association", "en", "Neighbourhoods",
        "Who do you share things with?",
        "What residents tell us on the doorstep we share with Tenant Services at the Tuesday meeting. They "
        "act on it and they let us know.",
        ["flow: Neighbourhoods > Tenant Services", "feedback: Tenant Services > Neighbourhoods"],
    ),
    (
        "a housing association", "en", "Board",
        "What do you get?",
        "Every quarter Tenant Services send us the complaints summary. We don't respond to it as such.",
        ["flow: Tenant Services > Board", "no_feedback: Board > Tenant Services"],
    ),
    (
        "a housing association", "en", "Development",
        "And from residents?",
        "Residents write to us after they move in. We reply to every letter.",
        ["flow: customer > Development", "feedback: Development > customer"],
    ),
    (
        "a bank", "en", "Customer Contact",
        "Payments?",
        "Anything about failed transfers gets escalated to Payments. No response, ever.",
        ["flow: Customer Contact > Payments", "no_feedback: Payments > Customer Contact"],
    ),
    (
        "a bank", "en", "Customer Contact",
        "Does Product hear what people say about the app?",
        "Not from us they don't.",
        ["no_flow: Customer Contact > Product"],
    ),
    (
        "a bank", "en", "Mortgages",
        "Do you write to the customer as well?",
        "Every customer gets a letter from us explaining the decision.",
        ["feedback: Mortgages > customer"],
    ),
    (
        "a bank", "en", "Product",
        "Do you respond to the complaints team?",
        "Yes, I reply to each of their reports in writing.",
        ["feedback: Product > Complaints"],
    ),
    (
        "a bank", "en", "Product",
        "Where do ideas come from?",
        "The complaints team email me a summary each month. The contact centre I hear nothing from, which is "
        "a shame because that's where the gold is.",
        ["flow: Complaints > Product", "no_flow: Customer Contact > Product"],
    ),
    (
        "a bank", "en", "Complaints",
        "Who reads your report?",
        "It goes up to the exco every quarter. They've never once commented on it.",
        ["flow: Complaints > Board", "no_feedback: Board > Complaints"],
    ),
    (
        "a bank", "en", "Complaints",
        "And Marketing?",
        "We don't share anything with Marketing. They'd only turn it into a campaign.",
        ["no_flow: Complaints > Marketing"],
    ),
    (
        "a bank", "en", "Complaints",
        "What's missing?",
        "What I miss is what customers say in the branches before it becomes a complaint.",
        [],
    ),
    (
        "a bank", "en", "IT",
        "How do you hear about app problems?",
        "Customer Contact raise them as tickets. We hardly ever tell them what we did, to be honest.",
        ["flow: Customer Contact > IT", "no_feedback: IT > Customer Contact"],
    ),
    (
        "a carrier", "nl", "Klantenservice",
        "En klachten over chauffeurs?",
        "Die sturen we naar de teamleiders van de chauffeurs. Je krijgt een ontvangstbevestiging en daar "
        "blijft het bij.",
        ["flow: Klantenservice > Rijdend personeel", "no_feedback: Rijdend personeel > Klantenservice"],
    ),
    (
        "a carrier", "nl", "Vervoersplanning",
        "Hoe weet je wat reizigers vinden?",
        "We krijgen elke maand een overzicht van klantenservice. En chauffeurs bellen mij rechtstreeks als "
        "reizigers klagen over een aansluiting.",
        ["flow: Klantenservice > Vervoersplanning", "flow: Rijdend personeel > Vervoersplanning"],
    ),
    (
        "a carrier", "nl", "Materieel",
        "Waar heb je behoefte aan?",
        "Ik zou het fijn vinden als klantenservice doorgeeft in welke bussen het stinkt. Nu rijden die dingen"
        " weken rond.",
        ["need: Klantenservice > Materieel"],
    ),
    (
        "a carrier", "nl", "Reisinformatie",
        "Krijg je van ICT reactie?",
        "Ja, binnen een dag. Die zijn heel snel.",
        ["feedback: ICT > Reisinformatie"],
    ),
    (
        "a carrier", "nl", "Reisinformatie",
        "Weet de directie wat reizigers van de borden vinden?",
        "Nee, daar komt dat niet terecht.",
        ["no_flow: Reisinformatie > Directie"],
    ),
    (
        "a university", "en", "Student Desk",
        "And broken heating?",
        "Estates get those straight from us, through the portal, and they're really good at telling us when "
        "it's sorted.",
        ["flow: Student Desk > Estates", "feedback: Estates > Student Desk"],
    ),
    (
        "a university", "en", "Timetabling",
        "What about recruitment?",
        "They send us open day flyers. That's all.",
        [],
    ),
    (
        "a university", "en", "Library",
        "What would help you?",
        "If the front desk told us what people ask about us, that would be gold.",
        ["need: Student Desk > Library"],
    ),
    (
        "a university", "en", "Finance",
        "Where do fee complaints come from?",
        "From the student desk, by email, about thirty a day.",
        ["flow: Student Desk > Finance"],
    ),
    (
        "a university", "en", "Finance",
        "Have you plans to change that?",
        "We're hoping to set up a shared inbox with them in the autumn.",
        [],
    ),
    (
        "a water company", "nl", "Klantenservice",
        "En klachten over de smaak?",
        "Smaakklachten mailen we naar het lab. Daar krijg ik nooit een uitslag van, terwijl de klant er wel "
        "naar vraagt.",
        ["flow: Klantenservice > Waterkwaliteit", "no_feedback: Waterkwaliteit > Klantenservice"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("organisation", "language", "own", "question", "answer", "said"), EXCHANGES)
def test_an_exchange_says_this_and_nothing_else(organisation, language, own, question, answer, said):
    departments = ORGANISATIONS[organisation]
    listed = [(name, alias) for name, also in departments.items() for alias in [name, *also.split(";")] if alias]
    aliases = {fold(alias): name for name, alias in listed}
    turns = [Turn(0, "", language, question), Turn(1, own, language, answer)]
    found = relations_in(turns, {language: Names(aliases, language=language)}, contact_centre=frozenset())
    assert sorted(f"{one.relation}: {one.source} > {one.target}" for one in found) == sorted(said)

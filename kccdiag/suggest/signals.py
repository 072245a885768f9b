"""What is passed: what customers say, what became of it, or something that has nothing to do with them."""

from __future__ import annotations

import re

_WORDS = r"(?<![\w])(?:{})(?![\w])"
_SIGNALS = re.compile(
    _WORDS.format(
        r"wat (?:de |die |onze |alle )?(?:klanten|mensen|bewoners|burgers|huurders|patiënten|inwoners|cliënten|"
        r"verzekerden|reizigers|leden)|\w*(?:klacht|klachten|signaal|signalen|(?<!ziek)meldingen|klantvragen|"
        r"klantsignalen|klantreacties|"
        r"klachtenrapportages?|klantfeedback|reviews?|recensies)|\w*(?<!ziek)melding|vragen|vraag|idee|ideeën|ideeen|"
        r"suggesties?|tips|wensen|"
        r"opmerkingen|verbeterpunten|verbetervoorstel\w*|ergernis\w*|irritaties?|verhalen|geluiden|bugs?|bugje|"
        r"storingen|fouten|foutmeldingen|dingen over|dm'?etjes|klaag\w*|gemopper|mopper\w*|snappen|begrijpen|"
        r"vastlopen|niet kloppen|tegen aanlopen|boze|schadeclaims?|"
        r"ontevreden\w*|wat (?:er )?\w* ?(?:mensen|klanten|bewoners|burgers|huurders|patiënten|inwoners|wij|we|ik|ze|"
        r"zij|er|die)\b.*(?:zeggen|vragen|horen|hoor|roepen|vertellen|vinden|mopperen|gezegd|geroepen|speelt|leeft|"
        r"binnenkomt|tegenkomen|klagen|willen|bellen)|"
        r"waar (?:mensen|klanten|bewoners|burgers|huurders|patiënten|inwoners|ze|zij|het)\b.*|waarom (?:mensen|"
        r"klanten|"
        r"ze|zij|bewoners|huurders|patiënten|burgers|inwoners)\b.*|top ?(?:tien|10|5|vijf|3|drie)|klantgeluid\w*|"
        r"klantverhalen|klanttevredenheid\w*|casussen|casus|gevallen|"
        r"complaints?|issues?|grievances?|concerns?|feedback from (?:customers|callers|patients|tenants|residents)|"
        r"(?:customer|patient|tenant|resident|caller|member|client|user) (?:feedback|comments|stories|insights?|"
        r"input|"
        r"signals?|voice|words|questions|ideas|issues|complaints)|"
        r"ideas?|suggestions?|gripes?|moans?|incidents?|themes?|comments?|questions?|queries|objections|"
        r"reasons (?:for|"
        r"why)|bug reports?|faults?|problems?|what (?:the )?(?:customers?|people|patients?|tenants?|residents|"
        r"callers|"
        r"folks?|members|clients|we|they|users)\b.*|"
        r"why (?:customers|people|patients|tenants|residents|callers|folks?|members|they|the)\b.*|"
        r"whatever (?:customers|people|we|they|patients|tenants)\b.*|top ten|angry|confus\w+|don't understand|"
        r"struggle\w*|upset\w*|unhappy|the actual words|"
        r"pain points|cases|signals?|insights?|lost-deal reasons|findings|user research|customer quotes|verbatims?|"
        r"near misses|stories|voice of the customer"
    ),
    re.IGNORECASE,
)
_CARRIERS = re.compile(
    _WORDS.format(
        r"\w*(?:taak|taken|bon|werkbon|klus|opdracht|overzicht|overzichtje|lijst|lijstje|rapport|rapportage|"
        r"notitie|ticket|tickets|mailtje|mailtjes|"
        r"digest|"
        r"pack|formulier|formulieren|terugbelverzoek|terugbelverzoeken|briefje|briefjes|samenvatting|dossier|"
        r"dossiers|"
        r"verslagje|analyse|dashboard|verzoek|verzoeken)|mail|mails|"
        r"list|lists|report|reports|summary|summaries|overview|tickets?|emails?|e-mails?|deck|slides|spreadsheet|"
        r"export|log|notes?|memo|tally|breakdown|requests?|forms?|letters?"
    ),
    re.IGNORECASE,
)
_ELSE = re.compile(
    _WORDS.format(
        r"(?:patient|customer|client|member|tenant|policyholder)s?'? (?:records?|details|files?|data|numbers?|"
        r"names|notes|lists?|"
        r"appointments?|transport|accounts?|addresses)|klantgegevens|klantnummers?|patiëntendossiers?|"
        r"klantenbestand\w*|adresgegevens|"
        r"appointments?|referrals?|slots?|films?|scans?|bloods?|prescriptions?|drugs|medication|beds?|"
        r"discharge \w+|premiums?|payouts?|"
        r"renewals?|statements|transactions?|timetables?|vehicles|buses|spare parts|meter readings?|stock|"
        r"verwijzingen|verwijsbrieven|recepten|röntgenfoto's|uitslagen|polissen|polisbladen|polisvoorwaarden|"
        r"offertes|premies|uitkeringen|"
        r"dienstregelingen?|omleidingen|onderdelen|ritten|voertuigen|aanvraagformulieren|meterstanden|"
        r"bestellijst\w*|voorraad|revisietekeningen|"
        r"tekeningen|besluiten|vergunningen|inritten|"
        r"\w*(?:kalender|rooster|roosters|leads?|standaardtekst|standaardteksten|nieuwsbrief|nieuwsbrieven|"
        r"uitnodiging|"
        r"uitnodigingen|notulen|agenda|begroting|factuur|facturen|planning|cijfers|koffie|taart|gebak|bloemen|"
        r"verjaardagskaart|vacature|vacatures|"
        r"sollicitanten|declaraties|contracten|contract|laptop|laptops|wachtwoord|wachtwoorden|licenties|brochures?|"
        r"folders?|flyers?|persbericht|persberichten|script|scripts|protocol|protocollen|werkinstructies?|"
        r"handleiding|"
        r"handleidingen|training|trainingen|"
        r"verlof|verlofaanvragen|salaris|salarisstroken|targets?|doelstellingen|prijslijst|prijslijsten|"
        r"productinformatie|releasenotes|updates over (?:het|de) (?:systeem|planning|release)|campagne|campagnes|"
        r"campagnemateriaal|actievoorwaarden|tarieven|tariefwijzigingen|bestellingen|"
        r"bestelorders?|pakketten|stagiairs?|personeel|uitzendkrachten|budget|budgetten|urenstaten?|"
        r"ziekmeldingen|verzuimcijfers|omzetcijfers|verkoopcijfers|kwartaalcijfers|inloggegevens|toegangspasjes|"
        r"pasjes|sleutels|borrel|lunch|kerstpakket|templates?|sjablonen|"
        r"brieven|voorbeeldbrieven|teksten|onderhoudskalender|storingskalender|belscripts?|kennisartikelen|"
        r"kennisbank|"
        r"instructies|werkafspraken|roosterwijzigingen|posters?|beleidsstukken|beleid|visie|jaarplan|jaarverslag|"
        r"contactgegevens|telefoonlijst|vergaderstukken|afspraken)|"
        r"calendars?|rosters?|rotas?|schedules?|newsletters?|invitations?|invites?|minutes|agendas?|budgets?|"
        r"invoices?|"
        r"forecasts?|figures|numbers|coffee|cake|flowers|cards?|vacanc(?:y|ies)|job ads?|expenses|contracts?|"
        r"laptops?|"
        r"passwords?|licen[cs]es?|"
        r"leaflets?|press releases?|scripts?|protocols?|manuals?|training|holiday|payslips?|timesheets?|price lists?|"
        r"release notes|campaign plans?|campaign calendar|campaigns|terms and conditions|tariff sheets?|stationery|"
        r"mugs?|biscuits|policies|policy|templates?|standard (?:text|texts|letters?|wording)|"
        r"sickness figures|sales figures|sales targets|badges|lunch|drinks|marketing material|materials|"
        r"brand guidelines|artwork|copy deck|purchase orders|deliveries|parcels|spares|parts|meters|headcount|"
        r"sick notes|staff lists?|org charts?|phone lists?|jokes?|memes?|christmas cards?|birthday cards?|"
        r"knowledge articles"
    ),
    re.IGNORECASE,
)
_CUSTOMERS = re.compile(
    _WORDS.format(
        r"klant\w*|customers?|clients?|cliënt\w*|burgers?|inwoners?|bewoners?|huurders?|patiënt\w*|verzekerden?|"
        r"reizigers?|abonnees?|bellers?|tenants?|patients?|residents?|policyholders?|subscribers?|callers?|"
        r"passengers?|"
        r"citizens?|members|leden|aan de telefoon|on the phones?|at the door|aan de deur|aan de balie|at the desk"
    ),
    re.IGNORECASE,
)
_ANYTHING = re.compile(
    _WORDS.format(
        r"alles|iets|wat|niks|niets|dingen|dat|het|die|dit|zulke|zoiets|zo'n ding|alle|van alles|everything|anything|"
        r"something|nothing|stuff|things?|it|that|those|them|this|these|any|all|some|zero|loads|plenty|lots|heaps|"
        r"the lot|bits"
    ),
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    _WORDS.format(
        r"(?:wanneer|als|zodra|dat|when|once|if|that) (?:het|iets|'t|dat|ik|we|it|it's|"
        r"something's) (?:\S+ ){0,3}(?:opgelost|klaar|gemaakt|gefixt|hersteld|uitgeklaard|geweest|afgerond|"
        r"gesloten|afgehandeld|fixed|sorted|done|closed|resolved)|opgeleverd|"
        r"antwoord|reactie|inhoudelijke reacties|respons|bericht over|terugkoppeling|terugmelding|uitkomst|"
        r"uitkomsten|uitslag|"
        r"resultaat|afloop|besluit|besluiten|beslissing|oplossing|seintje|statusupdates?|status|update|updates|"
        r"bevestiging|kopietje van hoe|afgelopen is|hoe het (?:is )?afgelopen|hoe het afliep|hoe het afloopt|"
        r"bericht terug|"
        r"wat (?:er|ermee|daarmee|ervan|ze|zij|we|wij|ik|die|hij)\b.*(?:mee|ermee|daarmee|gedaan|gebeurd|gebeurt|"
        r"besloten|geworden|"
        r"vonden|"
        r"ervan)|wat het (?:was|geworden is|is geworden)|wat er ?(?:van|uit) (?:geworden|gekomen|kwam|komt)\w*|"
        r"automatisch (?:een )?(?:bericht|melding|mail)|of (?:het|er|"
        r"ze)\b.*(?:opgelost|gefixt|klaar|afgehandeld|gedaan|iets mee)|opgelost is|afgehandeld|afgerond is|feedback|"
        r"terugbericht|ontvangstbevestiging|nieuws|stand van zaken|hoever het is|hoe het ervoor staat|"
        r"answers?|repl(?:y|ies)|responses?|outcomes?|results?|decisions?|resolution|acknowledge?ments?|confirmation|"
        r"thumbs[- ]up|word back|(?:us|me|them|him|her|you) a line|what (?:happened|happens|became|came of|"
        r"we(?:'ve)? (?:did|decided|"
        r"done)|they(?:'ve)? (?:did|decided|done|do|are doing)|was done|has been done|we do|i(?:'ve)? (?:did|decided|"
        r"done)|the outcome|it came to|we made of)\b.*|what's (?:going on the roadmap|happened|become|been done|"
        r"being done)\b.*|"
        r"how (?:it|things|that|they) (?:ended|turned out|went|was resolved|got resolved|got fixed)|(?:once|when|"
        r"that|"
        r"if|whether) (?:it's|it is|they're|it has been|it's been|something's been|we've|they've) (?:sorted|fixed|"
        r"done|"
        r"solved|resolved|fixed it|closed|dealt with|sorted it|picked it up)|progress|status|verdict|"
        r"the upshot|a peep|a dicky bird"
    ),
    re.IGNORECASE,
)
_OF_CUSTOMERS = re.compile(
    r"(?:customer|patient|tenant|resident|caller|member|client|user|app|store|shop|product|market|social|online|"
    r"klant|bewoners|patiënten|"
    r"huurders)s?'?[ -]?(?:feedback|reacties|updates|nieuws|antwoorden|reactie)|(?:feedback|reacties|reactie|"
    r"antwoorden|respons|response|responses|comments) (?:van|from|by) (?:de |onze |the |our )?(?:klant\w*|"
    r"customers?|patiënt\w*|patients|bewoners|huurders|tenants|burgers|residents|callers|people|mensen)",
    re.IGNORECASE,
)


_UNNAMED = 0.5  # something is passed that nobody here has a word for


# What may as well be something else than the end of a signal: the results of a test, an update of the system.
_EITHER = re.compile(_WORDS.format(
    r"resultaat|besluit|besluiten|beslissing|oplossing|statusupdates?|status|updates?|nieuws|stand van zaken|"
    r"uitslag|uitkomst|uitkomsten|"
    r"outcomes?|results?|decisions?|resolution|progress|status|verdict|feedback|confirmation|what happen(?:s|ed)\b.*|"
    r"what (?:they|we) do\b.*|hoe het (?:is )?(?:afgelopen|afliep|afloopt)|how (?:it|things|that|they) (?:ended|"
    r"turned out|went)"
), re.IGNORECASE)  # fmt: skip


def tells_outcome(text: str, *, strictly: bool = False) -> bool:
    """Tell whether a text speaks of what became of a signal; ``strictly``: by words that mean nothing else.

    Examples
    --------
    >>> tells_outcome("what they did with it"), tells_outcome("what customers ask"), tells_outcome("klantfeedback")
    (True, False, False)
    """
    said = _OF_CUSTOMERS.sub(" ", text.replace("’", "'"))
    return bool(_OUTCOME.search(_EITHER.sub(" ", said) if strictly else said))


def carries_signals(text: str) -> float:
    """Say how sure it is that what a text says is passed comes from customers; 0: it is something else.

    Examples
    --------
    >>> carries_signals("alle klachten"), carries_signals("de campagnekalender"), carries_signals("niks")
    (1.0, 0.0, 0.9)
    """
    said = text.replace("’", "'")
    if _SIGNALS.search(said) or _OF_CUSTOMERS.search(said):
        return 1.0
    if _ELSE.search(said):
        return 0.0
    if _CUSTOMERS.search(said):
        return 1.0
    if _CARRIERS.search(said):
        return 0.9
    return 0.9 if _ANYTHING.search(said) else _UNNAMED


def quotes_customers(text: str) -> bool:
    """Tell whether a text has words for what customers say, beside words for customers."""
    said = text.replace("’", "'")
    return bool(_SIGNALS.search(said) or _OF_CUSTOMERS.search(said))


def is_something_else(text: str) -> bool:
    """Tell whether a text is about things that have nothing to do with what customers say."""
    return carries_signals(text) == 0.0


def names_signals(text: str) -> bool:
    """Tell whether a text itself says that it is about what customers say."""
    return carries_signals(text) == 1.0

"""What people call departments that do the same work everywhere, where an organisation's list leaves the words free."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A sort of work: ``known_by``, in the names of a department that does it; ``called``, by those who speak of it.

    Both are regular expressions for whole words. What is said in ``loosely`` is also an everyday word, and counts only
    where it stands as a name does.
    """

    known_by: str
    called: str
    loosely: str = ""


CONTACT = Field(
    known_by=r"kcc|klantcontact\w*|klantenservice|klantenbalie|klantencontact\w*|contact ?cent\w+|call ?cent\w+|"
    r"customer (?:contact|service|services|care"
    r"|support)|klant(?:en)?(?:balie|support|relaties|teams?)|member services?|servicecentrum|service ?cent\w+|"
    r"patiënten(?:service|contact)\w*|"
    r"patient (?:services?|contact)|tenant services?|front ?office|telefooncentrale|cs|ccc|kc",
    called=r"call ?-?cent(?:er|re|rum)s?|(?:klanten?)?contact ?-?cent(?:er|re|rum)|klantcontact|klantenservice|"
    r"customer (?:services?|care|support)|"
    r"(?:de )?(?:mensen|meiden|meisjes|dames|collega'?s|jongens|lui|medewerkers) (?:aan|van|achter|"
    r"op) de (?:telefoon|telefoons|lijn|lijnen)|"
    r"de (?:telefonie|telefonistes|telefonisten|telefoonploeg|telefoonclub|frontlinie|frontoffice|voorkant)|"
    r"de (?:kcc|klantenservice)-?(?:ers|mensen)|kcc'?ers?|"
    r"(?:the )?(?:people|guys|girls|lads|folks?|ones|agents|colleagues|team|staff|women) (?:on|at|answering|"
    r"manning|working) the (?:phones?|lines?|front ?line)|"
    r"the (?:phones|phone (?:team|people|lot)|agents|call handlers|call agents|front ?line|front ?office)|"
    r"agents|(?:de|the) agent|"
    r"call ?cent(?:er|re)-?(?:mensen|medewerkers|collega'?s)|de agents|contact ?cent(?:re|er) agents",
)
BOARD = Field(
    known_by=r"directie\w*|bestuur|raad van bestuur|rvb|college|college van b ?(?:&|en) ?w|board|management|"
    r"management ?team|mt|executive\w*|"
    r"leadership|gemeentesecretaris|bestuurders?",
    called=r"(?:de )?directie|(?:het )?bestuur|raad van bestuur|(?:de )?directeuren|(?:the )?board(?: of directors)?|"
    r"the (?:executives?|execs?|directors|exec team|leadership(?: team)?|"
    r"top floor|c-suite|senior management)|senior management|upstairs|hogerop|bovenin|(?:het )?(?:hoger|hogere|"
    r"senior) management|(?:de )?hoge heren|"
    r"(?:het )?management ?team|(?:het|the) mt|de (?:bestuurders|bestuurskamer)|the boardroom|the big bosses|"
    r"het college",
    loosely=r"boven|de top|het management|management",
)
FIELDS = (
    CONTACT,
    BOARD,
    Field(r"marketing\w*|marcom|merk", r"marketing|marketeers?|marcom|marketingmensen|the marketers", r"campagnes"),
    Field(r"communicatie\w*|communications?|corporate communicatie|voorlichting|pr|comms",
          r"communicatie-?(?:afdeling|mensen|team|adviseurs?|collega'?s)|de communicatie|comms|communications|"
          r"de voorlichting|voorlichters|webredactie|tekstschrijvers|copywriters|webteksten|the web ?editors?",
          r"communicatie"),
    Field(r"verkoop\w*|sales|commercie|buitendienst|winkels|retail",
        r"verkopers?|sales|salesmensen|salespeople|sales ?reps?|vertegenwoordigers|"
          r"account ?managers|verkoopmensen|the reps|de commercie|verkoopafdeling", r"verkoop|commercie"),
    Field(r"product\w*|assortiment|propositie\w*|r ?& ?d",
        r"pro[dk]u[ck]tontwikkel(?:ing|aars?)|product ?development|product ?management|productmensen|"
          r"product ?(?:owners|managers|people|team|guys|folks|lot)|productteams?|r ?& ?d|pro[dk]u[ck]tontwikkel\w*",
          r"product|producten"),
    Field(r"facturatie\w*|facturering|billing|invoicing|debiteuren\w*|debiteurenbeheer|nota'?s",
        r"facturatie|facturering|factuurafdeling|factuurmensen|"
          r"billing(?: guys| people| team)?|invoicing|debiteuren(?:beheer|administratie)?|the billers|"
          r"accounts receivable"),
    Field(r"incasso\w*|collections?|huurincasso|deurwaarders?|credit control|credit management",
        r"incasso|huurincasso|collections|credit control|debt collection"),
    Field(r"financi\w+|finance\w*|boekhouding|administratie|control\w*|treasury|accounting|accounts",
        r"finance|financiën|de financiële mensen|boekhouding|boekhouders?|"
          r"financial control|de controllers?|bean ?counters|accounting|the accountants|financiële administratie"),
    Field(
        r"ict|it|automatisering|informatievoorziening|i & ?a|digital\w*|digitaal|technology|tech|software\w*|"
        r"informatisering\w*|i&a|iv",
          r"ict'?ers?|it'?ers|ict|automatisering|software ?(?:developers|ontwikkelaars)|ontwikkelaars|developers|"
          r"programmeurs|the (?:techies|tech (?:team|guys|people)|devs)|"
          r"it[- ](?:afdeling|mensen|jongens|team|department|guys|people)|de techneuten|systeembeheer|"
          r"functioneel beheer|applicatiebeheer", r"IT"),
    Field(r"juridisch\w*|legal\w*|jz|rechtszaken",
        r"juristen?|juridisch(?:e zaken|e mensen|e afdeling)?|legal|(?:the )?lawyers|the solicitors|"
        r"bedrijfsjuristen|advocaten|legal counsel|"
          r"general counsel"),
    Field(r"compliance|risk\w*|risico\w*|audit|governance",
        r"compliance|compliance ?officers?|risicobeheer|internal audit|risk and compliance"),
    Field(r"hrm?|p ?& ?o|personeel\w*|human resources|people(?: ?& ?| and )(?:culture|organisation)|people|werving\w*",
          r"hrm?|p ?& ?o|personeelszaken|human resources|hr-(?:mensen|adviseurs?|afdeling)|people ops|"
          r"personeelsafdeling"),
    Field(r"training\w*|opleiding\w*|academy|academie|learning\w*|leren\b\w*",
        r"opleidingen|trainers|the trainers|academy|learning and development|l&d"),
    Field(r"inkoop\w*|procurement|purchasing", r"inkopers?|procurement|purchasing|the buyers|inkoopafdeling",
          r"inkoop"),
    Field(
        r"logistiek\w*|logistics|magazijn\w*|warehouse\w*|distributie\w*|bezorging|delivery|transport|fulfilment|"
        r"depot",
          r"logistiek|logistics|het magazijn|magazijnmensen|the warehouse|distributie|bezorgers|de bezorging|"
          r"the depot|fulfilment|the drivers|de chauffeurs", r"transport"),
    Field(r"kwaliteit\w*|quality\w*|qa|kwaliteit ?(?:en|&) ?veiligheid",
        r"kwaliteits(?:afdeling|mensen|medewerkers?|team|functionaris|zorg)|quality assurance|"
          r"the quality (?:team|people)", r"kwaliteit|quality|QA"),
    Field(r"planning\w*|roostering|workforce\w*|wfm|scheduling|capaciteit\w*",
        r"planners|workforce management|wfm|roosteraars|the schedulers|roostering|planningsafdeling",
          r"planning|workforce|scheduling"),
    Field(r"netbeheer\w*|grid\w*|storingsdienst|netwerk\w*|network\w*|infra\w*",
        r"netbeheer|storingsdienst|grid ops|grid operations|the grid (?:people|guys|team|lot)|network ops|"
          r"network operations|the network (?:people|guys|team)|netwerkbeheer|de netwerkers", r"grid|netwerk|network"),
    Field(
        r"monteurs?|techniek|technische dienst|field (?:service|engineering|ops|operations)\w*|installat\w+|"
        r"uitvoering|buitendienst|engineers?|storingen",
          r"monteurs|de monteur|technische dienst|field service|field engineers|the (?:engineers|technicians|"
          r"fitters|installers)|installateurs|buitendienst|technici|de uitvoering|uitvoerders",
          r"techniek"),
    Field(r"schade\w*|claims?\b.*|schadebehandeling",
        r"schade-?(?:afdeling|behandelaars?|behandeling|mensen|collega'?s|team)|claims (?:handlers?|team|people|"
        r"department|guys)|schaderegelaars|the adjusters",
          r"schade|claims"),
    Field(r"acceptatie\w*|underwriting|polis\w*|policy admin\w*",
        r"acceptanten|underwriters|underwriting|polisadministratie|polisbeheer|policy admin(?:istration)?",
          r"acceptatie"),
    Field(r"actuari\w+", r"actuariaat|actuarissen|the actuaries|actuarial"),
    Field(r"klachten\w*|complaints?\b.*|klachtenfunctionaris\w*|ombuds\w+",
        r"klachten(?:afdeling|team|functionaris(?:sen)?|bureau|commissie|coördinator(?:en)?|behandeling)|"
          r"complaints (?:team|department|handlers|people|desk)|ombudsman"),
    Field(r"onderhoud\w*|vastgoed\w*|repairs\b.*|maintenance|property\b.*|technisch beheer|gebouwbeheer|assets?\b.*",
          r"vastgoed(?:beheer|mensen)?|opzichters?|onderhouds(?:dienst|afdeling|mensen|team|ploeg)|"
          r"the repairs (?:team|people|guys)|vaklieden|repairs team|"
          r"the maintenance (?:team|guys|people)|the surveyors|asset management", r"onderhoud|repairs|maintenance"),
    Field(r"verhuur\w*|lettings?\b.*|woonruimte\w*|wonen|bewonerszaken",
        r"verhuur(?:afdeling|mensen|ders|makelaars|team|consulenten)|lettings|woonconsulenten|verhuurconsulenten",
          r"verhuur"),
    Field(r"wijk\w*|buurt\w*|gebiedsbeheer|leefbaarheid|sociaal beheer|neighbourhood\w*|tenancy\b.*",
        r"wijkbeheer(?:ders?)?|buurtbeheer(?:ders?)?|wijkconsulenten|wijkteams?|huismeesters?|"
          r"sociaal beheer(?:ders)?|the (?:wardens|caretakers)|neighbourhood (?:team|officers|managers)|"
          r"housing officers", r"leefbaarheid"),
    Field(r"projecten|nieuwbouw|projectontwikkeling|renovatie\w*",
        r"projectleiders|nieuwbouw|projectontwikkeling|de projectenafdeling|renovatieteam"),
    Field(r"burgerzaken|publiekszaken|civil (?:affairs|registry)|registry",
        r"burgerzaken|de balie(?:medewerkers)?|the registry|civil registry"),
    Field(
        r"openbare ruimte|stadsbeheer|beheer openbare ruimte|public (?:space|works|realm)|groen\w*|bor|"
        r"reiniging\w*|waste\b.*|afval\w*|streets?\b.*|wegen\w*|highways",
          r"openbare ruimte|stadsbeheer|buitenruimte|groenvoorziening|(?:de )?(?:jongens|mannen|ploeg|"
          r"collega's) (?:van )?buiten|opzichters|de groenploeg|stadswerken|public works|"
          r"the street (?:team|people)|gemeentewerf|de werf|wegbeheerders?|reiniging|parks and streets",
          r"groen|afval|waste|streets"),
    Field(r"vergunning\w*|permits?\b.*|omgevingsvergunning\w*|planning and permits|bouw\w*|licensing",
        r"vergunningverleners?|vergunningverlening|vergunningen-?(?:team|afdeling|loket|mensen)|"
        r"bouw- en woningtoezicht|"
          r"the permits? (?:team|people|office|desk)|the planners", r"vergunningen|permits"),
    Field(r"handhav\w+|toezicht\w*|enforcement|boa'?s?|parkeren|parkeer\w+|parking",
        r"handhavers|handhaving|boa'?s|toezichthouders|the wardens|enforcement|parkeerbeheer|parking team|toezicht",
          r"parkeren|parking"),
    Field(r"belasting\w*|tax\w*|heffing\w*|woz",
        r"belastingen|belastingzaken|heffingen|the tax (?:office|people|team)|council tax|woz-?(?:team|afdeling)?|"
        r"taxatie|taxateurs"),
    Field(
        r"sociaal domein|wmo|social\b.*|jeugd\w*|werk (?:en|&) inkomen|sociale zaken|zorg en welzijn|participatie|"
        r"benefits",
        r"sociaal domein|wmo(?:-team|-consulenten)?|jeugdzorg|sociale zaken|"
          r"werk (?:en|&) inkomen|social services|adult social care|klantmanagers|consulenten|benefits team|"
          r"sociale dienst"),
    Field(
        r"poli(?:kliniek\w*|'?s)?|outpatients?\b.*|spreekuur|kliniek\w*|afdelingen|verpleg\w+|nursing|wards?|"
        r"zorg\w*|clinical\b.*",
        r"poli(?:kliniek(?:en)?|'?s|-?assistenten)?|outpatients|verpleging|verpleegkundigen|"
        r"verpleegafdeling(?:en)?|"
          r"the (?:nurses|wards?|clinics?)|nursing|doktersassistenten"),
    Field(r"radiolog\w+|beeldvorming|imaging", r"radiologie|röntgen|radiology|radiologen|imaging"),
    Field(r"apotheek\w*|pharmac\w+", r"apotheek|apothekers?|pharmacy|the pharmacists?"),
    Field(r"laborator\w+|lab", r"het lab|laboratorium|the lab|lab"),
    Field(r"medisch\w*|artsen|medical\b.*|specialisten|doctors|medische staf",
        r"artsen|specialisten|dokters|the (?:doctors|consultants|medics|physicians)|medische staf"),
    Field(r"opname\w*|admissions?|patiëntenplanning|opnameplanning",
        r"opnameplanning|admissions|opnamebureau|bed ?management"),
    Field(r"facilit\w+|gebouw\w*|catering|huisvesting",
        r"facilitair(?:e dienst|e zaken)?|facilities|facilitair bedrijf|the facilities (?:team|people)|huisvesting"),
    Field(r"security\w*|beveiliging\w*|fraude\w*|fraud\b.*",
        r"beveiliging|security team|fraudeteam|the fraud (?:team|people)|fraude-?afdeling", r"fraude|fraud"),
    Field(
        r"data\w*|analytics|insights?|inzicht\w*|bi|business intelligence|customer (?:insights?|experience)|cx|"
        r"klantinzicht\w*|onderzoek\w*",
          r"business intelligence|data-?(?:team|analisten|mensen|analysts|people|afdeling)|analytics|"
          r"customer insights?|klantinzichten|cx[- ]?team|the insights? (?:team|people)|onderzoekers"),
    Field(r"operations?|operatie\w*|back ?office|verwerking|processing|uitkering\w*|pensioenadministratie",
        r"back ?-?office|operations|the ops (?:team|people|guys)", r"ops"),
    Field(r"web\w*|online|e-?commerce|digital\b.*|website|app\b.*",
        r"webteam|web ?team|online team|e-?commerce|website-?(?:team|beheer|mensen)|app-?team|the (?:web|"
        r"digital) (?:team|people)|webshop-?team|webmasters?",
          r"digital|online"),
    Field(r"service ?desk|storingen|helpdesk", r"servicedesk|service desk|helpdesk"),
    Field(r"beleid\w*|policy\b.*|strategie|strategy",
        r"beleidsmakers|beleidsmedewerkers?|beleidsafdeling|beleidsadviseurs?|policy team|the policy (?:people|"
        r"team|makers)", r"beleid|strategie|policy|strategy"),
    Field(
        r"exploitatie|rijdienst|dienstregeling\w*|timetabl\w+|vervoer\w*|rijdend personeel|conducteurs|chauffeurs|"
        r"bestuurders|drivers",
        r"dienstregeling|timetabling|conducteurs|machinisten|chauffeurs|the drivers|rijdend personeel|"
        r"vervoersplanning"),
    Field(r"winkel\w*|filia\w+|stores?|shops?|retail|branches",
        r"winkels|filialen|the (?:stores|shops|branches)|store managers|filiaalmanagers|winkelmedewerkers|"
        r"winkelpersoneel|retail|winkelmanagers"),
)  # fmt: skip
# Where the contact centre sits: who hears something there is the contact centre.
ON_THE_PHONE = r"(?:aan|achter) de (?:telefoons?|lijn)|on the phones"
CUSTOMER = (
    r"woningzoekenden?|kandidaten|verzekeringnemers?|mantelzorgers?|klant(?:en)?|klantje|customers?|clients?|"
    r"cliënt(?:en)?|burgers?|inwoners?|bewoners?|huurders?|patiënt(?:en|"
    r"e)?|verzekerden?|consumenten?|"
    r"reizigers?|abonnees?|melders?|bellers?|aanvragers?|bezoekers?|deelnemers?|studenten|tenants?|patients?|"
    r"residents?|policy ?holders?|"
    r"subscribers?|callers?|students?|pupils?|guests?|visitors?|applicants?|shoppers?|learners?|passengers?|"
    r"citizens?|complainants?|claimants?|punters|ratepayers|taxpayers|leerlingen|"
    r"ouders|huishoudens|households"
)
PEOPLE = r"mensen|people|folks?|public|lui"  # customers only where they write, ring or are answered

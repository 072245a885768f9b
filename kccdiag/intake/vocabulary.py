"""The words by which Dutch and English case systems call their columns, statuses and kinds.

Written as patterns between white space: ``*`` is any ending or beginning, ``{a,b}`` one of several, ``_`` a space,
``..`` anything between. Headers are compared without spaces and signs, so "Zaak-nr." and "zaaknr" are one; one with
a negative score speaks against a role.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SIGNAL = """{zaak,case,ticket,incident,incidents,melding,meldings,signaal,signal,klacht,dossier,call,request,
    verzoek,aanvraag,issue,casus,interactie,interaction,conversation,contact,contactmoment,journey,sr,change,
    wijziging,feedback,order}"""
_NUMBER = "{id,nr,nummer,number,no,num,key,code,identificatie,identifier,kenmerk,ref,referentie,reference,uid}"
_CUSTOMER = """{klant,customer,caller,account,relatie,client,requester,melder,aanmelder,aanvrager,indiener,
    consumer,debiteur,contact,subscriber,contract,persoon,person,burger,patient,lid,contractant}"""
_GROUP = "{group,groep,team,afdeling,department,queue,unit}"

# Per role: how much a header says, and the headers that say it.
HEADERS: dict[str, dict[float, str]] = {
    "signal": {
        4: "caseconceptname",
        3: _SIGNAL + _NUMBER,
        2: "zaak case ticket incident signaal signal dossier casus issue melding number nummer",
        1: "id nr kenmerk referentie reference ref key sleutel",
        0.5: "*id *nr *nummer *number *kenmerk *key",
        -3: """*klant* *customer* *user* *account* *relatie* *event* *activit* *taak* *task* *regel* *row* line*
            log* *volg* post* *telefoon* *phone* *medewerker* *agent* parent* problem* rfc* *employee* *stap*
            *step* *histor* *mutatie* *contract* *parent*""",
    },
    "time": {
        4: "timetimestamp",
        2: """*timestamp* *tijdstip* *tijdstempel* *moment* *datumtijd* *datetime* *updated{at,on} *modified*
            *gewijzigd* *mutatie* *wijzigingsdatum* *event{date,time}* *gebeurtenis{datum,tijd} logdatum
            statusdatum datumstatus *actiedatum *action{date,time} *history*date *occurred* *changed*""",
        1: "*datum *date *tijd *time when wanneer created{date,at} op at datum*",
        -1: """*deadline* due* *streef* *plan* *geboorte* *birth* *start* *begin* *end* *eind* *open* *aanmaak*
            *aangemaakt* *created* *clos* *gesloten* *resolved* *opgelost* *verval* *doorloop* *duration* sla*
            *ontvangst* *received* *uiterlijk*""",
    },
    "department": {
        4: "orggroup",
        3: "{assignment,behandel,behandelend,behandelende,oplos,support,werk,resolver,current,huidige,assigned,owner,"
           f"verantwoordelijke}}{_GROUP} {_GROUP}{{name,naam}} assignmentgroupname",  # fmt: skip
        2.5: """*afdeling* *department* departement dept *dept afd team teams *team *wachtrij queue group groep
            groepsnaam *groep *group organisatie{onderdeel,eenheid} businessunit divisie division unit eenheid
            vakgroep werkbak bak sector ownerrole""",
        1: """*organisati* *organizati* *bureau* *desk* office *role rol section cluster domein *directie*""",
        -2: """*customer* *klant* *caller* *requester* *melder* *lead *leider *manager* *count* *aantal* *land
            *country* *age*""",
    },
    "activity": {
        4: "conceptname",
        2.5: """*activiteit* *activity* *status *status{omschrijving,name,naam} gebeurtenis* event
            event{type,name} action actie *state *handeling* processtap stap stapnaam fase stage mijlpaal
            milestone nieuwe{status,waarde} new{value,status}""",
        -1: "*code* *old* *oud* *vorig* *previous* *datum* *date* *count* *sub*",
    },
    "person": {
        4: "orgresource",
        3: """assignedto* assignee{,name,id} *behandelaar* mdw medew* *medewerker* agent agent{name,naam,id,code}
            resource toegewezenaan uitgevoerddoor behandelddoor performedby handledby actor employee* operator
            collega consultant""",
        2: """eigenaar owner owner{id,name} gebruiker gebruikersnaam user user{name,id}
            *{updated,modified,changed}by *gewijzigddoor author auteur analyst handler""",
        -2: """*opened* *created* *resolved* *closed* *aangemaakt* *geopend* *gesloten* *customer* *klant*
            *caller* *group* *groep* *team* *aantal* *count*""",
    },
    "sequence": {
        4: "{sys,}modcount",
        3: """volgnr volgnummer volgorde sequence sequence{no,nr,number,id} seq seq{no,nr} stap{nr,nummer}
            step{no,nr,number} {event,gebeurtenis,regel,line,row,log,history,mutatie}{no,nr,number,id,nummer,
            index} version versie teller index rang""",
    },
    "kind": {
        2.5: """*soort *type kind *kind recordtype aard *aard categoriemelding
            type{melding,signaal,contact,zaak,klacht,case}""",
        -2: "*event* *activit* *contacttype* *kanaal* *channel* *product* *klant* *customer* *status*",
    },
    "channel": {
        3: """*kanaal *channel contact{type,wijze,method} *origin herkomst ingang via medium binnengekomenvia
            wijzevan{melden,ontvangst,binnenkomst} invoertype communicationmethod bron source""",
    },
    "topic": {
        2.5: """*onderwerp *topic *categorie *category *thema *theme rubriek product
            product{groep,group,naam,name} dienst service *trefwoord issuearea tags labels""",
        -1: "*sub* *klant* *customer* *code*",
    },
    "reason": {
        2.5: "*reden *reason *oorzaak *cause aanleiding intent",
        -3: "*clos* *sluit* *reject* *afwijz* *hold* causedby",
    },
    "customer": {
        3: _CUSTOMER + "{,id,nr,nummer,number,no,code,name,naam,key,ref,pseudo,hash} caseclient",
        1.5: "bsn email emailadres telefoon telefoonnummer phone",
    },
    "text": {
        2: """*omschrijving *description *toelichting *tekst *text *bericht message *comment *comments *opmerking
            *opmerkingen *notitie *notities *note *notes memo body inhoud samenvatting summary subject onderwerp
            verbatim detail details vraag content idee""",
    },
    "duration_s": {
        2.5: "*duur* *duration* *handletime* aht* *behandeltijd* *gesprekstijd* *talktime*",
        -3: "*minut* *min *uur *uren *hour *hours *day *days *dagen",
    },
    "satisfaction": {2.5: "*tevreden* *csat* *nps* *satisfaction* *rating* *cijfer* ces *score*"},
    "due": {
        2.5: """*deadline* *due* *streefdatum* *uiterlijk* *targetdate* sladatum sladate *planned* *vervaldatum*
            *termijn*""",
    },
}  # fmt: skip

# Per role: words in a column's values; the share of rows that carry one speaks for the role.
VALUES: dict[str, str] = {
    "department": """kcc klantcontact* klantenservice customer_{service,care} contact_cent{er,re}
        contactcent{er,re} servicedesk service_desk helpdesk help_desk call_cent{er,re} front_office back_office
        factur* billing invoicing incasso debiteuren directie bestuur board management juridisch* legal marketing
        sales verkoop inkoop purchas* hr personeelszaken p&o it ict netbeheer planning logistiek logistics finan*
        product* kwaliteit quality operations uitvoering techniek technical engineering klachten* complaints
        communicatie webshop retail afdeling department team group groep unit desk line lijn bureau burgerzaken
        vergunning* belasting* lab* kliniek clinic ward poli* support retour* returns warehouse magazijn bezorg*
        delivery accounts credit collections beheer advies zaken onderhoud maintenance risk compliance research
        development""",
    "activity": """nieuw new open opened geopend gesloten close* afgesloten afgehandeld in_behandeling in_progress
        toegewezen assign* doorgezet doorgestuurd forward* transfer* overgedragen ontvangen received geregistreerd
        registered registratie aangemaakt created opgelost resolved solved wacht* wait* await* pending on_hold
        beantwoord answered escal* heropend reopen* geannuleerd cancel* ingetrokken withdrawn afgewezen rejected
        start* complet* voltooid gereed done intake teruggekoppeld doorgevoerd implemented queue* accepted
        in_onderzoek beoordel* review* approved goedgekeurd check* sent verzonden gebeld called opgepakt taken_up
        besluit besloten decided gemeld logged active overgezet""",
    "channel": """telefo* phone bellen call e_mail email mail web* chat* whatsapp balie desk post brief letter ivr
        internet app portal portaal self_service formulier form social* twitter facebook fax counter walk_in sms
        online bezoek""",
    "kind": """klacht* complaint* vraag vragen *vraag question* inquir* quer{y,ies} idee* idea ideas suggesti*
        wens* compliment* praise incident* melding* verzoek* request* storing* problem* bezwaar* feedback
        informatie* change* wijziging*""",
}  # fmt: skip

# What became of a signal, by words in its status; the first meaning that fits counts.
OUTCOMES: dict[str, str] = {
    "rejected": """niet_{gehonoreerd,toegekend,gegrond,haalbaar} won_t_{fix,do} wontfix afgewezen afwijzing
        geweigerd reject* decline declined denied refused ongegrond verworpen dismissed turned_down""",
    # Still on its way, or open again.
    "": """niet not never nooit nog te un* heropen* reopen* re_open* herbeoordel* verzoek request voorstel wacht*
        wait* await* pending draft concept to_be in_behandeling in_progress""",
    "told": """terug{gekoppeld,gebeld,gemeld} terugkoppel* called_back reported_back fed_back
        feedback_{given,sent,provided} {klant,melder,indiener,aanvrager,burger,inwoner,client}_..{geinformeerd,
        ingelicht,bericht,gebeld,gemaild,geantwoord} {customer,client,caller,requester}_..{informed,notified,told,
        updated,called,emailed,contacted} {informed,notified,told,called}_..{customer,client,caller,requester}
        {informeren,inform,notify}_..{klant,customer} customer_notification""",
    "withdrawn": """ingetrokken geannuleerd annulering cancel* withdrawn withdraw vervallen retracted afgezegd
        abandoned revoked""",
    "left": """{overgezet,doorgezet,overgedragen,moved,transferred,handed_over,migrated,gemigreerd,verder,
        continued}_..{jira,topdesk,servicenow,zendesk,salesforce,sap,extern,externe,external,devops,leverancier,
        vendor,ander_systeem,other_system,dynamics,backlog,ketenpartner,partner} overgezet_naar..""",
    "adopted": """doorgevoerd geimplementeerd implemented adopted gerealiseerd reali{s,z}ed ingevoerd
        in_gebruik_genomen overgenomen aangepast verbeterd deployed released uitgerold rolled_out gehonoreerd
        delivered""",
    "answered": """beantwoord answered opgelost resolve resolved solved replied
        antwoord_{gegeven,verstuurd,verzonden} in_call oplossing_geboden direct_afgehandeld toegekend""",
    "closed": """gesloten afgesloten sluiten afsluiten close closed closure closing afgehandeld afgerond gereed
        voltooid beeindigd done finished complete completed ended archived gearchiveerd klaar einde eind
        terminated settled verwerkt processed archiveren""",
}  # fmt: skip

STAYS: dict[str, str] = {
    "customer": """{wacht*,wait*,await*,pending,on_hold,in_afwachting,bij,with}_..{klant*,customer*,user,client,
        caller,requester,melder,aanvrager,indiener,burger,inwoner}""",
    "queue": """wachtrij in_wachtrij queue queued awaiting_assignment unassigned niet_toegewezen te_verdelen
        in_de_bak werkvoorraad to_be_assigned nog_toe_te_wijzen wacht*_op_{toewijzing,behandeling,oppakken,opname}
        wait*_{for,to_be}_{assign*,picked_up}""",
}  # fmt: skip

KINDS: dict[str, str] = {
    "complaint": "klacht* complaint* bezwaar* ontevreden* grievance",
    "idea": "idee* idea ideas suggesti* wens wensen verbeter* improvement* feature_request",
    "compliment": "compliment* praise bedank* pluim",
    "question": "vraag vragen *vraag question* inquir* enquir* quer{y,ies} informatieverzoek*",
}

CONTACT_CENTRE = {
    "yes": """kcc klantcontact* klantenservice contact_cent{er,re,rum} contactcent{er,re,rum} call_cent{er,re}
        callcent{er,re} customer_{service,care,contact} servicedesk service_desk helpdesk help_desk front_office
        frontoffice""",
}  # fmt: skip
BOARD = ("directie", "bestuur", "board", "board of directors", "managementteam", "management team", "mt",
         "raad van bestuur", "executive board", "directieteam")  # fmt: skip
NOBODY = ("empty", "leeg", "blank", "geen", "none", "nan", "null", "nvt", "n v t", "niet toegewezen", "unassigned",
          "not assigned", "onbekend", "invalid", "unknown", "tbd", "niet ingevuld", "no group", "geen afdeling",
          "geen team")  # fmt: skip

_DUTCH = """de het een en van voor niet naar door bij op met aan klacht klachten vraag afdeling medewerker datum
    zaak soort zaaknummer behandelaar kanaal onderwerp omschrijving klant nieuw gesloten afgehandeld behandeling
    wachtrij melding factuur facturatie directie idee beantwoord afgewezen ontvangen gemeld tijdstip moment reden
    doorgestuurd telefoon toegewezen opgelost geregistreerd teruggekoppeld wacht verzoek nummer balie brief
    consult aanname onderzoek geen opgepakt ingetrokken doorgevoerd afgesloten tarief bloed kosten"""
_ENGLISH = """the a of for not to by with on complaint question department group date case number agent channel
    subject description customer new closed resolved queue billing board idea answered rejected received time
    reason phone assigned awaiting progress completed accepted active general desk state user open order document
    request report created updated status ticket external advice check draft print adjust confirmation determine"""


@cache
def plain(value: str) -> str:
    """Reduce a header or value to lower-case words: accents, signs and camel case resolved.

    Examples
    --------
    >>> plain("ZaakNummer"), plain("sys_updated_at"), plain("case:concept:name"), plain("Geïnformeerd")
    ('zaak nummer', 'sys updated at', 'case concept name', 'geinformeerd')
    """
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])", " ", value)
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", split) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^a-z0-9&]+", " ", letters.casefold()).split())


@cache
def header_score(role: str, name: str) -> float:
    """Tell how much a header speaks for a role, from -3 to 4; 0 where it says nothing.

    Examples
    --------
    >>> header_score("signal", "Zaaknummer"), header_score("signal", "Klantnummer") < 0, header_score("time", "kol1")
    (3, True, 0)
    """
    words = plain(name.removesuffix("__c")).replace(" ", "")  # Salesforce marks its users' own columns so
    # A trace attribute of XES is called "case:…"; what that says about it shows in its values.
    spoken = words.removeprefix("case") if name.startswith("case:") and words != "caseconceptname" else words
    scores = [score for score, words in HEADERS[role].items() if re.fullmatch(_pattern(words), spoken)]
    return max([score for score in scores if score > 0], default=0) + min([*scores, 0])


def speaks(role: str, value: str) -> bool:
    """Tell whether a value holds a word that speaks for a role.

    Examples
    --------
    >>> speaks("department", "Team Facturatie"), speaks("department", "in behandeling")
    (True, False)
    """
    return bool(_in(VALUES[role], plain(value)))


def meaning(value: str, meanings: dict[str, str]) -> str:
    """Find what a value means by its words; empty where they say nothing.

    Of a value joined by "/", the last part that means something counts: it is the more specific one.

    Examples
    --------
    >>> meaning("Completed/Cancelled", OUTCOMES), meaning("Heropend", OUTCOMES), meaning("wacht op klant", STAYS)
    ('withdrawn', '', 'customer')
    """
    for part in reversed(value.split("/")):
        for name, words in meanings.items():
            if _in(words, plain(part)):
                return name
    return ""


def dutch(texts: list[str]) -> bool:
    """Tell whether headers and values speak Dutch rather than English.

    Examples
    --------
    >>> dutch(["Zaaknummer", "wacht op klant"]), dutch(["Case Number", "waiting for customer"])
    (True, False)
    """
    found = {word for text in texts for word in plain(text).split()}
    return len(found & set(_DUTCH.split())) > len(found & set(_ENGLISH.split()))


def _in(words: str, value: str) -> bool:
    return bool(re.search(rf"\b(?:{_pattern(words)})\b", value))


@cache
def _pattern(words: str) -> str:
    pattern = "|".join(re.sub(r",\s+", ",", words).split())  # what stands in braces may run over lines
    for sign, meant in (("..", "§"), ("*", r"\w*"), ("§", r".*\b"), ("{", "(?:"), ("}", ")"), (",", "|"), ("_", " ")):
        pattern = pattern.replace(sign, meant)
    return pattern

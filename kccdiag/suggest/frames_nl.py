"""Dutch verbs of passing, hearing and reporting back."""

from __future__ import annotations

# present forms | participle | past forms | particle=sense …  ("-" stands for no particle)
VERBS = """
stuur stuurt sturen | gestuurd | stuurde stuurden | -=give door=give op=give in=give toe=give
stuur stuurt sturen | gestuurd | stuurde stuurden | over=give rond=give mee=give terug=reply uit=give
mail mailt mailen e-mailen e-mailt | gemaild ge-e-maild | mailde mailden | -=give door=give terug=reply
app appt appen | geappt | appte appten | -=give door=give terug=reply
geef geeft geven | gegeven | gaf gaven | door=give mee=give aan=give terug=reply -=tell
zet zetten | gezet | zette zetten | door=give over=give uit=give klaar=place -=place
leg legt leggen | gelegd | legde legden | neer=give voor=give terug=give -=place
schiet schieten | geschoten ingeschoten | schoot schoten | in=give door=give
gooi gooit gooien | gegooid | gooide gooiden | neer=give in=place over=place -=place
dump dumpt dumpen drop dropt droppen | gedumpt gedropt | dumpte dropte | -=place
plemp plempt plempen kieper kiepert kieperen flikker | geplempt gekieperd | plempte | -=place neer=give
flikkert flikkeren smijt smijten mik mikt mikken | gesmeten |  | -=place neer=give
schuif schuift schuiven | geschoven | schoof schoven | door=give af=give toe=give -=place
speel speelt spelen | gespeeld | speelde speelden | door=give toe=give
sluis sluist sluizen | gesluisd | sluisde sluisden | door=give
leid leidt leiden | geleid | leidde leidden | door=give
loods loodst loodsen | geloodst | loodste | door=give -=place
zend zendt zenden | gezonden | zond zonden | door=give toe=give in=give -=give
breng brengt brengen | gebracht | bracht brachten | in=give over=give onder=give binnen=give -=place
meld meldt melden | gemeld | meldde meldden | door=give aan=give terug=reply -=give
rapporteer rapporteert rapporteren | gerapporteerd | rapporteerde rapporteerden | door=give terug=reply -=give
signaleer signaleert signaleren | gesignaleerd | signaleerde | -=give
escaleer escaleert escaleren | geëscaleerd | escaleerde | -=give
deel deelt delen | gedeeld | deelde deelden | mede=tell -=share
bespreek bespreekt bespreken | besproken | besprak bespraken | -=share door=share
neem neemt nemen | genomen | nam namen | op=share mee=share door=share
kaart kaarten kaartten | gekaart | kaartte kaartten | aan=give
lever levert leveren | geleverd | leverde leverden | aan=give door=give in=give op=give toe=give -=give
bied biedt bieden | geboden | bood boden | aan=give
prik prikt prikken tik tikt tikken typ typt typen | geprikt getikt getypt | prikte tikte | door=give in=place -=place
staat staan ligt liggen | gestaan gelegen | stond lag | -=lie
wijd wijdt | | | uit=nothing
bezorg bezorgt bezorgen overmaken | bezorgd overgemaakt | bezorgde | -=give
communiceer communiceert communiceren | gecommuniceerd | communiceerde | door=give terug=reply -=tell
houd houdt houden hou breng brengt stelt stellen | gehouden gesteld | hield hielden | hoogte=reply
vul vult vullen | gevuld | vulde vulden | in=place aan=nothing
wip wipt wippen stap stapt stappen | gewipt gestapt | wipte stapte | binnen=visit langs=visit naar=visit -=visit
sein seint seinen | geseind | seinde | in=tell door=give
tip tipt tippen | getipt | tipte | -=tell
speld speldt | | | op=nothing
bazuin bazuint | | | rond=nothing
overleg overlegt overleggen | overlegd | overlegde | -=share
meld-door doormail | | | -=give
verwittig verwittigt verwittigen | verwittigd | verwittigde | -=tell
koppelen-door doorkoppelen | doorgekoppeld | | -=give
lees leest lezen | gelezen | las lazen | terug=hear -=see
draag draagt dragen | gedragen | droeg droegen | aan=give over=give voor=give
reik reikt reiken | gereikt | reikte reikten | aan=give door=give
wissel wisselt wisselen | gewisseld | wisselde wisselden | uit=share
agendeer agendeert agenderen | geagendeerd | agendeerde | -=place
spui spuit spuien ventileer ventileert ventileren | gespuid geventileerd | spuide | -=place
stip stipt stippen snij snijdt snijden | gestipt gesneden | stipte sneed | aan=place
trek trekt trekken | getrokken | trok trokken | -=place
leun | | | -=nothing
dien dient dienen | gediend | diende dienden | in=give
hevel hevelt hevelen | geheveld | hevelde hevelden | over=give door=give
routeer routeert routeren | gerouteerd | routeerde | door=give -=give
registreer registreert registreren noteer noteert | geregistreerd genoteerd | registreerde | -=place
noteren log logt loggen | gelogd | noteerde | -=place
schrijf schrijft schrijven | geschreven | schreef schreven | door=give toe=give op=place terug=reply -=contact
maak maakt maken | gemaakt | maakte maakten | aan=place over=give -=place
bundel bundelt bundelen verzamel verzamelt verzamelen | gebundeld verzameld | bundelde verzamelde | -=place
zeg zegt zeggen | gezegd | zei zeiden | door=give terug=reply -=tell
vertel vertelt vertellen | verteld | vertelde vertelden | door=give terug=reply -=tell
brief brieft briefen | gebrieft | briefte | door=give terug=reply -=give
informeer informeert informeren | geïnformeerd | informeerde informeerden | terug=reply -=tell
attendeer attendeert attenderen wijs wijst wijzen | geattendeerd gewezen | attendeerde wees wezen | -=tell door=place
licht lichten | gelicht | lichtte lichtten | in=tell
praat praten | gepraat | praatte praatten | bij=tell terug=reply
laat laten | gelaten | liet lieten | weten=tell horen=tell zien=tell los=tell
koppel koppelt koppelen | gekoppeld | koppelde koppelden | terug=reply door=give
bericht berichten berichtten | bericht | berichtte | terug=reply
bel belt bellen | gebeld | belde belden | terug=reply door=give na=reply -=contact
spreek spreekt spreken klamp klampt klampen | gesproken geklampt | sprak spraken | aan=contact door=share
klaag klaagt klagen | geklaagd | klaagde klaagden | -=contact
benader benadert benaderen | benaderd | benaderde | -=contact
reageer reageert reageren | gereageerd | reageerde reageerden | terug=reply -=answer
antwoordt antwoorden | geantwoord | antwoordde | terug=reply -=answer
beantwoord beantwoordt beantwoorden | beantwoord | antwoordden | terug=reply -=answer
kom komt komen | gekomen | kwam kwamen | binnen=move terecht=move door=move aan=move uit=move
kom komt komen | gekomen | kwam kwamen | over=move langs=move terug=return bovendrijven=move -=move
ga gaat gaan | gegaan | ging gingen | heen=move naartoe=move door=move over=move
ga gaat gaan | gegaan | ging gingen | rechtstreeks=move terug=return uit=move -=move
beland belandt belanden | beland | belandde belandden | -=move
loop loopt lopen | gelopen | liep liepen | binnen=move door=share -=move
stroom stroomt stromen | gestroomd | stroomde | binnen=move door=move in=move -=move
vloei vloeit vloeien | gevloeid | stroomden | binnen=move door=move in=move -=move
druppelt druppelen sijpelt sijpelen | gedruppeld gesijpeld | druppelde sijpelde | door=move binnen=move -=move
valt vallen ploft ploffen rolt rollen | gevallen geploft gerold | viel vielen | binnen=move -=place
bereikt bereiken | bereikt | bereikte bereikten | -=reach
krijg krijgt | gekregen | kreeg | door=get binnen=get mee=get toe=get aangeleverd=get
krijg krijgt | gekregen | kreeg | doorgestuurd=get toegestuurd=get terug=hear -=get
krijgen krijgt-ie |  | kregen | door=get binnen=get mee=get toe=get aangeleverd=get
krijgen krijgt-ie |  | kregen | doorgestuurd=get toegestuurd=get terug=hear -=get
ontvang ontvangt ontvangen | ontvangen | ontving ontvingen | terug=hear -=get
hoor hoort horen | gehoord | hoorde hoorden | terug=hear -=get
verneem verneemt vernemen | vernomen | vernam vernamen | -=get
hebben heb heeft hebt | gehad | had hadden | terug=hear gehad=get
haal haalt halen | gehaald | haalde haalden | op=collect binnen=collect -=collect
zie ziet zien | gezien | zag zagen | terug=hear -=see
"""
# With one of these a participle is something done, not undergone: hebben … doorgestuurd, krijgen … doorgestuurd.
AUXILIARIES = frozenset("heb hebt heeft hebben had hadden krijg krijgt krijgen kreeg kregen".split())
PASSIVE = frozenset("word wordt worden werd werden is zijn was waren raakt raken".split())

"""Invented sentences that name each barrier, in Dutch and English: what a quote is held beside to rank barriers."""

from __future__ import annotations

EXAMPLES = {
    "efficiency_kpis": """
        We worden afgerekend op gesprekstijd, kosten en conversie; contact is een kostenpost.
        We are judged on handle time, cost and conversion; contact is a cost item.
        In het maandgesprek gaat het over hoeveel dossiers je hebt weggewerkt, verder eigenlijk nergens over.
        Acht minuten per patiënt, daar moet je het mee doen, anders loopt het spreekuur uit.
        Onze wethouder wil maar één ding weten en dat is wat het kost.
        Er hangt een scherm met het aantal wachtenden en als dat rood wordt dan staat de coördinator naast je.
        Ze kijken puur naar doorlooptijd, of de burger er iets aan had staat nergens.
        Elk telefoontje is er een te veel, zo wordt er hier over gedacht.
        80 procent binnen 20 seconden, dat is heilig.
        Als mijn mensen te lang praten dan krijg ik dat van de planning op mijn bord.
        Mijn bonus hangt aan de schadelast, niet aan wat verzekerden ervan vinden.
        Het draait om bedden, om ligduur, om productie.
        De opdracht voor dit jaar is twintig procent minder bellers.
        Wij worden gezien als een kostenpost, dus elk jaar gaat er wat af.
        My one-to-one is about how many files I closed, and that's about it.
        Eight minutes a patient, that's what the clinic's built on.
        The only thing the chair asks about is the spend.
        There's a wallboard, and when it goes red the shift lead comes and stands behind you.
        Every call is money out of the door, that's the thinking.
        They want twenty percent fewer calls by Christmas.
        Eighty percent in twenty seconds, that's the religion here.
        If you go over six minutes your name's on the list.
        Our bonus hangs on the loss ratio, nothing else.
        It's all beds, beds, beds.
        What gets counted is throughput.
    """,
    "no_mandate": """
        Medewerkers mogen niets beslissen: een script, een handtekening, geen mandaat, geen budget.
        Staff may not decide: scripts, sign-off, no authority, no budget.
        Een bos bloemen van vijftien euro, daar moet ik een formulier voor invullen en dan tekent mijn chef.
        Ik kan alleen maar sorry zeggen, meer kan ik niet voor ze doen.
        Dat beslist het college, wij voeren uit.
        Ik lees gewoon voor wat er op mijn scherm staat, afwijken is er niet bij.
        Coulance bestaat niet op ons niveau, dat ligt bij de acceptanten.
        Iets aan een brief veranderen gaat langs communicatie, langs juridisch en dan nog langs de secretaris.
        Zelfs een verkeerde voorletter mag ik niet zelf aanpassen.
        We hebben er geen potje voor, nul euro.
        Daar ga ik helaas niet over.
        Ik heb daar niks over te vertellen.
        For a fifteen pound bunch of flowers I fill in a form and my supervisor signs it.
        All I can say is sorry.
        That's for the committee to decide, we just carry it out.
        I read what's on the screen and I can't go off it.
        If I want a sentence changed in that letter it goes through comms, legal and then the chief exec.
        I can't even correct a misspelt name.
        We've not a penny to spend on that.
        It's not my decision, I'm afraid.
        Anything above fifty euros needs a manager.
        I'm not supposed to promise anything.
    """,
    "no_channel": """
        Niemand weet waar het heen moet: geen formulier, route, mailbox of eigenaar.
        Nobody knows where to send it: no form, route, mailbox or owner.
        Ideeën? Die zet ik in een schriftje, want in het systeem kan het niet.
        Je kiest dan maar 'overig' en dat leest niemand.
        De een zegt dat je bij kwaliteit moet zijn, de ander zegt de poli, en zo blijf je bellen.
        Als ik toevallig iemand tegenkom bij de koffie dan vertel ik het, anders niet.
        Het is nergens belegd.
        Ik heb geen idee wie zoiets oppakt.
        Er staat in niemands functieomschrijving dat hij dat moet verzamelen.
        Je moet maar net weten wie je moet hebben.
        Daar bestaat geen procedure voor.
        Wat moet ik ermee? Ik kan het aan niemand kwijt.
        Ideas go in my notebook, because the system won't take them.
        You tick 'other' and nobody looks at 'other'.
        One says it's Quality, the next says it's the clinic, so you keep ringing.
        If I bump into someone at the coffee machine I'll tell them, otherwise no.
        It's nobody's job to collect it.
        I've no idea who would pick that up.
        There's no procedure for it.
        You've got to know the right person.
        Who would I even tell?
        It sort of falls between Housing and us.
    """,
    "no_reply": """
        Wat je doorgeeft verdwijnt; je hoort er niets op terug, er komt geen antwoord.
        What we pass on disappears; we never hear back, there is no answer.
        Ik mail het door en dan hoor je er nooit meer wat van.
        Je krijgt een automatisch mailtje en dat was het dan.
        Of er iets mee gebeurt, joost mag het weten.
        Wij horen het pas als een patiënt erover begint.
        Het verdwijnt in de grote stapel en komt nooit meer boven.
        Alsof je een steen in een put gooit en geen plons hoort.
        Ik heb in vier jaar één keer een antwoord gehad.
        De melding wordt op afgehandeld gezet zonder dat je weet waarom.
        Ze koppelen nooit terug.
        Geen bericht, geen bedankje, niks.
        I send it off and that's the last I hear.
        You get the automatic email and that's your lot.
        Whether anybody reads it, your guess is as good as mine.
        We only find out when a patient mentions it.
        It's like dropping a stone down a well and waiting for the splash.
        In four years I've had one answer.
        The ticket's set to resolved and you've no idea why.
        They never come back to us.
        No thank you, no update, nothing.
        It goes into a black hole.
    """,
    "silo": """
        Afdelingen bewaken hun eigen belang en werken niet samen.
        Departments guard their own interest and do not work together.
        Elke poli heeft zijn eigen lijstje en dat laten ze niet aan een ander zien.
        De wijkteams en wij, dat zijn twee werelden.
        Als je daar iets vraagt dan is het meteen: dat is niet van ons.
        Schade geeft acceptatie de schuld en acceptatie schade, en ondertussen ligt het daar.
        Ze zitten boven op hun eigen cijfers en daar mag niemand bij.
        Vastgoed is een koninkrijk op zichzelf.
        Ieder hoofd kijkt naar zijn eigen begroting.
        Ze gunnen elkaar het licht in de ogen niet.
        Met privacy als smoes houden ze alles binnen.
        Het sociaal domein en wij spreken elkaar eigenlijk nooit.
        Every clinic keeps its own list and they won't show it to anyone.
        The district teams and us, it's two different worlds.
        You ask them something and it's straight away: that's not ours.
        Claims blames Underwriting and Underwriting blames Claims.
        They sit on their figures like a dragon.
        Property is a kingdom of its own.
        Each head of service looks after his own budget.
        They don't talk to each other, those two.
        They hide behind privacy and keep it all in.
        It's us and them.
    """,
    "no_time": """
        Ze hebben er geen tijd, capaciteit of mensen voor; het heeft geen prioriteit.
        They have no time, capacity or people for it; it is no priority.
        Die bak open ik eens in de maand, meer zit er niet in.
        We zitten al een half jaar drie man onder de sterkte.
        Terwijl ik nog zit te typen hangt de volgende alweer aan de lijn.
        Ik doe dat op zondagavond, want onder werktijd lukt het niet.
        Het staat ergens onderaan mijn lijstje en daar blijft het staan.
        Er liggen er nog tweehonderd, ongelezen.
        Daar heb ik de uren niet voor.
        Zolang de verbouwing duurt doen we alleen het hoognodige.
        Dat is het eerste wat sneuvelt als het druk is.
        We lopen op ons tandvlees.
        I open that inbox once a month, that's all I can manage.
        We've been three people down since the spring.
        I'm still typing and the next one's already in my ear.
        I do it on Sunday nights, because it doesn't fit in the week.
        It's at the bottom of my list and it stays there.
        There's two hundred of them sitting there unread.
        I haven't got the hours.
        It's the first thing to go when we're busy.
        We're running on fumes.
        Nobody's got the headspace.
    """,
    "low_status": """
        Op klantcontact wordt neergekeken: een telefooncentrale, iedereen kan het.
        Contact work is looked down on: a switchboard, anyone can do it.
        Voor de specialisten zijn wij de meisjes van de telefoon.
        Als je hier niks kan dan zetten ze je bij het callcenter.
        Bij de strategiedag waren alle afdelingen uitgenodigd, behalve wij.
        Ze praten over ons alsof we een antwoordapparaat zijn.
        Wij hebben de stoelen die op de derde over waren.
        Het wordt gezien als een opstapje, niet als een vak.
        Een arts vraagt niet aan iemand van de balie wat die ervan vindt.
        We horen altijd als laatste wat er verandert.
        Wie neemt er nou iets aan van een telefoniste?
        Ze zien ons als een noodzakelijk kwaad.
        To the consultants we're the girls on the phone.
        If you're no good at anything else they put you on the phones.
        Everybody was invited to the away day except us.
        They talk about us as if we were an answering machine.
        We've got the chairs the third floor didn't want.
        It's seen as a stopgap, not a career.
        No doctor's going to ask somebody from the desk what they think.
        We're always the last to hear.
        They think a parrot could do it.
        We're a necessary evil.
    """,
    "turnover": """
        Mensen gaan snel weg, kennis lekt weg, het verzuim is hoog.
        People leave quickly, knowledge leaks away, absence is high.
        Van de klas van september zitten er nog twee.
        Net als iemand het een beetje kan is die weer vertrokken.
        Toen Ria met pensioen ging is alles wat ze wist de deur uit gegaan.
        Ik heb in een jaar vier verschillende contactpersonen bij het wijkteam gehad.
        Drie mensen zitten overspannen thuis.
        De helft van het rooster wordt gevuld met uitzendkrachten en die wisselen per kwartaal.
        We zijn alleen maar aan het inwerken.
        Na acht maanden zijn ze weg, gemiddeld.
        Er staan al sinds het voorjaar zes vacatures open.
        Ik leer de namen niet eens meer.
        Of the September intake there's two left.
        Just when they get the hang of it they're off.
        When Ria retired everything she knew went out the door with her.
        I've had four different contacts at the district team in a year.
        Three of mine are off with stress.
        Half the rota is agency and they change every quarter.
        All we ever do is train new people.
        Eight months, on average, and they're away.
        We've had six vacancies open since spring.
        I've stopped learning their names.
    """,
    "not_listening": """
        De directie luistert niet naar ons en steunt ons niet.
        Management does not listen to us or support us.
        Ik heb het drie keer op de agenda gezet en drie keer is het eraf gehaald.
        Je krijgt een schouderklopje en daarna gaat alles door zoals het was.
        De raad van bestuur heb ik hier nog nooit gezien.
        Dat vinden ze boven gezeur.
        Het staat elk jaar in het medewerkersonderzoek en elk jaar gebeurt er niks mee.
        Als je er iets van zegt ben je lastig.
        Mijn manager zei: dat zijn incidenten.
        Het besluit was allang genomen, ons vragen was voor de vorm.
        We staan er alleen voor, van boven hoef je niks te verwachten.
        De directeur zat op zijn telefoon terwijl ik mijn verhaal deed.
        I've put it on the agenda three times and three times it came off.
        You get a pat on the back and then everything carries on as before.
        I've never seen anyone from the board down here.
        Upstairs they call it moaning.
        It's in the staff survey every year and every year nothing's done about it.
        If you say something you're the difficult one.
        My manager said those are one-offs.
        It had been decided long before they asked us.
        You're on your own, don't expect anything from above.
        The director was on his phone while I was talking.
    """,
}

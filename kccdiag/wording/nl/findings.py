"""Dutch sentences for findings: what is claimed, what it means, and what it does not."""

_HOLDS = "{department} houdt {held} van alle signaaldagen vast met {visits} van de bezoeken"
_LONGER = (
    "Een signaal blijft hier {ratio} keer zo lang als dezelfde soort signalen elders"
    " (95 %-interval {low} tot {high}). Dat kost {excess} van alle signaaldagen."
)
_ELAPSED = "Het zijn verstreken dagen, geen werkuren; het zegt niets over hoe hard er gewerkt wordt."

TEXTS = {
    "trickle": "Van elke 100 signalen bij {centre} bereikt maar {share} binnen {days} dagen een andere afdeling",
    "trickle_means": "Wat klanten melden, blijft grotendeels waar het binnenkomt: {share} van {n} signalen werd"
    " binnen {days} dagen"
    " doorgegeven.",
    "trickle_not": "Het zegt niet dat elk signaal doorgegeven hoort te worden: veel vragen kan {centre} zelf afdoen.",
    "reservoir": _HOLDS,
    "reservoir_means": _LONGER,
    "reservoir_not": _ELAPSED,
    "reservoir_split": _HOLDS,
    "reservoir_split_means": f"{_LONGER} Van de tijd hier is {{queue}} wachten tot iemand het oppakt, {{customer}}"
    " wachten op de klant en {work} werk of ander wachten.",
    "reservoir_split_not": _ELAPSED,
    "reservoir_queue": _HOLDS,
    "reservoir_queue_means": f"{_LONGER} Van de tijd hier wacht het {{queue}} tot iemand het oppakt; dat is het"
    " grootste deel van het verschil met elders.",
    "reservoir_queue_not": _ELAPSED,
    "reservoir_even_so": _HOLDS,
    "reservoir_even_so_means": f"{_LONGER} Van de tijd hier wacht het {{customer}} op de klant. Ook zonder dat wachten,"
    " hier en elders, blijft het {own} keer zo lang (95 %-interval {own_low} tot {own_high}).",
    "reservoir_even_so_not": _ELAPSED,
    "reservoir_customer": "{department} wacht vooral op klanten: een signaal blijft er {ratio} keer zo lang als elders",
    "reservoir_customer_means": "Van de tijd hier wacht een signaal {customer} op de klant. Zonder dat wachten, hier en"
    " elders, blijft het {own} keer zo lang (95 %-interval {own_low} tot {own_high}), onder de grens van {bound}. De"
    " vraag is dus niet wat {department} laat liggen, maar waarom er zo vaak of zo lang op klanten gewacht wordt.",
    "reservoir_customer_not": "Het log zegt niet of de klant iets gevraagd moest worden, en ook niet of die status"
    " wordt gebruikt om de klok stil te zetten.",
    "dry": "{department} krijgt vrijwel niets te horen: {reached} van de {n} signalen van {centre}",
    "dry_means": "Wat klanten melden, bereikt {department} niet langs de weg van dit systeem.",
    "dry_not": "Het zegt niet dat {department} de signalen nodig heeft, of ze niet langs een andere weg hoort.",
    "dry_all": "{dry} van de {all} afdelingen krijgen elk minder dan {bound} van de signalen van {centre}",
    "dry_all_means": "De signalen bereiken een kleine groep afdelingen; de rest hoort langs dit systeem vrijwel niets.",
    "dry_all_not": "Het zegt niet dat al deze afdelingen signalen nodig hebben; bij veel kleine teams is een"
    " klein aandeel gewoon.",
    "gatekeeper": "{share} van de routes naar andere afdelingen loopt eerst via {department}",
    "gatekeeper_means": "{department} is de poort waardoor signalen van {centre} de rest van de organisatie"
    " bereiken ({n} routes).",
    "gatekeeper_not": "Een poort kan bedoeld zijn; de vraag is of zij doorlaat, en hoe snel.",
    "wall": "Van {giver} naar {taker} ging {seen} keer een signaal, waar er {expected} te verwachten waren",
    "wall_means": "Gezien hun werk en omvang geven zij minder door dan verwacht; zelfs met dezelfde signalen in"
    " willekeurige volgorde"
    " waren het er {same} geweest.",
    "wall_not": "Het zegt niet dat zij met elkaar zouden moeten praten, en niet wie van beiden het tegenhoudt.",
    "bounce": "{share} van wat {giver} aan {taker} geeft, komt meteen terug",
    "bounce_means": "Signalen gaan heen en weer tussen {giver} en {taker}: {share} van {n} overdrachten, waar"
    " {chance} te verwachten"
    " was als niemand het verleden van een signaal kende.",
    "bounce_not": "Terugsturen kan een vraag om aanvulling zijn; het log zegt niet waarom.",
    "silo": "{members} houden het onder elkaar: over hun grens gaat {boundary} minder dan verwacht",
    "silo_means": "Er gingen {seen} overdrachten over de grens van deze groep, waar er {expected} te verwachten"
    " waren; onderling waren het"
    " er {inner} keer zoveel als verwacht.",
    "silo_not": "Samen sterk zijn is geen fout; het zegt alleen dat signalen de groep moeilijk in en uit komen.",
    "drop_point": "Van de {kind} bij {department} sterft {share} in stilte, elders {elsewhere}",
    "drop_point_means": "Van {n} bezoeken eindigden er {dropped} in stilte: geen uitkomst, en zo lang niets meer"
    " dat er bijna zeker niets"
    " meer volgt.",
    "drop_point_not": "Het zegt niet dat het signaal had moeten worden overgenomen, alleen dat niemand het afmaakte.",
    "drop_point_any": "Bij {department} sterft {share} van de signalen, elders {elsewhere}",
    "drop_point_any_means": "Van {n} bezoeken eindigden er {dropped} in stilte: geen uitkomst, en zo lang niets"
    " meer dat er bijna zeker"
    " niets meer volgt.",
    "drop_point_any_not": "Het zegt niet dat het signaal had moeten worden overgenomen, alleen dat niemand het"
    " afmaakte.",
    "open_loop": "Van wat {department} afsluit, hoort {share} van de klanten binnen {days} dagen wat ermee is gebeurd",
    "open_loop_means": "Bij {n} afgesloten signalen bleef de terugkoppeling onder de grens van {bound}.",
    "open_loop_not": "Een terugkoppeling die buiten dit systeem om ging, telt niet mee.",
    "open_loop_all": "{share} van de klanten hoort binnen {days} dagen wat er met hun signaal is gebeurd",
    "open_loop_all_means": "Van {n} signalen met een uitkomst werd {share} teruggekoppeld; de grens is {bound}.",
    "open_loop_all_not": "Een terugkoppeling die buiten dit systeem om ging, telt niet mee.",
    "recurring_idea": "Klanten droegen {signals} keer hetzelfde aan, en {dropped} keer stierf het: “{label}”",
    "recurring_idea_means": "{dropped} van deze {signals} signalen ({first} tot en met {last}) eindigden in stilte:"
    " {share}, bij de andere {elsewhere}. Doorgevoerd: {adopted}.",
    "recurring_idea_not": "Het zegt niet dat het een goed idee is, alleen dat steeds niemand het afmaakte.",
    "recurring_idea_unnamed": "Klanten droegen {signals} keer hetzelfde aan over {topic}, en {dropped} keer stierf het",
    "recurring_idea_unnamed_means": "{dropped} van deze {signals} signalen ({first} tot en met {last}) eindigden in"
    " stilte: {share}, bij de andere {elsewhere}. Doorgevoerd: {adopted}.",
    "recurring_idea_unnamed_not": "Het zegt niet dat het een goed idee is, alleen dat steeds niemand het afmaakte.",
    "recurring_idea_topic": "Van de {signals} ideeën over {topic} stierven er {dropped}",
    "recurring_idea_topic_means": "{share} van de ideeën over {topic} ({first} tot en met {last}) eindigde in stilte,"
    " van de andere {elsewhere}. Doorgevoerd: {adopted}.",
    "recurring_idea_topic_not": "Het zegt niet dat het goede ideeën zijn, alleen dat niemand ze afmaakte.",
    "silence_spreads": "Wie bericht kreeg, kwam vaker terug met iets nieuws: {told} tegen {untold} signalen per honderd"
    " klanten",
    "silence_spreads_means": "Vergeleken zijn {told_customers} klanten die binnen {told_days} dagen bericht kregen met"
    " {untold_customers} die dan niets gehoord hadden, binnen dezelfde soort signaal en hetzelfde kwartaal. Geteld zijn"
    " nieuwe signalen binnen {days} dagen na de uitkomst.",
    "silence_spreads_not": "Dit is waargenomen, niet veroorzaakt: wie toch al vaker van zich laat horen, krijgt"
    " misschien ook vaker bericht.",
    "silence_spreads_fewer": "Wie niets hoorde, kwam vaker terug met iets nieuws: {untold} tegen {told} signalen per"
    " honderd klanten",
    "silence_spreads_fewer_means": "Vergeleken zijn {untold_customers} klanten die binnen {told_days} dagen niets"
    " hoorden met {told_customers} die dan bericht hadden, binnen dezelfde soort signaal en hetzelfde kwartaal. Geteld"
    " zijn nieuwe signalen binnen {days} dagen na de uitkomst; daar kan navragen bij zijn.",
    "silence_spreads_fewer_not": "Dit is waargenomen, niet veroorzaakt: wie toch al vaker van zich laat horen, krijgt"
    " misschien juist minder vaak bericht.",
    "repeat_contact": "Van de contacten over “{reason}” is {share} een herhaling binnen {days} dagen",
    "repeat_contact_means": "{repeats} van {n} contacten volgden binnen {days} dagen op een eerder contact van dezelfde"
    " klant over hetzelfde; bij de andere redenen is dat {elsewhere}.",
    "repeat_contact_not": "Het zegt niet dat het eerste contact slecht was; sommige zaken vragen er meer dan een.",
    "failure_demand": "{share} van het contact ontstaat doordat er iets misging",
    "failure_demand_means": "Zoveel van {n} contacten met een ingedeelde reden heeft een reden die in reasons.csv geldt"
    " als vraag door een fout (failure demand). Van alle contacten heeft {unmapped} een reden die niet is ingedeeld.",
    "failure_demand_not": "Mensen hebben bepaald welke redenen daarbij horen; een andere indeling geeft een ander"
    " aandeel.",
    "narrow_kpis": "{department} wordt voor {share} op efficiëntie gestuurd",
    "narrow_kpis_means": "In kpis.csv heeft {department} {n} indicatoren. Wat efficiëntie meet heeft {share} van het"
    " gewicht, kwaliteit {quality}, leren van klanten en waarde op lange termijn samen {learning}. Zo stuurt men een"
    " soldaat, geen spin in het web.",
    "narrow_kpis_not": "Het zegt niets van hoe mensen werken, en niet dat efficiëntie er niet toe doet: alleen waar"
    " het gewicht ligt, volgens wie de lijst heeft ingedeeld.",
    "narrow_kpis_all": "Afdelingen worden voor {share} op efficiëntie gestuurd",
    "narrow_kpis_all_means": "Zo is het gemiddeld over {departments} afdelingen met {n} indicatoren in kpis.csv,"
    " waarbij elke afdeling één keer telt. Kwaliteit heeft {quality} van het gewicht, leren van klanten en waarde op"
    " lange termijn samen {learning}. Zo stuurt men soldaten, geen spin in het web.",
    "narrow_kpis_all_not": "Het zegt niets van hoe mensen werken, en niet dat efficiëntie er niet toe doet: alleen"
    " waar het gewicht ligt, volgens wie de lijst heeft ingedeeld.",
    "paper_channel": "Volgens {people} geeft {giver} signalen door aan {taker}; in het log zijn dat er {seen}, waar"
    " er {expected} te verwachten waren",
    "paper_channel_means": "Een weg waar mensen op rekenen, is in het log nauwelijks te zien: {share} van wat hun"
    " werk en omvang doen verwachten.",
    "paper_channel_not": "Het zegt niet dat er niets gaat: wat mondeling, per mail of in een overleg gaat, staat niet"
    " in dit log, en niemand houdt het bij.",
    "unspoken_channel": "{giver} geeft {taker} {times} keer zoveel signalen door als te verwachten was, en niemand"
    " noemt het",
    "unspoken_channel_means": "In het log staan {seen} overdrachten, waar er {expected} te verwachten waren. Geen van"
    " de {people} bij een van beide afdelingen noemt deze weg.",
    "unspoken_channel_not": "Niet noemen is niet ontkennen: er kan niet naar gevraagd zijn, of het spreekt vanzelf.",
    "unmet_need": "Volgens {people} heeft {taker} signalen van {giver} nodig; er kwamen er {seen}, waar er {expected}"
    " te verwachten waren",
    "unmet_need_means": "Wat nodig is, komt minder dan hun werk en omvang doen verwachten: {share} daarvan.",
    "unmet_need_not": "Het zegt niet wie van beiden het tegenhoudt, en niet dat alles wat {giver} hoort voor {taker}"
    " van belang is.",
    "unmet_need_wall": "Volgens {people} heeft {taker} signalen van {giver} nodig; er kwamen er {seen}, waar er"
    " {expected} te verwachten waren",
    "unmet_need_wall_means": "In het log staat hier een muur: {share} van wat hun werk en omvang doen verwachten, en"
    " minder dan dezelfde signalen in willekeurige volgorde zouden geven. Toch zijn ze nodig, volgens {people}.",
    "unmet_need_wall_not": "Het zegt niet wie van beiden het tegenhoudt, en niet dat alles wat {giver} hoort voor"
    " {taker} van belang is.",
    "barrier": "Bij {department} noemen {respondents} van de {of} respondenten als belemmering: {barrier}",
    "barrier_means": "{share} van wie daar is geïnterviewd, zegt dat dit signalen tegenhoudt.",
    "barrier_not": "Het is wat mensen ervaren, niet wat is gemeten; wie niet is gevraagd, zit er niet in.",
    "barrier_all": "{respondents} van de {of} respondenten noemen als belemmering: {barrier}",
    "barrier_all_means": "{share} van wie is geïnterviewd, over alle afdelingen, zegt dat dit signalen tegenhoudt.",
    "barrier_all_not": "Het is wat mensen ervaren, niet wat is gemeten; wie niet is gevraagd, zit er niet in.",
    "caveat_by_topic": "Het log noemt geen reden van contact; het onderwerp is genomen, en dat is grover.",
    "caveat_shared_numbers": "Klantnummers met zoveel signalen dat er meer mensen achter moeten zitten, tellen niet"
    " mee.",
    "caveat_intake": "Geen enkele afdeling ontvangt de helft van de signalen; alle eerste afdelingen samen gelden"
    " als de intake.",
    "caveat_never_told": "De status die terugkoppelen betekent, komt in dit log niet voor; klopt hij wel?",
    "caveat_not_split": "Wachten op de klant, wachten in de rij en werken zijn hier niet uit elkaar gehaald.",
    "caveat_only_queue": "Geen status zegt wanneer op de klant gewacht wordt: dat kan in deze tijd zitten.",
    "caveat_only_customer": "Geen status zegt wanneer een signaal in de rij staat: dat is hier niet van werken te"
    " onderscheiden.",
    "caveat_no_topic": "Zonder kolom met het onderwerp kan dit ook een verdeling van onderwerpen zijn.",
    "caveat_long_journeys": "Signalen leggen hier lange wegen af. Wie alleen antwoordt aan wie iets vraagt, zoals een"
    " laboratorium, geeft vanzelf aan weinig anderen door.",
    "caveat_undercounted": "De stiltegrens is hier langer dan de helft van de periode: er sterven er eerder meer"
    " dan minder.",
    "caveat_by_machine": "Welke signalen hetzelfde zeggen, is door een programma bepaald aan de hand van woorden; lees"
    " ze na voordat u hierop bouwt.",
    "caveat_only_topic": "Zonder teksten is niet te zien of het steeds om hetzelfde idee gaat: het zijn ideeën over"
    " één onderwerp.",
    "caveat_undecided_kpis": "Van een deel van het gewicht zegt kpis.csv niet wat het meet; dat telt hier niet als"
    " efficiëntie.",
    "caveat_asked": "Dit berust op wie is gevraagd; anderen kunnen het anders zien.",
    "caveat_one_sided": "Slechts een van beide afdelingen is gevraagd.",
    "caveat_consent": "Niet iedereen gaf toestemming om als één stem te worden getoond; wat zij zeggen, telt alleen"
    " waar genoeg van hen hetzelfde zeggen.",
    "caveat_one_voice": "Hier zijn zo weinig mensen gevraagd dat dit als één stem is getoond, met toestemming van"
    " ieder van hen.",
}

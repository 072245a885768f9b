"""Nederlandse titels, assen, legenda's en voetregels van de figuren."""

TEXTS = {
    "months": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "day": "{n} dag",
    "days": "{n} dagen",
    "hour": "{n} uur",
    "hours": "{n} uur",
    "under_hour": "minder dan een half uur",
    "source": "Bron: {source}.",
    "empty": "niet meetbaar",
    "empty_note": "Waar een cijfer ontbreekt is er niets gemeten; dat is iets anders dan nul.",
    # oordeel
    "verdict_empty": "Niet meetbaar: wat er van de binnengekomen signalen wordt",
    "verdict_empty_why": "In dit log is geen signaal oud genoeg om te zeggen wat ervan werd.",
    "verdict_passed_on": "gingen binnen {days} dagen naar een andere afdeling",
    "verdict_two_departments": "bereikten twee afdelingen",
    "verdict_decided": "kwamen tot een besluit",
    "verdict_changed": "leidden tot een verandering",
    "verdict_came_back": "kwamen terug bij de klant",
    "verdict_counted": "{n} signalen van minstens {days} dagen oud",
    "verdict_and": " en ",
    "verdict_note": "Lijn: 95 %-interval, uit {counted}. Elke rij gaat over alle 100, het is geen keten: een signaal"
    " kan ook zonder besluit bij de klant terugkomen. Dat er weinig doorgaan, zegt niet dat het er meer hadden moeten"
    " zijn.",
    # kaart
    "map_empty": "Niet meetbaar: wie signalen vasthoudt en wie ze bereiken",
    "map_empty_why": "Bij geen enkele afdeling zijn zowel de verblijfsduur als het bereik te meten.",
    "map_held": "{department} houdt {held} van alle signaaldagen vast met {visits} van de bezoeken",
    "map_waits": "{department} heeft {held} van alle signaaldagen bij {visits} van de bezoeken, en wacht vooral op "
    "klanten",
    "map_none": "Geen afdeling houdt signalen aantoonbaar {ratio} keer zo lang vast als de rest; {department} heeft de"
    " meeste signaaldagen: {held}",
    "map_x": "Bereik: aandeel van de signalen van {contact_centre} dat aankomt (wortelschaal)",
    "map_y": "Verblijf, in keren dat van elders (logschaal)",
    "map_region_held": "vastgehouden",
    "map_region_dry": "droog",
    "map_region_watered": "goed bevloeid",
    "map_apart": "start",
    "map_size": "Aandeel in alle signaaldagen",
    "map_sure": "aantoonbaar langer of korter dan elders",
    "map_unsure": "verschil met elders niet aantoonbaar",
    "map_note": "Bezoeken: {visits}; afdelingen: {departments}. Verstreken dagen, geen werktijd: lang vasthouden zegt "
    "niet dat er slecht gewerkt wordt, en droog niet dat de signalen er hadden moeten komen.",
    "map_unlabelled": "Zonder naam in beeld: {n}.",
    "map_unmeasured": "Niet meetbaar en niet getekend: {n}.",
    # voorraad
    "stock_empty": "Niet meetbaar: hoeveel signalen er open liggen",
    "stock_empty_why": "Dit log zegt niet welke signalen open zijn.",
    "stock_title": "Open signalen op {date}: {open}, waarvan {dead} ({share}) stilgevallen",
    "stock_title_live": "Open signalen op {date}: {open}; de meeste bij {department}, {most}",
    "stock_title_plain": "Open signalen op {date}: {open}",
    "stock_y": "open signalen",
    "stock_live": "in beweging",
    "stock_dead": "stilgevallen",
    "stock_all": "Hele organisatie",
    "stock_note": "Stilgevallen: er volgt na zo veel stilte vrijwel nooit meer iets; dat zegt niet dat het signaal is "
    "afgewezen. Hoe korter voor het eind, hoe minder stilte al te herkennen is.",
    "stock_top": "Onder: de {n} afdelingen met gemiddeld de meeste open signalen, elk op een eigen schaal.",
    # verblijf
    "residence_empty": "Niet meetbaar: hoe lang signalen bij een afdeling blijven",
    "residence_empty_why": "Van geen enkele afdeling is te zien wanneer signalen er weer vertrekken.",
    "residence_title": "Bij {department} blijft een signaal gemiddeld {mean}, het langst van {n} afdelingen",
    "residence_title_one": "Bij {department} blijft een signaal gemiddeld {mean}",
    "residence_x": "verstreken dagen per bezoek",
    "residence_median": "mediaan",
    "residence_mean": "gemiddelde over de eerste 90 dagen",
    "residence_note": "Bezoeken: {visits}; lijn: 95 %-interval. Het gemiddelde telt van elk bezoek hoogstens 90 dagen."
    " Verstreken dagen, geen werktijd; stilgevallen signalen tellen niet mee. Waar lijnen overlappen staat de "
    "volgorde niet vast.",
    "residence_rest": "Niet getekend: {shorter} met een korter gemiddelde, {few} met weinig bezoeken, {unmeasured} "
    "niet meetbaar.",
    "residence_parts": "Rechts: wachten dat geen status noemt, telt niet als wachten.",
    "parts_x": "% van de tijd daar",
    "parts_queue": "in de rij",
    "parts_work": "werk",
    "parts_rest": "overig",
    "parts_customer": "op klant",
    # openheid
    "openness_empty": "Niet meetbaar: hoe open afdelingen naar elkaar zijn",
    "openness_empty_why": "Daarvoor zijn minstens vier afdelingen nodig die aan elkaar overdragen.",
    "openness_wall": "Van {giver} naar {taker} gaat {share} van de overdrachten die hun werk doet verwachten; muren in"
    " totaal: {n}",
    "openness_none": "Geen muren: tussen geen twee afdelingen gaat aantoonbaar minder dan {share} van wat hun werk "
    "doet verwachten",
    "openness_untested": "Muren zijn hier niet te toetsen: te weinig overdrachten tussen de afdelingen",
    "openness_giver": "geeft",
    "openness_taker": "krijgt",
    "openness_scale": "overdrachten, in keren het verwachte aantal",
    "openness_wall_key": "muur",
    "openness_thin": "minder dan {n} verwacht",
    "openness_note": "Overdrachten: {handovers}. Een muur (rand) is minder dan werk en volume doen verwachten; dat "
    "zegt niet dat de twee meer zouden moeten overdragen. Laag zonder rand: ander werk, of te onzeker.",
    "openness_rest": "Niet getekend: {n} met minder overdrachten.",
    # trechter
    "funnel_empty": "Niet meetbaar: wat er van ideeën wordt",
    "funnel_empty_why": "Dit log zegt niet welke signalen ideeën zijn, of niet hoe ze aflopen.",
    "funnel_title": "Van de ideeën wordt {share} {stage}; het grootste verlies is vóór ‘{lost_at}’: {lost} procentpunt",
    "funnel_title_plain": "Van de ideeën wordt {share} {stage}",
    "funnel_title_raised": "{raised}: het aantal ideeën; wat er verder mee gebeurt is niet meetbaar",
    "funnel_raised": "aangedragen",
    "funnel_passed_on": "doorgegeven",
    "funnel_taken_up": "opgepakt",
    "funnel_decided": "besloten",
    "funnel_adopted": "doorgevoerd",
    "funnel_told": "teruggekoppeld",
    "funnel_x": "aandeel van wat is aangedragen",
    "funnel_signals": "n = {n}",
    "funnel_note": "Ideeën in het log: {raised}; lijn: 95 %-interval, gecorrigeerd voor wat nog onderweg is. Wat "
    "medewerkers horen maar niet vastleggen staat er niet in; niet doorgevoerd zegt niet dat het een slecht idee was.",
    # netwerk
    "network_empty": "Niet meetbaar: hoe signalen tussen afdelingen stromen",
    "network_empty_why": "In dit log gaat geen signaal van de ene afdeling naar de andere.",
    "network_title": "De sterkste stroom gaat van {giver} naar {taker}: {share} van alle overdrachten ({n})",
    "network_arrow": "Pijl: breedte = aantal, kleur = dagen tot overdracht",
    "network_delay_0": "< 1",
    "network_delay_1": "1–7",
    "network_delay_2": "7–30",
    "network_delay_3": "≥ 30",
    "network_delay_unknown": "onbekend",
    "network_disc": "Cirkel: grootte = bezoeken, kleur = deel signaaldagen",
    "network_held_0": "< {high}",
    "network_held_1": "{low} – {high}",
    "network_held_2": "≥ {low}",
    "network_held_unknown": "onbekend",
    "network_note": "Getekend: {edges} van {all_edges} verbindingen, samen {share} van {handovers} overdrachten, "
    "tussen {nodes} van {all_nodes} afdelingen. Dagen: mediaan bij de gever. Van links naar rechts: de volgorde in de"
    " stroom. Een dunne pijl zegt niet dat er meer doorheen zou moeten.",
}
